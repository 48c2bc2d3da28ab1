"""Dots per cm² by follicle counts: what a match takes where the photo doesn't tell density."""

from __future__ import annotations

from typing import Literal

Ancestry = Literal["european", "asian", "african"]
Region = Literal["vertex", "occiput", "temple"]

#: Said of a density that the photo didn't tell.
FROM_COUNTS = "Density is taken from follicle counts; a photo can't tell it apart from tone."

#: Hairs per cm² by ancestry. Source: Loussouarn 2005 (226 ± 73, 175 ± 54, 161 ± 50), by way of TRI.
HAIRS_PER_CM2: dict[Ancestry, float] = {"european": 226.0, "asian": 175.0, "african": 161.0}

#: Share of the vertex's density by region; order: Loussouarn 2005, factors assumed.
REGION_SHARE: dict[Region, float] = {"vertex": 1.0, "occiput": 0.93, "temple": 0.80}

#: Dots per cm² where no ancestry is known: the program's default.
DEFAULT_PER_CM2 = 180.0


def default_density(ancestry: Ancestry | None = None, region: Region = "vertex") -> float:
    """Give dots per cm² by follicle counts: one dot for a hair."""
    full = DEFAULT_PER_CM2 if ancestry is None else HAIRS_PER_CM2[ancestry]
    return full * REGION_SHARE[region]
