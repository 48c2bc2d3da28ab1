"""Laws of healing, and the published figures that it must give back."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from smp_sim.model.area_kind import Tissue
from smp_sim.model.client import Client
from smp_sim.model.plan import Plan, Retention, Session
from smp_sim.render.healing import fade_rate, heal_sessions, healed_day, kept_share
from smp_sim.render.products import HealedState
from smp_sim.render.tissue import FRESH_DIAMETER, PEAK_DENSITY

YEAR = 365.25
MONTH_6 = 182.6
ONE = Plan(sessions=(Session(number=1, day=0.0, share=1.0, tone=1.0),))

days = st.floats(0.0, 20 * YEAR)
tissues: st.SearchStrategy[Tissue] = st.sampled_from(get_args(Tissue))
depths = st.floats(0.05, 2.0)
clients = st.builds(
    Client,
    skin_ita_deg=st.none() | st.floats(-90.0, 90.0),
    skin_type=st.sampled_from(["normal", "combination", "oily"]),
    sun=st.sampled_from(["low", "typical", "high"]),
)


def heal(
    day: float,
    *,
    plan: Plan = ONE,
    client: Client | None = None,
    tissue: Tissue = "normal",
    depth_mm: float = 0.3,
    retention: Retention = "typical",
) -> HealedState:
    """Heal with the defaults of a plain client."""
    return heal_sessions(
        plan,
        client or Client(),
        tissue=tissue,
        depth_mm=depth_mm,
        day=day,
        retention=retention,
    )


def amount(day: float, **options: object) -> float:
    """Give the pigment of the only session as an amount: peak density times the dot's area."""
    state = heal(day, **options)  # type: ignore[arg-type]
    return float(state.pigment[0] * state.diameter[0] ** 2)


def visible_density(state: HealedState, shares: NDArray[np.float64]) -> float:
    """Give what a field takes from the light: area times the mean absorptance of Gaussian dots."""
    depth = PEAK_DENSITY.value * state.pigment[:, None] * np.linspace(1e-6, 1.0, 4001)
    taken = np.mean((1.0 - np.exp(-depth)) / np.linspace(1e-6, 1.0, 4001), axis=1)
    return float(np.sum(shares * state.diameter**2 * taken))


@given(days, tissues, depths, clients)
@settings(max_examples=150, deadline=None)
def test_retention_orders_the_expected_range(
    day: float, tissue: Tissue, depth_mm: float, client: Client
) -> None:
    """Light never shows more pigment than typical, nor typical more than strong."""
    light, typical, strong = (
        heal(day, client=client, tissue=tissue, depth_mm=depth_mm, retention=kind).pigment[0]
        for kind in ("light", "typical", "strong")
    )
    assert light <= typical <= strong


@given(st.floats(0.0, 3 * YEAR), tissues, depths, clients)
@settings(max_examples=100, deadline=None)
def test_healing_is_continuous(day: float, tissue: Tissue, depth_mm: float, client: Client) -> None:
    """A minute changes next to nothing once a session is done."""
    before = heal(day, client=client, tissue=tissue, depth_mm=depth_mm)
    after = heal(day + 1 / 1440, client=client, tissue=tissue, depth_mm=depth_mm)
    for field in ("pigment", "diameter", "redness", "scab"):
        assert getattr(after, field) == pytest.approx(getattr(before, field), abs=6e-3)


@given(st.floats(MONTH_6, 30 * YEAR), st.floats(1.0, YEAR), tissues, depths, clients)
@settings(max_examples=100, deadline=None)
def test_pigment_only_fades_after_month_six(
    day: float, step: float, tissue: Tissue, depth_mm: float, client: Client
) -> None:
    """From month 6 on every later day shows less, down to the floor that old dots keep."""
    now = amount(day, client=client, tissue=tissue, depth_mm=depth_mm)
    later = amount(day + step, client=client, tissue=tissue, depth_mm=depth_mm)
    assert 0.0 < later <= now * (1.0 + 1e-12)
    assert later < now or day > 8 * YEAR


@given(days)
@settings(max_examples=50, deadline=None)
def test_nothing_shows_before_its_session(day: float) -> None:
    """A session adds pigment, redness and scabs from its own day on, not earlier."""
    plan = Plan()
    state = heal(day, plan=plan)
    for index, session in enumerate(plan.sessions):
        assert (state.pigment[index] > 0.0) == (day >= session.day)
        if day < session.day:
            assert state.redness[index] == state.scab[index] == 0.0


def test_day_28_of_the_last_session_shows_the_planned_tones() -> None:
    """With typical retention a session of tone 1 heals to pigment 1 and diameter 1."""
    plan = Plan()
    assert healed_day(plan) == 56.0
    state = heal(healed_day(plan), plan=plan)
    assert state.pigment[-1] == pytest.approx(1.0, abs=1e-9)
    assert state.diameter[-1] == pytest.approx(1.0, abs=1e-4)
    for session in plan.sessions:
        own = heal(session.day + 28.0, plan=plan).pigment[session.number - 1]
        assert own == pytest.approx(session.tone, abs=1e-9)


def test_a_third_of_the_pigment_is_lost_in_healing() -> None:
    """Fresh to healed loses one third, the tattoo figure; scars and oily skin lose more."""
    lost = 1.0 - heal(28.0).pigment[0] / heal(0.0).pigment[0]
    assert lost == pytest.approx(1 / 3, abs=0.01)
    assert kept_share(
        Client(skin_type="oily"), tissue="normal", depth_mm=0.3, retention="typical"
    ) < (kept_share(Client(), tissue="normal", depth_mm=0.3, retention="typical"))
    assert kept_share(Client(), tissue="scar", depth_mm=0.3, retention="typical") < 0.55


def test_a_fresh_dot_is_darker_larger_and_red() -> None:
    """Fresh: 1.5 times as dense, 1.1 times as wide, redness of the skin's class."""
    fresh = heal(0.0)
    assert fresh.pigment[0] == pytest.approx(1.5)
    assert fresh.diameter[0] == pytest.approx(1.1)
    reds = [heal(0.0, client=Client(skin_ita_deg=ita)).redness[0] for ita in (60.0, 25.0, -40.0)]
    assert reds == pytest.approx([6.0, 4.0, 2.0])


def test_redness_halves_in_a_day_and_is_gone_by_day_four() -> None:
    """Half-life 0.8 days, exactly none from day 4 on."""
    assert heal(0.8).redness[0] == pytest.approx(0.5 * heal(0.0).redness[0], rel=0.05)
    assert heal(4.0).redness[0] == 0.0


def test_scabs_come_and_go_within_the_first_week() -> None:
    """Scabs stand on days 1 to 6 and shed about day 5."""
    scabs = [heal(day).scab[0] for day in (0.0, 1.0, 3.0, 5.0, 7.0)]
    assert scabs[0] == scabs[4] == 0.0
    assert scabs[2] > scabs[3] > 0.0
    assert scabs[2] > scabs[1] > 0.0


def test_colour_dips_and_comes_back() -> None:
    """Between day 10 and 21 the pigment is about 5 % paler than on day 28."""
    dip = heal(15.0).pigment[0] / heal(28.0).pigment[0]
    assert dip == pytest.approx(0.95, abs=0.005)


@pytest.mark.parametrize(("tissue", "drop"), [("normal", 0.10), ("scar", 0.20)])
def test_visible_density_falls_to_month_six_as_published(tissue: Tissue, drop: float) -> None:
    """Liu 2025: about 10 % less from the end of treatment to month 6, about 20 % in scars."""
    plan = Plan()
    shares = np.array([session.share for session in plan.sessions])
    end = visible_density(heal(56.0, plan=plan, tissue=tissue), shares)
    later = visible_density(heal(28.0 + MONTH_6, plan=plan, tissue=tissue), shares)
    assert 1.0 - later / end == pytest.approx(drop, abs=0.02)


@pytest.mark.parametrize(("years", "low", "high"), [(4.0, 0.50, 0.60), (10.0, 0.15, 0.20)])
def test_years_fade_as_reported(years: float, low: float, high: float) -> None:
    """Of what is seen healed 50-60 % is left after 4 years and 15-20 % after 10."""
    alone = np.ones(1)
    seen = visible_density(heal(years * YEAR), alone) / visible_density(heal(28.0), alone)
    assert low <= seen <= high


def test_healing_takes_about_a_third_of_what_is_seen() -> None:
    """Fresh to healed, without redness: larger and denser dots show up to 1.6 times as dark."""
    alone = np.ones(1)
    lost = 1.0 - visible_density(heal(28.0), alone) / visible_density(heal(0.0), alone)
    assert 0.28 <= lost <= 0.40


def test_sun_oil_and_scars_fade_faster_and_dark_skin_slower() -> None:
    """The direction of every modifier of fading."""
    plain = fade_rate(Client(), tissue="normal", retention="typical")
    faster = [
        fade_rate(Client(sun="high"), tissue="normal", retention="typical"),
        fade_rate(Client(skin_type="oily"), tissue="normal", retention="typical"),
        fade_rate(Client(skin_type="combination"), tissue="normal", retention="typical"),
        fade_rate(Client(), tissue="scar", retention="typical"),
        fade_rate(Client(), tissue="normal", retention="light"),
    ]
    slower = [
        fade_rate(Client(sun="low"), tissue="normal", retention="typical"),
        fade_rate(Client(skin_ita_deg=-40.0), tissue="normal", retention="typical"),
        fade_rate(Client(), tissue="normal", retention="strong"),
    ]
    assert min(faster) > plain > max(slower)


def test_shallow_pigment_is_shed_and_deep_pigment_spreads() -> None:
    """At 0.15 mm most is gone by day 28; at 0.8 mm dots are half as wide again by month 3."""
    assert heal(28.0, depth_mm=0.15).pigment[0] < 0.3
    depths_mm = (0.1, 0.15, 0.2, 0.25, 0.3)
    kept = [heal(28.0, depth_mm=depth).pigment[0] for depth in depths_mm]
    assert all(low <= high for low, high in pairwise(kept))
    deep, right = heal(91.3, depth_mm=0.8).diameter[0], heal(91.3).diameter[0]
    assert deep / right == pytest.approx(1.5, abs=0.01)
    assert heal(2 * YEAR, depth_mm=0.8).diameter[0] > 2.0


def test_spreading_conserves_pigment() -> None:
    """A deposit that grows gets paler by as much: depth changes size and peak, not the amount."""
    assert amount(MONTH_6, depth_mm=0.8) == pytest.approx(amount(MONTH_6, depth_mm=0.3))


def test_lip_colour_hides_and_comes_back() -> None:
    """Fresh, pale on day 8 at about a third of it, back at a little over half from day 28 on."""
    fresh = amount(0.0, tissue="lip") / FRESH_DIAMETER.value**2  # the crust's width holds none
    share = {day: amount(day, tissue="lip") / fresh for day in (8.0, 14.0, 21.0, 28.0)}
    assert share[8.0] == pytest.approx(0.35, abs=0.04)
    assert share[28.0] == pytest.approx(0.55, abs=0.03)
    assert share[14.0] == pytest.approx(0.35, abs=0.04)
    assert share[14.0] < share[21.0] < share[28.0]
    assert heal(3.0, tissue="lip").scab[0] == 0.0
