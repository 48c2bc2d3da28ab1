"""How each kind of area is filled to begin with, with source and trust for each choice.

Defaults of a plan, not of the model: a practitioner changes every one of them. Sources: the
reference figures on uses and tissue, and the constants of ``tissue``; what they don't give is
assumed.
"""

from __future__ import annotations

from typing import NamedTuple

from smp_sim.model.area_kind import KIND_TRAITS, AreaKind
from smp_sim.model.plan import Area, Pigment, Technique
from smp_sim.model.units import Vec3
from smp_sim.render.tissue import Trust


class Fill(NamedTuple):
    """The filling of one kind of area, its sittings, and where that comes from.

    ``density_per_cm2`` dots (hairs and dots together where the kind fills up hair); ``dot_mm``
    seen diameter before scar tissue widens it; ``pigment`` is the cooler mix where dots stand
    beside the client's own shaved hair; ``sessions`` sittings, ``gap_days`` days apart;
    ``technique`` a wash where colour is shaded, not dotted; ``first_share`` of a first sitting that
    does the whole, so that later ones touch up, 0 where the work is spread.
    """

    density_per_cm2: float
    dot_mm: float
    shade: float
    variety: float
    feather_mm: float
    uptake_scatter: float
    pigment: Pigment
    sessions: int
    gap_days: float
    source: str
    trust: Trust = "assumed"
    technique: Technique = "dots"
    first_share: float = 0.0


_SHAVED = "180 dots/cm² of 0.25 mm read as a shaved look in trials on a rendered scan"
_BETWEEN = "dots between hairs cut the contrast of scalp and hair (Park 2014); 30-80 /cm² assumed"
_SCAR = "one sitting more, 4 weeks apart, uneven uptake, direction after Liu 2025; sizes assumed"
_AREATA = "usable in refractory areata (medical reviews); as dark as the hair round the sample's"
_GRAFTED = "dots between grafts that stand too sparsely (surgeons' sites); density assumed"
_VITILIGO = "median 3 sittings, 80 % excellent match (J Dermatol 2020;47:464); filling assumed"
_LIPS = "a sitting and a touch-up 6 weeks later (lip clinics); filling and its 30 % assumed"

#: The mix that is as grey as shaved hair.
_COOL: Pigment = "carbon-cool"

FILLS: dict[AreaKind, Fill] = {
    "behind-hairline": Fill(180.0, 0.25, 0.5, 0.5, 12.0, 0.0, "carbon", 3, 14.0, _SHAVED),
    "crown": Fill(180.0, 0.25, 0.5, 0.5, 12.0, 0.0, "carbon", 3, 14.0, _SHAVED),
    "whole-scalp": Fill(180.0, 0.25, 0.5, 0.5, 6.0, 0.0, "carbon", 3, 14.0, _SHAVED),
    "patch": Fill(180.0, 0.25, 0.5, 0.5, 6.0, 0.0, "carbon", 3, 14.0, _SHAVED),
    "flat-patch": Fill(180.0, 0.25, 0.5, 0.5, 6.0, 0.0, "carbon", 3, 14.0, _SHAVED),
    "between-hair": Fill(165.0, 0.22, 0.55, 0.5, 15.0, 0.0, _COOL, 3, 14.0, _BETWEEN),
    "alopecia-patch": Fill(200.0, 0.25, 0.75, 0.5, 5.0, 0.0, _COOL, 4, 14.0, _AREATA),
    "scar-line": Fill(200.0, 0.22, 0.75, 0.4, 0.2, 0.35, _COOL, 4, 28.0, _SCAR),
    "scar-dots": Fill(280.0, 0.24, 0.75, 0.5, 0.0, 0.35, _COOL, 4, 28.0, _SCAR),
    "burn": Fill(180.0, 0.22, 0.65, 0.5, 4.0, 0.4, _COOL, 4, 28.0, _SCAR),
    "transplant": Fill(170.0, 0.22, 0.5, 0.5, 10.0, 0.0, _COOL, 3, 14.0, _GRAFTED),
    "vitiligo": Fill(
        400.0, 0.45, 0.5, 0.0, 1.2, 0.0, "mixed", 3, 28.0, _VITILIGO, "found-A", "wash"
    ),
    "placed": Fill(180.0, 0.25, 0.5, 0.5, 0.0, 0.0, "carbon", 3, 14.0, _SHAVED),
    "lips": Fill(400.0, 0.45, 0.25, 0.0, 1.0, 0.0, "mixed", 2, 42.0, _LIPS, "found-C", "wash", 0.7),
}


def filled_area(
    name: str, kind: AreaKind, outline: tuple[Vec3, ...] = (), *, view: str = ""
) -> Area:
    """Give a new area of a kind, filled as :data:`FILLS` has it, in the tissue that it lies in."""
    fill = FILLS[kind]
    return Area(
        id=name,
        kind=kind,
        outline=outline,
        density_per_cm2=fill.density_per_cm2,
        dot_mm=fill.dot_mm,
        shade=fill.shade,
        variety=fill.variety,
        feather_mm=fill.feather_mm,
        uptake_scatter=fill.uptake_scatter,
        pigment=fill.pigment,
        tissue=KIND_TRAITS[kind].tissue,
        view=view,
        technique=fill.technique,
    )
