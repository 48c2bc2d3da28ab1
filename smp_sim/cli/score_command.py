"""``smp-sim score``: marks a drawing, with the very marks that the window gives."""

from __future__ import annotations

import argparse
import json
from datetime import datetime

from smp_sim.document.export.letterhead import load_practice
from smp_sim.model.errors import SmpError
from smp_sim.training.catalogue import list_exercises, load_exercise
from smp_sim.training.exercise import Exercise
from smp_sim.training.exercise_file import read_drawing
from smp_sim.training.history import record_score
from smp_sim.training.score import Score, plain_score
from smp_sim.training.scoring import score_drawing


def run(args: argparse.Namespace) -> None:
    """Mark the drawing, keep the score where a trainee is named, and print it."""
    if args.sheet and not args.trainee:
        raise SmpError("A sheet is a trainee's.", where="--sheet", next_step="Name --trainee too.")
    exercise = load_exercise(args.exercise)
    score = score_drawing(exercise, read_drawing(args.drawing))
    if args.trainee:
        _keep(args, exercise, score)
    print(json.dumps(plain_score(score), indent=1) if args.json else "\n".join(_lines(score)))


def _keep(args: argparse.Namespace, exercise: Exercise, score: Score) -> None:
    now = datetime.now().astimezone()
    history = record_score(args.trainee, exercise, score, now)
    if args.sheet:
        # Typesetting is heavy; most scores are only printed.
        from smp_sim.training.result_sheet import SheetOrder, save_sheet  # noqa: PLC0415

        order = SheetOrder(written_on=now.date(), practice=load_practice())
        save_sheet(history, list_exercises(), order, args.sheet, (exercise, score))


def _lines(score: Score) -> list[str]:
    marks = [f"{mark.points:4.0f}  {mark.title}: {mark.sentence}" for mark in score.marks]
    return [*marks, f"{score.points:4.0f}  of 100{'' if score.passed else ', not passed'}"]
