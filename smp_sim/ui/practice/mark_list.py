"""The marks of a drawing: points, what was measured against the goal, and a sentence why."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from smp_sim.model.sentence import Sentence
from smp_sim.training.quantities import worded, worded_goal
from smp_sim.training.score import PASSED_POINTS, Mark, Score
from smp_sim.ui.theme import Theme, current_theme, text_pt, text_px
from smp_sim.ui.translation import spoken, tr
from smp_sim.ui.translation import worded as number

Index = QModelIndex | QPersistentModelIndex

_ROLE = int(Qt.ItemDataRole.UserRole)
_BADGE_PX, _GAP_PX, _EDGE_PX = 46, 10, 8
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

#: From here on a mark has all that was asked for.
_FULL_POINTS = 99.5


class MarkList(QListWidget):
    """One row a mark; the chosen one's faults are shown on the head."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Marks"))
        self.setItemDelegate(_MarkPainter(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def chosen(self) -> Mark | None:
        """The mark that is chosen, or None."""
        marks: list[Mark] = [item.data(_ROLE) for item in self.selectedItems()]
        return marks[0] if marks else None

    def show_score(self, score: Score | None, titles: Mapping[str, str]) -> None:
        """Show marks, the worst first and chosen; None: none yet. ``titles`` names the points."""
        self.clear()
        marks = () if score is None else score.marks
        for mark in sorted(marks, key=lambda mark: mark.points):
            title = titles.get(mark.about) or spoken(mark.title)
            item = QListWidgetItem(title, self)
            item.setData(_ROLE, mark)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}: {spoken_mark(mark)}")
        self.setCurrentRow(0)

    def fit_rows(self) -> None:
        """Be as high as all rows, so that the panel scrolls and not a list within it."""
        self.doItemsLayout()
        rows = sum(self.sizeHintForRow(row) for row in range(self.count()))
        self.setFixedHeight(rows + 2 * self.frameWidth() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the rows anew: sentences wrap at the list's width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_rows()


def localised(sentence: str) -> str:
    """Give a mark's sentence in the window's language, its numbers with that language's point."""
    if not isinstance(sentence, Sentence):
        return spoken(sentence)
    values = {name: pointed(str(value)) for name, value in sentence.values.items()}
    return spoken(Sentence(sentence.template, **values))


def pointed(figure: str) -> str:
    """Write a figure with its unit, ``2.5 mm``, with the language's own decimal point."""
    return figure.replace(".", number(0.5, ".1f")[1])


def measured(mark: Mark) -> str:
    """Say what was measured, and what was asked for."""
    goal = pointed(worded_goal(mark.quantity, mark.low, mark.high))
    if mark.value is None:
        return tr("asked for {goal}", goal=goal)
    value = pointed(worded(mark.quantity, mark.value))
    return tr("{value}, asked for {goal}", value=value, goal=goal)


def light_of(points: float, theme: Theme) -> tuple[str, str]:
    """Give sign and colour of points: fine, short of the goal, not passed."""
    if points >= _FULL_POINTS:
        return "✓", theme.good
    return ("!", theme.caution) if points >= PASSED_POINTS else ("✕", theme.bad)


def spoken_mark(mark: Mark) -> str:
    """Say a mark as a screen reader does."""
    points = tr("{points} points", points=number(mark.points, ".0f"))
    return f"{points}, {measured(mark)}. {localised(mark.sentence)}"


class _MarkPainter(QStyledItemDelegate):
    """Paints a badge of points, the title, the figures and the sentence."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        mark: Mark = index.data(_ROLE)
        theme = current_theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, area, theme, chosen=chosen)
        self._paint_badge(painter, area, mark, theme)
        left, width = area.left() + _EDGE_PX + _BADGE_PX + _GAP_PX, _text_width(area.width())
        top = area.top() + _EDGE_PX
        colours = (theme.text, theme.muted, theme.text)
        for (text, font), colour in zip(_parts(index, option), colours, strict=True):
            height = _height_of(text, font, width)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(QRect(left, top, width, height), _WRAP, text)
            top += height + 1
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        wide = view.viewport().width() if isinstance(view, QListWidget) else 300
        width = _text_width(wide)
        rows = [_height_of(text, font, width) for text, font in _parts(index, option)]
        return QSize(wide, sum(rows) + len(rows) + 2 * _EDGE_PX)

    @staticmethod
    def _paint_ground(painter: QPainter, area: QRect, theme: Theme, *, chosen: bool) -> None:
        if chosen:
            painter.setPen(QColor(theme.accent))
            painter.setBrush(QColor(theme.panel))
            painter.drawRoundedRect(QRectF(area).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)

    @staticmethod
    def _paint_badge(painter: QPainter, area: QRect, mark: Mark, theme: Theme) -> None:
        sign, colour = light_of(mark.points, theme)
        badge = QRectF(area.left() + _EDGE_PX, area.top() + _EDGE_PX, _BADGE_PX, text_px(40))
        painter.setPen(Qt.PenStyle.NoPen)
        veil = QColor(colour)
        veil.setAlpha(46)
        painter.setBrush(veil)
        painter.drawRoundedRect(badge, 6, 6)
        font = painter.font()
        font.setPointSizeF(text_pt(13.0))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        middle = int(Qt.AlignmentFlag.AlignHCenter)
        figure = number(mark.points, ".0f")
        painter.drawText(badge.adjusted(0, 2, 0, 0), middle | Qt.AlignmentFlag.AlignTop, figure)
        font.setPointSizeF(text_pt(9.5))
        painter.setFont(font)
        painter.drawText(badge.adjusted(0, 0, 0, -3), middle | Qt.AlignmentFlag.AlignBottom, sign)


def _parts(index: Index, option: QStyleOptionViewItem) -> list[tuple[str, QFont]]:
    """Give the three texts of a row with their fonts."""
    title: str = index.data(int(Qt.ItemDataRole.DisplayRole))
    mark: Mark = index.data(_ROLE)
    plain = QFont(option.font)
    bold, small = QFont(plain), QFont(plain)
    bold.setBold(True)
    small.setPointSizeF(plain.pointSizeF() - 1.0)
    return [(title, bold), (measured(mark), small), (localised(mark.sentence), plain)]


def _height_of(text: str, font: QFont, width: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 2000), _WRAP, text).height()


def _text_width(row_width: int) -> int:
    return max(row_width - _BADGE_PX - _GAP_PX - 2 * _EDGE_PX - 4, 80)
