"""How an area's pigment is set, dotted or shaded, and in which of the sittings."""

from __future__ import annotations

from typing import Literal

from smp_sim.document.editing.edits import update_area
from smp_sim.model.case import Case
from smp_sim.model.plan import Area, Technique

#: The part of the sittings that an area is worked on in: all of them; the first half, for a tone
#: that is done before dots go over it; the rest; or sittings of the user's own choice.
Stage = Literal["all", "tone", "after-tone", "own"]

#: An area without a choice of its own is worked on in these.
_ALL = (1, 40)


def set_technique(case: Case, technique: Technique) -> Case:
    """Let the pigment of every area be set as dots or shaded; hand-placed dots stay dots."""
    for area in case.plan.areas:
        if area.kind != "placed":
            case = update_area(case, area.id, technique=technique)
    return case


def tone_sessions(count: int) -> int:
    """Give how many of ``count`` sittings go to the tone before the dots begin.

    Half of them, rounded down (assumed; clinics shade first and dot the healed tone).
    """
    return count // 2


def stage_sessions(stage: Stage, count: int) -> tuple[int, int]:
    """Give the first and the last sitting of a stage of ``count`` sittings; a single one has all.

    Raises
    ------
    ValueError
        For sittings of the user's own choice, which no number tells.
    """
    if stage == "own":
        raise ValueError("own sittings are told by the area")
    tone = tone_sessions(count)
    if stage == "all" or tone == 0:
        return _ALL
    return (1, tone) if stage == "tone" else (tone + 1, _ALL[1])


def stage_of(area: Area, count: int) -> Stage:
    """Give the stage of ``count`` sittings in which an area is worked on."""
    first, last = area.first_session, min(area.last_session, count)
    stages: tuple[Stage, ...] = ("all", "tone", "after-tone")
    for stage in stages:
        begin, end = stage_sessions(stage, count)
        if (first, last) == (begin, min(end, count)):
            return stage
    return "own"


def set_stage(case: Case, area_id: str, stage: Stage) -> Case:
    """Let an area be worked on in a stage of the plan's sittings. Raises PlanError for no area."""
    first, last = stage_sessions(stage, len(case.plan.sessions))
    return update_area(case, area_id, first_session=first, last_session=last)
