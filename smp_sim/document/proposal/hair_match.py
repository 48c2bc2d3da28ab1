"""Match my own hair: the dots whose healed field looks like the shaved hair beside it.

Density is not read from the photo: tone and density can't both be read from a coarse one (fits
for one man ran from 93 to 600 dots/cm²). It comes from follicle counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import msgspec
import numpy as np

from smp_sim.document.progress_report import Progress, counted, part_of, unheard
from smp_sim.document.proposal.follicle_counts import DEFAULT_PER_CM2, FROM_COUNTS
from smp_sim.document.proposal.hair_colour import MOST_GREY, colour_difference, grey_return_of
from smp_sim.document.proposal.hair_sample import (
    HairSample,
    SkinWindow,
    Swatch,
    grain_of,
    mean_colour,
    sample_hair,
    streak_strength,
)
from smp_sim.model.camera import FlatCamera, HeadCamera
from smp_sim.model.case import PhotoRef, View
from smp_sim.model.client import Client
from smp_sim.model.plan import Area, Plan
from smp_sim.model.units import limits_of
from smp_sim.render.colour import LUMINANCE
from smp_sim.render.dot_field import place_dots
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request, Subject, render_view
from smp_sim.render.products import Bytes8, DotField, Floats, Photo, Plane, PointSet, Surface
from smp_sim.render.realism import TONE_RANGE, Grain, Likeness, compare_grain

#: Shaved hair over the bare skin beside it, in mean luminance, and its spread. Source: project
#: measurement on 82 patches (0.87, from 0.54 to 1.13); the light differs between two places of one
#: head by about as much, so a measured ratio counts as little as this.
REAL_TONE = 0.87
TONE_SPREAD = 0.12
LIGHT_SPREAD = 0.20

#: What a miss of one tone spread costs against a total likeness of 0 (chosen so that grain leads).
_TONE_WEIGHT = 0.05

#: First grid of diameters in mm and shades; then two finer ones round the best.
_DIAMETERS_MM = (0.18, 0.24, 0.30, 0.36, 0.42)
_SHADES = (0.15, 0.3, 0.45, 0.65, 0.9)

#: What twice or half the nominal shade costs: size and shade trade places at the resolution of a
#: portrait, so that of two equal fits the one nearer to a usual deposit is taken (assumed).
_NOMINAL_SHADE = 0.5
_SHADE_WEIGHT = 0.015

#: What a colour that misses by ΔE2000 3 costs (assumed: as much as a tone of one spread).
_COLOUR_WEIGHT = 0.05
_COLOUR_SPREAD = 3.0

#: Strength of streaks above which hair isn't truly shaved (see ``streak_strength``).
_STREAKED = 0.38

#: Likeness above which the hair isn't like dots at all.
_UNLIKE_TOTAL = 0.40
_UNLIKE_SHAPE = 0.16


@dataclass(frozen=True, slots=True)
class HairMatch:
    """Density, size, shade and grey return of the match, and how near it comes.

    ``tone`` of the healed field and ``wanted_tone`` of the hair; ``likeness`` of the grain;
    ``colour_miss`` ΔE2000 between field and hair at equal lightness; errors: one sigma, of the
    diameter in mm and the shade, from what fits nearly as well.
    """

    density_per_cm2: float
    dot_mm: float
    shade: float
    grey_return: float
    tone: float
    wanted_tone: float
    likeness: Likeness
    colour_miss: float
    dot_error_mm: float
    shade_error: float
    notes: tuple[str, ...]


class MatchAnswer(NamedTuple):
    """The match, or None and the reason."""

    match: HairMatch | None
    notes: tuple[str, ...]


class _Dots(NamedTuple):
    """Size, shade and grey return of the dots that are tried."""

    dot_mm: float
    shade: float
    grey: float


class _Trial(NamedTuple):
    """One try: what it costs, its dots, its grain's likeness, tone and miss of colour."""

    cost: float
    dots: _Dots
    tone: float
    likeness: Likeness
    colour_miss: float


@dataclass(frozen=True, slots=True)
class _Target:
    """What the field has to look like: mean grain, tone and linear colour of the hair."""

    grain: Grain
    tone: float
    colour: Floats


def match_hair(  # noqa: PLR0913 - the chain's parts, and what is known of the client
    photo: Photo,
    surface: Surface,
    camera: HeadCamera,
    plan: Plan,
    points: PointSet,
    *,
    client: Client | None = None,
    density_per_cm2: float = DEFAULT_PER_CM2,
    progress: Progress = unheard,
) -> MatchAnswer:
    """Solve dot size and shade so that the healed field looks like the client's own shaved hair.

    Parameters
    ----------
    photo, surface, camera : of a view that shows shaved hair and bare skin.
    plan : whose sessions are planned; its seed decides the dots that are tried.
    points : the progressive point set.
    client : habits that change healing.
    density_per_cm2 : of ``follicle_counts``, or counted in a close photo.
    progress : told at each try.

    Returns
    -------
    MatchAnswer
        Without a match where the photo shows no usable hair, with the reason.

    Raises
    ------
    Cancelled
        Where ``progress`` gives the work up.
    """
    sample = sample_hair(photo, surface, camera)
    fitter = HairFitter(photo, surface, plan, points, client or Client(), density_per_cm2)
    return fitter.solve(sample, progress)


def apply_match(plan: Plan, match: HairMatch) -> Plan:
    """Give a plan whose areas on the head all take the match's dots and pigment."""
    areas = tuple(
        area
        if area.is_flat
        else msgspec.structs.replace(
            area,
            density_per_cm2=match.density_per_cm2,
            dot_mm=match.dot_mm,
            shade=match.shade,
            pigment="carbon",
            grey_return=match.grey_return,
        )
        for area in plan.areas
    )
    return msgspec.structs.replace(plan, areas=areas)


class HairFitter:
    """Draws healed fields on windows of bare skin through the whole chain, and compares."""

    def __init__(
        self,
        photo: Photo,
        surface: Surface,
        plan: Plan,
        points: PointSet,
        client: Client,
        density_per_cm2: float,
    ) -> None:
        top = np.iinfo(photo.srgb.dtype).max
        self._srgb: Bytes8 = np.asarray(photo.srgb // (1 if top == 255 else 257), dtype=np.uint8)
        self._surface = surface
        self._plan, self._client, self._points = plan, client, points
        self._density = density_per_cm2

    def solve(self, sample: HairSample, progress: Progress = unheard) -> MatchAnswer:
        """Try a grid of sizes and shades, and twice a finer one round the best.

        Raises Cancelled where ``progress`` gives the work up.
        """
        if not sample.hair or not sample.bare:
            return MatchAnswer(None, sample.notes)
        target = self._target_of(sample)
        stages = [self._open_stage(window) for window in sample.bare[:2]]
        bare = np.mean([mean_colour(stage.bare) for stage in stages], axis=0)
        grey = grey_return_of(target.colour, bare, target.tone)
        grid = [_Dots(dot, shade, grey) for dot in _DIAMETERS_MM for shade in _SHADES]
        first = part_of(progress, 0.1, 0.6)
        trials = [self._try(stages, target, dots) for dots in counted(grid, first)]
        for step, ends in ((0.5, (0.6, 0.8)), (0.25, (0.8, 1.0))):
            best = min(trials, key=lambda trial: trial.cost)
            finer = counted(_round_about(best.dots, step), part_of(progress, *ends))
            trials += [self._try(stages, target, dots) for dots in finer]
        answer = _answer_of(trials, target, self._density)
        return self._with_streaks(answer, sample)

    def _with_streaks(self, answer: MatchAnswer, sample: HairSample) -> MatchAnswer:
        """Say where hair lies in streaks: the measure of grain doesn't see them."""
        strength = np.mean([streak_strength(window.cut(self._srgb)) for window in sample.hair])
        if answer.match is None or strength < _STREAKED:
            return answer
        notes = (*answer.notes, "The hair lies in streaks: dots match its tone, not its look.")
        return MatchAnswer(replace(answer.match, notes=notes), notes)

    def _target_of(self, sample: HairSample) -> _Target:
        """Average the hair's grain over its windows; weigh its tone against what is usual."""
        grains = [grain_of(window.cut(self._srgb)) for window in sample.hair]
        power = np.exp(np.mean([np.log(grain.power_mm2) for grain in grains], axis=0))
        grain = Grain(
            grains[0].cycles_mm,
            power,
            float(np.mean([grain.contrast for grain in grains])),
            float(np.mean([grain.skew for grain in grains])),
            float(np.mean([grain.peakiness for grain in grains])),
        )
        hair, bare = (
            np.mean([mean_colour(w.cut(self._srgb)) for w in windows], axis=0)
            for windows in (sample.hair, sample.bare)
        )
        weights = np.array([LIGHT_SPREAD, TONE_SPREAD]) ** -2.0
        seen = float(hair @ LUMINANCE) / max(float(bare @ LUMINANCE), 1e-6)
        tone = float(np.average([seen, REAL_TONE], weights=weights))
        return _Target(grain, float(np.clip(tone, *TONE_RANGE)), hair)

    def _open_stage(self, window: SkinWindow) -> _Stage:
        """Lay the plan's dots once on a window of bare skin; sizes and tones come later."""
        bare = window.cut(self._srgb)
        height, width = bare.srgb.shape[:2]
        area = _patch_area(width / bare.px_per_mm, self._density)
        plan = msgspec.structs.replace(self._plan, areas=(area,))
        field = place_dots(plan, self._points, "window")
        ones: Plane = np.ones((height, width), dtype=np.float32)
        # Shrinking averages squares of 1 / scale px: that sharpens what the photo blurred.
        blur = max(self._surface.sharpness_px * bare.scale, 0.3)
        surface = Surface(1, ones, 0 * ones, 0 * ones, blur, 0.0)
        return _Stage(bare, surface, _view_of(bare), plan, field)

    def _try(self, stages: list[_Stage], target: _Target, dots: _Dots) -> _Trial:
        pictures = [self._draw(stage, dots) for stage in stages]
        likeness = _mean_likeness([compare_grain(grain_of(p), target.grain) for p in pictures])
        before = [mean_colour(stage.bare) @ LUMINANCE for stage in stages]
        after = [mean_colour(picture) for picture in pictures]
        tone = float(
            np.mean([c @ LUMINANCE / light for c, light in zip(after, before, strict=True)])
        )
        miss = colour_difference(np.mean(after, axis=0), target.colour)
        cost = likeness.total + _TONE_WEIGHT * ((tone - target.tone) / TONE_SPREAD) ** 2
        cost += _COLOUR_WEIGHT * (miss / _COLOUR_SPREAD) ** 2
        cost += _SHADE_WEIGHT * float(np.log2(max(dots.shade, 0.02) / _NOMINAL_SHADE)) ** 2
        return _Trial(cost, dots, tone, likeness, miss)

    def _draw(self, stage: _Stage, dots: _Dots) -> Swatch:
        """Show a window with its dots, healed after the last session."""
        laid = stage.plan.areas[0]
        plan = msgspec.structs.replace(
            stage.plan, areas=(msgspec.structs.replace(laid, grey_return=dots.grey),)
        )
        field = replace(
            stage.field,
            diameter_mm=stage.field.diameter_mm * (dots.dot_mm / laid.dot_mm),
            tone=stage.field.tone * (dots.shade / laid.shade),
        )
        request = Request(day=healed_day(stage.plan))
        photo = Photo(stage.bare.srgb)
        subject = Subject(photo, stage.surface, field, stage.view, plan, self._client)
        return stage.bare._replace(srgb=render_view(subject, request).srgb)


@dataclass(frozen=True, slots=True)
class _Stage:
    """A window of bare skin as a flat view of its own, and the dots that are laid on it."""

    bare: Swatch
    surface: Surface
    view: View
    plan: Plan
    field: DotField


def _patch_area(side_mm: float, density_per_cm2: float) -> Area:
    """Cover a window and 3 mm round it, so that no edge shows."""
    low, high = -3.0, side_mm + 3.0
    corners = ((low, low, 0.0), (high, low, 0.0), (high, high, 0.0), (low, high, 0.0))
    return Area(
        id="window",
        kind="flat-patch",
        outline=corners,
        density_per_cm2=density_per_cm2,
        shade=1.0,
        feather_mm=0.0,
        view="window",
    )


def _view_of(bare: Swatch) -> View:
    height, width = bare.srgb.shape[:2]
    photo = PhotoRef(sha256="0" * 64, suffix=".png", width=width, height=height)
    return View(id="window", side="flat", photo=photo, camera=FlatCamera(px_per_mm=bare.px_per_mm))


def _mean_likeness(parts: list[Likeness]) -> Likeness:
    means = np.mean(
        [(p.total, p.shape, p.peak_ratio, p.contrast_ratio, p.skew_difference) for p in parts],
        axis=0,
    )
    return Likeness(*(float(value) for value in means))


def _round_about(best: _Dots, step: float) -> list[_Dots]:
    """Give neighbours at a share of the first grid's step, within limits: eight, and two greys."""
    size, shade = limits_of(Area, "dot_mm"), limits_of(Area, "shade")
    moves = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0)]
    around = [
        best._replace(
            dot_mm=size.clamped(best.dot_mm + i * 0.06 * step),
            shade=shade.clamped(best.shade + j * 0.2 * step),
        )
        for i, j in moves
    ]
    greys = () if best.grey == 0.0 else (best.grey - 0.2 * step, best.grey + 0.2 * step)
    return around + [best._replace(grey=float(np.clip(g, 0.0, MOST_GREY))) for g in greys]


def _answer_of(trials: list[_Trial], target: _Target, density: float) -> MatchAnswer:
    best = min(trials, key=lambda trial: trial.cost)
    near = [trial.dots for trial in trials if trial.cost < best.cost + 0.03]
    match = HairMatch(
        density_per_cm2=density,
        dot_mm=best.dots.dot_mm,
        shade=best.dots.shade,
        grey_return=best.dots.grey,
        tone=best.tone,
        wanted_tone=target.tone,
        likeness=best.likeness,
        colour_miss=best.colour_miss,
        dot_error_mm=float(np.std([dots.dot_mm for dots in near])) + 0.015,
        shade_error=float(np.std([dots.shade for dots in near])) + 0.05,
        notes=_match_notes(best, target),
    )
    if best.likeness.total > _UNLIKE_TOTAL or best.likeness.shape > _UNLIKE_SHAPE:
        why = "No usable shaved hair: what shows is streaked or curled, which dots can't imitate."
        return MatchAnswer(None, (why,))
    return MatchAnswer(match, match.notes)


def _match_notes(best: _Trial, target: _Target) -> tuple[str, ...]:
    notes = [FROM_COUNTS]
    if best.dots.shade > 0.97 and best.tone > target.tone + 0.05:
        notes.append("The hair is darker than dots of this density may be; add density.")
    if best.colour_miss > 4.0:
        notes.append("The hair is greyer than pigment in this skin can be.")
    return tuple(notes)
