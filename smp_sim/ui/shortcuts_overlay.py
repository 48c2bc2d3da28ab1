"""The overlay of all shortcuts, opened with a question mark."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from smp_sim.ui.action_spec import ActionSpec
from smp_sim.ui.actions import MENUS, all_actions
from smp_sim.ui.theme import named
from smp_sim.ui.translation import mark, tr

#: What hand and keys do that is no menu action: what, how.
GESTURES: tuple[tuple[str, str], ...] = (
    (mark("Zoom at the cursor"), mark("Wheel")),
    (mark("Move the photo"), mark("Space or middle button and drag")),
    (mark("Move and zoom by touch"), mark("Two fingers")),
    (mark("Reset a slider"), mark("Double-click")),
    (mark("Move the chosen point, area or head"), mark("Arrow keys")),
    (mark("Size or turn the chosen area"), mark("+ −  and  , .")),
    (mark("Timeline: mark by mark"), mark("Page Up, Page Down")),
    (mark("Timeline: day by day"), mark("Arrow keys")),
)


_COLUMNS = 3


class ShortcutsOverlay(QFrame):
    """Shows every action that has a key, menu by menu. Any key or click closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 20)
        column.addWidget(named(QLabel(tr("Keyboard shortcuts")), "heading"))
        column.addWidget(self._scrolled(), 1)
        column.addWidget(named(QLabel(tr("Press any key to close.")), "hint"))
        self.hide()

    def _scrolled(self) -> QScrollArea:
        """Lay the tables out in columns of about the same length; a small window scrolls them."""
        page = named(QWidget(self), "panel")
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        for tables in _balanced(_tables()):
            label = QLabel("".join(tables), page)
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            label.setWordWrap(True)
            row.addWidget(label, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        return area

    def open(self) -> None:
        """Show it over the whole window."""
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.hide()


def _tables() -> list[str]:
    """Give one table for each menu that has shortcuts, and one for the gestures."""
    by_menu = [
        (title, [_row(spec) for spec in all_actions() if spec.menu == menu and spec.shortcuts])
        for menu, title in MENUS.items()
    ]
    hands = [(tr(what), tr(how)) for what, how in GESTURES]
    return [
        _table(tr(title).replace("&", ""), rows)
        for title, rows in [*by_menu, (tr("By hand"), hands)]
        if rows
    ]


def _balanced(tables: list[str]) -> list[list[str]]:
    """Put each table, the longest first, into the column that is shortest so far."""
    columns: list[list[str]] = [[] for _ in range(_COLUMNS)]
    for table in sorted(tables, key=_lines_of, reverse=True):
        min(columns, key=lambda column: sum(map(_lines_of, column))).append(table)
    return columns


def _lines_of(table: str) -> int:
    return table.count("<tr>") + 2


def _row(spec: ActionSpec) -> tuple[str, str]:
    keys = [
        QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in spec.shortcuts
    ]
    return tr(spec.title).replace("&&", "&"), "  ".join(keys)


def _table(title: str, rows: list[tuple[str, str]]) -> str:
    cells = "".join(
        f"<tr><td style='padding-right:18px'>{escape(what)}</td><td><b>{escape(keys)}</b></td></tr>"
        for what, keys in rows
    )
    return f"<p><b>{escape(title)}</b></p><table cellspacing='3'>{cells}</table>"
