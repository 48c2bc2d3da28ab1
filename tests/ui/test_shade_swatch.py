"""The swatch: the shade as the engine draws it on this client's skin."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from smp_sim.document.disk.assets import load_points
from smp_sim.model.case import Case
from smp_sim.model.plan import Area
from smp_sim.render.products import PointSet
from smp_sim.ui.frames import Frame, FrameRequest, Region
from smp_sim.ui.shade_swatch import _pixels_of, draw_swatch, skin_under_dots
from tests.ui.stand_ins import small_case

SKIN = (189, 155, 134)


@pytest.fixture(scope="module")
def points() -> PointSet:
    """Give the shipped point set."""
    return load_points()


def swatch_means(points: PointSet, shade: float) -> tuple[float, float]:
    """Give the mean of the untreated and of the treated half."""
    area = Area(id="main", kind="behind-hairline", shade=shade)
    image = draw_swatch(Case(), area, SKIN, points, 56.0, "typical")
    pixels = _pixels_of(image)
    middle = pixels.shape[1] // 2
    return float(pixels[:, : middle - 60].mean()), float(pixels[:, middle + 20 :].mean())


def test_the_untreated_half_is_bare_skin(points: PointSet) -> None:
    """Left of the middle the skin keeps its colour."""
    bare, _ = swatch_means(points, 0.5)
    assert bare == pytest.approx(np.mean(SKIN), abs=0.5)


def test_a_darker_shade_is_a_darker_swatch(points: PointSet) -> None:
    """The treated half darkens with the shade, and is darker than bare skin."""
    bare, light = swatch_means(points, 0.2)
    _, dark = swatch_means(points, 0.9)
    assert bare > light > dark


def test_skin_is_read_where_dots_are() -> None:
    """Only pixels that the plan changes count; a frame without any gives none."""
    before = QImage(20, 10, QImage.Format.Format_RGB32)
    before.fill(QColor(10, 20, 200))
    after = before.copy()
    request = FrameRequest(
        serial=1,
        document=0,
        case=small_case(),
        photos={},
        view_id="a",
        day=56.0,
        retention="typical",
        region=Region(0, 0, 20, 10),
        scale=1.0,
        level="coarse",
    )
    assert skin_under_dots(Frame(request, before, after, 1.0)) is None
    for x in range(3, 9):
        before.setPixelColor(x, 4, QColor(*SKIN))
        after.setPixelColor(x, 4, QColor(120, 90, 80))
    assert skin_under_dots(Frame(request, before, after, 1.0)) == SKIN
