"""A canvas that zooms and pans as another one does; a hand on it moves that other one."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QWidget

from smp_sim.ui.canvas import Canvas


class FollowerCanvas(Canvas):
    """Shows what ``leader`` shows, at the same zoom and place. Both have the same size."""

    def __init__(self, leader: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leader = leader
        leader.viewport_changed.connect(self.follow)

    def follow(self) -> None:
        """Take the leader's zoom and place."""
        if self.isHidden() or self.photo_rect.isEmpty():
            return
        self.setTransform(self._leader.transform())
        self.horizontalScrollBar().setValue(self._leader.horizontalScrollBar().value())
        self.verticalScrollBar().setValue(self._leader.verticalScrollBar().value())
        self.viewport_changed.emit()

    def fit_photo(self) -> None:
        """Fit as the leader does."""
        self.follow()

    def zoom_by(self, factor: float, at: QPointF) -> None:
        """Zoom the leader; it takes this one along."""
        self._leader.zoom_by(factor, at)

    def pan_by(self, by: QPointF) -> None:
        """Pan the leader; it takes this one along."""
        self._leader.pan_by(by)
