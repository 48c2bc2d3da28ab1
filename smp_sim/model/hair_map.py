"""The hair that a client has: where it was counted, and where single hairs stand."""

from __future__ import annotations

from typing import Annotated

import msgspec

from smp_sim.model.units import Vec3, limits

HairDensity = Annotated[float, limits(0.0, 400.0, unit="/cm²", step=5.0, label="Hair there")]


#: Hair density changes over about a centimetre. Assumed.
DEFAULT_WIDTH_MM = 6.0


class HairSample(msgspec.Struct, frozen=True, kw_only=True):
    """Hairs per cm² of skin at one place: a unit direction, or mm in a close-up's plane.

    ``width_mm`` is how far round it that may be believed (one sigma): by default as far as hair
    density takes to change, much less where single tufts were told apart.
    """

    place: Vec3
    per_cm2: HairDensity
    width_mm: Annotated[
        float, limits(0.2, 40.0, unit="mm", step=0.5, label="Width of a hair sample")
    ] = DEFAULT_WIDTH_MM


class HairMap(msgspec.Struct, frozen=True, kw_only=True):
    """Hair as it was found on the head (``view`` empty) or in the plane of one close-up.

    ``samples`` say how dense it is round their places; ``roots`` are single hairs, known only
    where a photo resolves them, that no dot may touch.
    """

    view: str = ""
    samples: Annotated[tuple[HairSample, ...], msgspec.Meta(max_length=4000)] = ()
    roots: Annotated[tuple[Vec3, ...], msgspec.Meta(max_length=40_000)] = ()
