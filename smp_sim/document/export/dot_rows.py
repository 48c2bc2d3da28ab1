"""Every dot of a view as a row of text."""

from __future__ import annotations

import io

import numpy as np

from smp_sim.document.studio import DotsTable
from smp_sim.model.plan import Plan

COLUMNS = (
    "id", "session", "area", "ux", "uy", "uz",
    "diameter_mm", "x_px", "y_px", "visible", "pigment",
)  # fmt: skip


def dots_csv(table: DotsTable, plan: Plan) -> bytes:
    """Give the table as CSV (UTF-8, a header line, one line a dot, in order of id).

    ``id`` is the dot's rank in the point set: the same dot has it in every view and at every
    density. ``session`` is the session's number, ``area`` the area's id; ``ux, uy, uz`` the unit
    direction on the head, or mm in a flat view's plane; ``visible`` 1 or 0; ``x_px, y_px`` are
    empty where a dot lies behind the camera; ``pigment`` is an optical density.
    """
    field = table.field
    session = np.array([session.number for session in plan.sessions])[field.session]
    names = [_quoted(area.id) for area in plan.areas]
    stream = io.StringIO()
    stream.write(",".join(COLUMNS) + "\n")
    rows = zip(
        field.identity.tolist(), session.tolist(), field.area.tolist(), field.place.tolist(),
        table.diameter_mm.tolist(), table.seen.centre_px.tolist(), table.seen.visible.tolist(),
        table.pigment.tolist(), strict=True,
    )  # fmt: skip
    for identity, number, area, place, diameter, centre, visible, pigment in rows:
        x, y = ("" if value != value else f"{value:.3f}" for value in centre)  # noqa: PLR0124 - nan
        stream.write(
            f"{identity},{number},{names[area]},{place[0]:.9f},{place[1]:.9f},{place[2]:.9f},"
            f"{diameter:.5f},{x},{y},{int(visible)},{pigment:.5f}\n"
        )
    return stream.getvalue().encode()


def _quoted(text: str) -> str:
    """Quote a name that a comma or a quote would break (RFC 4180)."""
    if any(sign in text for sign in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
