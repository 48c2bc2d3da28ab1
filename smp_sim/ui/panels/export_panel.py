"""Step 8: what goes out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QPushButton,
)

from smp_sim.document.export.export_limits import STOP_SECONDS
from smp_sim.document.export.provenance import ExportKind
from smp_sim.ui.hair_return import may_hair_return
from smp_sim.ui.panels.panel import Panel
from smp_sim.ui.panels.report_controls import ReportControls
from smp_sim.ui.parameter_slider import TEXT_EDGE_PX
from smp_sim.ui.theme import named
from smp_sim.ui.timeline import RETENTIONS, worded_day
from smp_sim.ui.translation import mark, spoken, tr

if TYPE_CHECKING:
    from smp_sim.document.export.wording import ReportLanguage

_KINDS = "*.png *.jpg *.tif *.webp"

#: Each export: its button, the name that is offered, and the kinds it can be.
_EXPORTS: dict[ExportKind, tuple[str, str, str]] = {
    "picture": (mark("Picture of this day…"), "preview.png", _KINDS),
    "pair": (mark("Before and after…"), "before-after.png", _KINDS),
    "range": (mark("Expected range…"), "range.png", _KINDS),
    "views": (mark("All photos on one sheet…"), "views.png", _KINDS),
    "healing": (mark("Healing…"), "healing.png", f"{_KINDS} *.gif *.mp4"),
}

#: Sizes that are offered: a word of the exports, or the longer side in px, and its title.
_SIZES: tuple[tuple[str | int, str], ...] = (
    ("usual", mark("Fills a screen")),
    ("full", mark("Full resolution")),
    (2048, mark("2048 px")),
    (1080, mark("1080 px, for a phone")),
)


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
        self._add_choices()
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

    def _add_choices(self) -> None:
        """Add the size of pictures, and how long a film stays at each stop."""
        self.size_choice = QComboBox(self)
        for value, title in _SIZES:
            self.size_choice.addItem(tr(title), value)
        self.seconds = QDoubleSpinBox(self)
        self.seconds.setRange(STOP_SECONDS.low, STOP_SECONDS.high)
        self.seconds.setSingleStep(STOP_SECONDS.step)
        self.seconds.setDecimals(1)
        self.seconds.setValue(1.0)
        self.seconds.lineEdit().setTextMargins(TEXT_EDGE_PX, 0, 0, 0)
        self.seconds.setSuffix(tr(" s a stop"))
        form = QFormLayout()
        for title, control in ((tr("Size"), self.size_choice), (tr("Film"), self.seconds)):
            control.setAccessibleName(title)
            form.addRow(title, control)
        self.column.addLayout(form)

    def _export_button(self, kind: ExportKind) -> QPushButton:
        button = QPushButton(tr(_EXPORTS[kind][0]))
        button.clicked.connect(lambda: self._ask_where(kind))
        self.column.addWidget(button)
        return button

    def _ask_where(self, kind: ExportKind) -> None:
        title, name, kinds = _EXPORTS[kind]
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr(title), name, tr("Pictures ({kinds})", kinds=kinds)
        )
        if chosen:
            self.write(kind, Path(chosen))

    def write(self, kind: ExportKind, path: Path) -> None:
        """Write an export as a task that can be given up."""
        from smp_sim.document.export.export_order import ExportOrder  # noqa: PLC0415 - the engine
        from smp_sim.ui.engine_jobs import export  # noqa: PLC0415

        session, view = self.bench.session, self.bench.session.view
        if view is None:
            return
        if not path.suffix:
            path = path.with_suffix(".png")
        dossier = session.dossier()
        order = ExportOrder(
            kind=kind,
            view_id=view.id,
            day=session.day,
            retention=session.retention,
            size=self.size_choice.currentData(),
            stop_seconds=self.seconds.value(),
            hair_returns=session.viewing.hair_returns and may_hair_return(session.case),
            language=cast("ReportLanguage", self.bench.preferences.spoken_language),
        )
        self.bench.tasks.start_watched(
            tr("Writing {name}", name=path.name),
            lambda progress: export(dossier, order, path, progress),
            lambda note: self._tell(path, note),
        )

    def _tell(self, path: Path, note: str) -> None:
        """Say that it was written, and what the user should know of it."""
        said = tr("Saved as {name}.", name=path.name)
        if note:
            self.bench.messages.warn(f"{said} {spoken(note)}")
        else:
            self.bench.messages.say(said)
