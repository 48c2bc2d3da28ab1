"""The fault gallery: what bad work looks like, from good to bad, with its cause and its cure.

Each fault is put into the engine's own solution of an exercise, so that the drawing that shows it
is marked as any other, and the picture comes out of the same chain.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from msgspec.structs import replace

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.progress_report import Progress, unheard
from smp_sim.model.errors import SmpError
from smp_sim.model.plan import Plan
from smp_sim.model.sentence import Sentence
from smp_sim.training.catalogue import load_exercise
from smp_sim.training.drawing import Drawing
from smp_sim.training.drawing_case import drawing_case
from smp_sim.training.exercise import Exercise, PracticeHead, Quantity
from smp_sim.training.fault_makers import (
    blow_out,
    clump,
    darken,
    deepen,
    harden,
    line_up,
    lower,
    oversize,
    straighten,
)
from smp_sim.training.practice_heads import practice_views
from smp_sim.training.solution import reference_solution

FaultName = Literal[
    "grid",
    "clumps",
    "oversize",
    "blown-out",
    "too-dark",
    "blue",
    "hard-edge",
    "too-low",
    "too-straight",
]

#: The exercise on whose line faults of a whole head are shown.
_HEAD_EXERCISE = "for-age-25"


class _Looks(NamedTuple):
    """What the filling and the edge of a field come to at the worst, by field of the plan."""

    fill: dict[str, float]
    edge: dict[str, float]


_STAMPED = {"edge_density": 1.0, "edge_tone": 1.0, "edge_size": 1.0, "strays_per_cm": 0.0}

#: Faults that are seen on a whole head, and how bad they get there; chosen by eye.
_ON_HEAD: dict[str, _Looks] = {
    "too-dark": _Looks({"shade": 1.0, "dot_mm": 0.32, "density_per_cm2": 230.0}, {}),
    "blue": _Looks({"shade": 1.0, "dot_mm": 0.38, "density_per_cm2": 360.0, "depth_mm": 0.6}, {}),
    "hard-edge": _Looks({}, {"transition_mm": 0.5, **_STAMPED}),
    "too-low": _Looks({}, {}),
    "too-straight": _Looks({}, {"transition_mm": 2.0, **_STAMPED}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleryFault:
    """A fault: what it is called, where it comes from, and what is done about it.

    ``exercise`` is the one it is shown on, ``quantity`` the mark that names it.
    """

    name: FaultName
    title: str
    cause: str
    cure: str
    exercise: str
    quantity: Quantity


_FAULTS = (
    GalleryFault(
        name="grid",
        title="Grid",
        cause="Dots set in rows, one beside the last, in one direction.",
        cure="Start with wide, random dots and fill the gaps; turn the head or the hand often.",
        exercise="steady-hand",
        quantity="rows",
    ),
    GalleryFault(
        name="clumps",
        title="Clumps",
        cause="A dot set beside the last without looking where its neighbours stand.",
        cure="Look before each dot; in the next session leave clumps alone and fill round them.",
        exercise="steady-hand",
        quantity="clumps",
    ),
    GalleryFault(
        name="oversize",
        title="Oversized dots",
        cause="Too thick a needle, too long on the spot, or too much pigment.",
        cure="A finer needle and a shorter touch; what is there only laser makes smaller.",
        exercise="steady-hand",
        quantity="dot-size",
    ),
    GalleryFault(
        name="blown-out",
        title="Blown-out dots",
        cause="Single dots pressed too hard or at a slant: pigment spreads below the skin.",
        cure="Stretch the skin, keep the needle upright, ease the pressure; leave them to fade.",
        exercise="steady-hand",
        quantity="swollen",
    ),
    GalleryFault(
        name="too-dark",
        title="Too dark",
        cause="Pigment too little diluted for this skin, or judged while it was fresh.",
        cure="Begin lighter than the hair, judge after 28 days; only time or laser lightens it.",
        exercise="steady-hand",
        quantity="shade",
    ),
    GalleryFault(
        name="blue",
        title="Blue",
        cause="Pigment too deep: the skin above it scatters blue light back.",
        cure="Stay in the upper dermis; blue can't be worked over, only lasered.",
        exercise="steady-hand",
        quantity="depth",
    ),
    GalleryFault(
        name="hard-edge",
        title="Hard edge",
        cause="The front filled as densely as the rest, up to the line.",
        cure="Let density, size and tone fall over 10 to 15 mm; break the edge with single dots.",
        exercise="transition-zone",
        quantity="edge-width",
    ),
    GalleryFault(
        name="too-low",
        title="Too low",
        cause="The line a client asked for, or a forehead measured from the brows.",
        cure="Measure from the glabella; plan for the face in twenty years; laser the rest away.",
        exercise="for-age-25",
        quantity="height",
    ),
    GalleryFault(
        name="too-straight",
        title="Too straight",
        cause="A line drawn along a ruler or a stencil, and filled up to it.",
        cure="Draw mounds by hand, then small gaps and tufts; set strays in front of it.",
        exercise="for-age-25",
        quantity="straightness",
    ),
)

_MAKERS: dict[FaultName, Callable[[Exercise, Drawing, float], Drawing]] = {
    "grid": line_up,
    "clumps": clump,
    "oversize": oversize,
    "blown-out": blow_out,
    "too-dark": darken,
    "blue": deepen,
    "hard-edge": harden,
    "too-low": lower,
    "too-straight": straighten,
}


def gallery_faults() -> tuple[GalleryFault, ...]:
    """Give the faults of the gallery."""
    return _FAULTS


def find_fault(name: str) -> GalleryFault:
    """Give the fault of a name.

    Raises
    ------
    SmpError
        Where there is none.
    """
    found = next((fault for fault in _FAULTS if fault.name == name), None)
    if found is None:
        raise SmpError(
            Sentence("There is no fault '{name}' in the gallery.", name=name),
            next_step=Sentence(
                "Choose one of: {names}.", names=", ".join(fault.name for fault in _FAULTS)
            ),
        )
    return found


@lru_cache(maxsize=64)
def fault_drawing(fault: GalleryFault, severity: float) -> Drawing:
    """Give the solution of the fault's exercise with the fault in it.

    ``severity`` runs from 0, the good solution, to 1, bad; it is held to that.
    """
    exercise = load_exercise(fault.exercise)
    held = min(max(severity, 0.0), 1.0)
    good = reference_solution(exercise)
    return _MAKERS[fault.name](exercise, good, held) if held > 0.0 else good


def fault_practice(
    fault: GalleryFault,
    *,
    folder: Path | None = None,
    shrink: float = 1.0,
    progress: Progress = unheard,
) -> Dossier:
    """Draw the skin that a fault is shown on: a whole head from above, or a close-up.

    See :func:`smp_sim.training.practice_heads.practice_views` for the parameters.
    """
    shown = load_exercise(fault.exercise)
    if fault.name in _ON_HEAD:
        shown = replace(load_exercise(_HEAD_EXERCISE), head=PracticeHead(), sides=("front-high",))
    return practice_views(shown, folder=folder, shrink=shrink, progress=progress)


def fault_case(fault: GalleryFault, severity: float, practice: Dossier) -> Dossier:
    """Give a fault as a case on the skin of :func:`fault_practice`, to be drawn by the chain."""
    drawing = fault_drawing(fault, severity)
    if fault.name not in _ON_HEAD:
        return drawing_case(load_exercise(fault.exercise), drawing, practice)
    exercise = load_exercise(_HEAD_EXERCISE)
    if not drawing.line:
        drawing = reference_solution(exercise)
    shown = drawing_case(exercise, drawing, practice)
    plan = _with_looks(shown.case.plan, _ON_HEAD[fault.name], min(max(severity, 0.0), 1.0))
    return dataclasses.replace(shown, case=replace(shown.case, plan=plan))


def _with_looks(plan: Plan, looks: _Looks, severity: float) -> Plan:
    """Let the filling and the edge of a plan's one area go from what they are to bad."""
    area, line = plan.areas[0], plan.hairline
    fill = {name: _between(getattr(area, name), bad, severity) for name, bad in looks.fill.items()}
    edge = {name: _between(getattr(line, name), bad, severity) for name, bad in looks.edge.items()}
    return replace(plan, areas=(replace(area, **fill),), hairline=replace(line, **edge))


def _between(good: float, bad: float, severity: float) -> float:
    return good + severity * (bad - good)
