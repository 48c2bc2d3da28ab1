"""What Norwood VI would bare besides what a plan fills."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.document.disk.assets import load_points
from smp_sim.model.camera import FlatCamera
from smp_sim.model.head import Head
from smp_sim.model.plan import Plan
from smp_sim.render.area_outline import outline_area
from smp_sim.render.camera_geometry import frame_skin, hit_skin
from smp_sim.render.dot_field import place_dots
from smp_sim.render.hairline_curve import hairline_places
from smp_sim.render.loss_outlook import (
    bare_later_cm2,
    is_full_field,
    island_cm2,
    later_fringe,
    outlook_depths,
)
from smp_sim.render.loss_templates import loss_template
from smp_sim.render.projection import project_dots
from smp_sim.render.sample_head import SampleHead, sample_camera
from smp_sim.render.sample_head.hair_map import scalp_density


def plan_of(name: str) -> Plan:
    """Give the plan of a template on the default head."""
    hairline, areas = loss_template(name, Head())
    return Plan(areas=areas) if hairline is None else Plan(hairline=hairline, areas=areas)


def test_the_more_is_filled_the_less_is_left() -> None:
    """From grade II to VI what later loss would bare shrinks, to nothing at VI."""
    left = [bare_later_cm2(plan_of(f"norwood-{grade}")) for grade in range(2, 7)]
    assert left == sorted(left, reverse=True)
    assert left[0] > 60.0
    assert left[-1] < 1.0


def test_an_empty_plan_leaves_all_of_it() -> None:
    """Without areas it is the whole field between hairline and fringe: 200 to 400 cm²."""
    assert 200.0 < bare_later_cm2(Plan()) < 400.0


def test_the_later_fringe_lies_below_what_is_filled() -> None:
    """Its lowest point is lower than that of a grade III fill."""
    plan = plan_of("norwood-3")
    line = hairline_places(plan.hairline, plan.head)
    filled = outline_area(plan.areas[0], line, plan.head.semi_axes_mm)
    assert later_fringe(plan).rear[:, 2].min() < filled.rear[:, 2].min() - 30.0


def test_dots_between_hairs_are_no_full_field() -> None:
    """They don't count as filled: alone they are too few."""
    assert not is_full_field(plan_of("thinning").areas[0])
    assert is_full_field(plan_of("crown").areas[0])


def test_a_crown_or_a_front_may_become_an_island() -> None:
    """Both leave skin that later loss bares round them; a fill that reaches the fringe leaves none.

    Patches of alopecia and scars are no fill of pattern loss.
    """
    assert island_cm2(plan_of("crown")) > 100.0
    assert island_cm2(plan_of("norwood-3v")) > 60.0
    assert island_cm2(plan_of("behind-hairline")) == 0.0
    assert island_cm2(plan_of("alopecia-areata")) == 0.0


def test_what_is_shown_is_what_is_counted() -> None:
    """From straight above, the shown region's own area is near the cm² that are told."""
    plan, camera = plan_of("norwood-4"), sample_camera("top", 600, 750)
    depths = outlook_depths(plan, camera, (300, 375))
    across, down = np.meshgrid(2.0 * np.arange(300) + 1.0, 2.0 * np.arange(375) + 1.0)
    inside = depths > 0.0
    frames = frame_skin(camera, hit_skin(camera, np.stack([across[inside], down[inside]], -1))[0])
    mm2 = 4.0 / np.abs(np.linalg.det(frames.px_per_mm))
    assert mm2.sum() / 100.0 == pytest.approx(bare_later_cm2(plan), rel=0.12)


def test_no_fill_lies_in_the_later_bare_skin() -> None:
    """Where dots of a fill stand away from its edge, nothing is shown as bared."""
    plan, camera = plan_of("norwood-3v"), sample_camera("top", 400, 500)
    depths = outlook_depths(plan, camera, (400, 500))
    field = place_dots(plan, load_points())
    seen = project_dots(field, camera, 400, 500)
    x, y = seen.centre_px[seen.visible].astype(int).T
    held = (x >= 0) & (x < 400) & (y >= 0) & (y < 500)
    assert np.mean(depths[y[held], x[held]] < 0.5) > 0.97


def test_the_drawn_head_loses_its_hair_there() -> None:
    """What the outlook shows of a grade III fill is where the sample of grade VI has lost it."""
    plan, camera = plan_of("norwood-3"), sample_camera("top", 400, 500)
    depths = outlook_depths(plan, camera, (100, 125))
    across, down = np.meshgrid(4.0 * np.arange(100) + 2.0, 4.0 * np.arange(125) + 2.0)
    deep = depths > 4.0
    places = hit_skin(camera, np.stack([across[deep], down[deep]], axis=-1))[0]
    before, later = (scalp_density(SampleHead(norwood=grade), places) for grade in ("3", "6"))
    lost = (before > 60.0) & (later < 0.5 * before)
    assert lost.sum() > 0.75 * len(places)


def test_a_close_up_shows_no_outlook() -> None:
    """Its plane has no head: nothing is inside."""
    assert not np.any(outlook_depths(plan_of("norwood-3"), FlatCamera(px_per_mm=9.0), (20, 10)) > 0)
