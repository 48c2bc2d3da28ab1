"""``smp-sim inspect`` and ``dots``: the numbers behind the picture, and they agree."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from smp_sim.cli.main import run
from smp_sim.document.samples.sample_client import SAMPLE_DENSITY_PER_CM2

COLUMNS = "id,session,area,ux,uy,uz,diameter_mm,x_px,y_px,visible,pigment"


def inspected(case: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Give what inspect --json prints, which must be one object."""
    assert run(["inspect", str(case), "--json"]) == 0
    summary: dict[str, Any] = json.loads(capsys.readouterr().out)
    return summary


def rows_of(case: Path, out: Path, *words: str) -> list[dict[str, str]]:
    """Give the rows that dots writes."""
    assert run(["dots", str(case), "-o", str(out), *words]) == 0
    with out.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_keys_are_those_of_the_contract(
    head_case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Views, areas, sessions, spacing, skin, hair and warnings, each with its keys."""
    summary = inspected(head_case, capsys)
    assert set(summary) == {"views", "areas", "sessions", "spacing", "skin", "hair", "warnings"}
    view = summary["views"][0]
    assert {"side", "size_px", "camera", "scale"} <= set(view)
    assert view["size_px"] == [240, 300]
    assert set(view["scale"]) == {"px_per_mm", "source", "error_percent"}
    assert view["camera"]["kind"] == "head"
    assert set(summary["areas"][0]) == {
        "id",
        "kind",
        "technique",
        "area_cm2",
        "dots",
        "dots_per_cm2",
    }
    assert set(summary["sessions"][0]) == {"number", "day", "dots", "tone"}
    assert set(summary["spacing"]) == {"clark_evans", "min_mm", "mean_mm"}
    assert set(summary["skin"]) == {"ita_deg", "class"}
    assert all(set(warning) == {"code", "text"} for warning in summary["warnings"])


def test_numbers_agree_with_each_other(head_case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Dots of areas and sessions add up, the density is their quotient, spacing is as promised."""
    summary = inspected(head_case, capsys)
    (area,) = summary["areas"]
    assert area["dots"] == sum(session["dots"] for session in summary["sessions"])
    assert area["dots_per_cm2"] == pytest.approx(SAMPLE_DENSITY_PER_CM2, rel=0.02)
    assert area["dots"] / area["area_cm2"] <= area["dots_per_cm2"]
    assert 1.30 <= summary["spacing"]["clark_evans"] <= 1.45
    assert 0.0 < summary["spacing"]["min_mm"] < summary["spacing"]["mean_mm"]


def test_as_text_it_is_lines_to_read(head_case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line a view, area and session, with units."""
    assert run(["inspect", str(head_case)]) == 0
    text = capsys.readouterr().out
    assert "view 2: left" in text
    assert "cm²" in text
    assert "session 3: day 28" in text


def test_every_dot_is_a_row(
    head_case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exact columns, as many rows as inspect counts, unit directions, session numbers from 1."""
    rows = rows_of(head_case, tmp_path / "dots.csv")
    assert (tmp_path / "dots.csv").read_text(encoding="utf-8").splitlines()[0] == COLUMNS
    assert len(rows) == inspected(head_case, capsys)["areas"][0]["dots"]
    places = np.array([[float(row[axis]) for axis in ("ux", "uy", "uz")] for row in rows])
    np.testing.assert_allclose(np.linalg.norm(places, axis=1), 1.0, atol=1e-6)
    assert {row["session"] for row in rows} == {"1", "2", "3"}
    assert {row["visible"] for row in rows} == {"0", "1"}
    assert {row["area"] for row in rows} == {"behind-hairline"}


def test_the_same_dots_stand_in_both_views(head_case: Path, tmp_path: Path) -> None:
    """Another view moves dots in the picture, not on the head."""
    front = rows_of(head_case, tmp_path / "front.csv", "--view", "1")
    left = rows_of(head_case, tmp_path / "left.csv", "--view", "2")
    same = ("id", "session", "area", "ux", "uy", "uz", "diameter_mm", "pigment")
    assert [[row[key] for key in same] for row in front] == [
        [row[key] for key in same] for row in left
    ]
    assert front[0]["x_px"] != left[0]["x_px"]


def test_pigment_follows_the_day(head_case: Path, tmp_path: Path) -> None:
    """On day 0 only session 1 has pigment, and each of its dots loses a third of it by day 28."""
    fresh = rows_of(head_case, tmp_path / "fresh.csv", "--day", "0")
    healed = rows_of(head_case, tmp_path / "healed.csv", "--day", "28")
    for early, late in zip(fresh, healed, strict=True):
        if early["session"] == "1":
            assert float(late["pigment"]) == pytest.approx(float(early["pigment"]) / 1.5, rel=0.01)
        else:
            assert float(early["pigment"]) == 0.0


def test_density_adds_dots_and_moves_none(head_case: Path, tmp_path: Path) -> None:
    """Every dot at 100 per cm² is there at 150, at the same place."""
    assert run(["plan", str(head_case), "--density", "100"]) == 0
    few = {row["id"]: row["ux"] for row in rows_of(head_case, tmp_path / "few.csv")}
    assert run(["plan", str(head_case), "--density", "150"]) == 0
    many = {row["id"]: row["ux"] for row in rows_of(head_case, tmp_path / "many.csv")}
    assert len(many) > 1.3 * len(few)
    assert few.items() <= many.items()


def test_the_hair_is_told_on_request(head_case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--hair adds to each view of the head its hairs per cm², their error and the way."""
    assert "hair" not in inspected(head_case, capsys)["views"][0]
    assert run(["inspect", str(head_case), "--hair", "--json"]) == 0
    hair = json.loads(capsys.readouterr().out)["views"][0]["hair"]
    assert hair["method"] in {"counted", "contrast", "none"}
    assert hair["error_per_cm2"] > 0.0
    assert sum(hair["classes"].values()) == pytest.approx(1.0, abs=0.01)
