"""Every change of a case: pure functions from a case (and what is new) to a case.

Each checks what it changes against the declared limits and against the rest of the case, so that a
case made by edits can always be saved and opened again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import TypeVar

from msgspec.structs import replace

from smp_sim.document.case.case_checks import (
    check_area,
    check_camera,
    check_client,
    check_plan,
    check_sessions,
    check_view,
)
from smp_sim.document.editing.session_spread import gap_days, spread_sessions
from smp_sim.model.camera import Camera, FlatCamera, HeadCamera, Scale
from smp_sim.model.case import Case, MaskStroke, View
from smp_sim.model.client import Client
from smp_sim.model.errors import PlanError
from smp_sim.model.head import Head
from smp_sim.model.plan import (
    Area,
    BrushStroke,
    Hairline,
    Plan,
    Session,
)
from smp_sim.model.sentence import Sentence
from smp_sim.model.units import checked, limits_of
from smp_sim.render.treatment_fills import FILLS

#: As declared for ``Case.views``.
MAX_VIEWS = 64

#: Distances from the head's centre that photos of a head are taken from (assumed: an arm's length
#: selfie of the top to the far end of a room).
_NEAREST_MM = 250.0
_FARTHEST_MM = 5000.0

_Thing = TypeVar("_Thing")

# --- views ---------------------------------------------------------------------------------


def add_view(case: Case, view: View) -> Case:
    """Add a view at the end.

    All views show one head: the first head camera gives the plan its semi-axes, later ones take
    them from the plan (:func:`replace_camera` lets a later one decide).

    Raises
    ------
    PlanError, CameraError
        For a view id that is taken, a value out of range, a camera that misses the head.
    """
    if any(other.id == view.id for other in case.views):
        raise PlanError(Sentence("There is already a view '{view}'.", view=view.id), where="view")
    if len(case.views) == MAX_VIEWS:
        raise PlanError(
            Sentence("A case holds at most {most} views.", most=MAX_VIEWS), where="view"
        )
    check_view(checked(view, where="view"))
    grown = replace(case, views=(*case.views, view))
    first = not any(isinstance(other.camera, HeadCamera) for other in case.views)
    if first and isinstance(view.camera, HeadCamera):
        return set_head(grown, Head(semi_axes_mm=view.camera.semi_axes_mm))
    return set_head(grown, case.plan.head)


def remove_view(case: Case, view_id: str) -> Case:
    """Take a view away, and the flat patches that lie in it, from the designs too.

    Raises
    ------
    PlanError
        Where there is no such view.
    """
    _find_view(case, view_id)
    views = tuple(view for view in case.views if view.id != view_id)
    plan, *kept = (
        replace(plan, areas=tuple(area for area in plan.areas if area.view != view_id))
        for plan in (case.plan, *(design.plan for design in case.designs))
    )
    pairs = zip(case.designs, kept, strict=True)
    designs = tuple(replace(design, plan=left) for design, left in pairs)
    return replace(case, views=views, plan=plan, designs=designs)


def update_view(case: Case, view_id: str, **changes: object) -> Case:
    """Change fields of one view.

    Raises
    ------
    PlanError, CameraError
        Where there is no such view, or a value does not fit.
    """
    old = _find_view(case, view_id)
    new = check_view(checked(replace(old, **changes), where=f"view '{view_id}'"))
    return replace(case, views=tuple(new if v is old else v for v in case.views))


def replace_camera(case: Case, view_id: str, camera: Camera, scale: Scale | None = None) -> Case:
    """Give a view another camera, and its scale another source where one is told.

    The head's semi-axes of a head camera become those of the plan and of every other view: it is
    one head.

    Raises
    ------
    PlanError, CameraError
        Where there is no such view, or the camera does not fit it.
    """
    old = _find_view(case, view_id)
    check_camera(checked(camera, where="camera"), old.photo, where=f"view '{view_id}'")
    case = update_view(case, view_id, camera=camera, scale=scale or old.scale)
    if isinstance(camera, FlatCamera):
        return case
    return set_head(case, Head(semi_axes_mm=camera.semi_axes_mm))


def set_head(case: Case, head: Head) -> Case:
    """Give the plan, and every head camera, these semi-axes.

    Raises
    ------
    PlanError, CameraError
        For an axis out of range, or one that makes a camera stand inside the head.
    """
    checked(head, where="head")
    case = replace(case, plan=replace(case.plan, head=head))
    for view in case.views:
        if isinstance(view.camera, HeadCamera) and view.camera.semi_axes_mm != head.semi_axes_mm:
            camera = replace(view.camera, semi_axes_mm=head.semi_axes_mm)
            case = update_view(case, view.id, camera=camera)
    return case


def set_scale(case: Case, view_id: str, px_per_mm: float, scale: Scale) -> Case:
    """Give a view another scale, its source and error.

    A head camera keeps its lens and its line of sight and moves nearer or farther, so that the
    head's centre stays at the same pixel. Where it would come to stand nearer or farther than
    photos are taken from, the lens was wrong: then the lens gives way and the eye stays.

    Raises
    ------
    PlanError, CameraError
        Where there is no such view, or the scale is out of range.
    """
    px_per_mm = limits_of(FlatCamera, "px_per_mm").require(px_per_mm, f"view '{view_id}'")
    camera = _find_view(case, view_id).camera
    moved = _camera_at_scale(camera, px_per_mm)
    return update_view(case, view_id, camera=moved, scale=checked(scale, where="scale"))


def _camera_at_scale(camera: Camera, px_per_mm: float) -> Camera:
    if isinstance(camera, FlatCamera):
        return replace(camera, px_per_mm=px_per_mm)
    from smp_sim.render.camera_geometry import mean_px_per_mm  # noqa: PLC0415 - NumPy, on use

    factor = mean_px_per_mm(camera) / px_per_mm
    if not _NEAREST_MM <= _distance_mm(camera) * factor <= _FARTHEST_MM:
        return replace(camera, focal_px=camera.focal_px / factor)
    pairs = zip(camera.head_centre_mm, camera.position_mm, strict=True)
    x, y, z = (centre + (eye - centre) * factor for centre, eye in pairs)
    return replace(camera, position_mm=(x, y, z))


def _distance_mm(camera: HeadCamera) -> float:
    return math.dist(camera.position_mm, camera.head_centre_mm)


def add_mask_stroke(case: Case, view_id: str, stroke: MaskStroke) -> Case:
    """Add a painted correction of a view's skin and hair mask."""
    strokes = (*_find_view(case, view_id).strokes, checked(stroke, where="stroke"))
    return update_view(case, view_id, strokes=strokes)


# --- plan ----------------------------------------------------------------------------------


def set_plan(case: Case, plan: Plan) -> Case:
    """Replace the whole plan.

    Raises
    ------
    PlanError
        For a value out of range, or parts that do not agree.
    """
    check_plan(checked(plan, where="plan"), _view_ids(case))
    return set_head(replace(case, plan=plan), plan.head)


def set_hairline(case: Case, hairline: Hairline) -> Case:
    """Replace the hairline.

    Raises
    ------
    PlanError
        For a value out of range, or a point that is no unit direction.
    """
    checked(hairline, where="hairline")
    plan = replace(case.plan, hairline=hairline)
    check_plan(replace(plan, areas=()), ())
    return replace(case, plan=plan)


def replace_areas(case: Case, areas: Iterable[Area]) -> Case:
    """Replace all areas.

    Raises
    ------
    PlanError
        For an id twice, a value out of range, a view that does not exist.
    """
    plan = replace(case.plan, areas=tuple(areas))
    check_plan(checked(plan, where="areas"), _view_ids(case))
    return replace(case, plan=plan)


def add_area(case: Case, area: Area) -> Case:
    """Add an area at the end. Raises as :func:`replace_areas`."""
    return replace_areas(case, (*case.plan.areas, area))


def remove_area(case: Case, area_id: str) -> Case:
    """Take an area away. Raises PlanError where there is none of this id."""
    old = _find_area(case, area_id)
    return replace_areas(case, (area for area in case.plan.areas if area is not old))


def update_area(case: Case, area_id: str, **changes: object) -> Case:
    """Change fields of one area.

    Raises
    ------
    PlanError
        Where there is no such area, or a value does not fit.
    """
    old = _find_area(case, area_id)
    new = checked(replace(old, **changes), where=f"area '{area_id}'")
    check_area(new, _view_ids(case))
    areas = tuple(new if area is old else area for area in case.plan.areas)
    # Another id could be one that is taken.
    return replace_areas(case, areas) if new.id != area_id else _with_areas(case, areas)


def set_density(case: Case, density_per_cm2: float, *, where: str = "density") -> Case:
    """Give every area this density in dots/cm². Raises PlanError where it is out of range."""
    return _set_in_areas(case, "density_per_cm2", density_per_cm2, where)


def set_shade(case: Case, shade: float, *, where: str = "shade") -> Case:
    """Give every area this shade, 0 to 1. Raises PlanError where it is out of range."""
    return _set_in_areas(case, "shade", shade, where)


def set_dot_size(case: Case, dot_mm: float, *, where: str = "dot size") -> Case:
    """Give every area this seen dot diameter in mm. Raises PlanError where out of range."""
    return _set_in_areas(case, "dot_mm", dot_mm, where)


def _set_in_areas(case: Case, field: str, value: float, where: str) -> Case:
    limits_of(Area, field).require(value, where)
    return _with_areas(case, tuple(replace(area, **{field: value}) for area in case.plan.areas))


def add_brush_stroke(case: Case, area_id: str, stroke: BrushStroke) -> Case:
    """Add a brush stroke to an area. Raises as :func:`update_area`."""
    return update_area(case, area_id, strokes=(*_find_area(case, area_id).strokes, stroke))


def set_sessions(case: Case, count: int, *, where: str = "sessions") -> Case:
    """Spread the work over ``count`` sittings, 1 to 40: see :func:`spread_sessions`.

    The gap between the first two sittings of the plan is kept for all. Where every area is of a
    kind whose later sittings touch up, as lips, the first keeps its large share.

    Raises
    ------
    PlanError
        For a number outside 1 to 40.
    """
    count = round(limits_of(Session, "number").require(count, where))
    firsts = {FILLS[area.kind].first_share for area in case.plan.areas}
    first_share = firsts.pop() if len(firsts) == 1 else 0.0
    spread = spread_sessions(count, gap_days(case.plan.sessions), first_share)
    return set_session_list(case, spread)


def set_session_list(case: Case, sessions: Iterable[Session]) -> Case:
    """Replace the sittings.

    Raises
    ------
    PlanError
        For a value out of range, days out of order, shares that do not make the whole.
    """
    plan = checked(replace(case.plan, areas=(), sessions=tuple(sessions)), where="sessions")
    check_sessions(plan.sessions)
    return replace(case, plan=replace(case.plan, sessions=plan.sessions))


def set_seed(case: Case, seed: int, *, where: str = "seed") -> Case:
    """Give the plan another seed: another dot field. Raises PlanError where out of range."""
    limits_of(Plan, "seed").require(seed, where)
    return replace(case, plan=replace(case.plan, seed=int(seed)))


# --- client --------------------------------------------------------------------------------


def set_client(case: Case, client: Client) -> Case:
    """Replace what is kept of the client.

    Raises
    ------
    PlanError
        For a value out of range, or a consent date that is none.
    """
    changed = replace(case, client=checked(client, where="client"))
    check_client(changed, where="client")
    return changed


# --- finding -------------------------------------------------------------------------------


def _find_view(case: Case, view_id: str) -> View:
    return _find(case.views, lambda view: view.id, view_id, "view")


def _find_area(case: Case, area_id: str) -> Area:
    return _find(case.plan.areas, lambda area: area.id, area_id, "area")


def _find(
    things: tuple[_Thing, ...], id_of: Callable[[_Thing], str], wanted: str, name: str
) -> _Thing:
    found = next((thing for thing in things if id_of(thing) == wanted), None)
    if found is None:
        known = ", ".join(id_of(thing) for thing in things) or Sentence("none")
        raise PlanError(
            Sentence(
                "There is no {name} '{wanted}'; there is: {known}.",
                name=Sentence(name),
                wanted=wanted,
                known=known,
            ),
            where=name,
        )
    return found


def _with_areas(case: Case, areas: tuple[Area, ...]) -> Case:
    return replace(case, plan=replace(case.plan, areas=areas))


def _view_ids(case: Case) -> tuple[str, ...]:
    return tuple(view.id for view in case.views)
