"""Old grafts in a rendered picture: the ruled row disappears, the donor area is evened."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.samples.sample_client import drawn_dossier
from smp_sim.document.samples.treatment_samples import TREATMENT_SAMPLES, treated
from smp_sim.document.studio import Studio
from smp_sim.model.camera import Side
from smp_sim.render.colour import LUMINANCE, linear_of_srgb
from smp_sim.render.head_geometry import unit
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request
from smp_sim.render.sample_head import SampleView, render_sample
from smp_sim.render.sample_head.conditions import (
    GRAFT_HALF_MM,
    GRAFT_STEP_MM,
    depth_mm,
    graft_rows,
)

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
SAMPLE = TREATMENT_SAMPLES["transplant"]
WIDTH, HEIGHT = 600, 750


@cache
def drawn(side: Side) -> tuple[SampleView, Dossier]:
    """Draw the sample's truth and its case from one side, once."""
    view = render_sample(SAMPLE.head, side, width=WIDTH, height=HEIGHT)
    dossier = drawn_dossier(SAMPLE.head, [(side, view)])
    return view, replace(dossier, case=treated(dossier.case, SAMPLE))


@pytest.fixture(scope="module")
def studio() -> Studio:
    """Give one studio for all."""
    return Studio(load_points())


def before_and_healed(studio: Studio, side: Side) -> tuple[Floats, Floats]:
    """Give the luminance (H, W) of a side, untreated and healed."""
    dossier = drawn(side)[1]
    name, day = dossier.case.views[0].id, healed_day(dossier.case.plan)
    pictures = (studio.photo(dossier, name).srgb, studio.render(dossier, name, Request(day)).srgb)
    before, after = (
        np.asarray(linear_of_srgb(np.asarray(p, dtype=np.uint8)) @ LUMINANCE, dtype=np.float64)
        for p in pictures
    )
    return before, after


def places_in(view: SampleView) -> tuple[Mask, Floats]:
    """Give the upper head's pixels and their directions (N, 3)."""
    place = view.place_mm
    seen = view.skin_mask & (np.nan_to_num(place[..., 1], nan=-99.0) > 10.0)
    return seen, unit(place[seen].astype(np.float64))


def test_plugs_hide_among_the_dots(studio: Studio) -> None:
    """Plugs are a fifth darker than the skin between them; healed, less than half of that."""
    view, _ = drawn("front-high")
    seen, towards = places_in(view)
    row, across = graft_rows(SAMPLE.head, towards)
    depth = depth_mm(SAMPLE.head, towards)
    zone = (row > -0.5) & (row < 5.5) & (np.abs(across) < GRAFT_HALF_MM - 2.0)
    plug, between = zone & (depth > 0.3), zone & (depth < -0.6) & (depth > -3.0)
    first, second = (
        1.0 - light[seen][plug].mean() / light[seen][between].mean()
        for light in before_and_healed(studio, "front-high")
    )
    assert first > 0.16
    assert abs(second) < 0.5 * first


def test_the_ruled_row_is_no_line_any_more(studio: Studio) -> None:
    """Along the front row the light's wave at the grafts' own spacing falls to less than half."""
    view, _ = drawn("front-high")
    seen, towards = places_in(view)
    row, across = graft_rows(SAMPLE.head, towards)
    along = (np.abs(row) < 0.35) & (np.abs(across) < GRAFT_HALF_MM - 2.0)
    waves = []
    for light in before_and_healed(studio, "front-high"):
        seen_light, x = light[seen][along], across[along]
        smooth = np.polynomial.Polynomial.fit(x, seen_light, 6)(x)
        turning = np.exp(-2j * np.pi * x / GRAFT_STEP_MM)
        waves.append(2.0 * abs(np.mean((seen_light / smooth - 1.0) * turning)))
    before, after = waves
    assert before > 0.06
    assert after < 0.5 * before


def test_the_donor_area_is_evened(studio: Studio) -> None:
    """Punch scars stand out from the hair round them; healed, by two thirds of that at most."""
    view, _ = drawn("back")
    scars = replace(SAMPLE.head, condition="fue-scars")
    place = view.place_mm
    low = view.stubble_mask & (np.abs(np.nan_to_num(place[..., 0])) < 40.0)
    low &= (place[..., 1] > -20.0) & (place[..., 1] < 10.0)
    depth = depth_mm(scars, unit(place[low].astype(np.float64)))
    scar, beside = depth > 0.1, (depth < -0.5) & (depth > -2.0)
    first, second = (
        light[low][scar].mean() / light[low][beside].mean() - 1.0
        for light in before_and_healed(studio, "back")
    )
    assert first > 0.04
    assert second < 0.67 * first
