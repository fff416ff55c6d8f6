"""SIGKILL at random moments during edits, imports and saves; tests/torture.py does many more."""

from pathlib import Path

from killing import kill_round


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    rounds = [kill_round(folder / "Wards.qiw", seed) for seed in range(6)]
    assert rounds[-1].done > 6, "the victims did too little for this to prove anything"
    assert any(one.brought_back for one in rounds)
