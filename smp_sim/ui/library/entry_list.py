"""The grid of cases: a picture, the client's code and the day; what is locked or kept for long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from smp_sim.ui.theme import current_theme
from smp_sim.ui.translation import tr

if TYPE_CHECKING:
    from smp_sim.document.case_library.listing import Entry

_THUMB = QSize(168, 126)
_CELL = QSize(196, 204)
_ROLE = int(Qt.ItemDataRole.UserRole)


class EntryList(QListWidget):
    """Shows entries; ``delete_asked`` follows the Delete key on the one that is chosen."""

    delete_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Cases"))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setIconSize(_THUMB)
        self.setGridSize(_CELL)
        self.setMovement(QListWidget.Movement.Static)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setWordWrap(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def chosen(self) -> Entry | None:
        """The entry that is chosen, or None."""
        # Selected, not current: a list that was filled again may have a current item of old.
        entries: list[Entry] = [item.data(_ROLE) for item in self.selectedItems()]
        return entries[0] if entries else None

    def show_entries(self, entries: Sequence[Entry], due: Sequence[Entry]) -> None:
        """Show these; those of ``due`` are said to have been kept for long."""
        chosen = self.chosen
        self.clear()
        for entry in entries:
            item = _item_of(entry, is_due=entry in due)
            self.addItem(item)
            if chosen is not None and entry.path == chosen.path:
                self.setCurrentItem(item)
        if not self.selectedItems() and self.count():
            self.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.chosen is not None:
            self.delete_asked.emit()
            return
        super().keyPressEvent(event)


def name_of(entry: Entry) -> str:
    """Give what a case is called: its client's code, or what is known instead of it."""
    if entry.standing == "locked":
        return tr("Protected")
    if entry.standing == "damaged":
        return tr("Can't be opened")
    if entry.card is not None and entry.card.is_training and not entry.reference:
        return tr("Practice case")
    return entry.reference or tr("Without a code")


def _item_of(entry: Entry, *, is_due: bool) -> QListWidgetItem:
    lines = [name_of(entry), entry.saved_on.isoformat()]
    if is_due:
        lines.append(tr("Kept for long"))
    elif not entry.is_stored:
        lines.append(tr("Not in the library"))
    item = QListWidgetItem(_icon_of(entry), "\n".join(lines))
    item.setData(_ROLE, entry)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(lines))
    item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    if is_due:
        item.setForeground(QColor(current_theme().caution))
    return item


def _icon_of(entry: Entry) -> QIcon:
    """Give the thumbnail, filling its frame; without one a sign of what stands in its way."""
    pixmap = QPixmap(_THUMB * 2)
    pixmap.fill(QColor(current_theme().panel))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    image = QImage.fromData(entry.card.thumbnail) if entry.card is not None else QImage()
    if not image.isNull():
        _paint_filled(painter, image, pixmap.size())
    elif entry.standing == "locked":
        _paint_lock(painter, pixmap.size())
    elif entry.standing == "damaged":
        _paint_sign(painter, pixmap.size())
    painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # the picture keeps its colours when chosen
    return icon


def _paint_filled(painter: QPainter, image: QImage, size: QSize) -> None:
    grown = image.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    left, top = (size.width() - grown.width()) / 2, (size.height() - grown.height()) / 3
    painter.drawImage(QRectF(left, top, grown.width(), grown.height()), image)


def _paint_lock(painter: QPainter, size: QSize) -> None:
    x, y = size.width() / 2, size.height() / 2
    painter.setPen(QPen(QColor(current_theme().muted), 9))
    painter.drawArc(QRectF(x - 24, y - 52, 48, 60), 0, 180 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(current_theme().muted))
    painter.drawRoundedRect(QRectF(x - 36, y - 20, 72, 58), 8, 8)


def _paint_sign(painter: QPainter, size: QSize) -> None:
    font = painter.font()
    font.setPixelSize(size.height() // 2)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(current_theme().caution))
    painter.drawText(QRectF(0, 0, size.width(), size.height()), Qt.AlignmentFlag.AlignCenter, "!")
