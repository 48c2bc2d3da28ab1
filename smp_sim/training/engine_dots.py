"""Dots that the engine sets in a patch: what is there already, and the reference solution."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from smp_sim.document.disk.assets import load_points
from smp_sim.model.head import Head
from smp_sim.model.plan import Area, Plan, Session
from smp_sim.model.units import Vec3
from smp_sim.render.cache import DEFAULT_BYTES, Cache
from smp_sim.render.dot_field import place_dots
from smp_sim.render.edge_profile import smooth_step
from smp_sim.render.products import DotField, PointSet
from smp_sim.training.dot_marks import EDGE_DEPTH_MM, KEEP_OUT_MM
from smp_sim.training.exercise import DotTask, DrawnDot
from smp_sim.training.patch_plane import PatchPlane, lay_flat, rectangle

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: Share of the full density at the soft edge, and over how many mm it rises: the transition of a
#: natural hairline (domain figures section 1.2: 40 to 120 dots/cm² over 15 mm, assumed there).
EDGE_SHARE, EDGE_RISE_MM = 0.30, 15.0
#: Levels at which a soft edge's dots are asked for.
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class PatchWish:
    """What a dot exercise is to be: the patch, the density to reach, what is there already.

    ``given_share`` of the dots are there already; ``soft``: dots thin out toward the front side,
    by ``hardness`` less of it than they should [0, 1].
    """

    centre: Vec3
    width_mm: float
    height_mm: float
    density_per_cm2: float
    given_share: float = 0.0
    given_are: str = "follicles"
    soft: bool = False
    hardness: float = 0.0
    seed: int = 1


def engine_task(wish: PatchWish, head: Head) -> DotTask:
    """Make a dot task with the engine's own solution.

    Raises
    ------
    PlanError
        Where so many dots can't be placed on this head.
    """
    outline = rectangle(wish.centre, wish.width_mm, wish.height_mm, head)
    plane = lay_flat(outline, head, 0 if wish.soft else -1)
    field = _field(wish, outline, head, 1.0)
    kept = (
        _soft_choice(wish, outline, head, plane, field) if wish.soft else np.ones(len(field), bool)
    )
    own = kept & (field.session == (1 if wish.given_share else 0))
    given = field.place[kept & ~own] if wish.given_share else np.empty((0, 3))
    own &= ~_too_near(plane, field.place, given)
    return DotTask(
        outline=outline,
        density_per_cm2=wish.density_per_cm2,
        soft_edge=plane.soft_edge,
        given=_rows(given),
        given_are="first-session" if wish.given_are == "first-session" else "follicles",
        reference=tuple(
            DrawnDot(place=place, diameter_mm=round(float(size), 3))
            for place, size in zip(_rows(field.place[own]), field.diameter_mm[own], strict=True)
        ),
    )


@lru_cache(maxsize=1)
def _points() -> PointSet:
    return load_points()


def _field(
    wish: PatchWish,
    outline: tuple[Vec3, ...],
    head: Head,
    share: float,
    kept: Cache | None = None,
) -> DotField:
    """Fill the patch with a share of its density; what is given comes first in rank."""
    given = wish.given_share
    sessions: tuple[Session, ...] = (Session(number=1, day=0.0, share=given or 1.0),)
    if given:
        sessions = (*sessions, Session(number=2, day=14.0, share=1.0 - given))
    area = Area(
        id="patch",
        kind="patch",
        outline=outline,
        density_per_cm2=share * wish.density_per_cm2,
        feather_mm=0.0,
        variety=0.2,
    )
    plan = Plan(head=head, areas=(area,), sessions=sessions, seed=wish.seed)
    return place_dots(plan, _points(), kept=kept)


def _soft_choice(
    wish: PatchWish, outline: tuple[Vec3, ...], head: Head, plane: PatchPlane, field: DotField
) -> Mask:
    """Choose the dots that a soft front edge keeps: where it asks for at least their density."""
    behind = plane.side_distances(plane.flat(field.place))[:, 0]
    edge = EDGE_SHARE + (1.0 - EDGE_SHARE) * wish.hardness
    asked = edge + (1.0 - edge) * smooth_step(behind / EDGE_RISE_MM)
    needed = _least_shares(replace(wish, hardness=0.0), outline, head)
    return np.asarray((needed <= asked) | (behind >= EDGE_DEPTH_MM))


@lru_cache(maxsize=8)
def _least_shares(wish: PatchWish, outline: tuple[Vec3, ...], head: Head) -> Floats:
    """Give for each dot of the full patch the least share of the density at which it is there.

    More density only adds dots, so that each has one.
    """
    kept = Cache(DEFAULT_BYTES)
    full = _field(wish, outline, head, 1.0, kept).identity
    needed = np.ones(len(full))
    for share in np.linspace(1.0, EDGE_SHARE, _LEVELS)[1:]:
        there = _field(wish, outline, head, float(share), kept).identity
        needed[np.isin(full, there)] = share
    return needed


def _too_near(plane: PatchPlane, places: Floats, given: Floats) -> Mask:
    """Say which dots stand on what is given."""
    if not len(given):
        return np.zeros(len(places), dtype=bool)
    distance = np.asarray(cKDTree(plane.flat(given)).query(plane.flat(places))[0])
    return np.asarray(distance < KEEP_OUT_MM)


def _rows(directions: Floats) -> tuple[Vec3, ...]:
    return tuple(
        (round(float(x), 7), round(float(y), 7), round(float(z), 7)) for x, y, z in directions
    )
