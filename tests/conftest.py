"""What every test needs: no screen, its own data folder, the same random cases each run."""

import os

import pytest
from hypothesis import settings

from natpatsip_desktop.paths import DATA_VARIABLE

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same cases every time, so that a red run says something about the change that made it.
# `--hypothesis-profile=default` looks for new ones. No deadline: nothing here is a timed test.
settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def own_data_folder(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keep working copies, logs and settings of a test out of the person's own folder."""
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path_factory.mktemp("data")))
