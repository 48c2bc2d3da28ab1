"""The years: published shares, a range, and what shortens it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from smp_sim.document.report.forecast import FORECAST_YEARS, forecast_years
from smp_sim.model.client import Client
from smp_sim.model.plan import Area, Plan

NORMAL = Plan(areas=(Area(id="a", kind="whole-scalp"),))
BOTH = Plan(areas=(Area(id="s", kind="patch", tissue="scar"), *NORMAL.areas))


def test_what_is_seen_follows_the_published_shares() -> None:
    """Half to 60 % of the healed tone at 4 years, 15 to 20 % at 10; healed typical is 100 %."""
    forecast = forecast_years(NORMAL, Client())[0]
    typical = dict(zip(FORECAST_YEARS, (row[1] for row in forecast.seen), strict=True))
    assert typical[0.0] == pytest.approx(1.0)
    assert 0.50 <= typical[4.0] <= 0.60
    assert 0.15 <= typical[10.0] <= 0.20


def test_it_is_a_range_and_it_falls() -> None:
    """Light stays below typical, typical below strong, and every column falls with the years."""
    rows = forecast_years(NORMAL, Client())[0].seen
    assert all(light < typical < strong for light, typical, strong in rows)
    for one, two in pairwise(rows):
        assert all(before > after for before, after in zip(one, two, strict=True))


def test_touch_ups_lie_within_what_clinics_report() -> None:
    """Two to six years, sooner with light retention."""
    light, typical, strong = forecast_years(NORMAL, Client())[0].touch_up_years
    assert light is not None
    assert typical is not None
    assert strong is not None
    assert 2.0 < light < typical < strong < 6.0


def test_sun_oil_and_scars_bring_it_forward() -> None:
    """What fades faster is due sooner; scars have a forecast of their own."""
    plain, scar = (forecast.touch_up_years[1] for forecast in forecast_years(BOTH, Client()))
    sunny = forecast_years(NORMAL, Client(sun="high", skin_type="oily"))[0].touch_up_years[1]
    assert plain is not None
    assert scar is not None
    assert sunny is not None
    assert max(scar, sunny) < plain


def test_no_area_has_no_forecast() -> None:
    """An empty plan promises no years."""
    assert forecast_years(Plan(), Client()) == ()
