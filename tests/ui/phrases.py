"""Finds every phrase that the window can say, so that no catalogue misses one. No Qt."""

from __future__ import annotations

import ast
from pathlib import Path

import msgspec

from smp_sim.model.camera import FlatCamera, HeadCamera
from smp_sim.model.plan import Area, BrushStroke, Hairline, Plan, Session
from smp_sim.model.units import limits_of

#: Functions whose first argument is a phrase.
_MARKERS = {"tr", "mark"}

#: Structs whose fields' labels stand beside sliders.
_LABELLED: tuple[type[msgspec.Struct], ...] = (
    Area,
    BrushStroke,
    FlatCamera,
    Hairline,
    HeadCamera,
    Plan,
    Session,
)


def phrases_in(folder: Path) -> set[str]:
    """Collect the phrases of every source file below a folder, and the labels of the model."""
    found = set(_labels())
    for path in folder.rglob("*.py"):
        found |= _phrases_of(ast.parse(path.read_text(encoding="utf-8")))
    return found


def _phrases_of(tree: ast.Module) -> set[str]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    firsts = (
        call.args[0]
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in _MARKERS
    )
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
