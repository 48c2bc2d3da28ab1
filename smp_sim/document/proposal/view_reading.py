"""Read one photo of a case: things of known size, face, scale and head camera."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace as with_fields
from functools import partial
from typing import NamedTuple

import cv2
import numpy as np

from smp_sim.document.proposal.face_points import FaceFinding, choose_face, find_faces
from smp_sim.document.proposal.head_camera import (
    FACE_SIDES,
    LEAST_FACE_PX,
    NO_LANDMARKS,
    HandHints,
    HeadFinding,
    find_head_camera,
    focal_of_exif,
)
from smp_sim.document.proposal.photo_scale import ScaleFinding, propose_scale, scale_of_marker
from smp_sim.document.proposal.scale_markers import find_markers
from smp_sim.model.camera import Camera, FlatCamera, HeadCamera, Scale
from smp_sim.model.case import Landmark, View
from smp_sim.model.sentence import Sentence, joined
from smp_sim.model.units import Vec3
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.composite import bytes_of_photo
from smp_sim.render.products import Photo

#: Sources of a scale that a person or a camera file gave: they are kept.
GIVEN_SOURCES = ("camera", "given", "ruler")

#: Long side at which things of known size are looked for, px: a 25 mm marker still has 60 px.
MARKER_SIDE_PX = 2400

#: A thing of known size that differs more than this from the size of the head (log ratio) is
#: something else: a window, a picture on the wall (assumed: three spreads of the head's breadth).
_STRANGE_MARKER = 0.25

#: An outline this much larger (log ratio) than the head that goes with the face is more than the
#: head: hair, a hat, a hand (assumed: 2.5 spreads of head breadth and of the fit).
_SWOLLEN = 0.11


class Note(NamedTuple):
    """What is said about one part of a proposal, and how sure it is, from 0 to 1."""

    topic: str
    sentence: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ViewReading:
    """What one photo told.

    ``outline_found``: False where the camera is a centred guess. ``face`` what the face finding
    said, None where none was looked for; ``swollen`` the outline is larger than the face's head;
    ``landmarks`` what the camera was laid by.
    """

    view: View
    photo: Photo
    camera: Camera
    scale: Scale
    face: FaceFinding | None = None
    outline_found: bool = True
    swollen: bool = False
    notes: tuple[Note, ...] = ()
    landmarks: tuple[Landmark, ...] = ()


def read_view(
    photo: Photo, view: View, axes_mm: Vec3 | None = None, *, coin: str | None = None
) -> ViewReading:
    """Read the photo of a view.

    Parameters
    ----------
    photo : the view's photo, upright.
    view : its side decides the camera's preset; a scale that was given is kept, and with it the
        whole camera where a camera file gave it.
    axes_mm : the head's semi-axes where they are known.
    coin : a key of ``scale_markers.COINS_MM``, where such a coin is in the photo.
    """
    if isinstance(view.camera, FlatCamera):
        return _read_flat(photo, view, coin)
    if view.scale.source == "camera":
        return ViewReading(view, photo, view.camera, view.scale, landmarks=view.landmarks)
    pixels = bytes_of_photo(photo.srgb)
    wanted = view.side in FACE_SIDES and min(pixels.shape[:2]) >= LEAST_FACE_PX
    face = choose_face(find_faces(pixels), HandHints(view.landmarks).client_px) if wanted else None
    known, notes = _known_scale(Photo(pixels, photo.focal_35mm), view, face, coin)
    return _read_head(photo, view, known, face, notes, axes_mm)


def _read_flat(photo: Photo, view: View, coin: str | None) -> ViewReading:
    """Read the scale of a close-up from a thing of known size; else leave it as it is."""
    marker = None if view.scale.source in GIVEN_SOURCES else _marker_scale(photo, coin)
    if marker is None:
        return ViewReading(view, photo, view.camera, view.scale)
    scale = Scale(source="marker", error_percent=marker.error_percent)
    note = Note(
        "scale", Sentence("View '{view}': scale from a thing of known size.", view=view.id), 0.9
    )
    camera = FlatCamera(px_per_mm=marker.px_per_mm)
    return ViewReading(view, photo, camera, scale, notes=(note,))


class _Known(NamedTuple):
    """A scale at the head's centre, where it came from and its error."""

    px_per_mm: float
    scale: Scale


def _known_scale(
    photo: Photo, view: View, face: FaceFinding | None, coin: str | None
) -> tuple[_Known | None, tuple[Note, ...]]:
    """Give the best scale that is not the outline's: given, marker, eyes."""
    if view.scale.source in GIVEN_SOURCES:
        note = Note(
            "scale",
            Sentence("View '{view}': the scale that was given is kept.", view=view.id),
            0.95,
        )
        return _Known(mean_px_per_mm(view.camera), view.scale), (note,)
    eyes = _eye_scale(photo, face)
    marker = _marker_scale(photo, coin)
    if marker is not None and (eyes is None or _agree(marker, eyes)):
        return _known_of(marker), (_scale_note(view, marker),)
    if eyes is None:
        return None, ()
    return _known_of(eyes), (_scale_note(view, eyes),)


def _agree(one: ScaleFinding, other: ScaleFinding) -> bool:
    return abs(float(np.log(one.px_per_mm / other.px_per_mm))) < _STRANGE_MARKER


def _eye_scale(photo: Photo, face: FaceFinding | None) -> ScaleFinding | None:
    if face is None or face.status != "found":
        return None
    return propose_scale(face.faces[0], focal_px=focal_of_exif(photo))


def _marker_scale(photo: Photo, coin: str | None) -> ScaleFinding | None:
    pixels = bytes_of_photo(photo.srgb)
    shrink = min(1.0, MARKER_SIDE_PX / max(pixels.shape[:2]))
    if min(pixels.shape[:2]) * shrink < LEAST_FACE_PX:
        return None
    if shrink < 1.0:
        small = cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        pixels = np.asarray(small, dtype=np.uint8)
    found = find_markers(pixels, coin=coin)
    if not found:
        return None
    focal = focal_of_exif(photo)
    marker = with_fields(found[0], px_per_mm=found[0].px_per_mm / shrink)
    return scale_of_marker(marker, focal_px=focal)


def _known_of(finding: ScaleFinding) -> _Known:
    error = min(finding.centre_error_percent, 100.0)
    return _Known(finding.centre_px_per_mm, Scale(source=finding.source, error_percent=error))


_SOURCE_WORDS = {
    "marker": "View '{view}': {scale:.2f} px/mm at a thing of known size, ±{error:.0f} %.",
    "iris": "View '{view}': {scale:.2f} px/mm at the eyes, from iris and pupils, ±{error:.0f} %.",
    "pupils": "View '{view}': {scale:.2f} px/mm at the eyes, from the pupils, ±{error:.0f} %.",
}


def _scale_note(view: View, finding: ScaleFinding) -> Note:
    error = finding.centre_error_percent
    words = _SOURCE_WORDS[finding.source]
    sentence = Sentence(words, view=view.id, scale=finding.px_per_mm, error=error)
    return Note("scale", sentence, scale_confidence(error))


def scale_confidence(error_percent: float) -> float:
    """Give how sure a scale of some error is: 1 without error, a half at 10 % (chosen)."""
    return float(1.0 / (1.0 + (error_percent / 10.0) ** 1.5))


def _read_head(
    photo: Photo,
    view: View,
    known: _Known | None,
    face: FaceFinding | None,
    notes: tuple[Note, ...],
    axes_mm: Vec3 | None,
) -> ViewReading:
    is_one = face is not None and face.status == "found"
    landmarks = face.faces[0].points_px if face is not None and is_one else NO_LANDMARKS
    find = partial(
        find_head_camera,
        photo,
        view.side,
        landmarks=landmarks,
        said=HandHints(view.landmarks),
        semi_axes_mm=axes_mm,
    )
    found = find(px_per_mm=None if known is None else known.px_per_mm)
    if known is not None and known.scale.source == "marker" and not is_one:
        free = find()
        if _is_strange(known, free):
            known, found, notes = None, free, (_strange_note(view),)
    lost = found.miss_mm is None
    scale = found.scale if known is None or (lost and not is_one) else known.scale
    if known is None:
        notes = (*notes, _outline_note(view, scale, lost=lost))
    return ViewReading(
        view=view,
        photo=photo,
        camera=found.camera,
        scale=scale,
        face=face,
        outline_found=not lost,
        swollen=known is not None and axes_mm is None and _is_swollen(found.camera),
        notes=(*notes, *_face_notes(view, face)),
        landmarks=found.landmarks,
    )


def _is_strange(known: _Known, free: HeadFinding) -> bool:
    ratio = known.px_per_mm / mean_px_per_mm(free.camera)
    return free.miss_mm is not None and abs(float(np.log(ratio))) > _STRANGE_MARKER


def _is_swollen(camera: HeadCamera) -> bool:
    usual = np.array([77.0, 77.0, 100.0])
    return bool(np.max(np.log(np.asarray(camera.semi_axes_mm) / usual)) > _SWOLLEN)


def _strange_note(view: View) -> Note:
    sentence = Sentence(
        "View '{view}': what looks like a card doesn't fit the head; it is not used.",
        view=view.id,
    )
    return Note("scale", sentence, 0.5)


def _outline_note(view: View, scale: Scale, *, lost: bool) -> Note:
    if lost:
        sentence = Sentence(
            "View '{view}': nothing of known size was found; the scale is unknown.",
            view=view.id,
        )
        return Note("scale", sentence, 0.1)
    sentence = Sentence(
        "View '{view}': scale from the breadth of the head, ±{error:.0f} %.",
        view=view.id,
        error=scale.error_percent,
    )
    return Note("scale", sentence, scale_confidence(scale.error_percent))


def _face_notes(view: View, face: FaceFinding | None) -> tuple[Note, ...]:
    # Of no face, or several, the doubts about the photo tell.
    if face is None or face.status in ("none", "several"):
        return ()
    sure = 0.8 if face.status == "found" else 0.3
    return tuple(
        Note("face", Sentence("View '{view}': {doubts}", view=view.id, doubts=joined(text)), sure)
        for text in face.notes
    )
