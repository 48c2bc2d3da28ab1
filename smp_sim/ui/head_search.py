"""Looks for the head in a photo, away from the window, and takes what was found as an edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smp_sim.document.progress_report import Progress
from smp_sim.model.camera import Side
from smp_sim.model.case import View
from smp_sim.ui.translation import mark, tr
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from smp_sim.ui.photo_intake import FoundHead

#: Said where no outline fits a head well: the cap is the guide.
UNSURE = mark(
    "The outline of the head is unsure in this photo. In step 2, lay the cap over the head and"
    " search inside it."
)

#: Said where several faces are in the photo: which is the client's?
CROWD = mark(
    "Several faces were found: lay the cap over the client's head and search inside it, or crop the"
    " photo to the client."
)


def find_head(
    bench: Workbench,
    view: View,
    side: Side | None,
    label: str,
    *,
    key: str = "",
    inside_cap: bool = False,
) -> None:
    """Look for the head in a view's photo, taken as showing ``side``, or what it seems to show.

    What is found becomes one step of the history, named ``label``; with ``key`` it joins the step
    that the gesture began. A view that is gone by then is left alone. ``inside_cap``: only where
    the cap lies. An unsure outline is said, with what to do.
    """
    from smp_sim.ui.photo_intake import propose_side, with_head  # noqa: PLC0415 - the engine

    session = bench.session
    data = session.photos[view.photo.sha256]

    def take(found: FoundHead) -> None:
        if any(other.id == view.id for other in session.case.views):
            session.edit(label, lambda case: with_head(case, view.id, found), key=key)
            if found.is_crowd or found.is_unsure:
                bench.messages.warn(tr(CROWD if found.is_crowd else UNSURE))

    def look(progress: Progress) -> FoundHead:
        return propose_side(data, view, side, inside_cap=inside_cap, progress=progress)

    bench.tasks.start_watched(tr("Looking for the head"), look, take)
