"""Scars under a hand: a line dragged or clicked, dot scars clicked one by one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from smp_sim.model.area_kind import KIND_TRAITS, AreaKind
from smp_sim.render.camera_geometry import frame_skin
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.panels.area_filling import fields_read, pigments_for
from smp_sim.ui.panels.areas_panel import AreasPanel
from tests.ui.tools.conftest import HandOnCanvas, flat_view, head_view
from tests.ui.tools.test_area_tools import ROUND, areas_of, opened_panel

Opener = Callable[..., MainWindow]

#: A way along the forehead of the head view, photo px.
ALONG = ((390.0, 400.0), (430.0, 408.0), (470.0, 404.0), (510.0, 400.0))


@pytest.fixture
def panel(open_views: Opener) -> AreasPanel:
    """Give the areas step on a front view, its plan empty."""
    return opened_panel(open_views(head_view("front"), areas=()))


def close_up(open_views: Opener) -> AreasPanel:
    """Give the areas step on a close-up."""
    return opened_panel(open_views(flat_view(), areas=()))


def test_a_dragged_line_is_a_scar_with_its_blend(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """One stroke: the scar lies under it and is chosen, healthy skin round it blends; one undo."""
    panel.adding.begin("scar-line")
    hand.drag(*ALONG)
    blend, scar = areas_of(panel)
    assert (blend.kind, scar.kind, scar.tissue) == ("between-hair", "scar-line", "scar")
    assert panel.desk.area_id == scar.id
    view = panel.bench.session.view
    assert view is not None
    seen = frame_skin(view.camera, np.asarray(scar.outline)).centre_px
    assert np.allclose(seen[[0, -1]], np.asarray([ALONG[0], ALONG[-1]]), atol=2.5)
    panel.bench.session.undo_stack.undo()
    assert areas_of(panel) == ()


def test_corners_make_a_scar_too(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """Clicked corners are joined; Return ends the line; Backspace took the last one back."""
    panel.adding.begin("scar-line")
    for corner in (*ALONG, (520.0, 500.0)):
        hand.click(*corner)
    canvas = panel.bench.canvas
    QTest.keyClick(canvas.viewport(), Qt.Key.Key_Backspace)
    QTest.keyClick(canvas.viewport(), Qt.Key.Key_Return)
    scar = areas_of(panel)[-1]
    assert scar.kind == "scar-line"
    assert 3 <= len(scar.outline) <= 4


def test_a_line_of_no_length_is_refused(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """A single corner is no scar: a sentence, and the plan stays."""
    panel.adding.begin("scar-line")
    hand.click(*ALONG[0])
    QTest.keyClick(panel.bench.canvas.viewport(), Qt.Key.Key_Return)
    assert areas_of(panel) == ()
    assert "no length" in panel.bench.messages.text.text()


def test_dot_scars_are_clicked_and_clicked_away(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """Clicks gather in one area; a click on a dot removes it, and the area with its last."""
    panel.adding.begin("scar-dots")
    for x in (400.0, 440.0, 480.0):
        hand.click(x, 400.0)
    (area,) = areas_of(panel)
    assert (area.kind, len(area.outline)) == ("scar-dots", 3)
    hand.click(440.0, 400.0)
    assert len(areas_of(panel)[0].outline) == 2
    hand.click(400.0, 400.0)
    hand.click(480.0, 400.0)
    assert areas_of(panel) == ()
    assert panel.bench.session.undo_stack.count() == 6


def test_a_close_up_has_scars_of_its_own(open_views: Opener, hand: HandOnCanvas) -> None:
    """There a line is a scar without a blend, in the plane of that photo."""
    panel = close_up(open_views)
    panel.adding.begin("scar-line")
    hand.drag((60.0, 60.0), (120.0, 70.0), (180.0, 60.0))
    (scar,) = areas_of(panel)
    assert scar.is_flat
    panel.adding.begin("scar-dots")
    hand.click(100.0, 150.0)
    assert [area.kind for area in areas_of(panel)] == ["scar-line", "scar-dots"]


def test_a_scar_beside_lips_is_shaded(open_views: Opener, hand: HandOnCanvas) -> None:
    """In a close-up of lips a scar is a fine wash to be matched, without dots like hair."""
    panel = close_up(open_views)
    panel.adding.begin("lips")
    hand.drag(*ROUND)
    panel.adding.begin("scar-line")
    hand.drag((60.0, 60.0), (120.0, 70.0), (180.0, 60.0))
    lips, scar = areas_of(panel)
    assert (lips.kind, lips.tissue, lips.technique) == ("lips", "lip", "wash")
    assert (scar.kind, scar.technique, scar.pigment) == ("scar-line", "wash", "mixed")
    assert scar.width_mm < 2.0


def test_lips_over_the_whole_photo_can_still_be_drawn(
    open_views: Opener, hand: HandOnCanvas
) -> None:
    """Drawn round everything they are an area like any other: one step, and it can be undone."""
    panel = close_up(open_views)
    panel.adding.begin("lips")
    hand.drag((2, 2), (398, 2), (398, 298), (2, 298), (2, 5))
    (lips,) = areas_of(panel)
    assert lips.kind == "lips"
    panel.bench.session.undo_stack.undo()
    assert areas_of(panel) == ()


def test_lips_are_not_drawn_on_a_head(panel: AreasPanel) -> None:
    """The wrong view for a kind: a sentence, no tool in the hand, nothing changed."""
    panel.adding.begin("lips")
    assert "close-up" in panel.bench.messages.text.text()
    assert panel.bench.tools.current == "select"
    assert areas_of(panel) == ()


def test_a_zone_of_the_head_is_not_added_in_a_close_up(open_views: Opener) -> None:
    """A crown has no place in a plane; a patch has."""
    panel = close_up(open_views)
    panel.adding.begin("crown")
    assert "on the head" in panel.bench.messages.text.text()
    assert areas_of(panel) == ()


@pytest.mark.parametrize("kind", ["alopecia-patch", "burn", "vitiligo", "between-hair"])
def test_the_lasso_draws_what_was_asked_for(
    panel: AreasPanel, hand: HandOnCanvas, kind: AreaKind
) -> None:
    """A closed line becomes an area of the kind from the menu, filled and healing as it does."""
    panel.adding.actions_by_kind[kind].trigger()
    hand.drag(*ROUND)
    (area,) = areas_of(panel)
    assert (area.kind, area.tissue) == (kind, KIND_TRAITS[kind].tissue)


def test_a_patch_as_large_as_the_photo_lies_on_the_head(
    panel: AreasPanel, hand: HandOnCanvas
) -> None:
    """Drawn round everything, it ends at the head's rim, and the plan can still be drawn."""
    panel.adding.begin("patch")
    hand.drag((5, 5), (795, 5), (795, 995), (5, 995), (5, 8))
    (area,) = areas_of(panel)
    assert np.allclose(np.linalg.norm(area.outline, axis=1), 1.0)


def test_only_what_a_kind_reads_is_shown(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """A scar line has width and uneven uptake, a patch has a feather, hair there fills up."""
    assert {"width_mm", "uptake_scatter"} <= set(fields_read("scar-line"))
    assert "feather_mm" not in fields_read("scar-line")
    assert "hair_per_cm2" in fields_read("transplant")
    assert fields_read("placed") == ("shade",)
    panel.adding.begin("scar-line")
    hand.drag(*ALONG)
    sliders = panel.filling.sliders
    assert not sliders["width_mm"].isHidden()
    assert panel.filling.growth.isHidden()
    assert sliders["feather_mm"].isHidden()
    sliders["width_mm"].box.setValue(5.0)
    assert areas_of(panel)[-1].width_mm == 5.0


def test_a_close_up_takes_the_axis_of_its_hair(open_views: Opener, hand: HandOnCanvas) -> None:
    """In a close-up dots are turned along the hair, or left round; on the head none is asked."""
    panel = close_up(open_views)
    panel.adding.begin("scar-line")
    hand.drag(*ALONG)
    box = panel.filling.growth
    assert not box.isHidden()
    assert areas_of(panel)[-1].growth_deg is None
    box.setValue(35)
    assert areas_of(panel)[-1].growth_deg == 35.0
    box.setValue(box.minimum())
    assert areas_of(panel)[-1].growth_deg is None
    assert not panel.reading.buttons["read-direction"].isHidden()


def test_pigment_is_chosen_by_area(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """A cooler carbon for this area alone; lip pigments are offered for lips."""
    panel.adding.begin("patch")
    hand.drag(*ROUND)
    box = panel.filling.pigment
    box.activated.emit(box.findData("carbon-cool"))
    (area,) = areas_of(panel)
    assert area.pigment == "carbon-cool"
    assert "lip-rose" not in pigments_for(area)


def test_the_kind_says_what_is_special_about_it(panel: AreasPanel, hand: HandOnCanvas) -> None:
    """A drawn scar line brings the note on scars, as the report has it."""
    panel.adding.begin("scar-line")
    hand.drag(*ALONG)
    assert "one more session" in panel.note.text()
