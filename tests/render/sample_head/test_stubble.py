"""Stubble: as dense on the true surface as asked, rooted on it, the same from every side."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.render.head_geometry import fibonacci_sphere, unit
from smp_sim.render.sample_head import SampleHead, grow_stubble, shape_of
from smp_sim.render.sample_head.hair_map import bald_mm, natural_edge_mm, stubble_density
from smp_sim.render.sample_head.head import LossGrade, surface_along
from smp_sim.render.sample_head.stubble import Marks, draw_marks


@pytest.mark.parametrize("seed", [1, 5])
@pytest.mark.parametrize("asked", [60.0, 150.0])
def test_density_on_the_true_surface_is_what_was_asked(seed: int, asked: float) -> None:
    """Hairs counted in patches of known true area: within 5 % over all, 15 % in each."""
    head = SampleHead(
        seed=seed,
        norwood="none",
        side_hairs_per_cm2=asked,
        back_hairs_per_cm2=asked,
        top_hairs_per_cm2=asked,
        beard_hairs_per_cm2=0.0,
    )
    shape = shape_of(head)
    hairs = unit(grow_stubble(head, shape).root_mm)
    u = fibonacci_sphere(40_000)
    u = u[u[:, 1] > 0.2]
    places, normals = surface_along(shape, u)
    steep = np.einsum("ni,ni->n", normals, u)
    area_cm2 = 4 * np.pi / 40_000 * np.sum(places**2, axis=1) / steep / 100.0
    wanted = stubble_density(head, places) * area_cm2
    centres = unit(np.array([[0, 1, -0.3], [0.7, 0.7, -0.2], [-0.8, 0.6, -0.3], [0, 0.6, -0.8]]))
    ratios = []
    for centre in centres:
        expected = wanted[u @ centre > 0.965].sum()
        ratios.append(float((hairs @ centre > 0.965).sum() / expected))
    assert np.mean(ratios) == pytest.approx(1.0, abs=0.05)
    assert max(abs(ratio - 1.0) for ratio in ratios) < 0.15


def test_hairs_stand_on_the_surface() -> None:
    """Every root within 0.1 mm of the skin, growing outward."""
    head = SampleHead()
    shape = shape_of(head)
    hairs = grow_stubble(head, shape)
    gap = shape.bare_distance(hairs.root_mm.T.astype(np.float32))
    assert np.mean(np.abs(gap) < 0.1) > 0.995
    assert (np.einsum("ni,ni->n", hairs.growth, hairs.normal) > 0.0).all()


def test_a_viewer_only_leaves_hairs_out() -> None:
    """The hairs kept for one viewpoint are the very same hairs."""
    head = SampleHead()
    shape = shape_of(head)
    everywhere = {tuple(root) for root in grow_stubble(head, shape).root_mm.round(3)}
    kept = grow_stubble(head, shape, np.array([1000.0, 0.0, 0.0])).root_mm.round(3)
    assert 1000 < len(kept) < len(everywhere)
    assert np.mean([tuple(root) in everywhere for root in kept]) > 0.999


def test_hairs_are_more_even_than_chance() -> None:
    """Clark-Evans ratio on the crown of a full head: above 1.1, below a lattice."""
    head = SampleHead(norwood="none")
    roots = grow_stubble(head, shape_of(head)).root_mm
    top = roots[unit(roots) @ unit([0.0, 0.8, -0.6]) > 0.97]
    apart = np.linalg.norm(top[:, None] - top[None], axis=-1)
    np.fill_diagonal(apart, np.inf)
    nearest = np.sort(apart.min(axis=1)).mean()
    ratio = 2.0 * nearest * np.sqrt(1.65)
    assert 1.1 < ratio < 1.7


@pytest.mark.parametrize(
    ("less", "more"), [("none", "2"), ("2", "3"), ("3", "4"), ("4", "5"), ("5", "6"), ("6", "7")]
)
def test_each_grade_takes_more_than_the_one_before(less: LossGrade, more: LossGrade) -> None:
    """Share of the natural scalp that is bald."""
    u = fibonacci_sphere(4000)
    u = u[natural_edge_mm(u) > 0.0]
    bald = [float((bald_mm(SampleHead(norwood=g), u) > 0.0).mean()) for g in (less, more)]
    assert bald[0] < bald[1]


def test_ludwig_thins_the_crown_and_keeps_the_sides() -> None:
    """A grade 2 keeps half of the hair on the vertex and all of it at the sides."""
    places = np.array([[0.0, 76.0, -10.0], [75.0, 20.0, -40.0]])
    full, thin = (
        stubble_density(SampleHead(norwood=grade), places) for grade in ("none", "ludwig-2")
    )
    assert thin / full == pytest.approx([0.5, 1.0], abs=0.02)


def test_marks_keep_their_volume() -> None:
    """A mark's density sums to its volume, wherever between pixels it lies."""
    centres = np.array([[20.2, 20.7], [40.0, 30.5]])
    shape = np.array([[2.0, 0.5, 1.0], [0.05, 0.0, 0.05]])
    plane = draw_marks(Marks(centres, shape, np.array([3.0, 1.5])), (60, 60))
    assert float(plane.sum()) == pytest.approx(4.5, rel=0.02)
