"""The direction of hair read from a close-up: drawn stubs whose axis is known."""

from __future__ import annotations

import dataclasses

import cv2
import numpy as np
import pytest
from msgspec.structs import replace

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.assets import load_points
from smp_sim.document.editing.edits import add_view, replace_areas
from smp_sim.document.export.picture_file import encode_picture
from smp_sim.document.proposal.hair_direction import read_direction, take_directions
from smp_sim.document.studio import Studio
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, View
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area
from smp_sim.render.photo import measure_photo
from smp_sim.render.products import Bytes8, Photo

SCALE, SIDE_PX, FINER = 13.0, 260, 2
SQUARE = ((4.0, 4.0, 0.0), (16.0, 4.0, 0.0), (16.0, 16.0, 0.0), (4.0, 16.0, 0.0))


def stubs(angle_deg: float, length_mm: float = 0.5, *, swing_deg: float = 8.0) -> Bytes8:
    """Draw 300 soft stubs of 0.1 mm along an axis on grey skin (H, W, 3), and noise."""
    rng = np.random.default_rng(4)
    size, scale = SIDE_PX * FINER, SCALE * FINER
    ink = np.zeros((size, size))
    axis = np.radians(angle_deg + rng.normal(0.0, swing_deg, 300))
    reach = np.arange(-16, 17)
    for turn, (x, y) in zip(axis, rng.uniform(17, size - 18, (300, 2)), strict=True):
        column, row = int(x) + reach[None, :], int(y) + reach[:, None]
        dx, dy = column + 0.5 - x, row + 0.5 - y
        along, across = np.cos(turn) * dx + np.sin(turn) * dy, np.cos(turn) * dy - np.sin(turn) * dx
        form = (along / (length_mm * scale / 3.5)) ** 2 + (across / (0.1 * scale / 2.0)) ** 2
        ink[row, column] += np.exp(-0.5 * form)
    light = cv2.resize(150.0 * np.exp(-ink), (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA)
    noisy = light + rng.normal(0.0, 2.0, light.shape)
    return np.repeat(np.clip(noisy, 0, 255).astype(np.uint8)[..., None], 3, axis=2)


def close_up(pixels: Bytes8, px_per_mm: float = SCALE) -> Dossier:
    """Make a case of one close-up with a scar between hairs."""
    data = encode_picture(pixels, ".png")
    photo = measure_photo(data)
    view = View(id="v", side="flat", photo=photo, camera=FlatCamera(px_per_mm=px_per_mm))
    area = Area(id="fill", kind="between-hair", outline=SQUARE, view="v")
    return Dossier(replace_areas(add_view(Case(), view), (area,)), {photo.sha256: data})


@pytest.mark.parametrize("angle_deg", [0.0, 25.0, 90.0, 140.0])
def test_the_axis_of_straight_stubs_is_read(angle_deg: float) -> None:
    """Within 4 degrees, whatever the axis, from rows toward columns."""
    found = read_direction(Photo(stubs(angle_deg)), SCALE)
    miss = (found.growth_deg - angle_deg + 90.0) % 180.0 - 90.0
    assert abs(miss) < 4.0
    assert found.coherence > 0.2


def test_round_or_scattered_stubs_show_no_direction() -> None:
    """Dots, and stubs that lie every way, are not clear enough to be believed."""
    assert read_direction(Photo(stubs(30.0, 0.14)), SCALE).coherence < 0.08
    assert read_direction(Photo(stubs(30.0, swing_deg=90.0)), SCALE).coherence < 0.08
    even = np.full((40, 40, 3), 90, dtype=np.uint8)
    assert read_direction(Photo(even), SCALE).coherence == 0.0
    assert read_direction(Photo(even[:3]), SCALE).coherence == 0.0


def test_the_direction_goes_into_the_areas_of_the_close_up() -> None:
    """Each area takes the axis of the hair round it, and a sentence says so."""
    taken = take_directions(close_up(stubs(25.0)), Studio(load_points()))
    (area,) = taken.case.plan.areas
    assert area.growth_deg == pytest.approx(25.0, abs=4.0)
    assert "fill: hair lies at" in taken.sentences[0]


def test_where_nothing_can_be_read_it_is_said() -> None:
    """No close-up, no clear hair, too coarse a photo: one sentence, and the case stays."""
    studio = Studio(load_points())
    with pytest.raises(PlanError, match="no direction"):
        take_directions(close_up(stubs(30.0, 0.14)), studio)
    with pytest.raises(PlanError, match="no direction"):
        take_directions(close_up(stubs(30.0), 4.0), studio)
    dossier = close_up(stubs(30.0))
    lips = replace(dossier.case.plan.areas[0], kind="lips")
    with pytest.raises(PlanError, match="No area among hair"):
        take_directions(
            dataclasses.replace(dossier, case=replace_areas(dossier.case, (lips,))), studio
        )
