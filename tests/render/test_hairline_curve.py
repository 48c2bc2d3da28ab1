"""Hairline presets on the head."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smp_sim.model.errors import PlanError
from smp_sim.model.head import Head
from smp_sim.model.plan import Hairline, HairlinePreset
from smp_sim.model.units import checked
from smp_sim.render.hairline_curve import (
    HEIGHT_MM,
    SHAPES,
    angle_at_height,
    garg_half,
    hairline_curve,
    hairline_places,
    midline_arc,
    preset_hairline,
    scale_landmark,
    skin_distance,
)
from smp_sim.render.hairline_measure import measure_hairline
from smp_sim.render.head_curve import lift_to_head
from smp_sim.render.head_geometry import unit
from smp_sim.render.scalp_chart import chart_of_places

PRESETS = get_args(HairlinePreset)
HEADS = [
    Head(),
    Head(semi_axes_mm=(70.0, 72.0, 92.0)),
    Head(semi_axes_mm=(84.0, 90.0, 112.0)),
]


def _crossings(polyline: np.ndarray) -> int:
    """Count crossings of a flat polyline (N, 2) with itself, neighbours left out."""
    a, b = polyline[:-1, None], polyline[1:, None]
    c, d = polyline[None, :-1], polyline[None, 1:]

    def side(p: np.ndarray, q: np.ndarray, r: np.ndarray) -> np.ndarray:
        u, v = q - p, r - p
        return np.asarray(u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0])

    cross = (side(a, b, c) * side(a, b, d) < 0) & (side(c, d, a) * side(c, d, b) < 0)
    far = np.abs(np.subtract.outer(np.arange(len(cross)), np.arange(len(cross)))) > 1
    return int(np.count_nonzero(cross & far))


def test_every_declared_preset_is_drawn() -> None:
    """The presets that can be drawn are those the model names."""
    assert set(SHAPES) == set(PRESETS)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("head", HEADS)
def test_preset_stands_at_the_height_asked(preset: str, head: Head) -> None:
    """The mid-frontal point lies at the arc asked above the glabella, to 0.5 mm."""
    for height in (65.0, 80.0, 100.0):
        hairline = preset_hairline(preset, head, height)
        assert measure_hairline(hairline, head).height_mm == pytest.approx(height, abs=0.5)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("head", HEADS)
def test_preset_is_smooth_and_simple(preset: str, head: Head) -> None:
    """The curve turns less than 25 degrees over any 0.8 mm and never crosses itself."""
    for height in (65.0, 80.0, 100.0):
        places = hairline_places(preset_hairline(preset, head, height), head)
        step = unit(np.diff(places, axis=0))
        turn = np.degrees(np.arccos(np.clip(np.sum(step[1:] * step[:-1], axis=1), -1.0, 1.0)))
        assert turn.max() < 25.0
        assert _crossings(chart_of_places(places, head.semi_axes_mm)) == 0


@pytest.mark.parametrize("preset", PRESETS)
def test_preset_runs_from_right_to_left_ear(preset: str) -> None:
    """The curve starts at the right sideburn, ends at the left one, and mirrors itself."""
    curve = hairline_curve(preset_hairline(preset, Head()))
    assert curve[0, 0] < -0.6
    assert curve[-1, 0] > 0.6
    assert np.allclose(curve[::-1] * (-1.0, 1.0, 1.0), curve, atol=1e-6)
    ear = lift_to_head(scale_landmark("ear_left", Head()), Head().semi_axes_mm)
    end = hairline_places(preset_hairline(preset, Head()), Head())[-1]
    assert 10.0 < end[2] - ear[2] < 40.0


@pytest.mark.parametrize("preset", ["natural", "broken", "straight", "widows-peak", "receded"])
def test_temple_corner_stands_above_the_canthus(preset: str) -> None:
    """The frontotemporal corner is on the vertical of the lateral canthus, to 8 mm."""
    shape = SHAPES[preset]
    front = [
        place for place, follow in zip(shape.places_mm, shape.follows, strict=True) if follow == 1
    ]
    assert front[-1][0] == pytest.approx(scale_landmark("lateral_canthus_left", Head())[0], abs=8.0)


def test_presets_differ_as_their_names_say() -> None:
    """Straight is crisp and calm, soft is long, broken is ragged, receded has deep temples."""
    lines = {name: preset_hairline(name, Head()) for name in PRESETS}
    assert lines["straight"].transition_mm < 0.5 * lines["natural"].transition_mm
    assert lines["straight"].micro_mm < 0.5 * lines["natural"].micro_mm
    assert lines["soft"].transition_mm > lines["natural"].transition_mm
    assert lines["soft"].edge_tone < lines["natural"].edge_tone
    assert lines["broken"].micro_mm > lines["natural"].micro_mm
    assert lines["broken"].strays_per_cm > lines["natural"].strays_per_cm
    corner = {name: hairline_places(line, Head()) for name, line in lines.items()}
    depth = {
        name: places[(np.abs(places[:, 0] - 45.0) < 2.0) & (places[:, 1] > 40.0), 2].min()
        for name, places in corner.items()
    }
    assert depth["receded"] < depth["natural"] - 10.0


def test_widows_peak_is_ten_millimetres() -> None:
    """The peak stands about 10 mm in front of the line to its sides."""
    tip = preset_hairline("widows-peak", Head())
    places = hairline_places(tip, Head())
    side = places[np.argmin(np.abs(places[:, 0] - 10.5) + (places[:, 1] < 40.0) * 1e3)]
    angle, arc = midline_arc(Head())
    rise = np.interp(np.arctan2(side[1] / 76.3, side[2] / 102.1), angle, arc) - HEIGHT_MM
    assert 7.0 < rise < 14.0


@pytest.mark.parametrize("head", HEADS)
def test_garg_construction_has_its_sides(head: Head) -> None:
    """The corner lies 80 mm from B and from E over the skin, the peak 5 cm below the corner."""
    half = garg_half(head, 80.0) * np.asarray(head.semi_axes_mm)
    b, corner, peak = half[0], half[3], half[4]
    side = 80.0 * min(head.semi_axes_mm[0] / 77.6, 1.0)
    assert skin_distance(b, corner, head.semi_axes_mm)[0] == pytest.approx(side, abs=2.0)
    assert skin_distance(corner, peak, head.semi_axes_mm)[0] == pytest.approx(50.0, abs=3.0)


@given(st.floats(50.0, 140.0), st.sampled_from(HEADS))
@settings(max_examples=20)
def test_angle_at_height_inverts_the_arc(height: float, head: Head) -> None:
    """Going up by the arc and measuring it back gives the height."""
    angle, arc = midline_arc(head)
    assert np.interp(angle_at_height(head, height), angle, arc) == pytest.approx(height, abs=0.01)


def test_presets_hold_their_limits() -> None:
    """Every preset's numbers pass the declared ranges."""
    for preset in PRESETS:
        assert checked(preset_hairline(preset, Head())).preset == preset


def test_line_without_points_is_its_preset() -> None:
    """A plan that draws no line gets that of its preset."""
    drawn = preset_hairline("soft", Head())
    assert np.array_equal(hairline_curve(Hairline(preset="soft")), hairline_curve(drawn))


@pytest.mark.parametrize(
    ("preset", "height", "word"),
    [
        ("mohawk", 80.0, "no hairline 'mohawk'"),
        ("soft", 20.0, "50 to 140"),
        ("soft", float("nan"), "50 to 140"),
    ],
)
def test_wrong_presets_say_why(preset: str, height: float, word: str) -> None:
    """An unknown preset or an impossible height is the user's mistake."""
    with pytest.raises(PlanError, match=word):
        preset_hairline(preset, Head(), height)


def test_one_point_is_no_hairline() -> None:
    """A line of one point is refused."""
    with pytest.raises(PlanError, match="two points"):
        hairline_curve(Hairline(points=((0.0, 1.0, 0.0),)))
