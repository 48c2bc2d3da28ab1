"""The progress bar shows on a terminal only, and never changes what is done."""

from __future__ import annotations

import io

import pytest

from smp_sim.cli.progress import with_progress


class Terminal(io.StringIO):
    """A stderr that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def test_all_items_come_through_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    """Where stderr is no terminal nothing is written."""
    assert list(with_progress([1, 2, 3], "drawing")) == [1, 2, 3]
    assert capsys.readouterr().err == ""


def test_a_terminal_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar counts up and is wiped at the end."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    assert list(with_progress([1, 2], "drawing")) == [1, 2]
    assert "drawing" in terminal.getvalue()
    assert "0/2" in terminal.getvalue()
    assert "1/2" in terminal.getvalue()
    assert terminal.getvalue().endswith("\x1b[K")
