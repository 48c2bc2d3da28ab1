"""What the program keeps of a client: a code, skin and hair, habits, consent. Never a name."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from smp_sim.model.units import limits

SkinType = Literal["normal", "combination", "oily"]
SunHabit = Literal["low", "typical", "high"]
HairColour = Literal[
    "black",
    "dark-brown",
    "brown",
    "light-brown",
    "blond",
    "red",
    "salt-and-pepper",
    "grey",
    "white",
]
#: Where the client's hair comes from, as far as counts of hair tell people apart.
Ancestry = Literal["unknown", "african", "asian", "european"]

#: Skin classes by their least individual typology angle, degrees (Chardon 1991, Del Bino).
SKIN_CLASSES = (
    (55.0, "very light"),
    (41.0, "light"),
    (28.0, "intermediate"),
    (10.0, "tan"),
    (-30.0, "brown"),
    (-90.0, "dark"),
)


class Consent(msgspec.Struct, frozen=True, kw_only=True):
    """Consent by purpose, each an ISO date (YYYY-MM-DD) or empty where not given."""

    photo: str = ""
    treatment: str = ""
    marketing: str = ""


class Client(msgspec.Struct, frozen=True, kw_only=True):
    """The client as a reference code and what changes how pigment looks and heals.

    ``ancestry`` is asked for the density of hair alone, ``age_years`` for how a hairline will
    age; both may stay unknown. ``monk_tone`` is the swatch of the Monk Skin Tone scale that was
    held beside the skin, 0 for none: swatches are no skin readings, so that it never stands in for
    the typology angle.
    """

    reference: Annotated[str, msgspec.Meta(max_length=64)] = ""
    skin_ita_deg: (
        Annotated[float, limits(-90.0, 90.0, unit="°", step=1.0, label="Skin tone (ITA)")] | None
    ) = None
    hair_colour: HairColour = "dark-brown"
    skin_type: SkinType = "normal"
    sun: SunHabit = "typical"
    consent: Consent = Consent()
    ancestry: Ancestry = "unknown"
    age_years: Annotated[float, limits(10.0, 110.0, unit="y", step=1.0, label="Age")] | None = None
    monk_tone: Annotated[int, limits(0, 10, unit="", step=1, label="Monk skin tone")] = 0


def skin_class(ita_deg: float) -> str:
    """Name the class of skin of an individual typology angle in degrees."""
    return next((name for least, name in SKIN_CLASSES if ita_deg > least), "dark")
