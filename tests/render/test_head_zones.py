"""Ears, eyes, brows and forehead where the model says they are."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.document.proposal.head_camera import HeadHandles, manual_camera
from smp_sim.model.camera import HeadCamera, Side
from smp_sim.model.head import LANDMARKS_MM
from smp_sim.render.camera_geometry import project_directions, project_places
from smp_sim.render.head_geometry import unit
from smp_sim.render.head_zones import barred_zones, forehead_mask

STILL = ((0.0, 0.0), (0.0, 0.0))


def camera_of(side: Side) -> HeadCamera:
    """Give a camera that sees the whole head."""
    return manual_camera((440, 440), HeadHandles(side, (220.0, 200.0), 1.6))


def read_at(plane: np.ndarray, pixel: np.ndarray) -> float:
    """Read a map of step 1 at a pixel."""
    return float(plane[int(pixel[1]), int(pixel[0])])


@pytest.mark.parametrize(
    ("side", "barred", "free"),
    [
        ("front", ["pupil_left", "pupil_right", "glabella", "ear_left"], []),
        ("left", ["ear_left", "pupil_left"], []),
        ("right", ["ear_right", "pupil_right"], []),
        ("back", ["ear_left", "ear_right"], ["glabella", "pupil_left"]),
        ("threequarter-left", ["ear_left", "pupil_left", "pupil_right"], []),
    ],
)
def test_zones_are_barred_where_they_are_seen(
    side: Side, barred: list[str], free: list[str]
) -> None:
    """Ears, eyes and brows are barred in views that show them, not through the head."""
    camera = camera_of(side)
    zones = barred_zones(camera, (440, 440), 1.0, STILL)
    for name in barred:
        assert read_at(zones, project_places(camera, np.array([LANDMARKS_MM[name]]))[0]) > 0.95
    for name in free:
        assert read_at(zones, project_places(camera, np.array([LANDMARKS_MM[name]]))[0]) < 0.05


@pytest.mark.parametrize("side", ["front", "left", "top", "back", "threequarter-right"])
def test_the_dome_is_free(side: Side) -> None:
    """No zone reaches the scalp above 35 mm over the brows' middle."""
    camera = camera_of(side)
    zones = barred_zones(camera, (440, 440), 1.0, STILL)
    dome = unit(np.array([[0, 1, 0], [0.4, 0.8, 0.3], [-0.4, 0.8, 0.3], [0, 0.8, -0.5]]))
    for pixel in project_directions(camera, dome):
        assert read_at(zones, pixel) < 0.05


def test_a_shifted_ear_is_barred_where_it_is() -> None:
    """An ear found 20 mm higher moves its zone up."""
    camera = camera_of("left")
    top = project_places(camera, np.array([[86.0, 10.0, -11.0]]))[0]
    assert read_at(barred_zones(camera, (440, 440), 1.0, STILL), top) < 0.05
    moved = barred_zones(camera, (440, 440), 1.0, ((20.0, 0.0), (0.0, 0.0)))
    assert read_at(moved, top) > 0.7


def test_a_larger_head_has_larger_zones() -> None:
    """Zones stretch with the head's axes."""
    small = manual_camera((440, 440), HeadHandles("front", (220.0, 200.0), 1.6))
    large = manual_camera(
        (440, 440), HeadHandles("front", (220.0, 200.0), 1.6, semi_axes_mm=(90.0, 90.0, 118.0))
    )
    areas = [barred_zones(camera, (440, 440), 1.0, STILL).sum() for camera in (small, large)]
    assert areas[1] > 1.2 * areas[0]


def test_the_forehead_shows_in_front_and_not_behind() -> None:
    """Its mask lies between brows and hairline in front views and is empty from behind."""
    camera = camera_of("front")
    mask = forehead_mask(camera, (440, 440), 1.0)
    assert read_at(mask, project_directions(camera, unit(np.array([[0.0, 0.35, 0.93]])))[0]) == 1.0
    assert not forehead_mask(camera_of("back"), (440, 440), 1.0).any()
