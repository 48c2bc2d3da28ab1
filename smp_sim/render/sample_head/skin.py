"""The colour and relief of skin: melanin, blood, freckles, pores, lines, lips.

Linear sRGB reflectance. Marks live at places on the head (mm), so that they stay put from view to
view; waves finer than two pixels fade out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from smp_sim.render.colour import ita_of_lab, lab_of_linear, linear_of_lab
from smp_sim.render.sample_head.conditions import changed_colour
from smp_sim.render.sample_head.face import mouth_line
from smp_sim.render.sample_head.head import SampleHead
from smp_sim.render.sample_head.noise import layered_noise, space_noise

Plane = NDArray[np.float32]

#: Representative L*, a*, b* of the classes very light to dark, from the reference table
#: (thresholds of ITA 55, 41, 28, 10, -30; Lab values assumed inside their class, b* 1.5 lower
#: here, as studio portraits show it).
CLASS_LAB = (
    (71.0, 8.0, 11.5),
    (66.5, 9.5, 14.5),
    (62.0, 10.5, 17.0),
    (56.0, 12.0, 18.5),
    (46.0, 12.5, 17.5),
    (36.0, 10.0, 10.5),
)
CLASS_ITA = tuple(
    float(np.degrees(np.arctan2(lightness - 50.0, b))) for lightness, _, b in CLASS_LAB
)

#: How much redder (a*) head skin is than the table, which stands for the inner arm: the sign after
#: Xiao 2017, the size assumed; less where melanin hides blood. The typology angle doesn't see it.
FACE_REDNESS = 3.0

#: Extra absorption for a unit of melanin and of blood, R, G, B. Melanin falls with wavelength
#: (Jacques: 315/526/897 per cm at 630/540/460 nm); blood absorbs green most (assumed shape).
MELANIN = np.array([0.36, 0.60, 1.00], np.float32)
BLOOD = np.array([0.12, 1.00, 0.80], np.float32)


def base_reflectance(head: SampleHead) -> NDArray[np.float32]:
    """Give the mean reflectance (3,) of the head's tone, interpolated where an ITA is given."""
    lab = np.asarray(CLASS_LAB[head.skin_tone - 1])
    if head.skin_ita_deg is not None:
        order = np.argsort(CLASS_ITA)
        known = np.asarray(CLASS_ITA)[order]
        table = np.asarray(CLASS_LAB)[order]
        lab = np.array([np.interp(head.skin_ita_deg, known, table[:, k]) for k in range(3)])
    redness = FACE_REDNESS * np.clip((lab[0] - 36.0) / 26.0, 0.0, 1.0)
    return np.asarray(linear_of_lab(lab + np.array([0.0, redness, 0.0])), dtype=np.float32)


def _at(p: Plane, centre: tuple[float, float, float], widths: tuple[float, float, float]) -> Plane:
    """Give a soft spot at (|x|, y, z)."""
    q = [
        (np.abs(p[0]) - centre[0]) / widths[0],
        (p[1] - centre[1]) / widths[1],
        (p[2] - centre[2]) / widths[2],
    ]
    return np.asarray(np.exp(-0.5 * (q[0] ** 2 + q[1] ** 2 + q[2] ** 2)), dtype=np.float32)


def lips(p: Plane) -> Plane:
    """Give how surely places (3, N) are red of the lips, [0, 1]."""
    x, y = np.abs(p[0]), p[1]
    taper = np.sqrt(np.clip(1.0 - (x / 24.5) ** 2, 0.0, 1.0))
    line = mouth_line(x)
    peak = 5.2 + 1.2 * np.exp(-(((x - 5.5) / 4.0) ** 2))
    above = (line + peak * taper - y) / 1.3
    below = (y - line + 8.2 * taper) / 1.6
    inside = np.minimum(above, below)
    soft = 1.0 / (1.0 + np.exp(-np.clip(3.0 * inside, -20.0, 20.0)))
    return np.asarray(soft * (p[2] > 80.0) * (taper > 0.02), dtype=np.float32)


def blood_map(p: Plane) -> Plane:
    """Give the blood above the mean at places (3, N): cheeks, nose, ears, lids and brow ridge."""
    blood = 0.20 * _at(p, (44.0, -52.0, 68.0), (17.0, 15.0, 22.0))
    blood += 0.24 * _at(p, (0.0, -55.0, 116.0), (13.0, 11.0, 12.0))
    blood += 0.16 * _at(p, (0.0, 22.0, 96.0), (42.0, 18.0, 25.0))
    blood += 0.22 * _at(p, (88.0, -38.0, -18.0), (9.0, 30.0, 20.0))
    blood += 0.12 * _at(p, (31.0, -27.0, 84.0), (16.0, 10.0, 10.5))
    blood += 0.10 * _at(p, (0.0, -122.0, 98.0), (14.0, 10.0, 14.0))
    blood += 0.10 * _at(p, (0.0, -190.0, 30.0), (50.0, 30.0, 40.0))
    return np.asarray(blood, dtype=np.float32)


def melanin_map(p: Plane) -> Plane:
    """Give the melanin above the mean at places (3, N): round the eyes, neck."""
    melanin = 0.09 * _at(p, (27.0, -25.0, 82.0), (14.0, 9.0, 14.0))
    melanin += 0.06 * _at(p, (0.0, -150.0, 20.0), (70.0, 25.0, 60.0))
    return np.asarray(melanin, dtype=np.float32)


def fine_share(px_per_mm: float, wave_mm: float) -> float:
    """Give how much of a wave survives the picture's scale: 0 below 2 px, 1 from 4 px on."""
    return float(np.clip((px_per_mm * wave_mm - 2.0) / 2.0, 0.0, 1.0))


def reflectance(head: SampleHead, atlas: Plane, p: Plane, px_per_mm: float) -> Plane:
    """Give the reflectance (3, N) of skin at places (3, N)."""
    light = min(1.0, float(base_reflectance(head)[1]) / 0.25)
    slow = layered_noise(atlas, p, (26.0, 11.0, 5.0))
    spots = layered_noise(atlas, p + np.float32(77.0), (14.0, 6.0, 2.6))
    fine = space_noise(atlas, p, 1.1) * np.float32(fine_share(px_per_mm, 1.1))
    lip = lips(p) if head.lips == "plain" else np.float32(0.0)
    blood = blood_map(p) + 0.042 * slow + 0.020 * fine + 0.26 * lip
    melanin = melanin_map(p) + 0.035 * spots + 0.014 * fine + 0.12 * lip
    melanin += _freckles(atlas, p, px_per_mm) * np.float32(0.10 + 0.18 * light)
    blood = blood * np.float32(0.45 + 0.55 * light)
    absorbed = BLOOD[:, None] * blood + MELANIN[:, None] * melanin
    colour = np.asarray(base_reflectance(head)[:, None] * np.exp(-absorbed), dtype=np.float32)
    return changed_colour(head, p, colour, spots)


def _freckles(atlas: Plane, p: Plane, px_per_mm: float) -> Plane:
    """Give sparse sun spots of 1 to 4 mm, [0, 1], denser where the sun falls."""
    sun = np.clip(0.5 + p[1] / 160.0, 0.0, 1.0)
    small = np.clip(space_noise(atlas, p + np.float32(31.0), 2.4) - 1.75, 0.0, 0.6) / 0.6
    large = np.clip(space_noise(atlas, p - np.float32(55.0), 6.5) - 1.9, 0.0, 0.5) / 0.5
    return np.asarray((small * fine_share(px_per_mm, 2.4) + 0.8 * large) * sun, dtype=np.float32)


def relief_mm(atlas: Plane, p: Plane, px_per_mm: float) -> Plane:
    """Give the height (N,) of the skin's relief at places (3, N), mm: pores, grain and lines."""
    height = np.zeros(p.shape[1], np.float32)
    for wave, amount in ((4.5, 0.026), (2.0, 0.022), (1.0, 0.016), (0.5, 0.010), (0.25, 0.005)):
        share = fine_share(px_per_mm, wave)
        if share > 0.0:
            height += np.float32(amount * share) * space_noise(atlas, p, wave)
    height -= np.float32(0.05 * fine_share(px_per_mm, 0.7)) * _pores(atlas, p)
    return np.asarray(height + _lines(atlas, p), dtype=np.float32)


def _pores(atlas: Plane, p: Plane) -> Plane:
    """Give sparse dimples, [0, 1], about 1 mm apart, denser on nose and cheeks."""
    where = 0.35 + 0.9 * _at(p, (12.0, -52.0, 100.0), (26.0, 22.0, 30.0))
    hole = np.clip(space_noise(atlas, p + np.float32(13.0), 0.7) - 1.15, 0.0, 0.8)
    return np.asarray(where * hole, dtype=np.float32)


def _lines(atlas: Plane, p: Plane) -> Plane:
    """Give the brow's three soft lines, mm."""
    x, y = p[0], p[1]
    wave = y + 2.2 * np.sin(x * 0.09) + 1.5 * space_noise(atlas, p, 14.0)
    region = np.exp(-((x / 40.0) ** 4)) * (p[2] > 60.0)
    total = np.zeros_like(y)
    for height in (19.0, 30.0, 42.0):
        total -= np.exp(-(((wave - height) / 1.1) ** 2))
    return np.asarray(0.055 * total * region, dtype=np.float32)


def gloss_map(atlas: Plane, p: Plane) -> Plane:
    """Give how oily skin (N,) is: bald crown, brow and nose shine, cheeks and neck less."""
    crown = np.clip((p[1] - 10.0) / 50.0, 0.0, 1.0)
    nose = _at(p, (0.0, -48.0, 112.0), (12.0, 18.0, 16.0))
    patch = 1.0 + 0.14 * space_noise(atlas, p, 7.0)
    return np.asarray((0.34 + 0.96 * crown + 0.4 * nose) * patch, dtype=np.float32)


def sample_ita(head: SampleHead) -> float:
    """Give the typology angle (degrees) of the head's mean skin in the light that is 1."""
    lab = lab_of_linear(base_reflectance(head))
    return float(ita_of_lab(lab))
