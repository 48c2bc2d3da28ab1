"""Dots in a photo: facing the camera, drawn up to the outline, blurred by what blurs the photo."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from smp_sim.model.camera import FlatCamera, HeadCamera
from smp_sim.render.camera_geometry import project_places
from smp_sim.render.growth_direction import growth_at
from smp_sim.render.head_geometry import normal_at, place_on_head, unit
from smp_sim.render.products import DotField, DotGrowth
from smp_sim.render.projection import footprint_covariances, project_dots
from tests.render.flat_scene import Dots, make_field

FRONT = HeadCamera(
    width=800,
    height=800,
    position_mm=(0.0, 0.0, 1000.0),
    right=(1.0, 0.0, 0.0),
    up=(0.0, 1.0, 0.0),
    focal_px=3000.0,
    centre_px=(400.0, 400.0),
)


def _head_field(rng: np.random.Generator, count: int) -> DotField:
    field = make_field(np.zeros((count, 2)), Dots(), 1)
    field.place[:] = unit(rng.normal(size=(count, 3)))
    return field


def test_only_dots_that_face_the_camera_are_seen(rng: np.random.Generator) -> None:
    """No dot of the far side is visible; every one of the near side in the picture is."""
    field = _head_field(rng, 4000)
    seen = project_dots(field, FRONT, 800, 800)
    assert not seen.visible[seen.cos_tilt <= 0.0].any()
    assert seen.visible[seen.cos_tilt > 0.01].all()


def test_the_mean_tone_carries_on_to_the_outline(rng: np.random.Generator) -> None:
    """Footprint area times dots per px² is the same at every tilt: dots per mm² of skin."""
    field = _head_field(rng, 60_000)
    seen = project_dots(field, FRONT, 800, 800)
    area_px = np.abs(np.linalg.det(seen.shape_px))
    radius = np.hypot(*(seen.centre_px - 400.0).T)
    outline = radius[seen.visible].max()
    covered = []
    for low, high in ((0.3, 0.5), (0.97, 1.0)):
        ring = seen.visible & (radius > low * outline) & (radius <= high * outline)
        covered.append(area_px[ring].sum() / (high**2 - low**2))
    assert covered[1] > 0.5 * covered[0]


def test_a_flat_view_maps_mm_to_px() -> None:
    """A dot at (3, 2) mm falls at 10 times that, and is seen straight on."""
    field = make_field(np.array([[3.0, 2.0]]), Dots(), 1)
    seen = project_dots(field, FlatCamera(px_per_mm=10.0), 100, 80)
    np.testing.assert_allclose(seen.centre_px, [[30.0, 20.0]])
    np.testing.assert_allclose(seen.shape_px, [np.eye(2) * 10.0])


def test_dots_far_outside_the_picture_are_not_seen() -> None:
    """What can't reach into the picture is left out; what can is kept."""
    field = make_field(np.array([[-2.0, 4.0], [-50.0, 4.0]]), Dots(), 1)
    seen = project_dots(field, FlatCamera(px_per_mm=10.0), 100, 80)
    assert seen.visible.tolist() == [True, False]


@pytest.mark.parametrize(("scale", "box"), [(0.5, 1.0), (1.0, 1.0), (3.0, 9.0)])
def test_variances_add_up(scale: float, box: float) -> None:
    """Skin footprint, photo blur and pixel box: the box is the coarser of picture and photo."""
    shape = np.eye(2)[None] * 4.0
    found = footprint_covariances(shape, np.array([0.1]), scale=scale, blur_px=0.7)
    expected = (0.4 * scale) ** 2 + (0.7 * scale) ** 2 + box / 12.0
    np.testing.assert_allclose(found, [np.eye(2) * expected])


LEFT = HeadCamera(
    width=800,
    height=800,
    position_mm=(900.0, 300.0, 400.0),
    right=(0.4061, 0.0, -0.9138),
    up=(-0.2636, 0.9575, -0.1171),
    focal_px=3000.0,
    centre_px=(400.0, 400.0),
)


@pytest.mark.parametrize("camera", [FRONT, LEFT], ids=["front", "left"])
def test_growth_lengthens_dots_along_it_in_every_view(
    camera: HeadCamera, rng: np.random.Generator
) -> None:
    """A footprint is that of an ellipse on the skin: longer along the hair, narrower across."""
    field = _head_field(rng, 300)
    axes = camera.semi_axes_mm
    along, ratio = growth_at(field.place, axes), np.full(300, 1.4)
    field = dataclasses.replace(field, growth=DotGrowth(along, ratio))
    places = place_on_head(field.place, axes)
    across = np.cross(normal_at(places, axes), along)
    seen = project_dots(field, camera, 800, 800)
    middle = project_places(camera, places)
    long, short = (
        (project_places(camera, places + 1e-4 * way) - middle) / 1e-4 for way in (along, across)
    )
    expected = 1.4 * long[:, :, None] * long[:, None, :] + short[:, :, None] * short[:, None] / 1.4
    found = seen.shape_px @ np.swapaxes(seen.shape_px, 1, 2)
    facing = seen.visible & (seen.cos_tilt > 0.1)
    assert facing.sum() > 80
    np.testing.assert_allclose(found[facing], expected[facing], rtol=2e-3, atol=2e-3)


def test_growth_leaves_the_area_of_every_footprint(rng: np.random.Generator) -> None:
    """Drawn out dots cover as much of the picture as round ones."""
    field = _head_field(rng, 300)
    along = growth_at(field.place, FRONT.semi_axes_mm)
    longer = dataclasses.replace(field, growth=DotGrowth(along, rng.uniform(1.0, 1.4, 300)))
    plain, drawn = (project_dots(f, FRONT, 800, 800).shape_px for f in (field, longer))
    np.testing.assert_allclose(np.linalg.det(drawn), np.linalg.det(plain), rtol=1e-9)


def test_growth_in_a_plane_turns_from_rows_toward_columns() -> None:
    """In a flat view x runs right and y down, as in the photo."""
    field = make_field(np.array([[3.0, 2.0]]), Dots(), 1)
    field = dataclasses.replace(
        field, growth=DotGrowth(np.array([[0.0, 1.0, 0.0]]), np.array([1.21]))
    )
    seen = project_dots(field, FlatCamera(px_per_mm=10.0), 100, 80)
    np.testing.assert_allclose(seen.shape_px, [np.diag([10.0 / 1.1, 11.0])])
