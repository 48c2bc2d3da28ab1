"""The picture and the truth beside it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from smp_sim.model.camera import Side
from smp_sim.model.errors import CameraError
from smp_sim.render.camera_geometry import require_sees_head
from smp_sim.render.colour import ita_of_lab, lab_of_linear, linear_of_srgb
from smp_sim.render.sample_head import SampleHead, render_sample, sample_camera
from tests.render.sample_head.small_views import small_view

SIDES: tuple[Side, ...] = (
    "front",
    "front-high",
    "left",
    "right",
    "threequarter-left",
    "threequarter-right",
    "top",
    "back",
    "back-high",
)
#: Bounds of the typology angle, very light to dark.
CLASS_BOUNDS = ((55, 91), (41, 55), (28, 41), (10, 28), (-30, 10), (-91, -30))


@pytest.mark.parametrize("side", SIDES)
def test_every_side_shows_a_head_in_the_picture(side: Side) -> None:
    """Its camera is sound, the scalp is there, the corners of the wall are not the client."""
    view = small_view(side)
    require_sees_head(view.camera)
    assert view.scalp_mask.mean() > 0.02
    assert np.isnan(view.depth_mm[0]).all()


def test_a_flat_view_is_refused() -> None:
    """A close-up shows no head."""
    with pytest.raises(CameraError):
        sample_camera("flat", 100, 100)


@pytest.mark.parametrize("side", ["front", "left", "top"])
def test_masks_lie_inside_each_other(side: Side) -> None:
    """Bald within scalp within skin within what was met; stubble on skin only."""
    view = small_view(side)
    assert not (view.bald_mask & ~view.scalp_mask).any()
    assert not (view.scalp_mask & ~view.skin_mask).any()
    assert not (view.stubble_mask & ~view.skin_mask).any()
    assert not (view.skin_mask & ~np.isfinite(view.depth_mm)).any()
    assert (view.stubble_per_cm2[~view.skin_mask] == 0.0).all()


def test_normals_are_unit_and_face_the_camera() -> None:
    """On all but a few pixels of the outline."""
    view = small_view("threequarter-left")
    normals = view.normals[view.skin_mask]
    toward = np.asarray(view.camera.position_mm) - view.place_mm[view.skin_mask]
    assert np.allclose(np.linalg.norm(normals, axis=1), 1.0, atol=1e-3)
    assert np.mean(np.sum(normals * toward, axis=1) > 0.0) > 0.99


def test_area_of_pixels_adds_up_to_the_area_of_triangles() -> None:
    """Pixel areas against those of the triangles between neighbouring surface points."""
    view = small_view("front")
    flat = view.normals @ np.asarray([0.0, 0.0, 1.0]) > 0.6
    both = view.scalp_mask & flat
    both = both[:-1, :-1] & both[1:, 1:] & both[:-1, 1:] & both[1:, :-1]
    p = view.place_mm
    right, down = p[:-1, 1:] - p[:-1, :-1], p[1:, :-1] - p[:-1, :-1]
    triangles = np.linalg.norm(np.cross(right, down), axis=-1)[both].sum()
    assert view.area_mm2[:-1, :-1][both].sum() == pytest.approx(triangles, rel=0.02)


def test_head_fills_the_picture_as_in_a_clinic() -> None:
    """From the top of the head to the chin: 60 to 75 % of the height."""
    view = small_view("front")
    rows = np.nonzero(view.skin_mask[:, 150:170].any(axis=1))[0]
    chin = 76.3 + 141.0
    scale = view.camera.focal_px / 1000.0
    assert rows[0] > 10
    assert 0.60 <= chin * scale / view.camera.height <= 0.75


@pytest.mark.parametrize("tone", range(1, 7))
def test_each_tone_measures_inside_its_class(tone: int) -> None:
    """The median colour of the bald scalp, seen from the front, as a photo would be measured."""
    view = small_view("front", tone)
    lab = lab_of_linear(linear_of_srgb(view.photo.srgb[view.bald_mask]))
    low, high = CLASS_BOUNDS[tone - 1]
    assert low < float(ita_of_lab(np.median(lab, axis=0))) < high


def test_stubble_is_darker_and_greyer_than_the_bald_skin_beside_it() -> None:
    """A shaved side keeps 0.5 to 0.92 of the light (0.54 to 1.13 were measured on real ones)."""
    view = small_view("left")
    bare = render_sample(
        SampleHead(side_hairs_per_cm2=0.0, back_hairs_per_cm2=0.0, top_hairs_per_cm2=0.0),
        "left",
        width=320,
        height=400,
    )
    full = view.stubble_per_cm2 > 130.0
    treated, skin = (linear_of_srgb(v.photo.srgb[full]).mean(axis=0) for v in (view, bare))
    assert 0.5 < treated[1] / skin[1] < 0.92
    chroma = [np.hypot(*lab_of_linear(light)[1:]) for light in (treated, skin)]
    assert chroma[0] < chroma[1]


def test_the_same_client_gives_the_same_bytes() -> None:
    """And another seed another picture."""
    first, again, other = (
        render_sample(SampleHead(seed=s), "front", width=120, height=150).photo.srgb
        for s in (3, 3, 4)
    )
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize(("width", "height"), [(97, 131), (200, 120), (64, 64)])
def test_odd_sizes_work(width: int, height: int) -> None:
    """The picture has the size asked, and shows a scalp."""
    view = render_sample(SampleHead(), "front", width=width, height=height)
    assert view.photo.srgb.shape == (height, width, 3)
    assert view.scalp_mask.any()


def test_wall_is_neutral_grey() -> None:
    """Chroma under 3 where nothing was met."""
    view = small_view("front")
    wall = lab_of_linear(linear_of_srgb(view.photo.srgb[:40, :40])).reshape(-1, 3).mean(axis=0)
    assert np.hypot(*wall[1:]) < 3.0
    assert 50.0 < wall[0] < 85.0


@pytest.mark.parametrize("side", ["front-high", "threequarter-left"])
def test_no_wall_shines_through_at_inner_outlines(side: Side) -> None:
    """Where the face stands before neck or shirt, no ray slips through to the wall between them."""
    met = np.isfinite(small_view(side).depth_mm)
    wide = cv2.morphologyEx(met.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((1, 5), np.uint8))
    assert np.count_nonzero((wide > 0) & ~met) == 0
