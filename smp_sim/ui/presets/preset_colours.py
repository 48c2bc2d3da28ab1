"""The colour that a preset stands for, as the screen shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smp_sim.document.presets.library_entry import LibraryEntry

# The engine is imported on use.
# ruff: noqa: PLC0415


def colour_shown(entry: LibraryEntry) -> str | None:
    """Give the colour of an entry as #rrggbb: a swatch's own, or that of its L*, a*, b*."""
    from smp_sim.document.presets.value_words import colour_of
    from smp_sim.render.colour import bytes_of_linear, linear_of_lab

    colour = colour_of(entry)
    if colour is None or isinstance(colour, str):
        return colour
    red, green, blue = bytes_of_linear(linear_of_lab(colour)).tolist()
    return f"#{red:02x}{green:02x}{blue:02x}"
