"""Cases to try commands on: a close-up of plain skin, and the sample head in two views."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from smp_sim.cli.main import run
from smp_sim.document.case.case_file import save_case
from smp_sim.document.samples.sample_client import sample_dossier


@pytest.fixture(scope="session")
def skin_photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a close-up of 20 x 15 mm of skin at 8 px/mm, with a little grain."""
    grain = np.random.default_rng(5).normal(0.0, 2.0, (120, 160, 1))
    skin = np.clip(np.array([189.0, 155.0, 134.0]) + grain, 0, 255)
    path = tmp_path_factory.mktemp("photo") / "skin.png"
    Image.fromarray(skin.astype(np.uint8)).save(path)
    return path


@pytest.fixture(scope="session")
def _flat_master(skin_photo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case") / "flat.smp"
    words = ["new", str(skin_photo), "--side", "flat", "--px-per-mm", "8", "-o", str(path)]
    assert run(words) == 0
    return path


@pytest.fixture(scope="session")
def _head_master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case") / "head.smp"
    save_case(sample_dossier(sides=("front-high", "left"), width=240, height=300), path)
    return path


@pytest.fixture
def flat_case(_flat_master: Path, tmp_path: Path) -> Path:
    """Give a fresh copy of the close-up's case."""
    return Path(shutil.copy(_flat_master, tmp_path / "flat.smp"))


@pytest.fixture
def head_case(_head_master: Path, tmp_path: Path) -> Path:
    """Give a fresh copy of the sample head's case, front-high and left."""
    return Path(shutil.copy(_head_master, tmp_path / "head.smp"))
