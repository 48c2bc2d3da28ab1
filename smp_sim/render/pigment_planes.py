"""The dots of one view, grouped by session and kind of skin, drawn into planes of optical density.

A group heals as one: its dots share session, tissue, depth and pigment. A day is a weighted sum of
each group's two layers, drawn once: healed (narrow) and fresh (wide) footprints. An export draws
the same sum straight into one plane.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from smp_sim.model.area_kind import Tissue
from smp_sim.model.client import Client
from smp_sim.model.plan import Area, Pigment, Plan, Retention, Technique
from smp_sim.render import tissue as figures
from smp_sim.render.composite import redness_density
from smp_sim.render.healing import heal_sessions, healed_day, lip_swelling
from smp_sim.render.irritated_skin import Irritation
from smp_sim.render.optics import (
    ONE_LAYER,
    Triple,
    TypicalDot,
    depth_blur_mm,
    dot_sigma_mm,
    layer_weights,
    peak_density,
)
from smp_sim.render.products import DotField, HealedState, Plane, ProjectedDots
from smp_sim.render.projection import footprint_areas, footprint_covariances, stretch_px
from smp_sim.render.splat import REACH_SIGMAS, blurred_peak, splat_dots
from smp_sim.render.two_flux import Bed
from smp_sim.render.view_frame import Box, ViewFrame

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]


#: How much finer than the canvas dots are drawn where it is coarser than the photo: at the photo's
#: own px, so much at most. A pixel's mean light is not that of its mean density: a picture that is
#: smaller than its photo agrees with the shrunken export only where light is averaged as the
#: shrinking does. Measured at an eighth to two fifths of the photo: at twice as fine the mean
#: ΔE2000 to it is at most 0.02 above that at four times, on the densest and darkest fields 0.07.
FINEST = 2.0


class Skin(NamedTuple):
    """What makes dots heal and look alike, besides their session."""

    tissue: Tissue
    depth_mm: float
    pigment: Pigment
    mix: Triple = ONE_LAYER
    grey: float = 0.0
    technique: Technique = "dots"
    cover: float = 0.0


class Footprints(NamedTuple):
    """One layer of N dots: covariance (N, 2, 2) px², peak optical density (N,), sharpness (N,).

    Sharpness is the area of the footprint on the skin over that in the picture, in (0, 1].
    """

    covariance: Floats
    peak: Floats
    sharpness: Floats


@dataclass(frozen=True, slots=True)
class DotGroup:
    """Dots of one session in one kind of skin: which of the drawn dots, and their typical one.

    ``bed`` is the skin they lie in where their pigment covers.
    """

    skin: Skin
    session: int
    dots: Indices
    typical: TypicalDot
    bed: Bed | None = None


@dataclass(frozen=True, slots=True)
class DrawnDots:
    """Visible dots on the canvas of a view: centre (N, 2) px and two layers of footprints.

    Footprints are in px ``fineness`` times as fine as the canvas (see :func:`draw_layer`).
    """

    centre: Floats
    narrow: Footprints
    wide: Footprints
    groups: tuple[DotGroup, ...]
    fineness: float

    @property
    def wounds(self) -> Floats:
        """The centres (M, 2) of what a needle set: all but hair."""
        hair = [group.dots for group in self.groups if group.skin.technique == "hair"]
        return np.delete(self.centre, np.concatenate(hair), axis=0) if hair else self.centre


class GroupDay(NamedTuple):
    """One group on one day: weights of its layers, share under scabs, rise of a*, more shine."""

    narrow: float
    wide: float
    scab: float
    redness: float
    gloss: float = 0.0


def skin_of_area(area: Area, session: int) -> Skin:
    """Give what makes the dots of an area of one session (from 0) heal and look alike."""
    skin = Skin(area.tissue, area.depth_mm, area.pigment, technique=area.technique)
    corrector = area.corrector
    if corrector is not None and session < corrector.sittings:
        return skin._replace(pigment="mixed", mix=corrector.mix, cover=corrector.cover)
    skin = skin._replace(grey=area.grey_return)
    return skin._replace(mix=area.mix, cover=area.cover) if area.pigment == "mixed" else skin


def draw_dots(
    field: DotField,
    seen: ProjectedDots,
    plan: Plan,
    frame: ViewFrame,
    blur_px: float,
    finest: float = FINEST,
) -> DrawnDots:
    """Put the visible dots on a view's canvas, with their footprints, and group them.

    ``blur_px`` is the Gaussian sigma of the photo's own blur, photo px; ``finest`` how much finer
    than the canvas dots may be drawn.
    """
    chosen = _dots_on_canvas(field, seen, frame)
    area, session = field.area[chosen], field.session[chosen]
    first = [skin_of_area(area, 0) for area in plan.areas]
    deeper_mm = np.array([depth_blur_mm(skin.depth_mm) for skin in first])[area]
    widest = np.array([_widest_factor(skin, plan) for skin in first])[area]
    sigma_mm = dot_sigma_mm(field.diameter_mm[chosen])
    peak = peak_density(field.tone[chosen])

    fineness = min(finest, max(1.0, 1.0 / frame.scale))

    shape = seen.shape_px.take(chosen, axis=0)

    def lay(size_mm: Floats, scale: float) -> Footprints:
        return _footprints(shape, size_mm, deeper_mm, peak, scale, blur_px)

    sizes = sigma_mm, sigma_mm * widest
    narrow, wide = (lay(size, frame.scale * fineness) for size in sizes)
    seen_as = (narrow, wide) if fineness == 1.0 else tuple(lay(size, frame.scale) for size in sizes)
    kinds, numbers = _kinds_of(plan)
    kind = numbers[area, session]
    groups = [
        DotGroup(skin, sitting, dots, _typical_dot(dots, peak, seen_as, widest))
        for number, skin in enumerate(kinds)
        for sitting in range(len(plan.sessions))
        if len(dots := np.flatnonzero((kind == number) & (session == sitting)))
    ]
    centre = frame.to_canvas(seen.centre_px.take(chosen, axis=0))
    return DrawnDots(centre, narrow, wide, tuple(groups), fineness)


def _kinds_of(plan: Plan) -> tuple[list[Skin], Indices]:
    """Give the kinds of skin of a plan, and the number of each area's and session's, (A, S)."""
    sittings = range(len(plan.sessions))
    skins = [[skin_of_area(area, sitting) for sitting in sittings] for area in plan.areas]
    kinds = sorted({skin for of_area in skins for skin in of_area})
    numbers = [[kinds.index(skin) for skin in of_area] for of_area in skins]
    return kinds, np.array(numbers, dtype=np.int64).reshape(len(skins), len(sittings))


def lay_beds(
    drawn: DrawnDots,
    field: DotField,
    seen: ProjectedDots,
    plan: Plan,
    read: Callable[[Floats, Floats], Bed],
) -> DrawnDots:
    """Find the skin that covering pigment lies in, by all its dots in the view, on canvas or not.

    ``read`` gives it by the photo px (N, 2) of all visible dots, and (n, 2) of those of a pigment.
    """
    if all(group.skin.cover <= 0.0 for group in drawn.groups):
        return drawn
    kinds, numbers = _kinds_of(plan)
    kind = numbers[field.area, field.session]
    shown = seen.centre_px[seen.visible]
    beds = {
        skin: read(shown, seen.centre_px[seen.visible & (kind == number)])
        for number, skin in enumerate(kinds)
        if skin.cover > 0.0 and np.any(seen.visible & (kind == number))
    }
    groups = tuple(replace(group, bed=beds.get(group.skin)) for group in drawn.groups)
    return replace(drawn, groups=groups)


def _dots_on_canvas(field: DotField, seen: ProjectedDots, frame: ViewFrame) -> Indices:
    """Choose the visible dots that can reach onto the canvas (3 mm on the skin)."""
    visible = np.flatnonzero(seen.visible & (field.tone > 0.0))
    x, y = frame.to_canvas(seen.centre_px.take(visible, axis=0)).T
    reach = 3.0 * frame.scale * stretch_px(seen.shape_px.take(visible, axis=0))
    rows, columns = frame.canvas
    near = (x > -reach) & (x < columns + reach) & (y > -reach) & (y < rows + reach)
    return np.asarray(visible[near])


def _footprints(
    shape_px: Floats,
    sigma_mm: Floats,
    deeper_mm: Floats,
    peak: Floats,
    scale: float,
    blur_px: float,
) -> Footprints:
    """Give footprints that take as much light as the sharp dots, whatever blurs them."""
    covariance = footprint_covariances(
        shape_px, np.hypot(sigma_mm, deeper_mm), scale=scale, blur_px=blur_px
    )
    sharp_px2 = np.square(sigma_mm * scale) * footprint_areas(shape_px)
    sharpness = np.minimum(sharp_px2 / np.sqrt(footprint_areas(covariance)), 1.0)
    return Footprints(covariance, blurred_peak(peak, sharpness), sharpness)


def _typical_dot(
    dots: Indices, peak: Floats, layers: tuple[Footprints, ...], widest: Floats
) -> TypicalDot:
    narrow, wide = layers
    return TypicalDot(
        peak=float(peak[dots].mean()),
        sharp_narrow=float(np.median(narrow.sharpness[dots])),
        sharp_wide=float(np.median(wide.sharpness[dots])),
        widest=float(widest[dots[0]]),
    )


def _widest_factor(skin: Skin, plan: Plan) -> float:
    """Give the diameter, over the healed one, that the wide layer has to show.

    The fresh one with its scab, or what it has spread to after ten years. Dots that are larger
    still on some day are drawn so, with their own V.
    """
    first = min(session.day for session in plan.sessions)
    days = (first, first + figures.SCAB_FULL.value, healed_day(plan) + 3650.0)
    states = [heal_skin(skin, plan, Client(), day, "typical") for day in days]
    return float(max(state.diameter[state.pigment > 0.0].max() for state in states))


def heal_skin(
    skin: Skin, plan: Plan, client: Client, day: float, retention: Retention
) -> HealedState:
    """Heal one kind of skin to a day; a scab makes the dots under it larger and darker.

    Hair is no wound: it stands the same on every day.
    """
    if skin.technique == "hair":
        ones = np.ones(len(plan.sessions))
        return HealedState(ones, ones, 0.0 * ones, 0.0 * ones)
    state = heal_sessions(
        plan,
        client,
        tissue=skin.tissue,
        depth_mm=skin.depth_mm,
        day=day,
        retention=retention,
        technique=skin.technique,
    )
    darker = 1.0 + figures.SCAB_DARKER.value * state.scab
    wider = 1.0 + figures.SCAB_WIDER.value * state.scab
    return HealedState(state.pigment * darker, state.diameter * wider, state.redness, state.scab)


def heal_groups(
    groups: tuple[DotGroup, ...], plan: Plan, client: Client, day: float, retention: Retention
) -> tuple[GroupDay, ...]:
    """Give each group's weights on a day."""
    skins = {group.skin for group in groups}
    healed = {skin: heal_skin(skin, plan, client, day, retention) for skin in skins}
    return tuple(
        _group_day(group, healed[group.skin], day - plan.sessions[group.session].day)
        for group in groups
    )


def irritation_of(skin: Floats, days: tuple[GroupDay, ...]) -> Irritation:
    """Give how irritated skin of a linear colour (3,) looks on a day, at its worst."""
    redness = redness_density(skin, max(day.redness for day in days))
    return Irritation(redness, max(day.gloss for day in days))


def _group_day(group: DotGroup, state: HealedState, age: float) -> GroupDay:
    session, skin = group.session, group.skin
    swells = skin.tissue == "lip" and skin.technique == "wash"
    gloss = figures.LIP_GLOSS.value * lip_swelling(age) if swells else 0.0
    narrow, wide = layer_weights(
        group.typical, float(state.pigment[session]), float(state.diameter[session])
    )
    scab, redness = float(state.scab[session]), float(state.redness[session])
    return GroupDay(narrow, wide, scab, redness, gloss)


def dots_box(drawn: DrawnDots, frame: ViewFrame, margin_px: int, multiple: int) -> Box | None:
    """Give the box of canvas px that dots, and what spreads from them, can change.

    Its size is a multiple of ``multiple`` and its corner one of the photo's own grid of such steps,
    so that planes can be reduced evenly and alike in all regions of a photo: it may stand a little
    over the canvas. None where there are no dots.
    """
    if len(drawn.centre) == 0:
        return None
    spread = np.sqrt(np.einsum("nii->ni", drawn.wide.covariance)) / drawn.fineness
    reach = np.maximum(spread * (REACH_SIGMAS + 0.5), 1.0) + margin_px
    # Axis by axis: least and largest over rows of two numbers take ten times as long.
    low = np.maximum([side.min() for side in (drawn.centre - reach).T], 0.0)
    rows, columns = frame.canvas
    high = np.minimum([side.max() for side in (drawn.centre + reach).T], (columns, rows))
    if np.any(high <= low):
        return None
    start = np.rint(frame.to_canvas(np.zeros((1, 2)))[0]) % multiple
    left, top = (np.floor((low - start) / multiple) * multiple + start).astype(int)
    right, bottom = (np.ceil((high - start) / multiple) * multiple + start).astype(int)
    return int(left), int(top), int(right), int(bottom)


def draw_layer(drawn: DrawnDots, group: DotGroup, layer: Footprints, box: Box) -> Plane:
    """Draw one layer of one group over a box of canvas px, at weight 1.

    Where dots are drawn finer than the canvas, the light that each pixel loses is averaged.
    """
    plane = _empty_plane(box, drawn.fineness)
    rows, columns = box[3] - box[1], box[2] - box[0]
    finer = plane.shape[1] / columns, plane.shape[0] / rows
    centre = (drawn.centre[group.dots] - box[:2]) * finer
    splat_dots(plane, centre, layer.covariance[group.dots], layer.peak[group.dots])
    return plane if drawn.fineness == 1.0 else _reduce_density(plane, rows, columns)


def _reduce_density(plane: Plane, rows: int, columns: int) -> Plane:
    """Give the optical density whose light is the mean over the area of each pixel; 0 stays 0."""
    lost = np.negative(plane, out=plane)
    np.exp(lost, out=lost)
    np.subtract(np.float32(1.0), lost, out=lost)
    mean = cv2.resize(lost, (columns, rows), interpolation=cv2.INTER_AREA)
    return np.asarray(-np.log(np.float32(1.0) - mean), dtype=np.float32)


def draw_day(drawn: DrawnDots, groups: list[tuple[DotGroup, float, float]], box: Box) -> Plane:
    """Draw several groups, each with its narrow and wide weight, into one plane."""
    plane = _empty_plane(box, drawn.fineness)
    rows, columns = box[3] - box[1], box[2] - box[0]
    finer = plane.shape[1] / columns, plane.shape[0] / rows
    chosen = [group for group, _, _ in groups]
    dots = np.concatenate([group.dots for group in chosen])
    counts = [len(group.dots) for group in chosen]
    for layer, weights in (
        (drawn.narrow, [narrow for _, narrow, _ in groups]),
        (drawn.wide, [wide for _, _, wide in groups]),
    ):
        peak = layer.peak[dots] * np.repeat(weights, counts)
        if peak.any():
            centre = (drawn.centre.take(dots, axis=0) - box[:2]) * finer
            splat_dots(plane, centre, layer.covariance.take(dots, axis=0), peak)
    return plane if drawn.fineness == 1.0 else _reduce_density(plane, rows, columns)


def _empty_plane(box: Box, fineness: float) -> Plane:
    size = round((box[3] - box[1]) * fineness), round((box[2] - box[0]) * fineness)
    return np.zeros(size, dtype=np.float32)
