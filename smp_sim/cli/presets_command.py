"""``smp-sim presets``: the preset library, every value with unit, source and trust."""

from __future__ import annotations

import argparse
import json

import msgspec

from smp_sim.document.presets.preset_library import LibraryEntry, LibraryValue, read_library


def run(args: argparse.Namespace) -> None:
    """Print the library group by group, or as one JSON object."""
    groups = read_library()
    if args.json:
        print(json.dumps({"groups": msgspec.to_builtins(groups)}, indent=1, ensure_ascii=False))
        return
    for group in groups:
        print(f"{group.title}")
        for entry in group.entries:
            print("\n".join(_lines(entry)))


def _lines(entry: LibraryEntry) -> list[str]:
    head = f"  {entry.name}: {entry.purpose}"
    return [head, *(f"    {_told(name, held)}" for name, held in entry.values.items())]


def _told(name: str, held: LibraryValue) -> str:
    shown = held.value
    if isinstance(shown, tuple):
        shown = " ".join(f"{part:g}" for part in shown)
    elif isinstance(shown, float):
        shown = f"{shown:g}"
    return f"{name} {shown} {held.unit} [{held.trust}] {held.source}".replace("  ", " ")
