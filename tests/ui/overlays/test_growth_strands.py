"""Strands that show the way hair grows: on the skin, along the field that dots follow."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from smp_sim.model.case import Case
from smp_sim.model.hair_growth import HairGrowth
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM
from smp_sim.model.plan import Area, Plan
from smp_sim.render.growth_direction import growth_at, whorl_place
from smp_sim.render.head_geometry import place_on_head
from smp_sim.ui.overlays.growth_strands import GrowthOverlay, flat_strands, head_strands
from tests.ui.tools.conftest import flat_view, head_view

SQUARE = ((0.0, 0.0, 0.0), (10.0, 0.0, 0.0), (10.0, 10.0, 0.0), (0.0, 10.0, 0.0))


def test_strands_follow_the_hair() -> None:
    """Each is 6 mm long and leaves its root the way that dots there are drawn out."""
    strands = np.stack(head_strands(DEFAULT_SEMI_AXES_MM, HairGrowth()))
    places = place_on_head(strands, DEFAULT_SEMI_AXES_MM)
    steps = np.diff(places, axis=1)
    np.testing.assert_allclose(np.linalg.norm(steps, axis=2).sum(axis=1), 6.0, rtol=0.03)
    far = np.linalg.norm(places[:, 0] - whorl_place(DEFAULT_SEMI_AXES_MM), axis=1) > 10.0
    first = steps[far, 0] / np.linalg.norm(steps[far, 0], axis=1)[:, None]
    grown = growth_at(strands[far, 0], DEFAULT_SEMI_AXES_MM)
    assert np.einsum("ni,ni->n", first, grown).min() > 0.98


def test_a_close_up_shows_the_axis_of_each_area_that_has_one() -> None:
    """At 90 degrees the line runs down the photo; an area without an angle has none."""
    area = Area(id="a", kind="flat-patch", view="v", outline=SQUARE)
    assert flat_strands([area]) == []
    (line,) = flat_strands([replace(area, growth_deg=90.0)])
    np.testing.assert_allclose(line, [[5.0, 1.0, 0.0], [5.0, 9.0, 0.0]], atol=1e-9)


def test_the_overlay_draws_what_there_is(qapp: QApplication) -> None:
    """A head has strands; a close-up without a known axis has nothing."""
    del qapp
    overlay = GrowthOverlay()
    (stroke,) = overlay.strokes(Case(), head_view("front"))
    assert stroke.path.elementCount() > 500
    flat = flat_view()
    area = Area(id="a", kind="flat-patch", view=flat.id, outline=SQUARE)
    assert list(overlay.strokes(Case(plan=Plan(areas=(area,))), flat)) == []
    turned = replace(area, growth_deg=45.0)
    assert len(list(overlay.strokes(Case(plan=Plan(areas=(turned,))), flat))) == 1
