"""Heads to practise on: the sample client drawn for an exercise, kept in the user's cache."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

import msgspec
import numpy as np
import platformdirs

from smp_sim import __version__
from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.atomic_write import write_whole
from smp_sim.document.export.picture_file import encode_picture
from smp_sim.document.progress_report import Progress, counted, unheard
from smp_sim.model.camera import HeadCamera, Scale, Side
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.model.client import Client
from smp_sim.model.errors import OutputError, PhotoError
from smp_sim.model.plan import Plan
from smp_sim.render.head_geometry import normal_at
from smp_sim.render.photo import measure_photo
from smp_sim.render.sample_head import SampleHead, render_sample
from smp_sim.render.sample_head.framing import sample_camera
from smp_sim.render.sample_head.head import as_vec
from smp_sim.render.sample_head.skin import sample_ita
from smp_sim.training.exercise import DotTask, Exercise, PracticeHead
from smp_sim.training.patch_plane import lay_flat

#: Size of a practice photo, px: drawn in some 3 s, and enough to set a point to 0.5 mm.
PHOTO_PX = (720, 900)
#: Size of a close-up, px; how much more than the patch it shows; most px a mm.
CLOSE_UP_PX, CLOSE_UP_ROOM, CLOSE_UP_MOST = (1000, 780), 1.25, 40.0
#: From how far a close-up is taken, mm: a macro lens.
CLOSE_UP_MM = 400.0
PHOTO_QUALITY = 93

#: The client's code in a practice case.
PRACTICE_REFERENCE = "PRACTICE"


def practice_folder() -> Path:
    """Give the user's own folder for drawn practice photos; it may not exist yet."""
    return Path(platformdirs.user_cache_path("smp-sim", appauthor=False)) / "practice"


def practice_views(
    exercise: Exercise,
    *,
    folder: Path | None = None,
    shrink: float = 1.0,
    progress: Progress = unheard,
) -> Dossier:
    """Draw the head of an exercise, bare: a training case with its views and an empty plan.

    Parameters
    ----------
    folder : where drawn photos are kept; the user's cache where not given. One that can't be
        written to costs time only.
    shrink : size of the photos, (0, 1] of the usual.
    progress : told before each side that is drawn.
    """
    head = exercise.head
    folder = practice_folder() if folder is None else folder
    cameras = _cameras(exercise, shrink)
    views, photos = [], {}
    for name, side, camera in counted(cameras, progress, "Drawing the practice head"):
        data = _kept_photo(head, side, camera, folder)
        view = _view_of(name, side, camera, data)
        views.append(view)
        photos[view.photo.sha256] = data
    client = Client(
        reference=PRACTICE_REFERENCE,
        skin_ita_deg=sample_ita(_sample_of(head)),
        hair_colour=head.hair_colour,
    )
    case = Case(client=client, views=tuple(views), plan=Plan(head=head.head), training=True)
    return Dossier(case, MappingProxyType(photos))


def _cameras(exercise: Exercise, shrink: float) -> list[tuple[str, Side, HeadCamera]]:
    """Give each view's name, side and camera: the sides asked for, or a close-up of the patch."""
    if isinstance(exercise.task, DotTask):
        return [("close-up", "top", close_up_camera(exercise.task, exercise.head, shrink))]
    width, height = (round(pixels * shrink) for pixels in PHOTO_PX)
    sample = _sample_of(exercise.head)
    return [
        (side, side, sample_camera(side, width, height, head=sample)) for side in exercise.sides
    ]


def close_up_camera(task: DotTask, head: PracticeHead, shrink: float = 1.0) -> HeadCamera:
    """Look straight down on a patch, as large as it fits the picture."""
    plane = lay_flat(task.outline, head.head)
    width, height = (round(pixels * shrink) for pixels in CLOSE_UP_PX)
    across = np.ptp(plane.corners, axis=0) * CLOSE_UP_ROOM
    px_per_mm = min(width / across[0], height / across[1], CLOSE_UP_MOST * shrink)
    toward = normal_at(plane.centre_mm, head.semi_axes_mm)
    return HeadCamera(
        width=width,
        height=height,
        position_mm=as_vec(plane.centre_mm + CLOSE_UP_MM * toward),
        right=as_vec(plane.x_axis),
        up=as_vec(plane.y_axis),
        focal_px=float(px_per_mm * CLOSE_UP_MM),
        centre_px=(width / 2.0, height / 2.0),
        semi_axes_mm=head.semi_axes_mm,
    )


def _sample_of(head: PracticeHead) -> SampleHead:
    return SampleHead(
        skin_tone=head.skin_tone,
        norwood=head.norwood,
        seed=head.seed,
        semi_axes_mm=head.semi_axes_mm,
        hair_colour=head.hair_colour,
    )


def _kept_photo(head: PracticeHead, side: Side, camera: HeadCamera, folder: Path) -> bytes:
    """Give a drawn photo from the cache, or draw it and keep it; a spoilt one is drawn anew."""
    key = msgspec.json.encode((__version__, head, side, camera, PHOTO_QUALITY))
    path = folder / f"{hashlib.sha256(key).hexdigest()[:32]}.jpg"
    with suppress(OSError, PhotoError):
        kept = path.read_bytes()
        measure_photo(kept, where=path.name)
        return kept
    view = render_sample(
        _sample_of(head), side, width=camera.width, height=camera.height, camera=camera
    )
    picture = np.asarray(view.photo.srgb, dtype=np.uint8)
    data = encode_picture(picture, ".jpg", quality=PHOTO_QUALITY)
    with suppress(OSError, OutputError):
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    return data


def _view_of(name: str, side: Side, camera: HeadCamera, data: bytes) -> View:
    digest = hashlib.sha256(data).hexdigest()
    ref = PhotoRef(sha256=digest, suffix=".jpg", width=camera.width, height=camera.height)
    known = Scale(source="camera", error_percent=0.0)
    return View(id=name, side=side, photo=ref, camera=camera, scale=known)
