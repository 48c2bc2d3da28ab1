"""Every constant of the model is declared once, bracketed and attributed."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import get_args

import pytest

import smp_sim.render.healing as healing_module
import smp_sim.render.tissue as tissue_module
from smp_sim.render.tissue import CONSTANTS, Constant, Trust


@pytest.mark.parametrize("constant", CONSTANTS, ids=lambda constant: constant.name)
def test_a_constant_lies_in_its_spread_and_names_its_source(constant: Constant) -> None:
    """The value lies between low and high; source and trust are filled in."""
    assert constant.low <= constant.value <= constant.high
    assert len(constant.source) > 3
    assert constant.trust in get_args(Trust)


def test_names_are_unique_and_all_are_listed() -> None:
    """No constant is declared twice or left out of the list."""
    declared = [item for item in vars(tissue_module).values() if isinstance(item, Constant)]
    assert len({constant.name for constant in CONSTANTS}) == len(CONSTANTS) == len(declared)


def test_figures_without_a_source_say_so() -> None:
    """A figure that no source gives is trusted as 'assumed', never as found."""
    silent = [constant for constant in CONSTANTS if "no source" in constant.source]
    assert silent
    assert {constant.trust for constant in silent} == {"assumed"}


def test_healing_holds_no_figures_of_its_own() -> None:
    """Healing reads its figures from the table: it writes only powers, halves and calendar."""
    tree = ast.parse(Path(healing_module.__file__).read_text(encoding="utf-8"))
    numbers = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
    }
    assert numbers <= {0.0, 1.0, 2.0, 3.0, 4.0, 365.25}
