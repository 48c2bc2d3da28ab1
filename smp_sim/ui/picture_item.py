"""The picture on the canvas: a coarse frame of the whole photo, a fine one of what is in sight."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from smp_sim.ui.frames import Frame

Mode = Literal["after", "before", "split"]

#: From this zoom on, photo pixels are shown as squares (picture px per photo px).
_SQUARES_FROM = 4.0


class PictureItem(QGraphicsItem):
    """Paints frames in photo pixels. Shows only frames of the photo it was told of."""

    def __init__(self) -> None:
        super().__init__()
        self._size = (0, 0)
        self._mode: Mode = "after"
        self._split = 0.5
        self._waiting: QImage | None = None
        self.coarse: Frame | None = None
        self.fine: Frame | None = None

    @property
    def mode(self) -> Mode:
        """Whether it shows before, after, or both beside a dividing line."""
        return self._mode

    @property
    def split(self) -> float:
        """Where the dividing line stands, as a share of the photo's width; left of it: before."""
        return self._split

    def clear(self, width: int, height: int) -> None:
        """Drop every frame and take the size of another photo."""
        self.prepareGeometryChange()
        self._size = (width, height)
        self.coarse = self.fine = self._waiting = None
        self.update()

    def wait_with(self, photo: QImage) -> None:
        """Show the bare photo until the first frame comes."""
        self._waiting = photo
        self.update()

    def compare(self, mode: Mode, split: float | None = None) -> None:
        """Choose what is shown, and where the dividing line stands."""
        self._mode = mode
        if split is not None:
            self._split = min(max(split, 0.0), 1.0)
        self.update()

    def take(self, frame: Frame) -> bool:
        """Show a frame unless a later one is already shown; give whether it is shown."""
        if frame.request.serial < self._shown_serial():
            return False
        if frame.request.level == "fine":
            self.fine = frame
        else:
            self.coarse = frame
            if self.fine and not self.fine.request.same_content(frame.request):
                self.fine = None
        self.update()
        return True

    def copy_frames(self, other: PictureItem) -> None:
        """Show what another picture of the same photo shows."""
        self.coarse, self.fine = other.coarse, other.fine
        self._waiting = other._waiting
        self.update()

    def _shown_serial(self) -> int:
        return max(
            (frame.request.serial for frame in (self.coarse, self.fine) if frame), default=-1
        )

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, *self._size)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        zoom = painter.worldTransform().m11()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, zoom < _SQUARES_FROM)
        if self._mode != "split":
            self._paint_side(painter, before=self._mode == "before")
            return
        width, height = self._size
        left = QRectF(0, 0, width * self._split, height)
        for before, part in ((True, left), (False, QRectF(left.right(), 0, width, height))):
            painter.save()
            painter.setClipRect(part)
            self._paint_side(painter, before=before)
            painter.restore()

    def _paint_side(self, painter: QPainter, *, before: bool) -> None:
        if self.coarse is None and self._waiting is not None:
            painter.drawImage(self.boundingRect(), self._waiting, QRectF(self._waiting.rect()))
        for frame in (self.coarse, self.fine):
            if frame is not None:
                image: QImage = frame.before if before else frame.after
                region = frame.request.region
                target = QRectF(region.x, region.y, region.width, region.height)
                painter.drawImage(target, image, QRectF(image.rect()))
