"""Distances on the raster, and the chart under it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smp_sim.model.area_kind import AreaKind
from smp_sim.model.head import Head
from smp_sim.model.plan import Area
from smp_sim.render.area_field import (
    build_field,
    cell_areas_mm2,
    cell_cover,
    cell_numbers,
    cell_places,
    inside_polygon,
    read_field,
    strip_depth,
)
from smp_sim.render.area_outline import (
    AreaOutline,
    default_crown,
    drawn_edges,
    outline_area,
)
from smp_sim.render.hairline_curve import hairline_places, preset_hairline
from smp_sim.render.head_curve import nearest_on_line
from smp_sim.render.scalp_chart import chart_of_places, chart_of_sphere, sphere_of_chart

AXES = Head().semi_axes_mm


def _behind() -> AreaOutline:
    line = hairline_places(preset_hairline("natural", Head()), Head())
    return outline_area(Area(id="a", kind="behind-hairline"), line, AXES)


@given(st.floats(-0.85, 1.0), st.floats(0.0, 6.3))
def test_chart_and_sphere_are_inverse(height: float, turn: float) -> None:
    """Going to the chart and back gives the point."""
    flat = np.sqrt(1.0 - height**2)
    point = np.array([[flat * np.cos(turn), height, flat * np.sin(turn)]])
    assert np.allclose(sphere_of_chart(chart_of_sphere(point)), point, atol=1e-6)


def test_chart_keeps_areas(rng: np.random.Generator) -> None:
    """Points spread evenly over the sphere are spread evenly over the chart."""
    vectors = rng.standard_normal((200_000, 3))
    sphere = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    radius = np.linalg.norm(chart_of_sphere(sphere[sphere[:, 1] > -0.5]), axis=1)
    counts, edges = np.histogram(radius**2, bins=10)
    assert np.allclose(counts / counts.mean(), 1.0, atol=0.03)
    assert edges[-1] == pytest.approx(3.0, abs=0.01)


@settings(max_examples=20)
@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), min_size=3, max_size=9))
def test_inside_agrees_with_the_even_odd_rule(corners: list[tuple[float, float]]) -> None:
    """The raster's inside is that of counting the edges to the right, point by point."""
    polygon = np.array(corners)
    columns, rows = np.arange(0.13, 10.0, 0.5), np.arange(0.17, 10.0, 0.5)
    inside = inside_polygon(polygon, columns, rows)
    for i, y in enumerate(rows):
        for j, x in enumerate(columns):
            assert inside[i, j] == _odd_crossings(polygon, x, y)


def _odd_crossings(polygon: np.ndarray, x: float, y: float) -> bool:
    odd = False
    for (x0, y0), (x1, y1) in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
        if (min(y0, y1) <= y < max(y0, y1)) and x >= x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            odd = not odd
    return odd


def test_distances_are_true_to_a_third_of_a_millimetre(rng: np.random.Generator) -> None:
    """Read off the raster near the hairline, distances agree with the curve itself."""
    outline = _behind()
    field = build_field(outline, (), 8.0, 19.0)
    start = outline.front[rng.integers(60, len(outline.front) - 60, 400)]
    places = start + rng.uniform(-6.0, 6.0, (400, 3))
    places = places / np.sqrt(np.sum((places / AXES) ** 2, axis=1, keepdims=True))
    true, along = nearest_on_line(places, outline.front)
    read = read_field(field, chart_of_places(places, AXES))
    assert np.quantile(np.abs(np.abs(read[:, 1]) - true), 0.95) < 0.4
    assert np.quantile(np.abs(read[:, 2] - along), 0.9) < 1.5


def test_distance_signs_follow_the_side() -> None:
    """The vertex lies inside; the glabella lies in front of the hairline, the nape behind."""
    field = build_field(_behind(), (), 8.0, 19.0)
    sphere = np.array([[0.0, 1.0, 0.0], [0.0, 0.62, 0.785], [0.0, 0.2, -0.98]])
    rear, front, _ = read_field(field, chart_of_sphere(sphere)).T
    assert rear[0] > 0.0
    assert front[0] > 0.0
    assert front[1] < 0.0 < rear[1]
    assert rear[2] < 0.0


def test_core_is_full_and_reach_holds_it() -> None:
    """Core cells lie deep inside, and every core cell may have dots."""
    field = build_field(_behind(), (), 8.0, 19.0)
    assert np.all(field.reach[field.core])
    assert np.all(field.planes[field.core][:, :2] >= 19.0)
    assert np.count_nonzero(field.core) > 500


def test_points_off_the_raster_are_in_no_area() -> None:
    """Cell 0, where points off the raster go, may have no dots."""
    field = build_field(AreaOutline(np.empty((0, 3)), default_crown(AXES), AXES), (), 0.0, 12.0)
    numbers = cell_numbers(field, np.array([[9.0, 9.0], [-9.0, 0.0], [0.0, -0.9]]))
    assert numbers[:2].tolist() == [0, 0]
    assert not field.reach.ravel()[0]
    assert field.reach.ravel()[numbers[2]]


def test_cells_add_up_to_the_ellipsoid() -> None:
    """Cell areas are true: small patches measured by their corners agree."""
    field = build_field(_behind(), (), 8.0, 19.0)
    areas = cell_areas_mm2(field)
    _, places = cell_places(field)
    grid = places.reshape(*areas.shape, 3)
    right, down = grid[1:-1, 2:] - grid[1:-1, :-2], grid[2:, 1:-1] - grid[:-2, 1:-1]
    patch = np.linalg.norm(np.cross(right, down), axis=2) / 4.0
    inner = field.reach[1:-1, 1:-1]
    assert np.allclose(patch[inner] / areas[1:-1, 1:-1][inner], 1.0, atol=0.01)


def test_default_crown_is_round_and_behind() -> None:
    """The default crown is 38 mm about the whorl, on the back of the head."""
    ring = default_crown(AXES)
    assert ring[:, 2].max() < -20.0
    assert np.abs(ring[:, 0]).max() == pytest.approx(38.0, abs=4.0)


#: An arc round the back of the head, ear to ear.
BACK = tuple((float(np.sin(turn)), 0.0, float(-np.cos(turn))) for turn in np.linspace(-1.2, 1.2, 7))


@pytest.mark.parametrize("width_mm", [1.0, 6.0])
def test_a_scar_line_covers_its_length_times_its_width(width_mm: float) -> None:
    """The raster is fine enough for a scar narrower than its usual cells."""
    scar = Area(id="s", kind="scar-line", outline=BACK, width_mm=width_mm)
    outline = outline_area(scar, np.empty((0, 3)), AXES)
    field = build_field(outline, (), 0.0, 0.0)
    covered = float(np.sum(cell_areas_mm2(field)[field.planes[..., 0] > 0.0]))
    assert outline.strip is not None
    length = float(np.linalg.norm(np.diff(outline.strip.middle, axis=0), axis=1).sum())
    assert covered == pytest.approx(width_mm * (length + np.pi * width_mm / 4.0), rel=0.03)


def test_dot_scars_cover_their_circles() -> None:
    """Spots in a close-up have the area of their circles, and nothing between them."""
    spots = tuple((float(x), float(y), 0.0) for x in range(0, 12, 3) for y in range(0, 9, 3))
    scars = Area(id="s", kind="scar-dots", view="v", outline=spots, width_mm=0.9)
    outline = outline_area(scars, np.empty((0, 3)), AXES)
    field = build_field(outline, (), 0.0, 0.0)
    covered = float(np.sum(cell_areas_mm2(field)[field.planes[..., 0] > 0.0]))
    assert covered == pytest.approx(12 * np.pi * 0.45**2, rel=0.05)


@pytest.mark.parametrize("kind", ["scar-line", "scar-dots"])
@pytest.mark.parametrize("view", ["", "v"])
def test_drawn_edges_of_a_scar_lie_on_its_rim(kind: AreaKind, view: str) -> None:
    """What the window draws round a scar is where its dots end."""
    points = BACK if not view else ((0.0, 0.0, 0.0), (10.0, 4.0, 0.0), (20.0, 0.0, 0.0))
    scar = Area(id="s", kind=kind, view=view, outline=points, width_mm=3.0)
    outline = outline_area(scar, np.empty((0, 3)), AXES)
    assert outline.strip is not None
    for edge in drawn_edges(outline):
        assert np.allclose(strip_depth(outline.strip, edge, 9.0), 0.0, atol=0.12)


def test_a_patch_that_blends_out_is_full_to_its_outline() -> None:
    """An alopecia patch fades beyond its outline; its area is that of the outline all the same."""
    square = ((0.0, 0.0, 0.0), (20.0, 0.0, 0.0), (20.0, 20.0, 0.0), (0.0, 20.0, 0.0))
    patch = Area(id="a", kind="alopecia-patch", view="v", outline=square, feather_mm=5.0)
    field = build_field(outline_area(patch, np.empty((0, 3)), AXES), (), 0.0, 5.0)
    depth = read_field(field, np.array([[10.0, 0.0], [10.0, -4.0], [10.0, -6.0]]))[:, 0]
    assert depth == pytest.approx([5.0, 1.0, -1.0], abs=0.1)
    covered = cell_cover(patch, field, np.full(field.reach.size, field.cell))
    assert covered.sum() * field.cell**2 == pytest.approx(400.0, rel=0.02)
    assert field.reach.sum() * field.cell**2 > 800.0
