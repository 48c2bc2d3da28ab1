"""The preset library: every value has a source, every entry can be applied."""

from __future__ import annotations

import pytest

from smp_sim.document.advice.guard_rails import find_warnings
from smp_sim.document.disk.assets import asset_path
from smp_sim.document.editing.edits import add_area
from smp_sim.document.presets.preset_library import (
    GROUPS,
    LibraryEntry,
    apply_entry,
    find_entry,
    read_library,
)
from smp_sim.model.case import Case
from smp_sim.model.client import SKIN_CLASSES
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area
from smp_sim.render.hairline_measure import measure_hairline

ENTRIES = [entry for group in read_library() for entry in group.entries]


def case_of_one() -> Case:
    """Give a case with a crown."""
    return add_area(Case(), Area(id="crown", kind="crown"))


def test_every_file_is_a_group() -> None:
    """No file lies there unread, and no two entries share a name."""
    files = sorted(path.stem for path in asset_path("presets").glob("*.json"))
    assert files == sorted(GROUPS)
    names = [entry.name for entry in ENTRIES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_entry_changes_a_case_that_can_be_judged(entry: LibraryEntry) -> None:
    """Applied, it gives a valid case, other than before or just what the defaults are."""
    assert entry.purpose
    changed = apply_entry(case_of_one(), entry)
    find_warnings(changed)
    assert apply_entry(changed, entry) == changed
    known = {"pigment", "shade", "dot_mm", "hairline", "template", "skin_type", "sun"}
    assert known & set(entry.values)


def test_hairlines_lie_at_the_height_they_say() -> None:
    """The mid-frontal point of each is where its value puts it, women's lower than men's."""
    heights = {}
    for entry in next(g for g in read_library() if g.group == "hairlines").entries:
        case = apply_entry(Case(), entry)
        measured = measure_hairline(case.plan.hairline, case.plan.head).height_mm
        assert measured == pytest.approx(entry.values["height_mm"].value, abs=2.0)
        heights[entry.name] = measured
    assert heights["Woman"] < min(h for name, h in heights.items() if name.startswith("Man"))


def test_all_skin_tones_are_there() -> None:
    """Six classes by typology angle and ten Monk tones; the darker, the darker the shade."""
    entries = next(g for g in read_library() if g.group == "skin-tones").entries
    classes = [entry for entry in entries if entry.name.endswith("(ITA)")]
    monk = [entry for entry in entries if entry.name.startswith("Monk")]
    assert (len(classes), len(monk)) == (len(SKIN_CLASSES), 10)
    for group in (classes, monk):
        shades = [float(str(entry.values["shade"].value)) for entry in group]
        assert shades == sorted(shades)


def test_an_unknown_entry_is_refused() -> None:
    """With the command that lists what there is."""
    with pytest.raises(PlanError, match="no preset 'Moon'"):
        find_entry("Moon")
