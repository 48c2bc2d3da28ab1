"""What a drawing is marked with: measured quantities, each with its goal and a sentence why."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from smp_sim.model.sentence import Sentence
from smp_sim.model.units import Vec3
from smp_sim.training.exercise import Quantity

#: Points that each tolerance beyond the goal costs.
POINTS_A_TOLERANCE = 30.0

FaultShape = Literal["points", "line", "gap"]

#: From here on a mark, or a score, is called passed. Assumed, as schools do: within a tolerance.
PASSED_POINTS = 70.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Where on the head a fault is seen.

    ``places`` are unit directions; ``shape`` says how they are meant: single points, an open line,
    or the middle of a round gap of ``radius_mm``.
    """

    shape: FaultShape
    places: tuple[Vec3, ...]
    radius_mm: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One measured quantity.

    ``value`` in ``unit`` (None: it could not be measured, which gives no points); ``low``, ``high``
    and ``tolerance`` as in the goal, and ``about``, the point that it is about; ``points``
    [0, 100]. ``faults`` are empty for a good mark.
    """

    quantity: Quantity
    title: str
    value: float | None
    unit: str
    low: float | None
    high: float | None
    tolerance: float
    weight: float
    points: float
    sentence: Sentence
    about: str = ""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """All marks of a drawing and the points of the whole, [0, 100].

    See :func:`smp_sim.training.scoring.whole_points` for how marks become points of the whole.
    """

    exercise: str
    points: float
    marks: tuple[Mark, ...]

    @property
    def passed(self) -> bool:
        """Whether the whole is good enough to go on."""
        return self.points >= PASSED_POINTS


def plain_score(score: Score) -> dict[str, Any]:
    """Give a score as plain values, in the shape that ``score --json`` prints."""
    return {
        "exercise": score.exercise,
        "points": round(score.points, 2),
        "passed": score.passed,
        "marks": [_plain_mark(mark) for mark in score.marks],
    }


def _plain_mark(mark: Mark) -> dict[str, Any]:
    return {
        "quantity": mark.quantity,
        "about": mark.about,
        "title": mark.title,
        "value": None if mark.value is None else round(mark.value, 4),
        "unit": mark.unit,
        "low": mark.low,
        "high": mark.high,
        "tolerance": mark.tolerance,
        "weight": mark.weight,
        "points": round(mark.points, 2),
        "sentence": str(mark.sentence),
        "faults": [asdict(fault) for fault in mark.faults],
    }
