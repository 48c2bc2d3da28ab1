"""Fit a head camera to the outline of a head: tangent cone, robust, with priors.

The outline of an ellipsoid is where the rays from the eye touch it. For a ray d in head axes from
the eye o, with A = diag(1/a², 1/b², 1/c²) and k = o'Ao - 1, the form q = k d'Ad - (d'Ao)² is zero
on the outline and positive outside it (the tangent cone: Hartley & Zisserman 2004, §8.3).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smp_sim.document.proposal.side_presets import rotation_of
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM
from smp_sim.model.units import Vec3

Floats = NDArray[np.float64]

#: Outline noise in mm, and how many independent points a whole outline is worth: its errors
#: (hair, ears, shape of the skull) run along it. Head scans alone suggest 20; on drawn heads 10
#: leaves room for what face points and a corrected handle know, and scales come out better.
OUTLINE_SIGMA_MM = 2.0
OUTLINE_WORTH = 10.0

#: Head axes (breadth, height, length halves) in mm and their spread: ANSUR II breadth
#: 154.3 ± 5.5 and length 199.5 ± 7.0 mm; the height of the dome is assumed from head scans.
AXES_MM = np.array([77.0, 77.0, 100.0])
AXES_SIGMA_MM = np.array([2.75, 3.0, 3.5])

#: Spread in degrees of the rotation away from the preset, about the camera's right, up and toward
#: axes: a looser prior let views from above run away (measured), face points hold a wider one.
TURN_SIGMA_DEG: Vec3 = (7.0, 7.0, 7.0)
FACE_TURN_SIGMA_DEG: Vec3 = (14.0, 14.0, 14.0)

#: How far face points stray from the mean head's, mm, as a Gaussian with long tails (measured on
#: head scans: 5-6 mm).
LANDMARK_SIGMA_MM = 6.0

#: How far all landmarks of a head together sit above or before the mean one's on the skull, mm
#: (assumed: half of what scans show for single ones).
SHARED_SIGMA_MM = 4.0

#: Distance of the eye where the photo tells no focal length: assumed, arm's length to two steps.
DISTANCE_MM = 900.0
DISTANCE_LOG_SIGMA = 0.3
FOCAL_LOG_SIGMA = 0.03

#: How far below the centre the head is still the ellipsoid, by depth: z and lowest y in mm.
#: Lower at the back, the rim belongs to the neck (measured: 25 % of scale).
RIM_Z_MM = np.array([-90.0, -50.0, -20.0])
RIM_LOWEST_MM = np.array([-20.0, -8.0, 5.0])
RIM_SOFT_MM = (16.0, 16.0, 8.0, 8.0)

#: Gauss-Newton rounds for each softness.
NEWTON_ROUNDS = 6


class HeadPose(NamedTuple):
    """What the fit moves, ten numbers.

    ``vector`` (10,): rotation vector (3) in radians, in camera axes, away from the preset; centre
    x, y in px; log px per mm at the centre; log distance in mm; semi-axes (3) in mm.
    """

    vector: Floats

    @property
    def turn_rad(self) -> Floats:
        """Rotation vector (3,)."""
        return self.vector[:3]

    @property
    def centre_px(self) -> Floats:
        """Where the head's centre falls, (2,)."""
        return self.vector[3:5]

    @property
    def px_per_mm(self) -> float:
        """Scale across the line of sight at the head's centre."""
        return float(np.exp(self.vector[5]))

    @property
    def distance_mm(self) -> float:
        """Depth of the head's centre before the eye."""
        return float(np.exp(self.vector[6]))

    @property
    def axes_mm(self) -> Floats:
        """Semi-axes (3,)."""
        return self.vector[7:10]


@dataclass(frozen=True, slots=True)
class FitTask:
    """What the fit knows.

    ``outline_px`` (N, 2); ``preset`` (3, 3) the side's rotation; ``picture_centre_px`` x, y;
    ``focal_px`` and ``px_per_mm`` where they are known, 0 where not; ``landmarks_mm`` (K, 3) points
    of the default head that were seen at ``landmarks_px`` (K, 2), each within
    ``landmarks_sigma_mm`` (K,) of it (all of them ``LANDMARK_SIGMA_MM`` where it is empty);
    ``axes_mm`` the head's semi-axes where other photos told them; ``turn_sigma_deg`` how far the
    camera may stand from ``preset``, about its right, up and toward axes.
    """

    outline_px: Floats
    preset: Floats
    picture_centre_px: tuple[float, float]
    focal_px: float = 0.0
    px_per_mm: float = 0.0
    landmarks_mm: Floats = field(default_factory=lambda: np.empty((0, 3)))
    landmarks_px: Floats = field(default_factory=lambda: np.empty((0, 2)))
    landmarks_sigma_mm: Floats = field(default_factory=lambda: np.empty(0))
    axes_mm: Vec3 | None = None
    turn_sigma_deg: Vec3 = TURN_SIGMA_DEG


@dataclass(frozen=True, slots=True)
class FitAnswer:
    """The pose found, its cost, and the weighted RMS miss of the outline in mm.

    ``rotation`` (3, 3) is the camera's, the pose's turn laid on the task's preset.
    """

    pose: HeadPose
    cost: float
    miss_mm: float
    rotation: Floats


def outline_miss(task: FitTask, pose: HeadPose) -> tuple[Floats, Floats]:
    """Measure how far outline points lie from the pose's own outline.

    Returns
    -------
    miss_mm : (N,) signed, positive outside, in mm at the head's centre (Sampson's first-order
        distance).
    rim_mm : (N, 3) the place on the ellipsoid, head axes, that each outline point belongs to.
    """
    rotation = rotation_of(pose.turn_rad) @ task.preset
    eye, rays = _eye_and_rays(task, pose, rotation)
    inverse = 1.0 / np.square(pose.axes_mm)
    ae, ad = eye * inverse, rays * inverse
    k = eye @ ae - 1.0
    across = rays @ ae
    form = k * np.einsum("ni,ni->n", rays, ad) - across**2
    gradient = 2.0 * (k * ad - across[:, None] * ae) @ rotation.T
    steep = np.maximum(np.hypot(gradient[:, 0], gradient[:, 1]), 1e-9)
    return pose.distance_mm * form / steep, _rim_places(pose.axes_mm, eye, rays)


def _eye_and_rays(task: FitTask, pose: HeadPose, rotation: Floats) -> tuple[Floats, Floats]:
    focal = pose.px_per_mm * pose.distance_mm
    centre = np.asarray(task.picture_centre_px)
    u, v = (pose.centre_px - centre) / focal
    eye = -rotation.T @ (pose.distance_mm * np.array([u, -v, -1.0]))
    xy = (task.outline_px - centre) / focal
    rays = np.column_stack([xy[:, 0], -xy[:, 1], -np.ones(len(xy))]) @ rotation
    return eye, rays


def _rim_places(axes: Floats, eye: Floats, rays: Floats) -> Floats:
    """Give each ray's nearest place to the centre, put on the ellipsoid."""
    o, d = eye / axes, rays / axes
    along = -(d @ o) / np.einsum("ni,ni->n", d, d)
    near = o + along[:, None] * d
    return np.asarray(axes * near / np.maximum(np.linalg.norm(near, axis=1), 1e-9)[:, None])


def rim_weight(rim_mm: Floats, soft_mm: float) -> Floats:
    """Say in [0, 1] how much a rim place (N, 3) belongs to the dome rather than face or neck."""
    lowest = np.interp(rim_mm[:, 2], RIM_Z_MM, RIM_LOWEST_MM)
    return np.asarray(0.5 + 0.5 * np.tanh((rim_mm[:, 1] - lowest) / (2.0 * soft_mm)))


def fit_pose(task: FitTask, start: HeadPose) -> FitAnswer:
    """Fit the pose to the outline from one start (IRLS Gauss-Newton, Cauchy loss).

    The weights of the region are renewed with every softness of :data:`RIM_SOFT_MM`.
    """
    begun, _ = _follow(task, start, start, RIM_SOFT_MM[:2])
    return _answer(task, *_follow(task, begun, start, RIM_SOFT_MM[2:]))


def _follow(
    task: FitTask, pose: HeadPose, start: HeadPose, softness: tuple[float, ...]
) -> tuple[HeadPose, Floats]:
    """Descend once for each softness, near the start; give the pose and the last weights."""
    bounds = _bounds_round(start)
    weight = np.zeros(len(task.outline_px))
    for soft in softness:
        weight = rim_weight(outline_miss(task, pose)[1], soft)
        weight *= OUTLINE_WORTH / len(weight)
        pose = _descend(task, pose, weight, bounds)
    return pose, weight


def _answer(task: FitTask, pose: HeadPose, weight: Floats) -> FitAnswer:
    miss = outline_miss(task, pose)[0]
    spread = np.sqrt(np.sum(weight * np.minimum(miss**2, 400.0)) / max(np.sum(weight), 1e-9))
    # The cost per unit of weight, so that a pose does not win by hiding its outline.
    share = OUTLINE_WORTH / max(float(np.sum(weight)), 1e-9)
    residuals = _residuals(task, pose.vector, weight * share, _landmark_whitening(task))
    rotation = rotation_of(pose.turn_rad) @ task.preset
    return FitAnswer(pose, float(residuals @ residuals), float(spread), rotation)


def _prior_residuals(task: FitTask, vector: Floats) -> Floats:
    turn = vector[:3] / np.radians(task.turn_sigma_deg)
    axes = (vector[7:10] - AXES_MM) / AXES_SIGMA_MM
    rest = [(vector[6] - np.log(DISTANCE_MM)) / DISTANCE_LOG_SIGMA]
    if task.focal_px > 0.0:
        rest = [(vector[5] + vector[6] - np.log(task.focal_px)) / FOCAL_LOG_SIGMA]
    return np.concatenate([turn, axes, rest])


def _descend(
    task: FitTask, pose: HeadPose, weight: Floats, bounds: tuple[Floats, Floats]
) -> HeadPose:
    vector = pose.vector.copy()
    free = np.ones(10, dtype=bool)
    free[5] = task.px_per_mm <= 0.0
    free[7:10] = task.axes_mm is None
    whitening = _landmark_whitening(task)
    for _ in range(NEWTON_ROUNDS):
        step = _newton_step(lambda v: _residuals(task, v, weight, whitening), vector, free)
        vector[free] += step
        vector = np.clip(vector, *bounds)
        if float(np.abs(step).max()) < 1e-4:
            break
    return HeadPose(vector)


def _bounds_round(start: HeadPose) -> tuple[Floats, Floats]:
    """Give the least and greatest pose worth looking at, so that no start can run away."""
    reach = 2.0 * AXES_MM[0] * start.px_per_mm
    span = np.array([0.8, 0.8, 0.8, reach, reach, 0.7, np.inf, 20.0, 20.0, 25.0])
    low, high = start.vector - span, start.vector + span
    low[6], high[6] = np.log(250.0), np.log(4000.0)
    return low, high


def _residuals(task: FitTask, vector: Floats, weight: Floats, whitening: Floats) -> Floats:
    pose = HeadPose(vector)
    outline = _robust(outline_miss(task, pose)[0] / OUTLINE_SIGMA_MM)
    landmarks = _robust(whitening @ landmark_miss(task, pose).ravel())
    return np.concatenate(
        [np.sqrt(weight) * outline, landmarks, _prior_residuals(task, vector)],
    )


def _landmark_whitening(task: FitTask) -> Floats:
    """Give (2K, 2K) that makes the misses of K landmarks independent, each of spread 1.

    A face sits higher or farther forward on its skull than the mean one as a whole, so that all
    landmarks stray together by ``SHARED_SIGMA_MM``, and each by its own spread.
    """
    count = len(task.landmarks_px)
    given = task.landmarks_sigma_mm
    own = np.repeat(given if len(given) else np.full(count, LANDMARK_SIGMA_MM), 2)
    # Where the head's up and forward axes point in the picture (y runs down there).
    shared = np.tile((task.preset[:2, 1:] * [[1.0], [-1.0]]).T, count)
    covariance = np.diag(own**2) + SHARED_SIGMA_MM**2 * shared.T @ shared
    return np.asarray(np.linalg.inv(np.linalg.cholesky(covariance)))


def _robust(r: Floats) -> Floats:
    """Give the signed square root of Cauchy's loss, so that plain Gauss-Newton applies."""
    return np.asarray(np.sign(r) * 2.0 * np.sqrt(np.log1p(r**2 / 4.0)))


def landmark_miss(task: FitTask, pose: HeadPose) -> Floats:
    """Measure how far seen landmarks lie from the pose's own, (K, 2) mm at the head's centre."""
    if len(task.landmarks_px) == 0:
        return np.empty((0, 2))
    rotation = rotation_of(pose.turn_rad) @ task.preset
    eye, _ = _eye_and_rays(task, pose, rotation)
    places = task.landmarks_mm * (pose.axes_mm / DEFAULT_SEMI_AXES_MM)
    seen = (places - eye) @ rotation.T
    focal = pose.px_per_mm * pose.distance_mm
    scale = focal / np.maximum(-seen[:, 2], 1.0)
    pixels = np.stack([seen[:, 0] * scale, -seen[:, 1] * scale], axis=-1)
    return np.asarray(
        (task.landmarks_px - np.asarray(task.picture_centre_px) - pixels) / pose.px_per_mm
    )


def _newton_step(
    residuals: Callable[[Floats], Floats], vector: Floats, free: NDArray[np.bool_]
) -> Floats:
    """Give a Levenberg-damped Gauss-Newton step with a forward-difference Jacobian."""
    base = residuals(vector)
    small = np.array([1e-5, 1e-5, 1e-5, 1e-3, 1e-3, 1e-6, 1e-5, 1e-4, 1e-4, 1e-4])
    columns = []
    for index in np.flatnonzero(free):
        nudged = vector.copy()
        nudged[index] += small[index]
        columns.append((residuals(nudged) - base) / small[index])
    jacobian = np.stack(columns, axis=1)
    normal = jacobian.T @ jacobian
    normal += np.diag(1e-4 * np.diag(normal) + 1e-9)
    step = np.linalg.solve(normal, -jacobian.T @ base)
    limit = np.array([0.15, 0.15, 0.15, np.inf, np.inf, 0.2, 0.3, 6.0, 6.0, 6.0])[free]
    return np.asarray(np.clip(step, -limit, limit))


def start_poses(
    task: FitTask, *, circle_px: tuple[float, float, float], top_px: float
) -> list[HeadPose]:
    """Give the starts: two scales by two heights of the largest circle inside the mask.

    ``circle_px`` x, y, radius; ``top_px`` the mask's top row above the circle's middle.
    """
    x, y, radius = circle_px
    distance = DISTANCE_MM
    axes = np.asarray(task.axes_mm or AXES_MM)
    starts = []
    for factor in (0.9, 1.05):
        scale = task.px_per_mm or factor * radius / axes[0]
        if task.focal_px > 0.0:
            distance = float(np.clip(task.focal_px / scale, 300.0, 3500.0))
        for row in (y, top_px + axes[1] * scale):
            vector = np.array([0, 0, 0, x, row, np.log(scale), np.log(distance), *axes])
            starts.append(HeadPose(vector))
    return starts


def best_fit(
    task: FitTask, *, circle_px: tuple[float, float, float], top_px: float
) -> FitAnswer | None:
    """Fit from every start and keep the cheapest sane answer; None where all ran away.

    A scale outside 0.5 to 1.8 times radius / 77 mm is a runaway (seen in one of 45 portraits).
    """
    begun = []
    for start in start_poses(task, circle_px=circle_px, top_px=top_px):
        pose, weight = _follow(task, start, start, RIM_SOFT_MM[:2])
        begun.append((_answer(task, pose, weight).cost, start, pose))
    # Halfway most starts have met; the two cheapest are followed to their end.
    best = sorted(begun, key=lambda half: half[0])[:2]
    answers = [
        _answer(task, *_follow(task, pose, start, RIM_SOFT_MM[2:])) for _, start, pose in best
    ]
    expected = circle_px[2] / AXES_MM[0]
    sane = [a for a in answers if _is_sane(task, a, expected)]
    return min(sane, key=lambda a: a.cost, default=None)


def _is_sane(task: FitTask, answer: FitAnswer, expected: float) -> bool:
    if not np.all(np.isfinite(answer.pose.vector)):
        return False
    ratio = answer.pose.px_per_mm / expected
    return bool(task.px_per_mm > 0.0 or 0.5 <= ratio <= 1.8)
