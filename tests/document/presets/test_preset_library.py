"""The preset library: every value has a source, every entry can be applied."""

from __future__ import annotations

import pytest

from smp_sim.document.advice.guard_rails import find_warnings
from smp_sim.document.disk.assets import asset_path
from smp_sim.document.editing.edits import add_area
from smp_sim.document.presets.kind_entries import KIND_ENTRIES
from smp_sim.document.presets.library_entry import LibraryEntry
from smp_sim.document.presets.preset_library import (
    GROUPS,
    apply_entry,
    find_entry,
    is_applicable,
    read_library,
)
from smp_sim.document.presets.value_words import NAMED_VALUES, VALUE_TITLES
from smp_sim.model.area_kind import KIND_TRAITS
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.model.client import SKIN_CLASSES
from smp_sim.model.errors import PlanError
from smp_sim.model.head import Head
from smp_sim.model.plan import Area, Plan
from smp_sim.render.hairline_curve import SHAPES, preset_hairline
from smp_sim.render.hairline_measure import measure_hairline
from smp_sim.render.healing import heal_sessions
from smp_sim.render.treatment_fills import filled_area

ENTRIES = [entry for group in read_library() for entry in group.entries]


def case_of_one() -> Case:
    """Give a case with a crown."""
    return add_area(Case(), Area(id="crown", kind="crown"))


def case_of_kinds() -> Case:
    """Give a case with an area of every kind: on the head, or in a close-up."""
    flat = ((0.0, 0.0, 0.0), (9.0, 0.0, 0.0), (9.0, 9.0, 0.0))
    ring = tuple((x / 3.0, y / 3.0, 2.0 / 3.0) for x, y in ((1, 2), (2, 1), (-1, 2)))
    photo = PhotoRef(sha256="0" * 64, suffix=".png", width=90, height=90)
    view = View(id="near", side="flat", photo=photo, camera=FlatCamera(px_per_mm=10.0))
    areas = []
    for kind in KIND_ENTRIES:
        near = KIND_TRAITS[kind].ground == "close-up"
        outline = () if KIND_TRAITS[kind].shape == "zone" else flat if near else ring
        areas.append(Area(id=kind, kind=kind, outline=outline, view="near" if near else ""))
    return Case(views=(view,), plan=Plan(areas=tuple(areas)))


def test_every_file_is_a_group() -> None:
    """No file lies there unread, and no two entries share a name."""
    files = sorted(path.stem for path in asset_path("presets").glob("*.json"))
    assert files == sorted(GROUPS)
    names = [entry.name.casefold() for entry in ENTRIES]
    assert len(set(names)) == len(names)


def test_every_value_has_a_source_and_a_word() -> None:
    """No value without a source, a title and, where it is a name, words for it."""
    for entry in ENTRIES:
        for name, held in entry.values.items():
            assert held.source
            assert name in VALUE_TITLES
            if isinstance(held.value, str) and not held.value.startswith("#"):
                assert held.value in NAMED_VALUES or name == "needle"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_entry_changes_a_case_that_can_be_judged(entry: LibraryEntry) -> None:
    """Applied, it gives a valid case, and once more the same; what is to be read says so."""
    assert entry.purpose
    if not is_applicable(entry):
        assert entry.purpose.startswith("Information only")
        with pytest.raises(PlanError, match="is information"):
            apply_entry(case_of_one(), entry)
        return
    case = case_of_kinds() if "area_kind" in entry.values else case_of_one()
    changed = apply_entry(case, entry)
    if "area_kind" not in entry.values:
        find_warnings(changed)
    assert apply_entry(changed, entry) == changed


def test_a_kind_that_the_plan_lacks_is_refused() -> None:
    """And a filling for dots leaves a colour alone that was mixed for its place."""
    with pytest.raises(PlanError, match="no area of this kind"):
        apply_entry(case_of_one(), find_entry("Burn scar (area)"))
    lips = Area(id="lips", kind="crown", pigment="mixed", shade=0.25)
    case = add_area(case_of_one(), lips)
    crown, kept = apply_entry(case, find_entry("1:20 dark")).plan.areas
    assert (crown.shade, kept) == (0.7, lips)


def test_the_kinds_tell_what_new_areas_get() -> None:
    """The values stand once: those of the entry are those of a new area."""
    for kind, name in KIND_ENTRIES.items():
        values, fresh = find_entry(name).values, filled_area("a", kind)
        for field in ("density_per_cm2", "dot_mm", "shade", "feather_mm", "pigment"):
            assert values[field].value == getattr(fresh, field)


def test_hairlines_have_the_edge_that_their_shape_has() -> None:
    """What the library shows of a shape is what the presets of the hairline panel draw."""
    shown = {}
    for entry in next(g for g in read_library() if g.group == "hairlines").entries:
        name, height = str(entry.values["hairline"].value), entry.values["height_mm"].value
        line = apply_entry(Case(), entry).plan.hairline
        assert line == preset_hairline(name, Head(), float(str(height)))
        shown[name] = line
    assert set(shown) == set(SHAPES)


@pytest.mark.parametrize("group", ["hairlines", "ages"])
def test_hairlines_lie_at_the_height_they_say(group: str) -> None:
    """The mid-frontal point of each is where its value puts it, women's lower than men's."""
    heights = {}
    for entry in next(g for g in read_library() if g.group == group).entries:
        case = apply_entry(Case(), entry)
        measured = measure_hairline(case.plan.hairline, case.plan.head).height_mm
        assert measured == pytest.approx(entry.values["height_mm"].value, abs=2.0)
        heights[entry.name] = measured
    women = [heights[name] for name in heights if "oman" in name]
    assert min(women) < min(h for name, h in heights.items() if "oman" not in name)


def test_lines_rise_and_open_with_age() -> None:
    """Each decade of men is higher in the middle and deeper at the corners than the one before."""
    names = ["in his twenties", "in his thirties", "in his forties", "of fifty and more"]
    men = [find_entry(f"Man {name}").values for name in names]
    for value in ("height_mm", "temples_mm"):
        told = [float(str(values[value].value)) for values in men]
        assert told == sorted(set(told))


def test_needles_and_habits_change_what_is_seen() -> None:
    """Each needle sets the dots' size; seven keep more; each habit changes healing or is usual."""
    case = case_of_one()
    sizes, kept = set(), {}
    for entry in next(g for g in read_library() if g.group == "needles").entries:
        changed = apply_entry(case, entry)
        sizes.add(changed.plan.areas[0].dot_mm)
        kept[entry.name] = _healed_pigment(changed)
        assert changed.plan.sessions[0].needle_kept == entry.values["needle_kept"].value
    assert len(sizes) == len(kept)
    assert kept["7 cluster"] == pytest.approx(1.1 * kept["3RL 0.25 mm"])
    usual = _healed_pigment(case, 1500.0)
    for name, sign in {
        "Oily skin": -1,
        "Combination skin": -1,
        "Little sun": 1,
        "Much sun": -1,
    }.items():
        healed = _healed_pigment(apply_entry(case, find_entry(name)), 1500.0)
        assert sign * (healed - usual) > 0.0
    for name in ("Dry to normal skin", "Usual sun"):
        assert apply_entry(case, find_entry(name)) == case


def _healed_pigment(case: Case, day: float = 60.0) -> float:
    state = heal_sessions(
        case.plan, case.client, tissue="normal", depth_mm=0.3, day=day, retention="typical"
    )
    return float(state.pigment.sum())


def test_all_skin_tones_are_there() -> None:
    """Six classes by typology angle and ten Monk tones; the darker, the darker the shade."""
    entries = next(g for g in read_library() if g.group == "skin-tones").entries
    classes = [entry for entry in entries if entry.name.endswith("(ITA)")]
    monk = [entry for entry in entries if entry.name.startswith("Monk")]
    assert (len(classes), len(monk)) == (len(SKIN_CLASSES), 10)
    for group in (classes, monk):
        shades = [float(str(entry.values["shade"].value)) for entry in group]
        assert shades == sorted(shades)


def test_a_swatch_is_no_skin_reading() -> None:
    """A Monk tone sets its number and a shade; the typology angle stays what was measured."""
    for entry in next(g for g in read_library() if g.group == "skin-tones").entries:
        if entry.name.startswith("Monk"):
            client = apply_entry(case_of_one(), entry).client
            assert (client.monk_tone, client.skin_ita_deg) == (int(entry.name[5:]), None)


def test_an_unknown_entry_is_refused() -> None:
    """With the command that lists what there is."""
    with pytest.raises(PlanError, match="no preset 'Moon'"):
        find_entry("Moon")
