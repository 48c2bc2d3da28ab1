"""Finding the head's outline in a picture."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.document.proposal.head_camera import HeadHandles
from smp_sim.document.proposal.head_outline import find_outlines, reduced_picture
from smp_sim.render.pixel_geometry import rim_distance
from smp_sim.render.products import Photo
from tests.document.proposal.synthetic_photos import head_camera, head_picture, photo_of

CAMERA = head_camera(HeadHandles("front", (300.0, 300.0), 2.0))


def test_the_outline_lies_on_the_head(rng: np.random.Generator) -> None:
    """Above the neck, the outline is the ellipsoid's to 2 mm."""
    outline = next(find_outlines(photo_of(head_picture(CAMERA), rng)))
    dome = outline.points_px[outline.points_px[:, 1] < 300.0]
    assert len(dome) > 60
    assert np.percentile(np.abs(rim_distance(CAMERA, dome)), 90) < 2.0


def test_the_circle_fits_into_the_head(rng: np.random.Generator) -> None:
    """The largest circle is about as wide as the head, its top row is the vertex."""
    outline = next(find_outlines(photo_of(head_picture(CAMERA), rng)))
    assert outline.circle_px[2] == pytest.approx(77.6 * 2.0, rel=0.1)
    assert outline.top_px == pytest.approx(300.0 - 76.3 * 2.0, abs=10.0)


@pytest.mark.parametrize(
    "shape", [(1, 1), (3, 5), (30, 30), (40, 2000), (200, 200)], ids=lambda s: f"{s[0]}x{s[1]}"
)
def test_an_even_picture_shows_no_head(shape: tuple[int, int]) -> None:
    """Without an edge, or without pixels, there is no outline."""
    assert list(find_outlines(Photo(np.full((*shape, 3), 128, dtype=np.uint8)))) == []


def test_sixteen_bit_photos_are_reduced_to_eight() -> None:
    """The reduced picture is uint8 whatever the photo's depth, with its step."""
    photo = Photo(np.full((600, 900, 3), 65535, dtype=np.uint16))
    small, step = reduced_picture(photo, 300)
    assert small.dtype == np.uint8
    assert small.shape == (200, 300, 3)
    assert small.min() == 255
    assert step == pytest.approx(3.0)
