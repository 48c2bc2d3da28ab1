"""Scars found in a photo: a pale line without hair, and punch scars as small pale spots.

Both are proposals: a scar can always be drawn by hand instead. A line is a bright ridge of the
luminance, evened out over a centimetre (Sato et al. 1998, Medical Image Analysis 2:143, as
scikit-image has it); spots are peaks of a difference of Gaussians in blue light, where pale scar
stands out most from skin with melanin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra
from skimage.feature import peak_local_max
from skimage.filters import apply_hysteresis_threshold, sato, threshold_otsu
from skimage.measure import label, regionprops
from skimage.morphology import skeletonize

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.progress_report import Progress, counted, unheard
from smp_sim.document.proposal.cleft_scar import CLEFT_WIDTH_MM, find_cleft_scar
from smp_sim.document.proposal.found_areas import FoundAreas, add_found
from smp_sim.document.studio import Studio, find_view
from smp_sim.model.camera import Camera, FlatCamera
from smp_sim.model.case import View
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area
from smp_sim.model.sentence import Sentence
from smp_sim.model.units import Vec3
from smp_sim.render.camera_geometry import hit_skin, mean_px_per_mm
from smp_sim.render.colour import LUMINANCE, linear_of_srgb
from smp_sim.render.products import Plane, Surface
from smp_sim.render.treatment_areas import scar_with_blend
from smp_sim.render.treatment_fills import filled_area

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: Scale that lines are searched at, px/mm, and half widths that a ridge may have, mm.
_LINE_PX_PER_MM, _HALF_WIDTHS_MM = 3.0, (0.8, 1.3, 2.0)
#: Weak and strong response of a ridge, and the least mean of a line that is called a scar: stubble
#: answers with 0.05, a shiny streak with 0.11, the sample's scars with 0.17 and more (measured).
_WEAK, _STRONG, _LEAST_MEAN = 0.05, 0.09, 0.13
#: Shorter lines are folds, gaps and scratches, mm.
_SHORTEST_MM = 18.0
#: Punch scars: the photo must resolve them, px/mm (drawn donor areas of tone 2 to 6 from 4.5 to 13
#: px/mm: recall 0.88 to 0.99, false 0.04 to 0.11); sizes of the two blurs, mm; least spacing, mm.
LEAST_PX_PER_MM = 5.0
_SPOT_MM, _ROUND_MM, _SPACING_MM = 0.28, 0.62, 0.75
#: A spot is this much lighter than the skin round it at least, in logarithms of light.
_LEAST_RISE = 0.05
#: Half of all scars rise higher than this; gaps between hairs don't (drawn donor areas of tone 2 to
#: 6: medians of 0.145 to 0.44 with punch scars, 0.077 to 0.095 without).
_LEAST_MEDIAN_RISE = 0.115
#: Fewer spots than this are moles and dust, not punch scars.
LEAST_SPOTS = 30


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A scar line: its middle as places (unit directions, or mm), its width, and how clear it is.

    ``contrast`` is the mean response of its ridge; 0.13 is the least that is called a scar.
    """

    middle: tuple[Vec3, ...]
    width_mm: float
    contrast: float


def find_line(dossier: Dossier, studio: Studio, view_id: str) -> FoundLine | None:
    """Find the clearest scar line of a photo, None where there is none. Raises as ``photo``."""
    view = find_view(dossier, view_id)
    scale = _LINE_PX_PER_MM / mean_px_per_mm(view.camera)
    even, skin = _evened(studio, dossier, view_id, scale)
    if not skin.any():
        return None
    ridge = sato(even, sigmas=[w * _LINE_PX_PER_MM for w in _HALF_WIDTHS_MM], black_ridges=False)  # type: ignore[no-untyped-call]
    ridge = ridge * cv2.erode(skin.astype(np.uint8), np.ones((11, 11), np.uint8))
    parts = label(apply_hysteresis_threshold(ridge, _WEAK, _STRONG))  # type: ignore[no-untyped-call]
    best = max(
        (_trace(parts == part.label, ridge) for part in regionprops(parts) if _is_long(part)),  # type: ignore[no-untyped-call]
        key=lambda traced: traced[1] * len(traced[0]),
        default=(np.empty((0, 2)), 0.0),
    )
    path, mean = best
    if len(path) < _SHORTEST_MM * _LINE_PX_PER_MM or mean < _LEAST_MEAN:
        return None
    width = _width_mm(even, path)
    return FoundLine(_places(path[:, ::-1] / scale, view.camera, 24), width, float(mean))


def _evened(studio: Studio, dossier: Dossier, view_id: str, scale: float) -> tuple[Plane, Mask]:
    """Give the logarithm of light, evened out over 9 mm, at a scale; and which of it is skin."""
    surface = studio.surface(dossier, view_id)
    light = linear_of_srgb(studio.photo(dossier, view_id).srgb) @ LUMINANCE.astype(np.float32)
    way = cv2.INTER_AREA if scale < 1.0 else cv2.INTER_LINEAR
    small = cv2.resize(light, None, fx=scale, fy=scale, interpolation=way)
    bare = _at_size(surface, small.shape)
    weight = bare.astype(np.float32)
    tone = np.log(np.maximum(small, 1e-3)).astype(np.float32)
    sigma = 9.0 * _LINE_PX_PER_MM
    total = cv2.GaussianBlur(tone * weight, (0, 0), sigma)
    mean = total / np.maximum(cv2.GaussianBlur(weight, (0, 0), sigma), 1e-3)
    return np.asarray((tone - mean) * weight, dtype=np.float32), bare


def _at_size(surface: Surface, shape: tuple[int, ...]) -> Mask:
    open_skin = np.maximum(surface.skin, surface.hair) * (1.0 - surface.highlight)
    return np.asarray(cv2.resize(open_skin, (shape[1], shape[0])) > 0.3)


def _is_long(part: object) -> bool:
    box = part.bbox  # type: ignore[attr-defined]
    return float(np.hypot(box[2] - box[0], box[3] - box[1])) > 0.7 * _SHORTEST_MM * _LINE_PX_PER_MM


def _trace(region: Mask, ridge: Plane) -> tuple[Floats, float]:
    """Give the longest way (N, 2), row and column, along a region's skeleton, and its response."""
    spots = np.argwhere(skeletonize(region))  # type: ignore[no-untyped-call]
    graph = _neighbours(spots)
    far = _farthest(graph, 0)[0]
    end, before = _farthest(graph, far)
    way = [end]
    while before[way[-1]] >= 0:
        way.append(int(before[way[-1]]))
    path = _clear_part(spots[way], ridge)
    return path.astype(np.float64) + 0.5, float(ridge[path[:, 0], path[:, 1]].mean())


def _clear_part(path: NDArray[np.int64], ridge: Plane) -> NDArray[np.int64]:
    """Cut off the ends of a way that wander from the scar into stubble: too weak a response."""
    answer = np.convolve(ridge[path[:, 0], path[:, 1]], np.ones(7) / 7.0, mode="same")
    clear = np.flatnonzero(answer >= 0.75 * float(np.median(answer)))
    return path[clear[0] : clear[-1] + 1]


def _neighbours(spots: NDArray[np.int64]) -> coo_array:
    """Join the pixels (N, 2) that touch, sides and corners, by their distance."""
    number = {(int(r), int(c)): n for n, (r, c) in enumerate(spots)}
    rows, columns, lengths = [], [], []
    for (r, c), n in number.items():
        for down, across in ((0, 1), (1, -1), (1, 0), (1, 1)):
            other = number.get((r + down, c + across))
            if other is not None:
                rows.append(n)
                columns.append(other)
                lengths.append(float(np.hypot(down, across)))
    return coo_array((lengths, (rows, columns)), shape=(len(spots), len(spots)))


def _farthest(graph: coo_array, start: int) -> tuple[int, NDArray[np.int32]]:
    distance, before = dijkstra(graph, directed=False, indices=start, return_predecessors=True)  # type: ignore[call-overload]
    reached = np.where(np.isfinite(distance), distance, -1.0)
    return int(np.argmax(reached)), before


def _width_mm(even: Plane, path: Floats) -> float:
    """Measure a line's width: twice where its mean profile has fallen to half, in mm."""
    drawn = np.ones(even.shape, np.uint8)
    drawn[path[:, 0].astype(int), path[:, 1].astype(int)] = 0
    away = cv2.distanceTransform(drawn, cv2.DIST_L2, 5) / _LINE_PX_PER_MM
    edges = np.arange(0.0, 6.01, 0.25)
    means = np.array(
        [even[(away >= low) & (away < low + 0.25)].mean() for low in edges[:-1]], dtype=np.float64
    )
    base = float(np.median(means[-8:]))
    half = base + 0.5 * (means[0] - base)
    return round(2.0 * float(edges[int(np.argmax(means < half))]), 1) or 1.0


def find_punches(dossier: Dossier, studio: Studio, view_id: str) -> tuple[Vec3, ...]:
    """Find punch scars as small pale spots; their places, unit directions or mm; () for none.

    Raises
    ------
    PlanError
        Where the photo is too coarse to show them one by one.
    """
    view = find_view(dossier, view_id)
    scale = mean_px_per_mm(view.camera)
    if scale < LEAST_PX_PER_MM:
        raise PlanError(
            Sentence("At {scale:.1f} px/mm punch scars can't be told from stubble.", scale=scale),
            where=view_id,
            next_step=Sentence(
                "Take a close-up of at least {least:g} px/mm, or place them by hand.",
                least=LEAST_PX_PER_MM,
            ),
        )
    blue = np.log(linear_of_srgb(studio.photo(dossier, view_id).srgb)[..., 2] + 1e-3)
    small, large = (cv2.GaussianBlur(blue, (0, 0), mm * scale) for mm in (_SPOT_MM, _ROUND_MM))
    rise = small - large
    bare = _at_size(studio.surface(dossier, view_id), rise.shape)
    found = peak_local_max(  # type: ignore[no-untyped-call]
        rise, min_distance=max(1, round(0.5 * _SPACING_MM * scale)), threshold_abs=_LEAST_RISE,
        labels=bare.astype(np.int32),
    )  # fmt: skip
    heights = rise[found[:, 0], found[:, 1]]
    if len(found) > 20:
        found = found[heights > threshold_otsu(heights)]  # type: ignore[no-untyped-call]
    if not len(found) or np.median(rise[found[:, 0], found[:, 1]]) < _LEAST_MEDIAN_RISE:
        return ()
    return _places(found[:, ::-1] + 0.5, view.camera, len(found))


def _places(pixels: Floats, camera: Camera, most: int) -> tuple[Vec3, ...]:
    """Give at most ``most`` of pixels (N, 2), evenly chosen, as places on the skin."""
    if len(pixels) == 0:
        return ()
    chosen = pixels[np.unique(np.linspace(0, len(pixels) - 1, max(most, 2)).astype(int))]
    if isinstance(camera, FlatCamera):
        return tuple(
            (float(x) / camera.px_per_mm, float(y) / camera.px_per_mm, 0.0) for x, y in chosen
        )
    places, hit = hit_skin(camera, chosen)
    return tuple((float(x), float(y), float(z)) for x, y, z in places[hit])


def with_scars(dossier: Dossier, studio: Studio, progress: Progress = unheard) -> FoundAreas:
    """Add the scars that the photos show to a plan: lines with their blend, and punch scars.

    Returns
    -------
    FoundAreas
        New areas are filled as their kind is.

    Raises
    ------
    PlanError
        Where no photo shows a scar that can be told from hair.
    """
    new: list[Area] = []
    for view in counted(dossier.case.views, progress):
        new += _scars_of(dossier, studio, view)
    if not new:
        raise PlanError(
            "No scar was found in the photos.",
            where="find-scars",
            next_step="Draw it by hand, or take a closer photo in even light.",
        )
    found = add_found(dossier.case, new)
    if not found.names:
        raise PlanError("The scars that the photos show are in the plan.", where="find-scars")
    return found


def _scars_of(dossier: Dossier, studio: Studio, view: View) -> list[Area]:
    plane = view.id if isinstance(view.camera, FlatCamera) else ""
    areas = dossier.case.plan.areas
    lips = [area for area in areas if area.kind == "lips" and area.view == view.id]
    if lips:
        return _closed_clefts(dossier, studio, lips)
    line = find_line(dossier, studio, view.id)
    if line is not None:
        if plane:
            scar = filled_area("scar", "scar-line", line.middle, view=plane)
            return [replace(scar, width_mm=line.width_mm)]
        return scar_with_blend("scar", line.middle, line.width_mm, dossier.case.plan.head)
    if mean_px_per_mm(view.camera) < LEAST_PX_PER_MM:
        return []
    spots = find_punches(dossier, studio, view.id)
    if len(spots) < LEAST_SPOTS:
        return []
    return [replace(filled_area("punch-scars", "scar-dots", spots, view=plane), width_mm=0.9)]


def _closed_clefts(dossier: Dossier, studio: Studio, lips: Sequence[Area]) -> list[Area]:
    """Give the scars of closed clefts above lips, as fine washes; no other scar is sought."""
    found = [(area.view, find_cleft_scar(dossier, studio, area)) for area in lips]
    return [
        replace(
            filled_area("scar", "scar-line", line, view=view),
            technique="wash",
            pigment="mixed",
            width_mm=CLEFT_WIDTH_MM,
        )
        for view, line in found
        if line
    ]
