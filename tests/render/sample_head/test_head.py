"""The head's true shape: near its ellipsoid, and not on it."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.model.errors import PlanError
from smp_sim.render.head_geometry import fibonacci_sphere, normal_at
from smp_sim.render.sample_head import SampleHead, shape_of
from smp_sim.render.sample_head.head import (
    bare_normals,
    ellipsoid_miss,
    fit_scalp,
    scalp_places,
)

SEEDS = (1, 2, 7)


@pytest.mark.parametrize("seed", SEEDS)
def test_scalp_misses_its_best_ellipsoid_by_one_to_three_mm(seed: int) -> None:
    """RMS distance over the scalp's area, as on a scanned head, and never nothing."""
    head = SampleHead(seed=seed)
    places, area = scalp_places(shape_of(head))
    miss = ellipsoid_miss(places, np.array([0.0, 0.0, 0.0, *head.semi_axes_mm]))
    rms = float(np.sqrt(np.average(miss**2, weights=area)))
    assert 1.0 <= rms <= 3.0


@pytest.mark.parametrize("seed", SEEDS)
def test_scalp_normals_differ_from_the_ellipsoid_by_some_degrees(seed: int) -> None:
    """The mean angle lies round 5 degrees."""
    head = SampleHead(seed=seed)
    shape = shape_of(head)
    places, _ = scalp_places(shape)
    true = bare_normals(shape, places.T.astype(np.float32))
    smooth = normal_at(places, head.semi_axes_mm)
    angle = np.degrees(np.arccos(np.clip(np.sum(true * smooth, axis=1), -1, 1)))
    assert 3.0 <= float(angle.mean()) <= 7.0


@pytest.mark.parametrize("axes", [(77.6, 76.3, 102.1), (73.0, 79.0, 96.0)])
def test_best_ellipsoid_is_the_one_asked_for(axes: tuple[float, float, float]) -> None:
    """The skull is stretched and moved until the fit gives the asked axes at the origin."""
    centre, fitted = fit_scalp(shape_of(SampleHead(semi_axes_mm=axes)))
    assert np.allclose(centre, 0.0, atol=0.4)
    assert np.allclose(fitted, axes, atol=0.4)


def test_fit_finds_an_ellipsoid_that_it_is_given() -> None:
    """Zero miss on the ellipsoid itself, 1 mm on one a mm larger."""
    axes = np.array([70.0, 80.0, 100.0])
    places = fibonacci_sphere(200) * axes
    assert np.allclose(ellipsoid_miss(places, np.array([0, 0, 0, *axes])), 0.0, atol=1e-9)
    outside = ellipsoid_miss(places, np.array([0, 0, 0, *(axes - 1.0)]))
    assert np.allclose(outside, 1.0, atol=0.05)


def test_seeds_are_different_people() -> None:
    """Another seed gives another surface; none at all without variation."""
    mean = [shape_of(SampleHead(seed=s, shape_variation=0.0)).relief_mm for s in (1, 2)]
    varied = [shape_of(SampleHead(seed=s)).relief_mm for s in (1, 2)]
    assert mean[0] == mean[1]
    assert varied[0] != varied[1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"skin_tone": 0},
        {"skin_tone": 7},
        {"norwood": "9"},
        {"seed": -1},
        {"stubble_mm": 0.0},
        {"back_hairs_per_cm2": 401.0},
        {"beard_hairs_per_cm2": -1.0},
        {"hair_colour": "green"},
        {"skin_ita_deg": float("nan")},
        {"semi_axes_mm": (10.0, 80.0, 100.0)},
    ],
)
def test_impossible_clients_are_refused(wrong: dict[str, object]) -> None:
    """Each in a sentence that names the field."""
    with pytest.raises(PlanError) as caught:
        SampleHead(**wrong)  # type: ignore[arg-type]
    name = next(iter(wrong))
    assert name in str(caught.value) or "hairs_per_cm2" in str(caught.value)
