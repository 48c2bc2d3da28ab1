"""A sample with a condition is drawn once and opened from then on."""

from __future__ import annotations

from pathlib import Path

import pytest

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.samples import sample_store
from smp_sim.document.samples.sample_store import stored_sample
from smp_sim.document.samples.treatment_samples import treatment_sample
from smp_sim.model.errors import PlanError


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Draw small samples, and list what was drawn."""
    names: list[str] = []

    def draw(name: str) -> Dossier:
        names.append(name)
        return treatment_sample(name, width=120, height=150)

    monkeypatch.setattr(sample_store, "treatment_sample", draw)
    return names


def test_the_second_time_it_is_opened(tmp_path: Path, drawn: list[str]) -> None:
    """Drawn once; both times the same case and photos."""
    first = stored_sample("burn", tmp_path)
    again = stored_sample("burn", tmp_path)
    assert drawn == ["burn"]
    assert again.case == first.case
    assert dict(again.photos) == dict(first.photos)


def test_a_damaged_copy_is_drawn_again(tmp_path: Path, drawn: list[str]) -> None:
    """What can't be opened is no hindrance, and is replaced."""
    stored_sample("burn", tmp_path)
    (copy,) = (tmp_path / "samples").iterdir()
    copy.write_bytes(b"not a case")
    stored_sample("burn", tmp_path)
    assert drawn == ["burn", "burn"]
    stored_sample("burn", tmp_path)
    assert len(drawn) == 2


def test_a_folder_that_can_not_be_written_is_no_hindrance(tmp_path: Path, drawn: list[str]) -> None:
    """The sample is drawn and shown all the same."""
    blocked = tmp_path / "file"
    blocked.write_bytes(b"in the way")
    assert stored_sample("burn", blocked).case.views
    assert drawn == ["burn"]


def test_an_unknown_name_is_refused(tmp_path: Path) -> None:
    """With a sentence, and no file is made."""
    with pytest.raises(PlanError, match="no sample"):
        stored_sample("../x", tmp_path)
    assert not list(tmp_path.iterdir())
