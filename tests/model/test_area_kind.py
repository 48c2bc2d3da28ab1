"""Kinds of area: each says its shape, its ground and its tissue."""

from __future__ import annotations

from typing import get_args

from smp_sim.model.area_kind import KIND_TRAITS, AreaKind
from smp_sim.model.plan import Area


def test_every_kind_has_its_traits() -> None:
    """The table knows every kind that a case may hold, and no other."""
    assert set(KIND_TRAITS) == set(get_args(AreaKind))


def test_only_zones_of_the_head_need_no_drawing() -> None:
    """Whatever has a default edge lies on the head, never in a close-up."""
    zones = {kind for kind, traits in KIND_TRAITS.items() if traits.shape == "zone"}
    assert zones == {"behind-hairline", "crown", "whole-scalp"}
    assert {KIND_TRAITS[kind].ground for kind in zones} == {"head"}


def test_an_area_that_names_a_view_lies_in_its_plane() -> None:
    """A view makes an area flat, whatever its kind."""
    assert Area(id="a", kind="burn", view="close").is_flat
    assert not Area(id="a", kind="burn").is_flat
