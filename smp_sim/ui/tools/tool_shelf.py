"""Which tool is in the hand, and the layer on which it draws its handles."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from smp_sim.ui.canvas import Canvas
from smp_sim.ui.canvas_tool import CanvasTool
from smp_sim.ui.overlays.overlay import OverlayShelf
from smp_sim.ui.session import Session


class DrawnTool(Protocol):
    """A tool as the shelf sees it."""

    def hand_over(self) -> CanvasTool:
        """Give what the canvas talks to."""
        ...

    def begin(self) -> None:
        """Come into the hand."""
        ...

    def end(self) -> None:
        """Be put down."""
        ...

    def forget(self) -> None:
        """Let go of what belongs to the document that was open."""
        ...

    def follow(self) -> None:
        """Hear that case or view changed."""
        ...

    def paint(self, painter: QPainter, zoom: float) -> None:
        """Draw handles, in photo pixels; ``zoom`` is screen pixels for one of them."""
        ...


class ToolLayer(QGraphicsItem):
    """Lets the tool in the hand draw over photo and overlays."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(20)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.tool: DrawnTool | None = None
        self._bounds = QRectF()

    def cover(self, bounds: QRectF) -> None:
        """Take the room in which a tool may draw."""
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        if self.tool is not None:
            self.tool.paint(painter, painter.worldTransform().m11())


class ToolShelf(QObject):
    """The tools by name, each added by the step that it belongs to. One or none is in the hand.

    ``changed`` says that another one is, or none.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        canvas: Canvas,
        overlays: OverlayShelf,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._canvas, self._overlays = canvas, overlays
        self._tools: dict[str, DrawnTool] = {}
        self._current = ""
        self.layer = ToolLayer()
        canvas.scene().addItem(self.layer)
        canvas.tool_left.connect(self.drop)
        session.replaced.connect(self._forget)
        session.changed.connect(self._follow)
        overlays.changed.connect(self._show_layer)

    @property
    def current(self) -> str:
        """The name of the tool in the hand; empty: none."""
        return self._current

    def add(self, name: str, tool: DrawnTool) -> None:
        """Put a tool on the shelf."""
        self._tools[name] = tool

    def __getitem__(self, name: str) -> DrawnTool:
        return self._tools[name]

    def take(self, name: str, *, keys: bool = True) -> None:
        """Take a tool into the hand; with ``keys`` the canvas also takes the keyboard."""
        if name != self._current:
            self._put_down()
            self._current = name
            self.layer.tool = self._tools[name]
            self._canvas.set_tool(self._tools[name].hand_over())
            self._tools[name].begin()
            self._follow()
            self.changed.emit()
        if keys:
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop(self) -> None:
        """Put the tool down: the left button pans."""
        if self._current:
            self._put_down()
            self.changed.emit()

    def repaint(self) -> None:
        """Draw the handles again."""
        self.layer.update()

    def _put_down(self) -> None:
        if not self._current:
            return
        tool, self._current = self._tools[self._current], ""
        self.layer.tool = None
        self._canvas.set_tool(None)
        tool.end()
        self.layer.update()

    def _forget(self) -> None:
        """End a gesture without taking it back: its case belongs to another document."""
        for tool in self._tools.values():
            tool.forget()
        if self._current:
            self._canvas.set_tool(self._tools[self._current].hand_over())

    def _follow(self) -> None:
        self.layer.cover(self._canvas.sceneRect())
        if self._current:
            self._tools[self._current].follow()
        self.layer.update()

    def _show_layer(self) -> None:
        self.layer.setVisible(not self._overlays.all_hidden)
