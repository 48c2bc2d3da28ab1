"""Views of one head come to share its axes, and their scales to agree."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.document.proposal.head_camera import HeadHandles, manual_camera
from smp_sim.document.proposal.one_head import agree_on_head, agreed_error
from smp_sim.model.camera import HeadCamera, Scale, Side

IRIS = Scale(source="iris", error_percent=4.0)
BREADTH = Scale(source="head-breadth", error_percent=8.0)


def camera(side: Side, axes: tuple[float, float, float]) -> HeadCamera:
    """Give a camera of a side that read these axes."""
    return manual_camera((600, 700), HeadHandles(side, (300, 300), 2.0, semi_axes_mm=axes))


def test_what_a_view_can_not_see_is_taken_from_the_other() -> None:
    """Breadth comes from the front, length from the profile."""
    front, left = camera("front", (82.0, 76.3, 100.0)), camera("left", (77.0, 76.3, 110.0))
    axes, _ = agree_on_head([(front, IRIS), (left, IRIS)])
    assert axes[0] == pytest.approx(82.0, rel=0.03)
    assert axes[2] == pytest.approx(110.0, rel=0.05)


def test_a_view_read_too_small_is_put_right_by_the_surer_one() -> None:
    """A profile whose mm are 10 % too long gets most of that back in its scale."""
    front = camera("front", (77.6, 76.3, 102.1))
    left = camera("left", tuple(0.9 * v for v in (77.6, 76.3, 102.1)))  # type: ignore[arg-type]
    _, factors = agree_on_head(
        [(front, Scale(source="marker", error_percent=2.0)), (left, BREADTH)]
    )
    assert factors[1] < 0.95 < factors[0] < 1.05


def test_the_order_of_views_does_not_matter() -> None:
    """Axes and factors are the same whichever view comes first."""
    one = (camera("front", (80.0, 78.0, 100.0)), IRIS)
    two = (camera("left", (77.0, 75.0, 104.0)), BREADTH)
    axes, factors = agree_on_head([one, two])
    other_axes, other_factors = agree_on_head([two, one])
    np.testing.assert_allclose(axes, other_axes)
    np.testing.assert_allclose(factors, other_factors[::-1])


def test_no_view_is_a_fault() -> None:
    """Without a camera there is no head."""
    with pytest.raises(ValueError, match="no view"):
        agree_on_head([])


def test_hearing_others_never_makes_a_scale_worse() -> None:
    """The error falls with each view that is heard."""
    errors = [agreed_error(BREADTH, [IRIS] * count) for count in range(3)]
    assert errors == sorted(errors, reverse=True)
    assert errors[0] == pytest.approx(8.0)
