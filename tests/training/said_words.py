"""Everything that the training room says outside a sentence: titles, labels, words on a sheet."""

from __future__ import annotations

import ast
from pathlib import Path

import smp_sim.training
from smp_sim.training.catalogue import list_exercises
from smp_sim.training.exercise import PointTask
from smp_sim.training.fault_gallery import gallery_faults
from smp_sim.training.quantities import WORDINGS

ROOM = Path(smp_sim.training.__file__).parent


def said_words() -> set[str]:
    """Collect titles of marks, exercises, landmarks and faults, and the words of the sheet."""
    said = {wording.title for wording in WORDINGS.values()} | _sheet_words()
    for fault in gallery_faults():
        said |= {fault.title, fault.cause, fault.cure}
    for exercise in list_exercises():
        said |= {exercise.title, exercise.goal, exercise.rule, exercise.source}
        said |= {exercise.disagreement}
        if isinstance(exercise.task, PointTask):
            said |= {landmark.title for landmark in exercise.task.landmarks}
    return said - {""}


def _sheet_words() -> set[str]:
    """Collect the literal words that the sheet says: in calls of say and phrase, and its heads."""
    tree = ast.parse((ROOM / "result_sheet.py").read_text(encoding="utf-8"))
    found: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in {"say", "phrase"}:
            found += node.args
        if isinstance(node, ast.Tuple) and len(node.elts) > 3:
            found += node.elts
    constants = (part.value for part in found if isinstance(part, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
