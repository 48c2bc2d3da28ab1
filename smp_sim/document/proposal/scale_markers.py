"""Find things of known size in a photo: ArUco markers, an ID-1 card, a coin of a chosen kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.model.units import Vec2
from smp_sim.render.products import Bytes8, Floats

MarkerKind = Literal["aruco", "card", "coin"]

_Grey = NDArray[np.uint8]
_Flags = NDArray[np.bool_]
_Ellipse = tuple[Sequence[float], Sequence[float], float]

#: ID-1 card in mm (ISO/IEC 7810): bank and identity cards.
CARD_MM = (85.60, 53.98)

#: Side of a printed ArUco marker in mm where none is given (assumed; 20 to 30 mm are usual).
ARUCO_MM = 25.0

#: Round coins in mm. Euro: European Commission; pence: Royal Mint's published sizes; US: US Mint.
COINS_MM: MappingProxyType[str, float] = MappingProxyType(
    {
        "1 cent": 16.25,
        "2 cent": 18.75,
        "5 cent": 21.25,
        "10 cent": 19.75,
        "20 cent": 22.25,
        "50 cent": 24.25,
        "1 euro": 23.25,
        "2 euro": 25.75,
        "1 penny": 20.3,
        "2 pence": 25.9,
        "5 pence": 18.0,
        "10 pence": 24.5,
        "2 pounds": 28.4,
        "US cent": 19.05,
        "US dime": 17.91,
        "US nickel": 21.21,
        "US quarter": 24.26,
        "US dollar": 26.5,
    }
)

#: Errors in %, one sigma, with a tilt of up to 20° (assumed; the long side or axis is measured).
_ERROR_PERCENT: MappingProxyType[MarkerKind, float] = MappingProxyType(
    {"aruco": 1.5, "card": 2.0, "coin": 2.5}
)

#: Long side at which cards and coins are looked for.
_SEARCH_SIDE_PX = 1200

#: A card's sides are in this ratio to 6 %, which allows for a tilt of 20°.
_CARD_RATIO = CARD_MM[0] / CARD_MM[1]
_RATIO_SLACK = 0.06


@dataclass(frozen=True, slots=True)
class MarkerFinding:
    """A thing of known size: px per mm in its own plane, error in %, outline (N, 2) in px."""

    kind: MarkerKind
    px_per_mm: float
    error_percent: float
    outline_px: tuple[Vec2, ...]


def find_markers(
    srgb: Bytes8, *, aruco_mm: float = ARUCO_MM, coin: str | None = None
) -> tuple[MarkerFinding, ...]:
    """Find things of known size anywhere in a photo, the surest first.

    Parameters
    ----------
    srgb : (H, W, 3) uint8, sRGB, upright.
    aruco_mm : side of the black square of the markers (dictionary 4x4_50).
    coin : a key of ``COINS_MM``; without one no coin is looked for, since any disc would do.

    Raises
    ------
    KeyError
        For an unknown coin (a fault of the program: the choice is a list).
    """
    size_mm = None if coin is None else COINS_MM[coin]
    found = _find_aruco(srgb, aruco_mm) + _find_cards(srgb)
    return found + (() if size_mm is None else _find_coins(srgb, size_mm))


def _find_aruco(srgb: Bytes8, side_mm: float) -> tuple[MarkerFinding, ...]:
    grey = cv2.cvtColor(srgb, cv2.COLOR_RGB2GRAY)
    settings = cv2.aruco.DetectorParameters()
    settings.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    known = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    corners, _, _ = cv2.aruco.ArucoDetector(known, settings).detectMarkers(grey)
    quads = [np.asarray(quad, dtype=np.float64).reshape(4, 2) + 0.5 for quad in corners]
    return tuple(_finding("aruco", max(_side_pairs(quad)) / side_mm, quad) for quad in quads)


def _finding(kind: MarkerKind, px_per_mm: float, outline: Floats) -> MarkerFinding:
    points = tuple((float(x), float(y)) for x, y in outline)
    return MarkerFinding(kind, px_per_mm, _ERROR_PERCENT[kind], points)


def _side_pairs(quad: Floats) -> tuple[float, float]:
    """Give the mean lengths of the two pairs of opposite sides. A tilt shortens only one."""
    sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    return float(sides[0] + sides[2]) / 2, float(sides[1] + sides[3]) / 2


def _find_cards(srgb: Bytes8) -> tuple[MarkerFinding, ...]:
    """Find one card: the largest rectangle in its ratio, with edges all along."""
    scale = min(1.0, _SEARCH_SIDE_PX / max(srgb.shape[:2]))
    small = _shrunken(srgb, scale)
    quads = [quad for channel in _search_planes(small) for quad in _card_quads(channel)]
    if not quads:
        return ()
    best = max(quads, key=lambda quad: float(np.prod(_side_pairs(quad))))
    long_px = max(_side_pairs(best)) / scale
    return (_finding("card", long_px / CARD_MM[0], (best + 0.5) / scale),)


def _shrunken(srgb: Bytes8, scale: float) -> Bytes8:
    small = cv2.resize(srgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8)


def _search_planes(small: NDArray[np.uint8]) -> list[_Grey]:
    """Give luma and the two colour planes: a card stands out in one of them."""
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (0, 0), 1.5), cv2.COLOR_RGB2LAB)
    return [np.ascontiguousarray(lab[..., i]) for i in range(3)]


def _card_quads(plane: _Grey) -> list[Floats]:
    edges = cv2.Canny(plane, 20, 60)
    closed = cv2.morphologyEx(edges, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    contours, _ = cv2.findContours(closed, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    smallest = 0.002 * plane.size
    large = [c for c in contours if smallest < cv2.contourArea(c) < 0.3 * plane.size]
    quads = [_quad_of(np.asarray(contour, dtype=np.int32)) for contour in large]
    return [quad for quad in quads if quad is not None and _is_card(quad)]


def _quad_of(contour: NDArray[np.int32]) -> Floats | None:
    """Give the four corners of lines laid along a contour that is nearly a rectangle."""
    rectangle = cv2.boxPoints(cv2.minAreaRect(contour)).astype(np.float64)
    filled = cv2.contourArea(contour) / max(float(np.prod(_side_pairs(rectangle))), 1.0)
    if filled < 0.9:
        return None
    points = contour.reshape(-1, 2).astype(np.float64)
    sides = [_side_line(points, rectangle[i], rectangle[(i + 1) % 4]) for i in range(4)]
    lines = [line for line in sides if line is not None]
    if len(lines) < 4:
        return None
    return np.array([_crossing(lines[i - 1], lines[i]) for i in range(4)])


def _side_line(points: Floats, start: Floats, end: Floats) -> Floats | None:
    """Fit a line (x, y, dx, dy) to the points along the middle of a side, without round corners."""
    along = (end - start) / max(float(np.linalg.norm(end - start)), 1e-9)
    offset = points - start
    t = offset @ along / max(float(np.linalg.norm(end - start)), 1e-9)
    away = np.abs(offset @ np.array([-along[1], along[0]]))
    near = (t > 0.12) & (t < 0.88) & (away < 0.12 * float(np.linalg.norm(end - start)))
    if np.count_nonzero(near) < 10:
        return None
    line = cv2.fitLine(points[near].astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
    return np.array([line[2], line[3], line[0], line[1]], dtype=np.float64)


def _crossing(one: Floats, other: Floats) -> Floats:
    matrix = np.column_stack([one[2:], -other[2:]])
    if abs(float(np.linalg.det(matrix))) < 1e-6:
        return np.full(2, np.inf)
    return np.asarray(one[:2] + np.linalg.solve(matrix, other[:2] - one[:2])[0] * one[2:])


def _is_card(quad: Floats) -> bool:
    if not np.all(np.isfinite(quad)):
        return False
    sides = np.roll(quad, -1, axis=0) - quad
    lengths = np.maximum(np.linalg.norm(sides, axis=1), 1.0)
    unit = sides / lengths[:, None]
    square = np.abs(np.sum(unit * np.roll(unit, -1, axis=0), axis=1)).max() < 0.14
    even = np.abs(np.log(lengths[:2] / lengths[2:])).max() < 0.1
    first, second = _side_pairs(quad)
    ratio = max(first, second) / max(min(first, second), 1.0)
    return bool(square and even and abs(np.log(ratio / _CARD_RATIO)) < _RATIO_SLACK)


def _find_coins(srgb: Bytes8, size_mm: float) -> tuple[MarkerFinding, ...]:
    """Find one coin: the roundest disc."""
    scale = min(1.0, _SEARCH_SIDE_PX / max(srgb.shape[:2]))
    small = cv2.cvtColor(_shrunken(srgb, scale), cv2.COLOR_RGB2GRAY)
    grey = np.asarray(cv2.GaussianBlur(small, (0, 0), 1.5), dtype=np.uint8)
    side = min(grey.shape)
    circles = cv2.HoughCircles(
        grey,
        cv2.HOUGH_GRADIENT_ALT,
        1.5,
        0.02 * side,
        param1=120,
        param2=0.8,
        minRadius=max(int(0.01 * side), 6),
        maxRadius=int(0.15 * side),
    )
    if circles is None:
        return ()
    discs = np.asarray(circles, dtype=np.float32).reshape(-1, circles.shape[-1])[:20]
    fits = [_fit_disc(grey, disc) for disc in discs]
    round_fits = [fit for fit in fits if fit[0] > 0.7]
    if not round_fits:
        return ()
    _, outline, long_px = max(round_fits, key=lambda fit: fit[0])
    return (_finding("coin", long_px / scale / size_mm, (outline + 0.5) / scale),)


def _fit_disc(grey: _Grey, circle: NDArray[np.float32]) -> tuple[float, Floats, float]:
    """Fit an ellipse: share of the rim that is an edge, outline (24, 2), long axis in px."""
    rim, strong = _disc_rim(grey, circle)
    ellipse = cv2.fitEllipseAMS(rim)
    near = np.abs(_ellipse_miss(rim, ellipse)) < 0.03
    if np.count_nonzero(near) >= 20:
        ellipse = cv2.fitEllipseAMS(rim[near])
        near = np.abs(_ellipse_miss(rim, ellipse)) < 0.03
    (x, y), (width, height), turn = ellipse
    angle = np.linspace(0.0, 2 * np.pi, 24, endpoint=False)
    flat = np.stack([width / 2 * np.cos(angle), height / 2 * np.sin(angle)], axis=-1)
    outline = flat @ _turned(turn) + [x, y]
    return float(np.mean(near & strong)), outline, float(max(width, height))


def _disc_rim(grey: _Grey, circle: NDArray[np.float32]) -> tuple[NDArray[np.float32], _Flags]:
    """Find the steepest place on 96 rays: (96, 2) px, and whether it is an edge."""
    angle = np.linspace(0.0, 2 * np.pi, 96, endpoint=False)
    ways = np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    radii = np.arange(0.8, 1.2, 0.01) * float(circle[2])
    at = (circle[:2] + radii[:, None, None] * ways).astype(np.float32)
    values = cv2.remap(
        grey.astype(np.float32),
        np.ascontiguousarray(at[..., 0]),
        np.ascontiguousarray(at[..., 1]),
        cv2.INTER_LINEAR,
    )
    slope = np.abs(np.gradient(values, radii, axis=0))
    height = slope.max(axis=0)
    return at[slope.argmax(axis=0), np.arange(96)], height > 0.25 * np.median(height)


def _turned(degrees: float) -> Floats:
    """Give the matrix that takes rows from an ellipse's own axes to the picture's."""
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[cos, sin], [-sin, cos]])


def _ellipse_miss(points: NDArray[np.float32], ellipse: _Ellipse) -> Floats:
    """Give how far points (N, 2) lie outside the ellipse, as a share of its radius there."""
    centre, axes, turn = ellipse
    own = (points - np.array(centre)) @ _turned(turn).T
    return np.asarray(np.linalg.norm(own / (np.array(axes) / 2), axis=1) - 1.0)
