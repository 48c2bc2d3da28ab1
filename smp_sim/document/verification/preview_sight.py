"""What one placing of a photo in a picture shows: this plan's dots, another's, or none."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from msgspec.structs import replace

from smp_sim.document.case_file import Dossier
from smp_sim.document.exports import changed_pixels
from smp_sim.document.healing_strip import Stop, plan_until, stops_of_plan
from smp_sim.document.inscription import without_gaps
from smp_sim.document.mark import day_words
from smp_sim.document.studio import Studio
from smp_sim.document.verification.dot_evidence import (
    altered_share,
    departure,
    dot_strength,
    fine_contrast,
    tone_distance,
)
from smp_sim.document.verification.photo_placing import Placing, lay_back, seen_part
from smp_sim.model.case import View
from smp_sim.model.plan import RETENTION_ORDER, Plan, Retention
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Layers, Request, show_day
from smp_sim.render.products import Bytes8, Mask

SightKind = Literal["preview", "as-taken", "foreign", "altered", "unclear", "elsewhere"]

#: Longer side, px, at which dots are compared, and at which the day is looked for.
_DOTS_PX = 1300
_TONE_PX = 420

#: Seeds of fields that the picture can't show: how alike they seem is what chance brings.
_DECOYS = (1_000_003, 1_000_033)

#: Strength of the plan's own dots from which on they are there, and how many times that of decoys.
#: Measured on exports shrunk to a quarter and recompressed: own 0.35 to 1.0, others up to 0.07.
_LEAST_STRENGTH = 0.2
_OVER_DECOYS = 3.0

#: Where even decoys seem to be there as much as this, dots run together: the picture is too small.
_CONFUSING = 0.25

#: Drawn dots of less contrast than this can't be told from another plan's, levels.
_LEAST_CONTRAST = 1.0

#: Tone nearer to the photo than this shows no preview, levels.
_AS_TAKEN = 1.5

#: Tones nearer to each other than this can't be told apart after recompression, levels.
_SAME_TONE = 0.8

#: Share of altered fields that plates of the mark may explain.
_MOST_ALTERED = 0.12

#: Least part of the treatment that has to be seen, and least px of it.
_LEAST_SEEN = 0.05
_LEAST_PX = 1500


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and retention, as ``stop`` shows them, and how far the tone is from it, levels."""

    stop: Stop
    retention: Retention
    distance: float


@dataclass(frozen=True, slots=True)
class Sight:
    """What a placing shows, its scale, and the moments that it looks like, likeliest first."""

    kind: SightKind
    view: View
    scale: float
    moments: tuple[Moment, ...] = ()

    def distance_from(self, day: float, retention: str) -> float:
        """Give how far the tone is from a moment, levels; infinite where it was not tried."""
        tried = (m for m in self.moments if m.stop.day == day and m.retention == retention)
        return min((moment.distance for moment in tried), default=float("inf"))


@dataclass(frozen=True, slots=True)
class _Looking:
    """A picture laid onto a view at some scale, with what is needed to draw on it."""

    request: Request
    layers: Layers
    laid: Bytes8
    where: Mask

    def drawn(self, stop: Stop, retention: Retention) -> Bytes8:
        plan = plan_until(self.layers.plan, stop.done)
        return show_day(dataclasses.replace(self.layers, plan=plan), stop.day, retention).srgb


def look_at(
    studio: Studio,
    dossier: Dossier,
    view: View,
    picture: Bytes8,
    placing: Placing,
    days: tuple[float, ...] = (),
) -> Sight:
    """Say what a picture shows where a photo lies in it.

    Parameters
    ----------
    studio, dossier, view : the case that it is held against.
    picture : (H, W, 3) uint8.
    placing : of the view's photo, settled.
    days : to look at beside the usual stops.
    """
    coarse = _lay_on(studio, dossier, view, picture, placing, _TONE_PX)
    if coarse is None:
        return Sight("elsewhere", view, placing.scale)
    changed = departure(coarse.laid, coarse.layers.base)
    moments = sorted(_moments(coarse, dossier.case.plan, days), key=_likelihood)
    fine = _lay_on(studio, dossier, view, picture, placing, _DOTS_PX)
    if fine is None:
        return Sight("elsewhere", view, placing.scale)
    is_plain = tone_distance(changed, np.zeros_like(changed), coarse.where) < _AS_TAKEN
    kind = _judge(studio, dossier, view, fine, moments[0], is_plain=is_plain)
    return Sight(kind, view, placing.scale, tuple(moments))


def _likelihood(moment: Moment) -> tuple[int, bool]:
    """Sort by distance; of what can't be told apart, typical retention is the likelier."""
    return round(moment.distance / _SAME_TONE), moment.retention != "typical"


def treated_mask(studio: Studio, dossier: Dossier, view: View) -> Mask:
    """Give where the healed plan shows in a view: (h, w) bool at a small scale."""
    layers = studio.layers(dossier, view.id, _request(view, _TONE_PX))
    healed = show_day(layers, healed_day(dossier.case.plan), "strong").srgb
    return without_gaps(changed_pixels(layers.base, healed))


def _request(view: View, longest_px: int, most: float = 1.0) -> Request:
    return Request(0.0, scale=min(most, longest_px / max(view.photo.width, view.photo.height)))


def _lay_on(
    studio: Studio, dossier: Dossier, view: View, picture: Bytes8, placing: Placing, longest_px: int
) -> _Looking | None:
    request = _request(view, longest_px, min(1.0, placing.scale))
    layers = studio.layers(dossier, view.id, request)
    size = layers.base.shape[1], layers.base.shape[0]
    laid = lay_back(picture, placing, size, request.scale)
    treated = treated_mask(studio, dossier, view).astype(np.uint8)
    whole = cv2.resize(treated, size, interpolation=cv2.INTER_NEAREST) > 0
    where = whole & seen_part(picture.shape[:2], placing, size, request.scale)
    least = max(_LEAST_SEEN * whole.sum(), min(_LEAST_PX, 0.5 * whole.sum()))
    return _Looking(request, layers, laid, where) if where.sum() > least else None


def _moments(looking: _Looking, plan: Plan, days: tuple[float, ...]) -> Iterator[Moment]:
    changed = departure(looking.laid, looking.layers.base)
    # The likeliest first: sorting keeps their order among equals.
    named = [Stop(day_words(day), "", day) for day in (*days, healed_day(plan))]
    for stop in (*named, *stops_of_plan(plan)):
        for retention in RETENTION_ORDER:
            drawn = departure(looking.drawn(stop, retention), looking.layers.base)
            yield Moment(stop, retention, tone_distance(changed, drawn, looking.where))


def _judge(
    studio: Studio,
    dossier: Dossier,
    view: View,
    looking: _Looking,
    moment: Moment,
    *,
    is_plain: bool,
) -> SightKind:
    base = looking.layers.base
    changed = departure(looking.laid, base)
    drawn = departure(looking.drawn(moment.stop, moment.retention), base)
    own = dot_strength(changed, drawn, looking.where)
    decoy = _decoy_strength(studio, dossier, view, looking, moment)
    if own >= max(_LEAST_STRENGTH, _OVER_DECOYS * decoy):
        is_altered = altered_share(changed, drawn, looking.where) > _MOST_ALTERED
        return "altered" if is_altered else "preview"
    if own < _LEAST_STRENGTH and is_plain:
        return "as-taken"
    # Dots too faint, or so close that even decoys fit: nobody could tell.
    is_blurred = decoy > _CONFUSING or fine_contrast(drawn, looking.where) < _LEAST_CONTRAST
    return "unclear" if is_blurred else "foreign"


def _decoy_strength(
    studio: Studio, dossier: Dossier, view: View, looking: _Looking, moment: Moment
) -> float:
    """Give how much of dots that are certainly not there seems to be there."""
    base = looking.layers.base
    changed = departure(looking.laid, base)
    strengths = []
    for seed in _DECOYS:
        plan = replace(dossier.case.plan, seed=(dossier.case.plan.seed + seed) % 2**31)
        decoy = Dossier(replace(dossier.case, plan=plan), dossier.photos)
        layers = studio.layers(decoy, view.id, looking.request)
        shown = dataclasses.replace(looking, layers=layers).drawn(moment.stop, moment.retention)
        strengths.append(abs(dot_strength(changed, departure(shown, base), looking.where)))
    return max(strengths)
