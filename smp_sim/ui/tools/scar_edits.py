"""Scars drawn by hand, as functions from case to case. No Qt; needs the engine's imports."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from msgspec.structs import replace

from smp_sim.document.editing import edits
from smp_sim.document.editing.lip_colour import is_lip_scar
from smp_sim.document.proposal.cleft_scar import CLEFT_WIDTH_MM
from smp_sim.model.area_kind import KIND_TRAITS, AreaKind
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, View
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area
from smp_sim.model.units import Vec2, Vec3
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.treatment_areas import scar_with_blend
from smp_sim.render.treatment_fills import filled_area
from smp_sim.ui.tools.area_edits import free_id, plane_of
from smp_sim.ui.tools.skin_points import seen_points, skin_under
from smp_sim.ui.translation import tr

#: Width of a new scar line and of a new dot scar, mm (domain figures section 7: strips of 1 to
#: 6 mm, punches leave 0.9 mm).
NEW_LINE_MM, NEW_SPOT_MM = 3.0, 0.9

#: A shorter line was a slip of the hand, mm.
_LEAST_LINE_MM = 2.0

#: Corners closer to the drawn line than this are left out, in screen pixels.
_SLACK_PX = 1.2


def require_ground(kind: AreaKind, view: View) -> None:
    """Refuse a kind that can't lie on what a view shows.

    Raises
    ------
    PlanError
        For lips on a head, or an area of the head in a close-up.
    """
    ground, flat = KIND_TRAITS[kind].ground, isinstance(view.camera, FlatCamera)
    if ground == "close-up" and not flat:
        raise PlanError(
            tr("This kind of area is drawn in a close-up, and this photo shows the head."),
            next_step=tr("Open a close-up photo with a known scale and draw it there."),
        )
    if ground == "head" and flat and kind != "patch":
        raise PlanError(
            tr("This kind of area lies on the head, and this photo is a close-up."),
            next_step=tr("Go to a photo of the head, or draw a patch here."),
        )


def add_scar_line(case: Case, view: View, line_px: Sequence[Vec2], zoom: float) -> tuple[Case, str]:
    """Add a scar along a line drawn in the photo, on the head with its blend; give its id too.

    Raises
    ------
    PlanError
        Where the line has next to no length.
    """
    middle = _traced_middle(line_px, view, zoom)
    name = free_id(case, "scar-line")
    if plane_of(view):
        scar = filled_area(name, "scar-line", middle, view=view.id)
        if is_lip_scar(scar, case.plan.areas):
            scar = replace(scar, technique="wash", pigment="mixed", width_mm=CLEFT_WIDTH_MM)
            return edits.add_area(case, scar), name
        return edits.add_area(case, replace(scar, width_mm=NEW_LINE_MM)), name
    for area in scar_with_blend(name, middle, NEW_LINE_MM, case.plan.head):
        case = edits.add_area(case, area)
    return case, name


def _traced_middle(line_px: Sequence[Vec2], view: View, zoom: float) -> tuple[Vec3, ...]:
    drawn = np.asarray(line_px, dtype=np.float32).reshape(-1, 1, 2)
    length_mm = cv2.arcLength(drawn, closed=False) / mean_px_per_mm(view.camera)
    if len(drawn) < 2 or length_mm < _LEAST_LINE_MM:
        raise PlanError(
            tr("That line has no length."),
            next_step=tr("Draw along the middle of the scar, or click its corners."),
        )
    corners = cv2.approxPolyDP(drawn, _SLACK_PX / zoom, closed=False).reshape(-1, 2)
    return tuple(skin_under((float(x), float(y)), view.camera).place for x, y in corners)


def toggle_spot(
    case: Case, view: View, at_px: Vec2, reach_px: float, wanted: str
) -> tuple[Case, str]:
    """Set a dot scar where the hand is, or take away the one that is there; give the area's id.

    Spots join the wanted area where it holds dot scars of this view's ground, else they begin one;
    with its last spot an area goes.
    """
    area = _spot_area(case, view, wanted)
    if area is None:
        spot = skin_under(at_px, view.camera).place
        name = free_id(case, "scar-dots")
        new = filled_area(name, "scar-dots", (spot,), view=plane_of(view))
        return edits.add_area(case, replace(new, width_mm=NEW_SPOT_MM)), name
    gone = spot_under(area, view, at_px, reach_px)
    if gone is None:
        spots = (*area.outline, skin_under(at_px, view.camera).place)
    else:
        spots = area.outline[:gone] + area.outline[gone + 1 :]
    if not spots:
        return edits.remove_area(case, area.id), ""
    return edits.update_area(case, area.id, outline=spots), area.id


def spot_under(area: Area, view: View, at_px: Vec2, reach_px: float) -> int | None:
    """Give the number of the nearest dot scar within reach of a photo point; None: none is."""
    seen = [
        (float(np.hypot(x - at_px[0], y - at_px[1])), number)
        for number, x, y in seen_points(area.outline, view.camera)
    ]
    apart, number = min(seen, default=(np.inf, -1))
    return number if apart <= reach_px else None


def _spot_area(case: Case, view: View, wanted: str) -> Area | None:
    fitting = [
        area for area in case.plan.areas if area.kind == "scar-dots" and area.view == plane_of(view)
    ]
    return next((area for area in fitting if area.id == wanted), fitting[-1] if fitting else None)
