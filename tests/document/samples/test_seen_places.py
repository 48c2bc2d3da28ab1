"""A sample's plan lies where its photo shows the condition."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from smp_sim.document.samples.seen_places import Sight, areas_as_seen, seen_directions
from smp_sim.document.samples.treatment_samples import TREATMENT_SAMPLES
from smp_sim.model.plan import Area, BrushStroke
from smp_sim.render.camera_geometry import project_directions
from smp_sim.render.head_geometry import unit
from smp_sim.render.sample_head import render_sample, sample_camera
from smp_sim.render.sample_head.conditions import depth_mm, patch_outlines
from smp_sim.render.sample_head.picture import SampleView
from smp_sim.render.treatment_areas import directions_of

Floats = NDArray[np.float64]
WIDTH, HEIGHT = 360, 450


def depth_at(view: SampleView, depth: Floats, directions: Floats) -> Floats:
    """Read how deep inside the condition (mm) the photo shows what lies in directions (N, 3)."""
    at = project_directions(view.camera, directions).astype(np.float32) - np.float32(0.5)
    found = cv2.remap(depth.astype(np.float32), at[:, :1], at[:, 1:], cv2.INTER_LINEAR)
    return np.asarray(found[:, 0], dtype=np.float64)


@pytest.mark.parametrize("name", ["burn", "vitiligo"])
def test_an_outline_is_drawn_where_it_is_seen(name: str) -> None:
    """Carried through the camera an outline keeps to the patch's edge within half a mm.

    Laid on the ellipsoid as it is told it would lie beside it by several times that.
    """
    sample = TREATMENT_SAMPLES[name]
    view = render_sample(sample.head, sample.side, width=WIDTH, height=HEIGHT)
    met = np.isfinite(view.depth_mm)[..., None]
    places = np.where(met, view.place_mm, 1.0).astype(np.float64)
    depth = np.where(met[..., 0], depth_mm(sample.head, unit(places)), -99.0)
    told = unit(patch_outlines(sample.head)[0])
    drawn = seen_directions(Sight(sample.head, view.camera), told)
    miss, was = (np.abs(depth_at(view, depth, u)) for u in (drawn, told))
    assert np.percentile(miss, 90) < 0.5
    assert np.percentile(was, 90) > 3.0 * np.percentile(miss, 90)


def test_what_a_photo_does_not_show_stays_where_it_is() -> None:
    """From the left nothing moves on the right side of the head."""
    sample = TREATMENT_SAMPLES["burn"]
    sight = Sight(sample.head, sample_camera("left", WIDTH, HEIGHT, head=sample.head))
    right = unit(np.array([[-1.0, 0.3, 0.1], [-0.9, 0.4, -0.3]]))
    assert np.array_equal(seen_directions(sight, right), right)
    assert not np.array_equal(seen_directions(sight, -right * (1, -1, 1)), -right * (1, -1, 1))


def test_strokes_go_along_with_their_area() -> None:
    """Brush strokes are carried as the outline is, with their radii."""
    sample = TREATMENT_SAMPLES["fut-scar"]
    sight = Sight(sample.head, sample_camera("back", WIDTH, HEIGHT, head=sample.head))
    line = directions_of(np.array([[-20.0, 0.0, -100.0], [20.0, 0.0, -100.0]]))
    stroke = BrushStroke(effect="add", points=line, radii_mm=(2.0, 3.0))
    area = Area(id="scar", kind="scar-line", outline=line, strokes=(stroke,))
    moved = areas_as_seen((area,), sight)[0]
    assert moved.strokes[0].points == moved.outline != line
    assert moved.strokes[0].radii_mm == (2.0, 3.0)
