"""A trainee's history on this machine: every score, best and trend by skill, what to do next.

One file a trainee, by code and never by name, ``{"format": "smp-history", ...}``, written whole or
not at all. Nothing of a drawing is kept, only its marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, get_args

import msgspec
import numpy as np
from msgspec.structs import replace

from smp_sim.document.disk.data_places import data_folder
from smp_sim.document.disk.file_lock import lock_file
from smp_sim.document.disk.versioned_file import FileKind, read_versioned, write_versioned
from smp_sim.model.errors import OutputError, SmpError
from smp_sim.model.sentence import Sentence
from smp_sim.training.exercise import Exercise, Quantity, Skill
from smp_sim.training.score import PASSED_POINTS, Score

_HISTORY_FILE = FileKind("smp-history", 1, 50_000_000, "This is not a training history.")
_SUFFIX = ".json"

#: Attempts that a trend is read from, newest last; fewer than three show none. Assumed.
TREND_ATTEMPTS, FEWEST_ATTEMPTS = 8, 3

#: A code: letters of any plain kind, figures, dashes; no spaces, so that no full name fits in.
Code = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_-]{1,24}$")]


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One marked drawing: when (ISO, with its zone), of what, and its points by mark."""

    done_at: str
    exercise: str
    skill: Skill
    difficulty: int
    points: float
    marks: tuple[tuple[Quantity, float], ...] = ()


class History(msgspec.Struct, frozen=True, kw_only=True):
    """All attempts of a trainee, oldest first."""

    trainee: Code
    attempts: tuple[Attempt, ...] = ()


@dataclass(frozen=True, slots=True)
class SkillProgress:
    """How a trainee does at one skill.

    ``best`` and ``last`` points; ``trend`` points gained an attempt over the last eight, None for
    fewer than three; ``solved`` of ``exercises`` at hand are passed.
    """

    skill: Skill
    attempts: int
    best: float
    last: float
    trend: float | None
    solved: int
    exercises: int


def history_folder() -> Path:
    """Give the folder that histories are kept in; it may not exist yet."""
    return data_folder() / "training"


def list_trainees(folder: Path | None = None) -> tuple[str, ...]:
    """Give the codes of all trainees with a history on this machine."""
    folder = history_folder() if folder is None else folder
    return tuple(sorted(path.stem for path in folder.glob(f"*{_SUFFIX}")))


def load_history(trainee: str, folder: Path | None = None) -> History:
    """Read a trainee's history; empty where there is none yet.

    Raises
    ------
    SmpError
        For a code that is none.
    CaseFileError
        For a file that is damaged or from a newer version; it is left as it is.
    """
    path = _path_of(trainee, folder)
    if not path.exists():
        return History(trainee=trainee)
    return read_versioned(path, _HISTORY_FILE, History)


def record_score(
    trainee: str,
    exercise: Exercise,
    score: Score,
    done_at: datetime,
    folder: Path | None = None,
) -> History:
    """Add a score to a trainee's history and give the whole; nothing already there is lost.

    Raises
    ------
    SmpError
        For a code that is none, or where another window is just writing.
    CaseFileError
        For a history that is damaged or from a newer version; it is left as it is.
    OutputError
        Where nothing can be written.
    """
    path = _path_of(trainee, folder)
    try:
        lock = lock_file(path.with_suffix(".lock"))
    except OSError as error:
        raise OutputError(
            Sentence("Nothing can be written there ({reason}).", reason=error.strerror),
            where=str(path.parent),
        ) from error
    if lock is None:
        raise SmpError("Another window is writing this trainee's history.", next_step="Try again.")
    try:
        history = with_attempt(load_history(trainee, folder), exercise, score, done_at)
        write_versioned(history, _HISTORY_FILE, path, private=True)
    finally:
        lock.release()
    return history


def with_attempt(history: History, exercise: Exercise, score: Score, done_at: datetime) -> History:
    """Give a history with one more score."""
    attempt = Attempt(
        done_at=done_at.isoformat(timespec="seconds"),
        exercise=exercise.id,
        skill=exercise.skill,
        difficulty=exercise.difficulty,
        points=round(score.points, 2),
        marks=tuple((mark.quantity, round(mark.points, 2)) for mark in score.marks),
    )
    return replace(history, attempts=(*history.attempts, attempt))


def progress_by_skill(history: History, exercises: Sequence[Exercise]) -> tuple[SkillProgress, ...]:
    """Give how a trainee does at each skill that the exercises train."""
    trained = [skill for skill in get_args(Skill) if any(e.skill == skill for e in exercises)]
    return tuple(_progress(skill, history, exercises) for skill in trained)


def _progress(skill: Skill, history: History, exercises: Sequence[Exercise]) -> SkillProgress:
    done = [attempt for attempt in history.attempts if attempt.skill == skill]
    points = [attempt.points for attempt in done]
    passed = {attempt.exercise for attempt in done if attempt.points >= PASSED_POINTS}
    own = {exercise.id for exercise in exercises if exercise.skill == skill}
    return SkillProgress(
        skill=skill,
        attempts=len(done),
        best=max(points, default=0.0),
        last=points[-1] if points else 0.0,
        trend=trend_of(points),
        solved=len(passed & own),
        exercises=len(own),
    )


def trend_of(points: Sequence[float]) -> float | None:
    """Give the points gained an attempt: the slope of a straight line through the last eight."""
    recent = np.asarray(points[-TREND_ATTEMPTS:], dtype=np.float64)
    if len(recent) < FEWEST_ATTEMPTS:
        return None
    return float(np.polyfit(np.arange(len(recent)), recent, 1)[0])


def suggest_next(history: History, exercises: Sequence[Exercise]) -> Exercise:
    """Suggest the next exercise.

    The easiest one not passed yet; of equally easy ones that of the weakest skill. When all are
    passed, the one whose best score is lowest.
    """
    best: dict[str, float] = {}
    for attempt in history.attempts:
        best[attempt.exercise] = max(best.get(attempt.exercise, 0.0), attempt.points)
    strength = {p.skill: p.best for p in progress_by_skill(history, exercises)}
    open_ones = [e for e in exercises if best.get(e.id, 0.0) < PASSED_POINTS]
    if open_ones:
        return min(open_ones, key=lambda e: (e.difficulty, strength[e.skill]))
    return min(exercises, key=lambda e: best[e.id])


def _path_of(trainee: str, folder: Path | None) -> Path:
    try:
        msgspec.convert(trainee, Code)
    except msgspec.ValidationError as error:
        raise SmpError(
            Sentence("'{code}' is no code for a trainee.", code=trainee),
            next_step="Take up to 24 letters, figures and dashes, and no name.",
        ) from error
    return (history_folder() if folder is None else folder) / f"{trainee}{_SUFFIX}"
