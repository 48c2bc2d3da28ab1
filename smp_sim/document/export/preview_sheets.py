"""Sheets of several previews: the expected range of one view, and one day in several views."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import cv2
import numpy as np

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.export.exports import changed_pixels
from smp_sim.document.export.healing_strip import HealingView, Stop
from smp_sim.document.export.mark import (
    IF_HAIR_RETURNS,
    NOT_A_RESULT,
    Mark,
    assumes_hair,
    day_words,
    mark_of,
    scale_words,
    worded,
)
from smp_sim.document.export.picture_sheets import GROUND, Caption, Cell, sheet
from smp_sim.document.export.wording import ENGLISH, Wording, phrase
from smp_sim.document.progress_report import Progress, counted, unheard
from smp_sim.document.studio import Studio
from smp_sim.model.camera import Side
from smp_sim.model.case import View
from smp_sim.model.errors import SmpError
from smp_sim.model.plan import RETENTION_ORDER, Plan, Retention
from smp_sim.render.composite import scale_photo
from smp_sim.render.pipeline import Request
from smp_sim.render.products import Bytes8

#: Width of one picture of a range strip and of a sheet of views, px.
RANGE_PX = 620
VIEWS_PX = 720

SIDE_WORDS: dict[Side, str] = {
    "front": phrase("Front"),
    "front-high": phrase("Front from above"),
    "left": phrase("Left"),
    "right": phrase("Right"),
    "threequarter-left": phrase("Three-quarter left"),
    "threequarter-right": phrase("Three-quarter right"),
    "top": phrase("Top"),
    "back": phrase("Back"),
    "back-high": phrase("Back from above"),
    "flat": phrase("Close-up"),
}

_RETENTION_TITLES: dict[Retention, str] = {
    "light": phrase("Light retention"),
    "typical": phrase("Typical retention"),
    "strong": phrase("Strong retention"),
}


def range_sheet(
    healing: HealingView, day: float, *, is_marked: bool = True, progress: Progress = unheard
) -> Bytes8:
    """Show the photo, and one day at light, typical and strong retention beside each other."""
    words = healing.words
    stop = Stop("", day_words(day, words), day)
    untreated = words.say("the photo as it was taken")
    cells = [Cell(healing.layers.base, words.say("Before"), untreated)]
    for retention in counted(RETENTION_ORDER, progress, "drawing"):
        here = dataclasses.replace(healing, retention=retention)
        title = words.say(_RETENTION_TITLES[retention])
        cells.append(
            dataclasses.replace(
                here.cell(stop, is_marked=is_marked), title=title, detail=stop.detail
            )
        )
    moment = f"{stop.detail} · {words.say('light to strong retention')}"
    if assumes_hair(healing.layers.plan):
        moment = f"{moment} · {words.say(IF_HAIR_RETURNS)}"
    mark = Mark(moment, scale_words(healing.view.scale, words), words.say(NOT_A_RESULT))
    note = words.say("Expected range: skin keeps more or less of the pigment")
    caption = Caption(words.say("Expected range"), note, mark.sentence if is_marked else "")
    return sheet(cells, caption, cell_width=healing.layers.base.shape[1])


def views_sheet(  # noqa: PLR0913 - views of a case on a day, how large
    studio: Studio,
    dossier: Dossier,
    views: Sequence[View],
    request: Request,
    *,
    width_px: int = VIEWS_PX,
    is_marked: bool = True,
    words: Wording = ENGLISH,
    progress: Progress = unheard,
) -> Bytes8:
    """Show one day in several views of the head; each is fitted into a field of the same shape.

    Raises
    ------
    SmpError
        Where there are no views, or one of them can't be drawn: its photo is missing, say.
    """
    require_views(views)
    shape = field_shape(views)
    size = width_px, max(1, round(width_px * shape[0] / shape[1]))
    cells = []
    for view in counted(views, progress, "drawing"):
        fitted = min(size[0] / view.photo.width, size[1] / view.photo.height, 1.0)
        scaled = Request(request.day, request.retention, scale=fitted)
        after = studio.render(dossier, view.id, scaled).srgb
        if is_marked:
            mark = mark_of(
                view.scale,
                day=request.day,
                retention=request.retention,
                words=words,
                plan=dossier.case.plan,
            )
            photo = studio.photo(dossier, view.id)
            before = scale_photo(photo.srgb, after.shape[1], after.shape[0])
            after = worded(after, mark, changed_pixels(before, after))
        side, scale = words.say(SIDE_WORDS[view.side]), scale_words(view.scale, words)
        cells.append(Cell(_on_ground(after, size), side, scale))
    said = _views_mark(views, request, words, dossier.case.plan).sentence if is_marked else ""
    note = words.say("One plan on the head, seen from several sides")
    caption = Caption(words.say("Preview in several views"), note, said)
    return sheet(cells, caption, cell_width=width_px)


def require_views(views: Sequence[View]) -> None:
    """Refuse a sheet of no views.

    Raises
    ------
    SmpError
        Where there are none.
    """
    if not views:
        raise SmpError(
            "There is no photo to show: the case has no views.",
            next_step="Add a photo in the window, or make a case with 'smp-sim new'.",
        )


def field_shape(views: Sequence[View]) -> tuple[int, int]:
    """Give height and width, per 1000 of width, of the field that suits most of the views."""
    ratios = [view.photo.height / view.photo.width for view in views]
    return round(1000 * float(np.clip(np.median(ratios), 0.5, 2.0))), 1000


def _views_mark(views: Sequence[View], request: Request, words: Wording, plan: Plan) -> Mark:
    """Give the mark of several views: one unknown scale is said for all."""
    scales = [view.scale for view in views]
    told = next((scale for scale in scales if scale.source == "uncalibrated"), scales[0])
    retention = request.retention
    mark = mark_of(told, day=request.day, retention=retention, words=words, plan=plan)
    if told.source == "uncalibrated":
        return mark
    return dataclasses.replace(mark, scale=words.say("scale below each picture"))


def _on_ground(srgb: Bytes8, size: tuple[int, int]) -> Bytes8:
    """Put a picture in the middle of a neutral ground of (width, height)."""
    spare = size[1] - srgb.shape[0], size[0] - srgb.shape[1]
    top, left = max(spare[0], 0) // 2, max(spare[1], 0) // 2
    cut = srgb[: size[1], : size[0]]
    bottom, right = size[1] - cut.shape[0] - top, size[0] - cut.shape[1] - left
    framed = cv2.copyMakeBorder(cut, top, bottom, left, right, cv2.BORDER_CONSTANT, value=GROUND)
    return np.asarray(framed, dtype=np.uint8)
