"""The command line among others: closed and full outputs, stopped and killed processes, words."""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import Run, runner, table

from natpatsip_desktop.actions.projects import start_project
from natpatsip_desktop.cli import main, output
from natpatsip_desktop.store.document import new_document, open_document

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys)


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line in a shell with `natpatsip` in it."""
    program = f'natpatsip() {{ "{sys.executable}" -m natpatsip_desktop "$@"; }}\n'
    return subprocess.run(
        ["bash", "-c", program + line],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
    )


# -- streams -----------------------------------------------------------------------------------

posix = pytest.mark.skipif(sys.platform == "win32", reason="closes streams as a Unix shell does")


@posix
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("natpatsip programmes --json | head -1; exit ${PIPESTATUS[1]}", 0),
        ("natpatsip formats >&-", 0),
        ("natpatsip bogus 2>&-", 2),
        ("natpatsip analyse --jsonl <&-", 2),
        ("natpatsip formats > /dev/full", 2),
    ],
)
def test_a_stream_that_is_closed_or_full_is_no_fault(line: str, code: int) -> None:
    done = shell(line)
    assert done.returncode == code
    said = done.stdout + done.stderr
    assert not any(word in said for word in ("Traceback", "Exception", "fault in the program"))


@posix
def test_a_full_disk_is_said_with_what_to_do() -> None:
    assert "could not be written out. Look whether" in shell("natpatsip formats > /dev/full").stderr


@posix
def test_words_beyond_ascii_are_written_in_any_language(tmp_path: Path) -> None:
    folder = tmp_path / "Zoë’s ward"
    folder.mkdir()
    data = table(folder / "Größe.csv", "Datum;Größe", "01.01.2024;10,5", "01.02.2024;12,25")
    done = shell(f'natpatsip analyse "{data}"', LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "Größe: Run chart, Anhøj rules" in done.stdout


def test_cases_with_a_mark_of_windows_or_torn_letters_are_answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = b'{"section": "run_rules", "input": {"y": [1, 2, 3]}}\n'
    stdin = io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf" + case + b"\xff\xfe\n" + case))
    monkeypatch.setattr("sys.stdin", stdin)
    assert main(["analyse", "--jsonl"], lambda spec, path: path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert ["error" in line for line in lines] == [False, True, False]


def test_an_output_that_is_gone_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)
    output.say("nobody hears this")
    output.say_error("nor this")
    assert main(["bogus"], lambda spec, path: path) == 2


@posix
def test_stopping_a_command_ends_it_in_one_sentence() -> None:
    # A job of a shell in the background ignores Ctrl+C, and so would what it starts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "natpatsip_desktop", "analyse", "--jsonl"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
    finally:
        signal.signal(signal.SIGINT, before)
    assert process.stdin and process.stdout
    process.stdin.write('{"section": "run_rules", "input": {"y": [1, 2, 3]}}\n')
    process.stdin.flush()
    assert '"median": 2' in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err.count("\n")) == (2, 1)
    assert err.startswith("Stopped")


# -- work that was left behind -----------------------------------------------------------------


@pytest.fixture
def left(tmp_path: Path) -> Iterator[Path]:
    """A workbook in which a process ended after an edit and before it was saved."""
    file = tmp_path / "w.qiw"
    new_document(file).close()
    document = open_document(file)
    start_project(document.workbook, "MN-SFP", "Left behind")
    # As the end of a process lets go of everything, but saves nothing.
    document.workbook.close()
    document._lock.release()  # type: ignore[union-attr]
    document._working.release()
    yield file


@pytest.mark.parametrize(
    "words", [["info"], ["start", "--driver", "MN-SFP", "--title", "Next"]], ids=["read", "change"]
)
def test_the_next_command_brings_work_back_and_says_so(
    run: Run, left: Path, words: list[str]
) -> None:
    code, _, err = run(words[0], left, *words[1:])
    assert code == 0
    assert err.startswith("We brought back your work from")
    code, said, err = run("info", left)
    assert "Left behind" in said
    assert not err


def test_work_whose_file_was_changed_meanwhile_is_said_and_kept(
    run: Run, left: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.qiw"
    run("new", other)
    run("start", other, "--driver", "ME-MCH", "--title", "Another")
    left.write_bytes(other.read_bytes())
    for words in (["info"], ["start", "--driver", "MN-SFP", "--title", "Next"]):
        code, _, err = run(words[0], left, *words[1:])
        assert code == 0
        assert "The file was changed meanwhile; both are kept. Start the window" in err


# -- what is not understood --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["bogus"], "There is no verb «bogus»."),
        (["start", "w.qiw"], "This is missing: --driver, --title."),
        (["info", "w.qiw", "--jso"], "This was not understood: --jso."),
        (["measure", "w.qiw", "--project", "x", "--name", "A"], "--project must be a whole number"),
        (["measure", "w.qiw", "--project", "1"], "Give --library or --name."),
        (["analyse", "d.csv", "--chart", "pie"], "--chart cannot be «pie», only run, i,"),
        (["analyse", "d.csv", "--target", "nan"], "--target must be a number, like 90"),
        (["analyse", "d.csv", "--baseline", "0"], "--baseline must be a whole number"),
        (["analyse", "d.csv", "--multiply", "-1"], "--multiply must be a number above 0"),
        (["analyse", "w.qiw", "--measure", "1", "--target", "9"], "--target is for a spreadsheet"),
        (["analyse", "d.csv", "--points", "5"], "--points cannot be «5», only 6, 7"),
        (["analyse", "d.csv", "--jsonl"], "--jsonl reads cases from standard input."),
        (["new", "w.txt"], "The name of a workbook ends in .qiw."),
        (["demo", "no such folder/w.qiw"], "There is no folder «no such folder»."),
    ],
)
def test_what_is_not_understood_is_said_in_plain_words(
    run: Run, words: list[str], sentence: str
) -> None:
    code, said, err = run(*words)
    assert (code, said) == (2, "")
    assert err.startswith(sentence)
    assert len(err.splitlines()) == 1


def test_the_options_of_a_measure_of_ones_own_are_refused_for_one_that_ships(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "w.qiw"
    run("new", file)
    run("start", file, "--driver", "mn-sfp", "--title", "Small letters will do")
    ships = ["measure", file, "--project", 1, "--library", "mn-sfp-o2"]
    code, _, err = run(*ships, "--unit", "count")
    assert code == 2
    assert err.startswith("--unit is for a measure of your own")
    assert run(*ships)[0] == 0
