"""Longer work with the engine, as jobs for a task's thread: exports and the plan's numbers. No Qt.

The Studio is made once and shared with nobody but these jobs; it is safe between threads.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from smp_sim.document.advice.guard_rails import coverage, find_warnings
from smp_sim.document.advice.hair_advice import hair_notes
from smp_sim.document.advice.warning import Warning  # noqa: A004 - the guard rails' own
from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.export.export_order import ExportOrder, write_export
from smp_sim.document.progress_report import Progress
from smp_sim.document.proposal.lip_forecast import lip_warnings
from smp_sim.document.studio import Studio
from smp_sim.document.verification.picture_check import Verdict, check_picture
from smp_sim.model.client import skin_class
from smp_sim.model.plan import Plan
from smp_sim.model.sentence import Sentence, joined
from smp_sim.render.dot_field import count_sessions, measure_area
from smp_sim.render.dot_growth import stands_for_hair
from smp_sim.render.products import PointSet
from smp_sim.render.wash_field import is_wash

#: A practitioner's pace, dots a minute, with pauses: assumed (14,000 dots in about four hours).
DOTS_A_MINUTE = 60.0


#: Codes of warnings that are about a photo, not about the plan.
_OF_PHOTOS = ("uncalibrated", "unresolved")


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows from a plan: numbers for head and close-ups together, and what to look at.

    ``coverage`` is the largest share of skin that dots take in any area, 0 to 1.
    ``session_dots`` has one number a session; ``area_cm2`` the skin of all areas;
    ``skin`` the class of the client's skin tone, empty where it was not measured; ``hair`` what the
    client's hair asks of pigment and dots, empty where no dots stand for hair; ``is_shaded`` says
    that there are washes alone, whose count of dots says nothing to a hand.
    """

    dots: int
    area_cm2: float
    session_dots: tuple[int, ...]
    minutes: float
    coverage: float
    skin: str
    warnings: tuple[str, ...]
    hair: str
    is_shaded: bool = False


@cache
def job_points() -> PointSet:
    """Give the point set, read once."""
    return load_points()


@cache
def job_studio() -> Studio:
    """Give the Studio of these jobs."""
    return Studio(job_points())


def export(dossier: Dossier, order: ExportOrder, path: Path, progress: Progress) -> str:
    """Write an export, and give what the user should know of it. Raises SmpError as exports do."""
    return write_export(job_studio(), dossier, order, path, progress)


def judge_picture(dossier: Dossier, path: Path, progress: Progress) -> Verdict:
    """Say whether a picture came from a case. Raises SmpError where it can't be read."""
    return check_picture(job_studio(), dossier, path, progress)


def find_consequences(dossier: Dossier) -> Consequences:
    """Count what a plan asks for. Raises SmpError where the plan can't be drawn."""
    case = dossier.case
    counts = _session_counts(case.plan)
    areas = case.plan.areas
    area = sum(measure_area(case.plan, a) for a in areas)
    ita = case.client.skin_ita_deg
    return Consequences(
        dots=sum(counts),
        area_cm2=area,
        session_dots=tuple(counts),
        minutes=sum(counts) / DOTS_A_MINUTE,
        coverage=max((coverage(a) for a in areas if not is_wash(a)), default=0.0),
        skin="" if ita is None else skin_class(ita),
        warnings=_gathered((*find_warnings(case), *lip_warnings(dossier, job_studio()))),
        hair=hair_notes(case.client.hair_colour, case.plan.growth.curl)
        if not areas or any(stands_for_hair(a) for a in areas)
        else "",
        is_shaded=bool(areas) and all(is_wash(a) for a in areas),
    )


def _session_counts(plan: Plan) -> list[int]:
    """Count the dots (sessions,) on the head and in every close-up together."""
    views = {"", *(area.view for area in plan.areas)}
    counts = [count_sessions(plan, job_studio().field(plan, view)).tolist() for view in views]
    return [sum(count) for count in zip(*counts, strict=True)]


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
