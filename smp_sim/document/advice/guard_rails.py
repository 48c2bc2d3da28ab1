"""Guard rails: what a practitioner would want to be told about a plan. They never block.

Limits without a source are assumed; each text says why it matters.
"""

from __future__ import annotations

import math

from smp_sim.document.advice.age_guards import judge_age
from smp_sim.document.advice.area_advice import is_shaded
from smp_sim.document.advice.area_guards import judge_kinds
from smp_sim.document.advice.warning import Warning  # noqa: A004 - the guard rails' own
from smp_sim.model.camera import HeadCamera
from smp_sim.model.case import Case, View
from smp_sim.model.plan import Area
from smp_sim.model.sentence import Sentence
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.hairline_measure import HairlineMeasures, measure_hairline

#: Below this scale single dots are not resolved: the picture shows their mean tone, px/mm.
RESOLVED_PX_PER_MM = 8.0

#: Lowest mid-frontal point above the glabella that looks mature, mm (practice: 7-9 cm).
LOWEST_HAIRLINE_MM = 60.0

#: Least RMS departure of a natural front from a plane cut, mm (assumed).
LEAST_WAVINESS_MM = 1.0

#: Least RMS distance of a natural line from its mirror image, with its own waves, mm (assumed).
LEAST_ASYMMETRY_MM = 0.5

#: Temple angle below which the corner counts as square, degrees (assumed).
LEAST_TEMPLE_DEG = 85.0

#: Share of skin covered beyond which dots merge (assumed, after reports of "helmets").
MOST_COVERAGE = 0.15

#: Largest seen dot diameter that still reads as a shaved hair, mm (assumed).
LARGEST_DOT_MM = 0.35

#: Darkest shade for fair skin (ITA above 41 degrees; assumed: fair skin takes lighter tones).
FAIR_ITA_DEG, FAIR_SHADE = 41.0, 0.75


def find_warnings(case: Case) -> tuple[Warning, ...]:
    """Look a case over.

    Raises
    ------
    PlanError
        Where the hairline can't be drawn, or an area's outline holds nothing.
    """
    found = [warning for view in case.views for warning in _judge_view(view)]
    if any(area.kind in ("behind-hairline", "whole-scalp") for area in case.plan.areas):
        found += _judge_hairline(case)
    for area in case.plan.areas:
        found += _judge_area(area, case.client.skin_ita_deg)
    found += judge_kinds(case)
    leaves_island = any(warning.code == "loss-goes-on" for warning in found)
    return tuple(found + judge_age(case, leaves_island=leaves_island))


def _judge_view(view: View) -> list[Warning]:
    found = []
    if view.scale.source == "uncalibrated":
        found.append(
            Warning(
                "uncalibrated",
                Sentence(
                    "View '{view}' has no known scale: sizes and counts in it are a guess.",
                    view=view.id,
                ),
            )
        )
    scale = mean_px_per_mm(view.camera)
    if scale < RESOLVED_PX_PER_MM and isinstance(view.camera, HeadCamera):
        found.append(
            Warning(
                "unresolved",
                Sentence(
                    "View '{view}' has {scale:.1f} px/mm: single dots are smaller than its pixels,"
                    " so it shows their mean tone and grain.",
                    view=view.id,
                    scale=scale,
                ),
            )
        )
    return found


def _judge_hairline(case: Case) -> list[Warning]:
    line = case.plan.hairline
    measures = measure_hairline(line, case.plan.head)
    # RMS of the waves that the dots get on top of the line: a sine's, in quadrature.
    waves = math.hypot(line.macro_mm, line.micro_mm) / math.sqrt(2.0)
    judged = (
        _judge_height(measures),
        _judge_straightness(math.hypot(measures.waviness_mm, waves)),
        _judge_symmetry(math.hypot(measures.asymmetry_mm, waves)),
        _judge_temples(measures),
    )
    return [warning for warning in judged if warning is not None]


def _judge_height(measures: HairlineMeasures) -> Warning | None:
    if not measures.height_mm < LOWEST_HAIRLINE_MM:
        return None
    return Warning(
        "hairline-low",
        Sentence(
            "The hairline is {height_cm:.1f} cm above the glabella; below {lowest_cm:.0f} cm"
            " it looks drawn on, and it can't be raised later.",
            height_cm=measures.height_mm / 10,
            lowest_cm=LOWEST_HAIRLINE_MM / 10,
        ),
    )


def _judge_straightness(waviness_mm: float) -> Warning | None:
    if waviness_mm >= LEAST_WAVINESS_MM:
        return None
    return Warning(
        "hairline-straight",
        Sentence(
            "The front departs only {waviness_mm:.1f} mm from a ruled edge; straight lines"
            " are the commonest giveaway.",
            waviness_mm=waviness_mm,
        ),
    )


def _judge_symmetry(asymmetry_mm: float) -> Warning | None:
    if asymmetry_mm >= LEAST_ASYMMETRY_MM:
        return None
    return Warning(
        "hairline-symmetric",
        Sentence(
            "Left and right differ by only {asymmetry_mm:.1f} mm; no natural hairline is that"
            " even.",
            asymmetry_mm=asymmetry_mm,
        ),
    )


def _judge_temples(measures: HairlineMeasures) -> Warning | None:
    sharpest = min(measures.temple_angle_deg)
    if not sharpest < LEAST_TEMPLE_DEG:
        return None
    return Warning(
        "temples-filled",
        Sentence(
            "A temple corner has {sharpest:.0f}°; filled, square temples look like a helmet"
            " and do not age well.",
            sharpest=sharpest,
        ),
    )


def _judge_area(area: Area, ita_deg: float | None) -> list[Warning]:
    """Judge its dots by the light that they take: what comes back grey is not taken (assumed)."""
    if is_shaded(area):
        return []
    taken = 1.0 - area.grey_return
    judged = (
        _judge_dot_size(area, taken),
        _judge_coverage(area, taken),
        _judge_shade(area, taken, ita_deg),
    )
    return [warning for warning in judged if warning is not None]


def _judge_dot_size(area: Area, taken: float) -> Warning | None:
    if area.dot_mm * math.sqrt(taken) <= LARGEST_DOT_MM:
        return None
    return Warning(
        "dots-large",
        Sentence(
            "Area '{area}': dots of {dot_mm:g} mm look like freckles, not like hairs.",
            area=area.id,
            dot_mm=area.dot_mm,
        ),
    )


def _judge_coverage(area: Area, taken: float) -> Warning | None:
    share = coverage(area) * taken
    if share <= MOST_COVERAGE:
        return None
    return Warning(
        "density-merging",
        Sentence(
            "Area '{area}': dots cover {share:.0%} of the skin; above {most:.0%} they merge"
            " and lose their definition.",
            area=area.id,
            share=share,
            most=MOST_COVERAGE,
        ),
    )


def _judge_shade(area: Area, taken: float, ita_deg: float | None) -> Warning | None:
    if ita_deg is None or ita_deg <= FAIR_ITA_DEG or area.shade * taken <= FAIR_SHADE:
        return None
    return Warning(
        "shade-dark",
        Sentence(
            "Area '{area}': shade {shade:g} is dark for fair skin and may look blue; go"
            " lighter until the healed tone is seen.",
            area=area.id,
            shade=area.shade,
        ),
    )


def coverage(area: Area) -> float:
    """Give the share of skin under random dots: 1 - exp(-n π d² / 4)."""
    return 1.0 - math.exp(-area.density_per_cm2 / 100.0 * math.pi * area.dot_mm**2 / 4.0)
