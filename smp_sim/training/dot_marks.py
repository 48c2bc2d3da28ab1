"""Drawn dots, measured: density, spacing, rows, clumps, holes, edge, size, depth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from smp_sim.model.errors import SmpError
from smp_sim.model.head import Head
from smp_sim.model.sentence import Sentence
from smp_sim.render.blue_noise import clark_evans, hexagonal_spacing
from smp_sim.render.head_geometry import unit
from smp_sim.training.drawing import Drawing
from smp_sim.training.exercise import DotTask, Quantity
from smp_sim.training.measured import NOTHING, Measured, directions_of, spots
from smp_sim.training.patch_plane import PatchPlane, lay_flat
from smp_sim.training.row_search import RowWindow, search_rows, share_in_rows
from smp_sim.training.score import Fault

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: Fewest and most dots that are marked. The most: more than a whole session of one studio (14,000).
FEWEST_DOTS, MOST_DOTS = 12, 20_000
#: Dots nearer to each other than this share of the hexagonal spacing touch. Assumed: the program's
#: own fields keep 0.33 at the least.
TOUCHING = 0.30
#: Dots keep this far from hairs, mm (domain figures section 1.2, assumed there).
KEEP_OUT_MM = 0.25
#: A dot this much larger than the middle one is blown out. Assumed.
SWOLLEN = 1.6
#: A dot farther than this outside the patch is outside: a hand's width of line, mm. Assumed.
SLACK_MM = 0.5
#: Depth of the soft side over which the transition is read, and of its front edge, mm.
EDGE_DEPTH_MM, EDGE_FRONT_MM = 18.0, 4.0


@dataclass(frozen=True, slots=True)
class _Field:
    """Dots laid flat: the learner's own (N, 2), all with the given ones (M, 2), own ones first.

    ``inside`` (M,) and ``depth`` (M,) mm inside the patch; ``body`` (M,) away from the soft edge;
    the raster likewise. ``spacing`` is the hexagonal one at the density to reach, mm.
    """

    plane: PatchPlane
    own: Floats
    points: Floats
    inside: Floats
    soft: Floats
    raster: Floats
    raster_inside: Floats
    raster_soft: Floats
    cell_mm2: float
    spacing: float

    def in_body(self, inside: Floats, soft: Floats) -> Mask:
        """Say which places lie inside and behind the transition zone."""
        return np.asarray((inside >= 0.0) & (soft >= EDGE_DEPTH_MM))


def measure_dots(task: DotTask, head: Head, drawing: Drawing) -> dict[Quantity, Measured]:
    """Measure the dots of a drawing.

    Raises
    ------
    SmpError
        For no dots, too few to measure, too many, or dots off the head.
    """
    _require_count(len(drawing.dots))
    directions = np.array([dot.place for dot in drawing.dots], dtype=np.float64)
    _require_on_head(directions)
    field = _lay_out(task, head, directions)
    windows = search_rows(field.points[field.in_body(field.inside, field.soft)], field.spacing)
    return {
        **_density_marks(field),
        **_spacing_marks(field),
        "rows": _rows(field, windows),
        "on-follicles": _on_given(field),
        **_edge_marks(field),
        **_dot_marks(field, drawing),
        "shade": Measured(drawing.shade),
    }


def _require_count(count: int) -> None:
    if count == 0:
        raise SmpError("There are no dots yet.", next_step="Set dots inside the patch.")
    if count < FEWEST_DOTS:
        raise SmpError(
            Sentence("{count} dots are too few to measure.", count=count),
            next_step=Sentence("Set at least {fewest} inside the patch.", fewest=FEWEST_DOTS),
        )
    if count > MOST_DOTS:
        raise SmpError(
            Sentence(
                "{count:,} dots are more than the {most:,} that a drawing may have.",
                count=count,
                most=MOST_DOTS,
            ),
            next_step="A whole session sets about 14,000; remove some.",
        )


def _require_on_head(directions: Floats) -> None:
    off = np.abs(np.linalg.norm(directions, axis=1) - 1.0) > 0.01
    if np.any(off):
        raise SmpError(
            Sentence("The dot number {number} lies off the head.", number=int(np.argmax(off)) + 1),
            next_step="Set dots on the skin inside the patch.",
        )


def _lay_out(task: DotTask, head: Head, directions: Floats) -> _Field:
    plane = lay_flat(task.outline, head, task.soft_edge)
    own = plane.flat(unit(directions))
    given = plane.flat(unit(task.given)) if task.given else np.empty((0, 2))
    points = np.concatenate([own, given])
    raster, cell_mm2 = plane.raster()
    return _Field(
        plane=plane,
        own=own,
        points=points,
        inside=plane.inside_mm(points),
        soft=_soft_distance(plane, points),
        raster=raster,
        raster_inside=plane.inside_mm(raster),
        raster_soft=_soft_distance(plane, raster),
        cell_mm2=cell_mm2,
        spacing=float(hexagonal_spacing(task.density_per_cm2 / 100.0)),
    )


def _soft_distance(plane: PatchPlane, points: Floats) -> Floats:
    """Give the distance (N,) in mm from the soft edge; infinite where there is none."""
    if plane.soft_edge < 0:
        return np.full(len(points), np.inf)
    return np.asarray(plane.side_distances(points)[:, plane.soft_edge % len(plane.corners)])


def _density_marks(field: _Field) -> dict[Quantity, Measured]:
    body = field.in_body(field.raster_inside, field.raster_soft)
    area_cm2 = float(np.count_nonzero(body)) * field.cell_mm2 / 100.0
    count = int(np.count_nonzero(field.in_body(field.inside, field.soft)))
    outside = field.inside[: len(field.own)] < -SLACK_MM
    strayed = _shown(field, field.own[outside])
    return {
        "density": Measured(count / area_cm2 if area_cm2 > 0.0 and count else None),
        "outside": Measured(100.0 * float(np.mean(outside)), (), strayed),
    }


def _shown(field: _Field, points: Floats, radius_mm: float = 0.0) -> tuple[Fault, ...]:
    return spots(field.plane.lift(points), radius_mm) if len(points) else ()


def _spacing_marks(field: _Field) -> dict[Quantity, Measured]:
    """Measure nearest distances, evenness, clumps and holes.

    Clark-Evans and the mean distance are asked of dots a spacing or more inside the body only;
    their neighbours may lie in that strip, which mends the edge's bias (guard strip: Sinclair 1985,
    Ecology 66:1084).
    """
    tree = cKDTree(field.points)
    nearest = np.asarray(tree.query(field.points, k=2)[0])[:, 1]
    body = field.in_body(field.inside, field.soft)
    asked = body & (field.inside >= field.spacing)
    own_nearest = nearest[: len(field.own)]
    touching = own_nearest < TOUCHING * field.spacing
    return {
        "nearest-distance": _over(asked, float(np.mean(nearest[asked])) if asked.any() else None),
        "clark-evans": _over(asked, _evenness(field, nearest, asked, body)),
        "clumps": Measured(
            100.0 * float(np.mean(touching)), (), _shown(field, field.own[touching])
        ),
        "holes": _holes(field, tree),
    }


def _over(asked: Mask, value: float | None) -> Measured:
    return Measured(value) if np.count_nonzero(asked) >= 5 else NOTHING


def _evenness(field: _Field, nearest: Floats, asked: Mask, body: Mask) -> float | None:
    area_mm2 = field.cell_mm2 * np.count_nonzero(
        field.in_body(field.raster_inside, field.raster_soft)
    )
    if not asked.any() or area_mm2 <= 0.0:
        return None
    return clark_evans(nearest[asked], np.count_nonzero(body) / area_mm2)


def _holes(field: _Field, tree: cKDTree) -> Measured:
    """Give the widest bare spot of the body, mm across, and where the widest ones are.

    A spot reaches at most a spacing beyond the patch, where nobody sets dots.
    """
    wanted = field.in_body(field.raster_inside, field.raster_soft)
    middle = field.raster[wanted]
    if not len(middle):
        return NOTHING
    gap = np.minimum(tree.query(middle)[0], field.raster_inside[wanted] + field.spacing)
    order = np.argsort(-gap, kind="stable")[:400]
    widest: list[int] = []
    taken = np.ones(len(order), dtype=bool)
    for number, index in enumerate(order):
        if taken[number] and len(widest) < 6:
            widest.append(int(index))
            taken &= np.linalg.norm(middle[order] - middle[index], axis=1) > 1.5 * gap[index]
    shown = tuple(
        fault for index in widest for fault in _shown(field, middle[[index]], float(gap[index]))
    )
    return Measured(2.0 * float(gap[order[0]]), (), shown)


def _rows(field: _Field, windows: tuple[RowWindow, ...]) -> Measured:
    if not windows:
        return NOTHING
    worst = sorted(windows, key=lambda window: -window.share)[:3]
    lines = [line for window in worst for line in _row_lines(window, field.spacing)]
    shown = tuple(
        Fault(shape="line", places=directions_of(field.plane.lift(line))) for line in lines
    )
    return Measured(100.0 * share_in_rows(windows), (), shown)


def _row_lines(window: RowWindow, spacing_mm: float) -> list[Floats]:
    """Give three lines (2, 2) along the rows of a window."""
    length = max(float(np.linalg.norm(window.wave)), 1e-9)
    across = window.wave / length
    along = np.array([-across[1], across[0]]) * 3.0 * spacing_mm
    step = 2.0 * np.pi / length * across
    middles = [window.centre + window.shift_mm * across + n * step for n in (-1, 0, 1)]
    return [np.stack([middle - along, middle + along]) for middle in middles]


def _on_given(field: _Field) -> Measured:
    given = field.points[len(field.own) :]
    if not len(given):
        return NOTHING
    hit = np.asarray(cKDTree(given).query(field.own)[0]) < KEEP_OUT_MM
    return Measured(100.0 * float(np.mean(hit)), (), _shown(field, field.own[hit]))


def _edge_marks(field: _Field) -> dict[Quantity, Measured]:
    """Measure the transition at the soft edge.

    With density ρ(d) at a distance d behind the edge and ρ₀ in the body, the width is twice
    ``∫ (1 - ρ/ρ₀) dd`` over the first 18 mm: that of a straight ramp from nothing which lacks as
    many dots. The front edge is the mean of ρ/ρ₀ over the first 4 mm.
    """
    body = float(np.count_nonzero(field.in_body(field.raster_inside, field.raster_soft)))
    dots = float(np.count_nonzero(field.in_body(field.inside, field.soft)))
    if field.plane.soft_edge < 0 or body == 0.0 or dots == 0.0:
        return {"edge-width": NOTHING, "edge-density": NOTHING}
    full = dots / body
    zone, front = (_share_within(field, depth, full) for depth in (EDGE_DEPTH_MM, EDGE_FRONT_MM))
    side = field.plane.soft_edge % len(field.plane.corners)
    ends = field.plane.corners[[side, (side + 1) % len(field.plane.corners)]]
    shown = (Fault(shape="line", places=directions_of(field.plane.lift(ends))),)
    return {
        "edge-width": Measured(max(2.0 * EDGE_DEPTH_MM * (1.0 - zone), 0.0), shown, shown),
        "edge-density": Measured(100.0 * front, shown, shown),
    }


def _share_within(field: _Field, depth_mm: float, full: float) -> float:
    """Give the mean density within a depth of the soft edge as a share of the full one."""
    cells = np.count_nonzero((field.raster_inside >= 0.0) & (field.raster_soft < depth_mm))
    dots = np.count_nonzero((field.inside >= 0.0) & (field.soft < depth_mm))
    return float(dots) / max(float(cells) * full, 1e-9)


def _dot_marks(field: _Field, drawing: Drawing) -> dict[Quantity, Measured]:
    size = np.array([dot.diameter_mm for dot in drawing.dots])
    depth = np.array([dot.depth_mm for dot in drawing.dots])
    middle = float(np.median(size))
    swollen = size >= SWOLLEN * middle
    return {
        "dot-size": Measured(middle),
        "swollen": Measured(100.0 * float(np.mean(swollen)), (), _shown(field, field.own[swollen])),
        "depth": Measured(float(np.median(depth))),
    }
