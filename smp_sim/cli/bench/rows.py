"""The measurements by name. Each builds what it needs, so that any can be run alone."""

from __future__ import annotations

import io
import math
import time
from collections.abc import Callable
from itertools import pairwise

import cv2
import numpy as np
from msgspec.structs import replace
from PIL import Image
from scipy.stats import qmc

from smp_sim.cli.bench.measuring import (
    Row,
    best_pair,
    best_seconds,
    peak_bytes,
    python_pair,
    row_of,
)
from smp_sim.cli.bench.scenes import Scene, draw_all, jpeg_of, plan_of, points, scene_of
from smp_sim.cli.bench.window_rows import (
    measure_canvas,
    measure_first_window,
    measure_hairline,
    measure_hold,
    measure_slider,
)
from smp_sim.model.client import Client
from smp_sim.render.dot_field import place_dots
from smp_sim.render.pipeline import Layers, Request, Subject, prepare_layers, show_day
from smp_sim.render.products import Picture
from smp_sim.render.surface import read_surface

#: Dots that scipy's sampler is asked for; its time grows in proportion to them.
_POISSON_DOTS = 1500


def measure_placing() -> Row:
    """Place 100,000 dots, against scipy's PoissonDisk at the same mean spacing."""
    plan = plan_of(100_000)
    place_dots(plan, points())
    seeds = iter(range(2, 100))
    count = len(place_dots(plan, points()))
    # A new seed each time, so that nothing prepared for the last one helps.
    ours = best_seconds(lambda: place_dots(replace(plan, seed=next(seeds)), points()), repeats=5)
    return row_of(
        "place",
        ours / count * 100_000,
        "s",
        yardstick=_poisson_seconds(100_000),
        target=1 / 200,
        against="scipy.stats.qmc.PoissonDisk, 100,000 dots in the plane",
    )


def _poisson_seconds(count: int) -> float:
    """Give scipy's time for so many dots, measured on fewer.

    A maximal Poisson-disk set holds about 0.70 / radius² points in the unit square.
    """
    engine = qmc.PoissonDisk(d=2, radius=math.sqrt(0.70 / _POISSON_DOTS), rng=1)
    start = time.perf_counter()
    made = len(engine.fill_space())
    return (time.perf_counter() - start) / made * count


def measure_render() -> Row:
    """Draw 80,000 dots into 12 megapixels, against decoding and encoding that JPEG."""
    scene = scene_of(12, 80_000)
    data = jpeg_of(np.asarray(scene.photo.srgb, dtype=np.uint8))

    def recode() -> bytes:
        return jpeg_of(np.asarray(Image.open(io.BytesIO(data))))

    ours, codec = best_pair(lambda: draw_all(scene), recode, repeats=3)
    return row_of(
        "render-12mp",
        ours,
        "s",
        yardstick=codec,
        target=2.0,
        against="decoding and encoding that JPEG (Pillow)",
    )


def measure_memory() -> Row:
    """Draw 80,000 dots into 12 megapixels: memory beyond the decoded photo, for each pixel."""
    scene = scene_of(12, 80_000)
    small = scene_of(0.5, 80_000)
    draw_all(small)  # What is loaded once for all pictures does not count.
    per_pixel = peak_bytes(lambda: draw_all(scene)) / (scene.photo.width * scene.photo.height)
    return row_of(
        "memory-12mp",
        per_pixel,
        "bytes/px",
        yardstick=40.0,
        target=1.0,
        against="40 bytes a pixel beyond the decoded photo",
    )


def measure_timeline() -> Row:
    """Show another day in a 1920 x 1080 view, against one cv2.exp on such a frame."""
    layers = timeline_layers()
    days = iter(np.linspace(0.0, 4000.0, 1000))
    frame = np.random.default_rng(1).random((1080, 1920, 3), dtype=np.float32)
    ours, exponential = best_pair(
        lambda: show_day(layers, float(next(days))), lambda: cv2.exp(frame), repeats=15
    )
    return row_of(
        "drag-timeline",
        1e3 * ours,
        "ms",
        yardstick=1e3 * exponential,
        target=2.0,
        against="cv2.exp on a float32 frame of 1920 x 1080 x 3",
    )


def timeline_layers() -> Layers:
    """Prepare a 1920 x 1080 view of a 12-megapixel photo: its full width, the scalp in it."""
    scene = scene_of(12, 80_000)
    width = scene.photo.width
    region = (0, 0, width, round(width * 1080 / 1920))
    request = Request(day=0.0, scale=1920 / width, region=region)
    surface = read_surface(scene.photo, scene.view.camera)
    field = place_dots(scene.plan, points())
    subject = Subject(scene.photo, surface, field, scene.view, scene.plan, Client())
    return prepare_layers(subject, request)


def measure_pixel_growth() -> Row:
    """Draw 20,000 dots into 3, 12 and 48 megapixels: the worse step, against four times."""
    times = [_draw_seconds(scene_of(megapixels, 20_000)) for megapixels in (3, 12, 48)]
    return _growth_row("growth-pixels", times, "the time of a quarter of the pixels, times 4")


def measure_dot_growth() -> Row:
    """Draw 10,000, 40,000 and 160,000 dots: the worse step, against four times."""
    times = [_draw_seconds(scene_of(3, dots)) for dots in (10_000, 40_000, 160_000)]
    return _growth_row("growth-dots", times, "the time of a quarter of the dots, times 4")


def _draw_seconds(scene: Scene) -> float:
    drawn: Callable[[], Picture] = lambda: draw_all(scene)  # noqa: E731
    return best_seconds(drawn, repeats=2)


def _growth_row(name: str, times: list[float], against: str) -> Row:
    small, large = max(pairwise(times), key=lambda pair: pair[1] / pair[0])
    return row_of(name, large, "s", yardstick=4.0 * small, target=1.1, against=against)


def measure_import() -> Row:
    """Import the command line, against 0.3 s over bare Python."""
    ours, bare = python_pair("import smp_sim.cli.main", "pass", repeats=5)
    return row_of(
        "import-cli",
        ours - bare,
        "s",
        yardstick=0.3,
        target=1.0,
        against="0.3 s over bare Python",
    )


ROWS: dict[str, Callable[[], Row]] = {
    "place": measure_placing,
    "render-12mp": measure_render,
    "memory-12mp": measure_memory,
    "drag-timeline": measure_timeline,
    "drag-slider": measure_slider,
    "drag-hairline": measure_hairline,
    "window-hold": measure_hold,
    "canvas-48mp": measure_canvas,
    "growth-pixels": measure_pixel_growth,
    "growth-dots": measure_dot_growth,
    "import-cli": measure_import,
    "first-window": measure_first_window,
}
