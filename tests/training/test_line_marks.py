"""Hairlines are measured as drawn: waves of known size, crossings, either direction."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.model.errors import SmpError
from smp_sim.model.head import Head
from smp_sim.training.engine_lines import LineShape, engine_line
from smp_sim.training.line_marks import crosses_itself, measure_line
from smp_sim.training.measured import directions_of

HEAD = Head()


def value(shape: LineShape, quantity: str) -> float:
    """Measure one quantity of a line that the engine draws."""
    found = measure_line(engine_line(shape, HEAD).points, HEAD)[quantity].value  # type: ignore[index]
    assert found is not None
    return found


@pytest.mark.parametrize("height", [60.0, 72.0, 90.0])
def test_a_line_has_the_height_it_was_drawn_at(height: float) -> None:
    """To half a millimetre, whatever its waves."""
    shape = LineShape("natural", height, macro_mm=1.5, lean_mm=0.8)
    assert value(shape, "height") == pytest.approx(height, abs=0.5)


@pytest.mark.parametrize("size", [0.8, 1.4, 2.0])
def test_waves_are_measured_as_drawn(size: float) -> None:
    """Mounds of a known RMS measure it, to a fifth, and don't count as fine breaks."""
    shape = LineShape("natural", 75.0, macro_mm=size)
    assert value(shape, "macro-irregularity") == pytest.approx(size, rel=0.2)
    assert value(shape, "micro-irregularity") < 0.25 * size


def test_fine_breaks_are_no_mounds() -> None:
    """More breaks raise the micro irregularity and leave the macro one alone."""
    calm, broken = (LineShape("natural", 75.0, micro_mm=size) for size in (0.2, 1.0))
    assert value(broken, "micro-irregularity") > value(calm, "micro-irregularity") + 0.3
    assert value(broken, "macro-irregularity") < value(calm, "macro-irregularity") + 0.25


def test_a_leaning_line_is_uneven() -> None:
    """The more one side swings against the other, the larger the asymmetry."""
    uneven = [value(LineShape("natural", 75.0, lean_mm=m), "asymmetry") for m in (0.0, 1.0, 2.0)]
    assert uneven[0] < 0.1
    assert uneven == sorted(uneven)


def test_only_crossing_lines_cross() -> None:
    """A figure of eight crosses itself; a spiral, a zigzag and a closed ring's start do not."""
    angle = np.linspace(0.3, 6.0 * np.pi, 200)
    spiral = np.stack([angle * np.cos(angle), angle * np.sin(angle)], axis=1)
    zigzag = np.stack([np.arange(50.0), np.arange(50.0) % 2.0], axis=1)
    eight = np.stack([np.sin(angle[:70]), np.sin(2.0 * angle[:70])], axis=1)
    assert not crosses_itself(spiral)
    assert not crosses_itself(zigzag)
    assert crosses_itself(eight)


@given(
    st.lists(st.tuples(*[st.floats(-1.0, 1.0)] * 3), min_size=0, max_size=30),
)
def test_any_line_is_measured_or_refused(points: list[tuple[float, float, float]]) -> None:
    """Whatever is drawn, there is a value for each mark, or a sentence."""
    vectors = np.array(points).reshape(-1, 3)
    long = vectors[np.linalg.norm(vectors, axis=1) > 0.05]
    found = {}
    with suppress(SmpError):
        found = measure_line(directions_of(long), HEAD)
    for mark in found.values():
        assert mark.value is None or np.isfinite(mark.value)
