"""Step 1: the client's photos, and which side each shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from smp_sim.ui.filmstrip import SIDE_TITLES
from smp_sim.ui.head_search import find_head
from smp_sim.ui.panels.panel import Panel
from smp_sim.ui.theme import named
from smp_sim.ui.translation import tr, worded

if TYPE_CHECKING:
    from smp_sim.ui.panels.client_fields import ClientFields


class PhotosPanel(Panel):
    """Opens and removes photos, and names their sides."""

    step = "photos"

    def build(self) -> None:
        """Make the buttons and the fields."""
        self.open_button = QPushButton(tr("Open photo or case…"))
        self.paste_button = QPushButton(tr("Paste"))
        row = QHBoxLayout()
        row.addWidget(self.open_button, 1)
        row.addWidget(self.paste_button)
        self.column.addLayout(row)
        self.sample_button = QPushButton(tr("Open the sample client"))
        self.column.addWidget(self.sample_button)
        self.add_section(tr("This photo"))
        self.size_label = self.add_hint("")
        self.side_box = QComboBox()
        self.side_box.setAccessibleName(tr("Side"))
        for side, title in SIDE_TITLES.items():
            self.side_box.addItem(tr(title), side)
        self.column.addWidget(named(QLabel(tr("It shows the side")), "hint"))
        self.column.addWidget(self.side_box)
        self.propose_button = QPushButton(tr("Propose everything"))
        self.column.addWidget(self.propose_button)
        self.remove_button = QPushButton(tr("Remove this photo"))
        self.column.addWidget(self.remove_button)
        self.client: ClientFields | None = None
        self._client_column = QVBoxLayout()
        self.column.addLayout(self._client_column)
        self.add_hint(tr("Photos stay on this computer. The program opens no connection."))
        self._connect()

    def refresh(self) -> None:
        """Show the view that is on."""
        view = self.bench.session.view
        for part in (self.side_box, self.propose_button, self.remove_button):
            part.setEnabled(view is not None)
        self._show_client(shown=view is not None)
        if view is None:
            self.size_label.setText(tr("No photo yet."))
            return
        megapixels = view.photo.width * view.photo.height / 1e6
        self.size_label.setText(
            tr(
                "{width} × {height} px, {megapixels} megapixels",
                width=view.photo.width,
                height=view.photo.height,
                megapixels=worded(megapixels, ".1f"),
            )
        )
        self.side_box.setCurrentIndex(self.side_box.findData(view.side))

    def _connect(self) -> None:
        commands = self.bench.commands
        self.open_button.clicked.connect(lambda: commands.run("open"))
        self.paste_button.clicked.connect(lambda: commands.run("paste-photo"))
        self.sample_button.clicked.connect(lambda: commands.run("sample"))
        self.side_box.activated.connect(self._choose_side)
        self.propose_button.clicked.connect(lambda: commands.run("propose"))
        self.remove_button.clicked.connect(self._remove)

    def _show_client(self, *, shown: bool) -> None:
        """Show the client's fields; they are made with the first photo: starting stays quick."""
        if shown and self.client is None:
            from smp_sim.ui.panels.client_fields import ClientFields  # noqa: PLC0415 - on use

            self.client = ClientFields(self.bench, self)
            self._client_column.addWidget(named(QLabel(tr("Client"), self), "section"))
            self._client_column.addWidget(self.client)
        if self.client is not None:
            self.client.setEnabled(shown)
            self.client.refresh()

    def _choose_side(self, index: int) -> None:
        """Say which side the photo shows; its camera is proposed anew, away from the window."""
        view, side = self.bench.session.view, self.side_box.itemData(index)
        if view is None or side == view.side:
            return
        find_head(self.bench, view, side, tr("Choose side"))

    def _remove(self) -> None:
        view = self.bench.session.view
        if view is None:
            return
        from smp_sim.document.editing import edits  # noqa: PLC0415 - NumPy, on use

        self.bench.session.edit(tr("Remove photo"), lambda case: edits.remove_view(case, view.id))
