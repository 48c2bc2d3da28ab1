"""The mouth drawn for close-ups: full lips, dark ones, and a lip whose cleft was closed.

Form, colour, relief and shine of both lips, with Cupid's bow, philtrum, white roll and creases.
Places are points of the face: x to the client's left, y up, z forward, mm. Sizes follow a woman's
mouth of 50 mm with an upper lip of 8 and a lower lip of 10 mm; they, all colours and the finer
form are assumed, drawn by eye.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.units import Vec3
from smp_sim.render.colour import linear_of_lab
from smp_sim.render.sample_head.noise import layered_noise, space_noise
from smp_sim.render.sample_head.primitives import Column, Points, bump

Plane = NDArray[np.float32]

#: ``plain``: the mouth of the whole-face samples, in ``face`` and ``skin``; the others are here.
LipStyle = Literal["plain", "full", "dark", "cleft"]

#: Half the mouth's width, its height on the face, and the heights of both lips in mm.
HALF_MM, MIDDLE_MM, UPPER_MM, LOWER_MM = 25.0, -92.0, 8.4, 10.4
#: Where Cupid's bow peaks, mm from the middle.
_PEAK_MM = 6.2
#: How far the two lips stand out, mm.
_UPPER_OUT_MM, _LOWER_OUT_MM = 2.9, 3.9

#: L*, a*, b* of the red of the lips for the skin tones 1 to 6.
LIP_LAB: tuple[Vec3, ...] = (
    (56.0, 26.0, 15.0),
    (53.5, 25.5, 15.5),
    (50.5, 24.5, 16.0),
    (45.0, 21.0, 15.0),
    (38.0, 16.5, 12.0),
    (31.0, 12.5, 8.5),
)
#: Dark lips: what the red goes toward, brown-violet, and how far it does in its patches.
_DARK_LAB, _DARK_SHARES = (32.0, 12.5, 6.5), (0.50, 0.95)

#: The scar of a closed cleft: its middle from nostril to mouth (x, y), half its width, how far
#: skin and lip go toward the paleness of a scar there.
SCAR_MM = ((9.2, -66.5), (7.4, -76.0), (6.6, -83.5), (5.8, -93.0))
_SCAR_HALF_MM, _SCAR_LAB, _SCAR_SHARE = 0.5, (75.0, 10.0, 12.0), 0.55
#: The closed side's lip is thinner by this share, and notched by so much where the scar ends, mm.
_THINNER, _NOTCH_MM = 0.34, 1.5


def meeting_line(x: Column) -> Column:
    """Give the height y (mm) where the two lips meet, for |x| in mm."""
    tubercle = -0.9 * np.exp(-((x / 4.6) ** 2)) + 0.6 * np.exp(-(((x - 11.0) / 6.0) ** 2))
    return np.asarray(MIDDLE_MM + tubercle - 0.5 * (x / HALF_MM) ** 2, dtype=np.float32)


def upper_height(x: Column) -> Column:
    """Give how high (mm) the upper lip's red reaches above the middle, for |x| in mm."""
    out = np.clip((x - _PEAK_MM) / (HALF_MM - _PEAK_MM), 0.0, 1.0)
    bow = 1.9 * np.exp(-((x / 3.1) ** 2))
    return np.asarray(UPPER_MM * (1.0 - out**1.3) - bow - 0.6 * out, dtype=np.float32)


def lower_height(x: Column) -> Column:
    """Give how far (mm) the lower lip's red reaches below the middle, for |x| in mm."""
    t = np.clip(x / HALF_MM, 0.0, 1.0)
    return np.asarray(LOWER_MM * (1.0 - t**2.5) ** 0.85 + 0.5 * t, dtype=np.float32)


def add_mouth(p: Points, d: Column) -> Column:
    """Add the lips, philtrum and corners to the distance (N,) of points that carry |x|."""
    x, y, _ = p
    above = y - meeting_line(x)
    taper = np.clip(1.0 - (x / HALF_MM) ** 2, 0.0, 1.0) ** 0.6
    top = np.maximum(upper_height(x) + MIDDLE_MM - meeting_line(x), 0.8)
    low = np.maximum(lower_height(x) + meeting_line(x) - MIDDLE_MM, 0.8)
    out = _UPPER_OUT_MM * taper * _bulge(above / top, 0.50, 0.58)
    out += _LOWER_OUT_MM * taper * _bulge(-above / low, 0.46, 0.60)
    within = np.exp(-((x / (HALF_MM + 0.5)) ** 10))
    out -= 1.3 * np.exp(-((above / 0.75) ** 2)) * within
    out += 0.28 * np.exp(-(((above - top - 0.5) / 0.8) ** 2)) * taper
    column = 4.4 - (y + 68.0) * 0.11
    reach = np.clip(1.0 - ((y + 76.0) / 9.5) ** 4, 0.0, 1.0)
    out += (0.55 * np.exp(-(((x - column) / 1.5) ** 2)) - 0.5 * np.exp(-((x / 3.2) ** 2))) * reach
    out -= 1.5 * bump(p, (0.0, -108.5, 97.0), (15.0, 3.2, 12.0))
    out -= 1.1 * bump(p, (HALF_MM + 1.2, MIDDLE_MM - 0.6, 90.0), (2.2, 2.6, 8.0))
    return np.asarray(d - out, dtype=np.float32)


def _bulge(share: Column, middle: float, half: float) -> Column:
    """Give a round bulge (N,), 1 at the middle of a lip's height, 0 from ``half`` away on."""
    away = (share - np.float32(middle)) / np.float32(half)
    return np.asarray(np.clip(1.0 - away * away, 0.0, 1.0) ** 1.6, dtype=np.float32)


def red_depth_mm(style: LipStyle, p: Plane) -> Plane:
    """Give how deep (N,) in mm, up and down, points (3, N) lie inside the red of the lips."""
    x, y = _bent(p[0]), p[1]
    upper = upper_height(x) - _lack_mm(style, p[0])
    above = upper - (y - MIDDLE_MM)
    below = lower_height(x) + (y - MIDDLE_MM)
    inside = np.minimum(np.minimum(above, below), 1.2 * (HALF_MM - np.abs(p[0])))
    return np.where(p[2] > 70.0, inside, np.float32(-9.0)).astype(np.float32)


def _bent(x: Plane) -> Plane:
    """Give |x| as the face's form has it, rounded in the middle."""
    return np.asarray(np.sqrt(x * x + 4.0), dtype=np.float32)


def _lack_mm(style: LipStyle, x: Plane) -> Plane:
    """Give by how much (N,) in mm a closed cleft leaves the upper lip lower on its side."""
    if style != "cleft":
        return np.zeros_like(x)
    side = np.clip((x - 1.5) / 3.0, 0.0, 1.0) * np.clip((HALF_MM - x) / 9.0, 0.0, 1.0)
    notch = _NOTCH_MM * np.exp(-(((x - SCAR_MM[2][0]) / 1.0) ** 2))
    return np.asarray(_THINNER * upper_height(_bent(x)) * side + notch, dtype=np.float32)


def scar_share(style: LipStyle, atlas: Plane, p: Plane) -> Plane:
    """Give how surely (N,) points (3, N) lie in the scar of a closed cleft, [0, 1]."""
    if style != "cleft":
        return np.zeros(p.shape[1], np.float32)
    way = np.asarray(SCAR_MM)
    middle = np.interp(-p[1], -way[:, 1], way[:, 0]) + 0.2 * space_noise(atlas, p, 3.3)
    half = _SCAR_HALF_MM * (1.0 + 0.25 * space_noise(atlas, p, 1.9))
    across = np.clip((half - np.abs(p[0] - middle)) / 0.45 + 0.5, 0.0, 1.0)
    along = np.clip(np.minimum(way[0, 1] - p[1], p[1] - way[-1, 1]) / 1.5, 0.0, 1.0)
    return np.asarray(across * along * (p[2] > 70.0), dtype=np.float32)


def lip_colour(style: LipStyle, skin_tone: int, atlas: Plane, p: Plane, skin: Plane) -> Plane:
    """Lay the red of the lips, their shadow and a scar over the reflectance (3, N) of skin.

    Parameters
    ----------
    style : how the lips are; not ``plain``.
    skin_tone : 1 to 6.
    atlas : the head's noise.
    p : points of the face (3, N), mm.
    skin : reflectance (3, N) of the skin there, linear sRGB.
    """
    uneven = 0.30 * space_noise(atlas, p, 2.6) + 0.14 * space_noise(atlas, p, 0.9)
    depth = np.asarray(red_depth_mm(style, p) + np.float32(0.7) * uneven, dtype=np.float32)
    red = 1.0 / (1.0 + np.exp(-np.clip(depth / 0.26, -30.0, 30.0)))
    share = (red * (0.86 + 0.14 * np.clip(depth / 2.5, 0.0, 1.0))).astype(np.float32)
    fine = 0.030 * space_noise(atlas, p, 0.7) + 0.022 * space_noise(atlas, p, 0.35)
    skin = np.asarray(skin * np.exp(-fine), dtype=np.float32)
    colour = _mixed(skin, _red_of_lips(style, skin_tone, atlas, p, depth), share)
    pale = np.asarray(linear_of_lab(np.asarray(_SCAR_LAB)), np.float32)[:, None]
    colour = _mixed(colour, pale, _SCAR_SHARE * scar_share(style, atlas, p) * (1.0 - 0.35 * share))
    roll = np.exp(-(((depth + 0.9) / 0.55) ** 2)) * (p[1] > MIDDLE_MM)
    return np.asarray(colour * (1.0 + 0.05 * roll) * _gap_shadow(p), dtype=np.float32)


def _red_of_lips(style: LipStyle, tone: int, atlas: Plane, p: Plane, depth: Plane) -> Plane:
    """Give the reflectance (3, N) of the lips' red: blotched, creased, redder to the wet line."""
    lab = np.broadcast_to(np.asarray(LIP_LAB[tone - 1])[:, None], p.shape).copy()
    blotch = layered_noise(atlas, p + np.float32(19.0), (5.0, 2.2, 1.0))
    wet = np.exp(-(((p[1] - meeting_line(_bent(p[0]))) / 2.4) ** 2))
    lab[0] += 1.2 * blotch - 3.0 * crease_share(atlas, p) - 3.0 * wet
    lab[0] += 1.5 * (p[1] < MIDDLE_MM)
    lab[1] += 0.7 * blotch + 3.5 * wet
    if style == "dark":
        low, high = _DARK_SHARES
        rim = np.exp(-np.clip(depth, 0.0, 9.0) / 2.2)
        share = np.clip(low + 0.30 * rim + 0.17 * blotch + 0.1 * (p[1] > MIDDLE_MM), 0.2, high)
        lab += share * (np.asarray(_DARK_LAB)[:, None] - lab)
    return np.asarray(linear_of_lab(lab.T).T, dtype=np.float32)


def _mixed(one: Plane, other: Plane, share: Plane) -> Plane:
    """Mix reflectances as layers of absorption do: the logarithms by their share."""
    return np.asarray(np.exp((1.0 - share) * np.log(one) + share * np.log(other)), np.float32)


def _gap_shadow(p: Plane) -> Plane:
    """Give the light (3, N) left in the gap between the lips: little, and that red."""
    above = p[1] - meeting_line(_bent(p[0]))
    within = np.exp(-((p[0] / (HALF_MM + 0.6)) ** 12))
    wide = 0.34 + 0.3 * np.exp(-((p[0] / 16.0) ** 2))
    deep = (np.exp(-((above / wide) ** 2)) * within * (p[2] > 70.0))[None]
    taken = np.array([[0.80], [0.93], [0.92]], np.float32)
    return np.asarray(1.0 - taken * deep, dtype=np.float32)


def crease_share(atlas: Plane, p: Plane) -> Plane:
    """Give how surely (N,) points (3, N) lie in one of the lips' creases, [0, 1].

    Fine lines across the lips, fanned out toward the corners, where a drawn-out noise is zero.
    """
    above = p[1] - meeting_line(_bent(p[0]))
    bent = 0.30 * space_noise(atlas, p, 3.1) + 0.07 * space_noise(atlas, p, 0.8)
    fanned = p[0] * (1.0 - 0.012 * np.abs(above)) + bent
    drawn = np.stack([fanned, 0.20 * above, np.where(above > 0.0, 40.0, 0.0)]).astype(np.float32)
    fine, wide = space_noise(atlas, drawn, 0.95), space_noise(atlas, drawn, 2.1)
    place = np.stack([drawn[0], 2.0 * drawn[1], drawn[2] + 9.0])
    strong = np.clip(0.55 + 0.45 * space_noise(atlas, place, 1.7), 0.0, 1.0)
    lines = 0.7 * np.exp(-((fine / 0.30) ** 2)) + 0.8 * np.exp(-((wide / 0.17) ** 2))
    depth = np.clip(red_depth_mm("full", p) / 1.2, 0.0, 1.0)
    return np.asarray(np.clip(lines, 0.0, 1.0) * strong * depth, dtype=np.float32)


def lip_relief_mm(style: LipStyle, atlas: Plane, p: Plane, skin_mm: Plane) -> Plane:
    """Give the relief (N,) in mm of skin with lips on it: creases for pores, a scar's ridge."""
    red = np.clip(red_depth_mm(style, p) / 0.8 + 0.5, 0.0, 1.0)
    above = p[1] - meeting_line(_bent(p[0]))
    drawn = np.stack([p[0], 0.3 * above, np.where(above > 0.0, 40.0, 0.0)]).astype(np.float32)
    swell = 0.050 * space_noise(atlas, drawn, 2.6) + 0.024 * space_noise(atlas, drawn, 1.1)
    lips = swell - 0.085 * crease_share(atlas, p) + 0.006 * space_noise(atlas, p, 0.4)
    scar = scar_share(style, atlas, p)
    lips = lips * np.clip((np.abs(above) - 0.3) / 0.8, 0.0, 1.0)
    grain = 1.5 * skin_mm + 0.005 * space_noise(atlas, p, 0.33)
    return np.asarray((1.0 - red) * grain * (1.0 - 0.7 * scar) + red * lips + 0.02 * scar)


def lip_gloss(style: LipStyle, p: Plane, skin_gloss: Plane) -> Plane:
    """Give how much (N,) the skin shines with lips on it: moist toward the wet line."""
    red = np.clip(red_depth_mm(style, p) / 1.5, 0.0, 1.0)
    above = p[1] - meeting_line(_bent(p[0]))
    moist = np.exp(-(((above + 2.6) / 2.6) ** 2)) + 0.35 * np.exp(-(((above - 3.0) / 2.5) ** 2))
    moist = moist * np.clip((np.abs(above) - 0.2) / 0.6, 0.0, 1.0)
    return np.asarray(skin_gloss * (1.0 - 0.4 * red) + red * 0.75 * moist, dtype=np.float32)
