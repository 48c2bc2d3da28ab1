"""What lies over the stage: a message at its head, a task's progress at its foot.

In the layout they would push the photo about under the user's eyes.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QWidget

from smp_sim.ui.messages import MessageBar
from smp_sim.ui.tasks import ProgressBar
from smp_sim.ui.theme import text_px

#: Air between a bar and the edge of the stage (px).
_EDGE_PX = 14

#: A message takes at least so much room, also over the controls beside a narrow stage (px).
_LEAST_MESSAGE_PX = 420


class StageBars(QObject):
    """Keeps both bars in their places over ``stage``; it lives as long as the stage does."""

    def __init__(self, stage: QWidget, messages: MessageBar, progress: ProgressBar) -> None:
        super().__init__(stage)
        self._stage, self._messages, self._progress = stage, messages, progress
        messages.grown.connect(self._watch)
        progress.grown.connect(self._watch)

    def _watch(self) -> None:
        """Follow the stage from when a bar first shows: before, its events need not reach Python.

        Each kind of event that does costs the window's start a Python class.
        """
        self._stage.installEventFilter(self)  # One that is there already is not added again.
        self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the stage when it changes its size or place."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show):
            self.place()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Lay both bars over the stage, in its middle."""
        room = self._stage.size()
        self._messages.fit(max(room.width() - 2 * _EDGE_PX, text_px(_LEAST_MESSAGE_PX)))
        self._lay(self._messages, _EDGE_PX)
        self._progress.adjustSize()
        self._lay(self._progress, room.height() - self._progress.height() - _EDGE_PX)

    def _lay(self, bar: QWidget, top: int) -> None:
        left = (self._stage.width() - bar.width()) // 2
        at = self._stage.mapTo(bar.window(), QPoint(left, top))
        inside = QPoint(min(at.x(), bar.window().width() - bar.width() - _EDGE_PX), at.y())
        bar.move(inside - _origin_of(bar))
        bar.raise_()


def _origin_of(bar: QWidget) -> QPoint:
    """Give where the bar's parent stands in the window."""
    parent = bar.parentWidget()
    return QPoint() if parent is None else parent.mapTo(bar.window(), QPoint())
