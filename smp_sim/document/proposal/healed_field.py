"""The colour that a flat field of an area's pigment heals to, drawn by the engine itself."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.model.plan import Area
from smp_sim.render.colour import bytes_of_linear, linear_of_srgb
from smp_sim.render.dot_field import place_dots
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request, render_view
from smp_sim.render.products import Photo, PointSet, Surface

Floats = NDArray[np.float64]

#: Side of the field, skin left bare on each side, mm; its px/mm.
_FIELD_MM, _BARE_MM, _PX_PER_MM = 16.0, 6.0, 12.0
#: Beside the field's edge its mean isn't read, mm.
_EDGE_MM = 3.0


def healed_field(
    areas: tuple[Area, ...], case: Case, points: PointSet, inside: Floats, around: Floats
) -> Floats:
    """Give the mean linear colour (3,) of a flat field of some areas, all sittings healed.

    Parameters
    ----------
    areas : how the field is filled; their outlines and edges are left aside.
    case : its sittings, client and seed.
    inside, around : linear colours (3,) of the place and of the bare skin around it, which tells
        covering pigment how much light falls there.
    """
    laid = tuple(_laid(area, number) for number, area in enumerate(areas))
    plan = replace(case.plan, areas=laid, hair=())
    side = round((_FIELD_MM + 2.0 * _BARE_MM) * _PX_PER_MM)
    linear = np.broadcast_to(around, (side, side, 3)).copy()
    low, high = round(_BARE_MM * _PX_PER_MM), round((_BARE_MM + _FIELD_MM) * _PX_PER_MM)
    linear[low:high, low:high] = inside
    bare = np.ones((side, side), dtype=np.float32)
    surface = Surface(1, bare, 0 * bare, 0 * bare, 0.6, 0.0)
    ref = PhotoRef(sha256="0" * 64, suffix=".png", width=side, height=side)
    view = View(id="field", side="flat", photo=ref, camera=FlatCamera(px_per_mm=_PX_PER_MM))
    dots = place_dots(plan, points, "field")
    photo, request = Photo(bytes_of_linear(linear)), Request(healed_day(plan))
    shown = render_view(photo, surface, dots, view, plan, case.client, request).srgb
    edge = round(_EDGE_MM * _PX_PER_MM)
    inner = linear_of_srgb(shown[low + edge : high - edge, low + edge : high - edge])
    return np.asarray(inner.mean(axis=(0, 1)), dtype=np.float64)


def _laid(area: Area, number: int) -> Area:
    """Lay an area's filling over the field, up to its edges."""
    low, high = _BARE_MM, _BARE_MM + _FIELD_MM
    square = ((low, low, 0.0), (high, low, 0.0), (high, high, 0.0), (low, high, 0.0))
    return replace(
        area,
        id=f"field-{number}",
        kind="flat-patch",
        view="field",
        outline=square,
        feather_mm=0.0,
        strokes=(),
    )
