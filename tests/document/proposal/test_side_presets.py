"""Where the camera stands for each side, and turns away from it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.document.proposal.side_presets import (
    Turn,
    preset_rotation,
    rotation_of,
    turn_from_preset,
    turned_rotation,
    vector_of,
)
from smp_sim.model.camera import SIDE_STATIONS_DEG, Side

SIDES: list[Side] = [
    "front",
    "front-high",
    "left",
    "right",
    "threequarter-left",
    "threequarter-right",
    "top",
    "back",
    "back-high",
]
angles = st.floats(-50.0, 50.0)
turns = st.builds(Turn, angles, angles, angles)


def test_every_side_but_flat_has_a_station() -> None:
    """The presets cover the sides of the command line."""
    assert set(SIDE_STATIONS_DEG) == set(SIDES)


@pytest.mark.parametrize("side", SIDES)
def test_presets_are_right_handed_rotations(side: Side) -> None:
    """No preset mirrors the head."""
    rotation = preset_rotation(side)
    np.testing.assert_allclose(rotation @ rotation.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(rotation) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("side", "seen", "right", "up"),
    [
        ("front", (0, 0, 1), (1, 0, 0), (0, 1, 0)),
        ("left", (1, 0, 0), (0, 0, -1), (0, 1, 0)),
        ("right", (-1, 0, 0), (0, 0, 1), (0, 1, 0)),
        ("back", (0, 0, -1), (-1, 0, 0), (0, 1, 0)),
        ("top", (0, 1, 0), (1, 0, 0), (0, 0, -1)),
    ],
)
def test_each_side_shows_its_own_side(
    side: Side,
    seen: tuple[float, ...],
    right: tuple[float, ...],
    up: tuple[float, ...],
) -> None:
    """The left view sees the client's left (+x) with the nose to the picture's left."""
    rotation = preset_rotation(side)
    np.testing.assert_allclose(rotation, [right, up, seen], atol=1e-12)


@pytest.mark.parametrize("side", ["front-high", "back-high"])
def test_high_presets_look_down(side: Side) -> None:
    """The camera of a high preset stands 40 degrees above the horizon."""
    assert preset_rotation(side)[2, 1] == pytest.approx(np.sin(np.radians(40.0)))


def test_threequarter_left_shows_face_and_left_side() -> None:
    """Both the face and the client's left ear face the three-quarter-left camera."""
    toward = preset_rotation("threequarter-left")[2]
    assert toward[0] > 0.5
    assert toward[2] > 0.5


def test_flat_has_no_preset() -> None:
    """Asking for the head camera of a flat close-up is a fault of the program."""
    with pytest.raises(ValueError, match="flat"):
        preset_rotation("flat")


@given(st.sampled_from(SIDES), turns)
def test_a_turn_is_read_back(side: Side, turn: Turn) -> None:
    """Turning away from a preset and reading the turn are inverse, on the top view too."""
    read = turn_from_preset(side, turned_rotation(side, turn))
    np.testing.assert_allclose(read, turn, atol=1e-9)


def test_turns_mean_what_they_say() -> None:
    """Yaw takes the camera to its right, pitch over the head, roll tips the head to the left."""
    assert turned_rotation("front", Turn(yaw_deg=10.0))[2, 0] > 0.0
    assert turned_rotation("front", Turn(pitch_deg=10.0))[2, 1] > 0.0
    assert turned_rotation("back", Turn(pitch_deg=10.0))[2, 1] > 0.0
    # The vertex (0, 1, 0) in camera axes: its picture x is right . vertex.
    assert turned_rotation("front", Turn(roll_deg=10.0))[0, 1] < 0.0


@given(st.tuples(*[st.floats(-1.7, 1.7)] * 3))
def test_rotation_vectors_are_read_back(vector: tuple[float, float, float]) -> None:
    """Rodrigues' formula and its inverse agree for angles below pi, 0 included."""
    np.testing.assert_allclose(vector_of(rotation_of(vector)), vector, atol=1e-9)
