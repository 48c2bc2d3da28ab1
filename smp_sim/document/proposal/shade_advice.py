"""Advise a shade where the photo shows no shaved hair to match: by skin tone and hair colour."""

from __future__ import annotations

import numpy as np

from smp_sim.document.advice.area_guards import DARK_ITA_DEG
from smp_sim.document.advice.guard_rails import FAIR_ITA_DEG, FAIR_SHADE
from smp_sim.document.advice.hair_advice import HAIR_ADVICE
from smp_sim.model.client import HairColour

#: How much the shade rises from very light (ITA 55° and more) to dark skin (-30° and less): the
#: darker the skin, the less a dot of the same shade shows. Assumed.
_DARK_SKIN_GAIN = 0.25


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


def advise_shade(ita_deg: float | None, hair: HairColour) -> float:
    """Give a shade, 0 to 1, for a skin tone (ITA in degrees, None unknown) and hair colour."""
    shade = HAIR_ADVICE[hair].shade
    if ita_deg is None:
        return shade
    shade += float(np.interp(ita_deg, [-30.0, 41.0, 55.0], [_DARK_SKIN_GAIN, 0.0, -0.05]))
    most = FAIR_SHADE if ita_deg > FAIR_ITA_DEG else 0.9
    return round(float(np.clip(shade, 0.15, most)), 2)
