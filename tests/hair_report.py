"""How like real shaved hair a matched, healed field is: run it to print the table.

    python -m tests.hair_report [PEOPLE...]

Dots are fitted on one profile of a man and held against the other: another photo, other seeds,
windows found there by themselves. A line is a window of bare skin under the field, against
all windows of hair in that photo; limits are those of ``render.realism``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from PIL import Image

from smp_sim.document.disk.assets import load_points
from smp_sim.document.proposal.hair_colour import colour_difference
from smp_sim.document.proposal.hair_match import (
    MatchAnswer,
    apply_match,
    match_hair,
)
from smp_sim.document.proposal.hair_sample import (
    HairSample,
    SkinWindow,
    grain_of,
    mean_colour,
    sample_hair,
    streak_strength,
)
from smp_sim.document.proposal.head_camera import find_head_camera
from smp_sim.model.camera import HeadCamera, Side
from smp_sim.model.case import PhotoRef, View
from smp_sim.model.client import Client
from smp_sim.model.plan import Area, Plan
from smp_sim.render.colour import LUMINANCE
from smp_sim.render.dot_field import place_dots
from smp_sim.render.healing import healed_day
from smp_sim.render.pipeline import Request, Subject, render_view
from smp_sim.render.products import Bytes8, Floats, Photo, PointSet, Surface
from smp_sim.render.realism import Grain, compare_grain
from smp_sim.render.surface import read_surface

PEOPLE = ("021", "061", "105", "172")
SIDES: tuple[Side, Side] = ("left", "right")
SEEDS = (11, 12)

#: Angle of the patch from its middle: so wide that every window of bare skin lies well inside.
PATCH_RADIUS = np.radians(80.0)

#: Least share of a window that has to carry dots: brows and ears are left out of the field.
LEAST_SKIN = 0.9


class Portrait(NamedTuple):
    """A real photo with its proposed camera and its surface."""

    photo: Photo
    camera: HeadCamera
    surface: Surface


class WindowFit(NamedTuple):
    """A covered window against the hair of the same photo: medians over the windows of hair."""

    seed: int
    total: float
    shape: float
    peaks: float
    tone: float
    colour: float


def read_portrait(photos: Path, name: str, side: Side) -> Portrait:
    """Read a real photo, propose its camera and read its surface."""
    with Image.open(photos / f"london_{name}.jpg") as picture:
        photo = Photo(np.asarray(picture.convert("RGB")))
    camera = find_head_camera(photo, side).camera
    return Portrait(photo, camera, read_surface(photo, camera))


def front_patch(camera: HeadCamera, seed: int) -> Plan:
    """Plan a patch over forehead and front: a circle of 80° round the middle of the front."""
    angle = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    middle = np.array([0.0, 0.62, 0.78]) / np.hypot(0.62, 0.78)
    side = np.array([1.0, 0.0, 0.0])
    ring = np.cos(angle)[:, None] * side + np.sin(angle)[:, None] * np.cross(middle, side)
    rim = np.cos(PATCH_RADIUS) * middle + np.sin(PATCH_RADIUS) * ring
    outline = tuple((float(x), float(y), float(z)) for x, y, z in rim)
    plan = Plan(seed=seed, areas=(Area(id="p", kind="patch", outline=outline, feather_mm=4.0),))
    head = msgspec.structs.replace(plan.head, semi_axes_mm=camera.semi_axes_mm)
    return msgspec.structs.replace(plan, head=head)


def draw_field(portrait: Portrait, plan: Plan, points: PointSet, side: Side) -> Bytes8:
    """Show a portrait with a plan's healed dots."""
    photo = portrait.photo
    ref = PhotoRef(sha256="0" * 64, suffix=".jpg", width=photo.width, height=photo.height)
    view = View(id="v", side=side, photo=ref, camera=portrait.camera)
    request = Request(day=healed_day(plan))
    field = place_dots(plan, points)
    subject = Subject(photo, portrait.surface, field, view, plan, Client())
    return render_view(subject, request).srgb


def fit_of(
    seed: int, window: SkinWindow, shown: Bytes8, bare: Bytes8, hair: list[tuple[Grain, Floats]]
) -> WindowFit:
    """Compare a covered window with every window of hair."""
    after, before = window.cut(shown), window.cut(bare)
    likeness = [compare_grain(grain_of(after), grain) for grain, _ in hair]
    total, shape, peaks = (
        float(np.median([getattr(one, name) for one in likeness]))
        for name in ("total", "shape", "peak_ratio")
    )
    tone = float(mean_colour(after) @ LUMINANCE / (mean_colour(before) @ LUMINANCE))
    colour = colour_difference(mean_colour(after), np.mean([c for _, c in hair], axis=0))
    return WindowFit(seed, total, shape, peaks, tone, colour)


def covered_windows(surface: Surface, sample: HairSample) -> list[SkinWindow]:
    """Give the windows of bare skin that the field covers wholly."""
    step = surface.step
    cut = [
        surface.skin[
            window.top // step : (window.top + window.side) // step,
            window.left // step : (window.left + window.side) // step,
        ]
        for window in sample.bare
    ]
    return [w for w, part in zip(sample.bare, cut, strict=True) if part.mean() >= LEAST_SKIN]


def held_out(
    fitted: Portrait, other: Portrait, points: PointSet, side: Side = "right"
) -> Iterator[WindowFit]:
    """Fit on one portrait, and compare on another; nothing where there is no match or window."""
    answer = match_hair(fitted.photo, fitted.surface, fitted.camera, Plan(seed=1), points)
    sample = sample_hair(other.photo, other.surface, other.camera)
    if answer.match is None or not sample.hair or not sample.bare:
        return
    bare = np.asarray(other.photo.srgb, dtype=np.uint8)
    swatches = [window.cut(bare) for window in sample.hair]
    hair = [(grain_of(swatch), mean_colour(swatch)) for swatch in swatches]
    for seed in SEEDS:
        plan = apply_match(front_patch(other.camera, seed), answer.match)
        shown = draw_field(other, plan, points, side)
        for window in covered_windows(other.surface, sample):
            yield fit_of(seed, window, shown, bare, hair)


def differences(portrait: Portrait, sample: HairSample, answer: MatchAnswer) -> str:
    """Say what about the hair dots can't imitate, or why nothing was compared."""
    if not sample.hair:
        return answer.notes[-1] if answer.match is None else "no window of hair to compare with"
    bare = np.asarray(portrait.photo.srgb, dtype=np.uint8)
    streaks = np.mean([streak_strength(window.cut(bare)) for window in sample.hair])
    return f"streaks {streaks:.2f} (dots 0.10, shaved hair up to 0.33, longer up to 0.73)"


def report_lines(photos: Path, people: Sequence[str]) -> Iterator[str]:
    """Give the table of the people named, both profiles fitted in turn."""
    points = load_points()
    yield "man  onto   seed  total  shape  peaks  tone  colour"
    for person in people:
        left, right = (
            read_portrait(photos, f"{person}_neutral_{side}_profile", side) for side in SIDES
        )
        for fitted, other, side in ((left, right, SIDES[1]), (right, left, SIDES[0])):
            answer = match_hair(fitted.photo, fitted.surface, fitted.camera, Plan(seed=1), points)
            sample = sample_hair(other.photo, other.surface, other.camera)
            yield f"{person}  {side}: {differences(other, sample, answer)}"
            for fit in held_out(fitted, other, points, side):
                yield (
                    f"{person}  {side:5s}  {fit.seed:4d}  {fit.total:5.2f}  {fit.shape:5.2f}"
                    f"  {fit.peaks:5.2f}  {fit.tone:4.2f}  {fit.colour:6.1f}"
                )


if __name__ == "__main__":
    folder = os.environ.get("SMP_SIM_PHOTOS")
    if folder is None:
        sys.exit("Say where the real photos are: SMP_SIM_PHOTOS=FOLDER.")
    for line in report_lines(Path(folder), sys.argv[1:] or PEOPLE):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
