"""Presets: how areas are filled and how the hairline looks, kept as files of their own.

A preset file is JSON, ``{"format": "smp-preset", "version": 1, "name": ..., "fill": {...},
"hairline": {...}}``; ``hairline`` may be null. It holds nothing of a client.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec.structs import asdict, replace

from smp_sim.document.case.case_checks import check_plan
from smp_sim.document.disk.own_folder import made_folder
from smp_sim.document.disk.versioned_file import FileKind, read_versioned, write_versioned
from smp_sim.document.editing.edits import set_hairline, update_area
from smp_sim.model.case import Case
from smp_sim.model.errors import CaseFileError, OutputError, PlanError
from smp_sim.model.plan import (
    Density,
    Depth,
    DotSize,
    GreyReturn,
    Hairline,
    Pigment,
    Plan,
    Shade,
    Variety,
)
from smp_sim.model.sentence import Sentence

PRESET_SUFFIX = ".smp-preset"

#: A preset is a few kB; a file beyond a megabyte is none.
_PRESET_FILE = FileKind("smp-preset", 1, 1_000_000, "This is not a preset file.")


class Fill(msgspec.Struct, frozen=True, kw_only=True):
    """How an area is filled: what a preset takes of one, and gives to all areas of a plan."""

    density_per_cm2: Density = 180.0
    dot_mm: DotSize = 0.25
    shade: Shade = 0.5
    variety: Variety = 0.5
    depth_mm: Depth = 0.3
    pigment: Pigment = "carbon"
    grey_return: GreyReturn = 0.0


class Preset(msgspec.Struct, frozen=True, kw_only=True):
    """A named filling, and a hairline where it holds one."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    fill: Fill
    hairline: Hairline | None = None


def preset_of(case: Case, name: str, *, with_hairline: bool = True) -> Preset:
    """Take a preset from a plan: its first area's filling, and its hairline if asked for.

    Raises
    ------
    PlanError
        For a plan without areas, or a name that is empty or longer than 60 characters.
    """
    area = next(iter(case.plan.areas), None)
    if area is None:
        raise PlanError(
            "There is no area to take a preset from.",
            where="preset",
            next_step="Add an area first.",
        )
    name = name.strip()
    if not 1 <= len(name) <= 60:
        raise PlanError("A preset's name has 1 to 60 characters.", where="preset")
    fill = Fill(**{field: getattr(area, field) for field in Fill.__struct_fields__})
    return Preset(name=name, fill=fill, hairline=case.plan.hairline if with_hairline else None)


def apply_preset(case: Case, preset: Preset) -> Case:
    """Fill every area as the preset says, and take its hairline where it holds one.

    Raises
    ------
    PlanError
        For a value out of range.
    """
    for area in case.plan.areas:
        case = update_area(case, area.id, **asdict(preset.fill))
    return case if preset.hairline is None else set_hairline(case, preset.hairline)


def write_preset(preset: Preset, path: str | os.PathLike[str]) -> None:
    """Write a preset file, whole or not at all.

    Raises
    ------
    OutputError
        Where nothing can be written there.
    PlanError
        For a value that a file must not hold.
    """
    write_versioned(preset, _PRESET_FILE, path)


def read_preset(path: str | os.PathLike[str]) -> Preset:
    """Read a preset file.

    Raises
    ------
    CaseFileError
        Where the file can't be read, is none, is from a newer version, or holds a value that
        can't be.
    PlanError
        Where its values do not agree.
    """
    preset = read_versioned(path, _PRESET_FILE, Preset)
    if preset.hairline is not None:
        check_plan(replace(Plan(), hairline=preset.hairline), (), where=os.fspath(path))
    return preset


# --- the user's own collection -------------------------------------------------------------


def list_presets(folder: Path) -> tuple[Preset, ...]:
    """Give the presets of a folder by name; files that are none are passed over."""
    found = []
    for path in sorted(folder.glob(f"*{PRESET_SUFFIX}")) if folder.is_dir() else []:
        try:
            found.append(read_preset(path))
        except (CaseFileError, PlanError):
            continue  # a spoilt file must not hide the others; importing it says what is wrong
    return tuple(sorted(found, key=lambda preset: preset.name.casefold()))


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


def forget_preset(name: str, folder: Path) -> None:
    """Take a preset out of the collection; one that is not there is no mistake.

    Raises
    ------
    OutputError
        Where its file can't be deleted.
    """
    path = _path_of(name, folder)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            Sentence("The file can't be deleted ({reason}).", reason=error.strerror),
            where=str(path),
        ) from error


def _path_of(name: str, folder: Path) -> Path:
    """Name the file by the name's hash as well: any name, on any disk, none twice."""
    plain = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name)
    digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:12]
    return folder / f"{plain[:40]}.{digest}{PRESET_SUFFIX}"
