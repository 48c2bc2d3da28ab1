"""Finds every phrase that the window can say, so that no catalogue misses one. No Qt."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import msgspec

from smp_sim.model.area_history import AreaHistory
from smp_sim.model.camera import FlatCamera, HeadCamera
from smp_sim.model.client import Client
from smp_sim.model.plan import Area, BrushStroke, Hairline, Plan, Session
from smp_sim.model.units import limits_of

#: Functions whose first argument is a phrase.
_MARKERS = {"tr", "mark", "Sentence"}

#: Exceptions that are faults of the program: nobody is meant to read them.
_FAULTS = {"ValueError", "TypeError", "RuntimeError", "FileNotFoundError", "OSError"}

#: Files whose sentences stay English on purpose: sources of constants, and letters in pictures.
_SILENT = {"tissue.py"}

#: Structs whose fields' labels stand beside sliders.
_LABELLED: tuple[type[msgspec.Struct], ...] = (
    Area,
    AreaHistory,
    BrushStroke,
    Client,
    FlatCamera,
    Hairline,
    HeadCamera,
    Plan,
    Session,
)


def phrases_in(folder: Path) -> set[str]:
    """Collect the phrases of every source file below a folder, and the labels of the model."""
    return _labels() | marked_in(folder, _MARKERS)


def marked_in(folder: Path, markers: set[str]) -> set[str]:
    """Collect the literals that stand first in calls of some functions or methods.

    ``folder`` may also be one file.
    """
    found: set[str] = set()
    for path in [folder] if folder.is_file() else folder.rglob("*.py"):
        found |= _first_words(ast.parse(path.read_text(encoding="utf-8")), markers)
    return found


def sentences_in(folder: Path) -> set[str]:
    """Collect what a room below the window says: templates, and literals that read as sentences."""
    found: set[str] = set()
    for path in _speaking_files(folder):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= _first_words(tree, {"Sentence"}) | set(_literal_sentences(tree))
    return found


def filled_in_place(folder: Path) -> list[str]:
    """Find f-strings that read as sentences: once filled, no catalogue knows them."""
    return [
        f"{path.name}:{node.lineno}"
        for path in _speaking_files(folder)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr) and _reads_as_sentence(_template_of(node))
    ]


def _speaking_files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.py")) if path.name not in _SILENT]


def _literal_sentences(tree: ast.Module) -> list[str]:
    """Give literals that a person reads; docstrings and faults of the program are none."""
    passed_by = {id(part) for node in ast.walk(tree) for part in _unread_parts(node)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in passed_by
        and _reads_as_sentence(node.value)
    ]


def _unread_parts(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, ast.Expr):
        return [node.value]
    fault = node.exc if isinstance(node, ast.Raise) else None
    if isinstance(fault, ast.Call) and _name_of(fault.func) in _FAULTS:
        return list(ast.walk(fault))
    return list(ast.walk(node)) if isinstance(node, ast.JoinedStr) else []


def _reads_as_sentence(text: str) -> bool:
    return bool(re.match(r"[A-Z{].*\s.*[.!?]$", text, re.DOTALL))


def _template_of(node: ast.JoinedStr) -> str:
    parts = (str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return "".join(parts)


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _first_words(tree: ast.Module, names: set[str]) -> set[str]:
    """Give the literal first argument of every call of some functions."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    firsts = (call.args[0] for call in calls if _name_of(call.func) in names)
    return {
        first.value
        for first in firsts
        if isinstance(first, ast.Constant) and isinstance(first.value, str)
    }


def _labels() -> set[str]:
    return {
        limits_of(struct, field.name).label
        for struct in _LABELLED
        for field in msgspec.structs.fields(struct)
        if _has_limits(struct, field.name)
    }


def _has_limits(struct: type[msgspec.Struct], field: str) -> bool:
    try:
        limits_of(struct, field)
    except ValueError:
        return False
    return True
