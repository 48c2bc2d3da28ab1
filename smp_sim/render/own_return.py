"""Light of its own colour that covering pigment gives back, through the skin above it.

With T and R of the pigment's layer (see ``two_flux``), the light ``E`` that falls on the place, the
skin's reflectance ``r`` and what the skin above lets through twice, ``A``::

    R' = R_photo · T · (T ⊛ P) · M + E · A · R,    M = 1 / (1 - (R ⊛ P) · r / A)

``E`` is the pixel's own luminance over that of the untreated skin's reflectance there, so that
relief and shade stay on the pigment.
``M`` is light that the pigment sends back down and the skin up again. T and R together are never
more than 1, so that no more comes back than was taken.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from smp_sim.render.grey_return import weighed
from smp_sim.render.optics import Column, Scatter, scatter_channel
from smp_sim.render.products import Plane
from smp_sim.render.skin_bed import luminance_there
from smp_sim.render.two_flux import Bed

Covering = list[tuple[Column, Bed]]


def covering_of(columns: tuple[Column, ...]) -> Covering:
    """Give the absorbers that scatter, each with the skin it lies in."""
    return [(c, c.ink.bed) for c in columns if c.ink.cover > 0.0 and c.ink.bed is not None]


def own_light(
    columns: tuple[Column, ...], back: Sequence[Plane], linear: Plane, scatter: Scatter
) -> tuple[Plane, Plane, Plane]:
    """Give the light that comes back, over the pixel's luminance: ``A · R / Y(r)``.

    Parameters
    ----------
    columns : absorbers, one of them covering at least.
    back : R of three channels averaged over squares of ``scatter.factor`` px.
    linear : the untreated picture's linear light, (h, w, 3), averaged so, too.
    scatter : how the density of absorbers is weighed where several cover.
    """
    pairs = covering_of(columns)
    found = tuple(column for column, _ in pairs)
    over = [np.float32(1.0) / luminance_there(linear, bed) for _, bed in pairs]

    def of_channel(channel: int) -> Plane:
        values = [
            np.float32(bed.above[channel]) * plane
            for (_, bed), plane in zip(pairs, over, strict=True)
        ]
        value = values[0] if len(values) == 1 else weighed(found, values, scatter)
        return np.asarray(back[channel] * value, dtype=np.float32)

    return of_channel(0), of_channel(1), of_channel(2)


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
