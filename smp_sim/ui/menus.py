"""Turns the list of actions into Qt's actions and menus."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from smp_sim.ui.action_spec import ActionSpec, MenuId
from smp_sim.ui.actions import MENUS, all_actions
from smp_sim.ui.theme import TEXT_PT
from smp_sim.ui.translation import tr

if TYPE_CHECKING:
    from smp_sim.ui.main_window import MainWindow


#: What the menus View and Plan still do while the practice room is shown.
IN_PRACTICE = frozenset(
    (
        *("fit", "actual", "zoom-in", "zoom-out"),
        *("dark", "system-theme", "touch", "english", "german"),
        *(f"text-{size}" for size in TEXT_PT),
    )
)


class Menus:
    """The window's actions by id, and its menu bar."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.specs = {spec.id: spec for spec in all_actions()}
        self.actions = {spec.id: self._make_action(spec) for spec in self.specs.values()}
        self.recent_menu = QMenu(tr("Open recent"), window)
        self.recent_menu.aboutToShow.connect(self._fill_recent)
        self._menus: dict[MenuId, QMenu] = {}
        self._submenus: dict[tuple[str, ...], QMenu] = {}
        self._build()

    def refresh(self) -> None:
        """Bring check marks, names of undo and redo, and what is possible up to date."""
        window = self._window
        stack = window.undo_stack
        for name, spec in self.specs.items():
            action = self.actions[name]
            action.setEnabled(self._is_possible(spec))
            if spec.state is not None:
                action.setChecked(spec.state(window))
        self._name_step("undo", stack.undoText(), can=stack.canUndo())
        self._name_step("redo", stack.redoText(), can=stack.canRedo())

    def _is_possible(self, spec: ActionSpec) -> bool:
        """Say whether an action can be done now; in the practice room nothing touches the case."""
        window = self._window
        if window.practice.is_open and spec.menu in ("view", "plan"):
            return spec.id in IN_PRACTICE
        if spec.needs_photo and (window.bench.session.is_empty or window.practice.is_open):
            return False
        return spec.possible is None or spec.possible(window)

    def take_down(self) -> None:
        """Take every action and menu out of the window."""
        self._window.menuBar().clear()
        for name, action in self.actions.items():
            owner = self._owner(self.specs[name])
            owner.removeAction(action)
            action.deleteLater()

    def _owner(self, spec: ActionSpec) -> QWidget:
        return self._window.bench.canvas if spec.on_canvas else self._window

    def _name_step(self, name: str, step: str, *, can: bool) -> None:
        title = tr(self.specs[name].title)
        self.actions[name].setText(f"{title}: {step}" if step else title)
        self.actions[name].setEnabled(can)

    def _make_action(self, spec: ActionSpec) -> QAction:
        action = QAction(tr(spec.title), self._window)
        action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
        action.setCheckable(spec.state is not None)
        action.setAutoRepeat(spec.repeats)
        if spec.on_canvas:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._owner(spec).addAction(action)
        action.triggered.connect(self._runner(spec))
        return action

    def _runner(self, spec: ActionSpec) -> Callable[[], None]:
        def run() -> None:
            spec.run(self._window)
            self.refresh()

        return run

    def _build(self) -> None:
        bar = self._window.menuBar()
        for menu_id, title in MENUS.items():
            specs = [spec for spec in self.specs.values() if spec.menu == menu_id]
            if not specs:
                continue
            menu = bar.addMenu(tr(title))
            self._menus[menu_id] = menu
            for spec in specs:
                if spec.begins_group:
                    menu.addSeparator()
                self._place_in(menu, spec.submenu).addAction(self.actions[spec.id])
                if spec.id == "open":
                    menu.addMenu(self.recent_menu)

    def _place_in(self, menu: QMenu, submenu: tuple[str, ...]) -> QMenu:
        """Give the menu at the end of a way of titles, made when its first action comes."""
        if not submenu:
            return menu
        outer = self._place_in(menu, submenu[:-1])
        key = (menu.title(), *submenu)
        if key not in self._submenus:
            self._submenus[key] = outer.addMenu(tr(submenu[-1]))
        return self._submenus[key]

    def _fill_recent(self) -> None:
        self.recent_menu.clear()
        recent = self._window.bench.preferences.recent
        for path in recent:
            action = self.recent_menu.addAction(path.name)
            action.setToolTip(str(path))
            action.triggered.connect(
                lambda _checked=False, path=path: self._window.files.open_path(path)
            )
        if not recent:
            self.recent_menu.addAction(tr("No recent files")).setEnabled(False)
