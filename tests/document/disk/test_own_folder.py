"""Folders of the program's own: made where they are not, their owner's alone."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from smp_sim.document.disk.own_folder import made_folder
from smp_sim.document.presets.own_presets import Fill, Preset
from smp_sim.document.presets.preset_shelf import forget_preset, keep_preset
from smp_sim.model.errors import OutputError


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_a_folder_is_its_owner_s_alone(tmp_path: Path) -> None:
    """Made with all that leads to it; made again it stays."""
    folder = tmp_path / "a" / "b"
    assert made_folder(folder) == made_folder(folder) == folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_can_t_be_made_is_a_sentence(tmp_path: Path) -> None:
    """A file in its place is named."""
    (tmp_path / "taken").write_text("")
    with pytest.raises(OutputError, match="taken"):
        made_folder(tmp_path / "taken" / "b")


def test_presets_say_so_too(tmp_path: Path) -> None:
    """Neither keeping nor taking out of a folder that is none is a fault of the program."""
    (tmp_path / "taken").write_text("")
    with pytest.raises(OutputError, match="can't be made"):
        keep_preset(Preset(name="Soft", fill=Fill()), tmp_path / "taken" / "b")
    with pytest.raises(OutputError, match="can't be deleted"):
        forget_preset("Soft", tmp_path / "taken")
