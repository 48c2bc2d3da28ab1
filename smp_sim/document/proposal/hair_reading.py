"""Read the hair that is there from all photos of a case: in numbers, in lines and in words."""

from __future__ import annotations

from typing import NamedTuple

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.progress_report import Progress, counted, part_of, unheard
from smp_sim.document.proposal.hair_density import (
    DensityLines,
    DensitySummary,
    HairDensity,
    density_lines,
    map_density,
    summarise_density,
)
from smp_sim.document.proposal.scalp_reading import ScalpView
from smp_sim.document.studio import Studio
from smp_sim.model.camera import HeadCamera
from smp_sim.model.case import View
from smp_sim.model.sentence import Sentence


class ReadHair(NamedTuple):
    """The views of the head, and of each its map, its numbers, its lines and a sentence."""

    views: tuple[View, ...]
    maps: tuple[HairDensity, ...]
    summaries: tuple[DensitySummary, ...]
    lines: tuple[DensityLines, ...]
    sentences: tuple[str, ...]


def read_hair(studio: Studio, dossier: Dossier, progress: Progress = unheard) -> ReadHair:
    """Read the density of hair in every photo of the head.

    Raises
    ------
    CaseFileError, PhotoError
        Where a photo is missing or can't be read.
    Cancelled
        Where ``progress`` gives the work up.
    """
    views = tuple(v for v in dossier.case.views if isinstance(v.camera, HeadCamera))
    reading = counted(views, part_of(progress, 0.0, 0.6))
    scalps = [_scalp_view(studio, dossier, view) for view in reading]
    maps = map_density(scalps, dossier.case.client.ancestry)
    progress(0.9, "")
    told = tuple(summarise_density(found) for found in maps)
    pairs = zip(views, told, strict=True)
    words = tuple(_sentence_of(view, summary) for view, summary in pairs)
    return ReadHair(views, maps, told, tuple(density_lines(found) for found in maps), words)


def _scalp_view(studio: Studio, dossier: Dossier, view: View) -> ScalpView:
    if not isinstance(view.camera, HeadCamera):
        raise TypeError("only a photo of the head shows scalp")
    photo, surface = studio.photo(dossier, view.id), studio.surface(dossier, view.id)
    return ScalpView(photo, surface, view.camera)


def _sentence_of(view: View, told: DensitySummary) -> str:
    if told.method == "none" or told.median_per_cm2 == 0.0:
        return Sentence("View '{view}': hardly any short hair shows.", view=view.id)
    values = {"view": view.id, "density": told.median_per_cm2, "error": told.error_per_cm2}
    if told.method == "counted":
        return Sentence(
            "View '{view}': {density:.0f} ± {error:.0f} hairs per cm² where they grow, counted.",
            **values,
        )
    return Sentence(
        "View '{view}': {density:.0f} ± {error:.0f} hairs per cm² where they grow,"
        " if its densest hair is as dense as usual.",
        **values,
    )
