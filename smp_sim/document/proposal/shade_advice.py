"""Advise a shade where the photo shows no shaved hair to match: by skin tone and hair colour."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from smp_sim.document.advice.area_guards import DARK_ITA_DEG
from smp_sim.document.advice.guard_rails import FAIR_ITA_DEG, FAIR_SHADE
from smp_sim.document.advice.hair_advice import HAIR_ADVICE
from smp_sim.document.presets.preset_library import find_entry
from smp_sim.model.client import Client, HairColour
from smp_sim.model.sentence import Sentence, joined

#: How much the shade rises from very light (ITA 55° and more) to dark skin (-30° and less): the
#: darker the skin, the less a dot of the same shade shows. Assumed; held against the sample's own
#: stubble, of which the healed field shows half on fair and nine tenths on dark skin. Hair that
#: hardly shows takes less of it, or none: beside it such dots would stand out on any skin.
_DARK_SKIN_GAIN = 0.25
#: Shades of hair from which on the gain begins, and is full.
_GAINING_SHADES = (0.3, 0.5)


#: Healed dot seen, mm, on skin up to brown and on brown and dark skin. Practice: darker skin takes
#: larger, more defined dots; sizes assumed.
_DOT_MM, _DARK_DOT_MM = 0.25, 0.28

#: The angle of the darkest skin there is, and the first Monk tone whose advice is that of dark skin
#: (the tone column of the domain's figures turns to 1:20 and darker before it; assumed).
_DARKEST_ITA_DEG, _FIRST_DARK_MONK = -90.0, 7

#: Why, from the lightest skin to the darkest; limits are those of the classes of typology angle
#: (practice: fair skin takes lighter dots and a broken line, dark skin larger and darker ones).
_REASONS = (
    (FAIR_ITA_DEG, "Fair skin takes lighter dots and a broken line; dark ones look blue in it."),
    (DARK_ITA_DEG, "On middling skin the nominal deposit is a good start."),
    (-30.0, "Brown skin hides small, light dots; make them larger, darker and more defined."),
    (-91.0, "Dark skin needs defined dots; too much black can look green or blue in it."),
)


def shade_reason(ita_deg: float | None) -> str:
    """Say why skin of a tone (ITA in degrees, None unknown) is advised its shade."""
    if ita_deg is None:
        return "The skin's tone is not known; the shade goes by the hair alone."
    return next(reason for least, reason in _REASONS if ita_deg > least)


class ShadeAdvice(NamedTuple):
    """A start for a client: shade [0, 1], diameter of a healed dot in mm, and why."""

    shade: float
    dot_mm: float
    reason: Sentence


def advise_for(client: Client) -> ShadeAdvice:
    """Advise a shade and a dot by a client's skin and hair.

    The skin's typology angle goes first. Where it is not known, a Monk tone that was chosen gives
    the dilution that is assumed for it; swatches are no skin readings, so that their own lightness
    is never asked.
    """
    ita, hair = client.skin_ita_deg, client.hair_colour
    if ita is not None or not client.monk_tone:
        return ShadeAdvice(advise_shade(ita, hair), advise_dot(ita), Sentence(shade_reason(ita)))
    entry = find_entry(f"Monk {client.monk_tone}")
    darkest = advise_shade(_DARKEST_ITA_DEG, hair)
    told = Sentence(
        "For Monk {tone} a dilution of 1:{water:g} is assumed.",
        tone=client.monk_tone,
        water=entry.values["water_parts"].value,
    )
    pitfall = Sentence(entry.pitfall) if entry.pitfall else ""
    shade = min(float(str(entry.values["shade"].value)), darkest)
    is_dark = client.monk_tone >= _FIRST_DARK_MONK
    return ShadeAdvice(shade, _DARK_DOT_MM if is_dark else _DOT_MM, joined(told, pitfall))


def advise_shade(ita_deg: float | None, hair: HairColour) -> float:
    """Give a shade, 0 to 1, for a skin tone (ITA in degrees, None unknown) and hair colour."""
    shade = HAIR_ADVICE[hair].shade
    if ita_deg is None:
        return shade
    gain = _DARK_SKIN_GAIN * float(np.interp(shade, _GAINING_SHADES, [0.0, 1.0]))
    shade += float(np.interp(ita_deg, [-30.0, 41.0, 55.0], [gain, 0.0, -0.05]))
    most = FAIR_SHADE if ita_deg > FAIR_ITA_DEG else 0.9
    return round(float(np.clip(shade, 0.15, most)), 2)


def advise_dot(ita_deg: float | None) -> float:
    """Give the diameter of a healed dot, mm, for a skin tone (ITA in degrees, None unknown)."""
    is_dark = ita_deg is not None and ita_deg < DARK_ITA_DEG
    return _DARK_DOT_MM if is_dark else _DOT_MM
