"""What all tests share: chance from a fixed seed, a small picture, the folder of real photos."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.faults.tally import tally_lines

# Each run draws the same examples: a failure seen once is seen by everybody.
hypothesis.settings.register_profile("smp", derandomize=True, deadline=None, max_examples=50)
hypothesis.settings.load_profile("smp")

#: The folder of real photos when SMP_SIM_PHOTOS does not name another.
PHOTO_FOLDER = Path(__file__).resolve().parents[2] / "shared" / "photos"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end how much the fault suite tried."""
    lines = tally_lines(terminalreporter.stats.get("passed", []))
    if lines:
        terminalreporter.section("what the fault suite tried")
        terminalreporter.write_line("\n".join(lines))


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep locks, recovery copies and the library of every test away from the user's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "platformdirs.user_data_path",
            lambda *_names, **_options: tmp_path_factory.getbasetemp() / "user-data",
        )
        yield


@pytest.fixture
def rng() -> np.random.Generator:
    """Give chance that is the same in every run."""
    return np.random.default_rng(20_240_229)


@pytest.fixture
def small_picture() -> NDArray[np.uint8]:
    """Give (90, 120, 3) uint8: a skin-coloured ramp, darker to the right and reddish below.

    No two corners are alike, so that a turned or mirrored copy is never equal to it.
    """
    down, across = np.mgrid[0:1:90j, 0:1:120j]
    red = 230 - 60 * across
    green = 190 - 70 * across - 30 * down
    blue = 165 - 70 * across - 20 * down
    return np.asarray(np.rint(np.stack([red, green, blue], axis=-1)), dtype=np.uint8)


@pytest.fixture(scope="session")
def photos() -> Path:
    """Give the folder of real photos; skip the test where there is none."""
    folder = Path(os.environ.get("SMP_SIM_PHOTOS", PHOTO_FOLDER))
    if not any(folder.glob("london_*_front.jpg")):
        pytest.skip(f"no real photos in {folder} (set SMP_SIM_PHOTOS)")
    return folder
