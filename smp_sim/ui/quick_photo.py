"""A first look at a photo, read by Qt alone: seen while the engine is still waking up.

A photo of 48 megapixels takes a tenth of a second, so it is read beside the window's thread.

It carries no dots and is never exported. Photos that Qt can't read, or would turn or size
otherwise than the engine does, are left to the engine.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QObject,
    QRunnable,
    QSize,
    QThreadPool,
    Signal,
)
from PySide6.QtGui import QImage, QImageReader

#: Longest side that is read (px): a JPEG is then decoded at a fraction of its size.
_LONGEST_PX = 1400


def quick_photo(
    data: bytes, width: int, height: int, *, longest_px: int = _LONGEST_PX
) -> QImage | None:
    """Read a photo whose upright size is ``width`` x ``height``; None where Qt can't.

    ``longest_px`` bounds its longer side.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not reader.canRead() or bytes(reader.format().data()) != b"jpeg" or not size.isValid():
        return None
    share = min(1.0, longest_px / max(size.width(), size.height()))
    reader.setScaledSize(QSize(round(size.width() * share), round(size.height() * share)))
    image = reader.read()
    if image.isNull() or (image.width() > image.height()) != (width > height):
        return None
    return image


class _Signals(QObject):
    read = Signal(str, object)


class _Reading(QRunnable):
    def __init__(self, signals: _Signals, key: str, read: Callable[[], QImage | None]) -> None:
        super().__init__()
        self._signals, self._key, self._read = signals, key, read

    def run(self) -> None:
        self._signals.read.emit(self._key, self._read())


class QuickReader(QObject):
    """Reads first looks in a thread of its own, one after the other.

    ``read`` brings the key that was asked with, and the image, or None where Qt can't read it.
    """

    read = Signal(str, object)

    def __init__(self, parent: QObject | None = None, *, longest_px: int = _LONGEST_PX) -> None:
        super().__init__(parent)
        self._longest_px = longest_px
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        # No parent: a reading keeps it alive, so that its word always has somewhere to go.
        self._signals = _Signals()
        self._signals.read.connect(self.read)

    def ask(self, key: str, data: bytes, width: int, height: int) -> None:
        """Ask for a look at a photo whose upright size is ``width`` x ``height``."""
        look = partial(quick_photo, data, width, height, longest_px=self._longest_px)
        self._pool.start(_Reading(self._signals, key, look))
