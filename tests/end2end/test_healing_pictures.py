"""The published figures of healing, read from rendered pictures and not from the formulas."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from smp_sim.document.disk.assets import load_points
from smp_sim.model.area_kind import Tissue
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import PhotoRef, View
from smp_sim.model.client import Client
from smp_sim.model.plan import Area, Plan
from smp_sim.render.colour import LUMINANCE, linear_of_srgb
from smp_sim.render.dot_field import place_dots
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request, Subject, render_view
from smp_sim.render.products import Photo, Surface

PX_PER_MM = 12.0
SIDE_PX = 360
SKIN = (189, 155, 134)
YEAR_DAYS = 365.25


def make_view() -> View:
    """Make a close-up of 30 mm of plain skin."""
    photo = PhotoRef(sha256="0" * 64, suffix=".png", width=SIDE_PX, height=SIDE_PX)
    return View(id="v", side="flat", photo=photo, camera=FlatCamera(px_per_mm=PX_PER_MM))


def make_plan(tissue: Tissue) -> Plan:
    """Make a field that covers the whole close-up."""
    outline = ((-5.0, -5.0, 0.0), (35.0, -5.0, 0.0), (35.0, 35.0, 0.0), (-5.0, 35.0, 0.0))
    area = Area(id="a", kind="flat-patch", view="v", outline=outline, feather_mm=0.0, tissue=tissue)
    return Plan(areas=(area,))


def darkening(plan: Plan, day: float, retention: str = "typical") -> float:
    """Measure how much of the skin's mean luminance the picture of one day lacks."""
    photo = Photo(np.full((SIDE_PX, SIDE_PX, 3), SKIN, dtype=np.uint8))
    plane = np.ones((SIDE_PX, SIDE_PX), dtype=np.float32)
    surface = Surface(1, plane, 0.0 * plane, 0.0 * plane, sharpness_px=0.6, grain=0.0)
    dots = place_dots(plan, load_points(), "v")
    request = msgspec.convert({"day": day, "retention": retention}, Request)
    picture = render_view(Subject(photo, surface, dots, make_view(), plan, Client()), request)
    before = linear_of_srgb(photo.srgb) @ LUMINANCE
    after = linear_of_srgb(picture.srgb) @ LUMINANCE
    return float(1.0 - after.mean() / before.mean())


@pytest.mark.parametrize(("tissue", "drop"), [("normal", 0.10), ("scar", 0.20)])
def test_density_falls_in_six_months_as_published(tissue: Tissue, drop: float) -> None:
    """End of treatment to month 6: 10 % less in normal skin, 20 % in scars (Liu et al. 2025)."""
    plan = make_plan(tissue)
    end = darkening(plan, healed_day(plan))
    later = darkening(plan, healed_day(plan) + YEAR_DAYS / 2)
    assert 1.0 - later / end == pytest.approx(drop, abs=0.02)


def test_healing_takes_a_third_of_the_pigment_and_the_crust() -> None:
    """One session alone keeps less than the two thirds that tattoo data leave, and over 42 %.

    The picture loses more than the pigment does, since the crust that is shed made dots larger, and
    fresh skin is red.
    """
    plan = make_plan("normal")
    alone = msgspec.structs.replace(
        plan, sessions=(msgspec.structs.replace(plan.sessions[0], share=1.0, tone=1.0),)
    )
    assert 0.42 <= darkening(alone, healed_day(alone)) / darkening(alone, 0.0) <= 0.67


@pytest.mark.parametrize(("years", "low", "high"), [(4, 0.50, 0.60), (10, 0.15, 0.20)])
def test_years_leave_what_practice_reports(years: int, low: float, high: float) -> None:
    """50 to 60 % is left at 4 years, 15 to 20 % at 10."""
    plan = make_plan("normal")
    healed = darkening(plan, healed_day(plan))
    left = darkening(plan, healed_day(plan) + years * YEAR_DAYS) / healed
    assert low <= left <= high


@pytest.mark.parametrize("day", [28.0, 56.0, 400.0, 2000.0])
def test_light_typical_and_strong_retention_are_a_range(day: float) -> None:
    """Light keeps less than typical, typical less than strong, on any healed day."""
    plan = make_plan("normal")
    light, typical, strong = (darkening(plan, day, name) for name in ("light", "typical", "strong"))
    assert light < typical < strong


def test_the_default_healed_field_is_a_shaved_look() -> None:
    """The default plan, healed, takes 10 to 18 % of the light: visible, and never a helmet."""
    plan = make_plan("normal")
    assert 0.10 <= darkening(plan, healed_day(plan)) <= 0.18
