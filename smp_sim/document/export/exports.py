"""Pictures that leave: one view on one day, and before beside after. All carry the mark."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.export.mark import Mark, mark_of, marked, range_words, worded
from smp_sim.document.export.outlook_hatch import depths_in_view, hatched, outlook_words
from smp_sim.document.export.picture_sheets import Caption, Cell, sheet
from smp_sim.document.export.wording import ENGLISH, Wording
from smp_sim.document.progress_report import Progress, counted, part_of, unheard
from smp_sim.document.studio import Studio
from smp_sim.model.case import View
from smp_sim.model.errors import SmpError
from smp_sim.render.composite import scale_photo
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request
from smp_sim.render.products import Bytes8, Mask

#: Widest that one half of a before/after pair gets, px: two fill a large screen.
PAIR_PX = 1400

#: Rows and columns are looked at every so many px to find what the preview changes.
_LOOK_PX = 4


def require_markless(dossier: Dossier) -> None:
    """Refuse to leave the mark out of a client's pictures.

    Raises
    ------
    SmpError
        Where the case is not a training case.
    """
    if not dossier.case.training:
        raise SmpError(
            "The mark can be left out only of a training case without a client.",
            where="--training",
            next_step="Make one with 'smp-sim new --training'.",
        )


def render_picture(  # noqa: PLR0913 - a view of a case on a day, in which words
    studio: Studio,
    dossier: Dossier,
    view: View,
    request: Request,
    *,
    is_marked: bool = True,
    shows_outlook: bool = False,
    words: Wording = ENGLISH,
    progress: Progress = unheard,
) -> Bytes8:
    """Give the picture of a view on a day, (H, W, 3) uint8 sRGB, with its mark.

    ``shows_outlook`` hatches the skin that later loss would bare, and the mark says so.

    Raises
    ------
    SmpError
        Where the case can't be drawn, or a client's picture is asked for without the mark;
        Cancelled where ``progress`` gives the work up.
    """
    if not is_marked:
        require_markless(dossier)
    after = studio.render(dossier, view.id, request, part_of(progress, 0.0, 0.9)).srgb
    mark = _mark_of(dossier, view, request, words)
    photo = studio.photo(dossier, view.id)
    before = scale_photo(photo.srgb, after.shape[1], after.shape[0])
    treated = changed_pixels(before, after)
    if shows_outlook:
        height, width = after.shape[:2]
        after = hatched(after, depths_in_view(studio, dossier, view, width, height))
        said = outlook_words(dossier.case.plan, words)
        mark = replace(mark, moment=f"{mark.moment} · {said}")
    return marked(after, mark, treated=treated) if is_marked else after


def changed_pixels(before: Bytes8, after: Bytes8) -> Mask:
    """Tell where two pictures differ, at every fourth px: (h, w) bool."""
    step = slice(None, None, _LOOK_PX)
    return np.asarray((before[step, step] != after[step, step]).any(axis=-1))


def compare_pictures(  # noqa: PLR0913 - a view of a case on a day, how large, in which words
    studio: Studio,
    dossier: Dossier,
    view: View,
    request: Request,
    *,
    assumed: Dossier | None = None,
    width_px: int | None = None,
    is_marked: bool = True,
    words: Wording = ENGLISH,
    progress: Progress = unheard,
) -> Bytes8:
    """Give the photo and the preview side by side, labelled. Raises as :func:`render_picture`.

    ``assumed`` is the case as it would look under an assumption, shown as a third picture;
    ``width_px`` is the width of each, at most the photo's own; None fills a screen.
    """
    if not is_marked:
        require_markless(dossier)
    width = min(width_px or PAIR_PX, view.photo.width)
    scaled = Request(request.day, request.retention, scale=width / view.photo.width)
    shown = [each for each in (dossier, assumed) if each is not None]
    drawing = part_of(progress, 0.0, 0.9)
    afters = [
        studio.render(each, view.id, scaled).srgb for each in counted(shown, drawing, "drawing")
    ]
    photo = studio.photo(dossier, view.id)
    before = scale_photo(photo.srgb, afters[0].shape[1], afters[0].shape[0])
    marks = [_mark_of(each, view, scaled, words) for each in shown]
    if is_marked:
        pairs = zip(afters, marks, strict=True)
        afters = [worded(after, mark, changed_pixels(before, after)) for after, mark in pairs]
    is_healed = request.day >= healed_day(dossier.case.plan)
    title = words.say("Preview, healed" if is_healed else "Preview, healing")
    previews = [Cell(after, title, mark.moment) for after, mark in zip(afters, marks, strict=True)]
    caption = Caption(
        words.say("Before and after"),
        range_words(request.retention, words),
        marks[-1].sentence if is_marked else "",
    )
    untreated = Cell(before, words.say("Before"), words.say("The photo as it was taken"))
    return sheet((untreated, *previews), caption, cell_width=before.shape[1])


def _mark_of(dossier: Dossier, view: View, request: Request, words: Wording) -> Mark:
    return mark_of(
        view.scale,
        day=request.day,
        retention=request.retention,
        words=words,
        plan=dossier.case.plan,
    )
