"""The head's outline near its camera's, on pictures whose outline is known."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from smp_sim.document.proposal.head_camera import HeadHandles
from smp_sim.render.colour import srgb_of_linear
from smp_sim.render.head_silhouette import (
    EDGE_MM,
    best_path,
    draw_inside,
    find_silhouette,
    sample_picture,
)
from smp_sim.render.pixel_geometry import rim_distance
from tests.document.proposal.synthetic_photos import SKIN, head_camera, head_picture, photo_of

TRUE = HeadHandles("left", (300.0, 300.0), 2.0)


def misses(
    rng: np.random.Generator, guess: HeadHandles, *, gloss: float, wall: tuple[float, float, float]
) -> NDArray[np.float64]:
    """Give how far the outline found lies outside the true one, mm, over the dome."""
    true = head_camera(TRUE)
    photo = photo_of(head_picture(true, gloss=gloss, wall=wall), rng)
    found = find_silhouette(photo.srgb.astype(np.float32) / 255.0, 1.0, head_camera(guess))
    dome = found.points_px[found.trusted > 0.99]
    assert len(dome) > 120
    return rim_distance(true, dome)


def test_the_outline_is_found_though_the_camera_is_off(rng: np.random.Generator) -> None:
    """With a camera 5 mm off and 4 % too large, the outline is right to 1.2 mm for 90 %."""
    guess = HeadHandles("left", (308.0, 306.0), 2.08)
    miss = misses(rng, guess, gloss=0.0, wall=(0.5, 0.55, 0.5))
    assert np.percentile(np.abs(miss + EDGE_MM), 90) < 1.2


def test_a_shine_of_the_walls_colour_stays_on_the_head(rng: np.random.Generator) -> None:
    """A crown that shines as bright and grey as the wall isn't cut away."""
    miss = misses(rng, TRUE, gloss=0.4, wall=(0.75, 0.6, 0.55))
    assert miss.min() > -4.0


def test_no_outline_runs_onto_the_wall(rng: np.random.Generator) -> None:
    """Nowhere does it lie more than 1 mm outside the head."""
    miss = misses(rng, TRUE, gloss=0.2, wall=(0.55, 0.57, 0.58))
    assert miss.max() < 1.0


def test_an_even_picture_gives_the_models_outline() -> None:
    """Where nothing is seen the ellipsoid's own outline stands."""
    camera = head_camera(TRUE)
    picture = np.broadcast_to(srgb_of_linear(np.array(SKIN)), (700, 600, 3)).copy()
    found = find_silhouette(picture, 1.0, camera)
    assert np.abs(rim_distance(camera, found.points_px) + EDGE_MM * found.trusted).max() < 1.0


def test_a_head_that_leaves_the_frame_has_an_outline() -> None:
    """A head cut off by the frame gives finite points, some outside the picture."""
    camera = head_camera(HeadHandles("front", (300.0, 60.0), 3.0))
    picture = np.full((700, 600, 3), 0.4, dtype=np.float32)
    found = find_silhouette(picture, 1.0, camera)
    assert np.all(np.isfinite(found.points_px))
    assert found.points_px[:, 1].min() < 0.0


def test_the_best_path_is_the_ridge(rng: np.random.Generator) -> None:
    """A ridge through noise is followed all round and both ends meet."""
    ridge = np.rint(20.0 + 6.0 * np.sin(np.arange(360) * 2.0 * np.pi / 360.0)).astype(int)
    gain = rng.normal(0.0, 0.3, (360, 40))
    gain[np.arange(360), ridge] += 6.0
    path = best_path(gain)
    assert np.abs(path - ridge).max() <= 1.0
    assert abs(path[0] - path[-1]) <= 1.0


def test_sampling_reads_pixel_middles() -> None:
    """Place (0.5, 0.5) is the first pixel itself; outside the frame there is nothing."""
    picture = np.arange(27, dtype=np.float32).reshape(3, 3, 3)
    read = sample_picture(picture, np.array([[[0.5, 0.5], [1.5, 0.5], [9.0, 9.0]]]))
    np.testing.assert_allclose(read[0, :2], picture[0, :2])
    assert np.all(np.isnan(read[0, 2]))


@pytest.mark.parametrize("step", [1, 3])
def test_the_inside_has_the_outlines_area(step: int, rng: np.random.Generator) -> None:
    """A drawn outline covers what lies within it, at any step, to 1 %."""
    camera = head_camera(TRUE)
    photo = photo_of(head_picture(camera), rng)
    found = find_silhouette(photo.srgb.astype(np.float32) / 255.0, 1.0, camera)
    x, y = found.points_px.T
    area = 0.5 * abs(np.sum(x * np.roll(y, 1) - y * np.roll(x, 1)))
    shape = (-(-camera.height // step), -(-camera.width // step))
    drawn = draw_inside(found, shape, step)
    assert float(drawn.sum()) * step**2 == pytest.approx(area, rel=0.01)
