"""Propose a head camera for a photo of a named side, or set one by hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smp_sim.document.proposal.head_fit import (
    AXES_MM,
    DISTANCE_MM,
    FitAnswer,
    FitTask,
    HeadPose,
    best_fit,
)
from smp_sim.document.proposal.head_outline import HeadOutline, find_outlines
from smp_sim.document.proposal.side_presets import (
    NO_TURN,
    Turn,
    preset_rotation,
    rotation_of,
    turn_from_preset,
    turned_rotation,
)
from smp_sim.model.camera import FlatCamera, HeadCamera, Scale, Side
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM
from smp_sim.model.units import Vec2, Vec3, limits_of
from smp_sim.render.camera_geometry import axes_of, head_centre_px, mean_px_per_mm
from smp_sim.render.products import Photo

Floats = NDArray[np.float64]

#: Diagonal of the 36 × 24 mm frame that EXIF's 35-mm focal length refers to.
FRAME_DIAGONAL_MM = 43.267

#: Error of the scale by its source, in %. A given scale: assumed. Head breadth: the spread of
#: heads (3.6 %, ANSUR II), hair and the guessed distance together (8.2 % measured on portraits).
GIVEN_ERROR_PERCENT = 3.0
BREADTH_ERROR_PERCENT = 8.0
UNKNOWN_ERROR_PERCENT = 25.0

#: An outline that misses the best ellipsoid by more than this is no head; assumed from portraits
#: that fit by eye (all below 4 mm).
WORST_MISS_MM = 6.0


def propose_camera(
    photo: Photo, side: Side, *, px_per_mm: float | None = None
) -> tuple[HeadCamera, Scale]:
    """Propose the head camera of a photo from the outline of the head in it.

    The outline gives position and scale; yaw and pitch stay near the side's preset.

    Parameters
    ----------
    photo : the upright picture.
    side : which side of the head it shows; not ``flat``.
    px_per_mm : scale across the line of sight at the head's centre, where it is known; it is held.

    Returns
    -------
    camera : always a usable one; a centred head where no outline was found.
    scale : source ``given``, ``head-breadth`` or ``uncalibrated``, with its error in %.

    Raises
    ------
    ValueError
        For ``flat`` (a fault of the program).
    """
    answer = _fit_outlines(photo, side, px_per_mm or 0.0)
    if answer is None:
        return _centred_camera(photo, side, px_per_mm), _scale_of(px_per_mm, found=False)
    rotation = rotation_of(answer.pose.turn_rad) @ preset_rotation(side)
    camera = _camera_of_pose((photo.width, photo.height), answer.pose, rotation)
    return camera, _scale_of(px_per_mm, found=True)


def _scale_of(px_per_mm: float | None, *, found: bool) -> Scale:
    if px_per_mm is not None:
        return Scale(source="given", error_percent=GIVEN_ERROR_PERCENT)
    if found:
        return Scale(source="head-breadth", error_percent=BREADTH_ERROR_PERCENT)
    return Scale(source="uncalibrated", error_percent=UNKNOWN_ERROR_PERCENT)


def _fit_outlines(photo: Photo, side: Side, px_per_mm: float) -> FitAnswer | None:
    """Fit seed after seed until an outline looks like a head."""
    for outline in find_outlines(photo):
        answer = best_fit(
            _task_of(photo, side, outline, px_per_mm),
            circle_px=outline.circle_px,
            top_px=outline.top_px,
        )
        if answer is not None and answer.miss_mm <= WORST_MISS_MM:
            return answer
    return None


def _task_of(photo: Photo, side: Side, outline: HeadOutline, px_per_mm: float) -> FitTask:
    return FitTask(
        outline_px=outline.points_px,
        preset=preset_rotation(side),
        picture_centre_px=(photo.width / 2.0, photo.height / 2.0),
        focal_px=focal_of_exif(photo),
        px_per_mm=px_per_mm,
    )


def focal_of_exif(photo: Photo) -> float:
    """Give the focal length in px from the 35-mm focal length, 0 where the photo tells none."""
    diagonal_px = float(np.hypot(photo.width, photo.height))
    return max(photo.focal_35mm, 0.0) / FRAME_DIAGONAL_MM * diagonal_px


def _camera_of_pose(size_px: tuple[int, int], pose: HeadPose, rotation: Floats) -> HeadCamera:
    """Stand the camera so that the head's centre falls where the pose says."""
    middle = np.array(size_px) / 2.0
    focal = pose.px_per_mm * pose.distance_mm
    u, v = (pose.centre_px - middle) / focal
    eye = -rotation.T @ (pose.distance_mm * np.array([u, -v, -1.0]))
    return HeadCamera(
        width=size_px[0],
        height=size_px[1],
        position_mm=_vec3(eye),
        right=_vec3(rotation[0]),
        up=_vec3(rotation[1]),
        focal_px=float(np.clip(focal, 10.0, 1e7)),
        centre_px=(float(middle[0]), float(middle[1])),
        semi_axes_mm=_vec3(pose.axes_mm),
    )


def _vec3(values: Floats) -> Vec3:
    return float(values[0]), float(values[1]), float(values[2])


def _centred_camera(photo: Photo, side: Side, px_per_mm: float | None) -> HeadCamera:
    """Give the preset with the head in the middle, 40 % of the short side wide."""
    size = (photo.width, photo.height)
    scale = px_per_mm or 0.4 * min(size) / (2.0 * AXES_MM[0])
    centre = (0.5 * size[0], 0.45 * size[1])
    return manual_camera(size, HeadHandles(side, centre, float(scale)))


@dataclass(frozen=True, slots=True)
class HeadHandles:
    """What a person moves to set a head camera by hand.

    ``side`` the preset, not ``flat``; ``centre_px`` where the head's centre falls, x and y;
    ``px_per_mm`` across the line of sight at the head's centre; ``turn`` of the camera away from
    the preset; ``distance_mm`` depth of the head's centre before the eye; ``semi_axes_mm`` half
    breadth, height and length of the head.
    """

    side: Side
    centre_px: Vec2
    px_per_mm: float
    turn: Turn = NO_TURN
    distance_mm: float = DISTANCE_MM
    semi_axes_mm: Vec3 = DEFAULT_SEMI_AXES_MM


def manual_camera(size_px: tuple[int, int], handles: HeadHandles) -> HeadCamera:
    """Set a head camera by hand, for a photo of ``size_px`` width and height.

    The principal point is the picture's middle. The scale is clamped to its declared limits.
    """
    scale = limits_of(FlatCamera, "px_per_mm").clamped(handles.px_per_mm)
    sizes = [np.log(scale), np.log(handles.distance_mm), *handles.semi_axes_mm]
    pose = HeadPose(np.array([0.0, 0.0, 0.0, *handles.centre_px, *sizes]))
    return _camera_of_pose(size_px, pose, turned_rotation(handles.side, handles.turn))


def handles_of(camera: HeadCamera, side: Side) -> HeadHandles:
    """Read a camera back as handles on a side's preset; undoes ``manual_camera``."""
    axes = axes_of(camera)
    eye = np.asarray(camera.position_mm) - np.asarray(camera.head_centre_mm)
    return HeadHandles(
        side=side,
        centre_px=head_centre_px(camera),
        px_per_mm=mean_px_per_mm(camera),
        turn=turn_from_preset(side, np.stack(axes)),
        distance_mm=float(axes.toward @ eye),
        semi_axes_mm=camera.semi_axes_mm,
    )
