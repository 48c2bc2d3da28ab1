"""Guard rails by the client's age: where the line stands, and how much loss may still come.

No source gives ages in figures: those here are assumed. That a mature line stands some 15 mm above
the juvenile one, and that practice draws it 7 to 9 cm above the glabella, is what clinics say.
"""

from __future__ import annotations

from smp_sim.document.advice.warning import Warning  # noqa: A004 - the guard rails' own
from smp_sim.model.case import Case
from smp_sim.model.plan import Plan
from smp_sim.model.sentence import Sentence
from smp_sim.render.hairline_measure import measure_hairline

#: Below this most of pattern loss is still to come, years (assumed).
EARLY_AGE = 30.0

#: From this on a low, dense line no longer suits the face round it, years (assumed).
LATE_AGE = 50.0

#: Below this a client can't consent alone in most countries, years.
ADULT_AGE = 18.0

#: Lowest line that suits every later age, mm above the glabella (practice: 7 to 9 cm).
MATURE_HAIRLINE_MM = 70.0

#: What a line that is low for the client's age costs, by whether the client is young.
_LOW_FOR_AGE = {
    True: (
        "The hairline is {height_cm:.1f} cm above the glabella: a line for a face of {age:.0f}"
        " that has to suit one of fifty too. Loss goes on behind it, and pigment can't move with"
        " it; from {mature_cm:.0f} cm up it is a mature line."
    ),
    False: (
        "The hairline is {height_cm:.1f} cm above the glabella: low for an age of {age:.0f}, where"
        " the face and what is left of the hair make it look drawn on. From {mature_cm:.0f} cm up"
        " it is a mature line."
    ),
}


def judge_age(case: Case, *, leaves_island: bool) -> list[Warning]:
    """Say what the client's age makes of a plan; nothing where the age is not known.

    ``leaves_island``: later loss would leave the fill standing alone.
    """
    age = case.client.age_years
    if age is None:
        return []
    found = [] if age >= ADULT_AGE else [_not_adult(age)]
    if any(area.kind in ("behind-hairline", "whole-scalp") for area in case.plan.areas):
        found += _judge_line(case.plan, age)
    if leaves_island and age < EARLY_AGE:
        found.append(_much_to_come(age))
    return found


def _judge_line(plan: Plan, age: float) -> list[Warning]:
    height = measure_hairline(plan.hairline, plan.head).height_mm
    if not height < MATURE_HAIRLINE_MM or EARLY_AGE <= age < LATE_AGE:
        return []
    is_young = age < EARLY_AGE
    text = Sentence(
        _LOW_FOR_AGE[is_young],
        height_cm=height / 10.0,
        age=age,
        mature_cm=MATURE_HAIRLINE_MM / 10.0,
    )
    return [Warning("hairline-for-age", text)]


def _much_to_come(age: float) -> Warning:
    text = Sentence(
        "At {age:.0f} most of a pattern loss is still to come: plan for the fringe that may be left"
        " at fifty, start high and light, and add later.",
        age=age,
    )
    return Warning("loss-early", text)


def _not_adult(age: float) -> Warning:
    text = Sentence(
        "The client is {age:.0f}: most practices treat no one under {adult:.0f}, and consent needs"
        " the parents.",
        age=age,
        adult=ADULT_AGE,
    )
    return Warning("not-adult", text)
