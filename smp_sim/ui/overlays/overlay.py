"""What every overlay shares: lines over the photo that can be hidden, and the shelf they lie on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from smp_sim.model.case import Case, View
from smp_sim.ui.session import Session

if TYPE_CHECKING:
    from smp_sim.ui.canvas import Canvas


class Stroke(msgspec.Struct, frozen=True):
    """A line in photo pixels; ``colour`` #rrggbb, ``width`` in screen px, ``dashed`` or whole."""

    path: QPainterPath
    colour: str = "#ffffff"
    width: float = 1.4
    dashed: bool = False


class Overlay(QGraphicsItem):
    """Lines over the photo. A subclass gives ``id``, ``title`` (marked) and :meth:`strokes`.

    Lines are drawn over a darker halo, so that they show on any skin.
    """

    id = ""
    title = ""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(10)
        self._strokes: Sequence[Stroke] = ()
        self._bounds = QRectF()
        self.setVisible(False)

    def strokes(self, case: Case, view: View) -> Iterable[Stroke]:
        """Give the lines for a view of a case. Called only while the overlay is shown."""
        del case, view
        return ()

    def lay(self, case: Case, view: View | None) -> None:
        """Work the lines out again; None: there is no photo."""
        self.prepareGeometryChange()
        self._strokes = tuple(self.strokes(case, view)) if view is not None else ()
        self._bounds = QRectF()
        for stroke in self._strokes:
            self._bounds = self._bounds.united(stroke.path.boundingRect())
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds.adjusted(-20, -20, 20, 20)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self._strokes:
            painter.setPen(_pen(QColor(0, 0, 0, 90), stroke.width + 1.6, dashed=False))
            painter.drawPath(stroke.path)
        for stroke in self._strokes:
            painter.setPen(_pen(QColor(stroke.colour), stroke.width, dashed=stroke.dashed))
            painter.drawPath(stroke.path)


def _pen(colour: QColor, width: float, *, dashed: bool) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    if dashed:
        pen.setDashPattern([5.0, 4.0])
    return pen


class OverlayShelf(QObject):
    """All overlays of a canvas: which are on, and whether any show at all.

    Nothing is worked out before :meth:`wake`: the geometry needs NumPy, which is imported by the
    render thread so that the window need not wait for it.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._overlays: dict[str, Overlay] = {}
        self._on: set[str] = set()
        self._all_hidden = False
        self._awake = False
        self._seen: tuple[object, object] = (None, None)
        session.changed.connect(self._follow)

    def add(self, overlay: Overlay, canvas: Canvas) -> None:
        """Put an overlay on the canvas, switched off."""
        self._overlays[overlay.id] = overlay
        canvas.scene().addItem(overlay)

    def __getitem__(self, name: str) -> Overlay:
        return self._overlays[name]

    @property
    def overlays(self) -> Iterable[Overlay]:
        """Every overlay, in the order it was added."""
        return self._overlays.values()

    @property
    def all_hidden(self) -> bool:
        """Whether the one key has hidden them all."""
        return self._all_hidden

    def is_on(self, name: str) -> bool:
        """Say whether an overlay is switched on (though it may be hidden with all others)."""
        return name in self._on

    def switch(self, name: str, *, on: bool) -> None:
        """Switch one overlay on or off."""
        if on == self.is_on(name):
            return
        (self._on.add if on else self._on.discard)(name)
        self._show()

    def hide_all(self, *, hidden: bool) -> None:
        """Hide every overlay, or show again those that are on."""
        self._all_hidden = hidden
        self._show()

    def wake(self) -> None:
        """Begin to work lines out."""
        if not self._awake:
            self._awake = True
            self._show()

    def relay(self) -> None:
        """Work the visible lines out again."""
        for overlay in self._overlays.values():
            if overlay.isVisible():
                overlay.lay(self._session.case, self._session.view)

    def _show(self) -> None:
        for name, overlay in self._overlays.items():
            visible = self._awake and name in self._on and not self._all_hidden
            if visible and not overlay.isVisible():
                overlay.lay(self._session.case, self._session.view)
            overlay.setVisible(visible)
        self.changed.emit()

    def _follow(self) -> None:
        """Work out again only when case or view changed, not for every day of a scrub."""
        now = (self._session.case, self._session.view)
        if now[0] is not self._seen[0] or now[1] is not self._seen[1]:
            self._seen = now
            self.relay()
