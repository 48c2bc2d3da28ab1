"""What has to be asked of an area, and what the answer means."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from smp_sim.document.advice.guard_rails import find_warnings
from smp_sim.document.advice.history_questions import (
    STANDINGS,
    asks_look,
    judge_history,
    open_questions,
    wait_of,
)
from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.edits import update_area
from smp_sim.document.editing.treatments import take_template
from smp_sim.model.area_history import AreaHistory, ScarLook
from smp_sim.model.area_kind import AreaKind
from smp_sim.model.case import Case
from smp_sim.model.plan import Area
from smp_sim.render.dot_field import place_dots

#: Kinds that rest before they are treated, and the months that the figures on uses want.
WANTED: dict[AreaKind, float] = {
    "scar-line": 12.0,
    "scar-dots": 12.0,
    "burn": 12.0,
    "transplant": 12.0,
    "alopecia-patch": 12.0,
    "vitiligo": 12.0,
}


def area_of(kind: AreaKind, months: float | None = None, look: ScarLook = "pale") -> Area:
    """Give an area of a kind with its answers."""
    return Area(id="a", kind=kind, history=AreaHistory(months=months, look=look))


def standings(area: Area) -> list[str]:
    """Give how the answers about an area stand."""
    return [finding.standing for finding in judge_history(area)]


@pytest.mark.parametrize(("kind", "wanted"), WANTED.items())
def test_every_kind_that_rests_asks_and_names_its_months(kind: AreaKind, wanted: float) -> None:
    """Unasked, the question itself is told with the months; too early, the months it lacks."""
    unasked = judge_history(area_of(kind))[0]
    assert unasked.standing == "unasked"
    assert unasked.text.endswith(").")
    assert "?" in unasked.text
    early = judge_history(area_of(kind, 2.0))[0]
    assert early.standing == "early"
    for text in (unasked.text, early.text):
        assert f"{wanted:g}" in text
    assert judge_history(area_of(kind, wanted))[0].standing == "ready"


def test_between_the_shorter_and_the_longer_wait_it_is_said() -> None:
    """Eight months are enough for some after a transplant and in areata; not for a scar."""
    assert standings(area_of("transplant", 8.0)) == ["short"]
    assert standings(area_of("alopecia-patch", 8.0)) == ["short"]
    assert standings(area_of("scar-line", 8.0)) == ["early", "ready"]


@given(months=st.floats(0.0, 600.0), more=st.floats(0.0, 100.0), kind=st.sampled_from([*WANTED]))
def test_a_longer_rest_never_stands_worse(months: float, more: float, kind: AreaKind) -> None:
    """Whatever the kind, more months lie at least as far toward ready."""
    sooner, later = (
        STANDINGS.index(judge_history(area_of(kind, value))[0].standing)
        for value in (months, months + more)
    )
    assert later >= sooner


def test_a_scar_is_looked_at_too() -> None:
    """Old enough, a pink scar is early still and a raised one is a doctor's matter."""
    looks: dict[ScarLook, str] = {
        "unasked": "unasked",
        "pale": "ready",
        "pink": "early",
        "raised": "doctor",
    }
    for look, standing in looks.items():
        assert standings(area_of("scar-line", 30.0, look)) == ["ready", standing]
    assert "doctor" in judge_history(area_of("burn", 30.0, "raised"))[1].text
    assert not asks_look(area_of("transplant"))


def test_an_area_of_another_kind_asks_by_its_skin_or_its_cause() -> None:
    """A patch on scarred skin asks as a scar does, a bare scalp once alopecia is its cause."""
    scarred = Area(id="a", kind="patch", tissue="scar")
    assert standings(scarred) == ["unasked", "unasked"]
    bare = Area(id="a", kind="whole-scalp")
    assert wait_of(bare) is None
    totalis = replace(bare, history=AreaHistory(cause="alopecia"))
    assert wait_of(totalis) == wait_of(area_of("alopecia-patch"))
    front = Area(id="a", kind="behind-hairline", history=AreaHistory(cause="alopecia"))
    assert wait_of(front) is None


def test_guard_rails_tell_what_is_open_and_nothing_that_is_fine() -> None:
    """A template of totalis asks for stability; once answered the plan passes without a word."""
    case = take_template(Case(), "alopecia-totalis")
    assert "history-unasked" in {warning.code for warning in find_warnings(case)}
    (area,) = case.plan.areas
    answered = update_area(case, area.id, history=replace(area.history, months=24.0))
    assert not any(w.code.startswith("history") for w in find_warnings(answered))
    assert open_questions(answered.plan.areas) == ()


def test_what_holds_for_several_areas_is_said_once() -> None:
    """Three unasked patches make one sentence; one of them that is too early makes another."""
    patches = tuple(replace(area_of("alopecia-patch"), id=name) for name in ("p", "q", "r"))
    (told,) = open_questions(patches)
    assert "'p, q, r'" in told.text
    young = replace(patches[2], history=AreaHistory(months=2.0))
    assert [f.standing for f in open_questions((*patches[:2], young))] == ["unasked", "early"]


def test_answers_move_no_dot() -> None:
    """What was asked changes no dot of the field."""
    case = take_template(Case(), "fut-scar")
    told = AreaHistory(months=30.0, look="pale")
    answered = update_area(case, case.plan.areas[-1].id, history=told)
    fields = [place_dots(each.plan, load_points()) for each in (case, answered)]
    for name in fields[0].__dataclass_fields__:
        assert np.array_equal(getattr(fields[0], name), getattr(fields[1], name))
