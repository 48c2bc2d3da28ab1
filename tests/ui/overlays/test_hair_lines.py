"""The hair that is there: read in the background, laid over the photo, hidden again."""

from __future__ import annotations

from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from smp_sim.model.camera import Scale
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.overlays.hair_lines import COLOURS, HairOverlay
from tests.ui.panels.conftest import consultation, small_dossier

__all__ = ["consultation", "small_dossier"]


def test_hair_is_shown_and_hidden(qtbot: QtBot, consultation: MainWindow) -> None:
    """The action reads every view of the head, says so, and takes the lines away again."""
    bench = consultation.bench
    bench.commands.run("show-hair")
    qtbot.waitUntil(lambda: bench.tasks.current is None, timeout=60_000)
    assert bench.overlays.is_on("hair")
    assert "View" in bench.messages.text.text()
    bench.commands.run("show-hair")
    assert not bench.overlays.is_on("hair")


def test_lines_belong_to_the_view_as_it_was_read(consultation: MainWindow) -> None:
    """Each class has its line; a view that has changed since shows none."""
    case, view = consultation.bench.session.case, consultation.bench.session.view
    assert view is not None
    overlay = HairOverlay()
    square = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 0.0))
    overlay.keep([view], [dict.fromkeys(COLOURS, (square,))])
    strokes = list(overlay.strokes(case, view))
    assert [stroke.colour for stroke in strokes] == list(COLOURS.values())
    assert strokes[0].path.boundingRect().width() == 9.0
    changed = replace(view, scale=Scale(source="ruler", error_percent=1.0))
    assert list(overlay.strokes(case, changed)) == []
