"""Which way the hair of a close-up lies, read from the streaks that stubs and hairs leave in it.

The structure tensor (Bigün and Granlund 1987, ICCV) of the dark detail: light changes least along
the hair. It tells an axis, not a sense, which is all that the shape of a dot needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from msgspec.structs import replace

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.editing.edits import replace_areas
from smp_sim.document.progress_report import Progress, part_of, unheard
from smp_sim.document.studio import Studio
from smp_sim.model.camera import FlatCamera
from smp_sim.model.case import Case, View
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import Area
from smp_sim.model.sentence import Sentence
from smp_sim.render.colour import LUMINANCE, linear_of_srgb
from smp_sim.render.dot_growth import stands_for_hair
from smp_sim.render.products import Photo, Plane

#: Scale of the streaks and of the skin's own shading that is taken out, mm: half the width of a
#: stub, and about the distance of two hairs.
STREAK_MM, SURROUND_MM = 0.05, 0.6

#: Hair is read so far round an area, mm: where it stands, while the area itself may be bare.
MARGIN_MM = 8.0

#: Coherence of the tensor, 0 to 1, below which no direction is believed. Measured on the sample's
#: head at 8 and 13 px/mm: the skin's own relief gives up to 0.12 a direction of its own; straight
#: and wavy stubs reach 0.18 to 0.63, read within 5-11° face on and 16° where seen aslant.
LEAST_COHERENCE = 0.15

#: Below this scale a stub is no longer than a pixel or two, px/mm.
LEAST_PX_PER_MM = 6.0


class HairDirection(NamedTuple):
    """The axis of hair in a picture, 0 to 180 degrees from rows to columns, and how clear it is."""

    growth_deg: float
    coherence: float


class TakenDirections(NamedTuple):
    """The case with the directions that were read, and a sentence for each area."""

    case: Case
    sentences: tuple[str, ...]


def take_directions(
    dossier: Dossier, studio: Studio, progress: Progress = unheard
) -> TakenDirections:
    """Read the direction of the hair round every area of a close-up into the plan.

    Raises
    ------
    PlanError
        Where no area stands among hair in a close-up, or no close-up shows which way hair lies.
    CaseFileError, PhotoError
        Where a photo is missing or can't be read.
    """
    areas = [area for area in dossier.case.plan.areas if area.is_flat and stands_for_hair(area)]
    if not areas:
        raise PlanError(
            "No area among hair lies in the plane of a close-up.",
            where="read-direction",
            next_step="On the head the direction follows from the place.",
        )
    found: dict[str, HairDirection] = {}
    for number, area in enumerate(areas):
        part_of(progress, number / len(areas), (number + 1) / len(areas))(0.0, "")
        found[area.id] = _read_round(area, dossier, studio)
    return _taken(dossier.case, areas, found)


def _taken(case: Case, areas: Sequence[Area], found: dict[str, HairDirection]) -> TakenDirections:
    clear = {name for name, told in found.items() if told.coherence >= LEAST_COHERENCE}
    if not clear:
        raise PlanError(
            "The hair in the close-ups shows no direction.",
            where="read-direction",
            next_step="Set it by hand, or take a sharper photo of straight hair at 1 mm.",
        )
    turned = (
        replace(area, growth_deg=found[area.id].growth_deg) if area.id in clear else area
        for area in case.plan.areas
    )
    told = tuple(_told(area.id, found[area.id], clear=area.id in clear) for area in areas)
    return TakenDirections(replace_areas(case, turned), told)


def _told(name: str, found: HairDirection, *, clear: bool) -> Sentence:
    if not clear:
        return Sentence("{area}: the hair round it shows no direction.", area=name)
    return Sentence(
        "{area}: hair lies at {angle:.0f}° (0° along the photo's rows, 90° along its columns).",
        area=name,
        angle=found.growth_deg,
    )


def _read_round(area: Area, dossier: Dossier, studio: Studio) -> HairDirection:
    """Read the hair in the photo round an area, the area itself included."""
    view = next(view for view in dossier.case.views if view.id == area.view)
    camera = view.camera
    if not isinstance(camera, FlatCamera) or camera.px_per_mm < LEAST_PX_PER_MM:
        return HairDirection(0.0, 0.0)
    return read_direction(_cut_round(area, studio.photo(dossier, view.id), view), camera.px_per_mm)


def _cut_round(area: Area, photo: Photo, view: View) -> Photo:
    outline = np.asarray(area.outline or [(0.0, 0.0, 0.0)])[:, :2]
    scale = view.camera.px_per_mm if isinstance(view.camera, FlatCamera) else 1.0
    low = np.maximum(np.floor((outline.min(axis=0) - MARGIN_MM) * scale), 0.0).astype(int)
    high = np.ceil((outline.max(axis=0) + MARGIN_MM) * scale).astype(int)
    return Photo(photo.srgb[low[1] : high[1], low[0] : high[0]])


def read_direction(photo: Photo, px_per_mm: float) -> HairDirection:
    """Read the axis of the hair that a picture shows all over.

    Parameters
    ----------
    photo : a close-up, seen straight on.
    px_per_mm : its scale.

    Returns
    -------
    HairDirection
        Coherence 0 where the picture is empty or even.
    """
    if min(photo.srgb.shape[:2]) < 8:
        return HairDirection(0.0, 0.0)
    detail = _dark_detail(photo, px_per_mm)
    across = cv2.Scharr(detail, cv2.CV_32F, 1, 0).astype(np.float64)
    down = cv2.Scharr(detail, cv2.CV_32F, 0, 1).astype(np.float64)
    xx, yy, xy = (
        float(np.mean(a * b)) for a, b in ((across, across), (down, down), (across, down))
    )
    if xx + yy <= 0.0:
        return HairDirection(0.0, 0.0)
    # The steepest way is at half the angle of (xx - yy, 2 xy); hair lies at right angles to it.
    steepest = 0.5 * np.degrees(np.arctan2(2.0 * xy, xx - yy))
    coherence = np.hypot(xx - yy, 2.0 * xy) / (xx + yy)
    return HairDirection(round(float((steepest + 90.0) % 180.0), 1), float(coherence))


def _dark_detail(photo: Photo, px_per_mm: float) -> Plane:
    """Give what is darker (H, W) than its surroundings, in logarithms of light, smoothed alike."""
    light = np.log(linear_of_srgb(photo.srgb) @ LUMINANCE + np.float32(0.01)).astype(np.float32)
    wide, fine = (
        cv2.GaussianBlur(light, (0, 0), max(mm * px_per_mm, 0.7)) for mm in (SURROUND_MM, STREAK_MM)
    )
    return np.asarray(np.maximum(wide - fine, np.float32(0.0)), dtype=np.float32)
