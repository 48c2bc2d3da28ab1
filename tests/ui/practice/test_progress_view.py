"""Progress in the window: curves, trends, and what to practise next."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from smp_sim.training.history import Attempt, History
from smp_sim.ui.practice.practice_page import PracticePage
from smp_sim.ui.practice.progress_view import trend_words
from smp_sim.ui.practice.sparkline import Sparkline


def attempts(*points: float) -> tuple[Attempt, ...]:
    """Give attempts at one exercise."""
    return tuple(
        Attempt(
            done_at=f"2026-01-0{day}T09:00:00+00:00",
            exercise="find-glabella",
            skill="landmarks",
            difficulty=1,
            points=value,
        )
        for day, value in enumerate(points, start=1)
    )


def test_progress_says_best_trend_and_what_is_next(page: PracticePage, qtbot: QtBot) -> None:
    """A passed exercise is no longer suggested; its curve says every point to a screen reader."""
    history = History(trainee="T-7", attempts=attempts(40.0, 60.0, 80.0))
    page.progress.show_progress(history, page.room.exercises, "T-7")
    page.show_tab("progress")
    said = [label.text() for label in page.progress.findChildren(QLabel)]
    assert "Progress of T-7" in said
    assert "80" in said
    assert "↗ +20.0 a drawing" in said
    assert "1 / 3" in said
    assert said.count("Find the glabella") == 3
    assert "40, 60, 80" in page.progress.curves["landmarks"].accessibleName()
    assert "glabella" not in page.progress.next_button.text()
    qtbot.mouseClick(page.progress.next_button, Qt.MouseButton.LeftButton)
    assert page.tab == "exercises"
    assert page.room.chosen.id != "find-glabella"


def test_a_trend_points_up_down_or_along() -> None:
    """Less than half a point a drawing is no change."""
    assert trend_words(None) == "–"
    assert [trend_words(value)[0] for value in (2.0, 0.1, -2.0)] == ["↗", "→", "↘"]


def test_a_curve_is_drawn_of_any_number_of_points(qtbot: QtBot) -> None:
    """None, one, many: each is a picture of its own."""
    curve = Sparkline()
    qtbot.addWidget(curve)
    curve.resize(200, 46)
    pictures = []
    for points in ((), (50.0,), (20.0, 90.0), tuple(float(n) for n in range(60))):
        curve.show_points(points)
        pictures.append(curve.grab().toImage())
    assert all(one != other for one, other in pairwise(pictures))


def test_exercises_are_chosen_by_skill(page: PracticePage, qtbot: QtBot) -> None:
    """The list narrows to a skill; a click on one sets it."""
    page.exercises.skills.setCurrentIndex(page.exercises.skills.findData("fill"))
    rows = [page.exercises.list.item(row) for row in range(page.exercises.list.count())]
    assert len(rows) == 2
    qtbot.mouseClick(
        page.exercises.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=page.exercises.list.visualItemRect(rows[1]).center(),
    )
    assert page.room.chosen.skill == "fill"
    assert page.panel.card.title.text() == page.room.chosen.title
    assert page.panel.card.goal.text() == page.room.chosen.goal
    assert page.panel.hand.isVisible()
