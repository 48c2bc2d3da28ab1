"""``smp-sim exercises``: lists exercises, shows one, writes its solution, makes one of a case."""

from __future__ import annotations

import argparse
import json
from typing import Any

from smp_sim.document.case.case_file import open_case
from smp_sim.model.errors import SmpError
from smp_sim.training.catalogue import list_exercises, load_exercise
from smp_sim.training.exercise import Exercise
from smp_sim.training.exercise_file import write_drawing, write_exercise
from smp_sim.training.quantities import WORDINGS, worded, worded_goal
from smp_sim.training.solution import reference_solution
from smp_sim.training.teacher import Assignment, make_exercise


def run(args: argparse.Namespace) -> None:
    """List all exercises, or show, share or solve the one that is named or made."""
    exercise = _wanted(args)
    if exercise is None:
        _print_list(as_json=args.json)
        return
    if args.share:
        write_exercise(exercise, args.share)
    if args.solution:
        write_drawing(reference_solution(exercise), args.solution)
    described = _described(exercise)
    print(json.dumps(described, indent=1) if args.json else "\n".join(_lines(exercise)))


def _wanted(args: argparse.Namespace) -> Exercise | None:
    if args.of is not None:
        if args.share is None:
            raise SmpError(
                "An exercise made of a case needs a file.", where="--share", next_step="Name one."
            )
        wish = Assignment(
            title=args.title or args.share.stem,
            goal=args.goal or "Draw it as in the teacher's case.",
            of="dots" if args.dots else "hairline",
            tolerance=args.tolerance,
        )
        return make_exercise(open_case(args.of), wish)
    if args.exercise is None and (args.share or args.solution):
        raise SmpError("No exercise is named.", next_step="'smp-sim exercises' lists them.")
    return None if args.exercise is None else load_exercise(args.exercise)


def _print_list(*, as_json: bool) -> None:
    if as_json:
        rows = [_described(exercise) for exercise in list_exercises()]
        print(json.dumps({"exercises": rows}, indent=1))
        return
    for exercise in list_exercises():
        print(f"{exercise.difficulty}  {exercise.id:26s} {exercise.takes:7s} {exercise.title}")


def _described(exercise: Exercise) -> dict[str, Any]:
    return {
        "id": exercise.id,
        "title": exercise.title,
        "goal": exercise.goal,
        "rule": exercise.rule,
        "source": exercise.source,
        "disagreement": exercise.disagreement,
        "skill": exercise.skill,
        "difficulty": exercise.difficulty,
        "takes": exercise.takes,
        "goals": [
            {
                "quantity": goal.quantity,
                "about": goal.about,
                "low": goal.low,
                "high": goal.high,
                "unit": WORDINGS[goal.quantity].unit,
                "tolerance": goal.tolerance,
            }
            for goal in exercise.goals
        ],
    }


def _lines(exercise: Exercise) -> list[str]:
    goals = [
        f"  {WORDINGS[goal.quantity].title}{f' ({goal.about})' if goal.about else ''}:"
        f" {worded_goal(goal.quantity, goal.low, goal.high)},"
        f" tolerance {worded(goal.quantity, goal.tolerance)}"
        for goal in exercise.goals
    ]
    said = [exercise.title, exercise.goal, f"why: {exercise.rule}", f"source: {exercise.source}"]
    if exercise.disagreement:
        said.append(f"others: {exercise.disagreement}")
    return [*said, *goals]
