"""What is measured of a hairline."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from smp_sim.model.head import Head
from smp_sim.model.plan import Hairline
from smp_sim.render.hairline_curve import preset_hairline
from smp_sim.render.hairline_measure import measure_hairline, plane_residual
from smp_sim.render.head_geometry import place_on_head, unit

HEAD = Head()


def _bent(shift_mm: float) -> Hairline:
    """Give the natural line with its left half moved up."""
    line = preset_hairline("natural", HEAD)
    places = place_on_head(np.array(line.points), HEAD.semi_axes_mm)
    places[places[:, 0] > 1.0] += (0.0, shift_mm, -shift_mm)
    moved = tuple((float(x), float(y), float(z)) for x, y, z in unit(places))
    return msgspec.structs.replace(line, points=moved)


def test_symmetric_line_has_no_asymmetry() -> None:
    """A preset mirrors itself."""
    assert measure_hairline(preset_hairline("natural", HEAD), HEAD).asymmetry_mm < 0.01


def test_asymmetry_grows_with_the_shift() -> None:
    """Moving one side up by more gives a larger distance, of the order of the shift."""
    small, large = (measure_hairline(_bent(s), HEAD).asymmetry_mm for s in (2.0, 5.0))
    assert 0.5 < small < 3.5
    assert small < large < 8.0


def test_straight_line_is_less_wavy_than_a_peaked_one() -> None:
    """A ruled front fits a plane; a widow's peak doesn't."""
    straight = measure_hairline(preset_hairline("straight", HEAD), HEAD)
    peaked = measure_hairline(preset_hairline("widows-peak", HEAD), HEAD)
    assert straight.waviness_mm < 0.4
    assert peaked.waviness_mm > 3.0 * straight.waviness_mm


def test_temple_angles_are_alike_and_open() -> None:
    """A preset's two corners have one angle; the edge-up is sharper than the soft line."""
    soft = measure_hairline(preset_hairline("soft", HEAD), HEAD).temple_angle_deg
    straight = measure_hairline(preset_hairline("straight", HEAD), HEAD).temple_angle_deg
    assert soft[0] == pytest.approx(soft[1], abs=0.1)
    assert 90.0 < straight[0] < soft[0] < 170.0


def test_length_is_that_of_a_real_hairline() -> None:
    """From ear to ear a hairline measures 30 to 45 cm."""
    assert 300.0 < measure_hairline(preset_hairline("natural", HEAD), HEAD).length_mm < 450.0


def test_line_beside_the_midline_has_no_height() -> None:
    """A line on one side only never crosses the midline."""
    side = Hairline(points=tuple(p for p in preset_hairline("natural", HEAD).points if p[0] > 0.05))
    assert np.isnan(measure_hairline(side, HEAD).height_mm)


def test_plane_residual_of_a_plane_is_zero() -> None:
    """Points of one plane lie on it; a bump of 1 mm shows."""
    x = np.linspace(0.0, 90.0, 40)
    flat = np.stack([x, x**2 / 324.0, 0.0 * x], axis=1)
    assert plane_residual(flat) < 1e-9
    bump = np.stack([x, x**2 / 324.0, np.tile([0.0, 1.0], 20)], axis=1)
    assert plane_residual(bump) == pytest.approx(0.5, abs=0.05)
