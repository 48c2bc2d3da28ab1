"""Whether a shade will look on these lips as it is meant to, and which corrector would help.

Pigment mixes with the colour of the lips below it: a cool pink over violet turns purple, a nude
over brown turns muddy. Nothing is looked up: the engine heals the shade on the lips' own colour,
read from the photo, and on pale lips; how far the two may differ before it is said is assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from skimage.color import deltaE_ciede2000

from smp_sim.document.advice.warning import Warning  # noqa: A004 - the word that the reader knows
from smp_sim.document.case.case_file import Dossier
from smp_sim.document.editing.pigments import pigment_name, set_corrector
from smp_sim.document.proposal.mix_solver import PatchColours, light_left
from smp_sim.document.proposal.skin_match import LEAST_PIXELS, read_patch
from smp_sim.document.studio import Studio
from smp_sim.model.case import Case
from smp_sim.model.plan import Area
from smp_sim.model.sentence import Sentence, joined
from smp_sim.render.colour import lab_of_linear, linear_of_srgb
from smp_sim.render.pigment_palette import CORRECTORS
from smp_sim.render.products import PointSet

Floats = NDArray[np.float64]

Verdict = Literal["true", "purple", "grey", "muddy", "orange"]

#: Pale lips in pale skin, sRGB: what shades are told by (assumed; representative).
PALE_LIPS, PALE_SKIN = (201, 146, 138), (217, 180, 160)

#: Purple: bluer in hue than on pale lips by so many degrees, and below so many.
BLUER_DEG, PURPLE_DEG = 9.0, 15.0
#: Grey: less chroma than this, and than this share of what it is on pale lips.
GREY_CHROMA, GREY_SHARE = 13.0, 0.7
#: Muddy: darker than this L*, and less chroma than this share.
MUDDY_LIGHTNESS, MUDDY_SHARE = 42.0, 0.8

#: A corrector is worth a sitting if it brings the shade nearer by so much, ΔE2000.
WORTH_A_SITTING = 1.0

#: A corrector shows through where the hue is warmer than meant by so many degrees.
WARMER_DEG = 20.0

_SAID: dict[Verdict, str] = {
    "purple": "Lips '{area}': on their own colour the shade is expected to turn purple.",
    "grey": "Lips '{area}': on their own colour the shade is expected to look grey.",
    "muddy": "Lips '{area}': on their own colour the shade is expected to look dark and muddy.",
    "orange": "Lips '{area}': the corrector is expected to show through as orange.",
}
_HELP = {
    "lip-corrector": "An orange corrector in a sitting of its own first would help.",
    "lip-corrector-coral": "A coral corrector in a sitting of its own first would help.",
    "lip-corrector-yellow": "A yellow corrector in a sitting of its own first would help.",
    "": "Another corrector would hardly help; choose a warmer or a deeper shade.",
    "none": "Without it the shade comes nearer to what it is meant to be.",
}


@dataclass(frozen=True, slots=True)
class LipForecast:
    """A shade on lips: L*, a*, b* (3,) of the lips, healed on them, and healed on pale lips.

    ``corrector`` names the one that would bring it nearest to what it is on pale lips, "none" where
    leaving it out would; empty where no change helps enough. ``corrected`` is L*, a*, b* with it.
    """

    lips: Floats
    healed: Floats
    meant: Floats
    verdict: Verdict
    corrector: str
    corrected: Floats


def lip_warnings(dossier: Dossier, studio: Studio) -> tuple[Warning, ...]:
    """Say of each lips of a plan whose shade won't look as meant why, and what would help."""
    told = []
    for area in dossier.case.plan.areas:
        found = forecast_lips(dossier, studio, area) if area.kind == "lips" else None
        if found is not None and found.verdict != "true":
            text = Sentence(_SAID[found.verdict], area=area.id)
            told.append(Warning(f"lips-{found.verdict}", joined(text, _HELP[found.corrector])))
    return tuple(told)


def forecast_lips(dossier: Dossier, studio: Studio, area: Area) -> LipForecast | None:
    """Heal an area's shade on its lips' own colour.

    None where no photo shows both lips and skin, or where nothing but a corrector is planned.

    Raises
    ------
    CaseFileError, PhotoError
        Where the photo is missing or can't be read.
    """
    if area.pigment != "mixed" or pigment_name(area) in CORRECTORS:
        return None
    seen, count = read_patch(dossier, studio, area, area.view)
    return None if count < LEAST_PIXELS else forecast_shade(area, dossier.case, studio.points, seen)


def forecast_shade(area: Area, case: Case, points: PointSet, seen: PatchColours) -> LipForecast:
    """Heal an area's shade on lips and in skin of some colours; ``area`` is one of the case's."""
    plain = set_corrector(case, area.id, "")
    pale = PatchColours(
        *(linear_of_srgb(np.array(c, np.uint8)).astype(np.float64) for c in (PALE_LIPS, PALE_SKIN))
    )
    as_seen = replace(plain, client=replace(plain.client, skin_ita_deg=None))
    meant = _healed(as_seen, area.id, points, pale)
    healed = _healed(case, area.id, points, seen)
    verdict = judge_shade(lab_of_linear(healed), lab_of_linear(meant))
    best, nearest = "", healed
    if verdict != "true":
        names = ("none",) if verdict == "orange" else CORRECTORS
        healing = {
            name: _healed(_corrected(plain, area.id, name), area.id, points, seen) for name in names
        }
        best = _nearest(healing, healed, meant)
        nearest = healing.get(best, healed)
    labs = [lab_of_linear(colour) for colour in (seen.patch, healed, meant, nearest)]
    return LipForecast(labs[0], labs[1], labs[2], verdict, best, labs[3])


def _corrected(plain: Case, area_id: str, name: str) -> Case:
    return set_corrector(plain, area_id, "" if name == "none" else name)


def _nearest(tried: dict[str, Floats], healed: Floats, meant: Floats) -> str:
    """Name what comes nearest, of those that come out true if any does; empty if none is worth it.

    ``tried``, ``healed`` and ``meant`` are linear colours (3,).
    """
    wanted = lab_of_linear(meant)
    true = [
        n for n, colour in tried.items() if judge_shade(lab_of_linear(colour), wanted) == "true"
    ]
    best = min(true or tried, key=lambda name: _miss(tried[name], meant))
    worth = _miss(healed, meant) - _miss(tried[best], meant)
    return best if true or worth > WORTH_A_SITTING else ""


def judge_shade(healed: Floats, meant: Floats) -> Verdict:
    """Judge a healed shade, L*, a*, b* (3,), by what it is on pale lips."""
    chroma, wanted = (float(np.hypot(*lab[1:])) for lab in (healed, meant))
    hue, own = (float(np.degrees(np.arctan2(lab[2], lab[1]))) for lab in (healed, meant))
    if chroma < min(GREY_CHROMA, GREY_SHARE * wanted):
        return "grey"
    if hue < min(PURPLE_DEG, own - BLUER_DEG):
        return "purple"
    if healed[0] < MUDDY_LIGHTNESS and chroma < MUDDY_SHARE * wanted:
        return "muddy"
    return "orange" if hue > own + WARMER_DEG else "true"


def _miss(colour: Floats, meant: Floats) -> float:
    """Give ΔE2000 of two linear colours; lightness counts half, since dark lips stay darker."""
    labs = lab_of_linear(colour), lab_of_linear(meant)
    return float(deltaE_ciede2000(*labs, kL=2.0))  # type: ignore[no-untyped-call]


def _healed(case: Case, area_id: str, points: PointSet, seen: PatchColours) -> Floats:
    """Give the healed linear colour (3,) of an area on lips of a colour."""
    area = next(area for area in case.plan.areas if area.id == area_id)
    return seen.patch * light_left((area,), case, points, seen.patch, seen.around)
