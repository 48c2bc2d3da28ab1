"""What the client's hair asks of pigment and dots: its colour, from black to white, and its curl.

Most shaved hair reads as a shade of grey whatever its colour; blond, white and red hair is nearly
transparent (practitioners' pages). Dilutions are a clinic's ratios, from 1:10 for black to 1:60 for
the lightest; which colour takes which, and the shades, are assumed.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from smp_sim.document.advice.warning import Warning  # noqa: A004 - the guard rails' own
from smp_sim.model.client import HairColour
from smp_sim.model.hair_growth import HairCurl
from smp_sim.model.plan import Area
from smp_sim.model.sentence import Sentence, joined
from smp_sim.render.dot_growth import stands_for_hair


class HairAdvice(NamedTuple):
    """Where to start for a colour of hair: shade on middling skin, and parts of water to one."""

    shade: float
    water: int
    reason: str


_DARK = "Shaved dark hair reads as a clear grey, whatever its colour; neutral carbon matches it."
_MIDDLE = "Shaved brown hair reads as a soft grey; neutral carbon, thinned, matches it."
_CLEAR = (
    "Shaved blond or red hair is nearly transparent, so that only its faint shade can be matched;"
    " darker dots stand out as soon as hair is shaved beside them."
)
_GREY = (
    "Grey hair is light and dark stubs in one; a light grey between them still fits when more of it"
    " turns white."
)
_SALT = (
    "Of salt-and-pepper hair the dark stubs alone show once it is shaved; match the mean of the"
    " field, not the darkest hair, since hair will whiten and pigment can't be made lighter."
)
_WHITE = (
    "Shaved white hair hardly shows; the lightest dots give a shadow on the skin, never white hair,"
    " and even they can be seen beside it."
)

#: By the colour of hair; a shade of 0.5 is the nominal deposit. On the sample's head 180 dots/cm²
#: of 0.25 mm are as dark as as much shaved hair at a shade of 0.13 (white), 0.30 (blond), 0.44
#: (red), 0.45 (grey) and 0.60 (salt-and-pepper); its dark hair is darker than that of the real men,
#: whose tone of 0.87 is met at 0.54.
HAIR_ADVICE: MappingProxyType[HairColour, HairAdvice] = MappingProxyType(
    {
        "black": HairAdvice(0.60, 10, _DARK),
        "dark-brown": HairAdvice(0.55, 20, _DARK),
        "brown": HairAdvice(0.50, 30, _MIDDLE),
        "light-brown": HairAdvice(0.42, 40, _MIDDLE),
        "blond": HairAdvice(0.32, 50, _CLEAR),
        "red": HairAdvice(0.38, 40, _CLEAR),
        "salt-and-pepper": HairAdvice(0.44, 30, _SALT),
        "grey": HairAdvice(0.36, 40, _GREY),
        "white": HairAdvice(0.18, 60, _WHITE),
    }
)

#: How dots follow hair of each curl.
CURL_NOTES: MappingProxyType[HairCurl, str] = MappingProxyType(
    {
        "unknown": "",
        "straight": "Dots that sit in hair follow the way it grows.",
        "wavy": "Stubs of wavy hair lie a little every way; set dots along it loosely.",
        "curly": "Stubs of curly hair lie every way; set dots nearly round and of mixed spacing.",
        "coiled": (
            "Coiled hair leaves its follicles bent, its stubs as small hooks in little groups; set"
            " dots round and of mixed spacing, never in rows. Tendency to keloids is asked about"
            " first."
        ),
    }
)

#: How much darker than advised dots may be beside hair that hardly shows: as much as dark skin asks
#: for (assumed).
_DARKER_BY = 0.25
#: Hair beside which dots that are too dark show at once.
_FAINT_HAIR: tuple[HairColour, ...] = ("blond", "red", "salt-and-pepper", "grey", "white")


def hair_reason(hair: HairColour) -> Sentence:
    """Say how thin the pigment starts for a colour of hair, and why."""
    advice = HAIR_ADVICE[hair]
    return Sentence(
        "{reason} A start: 1 part of pigment to {water} of water.",
        reason=Sentence(advice.reason),
        water=advice.water,
    )


def hair_notes(hair: HairColour, curl: HairCurl) -> Sentence:
    """Say what a client's hair asks of pigment and dots."""
    return joined(hair_reason(hair), CURL_NOTES[curl])


def judge_shade(area: Area, hair: HairColour) -> list[Warning]:
    """Warn of dots that are much darker than the hair they stand beside.

    Grey sheen comes from a match with the client's own hair, which was measured then.
    """
    most = round(HAIR_ADVICE[hair].shade + _DARKER_BY, 2)
    is_matched = area.grey_return > 0.0
    if hair not in _FAINT_HAIR or is_matched or not stands_for_hair(area) or area.shade <= most:
        return []
    text = Sentence(
        "Area '{area}': shade {shade:.2f} is darker than such hair looks when shaved. {reason}",
        area=area.id,
        shade=area.shade,
        reason=hair_reason(hair),
    )
    return [Warning("dark-for-hair", text)]
