"""What is said of a hairline's measures: by its own kind, men's and women's."""

from __future__ import annotations

import pytest

from smp_sim.document.presets.preset_library import apply_entry, find_entry, read_library
from smp_sim.model.case import Case
from smp_sim.ui.tools.hairline_reading import read_hairline
from smp_sim.ui.tools.hairline_verdicts import Verdict, judge_hairline


def verdicts_of(name: str) -> dict[str, Verdict]:
    """Judge the line of an entry of the preset library."""
    case = apply_entry(Case(), find_entry(name))
    return {verdict.code: verdict for verdict in judge_hairline(read_hairline(case))}


@pytest.mark.parametrize("name", ["Woman", "Woman, Japanese figures", "Rounded line, woman"])
def test_a_womans_line_is_not_held_against_mens(name: str) -> None:
    """Low and without a corner it is good, and the sentence says whose lines lie there."""
    verdicts = verdicts_of(name)
    assert verdicts["height"].level == verdicts["temples"].level == "good"
    assert "women" in verdicts["height"].why
    assert "women" in verdicts["temples"].why


def test_the_same_height_is_low_for_a_man() -> None:
    """At 62 mm a line with corners is still cautioned about."""
    low = verdicts_of("Woman with a widow's peak")
    assert low["height"].level == "caution"


def test_no_line_by_age_is_bad() -> None:
    """Whatever the library offers by age, no measure of it is a mistake."""
    for entry in next(group for group in read_library() if group.group == "ages").entries:
        levels = {verdict.level for verdict in verdicts_of(entry.name).values()}
        assert "bad" not in levels
