"""Templates of scars, patches, thinning and old grafts."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.model.area_kind import KIND_TRAITS
from smp_sim.model.head import Head
from smp_sim.model.plan import Hairline, Plan
from smp_sim.model.units import checked
from smp_sim.render.dot_field import measure_area, place_dots
from smp_sim.render.head_geometry import place_on_head
from smp_sim.render.products import PointSet
from smp_sim.render.treatment_areas import BLEND_MM, TREATMENTS
from smp_sim.render.treatment_fills import FILLS


def plan_of(name: str, head: Head) -> Plan:
    """Give a template as a plan."""
    hairline, areas = TREATMENTS[name](head)
    return Plan(head=head, hairline=hairline or Hairline(), areas=areas)


@pytest.mark.parametrize("name", TREATMENTS)
@pytest.mark.parametrize("axes", [(66.0, 70.0, 88.0), (84.0, 90.0, 112.0)])
def test_every_treatment_has_dots_on_any_head(
    points: PointSet, name: str, axes: tuple[float, float, float]
) -> None:
    """Each template is a valid plan, and its dots lie in areas of the kinds that it names."""
    plan = checked(plan_of(name, Head(semi_axes_mm=axes)))
    field = place_dots(plan, points)
    assert len(field) > 150
    assert set(field.area.tolist()) == set(range(len(plan.areas)))


def test_areas_lie_in_the_tissue_of_their_kind() -> None:
    """A scar heals as a scar, a burn as a burn, and the blend round a scar as healthy skin."""
    for name in TREATMENTS:
        for area in plan_of(name, Head()).areas:
            assert area.tissue == KIND_TRAITS[area.kind].tissue
    blend, scar = plan_of("fut-scar", Head()).areas
    assert (blend.tissue, scar.tissue) == ("normal", "scar")


def test_no_dot_outside_scar_and_blend(points: PointSet) -> None:
    """Every dot of a strip scar lies within its blend's width of the scar's middle."""
    plan = plan_of("fut-scar", Head())
    field = place_dots(plan, points)
    scar = plan.areas[1]
    line = place_on_head(np.array(scar.outline), Head().semi_axes_mm)
    dots = place_on_head(field.place, Head().semi_axes_mm)
    steps = np.linspace(0.0, 1.0, 40)[:, None, None]
    fine = (line[:-1] * (1 - steps) + line[1:] * steps).reshape(-1, 3)
    away = np.min(np.linalg.norm(dots[:, None] - fine[None], axis=2), axis=1)
    assert away.max() < BLEND_MM + 0.5 * scar.width_mm + 3.0
    assert np.mean(field.area == 1) > 0.2


def test_a_punch_scar_template_covers_small_round_spots() -> None:
    """Hundreds of 0.9 mm spots: each adds its own circle to the area."""
    plan = plan_of("fue-scars", Head())
    spots = len(plan.areas[0].outline)
    assert 300 < spots < 900
    assert measure_area(plan, plan.areas[0]) == pytest.approx(
        spots * np.pi * 0.45**2 / 100.0, rel=0.08
    )


def test_fills_name_their_source() -> None:
    """Every kind has a filling, scars one sitting more than healthy skin, and each says why."""
    assert set(FILLS) == set(KIND_TRAITS)
    assert all(fill.source and fill.trust for fill in FILLS.values())
    scarred = [FILLS[kind].sessions for kind in ("scar-line", "scar-dots", "burn")]
    assert min(scarred) == FILLS["crown"].sessions + 1
