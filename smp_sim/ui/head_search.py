"""Looks for the head in a photo, away from the window, and takes what was found as an edit."""

from __future__ import annotations

from smp_sim.model.camera import Camera, Scale, Side
from smp_sim.model.case import View
from smp_sim.ui.translation import tr
from smp_sim.ui.workbench import Workbench


def find_head(bench: Workbench, view: View, side: Side, label: str, *, key: str = "") -> None:
    """Look for the head in a view's photo, taken as showing ``side``.

    What is found becomes one step of the history, named ``label``; with ``key`` it joins the step
    that the gesture began. A view that is gone by then is left alone.
    """
    from smp_sim.ui.photo_intake import propose_side, with_side  # noqa: PLC0415 - the engine

    session = bench.session
    data = session.photos[view.photo.sha256]

    def take(found: tuple[Side, Camera, Scale]) -> None:
        if any(other.id == view.id for other in session.case.views):
            session.edit(label, lambda case: with_side(case, view.id, found), key=key)

    bench.tasks.start(tr("Looking for the head"), lambda: propose_side(data, view, side), take)
