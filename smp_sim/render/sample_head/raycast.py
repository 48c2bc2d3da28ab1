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

#: Steps along a ray before a grazing one is given up, and the gap (mm) at which walking ends.
MOST_STEPS = 64
NEARLY_MM = 0.03

#: After so many steps a ray grazes the surface: from then on its least step grows by this much
#: (mm along the ray, a tenth of that or less across the surface).
PATIENT_STEPS = 20
LEAST_STEP_MM = 0.06

#: Depths (mm in front of the camera) between which anything is looked for, from the centre.
REACH_MM = 420.0
#: Stands for the depth of an empty cell while neighbours are compared.
NOTHING = 1e9


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


def trace(shape: HeadShape, eye: Plane, rays: Plane, near: Plane, far: Plane) -> Plane:
    """Walk along rays (3, N) from depth ``near`` to ``far`` (N,); nan where nothing is met.

    Sphere tracing (Hart 1996) with a cautious step; what overshot goes back.
    """
    depth = near.copy()
    pace = np.float32(0.88) / np.sqrt(np.sum(rays * rays, axis=0))
    live = np.arange(depth.size)
    gap = np.full(depth.shape, np.inf, np.float32)
    for count in range(MOST_STEPS):
        gap[live] = shape.distance(eye + rays[:, live] * depth[live])
        live = live[(gap[live] > NEARLY_MM) & (depth[live] < far[live])]
        if live.size == 0:
            break
        least = LEAST_STEP_MM * max(count - PATIENT_STEPS, 0)
        depth[live] += np.maximum(pace[live] * gap[live], np.float32(least))
    deep = np.flatnonzero(gap < -NEARLY_MM)
    for _ in range(3):
        depth[deep] += pace[deep] * gap[deep]
        gap[deep] = shape.distance(eye + rays[:, deep] * depth[deep])
    return np.where((gap <= NEARLY_MM) & (depth < far), depth, np.float32(np.nan))


def trace_grid(shape: HeadShape, camera: HeadCamera, step: int) -> Plane:
    """Give the depth (rows, columns) of a grid of ``step`` pixels, nan where nothing is met."""
    grid = RayGrid(camera, step * 8)
    rows, cols = np.indices(grid.size).reshape(2, -1)
    far = np.full(rows.size, farthest_of(camera), np.float32)
    near = far - np.float32(2.0 * REACH_MM)
    depth = trace(shape, eye_of(camera), grid.slopes(rows, cols), near, far).reshape(grid.size)
    for level in (step * 4, step * 2, step):
        depth = refine(shape, RayGrid(camera, level), depth, 2)
    return depth


def refine(shape: HeadShape, grid: RayGrid, coarse: Plane, factor: int) -> Plane:
    """Give the depth of a grid from one ``factor`` times coarser.

    Where the coarse depths round a cell differ by more than a slope would explain, the cell is
    traced between the nearest and the farthest of them; grazing rays that get lost there start
    anew at the farthest, and take its depth where that fails too. Elsewhere the depth is
    interpolated and, where the surface bends enough for that to miss by 0.025 mm, put right by the
    secant method.
    """
    cell_mm = grid.step * factor / scale_of(grid.camera)
    near, far = _brackets(coarse, factor, grid.size)
    edge = far - near > 6.0 * cell_mm + 1.0
    depth = enlarge(np.where(np.isnan(coarse), np.float32(0.0), coarse), factor, grid.size)
    depth[edge | np.isnan(near)] = np.nan
    bent = _spread(_bent_cells(coarse), factor, grid.size)
    rows, cols = np.nonzero(bent & np.isfinite(depth))
    eye = eye_of(grid.camera)
    found, sure = _settle(shape, eye, grid.slopes(rows, cols), depth[rows, cols])
    depth[rows, cols] = found
    edge[rows[~sure], cols[~sure]] = True
    rows, cols = np.nonzero(edge)
    margin = np.float32(1.0 + 3.0 * cell_mm)
    start = near[rows, cols] - margin
    end = np.minimum(far[rows, cols] + 4 * margin, farthest_of(grid.camera))
    rays = grid.slopes(rows, cols)
    found = trace(shape, eye, rays, start, end)
    lost = np.flatnonzero(np.isnan(found) & (far[rows, cols] < NOTHING / 2))
    again = far[rows, cols][lost] - margin
    anew = trace(shape, eye, rays[:, lost], again, again + 12 * margin)
    found[lost] = np.where(np.isnan(anew), far[rows, cols][lost], anew)
    depth[rows, cols] = found
    return _without_slits(depth)


def _without_slits(depth: Plane) -> Plane:
    """Close slits of one to three cells in which rays past an inner outline found nothing.

    What lies behind is taken: the farthest of the depths beside them. No real gap is so narrow
    over more than a few cells.
    """
    met = np.isfinite(depth)
    shut = np.zeros(depth.shape, dtype=bool)
    for kernel in (np.ones((1, 5), np.uint8), np.ones((5, 1), np.uint8)):
        shut |= cv2.morphologyEx(met.astype(np.uint8), cv2.MORPH_CLOSE, kernel) > 0
    slits = shut & ~met
    if slits.any():
        behind = cv2.dilate(np.where(met, depth, np.float32(0.0)), np.ones((5, 5), np.uint8))
        depth[slits] = behind[slits]
    return depth


def _brackets(coarse: Plane, factor: int, size: tuple[int, int]) -> tuple[Plane, Plane]:
    """Give, for each finer cell, the nearest and farthest of the coarse depths it lies between.

    Nearest is nan where all of them are empty; farthest is ``NOTHING`` where one is.
    """
    filled = np.where(np.isnan(coarse), np.float32(NOTHING), coarse)
    padded = np.pad(filled, 1, mode="edge")
    corners = [padded[dy : dy + filled.shape[0] + 1, dx : dx + filled.shape[1] + 1]
               for dy in (0, 1) for dx in (0, 1)]  # fmt: skip
    near, far = np.minimum.reduce(corners), np.maximum.reduce(corners)
    near = np.where(near > NOTHING / 2, np.float32(np.nan), near)
    row = np.floor((np.arange(size[0]) + 0.5) / factor + 0.5).astype(int)
    col = np.floor((np.arange(size[1]) + 0.5) / factor + 0.5).astype(int)
    return near[np.ix_(row, col)], far[np.ix_(row, col)]


def _bent_cells(coarse: Plane) -> NDArray[np.bool_]:
    """Find cells whose depth bends so much that a straight line between them misses 0.025 mm."""
    filled = np.where(np.isnan(coarse), np.float32(0.0), coarse)
    across = cv2.filter2D(filled, -1, np.array([[1.0, -2.0, 1.0]]))
    down = cv2.filter2D(filled, -1, np.array([[1.0], [-2.0], [1.0]]))
    bent = ((np.abs(across) + np.abs(down)) > 0.2).astype(np.uint8)
    return np.asarray(cv2.dilate(bent, np.ones((3, 3), np.uint8)) > 0)


def _spread(plane: NDArray[Any], factor: int, size: tuple[int, int]) -> NDArray[Any]:
    """Repeat every cell ``factor`` times down and across, cut to size."""
    return np.repeat(np.repeat(plane, factor, axis=0), factor, axis=1)[: size[0], : size[1]]


def _settle(
    shape: HeadShape, eye: Plane, rays: Plane, depth: Plane
) -> tuple[Plane, NDArray[np.bool_]]:
    """Put nearly right depths right (secant method); say which ended on the surface."""
    gap = shape.distance(eye + rays * depth)
    before, gap_before = depth, gap
    depth = depth + np.float32(0.8) * gap
    for _ in range(2):
        gap = shape.distance(eye + rays * depth)
        run = gap_before - gap
        step = np.where(np.abs(run) > 1e-6, gap * (depth - before) / (run + 1e-12), 0.0)
        before, gap_before = depth, gap
        depth = depth + np.clip(step, -1.5, 1.5).astype(np.float32)
    return depth, np.abs(shape.distance(eye + rays * depth)) <= NEARLY_MM


def enlarge(plane: Plane, step: int, size: tuple[int, int]) -> Plane:
    """Bring a grid's values to the picture's pixels (bilinear between cell middles)."""
    if step == 1:
        return plane
    whole = (plane.shape[1] * step, plane.shape[0] * step)
    large = cv2.resize(plane, whole, interpolation=cv2.INTER_LINEAR)
    return np.asarray(large[: size[0], : size[1]], dtype=np.float32)


def farthest_of(camera: HeadCamera) -> np.float32:
    """Give the depth (mm) beyond which nothing of the client is looked for."""
    return np.float32(float(axes_of(camera).toward @ eye_of(camera)[:, 0]) + REACH_MM)


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
