"""Hair of a known curl on the sample head: it grows as a plan's dots do, winds and groups."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from scipy.spatial import cKDTree

from smp_sim.model.client import HairColour
from smp_sim.model.errors import PlanError
from smp_sim.model.hair_growth import HairCurl
from smp_sim.render.growth_direction import growth_at
from smp_sim.render.head_geometry import unit
from smp_sim.render.sample_head import Hairs, SampleHead, grow_stubble, sample_camera, shape_of
from smp_sim.render.sample_head.curled_hair import GROUP_MM, in_groups, wound
from smp_sim.render.sample_head.hair_ink import HAIR_INK
from smp_sim.render.sample_head.stubble import shaft_marks

HEAD = SampleHead(
    norwood="none", side_hairs_per_cm2=40.0, back_hairs_per_cm2=40.0, top_hairs_per_cm2=40.0
)
SHAPE = shape_of(HEAD)


def scalp_hairs(curl: HairCurl, colour: HairColour = "dark-brown") -> Hairs:
    """Grow the scalp's stubble of a curl."""
    head = dataclasses.replace(HEAD, hair_curl=curl, hair_colour=colour, beard_hairs_per_cm2=0.0)
    return grow_stubble(head, SHAPE)


def astray_deg(hairs: Hairs) -> float:
    """Give the middle angle on the skin between hairs and the direction that a plan's dots have."""
    flat = unit(hairs.growth - np.sum(hairs.growth * hairs.normal, axis=1)[:, None] * hairs.normal)
    wanted = growth_at(unit(hairs.root_mm), HEAD.semi_axes_mm)
    cosine = np.sum(flat * wanted, axis=1)
    return float(np.median(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))))


def test_stubble_grows_as_dots_do_and_scatters_with_its_curl() -> None:
    """Straight hair lies along the plan's field (within 12° on a head that is no ellipsoid)."""
    astray = [astray_deg(scalp_hairs(curl)) for curl in ("straight", "wavy", "curly", "coiled")]
    assert astray == sorted(astray)
    assert astray[0] < 12.0
    assert astray[-1] == pytest.approx(78.0, abs=10.0)


def test_a_curl_changes_no_count_and_hardly_a_root() -> None:
    """Straight or coiled, the same hairs stand; coiled ones draw together by 0.5 mm at most."""
    plain, straight, coiled = (scalp_hairs(c) for c in ("unknown", "straight", "coiled"))
    assert np.array_equal(plain.root_mm, straight.root_mm)
    moved = np.linalg.norm(coiled.root_mm - plain.root_mm, axis=1)
    assert len(coiled) == len(plain)
    assert 0.0 < moved.max() < 0.5
    nearest = [np.mean(cKDTree(h.root_mm).query(h.root_mm, k=[2])[0]) for h in (straight, coiled)]
    assert nearest[1] < 0.95 * nearest[0]


def test_two_near_hairs_make_a_group_and_others_stay() -> None:
    """Each other's nearest within a millimetre come to 0.3 mm about their middle."""
    places = np.array([[0.0, 0, 0], [0.8, 0, 0], [5.0, 0, 0], [9.0, 0, 0]])
    moved = in_groups(places)
    assert np.linalg.norm(moved[1] - moved[0]) == pytest.approx(GROUP_MM)
    np.testing.assert_allclose(moved[:2].mean(axis=0), [0.4, 0.0, 0.0])
    assert np.array_equal(moved[2:], places[2:])
    assert np.array_equal(in_groups(places[:1]), places[:1])


def test_a_hair_winds_about_the_normal() -> None:
    """Turned by a quarter it keeps its angle to the skin; by a whole turn it is as it was."""
    growth, normal = unit([[1.0, 0.0, 1.0]]), np.array([[0.0, 0.0, 1.0]])
    quarter = wound(growth, normal, np.array([np.pi / 2]))
    np.testing.assert_allclose(quarter, unit([[0.0, 1.0, 1.0]]), atol=1e-12)
    np.testing.assert_allclose(wound(growth, normal, np.array([2 * np.pi])), growth, atol=1e-12)


def test_winding_hair_is_as_dark_as_straight_hair() -> None:
    """A chain of pieces takes as much light as one stroke of the same length, within 4 %."""
    camera = sample_camera("top", 240, 300, head=HEAD)
    hairs = scalp_hairs("coiled")
    straight = dataclasses.replace(hairs, turn=np.zeros(len(hairs)))
    seen = hairs.root_mm[:, 1] > 50.0
    one, many = (
        shaft_marks(h.taken(np.flatnonzero(seen)), camera, 1.0).volume_px.sum()
        for h in (straight, hairs)
    )
    assert many == pytest.approx(one, rel=0.04)


def test_salt_and_pepper_hair_is_half_white() -> None:
    """Its hairs are dark or white, half and half; other colours have one ink."""
    inks = scalp_hairs("straight", colour="salt-and-pepper").ink
    dark, white = HAIR_INK["salt-and-pepper"][0], HAIR_INK["white"][0]
    assert set(inks) == {dark, white}
    assert np.mean(inks == white) == pytest.approx(0.5, abs=0.03)
    assert set(scalp_hairs("straight", colour="blond").ink) == {HAIR_INK["blond"][0]}


@pytest.mark.parametrize("wrong", [{"hair_curl": "frizzy"}, {"whorl": "left"}])
def test_unknown_hair_is_refused(wrong: dict[str, str]) -> None:
    """A curl or a whorl that there is none of is the user's mistake."""
    with pytest.raises(PlanError, match="No such"):
        SampleHead(**wrong)  # type: ignore[arg-type]
