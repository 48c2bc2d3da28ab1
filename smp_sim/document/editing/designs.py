"""Designs: plans kept under a name, so that several can be compared and taken up again."""

from __future__ import annotations

from msgspec.structs import replace

from smp_sim.document.editing.edits import set_plan
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Design, Plan
from smp_sim.model.sentence import Sentence
from smp_sim.model.units import checked

#: As declared for ``Case.designs``: more pictures would be too small to judge.
MAX_DESIGNS = 4

#: As declared for ``Design.name``.
_LONGEST_NAME = 40


def keep_design(case: Case, name: str) -> Case:
    """Keep the plan as it stands under a name; a design of that name is replaced.

    Raises
    ------
    PlanError
        For a name that is empty or too long, or a fifth design.
    """
    name = name.strip()
    if not 1 <= len(name) <= _LONGEST_NAME:
        raise PlanError(
            Sentence("A design's name has 1 to {longest} characters.", longest=_LONGEST_NAME),
            where="design",
        )
    design = checked(Design(name=name, plan=case.plan), where="design")
    if any(other.name == name for other in case.designs):
        designs = tuple(design if other.name == name else other for other in case.designs)
        return replace(case, designs=designs)
    if len(case.designs) == MAX_DESIGNS:
        raise PlanError(
            Sentence("A case keeps at most {most} designs.", most=MAX_DESIGNS),
            where="design",
            next_step="Remove one first, or keep this one under its name.",
        )
    return replace(case, designs=(*case.designs, design))


def remove_design(case: Case, name: str) -> Case:
    """Forget a design. Raises PlanError where there is none of this name."""
    gone = _find_design(case, name)
    return replace(case, designs=tuple(d for d in case.designs if d is not gone))


def use_design(case: Case, name: str) -> Case:
    """Make a design the plan of the case. Raises PlanError where there is none of this name."""
    return set_plan(case, plan_of_design(case, name))


def plan_of_design(case: Case, name: str) -> Plan:
    """Give a design's plan on the head as it is known now: a head found later is the truer one.

    Raises
    ------
    PlanError
        Where there is no design of this name.
    """
    return replace(_find_design(case, name).plan, head=case.plan.head)


def free_name(case: Case) -> str:
    """Give the first letter, A to E, under which no design is kept."""
    taken = {design.name for design in case.designs}
    return next(name for name in "ABCDE" if name not in taken)


def _find_design(case: Case, name: str) -> Design:
    found = next((design for design in case.designs if design.name == name), None)
    if found is None:
        known = ", ".join(design.name for design in case.designs) or "none"
        raise PlanError(
            Sentence("There is no design '{name}'; there is: {known}.", name=name, known=known),
            where="design",
        )
    return found
