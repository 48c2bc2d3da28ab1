"""Guard rails by kind: when it may be treated, and where a plan can't do what it says."""

from __future__ import annotations

from msgspec.structs import replace

from smp_sim.document.advice.guard_rails import find_warnings
from smp_sim.document.editing.edits import add_area, replace_areas
from smp_sim.document.editing.treatments import take_template
from smp_sim.model.case import Case
from smp_sim.model.client import Client
from smp_sim.model.hair_map import HairMap, HairSample
from smp_sim.model.plan import Plan
from smp_sim.render.head_geometry import fibonacci_sphere
from smp_sim.render.treatment_areas import directions_of
from smp_sim.render.treatment_fills import filled_area


def codes(case: Case) -> set[str]:
    """Give the codes of all warnings of a case."""
    return {warning.code for warning in find_warnings(case)}


def test_a_scar_brings_its_advice_and_its_sessions() -> None:
    """The template plans four sessions; with three a guard rail says that four are usual."""
    case = take_template(Case(), "fut-scar")
    assert "sessions-few" not in codes(case)
    texts = [warning.text for warning in find_warnings(case) if warning.code == "advice-1"]
    assert "unevenly" in texts[0]
    three = replace(case, plan=replace(case.plan, sessions=Plan().sessions))
    assert "sessions-few" in codes(three)


def test_a_partly_filled_head_may_become_an_island() -> None:
    """Grades that leave hair on top warn of what Norwood VI would bare; VI and VII don't."""
    warned = [g for g in range(2, 8) if "loss-goes-on" in codes(_grade(g))]
    assert warned == [2, 3, 4, 5]
    assert "loss-goes-on" in codes(take_template(Case(), "crown"))
    areas = (filled_area("fill", "behind-hairline"),)
    assert "loss-goes-on" not in codes(replace_areas(Case(), areas))


def _grade(grade: int) -> Case:
    return take_template(Case(), f"norwood-{grade}")


def test_an_area_without_room_is_said() -> None:
    """Hair as dense as is asked for leaves no room, whether told by the area or by a map."""
    case = take_template(Case(), "thinning")
    assert "no-room" not in codes(case)
    (area,) = case.plan.areas
    full = replace(area, hair_per_cm2=area.density_per_cm2)
    assert "no-room" in codes(replace_areas(case, (full,)))
    everywhere = HairMap(
        samples=tuple(
            HairSample(place=place, per_cm2=300.0) for place in directions_of(fibonacci_sphere(400))
        )
    )
    assert "no-room" in codes(replace(case, plan=replace(case.plan, hair=(everywhere,))))


def test_dark_skin_has_pitfalls_of_its_own() -> None:
    """Small, light dots are lost on it, much black may look green; middling skin has neither."""
    area = filled_area("fill", "behind-hairline")
    for shade, dot_mm, ita, expected in (
        (0.5, 0.15, -20.0, "dots-lost"),
        (0.95, 0.25, -20.0, "shade-dark"),
    ):
        filled = replace(area, shade=shade, dot_mm=dot_mm)
        dark = Case(client=Client(skin_ita_deg=ita))
        assert expected in codes(add_area(dark, filled))
        middling = Case(client=Client(skin_ita_deg=30.0))
        assert expected not in codes(add_area(middling, filled))


def test_shaded_kinds_are_not_judged_as_dots() -> None:
    """Vitiligo is filled until dots merge: no warning of that."""
    found = codes(take_template(Case(), "vitiligo"))
    assert not {"dots-large", "density-merging"} & found
