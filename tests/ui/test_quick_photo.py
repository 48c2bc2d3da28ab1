"""A first look at a photo comes beside the window's thread."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from smp_sim.ui.quick_photo import QuickReader, quick_photo

Heard = list[tuple[str, QImage | None]]


def jpeg(width: int, height: int) -> bytes:
    """Give a JPEG of one colour."""
    buffer = BytesIO()
    Image.new("RGB", (width, height), (200, 150, 120)).save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture
def heard() -> Heard:
    """Give a list for what the reader brings."""
    return []


@pytest.fixture
def reader(qtbot: QtBot, heard: Heard) -> Iterator[QuickReader]:
    """Give a reader of small looks."""
    del qtbot
    made = QuickReader(longest_px=100)
    made.read.connect(lambda key, photo: heard.append((key, photo)))
    yield made
    made.deleteLater()


def test_asking_does_not_wait_for_the_look(reader: QuickReader, heard: Heard, qtbot: QtBot) -> None:
    """Nothing has come when asking returns; then each key comes with its own photo, in order."""
    reader.ask("wide", jpeg(400, 200), 400, 200)
    reader.ask("tall", jpeg(200, 400), 200, 400)
    assert heard == []
    qtbot.waitUntil(lambda: len(heard) == 2)
    sizes = [(key, photo.width(), photo.height()) for key, photo in heard if photo is not None]
    assert sizes == [("wide", 100, 50), ("tall", 50, 100)]


@pytest.mark.parametrize("data", [b"", b"no photo"])
def test_what_qt_cannot_read_brings_nothing(
    reader: QuickReader, heard: Heard, qtbot: QtBot, data: bytes
) -> None:
    """The engine says what is wrong with it."""
    reader.ask("x", data, 10, 10)
    qtbot.waitUntil(lambda: heard == [("x", None)])


def test_a_photo_that_lies_otherwise_is_left_to_the_engine(qtbot: QtBot) -> None:
    """A look that is wide where the photo is tall would show it turned."""
    del qtbot
    assert quick_photo(jpeg(400, 200), 200, 400) is None
