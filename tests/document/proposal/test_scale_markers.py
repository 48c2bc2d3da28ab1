"""Markers, cards and coins: on scenes made by code, straight and tilted."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from smp_sim.document.proposal.scale_markers import CARD_MM, COINS_MM, MarkerFinding, find_markers
from tests.document.proposal.test_face_points import MEN, read_photo

Bytes8 = NDArray[np.uint8]
Single = NDArray[np.float32]


def table(rng: np.random.Generator, shape: tuple[int, int] = (700, 900)) -> Bytes8:
    """Make a warm grey surface with shading and grain."""
    ramp = np.linspace(150, 190, shape[1])[None, :, None] + np.array([8.0, 0.0, -10.0])
    noise = rng.normal(0, 3, (*shape, 1))
    return np.asarray(np.clip(ramp + noise, 0, 255), dtype=np.uint8)


def placed(scene: Bytes8, thing: Bytes8, mask: Bytes8, corners: Single) -> Bytes8:
    """Lay a flat thing over a scene so that its corners fall on ``corners`` (4, 2)."""
    height, width = thing.shape[:2]
    own = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(own, corners)
    size = (scene.shape[1], scene.shape[0])
    cover = cv2.warpPerspective(mask, matrix, size, flags=cv2.INTER_AREA)[..., None] / 255.0
    laid = cv2.warpPerspective(thing, matrix, size, flags=cv2.INTER_AREA)
    return np.asarray(scene * (1 - cover) + laid * cover, dtype=np.uint8)


def rectangle(
    centre: tuple[float, float], size: tuple[float, float], turn_deg: float, tilt_deg: float
) -> Single:
    """Give the corners of a rectangle turned in the picture and tilted about its own height."""
    half = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * np.array(size) / 2
    half = half * [np.cos(np.radians(tilt_deg)), 1.0]
    cos, sin = np.cos(np.radians(turn_deg)), np.sin(np.radians(turn_deg))
    return np.asarray(half @ np.array([[cos, sin], [-sin, cos]]) + np.array(centre), np.float32)


def only(found: tuple[MarkerFinding, ...], kind: str) -> MarkerFinding:
    """Give the one finding of a kind."""
    of_kind = [marker for marker in found if marker.kind == kind]
    assert len(of_kind) == 1
    return of_kind[0]


@pytest.mark.parametrize(("turn", "tilt"), [(0.0, 0.0), (33.0, 0.0), (-12.0, 25.0)])
def test_an_aruco_marker_gives_the_scale(
    rng: np.random.Generator, turn: float, tilt: float
) -> None:
    """To 1.5 %, turned and tilted by 25°."""
    known = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    square = cv2.aruco.generateImageMarker(known, 7, 240)
    sheet = np.full((340, 340, 3), 245, np.uint8)
    sheet[50:290, 50:290] = square[..., None]
    side_px = 6.0 * 25.0
    corners = rectangle((420.0, 300.0), (side_px * 340 / 240,) * 2, turn, tilt)
    scene = placed(table(rng), sheet, np.full((340, 340), 255, np.uint8), corners)
    marker = only(find_markers(scene, aruco_mm=25.0), "aruco")
    assert marker.px_per_mm == pytest.approx(6.0, rel=0.015)


@pytest.mark.parametrize(("turn", "tilt"), [(0.0, 0.0), (20.0, 0.0), (70.0, 0.0), (-8.0, 12.0)])
@pytest.mark.parametrize("colour", [(30, 60, 140), (235, 235, 230), (150, 40, 50)])
def test_a_card_gives_the_scale(
    rng: np.random.Generator, turn: float, tilt: float, colour: tuple[int, int, int]
) -> None:
    """To 3 %, in three colours, turned; a tilt about its height shortens the card's length."""
    big = np.full((540, 856, 3), colour, np.uint8)
    big[300:330, 80:500] = 255 - np.array(colour, np.uint8)
    mask = np.zeros((540, 856), np.uint8)
    cv2.rectangle(mask, (32, 0), (823, 539), 255, -1)
    cv2.rectangle(mask, (0, 32), (855, 507), 255, -1)
    for x in (32, 823):
        for y in (32, 507):
            cv2.circle(mask, (x, y), 32, 255, -1)
    corners = rectangle((450.0, 350.0), (4.0 * CARD_MM[0], 4.0 * CARD_MM[1]), turn, tilt)
    marker = only(find_markers(placed(table(rng), big, mask, corners)), "card")
    assert marker.px_per_mm == pytest.approx(4.0, rel=0.03)


@pytest.mark.parametrize("coin", ["1 euro", "2 pence", "US quarter"])
def test_a_coin_gives_the_scale(rng: np.random.Generator, coin: str) -> None:
    """To 3 %, tilted by 20°, with a ring and grain on it."""
    big = np.full((400, 400, 3), (190, 150, 80), np.uint8)
    cv2.circle(big, (200, 200), 130, (200, 195, 190), -1)
    cv2.putText(big, "1", (150, 260), cv2.FONT_HERSHEY_SIMPLEX, 5, (90, 85, 80), 20)
    mask = np.zeros((400, 400), np.uint8)
    cv2.circle(mask, (200, 200), 199, 255, -1)
    size = 5.0 * COINS_MM[coin]
    scene = (table(rng) * 0.5).astype(np.uint8)
    corners = rectangle((300.0, 400.0), (size, size), 15.0, 20.0)
    marker = only(find_markers(placed(scene, big, mask, corners), coin=coin), "coin")
    assert marker.px_per_mm == pytest.approx(5.0, rel=0.03)


def test_no_coin_is_looked_for_unless_chosen(rng: np.random.Generator) -> None:
    """A disc alone means nothing."""
    scene = table(rng)
    cv2.circle(scene, (300, 300), 60, (90, 60, 40), -1)
    assert find_markers(scene) == ()


def test_other_rectangles_are_not_cards(rng: np.random.Generator) -> None:
    """A square and a long strip are left alone."""
    scene = table(rng)
    cv2.rectangle(scene, (100, 100), (300, 300), (40, 60, 120), -1)
    cv2.rectangle(scene, (400, 100), (800, 180), (120, 60, 40), -1)
    assert find_markers(scene) == ()


@pytest.mark.photos
@pytest.mark.parametrize("man", MEN)
def test_portraits_without_a_marker_show_none(photos: Path, man: str) -> None:
    """Neither card nor coin is seen in a face."""
    assert find_markers(read_photo(photos, man, "front"), coin="1 euro") == ()
