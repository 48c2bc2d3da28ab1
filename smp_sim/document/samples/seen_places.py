"""Where a photo shows what lies on a sample head: a plan drawn on that photo lies there.

The sample's head is no ellipsoid, the plan's is. What is told by its true place on the head is seen
some millimetres beside the spot that the ellipsoid has in that direction. A practitioner draws what
is seen, so the samples' plans are carried the same way: true place, pixel, ellipsoid.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from smp_sim.model.camera import HeadCamera
from smp_sim.model.hair_map import HairMap
from smp_sim.model.plan import Area
from smp_sim.model.units import Vec3
from smp_sim.render.camera_geometry import hit_skin, project_places
from smp_sim.render.head_geometry import unit
from smp_sim.render.outline_reach import OutlineReach, undo_reach
from smp_sim.render.sample_head import SampleHead, shape_of
from smp_sim.render.sample_head.head import surface_along
from smp_sim.render.treatment_areas import directions_of

Floats = NDArray[np.float64]

#: Skin turned away from the camera by more than this, as a cosine, is not seen well enough to draw
#: on (85°, assumed).
_LEAST_COSINE = 0.09


@dataclass(frozen=True, slots=True)
class Sight:
    """A sample head and the photo that shows it: its camera, and where the head's outline lies."""

    head: SampleHead
    camera: HeadCamera
    outline: OutlineReach | None = None


def seen_directions(sight: Sight, directions: Floats) -> Floats:
    """Give where on the ellipsoid a photo shows the skin in unit directions (N, 3).

    What it doesn't show stays where it is.
    """
    camera = sight.camera
    places, normals = surface_along(shape_of(sight.head), directions)
    eye = np.asarray(camera.position_mm) - np.asarray(camera.head_centre_mm)
    facing = np.einsum("ni,ni->n", normals, unit(eye - places)) > _LEAST_COSINE
    aimed = undo_reach(project_places(camera, places), camera, sight.outline)
    found, hit = hit_skin(camera, aimed)
    return np.where((facing & hit)[:, None], np.nan_to_num(found), directions)


def areas_as_seen(areas: tuple[Area, ...], sight: Sight) -> tuple[Area, ...]:
    """Give areas on the head, told by true places, as one drawn on a photo has them."""
    return tuple(
        replace(
            area,
            outline=_seen(area.outline, sight),
            strokes=tuple(replace(s, points=_seen(s.points, sight)) for s in area.strokes),
        )
        for area in areas
    )


def hair_as_seen(hair: HairMap, sight: Sight) -> HairMap:
    """Give a map of the head's hair as it is read from a photo."""
    places = _seen(tuple(sample.place for sample in hair.samples), sight)
    pairs = zip(hair.samples, places, strict=True)
    return replace(hair, samples=tuple(replace(sample, place=place) for sample, place in pairs))


def _seen(points: tuple[Vec3, ...], sight: Sight) -> tuple[Vec3, ...]:
    if not points:
        return ()
    return directions_of(seen_directions(sight, np.asarray(points, dtype=np.float64)))
