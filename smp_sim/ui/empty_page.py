"""What an empty window says: what to do, in one place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from smp_sim.ui.theme import named
from smp_sim.ui.translation import tr


class EmptyPage(QWidget):
    """Lies over the canvas while no photo is open."""

    open_asked = Signal()
    sample_asked = Signal()
    practice_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addStretch()
        for text, name in (
            (tr("Drop a photo here"), "heading"),
            (tr("A photo of the head, or a saved case. Nothing leaves this computer."), "hint"),
        ):
            label = named(QLabel(text, self), name)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        self.open_button = named(QPushButton(tr("Open photo or case…"), self), "primary")
        self.sample_button = QPushButton(tr("Open the sample client"), self)
        self.open_button.clicked.connect(self.open_asked)
        self.sample_button.clicked.connect(self.sample_asked)
        self.practice_button = QPushButton(tr("Practise without a client"), self)
        self.practice_button.clicked.connect(self.practice_asked)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.open_button)
        row.addWidget(self.sample_button)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self.practice_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
