"""Assets are found through one function, in a checkout and in a wheel."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from smp_sim.document.disk import assets
from smp_sim.document.disk.assets import asset_path, load_points, read_catalogue


def test_points_are_found_and_read() -> None:
    """The point set arrives as unit vectors and a tile."""
    points = load_points()
    assert len(points.sphere) == 2**19
    assert np.allclose(np.linalg.norm(points.sphere[::999], axis=1), 1.0, atol=1e-3)
    assert points.tile.min() >= 0.0
    assert points.tile.max() < 1.0


def test_a_wheel_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Assets inside the package win over a folder of that name beside it."""
    wheel, checkout = tmp_path / "_assets", tmp_path / "assets"
    checkout.mkdir()
    (checkout / "a").touch()
    monkeypatch.setattr(assets, "_FOLDERS", (wheel, checkout))
    assert asset_path("a") == checkout / "a"
    wheel.mkdir()
    (wheel / "a").touch()
    assert asset_path("a") == wheel / "a"


def test_a_missing_asset_is_a_fault() -> None:
    """A missing asset is named, and no path leads out of the folder."""
    with pytest.raises(FileNotFoundError, match="nothing"):
        asset_path("nothing")
    for name in ("../pyproject.toml", "/etc/passwd"):
        with pytest.raises(ValueError, match="not a path inside"):
            asset_path(name)


def test_a_catalogue_is_all_files_of_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every part of the program has a file of words; two files never say one phrase differently."""
    folder = tmp_path / "translations" / "xx"
    folder.mkdir(parents=True)
    monkeypatch.setattr(assets, "_FOLDERS", (tmp_path,))
    (folder / "a.json").write_text('{"one": "eins", "both": "beide"}', encoding="utf-8")
    (folder / "b.json").write_text('{"two": "zwei", "both": "beide"}', encoding="utf-8")
    assert read_catalogue("xx") == {"one": "eins", "two": "zwei", "both": "beide"}
    (folder / "c.json").write_text('{"two": "zwo"}', encoding="utf-8")
    with pytest.raises(ValueError, match="second way"):
        read_catalogue("xx")
