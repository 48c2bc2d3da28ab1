"""Lips evened out as over a closed cleft: their border, and the colour of skin and scar in it.

Beyond the red of the lips pigment lies in skin, which has none of their blood: what makes the red
deeper makes skin a pale pink. So the skin that an evened border takes in is a patch of its own,
with a pigment mixed to the colour that the lips beside it have once healed. The pale line of a scar
is matched likewise to what lies beside it: to the healed lips over the red, to bare skin above.
"""

from __future__ import annotations

from dataclasses import replace as replace_case
from typing import Any, Literal

import cv2
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.editing.edits import add_area, replace_areas, update_area
from smp_sim.document.editing.lip_border import even_lips
from smp_sim.document.editing.lip_colour import holds, is_lip_scar, lips_of
from smp_sim.document.proposal.found_areas import free_names
from smp_sim.document.proposal.mix_solver import PatchColours, light_left, solve_mix
from smp_sim.document.proposal.skin_match import call_it_skin
from smp_sim.document.studio import Studio, find_view
from smp_sim.model.case import Case, View
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM
from smp_sim.model.plan import Area
from smp_sim.model.sentence import Sentence, joined
from smp_sim.model.units import Vec3
from smp_sim.render.area_outline import drawn_edges, outline_area
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.colour import linear_of_srgb
from smp_sim.render.head_curve import resample_line
from smp_sim.render.tissue_course import course_of
from smp_sim.render.treatment_fills import FILLS

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

MIXED_ANEW = "The skin and the scars in the lips' border are mixed anew to the lips."
BEYOND_THE_RED = "Beyond the red, pigment lies in skin or scar, which takes it less evenly."
#: What the id of a patch of evened skin has at its end, and its soft edge, mm (assumed).
EVENED, _FEATHER_MM = "-evened", 0.5
#: How near and how far beside it lies what a part is matched to, and its own rim that is left out,
#: mm.
_BESIDE_MM, _RIM_MM = (0.4, 2.2), 0.2
#: Part of it from which on a scar is held to be misread as shine: thin lines are, in their middle.
_MISREAD_SHARE = 0.03
#: Steps along a scar, and the least length of a part of it, mm; steps that a part stops short.
_STEP_MM, _LEAST_PART_MM, _CAP = 0.25, 1.5, 2
#: What a scar may lie on: skin, skin that an evened border takes in, or the red of lips.
Ground = Literal["skin", "patch", "red"]
GROUNDS: tuple[Ground, ...] = ("skin", "patch", "red")
#: Least pixels of either to go by.
_LEAST_PIXELS = 30


def even_out(dossier: Dossier, studio: Studio) -> tuple[Case, tuple[str, ...]]:
    """Even out the border of all lips, and mix pigment for the skin and the scars in it.

    Where that was done before, patches and scars are mixed anew, for lips whose colour was changed
    meanwhile.

    Returns
    -------
    case : with new outlines and patches beside the lips.
    told : a sentence for each border and for each patch that could not be matched.

    Raises
    ------
    PlanError
        Where the plan has no lips, or there is nothing to even out or to mix anew.
    """
    case = dossier.case
    told: tuple[str, ...] = (MIXED_ANEW,)
    if not any(_is_patch(area) for area in case.plan.areas):
        case, told = _with_even_border(case)
    case = cut_scars(case)
    for area, lips in _fills_in(case):
        current = replace_case(dossier, case=case)
        case = call_it_skin(current, studio, area, area.view, _MISREAD_SHARE)
        case, said = _mixed(replace_case(dossier, case=case), studio, area, lips)
        told += said
    return case, told


def _fills_in(case: Case) -> list[tuple[Area, Area]]:
    """Give each patch of evened skin and each scar of a close-up, with the lips there."""
    areas = case.plan.areas
    lips = {area.view: area for area in reversed(lips_of(case))}
    patches = [area for area in areas if _is_patch(area)]
    found = [(patch, lips[patch.view]) for patch in patches if patch.view in lips]
    return found + [(area, lips[area.view]) for area in areas if is_lip_scar(area, areas)]


def cut_scars(case: Case) -> Case:
    """Cut the scars of close-ups with lips where they pass from skin to evened skin and to red.

    Each part lies on one ground, so that one pigment suits it. Parts too short to be shaded go to
    the one before.
    """
    areas: list[Area] = []
    for area in case.plan.areas:
        parts = _parts_of(case, area) if is_lip_scar(area, case.plan.areas) else [area.outline]
        taken = [other.id for other in (*case.plan.areas, *areas) if other.id != area.id]
        names = free_names(taken, [area.id] * len(parts))
        areas += [
            replace(area, id=name, outline=part) for name, part in zip(names, parts, strict=True)
        ]
    return replace_areas(case, areas)


def _parts_of(case: Case, scar: Area) -> list[tuple[Vec3, ...]]:
    line = resample_line(np.asarray(scar.outline, dtype=np.float64), _STEP_MM)
    grounds = _grounds_along(case, scar, line)
    borders = [0, *(np.flatnonzero(grounds[1:] != grounds[:-1]) + 1), len(line)]
    least = round(_LEAST_PART_MM / _STEP_MM)
    kept = [border for border in borders[1:-1] if least <= border <= len(line) - least]
    ends = [kept[n] for n in range(len(kept)) if n == 0 or kept[n] - kept[n - 1] >= least]
    if not ends:
        return [scar.outline]
    # Each part is as round at its end as it is wide, so that it stops short of the next one.
    starts, stops = [0, *(end + _CAP for end in ends)], [*(end - _CAP for end in ends), len(line)]
    return [_corners(line[start:stop]) for start, stop in zip(starts, stops, strict=True)]


def _corners(line: Floats) -> tuple[Vec3, ...]:
    """Give the corners of a line (N, 3) about a millimetre apart, its ends among them."""
    chosen = line[np.unique(np.linspace(0, len(line) - 1, max(2, len(line) // 4)).astype(int))]
    return tuple((float(x), float(y), 0.0) for x, y, _ in chosen)


def _grounds_along(case: Case, scar: Area, line: Floats) -> NDArray[np.int64]:
    """Give the number in ``GROUNDS`` of what each place (N, 3) of a scar lies on."""
    grounds = np.zeros(len(line), dtype=np.int64)
    beside = [area for area in case.plan.areas if area.view == scar.view and len(area.outline) > 2]
    for area in (area for area in beside if area.kind == "lips"):
        grounds[holds(area, line)] = GROUNDS.index("red")
    for area in (area for area in beside if _is_patch(area)):
        grounds[holds(area, line)] = GROUNDS.index("patch")
    return grounds


def ground_of(case: Case, scar: Area) -> Ground:
    """Say what most of a scar in a close-up of lips lies on."""
    line = resample_line(np.asarray(scar.outline, dtype=np.float64), _STEP_MM)
    return GROUNDS[int(np.argmax(np.bincount(_grounds_along(case, scar, line))))]


def _is_patch(area: Area) -> bool:
    return area.kind == "flat-patch" and EVENED in area.id


def _with_even_border(case: Case) -> tuple[Case, tuple[str, ...]]:
    evened, moved = even_lips(case)
    told = []
    for name, border in moved.items():
        said = Sentence(
            "{area}: the border moves out by up to {moved:.1f} mm.",
            area=name,
            moved=border.moved_mm,
        )
        told.append(joined(said, BEYOND_THE_RED))
        lips = next(area for area in evened.plan.areas if area.id == name)
        for outline in border.added:
            evened = add_area(evened, _patch_beside(evened, lips, outline))
    return evened, tuple(told)


def _patch_beside(case: Case, lips: Area, outline: tuple[Vec3, ...]) -> Area:
    """Give a patch of evened skin, shaded as the lips are and healing with them."""
    (name,) = free_names([area.id for area in case.plan.areas], [f"{lips.id[:50]}{EVENED}"])
    return replace(
        lips,
        id=name,
        kind="flat-patch",
        outline=outline,
        cover=0.0,
        corrector=None,
        feather_mm=_FEATHER_MM,
        ombre=0.0,
        liner_mm=0.0,
        strokes=(),
    )


def _mixed(
    dossier: Dossier, studio: Studio, patch: Area, lips: Area
) -> tuple[Case, tuple[str, ...]]:
    """Give the case with a patch's pigment mixed to what lies beside it, shaded as a wash."""
    case, view = dossier.case, find_view(dossier, patch.view)
    ground = "patch" if _is_patch(patch) else ground_of(case, patch)
    if ground == "red":
        return update_area(case, patch.id, **_lips_own(lips, patch)), ()
    own, beside = _zones(case, view, patch, ground)
    if min(np.count_nonzero(zone) for zone in (own, beside)) < _LEAST_PIXELS:
        said = Sentence("{area}: too small to be matched; it keeps its pigment.", area=patch.id)
        return case, (said,)
    srgb = studio.photo(dossier, view.id).srgb
    had, wanted = _median_light(srgb[own]), _median_light(srgb[beside])
    if ground != "skin":
        wanted = wanted * light_left((lips,), case, studio.points, wanted)
    filling = _WASHED if _is_patch(patch) else _WASHED | {"shade": _SCAR_SHADE}
    washed = replace(patch, **filling)
    match = solve_mix(washed, (), case, PatchColours(had, wanted), studio.points)
    return update_area(case, patch.id, **filling, mix=match.mix, cover=match.cover), ()


def _lips_own(lips: Area, scar: Area) -> dict[str, Any]:
    """Give the filling of a scar over red: the lips' own, and as much more as the scar loses."""
    names = ("technique", "pigment", "density_per_cm2", "dot_mm", "mix", "cover", "corrector")
    own = {name: getattr(lips, name) for name in names}
    more = course_of(lips.tissue).kept / course_of(scar.tissue).kept
    return own | {"shade": min(lips.shade * max(more, 1.0), 1.0)}


def _median_light(srgb: NDArray[np.generic]) -> Floats:
    return np.median(linear_of_srgb(srgb), axis=0).astype(np.float64)


#: Of two washes in one place the fuller one is laid: so a scar's is fuller than the patch's.
_SCAR_SHADE = 0.65
#: How a patch that is matched to lips is filled: as the finest wash is.
_WASHED: dict[str, Any] = {
    "technique": "wash",
    "pigment": "mixed",
    "density_per_cm2": FILLS["vitiligo"].density_per_cm2,
    "dot_mm": FILLS["vitiligo"].dot_mm,
    "shade": FILLS["vitiligo"].shade,
}


def _zones(case: Case, view: View, patch: Area, ground: Ground) -> tuple[Mask, Mask]:
    """Give the pixels (H, W) of a patch, and those beside it: of the red of lips, or of skin."""
    scale, size = mean_px_per_mm(view.camera), (view.photo.height, view.photo.width)
    own = _drawn(patch, scale, size)
    inner = cv2.distanceTransform(own, cv2.DIST_L2, 5) / scale
    outer = cv2.distanceTransform(1 - own, cv2.DIST_L2, 5) / scale
    ring = (outer > _BESIDE_MM[0]) & (outer < _BESIDE_MM[1])
    red, evened = np.zeros(size, bool), np.zeros(size, bool)
    for area in (area for area in case.plan.areas if area.view == view.id):
        if area.kind == "lips":
            red |= _drawn(area, scale, size) > 0
        elif _is_patch(area):
            evened |= _drawn(area, scale, size) > 0
    return inner > _RIM_MM, ring & (~red if ground == "skin" else red & ~evened)


def _drawn(area: Area, px_per_mm: float, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Draw an area of a close-up's plane, filled with 1, into its photo (H, W)."""
    drawn = np.zeros(size, np.uint8)
    for edge in drawn_edges(outline_area(area, np.empty((0, 3)), DEFAULT_SEMI_AXES_MM)):
        cv2.fillPoly(drawn, [np.rint(edge[:, :2] * px_per_mm).astype(np.int32)], 1)
    return drawn
