"""Longer work with the engine, as jobs for a task's thread: exports and the plan's numbers. No Qt.

The Studio is made once and shared with nobody but these jobs; it is safe between threads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from smp_sim.document.assets import load_points
from smp_sim.document.case_file import Dossier
from smp_sim.document.exports import compare_pictures, render_picture
from smp_sim.document.film_file import Film, film_suffix, write_film
from smp_sim.document.guard_rails import Warning, coverage, find_warnings  # noqa: A004 - the guard rails' own
from smp_sim.document.healing_strip import (
    FILM_PX,
    STRIP_PX,
    film_frames,
    open_healing,
    stops_of_plan,
    strip_sheet,
)
from smp_sim.document.picture_file import write_picture
from smp_sim.document.studio import Studio, find_view
from smp_sim.model.client import skin_class
from smp_sim.model.plan import Retention
from smp_sim.model.sentence import Sentence, joined
from smp_sim.render.dot_field import measure_area
from smp_sim.render.pipeline import Request
from smp_sim.render.products import PointSet

#: A practitioner's pace, dots a minute, with pauses: assumed (14,000 dots in about four hours).
DOTS_A_MINUTE = 60.0


#: Codes of warnings that are about a photo, not about the plan.
_OF_PHOTOS = ("uncalibrated", "unresolved")


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is to be written: a view on a day, and where."""

    dossier: Dossier
    view_id: str
    day: float
    retention: Retention
    path: Path


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows from a plan: numbers for the head as a whole, and what to look at.

    ``coverage`` is the largest share of skin that dots take in any area, 0 to 1.
    ``session_dots`` has one number a session; ``area_cm2`` the skin of all areas on the head;
    ``skin`` the class of the client's skin tone, empty where it was not measured.
    """

    dots: int
    area_cm2: float
    session_dots: tuple[int, ...]
    minutes: float
    coverage: float
    skin: str
    warnings: tuple[str, ...]


@cache
def job_points() -> PointSet:
    """Give the point set, read once."""
    return load_points()


@cache
def job_studio() -> Studio:
    """Give the Studio of these jobs."""
    return Studio(job_points())


def export_picture(order: ExportOrder) -> None:
    """Write the picture of a view on a day. Raises SmpError as the exports do."""
    request = Request(order.day, order.retention)
    view = find_view(order.dossier, order.view_id)
    write_picture(render_picture(job_studio(), order.dossier, view, request), order.path)


def export_pair(order: ExportOrder) -> None:
    """Write before and after side by side. Raises SmpError as the exports do."""
    request = Request(order.day, order.retention)
    view = find_view(order.dossier, order.view_id)
    write_picture(compare_pictures(job_studio(), order.dossier, view, request), order.path)


def export_healing(order: ExportOrder) -> None:
    """Write the healing, as a film or as a strip by the suffix. Raises SmpError as exports do."""
    stops = stops_of_plan(order.dossier.case.plan)
    is_film = bool(film_suffix(order.path))
    healing = open_healing(
        job_studio(),
        order.dossier,
        find_view(order.dossier, order.view_id),
        order.retention,
        width=FILM_PX if is_film else STRIP_PX,
    )
    cells = [healing.cell(stop) for stop in stops]
    if is_film:
        write_film(Film(film_frames(healing, cells, stops)), order.path)
    else:
        write_picture(strip_sheet(healing, cells, stops), order.path)


#: The exports by the name that the panel gives them.
EXPORTS: dict[str, Callable[[ExportOrder], None]] = {
    "picture": export_picture,
    "pair": export_pair,
    "healing": export_healing,
}


def find_consequences(dossier: Dossier) -> Consequences:
    """Count what a plan asks for. Raises SmpError where the plan can't be drawn."""
    case = dossier.case
    field = job_studio().field(case.plan)
    counts = [int((field.session == n).sum()) for n in range(len(case.plan.sessions))]
    area = sum(measure_area(case.plan, a) for a in case.plan.areas if not a.is_flat)
    ita = case.client.skin_ita_deg
    return Consequences(
        dots=len(field),
        area_cm2=area,
        session_dots=tuple(counts),
        minutes=len(field) / DOTS_A_MINUTE,
        coverage=max((coverage(a) for a in case.plan.areas), default=0.0),
        skin="" if ita is None else skin_class(ita),
        warnings=_gathered(find_warnings(case)),
    )


def _and_others(count: int) -> Sentence:
    return Sentence("The same holds for {count} more.", count=count)


def _gathered(warnings: tuple[Warning, ...]) -> tuple[str, ...]:
    """Give the sentences; what holds for several photos is said of the first, and how many more."""
    by_code: dict[str, list[str]] = {}
    for warning in warnings:
        about_photo = warning.code in _OF_PHOTOS
        by_code.setdefault(warning.code if about_photo else warning.text, []).append(warning.text)
    return tuple(
        joined(first, _and_others(len(others)) if others else "")
        for first, *others in by_code.values()
    )
