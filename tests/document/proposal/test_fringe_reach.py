"""A filled area is carried on to the hair that was seen, and never cut short."""

from __future__ import annotations

import numpy as np

from smp_sim.document.proposal.fringe_reach import FARTHEST_MM, hair_about, reach_fringe
from smp_sim.document.proposal.loss_patterns import CHART_MM
from smp_sim.document.proposal.scalp_reading import ScalpReading, spread_directions
from smp_sim.model.head import Head
from smp_sim.model.plan import Area
from smp_sim.render.hairline_curve import preset_hairline
from smp_sim.render.head_geometry import map_of_direction
from smp_sim.render.loss_templates import loss_template

HEAD = Head()
LINE = preset_hairline("natural", HEAD)
PLACES = spread_directions(2400)
PLACES = PLACES[PLACES[:, 1] > -0.2]
FRONT = loss_template("norwood-3", HEAD)[1][0]


def reading_with_hair_behind(z_mm: float, weight: float = 1.0) -> ScalpReading:
    """Give a reading of a head whose hair begins at a line across the top, mm on the chart."""
    hairy = (map_of_direction(PLACES)[:, 1] * CHART_MM < z_mm).astype(float)
    return ScalpReading(PLACES, hairy, np.full(len(PLACES), weight))


def rearmost_mm(area: Area) -> float:
    """Give how far back the area reaches near the midline, mm on the chart."""
    spots = map_of_direction(np.asarray(area.outline)) * CHART_MM
    return float(spots[np.abs(spots[:, 0]) < 20.0, 1].min())


def test_an_area_reaches_the_hair() -> None:
    """Hair that begins 20 mm behind the template's edge is met, and entered by some 10 mm."""
    begins = rearmost_mm(FRONT) - 20.0
    reached = reach_fringe(FRONT, LINE, reading_with_hair_behind(begins), HEAD)
    assert begins - 18.0 < rearmost_mm(reached) < begins


def test_hair_that_is_met_already_moves_nothing() -> None:
    """With hair all over, and where nothing was seen, the area is given back as it is."""
    assert reach_fringe(FRONT, LINE, reading_with_hair_behind(200.0), HEAD) is FRONT
    assert reach_fringe(FRONT, LINE, reading_with_hair_behind(0.0, 0.0), HEAD) is FRONT


def test_hair_too_far_away_is_left() -> None:
    """A bald top to the nape carries no edge on: that is another grade's area."""
    far = reading_with_hair_behind(rearmost_mm(FRONT) - FARTHEST_MM - 20.0)
    assert abs(rearmost_mm(reach_fringe(FRONT, LINE, far, HEAD)) - rearmost_mm(FRONT)) < 6.0


def test_other_kinds_are_given_back() -> None:
    """A crown has no rear edge of its own."""
    crown = Area(id="crown", kind="crown")
    assert reach_fringe(crown, LINE, reading_with_hair_behind(0.0), HEAD) is crown


def test_both_sides_are_carried_alike() -> None:
    """A symmetric head gives a symmetric edge."""
    reached = reach_fringe(FRONT, LINE, reading_with_hair_behind(-10.0), HEAD)
    corners = np.asarray(reached.outline)
    np.testing.assert_allclose(corners, corners[::-1] * (-1, 1, 1), atol=0.06)


def test_what_was_not_seen_is_not_told() -> None:
    """Hair about a place is nan where photos show nothing of it."""
    assert np.isnan(hair_about(np.zeros((1, 2)), reading_with_hair_behind(0.0, 0.0)))[0]
    assert hair_about(np.array([[0.0, -40.0]]), reading_with_hair_behind(0.0))[0] > 0.95
