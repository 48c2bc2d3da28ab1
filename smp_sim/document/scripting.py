"""The engine for scripts: a picture or the numbers of a case in one call."""

from __future__ import annotations

from typing import Any

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.case_summary import summarize_case
from smp_sim.document.disk.assets import load_points
from smp_sim.document.export.exports import render_picture
from smp_sim.document.export.view_choice import choose_view
from smp_sim.document.studio import Studio
from smp_sim.model.plan import Retention, Session
from smp_sim.model.units import limits_of
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request
from smp_sim.render.products import Bytes8


def render_case(
    dossier: Dossier,
    *,
    view: str = "1",
    day: float | None = None,
    retention: Retention = "typical",
    scale: float = 1.0,
    studio: Studio | None = None,
) -> Bytes8:
    """Draw a case as (H, W, 3) uint8 sRGB, with the mark that every picture carries.

    Parameters
    ----------
    dossier : the case.
    view : its number from 1, its id, or its side.
    day : days from the first session; healed (day 28 of the last one) where not given.
    retention : "light", "typical" or "strong" end of the expected range.
    scale : picture px for a photo px, (0, 1].
    studio : one kept from call to call saves work that does not change.

    Raises
    ------
    SmpError
        Where the case can't be drawn so.
    """
    chosen = choose_view(dossier.case, view)
    if day is None:
        day = healed_day(dossier.case.plan)
    day = limits_of(Session, "day").require(day, "day")
    studio = studio or Studio(load_points())
    return render_picture(studio, dossier, chosen, Request(day, retention, scale))


def inspect_case(dossier: Dossier, *, studio: Studio | None = None) -> dict[str, Any]:
    """Give the numbers of a case: views, areas, dots, sessions, spacing, skin, warnings.

    Raises
    ------
    SmpError
        Where the plan can't be drawn.
    """
    return summarize_case(studio or Studio(load_points()), dossier)
