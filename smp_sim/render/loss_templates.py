"""Ready plans by name: Norwood grades of men, Ludwig and Sinclair grades, plain areas, treatments.

Norwood: the recession is filled up to a mature hairline, so the rear edge of the front area is the
hair that is left. Geometry after the grades' wording (domain figures section 4.1; Norwood 1975,
South Med J 68:1359; Ludwig 1977, Br J Dermatol 97:247); the places themselves are assumed.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.errors import PlanError
from smp_sim.model.head import DEFAULT_SEMI_AXES_MM, Head
from smp_sim.model.plan import Area, Hairline
from smp_sim.model.sentence import Sentence
from smp_sim.model.units import Vec3
from smp_sim.render.area_outline import default_crown
from smp_sim.render.hairline_curve import preset_hairline
from smp_sim.render.head_curve import lift_to_head
from smp_sim.render.head_geometry import unit
from smp_sim.render.treatment_areas import TREATMENTS

Floats = NDArray[np.float64]
Template = tuple[Hairline | None, tuple[Area, ...]]

#: The strip of temple behind a filled hairline, from the sideburn up; mm on the default head.
_STRIP: tuple[Vec3, ...] = ((74.5, -6.0, 8.0), (74.5, 8.0, 20.0), (69.5, 21.0, 36.0))

#: Rear edge of the fill, left half, from the temple over the deepest recession to the middle: some
#: 8 mm into the hair that is left, where the fill fades out. II stops 2 cm or more in front of the
#: line over the ear canals (z about -5 here), III goes deeper; IV and V also lose the front's
#: middle. VII: the low horseshoe. A variants: the whole front recedes evenly, with no island in
#: the middle and no bare crown (Norwood 1975).
_HAIR_LEFT: dict[str, tuple[Vec3, ...]] = {
    "2": (*_STRIP, (61.0, 43.0, 26.0), (48.0, 60.0, 13.0), (30.0, 67.0, 28.0), (0.0, 69.5, 42.0)),
    "3": (*_STRIP, (64.0, 42.0, 14.0), (48.0, 61.0, -2.0), (29.0, 70.0, 16.0), (0.0, 71.5, 34.0)),
    "4": (*_STRIP, (65.0, 40.0, 8.0), (52.0, 56.0, -8.0), (30.0, 70.0, 6.0), (0.0, 74.5, 20.0)),
    "5": (*_STRIP, (66.0, 38.0, 4.0), (57.0, 51.0, -14.0), (34.0, 68.0, -8.0), (0.0, 76.0, 4.0)),
    "7": (
        (74.0, -12.0, 4.0),
        (76.0, 8.0, 2.0),
        (75.0, 16.0, -16.0),
        (64.0, 12.0, -52.0),
        (40.0, 0.0, -86.0),
        (0.0, -8.0, -100.0),
    ),
    "3a": (*_STRIP, (64.0, 42.0, 14.0), (50.0, 60.0, 4.0), (29.0, 71.0, 6.0), (0.0, 75.0, 10.0)),
    "4a": (*_STRIP, (65.0, 40.0, 8.0), (53.0, 56.0, -8.0), (31.0, 71.0, -10.0), (0.0, 76.0, -8.0)),
    "5a": (
        *_STRIP,
        (66.0, 38.0, 4.0),
        (57.0, 50.0, -22.0),
        (34.0, 67.0, -34.0),
        (0.0, 72.0, -38.0),
    ),
}
#: Crown loss by grade: radius in mm.
_CROWN_MM = {"3v": 24.0, "4": 33.0, "5": 45.0}
#: V: what is left of the bridge between front and crown is sparse, so it is filled half as densely.
_BRIDGE_MM: tuple[Vec3, ...] = ((46.0, 61.0, 8.0), (0.0, 74.0, 24.0), (-46.0, 61.0, 8.0))
_BRIDGE_REAR_MM: tuple[Vec3, ...] = ((-40.0, 55.0, -56.0), (0.0, 60.0, -62.0), (40.0, 55.0, -56.0))

#: Ludwig grades: half width and half length in mm of the thin oval, share of hair left
#: (domain figures section 4.1, assumed there).
_LUDWIG = {1: (24.0, 50.0, 0.75), 2: (36.0, 56.0, 0.5), 3: (48.0, 62.0, 0.2)}
#: Middle of the oval: on the midline, behind the frontal line that stays. Assumed.
_LUDWIG_CENTRE: Vec3 = (0.0, 76.0, -6.0)
#: Sinclair grades: half width and half length in mm of the widened part, share of hair left on the
#: midline (domain figures section 4.1, widths assumed). Grade 1 is normal and needs no plan.
_SINCLAIR = {2: (15.0, 52.0, 0.8), 3: (22.0, 55.0, 0.6), 4: (31.0, 58.0, 0.4), 5: (44.0, 62.0, 0.2)}
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
            id="front", kind="behind-hairline", outline=_hair_edge(grade, head), feather_mm=10.0
        )
        return preset_hairline("natural", head), (front, *_norwood_crown(grade, head))

    return build


def _norwood_crown(grade: str, head: Head) -> tuple[Area, ...]:
    if grade not in _CROWN_MM:
        return ()
    ring = default_crown(head.semi_axes_mm, _CROWN_MM[grade])
    crown = Area(id="crown", kind="crown", outline=_directions(ring[::4]), feather_mm=10.0)
    if grade != "5":
        return (crown,)
    corners = _scaled(_BRIDGE_MM + _BRIDGE_REAR_MM, head)
    bridge = Area(
        id="bridge",
        kind="patch",
        outline=_directions(corners),
        density_per_cm2=0.5 * _BARE_DENSITY,
        feather_mm=8.0,
    )
    return crown, bridge


def _hair_edge(grade: str, head: Head) -> tuple[Vec3, ...]:
    """Give the open rear edge from the hairline's left end to its right end; VI the default.

    III vertex has the front of III.
    """
    front = grade.removesuffix("v")
    if front not in _HAIR_LEFT:
        return ()
    left = _scaled(_HAIR_LEFT[front], head)
    return _directions(np.concatenate([left, left[-2::-1] * (-1.0, 1.0, 1.0)]))


def _parting(width: float, length: float, left: float) -> Callable[[Head], Template]:
    """Give the maker of an oval of thin hair on the midline, where a share of hair is left."""

    def build(head: Head) -> Template:
        centre = _scaled((_LUDWIG_CENTRE,), head)[0]
        angle = np.linspace(0.0, 2.0 * np.pi, 49)[:-1]
        oval = np.stack(
            [width * np.sin(angle), np.zeros_like(angle), length * np.cos(angle)], axis=1
        )
        area = Area(
            id="parting",
            kind="between-hair",
            outline=_directions(lift_to_head(centre + oval, head.semi_axes_mm)),
            density_per_cm2=_BARE_DENSITY,
            hair_per_cm2=round(_BARE_DENSITY * left),
            feather_mm=12.0,
        )
        return None, (area,)

    return build


def _scaled(places_mm: tuple[Vec3, ...], head: Head) -> Floats:
    ratio = np.asarray(head.semi_axes_mm) / np.asarray(DEFAULT_SEMI_AXES_MM)
    return lift_to_head(np.asarray(places_mm) * ratio, head.semi_axes_mm)


def _directions(places_mm: Floats) -> tuple[Vec3, ...]:
    return tuple((float(x), float(y), float(z)) for x, y, z in unit(places_mm))


#: Grades in their order: III vertex, and the A variants beside the grade they vary.
_NORWOOD = ("2", "3", "3v", "3a", "4", "4a", "5", "5a", "6", "7")

_BUILDERS: dict[str, Callable[[Head], Template]] = {
    "whole-scalp": _whole_scalp,
    "behind-hairline": _behind_hairline,
    "crown": _crown,
    **{f"norwood-{grade}": _norwood(grade) for grade in _NORWOOD},
    **{f"ludwig-{grade}": _parting(*oval) for grade, oval in _LUDWIG.items()},
    **{f"sinclair-{grade}": _parting(*oval) for grade, oval in _SINCLAIR.items()},
    **TREATMENTS,
}

#: The names of all templates, in the order of help texts.
TEMPLATE_NAMES = tuple(_BUILDERS)
