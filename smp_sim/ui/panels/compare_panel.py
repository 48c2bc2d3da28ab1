"""Step 7: before and after, designs, and how they look from where the client stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from msgspec.structs import replace
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from smp_sim.model.case import Case
from smp_sim.model.viewing import Distance, Light
from smp_sim.ui.compare.modes import DISTANCE_TITLES, LIGHT_TITLES, MODE_TITLES
from smp_sim.ui.hair_return import may_hair_return
from smp_sim.ui.panels.area_filling import imitates_hair
from smp_sim.ui.panels.panel import Panel
from smp_sim.ui.translation import mark, tr

_Choice = TypeVar("_Choice", bound=str)

_RETURNS = mark(
    "Your own shaved hair stands where alopecia took it, as dense and dark as round the place."
)
_RETURNS_NOWHERE = mark("For patches of alopecia, and a bare scalp whose cause is alopecia.")

_KEPT = mark("Keep design {name}")
_USED = mark("Use design {name}")
_REMOVED = mark("Remove design {name}")


class ComparePanel(Panel):
    """Chooses what the stage shows, from where and in which light; keeps and takes up designs."""

    step = "compare"

    def build(self) -> None:
        """Make the buttons and the list of designs."""
        self.modes = self._choice(MODE_TITLES, self.bench.compare.show_mode, columns=2)
        self.add_section(tr("Seen from"))
        self.distances = self._choice(DISTANCE_TITLES, self._show_distance, columns=4)
        self.add_section(tr("In which light"))
        self.lights = self._choice(LIGHT_TITLES, self._show_light, columns=2)
        self.add_hint(
            tr("Both sides pass through the same blur and light; the treatment is not touched.")
        )
        self._build_assumption()
        self._build_designs()
        self.bench.compare.changed.connect(self._follow)

    def _build_assumption(self) -> None:
        self.outlook_title = self.add_section(tr("What may come"))
        self.loss_button = self._action_button("overlay-outlook")
        self.loss_hint = self.add_hint(
            tr("Hatched: skin that would be bare and that no area fills. The fill stays an island.")
        )
        self.hair_button = self._action_button("hair-returns")
        self.hair_hint = self.add_hint("")

    def _action_button(self, action: str) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(self.bench.commands.action(action))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.column.addWidget(button)
        return button

    def _show_assumption(self) -> None:
        """Offer what may come of hair; where skin or lips alone are treated there is nothing."""
        areas = self.bench.session.case.plan.areas
        is_about_hair = not areas or any(imitates_hair(area) for area in areas)
        offers = (self.loss_button, self.loss_hint, self.hair_button, self.hair_hint)
        for part in (self.outlook_title, *offers):
            part.setVisible(is_about_hair)
        can_return = may_hair_return(self.bench.session.case)
        self.hair_hint.setText(tr(_RETURNS if can_return else _RETURNS_NOWHERE))

    def _build_designs(self) -> None:
        self.add_section(tr("Designs"))
        self.add_hint(tr("Keep up to four plans under a name and see them in a grid."))
        self.name = QLineEdit()
        self.name.setMaxLength(40)
        self.name.setAccessibleName(tr("Name of the design"))
        self.name.returnPressed.connect(self._keep)
        self.keep_button = QPushButton(tr("Keep this plan"))
        self.keep_button.clicked.connect(self._keep)
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.keep_button)
        self.column.addLayout(row)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.column.addLayout(self._list)
        self.use_buttons: dict[str, QPushButton] = {}
        self.remove_buttons: dict[str, QToolButton] = {}

    def refresh(self) -> None:
        """Show what is on."""
        session = self.bench.session
        _check(self.modes, self.bench.compare.mode)
        _check(self.distances, session.viewing.distance)
        _check(self.lights, session.viewing.light)
        self._show_assumption()
        names = [design.name for design in session.case.designs]
        if names != list(self.use_buttons):
            self._list_designs(names)
        self.name.setPlaceholderText(_free_name(session.case))
        self.setEnabled(not session.is_empty)

    # --- what is shown --------------------------------------------------------------------

    def _choice(
        self, titles: Mapping[_Choice, str], choose: Callable[[_Choice], None], *, columns: int
    ) -> QButtonGroup:
        """Make one button for each choice; its value travels as a property."""
        group, grid = QButtonGroup(self), QGridLayout()
        grid.setSpacing(6)
        for index, (value, title) in enumerate(titles.items()):
            button = QToolButton(self)
            button.setText(tr(title))
            button.setCheckable(True)
            button.setProperty("choice", value)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            group.addButton(button)
            grid.addWidget(button, index // columns, index % columns)
        group.buttonClicked.connect(lambda button: choose(button.property("choice")))
        self.column.addLayout(grid)
        return group

    def _show_distance(self, distance: Distance) -> None:
        session = self.bench.session
        session.show_viewing(replace(session.viewing, distance=distance))

    def _show_light(self, light: Light) -> None:
        session = self.bench.session
        session.show_viewing(replace(session.viewing, light=light))

    # --- designs --------------------------------------------------------------------------

    def _list_designs(self, names: list[str]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            _drop_row(item.layout())
        self.use_buttons = {name: QPushButton(name) for name in names}
        self.remove_buttons = {name: QToolButton() for name in names}
        for name in names:
            self._list.addLayout(self._design_row(name))

    def _design_row(self, name: str) -> QHBoxLayout:
        use, remove = self.use_buttons[name], self.remove_buttons[name]
        use.setToolTip(tr("Make this design the plan"))
        use.setAccessibleName(tr(_USED, name=name))
        use.clicked.connect(lambda: self._use(name))
        remove.setText("✕")
        remove.setToolTip(tr(_REMOVED, name=name))
        remove.setAccessibleName(tr(_REMOVED, name=name))
        remove.clicked.connect(lambda: self._remove(name))
        row = QHBoxLayout()
        row.addWidget(use, 1)
        row.addWidget(remove)
        return row

    def _keep(self) -> None:
        from smp_sim.document.editing.designs import keep_design  # noqa: PLC0415 - NumPy, on use

        name = self.name.text().strip() or _free_name(self.bench.session.case)
        if self.bench.session.edit(tr(_KEPT, name=name), lambda case: keep_design(case, name)):
            self.name.clear()

    def _use(self, name: str) -> None:
        from smp_sim.document.editing.designs import use_design  # noqa: PLC0415 - NumPy, on use

        self.bench.session.edit(tr(_USED, name=name), lambda case: use_design(case, name))

    def _remove(self, name: str) -> None:
        from smp_sim.document.editing.designs import remove_design  # noqa: PLC0415 - NumPy, on use

        self.bench.session.edit(tr(_REMOVED, name=name), lambda case: remove_design(case, name))


def _check(group: QButtonGroup, value: str) -> None:
    for button in group.buttons():
        button.setChecked(button.property("choice") == value)


def _drop_row(row: object) -> None:
    if not isinstance(row, QHBoxLayout):
        return
    while (item := row.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _free_name(case: Case) -> str:
    taken = {design.name for design in case.designs}
    return next(name for name in "ABCDE" if name not in taken)
