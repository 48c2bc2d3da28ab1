"""The head in the middle of the room: photo, drawing and hints, its sides, and ways to look."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmapCache, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGraphicsView,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smp_sim.document.case.case_file import Dossier
from smp_sim.model.camera import HeadCamera
from smp_sim.model.case import Case
from smp_sim.model.viewing import AS_TAKEN, Viewing
from smp_sim.ui.canvas import Canvas
from smp_sim.ui.filmstrip import SIDE_TITLES
from smp_sim.ui.practice.drawing_layer import DrawingLayer
from smp_sim.ui.practice.hint_layer import HintLayer
from smp_sim.ui.preview import Preview, Variant
from smp_sim.ui.session import Session
from smp_sim.ui.translation import tr
from smp_sim.ui.worker import RenderWorker

#: Room for the hints' picture on a large screen, KB (Qt keeps 10 MB, less than one needs).
_HINT_CACHE_KB = 64_000

#: The room's own place in the render thread's queue.
_CHANNEL = "practice"


class PracticeStage(QWidget):
    """Shows one view of a practice case, through the engine, with what is drawn over it.

    ``view_changed`` says that another photo is in sight.
    """

    view_changed = Signal()

    def __init__(self, worker: RenderWorker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dossier: Dossier | None = None
        self._camera: HeadCamera | None = None
        self.session, self.canvas = Session(self), Canvas(self)
        self.layer, self.hints = DrawingLayer(), HintLayer()
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), _HINT_CACHE_KB))
        self.canvas.scene().addItem(self.layer)
        self.canvas.scene().addItem(self.hints)
        self.canvas.setAccessibleName(tr("Practice head"))
        # A new dot changes a few pixels: nothing else need be painted for it.
        self.canvas.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.preview = Preview(self.session, self.canvas, worker, self, channel=_CHANNEL)
        self.sides = QButtonGroup(self)
        self.sides.idClicked.connect(self._show_side)
        self.looks = QButtonGroup(self)
        self._side_rows, self._look_rows = QGridLayout(), QGridLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for rows, place in ((self._side_rows, (10, 0, 10, 8)), (self._look_rows, (10, 8, 10, 8))):
            rows.setContentsMargins(*place)
            rows.setSpacing(6)
        column.addLayout(self._side_rows)
        column.addWidget(self.canvas, 1)
        column.addLayout(self._look_rows)

    @property
    def camera(self) -> HeadCamera | None:
        """The camera of the photo in sight, or None while there is none."""
        return self._camera

    def show_nothing(self) -> None:
        """Clear the stage: a head is being drawn."""
        self.preview.show_variant(None)
        self._take(None)

    def show_case(
        self, dossier: Dossier, case: Case, day: float, viewing: Viewing = AS_TAKEN
    ) -> None:
        """Show a case of a practice head on a day; zoom and side stay while the head does."""
        if dossier is not self._dossier:
            self._put(dossier)
        self.session.show_viewing(viewing)
        self.session.show_day(day)
        self.preview.show_variant(Variant(_CHANNEL, case, "typical"))

    def _put(self, dossier: Dossier) -> None:
        """Take another head, or more sides of the same: a hand that draws is not disturbed."""
        old = () if self._dossier is None else self._dossier.case.views
        if not old or dossier.case.views[: len(old)] != old:
            self.preview.show_variant(None)
            self._take(dossier)
            return
        self._dossier = dossier
        self.session.add_photo_bytes(dossier.photos)
        self.session.edit("", lambda _case: dossier.case)
        self._make_side_buttons()

    def _take(self, dossier: Dossier | None) -> None:
        self._dossier = dossier
        case, photos = (Case(), {}) if dossier is None else (dossier.case, dossier.photos)
        self.session.replace_document(case, photos)
        self._make_side_buttons()
        self._follow_view()

    def _make_side_buttons(self) -> None:
        for button in self.sides.buttons():
            self.sides.removeButton(button)
            button.hide()
            button.deleteLater()
        views = self.session.case.views
        for number, view in enumerate(views if len(views) > 1 else ()):
            button = QPushButton(tr(SIDE_TITLES[view.side]), self)
            button.setCheckable(True)
            button.setChecked(number == self.session.view_index)
            self.sides.addButton(button, number)
        self._spread()

    def add_look(self, title: str, number: int) -> None:
        """Offer a way to look at what is drawn."""
        button = QPushButton(title, self)
        button.setCheckable(True)
        self.looks.addButton(button, number)

    def show_looks(self, *, shown: bool) -> None:
        """Offer the ways to look, or take them away."""
        for button in self.looks.buttons():
            button.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons into as many rows as their words need."""
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        for rows, group in ((self._side_rows, self.sides), (self._look_rows, self.looks)):
            _fill_rows(rows, group.buttons(), self.width())

    def _show_side(self, number: int) -> None:
        self.session.show_view(number)
        self._follow_view()

    def _follow_view(self) -> None:
        view = self.session.view
        head = view is not None and isinstance(view.camera, HeadCamera)
        self._camera = view.camera if view is not None and head else None  # type: ignore[assignment]
        width, height = (0, 0) if view is None else (view.photo.width, view.photo.height)
        for layer in (self.layer, self.hints):
            layer.show_view(self._camera, width, height)
        self.view_changed.emit()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)


def _fill_rows(rows: QGridLayout, buttons: list[QAbstractButton], width: int) -> None:
    """Set buttons side by side, as many in a row as have room for their words."""
    if not buttons:
        return
    edges, gap = rows.contentsMargins(), rows.spacing()
    room = width - edges.left() - edges.right() + gap
    widest = max(button.sizeHint().width() for button in buttons) + gap
    columns = min(max(room // widest, 1), len(buttons))
    for number, button in enumerate(buttons):
        rows.addWidget(button, number // columns, number % columns)
    for column in range(rows.columnCount()):
        rows.setColumnStretch(column, int(column < columns))
