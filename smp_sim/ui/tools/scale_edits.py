"""Scale from two points of known distance, as a function from case to case. No Qt."""

from __future__ import annotations

import math

from smp_sim.document.editing import edits
from smp_sim.model.camera import FlatCamera, Scale
from smp_sim.model.case import Case, View
from smp_sim.model.errors import CameraError
from smp_sim.model.units import Vec2, limits_of
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.ui.tools.skin_points import chord_mm
from smp_sim.ui.translation import tr, worded

#: How far a hand may miss each end of the known length, px; and the least error of a ruler held
#: against a rounded forehead, %. Assumed.
_MISS_PX = 2.0
_LEAST_ERROR_PERCENT = 1.5

#: Nearer than this two clicks are one place, px.
_SAME_PLACE_PX = 2.0

#: Steps in which the perspective of a nearer or farther head settles.
_STEPS = 4


def ruled_case(case: Case, view_id: str, ends_px: tuple[Vec2, Vec2], length_mm: float) -> Case:
    """Give a view the scale at which two photo points are ``length_mm`` apart.

    On the skin where both points lie on it, else at the depth of the head's centre.

    Raises
    ------
    CameraError
        Where the points are one, the length is none, or the scale would be out of range.
    """
    apart_px = math.dist(*ends_px)
    if apart_px < _SAME_PLACE_PX or not length_mm > 0.0:
        raise CameraError(
            tr("A length of nothing gives no scale."),
            next_step=tr("Set the two ends apart, and say how many mm are between them."),
        )
    error = max(_LEAST_ERROR_PERCENT, 100.0 * math.sqrt(2.0) * _MISS_PX / apart_px)
    scale = Scale(source="ruler", error_percent=round(min(error, 100.0), 1))
    for _ in range(_STEPS):
        camera = _view_of(case, view_id).camera
        wanted = mean_px_per_mm(camera) * chord_mm(*ends_px, camera) / length_mm
        case = edits.set_scale(case, view_id, _in_range(wanted), scale)
    return case


def given_case(case: Case, view_id: str, px_per_mm: float, error_percent: float) -> Case:
    """Give a view a scale in px per mm.

    Raises
    ------
    CameraError
        For zero and whatever else is no scale.
    """
    scale = Scale(source="given", error_percent=error_percent)
    return edits.set_scale(case, view_id, _in_range(px_per_mm), scale)


def _in_range(px_per_mm: float) -> float:
    limits = limits_of(FlatCamera, "px_per_mm")
    if not (math.isfinite(px_per_mm) and limits.low <= px_per_mm <= limits.high):
        raise CameraError(
            tr("A scale of {scale} px per mm can't be.", scale=worded(px_per_mm, ".3g")),
            next_step=tr(
                "Give a number from {low} to {high}.",
                low=worded(limits.low, "g"),
                high=worded(limits.high, "g"),
            ),
        )
    return px_per_mm


def _view_of(case: Case, view_id: str) -> View:
    return next(view for view in case.views if view.id == view_id)
