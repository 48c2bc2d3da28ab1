"""The practitioner's own presets: a folder of preset files, each known by its preset's name."""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec.structs import replace

from smp_sim.document.disk.own_folder import made_folder
from smp_sim.document.presets.own_presets import (
    PRESET_SUFFIX,
    Preset,
    checked_name,
    read_preset,
    write_preset,
)
from smp_sim.model.errors import CaseFileError, OutputError, PlanError
from smp_sim.model.sentence import Sentence


def shelf_of(data: Path) -> Path:
    """Give the folder of the presets inside the program's data folder; it may not exist yet."""
    return data / "presets"


def list_presets(folder: Path) -> tuple[Preset, ...]:
    """Give the presets of a folder by name; files that are none are passed over."""
    found = _read_all(folder).values()
    return tuple(sorted(found, key=lambda preset: preset.name.casefold()))


def find_preset(name: str, folder: Path) -> Preset | None:
    """Give the preset of a name, letters' size aside; None where there is none."""
    wanted = name.strip().casefold()
    return next((p for p in list_presets(folder) if p.name.casefold() == wanted), None)


def keep_preset(preset: Preset, folder: Path) -> Path:
    """Write a preset into the collection, in place of one of the same name; give its file.

    Raises
    ------
    OutputError
        Where nothing can be written there.
    """
    path = _path_of(preset.name, made_folder(folder))
    write_preset(preset, path)
    return path


def rename_preset(name: str, new_name: str, folder: Path) -> Preset:
    """Give a preset of the collection another name.

    Raises
    ------
    PlanError
        Where there is no such preset, or the new name is taken or can't be.
    OutputError
        Where nothing can be written there.
    """
    new_name = checked_name(new_name)
    preset = next((p for p in list_presets(folder) if p.name == name), None)
    if preset is None:
        raise PlanError(Sentence("There is no preset '{name}'.", name=name), where="preset")
    taken = find_preset(new_name, folder)
    if taken is not None and taken != preset:
        raise PlanError(
            Sentence("There is a preset '{name}' already.", name=taken.name),
            where="preset",
            next_step="Choose another name.",
        )
    renamed = replace(preset, name=new_name)
    if new_name != name:
        keep_preset(renamed, folder)
        forget_preset(name, folder)
    return renamed


def forget_preset(name: str, folder: Path) -> None:
    """Take a preset out of the collection; one that is not there is no mistake.

    Raises
    ------
    OutputError
        Where its file can't be deleted.
    """
    held = [path for path, preset in _read_all(folder).items() if preset.name == name]
    for path in {_path_of(name, folder), *held}:  # one that was put there may be named otherwise
        _delete(path)


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            Sentence("The file can't be deleted ({reason}).", reason=error.strerror),
            where=str(path),
        ) from error


def _read_all(folder: Path) -> dict[Path, Preset]:
    found = {}
    for path in sorted(folder.glob(f"*{PRESET_SUFFIX}")) if folder.is_dir() else []:
        try:
            found[path] = read_preset(path)
        except (CaseFileError, PlanError):
            continue  # a spoilt file must not hide the others; importing it says what is wrong
    return found


def _path_of(name: str, folder: Path) -> Path:
    """Name the file by the name's hash as well: any name, on any disk, none twice."""
    plain = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name)
    digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:12]
    return folder / f"{plain[:40]}.{digest}{PRESET_SUFFIX}"
