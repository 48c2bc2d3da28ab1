"""The engine behind the window's pictures."""

from __future__ import annotations

import hashlib
from io import BytesIO

import numpy as np
import pytest
from msgspec.structs import replace
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from smp_sim.document.editing import edits
from smp_sim.model.camera import Scale
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.model.plan import Area
from smp_sim.ui.engine_maker import EngineMaker, image_of_pixels
from smp_sim.ui.frames import Frame, FrameRequest, Region
from tests.ui.panels.conftest import head_camera

WIDTH, HEIGHT = 300, 1500


@pytest.fixture(scope="module")
def tall_case() -> tuple[Case, dict[str, bytes]]:
    """Give a tall skin-coloured photo whose head lies in its upper part."""
    buffer = BytesIO()
    skin = np.full((HEIGHT, WIDTH, 3), (215, 170, 150), dtype=np.uint8)
    Image.fromarray(skin).save(buffer, "PNG")
    data = buffer.getvalue()
    ref = PhotoRef(
        sha256=hashlib.sha256(data).hexdigest(), suffix=".png", width=WIDTH, height=HEIGHT
    )
    camera = replace(head_camera(WIDTH, HEIGHT), centre_px=(150.0, 200.0))
    view = View(id="a", side="front", photo=ref, camera=camera, scale=Scale(source="given"))
    case = edits.add_area(edits.add_view(Case(), view), Area(id="main", kind="whole-scalp"))
    return case, {ref.sha256: data}


def frame_of(case: Case, photos: dict[str, bytes], region: Region, scale: float) -> Frame:
    """Make one frame of a case."""
    request = FrameRequest(1, 0, case, photos, "a", 56.0, "typical", region, scale, "fine")
    return EngineMaker().make_frame(request)


def test_dots_in_the_upper_part_of_a_tall_photo(
    tall_case: tuple[Case, dict[str, bytes]],
) -> None:
    """Rows far below every dot are drawn as they were; nothing reads beyond the dots' box."""
    frame = frame_of(*tall_case, Region(0, 0, WIDTH, HEIGHT), 1.0)
    assert frame.after != frame.before
    below = (0, 800, WIDTH, 600)
    assert frame.after.copy(*below) == frame.before.copy(*below)


def test_a_frame_has_the_size_of_its_region(tall_case: tuple[Case, dict[str, bytes]]) -> None:
    """Before and after cover the region at the scale that was asked for."""
    frame = frame_of(*tall_case, Region(50, 100, 200, 300), 0.5)
    for image in (frame.before, frame.after):
        assert (image.width(), image.height()) == (100, 150)


def test_pixels_keep_their_colour() -> None:
    """Red, green and blue arrive as such, in an image that owns its pixels."""
    pixels = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255]]], dtype=np.uint8)
    image = image_of_pixels(pixels)
    pixels[:] = 0
    assert [image.pixelColor(x, 0).name() for x in range(3)] == ["#ff0000", "#00ff00", "#0000ff"]


def test_the_photo_is_made_into_an_image_once(tall_case: tuple[Case, dict[str, bytes]]) -> None:
    """While the day moves the photo's image is the same; another region has its own."""
    case, photos = tall_case
    maker = EngineMaker()

    def before_of(day: float, region: Region) -> QImage:
        request = FrameRequest(1, 0, case, photos, "a", day, "typical", region, 0.5, "fine")
        return maker.make_frame(request).before

    whole, part = Region(0, 0, WIDTH, HEIGHT), Region(0, 0, 200, 300)
    first = before_of(56.0, whole)
    assert before_of(3.0, whole).cacheKey() == first.cacheKey()
    assert before_of(3.0, part).size() == QSize(100, 150)
    assert before_of(3.0, whole) == first
