"""The actions of the practice room."""

from __future__ import annotations

from smp_sim.ui.action_spec import ActionSpec
from smp_sim.ui.translation import mark


def practice_actions() -> list[ActionSpec]:
    """Give the menu "Practice"."""
    return [
        ActionSpec(
            "practice-room",
            mark("Practice room"),
            "practice",
            lambda w: w.practice.toggle(),
            ("Ctrl+T",),
            state=lambda w: w.practice.is_open,
        ),
        ActionSpec(
            "practice-mark",
            mark("Mark the drawing"),
            "practice",
            lambda w: w.practice.mark(),
            ("Ctrl+Return",),
            possible=lambda w: w.practice.is_open,
            begins_group=True,
        ),
        ActionSpec(
            "practice-solution",
            mark("Show a reference solution"),
            "practice",
            lambda w: w.practice.toggle_solution(),
            ("Ctrl+R",),
            state=lambda w: w.practice.shows_solution,
            possible=lambda w: w.practice.is_open,
        ),
        ActionSpec(
            "practice-clear",
            mark("Clear the drawing"),
            "practice",
            lambda w: w.practice.clear(),
            possible=lambda w: w.practice.is_open,
        ),
        *_file_actions(),
    ]


def _file_actions() -> list[ActionSpec]:
    return [
        ActionSpec(
            "practice-open",
            mark("Open an exercise or a drawing…"),
            "practice",
            lambda w: w.practice.choose_file(),
            begins_group=True,
        ),
        ActionSpec(
            "practice-save-drawing",
            mark("Save the drawing…"),
            "practice",
            lambda w: w.practice.save_drawing(),
            possible=lambda w: w.practice.is_open,
        ),
        ActionSpec(
            "practice-save-exercise",
            mark("Save the exercise…"),
            "practice",
            lambda w: w.practice.save_exercise(),
            possible=lambda w: w.practice.is_open,
        ),
        ActionSpec(
            "practice-sheet",
            mark("Sheet for the teacher (PDF)…"),
            "practice",
            lambda w: w.practice.save_sheet(),
            possible=lambda w: w.practice.is_open,
        ),
        ActionSpec(
            "practice-make",
            mark("Make an exercise of the open case…"),
            "practice",
            lambda w: w.practice.make_exercise(),
            begins_group=True,
            possible=lambda w: not w.bench.session.is_empty,
        ),
    ]
