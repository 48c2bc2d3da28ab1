"""How the colour of a plan's lips runs from their border to their middle."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.document.editing.edits import update_area
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area


def lips_of(case: Case) -> tuple[Area, ...]:
    """Give the areas of a plan that are lips.

    Raises
    ------
    PlanError
        Where there are none.
    """
    lips = tuple(area for area in case.plan.areas if area.kind == "lips")
    if not lips:
        raise PlanError(
            "The plan has no lips.",
            where="lips",
            next_step="Find or draw them in a close-up of the mouth first.",
        )
    return lips


def is_lip_scar(area: Area, areas: tuple[Area, ...]) -> bool:
    """Say whether an area is a scar in a close-up of lips: it is matched to them or beside them."""
    views = {other.view for other in areas if other.kind == "lips"}
    return area.kind == "scar-line" and area.view in views


def holds(area: Area, places_mm: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say which places (N, 2 or 3) in mm of a close-up's plane lie inside a closed outline."""
    ring = np.array([corner[:2] for corner in area.outline], dtype=np.float32)
    tests = [cv2.pointPolygonTest(ring, (x, y), measureDist=False) for x, y in places_mm[:, :2]]
    return np.asarray(tests, dtype=np.float64) >= 0.0


def shade_lips(case: Case, **shading: float) -> Case:
    """Give all lips of a plan ``ombre``, ``liner_mm`` or ``liner_tone``.

    Raises
    ------
    PlanError
        For a value out of range, or where the plan has no lips.
    """
    for area in lips_of(case):
        case = update_area(case, area.id, **shading)
    return case
