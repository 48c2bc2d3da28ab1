"""Presets: how areas are filled and how the hairline looks, kept as files of their own.

A preset file is JSON, ``{"format": "smp-preset", "version": 1, "name": ..., "fill": {...},
"hairline": {...}, "needle": "3RL", "habits": {...}}``; each part may be left out. It holds nothing
that tells who a client is.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Collection
from typing import Annotated, Literal

import msgspec
from msgspec.structs import asdict, replace

from smp_sim.document.case.case_checks import check_plan
from smp_sim.document.disk.versioned_file import FileKind, read_versioned, write_versioned
from smp_sim.document.editing.edits import set_client, set_hairline, update_area
from smp_sim.document.editing.needles import set_needle
from smp_sim.model.case import Case
from smp_sim.model.client import SkinType, SunHabit
from smp_sim.model.errors import CaseFileError, PlanError
from smp_sim.model.plan import (
    Absorption,
    Cover,
    Density,
    Depth,
    DotSize,
    GreyReturn,
    Hairline,
    Pigment,
    Plan,
    Shade,
    Technique,
    Variety,
)

PRESET_SUFFIX = ".smp-preset"

#: The most letters of a preset's name.
LONGEST_NAME = 60

#: A preset is a few kB; a file beyond a megabyte is none.
_PRESET_FILE = FileKind("smp-preset", 1, 1_000_000, "This is not a preset file.")


class Fill(msgspec.Struct, frozen=True, kw_only=True):
    """How an area is filled: what a preset takes of one, and gives to all areas of a plan.

    Presets from before mixes and the technique were kept leave each area its own.
    """

    density_per_cm2: Density = 180.0
    dot_mm: DotSize = 0.25
    shade: Shade = 0.5
    variety: Variety = 0.5
    depth_mm: Depth = 0.3
    pigment: Pigment = "carbon"
    grey_return: GreyReturn = 0.0
    mix: tuple[Absorption, Absorption, Absorption] | None = None
    cover: Cover | None = None
    technique: Technique | None = None


class Habits(msgspec.Struct, frozen=True, kw_only=True):
    """What a client's skin and days are like, as far as healing goes by it."""

    skin_type: SkinType = "normal"
    sun: SunHabit = "typical"


#: What a preset can hold, each or all of it.
PresetPart = Literal["area", "hairline", "needle", "habits"]


class Preset(msgspec.Struct, frozen=True, kw_only=True):
    """A named filling, hairline, needle and habits, as many of them as it holds."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_NAME)]
    fill: Fill | None = None
    hairline: Hairline | None = None
    needle: Annotated[str, msgspec.Meta(max_length=40)] = ""
    habits: Habits | None = None

    @property
    def parts(self) -> tuple[PresetPart, ...]:
        """What it holds."""
        held: dict[PresetPart, object] = {
            "area": self.fill,
            "hairline": self.hairline,
            "needle": self.needle or None,
            "habits": self.habits,
        }
        return tuple(part for part, value in held.items() if value is not None)


def preset_of(
    case: Case, name: str, parts: Collection[PresetPart] = ("area", "hairline")
) -> Preset:
    """Take a preset from a case.

    Parameters
    ----------
    name : 1 to 60 characters, blanks at its ends aside.
    parts : what it is to hold: the first area's filling, the hairline, the last sitting's needle,
        the client's skin and sun.

    Raises
    ------
    PlanError
        For no part, a filling where there is no area, or a name that can't be.
    """
    if not parts:
        raise PlanError("Choose at least one thing that the preset holds.", where="preset")
    client = case.client
    return Preset(
        name=checked_name(name),
        fill=_fill_of(case) if "area" in parts else None,
        hairline=case.plan.hairline if "hairline" in parts else None,
        needle=case.plan.sessions[-1].needle if "needle" in parts else "",
        habits=Habits(skin_type=client.skin_type, sun=client.sun) if "habits" in parts else None,
    )


def checked_name(name: str) -> str:
    """Give a preset's name without blanks at its ends.

    Raises
    ------
    PlanError
        For one that is empty or longer than 60 characters.
    """
    name = unicodedata.normalize("NFC", name.strip())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise PlanError("A preset's name has 1 to 60 characters.", where="preset")
    return name


def _fill_of(case: Case) -> Fill:
    area = next(iter(case.plan.areas), None)
    if area is None:
        raise PlanError(
            "There is no area to take a preset from.",
            where="preset",
            next_step="Add an area first.",
        )
    return Fill(**{field: getattr(area, field) for field in Fill.__struct_fields__})


def apply_preset(case: Case, preset: Preset) -> Case:
    """Give a case what a preset holds: a filling for every area, hairline, needle and habits.

    Raises
    ------
    PlanError
        For a value out of range.
    """
    if preset.fill is not None:
        held = {name: value for name, value in asdict(preset.fill).items() if value is not None}
        for area in case.plan.areas:
            case = update_area(case, area.id, **held)
    if preset.hairline is not None:
        case = set_hairline(case, preset.hairline)
    if preset.needle:
        case = set_needle(case, preset.needle)
    if preset.habits is not None:
        case = set_client(case, replace(case.client, **asdict(preset.habits)))
    return case


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
    if not preset.parts:
        raise CaseFileError("This preset holds nothing.", where=os.fspath(path))
    if preset.hairline is not None:
        check_plan(replace(Plan(), hairline=preset.hairline), (), where=os.fspath(path))
    return preset
