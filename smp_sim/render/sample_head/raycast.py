"""What each pixel of a camera meets: depth, normal and material, from coarse to fine.

The surface is traced on a grid of about two points a millimetre, each level starting where the
coarser one hit; the picture's own pixels take their depth from that grid by interpolation,
except at outlines, which are traced pixel by pixel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.model.camera import HeadCamera
from smp_sim.render.camera_geometry import axes_of
from smp_sim.render.sample_head.shape import HeadShape

Plane = NDArray[np.float32]

#: Depths (mm in front of the camera) between which anything is looked for, from the centre.
REACH_MM = 420.0


@dataclass(frozen=True, slots=True)
class RayGrid:
    """Rays through the middles of square cells of ``step`` pixels each."""

    camera: HeadCamera
    step: int

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns; together they cover the picture, and may reach past it."""
        return -(-self.camera.height // self.step), -(-self.camera.width // self.step)

    def slopes(self, rows: NDArray[np.intp], cols: NDArray[np.intp]) -> Plane:
        """Give the rays (3, N) of cells, scaled so that depth along the axis times it is place."""
        axes, camera = axes_of(self.camera), self.camera
        x = ((cols + 0.5) * self.step - camera.centre_px[0]) / camera.focal_px
        y = (camera.centre_px[1] - (rows + 0.5) * self.step) / camera.focal_px
        ray = x * axes.right[:, None] + y * axes.up[:, None] - axes.toward[:, None]
        return np.asarray(ray, dtype=np.float32)


def eye_of(camera: HeadCamera) -> Plane:
    """Give the eye point (3, 1) relative to the head's centre."""
    eye = np.subtract(camera.position_mm, camera.head_centre_mm)
    return np.asarray(eye, dtype=np.float32)[:, None]


def trace(shape: HeadShape, eye: Plane, rays: Plane, near: Plane, far: float) -> Plane:
    """Walk along rays (3, N) from depth ``near`` (N,) until the surface; nan where it is missed.

    Sphere tracing with a cautious step, then the secant method for the last tenth of a mm.
    """
    depth = near.copy()
    length = np.sqrt(np.sum(rays * rays, axis=0))
    live = np.arange(depth.size)
    gap = np.full(depth.shape, np.inf, np.float32)
    for _ in range(90):
        gap[live] = shape.distance(eye + rays[:, live] * depth[live])
        moving = (gap[live] > 0.25) & (depth[live] < far)
        live = live[moving]
        if live.size == 0:
            break
        depth[live] += np.float32(0.85) * gap[live] / length[live]
    hit = np.flatnonzero(depth < far)
    depth[hit] = _polish(shape, eye, rays[:, hit], depth[hit], gap[hit], rounds=3)
    missed = np.ones(depth.shape, bool)
    missed[hit] = False
    depth[missed] = np.nan
    return depth


def _polish(
    shape: HeadShape, eye: Plane, rays: Plane, depth: Plane, gap: Plane, *, rounds: int
) -> Plane:
    before, gap_before = depth, gap
    depth = depth + np.float32(0.8) * gap
    for _ in range(rounds):
        gap = shape.distance(eye + rays * depth)
        run = gap_before - gap
        step = np.where(np.abs(run) > 1e-6, gap * (depth - before) / (run + 1e-12), 0.0)
        before, gap_before = depth, gap
        depth = depth + np.clip(step, -1.5, 1.5).astype(np.float32)
    return depth


def trace_grid(shape: HeadShape, camera: HeadCamera, step: int) -> Plane:
    """Give the depth (rows, columns) of a grid of ``step`` pixels, nan where nothing is met."""
    middle = float(axes_of(camera).toward @ eye_of(camera)[:, 0])
    coarse = RayGrid(camera, step * 8)
    near = np.full(coarse.size, middle - REACH_MM, np.float32)
    depth = _trace_cells(shape, coarse, near, np.isfinite(near))
    for level in (step * 4, step * 2, step):
        depth = refine(shape, RayGrid(camera, level), depth, 2)
    return depth


def refine(shape: HeadShape, grid: RayGrid, coarse: Plane, factor: int) -> Plane:
    """Give the depth of a grid from one ``factor`` times coarser.

    Where the coarse depths around a cell differ by more than a slope would explain, the cell is
    traced from the nearest of them. Elsewhere the depth is interpolated and, where the surface
    bends enough for that to miss by 0.01 mm, put right by the secant method.
    """
    cell_mm = grid.step * factor / scale_of(grid.camera)
    edge, closest = _outline_cells(coarse, cell_mm)
    depth = enlarge(np.where(np.isnan(coarse), np.float32(0.0), coarse), factor, grid.size)
    again = _spread(edge, factor, grid.size)
    depth[again | (depth <= 0.0)] = np.nan
    rows, cols = np.nonzero(~again & _spread(_bent_cells(coarse), factor, grid.size))
    rows, cols = (part[np.isfinite(depth[rows, cols])] for part in (rows, cols))
    rays, eye = grid.slopes(rows, cols), eye_of(grid.camera)
    depth[rows, cols], sure = _settle(shape, eye, rays, depth[rows, cols])
    again[rows[~sure], cols[~sure]] = True
    near = _spread(closest - np.float32(1.0) - np.float32(cell_mm), factor, grid.size)
    again &= np.isfinite(near)
    traced = _trace_cells(shape, grid, near, again)
    return np.asarray(np.where(again, traced, depth), dtype=np.float32)


def _outline_cells(coarse: Plane, cell_mm: float) -> tuple[NDArray[np.bool_], Plane]:
    """Find cells beside a step in depth, and the nearest depth around each (nan: nothing)."""
    box = np.ones((3, 3), np.uint8)
    holes = np.isnan(coarse)
    closest = cv2.erode(np.where(holes, np.float32(1e9), coarse), box)
    farthest = cv2.dilate(np.where(holes, np.float32(1e9), coarse), box)
    reached = closest < 1e8
    edge = reached & (farthest - closest > 6.0 * cell_mm + 1.0)
    return edge, np.where(reached, closest, np.float32(np.nan))


def _bent_cells(coarse: Plane) -> NDArray[np.bool_]:
    """Find cells whose depth bends so much that a straight line between them misses 0.01 mm."""
    filled = np.where(np.isnan(coarse), np.float32(0.0), coarse)
    across = cv2.filter2D(filled, -1, np.array([[1.0, -2.0, 1.0]]))
    down = cv2.filter2D(filled, -1, np.array([[1.0], [-2.0], [1.0]]))
    bent = ((np.abs(across) + np.abs(down)) > 0.08).astype(np.uint8)
    return np.asarray(cv2.dilate(bent, np.ones((3, 3), np.uint8)) > 0)


def _spread(plane: NDArray[Any], factor: int, size: tuple[int, int]) -> NDArray[Any]:
    """Repeat every cell ``factor`` times down and across, cut to size."""
    return np.repeat(np.repeat(plane, factor, axis=0), factor, axis=1)[: size[0], : size[1]]


def _settle(
    shape: HeadShape, eye: Plane, rays: Plane, depth: Plane
) -> tuple[Plane, NDArray[np.bool_]]:
    """Put nearly right depths right; say which ones ended on the surface (0.03 mm)."""
    gap = shape.distance(eye + rays * depth)
    depth = _polish(shape, eye, rays, depth, gap, rounds=2)
    sure = np.abs(shape.distance(eye + rays * depth)) < 0.03
    return depth, sure


def _trace_cells(shape: HeadShape, grid: RayGrid, near: Plane, where: NDArray[np.bool_]) -> Plane:
    middle = float(axes_of(grid.camera).toward @ eye_of(grid.camera)[:, 0])
    depth = np.full(grid.size, np.nan, np.float32)
    rows, cols = np.nonzero(where)
    rays = grid.slopes(rows, cols)
    start = np.maximum(near[rows, cols], np.float32(middle - REACH_MM))
    depth[rows, cols] = trace(shape, eye_of(grid.camera), rays, start, middle + REACH_MM)
    return depth


def enlarge(plane: Plane, step: int, size: tuple[int, int]) -> Plane:
    """Bring a grid's values to the picture's pixels (bilinear between cell middles)."""
    if step == 1:
        return plane
    whole = (plane.shape[1] * step, plane.shape[0] * step)
    large = cv2.resize(plane, whole, interpolation=cv2.INTER_LINEAR)
    return np.asarray(large[: size[0], : size[1]], dtype=np.float32)


def scale_of(camera: HeadCamera) -> float:
    """Give px per mm across the line of sight at the head's centre."""
    return camera.focal_px / float(axes_of(camera).toward @ eye_of(camera)[:, 0])


def normals_of(shape: HeadShape, places_mm: Plane, reach_mm: float = 0.15) -> Plane:
    """Give the outward unit normals (3, N) of places (3, N): gradient over a tetrahedron."""
    corners = np.array([[1, -1, -1], [-1, -1, 1], [-1, 1, -1], [1, 1, 1]], np.float32)
    slope = np.zeros_like(places_mm)
    for corner in corners:
        value = shape.distance(places_mm + corner[:, None] * np.float32(reach_mm))
        slope += corner[:, None] * value
    return np.asarray(slope / (np.sqrt(np.sum(slope * slope, axis=0)) + np.float32(1e-12)))
