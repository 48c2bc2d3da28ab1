"""What pigment leaves of the skin's light, per pixel and channel.

Light crosses the pigment twice, in at one place and out at another::

    R = R_photo · T · (T ⊛ P),    T = f + (1 - f) · exp(-a · pigment)

``P`` is the skin's scattering: small dots darken more than the area they cover, as in halftone
print (Yule & Nielsen 1951; Gustavson 1997). ``f`` is the share of light that never reached the
depth of the pigment. Planes are (H, W) float32 of optical density (natural logarithm).
Where a pigment scatters, too, ``T`` is that of a thin layer that does both, see ``two_flux``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from smp_sim.model.plan import Pigment
from smp_sim.render import tissue as figures
from smp_sim.render.splat import blurred_peak, ein
from smp_sim.render.two_flux import Bed, thin_layer

Plane = NDArray[np.float32]
Floats = NDArray[np.float64]

#: Gauss-Legendre nodes and weights on [0, 1].
_NODES = 0.5 * (np.polynomial.legendre.leggauss(48)[0] + 1.0)
_WEIGHTS = 0.5 * np.polynomial.legendre.leggauss(48)[1]

#: A wide layer that would carry less than this of the variance is left out: a dot less than 2 %
#: larger than the healed one is drawn as that, with its own V.
_LEAST_SHARE = 0.06

#: What a nominal deposit lets through of nothing: no light misses it.
ALL_REACHED = (0.0, 0.0, 0.0)

#: Scattered light that crosses the pigment's layer once more, in every channel.
ONE_LAYER = (1.0, 1.0, 1.0)

Triple = tuple[float, float, float]

#: All of the columns of a plane.
EVERY = slice(None)


def absorption_of(pigment: Pigment, mix: Triple = ONE_LAYER) -> Triple:
    """Give the absorption of a pigment in R, G, B, relative to its optical density.

    A mixed pigment, as for lips and skin tones, absorbs as its ``mix`` says.
    """
    if pigment == "mixed":
        return mix
    return {
        "carbon": (
            figures.CARBON_RED.value,
            figures.CARBON_GREEN.value,
            figures.CARBON_BLUE.value,
        ),
        "carbon-cool": (
            figures.CARBON_RED.value,
            figures.CARBON_GREEN.value,
            figures.CARBON_BLUE.value,
        ),
    }[pigment]


def return_powers(pigment: Pigment) -> Triple:
    """Give how many layers' worth of pigment the scattered light crosses in R, G, B: 1 is one.

    Red light comes from deeper and crosses the pigment's layer more than once on its way, blue
    turns back above it (Kienle et al. 1996, Appl. Opt. 35:1151). Carbon is held neutral; the cool
    mix makes a field as grey as shaved hair, while each dot itself stays neutral.
    """
    if pigment != "carbon-cool":
        return ONE_LAYER
    return figures.COOL_RED.value, figures.COOL_GREEN.value, figures.COOL_BLUE.value


def scab_absorption() -> Triple:
    """Give what a scab adds to the absorption of a dot in R, G, B: brown, so more of blue."""
    return (figures.SCAB_RED.value, figures.SCAB_GREEN.value, figures.SCAB_BLUE.value)


def peak_density(tone: ArrayLike) -> Floats:
    """Give the peak optical density of healed, sharp dots of some tone (1 is the full one)."""
    return np.asarray(figures.PEAK_DENSITY.value * np.asarray(tone, dtype=np.float64))


def dot_sigma_mm(diameter_mm: ArrayLike) -> Floats:
    """Give the Gaussian sigma of dots by their seen diameter, both mm."""
    return np.asarray(figures.FOOTPRINT_SIGMA.value * np.asarray(diameter_mm, dtype=np.float64))


def unreached_share(depth_mm: float) -> Triple:
    """Give the share f of light in R, G, B that turns back above pigment this deep.

    Contrast of a deposit at depth z falls as exp(-2 z / d) with d = 1.2, 0.5, 0.35 mm in R, G, B
    (form assumed after Kienle et al. 1996, Appl. Opt. 35:1151, on why veins look blue). Only what
    lies deeper than the nominal depth counts, so that there the pigment is neutral.
    """
    extra = max(0.0, depth_mm - figures.NOMINAL_DEPTH.value)
    lengths = figures.REACH_RED.value, figures.REACH_GREEN.value, figures.REACH_BLUE.value
    red, green, blue = (1.0 - math.exp(-2.0 * extra / length) for length in lengths)
    return red, green, blue


def depth_blur_mm(depth_mm: float) -> float:
    """Give the sigma in mm by which skin above deep pigment blurs it, 0 at the nominal depth."""
    return figures.DEPTH_BLUR.value * max(0.0, depth_mm - figures.NOMINAL_DEPTH.value)


@dataclass(frozen=True, slots=True)
class TypicalDot:
    """The dot that stands for a group when a day is made of two layers.

    ``peak`` optical density of the sharp healed dot; ``sharp_narrow`` and ``sharp_wide``: area of
    the sharp footprint over that in the picture, for the healed and the widest dot; ``widest``:
    diameter of the wide layer over the healed one.
    """

    peak: float
    sharp_narrow: float
    sharp_wide: float
    widest: float


def layer_weights(dot: TypicalDot, pigment: float, diameter: float) -> tuple[float, float]:
    """Give the weights of a group's narrow and wide layer on one day.

    Parameters
    ----------
    dot : TypicalDot
    pigment : share of the healed peak optical density, at least 0.
    diameter : factor on the healed diameter.

    Returns
    -------
    narrow, wide : float
        The variance of the footprint goes linearly from one layer to the other; both are scaled so
        that the typical dot takes exactly the light that a dot of that size and density takes
        (its V, see ``splat``), at the picture's own resolution.
    """
    if pigment <= 0.0:
        return 0.0, 0.0
    share = (diameter**2 - 1.0) / (dot.widest**2 - 1.0) if dot.widest > 1.0 else 0.0
    share = min(share, 1.0) if share > _LEAST_SHARE else 0.0
    wanted = diameter**2 * float(ein(dot.peak * pigment))
    gain = _solve_gain(dot, share, wanted)
    return gain * (1.0 - share), gain * share


def _solve_gain(dot: TypicalDot, share: float, wanted: float) -> float:
    """Solve ∫ (1 - exp(-gain · profile)) = wanted by Newton's method.

    In q = r²/2σ², an area of 2πσ² is dq = 1, and a Gaussian of variance v σ² is exp(-q / v).
    Concave and rising in the gain, so that Newton from below goes straight to it.
    """
    slopes = dot.sharp_narrow, dot.sharp_wide / dot.widest**2
    slowest = min(slopes)
    narrow = (1.0 - share) * float(blurred_peak(dot.peak, dot.sharp_narrow))
    wide = share * float(blurred_peak(dot.peak, dot.sharp_wide))
    profile = narrow * _NODES ** (slopes[0] / slowest) + wide * _NODES ** (slopes[1] / slowest)
    measure = _WEIGHTS / (slowest * _NODES)
    gain = 0.0
    for _ in range(6):
        left = np.exp(-gain * profile)
        gain += (wanted - float(measure @ (1.0 - left))) / float(measure @ (profile * left))
    return gain


class Scatter(NamedTuple):
    """How one channel's scattering is computed.

    ``factor`` px of the picture for one of the reduced plane; ``sigma`` of the blur that remains
    to be done there, in its own px.
    """

    factor: int
    sigma: float


def plan_scatter(px_per_mm: float) -> tuple[Scatter, Scatter, Scatter]:
    """Plan the scattering in R, G, B of a picture with so many px per mm.

    Averaging f x f pixels and reading them back linearly is itself a blur, of variance
    f²/12 + f²/6 = (f/2)²; so planes are reduced by the largest power of two f <= 1.25 sigma and
    blurred by what is missing (twice as coarse a plane cost 0.5 ΔE between preview and export).
    Below half a pixel nothing is blurred.
    """
    lengths = figures.SCATTER_RED.value, figures.SCATTER_GREEN.value, figures.SCATTER_BLUE.value
    red, green, blue = (_plan_channel(length * px_per_mm) for length in lengths)
    return red, green, blue


def _plan_channel(sigma_px: float) -> Scatter:
    if sigma_px < 0.5:
        return Scatter(1, 0.0)
    if sigma_px < 1.6:
        return Scatter(1, sigma_px)
    factor = 2 ** int(math.log2(1.25 * sigma_px))
    return Scatter(factor, math.sqrt(sigma_px**2 / factor**2 - 0.25))


class Absorber(NamedTuple):
    """What takes light in a plane of optical density, and what it gives back.

    Absorption, unreached share and return powers of each channel. ``grey`` is the share of the
    light it takes that comes back grey, see ``grey_return``; ``cover`` how strongly it scatters,
    and ``bed`` the skin it lies in where it does.
    """

    absorption: Triple
    unreached: Triple = ALL_REACHED
    returning: Triple = ONE_LAYER
    grey: float = 0.0
    cover: float = 0.0
    bed: Bed | None = None

    def scattered(self) -> Absorber:
        """Give the absorber that scattered light meets."""
        red, green, blue = (a * r for a, r in zip(self.absorption, self.returning, strict=True))
        return self._replace(absorption=(red, green, blue), returning=ONE_LAYER)

    @property
    def is_greyish(self) -> bool:
        """Tell whether one channel's T can stand for all: absorptions within 5 %, all reached."""
        plain = self.unreached == ALL_REACHED and self.cover == 0.0
        return plain and max(self.absorption) < 1.05 * min(self.absorption)


class Column(NamedTuple):
    """A plane of optical density (H, W), and what absorbs there."""

    density: Plane
    ink: Absorber

    def part(self, rows: slice, columns: slice = EVERY) -> Column:
        """Give some of its rows and columns."""
        return self._replace(density=self.density[rows, columns])

    def scattered(self) -> Column:
        """Give the column that scattered light sees."""
        return self._replace(ink=self.ink.scattered())


def transmit(columns: tuple[Column, ...], channel: int, power: float = 1.0) -> Plane:
    """Give T of one channel to some power, (H, W) float32 in (0, 1]: the product of all kinds."""
    if covers(columns):
        through = cross_layers(columns, channel)[0]
        return through if power == 1.0 else np.asarray(cv2.pow(through, power), dtype=np.float32)
    deep = [c for c in columns if c.ink.unreached[channel] != 0.0]
    reached = [c for c in columns if c.ink.unreached[channel] == 0.0]
    plain = [c for c in reached if c.ink.absorption[channel] != 0.0]
    total = np.zeros_like(columns[0].density) if not plain else _exponent(plain, channel, power)
    left: Plane = np.asarray(cv2.exp(total, dst=total), dtype=np.float32)
    for column in deep:
        left *= _transmit_deep(column, channel, power)
    return left


def _exponent(columns: list[Column], channel: int, power: float) -> Plane:
    first = columns[0]
    total = first.density * np.float32(-power * first.ink.absorption[channel])
    for column in columns[1:]:
        total += column.density * np.float32(-power * column.ink.absorption[channel])
    return total


def _transmit_deep(column: Column, channel: int, power: float) -> Plane:
    missed = np.float32(column.ink.unreached[channel])
    left = np.exp(column.density * np.float32(-column.ink.absorption[channel]))
    left = missed + (np.float32(1.0) - missed) * left
    return np.asarray(cv2.pow(left, power), dtype=np.float32)


def covers(columns: tuple[Column, ...]) -> bool:
    """Tell whether any absorber scatters, so that it gives light of its own colour back."""
    return any(column.ink.cover > 0.0 for column in columns)


def cross_layers(columns: tuple[Column, ...], channel: int) -> tuple[Plane, Plane]:
    """Give what of one channel passes all absorbers, and what they give back, (H, W) each.

    Absorbers at one depth are mixed in one layer, those deeper lie below it; light that goes to
    and fro between such layers is left out.
    """
    through = np.ones_like(columns[0].density)
    back = np.zeros_like(through)
    for missed in sorted({column.ink.unreached[channel] for column in columns}):
        mixed = [column for column in columns if column.ink.unreached[channel] == missed]
        passed, returned = thin_layer(_absorbed(mixed, channel), _scattered(mixed))
        reached = np.float32(1.0 - missed)
        back += through * through * returned * reached
        through *= np.float32(missed) + reached * passed
    return through, back


def _absorbed(columns: list[Column], channel: int) -> Plane:
    total = columns[0].density * np.float32(columns[0].ink.absorption[channel])
    for column in columns[1:]:
        total += column.density * np.float32(column.ink.absorption[channel])
    return total


def _scattered(columns: list[Column]) -> Plane:
    total = columns[0].density * np.float32(columns[0].ink.cover)
    for column in columns[1:]:
        total += column.density * np.float32(column.ink.cover)
    return total


def same_channels(columns: tuple[Column, ...]) -> tuple[int, int, int]:
    """Tell which channel stands for each one: the first that absorbs alike."""
    keys = [tuple((c.ink.absorption[i], c.ink.unreached[i]) for c in columns) for i in range(3)]
    return keys.index(keys[0]), keys.index(keys[1]), keys.index(keys[2])


def scatter_channel(reduced: Plane, reduced_by: int, scatter: Scatter) -> Plane:
    """Blur a plane of T that was averaged over ``reduced_by`` px squares: T ⊛ P, reduced.

    Its size must be a multiple of ``scatter.factor / reduced_by``.
    """
    ratio = scatter.factor // reduced_by
    size = reduced.shape[1] // ratio, reduced.shape[0] // ratio
    small = reduced if ratio == 1 else cv2.resize(reduced, size, interpolation=cv2.INTER_AREA)
    if scatter.sigma < 0.05:
        return np.asarray(small, dtype=np.float32)
    side = 2 * math.ceil(2.8 * scatter.sigma) + 1
    border = cv2.BORDER_REPLICATE
    blurred = cv2.GaussianBlur(small, (side, side), scatter.sigma, borderType=border)
    return np.asarray(blurred, dtype=np.float32)
