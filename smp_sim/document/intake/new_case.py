"""A new case from photos: one view each, a camera proposed or read, and a plan to start from."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from msgspec.structs import replace

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.editing.edits import add_area, add_view, set_hairline, set_head
from smp_sim.document.intake.camera_file import read_camera
from smp_sim.document.intake.photo_file import PhotoFile, read_photo
from smp_sim.document.proposal.head_camera import GIVEN_ERROR_PERCENT, find_head_camera
from smp_sim.model.camera import Camera, FlatCamera, HeadCamera, Scale, Side
from smp_sim.model.case import Case, Landmark, View
from smp_sim.model.client import Client
from smp_sim.model.errors import CameraError
from smp_sim.model.head import Head
from smp_sim.model.plan import Area
from smp_sim.model.sentence import Sentence
from smp_sim.model.units import Vec3
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.colour import ita_of_lab, lab_of_linear
from smp_sim.render.composite import bytes_of_photo, median_skin
from smp_sim.render.hairline_curve import preset_hairline
from smp_sim.render.products import Photo
from smp_sim.render.surface import read_surface

#: Error of a scale that a camera file brings along, % (assumed: cameras are measured).
CAMERA_ERROR_PERCENT = 1.0

#: How far from the photo's edge a close-up's first patch stays, as a share of its sides.
_PATCH_MARGIN = 0.2


@dataclass(frozen=True, slots=True)
class PhotoOrder:
    """One photo to take in, and what is known about it.

    ``side`` None means front, or flat where the camera says so. ``px_per_mm`` is the scale at
    the head, where it is known; ``camera`` the path of a camera file.
    """

    path: str | os.PathLike[str]
    side: Side | None = None
    px_per_mm: float | None = None
    camera: str | os.PathLike[str] | None = None


def new_case(orders: Sequence[PhotoOrder], *, training: bool = False) -> Dossier:
    """Make a case of photos of one head.

    The first head camera decides the head's semi-axes. The plan fills the area behind a natural
    hairline; a close-up gets a patch in its middle. The skin's tone is measured in the first photo.

    Raises
    ------
    PhotoError, CameraError
        For a photo or a camera file that can't be used.
    PlanError
        Where a value does not fit.
    """
    if not orders:
        raise ValueError("a new case needs at least one photo")
    case, photos = Case(training=training), {}
    for order in orders:
        taken = read_photo(order.path)
        photos[taken.ref.sha256] = taken.data
        case = _with_view(case, order, taken)
        if len(case.views) == 1:
            case = replace(
                case, client=Client(skin_ita_deg=measure_ita(taken.photo, case.views[0]))
            )
    return Dossier(with_default_plan(case), MappingProxyType(photos))


def _with_view(case: Case, order: PhotoOrder, taken: PhotoFile) -> Case:
    heads = [view.camera for view in case.views if isinstance(view.camera, HeadCamera)]
    # One head: later photos take the axes of the first.
    known = heads[0].semi_axes_mm if heads else None
    camera, scale, landmarks = _camera_of(order, taken, known)
    side: Side = "flat" if isinstance(camera, FlatCamera) else order.side or "front"
    if isinstance(camera, HeadCamera):
        axes = known or camera.semi_axes_mm
        camera = replace(camera, semi_axes_mm=axes)
    name = _free_id(case, side)
    view = View(
        id=name, side=side, photo=taken.ref, camera=camera, scale=scale, landmarks=landmarks
    )
    return add_view(case, view)


def _free_id(case: Case, side: str) -> str:
    taken = {view.id for view in case.views}
    numbered = (f"{side}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (side, *numbered) if name not in taken)


def _camera_of(
    order: PhotoOrder, taken: PhotoFile, semi_axes_mm: Vec3 | None
) -> tuple[Camera, Scale, tuple[Landmark, ...]]:
    where = os.fspath(order.path)
    if order.camera is not None:
        return (*_read_known_camera(order, taken, where), ())
    if order.side != "flat":
        found = find_head_camera(
            taken.photo,
            order.side or "front",
            px_per_mm=order.px_per_mm,
            semi_axes_mm=semi_axes_mm,
        )
        return found.camera, found.scale, found.landmarks
    if order.px_per_mm is None:
        raise CameraError(
            "A close-up needs its scale.", where=where, next_step="Give it with --px-per-mm."
        )
    scale = Scale(source="given", error_percent=GIVEN_ERROR_PERCENT)
    return FlatCamera(px_per_mm=order.px_per_mm), scale, ()


def _read_known_camera(order: PhotoOrder, taken: PhotoFile, where: str) -> tuple[Camera, Scale]:
    camera = read_camera(order.camera or "", taken.ref)
    is_flat = isinstance(camera, FlatCamera)
    if order.side is not None and is_flat != (order.side == "flat"):
        raise CameraError(
            Sentence(
                "The camera is {kind}, the side is '{side}'.",
                kind=Sentence("flat") if is_flat else Sentence("for a head"),
                side=order.side,
            ),
            where=where,
        )
    if order.px_per_mm is not None:
        raise CameraError(
            "The camera file already gives the scale.",
            where=where,
            next_step="Leave out --px-per-mm or --camera.",
        )
    return camera, Scale(source="camera", error_percent=CAMERA_ERROR_PERCENT)


def measure_ita(photo: Photo, view: View) -> float | None:
    """Measure the individual typology angle of the bare skin in a photo, degrees.

    A photo is no colorimeter: the light and the camera's own rendering are in it. None where no
    bare skin is seen.
    """
    surface = read_surface(photo, view.camera)
    bare = surface.skin * (1.0 - surface.highlight)
    if np.count_nonzero(bare > 0.5) < 100:
        return None
    small = bytes_of_photo(photo.srgb)[:: surface.step, :: surface.step]
    fitting = bare[: small.shape[0], : small.shape[1]]
    angle = float(ita_of_lab(lab_of_linear(median_skin(small, fitting))))
    return round(angle, 1)


def with_default_plan(case: Case) -> Case:
    """Give a case the plan to start from: behind a natural hairline, and a patch in close-ups."""
    heads = [view.camera for view in case.views if isinstance(view.camera, HeadCamera)]
    if heads:
        case = set_head(case, Head(semi_axes_mm=heads[0].semi_axes_mm))
        case = set_hairline(case, preset_hairline("natural", case.plan.head))
        case = add_area(case, Area(id="behind-hairline", kind="behind-hairline"))
    for view in case.views:
        if isinstance(view.camera, FlatCamera):
            case = add_area(case, _middle_patch(view))
    return case


def _middle_patch(view: View) -> Area:
    """Give the patch in the middle of a close-up, corners clockwise, in mm in its plane."""
    scale = mean_px_per_mm(view.camera)
    wide, high = view.photo.width / scale, view.photo.height / scale
    left, top = _PATCH_MARGIN * wide, _PATCH_MARGIN * high
    right, bottom = wide - left, high - top
    corners = ((left, top, 0.0), (right, top, 0.0), (right, bottom, 0.0), (left, bottom, 0.0))
    feather = min(6.0, 0.15 * min(wide, high))
    return Area(
        id=f"patch-{view.id}", kind="flat-patch", view=view.id, outline=corners, feather_mm=feather
    )
