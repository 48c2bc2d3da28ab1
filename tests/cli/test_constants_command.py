"""``smp-sim constants`` prints the whole table of model constants."""

from __future__ import annotations

import json

import pytest

from smp_sim.cli.main import run
from smp_sim.render.tissue import CONSTANTS


def test_every_constant_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each, with name, value and trust, below one line of headings."""
    assert run(["constants"]) == 0
    heading, *lines = capsys.readouterr().out.splitlines()
    assert heading.split() == ["constant", "value", "unit", "spread", "trust", "source"]
    assert len(lines) == len(CONSTANTS)
    for constant, line in zip(CONSTANTS, lines, strict=True):
        assert line.startswith(constant.name)
        assert constant.trust in line
        assert constant.source in line


def test_as_json_every_field_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    """One object, each constant with unit, spread, source and trust."""
    assert run(["constants", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["constants"]
    assert [row["name"] for row in rows] == [constant.name for constant in CONSTANTS]
    assert set(rows[0]) == {"name", "value", "unit", "low", "high", "trust", "source"}
