"""One landmark put right by hand, after which the head's camera follows.

The head keeps the outline that it has in the photo; what landmarks were found there, and above all
those set by hand, turn it. Takes milliseconds, so that a drag can be followed.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

import numpy as np
from msgspec.structs import replace

from smp_sim.document.proposal.head_camera import camera_of_pose, landmark_sigma_mm
from smp_sim.document.proposal.head_fit import FitTask, HeadPose, fit_pose
from smp_sim.document.proposal.outline_cues import LEAST_FACE_POINTS, TIPPED_TURN_SIGMA_DEG
from smp_sim.model.camera import HeadCamera, Side
from smp_sim.model.case import Landmark, LandmarkName
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM, LANDMARKS_MM
from smp_sim.model.units import Vec2, Vec3
from smp_sim.render.camera_geometry import (
    axes_of,
    head_centre_px,
    mean_px_per_mm,
    project_places,
)
from smp_sim.render.pixel_geometry import rim_radii
from smp_sim.render.products import Floats

#: Spread of the turn that is left where face points have told it, degrees (front and three-quarter
#: cameras of drawn heads: 1 to 8 off).
TOLD_TURN_SIGMA_DEG: Vec3 = (6.0, 6.0, 4.0)

#: Points of the outline that the head keeps.
_OUTLINE_POINTS = 90

#: The landmarks that have handles, and how far toward the camera each must lie to be seen, mm: a
#: nose sticks out under a forehead, the vertex is a place only from above, the occiput from behind.
HANDLE_DEPTHS_MM: MappingProxyType[LandmarkName, float] = MappingProxyType(
    {
        "ear_left": -42.0,
        "ear_right": -42.0,
        "lateral_canthus_left": 30.0,
        "lateral_canthus_right": 30.0,
        "glabella": -10.0,
        "nose_tip": -60.0,
        "vertex": 25.0,
        "occiput": 40.0,
    }
)

#: The handle that tells most about the turn on each side (measured on drawn heads).
TELLING_HANDLE: MappingProxyType[Side, LandmarkName] = MappingProxyType(
    {
        "front": "glabella",
        "front-high": "ear_left",
        "left": "lateral_canthus_left",
        "right": "lateral_canthus_right",
        "threequarter-left": "ear_left",
        "threequarter-right": "ear_right",
        "top": "vertex",
        "back": "occiput",
        "back-high": "vertex",
    }
)


def place_of(name: LandmarkName, camera: HeadCamera) -> Floats:
    """Give where a landmark lies on the camera's head, (3,) mm from its centre."""
    stretch = np.asarray(camera.semi_axes_mm) / np.asarray(DEFAULT_SEMI_AXES_MM)
    return np.asarray(np.asarray(LANDMARKS_MM[name]) * stretch)


def handle_places(camera: HeadCamera, landmarks: Sequence[Landmark]) -> dict[LandmarkName, Vec2]:
    """Give the pixels of all landmarks that can be dragged in a photo, by name.

    One that was found or set lies where it was seen, any other where the head has it.
    """
    toward = axes_of(camera).toward
    known = {mark.name: mark.at_px for mark in landmarks}
    places = {name: place_of(name, camera) for name in HANDLE_DEPTHS_MM}
    seen = [n for n, place in places.items() if place @ toward >= HANDLE_DEPTHS_MM[n]]
    pixels = project_places(camera, np.array([places[name] for name in seen]).reshape(-1, 3))
    return {
        name: known.get(name, (float(x), float(y)))
        for name, (x, y) in zip(seen, pixels, strict=True)
    }


def with_landmark(
    landmarks: Sequence[Landmark], name: LandmarkName, at_px: Vec2
) -> tuple[Landmark, ...]:
    """Give the landmarks with one set by hand."""
    others = tuple(mark for mark in landmarks if mark.name != name)
    return (*others, Landmark(name=name, at_px=at_px, by_hand=True))


def refit_camera(
    camera: HeadCamera, landmarks: Sequence[Landmark], *, holds_scale: bool
) -> HeadCamera:
    """Turn and move a head so that its landmarks fall where they were seen.

    Parameters
    ----------
    camera : the camera so far; its head keeps its size in mm and, within 2 mm, its outline.
    landmarks : of the view; those set by hand count within ``head_camera.HAND_SIGMA_MM``.
    holds_scale : whether the scale is known and stays as it is.

    Returns
    -------
    HeadCamera
        Measured on six drawn heads from every side (``tests/camera_report.py``), two of them as a
        phone takes them: after the handle of ``TELLING_HANDLE`` was put right the turn is 1.8 to
        3.6 degrees off on average.
    """
    answer = fit_pose(_task_of(camera, landmarks, holds_scale=holds_scale), _pose_of(camera))
    size = (camera.width, camera.height)
    refitted = camera_of_pose(size, answer.pose, answer.rotation, camera.centre_px)
    position = np.add(refitted.position_mm, camera.head_centre_mm)
    x, y, z = (float(value) for value in position)
    return replace(refitted, position_mm=(x, y, z), head_centre_mm=camera.head_centre_mm)


def _task_of(camera: HeadCamera, landmarks: Sequence[Landmark], *, holds_scale: bool) -> FitTask:
    marks = tuple(landmarks)
    told = sum(not mark.by_hand for mark in marks) >= LEAST_FACE_POINTS
    return FitTask(
        outline_px=_outline_of(camera),
        preset=np.stack(axes_of(camera)),
        picture_centre_px=camera.centre_px,
        focal_px=camera.focal_px,
        px_per_mm=mean_px_per_mm(camera) if holds_scale else 0.0,
        landmarks_mm=np.array([LANDMARKS_MM[mark.name] for mark in marks]).reshape(-1, 3),
        landmarks_px=np.array([mark.at_px for mark in marks]).reshape(-1, 2),
        landmarks_sigma_mm=np.array([landmark_sigma_mm(mark) for mark in marks]),
        axes_mm=camera.semi_axes_mm,
        turn_sigma_deg=TOLD_TURN_SIGMA_DEG if told else TIPPED_TURN_SIGMA_DEG,
    )


def _outline_of(camera: HeadCamera) -> Floats:
    middle = head_centre_px(camera)
    angles = np.linspace(0.0, 2.0 * np.pi, _OUTLINE_POINTS, endpoint=False)
    radii = rim_radii(camera, middle, angles)[:, None]
    spokes = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    return np.asarray(np.asarray(middle) + radii * spokes)


def _pose_of(camera: HeadCamera) -> HeadPose:
    scale = mean_px_per_mm(camera)
    sizes = [np.log(scale), np.log(camera.focal_px / scale), *camera.semi_axes_mm]
    return HeadPose(np.array([0.0, 0.0, 0.0, *head_centre_px(camera), *sizes]))
