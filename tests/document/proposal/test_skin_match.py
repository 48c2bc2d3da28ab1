"""Pigment like the skin around: the healed patch has the colour beside it."""

from __future__ import annotations

from dataclasses import replace as changed
from itertools import pairwise

import numpy as np
import pytest
from msgspec.structs import replace
from numpy.typing import NDArray
from skimage.color import deltaE_ciede2000

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.edits import add_view, set_sessions, update_area
from smp_sim.document.export.picture_file import encode_picture
from smp_sim.document.proposal.skin_match import (
    covering_stroke,
    match_patches,
    match_skin,
)
from smp_sim.document.studio import Studio
from smp_sim.model.camera import FlatCamera, Scale
from smp_sim.model.case import Case, View
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Plan
from smp_sim.model.units import Vec3
from smp_sim.render.colour import lab_of_linear, linear_of_srgb
from smp_sim.render.healing import healed_day
from smp_sim.render.photo import measure_photo
from smp_sim.render.pipeline import Request
from smp_sim.render.treatment_fills import filled_area

Bytes8 = NDArray[np.uint8]
SIDE, PX_PER_MM = 300, 8.0
SKIN, PALE = (150, 106, 84), (226, 200, 186)
#: The patch: 12 to 26 mm of 37 mm each way.
LOW, HIGH = 12.0, 26.0
SQUARE: tuple[Vec3, ...] = ((LOW, LOW, 0.0), (HIGH, LOW, 0.0), (HIGH, HIGH, 0.0), (LOW, HIGH, 0.0))
PATCH = slice(round((LOW + 2) * PX_PER_MM), round((HIGH - 2) * PX_PER_MM))
AROUND = slice(20, 70)


def dossier_of(inside: Vec3 | tuple[int, int, int], outside: tuple[int, int, int]) -> Dossier:
    """Give a close-up of skin with a square patch of another colour, outlined."""
    picture = np.zeros((SIDE, SIDE, 3), np.uint8)
    picture[:] = outside
    edge = slice(round(LOW * PX_PER_MM), round(HIGH * PX_PER_MM))
    picture[edge, edge] = inside
    data = encode_picture(picture, ".png")
    view = View(
        id="close",
        side="flat",
        photo=measure_photo(data),
        camera=FlatCamera(px_per_mm=PX_PER_MM),
        scale=Scale(source="ruler", error_percent=1.0),
    )
    case = add_view(Case(), view)
    area = filled_area("patch", "vitiligo", SQUARE, view="close")
    case = replace(case, plan=Plan(areas=(area,)))
    return Dossier(case, {view.photo.sha256: data})


def difference(one: Bytes8, other: Bytes8) -> float:
    """Give ΔE2000 between the mean linear colours of two parts of a picture."""
    first, second = (lab_of_linear(linear_of_srgb(part).mean(axis=(0, 1))) for part in (one, other))
    return float(deltaE_ciede2000(first, second))  # type: ignore[no-untyped-call]


def test_a_healed_patch_looks_like_its_surround() -> None:
    """Before, the patch stands out by far; healed, by less than ΔE2000 3."""
    studio = Studio(load_points())
    dossier = dossier_of(PALE, SKIN)
    case, match = match_skin(dossier, studio, "patch")
    matched = changed(dossier, case=case)
    before = studio.photo(dossier, "close").srgb
    healed = studio.render(matched, "close", Request(healed_day(case.plan))).srgb
    assert difference(np.asarray(before[PATCH, PATCH], np.uint8), healed[AROUND, AROUND]) > 20.0
    assert difference(healed[PATCH, PATCH], healed[AROUND, AROUND]) < 3.0
    assert match.colour_miss < 1.0
    assert np.array_equal(healed[AROUND, AROUND], before[AROUND, AROUND])


def test_fresh_is_darker_than_healed() -> None:
    """What is matched healed is darker on the day it is done."""
    studio = Studio(load_points())
    dossier = dossier_of(PALE, SKIN)
    case, _ = match_skin(dossier, studio, "patch")
    matched = changed(dossier, case=case)
    last = case.plan.sessions[-1].day
    fresh, healed = (
        studio.render(matched, "close", Request(day)).srgb[PATCH, PATCH].mean()
        for day in (last, healed_day(case.plan))
    )
    assert fresh < healed


#: Patches darker than their surround: a brown mark, a grey-blue one, a red scar, one on dark skin.
DARKER = {
    "brown": ((150, 108, 84), (180, 142, 118)),
    "grey-blue": ((140, 118, 112), (180, 142, 118)),
    "red": ((172, 128, 112), (189, 155, 134)),
    "on dark skin": ((92, 66, 54), (107, 78, 66)),
}


@pytest.mark.parametrize("name", DARKER)
def test_a_darker_patch_is_lightened_to_its_surround(name: str) -> None:
    """Pigment that covers is solved for: healed, the patch is within ΔE2000 3, and it is said."""
    inside, outside = DARKER[name]
    studio, dossier = Studio(load_points()), dossier_of(inside, outside)
    case, match = match_skin(dossier, studio, "patch")
    area = case.plan.areas[0]
    healed = studio.render(
        changed(dossier, case=case), "close", Request(healed_day(case.plan))
    ).srgb
    assert area.cover == match.cover > 0.0
    assert difference(healed[PATCH, PATCH], healed[AROUND, AROUND]) < 3.0
    assert match.colour_miss < 3.0
    assert any("has to cover" in note for note in match.notes)
    assert healed.max() <= max(outside) + 16


def test_a_patch_too_dark_is_lightened_as_far_as_it_goes() -> None:
    """With little pigment it comes nearer to its surround, and a sentence says how near."""
    studio, dossier = Studio(load_points()), dossier_of(*DARKER["brown"])
    dossier = changed(dossier, case=update_area(dossier.case, "patch", shade=0.03))
    case, match = match_skin(dossier, studio, "patch")
    before = np.asarray(studio.photo(dossier, "close").srgb, np.uint8)
    request = Request(healed_day(case.plan))
    healed = studio.render(changed(dossier, case=case), "close", request).srgb
    miss = difference(healed[PATCH, PATCH], healed[AROUND, AROUND])
    assert 3.0 < miss < difference(before[PATCH, PATCH], before[AROUND, AROUND]) - 1.0
    assert match.colour_miss == pytest.approx(miss, abs=1.0)
    assert any("expected to differ by ΔE" in note for note in match.notes)


def test_a_pale_patch_needs_no_cover() -> None:
    """Where absorbing is enough, nothing else is used."""
    case, match = match_skin(dossier_of(PALE, SKIN), Studio(load_points()), "patch")
    assert match.cover == case.plan.areas[0].cover == 0.0


def test_a_photo_that_shows_no_surround_is_said() -> None:
    """A patch that fills the photo has nothing to be matched to; an unknown area is named."""
    dossier = dossier_of(PALE, SKIN)
    area = replace(
        dossier.case.plan.areas[0],
        outline=tuple((x * 9 - 150, y * 9 - 150, 0.0) for x, y, _ in SQUARE),
    )
    whole = changed(dossier, case=replace(dossier.case, plan=Plan(areas=(area,))))
    with pytest.raises(PlanError, match="No photo shows both"):
        match_skin(whole, Studio(load_points()), "patch")
    with pytest.raises(PlanError, match="no area 'other'"):
        match_skin(dossier, Studio(load_points()), "other")


def test_a_stroke_covers_its_zone(rng: np.random.Generator) -> None:
    """Every point of a round zone lies within the brush of the stroke, and few outside do."""
    rows, columns = np.indices((90, 120))
    zone = np.hypot(rows - 40, columns - 60) < 25 + rng.uniform(-1, 1)
    stroke = covering_stroke(zone)
    points = np.array(stroke.points_px)
    fine = np.concatenate([np.linspace(a, b, 40) for a, b in pairwise(points)])
    across, down = columns[..., None] + 0.5 - fine[:, 0], rows[..., None] + 0.5 - fine[:, 1]
    away = np.min(np.hypot(across, down), axis=-1)
    assert away[zone].max() <= 1.3 * stroke.radius_px
    assert np.mean(away[~zone] <= stroke.radius_px) < 0.15


def test_an_area_of_carbon_dots_gets_a_wash_of_its_own() -> None:
    """A pale burn's dots stay, but begin when the tone is done: both give the colour around."""
    studio = Studio(load_points())
    dossier = dossier_of(PALE, SKIN)
    burn = filled_area("burn", "burn", SQUARE, view="close")
    dotted = changed(dossier, case=replace(dossier.case, plan=Plan(areas=(burn,))))
    case, _ = match_skin(dotted, studio, "burn")
    wash, dots = case.plan.areas
    assert (wash.id, wash.technique, wash.pigment) == ("burn-wash", "wash", "mixed")
    assert dots == replace(burn, first_session=2)
    assert (wash.first_session, wash.last_session, wash.tissue) == (1, 1, "burn")
    day = Request(healed_day(case.plan))
    alone = studio.render(dotted, "close", day).srgb
    washed = studio.render(changed(dotted, case=case), "close", day).srgb
    assert difference(washed[PATCH, PATCH], washed[AROUND, AROUND]) < 3.0
    assert difference(alone[PATCH, PATCH], alone[AROUND, AROUND]) > 8.0


def test_a_wash_is_mixed_again_and_not_doubled() -> None:
    """A second match replaces the wash of the first."""
    studio = Studio(load_points())
    dossier = dossier_of(PALE, SKIN)
    burn = filled_area("burn", "burn", SQUARE, view="close")
    case = replace(dossier.case, plan=Plan(areas=(burn,)))
    once, _ = match_patches(changed(dossier, case=case), studio)
    again, matches = match_patches(changed(dossier, case=once), studio)
    assert [area.id for area in again.plan.areas] == ["burn-wash", "burn"]
    assert list(matches) == ["burn"]


def test_the_dots_over_a_wash_count_in_its_mix() -> None:
    """The darker the dots, the less is left for the wash; too dark ones are said to be so."""
    studio, dossier = Studio(load_points()), dossier_of(PALE, SKIN)
    mixes = []
    for shade in (0.3, 0.9):
        burn = replace(filled_area("burn", "burn", SQUARE, view="close"), shade=shade)
        case = replace(dossier.case, plan=Plan(areas=(burn,)))
        mixes.append(match_skin(changed(dossier, case=case), studio, "burn")[1])
    light, dark = mixes
    assert all(a > b for a, b in zip(light.mix, dark.mix, strict=True))
    heavy = replace(burn, shade=1.0, density_per_cm2=400.0, dot_mm=0.45)
    case = replace(dossier.case, plan=Plan(areas=(heavy,)))
    _, match = match_skin(changed(dossier, case=case), studio, "burn")
    assert match.mix[0] == 0.0
    assert any("dots alone" in note for note in match.notes)


def test_a_wash_matched_again_keeps_what_was_set() -> None:
    """Its density, size, shade, edge and sittings are the user's; place and mix are made anew."""
    studio, dossier = Studio(load_points()), dossier_of(PALE, SKIN)
    burn = filled_area("burn", "burn", SQUARE, view="close")
    case, first = match_skin(
        changed(dossier, case=replace(dossier.case, plan=Plan(areas=(burn,)))), studio, "burn"
    )
    case = update_area(case, "burn-wash", shade=0.25, last_session=2)
    case = update_area(case, "burn", first_session=1)
    again, second = match_skin(changed(dossier, case=case), studio, "burn-wash")
    wash, dots = again.plan.areas
    assert (wash.shade, wash.last_session, dots.first_session) == (0.25, 2, 1)
    assert all(b > 1.5 * a for a, b in zip(first.mix, second.mix, strict=True))


def test_the_order_of_tone_and_dots_is_said() -> None:
    """Tone first where there are sittings for both; a single one does both, and that is said."""
    studio, dossier = Studio(load_points()), dossier_of(PALE, SKIN)
    burn = filled_area("burn", "burn", SQUARE, view="close")
    case = replace(dossier.case, plan=Plan(areas=(burn,)))
    said = [
        match_skin(changed(dossier, case=set_sessions(case, count)), studio, "burn")[1].notes[0]
        for count in (1, 4)
    ]
    assert "same sessions" in said[0]
    assert "up to session 2, dots from session 3" in said[1]
