"""The stage: one canvas, or several that zoom and pan as one, each labelled."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from smp_sim.model.plan import RETENTION_ORDER, Retention
from smp_sim.model.plan import Session as Sitting
from smp_sim.ui.canvas import Canvas
from smp_sim.ui.compare.canvas_label import CanvasLabel
from smp_sim.ui.compare.design_variants import DesignVariants
from smp_sim.ui.compare.follower_canvas import FollowerCanvas
from smp_sim.ui.compare.modes import CompareMode, after_label, before_label, worded_viewing
from smp_sim.ui.compare.split_handle import SplitHandle
from smp_sim.ui.picture_item import Mode
from smp_sim.ui.preview import Preview, Variant
from smp_sim.ui.session import Session
from smp_sim.ui.theme import current_theme
from smp_sim.ui.worker import RenderWorker

#: Gap between pictures, px.
_GAP_PX = 3

#: The plan and up to four designs that differ from it.
_MOST_CELLS = 5

#: What the leading canvas paints in each way to compare.
_LEADER_SHOWS: dict[CompareMode, Mode] = {"before": "before", "split": "split"}


class _Cell(msgspec.Struct, frozen=True):
    """A canvas beside the leader, its preview (None: it mirrors the leader), and its label."""

    canvas: FollowerCanvas
    preview: Preview | None
    label: CanvasLabel


class CompareStage(QWidget):
    """Shows the leading canvas alone or beside others. ``changed`` follows the way to compare.

    Comparing ends when another photo is shown: nothing of the last one may stay beside it.
    Without a ``worker`` it mirrors only, and offers no designs.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        canvas: Canvas,
        worker: RenderWorker | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._canvas, self._worker = session, canvas, worker
        self._mode: CompareMode = "after"
        self._back_to: CompareMode = "after"
        self._designs = DesignVariants(session)
        self._mirror: _Cell | None = None
        self._beside: list[_Cell] = []
        self._shown_photo: object = None
        self._arranged: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP_PX)
        self._grid.addWidget(canvas, 0, 0)
        self.handle = SplitHandle(canvas)
        self.left_label, self.label = CanvasLabel(canvas), CanvasLabel(canvas)
        self.handle.moved.connect(self._show_labels)
        canvas.viewport_changed.connect(self._show_labels)
        session.replaced.connect(self._clear)
        session.changed.connect(self._follow)

    # --- the way to compare ---------------------------------------------------------------

    @property
    def mode(self) -> CompareMode:
        """The way to compare that is on."""
        return self._mode

    @property
    def canvases(self) -> tuple[Canvas, ...]:
        """Every canvas in sight, the leader among them."""
        return (self._canvas, *(cell.canvas for cell in self._shown_cells()[0]))

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label in sight."""
        beside = [cell.label for cell in self._shown_cells()[0]]
        everywhere = (self.left_label, self.label, *beside)
        return tuple(label.accessibleName() for label in everywhere if label.isVisible())

    def toggle(self, mode: CompareMode) -> None:
        """Compare in a way, or go back: from before to what it was looked at from."""
        if self._mode == mode:
            self.show_mode(self._back_to if mode == "before" else "after")
            return
        self._back_to = self._mode if mode == "before" else "after"
        self.show_mode(mode)

    def show_mode(self, mode: CompareMode) -> None:
        """Compare in a way."""
        self._mode = mode if not self._session.is_empty else "after"
        self._canvas.picture.compare(_LEADER_SHOWS.get(self._mode, "after"))
        self._arrange()
        had_keys = self.handle.hasFocus()
        if self._mode == "split":
            self.handle.open()
        else:
            self.handle.hide()
        if had_keys and self._mode != "split":
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_labels()
        self.changed.emit()

    def mirror(self) -> None:
        """Bring the frames of the leader to the canvas that shows it before."""
        if self._mirror is None:
            return
        if self._mode == "side":
            self._mirror_into(self._mirror.canvas)
        else:
            self._mirror.canvas.show_photo("", 0, 0)

    def _clear(self) -> None:
        """End comparing: another client's case is open."""
        self._shown_photo = None
        self._reset()

    def _reset(self) -> None:
        self._canvas.picture.compare("after", 0.5)
        if self._mode != "after":
            self.show_mode("after")

    def _follow(self) -> None:
        view = self._session.view
        photo = (view.id, view.photo.sha256) if view is not None else None
        if photo != self._shown_photo:
            self._shown_photo = photo
            self._reset()
        if self._mode in ("designs", "range"):
            self._bring_up_to_date()
        self._show_labels()

    def _bring_up_to_date(self) -> None:
        """Lay out again only where canvases come, go or change places: not for every day."""
        if self._order() == self._arranged:
            self._show_variants()
        else:
            self._arrange()

    def _order(self) -> tuple[str, ...]:
        """Name what stands on the stage in its order; the leader has no name."""
        return tuple(variant.name if variant else "" for variant in self._variants())

    # --- cells ----------------------------------------------------------------------------

    def _variants(self) -> list[Variant | None]:
        """List what stands on the stage in its order; None is the leader."""
        if self._mode == "designs":
            return [None, *self._designs.others()]
        if self._mode != "range":
            return [None]
        case, shown = self._session.case, self._session.retention
        return [None if r == shown else Variant(r, case, r) for r in RETENTION_ORDER]

    def _arrange(self) -> None:
        """Lay the canvases out so that the photo is as large as can be on each."""
        self._arranged = self._order()
        shown, lead_at = self._shown_cells()
        for cell in (*self._beside, *([self._mirror] if self._mirror else [])):
            cell.canvas.setVisible(cell in shown)
        canvases: list[QWidget] = [cell.canvas for cell in shown]
        canvases.insert(lead_at, self._canvas)
        self._place(canvases)
        self._show_variants()
        self.mirror()

    def _shown_cells(self) -> tuple[list[_Cell], int]:
        """Give the cells that stand beside the leader now, and the leader's place among them."""
        if self._mode == "side":
            self._mirror = self._mirror or self._make_cell("")
            return [self._mirror], 1
        variants = self._variants()
        while len(self._beside) < len(variants) - 1:
            self._beside.append(self._make_cell(f"beside-{len(self._beside) + 1}"))
        return self._beside[: len(variants) - 1], variants.index(None)

    def _place(self, shown: list[QWidget]) -> None:
        photo = self._canvas.photo_rect.size().toSize()
        columns = 2 if self._mode == "side" else _best_columns(len(shown), self.size(), photo)
        rows = -(-len(shown) // columns)
        for number in range(_MOST_CELLS):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
            self._grid.setRowStretch(number, 1 if number < rows else 0)
        for index, canvas in enumerate(shown):
            self._grid.addWidget(canvas, index // columns, index % columns)
        self._grid.activate()

    def _show_variants(self) -> None:
        """Give each canvas beside the leader its variant; those out of sight rest."""
        waiting = [variant for variant in self._variants() if variant is not None]
        for number, cell in enumerate(self._beside):
            variant = waiting[number] if number < len(waiting) else None
            if cell.preview is not None:
                cell.preview.show_variant(variant)

    def _make_cell(self, channel: str) -> _Cell:
        canvas, preview = FollowerCanvas(self._canvas, self), None
        if channel and self._worker is not None:
            preview = Preview(self._session, canvas, self._worker, self, channel=channel)
        return _Cell(canvas, preview, CanvasLabel(canvas))

    def _mirror_into(self, canvas: FollowerCanvas) -> None:
        rect, source = self._canvas.photo_rect, self._canvas.picture
        canvas.show_photo(self._canvas.photo_key, int(rect.width()), int(rect.height()))
        canvas.picture.copy_frames(source)
        canvas.picture.compare("before")
        canvas.follow()

    # --- labels ---------------------------------------------------------------------------

    def _show_labels(self) -> None:
        session, width = self._session, float(self._canvas.viewport().width())
        before = before_label(session.viewing)
        divide = self.handle.line_x if self._mode == "split" else 0.0
        self.left_label.show_text(before if self._mode == "split" else "", 0.0, divide)
        self.label.show_text(self._leader_words(before), divide, width, at_right=divide > 0.0)
        if self._mode == "side" and self._mirror is not None:
            self._mirror.label.show_text(before, 0.0, width)
        shown = [variant for variant in self._variants() if variant is not None]
        for cell, variant in zip(self._beside, shown, strict=False):
            title = variant.name if self._mode == "designs" else ""
            words = self._words(variant.retention, variant.case.plan.sessions, title)
            cell.label.show_text(words, 0.0, float(cell.canvas.viewport().width()))

    def _leader_words(self, before: str) -> str:
        session = self._session
        if session.is_empty:
            return ""
        if self._mode == "before":
            return before
        if self._mode == "after" and not worded_viewing(session.viewing):
            return ""
        title = self._designs.name_of_plan() if self._mode == "designs" else ""
        return self._words(session.retention, session.case.plan.sessions, title)

    def _words(self, retention: Retention, sessions: tuple[Sitting, ...], title: str) -> str:
        return after_label(
            self._session.day, retention, sessions, self._session.viewing, title=title
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the gaps, and a place without a picture, with the canvas's grey."""
        QPainter(self).fillRect(event.rect(), QColor(current_theme().canvas))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._mode in ("designs", "range"):
            self._arrange()


def _best_columns(count: int, room: QSize, photo: QSize) -> int:
    """Give the number of columns in which ``count`` photos come out largest."""

    def size_in(columns: int) -> float:
        rows = -(-count // columns)
        across = room.width() / columns / max(photo.width(), 1)
        return min(across, room.height() / rows / max(photo.height(), 1))

    return max(range(1, count + 1), key=size_in)
