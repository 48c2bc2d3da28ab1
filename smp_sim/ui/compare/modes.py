"""The ways to compare, and how each half is labelled."""

from __future__ import annotations

from typing import Literal

from smp_sim.model.plan import Retention, Session
from smp_sim.model.viewing import AS_TAKEN, Distance, Light, Viewing
from smp_sim.ui.timeline import RETENTIONS, worded_day
from smp_sim.ui.timeline_marks import phase_of
from smp_sim.ui.translation import mark, tr

#: What is said of pictures that show hair where it may grow back, as exports say it.
IF_HAIR_RETURNS = mark("if hair grew back (assumed)")

CompareMode = Literal["after", "before", "split", "side", "designs", "range"]

#: Every way but the plain picture, in the order in which it is offered.
MODE_TITLES: dict[CompareMode, str] = {
    "after": mark("Preview alone"),
    "before": mark("Before"),
    "split": mark("Split, with a handle"),
    "side": mark("Side by side"),
    "designs": mark("Designs in a grid"),
    "range": mark("Expected range"),
}

DISTANCE_TITLES: dict[Distance, str] = {
    "close": mark("Close"),
    "50-cm": mark("50 cm"),
    "1-m": mark("1 m"),
    "2-m": mark("2 m"),
}

LIGHT_TITLES: dict[Light, str] = {
    "overhead": mark("Bright overhead"),
    "office": mark("Office (as taken)"),
    "dim": mark("Dim"),
}


def before_label(viewing: Viewing) -> str:
    """Label a half without dots."""
    return f"{tr('Before')}\n{_joined(tr('untreated'), _worded_eye(viewing))}"


def after_label(
    day: float,
    retention: Retention,
    sessions: tuple[Session, ...],
    viewing: Viewing,
    *,
    title: str = "",
) -> str:
    """Label a half with dots: what it is, its day, and its part of the expected range."""
    says = _joined(
        tr("{day}, {phase}", day=worded_day(day), phase=tr(phase_of(day, sessions))),
        tr("{part} retention", part=tr(RETENTIONS[retention]).lower()),
        worded_viewing(viewing),
    )
    return f"{title or tr('Preview')}\n{says}"


def worded_viewing(viewing: Viewing) -> str:
    """Say from where, in which light and under which assumption; nothing where it is as taken."""
    return _joined(_worded_eye(viewing), tr(IF_HAIR_RETURNS) if viewing.hair_returns else "")


def _worded_eye(viewing: Viewing) -> str:
    if (viewing.distance, viewing.light) == (AS_TAKEN.distance, AS_TAKEN.light):
        return ""
    distance, light = tr(DISTANCE_TITLES[viewing.distance]), tr(LIGHT_TITLES[viewing.light])
    far = tr("close up") if viewing.distance == "close" else tr("seen from {far}", far=distance)
    return (
        far if viewing.light == "office" else _joined(far, tr("{light} light", light=light.lower()))
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
