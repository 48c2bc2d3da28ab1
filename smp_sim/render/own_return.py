"""Light of its own colour that covering pigment gives back, through the skin above it.

With T and R of the pigment's layer (see ``two_flux``), the light ``E`` that falls on the place, the
skin's reflectance ``r`` and what the skin above lets through twice, ``A``::

    R' = R_photo · T · (T ⊛ P) · M + E · A · R,    M = 1 / (1 - (R ⊛ P) · r / A)

``E`` is the pixel's own luminance over that of ``r``, so that relief and shade stay on the pigment.
``M`` is light that the pigment sends back down and the skin up again. T and R together are never
more than 1, so that no more comes back than was taken.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from smp_sim.render.grey_return import weighed
from smp_sim.render.optics import Column, Scatter, scatter_channel
from smp_sim.render.products import Plane
from smp_sim.render.two_flux import Bed

Covering = list[tuple[Column, Bed]]


def covering_of(columns: tuple[Column, ...]) -> Covering:
    """Give the absorbers that scatter, each with the skin it lies in."""
    return [(c, c.bed) for c in columns if c.cover > 0.0 and c.bed is not None]


def own_light(
    columns: tuple[Column, ...], back: Sequence[Plane], scatter: Scatter
) -> tuple[Plane, Plane, Plane]:
    """Give the light that comes back, over the pixel's luminance: ``A · R / Y(r)``.

    Parameters
    ----------
    columns : absorbers, one of them covering at least.
    back : R of three channels averaged over squares of ``scatter.factor`` px.
    scatter : how the density of absorbers is weighed where several cover.
    """
    pairs = covering_of(columns)
    found = tuple(column for column, _ in pairs)
    red, green, blue = (
        plane * weighed(found, [bed.above[c] / bed.luminance for _, bed in pairs], scatter)
        for c, plane in enumerate(back)
    )
    return red, green, blue


def sent_to_and_fro(
    columns: tuple[Column, ...], channel: int, back: Plane, reduced_by: int, scatter: Scatter
) -> Plane:
    """Give M of one channel, reduced as ``scatter`` has it.

    ``back`` is R averaged over squares of ``reduced_by`` px.
    """
    pairs = covering_of(columns)
    under = sum(bed.under(channel) for _, bed in pairs) / len(pairs)
    soft = scatter_channel(back, reduced_by, scatter)
    return np.asarray(np.float32(1.0) / (np.float32(1.0) - np.float32(under) * soft), np.float32)
