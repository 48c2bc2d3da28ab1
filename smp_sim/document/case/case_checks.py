"""What must hold between the values of a case, beyond each field's own limits."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import chain, pairwise

import msgspec

from smp_sim.model.area_kind import KIND_TRAITS
from smp_sim.model.camera import Camera, FlatCamera, HeadCamera
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.model.client import Consent
from smp_sim.model.errors import CameraError, PlanError
from smp_sim.model.hair_map import HairMap
from smp_sim.model.plan import Area, Plan, Session
from smp_sim.model.sentence import Sentence
from smp_sim.model.units import Vec3, checked
from smp_sim.render.camera_geometry import require_sees_head

#: Farthest that a camera may stand from the frame's origin, and its principal point from the
#: picture: beyond any clinic, and small enough that no square of it overflows.
_FARTHEST_MM = 1e5
_FARTHEST_PX = 1e6

#: How far from 1 the length of a unit direction may be: files carry a few decimals.
_UNIT_SLACK = 0.01

#: How far from 1 the shares of all sessions may add up.
_SHARE_SLACK = 0.005


def check_case(case: Case, *, where: str = "") -> Case:
    """Give ``case`` back once every value and every tie between values holds.

    Raises
    ------
    PlanError, CameraError
        With the first thing that does not hold.
    """
    checked(case, where=where)
    check_client(case, where=where)
    _require_distinct((view.id for view in case.views), Sentence("views"), where)
    for view in case.views:
        check_view(view, where=where)
    views = tuple(view.id for view in case.views)
    check_plan(case.plan, views, where=where)
    _require_distinct((design.name for design in case.designs), Sentence("designs"), where)
    for design in case.designs:
        check_plan(design.plan, views, where=f"{where}, design '{design.name}'".lstrip(", "))
    return case


def check_client(case: Case, *, where: str = "") -> None:
    """Refuse texts that no file can hold, and dates of consent that are none.

    Raises
    ------
    PlanError
        With what does not hold.
    """
    # Half a character, as a shell may pass on from a file name in another code, has no UTF-8.
    try:
        msgspec.json.encode(case.client)
    except UnicodeEncodeError as error:
        raise PlanError(
            "The reference holds a character that can't be written.", where=where
        ) from error
    _check_consent(case.client.consent, where)


def check_plan(plan: Plan, views: tuple[str, ...], *, where: str = "") -> Plan:
    """Give ``plan`` back once its areas, directions and sessions agree with each other.

    Raises
    ------
    PlanError
        With the first thing that does not hold.
    """
    _require_distinct((area.id for area in plan.areas), Sentence("areas"), where)
    for area in plan.areas:
        check_area(area, views, where=where)
    _check_hair(plan.hair, views, where)
    _require_unit(plan.hairline.points, Sentence("The hairline"), where)
    check_sessions(plan.sessions, where=where)
    return plan


def check_area(area: Area, views: tuple[str, ...], *, where: str = "") -> Area:
    """Give ``area`` back once its view exists and its directions are unit vectors.

    Raises
    ------
    PlanError
        With the first thing that does not hold.
    """
    name = Sentence("The area '{area}'", area=area.id)
    _check_ground(area, name, where)
    if area.view and area.view not in views:
        raise PlanError(
            Sentence(
                "{name} lies in the view '{view}', which doesn't exist.", name=name, view=area.view
            ),
            where=where,
        )
    if not area.view:
        _require_unit(area.outline, name, where)
        _require_unit((dot.place for dot in area.dots), name, where)
    for stroke in area.strokes:
        if len(stroke.points) != len(stroke.radii_mm):
            raise PlanError(
                Sentence("{name} has a stroke without one radius a point.", name=name), where=where
            )
        if not area.view:
            _require_unit(stroke.points, name, where)
    return area


def _check_hair(maps: tuple[HairMap, ...], views: tuple[str, ...], where: str) -> None:
    _require_distinct((hair.view for hair in maps), "maps of hair", where)
    for hair in maps:
        if hair.view and hair.view not in views:
            raise PlanError(
                Sentence(
                    "Hair is told for the view '{view}', which doesn't exist.", view=hair.view
                ),
                where=where,
            )
        if not hair.view:
            places = [sample.place for sample in hair.samples]
            _require_unit((*places, *hair.roots), "The map of hair", where)


def _check_ground(area: Area, name: str, where: str) -> None:
    ground = KIND_TRAITS[area.kind].ground
    if ground == "close-up" and not area.is_flat:
        raise PlanError(
            Sentence(
                "{name} must lie in a close-up: {kind} can't be placed on the head.",
                name=name,
                kind=area.kind,
            ),
            where=where,
            next_step="Open a close-up photo with a known scale and draw it there.",
        )
    if ground == "head" and area.is_flat:
        raise PlanError(
            Sentence(
                "{name} must lie on the head: {kind} can't be placed in a close-up.",
                name=name,
                kind=area.kind,
            ),
            where=where,
            next_step="Choose another kind of area for a close-up, such as flat-patch.",
        )


def check_sessions(sessions: tuple[Session, ...], *, where: str = "") -> tuple[Session, ...]:
    """Give ``sessions`` back once they are numbered, in order, and their shares make the whole.

    Raises
    ------
    PlanError
        With the first thing that does not hold.
    """
    if [session.number for session in sessions] != list(range(1, len(sessions) + 1)):
        raise PlanError("Sessions must be numbered 1, 2, 3 and so on.", where=where)
    days = [session.day for session in sessions]
    if days[0] != 0.0 or any(b <= a for a, b in pairwise(days)):
        raise PlanError("Sessions must begin on day 0 and follow each other.", where=where)
    total = sum(session.share for session in sessions)
    if abs(total - 1.0) > _SHARE_SLACK:
        raise PlanError(
            Sentence("The sessions' shares of dots add up to {total:g}, not 1.", total=total),
            where=where,
        )
    return sessions


def _check_consent(consent: Consent, where: str) -> None:
    for purpose, text in msgspec.structs.asdict(consent).items():
        if text and not _is_date(text):
            raise PlanError(
                Sentence(
                    "Consent for {purpose} has the date '{text}'.", purpose=purpose, text=text
                ),
                where=where,
                next_step="Write it as YYYY-MM-DD, or leave it empty.",
            )


def _is_date(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def check_view(view: View, *, where: str = "") -> View:
    """Give ``view`` back once its camera sees the head and fits its photo.

    Raises
    ------
    CameraError, PlanError
        With what does not fit; PlanError for a landmark named twice.
    """
    place = f"{where}, view '{view.id}'" if where else f"view '{view.id}'"
    check_camera(view.camera, view.photo, where=place)
    _require_distinct((mark.name for mark in view.landmarks), "landmarks", place)
    far = [mark.name for mark in view.landmarks if max(map(abs, mark.at_px)) > _FARTHEST_PX]
    if far or not all(map(math.isfinite, chain(*(mark.at_px for mark in view.landmarks)))):
        raise CameraError("A landmark lies too far outside the photo.", where=place)
    return view


def check_camera(camera: Camera, photo: PhotoRef, *, where: str = "camera") -> Camera:
    """Give ``camera`` back once it sees the head and is for a photo of this size.

    Raises
    ------
    CameraError
        With what does not fit and, where the size alone differs, the factor.
    """
    if isinstance(camera, FlatCamera):
        return camera
    _require_near(camera, where)
    require_sees_head(camera, where=where)
    _require_size(camera, photo, where)
    return camera


def _require_near(camera: HeadCamera, where: str) -> None:
    far = max(map(abs, (*camera.position_mm, *camera.head_centre_mm)))
    if far > _FARTHEST_MM or max(map(abs, camera.centre_px)) > _FARTHEST_PX:
        raise CameraError("The camera stands farther than 100 m away.", where=where)
    lengths = (math.hypot(*camera.right), math.hypot(*camera.up))
    slant = sum(a * b for a, b in zip(camera.right, camera.up, strict=True))
    if max(abs(slant), *(abs(length - 1.0) for length in lengths)) > _UNIT_SLACK:
        raise CameraError("'right' and 'up' must be unit vectors at right angles.", where=where)


def _require_size(camera: HeadCamera, photo: PhotoRef, where: str) -> None:
    if (camera.width, camera.height) == (photo.width, photo.height):
        return
    sizes = Sentence(
        "The camera is for a photo of {camera_width} × {camera_height} px, this one has {width} ×"
        " {height} px",
        camera_width=camera.width,
        camera_height=camera.height,
        width=photo.width,
        height=photo.height,
    )
    factor = photo.width / camera.width
    if abs(camera.height * factor - photo.height) <= 1.0:
        raise CameraError(
            Sentence("{sizes}: the same shape at another size.", sizes=sizes),
            where=where,
            next_step=Sentence(
                "Multiply width, height, focal_px and centre_px by {factor:.6g}.", factor=factor
            ),
        )
    raise CameraError(
        Sentence("{sizes}.", sizes=sizes),
        where=where,
        next_step="Choose the camera that belongs to this photo.",
    )


def _require_distinct(ids: Iterable[str], things: str, where: str) -> None:
    twice = [name for name, count in Counter(ids).items() if count > 1]
    if twice:
        raise PlanError(
            Sentence("Two {things} have the id '{twice}'.", things=things, twice=twice[0]),
            where=where,
        )


def _require_unit(points: Iterable[Vec3], name: str, where: str) -> None:
    for point in points:
        if abs(math.hypot(*point) - 1.0) > _UNIT_SLACK:
            raise PlanError(
                Sentence("{name} has a point that is no unit direction.", name=name), where=where
            )
