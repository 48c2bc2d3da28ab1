"""Bald patches within hair, found in photos by the density of hair: each becomes an area.

A proposal, as scars are: a patch can always be drawn by hand. Temples and forehead are no patches,
for hair doesn't go round them; a bald crown that hair does go round is found as one.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from skimage.measure import find_contours, label, regionprops

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.progress_report import Progress, unheard
from smp_sim.document.proposal.found_areas import FoundAreas, add_found, is_known
from smp_sim.document.proposal.hair_density import CLASSES, HairDensity
from smp_sim.document.proposal.hair_reading import read_hair
from smp_sim.document.studio import Studio
from smp_sim.model.camera import HeadCamera
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area
from smp_sim.model.units import Vec3
from smp_sim.render.camera_geometry import hit_skin, mean_px_per_mm
from smp_sim.render.treatment_areas import directions_of
from smp_sim.render.treatment_fills import filled_area

Mask = NDArray[np.bool_]

#: The hair that a patch is held against: this percentile of a photo's hair. A patch has less than
#: this share of it, and its middle hardly any (shares).
_USUAL_PERCENTILE, _EDGE_SHARE, _MIDDLE_SHARE = 60.0, 0.4, 0.10

#: Smallest and largest patch, mm² (about 1 cm across; a third of the scalp), and how round it is at
#: least: its area over that of its convex hull. Partings and scars are slimmer (assumed).
_AREA_MM2, _LEAST_SOLID = (80.0, 20_000.0), 0.75

#: A patch lies within hair where so much of a ring this wide round it is hair, mm.
_RING_MM, _RING_SHARE = 5.0, 0.8

#: Bridges between bald places up to twice this wide are chance, mm.
_BRIDGE_MM = 1.8

#: Corners of a patch's outline at most.
_MOST_CORNERS = 48


class _Spot(NamedTuple):
    """A bald place on the map of a photo: its px, and its outline in photo px."""

    area_px: int
    outline_px: NDArray[np.float64]


def with_patches(dossier: Dossier, studio: Studio, progress: Progress = unheard) -> FoundAreas:
    """Add the bald patches that the photos show within hair, each as an area of its own.

    Returns
    -------
    FoundAreas
        Each patch as an area of its own.

    Raises
    ------
    PlanError
        Where no photo shows a bald patch with hair round it, or all are in the plan.
    CaseFileError, PhotoError
        Where a photo is missing or can't be read.
    """
    read = read_hair(studio, dossier, progress)
    found: list[Area] = []
    for view, density in zip(read.views, read.maps, strict=True):
        if isinstance(view.camera, HeadCamera):
            found += [a for a in _patches_of(view.camera, density) if not is_known(a, found)]
    if not found:
        raise PlanError(
            "No bald patch with hair round it was found in the photos.",
            where="find-patches",
            next_step="Draw it by hand, or take a photo that faces it, with the hair around shaved"
            " short.",
        )
    added = add_found(dossier.case, found)
    if not added.names:
        raise PlanError("The patches that the photos show are in the plan.", where="find-patches")
    return added


def _patches_of(camera: HeadCamera, found: HairDensity) -> list[Area]:
    scale = mean_px_per_mm(camera) / found.step
    return [
        filled_area("patch", "alopecia-patch", _on_head(spot.outline_px, camera))
        for spot in bald_spots(found, scale)
    ]


def bald_spots(found: HairDensity, px_per_mm: float) -> list[_Spot]:
    """Give the bald places of a map that hair goes round, the largest first.

    Parameters
    ----------
    px_per_mm : of the map's own px.
    """
    told = np.isfinite(found.per_cm2)
    density = np.nan_to_num(found.per_cm2)
    hair = density[told & (density >= CLASSES["sparse"])]
    if not len(hair) or found.method == "none":
        return []
    usual = float(np.percentile(hair, _USUAL_PERCENTILE))
    bald = _opened(told & (density < _EDGE_SHARE * usual), px_per_mm)
    parts = label(bald)  # type: ignore[no-untyped-call]
    low, high = (area * px_per_mm**2 for area in _AREA_MM2)
    spots = [
        _Spot(int(part.area), _outline_of(parts == part.label) * found.step)
        for part in regionprops(parts)  # type: ignore[no-untyped-call]
        if low <= part.area <= high
        and part.solidity >= _LEAST_SOLID
        and _lies_in_hair(parts == part.label, density / usual, told, px_per_mm)
    ]
    return sorted(spots, key=lambda spot: -spot.area_px)


def _lies_in_hair(part: Mask, share: NDArray[np.float32], told: Mask, px_per_mm: float) -> bool:
    """Say whether hair goes round a part, and whether its middle is bald indeed."""
    reach = max(1, round(_RING_MM * px_per_mm))
    # Beyond the picture nothing is told to be hair.
    inner, hair = (np.pad(p, reach) for p in (part, told & (share >= _EDGE_SHARE)))
    ring = (cv2.dilate(inner.astype(np.uint8), _disc(reach)) > 0) & ~inner
    hairy = np.count_nonzero(ring & hair) / np.count_nonzero(ring)
    return bool(hairy >= _RING_SHARE and np.percentile(share[part], 20) < _MIDDLE_SHARE)


def _opened(bald: Mask, px_per_mm: float) -> Mask:
    """Cut through bridges as narrow as a parting, that chance lays between bald places."""
    disc = _disc(max(1, round(_BRIDGE_MM * px_per_mm)))
    return np.asarray(cv2.morphologyEx(bald.astype(np.uint8), cv2.MORPH_OPEN, disc) > 0)


def _disc(radius_px: int) -> NDArray[np.uint8]:
    side = 2 * radius_px + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    return np.asarray(disc, dtype=np.uint8)


def _outline_of(part: Mask) -> NDArray[np.float64]:
    """Give the longest outline (N, 2), x and y of px corners, evenly thinned to few corners."""
    rings = find_contours(np.pad(part, 1).astype(float), 0.5)  # type: ignore[no-untyped-call]
    ring = max(rings, key=len)[:-1]
    chosen = ring[np.unique(np.linspace(0, len(ring) - 1, _MOST_CORNERS).astype(int))]
    return np.asarray(chosen[:, ::-1] - 0.5)


def _on_head(outline_px: NDArray[np.float64], camera: HeadCamera) -> tuple[Vec3, ...]:
    places, hit = hit_skin(camera, outline_px)
    return directions_of(places[hit])
