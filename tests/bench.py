"""Measures speed, as ratios within one run: python tests/bench.py VERB.

Each verb is a module of tests/benchmarks with a `main` that prints and returns an exit code.
"""

import sys
from importlib import import_module
from pathlib import Path

VERBS = sorted(path.stem for path in (Path(__file__).parent / "benchmarks").glob("[a-z]*.py"))


def main(arguments: list[str]) -> int:
    """Run one benchmark, or say which there are."""
    if len(arguments) != 1 or arguments[0] not in VERBS:
        print(f"Say what to measure: python tests/bench.py {'|'.join(VERBS)}", file=sys.stderr)
        return 2
    code: int = import_module(f"benchmarks.{arguments[0]}").main()
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
