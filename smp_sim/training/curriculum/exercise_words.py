"""What a built-in exercise says."""

from __future__ import annotations

from typing import NamedTuple


class ExerciseWords(NamedTuple):
    """The texts of an exercise, named as the fields of ``Exercise`` that they fill.

    ``goal`` is the task in one sentence, ``rule`` why it is done so, ``source`` who says so, and
    ``disagreement`` what schools do differently.
    """

    title: str
    goal: str
    rule: str
    source: str
    disagreement: str = ""
