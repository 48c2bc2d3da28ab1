"""Every control of every step can be named, reached by keys, and hit with a finger."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGraphicsView,
    QHeaderView,
    QLineEdit,
    QMenuBar,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.steps import STEPS
from smp_sim.ui.theme import TOUCH_TARGET_PX, apply_theme

CONTROLS = (
    QAbstractButton,
    QComboBox,
    QAbstractSpinBox,
    QLineEdit,
    QAbstractSlider,
    QAbstractItemView,
    QGraphicsView,
)

#: What is pressed with a finger.
PRESSED = (QAbstractButton, QComboBox, QAbstractSpinBox, QLineEdit)


def controls_of(root: QWidget) -> Iterator[QWidget]:
    """Give every control in sight that is not a part of another one."""
    for widget in root.findChildren(QWidget):
        if isinstance(widget, CONTROLS) and widget.isVisible() and not is_inner(widget):
            yield widget


def is_inner(widget: QWidget) -> bool:
    """Say whether a widget is a part of another control."""
    holders = (QAbstractSpinBox, QComboBox, QAbstractItemView, QHeaderView)
    return isinstance(widget, (QScrollBar, QHeaderView)) or isinstance(
        widget.parentWidget(), holders
    )


def spoken_name(widget: QWidget) -> str:
    """Give the name that a screen reader says."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def words_of(widget: QWidget) -> str:
    """Name a control for the failure's message."""
    return f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"


@pytest.mark.parametrize("step", [step.id for step in STEPS])
def test_every_control_has_a_name_that_is_spoken(filled: MainWindow, step: str) -> None:
    """A screen reader says a word for each control: letters, not a sign alone."""
    filled.show_step(step)
    QCoreApplication.processEvents()
    nameless = [
        words_of(widget)
        for widget in controls_of(filled)
        if not any(letter.isalpha() for letter in spoken_name(widget))
    ]
    assert nameless == []


@pytest.mark.parametrize("step", [step.id for step in STEPS])
def test_every_control_is_reached_by_keys(
    filled: MainWindow, qapp: QApplication, step: str
) -> None:
    """Tab goes from control to control until it has been at each that is enabled."""
    filled.show_step(step)
    QCoreApplication.processEvents()
    wanted = {w for w in controls_of(filled) if w.isEnabled() and not _rides_along(w)}
    start = widget = next(iter(wanted))
    reached: set[QWidget] = set()
    while widget not in reached:
        reached.add(widget)
        widget = widget.nextInFocusChain() or start
    able = {w for w in reached if w.focusPolicy() & Qt.FocusPolicy.TabFocus}
    assert sorted(words_of(widget) for widget in wanted - able) == []
    del qapp


def _rides_along(widget: QWidget) -> bool:
    """Say whether keys reach what it does elsewhere: a menu bar's button by its action's key."""
    corner = widget.parentWidget()
    return corner is not None and isinstance(corner.parentWidget(), QMenuBar)


@pytest.mark.parametrize("step", [step.id for step in STEPS])
def test_in_touch_mode_every_target_is_large_enough(
    filled: MainWindow, qapp: QApplication, qtbot: QtBot, step: str
) -> None:
    """At least 44 px high (WCAG 2.5.5), whatever step is on."""
    apply_theme(qapp, "dark", touch=True)
    filled.show_step(step)
    qtbot.wait(10)
    small = [
        f"{words_of(widget)}: {widget.height()}"
        for widget in controls_of(filled)
        if isinstance(widget, PRESSED) and widget.height() < TOUCH_TARGET_PX
    ]
    apply_theme(qapp, "dark")
    assert small == []
