"""The engine's speed and memory. Run on request: ``pytest -m bench``."""

from __future__ import annotations

from typing import Any

import pytest

from smp_sim.cli.bench.rows import ROWS, timeline_layers
from smp_sim.cli.bench.scenes import draw_all, plan_of, points, scene_of
from smp_sim.render.dot_field import place_dots
from smp_sim.render.pipeline import show_day

pytestmark = pytest.mark.bench


@pytest.mark.parametrize("name", list(ROWS))
def test_a_row_is_within_its_target(name: str) -> None:
    """Each ratio to its yardstick, measured in the same run, is at most its target."""
    row = ROWS[name]()
    assert row.ratio <= row.target, row


def test_placing_100_000_dots(benchmark: Any) -> None:
    """The whole dot field from plan and point set."""
    plan = plan_of(100_000)
    field = benchmark(place_dots, plan, points())
    assert len(field) == pytest.approx(100_000, rel=0.02)


def test_drawing_12_megapixels(benchmark: Any) -> None:
    """The whole chain from the decoded photo to the healed picture."""
    scene = scene_of(12, 80_000)
    picture = benchmark.pedantic(draw_all, (scene,), rounds=3, warmup_rounds=1)
    assert picture.srgb.shape == scene.photo.srgb.shape


def test_moving_the_day(benchmark: Any) -> None:
    """One frame of the timeline in a 1920 x 1080 view."""
    layers = timeline_layers()
    picture = benchmark(show_day, layers, 100.0)
    assert picture.srgb.shape == (1080, 1920, 3)
