"""A new area is filled as its kind is."""

from __future__ import annotations

import pytest

from smp_sim.model.area_kind import KIND_TRAITS, AreaKind
from smp_sim.model.units import checked
from smp_sim.render.treatment_fills import FILLS, filled_area


@pytest.mark.parametrize("kind", KIND_TRAITS)
def test_a_new_area_has_its_kinds_filling(kind: AreaKind) -> None:
    """Density, size, shade, edge, uptake and tissue are those of the table, inside all limits."""
    area = checked(filled_area("a", kind, view="v"))
    fill = FILLS[kind]
    assert (area.density_per_cm2, area.dot_mm, area.shade) == fill[:3]
    assert (area.variety, area.feather_mm, area.uptake_scatter, area.pigment) == fill[3:7]
    assert (area.tissue, area.view) == (KIND_TRAITS[kind].tissue, "v")
