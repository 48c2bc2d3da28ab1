"""A view whose photo is missing: said by name wherever a picture is wanted; nothing falls over."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from smp_sim.document.case.case_file import Dossier, save_case
from smp_sim.document.case_library.listing import list_entries
from smp_sim.document.case_library.shelf import store_case
from smp_sim.document.disk.assets import load_points
from smp_sim.document.scripting import render_case
from smp_sim.document.studio import Studio
from smp_sim.model.errors import CaseFileError
from smp_sim.render.pipeline import Request
from smp_sim.ui.app import make_window
from tests.document.case_files import dossier_of_photo, members_of, png_bytes, zip_of


@pytest.fixture
def lacking() -> Dossier:
    """Give a case of one view without its photo's bytes."""
    return replace(dossier_of_photo(png_bytes()), photos={})


@pytest.mark.parametrize(
    "use",
    [
        render_case,
        lambda dossier: Studio(load_points()).photo(dossier, "a"),
        lambda dossier: Studio(load_points()).render(dossier, "a", Request(28.0)),
    ],
)
def test_pictures_of_it_are_refused_in_words(
    lacking: Dossier, use: Callable[[Dossier], object]
) -> None:
    """Whoever asks for a picture is told which view it is."""
    with pytest.raises(CaseFileError, match="a: The photo of this view is missing"):
        use(lacking)


def test_it_is_never_saved_over_a_whole_one(lacking: Dossier, tmp_path: Path) -> None:
    """A case that lost a photo in memory does not take the place of the file that has it."""
    path = tmp_path / "case.smp"
    save_case(dossier_of_photo(png_bytes()), path)
    before = path.read_bytes()
    with pytest.raises(CaseFileError, match="missing: nothing was saved"):
        save_case(lacking, path)
    assert path.read_bytes() == before


def test_the_library_lists_a_file_that_lacks_it_as_damaged(tmp_path: Path) -> None:
    """It is shown, so that it can be looked after, and can't be opened."""
    path = store_case(tmp_path, dossier_of_photo(png_bytes()))
    parts = {n: d for n, d in members_of(path.read_bytes()).items() if "photos/" not in n}
    path.write_bytes(zip_of(parts))
    (entry,) = list_entries(tmp_path)
    assert entry.standing == "damaged"


def test_the_window_says_so_and_stays_up(lacking: Dossier, qtbot: QtBot, tmp_path: Path) -> None:
    """The engine's refusal is a sentence in the bar; the window goes on."""
    window = make_window(settings_path=tmp_path / "s.ini", data_folder=tmp_path / "data")
    qtbot.addWidget(window)
    window.show()
    window.bench.session.open_dossier(lacking)
    qtbot.waitUntil(window.bench.messages.isVisible, timeout=30_000)
    assert "photo of this view is missing" in window.bench.messages.text.text()
    assert window.isVisible()
    window.close()
