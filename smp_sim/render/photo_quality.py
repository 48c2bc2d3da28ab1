"""Measure a photo's own blur and grain, in tiles at full size."""

from __future__ import annotations

import cv2
import numpy as np

from smp_sim.render.colour import LUMINANCE, linear_of_srgb
from smp_sim.render.products import Floats, Photo, Plane

#: Tiles read at full size: enough for a median, few enough to be quick.
EDGE_TILE_PX, GRAIN_TILE_PX = 160, 72
TILES = 8

#: Blur added to measure the blur that is there (Zhuo & Sim 2011), px.
EXTRA_BLUR_PX = 1.5

#: Sharpest and softest blur believed, px; and what is taken where no edge is found.
BLUR_RANGE_PX = (0.35, 12.0)
USUAL_BLUR_PX = 0.8


def measure_sharpness(photo: Photo, weight: Plane, step: int) -> float:
    """Measure the Gaussian sigma of the photo's blur, in photo px, on its strongest edges.

    An edge of blur s has, after more blur e, a gradient weaker by sqrt(s² + e²) / s, so
    s = e / sqrt(ratio² - 1) (Zhuo & Sim 2011, Pattern Recognition 44:1852, eq. 5). Hairs make
    that too small and soft edges too large; the 60th percentile came within 15 % of known blurs
    of 2 to 5 px on portraits.

    Parameters
    ----------
    photo : the picture.
    weight : (h, w) float32, [0, 1], where to look.
    step : photo px for each pixel of ``weight``.
    """
    found = [_edge_blurs(tile) for tile in _tiles(photo, weight, step, smooth=False)]
    blurs = np.concatenate([np.empty(0), *found])
    if len(blurs) < 20:
        return USUAL_BLUR_PX
    return float(np.clip(np.percentile(blurs, 60), *BLUR_RANGE_PX))


def _edge_blurs(light: Plane) -> Floats:
    first, second = _blurred_gradient(light, 0.5), _blurred_gradient(light, 0.5 + EXTRA_BLUR_PX)
    if min(light.shape) < 20:
        return np.empty(0)
    inner = np.s_[6:-6, 6:-6]
    first, second = first[inner], second[inner]
    peaks = first >= cv2.dilate(first, np.ones((3, 3), np.uint8))
    strong = peaks & (first > np.percentile(first, 97)) & (first > 0.01)
    ratio = first[strong] / np.maximum(second[strong], 1e-6)
    ratio = ratio[ratio > 1.02]
    extra = np.sqrt((0.5 + EXTRA_BLUR_PX) ** 2 - 0.25)
    total = extra / np.sqrt(ratio**2 - 1.0)
    # The first blur, and the central difference's own width of two px, are no blur of the photo.
    own = 0.25 + 1.0 / 3.0
    return np.asarray(np.sqrt(np.maximum(total**2 - own, BLUR_RANGE_PX[0] ** 2)))


def _blurred_gradient(light: Plane, sigma_px: float) -> Plane:
    soft = cv2.GaussianBlur(light, (0, 0), sigma_px)
    across = cv2.Sobel(soft, cv2.CV_32F, 1, 0, scale=0.125)
    down = cv2.Sobel(soft, cv2.CV_32F, 0, 1, scale=0.125)
    return np.asarray(cv2.magnitude(across, down))


def measure_grain(photo: Photo, weight: Plane, step: int) -> float:
    """Measure the photo's noise as a share of local luminance, on its smoothest tiles.

    Source: Immerkær 1996 (Computer Vision and Image Understanding 64:300): the mean magnitude of
    a Laplacian difference that is blind to slopes, times sqrt(pi / 2) / 6.
    """
    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], dtype=np.float32)
    shares = []
    for light in _tiles(photo, weight, step, smooth=True):
        noise = np.sqrt(np.pi / 2.0) / 6.0 * np.abs(cv2.filter2D(light, -1, kernel)).mean()
        shares.append(noise / max(float(light.mean()), 0.01))
    return float(np.percentile(shares, 25)) if shares else 0.0


def _tiles(photo: Photo, weight: Plane, step: int, *, smooth: bool) -> list[Plane]:
    """Give the linear luminance of the smoothest or the most edged tiles on the weight."""
    size = max(2, (GRAIN_TILE_PX if smooth else EDGE_TILE_PX) // step)
    rows, columns = weight.shape[0] // size, weight.shape[1] // size
    if rows == 0 or columns == 0:
        return [_light_of(photo, 0, 0, max(photo.height, photo.width))] if weight.any() else []
    whole = weight[: rows * size, : columns * size]
    cover = whole.reshape(rows, size, columns, size).mean(axis=(1, 3))
    eligible = np.argwhere(cover > (0.85 if smooth else 0.3))
    edge = size * step
    corners = [(int(row) * edge, int(column) * edge) for row, column in eligible]
    order = np.argsort([_liveliness(photo, *corner, edge) for corner in corners], kind="stable")
    chosen = order[:TILES] if smooth else order[::-1][:TILES]
    return [_light_of(photo, *corners[int(index)], edge) for index in chosen]


def _light_of(photo: Photo, top: int, left: int, edge: int) -> Plane:
    part = photo.srgb[top : top + edge, left : left + edge]
    return np.asarray(linear_of_srgb(part) @ LUMINANCE, dtype=np.float32)


def _liveliness(photo: Photo, top: int, left: int, edge: int) -> float:
    """Give how unlike each other a tile's pixels are: every third of the green ones tells."""
    part = photo.srgb[top : top + edge : 3, left : left + edge : 3, 1]
    return float(part.std()) / max(float(part.mean()), 1.0)
