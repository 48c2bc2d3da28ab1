"""Scars and burns of the sample client, tone first and dots over it: little is left to see."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import cv2
import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray
from skimage.color import deltaE_ciede2000

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.samples.treatment_samples import TREATMENT_SAMPLES, treatment_sample
from smp_sim.document.studio import Studio
from smp_sim.model.area_kind import AreaKind
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.colour import LUMINANCE, lab_of_linear, linear_of_srgb
from smp_sim.render.dot_field import place_dots
from smp_sim.render.head_curve import nearest_on_line
from smp_sim.render.head_geometry import place_on_head, unit
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request
from smp_sim.render.sample_head import render_sample
from smp_sim.render.sample_head.conditions import depth_mm
from smp_sim.render.treatment_areas import BLEND_MM, TREATMENTS
from smp_sim.render.treatment_fills import filled_area
from tests.end2end.test_healing_pictures import YEAR_DAYS, darkening, make_plan

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
WIDTH, HEIGHT = 720, 900
NAMES = ("fut-scar", "injury-scar", "burn")

_STUDIO = Studio(load_points())


class Shown(NamedTuple):
    """A sample's pictures in linear light, and how deep (mm) inside the scar each pixel lies."""

    dossier: Dossier
    before: Floats
    healed: Floats
    never: Floats
    depth: Floats
    px_per_mm: float

    def colour(self, picture: Floats, where: Mask) -> Floats:
        """Give the Lab colour of a part of a picture, as a mean of its light."""
        return lab_of_linear(picture[where].mean(axis=0))

    def roughness(self, picture: Floats, where: Mask) -> float:
        """Give how rough a part is, against its light, finer than 2 mm."""
        light = picture @ LUMINANCE
        fine = light - cv2.GaussianBlur(light, (0, 0), 2.0 * self.px_per_mm)
        return float(fine[where].std() / light[where].mean())


@cache
def shown(name: str) -> Shown:
    """Draw a sample once: untreated, healed, and the same head that never was hurt."""
    sample = TREATMENT_SAMPLES[name]
    dossier = treatment_sample(name, width=WIDTH, height=HEIGHT)
    view = dossier.case.views[0]
    truth = render_sample(sample.head, sample.side, width=WIDTH, height=HEIGHT)
    whole = replace(sample.head, condition="none")
    never = render_sample(whole, sample.side, width=WIDTH, height=HEIGHT).photo.srgb
    places = np.where(truth.skin_mask[..., None], truth.place_mm, 1.0).astype(np.float64)
    eye = np.array(truth.camera.position_mm) - np.array(truth.camera.head_centre_mm)
    facing = np.einsum("hwi,hwi->hw", truth.normals, unit(eye - places)) > 0.75
    depth = depth_mm(sample.head, unit(places))
    after = _STUDIO.render(dossier, view.id, Request(healed_day(dossier.case.plan))).srgb
    pictures = (_STUDIO.photo(dossier, view.id).srgb, after, never)
    bare, healed, unhurt = (linear_of_srgb(p).astype(np.float64) for p in pictures)
    deep = np.where(truth.skin_mask & facing, depth, np.nan)
    return Shown(dossier, bare, healed, unhurt, deep, mean_px_per_mm(view.camera))


def parts(name: str) -> tuple[Shown, Mask, Mask]:
    """Give a sample with the inside of its scar and the skin 3 to 8 mm from it, in one light."""
    seen = shown(name)
    within = 2.0 if name == "burn" else 0.4
    inside = (seen.depth > within) & (seen.depth < 6.0)
    return seen, inside, (seen.depth < -3.0) & (seen.depth > -8.0)


@pytest.mark.parametrize("name", NAMES)
def test_a_healed_scar_has_the_colour_around_it(name: str) -> None:
    """Pale before, by ΔE2000 of 8 and more; healed, wash and dots together, below 3.

    As near it comes to the head that never was hurt, all over.
    """
    seen, inside, around = parts(name)

    def apart(picture: Floats) -> float:
        one, two = seen.colour(picture, inside), seen.colour(picture, around)
        return float(deltaE_ciede2000(one, two))  # type: ignore[no-untyped-call]

    assert apart(seen.before) > 8.0
    assert apart(seen.healed) < 3.0
    hurt = seen.depth > 0.4
    one, two = seen.colour(seen.healed, hurt), seen.colour(seen.never, hurt)
    assert float(deltaE_ciede2000(one, two)) < 2.0  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("name", NAMES)
def test_a_healed_scar_is_as_rough_as_the_hair_around(name: str) -> None:
    """Bare it is smooth; dots over the wash look neither smooth nor blotched beside the stubble."""
    seen, inside, around = parts(name)
    before = seen.roughness(seen.before, inside) / seen.roughness(seen.before, around)
    healed = seen.roughness(seen.healed, inside) / seen.roughness(seen.healed, around)
    assert before < 0.5
    assert 0.7 < healed < 1.35


@pytest.mark.parametrize("name", NAMES)
def test_from_scar_to_hair_there_is_no_seam(name: str) -> None:
    """Ring by ring across the edge the light is within 8 % of the head that never was hurt."""
    seen = shown(name)
    edges = np.array([-15.0, -9.0, -5.0, -3.0, -2.0, -1.0, 0.0, 0.6, 9.0])
    healed, never, before = (p @ LUMINANCE for p in (seen.healed, seen.never, seen.before))
    rings = [(seen.depth >= low) & (seen.depth < high) for low, high in pairwise(edges)]
    profile = np.array([healed[ring].mean() / never[ring].mean() for ring in rings])
    untreated = np.array([before[ring].mean() / never[ring].mean() for ring in rings])
    assert untreated[-1] > 1.25
    assert np.all(np.abs(profile - 1.0) < 0.08), profile


@pytest.mark.parametrize("name", ["fut-scar", "injury-scar", "burn", "fue-scars"])
def test_nothing_lies_outside_the_scar_and_its_blend(name: str) -> None:
    """Dots and wash of the scar stay in its width, those of the blend within 15 to 20 mm of it."""
    dossier = treatment_sample(name, width=160, height=200)
    plan = dossier.case.plan
    axes = plan.head.semi_axes_mm
    field = place_dots(plan, load_points())
    places = place_on_head(field.place, axes)
    scars = {n: area for n, area in enumerate(plan.areas) if area.tissue in ("scar", "burn")}
    assert scars
    for number, area in scars.items():
        own = places[field.area == number]
        middle = place_on_head(unit(np.array(area.outline)), axes)
        if area.kind == "burn":
            closed = np.vstack([middle, middle[:1]])
            centre = middle.mean(axis=0)
            reach = np.linalg.norm(middle - centre, axis=1).max() + area.feather_mm
            assert np.linalg.norm(own - centre, axis=1).max() < reach + 0.5
            assert nearest_on_line(own, closed)[0].max() < reach
            continue
        widest = max([area.width_mm, *(2.0 * r for s in area.strokes for r in s.radii_mm)])
        apart = (
            np.linalg.norm(own[:, None] - middle, axis=2).min(axis=1)
            if area.kind == "scar-dots"
            else nearest_on_line(own, middle)[0]
        )
        assert apart.max() < 0.5 * widest + 0.3
    for number, area in enumerate(plan.areas):
        if area.kind == "between-hair":
            line = next(a for a in scars.values() if a.kind == "scar-line")
            middle = place_on_head(unit(np.array(line.outline)), axes)
            away = nearest_on_line(places[field.area == number], middle)[0]
            assert away.max() < 0.5 * line.width_mm + 20.0
    assert pytest.approx(17.5, abs=2.5) == BLEND_MM


@pytest.mark.parametrize("kind", ["scar-line", "scar-dots", "burn"])
def test_every_kind_of_scar_loses_twice_what_skin_loses(kind: AreaKind) -> None:
    """By month 6 a fifth, where the same filling in normal skin loses a tenth (Liu et al. 2025).

    As the template of each kind fills it; dark, dense fields saturate, so within 4 points.
    """
    fill = filled_area("a", kind)
    plan = make_plan(fill.tissue)

    def drop(tissue: str) -> float:
        laid = msgspec.structs.replace(fill, kind="flat-patch", tissue=tissue, feather_mm=0.0)
        area = msgspec.structs.replace(laid, view="v", outline=plan.areas[0].outline)
        filled = msgspec.structs.replace(plan, areas=(area,))
        end = healed_day(filled)
        return 1.0 - darkening(filled, end + YEAR_DAYS / 2) / darkening(filled, end)

    assert drop(fill.tissue) == pytest.approx(0.20, abs=0.04)
    assert drop(fill.tissue) > 1.8 * drop("normal")


def test_every_scar_has_a_template() -> None:
    """What is tested here is what a plan starts from."""
    assert {"fut-scar", "fue-scars", "injury-scar", "burn"} <= set(TREATMENTS)
