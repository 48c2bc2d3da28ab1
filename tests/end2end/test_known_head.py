"""Density and agreement of views on a known head that is not an ellipsoid, seen by its true camera.

The sample head's surface is known pixel by pixel, so a drawn dot can be put back on the true skin:
there its density and its place in two photos are measured (not on the ellipsoid that drew it).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from smp_sim.document.disk.assets import load_points
from smp_sim.model.camera import Side
from smp_sim.model.head import Head
from smp_sim.model.plan import Area, Plan
from smp_sim.model.units import Vec3
from smp_sim.render.camera_geometry import hit_skin
from smp_sim.render.dot_field import place_dots
from smp_sim.render.head_geometry import place_on_head, unit
from smp_sim.render.products import DotField, ProjectedDots
from smp_sim.render.projection import project_dots
from smp_sim.render.sample_head import SampleHead, SampleView, render_sample

WIDTH, HEIGHT = 560, 700
ASKED_PER_CM2 = 180.0
MOST_TILT_DEG = 50.0
#: Skin this far from where the ellipsoid is seen is an ear, mm.
EAR_MM = 15.0
SIDES: tuple[Side, ...] = ("front", "left", "top")


@dataclass(frozen=True)
class DottedView:
    """A view of the sample head, its dots, and where they may be counted."""

    view: SampleView
    dots: DotField
    seen: ProjectedDots
    counted: NDArray[np.bool_]
    places_mm: NDArray[np.floating]


@cache
def dot_view(side: Side) -> DottedView:
    """Draw the sample head from one side and put a whole-scalp field on it."""
    view = render_sample(SampleHead(), side, width=WIDTH, height=HEIGHT)
    plan = Plan(
        head=Head(semi_axes_mm=view.camera.semi_axes_mm),
        areas=(
            Area(
                id="all",
                kind="patch",
                outline=level_ring(polar_deg=95.0),
                density_per_cm2=ASKED_PER_CM2,
                feather_mm=0.0,
            ),
        ),
    )
    dots = place_dots(plan, load_points())
    seen = project_dots(dots, view.camera, WIDTH, HEIGHT)
    return DottedView(
        view,
        dots,
        seen,
        countable(view),
        view.place_mm,
    )


def level_ring(polar_deg: float) -> tuple[Vec3, ...]:
    """Give the directions at one angle from the vertex, all round the head."""
    polar, turn = np.radians(polar_deg), np.linspace(0.0, 2 * np.pi, 72, endpoint=False)
    flat = np.sin(polar)
    return tuple(
        (float(flat * np.sin(t)), float(np.cos(polar)), float(flat * np.cos(t))) for t in turn
    )


def countable(view: SampleView) -> NDArray[np.bool_]:
    """Tell which pixels show true skin inside the field, not ears, tilted at most 50 degrees."""
    places = view.place_mm
    toward = unit(np.asarray(view.camera.position_mm) - np.nan_to_num(places))
    cos_tilt = np.einsum("...i,...i->...", view.normals, toward)
    rows, cols = np.indices(view.depth_mm.shape)
    u, hit = hit_skin(view.camera, np.stack([cols + 0.5, rows + 0.5], axis=-1))
    inside = hit & (np.nan_to_num(u[..., 1]) > np.cos(np.radians(85.0)))
    asked = place_on_head(np.where(hit[..., None], u, (0.0, 1.0, 0.0)), view.camera.semi_axes_mm)
    off_mm = np.linalg.norm(places - asked, axis=-1)
    facing = (np.nan_to_num(off_mm, nan=99.0) < EAR_MM) & (
        cos_tilt > np.cos(np.radians(MOST_TILT_DEG))
    )
    return np.asarray(view.skin_mask & np.isfinite(view.depth_mm) & facing & inside)


def counts_of(dotted: DottedView) -> NDArray[np.int64]:
    """Count the visible dots that fall on each pixel."""
    centre = dotted.seen.centre_px[dotted.seen.visible]
    cols, rows = np.floor(centre).astype(int).T
    inside = (rows >= 0) & (rows < HEIGHT) & (cols >= 0) & (cols < WIDTH)
    counts = np.zeros((HEIGHT, WIDTH), dtype=np.int64)
    np.add.at(counts, (rows[inside], cols[inside]), 1)
    return counts


def patch_numbers(dotted: DottedView, shift: tuple[float, float]) -> NDArray[np.int64]:
    """Give each pixel the number of its patch, about 4 cm²: squares in the two flatter axes."""
    drop = int(np.argmax(np.abs(np.asarray(dotted.view.camera.position_mm))))
    kept = [axis for axis in range(3) if axis != drop]
    slope = np.median(np.abs(dotted.view.normals[..., drop])[dotted.counted])
    side_mm = 20.0 * np.sqrt(slope)
    cells = np.floor(np.nan_to_num(dotted.places_mm)[..., kept] / side_mm + shift) + 50.0
    return np.asarray(cells[..., 0] * 100 + cells[..., 1], dtype=np.int64)


def patch_densities(dotted: DottedView, shift: tuple[float, float]) -> NDArray[np.floating]:
    """Give the dots per cm² of true skin of every patch that is nearly whole."""
    numbers = patch_numbers(dotted, shift)[dotted.counted]
    areas = np.bincount(numbers, weights=dotted.view.area_mm2[dotted.counted]) / 100.0
    counts = np.bincount(numbers, weights=counts_of(dotted)[dotted.counted])
    whole = areas > 3.0
    return np.asarray(counts[whole] / areas[whole])


@pytest.mark.parametrize("side", SIDES)
def test_density_on_the_true_skin_is_what_was_asked(side: Side) -> None:
    """Over the field the density is within 5 % of what was asked."""
    dotted = dot_view(side)
    area_cm2 = dotted.view.area_mm2[dotted.counted].sum() / 100.0
    density = counts_of(dotted)[dotted.counted].sum() / area_cm2
    assert area_cm2 > 20.0
    assert density == pytest.approx(ASKED_PER_CM2, rel=0.05)


@pytest.mark.parametrize("side", SIDES)
def test_patches_of_4_cm2_keep_the_density(side: Side) -> None:
    """At least 95 % of the patches are within 15 % of what was asked."""
    dotted = dot_view(side)
    shifts = [(x, y) for x in (0.0, 0.25, 0.5, 0.75) for y in (0.0, 0.25, 0.5, 0.75)]
    density = np.concatenate([patch_densities(dotted, shift) for shift in shifts])
    assert len(density) >= 40
    assert np.mean(np.abs(density / ASKED_PER_CM2 - 1.0) <= 0.15) >= 0.95


#: Pairs of sides, and how far apart on the skin 95 % of the dots may lie, mm. Neighbouring views
#: keep 4 mm. A quarter turn apart, both see the shared skin at 45 degrees from opposite sides, and
#: the 1.4 mm by which a head departs from an ellipsoid counts twice, times the tilt's tangent.
PAIRS: tuple[tuple[Side, Side, float], ...] = (
    ("front", "threequarter-left", 4.0),
    ("threequarter-left", "left", 4.0),
    ("front", "front-high", 4.0),
    ("front-high", "top", 4.0),
    ("front", "top", 8.0),
)


@pytest.mark.parametrize(("first", "second", "within_mm"), PAIRS)
def test_the_same_dot_is_on_the_same_skin_in_two_photos(
    first: Side, second: Side, within_mm: float
) -> None:
    """A dot seen in two photos, tilted at most 50 degrees, lies on nearly the same true skin."""
    one, two = dot_view(first), dot_view(second)
    np.testing.assert_array_equal(one.dots.identity, two.dots.identity)
    both = shared_dots(one) & shared_dots(two)
    assert both.sum() > 150
    apart_mm = np.linalg.norm(true_places(one, both) - true_places(two, both), axis=1)
    assert np.percentile(apart_mm, 95) <= within_mm


def shared_dots(dotted: DottedView) -> NDArray[np.bool_]:
    """Tell which dots fall on skin that another photo may show as well."""
    cols, rows = clipped_pixels(dotted)
    return np.asarray(dotted.seen.visible & dotted.counted[rows, cols])


def true_places(dotted: DottedView, chosen: NDArray[np.bool_]) -> NDArray[np.floating]:
    """Give the true surface points (n, 3) under chosen dots, mm."""
    cols, rows = clipped_pixels(dotted)
    return np.asarray(dotted.places_mm[rows[chosen], cols[chosen]])


def clipped_pixels(dotted: DottedView) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the pixel (column, row) of every dot, held inside the picture."""
    pixel = np.floor(np.nan_to_num(dotted.seen.centre_px)).astype(np.int64)
    return np.clip(pixel[:, 0], 0, WIDTH - 1), np.clip(pixel[:, 1], 0, HEIGHT - 1)
