"""Pigment like the skin around: for vitiligo, pale scars and burns.

Pigment only takes light, so it can darken a pale patch to the colour beside it, channel by channel,
and never lighten one. The mix is solved for the *healed* field, with the engine itself: how much a
flat field of the area's dots takes of each channel is measured for a few absorptions.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace as replace_case

import cv2
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from skimage.color import deltaE_ciede2000

from smp_sim.document.advice.area_advice import PALE_KINDS, is_shaded
from smp_sim.document.case.case_file import Dossier
from smp_sim.document.editing.edits import add_mask_stroke, replace_areas, update_area
from smp_sim.document.progress_report import Progress, counted, unheard
from smp_sim.document.studio import Studio, find_view
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, MaskStroke, PhotoRef, View
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area, Plan
from smp_sim.model.sentence import Sentence
from smp_sim.render.area_outline import drawn_edges, outline_area
from smp_sim.render.camera_geometry import frame_skin, mean_px_per_mm
from smp_sim.render.colour import bytes_of_linear, lab_of_linear, linear_of_srgb
from smp_sim.render.dot_field import place_dots
from smp_sim.render.hairline_curve import hairline_places
from smp_sim.render.head_geometry import unit
from smp_sim.render.healing import healed_day
from smp_sim.render.optics import Triple
from smp_sim.render.pipeline import Request, render_view
from smp_sim.render.products import Photo, Plane, PointSet, Surface
from smp_sim.render.treatment_fills import FILLS

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: The ring of skin that the patch is matched to: how far outside its outline, mm. Assumed: beyond
#: the soft edge, near enough to lie in the same light.
RING_MM = (2.5, 9.0)
#: Inside, this much of the rim is left out, mm, where there is as much.
RIM_MM = 1.5
#: Least pixels of either to go by.
LEAST_PIXELS = 40
#: A surround lighter than the patch by more than this share can't be matched by pigment.
LIGHTER_SHARE = 0.02

#: Uptake of a wash scatters no more than this from dot to dot: its dots merge, so that what one
#: misses the next one gives (assumed).
WASH_SCATTER = 0.2

#: Median share of shine from which on a patch's own paleness is held for shine.
PALE_SHINE = 0.1

#: Absorptions that are tried, and the flat field they are tried on, mm and px/mm.
_TRIED = (0.0, 0.2, 0.5, 1.0, 1.6, 2.4, 4.0)
_FIELD_MM, _FIELD_PX_PER_MM = 16.0, 12.0


@dataclass(frozen=True, slots=True)
class SkinMatch:
    """A pigment mix for an area: ``colour_miss`` ΔE2000 expected of the healed patch's mean."""

    mix: Triple
    patch: Triple
    around: Triple
    colour_miss: float
    notes: tuple[str, ...]


def match_skin(
    dossier: Dossier, studio: Studio, area_id: str, view_id: str = ""
) -> tuple[Case, SkinMatch]:
    """Mix an area's pigment to the skin around it, as one photo shows both.

    Parameters
    ----------
    area_id : the area. Where its pigment is a mix, that mix is solved; an area of carbon dots
        stays as it is and gets a wash, an area of its own (see :func:`wash_under`).
    view_id : the photo to go by; empty for the one that shows most of the area.

    Raises
    ------
    PlanError
        For an unknown area, or where no photo shows both the patch and skin around it.
    """
    area = next((a for a in dossier.case.plan.areas if a.id == area_id), None)
    if area is None:
        raise PlanError(Sentence("There is no area '{area}'.", area=area_id), where="match-skin")
    views = [v.id for v in dossier.case.views if view_id in ("", v.id)]
    seen = [read_patch(dossier, studio, area, view) for view in views]
    best = max(seen, key=lambda pair: pair[2], default=None)
    if best is None or best[2] < LEAST_PIXELS:
        raise PlanError(
            "No photo shows both the patch and bare skin around it.",
            where=f"areas.{area_id}",
            next_step="Choose a photo that faces the patch, or mix the pigment by hand.",
        )
    case, match = _with_mix(dossier.case, area, best[0], best[1], studio.points)
    for view in views:
        case = _call_it_skin(case, studio.surface(dossier, view), area, view)
    return case, match


def match_patches(
    dossier: Dossier, studio: Studio, progress: Progress = unheard
) -> tuple[Case, dict[str, SkinMatch]]:
    """Mix the pigment of every pale patch of a plan, by its area's id.

    Patches that no photo shows with skin around them are left as they are where others can be
    matched.

    Raises
    ------
    PlanError
        Where the plan has no patch of such a kind, or none of them can be matched.
    """
    areas = dossier.case.plan.areas
    washes = {wash_name(area.id) for area in areas if not is_shaded(area)}
    pale = [area.id for area in areas if area.kind in PALE_KINDS and area.id not in washes]
    if not pale:
        raise PlanError(
            "The plan has no pale patch to match: no vitiligo, scar or burn.", where="match-skin"
        )
    matches: dict[str, SkinMatch] = {}
    refused: list[PlanError] = []
    for area_id in counted(pale, progress):
        try:
            case, matches[area_id] = match_skin(dossier, studio, area_id)
        except PlanError as error:
            refused.append(error)
        else:
            dossier = replace_case(dossier, case=case)
    if not matches:
        raise refused[0]
    return dossier.case, matches


def wash_name(area_id: str) -> str:
    """Give the id of the wash that lies under an area's dots."""
    return f"{area_id[:58]}-wash"


def wash_under(area: Area) -> Area:
    """Give a wash for an area: its place, filled so finely that single dots don't show.

    Light scar tissue is matched to the skin first. Where both want a place the denser area has it,
    so that the wash stands in for the dots that look like hair; without it they are back.
    """
    fine = FILLS["vitiligo"]
    return replace(
        area,
        id=wash_name(area.id),
        density_per_cm2=fine.density_per_cm2,
        dot_mm=fine.dot_mm,
        shade=fine.shade,
        variety=fine.variety,
        feather_mm=min(area.feather_mm, fine.feather_mm),
        uptake_scatter=min(area.uptake_scatter, WASH_SCATTER),
        pigment="mixed",
    )


def _with_mix(
    case: Case, area: Area, patch: Floats, around: Floats, points: PointSet
) -> tuple[Case, SkinMatch]:
    """Give the case with the mix of an area, or of the wash for its dots of carbon."""
    if is_shaded(area):
        match = solve_mix(area, case, patch, around, points)
        return update_area(case, area.id, pigment="mixed", mix=match.mix), match
    wash = wash_under(area)
    match = solve_mix(wash, case, patch, around, points)
    others = [other for other in case.plan.areas if other.id != wash.id]
    place = next(n for n, other in enumerate(others) if other.id == area.id)
    others.insert(place, replace(wash, mix=match.mix))
    return replace_areas(case, others), match


def _call_it_skin(case: Case, surface: Surface, area: Area, view_id: str) -> Case:
    """Paint a patch as matte skin where a photo's reading takes its paleness for shine."""
    view = next(view for view in case.views if view.id == view_id)
    inside = _filled(case.plan, area, view) > 0
    shine = cv2.resize(surface.highlight, (inside.shape[1], inside.shape[0]))
    if not inside.any() or float(np.median(shine[inside])) < PALE_SHINE:
        return case
    return add_mask_stroke(case, view_id, covering_stroke(inside))


def covering_stroke(zone: Mask) -> MaskStroke:
    """Give a stroke of matte skin that covers a zone (H, W) and little more.

    It runs to and fro over the zone, row by row, with a brush of a fifth of its half width.
    """
    reach = cv2.distanceTransform(zone.astype(np.uint8), cv2.DIST_L2, 5)
    radius = max(1.0, 0.2 * float(reach.max()))
    points: list[tuple[float, float]] = []
    for turn, row in enumerate(range(0, zone.shape[0], max(1, round(radius)))):
        columns = np.flatnonzero(zone[row])
        if len(columns):
            ends = columns[[0, -1]] if turn % 2 == 0 else columns[[-1, 0]]
            points += [(float(x) + 0.5, row + 0.5) for x in ends]
    return MaskStroke(paints="matte", points_px=tuple(points), radius_px=radius)


def read_patch(
    dossier: Dossier, studio: Studio, area: Area, view_id: str
) -> tuple[Floats, Floats, int]:
    """Read the linear colours (3,) of a patch and of the skin around it in one photo.

    Returns
    -------
    patch, around : (3,) float64 linear sRGB, medians over skin without highlights.
    count : pixels of the rarer of both; 0 where the photo doesn't show them.
    """
    view = find_view(dossier, view_id)
    inside, around = patch_zones(dossier.case.plan, area, view)
    if not inside.any():
        return np.ones(3), np.ones(3), 0
    surface = studio.surface(dossier, view_id)
    size = inside.shape[1], inside.shape[0]
    # A wash stands for dots like hair, so that it is held against hairy skin.
    shown = surface.skin if is_shaded(area) else np.maximum(surface.skin, surface.hair)
    bare, shine = cv2.resize(shown, size), cv2.resize(surface.highlight, size)
    srgb = studio.photo(dossier, view_id).srgb
    zones = [zone & np.asarray(bare > 0.4) for zone in (inside, around)]
    found = [srgb[_matt_part(zone, np.asarray(shine, dtype=np.float32))] for zone in zones]
    if min(len(pixels) for pixels in found) < LEAST_PIXELS:
        return np.ones(3), np.ones(3), 0
    one, two = (np.median(linear_of_srgb(pixels), axis=0).astype(np.float64) for pixels in found)
    return one, two, min(len(pixels) for pixels in found)


def _matt_part(zone: Mask, shine: Plane) -> Mask:
    """Keep the less shiny half of a zone: a pale patch may be read as shiny all over."""
    return zone & (shine <= float(np.median(shine[zone]))) if zone.any() else zone


def patch_zones(plan: Plan, area: Area, view: View) -> tuple[Mask, Mask]:
    """Give the inside of an area in a photo and the ring around it, (H, W) bool each.

    Both are empty where the photo doesn't show the area.
    """
    filled = _filled(plan, area, view)
    if not filled.any():
        return filled > 0, filled > 0
    scale = mean_px_per_mm(view.camera)
    inner = cv2.distanceTransform(filled, cv2.DIST_L2, 5) / scale
    outer = cv2.distanceTransform(1 - filled, cv2.DIST_L2, 5) / scale
    rim = min(RIM_MM, 0.5 * float(inner.max(initial=0.0)))
    return inner > rim, (outer > RING_MM[0]) & (outer < RING_MM[1])


def _filled(plan: Plan, area: Area, view: View) -> NDArray[np.uint8]:
    """Draw an area's outline, filled with 1, into a photo (H, W); nothing where it turns away."""
    filled = np.zeros((view.photo.height, view.photo.width), np.uint8)
    if area.is_flat != isinstance(view.camera, FlatCamera) or area.view not in ("", view.id):
        return filled
    line = hairline_places(plan.hairline, plan.head)
    outline = outline_area(area, line, plan.head.semi_axes_mm)
    for edge in drawn_edges(outline):
        frames = frame_skin(view.camera, edge if area.is_flat else unit(edge))
        if np.all(frames.cos_tilt > 0.2):
            corners = np.rint(frames.centre_px).astype(np.int32)
            cv2.fillPoly(filled, [corners.reshape(-1, 1, 2)], 1)
    return filled


def solve_mix(area: Area, case: Case, patch: Floats, around: Floats, points: PointSet) -> SkinMatch:
    """Solve the mix that turns a patch's linear colour (3,) into that of the skin around it.

    Each channel by itself: the share of light that the healed field leaves falls with absorption,
    and is read backward from a table of the engine's own pictures.
    """
    wanted = np.clip(around / patch, 0.02, None)
    # Light falls about exponentially with absorption, so the table is read in logarithms.
    lost = -np.log([field_share(area, case, points, patch, a) for a in _TRIED])
    asked = -np.log(np.minimum(wanted, 1.0))
    mix = [float(np.interp(asked[c], lost[:, c], _TRIED)) for c in range(3)]
    reached = [float(np.exp(-np.interp(a, _TRIED, lost[:, c]))) for c, a in enumerate(mix)]
    miss = deltaE_ciede2000(lab_of_linear(patch * reached), lab_of_linear(around))  # type: ignore[no-untyped-call]
    notes = _notes(wanted, mix)
    red, green, blue = (round(a, 3) for a in mix)
    return SkinMatch((red, green, blue), _triple(patch), _triple(around), float(miss), notes)


def field_share(
    area: Area, case: Case, points: PointSet, patch: Floats, absorption: float
) -> Floats:
    """Give the share (3,) of light that a healed flat field of an area's dots leaves.

    All three channels absorb alike, so that one picture serves each of them.
    """
    grey = (absorption, absorption, absorption)
    return light_left(replace(area, pigment="mixed", mix=grey), case, points, patch)


def light_left(area: Area, case: Case, points: PointSet, skin: Floats) -> Floats:
    """Give the share (3,) of light that a healed flat field of an area leaves of a skin (3,)."""
    plan = _flat_plan(area, case.plan)
    side = round(_FIELD_MM * _FIELD_PX_PER_MM)
    base = bytes_of_linear(np.broadcast_to(skin, (side, side, 3)))
    bare = np.ones((side, side), dtype=np.float32)
    surface = Surface(1, bare, 0 * bare, 0 * bare, 0.6, 0.0)
    ref = PhotoRef(sha256="0" * 64, suffix=".png", width=side, height=side)
    view = View(id="field", side="flat", photo=ref, camera=FlatCamera(px_per_mm=_FIELD_PX_PER_MM))
    dots = place_dots(plan, points, "field")
    request = Request(healed_day(plan))
    shown = render_view(Photo(base), surface, dots, view, plan, case.client, request).srgb
    return np.asarray(
        linear_of_srgb(shown).mean(axis=(0, 1)) / linear_of_srgb(base).mean(axis=(0, 1)),
        dtype=np.float64,
    )


def _flat_plan(area: Area, plan: Plan) -> Plan:
    low, high = -3.0, _FIELD_MM + 3.0
    square = ((low, low, 0.0), (high, low, 0.0), (high, high, 0.0), (low, high, 0.0))
    flat = replace(
        area,
        id="field",
        kind="flat-patch",
        view="field",
        outline=square,
        feather_mm=0.0,
        strokes=(),
    )
    return replace(plan, areas=(flat,), hair=())


def _notes(wanted: Floats, mix: list[float]) -> tuple[str, ...]:
    notes = []
    if np.any(wanted > 1.0 + LIGHTER_SHARE):
        notes.append("The skin around is lighter than the patch; pigment can't lighten skin.")
    if max(mix) >= _TRIED[-1]:
        notes.append("The patch is too pale for these dots; add density or a darker shade.")
    return tuple(notes)


def _triple(colour: Floats) -> Triple:
    red, green, blue = (float(value) for value in colour)
    return red, green, blue
