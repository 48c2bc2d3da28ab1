"""The client's own hair, read from the photos into the plan: dots then only fill what lacks.

Photos of the head are put together on the sphere: each place takes the photos that show it,
weighed by how sure each is. Single hairs are kept where a photo resolves them, so that no dot is
set on one; a close-up has a map of its own, counted in its plane.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.editing.hair_maps import set_hair
from smp_sim.document.progress_report import Progress, part_of, unheard
from smp_sim.document.proposal.hair_density import COUNT_PX_PER_MM, HairDensity
from smp_sim.document.proposal.hair_reading import ReadHair, read_hair
from smp_sim.document.proposal.hair_spots import find_hairs, hair_ends, sharp_scale, unmerged
from smp_sim.document.studio import Studio
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, View
from smp_sim.model.errors import PlanError
from smp_sim.model.hair_map import HairMap, HairSample
from smp_sim.model.sentence import Sentence
from smp_sim.model.units import Vec3, limits_of
from smp_sim.render.camera_geometry import hit_skin, mean_px_per_mm
from smp_sim.render.head_geometry import unit
from smp_sim.render.pixel_geometry import geometry_maps
from smp_sim.render.products import Photo, Plane, Surface

Floats = NDArray[np.float64]

#: Places on the sphere at which hair is told, about 9 mm apart, and how far from one a pixel of a
#: map still speaks for it (chord of the unit sphere: about 6 mm); and places about 3 mm apart, for
#: where hair changes strongly.
_TOLD_PLACES, _NEAR = 1500, 0.06
_FINE_PLACES, _FINE_NEAR = 12_000, 0.025

#: Hair changes strongly where it differs by this between fine places round a wide one, per cm².
_STRONG_CHANGE = 25.0

#: A place is told where the maps have so many pixels near it: one alone is noise.
_LEAST_PIXELS = 4

#: Side in mm of the squares that a close-up's hairs are counted in, larger where they would be too
#: many; and the share of a square that must be skin: brows, lashes and lips tell nothing of it.
_SQUARE_MM, _SKIN_SHARE = 4.0, 0.6

#: As many roots and places as a case holds.
MOST_ROOTS, MOST_SAMPLES = 40_000, 4000

#: Decimals of a place: a hundredth of a mm on a head.
_DECIMALS = 4


class TakenHair(NamedTuple):
    """The case with its maps of hair, and what is said about them, a sentence a photo."""

    case: Case
    sentences: tuple[str, ...]


def take_hair(dossier: Dossier, studio: Studio, progress: Progress = unheard) -> TakenHair:
    """Read the hair of all photos into the plan, in place of what it knew.

    Raises
    ------
    PlanError
        Where no photo shows short hair that can be read.
    CaseFileError, PhotoError
        Where a photo is missing or can't be read.
    """
    progress(0.0, "")
    read = read_hair(studio, dossier, part_of(progress, 0.0, 0.7))
    progress(0.7, "")
    counted = [_head_map(dossier, studio, read)]
    close = [view for view in dossier.case.views if isinstance(view.camera, FlatCamera)]
    counted += [_close_map(dossier, studio, view) for view in close]
    told = [one.hair for one in counted if one.hair.samples]
    if not any(sample.per_cm2 > 0.0 for hair in told for sample in hair.samples):
        raise PlanError(
            "No photo shows short hair that can be read.",
            where="read-hair",
            next_step="Take a photo that faces the shaved hair in even light, or say per area how"
            " much hair is there.",
        )
    progress(1.0, "")
    return TakenHair(set_hair(dossier.case, told), (*read.sentences, *_root_words(counted)))


class _CountedMap(NamedTuple):
    """A map of hair, and how many single hairs its roots stand for: a lying one has two ends."""

    hair: HairMap
    hairs: int


class _HairRoots(NamedTuple):
    """Where single hairs stand or end, and how many hairs they are."""

    places: tuple[Vec3, ...]
    hairs: int


def _root_words(maps: Sequence[_CountedMap]) -> list[str]:
    count = sum(one.hairs for one in maps)
    if not count:
        return []
    return [Sentence("{count} single hairs are known; dots keep off them.", count=count)]


# --- the head ------------------------------------------------------------------------------


class _ToldPlaces(NamedTuple):
    """Places (N, 3), unit directions, of which photos tell hairs per cm² (N,)."""

    places: Floats
    per_cm2: Floats


def _head_map(dossier: Dossier, studio: Studio, read: ReadHair) -> _CountedMap:
    """Tell hair every 9 mm, and every 3 mm where it changes strongly, as far as a plan holds it."""
    wide = _told_places(read, _even_places(_TOLD_PLACES), _NEAR)
    fine = _told_places(read, _even_places(_FINE_PLACES), _FINE_NEAR)
    told = _finer_at_changes(wide, fine) if len(wide.places) else wide
    roots = _head_roots(dossier, studio, read)
    return _CountedMap(HairMap(samples=_samples(*told), roots=roots.places), roots.hairs)


def _finer_at_changes(wide: _ToldPlaces, fine: _ToldPlaces) -> _ToldPlaces:
    """Put fine places in the stead of those round which hair changes, most strongly first."""
    owner = np.asarray(cKDTree(wide.places).query(fine.places)[1], dtype=np.int64)
    most, least = np.zeros(len(wide.places)), np.full(len(wide.places), np.inf)
    np.maximum.at(most, owner, fine.per_cm2)
    np.minimum.at(least, owner, fine.per_cm2)
    change = np.where(np.isfinite(least), most - least, 0.0)
    order = np.argsort(-change)
    held = np.cumsum(np.bincount(owner, minlength=len(order))[order]) + len(order) <= MOST_SAMPLES
    split = np.zeros(len(order), dtype=bool)
    split[order] = held & (change[order] > _STRONG_CHANGE)
    kept = split[owner]
    return _ToldPlaces(
        np.concatenate([wide.places[~split], fine.places[kept]]),
        np.concatenate([wide.per_cm2[~split], fine.per_cm2[kept]]),
    )


def _told_places(read: ReadHair, places: Floats, near: float) -> _ToldPlaces:
    """Average the maps of all photos about places, the surer pixels weighing more."""
    total, weights, counts = np.zeros(len(places)), np.zeros(len(places)), np.zeros(len(places))
    for view, found in zip(read.views, read.maps, strict=True):
        number, value, weight = _told_pixels(places, view, found, near)
        np.add.at(total, number, weight * value)
        np.add.at(weights, number, weight)
        np.add.at(counts, number, 1.0)
    told = np.flatnonzero(counts >= _LEAST_PIXELS)
    return _ToldPlaces(places[told], total[told] / weights[told])


def _told_pixels(
    places: Floats, view: View, found: HairDensity, reach: float
) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Give the place, the density and the weight of each pixel of a map that tells something."""
    size = view.photo.width, view.photo.height
    directions = geometry_maps(view.camera, *size, int(found.step)).directions
    rows, columns = (min(found.per_cm2.shape[i], directions.shape[i]) for i in (0, 1))
    density, error = found.per_cm2[:rows, :columns], found.error_per_cm2[:rows, :columns]
    seen = directions[:rows, :columns]
    told = np.isfinite(density) & np.all(np.isfinite(seen), axis=-1)
    found_near = cKDTree(places).query(unit(seen[told].astype(np.float64)))
    apart, number = np.asarray(found_near[0]), np.asarray(found_near[1])
    near = apart < reach
    weight = 1.0 / np.square(np.maximum(error[told][near], 1.0))
    return number[near], density[told][near].astype(np.float64), weight.astype(np.float64)


def _head_roots(dossier: Dossier, studio: Studio, read: ReadHair) -> _HairRoots:
    """Give the single hairs of the photo that resolves most; two photos would name one twice."""
    pairs = zip(read.views, read.maps, strict=True)
    counted = [(view, found) for view, found in pairs if found.method == "counted"]
    if not counted:
        return _HairRoots((), 0)
    view, found = max(counted, key=lambda pair: mean_px_per_mm(pair[0].camera))
    photo, scale = studio.photo(dossier, view.id), mean_px_per_mm(view.camera)
    spots = find_hairs(photo, scale)
    step = found.step
    rows, columns = ((spots[:, i] / step).astype(int) for i in (0, 1))
    inside = (rows < found.per_cm2.shape[0]) & (columns < found.per_cm2.shape[1])
    spots = spots[inside][np.isfinite(found.per_cm2[rows[inside], columns[inside]])]
    places, hit = hit_skin(view.camera, _kept_ends(photo, spots, scale)[:, ::-1] + 0.5)
    return _HairRoots(_vectors(places[hit]), len(spots))


def _kept_ends(photo: Photo, spots: Floats, px_per_mm: float) -> Floats:
    """Give the ends of hairs; where a plan can't hold them their middles, evenly chosen."""
    ends = hair_ends(photo, spots, px_per_mm)
    if len(ends) <= MOST_ROOTS:
        return ends
    chosen = np.linspace(0, len(spots) - 1, min(len(spots), MOST_ROOTS)).astype(int)
    return np.asarray(spots[chosen])


def _even_places(count: int) -> Floats:
    """Give directions (count, 3) spread evenly over the sphere: a Fibonacci lattice."""
    number = np.arange(count) + 0.5
    height = 1.0 - 2.0 * number / count
    turn = np.pi * (1.0 + np.sqrt(5.0)) * number
    round_y = np.sqrt(1.0 - height**2)
    return np.stack([round_y * np.cos(turn), height, round_y * np.sin(turn)], axis=1)


# --- a close-up ----------------------------------------------------------------------------


def _close_map(dossier: Dossier, studio: Studio, view: View) -> _CountedMap:
    """Count the hairs of a close-up in squares of its plane; nothing where it can't show them."""
    scale = mean_px_per_mm(view.camera)
    surface, photo = studio.surface(dossier, view.id), studio.photo(dossier, view.id)
    if sharp_scale(scale, surface.sharpness_px) < COUNT_PX_PER_MM:
        return _CountedMap(HairMap(view=view.id), 0)
    spots = find_hairs(photo, scale)
    at_mm = (spots[:, ::-1] + 0.5) / scale
    sides_mm = [px / scale for px in _size_of(view)]
    square = max(_SQUARE_MM, float(np.sqrt(np.prod(sides_mm) / MOST_SAMPLES)))
    wide, high = (max(1, int(side // square)) for side in sides_mm)
    edges = [square * np.arange(n + 1) for n in (wide, high)]
    counts = np.histogram2d(at_mm[:, 0], at_mm[:, 1], edges)[0]
    density = unmerged((counts / (square**2 / 100.0)).astype(np.float32))
    middles = np.stack(np.meshgrid(*(e[:-1] + square / 2 for e in edges), indexing="ij"), -1)
    flat = np.concatenate([middles, np.zeros((*middles.shape[:2], 1))], axis=2)
    shown = _skin_share(surface, scale * square, (wide, high))
    ends_mm = (_kept_ends(photo, spots, scale)[:, ::-1] + 0.5) / scale
    skin = shown > _SKIN_SHARE
    hair = HairMap(
        view=view.id,
        samples=_samples(flat[skin], density[skin]),
        roots=_vectors(np.concatenate([ends_mm, np.zeros((len(ends_mm), 1))], axis=1)),
    )
    return _CountedMap(hair, len(spots))


def _skin_share(surface: Surface, square_px: float, count: tuple[int, int]) -> Floats:
    """Give (wide, high) the share of skin in each square of a close-up from its corner on."""
    covered = [max(1, round(n * square_px / surface.step)) for n in count]
    part = surface.skin[: covered[1], : covered[0]]
    return np.asarray(cv2.resize(part, count, interpolation=cv2.INTER_AREA).T, dtype=np.float64)


def _size_of(view: View) -> tuple[int, int]:
    return view.photo.width, view.photo.height


def _samples(places: Floats, per_cm2: Floats | Plane) -> tuple[HairSample, ...]:
    limits = limits_of(HairSample, "per_cm2")
    pairs = zip(_vectors(places), per_cm2.tolist(), strict=True)
    return tuple(
        HairSample(place=place, per_cm2=round(limits.clamped(float(value)), 1))
        for place, value in pairs
    )


def _vectors(places: Floats) -> tuple[Vec3, ...]:
    rounded = np.round(places, _DECIMALS).tolist()
    return tuple((x, y, z) for x, y, z in rounded)
