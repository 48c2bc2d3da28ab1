"""The skin that covering pigment lies in, read from the photo: its reflectance, and what is above.

A photo shows reflectance times light. How much light falls on the treated place is told by the bare
skin around it, whose reflectance is known from the client's tone (ITA); where no tone is set, or
nothing bare is near, the picture's own values are taken for reflectance (assumed). Skin darker in
red than pale skin is so by melanin, which lies above the pigment (assumed for all of it, so that
what pigment can lighten is rather too little than too much); melanin takes more of green and blue,
but no more than leaves pale skin beneath it.
"""

from __future__ import annotations

import cv2
import numpy as np

from smp_sim.model.client import Client
from smp_sim.render import tissue as figures
from smp_sim.render.colour import LUMINANCE, linear_of_lab, linear_of_srgb
from smp_sim.render.composite import bytes_of_photo
from smp_sim.render.products import Floats, Photo, Plane, Surface
from smp_sim.render.two_flux import Bed, Triple
from smp_sim.render.wide_blur import wide_blur

#: Bounds of a reflectance that is read: black and glare tell nothing.
_LEAST, _MOST = 0.004, 0.95

#: Least squared length of the line between two skins that tells them apart.
_LEAST_LENGTH = 1e-4

#: Share of the place around that has to be bare skin to go by.
_LEAST_AROUND = 0.02


def read_bed(
    photo: Photo,
    surface: Surface,
    treated_px: Floats,
    own_px: Floats,
    px_per_mm: float,
    client: Client,
) -> Bed:
    """Read the skin that one kind of pigment lies in.

    Parameters
    ----------
    photo, surface : the view.
    treated_px, own_px : (N, 2) and (n, 2) photo px of all dots of the view and of those of this
        pigment.
    px_per_mm : of the photo.
    client : whose tone tells how much light falls there.
    """
    small, bare, cells = _shrink(photo, surface, px_per_mm)
    at = _cells_of(own_px, cells, small.shape)
    colour = np.median(small[at], axis=0)
    bare = bare * _beside(treated_px, cells, small.shape, px_per_mm * cells)
    around = _colour_around(small, bare, at, px_per_mm * cells)
    if around is None:
        return bed_of(colour, colour, 1.0)
    scale = _skin_luminance(client, float(around @ LUMINANCE)) / float(around @ LUMINANCE)
    return bed_of(colour * scale, around * scale, 1.0 / scale)


def bed_of(reflectance: Floats, beside: Floats, light: float) -> Bed:
    """Give the bed of skin of a reflectance (3,): how much of it melanin above the pigment takes.

    ``above`` is the share of pale skin's red, to the powers of melanin's absorption, and at least
    what is seen of pale skin in that channel.
    """
    own, other = (_held(colour) for colour in (reflectance, beside))
    left = min(1.0, own[0] / figures.PALE_RED.value)
    in_green = max(left**figures.MELANIN_GREEN.value, own[1] / figures.PALE_GREEN.value)
    in_blue = max(left**figures.MELANIN_BLUE.value, own[2] / figures.PALE_BLUE.value)
    return Bed(own, (left, min(1.0, in_green), min(1.0, in_blue)), other, light)


def _held(colour: Floats) -> Triple:
    red, green, blue = (float(np.clip(value, _LEAST, _MOST)) for value in colour)
    return red, green, blue


def luminance_there(linear: Plane, bed: Bed) -> Plane:
    """Give the luminance of the reflectance of untreated skin, pixel by pixel, (h, w).

    A pixel is of the bed, of the skin beside it, or between: told by its place on the line from one
    to the other in hue, and half as much in luminance, which light and relief change as well
    (assumed). So no pigment that reaches over a dark patch's edge shines.

    Parameters
    ----------
    linear : (h, w, 3) float32, linear light of the untreated picture.
    bed : of one pigment.
    """
    inside, outside = (np.array([[c]], dtype=np.float32) for c in (bed.reflectance, bed.beside))
    start, end = (_traits(colour)[0, 0] for colour in (inside, outside))
    axis = end - start
    length = max(float(axis @ axis), _LEAST_LENGTH)
    part = (_traits(linear / np.float32(bed.light)) - start) @ (axis / np.float32(length))
    share = np.clip(part, 0.0, 1.0)
    low, high = (float(colour[0, 0] @ LUMINANCE) for colour in (inside, outside))
    return np.asarray(low * (high / low) ** share, dtype=np.float32)


def _traits(linear: Plane) -> Plane:
    """Give log R/G, log B/G and half of log luminance of colours (h, w, 3)."""
    held = np.maximum(linear, np.float32(_LEAST))
    logs = np.log(held)
    light = 0.5 * np.log(held @ LUMINANCE)
    parts = (logs[..., 0] - logs[..., 1], logs[..., 2] - logs[..., 1], light)
    return np.stack(parts, axis=-1).astype(np.float32)


def _shrink(photo: Photo, surface: Surface, px_per_mm: float) -> tuple[Plane, Plane, float]:
    """Give linear colour and bare skin in cells of about 1 mm, and the cells for one photo px."""
    cells = min(1.0, 1.0 / px_per_mm)
    size = max(1, round(photo.width * cells)), max(1, round(photo.height * cells))
    small = cv2.resize(bytes_of_photo(photo.srgb), size, interpolation=cv2.INTER_AREA)
    open_skin = surface.skin * (np.float32(1.0) - surface.highlight)
    bare = cv2.resize(open_skin, size, interpolation=cv2.INTER_AREA)
    return linear_of_srgb(np.asarray(small)), np.asarray(bare, dtype=np.float32), cells


def _cells_of(
    places_px: Floats, cells: float, shape: tuple[int, ...]
) -> tuple[np.ndarray, np.ndarray]:
    column, row = np.floor(places_px * cells).astype(np.int64).T
    return np.clip(row, 0, shape[0] - 1), np.clip(column, 0, shape[1] - 1)


def _beside(treated_px: Floats, cells: float, shape: tuple[int, ...], cells_per_mm: float) -> Plane:
    """Give 1 where no dot is near, else 0: (h, w)."""
    marked = np.zeros(shape[:2], dtype=np.uint8)
    marked[_cells_of(treated_px, cells, shape)] = 1
    reach = max(1, round(figures.SKIN_BESIDE.value * cells_per_mm))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    return np.asarray(cv2.dilate(marked, disc) == 0, dtype=np.float32)


def _colour_around(
    small: Plane, weight: Plane, at: tuple[np.ndarray, np.ndarray], cells_per_mm: float
) -> Floats | None:
    """Give the mean linear colour (3,) of the bare skin near the dots; None where there is none."""
    sigma = figures.SKIN_AROUND.value * cells_per_mm
    share = float(wide_blur(weight, sigma)[at].mean())
    if share < _LEAST_AROUND:
        return None
    mean = wide_blur(small * weight[..., None], sigma)[at].mean(axis=0) / share
    return np.asarray(mean, dtype=np.float64)


def _skin_luminance(client: Client, seen: float) -> float:
    """Give the luminance of this client's bare skin; what is seen where no tone is set."""
    if client.skin_ita_deg is None:
        return seen
    lightness = 50.0 + figures.LIGHTNESS_PER_ITA.value * client.skin_ita_deg
    return float(linear_of_lab(np.array([lightness, 0.0, 0.0])) @ LUMINANCE)
