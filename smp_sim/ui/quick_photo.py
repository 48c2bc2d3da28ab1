"""A first look at a photo, read by Qt alone: seen at once, while the engine is still waking up.

It carries no dots and is never exported. Photos that Qt can't read, or would turn or size
otherwise than the engine does, are left to the engine.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
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
