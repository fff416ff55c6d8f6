"""The statistics vectors: the free ones in tests/oracle always, all of them where they are."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FREE = Path(__file__).parent / "oracle" / "spc_vectors_free.json"
FULL = Path(__file__).parents[2] / "shared" / "oracle" / "spc_vectors.json"
SECTIONS = ("qic", "xmr_mdc", "xmr_mdc_six", "run_rules", "sustained_shift")


@cache
def vectors() -> dict[str, Any]:
    """Read the fullest vector file there is."""
    path = FULL if FULL.exists() else FREE
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def cases(path: Path) -> list[dict[str, Any]]:
    """Give the cases of all sections of a file, each with its section."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return [case | {"section": section} for section in SECTIONS for case in content[section]]


def differences(right: Any, got: Any, where: str = "", scale: float = 0.0) -> list[str]:
    """List where an answer differs from the right one, beyond the vectors' tolerance.

    Numbers may differ by 1e-9 of the larger, or 1e-12 of the largest value in their array.
    """
    if isinstance(right, bool) or isinstance(got, bool) or not isinstance(right, (int, float)):
        return _differences_within(right, got, where)
    if not isinstance(got, (int, float)):
        return [f"{where}: {got!r} instead of {right!r}"]
    near = max(1e-9 * max(abs(right), abs(got)), 1e-12 * scale)
    return [] if abs(right - got) <= near else [f"{where}: {got!r} instead of {right!r}"]


def _differences_within(right: Any, got: Any, where: str) -> list[str]:
    if isinstance(right, dict) and isinstance(got, dict):
        wrong = (
            [f"{where}: fields {sorted(set(right) ^ set(got))}"] if set(right) ^ set(got) else []
        )
        both = [name for name in right if name in got]
        return wrong + [
            line for name in both for line in differences(right[name], got[name], f"{where}.{name}")
        ]
    if isinstance(right, list) and isinstance(got, list) and len(right) == len(got):
        scale = max((abs(v) for v in right if isinstance(v, (int, float))), default=0.0)
        pairs = enumerate(zip(right, got, strict=True))
        return [line for i, (a, b) in pairs for line in differences(a, b, f"{where}[{i}]", scale)]
    return [] if type(right) is type(got) and right == got else [f"{where}: {got!r}, not {right!r}"]
