"""The surface stage on heads whose masks are known, and on real portraits."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from smp_sim.document.proposal.head_camera import HeadHandles, find_head_camera
from smp_sim.document.proposal.head_outline import find_outlines
from smp_sim.model.camera import FlatCamera, HeadCamera, Side
from smp_sim.model.case import MaskStroke, PhotoRef, View
from smp_sim.model.plan import Area
from smp_sim.render.head_geometry import place_on_head
from smp_sim.render.pixel_geometry import geometry_maps, pixel_middles, rim_distance
from smp_sim.render.products import Photo, Surface
from smp_sim.render.sample_head import SampleHead, render_sample
from smp_sim.render.surface import (
    LONGEST_MAP_PX,
    lip_rings,
    open_lips,
    read_surface,
    reduced_photo,
    surface_step,
)
from tests.document.proposal.synthetic_photos import SKIN, head_camera, head_picture, photo_of

WALLS = {"grey": (0.55, 0.57, 0.58), "warm": (0.7, 0.5, 0.4), "dark": (0.05, 0.05, 0.06)}
PEOPLE = ("021", "061", "105", "172")
VIEWS: dict[str, Side] = {
    "front": "front",
    "left_profile": "left",
    "right_3quarter": "threequarter-right",
}


def dome_of(camera: HeadCamera) -> NDArray[np.bool_]:
    """Say which pixels show scalp above brows and ears, at a tilt below 75 degrees."""
    maps = geometry_maps(camera, camera.width, camera.height, 4)
    hit = np.isfinite(maps.tilt_deg)
    upright = np.where(hit[..., None], maps.directions, (0.0, -1.0, 0.0))
    above = place_on_head(upright, camera.semi_axes_mm)[..., 1] > 30.0
    return _enlarged(above & (np.nan_to_num(maps.tilt_deg, nan=90.0) < 75.0), camera)


def _enlarged(mask: NDArray[np.bool_], camera: HeadCamera) -> NDArray[np.bool_]:
    size = (camera.width, camera.height)
    large = cv2.resize(mask.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)
    return np.asarray(large > 0, dtype=np.bool_)


def wall_of(camera: HeadCamera) -> NDArray[np.bool_]:
    """Say which pixels show the wall, 2 px off the head."""
    black = head_picture(camera, wall=(0.0, 0.0, 0.0)).max(axis=-1) > 0.0
    return np.asarray(cv2.dilate(black.astype(np.uint8), np.ones((5, 5), np.uint8)) == 0)


@pytest.mark.parametrize(
    ("side", "wall"),
    [("front", "grey"), ("left", "warm"), ("top", "dark"), ("back-high", "warm"), ("left", "dark")],
)
def test_a_bald_dome_is_skin_and_the_wall_is_not(
    side: Side, wall: str, rng: np.random.Generator
) -> None:
    """Nearly all of a bald scalp carries dots, no pixel of the wall does."""
    camera = head_camera(HeadHandles(side, (300.0, 300.0), 2.0))
    photo = photo_of(head_picture(camera, wall=WALLS[wall]), rng)
    surface = read_surface(photo, camera)
    assert surface.skin[dome_of(camera)].mean() > 0.97
    assert surface.skin[wall_of(camera)].max() < 0.02


def test_a_shining_crown_stays_skin_and_its_shine_stays_on_top(rng: np.random.Generator) -> None:
    """A highlight of the wall's colour is scalp with mirrored light, not background or hair."""
    camera = head_camera(HeadHandles("front", (300.0, 300.0), 2.0))
    photo = photo_of(head_picture(camera, gloss=0.45), rng)
    plain = photo_of(head_picture(camera), rng)
    shining, dull = read_surface(photo, camera), read_surface(plain, camera)
    dome = dome_of(camera)
    assert shining.skin[dome].mean() > 0.97
    assert shining.highlight[dome].max() > 0.4
    assert dull.highlight[dome].max() < 0.1


def test_dark_skin_is_read_as_light_skin_is(rng: np.random.Generator) -> None:
    """A dark bald head before a light wall is skin all over."""
    camera = head_camera(HeadHandles("left", (300.0, 300.0), 2.0))
    photo = photo_of(head_picture(camera, skin=(0.11, 0.06, 0.04)), rng, grain=0.03)
    assert read_surface(photo, camera).skin[dome_of(camera)].mean() > 0.95


def test_maps_are_shares_of_the_declared_size(rng: np.random.Generator) -> None:
    """Maps are float32 in [0, 1] of ceil(size / step), at most 1600 px long."""
    small = photo_of(head_picture(head_camera(HeadHandles("front", (300.0, 300.0), 2.0))), rng)
    large = cv2.resize(small.srgb, (1801, 2101), interpolation=cv2.INTER_LINEAR)
    photo = Photo(np.asarray(large, dtype=np.uint8))
    camera = head_camera(HeadHandles("front", (900.0, 900.0), 6.0), (1801, 2101))
    surface = read_surface(photo, camera)
    assert surface.step == 2
    for plane in (surface.skin, surface.hair, surface.highlight):
        assert plane.shape == (1051, 901)
        assert plane.dtype == np.float32
        assert plane.min() >= 0.0
        assert plane.max() <= 1.0
    assert 0.3 < surface.sharpness_px < 12.0
    assert 0.0 <= surface.grain < 0.2


def test_a_step_averages_blocks(rng: np.random.Generator) -> None:
    """Reducing is the plain mean of blocks, also at an edge that is no multiple."""
    photo = Photo(rng.integers(0, 256, (9, 7, 3), dtype=np.uint8))
    reduced = reduced_photo(photo, 2)
    assert reduced.shape == (5, 4, 3)
    expected = photo.srgb[2:4, 4:6].mean(axis=(0, 1)) / 255.0
    np.testing.assert_allclose(reduced[1, 2], expected, atol=0.5 / 255.0)


@pytest.mark.parametrize("size", [1, 1600, 1601, 12_000])
def test_the_step_is_the_least_that_fits(size: int) -> None:
    """No map is longer than the limit, and none needlessly small."""
    step = surface_step(Photo(np.zeros((1, size, 3), dtype=np.uint8)))
    assert -(-size // step) <= LONGEST_MAP_PX
    assert step == 1 or -(-size // (step - 1)) > LONGEST_MAP_PX


def test_strokes_overrule_what_was_found(rng: np.random.Generator) -> None:
    """Painted skin, hair and background hold, the last stroke on top."""
    camera = head_camera(HeadHandles("front", (300.0, 300.0), 2.0))
    photo = photo_of(head_picture(camera), rng)
    strokes = (
        MaskStroke(paints="background", points_px=((260.0, 220.0), (340.0, 220.0)), radius_px=12.0),
        MaskStroke(paints="skin", points_px=((30.0, 60.0),), radius_px=10.0),
        MaskStroke(paints="hair", points_px=((340.0, 220.0),), radius_px=6.0),
    )
    surface = read_surface(photo, camera, strokes)
    assert surface.skin[220, 300] == 0.0
    assert surface.skin[60, 30] == 1.0
    assert (surface.skin[220, 340], surface.hair[220, 340]) == (0.0, 1.0)
    untouched = read_surface(photo, camera)
    assert surface.skin[300, 300] == untouched.skin[300, 300]


def test_a_close_up_is_skin_but_for_what_is_not(rng: np.random.Generator) -> None:
    """In a flat view all of the dominant colour is skin; cloth at the edge is not."""
    linear = np.empty((300, 400, 3), dtype=np.float32)
    linear[:] = SKIN
    linear[:, 330:] = (0.05, 0.12, 0.3)
    surface = read_surface(photo_of(linear, rng), FlatCamera(px_per_mm=12.0))
    assert surface.skin[:, 20:300].min() > 0.9
    assert surface.skin[:, 360:].max() < 0.1


@pytest.mark.parametrize("shape", [(1, 1), (2, 50), (60, 45)])
def test_tiny_pictures_are_read(shape: tuple[int, int]) -> None:
    """Any picture gives maps of its size."""
    camera = head_camera(HeadHandles("front", (shape[1] / 2, shape[0] / 2), 0.1), shape[::-1])
    surface = read_surface(Photo(np.full((*shape, 3), 128, dtype=np.uint8)), camera)
    assert surface.skin.shape == shape


def test_a_head_outside_the_frame_has_no_skin() -> None:
    """Where the camera sees the head beside the picture nothing carries dots."""
    camera = head_camera(HeadHandles("front", (-900.0, 300.0), 2.0))
    surface = read_surface(Photo(np.full((700, 600, 3), 128, dtype=np.uint8)), camera)
    assert surface.skin.max() == 0.0


@pytest.mark.parametrize(("side", "skin_tone"), [("left", 6), ("top", 1)])
def test_the_sample_heads_scalp_is_read(side: Side, skin_tone: int) -> None:
    """On a drawn head the scalp is skin or hair, no bald skin is hair, nothing off it is skin."""
    sample = render_sample(SampleHead(skin_tone=skin_tone), side, width=360, height=450)
    surface = read_surface(sample.photo, sample.camera)
    on_model = np.isfinite(geometry_maps(sample.camera, 360, 450, 1).tilt_deg)
    scalp = sample.scalp_mask & on_model
    assert (np.maximum(surface.skin, surface.hair)[scalp] > 0.5).mean() > 0.93
    assert surface.hair[sample.bald_mask & on_model].mean() < 0.02
    flesh = np.isfinite(sample.depth_mm).astype(np.uint8)
    beside = cv2.dilate(flesh, np.ones((5, 5), np.uint8)) == 0
    assert surface.skin[beside].max() < 0.1


def read_portrait(photos: Path, person: str, view: str) -> tuple[Photo, HeadCamera, Surface]:
    """Open, propose and read one of the real photos."""
    with Image.open(photos / f"london_{person}_neutral_{view}.jpg") as picture:
        photo = Photo(np.asarray(picture.convert("RGB")))
    camera = find_head_camera(photo, VIEWS[view]).camera
    return photo, camera, read_surface(photo, camera)


@pytest.mark.photos
@pytest.mark.parametrize(("person", "view"), list(product(PEOPLE, VIEWS)))
def test_no_background_of_portraits_is_skin(photos: Path, person: str, view: str) -> None:
    """Off the head's own mask, 3 of its px allowed for fringes, no pixel carries dots."""
    photo, camera, surface = read_portrait(photos, person, view)
    outline = next(find_outlines(photo))
    head = cv2.resize(outline.mask.astype(np.uint8), (photo.width, photo.height))
    reach = 2 * round(3 * outline.step_px) + 1
    wide = cv2.dilate(head, np.ones((reach, reach), np.uint8)) > 0
    near = _enlarged(rim_distance(camera, pixel_middles(photo.width, photo.height, 4)) < 40, camera)
    assert surface.skin[~wide & near].max() < 0.02


@pytest.mark.photos
@pytest.mark.parametrize("person", PEOPLE)
def test_no_brow_or_ear_of_portraits_is_skin(photos: Path, person: str) -> None:
    """At the marked points of brows, eyes and ears nothing carries dots."""
    _, _, surface = read_portrait(photos, person, "front")
    lines = (photos / f"london_{person}_neutral_front.tem").read_text().splitlines()
    points = np.array([[float(v) for v in line.split()] for line in lines[1:190]])
    eyes, brows, ears = range(2, 44), range(71, 87), range(115, 125)
    marked = points[[0, 1, *eyes, *brows, *ears]].astype(int)
    assert surface.skin[marked[:, 1], marked[:, 0]].max() < 0.15


@pytest.mark.photos
def test_a_bald_shining_crown_carries_dots(photos: Path) -> None:
    """Person 021's crown, of the wall's own brightness, is skin with mirrored light on top."""
    _, camera, surface = read_portrait(photos, "021", "front")
    crown = dome_of(camera)
    assert surface.skin[crown].mean() > 0.9
    assert surface.highlight[crown].max() > 0.8
    assert surface.highlight[crown].mean() < 0.4


@pytest.mark.photos
@pytest.mark.parametrize("person", ["105", "172"])
def test_short_hair_is_told_from_the_bald_forehead(photos: Path, person: str) -> None:
    """On profiles the side of the head is mostly hair, the forehead isn't."""
    _, camera, surface = read_portrait(photos, person, "left_profile")
    forward = geometry_maps(camera, camera.width, camera.height, 4).directions[..., 2]
    dome = dome_of(camera)
    assert surface.hair[dome & _enlarged(forward < 0.0, camera)].mean() > 0.4
    assert surface.hair[dome & _enlarged(forward > 0.65, camera)].mean() < 0.25


def mouth_photo(rng: np.random.Generator, lips: float) -> Photo:
    """Give plain skin at 8 px/mm with an oval of lips, teeth in them, and a dark gap."""
    colours = np.array([SKIN, np.array((0.20, 0.09, 0.085)) * lips, (0.6, 0.58, 0.5), (0.01,) * 3])
    drawn = np.zeros((240, 440), dtype=np.uint8)
    for colour, halves in ((1, (190, 72)), (2, (90, 24)), (3, (40, 10))):
        cv2.ellipse(drawn, (220, 120), halves, 0, 0, 360, colour, cv2.FILLED)
    return photo_of(colours[drawn].astype(np.float32), rng)


@pytest.mark.parametrize("lips", [1.0, 0.35])
def test_outlined_lips_carry_pigment_and_teeth_do_not(
    rng: np.random.Generator, lips: float
) -> None:
    """Dark lips too, which beside the skin look like hair; outside the outline nothing changes."""
    photo, camera = mouth_photo(rng, lips), FlatCamera(px_per_mm=8.0)
    found = read_surface(photo, camera)
    turn = np.linspace(0.0, 2.0 * np.pi, 60)
    ring = np.stack([220 + 190 * np.cos(turn), 120 + 72 * np.sin(turn)], axis=-1)
    opened = open_lips(photo, found, (ring,), camera)
    assert opened.skin[100:140, 60:110].min() > 0.9
    teeth, gap = (slice(115, 125), slice(150, 170)), (slice(116, 124), slice(210, 230))
    assert np.array_equal(opened.skin[teeth], found.skin[teeth])
    assert opened.skin[gap].max() < 0.5
    assert np.array_equal(opened.skin[:40], found.skin[:40])
    assert np.all(opened.skin >= found.skin)
    assert np.all(opened.skin + opened.hair <= 1.0 + 1e-6)


def test_lips_outside_the_photo_open_nothing(rng: np.random.Generator) -> None:
    """An outline beside the picture leaves the surface as it was."""
    photo, camera = mouth_photo(rng, 1.0), FlatCamera(px_per_mm=8.0)
    found = read_surface(photo, camera)
    beside = np.array([[-90.0, -90.0], [-20.0, -90.0], [-20.0, -20.0]])
    assert np.array_equal(open_lips(photo, found, (beside,), camera).skin, found.skin)


def test_the_outlines_of_lips_are_those_of_the_view() -> None:
    """Of this close-up alone, in its pixels."""
    ring = ((1.0, 1.0, 0.0), (5.0, 1.0, 0.0), (3.0, 4.0, 0.0))
    ref = PhotoRef(sha256="0" * 64, suffix=".png", width=80, height=80)
    view = View(id="a", side="flat", photo=ref, camera=FlatCamera(px_per_mm=10.0))
    areas = tuple(Area(id=name, kind="lips", view=name, outline=ring) for name in ("a", "b"))
    (found,) = lip_rings(areas, view)
    assert found.tolist() == [[10.0, 10.0], [50.0, 10.0], [30.0, 40.0]]
