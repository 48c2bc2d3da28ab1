"""The canvas: the photo on neutral grey, zoomed and panned; scene units are photo pixels."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPointingDevice,
    QResizeEvent,
    QSinglePointEvent,
    QTabletEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from smp_sim.ui.canvas_navigation import CanvasNavigation
from smp_sim.ui.canvas_tool import CanvasTool, Hand
from smp_sim.ui.frames import Region
from smp_sim.ui.picture_item import PictureItem
from smp_sim.ui.theme import current_theme
from smp_sim.ui.translation import tr

#: Largest zoom: screen pixels for one photo pixel.
MOST_ZOOM = 24.0

#: Empty grey kept round the fitted photo, as a share of the canvas.
_FIT_MARGIN = 0.03


class Canvas(QGraphicsView):
    """Shows one picture with overlays.

    ``hovered`` brings a photo point, or None outside. ``tool_left`` says that the Escape key was
    pressed with nothing in progress: the tool is put down.
    """

    viewport_changed = Signal()
    hovered = Signal(object)
    tool_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = PictureItem()
        self._photo_key = ""
        self._fitted = True
        self._rest = QPointF()
        self._tool: CanvasTool | None = None
        self._tool_active = False
        # Of its own: to find out what Qt made it of, Python would load every widget there is.
        self.setViewport(QWidget(self))
        self.setScene(QGraphicsScene(self))
        self.scene().addItem(self.picture)
        self.navigation = CanvasNavigation(self)
        self._set_up()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setMinimumSize(240, 200)
        self.setAccessibleName(tr("Photo"))
        self.horizontalScrollBar().valueChanged.connect(self.viewport_changed)
        self.verticalScrollBar().valueChanged.connect(self.viewport_changed)

    # --- the photo ------------------------------------------------------------------------

    @property
    def photo_key(self) -> str:
        """Which photo is shown: document, view and content; empty: none."""
        return self._photo_key

    @property
    def photo_rect(self) -> QRectF:
        """The photo in scene units: (0, 0, width, height)."""
        return self.picture.boundingRect()

    @property
    def zoom(self) -> float:
        """Logical screen pixels for one photo pixel."""
        return self.transform().m11()

    def show_photo(self, key: str, width: int, height: int) -> bool:
        """Make room for a photo; another ``key`` clears at once all that was shown before.

        Gives whether it was another one.
        """
        if key == self._photo_key:
            return False
        self._photo_key = key
        self.picture.clear(width, height)
        room = max(width, height)
        self.setSceneRect(QRectF(0, 0, width, height).adjusted(-room, -room, room, room))
        self.fit_photo()
        return True

    def visible_region(self) -> Region:
        """Give the photo pixels in sight; at least one."""
        shown = self.mapToScene(self.viewport().rect()).boundingRect().intersected(self.photo_rect)
        width, height = int(self.photo_rect.width()), int(self.photo_rect.height())
        left = min(max(math.floor(shown.left()), 0), max(width - 1, 0))
        top = min(max(math.floor(shown.top()), 0), max(height - 1, 0))
        right = min(max(math.ceil(shown.right()), left + 1), width)
        bottom = min(max(math.ceil(shown.bottom()), top + 1), height)
        return Region(left, top, right - left, bottom - top)

    def wanted_scale(self) -> float:
        """Give the picture pixels for each photo pixel that this screen can show, at most 1."""
        return min(1.0, self.zoom * self.devicePixelRatioF())

    # --- zoom -----------------------------------------------------------------------------

    def fit_photo(self) -> None:
        """Show the whole photo."""
        self._fitted, self._rest = True, QPointF()
        if self.photo_rect.isEmpty():
            return
        edge = self.photo_rect.width() * _FIT_MARGIN
        self.fitInView(
            self.photo_rect.adjusted(-edge, -edge, edge, edge), Qt.AspectRatioMode.KeepAspectRatio
        )
        self.viewport_changed.emit()

    def show_actual_pixels(self) -> None:
        """Show one photo pixel on one screen pixel."""
        self.zoom_by(
            1.0 / (self.zoom * self.devicePixelRatioF()), QPointF(self.viewport().rect().center())
        )

    def zoom_by(self, factor: float, at: QPointF) -> None:
        """Zoom so that the photo point under ``at`` (viewport px) stays where it is."""
        if self.photo_rect.isEmpty():
            return
        wanted = min(max(self.zoom * factor, self._least_zoom()), MOST_ZOOM)
        held = self._point_at(at - self._rest)
        self._fitted = False
        self.scale(wanted / self.zoom, wanted / self.zoom)
        self._rest = QPointF()
        self.pan_by(at - self.viewportTransform().map(held))
        self.viewport_changed.emit()

    def pan_by(self, by: QPointF) -> None:
        """Move the photo by so many viewport pixels."""
        self._fitted = False
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        # Bars move by whole px: what is left over waits for the next step, or slow steps would
        # creep away from the cursor.
        wanted = self._rest + by
        whole = wanted.toPoint()
        self._rest = wanted - QPointF(whole)
        across.setValue(across.value() - whole.x())
        down.setValue(down.value() - whole.y())

    def _point_at(self, at: QPointF) -> QPointF:
        """Give the photo point under a place of the viewport, to a part of a px."""
        inverse, _ = self.viewportTransform().inverted()
        return inverse.map(at)

    def _least_zoom(self) -> float:
        view = self.viewport().rect()
        return 0.25 * min(
            view.width() / self.photo_rect.width(), view.height() / self.photo_rect.height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit_photo()
        self.viewport_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Take the name of another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(tr("Photo"))

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Fill with the theme's neutral grey."""
        painter.fillRect(rect, QColor(current_theme().canvas))

    # --- hands ----------------------------------------------------------------------------

    def set_tool(self, tool: CanvasTool | None) -> None:
        """Give the left button another meaning; None: it pans."""
        if self._tool is not None and self._tool is not tool:
            self._tool.cancel()
        self._tool = tool
        self._tool_active = False
        self.viewport().setCursor(
            Qt.CursorShape.CrossCursor if tool is not None else Qt.CursorShape.ArrowCursor
        )

    def _hand(self, event: QSinglePointEvent) -> Hand:
        point = self._point_at(event.position())
        if not isinstance(event, QTabletEvent):
            return Hand(point, keys=event.modifiers())
        turned = event.pointerType() == QPointingDevice.PointerType.Eraser
        return Hand(point, event.pressure(), turned, event.modifiers(), by_pen=True)

    def give_up_gesture(self) -> None:
        """Take back what a hand has begun: another one has joined it to move the photo."""
        self.navigation.end_pan()
        if self._tool_active and self._tool is not None:
            self._tool_active = False
            self._tool.cancel()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and self._press_tool(self._hand(event)):
            event.accept()
            return
        is_right = event.button() == Qt.MouseButton.RightButton
        if is_right and self._tool is not None and self._tool.right_press(self._hand(event)):
            event.accept()
            return
        super().mousePressEvent(event)
        if is_left and self.scene().mouseGrabberItem() is None:
            self.navigation.begin_pan(event.position())
            event.accept()

    def _press_tool(self, hand: Hand) -> bool:
        self._tool_active = self._tool is not None and self._tool.press(hand)
        return self._tool_active

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and self._tool is not None and self._tool.double_press(self._hand(event)):
            event.accept()
            return
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hand = self._hand(event)
        self.hovered.emit(hand.point if self.photo_rect.contains(hand.point) else None)
        if self._tool is not None and self._move_tool(hand):
            return
        if not self.navigation.drag_to(event.position()):
            super().mouseMoveEvent(event)

    def _move_tool(self, hand: Hand) -> bool:
        """Let the tool follow the hand; give whether the gesture is its own."""
        if self._tool is None:
            return False
        if self._tool_active:
            self._tool.move(hand)
        else:
            self._tool.hover(hand)
        return self._tool_active

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._release_tool(self._hand(event)):
            return
        self.navigation.end_pan()
        super().mouseReleaseEvent(event)

    def _release_tool(self, hand: Hand) -> bool:
        if not self._tool_active or self._tool is None:
            return False
        self._tool_active = False
        self._tool.release(hand)
        return True

    def viewportEvent(self, event: QEvent) -> bool:
        """Take the pen for the tool, with its pressure; else it goes on as the mouse."""
        if isinstance(event, QTabletEvent) and not self.navigation.holds_space:
            taken = self._on_pen(event)
            event.setAccepted(taken)
            return taken
        return super().viewportEvent(event)

    def _on_pen(self, event: QTabletEvent) -> bool:
        hand = self._hand(event)
        if event.type() == QEvent.Type.TabletPress:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            return event.button() == Qt.MouseButton.LeftButton and self._press_tool(hand)
        if event.type() == QEvent.Type.TabletMove:
            return self._move_tool(hand)
        return self._release_tool(hand)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give keys to the tool first; Escape clears what is in progress, then puts it down."""
        if self._tool is not None and event.key() == Qt.Key.Key_Escape:
            self._tool_active = False
            if not self._tool.cancel():
                self.tool_left.emit()
            return
        if self._tool is None or not self._tool.key(event):
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None)
        if self._tool is not None:
            self._tool.hover(None)
        super().leaveEvent(event)
