"""The mix of a pigment that turns a patch into the colour beside it, solved with the engine itself.

How much a flat field of an area's pigment takes of each channel is measured for a few absorptions,
healed; where dots lie over a wash, they are in that field too, so that both together give the
colour. A patch darker than the skin around asks for pigment that covers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from skimage.color import deltaE_ciede2000

from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.model.plan import Area, Plan
from smp_sim.model.sentence import Sentence
from smp_sim.render.colour import bytes_of_linear, lab_of_linear, linear_of_srgb
from smp_sim.render.dot_field import place_dots
from smp_sim.render.healing import healed_day
from smp_sim.render.optics import Triple
from smp_sim.render.pipeline import Request, Subject, render_view
from smp_sim.render.products import Photo, PointSet, Surface

Floats = NDArray[np.float64]
Bytes8 = NDArray[np.uint8]

#: A surround lighter than the patch by more than this share asks for pigment that covers.
LIGHTER_SHARE = 0.02
#: The same where dots lie over the wash: so much darker than the skin around they may be.
DARKER_SHARE = 0.04

#: Less light than this is none.
_LEAST_LEFT = 1e-4
#: Absorptions that are tried, and the flat field they are tried on, mm and px/mm.
_TRIED = (0.0, 0.2, 0.5, 1.0, 1.6, 2.4, 4.0)
_FIELD_MM, _FIELD_PX_PER_MM = 16.0, 12.0
#: Covers that are tried in turn, skin left bare round a field then, and its edge that isn't read.
_COVERS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
_BARE_MM, _EDGE_MM = 6.0, 3.0
#: ΔE2000 up to which a healed patch counts as matched.
CLOSE_MATCH = 3.0


class PatchColours(NamedTuple):
    """Linear colours (3,) of a patch and of the skin around it."""

    patch: Floats
    around: Floats


@dataclass(frozen=True, slots=True)
class SkinMatch:
    """A pigment mix for an area: ``colour_miss`` ΔE2000 expected of the healed patch's mean."""

    mix: Triple
    patch: Triple
    around: Triple
    colour_miss: float
    notes: tuple[str, ...]
    cover: float = 0.0


def solve_mix(
    area: Area, over: tuple[Area, ...], case: Case, seen: PatchColours, points: PointSet
) -> SkinMatch:
    """Solve the mix of an area that turns a patch's colour into that of the skin around it.

    Each channel by itself: the share of light that the healed field leaves falls with absorption,
    and is read backward from a table of the engine's own pictures. Areas ``over`` it, such as dots
    over a wash, are in these pictures as they are. Where the skin around is lighter in any channel
    the pigment has to cover, and gets the least cover of those tried that lightens enough.
    """
    patch, around = seen
    wanted = np.clip(around / patch, 0.02, None)

    def left(absorption: float, cover: float) -> Floats:
        tried = replace(area, pigment="mixed", mix=(absorption,) * 3, cover=cover)
        beside = around if cover > 0.0 else None
        return light_left((tried, *over), case, points, patch, beside)

    cover, aims = 0.0, [np.minimum(wanted, 1.0)]
    if np.any(wanted > 1.0 + LIGHTER_SHARE):
        cover, aims = _least_cover(wanted, left)
    tried = tuple(max(1.0, cover) * absorption for absorption in _TRIED)
    # Light falls about exponentially with absorption, so the table is read in logarithms.
    # A full wash may leave nothing that 8 bits show.
    shares = [left(absorption, cover) for absorption in tried]
    lost = -np.log(np.maximum(shares, _LEAST_LEFT))
    mixes = [
        [float(np.interp(-np.log(aim[c]), lost[:, c], tried)) for c in range(3)] for aim in aims
    ]

    def miss_of(mix: list[float]) -> float:
        reached = [np.exp(-np.interp(a, tried, lost[:, c])) for c, a in enumerate(mix)]
        labs = lab_of_linear(patch * reached), lab_of_linear(around)
        return float(deltaE_ciede2000(*labs))  # type: ignore[no-untyped-call]

    mix = min(mixes, key=miss_of)
    is_pale = max(mix) >= tried[-1]
    notes = _notes(wanted, np.exp(-lost[0]), is_pale=is_pale)
    if cover > 0.0:
        notes = _cover_notes(miss_of(mix))
    red, green, blue = (round(a, 3) for a in mix)
    solved = (red, green, blue)
    return SkinMatch(solved, _triple(patch), _triple(around), miss_of(mix), notes, cover)


def _least_cover(
    wanted: Floats, left: Callable[[float, float], Floats]
) -> tuple[float, list[Floats]]:
    """Give the least cover that lightens to the shares (3,) wanted, and what to aim at with it.

    Where none does: at each channel by itself, or as far along the line from the patch's colour to
    the wanted one as all channels go.
    """
    for cover in _COVERS:
        lightest = left(0.0, cover)
        if np.all(lightest >= wanted):
            return cover, [wanted]
    missing = (wanted > 1.0) & (lightest < wanted)
    reach = float(np.min((lightest[missing] - 1.0) / (wanted[missing] - 1.0)))
    return cover, [wanted, 1.0 + float(np.clip(reach, 0.0, 1.0)) * (wanted - 1.0)]


def light_left(
    areas: tuple[Area, ...],
    case: Case,
    points: PointSet,
    skin: Floats,
    around: Floats | None = None,
) -> Floats:
    """Give the share (3,) of light that a healed flat field of areas leaves of a skin (3,).

    More than 1 where it lightens. ``around`` is the bare skin beside the field, linear (3,), by
    which covering pigment knows the light that falls there; None: the picture is full.
    """
    bare_px = 0 if around is None else round(_BARE_MM * _FIELD_PX_PER_MM)
    side = round(_FIELD_MM * _FIELD_PX_PER_MM) + 2 * bare_px
    inner = slice(bare_px, side - bare_px)
    linear = np.broadcast_to(skin if around is None else around, (side, side, 3)).copy()
    linear[inner, inner] = skin
    base = bytes_of_linear(linear)
    shown = _healed_picture(base, replace(case, plan=_flat_plan(areas, case.plan, bare_px)), points)
    edge = round(_EDGE_MM * _FIELD_PX_PER_MM) if bare_px else 0
    middle = slice(bare_px + edge, side - bare_px - edge)
    one, other = (linear_of_srgb(p[middle, middle]).mean(axis=(0, 1)) for p in (shown, base))
    return np.asarray(one / other, dtype=np.float64)


def _healed_picture(base: Bytes8, case: Case, points: PointSet) -> Bytes8:
    """Give a picture of matte skin with a plan that lies in it, healed."""
    rows, columns = base.shape[:2]
    bare = np.ones((rows, columns), dtype=np.float32)
    surface = Surface(1, bare, 0 * bare, 0 * bare, 0.6, 0.0)
    ref = PhotoRef(sha256="0" * 64, suffix=".png", width=columns, height=rows)
    view = View(id="field", side="flat", photo=ref, camera=FlatCamera(px_per_mm=_FIELD_PX_PER_MM))
    plan = case.plan
    dots = place_dots(plan, points, "field")
    request = Request(healed_day(plan))
    subject = Subject(Photo(base), surface, dots, view, plan, case.client)
    return render_view(subject, request).srgb


def _flat_plan(areas: tuple[Area, ...], plan: Plan, bare_px: int) -> Plan:
    """Give a plan whose areas fill a flat field: to its edges, or beyond where none is bare."""
    bare_mm = bare_px / _FIELD_PX_PER_MM
    low, high = (bare_mm, bare_mm + _FIELD_MM) if bare_px else (-3.0, _FIELD_MM + 3.0)
    square = ((low, low, 0.0), (high, low, 0.0), (high, high, 0.0), (low, high, 0.0))
    laid = tuple(
        replace(
            area,
            id=f"field-{number}",
            kind="flat-patch",
            view="field",
            outline=square,
            feather_mm=0.0,
            strokes=(),
        )
        for number, area in enumerate(areas)
    )
    return replace(plan, areas=laid, hair=())


def _cover_notes(miss: float) -> tuple[str, ...]:
    if miss <= CLOSE_MATCH:
        return ("The skin around is lighter than the patch, so its pigment has to cover.",)
    return (
        Sentence(
            "The skin around is lighter than covering pigment can make the patch: healed, it is"
            " expected to differ by ΔE {miss:.1f} ({close:.0f} is hardly seen).",
            miss=miss,
            close=CLOSE_MATCH,
        ),
    )


def _notes(wanted: Floats, left_unmixed: Floats, *, is_pale: bool) -> tuple[str, ...]:
    notes = []
    if np.any(left_unmixed < wanted - DARKER_SHARE):
        notes.append("The dots alone make the patch darker than the skin around; thin them out.")
    if is_pale:
        notes.append("The patch is too pale for these dots; add density or a darker shade.")
    return tuple(notes)


def _triple(colour: Floats) -> Triple:
    red, green, blue = (float(value) for value in colour)
    return red, green, blue
