"""Who the sample client is: tone, hair loss, stubble and shape, from one seed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.client import HairColour
from smp_sim.model.errors import PlanError
from smp_sim.model.hair_growth import HairCurl, WhorlTurn
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM
from smp_sim.model.units import Vec3
from smp_sim.render.head_geometry import fibonacci_sphere, unit
from smp_sim.render.sample_head.mouth import LipStyle
from smp_sim.render.sample_head.shape import SKULL_RELIEF, HeadShape

Floats = NDArray[np.float64]

#: What the client has besides pattern loss, see :mod:`smp_sim.render.sample_head.conditions`.
Condition = Literal[
    "none", "fut-scar", "fue-scars", "injury", "burn", "areata", "totalis",
    "universalis", "vitiligo", "vitiligo-beard", "grafts",
]  # fmt: skip

LossGrade = Literal[
    "2", "3", "3v", "3a", "4", "4a", "5", "5a", "6", "7",
    "ludwig-1", "ludwig-2", "ludwig-3",
    "sinclair-2", "sinclair-3", "sinclair-4", "sinclair-5", "diffuse",
    "none",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SampleHead:
    """A synthetic client.

    ``skin_tone`` 1 to 6, the classes very light to dark of the individual typology angle;
    ``skin_ita_deg`` overrides it with an angle in degrees. ``norwood`` is a Norwood grade
    ("2" to "7", "3v", A variants), a Ludwig or Sinclair grade, "diffuse" or "none". Stubble is in
    hairs per cm² of true skin where nothing is lost; ``stubble_mm`` is its mean length above the
    skin. ``shape_variation`` scales how far this head departs from the mean one (0 = the mean
    head). ``condition`` is a scar, a patch or old grafts on top of the loss; "universalis" has
    no brow, lash or beard either. ``lips``
    other than "plain" are drawn finely, for close-ups: full ones, dark ones, or with a closed
    cleft on the client's left. With a ``hair_curl`` stubble grows as a plan's dots do, round a
    whorl that turns as ``whorl`` says, and winds as such hair; unknown, it grows straight out of
    the whorl.
    """

    skin_tone: int = 2
    skin_ita_deg: float | None = None
    norwood: LossGrade = "6"
    seed: int = 1
    semi_axes_mm: Vec3 = DEFAULT_SEMI_AXES_MM
    shape_variation: float = 1.0
    hair_colour: HairColour = "dark-brown"
    side_hairs_per_cm2: float = 150.0
    back_hairs_per_cm2: float = 160.0
    top_hairs_per_cm2: float = 165.0
    beard_hairs_per_cm2: float = 60.0
    stubble_mm: float = 0.6
    condition: Condition = "none"
    lips: LipStyle = "plain"
    hair_curl: HairCurl = "unknown"
    whorl: WhorlTurn = "clockwise"

    def __post_init__(self) -> None:
        """Refuse what can't be drawn.

        Raises
        ------
        PlanError
            Naming the field that is out of range.
        """
        tone, grade, colour = self.skin_tone, self.norwood, self.hair_colour
        ita = self.skin_ita_deg
        _require(holds=1 <= tone <= 6, what="Must be 1 to 6.", where="skin_tone")
        known = ita is None or -90.0 <= ita <= 90.0
        _require(holds=known, what="Must be -90 to 90 degrees.", where="skin_ita_deg")
        _require(holds=grade in get_args(LossGrade), what="No such grade.", where="norwood")
        has = self.condition in get_args(Condition)
        _require(holds=has, what="No such condition.", where="condition")
        _require(holds=self.lips in get_args(LipStyle), what="No such lips.", where="lips")
        _require(holds=colour in get_args(HairColour), what="No such colour.", where="hair_colour")
        curl = self.hair_curl
        _require(holds=curl in get_args(HairCurl), what="No such curl.", where="hair_curl")
        _require(holds=self.whorl in get_args(WhorlTurn), what="No such turn.", where="whorl")
        _require(holds=self.seed >= 0, what="Can't be negative.", where="seed")
        sound = all(40.0 <= axis <= 160.0 for axis in self.semi_axes_mm)
        _require(holds=sound, what="Must be 40 to 160 mm.", where="semi_axes_mm")
        varied = 0.0 <= self.shape_variation <= 2.0
        _require(holds=varied, what="Must be 0 to 2.", where="shape_variation")
        grown = 0.1 <= self.stubble_mm <= 3.0
        _require(holds=grown, what="Must be 0.1 to 3 mm.", where="stubble_mm")
        dense = all(0.0 <= density <= 400.0 for density in self.densities)
        _require(holds=dense, what="Must be 0 to 400 hairs per cm².", where="hairs_per_cm2")

    @property
    def densities(self) -> tuple[float, float, float, float]:
        """Hairs per cm²: sides, back, top, beard."""
        return (
            self.side_hairs_per_cm2,
            self.back_hairs_per_cm2,
            self.top_hairs_per_cm2,
            self.beard_hairs_per_cm2,
        )


def _require(*, holds: bool, what: str, where: str) -> None:
    if not holds:
        raise PlanError(what, where=f"sample head, {where}")


def rng_of(head: SampleHead, purpose: int) -> np.random.Generator:
    """Give the generator of one purpose, so that purposes don't disturb each other."""
    return np.random.default_rng([head.seed, purpose])


def shape_of(head: SampleHead) -> HeadShape:
    """Build the head's true surface and move the scalp's best ellipsoid to the origin."""
    rng = rng_of(head, 1)
    spread = 0.25 * head.shape_variation
    relief = tuple(float(row[1] * (1 + spread * rng.standard_normal())) for row in SKULL_RELIEF)
    lean = (0.9 * head.shape_variation, float(rng.uniform(0.0, 2 * np.pi)))
    shape = HeadShape(head.semi_axes_mm, relief, lean, lips=head.lips)
    return _settled(shape, head.semi_axes_mm)


def _settled(shape: HeadShape, wanted_mm: Vec3) -> HeadShape:
    """Move and stretch the skull until the scalp's best ellipsoid is the wanted one, centred."""
    for _ in range(5):
        centre, axes = fit_scalp(shape)
        offset = np.asarray(shape.offset_mm) + centre
        stretched = np.asarray(shape.semi_axes_mm) + np.subtract(wanted_mm, axes)
        shape = replace(shape, offset_mm=as_vec(offset), semi_axes_mm=as_vec(stretched))
    return shape


def as_vec(values: Floats) -> Vec3:
    """Give three numbers as a plain tuple."""
    x, y, z = (float(v) for v in values)
    return x, y, z


def scalp_places(shape: HeadShape, *, count: int = 3000) -> tuple[Floats, Floats]:
    """Give places (N, 3) of the bare scalp, evenly spread over directions, and their areas.

    The scalp here is what lies above a line from the brow (y = 5 mm) over the ear to the
    occiput (y = -20 mm), the region that a camera fit sees (rim of the ellipsoid).

    Returns
    -------
    places : (N, 3) float64, mm. areas : (N,) float64, mm² of true surface for each of them.
    """
    u = fibonacci_sphere(count)
    u = u[u[:, 1] > -0.25]
    places, normals = surface_along(shape, u)
    lowest = np.interp(places[:, 2], [-90.0, -50.0, -20.0], [-20.0, -8.0, 5.0])
    keep = places[:, 1] > lowest
    solid = 4 * np.pi / count
    tilt = np.einsum("ni,ni->n", normals, u)
    area = solid * np.sum(places**2, axis=1) / np.maximum(tilt, 0.2)
    return places[keep], area[keep]


def surface_along(shape: HeadShape, directions: Floats) -> tuple[Floats, Floats]:
    """Give where directions (N, 3) leave head and neck (ears aside), and the normals there."""
    u = np.asarray(directions.T, dtype=np.float32)
    radius = 1.0 / np.sqrt(np.sum((u.T / np.asarray(shape.semi_axes_mm)) ** 2, axis=1))
    radius = np.where(u[1] < -0.3, np.maximum(radius, 120.0), radius).astype(np.float32)
    moving = np.arange(radius.size)
    for _ in range(12):
        gap = shape.bare_distance(u[:, moving] * radius[moving])
        radius[moving] -= np.float32(0.97) * gap
        moving = moving[np.abs(gap) > 0.01]
    normals = bare_normals(shape, u * radius)
    return np.asarray((u * radius).T, dtype=np.float64), normals


def bare_normals(shape: HeadShape, places_mm: NDArray[np.float32]) -> Floats:
    """Give the unit normals (N, 3) of head and neck at places (3, N), ears aside."""
    corners = np.array([[1, -1, -1], [-1, -1, 1], [-1, 1, -1], [1, 1, 1]], np.float32)
    slope = np.zeros_like(places_mm)
    for corner in corners:
        slope += corner[:, None] * shape.bare_distance(
            places_mm + np.float32(0.2) * corner[:, None]
        )
    return unit(slope.T)


def fit_scalp(shape: HeadShape) -> tuple[Floats, Vec3]:
    """Fit an upright ellipsoid to the scalp: Gauss-Newton on the distance, weighted by area.

    Returns
    -------
    centre : (3,) float64, mm, in the frame of the points given to the shape.
    semi_axes : (a, b, c) mm.
    """
    places, area = scalp_places(shape)
    weight = np.sqrt(area / area.sum())
    guess = np.array([0.0, 0.0, 0.0, *shape.semi_axes_mm])
    for _ in range(8):
        miss = ellipsoid_miss(places, guess)
        slopes = [ellipsoid_miss(places, guess + 0.01 * e) - miss for e in np.eye(6)]
        jacobian = np.stack(slopes, axis=1) / 0.01 * weight[:, None]
        guess = guess - np.linalg.lstsq(jacobian, miss * weight)[0]
    return guess[:3], as_vec(guess[3:])


def ellipsoid_miss(places_mm: Floats, centre_and_axes: Floats) -> Floats:
    """Give how far (N,) places lie outside an ellipsoid, mm, to first order."""
    q = (places_mm - centre_and_axes[:3]) / centre_and_axes[3:]
    level = np.linalg.norm(q, axis=1)
    return np.asarray(level * (level - 1.0) / np.linalg.norm(q / centre_and_axes[3:], axis=1))
