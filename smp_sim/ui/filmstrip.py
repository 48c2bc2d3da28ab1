"""The views of the client, one thumbnail each, with the side they show."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QToolButton, QWidget

from smp_sim.model.camera import Side
from smp_sim.model.case import View
from smp_sim.ui.frames import Frame
from smp_sim.ui.quick_photo import QuickReader
from smp_sim.ui.session import Session
from smp_sim.ui.theme import named
from smp_sim.ui.translation import mark, tr

SIDE_TITLES: dict[Side, str] = {
    "front": mark("Front"),
    "front-high": mark("Front from above"),
    "left": mark("Left"),
    "right": mark("Right"),
    "threequarter-left": mark("Three-quarter left"),
    "threequarter-right": mark("Three-quarter right"),
    "top": mark("Top"),
    "back": mark("Back"),
    "back-high": mark("Back from above"),
    "flat": mark("Close-up"),
}

_THUMB = QSize(60, 48)

#: Longest side of a photo as read for its thumbnail (px).
_READ_PX = 160


class Filmstrip(QWidget):
    """Lets the user go from photo to photo. ``add_asked`` follows the button at the end."""

    add_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._thumbs: dict[str, QIcon] = {}
        self._reader = QuickReader(self, longest_px=_READ_PX)
        self._reader.read.connect(self._on_read)
        self.list = QListWidget(self)
        self.add_button = QToolButton(self)
        self._arrange()
        self.list.currentRowChanged.connect(self._on_row)
        self.add_button.clicked.connect(self.add_asked)
        session.replaced.connect(self._thumbs.clear)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the session's views."""
        views = self._session.case.views
        self.list.blockSignals(True)
        while self.list.count() > len(views):
            self.list.takeItem(self.list.count() - 1)
        for row, view in enumerate(views):
            item = self.list.item(row) if row < self.list.count() else self._new_item()
            title = tr(SIDE_TITLES[view.side])
            item.setText(title)
            wide = self.fontMetrics().horizontalAdvance(title)
            item.setSizeHint(QSize(_THUMB.width() + wide + 36, 56))
            item.setIcon(self._thumb_of(view))
        self.list.setCurrentRow(self._session.view_index if views else -1)
        self.list.blockSignals(False)

    def show_thumb(self, frame: Frame) -> None:
        """Take the thumbnail of a view that Qt could not read from a coarse frame: without dots."""
        if frame.request.level != "coarse" or self._session.view is None:
            return
        view = self._session.view
        key = _key_of(view)
        if key not in self._thumbs or self._thumbs[key].isNull():
            self._thumbs[key] = _icon_of(frame.before)
            self.refresh()

    def show_plan(self, frame: Frame) -> None:
        """Take the thumbnail of a view with its plan, healed."""
        view = next((v for v in self._session.case.views if v.id == frame.request.view_id), None)
        if view is not None:
            self._thumbs[_key_of(view)] = _icon_of(frame.after)
            self.refresh()

    def _thumb_of(self, view: View) -> QIcon:
        """Give a view's thumbnail; where there is none yet, ask for one, once."""
        key = _key_of(view)
        if key not in self._thumbs:
            self._thumbs[key] = QIcon()
            data = self._session.photos.get(view.photo.sha256, b"")
            self._reader.ask(key, data, view.photo.width, view.photo.height)
        return self._thumbs[key]

    def _on_read(self, key: str, photo: QImage | None) -> None:
        """Take a thumbnail that was asked for, unless there is a better one by now."""
        asked = self._thumbs.get(key)
        if photo is not None and asked is not None and asked.isNull():
            self._thumbs[key] = _icon_of(photo)
            self.refresh()

    def _arrange(self) -> None:
        named(self.list, "film")
        self.list.setFlow(QListWidget.Flow.LeftToRight)
        self.list.setWrapping(False)
        self.list.setIconSize(_THUMB)
        self.list.setFixedHeight(64)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Photos of this client"))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.add_button.setText(tr("Add photo"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 12, 2)
        row.addWidget(self.list, 1)
        row.addWidget(self.add_button)

    def _new_item(self) -> QListWidgetItem:
        return QListWidgetItem(self.list)

    def _on_row(self, row: int) -> None:
        if row >= 0:
            self._session.show_view(row)


def _key_of(view: View) -> str:
    return view.id + view.photo.sha256


def _icon_of(photo: QImage) -> QIcon:
    """Give a thumbnail that keeps its colours when it is chosen."""
    pixmap = QPixmap.fromImage(_cropped(photo))
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon


def _cropped(image: QImage) -> QImage:
    """Fill the thumbnail's shape from the middle of a picture."""
    size = _THUMB * 2
    grown = image.scaled(
        size,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left, top = (grown.width() - size.width()) // 2, (grown.height() - size.height()) // 2
    return grown.copy(left, top, size.width(), size.height())
