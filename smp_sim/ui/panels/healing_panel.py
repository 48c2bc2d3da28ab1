"""Step 6: the sessions, their days, shares and shades."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
)

from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Session as Sitting
from smp_sim.model.units import limits_of
from smp_sim.ui.panels.panel import Panel
from smp_sim.ui.parameter_slider import TEXT_EDGE_PX
from smp_sim.ui.skin_state import skin_state, worded_state
from smp_sim.ui.translation import mark, tr, worded

_COLUMNS = (mark("Day"), mark("Share %"), mark("Shade %"), mark("Needle"))


class HealingPanel(Panel):
    """Plans the sittings; the timeline below shows how they heal."""

    step = "healing"

    def build(self) -> None:
        """Make the count and the table."""
        self.count = QSpinBox()
        limits = limits_of(Sitting, "number")
        self.count.setRange(round(limits.low), round(limits.high))
        self.count.setAccessibleName(tr("Number of sessions"))
        self.count.valueChanged.connect(self._set_count)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.count.lineEdit().setTextMargins(0, 0, TEXT_EDGE_PX, 0)
        self.count.setMinimumWidth(72)
        row = QHBoxLayout()
        row.addWidget(QLabel(tr("Number of sessions")), 1)
        for title, by in (("−", -1), ("+", 1)):
            row.addWidget(self._step_button(title, by))
        row.insertWidget(2, self.count)
        self.column.addLayout(row)
        self.table = QTableWidget(0, len(_COLUMNS))
        self.table.setHorizontalHeaderLabels([tr(title) for title in _COLUMNS])
        self.table.setAccessibleName(tr("Sessions"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.cellChanged.connect(self._on_cell)
        self.column.addWidget(self.table)
        self.add_hint(tr("The shares of all sessions make 100 %."))
        self.default_button = QPushButton(tr("Back to the usual sessions"))
        self.default_button.clicked.connect(self._use_default)
        self.column.addWidget(self.default_button)
        self.add_section(tr("On the day shown"))
        self.state = self.add_hint("")
        self.healed_button = QPushButton(tr("Show it healed"))
        self.healed_button.clicked.connect(self.bench.session.show_healed)
        self.column.addWidget(self.healed_button)
        self.add_hint(
            tr("Skin heals differently. Light, typical and strong below show the expected range.")
        )
        self.range_button = QToolButton()
        self.range_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.range_button.setDefaultAction(self.bench.commands.action("range"))
        self.column.addWidget(self.range_button)

    def _step_button(self, title: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setText(title)
        button.setAccessibleName(tr("One session more") if by > 0 else tr("One session fewer"))
        button.clicked.connect(lambda: self.count.stepBy(by))
        return button

    def refresh(self) -> None:
        """Show the plan's sessions."""
        sittings = self.bench.session.case.plan.sessions
        self.count.blockSignals(True)
        self.count.setValue(len(sittings))
        self.count.blockSignals(False)
        self.table.blockSignals(True)
        self.table.setRowCount(len(sittings))
        for row, sitting in enumerate(sittings):
            self._show_row(row, sitting)
        self.table.blockSignals(False)
        self.table.resizeRowsToContents()
        height = self.table.horizontalHeader().sizeHint().height() + 4
        rows = sum(self.table.rowHeight(row) for row in range(len(sittings)))
        self.table.setFixedHeight(height + rows)
        self.default_button.setEnabled(sittings != _usual(self.bench.session.case))
        self.setEnabled(not self.bench.session.is_empty)
        self._show_state()

    def _show_state(self) -> None:
        """Say what the skin does on the day that is shown."""
        session = self.bench.session
        state = skin_state(session.case, session.day, session.retention)
        self.state.setText(worded_state(state))

    def _use_default(self) -> None:
        def edit(case: Case) -> Case:
            from smp_sim.document.editing import edits  # noqa: PLC0415 - NumPy, on use

            return edits.set_session_list(case, _usual(case))

        self.bench.session.edit(tr("Set sessions"), edit)

    def _show_row(self, row: int, sitting: Sitting) -> None:
        texts = (
            worded(sitting.day, "g"),
            f"{sitting.share * 100:.0f}",
            f"{sitting.tone * 100:.0f}",
            sitting.needle,
        )
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.table.setItem(row, column, item)

    def _set_count(self, count: int) -> None:
        def edit(case: Case) -> Case:
            from smp_sim.document.editing import edits  # noqa: PLC0415 - NumPy, on use

            return edits.set_sessions(case, count)

        self.bench.session.edit(tr("Set sessions"), edit)

    def _on_cell(self, row: int, column: int) -> None:
        item = self.table.item(row, column)
        text = item.text().strip() if item is not None else ""

        def edit(case: Case) -> Case:
            from smp_sim.document.editing import edits  # noqa: PLC0415 - NumPy, on use

            return edits.set_session_list(case, with_cell(case.plan.sessions, row, column, text))

        self.bench.session.edit(tr("Change session"), edit)
        self.refresh()


def _usual(case: Case) -> tuple[Sitting, ...]:
    """Give the sittings that are usual for what the plan treats."""
    from smp_sim.document.editing.treatments import usual_sessions  # noqa: PLC0415 - NumPy, on use

    return usual_sessions(case.plan)


def with_cell(
    sittings: tuple[Sitting, ...], row: int, column: int, text: str
) -> tuple[Sitting, ...]:
    """Give the sessions with one cell of the table changed; other shares make room for a share.

    Raises
    ------
    PlanError
        For text that is no number.
    """
    from smp_sim.document.editing.needles import with_needle  # noqa: PLC0415 - NumPy, on use

    changed = list(sittings)
    if column == 3:
        changed[row] = with_needle(sittings[row], text)
        return tuple(changed)
    number = _number_of(text)
    field, value = (("day", number), ("share", number / 100), ("tone", number / 100))[column]
    changed[row] = msgspec.structs.replace(sittings[row], **{field: value})
    return tuple(changed) if field != "share" else _shared_out(changed, row)


def _number_of(text: str) -> float:
    try:
        return float(text.replace("%", "").replace(",", ".").strip())
    except ValueError as error:
        raise PlanError(tr("'{words}' is no number.", words=text), where=tr("Sessions")) from error


def _shared_out(sittings: list[Sitting], row: int) -> tuple[Sitting, ...]:
    """Scale the other shares so that all make the whole."""
    others = sum(s.share for i, s in enumerate(sittings) if i != row)
    left = 1.0 - sittings[row].share
    if others <= 0.0 or left < 0.0:
        return tuple(sittings)
    return tuple(
        s if i == row else msgspec.structs.replace(s, share=s.share * left / others)
        for i, s in enumerate(sittings)
    )
