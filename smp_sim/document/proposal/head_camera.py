"""Propose a head camera for a photo of a named side, or set one by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smp_sim.document.progress_report import Progress, unheard
from smp_sim.document.proposal.face_points import FaceFinding, choose_face, find_faces
from smp_sim.document.proposal.head_fit import (
    DISTANCE_MM,
    LANDMARK_SIGMA_MM,
    FitAnswer,
    FitTask,
    HeadPose,
    best_fit,
)
from smp_sim.document.proposal.head_outline import (
    HeadOutline,
    Seed,
    find_outlines,
    holds_points,
    same_mask,
    seed_of_camera,
)
from smp_sim.document.proposal.outline_cues import nose_landmark, with_cues
from smp_sim.document.proposal.side_presets import (
    NO_TURN,
    Turn,
    preset_rotation,
    turn_from_preset,
    turned_rotation,
)
from smp_sim.model.camera import FlatCamera, HeadCamera, Scale, Side
from smp_sim.model.case import Landmark, LandmarkName
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM, LANDMARKS_MM
from smp_sim.model.units import Vec2, Vec3, limits_of
from smp_sim.render.camera_geometry import axes_of, head_centre_px, mean_px_per_mm
from smp_sim.render.products import Photo

Floats = NDArray[np.float64]

#: A fit's cost below which no other seed is tried: portraits and drawn heads whose masks were right
#: cost 3 to 16 (front, side), wrong masks 20 and more.
GOOD_COST = 18.0

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

#: An outline that two seeds agree on is taken below this miss (measured: right masks from above
#: miss by up to 4 mm, as ears and brows are in them).
FAIR_MISS_MM = 4.2

#: No face point is known.
NO_LANDMARKS: Mapping[LandmarkName, Vec2] = MappingProxyType({})
NOWHERE_PX = np.empty((0, 2))

#: How far found points stray from the mean head's, mm. The network puts mouth and nose where a
#: frontal face has them: from above 4 mm off, opposite ways (measured on drawn heads).
POINT_SIGMA_MM: Mapping[str, float] = MappingProxyType({"pupil": 4.0, "mouth": 9.0})

#: How well a person puts a landmark where it is, and the mean head's where this one's is, mm:
#: assumed; with 2 or 5 the turn of drawn heads comes out within half a degree of this.
HAND_SIGMA_MM = 3.0

#: Sides that show the whole face, and the smallest photo in which one is looked for.
FACE_SIDES: tuple[Side, ...] = ("front", "front-high", "threequarter-left", "threequarter-right")
LEAST_FACE_PX = 60


@dataclass(frozen=True, slots=True)
class HandHints:
    """What a person said about the head in a photo.

    ``landmarks`` of the view: those set by hand count before any that are found. ``guide`` is a
    camera whose head was laid roughly over the one in the photo: the head, and among several faces
    the client's, are looked for inside it alone.
    """

    landmarks: tuple[Landmark, ...] = ()
    guide: HeadCamera | None = None

    @property
    def client_px(self) -> Vec2 | None:
        """Where the client's face is, among several: under the cap, or at landmarks of before."""
        if self.guide is not None:
            return head_centre_px(self.guide)
        if not self.landmarks:
            return None
        x, y = np.mean([mark.at_px for mark in self.landmarks], axis=0)
        return float(x), float(y)


class HeadFinding(NamedTuple):
    """A proposed camera and scale; ``miss_mm`` how far the outline strays from the ellipsoid's.

    ``miss_mm`` is None where no outline of a head was found: the camera then is a centred guess.
    ``landmarks`` are those that the camera was laid by.
    """

    camera: HeadCamera
    scale: Scale
    miss_mm: float | None
    landmarks: tuple[Landmark, ...] = ()


def find_head_camera(  # noqa: PLR0913 - a photo, its side, and what is known of the head
    photo: Photo,
    side: Side,
    *,
    px_per_mm: float | None = None,
    landmarks: Mapping[LandmarkName, Vec2] | None = None,
    semi_axes_mm: Vec3 | None = None,
    said: HandHints | None = None,
    progress: Progress = unheard,
) -> HeadFinding:
    """Propose the head camera of a photo from the outline of the head in it.

    The outline gives position and scale, face points the rotation; without them yaw and pitch stay
    near the side's preset. The camera is always a usable one; without an outline a centred head.

    Parameters
    ----------
    photo : the upright picture.
    side : which side of the head it shows; not ``flat``.
    px_per_mm : scale across the line of sight at the head's centre, where it is known; it is held.
    landmarks : pixels (x, y) of points named in ``LANDMARKS_MM`` (pupils, nose tip, mouth corners,
        ears), each optional; no point that the view hides. None looks for the one face in photos
        of a side that shows it whole.
    semi_axes_mm : the head's semi-axes where other photos told them; they are held.
    said : what a person has said about the head in this photo.
    progress : told at each outline that is tried.

    Returns
    -------
    HeadFinding
        The scale's source is ``given``, ``head-breadth`` or ``uncalibrated``, its error in %.

    Raises
    ------
    ValueError
        For ``flat`` (a fault of the program).
    Cancelled
        Where ``progress`` gives the work up.
    """
    said = said or HandHints()
    guide = said.guide
    seen = find_landmarks(photo, side, said.client_px) if landmarks is None else landmarks
    marks = merged_landmarks(seen, said.landmarks)
    base = replace(_base_task(photo, side, px_per_mm or 0.0, marks), axes_mm=semi_axes_mm)
    seed = None if guide is None else seed_of_camera(guide)
    fitted = _fit_outlines(photo, base, side, seed, progress)
    if fitted is None:
        camera = _centred_camera(photo, side, px_per_mm, semi_axes_mm or DEFAULT_SEMI_AXES_MM)
        return HeadFinding(camera, _scale_of(px_per_mm, found=False), None, said.landmarks)
    answer, outline = fitted
    camera = camera_of_pose((photo.width, photo.height), answer.pose, answer.rotation)
    nose = nose_landmark(outline, side, answer.pose.px_per_mm)
    marks = merged_landmarks(nose, marks) if len(seen) == 0 else marks
    return HeadFinding(camera, _scale_of(px_per_mm, found=True), answer.miss_mm, marks)


def merged_landmarks(
    found: Mapping[LandmarkName, Vec2], pinned: Sequence[Landmark]
) -> tuple[Landmark, ...]:
    """Give what was found and what a person set, which stands before it."""
    kept = tuple(mark for mark in pinned if mark.by_hand)
    names = {mark.name for mark in kept}
    fresh = (Landmark(name=name, at_px=at) for name, at in found.items() if name not in names)
    return (*fresh, *kept)


def _scale_of(px_per_mm: float | None, *, found: bool) -> Scale:
    if px_per_mm is not None:
        return Scale(source="given", error_percent=GIVEN_ERROR_PERCENT)
    if found:
        return Scale(source="head-breadth", error_percent=BREADTH_ERROR_PERCENT)
    return Scale(source="uncalibrated", error_percent=UNKNOWN_ERROR_PERCENT)


def _fit_outlines(
    photo: Photo, base: FitTask, side: Side, guide: Seed | None, progress: Progress
) -> tuple[FitAnswer, HeadOutline] | None:
    """Fit seed after seed until an outline fits a head well; else give the best that fits one.

    An outline that holds the face beats one that doesn't, whatever their costs.
    """
    best: tuple[bool, float, FitAnswer, HeadOutline] | None = None
    before: HeadOutline | None = None
    for tried, outline in enumerate(find_outlines(photo, _face_seed(photo, base), guide)):
        progress(1.0 - 0.8 ** (tried + 1), "")  # nobody knows how many are needed
        # Two seeds that end at the same mask, which fits fairly, have said all there is to say.
        if best is not None and before is not None and same_mask(outline, before):
            if best[2].miss_mm <= FAIR_MISS_MM:
                break
            continue
        before, holds = outline, holds_points(outline, base.landmarks_px)
        answer = _fit_outline(outline, base if holds else _without_landmarks(base), side)
        if answer is None:
            continue
        if best is None or (not holds, answer.cost) < best[:2]:
            best = (not holds, answer.cost, answer, outline)
        if best[0] is False and best[1] <= GOOD_COST:
            break
    return None if best is None else best[2:]


def _without_landmarks(task: FitTask) -> FitTask:
    """Give the fit only the landmarks that a person set."""
    kept = task.landmarks_sigma_mm <= HAND_SIGMA_MM
    return replace(
        task,
        landmarks_mm=task.landmarks_mm[kept],
        landmarks_px=task.landmarks_px[kept],
        landmarks_sigma_mm=task.landmarks_sigma_mm[kept],
    )


def _fit_outline(outline: HeadOutline, base: FitTask, side: Side) -> FitAnswer | None:
    task = with_cues(replace(base, outline_px=outline.points_px), outline, side)
    answer = best_fit(task, circle_px=outline.circle_px, top_px=outline.top_px)
    return answer if answer is not None and answer.miss_mm <= WORST_MISS_MM else None


def find_landmarks(
    photo: Photo, side: Side, near_px: Vec2 | None = None
) -> Mapping[LandmarkName, Vec2]:
    """Find the points of the one face in a photo; none where there is no face, or several.

    Of several faces the one at ``near_px`` is taken, where that is given.
    """
    finding = find_side_faces(photo, side)
    chosen = None if finding is None else choose_face(finding, near_px)
    return chosen.faces[0].points_px if chosen and chosen.status == "found" else NO_LANDMARKS


def find_side_faces(photo: Photo, side: Side) -> FaceFinding | None:
    """Find the faces in a photo of a side that shows the whole face, None for other sides.

    In profile the network makes the far eye up, so those are not searched, nor tiny photos.
    """
    if side not in FACE_SIDES or min(photo.width, photo.height) < LEAST_FACE_PX:
        return None
    pixels = photo.srgb // 257 if photo.srgb.dtype == np.uint16 else photo.srgb
    return find_faces(np.asarray(pixels, dtype=np.uint8))


def _face_seed(photo: Photo, task: FitTask) -> Seed | None:
    """Give the seed of a head round a face: where the usual framing misses it."""
    if len(task.landmarks_px) < 5:
        return None
    low, high = task.landmarks_px.min(axis=0), task.landmarks_px.max(axis=0)
    # Pupils to mouth is about 67 mm, and the seed 140 mm by 210 mm about a place above the eyes.
    tall = float(high[1] - low[1])
    short = float(min(photo.width, photo.height))
    x, y = float(low[0] + high[0]) / 2.0, float(low[1]) - 0.15 * tall
    return x / photo.width, y / photo.height, 1.05 * tall / short, 1.55 * tall / short


def _base_task(
    photo: Photo, side: Side, px_per_mm: float, landmarks: Sequence[Landmark]
) -> FitTask:
    """Give the fit all but the outline."""
    return FitTask(
        outline_px=NOWHERE_PX,
        preset=preset_rotation(side),
        picture_centre_px=(photo.width / 2.0, photo.height / 2.0),
        focal_px=focal_of_exif(photo),
        px_per_mm=px_per_mm,
        landmarks_mm=np.array([LANDMARKS_MM[mark.name] for mark in landmarks]).reshape(-1, 3),
        landmarks_px=np.array([mark.at_px for mark in landmarks]).reshape(-1, 2),
        landmarks_sigma_mm=np.array([landmark_sigma_mm(mark) for mark in landmarks]),
    )


def landmark_sigma_mm(mark: Landmark) -> float:
    """Give how far a landmark strays from the mean head's, mm."""
    if mark.by_hand:
        return HAND_SIGMA_MM
    found = (mm for part, mm in POINT_SIGMA_MM.items() if mark.name.startswith(part))
    return next(found, LANDMARK_SIGMA_MM)


def focal_of_exif(photo: Photo) -> float:
    """Give the focal length in px from the 35-mm focal length, 0 where the photo tells none."""
    diagonal_px = float(np.hypot(photo.width, photo.height))
    return max(photo.focal_35mm, 0.0) / FRAME_DIAGONAL_MM * diagonal_px


def camera_of_pose(
    size_px: tuple[int, int], pose: HeadPose, rotation: Floats, middle_px: Vec2 | None = None
) -> HeadCamera:
    """Stand a camera of rotation (3, 3) so that the head's centre falls where the pose says.

    ``middle_px`` is its principal point, the picture's middle where none is given.
    """
    middle = np.array(size_px) / 2.0 if middle_px is None else np.array(middle_px)
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


def _centred_camera(
    photo: Photo, side: Side, px_per_mm: float | None, semi_axes_mm: Vec3
) -> HeadCamera:
    """Give the preset with the head in the middle, 40 % of the short side wide."""
    size = (photo.width, photo.height)
    scale = px_per_mm or 0.4 * min(size) / (2.0 * semi_axes_mm[0])
    centre = (0.5 * size[0], 0.45 * size[1])
    return manual_camera(size, HeadHandles(side, centre, float(scale), semi_axes_mm=semi_axes_mm))


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
    return camera_of_pose(size_px, pose, turned_rotation(handles.side, handles.turn))


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
