"""Whose report it is: name, lines and logo, kept for this user's reports."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from smp_sim.document.export.letterhead import (
    LONGEST_LINE,
    MOST_LINES,
    Practice,
    keep_practice,
    load_practice,
    read_logo,
)
from smp_sim.model.errors import SmpError
from smp_sim.ui.theme import named
from smp_sim.ui.translation import told, tr

#: Wide enough for an address on one line, px.
_DIALOG_WIDTH = 420

#: Largest that a logo is shown in the dialog, px.
_LOGO_WIDTH, _LOGO_HEIGHT = 260, 80


class LetterheadDialog(QDialog):
    """Edits the practice's name, lines and logo; a mistake is said in the dialog itself.

    ``folder`` is where they are kept; None: the user's own.
    """

    def __init__(self, folder: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Name and logo"))
        self.setMinimumWidth(_DIALOG_WIDTH)
        self._folder = folder
        self.name = QLineEdit(maxLength=LONGEST_LINE)
        self.lines = [QLineEdit(maxLength=LONGEST_LINE) for _ in range(MOST_LINES)]
        self.logo_view = QLabel()
        self.logo_button = QPushButton(tr("Choose a logo…"))
        self.no_logo_button = QPushButton(tr("No logo"))
        self.trouble = named(QLabel(), "hint")
        self.trouble.setWordWrap(True)
        self._logo = b""
        self._arrange()
        self._load()

    def _arrange(self) -> None:
        form = QFormLayout(self)
        form.addRow(tr("Name"), self.name)
        for number, line in enumerate(self.lines, start=1):
            form.addRow(tr("Line {number}", number=number), line)
        form.addRow(tr("Logo"), self.logo_view)
        form.addRow("", self.logo_button)
        form.addRow("", self.no_logo_button)
        form.addRow(self.trouble)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.buttons.button(kinds.Ok).setText(tr("Keep"))
        self.buttons.button(kinds.Cancel).setText(tr("Cancel"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.logo_button.clicked.connect(self._ask_logo)
        self.no_logo_button.clicked.connect(lambda: self._show_logo(b""))
        form.addRow(self.buttons)

    def _load(self) -> None:
        try:
            practice = load_practice(self._folder)
        except SmpError as mistake:
            self.trouble.setText(told(mistake))
            return
        self.name.setText(practice.name)
        for line, text in zip(self.lines, practice.lines, strict=False):
            line.setText(text)
        self._show_logo(practice.logo)

    def _ask_logo(self) -> None:
        kinds = "*.png *.jpg *.jpeg *.webp *.tif *.tiff *.bmp"
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Choose a logo…"), "", tr("Pictures ({kinds})", kinds=kinds)
        )
        if chosen:
            self.take_logo(Path(chosen))

    def take_logo(self, path: Path) -> None:
        """Take a picture file as the logo, or say why it can't be."""
        try:
            self._show_logo(read_logo(path))
            self.trouble.clear()
        except SmpError as mistake:
            self.trouble.setText(told(mistake))

    def _show_logo(self, logo: bytes) -> None:
        self._logo = logo
        picture = QPixmap()
        if not logo or not picture.loadFromData(logo):
            self.logo_view.setText(tr("none"))
            return
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self.logo_view.setPixmap(picture.scaled(_LOGO_WIDTH, _LOGO_HEIGHT, keep, smooth))

    def accept(self) -> None:
        """Keep what is written, and close; stay open where it can't be kept."""
        lines = tuple(text for line in self.lines if (text := line.text().strip()))
        practice = Practice(name=self.name.text().strip(), lines=lines, logo=self._logo)
        try:
            keep_practice(practice, self._folder)
        except SmpError as mistake:
            self.trouble.setText(told(mistake))
            return
        super().accept()
