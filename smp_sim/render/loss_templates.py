"""Ready plans by name: Norwood grades of men, Ludwig and Sinclair grades, plain areas, treatments.

Norwood: the recession is filled up to a mature hairline, so the rear edge of the front area is the
hair that is left. Those areas count hair, so that they run into the fringe and fill only what lacks
there; until hair is told, their feather stands for it. Geometry after the grades' wording (domain
figures section 4.1; Norwood 1975, South Med J 68:1359; Ludwig 1977, Br J Dermatol 97:247); the
places themselves are assumed, on the scalp map that the sample client's loss is drawn on.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from smp_sim.model.errors import PlanError
from smp_sim.model.head import Head
from smp_sim.model.plan import Area, Hairline
from smp_sim.model.sentence import Sentence
from smp_sim.render.hairline_curve import preset_hairline
from smp_sim.render.loss_edges import (
    BRIDGE_EDGE,
    FRINGE_MM,
    MapPlace,
    crown_edge,
    hair_edge,
    on_map,
)
from smp_sim.render.treatment_areas import TREATMENTS
from smp_sim.render.treatment_fills import filled_area

Floats = NDArray[np.float64]
Template = tuple[Hairline | None, tuple[Area, ...]]

#: Ludwig and Sinclair grades: half width and half length in map mm of the oval that holds all of
#: the thinner hair, and the share of hair left on the midline (domain figures section 4.1, assumed
#: there). Ludwig's region gets barer, Sinclair's parting wider too. Sinclair 1 is normal.
_LUDWIG = {1: (58.0, 70.0, 0.75), 2: (58.0, 70.0, 0.5), 3: (58.0, 70.0, 0.2)}
_SINCLAIR = {
    2: (18.0, 60.0, 0.8),
    3: (27.0, 64.0, 0.6),
    4: (38.0, 67.0, 0.4),
    5: (54.0, 70.0, 0.2),
}
#: Middle of the oval: on the midline, so far back that the frontal line stays. Assumed.
_PARTING_MIDDLE: MapPlace = (0.0, -9.0)
#: Diffuse thinning: left half of what VI would lose, from the front backward, well inside the line
#: that stays; and the share of hair left.
_DIFFUSE: tuple[MapPlace, ...] = (
    (0.0, 66.0), (30.0, 62.0), (52.0, 50.0), (74.0, 46.0), (90.0, 34.0),
    (87.0, -10.0), (87.0, -60.0), (82.0, -100.0), (50.0, -112.0), (0.0, -125.0),
)  # fmt: skip
_DIFFUSE_LEFT = 0.5
#: Dots and hairs per cm² that are wanted.
_BARE_DENSITY = 180.0


def loss_template(name: str, head: Head) -> Template:
    """Give a template's hairline (None where the client's own stays) and areas on a head.

    Parameters
    ----------
    name : one of :data:`TEMPLATE_NAMES`.
    head : the client's head; the template is scaled to its semi-axes.

    Raises
    ------
    PlanError
        For an unknown name, listing the known ones.
    """
    if name not in _BUILDERS:
        raise PlanError(
            Sentence("There is no template '{name}'.", name=name),
            where="template",
            next_step=Sentence("Choose one of: {names}.", names=", ".join(TEMPLATE_NAMES)),
        )
    return _BUILDERS[name](head)


def _whole_scalp(head: Head) -> Template:
    return preset_hairline("natural", head), (
        Area(id="whole-scalp", kind="whole-scalp", feather_mm=6.0),
    )


def _behind_hairline(head: Head) -> Template:
    return preset_hairline("natural", head), (Area(id="behind-hairline", kind="behind-hairline"),)


def _crown(_head: Head) -> Template:
    return None, (Area(id="crown", kind="crown"),)


def _norwood(grade: str) -> Callable[[Head], Template]:
    def build(head: Head) -> Template:
        front = Area(
            id="front",
            kind="behind-hairline",
            outline=hair_edge(grade, head),
            feather_mm=FRINGE_MM,
            counts_hair=True,
        )
        return preset_hairline("natural", head), (front, *_norwood_crown(grade, head))

    return build


def _norwood_crown(grade: str, head: Head) -> tuple[Area, ...]:
    ring = crown_edge(grade, head)
    if not ring:
        return ()
    crown = Area(id="crown", kind="crown", outline=ring, feather_mm=FRINGE_MM, counts_hair=True)
    if grade != "5":
        return (crown,)
    bridge = replace(
        crown,
        id="bridge",
        kind="patch",
        outline=on_map(np.array(BRIDGE_EDGE), head),
        hair_per_cm2=0.5 * crown.density_per_cm2,
        feather_mm=12.0,
    )
    return crown, bridge


def _parting(width: float, length: float, left: float) -> Callable[[Head], Template]:
    """Give the maker of an oval of thin hair on the midline, where a share of hair is left."""
    angle = np.linspace(0.0, 2.0 * np.pi, 49)[:-1, None]
    oval = np.concatenate([width * np.sin(angle), length * np.cos(angle)], axis=1)
    return _thin_hair("parting", _PARTING_MIDDLE + oval, left, 0.4 * width)


def _thin_hair(
    name: str, ring: Floats, left: float, feather_mm: float
) -> Callable[[Head], Template]:
    """Give the maker of a ring (N, 2) of map mm whose hair is thin; the client's line stays."""

    def build(head: Head) -> Template:
        area = replace(
            filled_area(name, "between-hair", on_map(ring, head)),
            density_per_cm2=_BARE_DENSITY,
            hair_per_cm2=round(_BARE_DENSITY * left),
            feather_mm=feather_mm,
            counts_hair=True,
        )
        return None, (area,)

    return build


def _diffuse() -> Callable[[Head], Template]:
    left = np.array(_DIFFUSE)
    ring = np.concatenate([left, left[-2:0:-1] * (-1.0, 1.0)])
    return _thin_hair("diffuse", ring, _DIFFUSE_LEFT, FRINGE_MM)


#: Grades in their order: III vertex, and the A variants beside the grade they vary.
_NORWOOD = ("2", "3", "3v", "3a", "4", "4a", "5", "5a", "6", "7")

_BUILDERS: dict[str, Callable[[Head], Template]] = {
    "whole-scalp": _whole_scalp,
    "behind-hairline": _behind_hairline,
    "crown": _crown,
    **{f"norwood-{grade}": _norwood(grade) for grade in _NORWOOD},
    **{f"ludwig-{grade}": _parting(*oval) for grade, oval in _LUDWIG.items()},
    **{f"sinclair-{grade}": _parting(*oval) for grade, oval in _SINCLAIR.items()},
    "diffuse": _diffuse(),
    **TREATMENTS,
}

#: The names of all templates, in the order of help texts.
TEMPLATE_NAMES = tuple(_BUILDERS)
