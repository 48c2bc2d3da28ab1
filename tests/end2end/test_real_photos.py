"""Real portraits: each person, front and profile, gets a hairline and a filled area.

What may change is judged independently of the masks that drew it: dots by where they stand in the
photo, carried out to the head's own outline as the chain draws them; background by flooding the
studio backdrop from the picture's upper corners.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from smp_sim.document.disk.assets import load_points
from smp_sim.document.intake.new_case import PhotoOrder, new_case
from smp_sim.document.studio import Studio
from smp_sim.model.camera import Side
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.healing import healed_day
from smp_sim.render.outline_reach import measure_reach, reach_outline
from smp_sim.render.pipeline import Request
from smp_sim.render.projection import project_dots

PEOPLE = ("021", "061", "105", "172")
VIEWS: tuple[tuple[str, Side], ...] = (("front", "front"), ("left_profile", "left"))

pytestmark = pytest.mark.photos


class Treated(NamedTuple):
    """A photo, its healed preview, and pixels within 2 mm of a drawn dot."""

    before: NDArray[np.uint8]
    after: NDArray[np.uint8]
    near_dots: NDArray[np.bool_]


@cache
def treat(folder: Path, person: str, name: str, side: Side) -> Treated:
    """Make a case of one portrait with the default plan and render it healed."""
    path = folder / f"london_{person}_neutral_{name}.jpg"
    dossier = new_case([PhotoOrder(str(path), side=side)])
    studio = Studio(load_points())
    view = dossier.case.views[0]
    picture = studio.render(dossier, view.id, Request(day=healed_day(dossier.case.plan)))
    before = np.asarray(studio.photo(dossier, view.id).srgb, dtype=np.uint8)
    dots = studio.field(dossier.case.plan)
    height, width = before.shape[:2]
    outline = measure_reach(view.camera, studio.surface(dossier, view.id))
    seen = reach_outline(project_dots(dots, view.camera, width, height), view.camera, outline)
    spots = np.zeros((height, width), dtype=np.uint8)
    cols, rows = np.floor(seen.centre_px[seen.visible]).astype(int).T
    spots[np.clip(rows, 0, height - 1), np.clip(cols, 0, width - 1)] = 1
    reach = int(2 * round(2.0 * mean_px_per_mm(view.camera)) + 1)
    near = cv2.dilate(spots, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    return Treated(before, picture.srgb, near.astype(bool))


def backdrop_of(picture: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Find the grey backdrop joined to the upper corners, 3 px away from what ends it.

    Skin, even where it shines, differs in red and blue by more than the backdrop does.
    """
    soft = cv2.GaussianBlur(picture, (0, 0), 2.0).astype(np.int16)
    grey = np.abs(soft[..., 0] - soft[..., 2]) <= 7
    smooth = cv2.Laplacian(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.CV_32F, ksize=5)
    calm = cv2.GaussianBlur(np.abs(smooth), (0, 0), 3.0) < 60.0
    mask = cv2.erode((grey & calm).astype(np.uint8), np.ones((7, 7), np.uint8))
    _, labels = cv2.connectedComponents(mask, connectivity=4)
    corners = {int(labels[8, 8]), int(labels[8, -9])} - {0}
    return np.isin(labels, list(corners))


def changed(treated: Treated) -> NDArray[np.bool_]:
    """Tell which pixels differ at all."""
    return np.asarray((treated.before != treated.after).any(axis=2))


@pytest.mark.parametrize(("name", "side"), VIEWS)
@pytest.mark.parametrize("person", PEOPLE)
def test_a_portrait_gets_a_treated_area(photos: Path, person: str, name: str, side: Side) -> None:
    """The preview darkens thousands of pixels on the head and brightens none."""
    treated = treat(photos, person, name, side)
    assert changed(treated).sum() > 3000
    assert (treated.after <= treated.before).all()


@pytest.mark.parametrize(("name", "side"), VIEWS)
@pytest.mark.parametrize("person", PEOPLE)
def test_nothing_outside_the_area_changes(photos: Path, person: str, name: str, side: Side) -> None:
    """Farther than 2 mm from every drawn dot the photo stays as it was, to the bit."""
    treated = treat(photos, person, name, side)
    assert not (changed(treated) & ~treated.near_dots).any()


@pytest.mark.parametrize(("name", "side"), VIEWS)
@pytest.mark.parametrize("person", PEOPLE)
def test_the_background_has_no_dots(photos: Path, person: str, name: str, side: Side) -> None:
    """The studio backdrop stays as it was, to the bit."""
    treated = treat(photos, person, name, side)
    backdrop = backdrop_of(treated.before)
    assert backdrop.mean() > 0.15
    assert not (changed(treated) & backdrop).any()


@pytest.mark.parametrize(("name", "side"), VIEWS)
def test_highlights_stay_on_top(photos: Path, name: str, side: Side) -> None:
    """On the shiny bald crown the brightest skin of the area loses far less light than the rest."""
    treated = treat(photos, "021", name, side)
    inside = changed(treated)
    light = treated.before.astype(float).mean(axis=2)
    loss = 1.0 - treated.after.astype(float).mean(axis=2) / np.maximum(light, 1.0)
    bright = inside & (light > np.percentile(light[inside], 97))
    plain = inside & (light < np.percentile(light[inside], 60))
    assert loss[bright].mean() < 0.5 * loss[plain].mean()
