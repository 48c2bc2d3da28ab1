"""Suggest a loss pattern: the Norwood or Ludwig grade whose bare region fits what was seen.

Each grade's shapes say where hair is left. Places disagree with it by chance; errors of places
next to each other go together, so that a dozen of them count as one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from smp_sim.document.proposal.loss_patterns import GRADES, expected_hair, telling_places
from smp_sim.document.proposal.scalp_reading import ScalpReading
from smp_sim.document.proposal.thinning_reading import Thinning
from smp_sim.model.head import Head
from smp_sim.model.sentence import Sentence, joined
from smp_sim.render.products import Floats

#: The scales of loss by the first word of a template's name.
_SCALES = {"norwood": "Norwood {number}", "ludwig": "Ludwig {number}"}

#: Places that count as one, and how far evidence strays from a true grade (assumed; judged on four
#: portraits and drawn heads of every grade).
_TOGETHER = 14.0
_EVIDENCE_SIGMA = 0.33

#: The two scales in the order of their loss.
NORWOOD = ("none", *(f"norwood-{number}" for number in range(2, 8)))
LUDWIG = ("none", *(f"ludwig-{number}" for number in range(1, 4)))

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

#: Share of the fringe's density that the top has in grades that leave hair there (Ludwig as drawn
#: on sample heads, assumed; less than the fringe's counts against no loss, more does not).
_TOP_SHARE = {
    "none": 1.0,
    "norwood-2": 1.0,
    "norwood-3": 1.0,
    "ludwig-1": 0.75,
    "ludwig-2": 0.5,
    "ludwig-3": 0.2,
}

#: Without so much of the scalp seen, and above this mean squared miss, no grade is told.
LEAST_SEEN = 0.08
WORST_MISS = 0.30

#: From so much of the scalp seen a grade may be sure (assumed: all but one side).
ENOUGH_SEEN = 0.75


class LossGrade(NamedTuple):
    """A suggested grade, None where it can't be told; how sure; others nearly as likely.

    ``seen`` the share of the telling scalp that photos show; ``about`` how sure it is that the
    grade is this one or its neighbour on its scale.
    """

    name: str | None
    confidence: float
    others: tuple[str, ...]
    seen: float
    about: float = 0.0


#: No grade could be told.
UNTOLD = LossGrade(None, 0.0, (), 0.0)


def grade_loss(reading: ScalpReading, head: Head, thinning: Thinning | None = None) -> LossGrade:
    """Suggest the grade of loss.

    Parameters
    ----------
    reading : of all photos of the head.
    head : whose axes the cameras share.
    thinning : of the top against the fringe, where photos show both: tells Ludwig's grades.

    Returns
    -------
    LossGrade
        ``none`` for no loss; name None where too little of the scalp shows, or no grade fits.
    """
    scalp = telling_places(reading.directions, head)
    weight = np.where(scalp, np.minimum(reading.weight, 1.0), 0.0)
    seen = float(np.mean(weight[scalp] > 0.15)) if np.any(scalp) else 0.0
    if seen < LEAST_SEEN:
        return LossGrade(None, 0.0, (), seen)
    misses = {name: _misses(name, reading, weight, head) for name in GRADES}
    if thinning is not None:
        # Thinned hair is hair to the evidence: where it grows, Ludwig's heads are as those without.
        misses |= dict.fromkeys(LUDWIG[1:], misses["none"])
    likely = _posterior(misses, thinning)
    best = max(likely, key=lambda name: likely[name])
    miss = float(misses[best].min() / weight.sum())
    if miss > WORST_MISS:
        return LossGrade(None, 0.0, (), seen)
    others = tuple(n for n in sorted(likely, key=lambda n: -likely[n]) if n != best)
    near = tuple(name for name in others if likely[name] > 0.15)
    trust = (1.0 - miss / WORST_MISS) * min(seen / ENOUGH_SEEN, 1.0)
    about = sum(likely[name] for name in _neighbours(best))
    return LossGrade(best, likely[best] * trust, near, seen, about * trust)


def _misses(name: str, reading: ScalpReading, weight: Floats, head: Head) -> Floats:
    """Give (shapes,) the weighted sum of squared misses of each of a grade's shapes."""
    off = reading.hairy - expected_hair(name, reading.directions, head)
    return np.asarray(np.sum(weight * off**2, axis=1))


def _neighbours(name: str) -> tuple[str, ...]:
    """Give a grade and those beside it on its scale; no loss stands before the first of each."""
    scale = LUDWIG if name.startswith("ludwig") else NORWOOD
    place = scale.index(name)
    return scale[max(place - 1, 0) : place + 2]


def _posterior(misses: dict[str, Floats], thinning: Thinning | None) -> dict[str, float]:
    """Give each grade's chance: its shapes are equally likely ways to look like it."""
    logs = {
        name: np.log(_PRIOR[name] / len(miss))
        - miss / (2.0 * _EVIDENCE_SIGMA**2 * _TOGETHER)
        - (_against_top(name, thinning) if thinning is not None else 0.0)
        for name, miss in misses.items()
    }
    most = max(float(values.max()) for values in logs.values())
    shares = {name: float(np.exp(values - most).sum()) for name, values in logs.items()}
    total = sum(shares.values())
    return {name: share / total for name, share in shares.items()}


def _against_top(name: str, thinning: Thinning) -> float:
    """Give how much the top's density speaks against a grade: its minus log likelihood.

    It says nothing for or against grades whose top is bald in part.
    """
    share = _TOP_SHARE.get(name)
    if share is None:
        return 0.0
    off = float(np.log(thinning.ratio / share)) / thinning.log_error
    return 0.5 * (min(off, 0.0) if share == 1.0 else off) ** 2


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
