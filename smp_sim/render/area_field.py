"""Signed distances of an area's edges, in true mm, on a raster of the head or of a flat plane.

The raster lies on the chart of :mod:`smp_sim.render.scalp_chart`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from smp_sim.model.plan import Area, BrushStroke
from smp_sim.model.units import Vec3
from smp_sim.render.area_outline import AreaOutline, Strip
from smp_sim.render.edge_profile import near_stroke, stroke_line
from smp_sim.render.head_curve import nearest_on_line
from smp_sim.render.head_geometry import area_per_steradian
from smp_sim.render.scalp_chart import chart_of_places, places_of_chart, sphere_of_chart

Floats = NDArray[np.float64]
Plane = NDArray[np.float32]
Mask = NDArray[np.bool_]

#: Raster cells: on the head about 2 mm at the vertex.
HEAD_CELL = 0.025
FLAT_CELLS = 160


@dataclass(frozen=True, slots=True)
class AreaField:
    """Distances on a raster whose cell (row, column) has its centre at origin + cell (column, row).

    ``planes`` (H, W, K) float32, mm: rear edge distance, positive inside; with a hairline also its
    distance, positive inside, and the length along it. Distances stop at ``farthest_mm``.
    ``reach`` (H, W) bool: cells where the area may have dots; ``core`` (H, W) bool: cells all of
    whose points lie ``farthest_mm`` or more inside. ``semi_axes_mm`` is None in a plane. Distances
    of the rear edge are those of the line ``outward_mm`` beyond the drawn one.
    """

    semi_axes_mm: Vec3 | None
    origin: tuple[float, float]
    cell: float
    farthest_mm: float
    planes: Plane
    reach: Mask
    core: Mask
    outward_mm: float = 0.0

    @property
    def has_front(self) -> bool:
        """Whether the area has a hairline."""
        return bool(self.planes.shape[2] == 3)


def build_field(
    outline: AreaOutline, strokes: tuple[BrushStroke, ...], reach_mm: float, depth_mm: float
) -> AreaField:
    """Measure an area's edges on a raster.

    Parameters
    ----------
    outline : the area's edge.
    strokes : brush strokes; those that add widen the raster.
    reach_mm : how far in front of the hairline dots may stand.
    depth_mm : how far inside its edge an area is full.
    """
    axes = outline.semi_axes_mm
    added = [stroke_line(s, axes) for s in strokes if s.effect == "add"]
    origin, cell, shape = _raster_frame(outline, added, reach_mm)
    columns, rows = raster_lines(origin, cell, shape)
    chart = np.stack(np.meshgrid(columns, rows), axis=-1)
    places = places_of_chart(chart, axes).reshape(-1, 3)
    margin = 2.0 * cell * (max(axes) if axes else 1.0)
    farthest = max(depth_mm, reach_mm) + outline.outward_mm + 3.0 * margin
    if outline.strip is not None:
        planes = strip_depth(outline.strip, places, farthest)[:, None]
        inside = planes[:, 0] > 0.0
    else:
        inside = inside_polygon(chart_of_places(outline.closed, axes), columns, rows).ravel()
        planes = _distance_planes(outline, places, inside, farthest)
    planes[:, 0] += outline.outward_mm
    reach = _reach_mask(planes, inside, reach_mm, margin)
    for line, radius in added:
        reach |= nearest_on_line(places, line)[0] < radius.max() + margin
    core = inside & np.all(planes[:, :2] >= depth_mm + margin, axis=1)
    return AreaField(
        semi_axes_mm=axes,
        origin=origin,
        cell=cell,
        farthest_mm=farthest,
        planes=planes.reshape(*shape, -1).astype(np.float32),
        reach=reach.reshape(shape),
        core=core.reshape(shape),
        outward_mm=outline.outward_mm,
    )


def strip_depth(strip: Strip, places_mm: Floats, farthest_mm: float) -> Floats:
    """Give how deep (N,) in mm inside a strip or spots places (N, 3) lie, negative outside.

    More than ``farthest_mm`` outside it is held there, which saves time.
    """
    bound = strip.half_mm + farthest_mm
    if strip.is_line:
        distance = nearest_on_line(places_mm, strip.middle, bound)[0]
    else:
        found = cKDTree(strip.middle).query(places_mm, distance_upper_bound=bound)[0]
        distance = np.minimum(np.asarray(found), bound)
    return np.asarray(strip.half_mm - distance)


def raster_lines(
    origin: tuple[float, float], cell: float, shape: tuple[int, ...]
) -> tuple[Floats, Floats]:
    """Give the chart coordinates of a raster's columns (W,) and rows (H,)."""
    columns = origin[0] + cell * np.arange(shape[1], dtype=np.float64)
    return columns, origin[1] + cell * np.arange(shape[0], dtype=np.float64)


def _raster_frame(
    outline: AreaOutline, added: list[tuple[Floats, Floats]], reach_mm: float
) -> tuple[tuple[float, float], float, tuple[int, int]]:
    lines = [
        _framed_line(outline, reach_mm + outline.outward_mm),
        *((ln, float(r.max())) for ln, r in added),
    ]
    axes = outline.semi_axes_mm
    scale = 1.6 / min(axes) if axes else 1.0
    boxes = [(chart_of_places(line, axes), margin * scale) for line, margin in lines]
    low = np.min([c.min(axis=0) - m for c, m in boxes], axis=0)
    high = np.max([c.max(axis=0) + m for c, m in boxes], axis=0)
    cell = HEAD_CELL if axes else float(np.max(high - low)) / FLAT_CELLS
    if outline.strip is not None:
        cell = _fine_cell(outline.strip, high - low, cell, max(axes) if axes else 1.0)
    low = low - 2.0 * cell
    width, height = np.ceil((high - low) / cell).astype(int) + 3
    return (float(low[0]), float(low[1])), cell, (int(height), int(width))


def _framed_line(outline: AreaOutline, reach_mm: float) -> tuple[Floats, float]:
    if outline.strip is None:
        return outline.closed, reach_mm + 4.0
    return outline.strip.middle, outline.strip.half_mm + 4.0


def _fine_cell(strip: Strip, extent: Floats, cell: float, mm_per_unit: float) -> float:
    """Give a cell a quarter as wide as the strip, in chart units; fewer than two million cells."""
    fine = strip.half_mm / 2.0 / mm_per_unit
    fewest = float(np.sqrt(np.prod(extent) / 2e6))
    return min(cell, max(fine, fewest))


def inside_polygon(polygon: Floats, columns: Floats, rows: Floats) -> Mask:
    """Say which points of a grid (rows, columns) lie inside a polygon (N, 2): even-odd rule."""
    x0, y0 = polygon.T
    x1, y1 = np.roll(polygon, -1, axis=0).T
    step_x, step_y = columns[1] - columns[0], rows[1] - rows[0]
    first = np.ceil((np.minimum(y0, y1) - rows[0]) / step_y).astype(int)
    last = np.ceil((np.maximum(y0, y1) - rows[0]) / step_y).astype(int)
    count = np.maximum(last - first, 0)
    edge = np.repeat(np.arange(len(polygon)), count)
    row = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count) + first[edge]
    share = (rows[0] + row * step_y - y0[edge]) / (y1 - y0)[edge]
    crossing = x0[edge] + share * (x1 - x0)[edge]
    column = np.ceil((crossing - columns[0]) / step_x).astype(int)
    parity = np.zeros((len(rows), len(columns) + 1), dtype=np.int64)
    seen = (row >= 0) & (row < len(rows))
    np.add.at(parity, (row[seen], np.clip(column[seen], 0, len(columns))), 1)
    return np.asarray(np.cumsum(parity, axis=1)[:, :-1] % 2 == 1)


def _distance_planes(
    outline: AreaOutline, places: Floats, inside: Mask, farthest_mm: float
) -> Floats:
    rear = nearest_on_line(places, outline.rear, farthest_mm)[0]
    if not len(outline.front):
        return np.where(inside, rear, -rear)[:, None]
    front, along = nearest_on_line(places, outline.front, farthest_mm)
    before = ~inside & (front <= rear)
    behind = ~inside & ~before
    return np.stack(
        [np.where(behind, -rear, rear), np.where(inside | behind, front, -front), along], axis=1
    )


def _reach_mask(planes: Floats, inside: Mask, reach_mm: float, margin: float) -> Mask:
    near = planes[:, 0] > -margin
    if planes.shape[1] == 3:
        near &= planes[:, 1] > -(reach_mm + margin)
    return np.asarray(inside | near)


def cell_numbers(field: AreaField, chart: Floats) -> NDArray[np.int32]:
    """Give the raster cell (N,), counted row by row, of chart points (N, 2); 0 outside it.

    Cell 0 is a corner, which lies outside every area.
    """
    height, width = field.reach.shape
    column = ((chart[:, 0] - field.origin[0]) / field.cell + 0.5).astype(np.int32)
    row = ((chart[:, 1] - field.origin[1]) / field.cell + 0.5).astype(np.int32)
    seen = (column >= 0) & (column < width) & (row >= 0) & (row < height)
    return np.where(seen, row * np.int32(width) + column, np.int32(0))


def read_field(field: AreaField, chart: Floats) -> Plane:
    """Read the distances (N, K) at chart points (N, 2), bilinearly, held at the rim."""
    height, width, depth = field.planes.shape
    x = np.clip((chart[:, 0] - field.origin[0]) / field.cell, 0.0, width - 1.001)
    y = np.clip((chart[:, 1] - field.origin[1]) / field.cell, 0.0, height - 1.001)
    column, row = x.astype(np.int32), y.astype(np.int32)
    fx = (x - column).astype(np.float32)[:, None]
    fy = (y - row).astype(np.float32)[:, None]
    flat = field.planes.reshape(-1, depth)
    corner = row * width + column
    # ``take`` gathers whole rows several times as fast as an index does.
    left, right = flat.take(corner, axis=0), flat.take(corner + 1, axis=0)
    top = left * (1 - fx) + right * fx
    left, right = flat.take(corner + width, axis=0), flat.take(corner + width + 1, axis=0)
    low = left * (1 - fx) + right * fx
    return np.asarray(top * (1 - fy) + low * fy)


def cell_areas_mm2(field: AreaField) -> Floats:
    """Give the true area (H, W) in mm² of the raster's cells."""
    if field.semi_axes_mm is None:
        return np.full(field.reach.shape, field.cell**2)
    columns, rows = raster_lines(field.origin, field.cell, field.reach.shape)
    sphere = sphere_of_chart(np.stack(np.meshgrid(columns, rows), axis=-1))
    return np.asarray(area_per_steradian(sphere, field.semi_axes_mm) * field.cell**2)


def cell_cover(area: Area, field: AreaField, cell_mm: Floats) -> Floats:
    """Give how much [0, 1] of each cell of the raster, row by row, the area covers."""
    inner = np.min(field.planes[..., : 2 if field.has_front else 1], axis=2).ravel()
    inner = inner - field.outward_mm
    cover = np.clip(0.5 + inner / cell_mm, 0.0, 1.0)
    _, places = cell_places(field)
    for stroke in area.strokes:
        index, distance, radius = near_stroke(stroke, field.semi_axes_mm, places)
        brush = np.clip(0.5 + (radius - distance) / cell_mm[index], 0.0, 1.0)
        added = np.maximum(cover[index], brush)
        cover[index] = added if stroke.effect == "add" else cover[index] * (1.0 - brush)
    return np.asarray(cover)


def cell_places(field: AreaField) -> tuple[Floats, Floats]:
    """Give the chart coordinates (N, 2) and places (N, 3) in mm of all cells, row by row."""
    columns, rows = raster_lines(field.origin, field.cell, field.reach.shape)
    chart = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2)
    return chart, places_of_chart(chart, field.semi_axes_mm)
