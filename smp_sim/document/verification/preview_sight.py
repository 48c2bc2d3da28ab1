"""What one placing of a photo in a picture shows: this plan's dots, another's, or none."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from msgspec.structs import replace

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.export.exports import changed_pixels
from smp_sim.document.export.healing_strip import Stop, plan_until, stops_of_plan
from smp_sim.document.export.inscription import without_gaps
from smp_sim.document.export.mark import day_words
from smp_sim.document.studio import Studio
from smp_sim.document.verification.dot_evidence import (
    DotEvidence,
    Plane,
    altered_fields,
    altered_share,
    departure,
    fine_contrast,
    tone_distance,
    weigh_dots,
    without_words,
)
from smp_sim.document.verification.photo_placing import Placing, lay_back, seen_part
from smp_sim.model.case import View
from smp_sim.model.plan import RETENTION_ORDER, Plan, Retention
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Layers, Request, show_day
from smp_sim.render.products import Bytes8, Mask

SightKind = Literal[
    "preview", "as-taken", "foreign", "altered", "retouched", "unclear", "elsewhere"
]

#: Longer side, px, at which dots are compared, and at which the day is looked for.
_DOTS_PX = 1300
_TONE_PX = 420

#: Seeds of fields that the picture can't show: how alike they seem is what chance brings.
_DECOYS = (1_000_003, 1_000_033)

#: Strength of the plan's own dots from which on they are there, and how many times that of decoys
#: and its own standard error. Measured on exports shrunk to a third and recompressed: own 0.14 to
#: 1.0, others up to 0.03 where chance allows no more.
_LEAST_STRENGTH = 0.1
_OVER_DECOYS = 2.5
_OVER_ERROR = 4.0

#: Others' dots are there where so much would have been enough for certainty, and where less than
#: this share of it is found. Between lies what nobody can tell.
_ENOUGH = 0.45
_FAR_BELOW = 0.6

#: Dots drawn with less contrast than this may be lost in recompression (WebP 80), levels: where
#: they are not found, nobody can tell.
_LEAST_CONTRAST = 2.0

#: Tone nearer to the photo than this shows no preview, levels.
_AS_TAKEN = 1.5

#: Tones nearer to each other than this can't be told apart after recompression, levels.
_SAME_TONE = 0.8

#: Share of altered fields that plates of the mark may explain.
_MOST_ALTERED = 0.12

#: Dots of another moment have to explain so many times as much as those of the nearest in tone.
_NEAREST_TONE = 1.5

#: Fields outside the treatment that may differ by chance.
_MOST_RETOUCHED = 3

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
    seen: Mask

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
    bare = dataclasses.replace(coarse, where=without_words(changed, coarse.where))
    moments = sorted(_moments(bare, dossier.case.plan, days), key=_likelihood)
    fine = _lay_on(studio, dossier, view, picture, placing, _DOTS_PX)
    if fine is None:
        return Sight("elsewhere", view, placing.scale)
    is_plain = tone_distance(changed, np.zeros_like(changed), coarse.where) < _AS_TAKEN
    decoys = _decoy_layers(studio, dossier, view, fine.request)
    weighed = [(moment, *_weigh(fine, decoys, moment)) for moment in _likeliest(moments)]
    moment, drawn, evidence = max(weighed, key=lambda each: _certainty(each, moments[0]))
    kind = _judge(fine, drawn, evidence, is_plain=is_plain)
    rest = (other for other in moments if other is not moment)
    return Sight(kind, view, placing.scale, (moment, *rest))


def _likeliest(moments: list[Moment]) -> list[Moment]:
    """Give the likeliest moment, and of other sessions' dots those whose tone is as near."""
    near = [each for each in moments if each.distance < moments[0].distance + _SAME_TONE]
    first_of = {each.stop.done: each for each in reversed(near)}
    return [moments[0], *(each for each in first_of.values() if each is not moments[0])]


def _certainty(weighed: tuple[Moment, Plane, DotEvidence | None], nearest: Moment) -> float:
    """Give how well dots explain a picture; the moment nearest in tone gives way only to better."""
    moment, _, evidence = weighed
    if evidence is None:
        return 0.0
    return evidence.likeness * (_NEAREST_TONE if moment is nearest else 1.0)


def _likelihood(moment: Moment) -> tuple[int, bool]:
    """Sort by distance; of what can't be told apart, typical retention is the likelier."""
    return round(moment.distance / _SAME_TONE), moment.retention != "typical"


def treated_mask(studio: Studio, dossier: Dossier, view: View) -> Mask:
    """Give where the healed plan shows in a view: (h, w) bool at a small scale."""
    layers = studio.layers(dossier, view.id, _request(view, _TONE_PX))
    healed = show_day(layers, healed_day(dossier.case.plan), "strong").srgb
    return without_gaps(changed_pixels(layers.base, healed))


def _request(view: View, longest_px: int, most: float = 1.0) -> Request:
    scale = min(most, longest_px / max(view.photo.width, view.photo.height))
    # In whole hundredths, so that the pictures of a sheet share what is drawn.
    return Request(0.0, scale=max(math.floor(100.0 * scale + 1e-9), 1) / 100.0)


def _lay_on(
    studio: Studio, dossier: Dossier, view: View, picture: Bytes8, placing: Placing, longest_px: int
) -> _Looking | None:
    request = _request(view, longest_px, min(1.0, placing.scale))
    layers = studio.layers(dossier, view.id, request)
    size = layers.base.shape[1], layers.base.shape[0]
    laid = lay_back(picture, placing, size, request.scale)
    treated = treated_mask(studio, dossier, view).astype(np.uint8)
    whole = cv2.resize(treated, size, interpolation=cv2.INTER_NEAREST) > 0
    seen = seen_part(picture.shape[:2], placing, size, request.scale)
    where = whole & seen
    least = max(_LEAST_SEEN * whole.sum(), min(_LEAST_PX, 0.5 * whole.sum()))
    return _Looking(request, layers, laid, where, seen) if where.sum() > least else None


def _moments(looking: _Looking, plan: Plan, days: tuple[float, ...]) -> Iterator[Moment]:
    changed = departure(looking.laid, looking.layers.base)
    # The likeliest first: sorting keeps their order among equals.
    named = [Stop(day_words(day), "", day) for day in (*days, healed_day(plan))]
    for stop in (*named, *stops_of_plan(plan)):
        for retention in RETENTION_ORDER:
            drawn = departure(looking.drawn(stop, retention), looking.layers.base)
            yield Moment(stop, retention, tone_distance(changed, drawn, looking.where))


def _judge(
    looking: _Looking, drawn: Plane, evidence: DotEvidence | None, *, is_plain: bool
) -> SightKind:
    """Say what a picture shows, where ``drawn`` (H, W, 3) is what the plan changes of the photo."""
    changed = departure(looking.laid, looking.layers.base)
    if evidence is not None and evidence.own >= _needed(evidence):
        if altered_share(changed, drawn, looking.where) > _MOST_ALTERED:
            return "altered"
        expected = np.asarray(looking.layers.base + drawn, dtype=np.float32)
        rest = looking.seen & ~looking.where
        is_retouched = altered_fields(looking.laid, expected, rest) > _MOST_RETOUCHED
        return "retouched" if is_retouched else "preview"
    if is_plain and (evidence is None or evidence.own < _LEAST_STRENGTH):
        return "as-taken"
    # Dots too faint, or too few for chance to be ruled out: nobody could tell.
    are_others = evidence is not None and _are_others(looking, drawn, evidence)
    return "foreign" if are_others else "unclear"


def _needed(evidence: DotEvidence) -> float:
    """Give the strength from which on the plan's own dots are there for certain."""
    least = (_OVER_DECOYS * evidence.decoy, _OVER_ERROR * evidence.error)
    return max(_LEAST_STRENGTH, *least)


def _are_others(looking: _Looking, drawn: Plane, evidence: DotEvidence) -> bool:
    """Tell whether the plan's own dots would be seen for certain if they were there."""
    needed = _needed(evidence)
    is_sharp = needed < _ENOUGH and evidence.own < _FAR_BELOW * needed
    return is_sharp and fine_contrast(drawn, looking.where) >= _LEAST_CONTRAST


def _weigh(
    looking: _Looking, decoys: list[Layers], moment: Moment
) -> tuple[Plane, DotEvidence | None]:
    """Give what a moment changes of the photo, and how much of its dots the picture has."""
    base = looking.layers.base
    shown = [
        dataclasses.replace(looking, layers=layers).drawn(moment.stop, moment.retention)
        for layers in (looking.layers, *decoys)
    ]
    drawn, *others = (departure(picture, base) for picture in shown)
    return drawn, weigh_dots(departure(looking.laid, base), drawn, others, looking.where)


def _decoy_layers(studio: Studio, dossier: Dossier, view: View, request: Request) -> list[Layers]:
    """Give layers of dots that are certainly not there; kept by the studio for a whole sheet."""
    plan = dossier.case.plan
    decoys = (replace(plan, seed=(plan.seed + seed) % 2**31) for seed in _DECOYS)
    cases = (Dossier(replace(dossier.case, plan=decoy), dossier.photos) for decoy in decoys)
    return [studio.layers(decoy, view.id, request) for decoy in cases]
