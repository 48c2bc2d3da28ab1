"""From a photo's bytes to a view of the case: measured, with a camera proposed for it. No Qt.

Runs in a task's thread: reading a photo and finding the head takes a moment.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from msgspec.structs import replace

from smp_sim.document.editing import edits
from smp_sim.document.intake.new_case import measure_ita, with_default_plan
from smp_sim.document.progress_report import Progress, part_of, unheard
from smp_sim.document.proposal.face_points import choose_face
from smp_sim.document.proposal.head_camera import (
    NO_LANDMARKS,
    HandHints,
    HeadHandles,
    find_head_camera,
    find_side_faces,
    manual_camera,
)
from smp_sim.document.proposal.side_guess import SURE_ENOUGH, guess_side
from smp_sim.model.camera import Camera, FlatCamera, HeadCamera, Scale, Side
from smp_sim.model.case import Case, Landmark, View
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.photo import decode_photo, measure_photo
from smp_sim.render.products import Photo

#: Sides in the order in which photos of a head are usually taken.
_USUAL_ORDER: tuple[Side, ...] = ("front", "left", "right", "top", "back", "front-high")

#: A head fills this share of a portrait's short side: assumed, until the head is found.
_HEAD_SHARE = 0.4

#: Scale of a close-up before it is measured: a hand's breadth fills a phone's photo. Assumed.
_FLAT_GUESS_PX_PER_MM = 30.0

#: An outline that misses the best ellipsoid by more than this may be no head's (right masks of
#: drawn heads and portraits miss by up to 4.2 mm).
UNSURE_MISS_MM = 4.5


@dataclass(frozen=True, slots=True)
class Intake:
    """A view that is not yet in the case, and the bytes of its photo."""

    view: View
    data: bytes


@dataclass(frozen=True, slots=True)
class FoundHead:
    """What was found in a photo taken as showing ``side``.

    ``skin_ita_deg`` is the measured tone of bare skin, None where none was seen; ``landmarks``
    what the camera was laid by; ``is_unsure``: no outline fits a head well; ``is_crowd``:
    several faces are in the photo, and nothing says which is the client's.
    """

    side: Side
    camera: Camera
    scale: Scale
    skin_ita_deg: float | None = None
    landmarks: tuple[Landmark, ...] = ()
    is_unsure: bool = False
    is_crowd: bool = False


def take_photo(data: bytes, name: str, case: Case) -> Intake:
    """Measure a photo and lay a head into its middle: quick, so that the photo is seen at once.

    Raises
    ------
    PhotoError
        Where the bytes are no photo that can be read.
    """
    ref = measure_photo(data, where=name)
    side = next_side(case)
    size = (ref.width, ref.height)
    scale = _HEAD_SHARE * min(size) / (2.0 * case.plan.head.semi_axes_mm[0])
    middle = (0.5 * ref.width, 0.45 * ref.height)
    camera = manual_camera(size, HeadHandles(side, middle, scale))
    view = View(id=_free_id(case, side, data), side=side, photo=ref, camera=camera)
    return Intake(view, data)


def propose_side(
    data: bytes,
    view: View,
    side: Side | None,
    *,
    inside_cap: bool = False,
    progress: Progress = unheard,
) -> FoundHead:
    """Propose a camera for a view as showing ``side``; raises as :func:`take_photo`.

    Without a side it is guessed, and stays the view's where nothing tells surely. ``inside_cap``:
    the head is looked for where the view's camera lays it; where none is found it stays there.
    Cancelled is raised where ``progress`` gives the work up.
    """
    if side == "flat":
        return FoundHead(side, FlatCamera(px_per_mm=_FLAT_GUESS_PX_PER_MM), Scale())
    known = view.scale.source in ("marker", "ruler", "given")
    progress(0.0, "")
    photo = decode_photo(data, where=view.id)
    progress(0.2, "")
    side = side or _guessed_side(photo, view)
    held = mean_px_per_mm(view.camera) if known else None
    said = _said_of(view, side, inside_cap=inside_cap)
    progress(0.3, "")
    faces = find_side_faces(photo, side)
    face = None if faces is None else choose_face(faces, said.client_px)
    seen = face.faces[0].points_px if face and face.status == "found" else NO_LANDMARKS
    fitting = part_of(progress, 0.5, 1.0)
    found = find_head_camera(
        photo, side, px_per_mm=held, landmarks=seen, said=said, progress=fitting
    )
    is_unsure = found.miss_mm is None or found.miss_mm > UNSURE_MISS_MM
    is_crowd = face is not None and face.status == "several"
    if found.miss_mm is None and said.guide is not None:
        return FoundHead(side, said.guide, view.scale, None, view.landmarks, is_unsure=True)
    tone = measure_ita(photo, replace(view, side=side, camera=found.camera))
    scale = view.scale if known else found.scale
    return FoundHead(
        side, found.camera, scale, tone, found.landmarks, is_unsure=is_unsure, is_crowd=is_crowd
    )


def _guessed_side(photo: Photo, view: View) -> Side:
    side, sure = guess_side(photo)
    return side if side is not None and sure >= SURE_ENOUGH else view.side


def _said_of(view: View, side: Side, *, inside_cap: bool) -> HandHints:
    landmarks = view.landmarks if side == view.side else ()
    camera = view.camera if inside_cap else None
    return HandHints(landmarks, camera if isinstance(camera, HeadCamera) else None)


def with_head(case: Case, view_id: str, found: FoundHead) -> Case:
    """Take what was found; the head keeps the size the plan has where other views show it.

    Raises
    ------
    PlanError, CameraError
        Where it does not fit the view.
    """
    camera = found.camera
    if isinstance(camera, HeadCamera) and len(case.views) > 1:
        camera = replace(camera, semi_axes_mm=case.plan.head.semi_axes_mm)
    turned = edits.replace_camera(case, view_id, camera, found.scale)
    sided = edits.update_view(turned, view_id, side=found.side, landmarks=found.landmarks)
    if found.skin_ita_deg is None or sided.client.skin_ita_deg is not None:
        return sided
    client = replace(sided.client, skin_ita_deg=found.skin_ita_deg)
    return edits.set_client(sided, client)


def next_side(case: Case) -> Side:
    """Give the first usual side that no view of the case shows."""
    shown = {view.side for view in case.views}
    return next((side for side in _USUAL_ORDER if side not in shown), "front")


def with_photo(case: Case, intake: Intake) -> Case:
    """Add the view; the first one of a case also brings the plan to start from.

    Raises
    ------
    PlanError, CameraError
        Where the view does not fit into the case.
    """
    view = intake.view
    added = edits.add_view(case, view)
    fitted = with_head(added, view.id, FoundHead(view.side, view.camera, view.scale))
    return fitted if case.views or fitted.plan.areas else with_default_plan(fitted)


def _free_id(case: Case, side: Side, data: bytes) -> str:
    """Give the side as the id, with some of the photo's hash where it is taken."""
    taken = {view.id for view in case.views}
    if side not in taken:
        return side
    return f"{side}-{hashlib.sha256(data).hexdigest()[:8]}-{len(taken)}"
