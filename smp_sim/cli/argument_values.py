"""Reads what is typed after an option: numbers in their declared ranges, days, dates, words.

Each raises argparse's own error, which becomes one line.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

import msgspec

from smp_sim.document.export.export_limits import SIZE_PX, STOP_SECONDS
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Session
from smp_sim.model.units import Limits, limits_of


def number_in(struct: type[msgspec.Struct], field: str) -> Callable[[str], float]:
    """Give a reader of numbers inside the limits that a field declares."""

    def read(text: str) -> float:
        return _inside(limits_of(struct, field), text)

    return read


def _inside(limits: Limits, text: str) -> float:
    try:
        return limits.require(float(text), "")
    except PlanError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number.") from error


def scale_share(text: str) -> float:
    """Read how large against the photo, 0.02 to 1."""
    return _inside(Limits(0.02, 1.0, "", 0.01, "Scale"), text)


def stop_seconds(text: str) -> float:
    """Read how long a film stays at a stop, seconds."""
    return _inside(STOP_SECONDS, text)


def size_px(text: str) -> int | str:
    """Read a longer side in px, or 'full' or 'usual'."""
    if text in {"full", "usual"}:  # argparse reads the default as if it were typed
        return text
    return round(_inside(SIZE_PX, text))


def session_count(text: str) -> int:
    """Read how many sittings."""
    count = _inside(limits_of(Session, "number"), text)
    if count != int(count):
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number.")
    return int(count)


def day_list(text: str) -> tuple[float, ...]:
    """Read days with commas between them."""
    read = number_in(Session, "day")
    return tuple(read(part) for part in text.split(","))


def iso_date(text: str) -> date:
    """Read a date as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is not a date as YYYY-MM-DD.") from error


def word_list(text: str) -> tuple[str, ...]:
    """Read words with commas between them."""
    return tuple(part.strip() for part in text.split(",") if part.strip())
