"""Read skin tone (ITA) and hair tone from a photo, its surface and what is known of its light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from smp_sim.model.client import HairColour
from smp_sim.render.colour import LUMINANCE, ita_of_lab, lab_of_linear, linear_of_srgb
from smp_sim.render.products import Floats, Mask, Photo, Plane, Surface
from smp_sim.render.surface import reduced_photo

BalanceSource = Literal["reference", "background", "grey-world", "none"]

#: Reflectance of the grey card that people hold up (nominal).
GREY_CARD = 0.18

#: A background is taken as grey when its colour casts stay within this log ratio; assumed: a lamp
#: of 2700 K on a camera set for daylight casts about 0.5 in red over blue.
_GREYEST_CAST = 0.35

#: Grey-world gains are held within this share, since heads are no grey world (assumed).
_WORLD_LIMIT = 0.10

_NO_REFERENCE = "No grey or white reference: the tone follows the photo's exposure."

#: Error of the ITA by where the white balance came from, degrees, one sigma. The exposure alone,
#: half a stop unknown, shifts L* by about 8 and so a light skin's ITA by about 12 (computed);
#: the rest is assumed.
_ITA_ERROR_DEG = {"reference": 5.0, "background": 12.0, "grey-world": 15.0, "none": 18.0}

#: Error where the light makes the tone a guess: very dark, blown out, or strongly tinted (assumed).
_GUESS_ERROR_DEG = 40.0

#: Median luminance below which a photo is very dark, and chroma below which it has no colour.
_DARKEST_LEVEL = 0.02
_LEAST_CHROMA = 0.05

#: Tones are read from about so many pixels along the long side: medians gain nothing from more.
_READ_SIDE_PX = 500

#: Hair's own colour is that of its darkest fifth: short hair of a brown-haired man else reads as
#: grey where it shines (portraits of four men, five views each).
DARKEST_PERCENT = 20.0

#: Least number of map pixels that a tone is read from.
_LEAST_PIXELS = 150


class WhiteBalance(NamedTuple):
    """Gains (3,) on linear R, G, B that make the light white, and where they came from.

    Only a reference also sets the exposure; else the gains leave luminance of grey alone.
    ``tinted``: the scene has a strong cast that may be the wall's as well as the light's.
    """

    gains: Floats
    source: BalanceSource
    tinted: bool = False


class Reference(NamedTuple):
    """A grey or white thing in the photo: box left, top, right, bottom in photo px, reflectance."""

    box_px: tuple[int, int, int, int]
    reflectance: float = GREY_CARD


@dataclass(frozen=True, slots=True)
class SkinTone:
    """The tone of lit skin: CIE L*a*b* (3,), ITA in degrees and its error, None where not read."""

    lab: Floats | None
    ita_deg: float | None
    error_deg: float
    balance: BalanceSource
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HairTone:
    """The tone of hair: CIE L*a*b* (3,), the nearest named colour; None where none was seen."""

    lab: Floats | None
    colour: HairColour | None
    notes: tuple[str, ...]


def read_skin_tone(
    photo: Photo, surface: Surface, *, reference: Reference | None = None
) -> SkinTone:
    """Read the tone of lit skin without mirrored light.

    Parameters
    ----------
    photo : the upright picture.
    surface : of ``render.surface.read_surface`` for the same photo.
    reference : something grey or white in the same light; without one the exposure of the photo is
        taken as it is.

    Returns
    -------
    SkinTone
        Without values, and with the reason, where too little skin shows.
    """
    linear, surface, stride = _thinned_maps(photo, surface)
    balance = estimate_balance(linear, surface, reference)
    lit = lit_skin(linear, surface)
    error = _ITA_ERROR_DEG[balance.source]
    if np.count_nonzero(lit) * stride**2 < _LEAST_PIXELS:
        note = "Too little plain skin shows to read its tone; choose it by hand."
        return SkinTone(None, None, error, balance.source, (note,))
    colour = np.median(linear[lit], axis=0).astype(np.float64)
    faults = _light_faults(linear[lit], balance)
    if np.ptp(colour) < _LEAST_CHROMA * max(float(colour @ LUMINANCE), 1e-3):
        grey = ("The photo seems to be black and white: it shows no skin tone.",)
        return SkinTone(None, None, error, balance.source, faults or grey)
    lab = lab_of_linear(colour * balance.gains)
    notes = () if balance.source == "reference" else (_NO_REFERENCE,)
    ita = float(np.clip(ita_of_lab(lab), -90.0, 90.0))
    error = max(error, _GUESS_ERROR_DEG) if faults else error
    return SkinTone(lab, ita, error, balance.source, notes + faults)


def _thinned_maps(photo: Photo, surface: Surface) -> tuple[Plane, Surface, int]:
    """Give linear light and the surface, every n-th map pixel, and n."""
    stride = max(1, max(surface.skin.shape) // _READ_SIDE_PX)
    coded = reduced_photo(photo, surface.step)[::stride, ::stride]
    skin, hair, highlight = (
        plane[::stride, ::stride] for plane in (surface.skin, surface.hair, surface.highlight)
    )
    thin = Surface(
        surface.step * stride, skin, hair, highlight, surface.sharpness_px, surface.grain
    )
    return linear_of_srgb(coded), thin, stride


def _light_faults(lit: Plane, balance: WhiteBalance) -> tuple[str, ...]:
    """Name what makes the tone a guess, by the colours (N, 3) of lit skin."""
    faults = {
        "The photo is very dark.": np.median(lit @ LUMINANCE) < _DARKEST_LEVEL,
        "The photo is overexposed.": np.mean(lit.max(axis=-1) > 0.97) > 0.2,
        "The light or the wall is strongly tinted; photograph a grey card too.": balance.tinted,
    }
    return tuple(note for note, is_so in faults.items() if is_so)


def lit_skin(linear: Plane, surface: Surface) -> Mask:
    """Choose plain skin in full light: (h, w) bool of map pixels.

    Bare or thinly covered, hardly mirrored; of these the upper half of luminance without the
    brightest tenth, so that neither shade nor leftover gloss counts.
    """
    plain = (surface.skin > 0.7) & (surface.hair < 0.15) & (surface.highlight < 0.08)
    if not np.any(plain):
        return plain
    light = linear @ LUMINANCE
    low, high = np.percentile(light[plain], [50.0, 90.0])
    return np.asarray(plain & (light >= low) & (light <= high))


def estimate_balance(
    linear: Plane, surface: Surface, reference: Reference | None = None
) -> WhiteBalance:
    """Estimate the white balance: of a reference, an even grey background, or the whole scene.

    Parameters
    ----------
    linear : (h, w, 3) linear light at the surface's step.
    surface : whose skin and hair are left out of the scene.
    reference : in photo px.
    """
    if reference is not None:
        return _balance_of_reference(linear, surface.step, reference)
    scene = _scene_mask(linear, surface)
    if np.count_nonzero(scene) < _LEAST_PIXELS:
        return WhiteBalance(np.ones(3), "none")
    colour = np.median(linear[scene], axis=0)
    if _is_even(linear, scene) and np.ptp(np.log(colour)) < _GREYEST_CAST:
        return WhiteBalance(_grey_gains(colour), "background")
    world = _grey_gains(np.mean(linear[scene], axis=0))
    held = np.clip(world, 1 - _WORLD_LIMIT, 1 + _WORLD_LIMIT)
    return WhiteBalance(held, "grey-world", bool(np.ptp(np.log(colour)) > 2 * _GREYEST_CAST))


def _balance_of_reference(linear: Plane, step: int, reference: Reference) -> WhiteBalance:
    left, top, right, bottom = (value // step for value in reference.box_px)
    patch = linear[top : max(bottom, top + 1), left : max(right, left + 1)].reshape(-1, 3)
    if len(patch) == 0 or np.any(np.median(patch, axis=0) < 1e-3):
        return WhiteBalance(np.ones(3), "none")
    gains = reference.reflectance / np.median(patch, axis=0).astype(np.float64)
    return WhiteBalance(np.asarray(gains), "reference")


def _scene_mask(linear: Plane, surface: Surface) -> Mask:
    """Choose what is neither client nor clipped: the upper half's side and top borders."""
    height, width = linear.shape[:2]
    border = np.zeros((height, width), dtype=bool)
    edge = max(min(height, width) // 12, 1)
    border[:edge] = True
    border[: height // 2, :edge] = True
    border[: height // 2, -edge:] = True
    usable = (linear.max(axis=-1) < 0.96) & (linear.min(axis=-1) > 0.01)
    return np.asarray(border & usable & (surface.skin + surface.hair < 0.05))


def _is_even(linear: Plane, scene: Mask) -> bool:
    """Tell whether the scene is one colour: chromaticity varies by less than 4 % (assumed)."""
    logs = np.log(linear[scene])
    ratios = np.stack([logs[:, 0] - logs[:, 1], logs[:, 2] - logs[:, 1]])
    return bool(np.max(np.percentile(ratios, 90, axis=1) - np.percentile(ratios, 10, axis=1)) < 0.1)


def _grey_gains(colour: Floats | Plane) -> Floats:
    """Give the gains that make a colour grey and keep its luminance."""
    light = np.asarray(colour, dtype=np.float64)
    return np.asarray((light @ LUMINANCE) / light)


def read_hair_tone(
    photo: Photo, surface: Surface, *, reference: Reference | None = None
) -> HairTone:
    """Read the tone of hair that hides the skin.

    Returns
    -------
    HairTone
        Of the median of the darkest fifth, which is neither gloss nor skin between hairs. Without
        values where no such hair shows: stubble has the colour of what lies under it.
    """
    linear, surface, stride = _thinned_maps(photo, surface)
    covered = surface.hair > 0.6
    if np.count_nonzero(covered) * stride**2 < _LEAST_PIXELS:
        return HairTone(None, None, ("No hair long enough to show its own colour.",))
    gains = estimate_balance(linear, surface, reference).gains
    light = linear @ LUMINANCE
    dark = covered & (light <= np.percentile(light[covered], DARKEST_PERCENT))
    lab = lab_of_linear(np.median(linear[dark], axis=0) * gains)
    return HairTone(lab, name_hair(lab), ())


#: Representative L*a*b* of named hair colours (assumed, from the usual shade charts).
_HAIR_LAB: dict[HairColour, tuple[float, float, float]] = {
    "black": (10.0, 1.0, 1.0),
    "dark-brown": (20.0, 4.0, 5.0),
    "brown": (30.0, 7.0, 10.0),
    "light-brown": (42.0, 8.0, 16.0),
    "blond": (60.0, 6.0, 24.0),
    "red": (35.0, 20.0, 24.0),
    "grey": (48.0, 0.0, 2.0),
    "white": (78.0, 0.0, 3.0),
}


def name_hair(lab: Floats) -> HairColour:
    """Give the named hair colour nearest in L*a*b*, hue counting double."""
    weight = np.array([1.0, 2.0, 2.0])
    names = list(_HAIR_LAB)
    miss = [float(np.sum((weight * (lab - np.array(_HAIR_LAB[name]))) ** 2)) for name in names]
    return names[int(np.argmin(miss))]
