"""Looks for the head in a photo, away from the window, and takes what was found as an edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smp_sim.model.camera import Side
from smp_sim.model.case import View
from smp_sim.ui.translation import tr
from smp_sim.ui.workbench import Workbench

if TYPE_CHECKING:
    from smp_sim.ui.photo_intake import FoundHead


def find_head(bench: Workbench, view: View, side: Side, label: str, *, key: str = "") -> None:
    """Look for the head in a view's photo, taken as showing ``side``.

    What is found becomes one step of the history, named ``label``; with ``key`` it joins the step
    that the gesture began. A view that is gone by then is left alone.
    """
    from smp_sim.ui.photo_intake import propose_side, with_head  # noqa: PLC0415 - the engine

    session = bench.session
    data = session.photos[view.photo.sha256]

    def take(found: FoundHead) -> None:
        if any(other.id == view.id for other in session.case.views):
            session.edit(label, lambda case: with_head(case, view.id, found), key=key)

    bench.tasks.start(tr("Looking for the head"), lambda: propose_side(data, view, side), take)
