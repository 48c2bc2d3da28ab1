"""Each treatment in rendered pictures of the sample client who has the condition."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from msgspec.structs import replace as changed
from numpy.typing import NDArray
from skimage.color import deltaE_ciede2000

from smp_sim.document.advice.guard_rails import find_warnings
from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.edits import replace_areas, update_area
from smp_sim.document.proposal.skin_match import match_skin
from smp_sim.document.samples.treatment_samples import TREATMENT_SAMPLES, treatment_sample
from smp_sim.document.studio import Studio
from smp_sim.model.camera import Scale
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area
from smp_sim.model.units import Vec3
from smp_sim.render import tissue
from smp_sim.render.area_outline import outline_area
from smp_sim.render.camera_geometry import hit_skin
from smp_sim.render.colour import LUMINANCE, lab_of_linear, linear_of_srgb
from smp_sim.render.head_geometry import unit
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request
from smp_sim.render.sample_head import render_sample
from smp_sim.render.sample_head.conditions import patch_outlines

Floats = NDArray[np.float64]
WIDTH, HEIGHT = 720, 900


@cache
def sample(name: str) -> Dossier:
    """Draw a sample client with a condition once for all tests."""
    return treatment_sample(name, width=WIDTH, height=HEIGHT)


@pytest.fixture(scope="module")
def studio() -> Studio:
    """Give one studio for all."""
    return Studio(load_points())


def linear(picture: NDArray[np.uint8] | NDArray[np.uint16]) -> Floats:
    """Give a picture's linear light."""
    return np.asarray(linear_of_srgb(picture), dtype=np.float64)


def healed(studio: Studio, dossier: Dossier, day: float | None = None) -> Floats:
    """Give the linear light of the first view, healed or on a day."""
    when = healed_day(dossier.case.plan) if day is None else day
    return linear(studio.render(dossier, dossier.case.views[0].id, Request(when)).srgb)


def away_from(dossier: Dossier, middle: Floats) -> Floats:
    """Give the distance in mm (H, W) of each pixel's skin from a place on the head."""
    grid = np.meshgrid(np.arange(WIDTH) + 0.5, np.arange(HEIGHT) + 0.5)
    places, hit = hit_skin(dossier.case.views[0].camera, np.stack(grid, -1).reshape(-1, 2))
    apart = np.linalg.norm(unit(places) - unit(middle), axis=1) * np.linalg.norm(middle)
    return np.where(hit, apart, np.inf).reshape(HEIGHT, WIDTH)


def test_a_filled_patch_shows_no_seam_to_the_hair_around(studio: Studio) -> None:
    """Against the same head that never lost hair, ring by ring from the patch's middle outward.

    Bald, the middle is a quarter lighter; healed, every ring of 3 mm is within 5 % of real hair,
    and no ring steps from the next by what would read as a seam.
    """
    name = "alopecia-areata"
    dossier, kept = sample(name), TREATMENT_SAMPLES[name]
    head = replace(kept.head, condition="none")
    full = render_sample(head, kept.side, width=WIDTH, height=HEIGHT).photo.srgb
    never = linear(np.asarray(full, dtype=np.uint8)) @ LUMINANCE
    bald = linear(studio.photo(dossier, dossier.case.views[0].id).srgb) @ LUMINANCE
    filled = healed(studio, dossier) @ LUMINANCE
    apart = away_from(dossier, patch_outlines(kept.head)[0].mean(axis=0))
    rings = [(apart >= low) & (apart < low + 3.0) for low in np.arange(0.0, 30.0, 3.0)]
    before = [float(bald[ring].mean() / never[ring].mean()) for ring in rings]
    after = [float(filled[ring].mean() / never[ring].mean()) for ring in rings]
    assert max(before) > 1.25
    assert np.all(np.abs(np.array(after) - 1.0) < 0.05)
    assert np.max(np.abs(np.diff(after))) < 0.065


@pytest.mark.parametrize("number", [0, 1])
def test_a_vitiligo_patch_has_the_colour_beside_it(studio: Studio, number: int) -> None:
    """Before, a patch differs from the ring of skin round it by ΔE2000 > 14; healed, by < 3."""
    dossier = sample("vitiligo")
    outline = patch_outlines(TREATMENT_SAMPLES["vitiligo"].head)[number]
    middle = outline.mean(axis=0)
    reach = float(np.linalg.norm(outline - middle, axis=1).min())
    apart = away_from(dossier, middle)
    inside = apart < reach - 2.0
    around = (apart > 1.45 * reach + 3.0) & (apart < 1.45 * reach + 9.0)
    bare = linear(studio.photo(dossier, dossier.case.views[0].id).srgb)
    pictures = (bare, healed(studio, dossier))
    before, after = (
        float(
            deltaE_ciede2000(  # type: ignore[no-untyped-call]
                lab_of_linear(picture[inside].mean(axis=0)),
                lab_of_linear(picture[around].mean(axis=0)),
            )
        )
        for picture in pictures
    )
    assert before > 14.0
    assert after < 3.0


def test_the_colour_of_lips_follows_its_days(studio: Studio) -> None:
    """Darkest when fresh; pale and frosty about day 10 by the constant's share; back by day 28.

    Fresh lips shine, so that less of the light is lost than the dose alone would take.

    With pigment that only takes light, so that what it takes is as its dose.
    """
    dossier = sample("lips")
    plain = update_area(dossier.case, "lips", mix=(0.2, 0.6, 0.5), cover=0.0)
    dossier = replace(dossier, case=plain)
    bare = linear(studio.photo(dossier, "lips").srgb)
    settled = healed(studio, dossier, 28.0)
    lips = (bare - settled).sum(axis=2) > 0.03
    taken = {
        day: -np.log(healed(studio, dossier, day)[lips, 1].mean() / bare[lips, 1].mean())
        for day in (0.0, 5.0, 10.0, 20.0, 28.0)
    }
    assert taken[0.0] > 1.55 * taken[28.0]
    assert taken[10.0] / taken[28.0] == pytest.approx(1.0 - tissue.LIP_DIP_SHARE.value, abs=0.04)
    assert taken[5.0] > taken[10.0] < taken[20.0] < taken[28.0]


# --- bad input -----------------------------------------------------------------------------


def test_lips_on_a_head_are_refused() -> None:
    """A kind for close-ups has no place on the head: a sentence that says where it belongs."""
    with pytest.raises(PlanError, match="must lie in a close-up"):
        replace_areas(Case(), (Area(id="mouth", kind="lips", outline=((0.0, 0.0, 1.0),) * 3),))


def test_a_scar_of_no_length_is_refused() -> None:
    """Two points at one place make no line."""
    scar = Area(id="scar", kind="scar-line", outline=((0.0, 0.0, 1.0), (0.0, 0.0, 1.0)))
    with pytest.raises(PlanError, match="too few points"):
        outline_area(scar, np.empty((0, 3)), (77.0, 76.0, 102.0))


def test_a_patch_over_the_whole_photo_has_nothing_beside_it(studio: Studio) -> None:
    """No skin around to match: a sentence; the preview itself is drawn all the same."""
    dossier = sample("lips")
    view = dossier.case.views[0]
    scale = view.camera.px_per_mm  # type: ignore[union-attr]
    right, low = view.photo.width / scale, view.photo.height / scale
    corners: tuple[Vec3, ...] = ((0.0, 0.0, 0.0), (right, 0.0, 0.0), (right, low, 0.0))
    area = Area(
        id="all", kind="vitiligo", view=view.id, outline=(*corners, (0.0, low, 0.0)), feather_mm=0.0
    )
    whole = replace(dossier, case=replace_areas(dossier.case, (area,)))
    with pytest.raises(PlanError, match="bare skin around"):
        match_skin(whole, studio, "all")
    assert healed(studio, whole).shape[:2] == (view.photo.height, view.photo.width)


def test_a_close_up_without_a_scale_says_so() -> None:
    """Sizes in it are a guess, and that is said before anything is planned by them."""
    case = sample("lips").case
    guess = changed(case.views[0], scale=Scale(source="uncalibrated", error_percent=50.0))
    codes = [warning.code for warning in find_warnings(changed(case, views=(guess,)))]
    assert "uncalibrated" in codes
