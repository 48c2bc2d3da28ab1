"""Grey light that comes back from what takes the skin's own: why shaved hair looks grey.

Light that is multiplied keeps the skin's red however dark it gets. Shaved hair's stubs scatter a
grey light of their own, added to what the skin still shows between them::

    R' = R · F + Y · B,    B = (1 - b) · g · (1 - F) + b · (g · (1 - F)) ⊛ P

``Y`` is the pixel's own luminance, ``g`` the share of what is taken that comes back, ``P`` the
skin's scattering of green light: the share ``b`` leaves beside where it fell in, so that dots and
skin between them are nearer in hue. On three profiles of two shaved men, hair beside bare skin is
met to about 0.01 in R, G and B by ``F`` 0.40 to 0.56 and ``g`` 0.5 to 0.8; the best ``F`` alone
misses a channel by 0.03 to 0.05 (project measurement).

Pigment that scatters gives light of its own colour back, so that each channel has a ``B`` of its
own: see ``own_return``.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from smp_sim.render import tissue as figures
from smp_sim.render.colour import LUMINANCE, linear_of_srgb
from smp_sim.render.composite import CODE_POWER, CODE_STEPS, Code16, Direct, to_power
from smp_sim.render.optics import Column, Scatter, scatter_channel
from smp_sim.render.products import Bytes8, Plane

#: Linear light of each byte; black is held above 0, so that luminance over it can be told.
_LIGHT = np.maximum(linear_of_srgb(np.arange(256, dtype=np.uint8)), 1e-4).astype(np.float32)

_PER_LIGHT = np.float32(1.0) / _LIGHT

#: Most of luminance over a channel's light: where skin has none of a colour, none is painted in.
_MOST_OVER = np.float32(4.0)

#: Optical density that counts as none where absorbers are weighed against each other.
_LEAST_DENSITY = np.float32(1e-6)


def returns_grey(columns: tuple[Column, ...]) -> bool:
    """Tell whether any absorber gives grey light back."""
    return any(column.ink.grey > 0.0 for column in columns)


def returned_light(columns: tuple[Column, ...], left: Plane, scatter: Scatter) -> Plane:
    """Give the grey light that comes back, over luminance: ``B``.

    Parameters
    ----------
    columns : planes of optical density.
    left : T of green averaged over squares of ``scatter.factor`` px.
    scatter : of green.

    Returns
    -------
    Plane
        Of the size of ``left``, [0, 1).
    """
    taken = np.float32(1.0) - left * scatter_channel(left, scatter.factor, scatter)
    returned = taken * _grey_share(columns, scatter)
    beside = np.float32(figures.GREY_BESIDE.value)
    spread = scatter_channel(returned, scatter.factor, scatter)
    return np.asarray(returned + beside * (spread - returned), dtype=np.float32)


def _grey_share(columns: tuple[Column, ...], scatter: Scatter) -> Plane | np.float32:
    """Give g: of all absorbers, each weighed by its optical density as far as light scatters."""
    greys = [column.ink.grey for column in columns]
    return np.float32(greys[0]) if len(set(greys)) == 1 else weighed(columns, greys, scatter)


def weighed(
    columns: tuple[Column, ...], values: Sequence[Plane | float], scatter: Scatter
) -> Plane:
    """Give a value of absorbers, each weighed by its optical density as far as light scatters.

    Reduced as ``scatter`` has it, as are values that are planes.
    """
    soft = [_spread(column.density, scatter) for column in columns]
    total = sum(
        plane * np.asarray(value, dtype=np.float32)
        for plane, value in zip(soft, values, strict=True)
    )
    return np.asarray(total / np.maximum(sum(soft), _LEAST_DENSITY), dtype=np.float32)


def _spread(density: Plane, scatter: Scatter) -> Plane:
    size = density.shape[1] // scatter.factor, density.shape[0] // scatter.factor
    small = np.asarray(cv2.resize(density, size, interpolation=cv2.INTER_AREA), dtype=np.float32)
    return scatter_channel(small, scatter.factor, scatter)


def paint_returned(
    srgb: Bytes8,
    code: Code16,
    direct: Sequence[Direct],
    veil: Sequence[Plane],
    back: Sequence[Plane],
    *,
    out: Bytes8,
) -> None:
    """Paint as ``composite.paint_skin`` does, and add light that comes back.

    ``back`` are three (H, W), R, G, B, of it over luminance, times the skin cover; channels may
    share one. The rest as there. ``s' = (s + o)·(F + back·Y/R)^(1/2.4) - o``: the photo's own byte
    where ``F`` is 1 and nothing comes back.
    """
    own = cv2.transform(cv2.LUT(srgb, _LIGHT), LUMINANCE[None, :])
    lit = {id(plane): (cv2.multiply(own, plane), _MOST_OVER * plane) for plane in back}
    taken = []
    for channel in range(3):
        lost = cv2.multiply(veil[channel], direct[channel].open)
        cv2.add(lost, direct[channel].lost, dst=lost)
        left = to_power(np.subtract(np.float32(1.0), lost, out=lost), 1.0 / CODE_POWER)
        mirrored, most = lit[id(back[channel])]
        over = cv2.multiply(mirrored, cv2.LUT(srgb[..., channel], _PER_LIGHT))
        cv2.add(left, cv2.min(over, most, dst=over), dst=left)
        lost = np.subtract(np.float32(1.0), to_power(left, CODE_POWER), out=lost)
        taken.append(cv2.multiply(code[channel], lost, scale=1.0 / CODE_STEPS, dtype=cv2.CV_16S))
    cv2.subtract(srgb, cv2.merge(taken), dst=out, dtype=cv2.CV_8U)
