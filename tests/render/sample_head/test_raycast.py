"""Rays end on the true surface, whatever the picture's size."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.model.camera import Side
from smp_sim.render.camera_geometry import project_places
from smp_sim.render.sample_head import SampleHead, render_sample, sample_camera, shape_of
from tests.render.sample_head.small_views import small_view

SIDES: tuple[Side, ...] = ("front", "left", "top", "threequarter-right", "back-high")


@pytest.mark.parametrize("side", SIDES)
def test_places_lie_on_the_surface(side: Side) -> None:
    """99.5 % of pixels within 0.1 mm of skin or shirt."""
    view = small_view(side)
    places = view.place_mm[np.isfinite(view.depth_mm)]
    gap = np.abs(shape_of(SampleHead()).distance(places.T))
    assert np.mean(gap < 0.1) > 0.995


def test_places_of_an_enlarged_grid_lie_on_the_surface() -> None:
    """Also where depth is interpolated between traced cells (6 px/mm, so every third)."""
    camera = sample_camera("front", 240, 300, 6.0)
    view = render_sample(SampleHead(), "front", width=240, height=300, camera=camera)
    places = view.place_mm[np.isfinite(view.depth_mm)]
    gap = np.abs(shape_of(SampleHead()).distance(places.T))
    assert np.mean(gap < 0.1) > 0.995


@pytest.mark.parametrize("side", SIDES)
def test_camera_projects_places_onto_their_own_pixels(side: Side) -> None:
    """To well under half a pixel."""
    view = small_view(side)
    rows, cols = np.nonzero(np.isfinite(view.depth_mm))
    shown = project_places(view.camera, view.place_mm[rows, cols].astype(np.float64))
    off = np.hypot(shown[:, 0] - cols - 0.5, shown[:, 1] - rows - 0.5)
    assert off.max() < 0.05


def test_two_views_agree_on_the_surface() -> None:
    """What front shows and three-quarter can see too lies at the depth seen there."""
    front, turned = small_view("front"), small_view("threequarter-left")
    rows, cols = np.nonzero(front.scalp_mask)
    places = front.place_mm[rows, cols].astype(np.float64)
    x, y = np.floor(project_places(turned.camera, places)).astype(int).T
    toward = np.asarray(turned.camera.position_mm) - places
    facing = np.einsum("ni,ni->n", toward, front.normals[rows, cols])
    seen = facing > 0.5 * np.linalg.norm(toward, axis=1)
    other = turned.place_mm[y[seen], x[seen]]
    apart = np.linalg.norm(other - places[seen], axis=1)
    assert seen.sum() > 600
    assert np.median(apart) < 1.0
    assert np.mean(apart < 2.0) > 0.98
