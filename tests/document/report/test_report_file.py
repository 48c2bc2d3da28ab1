"""Where a report may be written, and that it is whole or not there."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from smp_sim.document.progress_report import Cancelled
from smp_sim.document.report.report_file import require_report_path, save_report
from smp_sim.document.studio import Studio
from smp_sim.model.errors import OutputError
from tests.document.report.conftest import small_dossier, small_order
from tests.document.report.reading import pages_of


def test_a_report_is_written_for_its_owner_only(studio: Studio, tmp_path: Path) -> None:
    """It holds a client's photos: nobody else may read the file."""
    path = tmp_path / "plan.PDF"
    save_report(studio, small_dossier(), small_order(), path)
    assert "K-17" in pages_of(path.read_bytes())[0]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["plan.txt", "plan", "none/plan.pdf"])
def test_a_place_that_is_none_is_refused(name: str, tmp_path: Path) -> None:
    """Another suffix or a folder that isn't there is said before any work."""
    with pytest.raises(OutputError):
        require_report_path(tmp_path / name)


def test_a_given_up_report_leaves_the_old_one(studio: Studio, tmp_path: Path) -> None:
    """An existing file is untouched when the work is ended."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")

    def give_up(share: float, words: str) -> None:
        del words
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        save_report(studio, small_dossier(), small_order(), path, give_up)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
