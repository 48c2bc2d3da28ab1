"""Step 8: what goes out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton

from smp_sim.ui.panels.panel import Panel
from smp_sim.ui.panels.report_controls import ReportControls
from smp_sim.ui.theme import named
from smp_sim.ui.timeline import RETENTIONS, worded_day
from smp_sim.ui.translation import mark, tr

#: Each export: its button, the name that is offered, and the kinds it can be.
_EXPORTS: dict[str, tuple[str, str, str]] = {
    "picture": (mark("Picture of this day…"), "preview.png", "*.png *.jpg *.tif *.webp"),
    "pair": (mark("Before and after…"), "before-after.png", "*.png *.jpg *.tif *.webp"),
    "healing": (mark("Healing…"), "healing.png", "*.png *.jpg *.gif *.webp *.mp4"),
}


class ExportPanel(Panel):
    """Saves the case, and pictures of it that say what they are."""

    step = "export"

    def build(self) -> None:
        """Make the buttons."""
        self.save_button = named(QPushButton(tr("Save case")), "primary")
        self.save_button.clicked.connect(lambda: self.bench.commands.run("save"))
        self.column.addWidget(self.save_button)
        self.add_section(tr("Pictures of this photo"))
        self.moment = self.add_hint("")
        self.buttons = {kind: self._export_button(kind) for kind in _EXPORTS}
        self.add_hint(
            tr("Pictures carry the words that they are a simulation, with day and expected range.")
        )
        self.report = ReportControls(self.bench, self)
        self.column.addWidget(self.report)

    def refresh(self) -> None:
        """Say which day goes out; switch off in an empty window."""
        session = self.bench.session
        self.moment.setText(
            tr(
                "{day}, expected range: {part}",
                day=worded_day(session.day),
                part=tr(RETENTIONS[session.retention]),
            )
        )
        self.setEnabled(not session.is_empty)

    def _export_button(self, kind: str) -> QPushButton:
        button = QPushButton(tr(_EXPORTS[kind][0]))
        button.clicked.connect(lambda: self._ask_where(kind))
        self.column.addWidget(button)
        return button

    def _ask_where(self, kind: str) -> None:
        title, name, kinds = _EXPORTS[kind]
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr(title), name, tr("Pictures ({kinds})", kinds=kinds)
        )
        if chosen:
            self.write(kind, Path(chosen))

    def write(self, kind: str, path: Path) -> None:
        """Write an export as a task."""
        from smp_sim.ui.engine_jobs import EXPORTS, ExportOrder  # noqa: PLC0415 - the engine

        session, view = self.bench.session, self.bench.session.view
        if view is None:
            return
        if not path.suffix:
            path = path.with_suffix(".png")
        order = ExportOrder(session.dossier(), view.id, session.day, session.retention, path)
        self.bench.tasks.start(
            tr("Writing {name}", name=path.name),
            lambda: EXPORTS[kind](order),
            lambda _nothing: self.bench.messages.say(tr("Saved as {name}.", name=path.name)),
        )
