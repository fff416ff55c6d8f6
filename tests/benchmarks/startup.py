"""How long the window takes from a cold process start, against an empty PySide6 window.

    python tests/bench.py startup

Both are whole processes, started in turn, so that whatever else the computer does meets both.
Both keep their compiled modules, as on a person's computer, in a folder of this run.
"""

import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve()
ROOT = HERE.parents[2]
RUNS = 7

EMPTY = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Empty(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, app.quit)

app = QApplication(sys.argv)
window = Empty()
window.resize(1366, 728)
window.show()
sys.exit(app.exec())
"""

OURS = """
import sys
from pathlib import Path
from natpatsip_desktop.gui.app import run

def end():
    from PySide6.QtWidgets import QApplication
    QApplication.quit()

sys.exit(run(Path(sys.argv[2]), **{sys.argv[1]: end}))
"""


def main() -> int:
    """Print both times and their ratio."""
    with tempfile.TemporaryDirectory(prefix="natpatsip-startup-") as folder:
        example = Path(folder) / "Example.qiw"
        environment = _environment(Path(folder))
        subprocess.run(
            [sys.executable, "-c", _demo(), str(example)], check=True, env=environment, cwd=ROOT
        )
        rounds = [_round(environment, example) for _ in range(RUNS + 1)]
    # The first round reads the disk, and compiles, for all the others.
    empty, painted, ready = (_median(list(times)) for times in zip(*rounds[1:], strict=True))
    print(f"medians of {RUNS} rounds, whole processes from start to end")
    print(f"empty PySide6 window    {empty * 1000:5.0f} ms")
    print(
        f"our window is seen      {painted * 1000:5.0f} ms  ratio {painted / empty:.2f} (aim: < 2)"
    )
    print(f"Home with all its rows  {ready * 1000:5.0f} ms  ratio {ready / empty:.2f}")
    return 0


def _round(environment: dict[str, str], example: Path) -> tuple[float, float, float]:
    """Time an empty window, ours until it is seen, and ours until Home has its rows."""
    return (
        _seconds(EMPTY, environment),
        _seconds(OURS, environment, "painted", str(example)),
        _seconds(OURS, environment, "ready", str(example)),
    )


def _median(seconds: list[float]) -> float:
    return sorted(seconds)[len(seconds) // 2]


def _demo() -> str:
    today = date.today().isoformat()
    return (
        "import sys; from datetime import date; from pathlib import Path;"
        "from natpatsip_desktop.actions.demo import write_demo;"
        f"write_demo(Path(sys.argv[1]), date.fromisoformat('{today}'))"
    )


def _environment(folder: Path) -> dict[str, str]:
    ours = {
        "NATPATSIP_DATA": str(folder / "data"),
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }
    if sys.platform.startswith("linux"):
        ours["QT_QPA_PLATFORM"] = "offscreen"
    # Where it is set, every start would compile the program anew, which no installed one does.
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **ours}


def _seconds(script: str, environment: dict[str, str], *words: str) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", script, *words],
        check=True,
        env=environment,
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
