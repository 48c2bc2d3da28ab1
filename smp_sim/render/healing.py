"""Healing: how much pigment each session shows on one day, how large, how red, how scabbed.

A pure function of the day. Shape of the model: a fresh dot is darker and larger; about day 5 the
crust sheds and takes a third of the pigment along; the colour dips on days 10-21 and is healed on
day 28; it settles until month 6 and then fades for years. Every constant stands in ``tissue``.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.area_kind import Tissue
from smp_sim.model.client import Client
from smp_sim.model.plan import DAYS_PER_YEAR, Plan, Retention, Technique
from smp_sim.render import tissue as figures
from smp_sim.render.products import HealedState
from smp_sim.render.tissue_course import Dip, course_of

Floats = NDArray[np.float64]

#: Sharpness of the bend where fading meets its floor (assumed; only makes the bend smooth).
_FLOOR_BEND = 4.0


def healed_day(plan: Plan) -> float:
    """Give the day, from the first session, on which the last session of a plan has healed."""
    return max(session.day for session in plan.sessions) + figures.HEALED_DAY.value


def heal_sessions(  # noqa: PLR0913 - the plan, the client, and what there is of skin and day
    plan: Plan,
    client: Client,
    *,
    tissue: Tissue,
    depth_mm: float,
    day: float,
    retention: Retention,
    technique: Technique = "dots",
) -> HealedState:
    """Tell how far every session has healed on one day.

    Parameters
    ----------
    plan : Plan
        Only its sessions count: day, tone, and what the needle of each keeps.
    client : Client
        Skin type, sun and skin tone change how much is kept and how fast it fades.
    tissue : Tissue
        What the skin is like, see :mod:`smp_sim.render.tissue_course`.
    depth_mm : float
        Depth of the pigment's centroid, mm. Too shallow is shed, too deep spreads.
    day : float
        Days from the first session.
    retention : "light", "typical" or "strong"
        One end or the middle of the expected range.
    technique : "dots" or "wash"
        A wash has no crust of its own on every dot, which would make it darker than its dose.

    Returns
    -------
    HealedState
        ``pigment`` is the share of a full healed dot's peak optical density and holds the
        session's tone: on its day 28, in normal skin at the nominal depth with typical retention,
        a session of tone 1 has pigment 1 and diameter 1. ``redness`` in CIE a*.

    Notes
    -----
    Per session, ``a`` days after it, as the product of what is left of the fresh dose and what
    spreading makes of it (pigment is conserved when a dot grows)::

        pigment = tone · 1.5 · (kept + (1 - kept)·(1 - shed(a))) · dip(a) · settle(a) · fade(a)
                  / spread(a)²

    No source measures the kept share per session: assumed, between lip and tattoo data. It is the
    same for every session done with one kind of needle, and the fresh dose is the same for light
    and strong retention.
    """
    ages = np.array([day - session.day for session in plan.sessions])
    tones = np.array([session.tone for session in plan.sessions])
    needles = np.array([session.needle_kept for session in plan.sessions])
    done = ages >= 0.0
    ages = np.where(done, ages, 0.0)
    kept = kept_share(client, tissue=tissue, depth_mm=depth_mm, retention=retention)
    rate = fade_rate(client, tissue=tissue, retention=retention)
    spread = _spread(ages, tissue, depth_mm)
    left = (
        _left_of_dose(ages, np.minimum(kept * needles, 1.0), course_of(tissue).dip)
        * _settled(ages, tissue)
        * _faded(ages, rate)
    )
    pigment = tones * figures.FRESH_DENSITY.value * left / spread**2
    return HealedState(
        pigment=np.where(done, pigment, 0.0),
        diameter=spread if technique == "wash" else spread * _crust_growth(ages),
        redness=np.where(done, _redness(ages, client), 0.0),
        scab=np.where(done, course_of(tissue).scab * _scab(ages), 0.0),
    )


def kept_share(client: Client, *, tissue: Tissue, depth_mm: float, retention: Retention) -> float:
    """Give the share of the fresh pigment that is left on day 28, in [0, 1].

    Light, typical, strong: 0.50, 0.67, 0.80, times factors for skin type and scar; pigment
    shallower than 0.25 mm is shed, all but 15 % at 0.15 mm.
    """
    base = {
        "light": figures.KEPT_LIGHT,
        "typical": figures.KEPT_TYPICAL,
        "strong": figures.KEPT_STRONG,
    }[retention].value
    if client.skin_type != "normal":
        oily = client.skin_type == "oily"
        base *= (figures.KEPT_OILY if oily else figures.KEPT_COMBINATION).value
    base *= course_of(tissue).kept
    held = float(_ease(depth_mm, figures.SHALLOW_DEPTH.value, figures.HOLDING_DEPTH.value))
    shallow = base * figures.KEPT_SHALLOW.value / figures.KEPT_TYPICAL.value
    return shallow + (base - shallow) * held


def fade_rate(client: Client, *, tissue: Tissue, retention: Retention) -> float:
    """Give the yearly rate at which healed pigment fades (1/yr)."""
    rate = {
        "light": figures.FADE_LIGHT,
        "typical": figures.FADE_RATE,
        "strong": figures.FADE_STRONG,
    }[retention].value
    if client.sun != "typical":
        rate *= (figures.FADE_SUN_LOW if client.sun == "low" else figures.FADE_SUN_HIGH).value
    if client.skin_type != "normal":
        oily = client.skin_type == "oily"
        rate *= (figures.FADE_OILY if oily else figures.FADE_COMBINATION).value
    if client.skin_ita_deg is not None and client.skin_ita_deg < figures.ITA_DARK.value:
        rate *= figures.FADE_DARK.value
    return rate * course_of(tissue).fade


def lip_swelling(age: float) -> float:
    """Give how swollen lips are so many days after a sitting: 1 when fresh, 0 after two days."""
    falls, gone = figures.SWELLING_FALLS.value, figures.SWELLING_GONE.value
    return 1.0 - float(_ease(age, falls, gone)) if age >= 0.0 else 0.0


def _ease(value: float | Floats, start: float, end: float) -> Floats:
    """Rise smoothly from 0 at ``start`` to 1 at ``end`` (3x² - 2x³)."""
    x = np.clip((np.asarray(value, dtype=np.float64) - start) / (end - start), 0.0, 1.0)
    return np.asarray(x * x * (3.0 - 2.0 * x))


def _shed(ages: Floats) -> Floats:
    """Give the share of the crust that is off: a logistic step, exactly 0 at 0 and 1 at day 28."""

    def logistic(age: float | Floats) -> Floats:
        late = (np.asarray(age) - figures.SHED_DAY.value) / figures.SHED_WIDTH.value
        return np.asarray(1.0 / (1.0 + np.exp(-late)))

    first, last = logistic(0.0), logistic(figures.HEALED_DAY.value)
    return np.asarray(np.clip((logistic(ages) - first) / (last - first), 0.0, 1.0))


def _left_of_dose(ages: Floats, kept: Floats, dip: Dip) -> Floats:
    """Give what healing has left of the fresh dose: 1 when fresh, ``kept`` from day 28 on."""
    pale = _ease(ages, dip.start, dip.full) - _ease(ages, dip.lift, figures.HEALED_DAY.value)
    share = kept + (1.0 - kept) * (1.0 - _shed(ages))
    return np.asarray(share * (1.0 - dip.share * pale))


def _settled(ages: Floats, tissue: Tissue) -> Floats:
    done = _ease(ages, figures.HEALED_DAY.value, figures.SETTLED_DAY.value)
    return np.asarray(1.0 - course_of(tissue).settling * done)


def _faded(ages: Floats, rate: float) -> Floats:
    """Fade exponentially from day 28 toward the floor, which is reached smoothly."""
    years = np.maximum(ages - figures.HEALED_DAY.value, 0.0) / DAYS_PER_YEAR
    floor = figures.FADE_FLOOR.value**_FLOOR_BEND
    bent = np.exp(-_FLOOR_BEND * rate * years) + floor
    return np.asarray((bent / (1.0 + floor)) ** (1.0 / _FLOOR_BEND))


def _spread(ages: Floats, tissue: Tissue, depth_mm: float) -> Floats:
    """Give the growth of the deposit itself, 1 on day 28 in normal skin at the nominal depth."""
    healed = figures.HEALED_DAY.value
    later = np.maximum(ages - healed, 0.0)
    slow = 1.0 + figures.SPREAD_SHARE.value * (1.0 - np.exp(-later / figures.SPREAD_TIME.value))
    slow += figures.SPREAD_RATE.value * later / DAYS_PER_YEAR
    course = course_of(tissue)
    widened = np.ones_like(ages) if course.is_shaded else _shed(ages)
    slow *= 1.0 + (course.diameter - 1.0) * widened
    return np.asarray(slow * (1.0 + _deep_share(depth_mm) * _deep_spread(ages)))


def _deep_share(depth_mm: float) -> float:
    return float(_ease(depth_mm, figures.SPREADING_DEPTH.value, figures.DEEP_DEPTH.value))


def _deep_spread(ages: Floats) -> Floats:
    months = [figures.DEEP_SPREAD_MONTH_3.value, figures.DEEP_SPREAD_MONTH_24.value]
    return np.asarray(np.interp(ages, [0.0, DAYS_PER_YEAR / 4, DAYS_PER_YEAR * 2], [0.0, *months]))


def _crust_growth(ages: Floats) -> Floats:
    """Give how much larger a dot is seen for its crust: 1.1 when fresh, 1 once it is shed."""
    return np.asarray(1.0 + (figures.FRESH_DIAMETER.value - 1.0) * (1.0 - _shed(ages)))


def _redness(ages: Floats, client: Client) -> Floats:
    """Give the rise of a*: halved every 0.8 days, exactly 0 from day 4 on."""
    half_life, gone = figures.REDNESS_HALF_LIFE.value, figures.REDNESS_GONE.value
    tail = math.pow(2.0, -gone / half_life)
    course = (np.exp2(-ages / half_life) - tail) / (1.0 - tail)
    return np.asarray(_first_redness(client) * np.maximum(course, 0.0))


def _first_redness(client: Client) -> float:
    ita = client.skin_ita_deg
    if ita is None or figures.ITA_DARK.value <= ita <= figures.ITA_LIGHT.value:
        return figures.REDNESS_MIDDLE.value
    return (figures.REDNESS_LIGHT if ita > figures.ITA_LIGHT.value else figures.REDNESS_DARK).value


def _scab(ages: Floats) -> Floats:
    """Give the share of dots under a scab: there from day 1, gone by day 7."""
    rise = _ease(ages, figures.SCAB_START.value, figures.SCAB_FULL.value)
    fall = _ease(ages, figures.SCAB_LOOSE.value, figures.SCAB_GONE.value)
    return np.asarray(figures.SCAB_SHARE.value * rise * (1.0 - fall))
