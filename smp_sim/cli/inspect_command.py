"""``smp-sim inspect``: what a case holds, in numbers."""

from __future__ import annotations

import argparse
import json
from typing import Any

from smp_sim.cli.opening import open_named
from smp_sim.document.case_summary import summarize_case, summarize_hair
from smp_sim.document.disk.assets import load_points
from smp_sim.document.studio import Studio


def run(args: argparse.Namespace) -> None:
    """Print the summary, as text or as one JSON object."""
    studio, dossier = Studio(load_points()), open_named(args)
    summary = summarize_case(studio, dossier)
    if args.hair:
        hair = summarize_hair(studio, dossier)
        summary["views"] = [{**view, "hair": hair.get(view["id"])} for view in summary["views"]]
    print(json.dumps(summary, indent=1) if args.json else "\n".join(_lines(summary)))


def _lines(summary: dict[str, Any]) -> list[str]:
    views = [
        f"view {number}: {view['side']}, {view['size_px'][0]} × {view['size_px'][1]} px,"
        f" {view['scale']['px_per_mm']:.2f} px/mm"
        f" ({view['scale']['source']}, ±{view['scale']['error_percent']:.2g} %)"
        for number, view in enumerate(summary["views"], start=1)
    ]
    areas = [
        f"area {area['id']}: {area['kind']}, {area['area_cm2']:.1f} cm², {area['dots']} dots,"
        f" {area['dots_per_cm2']:.0f} /cm²"
        for area in summary["areas"]
    ]
    sessions = [
        f"session {row['number']}: day {row['day']:g}, {row['dots']} dots, tone {row['tone']:g}"
        for row in summary["sessions"]
    ]
    return [*views, *_hair_lines(summary), *areas, *sessions, *_last_lines(summary)]


def _hair_lines(summary: dict[str, Any]) -> list[str]:
    shown = [(view["id"], view["hair"]) for view in summary["views"] if view.get("hair")]
    return [
        f"hair in {name}: {hair['median_per_cm2']:.0f} ± {hair['error_per_cm2']:.0f} /cm² where"
        f" it grows ({hair['method']})"
        for name, hair in shown
    ]


def _last_lines(summary: dict[str, Any]) -> list[str]:
    spacing, skin = summary["spacing"], summary["skin"]
    lines = [
        f"spacing: Clark-Evans {spacing['clark_evans']:.2f}, least {spacing['min_mm']:.2f} mm,"
        f" mean {spacing['mean_mm']:.2f} mm"
    ]
    hair = summary["hair"]
    lines.append(f"hair: {hair['colour']}, curl {hair['curl']}. {hair['advice']}")
    if skin["ita_deg"] is not None:
        lines.append(f"skin: {skin['class']} (ITA {skin['ita_deg']:.0f}°)")
    return lines + [f"look at: {warning['text']}" for warning in summary["warnings"]]
