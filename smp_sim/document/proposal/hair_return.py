"""The plan as it would look if hair grew back where alopecia took it: an assumption, never saved.

How dense it would be is read from the map of hair round each place, how dark from the photo: the
client's own shaved hair beside the bare skin, channel by channel. Where neither tells, counts of
hair and the client's hair colour do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace as replace_dossier
from itertools import chain
from typing import NamedTuple

import cv2
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from smp_sim.document.advice.history_questions import is_alopecia
from smp_sim.document.case.case_file import Dossier
from smp_sim.document.editing.edits import replace_areas
from smp_sim.document.proposal.follicle_counts import default_density
from smp_sim.document.proposal.hair_sample import mean_colour, sample_hair
from smp_sim.document.proposal.mix_solver import light_left
from smp_sim.document.proposal.skin_match import LEAST_PIXELS, patch_zones
from smp_sim.document.studio import Studio
from smp_sim.model.area_history import UNASKED
from smp_sim.model.camera import HeadCamera
from smp_sim.model.case import Case, View
from smp_sim.model.client import HairColour
from smp_sim.model.errors import PlanError, SmpError
from smp_sim.model.hair_map import HairSample
from smp_sim.model.plan import Area, Plan
from smp_sim.model.units import limits_of
from smp_sim.render.area_field import build_field, read_field
from smp_sim.render.area_outline import outline_area
from smp_sim.render.cache import stage_key
from smp_sim.render.colour import LUMINANCE, linear_of_srgb
from smp_sim.render.composite import bytes_of_photo
from smp_sim.render.hairline_curve import hairline_places
from smp_sim.render.head_geometry import place_on_head, unit
from smp_sim.render.scalp_chart import chart_of_places

Floats = NDArray[np.float64]

#: The seen diameter of a stub, as a spot of the same area: a hair 0.075 mm wide that lies 1 mm long
#: makes 0.31 mm (computed); skin that it shades and shows through makes it more. Chosen by eye
#: beside the drawn head's stubble.
STUB_MM = 0.40

#: How different stubs are from each other (assumed), and the shades that are tried.
_STUB_VARIETY = 0.6
_TRIED = (0.0, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0)

#: Hair as far as this from a place tells how dense its own would be, mm.
AROUND_MM = 25.0

#: A pixel tells of skin or hair where either shows by more than this and little shine lies on it
#: (assumed; on the drawn head the mean is then within 2.5 % of the truth in every channel).
_SHOWN, _SHINY = 0.4, 0.15

#: Shade of stubs by the hair's colour, where no photo shows hair and bare skin beside it. Assumed;
#: dark brown is the sample's hair.
_BY_COLOUR: dict[HairColour, float] = {
    "black": 0.5,
    "dark-brown": 0.45,
    "brown": 0.35,
    "light-brown": 0.25,
    "red": 0.22,
    "salt-and-pepper": 0.28,
    "grey": 0.18,
    "blond": 0.15,
    "white": 0.05,
}


class _Reading(NamedTuple):
    """Bare skin and the hair beside it, linear (3,) each, and how many pixels show them."""

    bare: Floats
    hair: Floats
    pixels: int


def returning_areas(plan: Plan) -> tuple[Area, ...]:
    """Give the areas whose own hair may grow back."""
    return tuple(area for area in plan.areas if is_alopecia(area))


def with_returned_hair(dossier: Dossier, studio: Studio) -> Dossier:
    """Give a case with the client's own shaved hair standing in every place of alopecia.

    It is drawn like any other case, and is not meant to be kept.

    Raises
    ------
    PlanError
        Where no area of the plan is bare through alopecia.
    CaseFileError, PhotoError
        Where a photo is missing or can't be read.
    """
    places = returning_areas(dossier.case.plan)
    if not places:
        raise PlanError(
            "No hair of this plan can grow back: no area is bare through alopecia.",
            where="areas",
            next_step="Add a patch of alopecia, or say so of a bare scalp: 'plan --loss-cause'.",
        )
    stubs = tuple(_grown(area, dossier, studio) for area in places)
    case = replace_areas(dossier.case, (*dossier.case.plan.areas, *stubs))
    return replace_dossier(dossier, case=case)


def _grown(area: Area, dossier: Dossier, studio: Studio) -> Area:
    """Give the hair of one place; its mix is solved once for each photo, place and density."""
    case = dossier.case
    places = [(a.id, a.kind, a.outline, a.feather_mm, a.view) for a in returning_areas(case.plan)]
    told = [area.id, places, area.hair_per_cm2, case.plan.hair, case.plan.hairline, case.plan.head]
    lacking = studio.keep(
        stage_key("hair-lacking", [*told, case.client.ancestry]), lambda: hair_to_come(area, case)
    )
    stub = _bare_stub(area, lacking)
    cameras = [(view.photo, view.camera, view.strokes) for view in case.views]
    key = stage_key("hair-return", [stub, cameras, case.client, case.plan.head])
    return replace(stub, shade=studio.keep(key, lambda: _shade_of(stub, area, dossier, studio)))


def _bare_stub(area: Area, per_cm2: float) -> Area:
    closed = "flat-patch" if area.is_flat else "patch"
    return replace(
        area,
        id=f"{area.id[:58]}-hair",
        kind=closed if area.kind == "alopecia-patch" else area.kind,
        technique="hair",
        density_per_cm2=per_cm2,
        dot_mm=STUB_MM,
        shade=1.0,
        variety=_STUB_VARIETY,
        tissue="normal",
        depth_mm=Area(id="a", kind="patch").depth_mm,
        pigment="carbon-cool",
        uptake_scatter=0.0,
        grey_return=0.0,
        cover=0.0,
        corrector=None,
        counts_hair=False,
        strokes=tuple(stroke for stroke in area.strokes if stroke.effect != "keep-out"),
        history=UNASKED,
    )


# --- how dense -----------------------------------------------------------------------------


def hair_to_come(area: Area, case: Case) -> float:
    """Give the hairs per cm² that a place lacks: those round it less those that still stand there.

    By the map of hair; where it tells nothing, by the client's counts and by the area itself.
    """
    plan = case.plan
    samples = [s for hair in plan.hair if hair.view == area.view for s in hair.samples]
    around, within = default_density(case.client.ancestry), area.hair_per_cm2
    if samples and area.kind == "alopecia-patch":
        depth = {other.id: _depth_mm(other, plan, samples) for other in returning_areas(plan)}
        counted = np.array([sample.per_cm2 for sample in samples])
        clear = np.max(list(depth.values()), axis=0) < -0.5 * area.feather_mm
        around = _mean_of(counted[clear & (depth[area.id] > -AROUND_MM)], around)
        within = _mean_of(counted[depth[area.id] > 0.5 * area.feather_mm], within)
    return limits_of(Area, "density_per_cm2").clamped(around - within)


def _mean_of(values: Floats, otherwise: float) -> float:
    return float(values.mean()) if len(values) else otherwise


def _depth_mm(area: Area, plan: Plan, samples: list[HairSample]) -> Floats:
    """Give how deep (N,) in mm inside an area's drawn edge samples of hair lie."""
    axes = None if area.is_flat else plan.head.semi_axes_mm
    line = hairline_places(plan.hairline, plan.head)
    field = build_field(outline_area(area, line, plan.head.semi_axes_mm), (), AROUND_MM, 0.0)
    places = np.array([sample.place for sample in samples], dtype=np.float64)
    places = places if axes is None else place_on_head(unit(places), axes)
    distances = read_field(field, chart_of_places(places, axes))[:, : 1 + field.has_front]
    return np.asarray(distances.min(axis=1) - field.outward_mm, dtype=np.float64)


# --- how dark ------------------------------------------------------------------------------


def _shade_of(stub: Area, area: Area, dossier: Dossier, studio: Studio) -> float:
    """Solve how dark stubs are, so that their field takes as much light as the photo's hair does.

    Read backward from a table of the engine's own pictures, by luminance: the cool mix is as grey
    as shaved hair.
    """
    readings = chain(_beside(area, dossier, studio), _elsewhere(dossier, studio))
    found = next((reading for reading in readings if reading.pixels >= LEAST_PIXELS), None)
    if found is None:
        return _BY_COLOUR[dossier.case.client.hair_colour]
    wanted = float(found.hair @ LUMINANCE / (found.bare @ LUMINANCE))
    left = [
        light_left((replace(stub, shade=shade),), dossier.case, studio.points, found.bare)
        for shade in _TRIED
    ]
    light = [float(share @ (found.bare * LUMINANCE) / (found.bare @ LUMINANCE)) for share in left]
    return float(np.interp(-wanted, np.negative(light), _TRIED))


def _beside(area: Area, dossier: Dossier, studio: Studio) -> list[_Reading]:
    """Read the bare place and the hair round it, in the photo that shows most of both."""
    seen = [
        _read_ring(area, dossier, studio, view)
        for view in dossier.case.views
        if view.photo.sha256 in dossier.photos
    ]
    return sorted(seen, key=lambda reading: -reading.pixels)[:1]


def _read_ring(area: Area, dossier: Dossier, studio: Studio, view: View) -> _Reading:
    """Average the bare place and the ring of hair round it where neither shines."""
    zones = patch_zones(dossier.case.plan, area, view)
    if not all(zone.any() for zone in zones):
        return _Reading(np.ones(3), np.ones(3), 0)
    surface, srgb = studio.surface(dossier, view.id), studio.photo(dossier, view.id).srgb
    size = zones[0].shape[1], zones[0].shape[0]
    shown = cv2.resize(np.maximum(surface.skin, surface.hair), size)
    usable = (shown > _SHOWN) & (cv2.resize(surface.highlight, size) < _SHINY)
    found = [srgb[zone & usable] for zone in zones]
    if min(map(len, found)) < LEAST_PIXELS:
        return _Reading(np.ones(3), np.ones(3), 0)
    bare, hair = (linear_of_srgb(pixels).mean(axis=0, dtype=np.float64) for pixels in found)
    return _Reading(bare, hair, min(len(pixels) for pixels in found))


def _elsewhere(dossier: Dossier, studio: Studio) -> Iterable[_Reading]:
    """Read shaved hair and bare skin of other parts of the head, photo by photo."""
    for view in dossier.case.views:
        if not isinstance(view.camera, HeadCamera) or view.photo.sha256 not in dossier.photos:
            continue
        try:
            photo, surface = studio.photo(dossier, view.id), studio.surface(dossier, view.id)
        except SmpError:
            continue  # another photo may show it
        sample, srgb = sample_hair(photo, surface, view.camera), bytes_of_photo(photo.srgb)
        if sample.hair and sample.bare:
            bare, hair = (
                np.mean([mean_colour(window.cut(srgb)) for window in windows], axis=0)
                for windows in (sample.bare, sample.hair)
            )
            yield _Reading(bare, hair, LEAST_PIXELS)
