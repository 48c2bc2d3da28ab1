"""Hairs per cm²: counted in a close photo, told by roughness in a coarse one."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from msgspec.structs import replace

from smp_sim.document.proposal.hair_density import (
    COUNT_PX_PER_MM,
    density_lines,
    map_density,
    summarise_density,
)
from smp_sim.document.proposal.own_hair import counted_density
from smp_sim.document.proposal.scalp_reading import ScalpView
from smp_sim.model.camera import HeadCamera
from smp_sim.render.camera_geometry import mean_px_per_mm, project_directions
from smp_sim.render.head_geometry import unit
from smp_sim.render.sample_head import SampleHead, SampleView, render_sample, sample_camera
from smp_sim.render.sample_head.conditions import depth_mm
from smp_sim.render.surface import read_surface
from tests.density_report import fit_of, patch_densities, read_sample

#: A place above and behind the ear.
TEMPLE = (0.95, 0.3, -0.05)


def evenly_shaved(per_cm2: float, tone: int) -> SampleHead:
    """Give a head without loss and of one density."""
    return SampleHead(
        skin_tone=tone,
        norwood="none",
        top_hairs_per_cm2=per_cm2,
        side_hairs_per_cm2=per_cm2,
        back_hairs_per_cm2=per_cm2,
    )


def closeup_camera(head: SampleHead, px_per_mm: float, size: int) -> HeadCamera:
    """Look at the temple only, as sharp as told."""
    camera = sample_camera("left", 500, 620, head=head)
    factor = px_per_mm / mean_px_per_mm(camera)
    x, y = camera.centre_px
    large = replace(
        camera,
        width=round(500 * factor),
        height=round(620 * factor),
        focal_px=camera.focal_px * factor,
        centre_px=(x * factor, y * factor),
    )
    across, down = project_directions(large, np.array([TEMPLE]))[0] - size / 2
    middle = (x * factor - float(across), y * factor - float(down))
    return replace(large, width=size, height=size, centre_px=middle)


def scalp_view(view: SampleView) -> ScalpView:
    """Read a drawn head with its true camera."""
    return ScalpView(view.photo, read_surface(view.photo, view.camera), view.camera)


@pytest.mark.parametrize(("per_cm2", "tone"), [(60.0, 2), (150.0, 2), (100.0, 4)])
def test_hairs_are_counted_in_a_closeup(per_cm2: float, tone: int) -> None:
    """At 14 px/mm the median is within 12 % of the hairs that were drawn, and within its error."""
    head = evenly_shaved(per_cm2, tone)
    camera = closeup_camera(head, 14.0, 260)
    drawn = render_sample(head, "left", width=260, height=260, camera=camera)
    assert mean_px_per_mm(camera) > COUNT_PX_PER_MM
    told = summarise_density(map_density([scalp_view(drawn)])[0])
    assert told.method == "counted"
    assert told.median_per_cm2 == pytest.approx(per_cm2, rel=0.12)
    assert abs(told.median_per_cm2 - per_cm2) <= told.error_per_cm2


def test_a_match_takes_the_counted_density() -> None:
    """A close photo tells a match its density; a coarse one leaves it to follicle counts."""
    head = evenly_shaved(100.0, 3)
    for px_per_mm, size in ((14.0, 260), (3.0, 120)):
        camera = closeup_camera(head, px_per_mm, size)
        drawn = render_sample(head, "left", width=size, height=size, camera=camera)
        counted = counted_density(scalp_view(drawn))
        if px_per_mm < COUNT_PX_PER_MM:
            assert counted is None
        else:
            assert counted == pytest.approx(100.0, rel=0.15)


@pytest.fixture(scope="module")
def receding() -> SampleView:
    """Draw a head of Norwood IV from above: a bald front and crown, dense sides."""
    head = SampleHead(skin_tone=1, norwood="4", seed=5)
    return render_sample(head, "top", width=420, height=520)


def test_roughness_tells_density(receding: SampleView) -> None:
    """In a coarse photo two thirds of the places lie within the error that is stated."""
    found = map_density([scalp_view(receding)])[0]
    assert found.method == "contrast"
    step = int(found.step)
    true = receding.stubble_per_cm2[::step, ::step]
    told = np.isfinite(found.per_cm2) & receding.scalp_mask[::step, ::step]
    miss = np.abs(found.per_cm2 - true)[told]
    assert np.mean(miss <= found.error_per_cm2[told]) >= 0.68
    bare, dense = told & (true < 2.0), told & (true > 120.0)
    assert np.median(found.per_cm2[bare]) < 15.0
    assert np.median(found.per_cm2[dense]) == pytest.approx(160.0, rel=0.35)


def test_more_hair_reads_as_more(receding: SampleView) -> None:
    """The median of the reading grows from each true class to the next."""
    found = map_density([scalp_view(receding)])[0]
    step = int(found.step)
    true = receding.stubble_per_cm2[::step, ::step]
    told = np.isfinite(found.per_cm2) & receding.scalp_mask[::step, ::step]
    limits = (0.0, 5.0, 30.0, 60.0, 100.0, 180.0)
    medians = [
        np.median(found.per_cm2[told & (true >= low) & (true < high)])
        for low, high in pairwise(limits)
    ]
    assert medians == sorted(medians)


def test_ancestry_sets_how_dense_full_hair_is(receding: SampleView) -> None:
    """Uncounted hair reads as denser for an ancestry with denser hair, in that proportion."""
    views = [scalp_view(receding)]
    african, european = (
        summarise_density(map_density(views, name)[0]).median_per_cm2
        for name in ("african", "european")
    )
    assert 1.1 < european / african < 1.6


def test_classes_make_up_the_whole(receding: SampleView) -> None:
    """The classes' shares sum to one, and a bald top shows in them."""
    told = summarise_density(map_density([scalp_view(receding)])[0])
    assert sum(told.classes.values()) == pytest.approx(1.0, abs=0.01)
    assert told.classes["none"] > 0.2
    assert told.classes["dense"] > 0.1


def test_lines_part_the_classes(receding: SampleView) -> None:
    """Lines lie on the photo, and the denser a class is, the less its lines enclose."""
    lines = density_lines(map_density([scalp_view(receding)])[0])
    assert set(lines) == {"sparse", "medium", "dense"}
    corners = np.concatenate([np.array(ring) for rings in lines.values() for ring in rings])
    assert corners.min() > -2.0
    assert np.all(corners.max(axis=0) < (422.0, 522.0))
    assert len(lines["sparse"]) > 0


def test_a_bald_patch_is_read_between_hairs() -> None:
    """At 5 px/mm a bald patch reads below 20 per cm², the hair around within a quarter."""
    head = SampleHead(norwood="none", condition="areata")
    camera = closeup_camera(head, 5.0, 400)
    drawn = render_sample(head, "left", width=400, height=400, camera=camera)
    found = read_sample(drawn)
    fit = fit_of(patch_densities(drawn, found))
    step, middle = int(found.step), int(found.step) // 2
    depth = depth_mm(head, unit(np.nan_to_num(drawn.place_mm[middle::step, middle::step])))
    told = np.isfinite(found.per_cm2) & drawn.scalp_mask[middle::step, middle::step]
    assert np.median(found.per_cm2[told & (depth > 5.0)]) < 20.0
    around = told & (depth < -15.0) & (depth > -25.0)
    assert np.median(found.per_cm2[around]) == pytest.approx(155.0, rel=0.25)
    assert fit.correlation > 0.85
