"""Guard rails for close-ups: what covers the photo, lips of odd sizes, areas that none shows.

Limits without a source are assumed; each text says why it matters.
"""

from __future__ import annotations

import numpy as np

from smp_sim.document.advice.warning import Warning  # noqa: A004 - the guard rails' own
from smp_sim.model.camera import HeadCamera
from smp_sim.model.case import Case, View
from smp_sim.model.plan import Area
from smp_sim.model.sentence import Sentence
from smp_sim.render.camera_geometry import mean_px_per_mm

#: Part of a photo's width and height from which on an outline covers the whole of it (assumed).
WHOLE_SHARE = 0.97

#: Widths of a mouth that pass without question, mm: 40 to 65 at rest, and room for a smile and for
#: an error of the scale (all assumed).
MOUTH_MM = (32.0, 80.0)

#: Part of a lip's height from which on a liner fills it instead of lining it (assumed).
WIDEST_LINER_SHARE = 0.35


def judge_close_ups(case: Case) -> list[Warning]:
    """Look over the areas of a case's close-ups, and those on a head that no photo shows."""
    views = {view.id: view for view in case.views}
    found = _judge_sight(case)
    for area in case.plan.areas:
        if area.view in views and len(area.outline) > 2:
            found += _judge_cover(area, views[area.view])
            found += _judge_lips(area) if area.kind == "lips" else []
    return found


def _judge_sight(case: Case) -> list[Warning]:
    on_head = [area.id for area in case.plan.areas if not area.is_flat]
    if (
        not on_head
        or not case.views
        or any(isinstance(view.camera, HeadCamera) for view in case.views)
    ):
        return []
    text = Sentence(
        "No photo shows the head, where '{area}' lies: it is in no preview. Add a photo of the"
        " head.",
        area=", ".join(on_head),
    )
    return [Warning("out-of-sight", text)]


def _judge_cover(area: Area, view: View) -> list[Warning]:
    size_px = np.array([view.photo.width, view.photo.height])
    corners = np.clip(np.asarray(area.outline)[:, :2] * mean_px_per_mm(view.camera), 0, size_px)
    if np.any(np.ptp(corners, axis=0) < WHOLE_SHARE * size_px):
        return []
    text = Sentence(
        "Area '{area}' covers the whole photo: no bare skin is left beside it to compare or to"
        " match. Draw it smaller, or take a photo from farther away.",
        area=area.id,
    )
    return [Warning("covers-photo", text)]


def _judge_lips(area: Area) -> list[Warning]:
    wide, high = (float(value) for value in np.ptp(np.asarray(area.outline)[:, :2], axis=0))
    found = []
    if not MOUTH_MM[0] <= wide <= MOUTH_MM[1]:
        text = Sentence(
            "The lips '{area}' are {wide:.0f} mm wide, and a mouth is 40 to 65 mm. Check their"
            " outline, and the scale of the photo.",
            area=area.id,
            wide=wide,
        )
        found.append(Warning("mouth-size", text))
    if area.liner_mm > WIDEST_LINER_SHARE * 0.5 * high:
        text = Sentence(
            "The liner of '{area}' is {liner:.1f} mm wide where a lip is about {lip:.0f} mm high:"
            " it fills the lip more than it lines it.",
            area=area.id,
            liner=area.liner_mm,
            lip=0.5 * high,
        )
        found.append(Warning("liner-wide", text))
    return found
