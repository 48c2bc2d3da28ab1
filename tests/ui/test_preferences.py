"""What is remembered of the user: for their eyes alone, and forgotten when they say so."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from smp_sim.ui.preferences import REMINDER_MONTHS, Preferences


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_the_settings_are_the_owner_s_alone(tmp_path: Path) -> None:
    """The recent list tells of clients: nobody else can read it, in a file of old either."""
    path = tmp_path / "settings.ini"
    path.write_text("[General]\ntheme=light\n")
    path.chmod(0o644)
    preferences = Preferences.in_file(path)
    assert preferences.theme == "light"
    preferences.remember_file(path)
    preferences._settings.sync()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_recent_file_can_be_forgotten(tmp_path: Path) -> None:
    """One goes, the others stay in their order."""
    preferences = Preferences.in_file(tmp_path / "settings.ini")
    files = [tmp_path / f"{name}.smp" for name in "abc"]
    for path in files:
        path.touch()
        preferences.remember_file(path)
    preferences.forget_file(files[1])
    assert preferences.recent == [files[2], files[0]]


@pytest.mark.parametrize(("kept", "months"), [("12", 12), ("0", 0), ("soon", REMINDER_MONTHS)])
def test_the_reminder_is_a_count_of_months(tmp_path: Path, kept: str, months: int) -> None:
    """It comes back as it was set; a spoilt setting is as if none were there."""
    path = tmp_path / "settings.ini"
    path.write_text(f"[General]\nreminder_months={kept}\n")
    assert Preferences.in_file(path).reminder_months == months
