"""All that a report says about one case, measured and drawn, before any word of it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import msgspec

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.case_summary import summarize_case
from smp_sim.document.export.letterhead import Practice
from smp_sim.document.export.wording import ReportLanguage, wording_of
from smp_sim.document.progress_report import Progress, part_of, unheard
from smp_sim.document.report.blocks import Paper
from smp_sim.document.report.case_pictures import CasePictures, take_pictures
from smp_sim.document.report.forecast import Forecast, forecast_years
from smp_sim.document.studio import Studio
from smp_sim.model.camera import HeadCamera
from smp_sim.model.case import Case, View
from smp_sim.model.plan import Area
from smp_sim.render.hairline_measure import HairlineMeasures, measure_hairline

#: Areas that begin at the hairline.
_BEHIND_LINE = ("behind-hairline", "whole-scalp")


class ReportOrder(msgspec.Struct, frozen=True, kw_only=True):
    """How a report is wanted.

    ``written_on`` is the day it is made, ``first_session`` that of session 1 where it is known.
    """

    written_on: date
    paper: Paper = "a4"
    language: ReportLanguage = "en"
    first_session: date | None = None
    practice: Practice = Practice()

    def date_of(self, day: float) -> date | None:
        """Give the date of a day of the plan, or None where it can't be told."""
        if self.first_session is None:
            return None
        try:
            return self.first_session + timedelta(days=round(day))
        except OverflowError:
            return None


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """A case in figures and pictures.

    ``numbers`` as ``inspect --json`` gives them; ``hairline`` None where no area begins at it;
    ``scale_error`` share by which lengths on the head may be off in its best known view, None where
    no view of the head has a known scale.
    """

    case: Case
    order: ReportOrder
    numbers: Mapping[str, Any]
    hairline: HairlineMeasures | None
    scale_error: float | None
    forecast: tuple[Forecast, ...]
    pictures: CasePictures

    def area_error(self, area: Area) -> float | None:
        """Give the share by which an area in cm² may be off: twice that of lengths, or None."""
        error = self.scale_error
        if area.view:
            error = best_scale_error(view for view in self.case.views if view.id == area.view)
        return None if error is None else 2.0 * error

    @property
    def whole_area_error(self) -> float | None:
        """The share by which the sum of all areas may be off at most, or None."""
        errors = [self.area_error(area) for area in self.case.plan.areas]
        known = [error for error in errors if error is not None]
        return max(known, default=0.0) if len(known) == len(errors) else None

    @property
    def area_cm2(self) -> float:
        """The skin of all areas, cm²."""
        return float(sum(area["area_cm2"] for area in self.numbers["areas"]))

    @property
    def dots(self) -> int:
        """The dots of all areas."""
        return int(sum(area["dots"] for area in self.numbers["areas"]))


def measure_case(
    studio: Studio, dossier: Dossier, order: ReportOrder, progress: Progress = unheard
) -> CaseFigures:
    """Measure and draw a case.

    Raises
    ------
    SmpError
        Where the plan can't be drawn, or ``progress`` gives the work up.
    """
    case = dossier.case
    progress(0.0, "measuring")
    at_line = any(area.kind in _BEHIND_LINE for area in case.plan.areas)
    return CaseFigures(
        case=case,
        order=order,
        numbers=summarize_case(studio, dossier),
        hairline=measure_hairline(case.plan.hairline, case.plan.head) if at_line else None,
        scale_error=best_scale_error(
            view for view in case.views if isinstance(view.camera, HeadCamera)
        ),
        forecast=forecast_years(case.plan, case.client),
        pictures=take_pictures(
            studio, dossier, wording_of(order.language), part_of(progress, 0.1, 1.0)
        ),
    )


def best_scale_error(views: Iterable[View]) -> float | None:
    """Give the smallest error of a known scale, as a share; None where no scale is known."""
    known = [view.scale for view in views if view.scale.source != "uncalibrated"]
    return min(scale.error_percent for scale in known) / 100.0 if known else None
