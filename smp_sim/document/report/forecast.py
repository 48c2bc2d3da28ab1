"""What is seen of the pigment over the years, and when a touch-up is due: always a range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import numpy as np

from smp_sim.model.area_kind import Tissue
from smp_sim.model.client import Client
from smp_sim.model.plan import DAYS_PER_YEAR, RETENTION_ORDER, Area, Plan, Retention
from smp_sim.render.dot_looks import full_tone
from smp_sim.render.healing import heal_sessions, healed_day
from smp_sim.render.optics import peak_density
from smp_sim.render.splat import ein
from smp_sim.render.tissue import TOUCH_UP_SHARE

#: Years after the last session has healed, as rows of the forecast; 0 is healed itself.
FORECAST_YEARS = (0.0, 0.5, 1.0, 2.0, 4.0, 6.0, 10.0)

#: A touch-up further off than this is not dated, years; and how finely it is looked for.
_FARTHEST_YEARS = 20.0
_STEP_YEARS = 1.0 / 12.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """The years of one kind of skin.

    ``seen`` has a row for each of ``FORECAST_YEARS`` and a column for light, typical and strong:
    the share of the typical healed tone. ``touch_up_years`` after healing, by retention, None
    beyond 20 years.
    """

    tissue: Tissue
    seen: tuple[tuple[float, ...], ...]
    touch_up_years: tuple[float | None, ...]


def forecast_years(plan: Plan, client: Client) -> tuple[Forecast, ...]:
    """Forecast each kind of skin that the plan's areas lie in, normal skin first."""
    kinds = {area.tissue: area for area in reversed(plan.areas)}
    order: tuple[Tissue, ...] = get_args(Tissue)
    return tuple(_forecast(plan, client, kinds[tissue]) for tissue in order if tissue in kinds)


def seen_tone(plan: Plan, client: Client, area: Area, day: float, retention: Retention) -> float:
    """Give how much light the dots of an area take on a day, in units of its own.

    A dot takes d² · Ein(peak): its footprint's integral of 1 - exp(-density) (``splat.ein``).
    Only ratios of two days mean anything.
    """
    state = heal_sessions(
        plan, client, tissue=area.tissue, depth_mm=area.depth_mm, day=day, retention=retention
    )
    shares = np.array([session.share for session in plan.sessions])
    peak = peak_density(full_tone(area.shade) * state.pigment)
    return float(np.sum(shares * state.diameter**2 * ein(peak)))


def _forecast(plan: Plan, client: Client, area: Area) -> Forecast:
    healed = healed_day(plan)
    whole = seen_tone(plan, client, area, healed, "typical")

    def row(years: float) -> tuple[float, ...]:
        day = healed + years * DAYS_PER_YEAR
        tones = (seen_tone(plan, client, area, day, kind) for kind in RETENTION_ORDER)
        return tuple(tone / whole if whole > 0.0 else 0.0 for tone in tones)

    return Forecast(
        tissue=area.tissue,
        seen=tuple(row(years) for years in FORECAST_YEARS),
        touch_up_years=tuple(_touch_up(plan, client, area, kind) for kind in RETENTION_ORDER),
    )


def _touch_up(plan: Plan, client: Client, area: Area, retention: Retention) -> float | None:
    """Give the years after healing at which the share that calls for a touch-up is reached."""
    healed = healed_day(plan)
    enough = TOUCH_UP_SHARE.value * seen_tone(plan, client, area, healed, retention)
    for years in np.arange(0.0, _FARTHEST_YEARS, _STEP_YEARS):
        tone = seen_tone(plan, client, area, healed + float(years) * DAYS_PER_YEAR, retention)
        if tone <= enough:
            return float(years)
    return None
