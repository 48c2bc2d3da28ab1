"""What can be typed after ``presets``: listing, showing, applying and keeping."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

#: What an own preset can hold, as ``document/presets/own_presets.py`` names it.
PRESET_PARTS = ("area", "hairline", "needle", "habits")


def add_preset_options(parser: argparse.ArgumentParser) -> None:
    """Add the actions; without one the library is listed."""
    _add_words(parser)
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    listing = _action(
        actions, "list", "List all presets, the library's and your own (the default)."
    )
    _add_words(listing)
    showing = _action(actions, "show", "Show one preset: every value with source and trust.")
    _add_name(showing)
    _add_words(showing)
    _add_case_actions(actions)
    _add_own_actions(actions)


def _add_case_actions(actions: Any) -> None:  # noqa: ANN401 - argparse's own type is private
    applying = _action(actions, "apply", "Apply a preset to a case, in place.")
    _add_case(applying)
    _add_name(applying)
    saving = _action(actions, "save", "Keep what a case has as a preset of your own.")
    _add_case(saving)
    _add_name(saving)
    saving.add_argument(
        "--part",
        action="append",
        choices=PRESET_PARTS,
        metavar="PART",
        help=f"what it holds, each once: {', '.join(PRESET_PARTS)} (default: the first two)",
    )
    _add_replace(saving)


def _add_own_actions(actions: Any) -> None:  # noqa: ANN401 - argparse's own type is private
    renaming = _action(actions, "rename", "Give a preset of your own another name.")
    _add_name(renaming)
    renaming.add_argument("new_name", metavar="NEW_NAME")
    _add_name(
        _action(actions, "delete", "Delete a preset of your own; export it first to keep it.")
    )
    exporting = _action(actions, "export", "Write a preset of your own as a file to hand on.")
    _add_name(exporting)
    exporting.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.smp-preset")
    importing = _action(actions, "import", "Keep presets that came as files.")
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE.smp-preset")
    _add_replace(importing)


def _action(actions: Any, name: str, purpose: str) -> argparse.ArgumentParser:  # noqa: ANN401
    parser: argparse.ArgumentParser = actions.add_parser(
        name, help=purpose, description=purpose, allow_abbrev=False
    )
    return parser


def _add_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="one JSON object"
    )
    parser.add_argument(
        "--language",
        choices=("en", "de"),
        default=argparse.SUPPRESS,
        metavar="CODE",
        help="of the words: en or de (default: en)",
    )


def _add_name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")


def _add_case(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE.smp")
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="the passphrase of a protected case is this file's first line",
    )


def _add_replace(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--replace", action="store_true", help="in place of a preset of the same name"
    )
