"""One order, one file: every kind of picture and film that leaves, for command line and window."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.disk.atomic_write import require_writable
from smp_sim.document.export.exports import (
    PAIR_PX,
    compare_pictures,
    render_picture,
    require_markless,
)
from smp_sim.document.export.film_file import Film, film_suffix, write_film
from smp_sim.document.export.healing_strip import (
    FILM_PX,
    STRIP_PX,
    HealingView,
    Stop,
    film_frames,
    open_healing,
    stops_of_days,
    stops_of_plan,
    strip_sheet,
    treated_region,
)
from smp_sim.document.export.mark import scale_words
from smp_sim.document.export.picture_file import picture_suffix, write_picture
from smp_sim.document.export.picture_sheets import fitting_cell_width
from smp_sim.document.export.preview_sheets import (
    RANGE_PX,
    VIEWS_PX,
    field_shape,
    range_sheet,
    require_views,
    views_sheet,
)
from smp_sim.document.export.provenance import (
    Assumption,
    ExportKind,
    Provenance,
    plan_hash,
    xmp_packet,
)
from smp_sim.document.export.wording import ReportLanguage, Wording, wording_of
from smp_sim.document.progress_report import Progress, counted, part_of, unheard
from smp_sim.document.proposal.hair_return import with_returned_hair
from smp_sim.document.studio import Studio, find_view
from smp_sim.model.case import View
from smp_sim.model.errors import OutputError
from smp_sim.model.plan import RETENTION_ORDER, Retention
from smp_sim.render.pipeline import Request
from smp_sim.render.products import Bytes8

#: ``usual`` fills a screen, ``full`` keeps the photo's own pixels, a number is the longer side in
#: px at most. A picture is never larger than its photo, one of a strip at most twice as large.
Size = Literal["usual", "full"] | int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrder:
    """What is to be made: which kind, of which view (``views``: of all), on which day, how large.

    ``days`` are the stops of a healing (None: the usual ones), ``stop_seconds`` how long a film
    stays at each. ``is_marked`` False is refused but for a training case. ``language`` is that of
    the words in the pixels; what the file says beside them stays English, for programs to read.
    ``hair_returns`` shows the client's own hair too, where it may grow back; a pair then has the
    plan with and without it. ``shows_outlook`` hatches, in a picture of one view, the skin that
    later loss would bare.
    """

    kind: ExportKind
    view_id: str
    day: float
    retention: Retention = "typical"
    size: Size = "usual"
    scale: float = 1.0
    days: tuple[float, ...] | None = None
    stop_seconds: float = 1.0
    is_marked: bool = True
    language: ReportLanguage = "en"
    hair_returns: bool = False
    shows_outlook: bool = False

    @property
    def assumption(self) -> Assumption:
        """What the picture shows that is no part of the plan."""
        shows_loss = self.shows_outlook and self.kind == "picture"
        return "loss-goes-on" if shows_loss else "hair-returns" if self.hair_returns else ""

    @property
    def words(self) -> Wording:
        """The words of its language."""
        return wording_of(self.language)


@dataclass(frozen=True, slots=True)
class Made:
    """A finished picture (H, W, 3) uint8 sRGB, and where it comes from."""

    srgb: Bytes8
    origin: Provenance


def write_export(
    studio: Studio,
    dossier: Dossier,
    order: ExportOrder,
    path: str | os.PathLike[str],
    progress: Progress = unheard,
) -> str:
    """Make what was ordered and write it, whole or not at all: a film where the suffix names one.

    Returns
    -------
    str
        A sentence that the user should read beside that it was written; empty where there is none.

    Raises
    ------
    SmpError
        Where it can't be drawn or written; Cancelled where it was given up.
    """
    require_suffix(order.kind, path)
    require_writable(path)
    if order.kind == "healing" and film_suffix(path):
        return _write_film(studio, dossier, order, path, progress)
    made = make_picture(studio, dossier, order, part_of(progress, 0.0, 0.95))
    progress(0.95, "writing")
    write_picture(made.srgb, path, xmp=xmp_packet(made.origin))
    return ""


def require_suffix(kind: ExportKind, path: str | os.PathLike[str]) -> None:
    """Refuse a suffix that such an export can't be written to.

    Raises
    ------
    OutputError
        Naming the kinds that can.
    """
    if kind == "healing" and film_suffix(path):
        return
    try:
        picture_suffix(path)
    except OutputError as error:
        if kind != "healing":
            raise
        kinds = "Take .png or .jpg for a strip, .gif, .webp or .mp4 for a film."
        raise OutputError(error.what, where=error.where, next_step=kinds) from error


def make_picture(
    studio: Studio, dossier: Dossier, order: ExportOrder, progress: Progress = unheard
) -> Made:
    """Draw an order that is no film. Raises as :func:`write_export`."""
    if not order.is_marked:
        require_markless(dossier)
    srgb = _DRAWERS[order.kind](studio, dossier, order, progress)
    return Made(srgb, origin_of(dossier, order))


def origin_of(dossier: Dossier, order: ExportOrder) -> Provenance:
    """Say where the picture of an order comes from."""
    case = dossier.case
    views = case.views if order.kind == "views" else (find_view(dossier, order.view_id),)
    days = tuple(s.day for s in _stops(dossier, order)) if order.kind == "healing" else (order.day,)
    retentions = RETENTION_ORDER if order.kind == "range" else (order.retention,)
    return Provenance(
        order.kind,
        plan_hash(case.plan),
        case.plan.seed,
        tuple(view.side for view in views),
        days,
        retentions,
        "; ".join(dict.fromkeys(scale_words(view.scale) for view in views)),
        assumes=order.assumption,
    )


def _assumed(studio: Studio, dossier: Dossier, order: ExportOrder) -> Dossier:
    """Give the case as an order wants it shown."""
    return with_returned_hair(dossier, studio) if order.hair_returns else dossier


def _draw_picture(
    studio: Studio, dossier: Dossier, order: ExportOrder, progress: Progress
) -> Bytes8:
    view = find_view(dossier, order.view_id)
    longest = max(view.photo.width, view.photo.height)
    scale = order.scale if isinstance(order.size, str) else min(1.0, order.size / longest)
    request = Request(order.day, order.retention, scale)
    return render_picture(
        studio, _assumed(studio, dossier, order), view, request,
        is_marked=order.is_marked, shows_outlook=order.shows_outlook, words=order.words,
        progress=progress,
    )  # fmt: skip


def _draw_pair(studio: Studio, dossier: Dossier, order: ExportOrder, progress: Progress) -> Bytes8:
    view, request = find_view(dossier, order.view_id), Request(order.day, order.retention)
    shape = view.photo.height, view.photo.width
    width = _cell_width(order.size, shape, 3 if order.hair_returns else 2, PAIR_PX)
    assumed = _assumed(studio, dossier, order) if order.hair_returns else None
    return compare_pictures(
        studio, dossier, view, request, assumed=assumed,
        width_px=width, is_marked=order.is_marked, words=order.words, progress=progress,
    )  # fmt: skip


def _draw_range(studio: Studio, dossier: Dossier, order: ExportOrder, progress: Progress) -> Bytes8:
    healing = _open_part(studio, dossier, order, 1 + len(RETENTION_ORDER), RANGE_PX)
    return range_sheet(healing, order.day, is_marked=order.is_marked, progress=progress)


def _draw_views(studio: Studio, dossier: Dossier, order: ExportOrder, progress: Progress) -> Bytes8:
    views, request = dossier.case.views, Request(order.day, order.retention)
    require_views(views)
    width = _cell_width(order.size, field_shape(views), len(views), VIEWS_PX)
    if order.size == "full":
        width = max(view.photo.width for view in views)
    return views_sheet(
        studio, _assumed(studio, dossier, order), views, request,
        width_px=width, is_marked=order.is_marked, words=order.words, progress=progress,
    )  # fmt: skip


def _draw_healing(
    studio: Studio, dossier: Dossier, order: ExportOrder, progress: Progress
) -> Bytes8:
    stops = _stops(dossier, order)
    healing = _open_part(studio, dossier, order, len(stops) + 1, STRIP_PX)
    cells = [
        healing.cell(stop, is_marked=order.is_marked)
        for stop in counted(stops, progress, "drawing")
    ]
    return strip_sheet(healing, cells, stops, is_marked=order.is_marked)


_DRAWERS: dict[ExportKind, Callable[[Studio, Dossier, ExportOrder, Progress], Bytes8]] = {
    "picture": _draw_picture,
    "pair": _draw_pair,
    "range": _draw_range,
    "views": _draw_views,
    "healing": _draw_healing,
}


def _write_film(
    studio: Studio,
    dossier: Dossier,
    order: ExportOrder,
    path: str | os.PathLike[str],
    progress: Progress,
) -> str:
    if not order.is_marked:
        require_markless(dossier)
    stops = _stops(dossier, order)
    healing = _open_part(studio, dossier, order, 1, FILM_PX)
    drawing = part_of(progress, 0.0, 0.5)
    cells = [
        healing.cell(stop, is_marked=order.is_marked) for stop in counted(stops, drawing, "drawing")
    ]
    frames = film_frames(healing, cells, stops, is_marked=order.is_marked)
    film = Film(frames, order.stop_seconds, xmp_packet(origin_of(dossier, order)))
    return write_film(film, path, part_of(progress, 0.5, 1.0))


def _stops(dossier: Dossier, order: ExportOrder) -> Sequence[Stop]:
    if order.days is None:
        return stops_of_plan(dossier.case.plan, order.words)
    return stops_of_days(order.days, order.words)


def _open_part(
    studio: Studio, dossier: Dossier, order: ExportOrder, count: int, usual_px: int
) -> HealingView:
    """Open the treated part of the order's view at the size of one of ``count`` pictures."""
    view: View = find_view(dossier, order.view_id)
    dossier = _assumed(studio, dossier, order)
    box = treated_region(studio, dossier, view)
    width = _cell_width(order.size, box.shape, count, usual_px)
    return open_healing(
        studio, dossier, view, order.retention, width=width, box=box, words=order.words
    )


def _cell_width(size: Size, shape: tuple[int, int], count: int, usual_px: int) -> int:
    """Give the width of one picture of a sheet; ``shape`` is its height and width in photo px."""
    if size == "usual":
        return usual_px
    return shape[1] if size == "full" else fitting_cell_width(shape, count, size)
