"""Exercise files, to be shared: ``{"format": "smp-exercise", "version": 1, ...}``, as ``.smpx``.

A file holds an exercise and nothing of a client: no photo, no reference. Drawings are files of the
same build, ``{"format": "smp-drawing", ...}``.
"""

from __future__ import annotations

import os

from smp_sim.document.disk.versioned_file import (
    FileKind,
    parse_versioned,
    read_versioned,
    write_versioned,
)
from smp_sim.training.drawing import Drawing
from smp_sim.training.exercise import Exercise
from smp_sim.training.exercise_check import check_exercise

EXERCISE_SUFFIX = ".smpx"

_EXERCISE_FILE = FileKind("smp-exercise", 1, 20_000_000, "This is not an exercise file.")
_DRAWING_FILE = FileKind("smp-drawing", 1, 40_000_000, "This is not a drawing file.")


def write_exercise(exercise: Exercise, path: str | os.PathLike[str]) -> None:
    """Write an exercise file, whole or not at all.

    Raises
    ------
    OutputError
        Where nothing can be written there.
    PlanError
        For a value that a file must not hold.
    SmpError
        For goals that can't be met.
    """
    write_versioned(check_exercise(exercise, where=os.fspath(path)), _EXERCISE_FILE, path)


def read_exercise(path: str | os.PathLike[str]) -> Exercise:
    """Read an exercise file.

    Raises
    ------
    CaseFileError
        Where the file can't be read, is none, is from a newer version, or holds a value that
        can't be.
    SmpError
        For goals that can't be met.
    """
    exercise = read_versioned(path, _EXERCISE_FILE, Exercise)
    return check_exercise(exercise, where=os.fspath(path))


def write_drawing(drawing: Drawing, path: str | os.PathLike[str]) -> None:
    """Write a drawing file, whole or not at all. Raises as :func:`write_exercise` does."""
    write_versioned(drawing, _DRAWING_FILE, path)


def read_drawing(path: str | os.PathLike[str]) -> Drawing:
    """Read a drawing file.

    Raises
    ------
    CaseFileError
        Where the file can't be read, is none, is from a newer version, or holds a value that
        can't be.
    """
    return read_versioned(path, _DRAWING_FILE, Drawing)


def parse_drawing(text: str) -> Drawing:
    """Read a drawing from the text of its file, as it was pasted. Raises as :func:`read_drawing`.

    What is longer than a drawing file may be is none.
    """
    data = text.encode("utf-8", errors="replace")
    return parse_versioned(data[: _DRAWING_FILE.most_bytes], _DRAWING_FILE, Drawing)
