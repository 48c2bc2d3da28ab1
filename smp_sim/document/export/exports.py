"""Pictures that leave: one view on one day, and before beside after. All carry the mark."""

from __future__ import annotations

import numpy as np

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.export.mark import mark_of, marked, range_words, worded
from smp_sim.document.export.picture_sheets import Caption, Cell, sheet
from smp_sim.document.export.wording import ENGLISH, Wording
from smp_sim.document.progress_report import Progress, part_of, unheard
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
    words: Wording = ENGLISH,
    progress: Progress = unheard,
) -> Bytes8:
    """Give the picture of a view on a day, (H, W, 3) uint8 sRGB, with its mark.

    Raises
    ------
    SmpError
        Where the case can't be drawn, or a client's picture is asked for without the mark;
        Cancelled where ``progress`` gives the work up.
    """
    if not is_marked:
        require_markless(dossier)
    after = studio.render(dossier, view.id, request, part_of(progress, 0.0, 0.9)).srgb
    if not is_marked:
        return after
    mark = mark_of(view.scale, day=request.day, retention=request.retention, words=words)
    photo = studio.photo(dossier, view.id)
    before = scale_photo(photo.srgb, after.shape[1], after.shape[0])
    return marked(after, mark, treated=changed_pixels(before, after))


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
    width_px: int | None = None,
    is_marked: bool = True,
    words: Wording = ENGLISH,
    progress: Progress = unheard,
) -> Bytes8:
    """Give the photo and the preview side by side, labelled. Raises as :func:`render_picture`.

    ``width_px`` is the width of each of the two, at most the photo's own; None fills a screen.
    """
    if not is_marked:
        require_markless(dossier)
    width = min(width_px or PAIR_PX, view.photo.width)
    scaled = Request(request.day, request.retention, scale=width / view.photo.width)
    after = studio.render(dossier, view.id, scaled, part_of(progress, 0.0, 0.9)).srgb
    photo = studio.photo(dossier, view.id)
    before = scale_photo(photo.srgb, after.shape[1], after.shape[0])
    mark = mark_of(view.scale, day=request.day, retention=request.retention, words=words)
    if is_marked:
        after = worded(after, mark, changed_pixels(before, after))
    is_healed = request.day >= healed_day(dossier.case.plan)
    cells = (
        Cell(before, words.say("Before"), words.say("The photo as it was taken")),
        Cell(after, words.say("Preview, healed" if is_healed else "Preview, healing"), mark.moment),
    )
    caption = Caption(
        words.say("Before and after"),
        range_words(request.retention, words),
        mark.sentence if is_marked else "",
    )
    return sheet(cells, caption, cell_width=after.shape[1])
