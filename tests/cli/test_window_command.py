"""The window opens without a command, with the case that was named."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from smp_sim.cli.main import run


@pytest.mark.parametrize(
    ("words", "case"), [([], None), (["window"], None), (["window", "a.smp"], "a.smp")]
)
def test_the_window_is_opened(
    words: list[str], case: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its exit code becomes the program's."""
    opened: list[str | None] = []
    stand_in = ModuleType("smp_sim.ui.app")

    def open_window(path: str | None) -> int:
        opened.append(path)
        return 0

    stand_in.open_window = open_window  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "smp_sim.ui.app", stand_in)
    assert run(words) == 0
    assert opened == [case]
