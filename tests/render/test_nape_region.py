"""The nape below the ellipsoid is found by its colours, and only where it faces the camera."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.document.proposal.head_camera import HeadHandles, manual_camera
from smp_sim.model.camera import HeadCamera, Side
from smp_sim.render.head_silhouette import draw_inside, find_silhouette
from smp_sim.render.nape_region import draw_nape, nape_cover
from smp_sim.render.products import Plane
from smp_sim.render.sample_head import SampleHead, SampleView, render_sample

SHAPE = (310, 250)


def camera_from(side: Side) -> HeadCamera:
    """Look at a mean head from a side, 1.2 px/mm."""
    return manual_camera((SHAPE[1], SHAPE[0]), HeadHandles(side, (125.0, 130.0), 1.2))


@pytest.fixture(scope="module")
def back_view() -> SampleView:
    """Draw a head from behind."""
    return render_sample(SampleHead(skin_tone=3), "back", width=SHAPE[1], height=SHAPE[0])


def read_nape(view: SampleView, picture: Plane) -> Plane:
    """Find the nape in a picture of the view's size."""
    inside = draw_inside(find_silhouette(picture, 1, view.camera), SHAPE, 1)
    return nape_cover(picture, inside, 1, view.camera)


def test_the_nape_is_scalp_down_to_the_neck(back_view: SampleView) -> None:
    """From behind: at least 90 % of what is found is scalp or neck's skin, none of it backdrop."""
    nape = read_nape(back_view, back_view.photo.srgb.astype(np.float32) / 255.0) > 0.5
    assert np.count_nonzero(nape & back_view.scalp_mask) > 1500
    assert np.count_nonzero(nape & ~back_view.skin_mask) < 0.02 * np.count_nonzero(nape)


def test_a_face_shows_no_nape() -> None:
    """From the front nothing of the nape is drawn, from above the front hardly a rim."""
    whole = draw_nape(camera_from("back"), SHAPE, 1).sum()
    assert draw_nape(camera_from("front"), SHAPE, 1).sum() == 0
    assert draw_nape(camera_from("front-high"), SHAPE, 1).sum() < 0.05 * whole


def test_both_sides_show_the_nape_alike() -> None:
    """Left and right are mirrored, to a pixel's rounding."""
    left, right = (draw_nape(camera_from(side), SHAPE, 1) for side in ("left", "right"))
    differing = np.count_nonzero(left != right[:, ::-1])
    assert 0 < np.count_nonzero(left) * 0.05 > differing


def test_the_same_picture_gives_the_same_nape(back_view: SampleView) -> None:
    """The cut's mixtures start alike each time, whatever was cut before."""
    picture = back_view.photo.srgb.astype(np.float32) / 255.0
    first = read_nape(back_view, picture)
    read_nape(back_view, picture[:, ::-1].copy())
    np.testing.assert_array_equal(read_nape(back_view, picture), first)


def test_one_flat_colour_is_no_fault(back_view: SampleView) -> None:
    """A picture without any contrast is read without an error."""
    nape = read_nape(back_view, np.full((*SHAPE, 3), 0.5, dtype=np.float32))
    assert np.all((nape >= 0.0) & (nape <= 1.0))
