"""Conditions of the sample client: where they lie, what they take, and that they leave the rest."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from smp_sim.render.head_geometry import fibonacci_sphere, place_on_head, unit
from smp_sim.render.sample_head.brows import grow_brows
from smp_sim.render.sample_head.conditions import (
    AFFECTED,
    PUNCH_MM,
    changed_colour,
    depth_mm,
    inside_share,
    punch_scars,
    scar_line,
)
from smp_sim.render.sample_head.hair_map import scalp_density, stubble_density
from smp_sim.render.sample_head.head import Condition, SampleHead, shape_of

EVERYWHERE = fibonacci_sphere(6000)


def head_with(condition: Condition) -> SampleHead:
    """Give a head with all its hair and a condition."""
    return SampleHead(norwood="none", condition=condition)


def test_every_condition_says_what_it_does() -> None:
    """The table knows every condition, and nothing else."""
    assert set(AFFECTED) == set(get_args(Condition)) - {"none"}


@pytest.mark.parametrize("condition", ["fut-scar", "injury"])
def test_a_scar_is_bare_along_its_middle(condition: Condition) -> None:
    """No hair grows on the line, all of it does a centimetre away."""
    head = head_with(condition)
    line, width = scar_line(head)
    assert np.all(depth_mm(head, unit(line)) > 0.2 * width)
    assert np.all(scalp_density(head, unit(line)) == 0.0)
    far = unit(EVERYWHERE)[depth_mm(head, unit(EVERYWHERE)) < -10.0]
    assert np.array_equal(scalp_density(head, far), scalp_density(head_with("none"), far))


def test_punch_scars_are_small_many_and_apart() -> None:
    """Hundreds of bare spots under a millimetre, none on the bald front."""
    head = head_with("fue-scars")
    spots = punch_scars(head)
    assert 800 < len(spots) < 4000
    assert np.allclose(depth_mm(head, unit(spots)), 0.5 * PUNCH_MM, atol=1e-6)
    assert spots[:, 2].max() < -20.0
    inside = depth_mm(head, unit(EVERYWHERE)) > 0.0
    assert 0.0 < inside.mean() < 0.08


def test_patches_take_the_hair_that_they_say() -> None:
    """Areata leaves none inside, vitiligo all of it; total loss leaves none anywhere."""
    whole = scalp_density(head_with("none"), EVERYWHERE)
    expected: dict[Condition, float] = {"areata": 0.0, "vitiligo": 1.0}
    for condition, left in expected.items():
        head = head_with(condition)
        deep = inside_share(head, EVERYWHERE) == 1.0
        assert deep.any()
        assert np.allclose(scalp_density(head, EVERYWHERE)[deep], left * whole[deep])
    assert scalp_density(head_with("totalis"), EVERYWHERE).max() == 0.0


def test_universalis_leaves_no_hair_at_all() -> None:
    """Scalp, beard, brows and lashes: nothing grows; with totalis the face keeps its hair."""
    bare, face = head_with("universalis"), head_with("totalis")
    places = place_on_head(EVERYWHERE, bare.semi_axes_mm) * 1.3
    assert stubble_density(bare, places).max() == 0.0
    assert stubble_density(face, places).max() > 0.0
    assert len(grow_brows(bare, shape_of(bare))) == 0
    assert len(grow_brows(face, shape_of(face))) > 1000


def test_grafts_add_hair_only_in_plugs() -> None:
    """Old grafts stand in tufts on a bald front, and their punch scars take hair at the back."""
    bald = SampleHead(norwood="6")
    grafted = SampleHead(norwood="6", condition="grafts")
    gained = scalp_density(grafted, EVERYWHERE) - scalp_density(bald, EVERYWHERE)
    places = place_on_head(EVERYWHERE, bald.semi_axes_mm)
    assert np.all(places[gained < 0.0, 2] < -30.0)
    assert np.any(gained < 0.0)
    assert np.all(places[gained > 0.0, 1] > 15.0)
    assert 20 < np.count_nonzero(gained > 0.0) < 600


def test_scarred_skin_goes_toward_one_pale_colour() -> None:
    """A scar is lighter than skin of any tone, the more so the darker the skin; none is added."""
    line = scar_line(head_with("fut-scar"))[0].T.astype(np.float32)
    quiet = np.zeros(line.shape[1], np.float32)
    rises = []
    for tone in (0.5, 0.2, 0.1):
        skin = np.full(line.shape, tone, np.float32)
        changed = changed_colour(head_with("fut-scar"), line, skin, quiet)
        rises.append(float(np.min(changed / skin)))
        assert changed_colour(head_with("none"), line, skin, quiet) is skin
    assert rises[1] > 1.0
    assert rises == sorted(rises)
