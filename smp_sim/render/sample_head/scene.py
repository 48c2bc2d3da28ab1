"""What one picture's steps share: head, camera, and the traced and lit grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.model.camera import HeadCamera
from smp_sim.render.camera_geometry import axes_of
from smp_sim.render.head_geometry import unit
from smp_sim.render.sample_head import light
from smp_sim.render.sample_head.bands import each_piece
from smp_sim.render.sample_head.head import SampleHead, rng_of, shape_of
from smp_sim.render.sample_head.noise import noise_atlas
from smp_sim.render.sample_head.raycast import RayGrid, eye_of, normals_of, scale_of
from smp_sim.render.sample_head.shape import HeadShape

Plane = NDArray[np.float32]
Index = NDArray[np.intp]

#: Grid points a mm at which the surface is traced and lit; finer pictures interpolate.
GRID_PER_MM = 2.0
#: The same for a head whose lips are drawn finely.
FINE_GRID_PER_MM = 5.0
#: Rows worked on at a time.
BAND_ROWS = 96
#: Shadows are worked out at every third cell each way.
SHADOW_STEP = 3
#: How far light spreads in the skin before it comes out, mm (Gaussian sigma, R, G, B): between
#: the reduced and the full profile of d'Eon & Luebke 2007.
SCATTER_MM = (1.1, 0.5, 0.35)


@dataclass(frozen=True, slots=True)
class Scene:
    """Head, surface, camera, its axes (3, 3: right, up, toward), grid step px, noise lattice."""

    head: SampleHead
    shape: HeadShape
    camera: HeadCamera
    axes: Plane
    step: int
    atlas: Plane

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of the picture."""
        return self.camera.height, self.camera.width

    @property
    def px_per_mm(self) -> float:
        """Scale at the head's centre."""
        return scale_of(self.camera)

    def face_points(self, places: Plane) -> Plane:
        """Give places (3, N) in the frame that the face is told in."""
        return np.stack(self.shape.face_points(places))

    def places_at(self, depth: Plane, rows: Index, cols: Index) -> Plane:
        """Give the surface points (3, N) of pixels, mm from the head's centre."""
        rays = RayGrid(self.camera, 1).slopes(rows, cols)
        return np.asarray(eye_of(self.camera) + rays * depth[rows, cols], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class LitGrid:
    """The traced cells, each plane spread a little past the outline so that it can be enlarged.

    ``normals`` (3, h, w) head axes; ``light`` (3, h, w) diffuse light R, G, B; ``open_sky`` and
    ``key_seen`` [0, 1]; ``skin_lead`` mm by which skin lies in front of the shirt; ``ear_gap`` mm
    from the nearer ear.
    """

    normals: Plane
    light: Plane
    open_sky: Plane
    key_seen: Plane
    skin_lead: Plane
    ear_gap: Plane


def scene_of(head: SampleHead, camera: HeadCamera) -> Scene:
    """Set a scene up."""
    per_mm = GRID_PER_MM if head.lips == "plain" else FINE_GRID_PER_MM
    step = max(1, round(scale_of(camera) / per_mm))
    axes = np.stack(axes_of(camera)).astype(np.float32)
    return Scene(head, shape_of(head), camera, axes, step, noise_atlas(rng_of(head, 4)))


def light_grid(scene: Scene, grid: Plane) -> LitGrid:
    """Light every traced cell of a depth grid."""
    rows, cols = np.nonzero(np.isfinite(grid))
    rays = RayGrid(scene.camera, scene.step).slopes(rows, cols)
    places = np.asarray(eye_of(scene.camera) + rays * grid[rows, cols], dtype=np.float32)
    normals = normals_of(scene.shape, places)
    sky, key = _shadows(scene, places, normals, (rows, cols), grid.shape)
    lit = light.shaded_light(scene.axes @ normals, sky, key)
    skin_gap, shirt_gap = scene.shape.distances(places)
    ear_gap = np.minimum(scene.shape.ear_clearance(places), np.float32(99.0))
    values = [*normals, *lit, sky, key, shirt_gap - skin_gap, ear_gap]
    cells = [_filled(plane, rows, cols, grid.shape) for plane in values]
    glow = [_scattered(scene, c, s) for c, s in zip(cells[3:6], SCATTER_MM, strict=True)]
    return LitGrid(np.stack(cells[:3]), np.stack(glow), *cells[6:])


def _shadows(
    scene: Scene, places: Plane, normals: Plane, cells: tuple[Index, Index], size: tuple[int, ...]
) -> tuple[Plane, Plane]:
    """Give openness and share of key light (N,), worked out on a coarser grid and spread."""
    rows, cols = cells
    some = np.flatnonzero((rows % SHADOW_STEP == 0) & (cols % SHADOW_STEP == 0))
    toward = np.asarray(unit(light.KEY.toward @ scene.axes.astype(np.float64)), dtype=np.float32)
    sky = light.open_sky(scene.shape, places[:, some], normals[:, some])
    key = light.key_seen(scene.shape, places[:, some], normals[:, some], toward)
    spots = (rows[some] // SHADOW_STEP, cols[some] // SHADOW_STEP)
    small = (-(-size[0] // SHADOW_STEP), -(-size[1] // SHADOW_STEP))
    planes = [_between(_filled(plane, *spots, small), size) for plane in (sky, key)]
    return planes[0][rows, cols], planes[1][rows, cols]


def _between(cells: Plane, size: tuple[int, ...]) -> Plane:
    """Enlarge cells that stand at every ``SHADOW_STEP``-th row and column."""
    shrink = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]) / SHADOW_STEP
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    large = cv2.warpAffine(
        cells, shrink, (size[1], size[0]), flags=flags, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(large, dtype=np.float32)


def _filled(values: Plane, rows: Index, cols: Index, size: tuple[int, ...]) -> Plane:
    """Lay values (N,) into cells and spread them three cells outward into the empty ones."""
    plane = np.zeros(size, np.float32)
    known = np.zeros(size, np.float32)
    plane[rows, cols], known[rows, cols] = values, 1.0
    for _ in range(3):
        total = cv2.blur(plane * known, (3, 3))
        weight = cv2.blur(known, (3, 3))
        plane = np.where(known > 0, plane, total / np.maximum(weight, 1e-6))
        known = np.where(weight > 1e-4, np.float32(1.0), np.float32(0.0))
    return np.asarray(plane, dtype=np.float32)


def _scattered(scene: Scene, plane: Plane, sigma_mm: float) -> Plane:
    """Blur light as skin does, over millimetres."""
    sigma = sigma_mm * scene.px_per_mm / scene.step
    return np.asarray(cv2.GaussianBlur(plane, (0, 0), max(sigma, 0.3)), dtype=np.float32)


def each_band(rows: int, work: Callable[[slice], None]) -> None:
    """Call ``work`` with every band of rows; see :func:`bands.each_piece`."""
    each_piece(rows, BAND_ROWS, work)


def read_grid(plane: Plane, rows: Index, cols: Index, step: int) -> Plane:
    """Read a grid plane between its cells at pixels (bilinear)."""
    if step == 1:
        return np.asarray(plane[rows, cols])
    y = ((rows + 0.5) / step - 0.5).astype(np.float32)
    x = ((cols + 0.5) / step - 0.5).astype(np.float32)
    out = np.empty(x.size, np.float32)
    for start in range(0, x.size, 16_384):
        part = slice(start, start + 16_384)
        out[part] = cv2.remap(
            plane, x[None, part], y[None, part], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )[0]
    return out
