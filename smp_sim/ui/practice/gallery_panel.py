"""The gallery's controls: which fault, its cause and cure, and how bad."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smp_sim.training.fault_gallery import GalleryFault
from smp_sim.ui.parameter_slider import ValueTrack
from smp_sim.ui.practice.gallery_desk import GalleryDesk
from smp_sim.ui.practice.mark_list import light_of, localised, measured
from smp_sim.ui.theme import current_theme, named
from smp_sim.ui.translation import spoken, tr, worded

_ROLE = int(Qt.ItemDataRole.UserRole)
_STEPS = 20


class FaultList(QListWidget):
    """The faults. ``chosen`` brings one."""

    chosen = Signal(object)

    def __init__(self, desk: GalleryDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Faults"))
        self.setWordWrap(True)
        self._desk = desk
        for fault in desk.faults:
            item = QListWidgetItem(spoken(fault.title), self)
            item.setData(_ROLE, fault)
            item.setToolTip(spoken(fault.cause))
        self.follow()
        self.currentItemChanged.connect(self._on_choice)

    def follow(self) -> None:
        """Choose the fault that the desk shows."""
        with QSignalBlocker(self):
            self.setCurrentRow(self._desk.faults.index(self._desk.fault))

    def _on_choice(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            fault: GalleryFault = item.data(_ROLE)
            self.chosen.emit(fault)


class FaultCard(QWidget):
    """A fault in words, with the slider from good to bad and what it costs."""

    def __init__(self, desk: GalleryDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.title = named(QLabel(self), "heading")
        self.cause, self.cure, self.sentence = (_words(self) for _ in range(3))
        self.points = _words(self)
        self.figures = named(_words(self), "hint")
        self.track = ValueTrack(_STEPS, self)
        self.track.setAccessibleName(tr("From good to bad"))
        self.distance = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(named(QLabel(tr("From good to bad"), self), "section"))
        column.addWidget(self.track)
        column.addLayout(self._ends_row())
        column.addLayout(self._distance_row())
        for title, label in ((tr("Cause"), self.cause), (tr("Cure"), self.cure)):
            column.addWidget(named(QLabel(title, self), "section"))
            column.addWidget(label)
        column.addWidget(named(QLabel(tr("The mark that names it"), self), "section"))
        for label in (self.points, self.figures, self.sentence):
            column.addWidget(label)
        column.addStretch()
        self.track.valueChanged.connect(lambda step: desk.worsen(step / _STEPS))
        self.track.reset_asked.connect(lambda: desk.worsen(0.0))
        self.distance.idClicked.connect(lambda number: desk.look_from(afar=number == 1))

    def _ends_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(named(QLabel(tr("good"), self), "hint"))
        row.addStretch()
        row.addWidget(named(QLabel(tr("bad"), self), "hint"))
        return row

    def _distance_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for number, title in enumerate((tr("Close"), tr("At arm's length"))):
            button = QPushButton(title, self)
            button.setCheckable(True)
            button.setChecked(number == int(self._desk.from_afar))
            self.distance.addButton(button, number)
            row.addWidget(button)
        row.addStretch()
        return row

    def follow(self) -> None:
        """Show the fault as the desk has it."""
        desk = self._desk
        with QSignalBlocker(self.track):
            self.track.setValue(round(desk.severity * _STEPS))
        self.title.setText(spoken(desk.fault.title))
        self.cause.setText(spoken(desk.fault.cause))
        self.cure.setText(spoken(desk.fault.cure))
        mark = desk.mark()
        sign, colour = light_of(mark.points, current_theme())
        points = tr("{points} points", points=worded(mark.points, ".0f"))
        self.points.setText(f"{sign}  {spoken(mark.title)}: {points}")
        self.points.setStyleSheet(f"color: {colour}; font-weight: 600;")
        self.figures.setText(measured(mark))
        self.sentence.setText(localised(mark.sentence))


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    return label
