"""A patch of the head spread out flat in mm, where dots are counted and distances are measured."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from smp_sim.model.head import Head
from smp_sim.model.units import Vec3
from smp_sim.render.head_curve import lift_to_head
from smp_sim.render.head_geometry import normal_at, place_on_head, unit

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: Points of the raster that areas and gaps are read on, along the patch's longer side.
RASTER = 90


@dataclass(frozen=True, slots=True)
class PatchPlane:
    """A patch and its plane: x to the client's left, y toward the vertex (or back, on top of it).

    ``corners`` (K, 2) mm of the patch. The plane is the azimuthal one about the patch's middle:
    distances from there are true, others within 1 % over 25 mm of a head.
    """

    centre_mm: Floats
    x_axis: Floats
    y_axis: Floats
    semi_axes_mm: Vec3
    corners: Floats
    soft_edge: int

    def flat(self, directions: ArrayLike) -> Floats:
        """Give plane coordinates (N, 2) in mm of unit directions (N, 3) on the head."""
        vectors = np.asarray(directions, dtype=np.float64).reshape(-1, 3)
        offset = place_on_head(vectors, self.semi_axes_mm) - self.centre_mm
        plane = np.stack([offset @ self.x_axis, offset @ self.y_axis], axis=1)
        length = np.linalg.norm(plane, axis=1)
        reach = np.linalg.norm(offset, axis=1)
        scale = np.where(length > 1e-9, reach / np.maximum(length, 1e-9), 1.0)
        return np.asarray(plane * scale[:, None])

    def lift(self, points: Floats) -> Floats:
        """Give the unit directions (N, 3) of plane coordinates (N, 2) in mm."""
        across = np.asarray(points, dtype=np.float64)
        for _ in range(5):
            across = across + points - self.flat(self._dropped(across))
        return self._dropped(across)

    def _dropped(self, across: Floats) -> Floats:
        """Give the unit directions (N, 3) under points (N, 2) of the tangent plane."""
        tangent = across[:, :1] * self.x_axis + across[:, 1:] * self.y_axis
        return unit(lift_to_head(self.centre_mm + tangent, self.semi_axes_mm))

    def inside_mm(self, points: Floats) -> Floats:
        """Give how far (N,) in mm points (N, 2) lie inside the patch, negative outside."""
        distance = np.min(self.side_distances(points), axis=1)
        return np.asarray(np.where(self._holds(points), distance, -distance))

    def side_distances(self, points: Floats) -> Floats:
        """Give the distance (N, K) in mm of points (N, 2) from each side of the patch."""
        start, end = self.corners, np.roll(self.corners, -1, axis=0)
        along = end - start
        offset = points[:, None, :] - start
        square = np.maximum(np.sum(along**2, axis=1), 1e-12)
        share = np.clip(np.einsum("nki,ki->nk", offset, along) / square, 0.0, 1.0)
        gap = offset - share[..., None] * along
        return np.asarray(np.sqrt(np.sum(gap**2, axis=2)))

    def _holds(self, points: Floats) -> Mask:
        """Say which points (N, 2) lie inside: an odd number of sides to their right."""
        start, end = self.corners, np.roll(self.corners, -1, axis=0)
        x, y = points[:, :1], points[:, 1:]
        between = (start[:, 1] > y) != (end[:, 1] > y)
        rise = np.where(start[:, 1] == end[:, 1], 1.0, end[:, 1] - start[:, 1])
        meets = start[:, 0] + (y - start[:, 1]) * (end[:, 0] - start[:, 0]) / rise
        return np.asarray(np.sum(between & (x < meets), axis=1) % 2 == 1)

    def raster(self) -> tuple[Floats, float]:
        """Give points (N, 2) of an even raster over the patch's box, and the mm² of each."""
        low, high = self.corners.min(axis=0), self.corners.max(axis=0)
        step = float(np.max(high - low)) / RASTER
        count = np.maximum(np.ceil((high - low) / step).astype(int), 1)
        # From the middle outward, so that a mirrored patch has the mirrored raster.
        lines = [
            (low[i] + high[i]) / 2.0 + step * (np.arange(count[i]) - (count[i] - 1) / 2.0)
            for i in (0, 1)
        ]
        grid = np.stack(np.meshgrid(*lines), axis=-1).reshape(-1, 2)
        return np.asarray(grid), step**2


def lay_flat(outline: tuple[Vec3, ...], head: Head, soft_edge: int = -1) -> PatchPlane:
    """Spread a patch out flat about the middle of its outline (unit directions)."""
    axes = head.semi_axes_mm
    places = place_on_head(unit(outline), axes)
    centre = lift_to_head((places.min(axis=0) + places.max(axis=0)) / 2.0, axes)
    normal = normal_at(centre, axes)
    # Up, or back where the patch lies on top; the midline's plane keeps left and right apart.
    upward = np.array([0.0, 1.0, -1.0])
    y_axis = unit(upward - normal * (upward @ normal))
    plane = PatchPlane(centre, np.cross(y_axis, normal), y_axis, axes, np.empty((0, 2)), soft_edge)
    return PatchPlane(centre, plane.x_axis, y_axis, axes, plane.flat(outline), soft_edge)


def rectangle(centre: Vec3, width_mm: float, height_mm: float, head: Head) -> tuple[Vec3, ...]:
    """Give the outline of a rectangle about a direction, as unit directions.

    Its corners: front right, front left, back left, back right; so side 0 is the front edge.
    """
    plane = lay_flat((centre, centre, centre), head)
    half = np.array([width_mm, height_mm]) / 2.0
    corners = half * np.array([(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)])
    return tuple((float(x), float(y), float(z)) for x, y, z in plane.lift(corners))
