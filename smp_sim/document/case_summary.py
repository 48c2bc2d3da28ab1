"""What a case holds, in numbers: views and scale, areas, sessions, spacing, skin, warnings."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np

from smp_sim.document.advice.guard_rails import find_warnings
from smp_sim.document.advice.hair_advice import hair_notes
from smp_sim.document.case.case_file import Dossier
from smp_sim.document.proposal.hair_reading import read_hair
from smp_sim.document.proposal.lip_forecast import lip_warnings
from smp_sim.document.studio import Studio
from smp_sim.model.case import Case, View
from smp_sim.model.client import skin_class
from smp_sim.model.plan import Plan
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.dot_field import (
    count_dots,
    count_sessions,
    measure_area,
    measure_density,
)
from smp_sim.render.dot_spacing import measure_spacing
from smp_sim.render.products import DotField


def summarize_case(studio: Studio, dossier: Dossier) -> dict[str, Any]:
    """Give the numbers of a case as plain values, in the shape that ``inspect --json`` prints.

    Raises
    ------
    PlanError
        Where the plan can't be drawn.
    """
    case = dossier.case
    fields = _fields_of(studio, case)
    ita = case.client.skin_ita_deg
    return {
        "views": [_describe_view(view) for view in case.views],
        "areas": _describe_areas(case.plan, fields),
        "sessions": _describe_sessions(case.plan, fields),
        "spacing": _describe_spacing(case, fields),
        "skin": {"ita_deg": ita, "class": None if ita is None else skin_class(ita)},
        "hair": {
            "colour": case.client.hair_colour,
            "curl": case.plan.growth.curl,
            "whorl": case.plan.growth.whorl,
            "advice": hair_notes(case.client.hair_colour, case.plan.growth.curl),
        },
        "warnings": [
            {"code": warning.code, "text": warning.text}
            for warning in (*find_warnings(case), *lip_warnings(dossier, studio))
        ],
    }


def summarize_hair(studio: Studio, dossier: Dossier) -> dict[str, dict[str, Any]]:
    """Give what hair each photo of the head shows, by view: hairs per cm², their error, classes.

    ``method`` says how: ``counted`` single hairs, ``contrast`` the roughness of stubble against
    the densest hair of the same photo, or ``none`` where hardly any shows.

    Raises
    ------
    CaseFileError, PhotoError
        Where a photo is missing or can't be read.
    """
    hair = read_hair(studio, dossier)
    pairs = zip(hair.views, hair.summaries, strict=True)
    return {view.id: told._asdict() for view, told in pairs}


def _fields_of(studio: Studio, case: Case) -> dict[str, DotField]:
    """Give the dots on the head (under the empty name) and of each view with flat patches."""
    flat = sorted({area.view for area in case.plan.areas if area.view})
    return {name: studio.field(case.plan, name) for name in ("", *flat)}


def _describe_view(view: View) -> dict[str, Any]:
    return {
        "id": view.id,
        "side": view.side,
        "size_px": [view.photo.width, view.photo.height],
        "camera": msgspec.to_builtins(view.camera),
        "scale": {
            "px_per_mm": mean_px_per_mm(view.camera),
            "source": view.scale.source,
            "error_percent": view.scale.error_percent,
        },
    }


def _describe_areas(plan: Plan, fields: dict[str, DotField]) -> list[dict[str, Any]]:
    """Describe the areas; ``dots_per_cm2`` is the density away from soft edges and strokes."""
    counts = {name: count_dots(plan, field) for name, field in fields.items()}
    return [
        {
            "id": area.id,
            "kind": area.kind,
            "technique": area.technique,
            "area_cm2": round(measure_area(plan, area), 2),
            "dots": int(counts[area.view][number]),
            "dots_per_cm2": round(measure_density(plan, fields[area.view], number), 2),
        }
        for number, area in enumerate(plan.areas)
    ]


def _describe_sessions(plan: Plan, fields: dict[str, DotField]) -> list[dict[str, Any]]:
    counts = sum(count_sessions(plan, field) for field in fields.values())
    return [
        {
            "number": session.number,
            "day": session.day,
            "dots": int(np.asarray(counts)[index]),
            "tone": session.tone,
        }
        for index, session in enumerate(plan.sessions)
    ]


def _describe_spacing(case: Case, fields: dict[str, DotField]) -> dict[str, float]:
    """Measure the spacing on the head, or in the first close-up where the head has no dots."""
    name = max(fields, key=lambda name: (len(fields[name]) > 1, name == ""))
    spacing = measure_spacing(fields[name], None if name else case.plan.head)
    return {
        "clark_evans": round(spacing.clark_evans, 4),
        "min_mm": round(spacing.min_mm, 4),
        "mean_mm": round(spacing.mean_mm, 4),
    }
