"""Ranges and units, declared once beside the field that they belong to.

A field says ``dot_mm: Annotated[float, limits(0.1, 0.45, unit="mm", step=0.01, label="Dot")]``;
sliders, command-line options and file checks read it back with :func:`limits_of`.
"""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TypeVar, get_args, get_type_hints

import msgspec

from smp_sim.model.errors import PlanError
from smp_sim.model.sentence import Sentence

_Value = TypeVar("_Value", bound=msgspec.Struct)

Vec2 = tuple[float, float]
Vec3 = tuple[float, float, float]


#: msgspec's words for kinds of values, in words for people.
_PLAIN_WORDS = (
    (r"`float \| null`", "a number or nothing"),
    (r"`float`", "a number"),
    (r"`int`", "a whole number"),
    (r"`str`", "a text"),
    (r"`bool`", "true or false"),
    (r"`array`", "a list"),
    (r"`object`", "a group of values"),
    (r"`null`", "nothing"),
    (r"Object missing required field `(\w+)`", r"'\1' is missing"),
    (r"Invalid enum value", "unknown value"),
    (r"Invalid value", "unknown value"),
)


class Limits(msgspec.Struct, frozen=True):
    """Smallest and largest value of a field, its unit, step and label."""

    low: float
    high: float
    unit: str
    step: float
    label: str

    def clamped(self, value: float) -> float:
        """Give the nearest value inside the limits."""
        return min(max(value, self.low), self.high)

    def require(self, value: float, where: str) -> float:
        """Give ``value`` back.

        Raises
        ------
        PlanError
            Where ``value`` is not a number inside the limits.
        """
        if math.isfinite(value) and self.low <= value <= self.high:
            return value
        raise PlanError(
            Sentence(
                "{label} must be {low:g} to {high:g}{unit}, not {value:g}.",
                label=Sentence(self.label),
                low=self.low,
                high=self.high,
                unit=f" {self.unit}" if self.unit else "",
                value=value,
            ),
            where=where,
        )


def limits(low: float, high: float, *, unit: str, step: float, label: str) -> msgspec.Meta:
    """Declare a field's limits (both ends belong to it), unit, step and label."""
    return msgspec.Meta(ge=low, le=high, extra={"unit": unit, "step": step, "label": label})


@cache
def limits_of(struct: type[msgspec.Struct], field: str) -> Limits:
    """Read back what :func:`limits` declared.

    Raises
    ------
    ValueError
        Where the field declares no limits (a fault of the program).
    """
    hint = get_type_hints(struct, include_extras=True)[field]
    meta = next((m for m in _metas(hint) if m.extra and "unit" in m.extra), None)
    if meta is None or meta.extra is None:
        raise ValueError(f"{struct.__name__}.{field} declares no limits")
    extra = meta.extra
    return Limits(
        float(meta.ge or 0), float(meta.le or 0), extra["unit"], extra["step"], extra["label"]
    )


def _metas(hint: object) -> list[msgspec.Meta]:
    found = [part for part in getattr(hint, "__metadata__", ()) if isinstance(part, msgspec.Meta)]
    return found + [m for part in get_args(hint) for m in _metas(part)]


def checked(value: _Value, *, where: str = "") -> _Value:
    """Give ``value`` back once every field has been held against its declared limits.

    Raises
    ------
    PlanError
        For a number that is not finite, or a field outside its limits.
    """
    raw = msgspec.to_builtins(value)
    require_finite(raw, where=where)
    try:
        return msgspec.convert(raw, type(value))
    except msgspec.ValidationError as error:
        raise PlanError(sentence_of(error), where=where) from error


def sentence_of(error: msgspec.ValidationError) -> str:
    """Turn msgspec's message into a sentence that begins with the place in the file.

    ``Expected `float` <= 400.0 - at `$.plan.areas[0].density``` becomes
    ``plan.areas[0].density: expected a number <= 400.0.``
    """
    text, _, path = str(error).partition(" - at `$")
    for pattern, word in _PLAIN_WORDS:
        text = re.sub(pattern, word, text)
    text = text.replace("`", "'")
    place = path.rstrip("`").lstrip(".")
    if not place:
        return f"{text}."
    return Sentence("{place}: {reason}.", place=place, reason=text[:1].lower() + text[1:])


def require_finite(raw: object, *, where: str = "", path: str = "$") -> None:
    """Look through plain values for NaN and infinity.

    Raises
    ------
    PlanError
        Naming the first place that holds one.
    """
    if isinstance(raw, float) and not math.isfinite(raw):
        raise PlanError(Sentence("{path} is not a finite number.", path=path), where=where)
    if isinstance(raw, dict):
        for key, item in raw.items():
            require_finite(item, where=where, path=f"{path}.{key}")
    if isinstance(raw, (list, tuple)):
        for index, item in enumerate(raw):
            require_finite(item, where=where, path=f"{path}[{index}]")
