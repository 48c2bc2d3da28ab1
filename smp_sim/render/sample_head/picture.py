"""The sample client's picture, with everything known about each of its pixels beside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.camera import HeadCamera, Side
from smp_sim.render.head_geometry import unit
from smp_sim.render.products import Photo
from smp_sim.render.sample_head.face import slit_depth
from smp_sim.render.sample_head.framing import sample_camera
from smp_sim.render.sample_head.hair_layer import hair_density, light_left
from smp_sim.render.sample_head.hair_map import bald_mm, natural_edge_mm, stubble_density
from smp_sim.render.sample_head.head import SampleHead
from smp_sim.render.sample_head.paint import Layers, painted
from smp_sim.render.sample_head.raycast import RayGrid, enlarge, eye_of, refine, trace_grid
from smp_sim.render.sample_head.scene import LitGrid, Scene, each_band, light_grid, scene_of
from smp_sim.render.sample_head.stubble import EAR_MARGIN_MM

Plane = NDArray[np.float32]
Mask = NDArray[np.bool_]

#: Stubble thinner than this is called bare, hairs/cm².
BARE_PER_CM2 = 5.0


@dataclass(frozen=True, slots=True)
class SampleView:
    """A rendered view and its truth. Planes are (H, W); nan, zero or False off the head.

    ``depth_mm`` float32 along the camera's axis; ``normals`` (H, W, 3) float32, head axes, of the
    surface without its skin relief; ``skin_mask`` all skin; ``scalp_mask`` the natural scalp, ears
    left out; ``ear_mask`` the ears' skin; ``stubble_mask`` where more than 5 hairs/cm² were asked;
    ``stubble_per_cm2`` float32 the density asked, per cm² of true skin; ``bald_mask`` scalp whose
    hair is lost.
    """

    photo: Photo
    camera: HeadCamera
    depth_mm: Plane
    normals: Plane
    skin_mask: Mask
    scalp_mask: Mask
    ear_mask: Mask
    bald_mask: Mask
    stubble_mask: Mask
    stubble_per_cm2: Plane

    @property
    def place_mm(self) -> Plane:
        """The true surface point (H, W, 3) of each pixel's middle, mm from the head's centre."""
        rows, cols = np.indices(self.depth_mm.shape)
        rays = RayGrid(self.camera, 1).slopes(rows.ravel(), cols.ravel())
        places = eye_of(self.camera) + rays * self.depth_mm.ravel()
        return np.asarray(places.T.reshape(*self.depth_mm.shape, 3))

    @property
    def area_mm2(self) -> Plane:
        """The area (H, W) of true surface that each pixel covers, mm²; nan off the head.

        A pixel at depth d covers (d / f)² of a plane at right angles to the axis; the surface
        is larger by the ray's dot product with the axis over that with the normal.
        """
        rows, cols = np.indices(self.depth_mm.shape)
        rays = RayGrid(self.camera, 1).slopes(rows.ravel(), cols.ravel())
        facing = -np.einsum("in,ni->n", rays, self.normals.reshape(-1, 3))
        flat = (self.depth_mm.ravel() / self.camera.focal_px) ** 2
        area = flat / np.maximum(facing, 0.02)
        return np.asarray(area.reshape(self.depth_mm.shape), dtype=np.float32)


def render_sample(
    head: SampleHead,
    side: Side,
    *,
    width: int,
    height: int,
    camera: HeadCamera | None = None,
) -> SampleView:
    """Draw the sample client from one side.

    Parameters
    ----------
    camera : the camera to use instead of the side's own; its size must be width x height and its
        head centre the origin of the head frame.

    Raises
    ------
    CameraError
        For the side ``flat``.
    """
    scene = scene_of(head, camera or sample_camera(side, width, height, head=head))
    grid = trace_grid(scene.shape, scene.camera, scene.step)
    lit = light_grid(scene, grid)
    finest = RayGrid(scene.camera, 1)
    depth = grid if scene.step == 1 else refine(scene.shape, finest, grid, scene.step)
    return _view(scene, lit, depth)


def _view(scene: Scene, lit: LitGrid, depth: Plane) -> SampleView:
    met = np.isfinite(depth)
    flesh = met & (enlarge(lit.skin_lead, scene.step, scene.size) > 0.0)
    eyes = _eye_mask(scene, depth, flesh)
    skin_mask = flesh & ~eyes
    normals = _normals(scene, lit, met)
    clear = enlarge(lit.ear_gap, scene.step, scene.size) > EAR_MARGIN_MM
    edge, bald, density = _hair_planes(scene, depth, skin_mask & clear)
    left = light_left(scene, *hair_density(scene, depth))
    srgb = painted(scene, lit, Layers(depth, normals, skin_mask, eyes, left))
    scalp = edge > 0.0
    return SampleView(
        photo=Photo(srgb),
        camera=scene.camera,
        depth_mm=depth,
        normals=normals,
        skin_mask=skin_mask,
        scalp_mask=scalp,
        ear_mask=skin_mask & ~clear,
        bald_mask=scalp & (bald > 0.0),
        stubble_mask=density > BARE_PER_CM2,
        stubble_per_cm2=density,
    )


def _eye_mask(scene: Scene, depth: Plane, flesh: Mask) -> Mask:
    rows, cols = np.nonzero(flesh)
    eyes = np.zeros(depth.shape, bool)
    eyes[rows, cols] = slit_depth(scene.places_at(depth, rows, cols)) > 0.0
    return eyes


def _normals(scene: Scene, lit: LitGrid, met: Mask) -> Plane:
    planes = [enlarge(plane, scene.step, scene.size) for plane in lit.normals]
    normals = np.stack(planes, axis=-1)
    normals /= np.maximum(np.linalg.norm(normals, axis=-1, keepdims=True), np.float32(1e-6))
    normals[~met] = 0.0
    return normals


def _hair_planes(scene: Scene, depth: Plane, where: Mask) -> tuple[Plane, Plane, Plane]:
    """Give mm inside the natural edge, mm inside the loss (-99 off the scalp), and density."""
    edge, bald = (np.full(depth.shape, -99.0, np.float32) for _ in range(2))
    density = np.zeros(depth.shape, np.float32)

    def map_band(band: slice) -> None:
        rows, cols = np.nonzero(where[band])
        rows = rows + band.start
        places = scene.places_at(depth, rows, cols).T.astype(np.float64)
        directions = unit(places)
        edge[rows, cols] = natural_edge_mm(directions)
        bald[rows, cols] = bald_mm(scene.head, directions)
        density[rows, cols] = stubble_density(scene.head, places)

    each_band(depth.shape[0], map_band)
    return edge, bald, density
