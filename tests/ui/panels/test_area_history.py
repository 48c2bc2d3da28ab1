"""The questions in the areas' step: shown where they are asked, one undo step each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smp_sim.model.area_history import AreaHistory
from smp_sim.model.area_kind import AreaKind
from smp_sim.model.plan import Area
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.panels.area_history import AreaHistoryBox
from smp_sim.ui.panels.areas_panel import AreasPanel
from tests.ui.panels.test_client_fields import pick

_TRIANGLE = ((0.0, 1.0, 0.0), (0.0, 0.96, 0.28), (0.28, 0.96, 0.0))


def history_of(window: MainWindow) -> AreaHistory:
    """Give what was asked about the last area."""
    return window.bench.session.case.plan.areas[-1].history


def take_area(window: MainWindow, kind: AreaKind) -> None:
    """Make an area of a kind the plan's only one."""
    from smp_sim.document.editing.edits import replace_areas  # noqa: PLC0415 - the engine

    area = Area(id="a", kind=kind, outline=_TRIANGLE if kind == "alopecia-patch" else ())
    window.bench.session.edit("take", lambda case: replace_areas(case, (area,)))


@pytest.fixture
def box(consultation: MainWindow) -> AreaHistoryBox:
    """Give the questions about a strip scar that the plan was started from."""
    from smp_sim.document.editing.treatments import take_template  # noqa: PLC0415 - the engine

    consultation.show_step("areas")
    consultation.bench.session.edit("scar", lambda case: take_template(case, "fut-scar"))
    panel = consultation.panels.current
    assert isinstance(panel, AreasPanel)
    panel.desk.choose(consultation.bench.session.case.plan.areas[-1].id)
    return panel.history


def type_months(box: AreaHistoryBox, months: str, qtbot: QtBot) -> None:
    """Type a number of months and leave it with Return."""
    box.months.setFocus()
    box.months.selectAll()
    qtbot.keyClicks(box.months, months)
    qtbot.keyClick(box.months, Qt.Key.Key_Return)


def test_a_scar_is_asked_about(box: AreaHistoryBox) -> None:
    """Its age and its look are open questions, and both are warned of."""
    assert box.months.isVisible()
    assert box.look.isVisible()
    assert not box.cause.isVisible()
    assert "injury" in box.question.text()
    assert box.open.text().count("!") == 2
    assert not box.answered.isVisible()


def test_answers_are_kept_one_step_each(
    box: AreaHistoryBox, consultation: MainWindow, qtbot: QtBot
) -> None:
    """Months typed, then a look: two steps; undo takes one after the other back."""
    stack = consultation.bench.session.undo_stack
    before = stack.count()
    type_months(box, "14", qtbot)
    assert history_of(consultation) == AreaHistory(months=14.0)
    pick(box.look, "pale", qtbot)
    assert history_of(consultation) == AreaHistory(months=14.0, look="pale")
    assert stack.count() == before + 2
    assert not box.open.isVisible()
    assert box.answered.text().count("✓") == 2
    stack.undo()
    assert history_of(consultation) == AreaHistory(months=14.0)
    stack.undo()
    assert box.months.text() == box.months.specialValueText()


def test_a_fresh_scar_is_warned_of(box: AreaHistoryBox, qtbot: QtBot) -> None:
    """After four months it is too early, and the months that are wanted are told."""
    type_months(box, "4", qtbot)
    assert "too early" in box.open.text()
    assert "12" in box.open.text()


def test_only_kinds_that_ask_show_questions(box: AreaHistoryBox, consultation: MainWindow) -> None:
    """A plain front has neither question nor heading; a bare scalp is asked for its cause alone."""
    shown: dict[AreaKind, tuple[bool, bool]] = {}
    kinds: tuple[AreaKind, ...] = ("behind-hairline", "whole-scalp", "alopecia-patch")
    for kind in kinds:
        take_area(consultation, kind)
        shown[kind] = box.isVisible(), box.months.isVisible()
    assert shown == {
        "behind-hairline": (False, False),
        "whole-scalp": (True, False),
        "alopecia-patch": (True, True),
    }


def test_the_wheel_over_a_number_scrolls_and_answers_nothing(
    box: AreaHistoryBox, consultation: MainWindow
) -> None:
    """A panel that is scrolled past the box of months changes no case."""
    box.look.setFocus()
    turned = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's own signature
    )
    QApplication.sendEvent(box.months, turned)
    assert history_of(consultation) == AreaHistory()
