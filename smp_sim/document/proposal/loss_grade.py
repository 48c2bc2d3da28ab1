"""Suggest a loss pattern: the Norwood or Ludwig grade whose bare region fits what was seen.

Each grade's template says where hair is left. Places disagree with it by chance; errors of places
next to each other go together, so that a dozen of them count as one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from smp_sim.document.proposal.scalp_reading import ScalpReading
from smp_sim.model.head import Head
from smp_sim.model.plan import Area, Hairline
from smp_sim.model.sentence import Sentence, joined
from smp_sim.render.area_outline import outline_area
from smp_sim.render.hairline_curve import hairline_places, preset_hairline
from smp_sim.render.head_geometry import place_on_head
from smp_sim.render.loss_templates import loss_template
from smp_sim.render.products import Floats, Mask
from smp_sim.render.scalp_chart import chart_of_places

#: The scales of loss by the first word of a template's name.
_SCALES = {"norwood": "Norwood {number}", "ludwig": "Ludwig {number}"}

#: Places that count as one, and how far evidence strays from a true grade (assumed; judged on four
#: portraits and drawn heads of every grade).
_TOGETHER = 14.0
_EVIDENCE_SIGMA = 0.33

#: How usual each grade is among those who come (assumed: men, middling losses first).
_PRIOR = {
    "none": 0.12,
    "norwood-2": 0.16,
    "norwood-3": 0.18,
    "norwood-4": 0.13,
    "norwood-5": 0.13,
    "norwood-6": 0.14,
    "norwood-7": 0.06,
    "ludwig-1": 0.03,
    "ludwig-2": 0.03,
    "ludwig-3": 0.02,
}

#: Without so much of the scalp seen, and above this mean squared miss, no grade is told.
LEAST_SEEN = 0.08
WORST_MISS = 0.30

#: From so much of the scalp seen a grade may be sure (assumed: all but one side).
ENOUGH_SEEN = 0.75

#: Dots that stand for a bare place, per cm²: the templates' full density.
_FULL_DENSITY = 180.0


class LossGrade(NamedTuple):
    """A suggested grade, None where it can't be told; how sure; others nearly as likely."""

    name: str | None
    confidence: float
    others: tuple[str, ...]
    seen: float


#: No grade could be told.
UNTOLD = LossGrade(None, 0.0, (), 0.0)


def grade_loss(reading: ScalpReading, head: Head) -> LossGrade:
    """Suggest the grade of loss.

    Parameters
    ----------
    reading : of all photos of the head.
    head : whose axes the cameras share.

    Returns
    -------
    LossGrade
        ``none`` for no loss; name None where too little of the scalp shows, or no grade fits.
    """
    places = place_on_head(reading.directions, head.semi_axes_mm)
    scalp = scalp_mask(places, head)
    weight = np.where(scalp, np.minimum(reading.weight, 1.0), 0.0)
    seen = float(np.mean(weight[scalp] > 0.15)) if np.any(scalp) else 0.0
    if seen < LEAST_SEEN:
        return LossGrade(None, 0.0, (), seen)
    expected = {name: expected_hair(name, places, head) for name in _PRIOR}
    misses = {
        name: float(np.sum(weight * (reading.hairy - hair) ** 2)) for name, hair in expected.items()
    }
    likely = _posterior(misses)
    best = max(likely, key=lambda name: likely[name])
    miss = misses[best] / float(weight.sum())
    if miss > WORST_MISS:
        return LossGrade(None, 0.0, (), seen)
    others = tuple(n for n in sorted(likely, key=lambda n: -likely[n]) if n != best)
    near = tuple(name for name in others if likely[name] > 0.15)
    sure = likely[best] * (1.0 - miss / WORST_MISS) * min(seen / ENOUGH_SEEN, 1.0)
    return LossGrade(best, sure, near, seen)


def _posterior(misses: dict[str, float]) -> dict[str, float]:
    least = min(misses.values())
    logs = {
        name: np.log(_PRIOR[name]) - (miss - least) / (2.0 * _EVIDENCE_SIGMA**2 * _TOGETHER)
        for name, miss in misses.items()
    }
    shares = np.exp(np.array(list(logs.values())) - max(logs.values()))
    return dict(zip(logs, (shares / shares.sum()).tolist(), strict=True))


def scalp_mask(places_mm: Floats, head: Head) -> Mask:
    """Say which places (N, 3) lie on the scalp: behind a natural hairline, above the nape."""
    hairline, areas = loss_template("whole-scalp", head)
    return inside_area(places_mm, areas[0], hairline, head)


def expected_hair(name: str, places_mm: Floats, head: Head) -> Floats:
    """Give (N,) the share of hair that a grade leaves at places (N, 3) in mm."""
    left = np.ones(len(places_mm))
    if name == "none":
        return left
    hairline, areas = loss_template(name, head)
    for area in areas:
        inside = inside_area(places_mm, area, hairline, head)
        left[inside] = 1.0 - min(area.density_per_cm2 / _FULL_DENSITY, 1.0)
    return left


def inside_area(places_mm: Floats, area: Area, hairline: Hairline | None, head: Head) -> Mask:
    """Say which places (N, 3) in mm lie inside an area's outline: even-odd rule on the chart."""
    line = hairline_places(hairline or preset_hairline("natural", head), head)
    outline = outline_area(area, line, head.semi_axes_mm)
    corners = chart_of_places(outline.closed, head.semi_axes_mm)[::3]
    points = chart_of_places(places_mm, head.semi_axes_mm)
    x, y = points[:, :1], points[:, 1:]
    one, two = corners, np.roll(corners, -1, axis=0)
    rise = two[:, 1] - one[:, 1]
    across = (one[:, 1] > y) != (two[:, 1] > y)
    slope = (two[:, 0] - one[:, 0]) / np.where(rise == 0.0, 1.0, rise)
    meets = across & (x < one[:, 0] + (y - one[:, 1]) * slope)
    return np.asarray(np.count_nonzero(meets, axis=1) % 2 == 1)


def grade_sentence(grade: LossGrade) -> str:
    """Say which grade is suggested, what would fit nearly as well, and how much was seen."""
    best = grade_words(grade.name or "none")
    also = joined(*(_nearly_as_well(name) for name in grade.others))
    seen = Sentence("{share:.0%} of the scalp shows.", share=grade.seen)
    return joined(Sentence("Loss pattern, as a suggestion: {grade}.", grade=best), also, seen)


def _nearly_as_well(name: str) -> str:
    return Sentence("{grade} would fit nearly as well.", grade=grade_words(name))


def grade_words(name: str) -> str:
    """Give a grade in words."""
    if name == "none":
        return Sentence("no loss")
    kind, _, number = name.partition("-")
    return Sentence(_SCALES[kind], number=number)
