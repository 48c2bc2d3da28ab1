"""The command palette: type a few letters, press Return."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from smp_sim.ui.translation import tr

_ACTION_ROLE = int(Qt.ItemDataRole.UserRole)
_WIDTH_PX, _HEIGHT_PX = 520, 380


def plain_title(action: QAction) -> str:
    """Give an action's name without the marks for its underlined letter."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


def match_score(title: str, typed: str) -> int:
    """Rate how well a title fits what was typed: 0 not at all, more for earlier and closer.

    Every letter must come in its order; a run of letters and starts of words count more.
    """
    title, typed = title.lower(), typed.lower().strip()
    if typed in title:
        return 1000 - title.index(typed) + (500 if title.startswith(typed) else 0)
    at, score = -1, 1
    for letter in typed.replace(" ", ""):
        found = title.find(letter, at + 1)
        if found < 0:
            return 0
        score += 20 if found == at + 1 or title[found - 1] == " " else 1
        at = found
    return score


class Palette(QFrame):
    """A list of all actions over the window, filtered as one types."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._actions = list(actions)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(tr("Type the name of an action"))
        self.field.setAccessibleName(tr("Find an action"))
        self.list = QListWidget(self)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self._run())
        self.hide()

    def open(self) -> None:
        """Show it, empty, in the upper middle of the window."""
        self.setGeometry((self._over.width() - _WIDTH_PX) // 2, 60, _WIDTH_PX, _HEIGHT_PX)
        self.field.clear()
        self._filter("")
        self.show()
        self.raise_()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows walk the list, Return run, Escape close, and losing the focus too."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in moves:
            row = self.list.currentRow() + moves[key]
            self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return super().eventFilter(watched, event)
        return True

    def _filter(self, typed: str) -> None:
        rated = [(match_score(plain_title(action), typed), action) for action in self._actions]
        self.list.clear()
        for score, action in sorted(rated, key=lambda pair: -pair[0]):
            if score and action.isEnabled():
                keys = action.shortcut().toString()
                item = QListWidgetItem(f"{plain_title(action)}    {keys}".rstrip(), self.list)
                item.setData(_ACTION_ROLE, action)
        self.list.setCurrentRow(0)

    def _run(self) -> None:
        item = self.list.currentItem()
        self.hide()
        if item is not None:
            item.data(_ACTION_ROLE).trigger()
