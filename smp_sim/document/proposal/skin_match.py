"""Pigment like the skin around: for vitiligo, pale scars and burns.

A pale patch is darkened to the colour beside it, channel by channel, by pigment that takes light; a
darker one is lightened by pigment that covers, as far as that goes. The mix is solved for the
*healed* field (``mix_solver``). Vitiligo is shaded itself; the dots of scars and burns stay as they
are, and a wash is laid under them.
"""

from __future__ import annotations

from dataclasses import replace as changed

import cv2
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from smp_sim.document.advice.area_advice import PALE_KINDS, is_shaded
from smp_sim.document.case.case_file import Dossier
from smp_sim.document.editing.edits import add_mask_stroke, replace_areas, update_area
from smp_sim.document.editing.lip_colour import is_lip_scar
from smp_sim.document.editing.techniques import stage_sessions
from smp_sim.document.progress_report import Progress, counted, unheard
from smp_sim.document.proposal.mix_solver import PatchColours, SkinMatch, solve_mix
from smp_sim.document.proposal.patch_light import patch_step
from smp_sim.document.studio import Studio, find_view
from smp_sim.model.area_kind import KIND_TRAITS
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, MaskStroke, View
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area, Plan
from smp_sim.model.sentence import Sentence
from smp_sim.render.area_outline import drawn_edges, outline_area
from smp_sim.render.camera_geometry import frame_skin, mean_px_per_mm, project_directions
from smp_sim.render.colour import LUMINANCE, linear_of_srgb
from smp_sim.render.hairline_curve import hairline_places
from smp_sim.render.head_geometry import unit
from smp_sim.render.products import Plane, PointSet
from smp_sim.render.treatment_fills import FILLS

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: The ring of skin that the patch is matched to: how far outside its outline, mm. Assumed: beyond
#: the soft edge, near enough to lie in the same light.
RING_MM = (2.5, 7.5)
#: Inside, this much of the rim is left out, mm, where there is as much; and farther in than this it
#: may lie in another light than the ring (assumed).
RIM_MM, DEEPEST_MM = 1.5, 9.0
#: Share of shine up to which hairy skin is read: bright skin between hairs is often held for a
#: little of it, and without that skin the hair alone would be left (assumed).
GLOSSY_SHARE = 0.3
#: Least pixels of either to go by.
LEAST_PIXELS = 40

#: Share of a patch that a photo's reading keeps pigment off, as shine or as hair, from which on its
#: paleness is held for the reason; and how much darker than the skin around what is kept off may be
#: before it is believed to be hair (both assumed).
MISREAD_SHARE, PALE_SHARE = 0.1, 0.9
#: Part of the darkest and of the lightest pixels that a mean leaves out.
TRIMMED_SHARE = 0.05

#: What a wash keeps of its own when it is matched again.
_OWN_FILLING = ("density_per_cm2", "dot_mm", "shade", "feather_mm", "first_session", "last_session")


def match_skin(
    dossier: Dossier, studio: Studio, area_id: str, view_id: str = ""
) -> tuple[Case, SkinMatch]:
    """Mix an area's pigment to the skin around it, as one photo shows both.

    Parameters
    ----------
    area_id : the area. Where it is shaded, its own mix is solved; an area of dots gets a wash under
        them, an area of its own, and its dots begin when the tone is done (:func:`wash_under`).
    view_id : the photo to go by; empty for the one that shows most of the area.

    Raises
    ------
    PlanError
        For an unknown area, or where no photo shows both the patch and skin around it.
    """
    area = _dots_of(dossier.case, area_id)
    views = [v.id for v in dossier.case.views if view_id in ("", v.id)]
    seen = [(view, *read_patch(dossier, studio, area, view)) for view in views]
    best = max(seen, key=lambda found: found[2], default=None)
    if best is None or best[2] < LEAST_PIXELS:
        raise PlanError(
            "No photo shows both the patch and bare skin around it.",
            where=f"areas.{area_id}",
            next_step="Choose a photo that faces the patch, or mix the pigment by hand.",
        )
    case, match = _with_mix(dossier.case, area, best[1], studio.points)
    for view in views:
        case = call_it_skin(changed(dossier, case=case), studio, area, view)
    return case, match


def _dots_of(case: Case, area_id: str) -> Area:
    """Find an area by its id; for the wash that was laid under another one's dots, that one."""
    areas = case.plan.areas
    found = [area for area in areas if wash_name(area.id) == area_id and not is_shaded(area)]
    found += [area for area in areas if area.id == area_id]
    if not found:
        raise PlanError(Sentence("There is no area '{area}'.", area=area_id), where="match-skin")
    return found[0]


def match_patches(
    dossier: Dossier, studio: Studio, progress: Progress = unheard
) -> tuple[Case, dict[str, SkinMatch]]:
    """Mix the pigment of every pale patch of a plan, by its area's id.

    Scars in close-ups of lips are left to :mod:`lip_evening`. Patches that no photo shows with skin
    around them are left as they are where others can be matched.

    Raises
    ------
    PlanError
        Where the plan has no patch of such a kind, or none of them can be matched.
    """
    areas = dossier.case.plan.areas
    washes = {wash_name(area.id) for area in areas if not is_shaded(area)}
    on_skin = [area for area in areas if not is_lip_scar(area, areas)]
    pale = [area.id for area in on_skin if area.kind in PALE_KINDS and area.id not in washes]
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
            dossier = changed(dossier, case=case)
    if not matches:
        raise refused[0]
    return dossier.case, matches


def wash_name(area_id: str) -> str:
    """Give the id of the wash that lies under an area's dots."""
    return f"{area_id[:58]}-wash"


def wash_under(area: Area, sessions: int, kept: Area | None = None) -> Area:
    """Give the wash that lies under an area's dots.

    Light tissue is matched to the skin first: the wash is shaded in the first half of the
    sittings, where there is more than one (see ``techniques``). A wash ``kept`` from an
    earlier match is laid in the area's present place with its own density, size, shade and edge.
    """
    fine, filled = FILLS["vitiligo"], {}
    first, last = stage_sessions("tone", sessions)
    if kept is not None:
        filled = {name: getattr(kept, name) for name in _OWN_FILLING}
    wash = replace(
        area,
        id=wash_name(area.id),
        technique="wash",
        density_per_cm2=fine.density_per_cm2,
        dot_mm=fine.dot_mm,
        shade=fine.shade,
        first_session=first,
        last_session=last,
        grey_return=0.0,
        pigment="mixed",
    )
    return replace(wash, **filled)


def _order_of(wash: Area, dots: Area, sessions: int) -> Sentence:
    """Say in which sittings a wash and the dots over it are done."""
    last = min(wash.last_session, sessions)
    if dots.first_session <= last:
        return Sentence("The wash and the dots over it are done in the same sessions.")
    return Sentence(
        "The tone comes first: a wash up to session {last}, dots from session {first}.",
        last=last,
        first=dots.first_session,
    )


def _with_mix(
    case: Case, area: Area, seen: PatchColours, points: PointSet
) -> tuple[Case, SkinMatch]:
    """Give the case with the mix of an area, or of the wash for its dots."""
    if is_shaded(area):
        match = solve_mix(area, (), case, seen, points)
        return update_area(case, area.id, pigment="mixed", mix=match.mix, cover=match.cover), match
    kept = next((other for other in case.plan.areas if other.id == wash_name(area.id)), None)
    sessions = len(case.plan.sessions)
    wash = wash_under(area, sessions, kept)
    first, last = stage_sessions("after-tone", sessions)
    dots = area if kept else replace(area, first_session=first, last_session=last)
    match = solve_mix(wash, (dots,), case, seen, points)
    match = changed(match, notes=(_order_of(wash, dots, sessions), *match.notes))
    others = [other for other in case.plan.areas if other.id != wash.id]
    place = next(n for n, other in enumerate(others) if other.id == area.id)
    others[place : place + 1] = [replace(wash, mix=match.mix, cover=match.cover), dots]
    return replace_areas(case, others), match


def call_it_skin(
    dossier: Dossier,
    studio: Studio,
    area: Area,
    view_id: str,
    misread_share: float = MISREAD_SHARE,
) -> Case:
    """Paint a pale patch as matte skin where a photo's reading takes it for shine or hair.

    ``misread_share`` is the part of it from which on it is held to be misread.

    Raises
    ------
    PlanError
        Where the case has no such view.
    """
    case, view = dossier.case, find_view(dossier, view_id)
    zone, (_, around) = _with_edge(case.plan, area, view), patch_zones(case.plan, area, view)
    if not zone.any() or not around.any():
        return case
    surface = studio.surface(dossier, view_id)
    shown = surface.skin * (np.float32(1.0) - surface.highlight)
    open_skin = np.asarray(cv2.resize(shown, zone.shape[::-1]))
    if float(1.0 - open_skin[zone].mean()) < misread_share:
        return case
    kept_off = zone & (open_skin <= float(np.median(open_skin[zone])))
    light = linear_of_srgb(studio.photo(dossier, view_id).srgb) @ LUMINANCE
    if float(np.median(light[kept_off])) < PALE_SHARE * float(np.median(light[around])):
        return case
    return add_mask_stroke(case, view_id, _stroke_over(area, view, zone))


def _with_edge(plan: Plan, area: Area, view: View) -> Mask:
    """Give the pixels (H, W) of an area with its soft edge."""
    filled = _filled(plan, area, view)
    if not filled.any():
        return filled > 0
    beyond = cv2.distanceTransform(1 - filled, cv2.DIST_L2, 5) / mean_px_per_mm(view.camera)
    return np.asarray(beyond <= area.feather_mm)


def _stroke_over(area: Area, view: View, zone: Mask) -> MaskStroke:
    """Give a stroke of matte skin over an area: along a line, else to and fro over its zone."""
    if KIND_TRAITS[area.kind].shape != "line":
        return covering_stroke(zone)
    middle = project_directions(view.camera, np.asarray(area.outline, dtype=np.float64))
    radius = (0.5 * area.width_mm + RIM_MM) * mean_px_per_mm(view.camera)
    return MaskStroke(
        paints="matte", points_px=tuple((float(x), float(y)) for x, y in middle), radius_px=radius
    )


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
) -> tuple[PatchColours, int]:
    """Read the linear colours of a patch and of the skin around it in one photo.

    Returns
    -------
    colours : of skin without highlights, the patch's median; the skin around as it would be in the
        patch's own light, with its hair where dots like hair are to stand in the patch.
    count : pixels of the rarer of both; 0 where the photo doesn't show them.
    """
    view, nothing = find_view(dossier, view_id), PatchColours(np.ones(3), np.ones(3))
    inside, around = patch_zones(dossier.case.plan, area, view)
    if not inside.any():
        return nothing, 0
    surface = studio.surface(dossier, view_id)
    size = inside.shape[1], inside.shape[0]
    shown = surface.skin if is_shaded(area) else np.maximum(surface.skin, surface.hair)
    bare, shine = cv2.resize(shown, size), cv2.resize(surface.highlight, size)
    glossy = 0.0 if is_shaded(area) else GLOSSY_SHARE
    zones = [
        _matt_part(zone & np.asarray(bare > 0.4), np.asarray(shine, dtype=np.float32), glossy)
        for zone in (inside, around)
    ]
    seen = min(int(np.count_nonzero(zone)) for zone in zones)
    if seen < LEAST_PIXELS:
        return nothing, 0
    linear = linear_of_srgb(studio.photo(dossier, view_id).srgb).astype(np.float64)
    patch = np.asarray(np.median(linear[zones[0]], axis=0))
    step = patch_step(linear, zones[0], zones[1], mean_px_per_mm(view.camera))
    beside = np.median if is_shaded(area) else _trimmed_mean
    around_it = beside(linear[zones[1]], axis=0) if step is None else patch / np.asarray(step)
    return PatchColours(patch, np.asarray(around_it, dtype=np.float64)), seen


def _trimmed_mean(colours: Floats, axis: int) -> Floats:
    """Give the mean (3,) of colours (N, 3), channel by channel, without its extremes."""
    cut = int(TRIMMED_SHARE * len(colours))
    return np.asarray(np.sort(colours, axis=axis)[cut : len(colours) - cut].mean(axis=axis))


def _matt_part(zone: Mask, shine: Plane, glossy: float) -> Mask:
    """Keep what shines less than a share, or the duller half: a patch may be read as all shiny."""
    if not zone.any():
        return zone
    return zone & (shine <= max(glossy, float(np.median(shine[zone]))))


def patch_zones(plan: Plan, area: Area, view: View) -> tuple[Mask, Mask]:
    """Give the inside of an area in a photo and the ring around it, (H, W) bool each.

    The ring leaves out other pale patches. Both are empty where the photo doesn't show the area.
    """
    filled = _filled(plan, area, view)
    if not filled.any():
        return filled > 0, filled > 0
    scale = mean_px_per_mm(view.camera)
    inner = cv2.distanceTransform(filled, cv2.DIST_L2, 5) / scale
    outer = cv2.distanceTransform(1 - filled, cv2.DIST_L2, 5) / scale
    rim = min(RIM_MM, 0.5 * float(inner.max(initial=0.0)))
    pale = [_filled(plan, other, view) for other in plan.areas if other.kind in PALE_KINDS]
    beside = np.maximum.reduce([filled, *pale]) == 0
    beyond = area.feather_mm if KIND_TRAITS[area.kind].blends_out else 0.0
    first, last = max(RING_MM[0], beyond), max(RING_MM[1], beyond + RING_MM[1] - RING_MM[0])
    ring = beside & (outer > first) & (outer < last)
    return (inner > rim) & (inner < DEEPEST_MM), ring


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
