"""Which photos of a case lie in a picture, and where: whole, as parts, or on one of our sheets."""

from __future__ import annotations

from msgspec.structs import replace

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.export.healing_strip import treated_region
from smp_sim.document.export.picture_sheets import Box
from smp_sim.document.progress_report import Progress, counted
from smp_sim.document.studio import Studio
from smp_sim.document.verification.dot_evidence import grain_likeness
from smp_sim.document.verification.photo_placing import (
    SAME_PHOTO,
    Placing,
    find_features,
    find_placings,
    is_hopeless,
    lay_back,
    settle,
    whole_placing,
)
from smp_sim.document.verification.preview_sight import treated_mask
from smp_sim.document.verification.sheet_cells import cell_placing, find_cells
from smp_sim.model.case import View
from smp_sim.render.composite import bytes_of_photo
from smp_sim.render.products import Bytes8

#: Likeness of fine detail from which on it is the same photo: grain is nowhere the same by chance.
_SAME_GRAIN = 0.12


def find_views(
    studio: Studio,
    dossier: Dossier,
    picture: Bytes8,
    sides: tuple[str, ...],
    progress: Progress,
) -> list[tuple[View, Placing]]:
    """Find the photos of a case in a picture (H, W, 3) uint8, each placing settled.

    Parameters
    ----------
    studio, dossier : the case.
    picture : what they are looked for in.
    sides : that the picture says it shows; empty where it says nothing.
    progress : is told how far it is.
    """
    found = _whole(studio, dossier, picture)
    if found:
        return found
    named = _named_views(dossier, sides)
    # Features tell scale and place best; where skin has none, the sheet's own layout has to do.
    return _parts(studio, named, picture, progress) or _cells(studio, named, picture, progress)


def _named_views(dossier: Dossier, sides: tuple[str, ...]) -> Dossier:
    views = dossier.case.views
    named = tuple(view for view in views if not sides or view.side in sides)
    return Dossier(replace(dossier.case, views=named or views), dossier.photos)


def _whole(studio: Studio, dossier: Dossier, picture: Bytes8) -> list[tuple[View, Placing]]:
    """Find the view whose whole photo the picture is."""
    for view in dossier.case.views:
        rough = whole_placing(picture.shape[:2], (view.photo.height, view.photo.width))
        placed = rough and _recognised(studio, dossier, view, picture, rough)
        if placed:
            return [(view, placed)]
    return []


def _cells(
    studio: Studio, dossier: Dossier, picture: Bytes8, progress: Progress
) -> list[tuple[View, Placing]]:
    """Find the views that the pictures of a sheet show."""
    shown = [
        (view, part) for view in dossier.case.views for part in _shown_parts(studio, dossier, view)
    ]
    found = []
    for cell in counted(find_cells(picture), progress, "comparing"):
        for view, part in shown:
            rough = cell_placing(cell, part)
            placed = rough and _recognised(studio, dossier, view, picture, rough)
            if placed:
                found.append((view, placed))
                break
    return found


def _shown_parts(studio: Studio, dossier: Dossier, view: View) -> tuple[Box, Box]:
    """Give what sheets show of a view, in photo px: all of it, or its treated part."""
    whole = Box(0, 0, view.photo.height, view.photo.width)
    return whole, treated_region(studio, dossier, view)


def _recognised(
    studio: Studio, dossier: Dossier, view: View, picture: Bytes8, rough: Placing
) -> Placing | None:
    """Give a placing settled, where tone or fine detail tells that it is this photo."""
    settled = _settled(studio, dossier, view, picture, [rough])
    if settled:
        return settled[0]
    return rough if _has_its_grain(studio, dossier, view, picture, rough) else None


def _has_its_grain(
    studio: Studio, dossier: Dossier, view: View, picture: Bytes8, placing: Placing
) -> bool:
    """Tell whether a picture has the photo's own fine detail: plain skin has nothing coarser."""
    photo = bytes_of_photo(studio.photo(dossier, view.id).srgb)
    size = photo.shape[1], photo.shape[0]
    laid = lay_back(picture, placing, size, 1.0)
    left, top, right, bottom = (round(side) for side in placing.part)
    part = Box(top, left, bottom, right)
    return grain_likeness(part.cut(laid), part.cut(photo)) > _SAME_GRAIN


def _parts(
    studio: Studio, dossier: Dossier, picture: Bytes8, progress: Progress
) -> list[tuple[View, Placing]]:
    """Find every place where a view's photo, or a part of it, lies in the picture."""
    found = []
    features = find_features(picture)
    for view in counted(dossier.case.views, progress, "comparing"):
        photo = bytes_of_photo(studio.photo(dossier, view.id).srgb)
        rough = find_placings(features, find_features(photo))
        found += [(view, place) for place in _settled(studio, dossier, view, picture, rough)]
    return found


def _settled(
    studio: Studio, dossier: Dossier, view: View, picture: Bytes8, rough: list[Placing]
) -> list[Placing]:
    """Settle placings, and keep those that show this view's photo and no other."""
    photo = bytes_of_photo(studio.photo(dossier, view.id).srgb)
    hopeful = [placing for placing in rough if not is_hopeless(picture, placing, photo)]
    if not hopeful:
        return []
    untreated = ~treated_mask(studio, dossier, view)
    settled = [settle(picture, placing, photo, untreated) for placing in hopeful]
    return [placing for placing, likeness in settled if likeness >= SAME_PHOTO]
