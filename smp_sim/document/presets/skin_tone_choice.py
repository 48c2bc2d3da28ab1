"""A skin tone chosen by eye: a class of typology angle, or a swatch of the Monk scale."""

from __future__ import annotations

from msgspec.structs import replace

from smp_sim.document.editing.edits import set_client
from smp_sim.document.presets.library_entry import LibraryEntry
from smp_sim.document.presets.preset_library import read_library
from smp_sim.model.case import Case
from smp_sim.model.errors import PlanError
from smp_sim.model.sentence import Sentence


def tone_entries() -> dict[str, LibraryEntry]:
    """Give the library's skin tones by their short names: ``very-light`` to ``monk-10``."""
    group = next(group for group in read_library() if group.group == "skin-tones")
    return {_short(entry.name): entry for entry in group.entries}


def choose_tone(case: Case, name: str) -> Case:
    """Give a case's client a skin tone by its short name.

    A class sets the angle in its middle and takes a swatch away. A Monk tone sets its number alone:
    swatches are no skin readings, so that an angle that was measured stays, and goes first.

    Raises
    ------
    PlanError
        For an unknown name.
    """
    entries = tone_entries()
    if name not in entries:
        raise PlanError(
            Sentence("There is no skin tone '{name}'.", name=name),
            where="skin tone",
            next_step=Sentence("Choose one of: {names}.", names=", ".join(entries)),
        )
    values = entries[name].values
    if "monk_tone" in values:
        tone = int(float(str(values["monk_tone"].value)))
        return set_client(case, replace(case.client, monk_tone=tone))
    angle = float(str(values["skin_ita_deg"].value))
    return set_client(case, replace(case.client, skin_ita_deg=angle, monk_tone=0))


def _short(name: str) -> str:
    return name.removesuffix(" (ITA)").lower().replace(" ", "-")
