"""Hairs per cm² by counts: what is taken where a photo doesn't tell density."""

from __future__ import annotations

from typing import Literal, NamedTuple

from smp_sim.model.client import Ancestry

Region = Literal["vertex", "occiput", "temple"]

#: Said of a density that the photo didn't tell.
FROM_COUNTS = "Density is taken from follicle counts; a photo can't tell it apart from tone."

#: Dots per cm² where no ancestry is known: the program's default, between the counts below.
DEFAULT_PER_CM2 = 180.0

#: Share of the vertex's density by region; order: Loussouarn 2005, factors assumed.
REGION_SHARE: dict[Region, float] = {"vertex": 1.0, "occiput": 0.93, "temple": 0.80}


class HairCount(NamedTuple):
    """Mean hairs per cm² without loss, and the spread between people as a share of it."""

    per_cm2: float
    spread: float


#: Counts by ancestry. Source: Loussouarn 2005 (161 ± 50, 175 ± 54, 226 ± 73), by way of TRI; the
#: middle one where none is known.
HAIR_COUNTS: dict[Ancestry, HairCount] = {
    "unknown": HairCount(175.0, 0.31),
    "african": HairCount(161.0, 0.31),
    "asian": HairCount(175.0, 0.31),
    "european": HairCount(226.0, 0.32),
}


def default_density(ancestry: Ancestry = "unknown", region: Region = "vertex") -> float:
    """Give dots per cm² for a field: one for each hair that is counted there."""
    full = DEFAULT_PER_CM2 if ancestry == "unknown" else HAIR_COUNTS[ancestry].per_cm2
    return full * REGION_SHARE[region]
