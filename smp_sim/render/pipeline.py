"""The chain: photo -> surface -> dot_field -> projection -> healing -> optics -> composite.

Photo, surface and dot field come in ready (their callers keep them between pictures); here they
meet. ``prepare_layers`` does all that does not depend on the day, ``show_day`` the rest, fast
enough to scrub; ``render_view`` gives the same picture at once, with little memory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.case import View
from smp_sim.model.client import Client
from smp_sim.model.plan import Plan, Retention
from smp_sim.render import tissue as figures
from smp_sim.render.cache import Cache, stage_key
from smp_sim.render.camera_geometry import mean_px_per_mm
from smp_sim.render.composite import Code16, median_skin, scale_photo
from smp_sim.render.day_mixture import ink_weights, mix_absorbers
from smp_sim.render.ink_planes import Inks, pack_inks, weighted_sum
from smp_sim.render.irritated_skin import treated_skin
from smp_sim.render.optics import (
    Column,
    plan_scatter,
)
from smp_sim.render.outline_reach import measure_reach, reach_outline
from smp_sim.render.pigment_planes import (
    FINEST,
    DotGroup,
    DrawnDots,
    Footprints,
    dots_box,
    draw_day,
    draw_dots,
    draw_layer,
    heal_groups,
    irritation_of,
    lay_beds,
)
from smp_sim.render.products import (
    Bytes8,
    DotField,
    Photo,
    Picture,
    Plane,
    ProjectedDots,
    Surface,
)
from smp_sim.render.projection import project_dots
from smp_sim.render.shading import Canvas, crew_for, shade_view
from smp_sim.render.skin_bed import read_bed
from smp_sim.render.surface import lip_rings, open_lips
from smp_sim.render.two_flux import Bed
from smp_sim.render.view_frame import (
    Box,
    ShrunkMap,
    ViewFrame,
    frame_view,
    read_map,
    shrink_map,
)

Floats = NDArray[np.float64]


class Subject(NamedTuple):
    """What pictures of a view are made from: its photo, read, the plan and its dots, the client."""

    photo: Photo
    surface: Surface
    dots: DotField
    view: View
    plan: Plan
    client: Client


@dataclass(frozen=True, slots=True)
class Request:
    """Which picture of a view is wanted.

    ``day`` from the first session; ``scale`` picture px for a photo px; ``region`` left, top,
    right, bottom in photo px, half open, or None for the whole photo.
    """

    day: float
    retention: Retention = "typical"
    scale: float = 1.0
    region: Box | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A caller's cache, and the keys there of what a view's pictures are made from.

    With it, what an edit leaves as it was is found again: the photo at the picture's size, the
    outline of the head, the dots as the camera sees them.
    """

    cache: Cache = field(default_factory=lambda: Cache(0))
    photo: str = ""
    surface: str = ""
    dots: str = ""


def _go_on() -> None:
    """Be asked between two parts of the work, and let it go on."""


@dataclass(frozen=True, slots=True)
class Layers:
    """All of a view that does not depend on the day: read by :func:`show_day` alone.

    ``inks`` hold each group's narrow and wide plane over the canvas's box, times the cover;
    ``code`` (3, H, W) is the canvas's pane ready for painting.
    """

    plan: Plan
    client: Client
    base: Bytes8
    canvas: Canvas | None
    groups: tuple[DotGroup, ...]
    inks: Inks | None
    code: Code16 | None
    skin: Floats


def prepare_layers(
    subject: Subject,
    request: Request,
    *,
    kept: Kept | None = None,
    between: Callable[[], None] = _go_on,
) -> Layers:
    """Do all that does not depend on the day, at the request's scale and region.

    ``between`` is called between parts of the work; what it raises ends the work.

    Raises
    ------
    ValueError
        Where the request shows nothing of the photo.
    """
    scene = _open_scene(subject, request, kept or Kept())
    canvas, drawn = scene.canvas, scene.drawn
    if canvas is None:
        return Layers(subject.plan, subject.client, scene.base, None, (), None, None, np.ones(3))

    def ink(group: DotGroup, layer: Footprints) -> Plane:
        between()
        return draw_layer(drawn, group, layer, canvas.box) * canvas.cover

    inks = pack_inks(
        ink(group, layer) for group in drawn.groups for layer in (drawn.narrow, drawn.wide)
    )
    code = canvas.coded_rows(0, canvas.pane.bottom - canvas.pane.top)
    skin = _skin_colour(canvas)
    return Layers(subject.plan, subject.client, scene.base, canvas, drawn.groups, inks, code, skin)


def show_day(layers: Layers, day: float, retention: Retention = "typical") -> Picture:
    """Show one day from prepared layers: a weighted sum, an exponential, a tone curve."""
    canvas, inks, code = layers.canvas, layers.inks, layers.code
    if canvas is None or inks is None or code is None:
        return Picture(layers.base.copy())
    days = heal_groups(layers.groups, layers.plan, layers.client, day, retention)
    mixture = mix_absorbers(layers.groups, days)
    with crew_for(canvas) as crew:
        columns = tuple(
            Column(weighted_sum(inks, ink_weights(parts), crew), key)
            for key, parts in mixture.items()
        )
        worst = irritation_of(layers.skin, days)
        return shade_view(canvas, columns, worst, lambda start, stop: code[:, start:stop], crew)


def render_view(
    subject: Subject,
    request: Request,
    between: Callable[[], None] = _go_on,
) -> Picture:
    """Give the picture of one day at once: the same as from layers, with far less memory.

    ``between`` is called between parts of the work; what it raises ends the work.

    Raises
    ------
    ValueError
        Where the request shows nothing of the photo.
    """
    scene = _open_scene(subject, request, Kept())
    between()
    return _paint_day(scene, subject, request)


class Draft(NamedTuple):
    """A view made in little time: the photo at the picture's size, and with the plan."""

    before: Bytes8
    after: Picture


def draft_view(
    subject: Subject,
    request: Request,
    kept: Kept,
) -> Draft:
    """Give the picture of one day for a hand that is moving.

    Dots are drawn no finer than the picture's own px, and what the last edit left as it was is
    found in the cache. Raises as :func:`render_view` does.
    """
    scene = _open_scene(subject, request, kept, finest=1.0)
    return Draft(scene.base, _paint_day(scene, subject, request))


@dataclass(frozen=True, slots=True)
class _Scene:
    """A view opened for a request: the picture without dots, and the dots on its canvas."""

    base: Bytes8
    drawn: DrawnDots
    canvas: Canvas | None


def _paint_day(scene: _Scene, subject: Subject, request: Request) -> Picture:
    canvas, drawn = scene.canvas, scene.drawn
    if canvas is None:
        return Picture(scene.base.copy())
    days = heal_groups(drawn.groups, subject.plan, subject.client, request.day, request.retention)
    mixture = mix_absorbers(drawn.groups, days)
    columns = tuple(
        Column(_draw_parts(drawn, parts, canvas), key) for key, parts in mixture.items()
    )
    irritation = irritation_of(_skin_colour(canvas), days)
    with crew_for(canvas) as crew:
        return shade_view(canvas, columns, irritation, canvas.coded_rows, crew)


def _open_scene(
    subject: Subject,
    request: Request,
    kept: Kept,
    *,
    finest: float = FINEST,
) -> _Scene:
    opened, kept = _with_lips(subject, kept)
    photo, surface, dots, plan = opened.photo, opened.surface, opened.dots, opened.plan
    px_per_mm = mean_px_per_mm(opened.view.camera)
    scatter = plan_scatter(px_per_mm * request.scale)
    margin = int(np.ceil(3.0 * figures.SCATTER_RED.value * px_per_mm * request.scale)) + 4
    frame = frame_view((photo.width, photo.height), request.region, request.scale, margin)
    base_key = stage_key("base", frame, kept.photo)
    base = kept.cache.obtain(base_key, lambda: _base_picture(photo, frame))
    seen = _see_dots(opened, kept)
    drawn = draw_dots(dots, seen, plan, frame, surface.sharpness_px, finest)

    def read(treated_px: Floats, own_px: Floats) -> Bed:
        return read_bed(photo, surface, treated_px, own_px, px_per_mm, opened.client)

    drawn = lay_beds(drawn, dots, seen, plan, read)
    coarsest = max(channel.factor for channel in scatter)
    reach = round(2.0 * figures.REDNESS_EDGE.value * px_per_mm * request.scale)
    box = dots_box(drawn, frame, reach, coarsest)
    if box is None:
        return _Scene(base, drawn, None)
    treated = treated_skin(drawn.wounds, box, scatter[0].factor, px_per_mm * request.scale)
    canvas = Canvas(frame, base, box, _skin_cover(surface, frame, box, kept), treated, scatter)
    return _Scene(base, drawn, canvas)


def _with_lips(subject: Subject, kept: Kept) -> tuple[Subject, Kept]:
    """Open the lips that a close-up's plan outlines to pigment."""
    photo, surface, view = subject.photo, subject.surface, subject.view
    rings = lip_rings(subject.plan.areas, view)
    if not rings:
        return subject, kept
    key = stage_key("lips", [ring.tolist() for ring in rings], kept.surface)
    opened = kept.cache.obtain(key, lambda: open_lips(photo, surface, rings, view.camera))
    return subject._replace(surface=opened), replace(kept, surface=key)


def _see_dots(subject: Subject, kept: Kept) -> ProjectedDots:
    """Give the dots as the camera sees them, out to the head's own outline."""
    camera, photo = subject.view.camera, subject.view.photo
    size = photo.width, photo.height

    def see() -> ProjectedDots:
        outline_key = stage_key("outline", camera, kept.surface)
        outline = kept.cache.obtain(outline_key, lambda: measure_reach(camera, subject.surface))
        return reach_outline(project_dots(subject.dots, camera, *size), camera, outline)

    return kept.cache.obtain(stage_key("seen", [camera, size], kept.surface, kept.dots), see)


def _base_picture(photo: Photo, frame: ViewFrame) -> Bytes8:
    """Give the photo's part at the picture's size."""
    columns = round(frame.width / frame.scale_x)
    rows = round(frame.height / frame.scale_y)
    part = photo.srgb[frame.top : frame.top + rows, frame.left : frame.left + columns]
    return scale_photo(part, frame.width, frame.height)


def _skin_cover(surface: Surface, frame: ViewFrame, box: Box, kept: Kept) -> Plane:
    """Give the share of each pixel's light that comes from skin open to dots, (h, w) of the box."""

    def shrink() -> ShrunkMap:
        open_skin = surface.skin * (np.float32(1.0) - surface.highlight)
        return shrink_map(open_skin, surface.step, frame)

    shrunk = kept.cache.obtain(stage_key("cover", frame, kept.surface), shrink)
    return read_map(shrunk, surface.step, frame, box)


def _skin_colour(canvas: Canvas) -> Floats:
    """Give the linear colour (3,) of the treated skin in the picture."""
    pane = canvas.pane
    part = canvas.base[
        pane.picture_top : pane.picture_top + pane.bottom - pane.top,
        pane.picture_left : pane.picture_left + pane.right - pane.left,
    ]
    step = max(1, min(part.shape[:2]) // 256)
    cover = canvas.cover[pane.top : pane.bottom, pane.left : pane.right]
    return median_skin(part[::step, ::step], cover[::step, ::step])


def _draw_parts(drawn: DrawnDots, parts: list[tuple[int, float, float]], canvas: Canvas) -> Plane:
    plane = draw_day(
        drawn, [(drawn.groups[n], narrow, wide) for n, narrow, wide in parts], canvas.box
    )
    plane *= canvas.cover
    return plane
