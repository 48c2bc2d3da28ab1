"""Dots per cm² by follicle counts."""

from __future__ import annotations

import pytest

from smp_sim.document.proposal.follicle_counts import DEFAULT_PER_CM2, default_density


def test_density_comes_from_follicle_counts() -> None:
    """Published hairs per cm², less at the temple; the default where no ancestry is known."""
    assert default_density() == DEFAULT_PER_CM2
    assert default_density("european") == 226.0
    assert default_density("african", "temple") == pytest.approx(161 * 0.8)
