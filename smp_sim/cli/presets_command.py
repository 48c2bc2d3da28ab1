"""``smp-sim presets``: the library and the user's own presets, listed, applied and kept."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

import msgspec

from smp_sim.cli.opening import holding, open_named
from smp_sim.document.case.case_file import save_case
from smp_sim.document.disk.atomic_write import require_writable
from smp_sim.document.disk.data_places import data_folder
from smp_sim.document.export.wording import Wording, wording_of
from smp_sim.document.presets.library_entry import LibraryEntry, LibraryValue
from smp_sim.document.presets.own_presets import (
    Preset,
    PresetPart,
    apply_preset,
    preset_of,
    read_preset,
    write_preset,
)
from smp_sim.document.presets.preset_library import apply_entry, find_entry, read_library
from smp_sim.document.presets.preset_shelf import (
    find_preset,
    forget_preset,
    keep_preset,
    list_presets,
    rename_preset,
    shelf_of,
)
from smp_sim.document.presets.value_words import (
    TRUST_WORDS,
    preset_values,
    value_title,
    value_words,
)
from smp_sim.model.errors import PlanError
from smp_sim.model.sentence import Sentence


def run(args: argparse.Namespace) -> None:
    """Carry out an action; the library is listed without one."""
    _ACTIONS[args.action or "list"](args)


# --- to read -------------------------------------------------------------------------------


def _list(args: argparse.Namespace) -> None:
    own = list_presets(shelf_of(data_folder()))
    if getattr(args, "json", False):
        _print_json(
            {"groups": msgspec.to_builtins(read_library()), "own": msgspec.to_builtins(own)}
        )
        return
    words = wording_of(getattr(args, "language", "en"))
    for group in read_library():
        print(words.say(group.title))
        for entry in group.entries:
            print("\n".join(_entry_lines(entry, words)))
    print(words.say("My own presets"))
    for preset in own:
        print("\n".join(_own_lines(preset, words)))


def _show(args: argparse.Namespace) -> None:
    preset = find_preset(args.name, shelf_of(data_folder()))
    found = find_entry(args.name) if preset is None else preset
    if getattr(args, "json", False):
        _print_json(msgspec.to_builtins(found))
        return
    words = wording_of(getattr(args, "language", "en"))
    lines = _own_lines(found, words) if isinstance(found, Preset) else _entry_lines(found, words)
    print("\n".join(lines))


def _print_json(document: object) -> None:
    print(json.dumps(document, indent=1, ensure_ascii=False))


def _entry_lines(entry: LibraryEntry, words: Wording) -> Iterator[str]:
    yield f"  {words.say(entry.name)}: {words.say(entry.purpose)}"
    if entry.pitfall:
        yield f"    ! {words.say(entry.pitfall)}"
    for name, held in entry.values.items():
        yield f"    {_told(name, held, words)}"


def _told(name: str, held: LibraryValue, words: Wording) -> str:
    said = f"{words.say(value_title(name))} {words.tell(value_words(held))}"
    return f"{said} [{words.say(TRUST_WORDS[held.trust])}] {words.say(held.source)}"


def _own_lines(preset: Preset, words: Wording) -> Iterator[str]:
    yield f"  {preset.name}"
    for title, said in preset_values(preset).items():
        yield f"    {words.say(title)} {words.tell(said)}"


# --- to a case, and from one ---------------------------------------------------------------


def _apply(args: argparse.Namespace) -> None:
    preset = find_preset(args.name, shelf_of(data_folder()))
    entry = find_entry(args.name) if preset is None else None
    with holding(args.case):
        dossier = open_named(args)
        require_writable(args.case)
        if entry is not None:
            case = apply_entry(dossier.case, entry)
        elif preset is not None:
            case = apply_preset(dossier.case, preset)
        save_case(replace(dossier, case=case), args.case)


def _save(args: argparse.Namespace) -> None:
    parts: Collection[PresetPart] = args.part or ("area", "hairline")
    preset = preset_of(open_named(args).case, args.name, parts)
    _keep([preset], may_replace=args.replace)


def _keep(presets: Sequence[Preset], *, may_replace: bool) -> None:
    """Keep presets; none of them where one has a taken name that may not be replaced."""
    folder = shelf_of(data_folder())
    taken = {preset.name: find_preset(preset.name, folder) for preset in presets}
    for name, held in taken.items():
        if held is not None and not may_replace:
            raise PlanError(
                Sentence("There is a preset '{name}' already.", name=name),
                where="preset",
                next_step="Choose another name, or replace it with --replace.",
            )
    for preset in presets:
        keep_preset(preset, folder)
        held = taken[preset.name]
        if held is not None and held.name != preset.name:  # only in the size of its letters
            forget_preset(held.name, folder)


# --- one's own -----------------------------------------------------------------------------


def _rename(args: argparse.Namespace) -> None:
    rename_preset(_own(args.name).name, args.new_name, shelf_of(data_folder()))


def _delete(args: argparse.Namespace) -> None:
    forget_preset(_own(args.name).name, shelf_of(data_folder()))


def _export(args: argparse.Namespace) -> None:
    write_preset(_own(args.name), args.output)


def _import(args: argparse.Namespace) -> None:
    _keep([read_preset(path) for path in args.files], may_replace=args.replace)


def _own(name: str) -> Preset:
    preset = find_preset(name, shelf_of(data_folder()))
    if preset is None:
        raise PlanError(
            Sentence("There is no preset of your own called '{name}'.", name=name),
            where="preset",
            next_step="See 'smp-sim presets' for what there is.",
        )
    return preset


_ACTIONS: dict[str, Callable[[argparse.Namespace], None]] = {
    "list": _list,
    "show": _show,
    "apply": _apply,
    "save": _save,
    "rename": _rename,
    "delete": _delete,
    "export": _export,
    "import": _import,
}
