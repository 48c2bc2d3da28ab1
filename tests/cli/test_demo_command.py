"""``smp-sim demo`` needs no input and writes three files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from smp_sim.cli import demo_command
from smp_sim.cli.main import run
from smp_sim.document.case.case_file import Dossier, open_case
from smp_sim.document.samples.sample_client import sample_dossier
from smp_sim.document.samples.treatment_samples import SAMPLE_NAMES
from smp_sim.model.camera import Side


def small_sample(*, sides: tuple[Side, ...]) -> Dossier:
    """Give the sample client in small pictures."""
    return sample_dossier(sides=sides, width=200, height=250)


def test_pair_strip_and_case_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The folder is made; the case in it opens; the three names are printed."""
    monkeypatch.setattr(demo_command, "sample_dossier", small_sample)
    folder = tmp_path / "new" / "demo"
    assert run(["demo", "-o", str(folder)]) == 0
    printed = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(printed) == sorted(folder.iterdir())
    assert len(open_case(folder / "sample.smp").case.views) == 1
    for name in ("before-after.png", "healing-strip.png"):
        with Image.open(folder / name) as picture:
            assert picture.width > picture.height


def test_a_folder_that_can_not_be_made_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file in the way: exit code 2 before any work."""
    blocked = tmp_path / "file"
    blocked.write_bytes(b"old")
    assert run(["demo", "-o", str(blocked)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert blocked.read_bytes() == b"old"


def test_the_conditions_are_listed_by_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line a group, every sample in one of them; nothing is written."""
    monkeypatch.chdir(tmp_path)
    assert run(["demo", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    listed = [name for line in lines for name in line.split(": ", 1)[1].split(", ")]
    assert sorted(listed) == sorted(SAMPLE_NAMES)
    assert not list(tmp_path.iterdir())
