"""``smp-sim new`` takes photos in, or says in one line why it can't."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from smp_sim.cli.main import run
from smp_sim.document.case.case_file import open_case
from smp_sim.document.intake.new_case import CAMERA_ERROR_PERCENT
from smp_sim.document.samples.sample_client import sample_dossier
from smp_sim.model.camera import FlatCamera

AWAY = {
    "kind": "head", "width": 160, "height": 120, "position_mm": [0, 0, 1000], "right": [-1, 0, 0],
    "up": [0, 1, 0], "focal_px": 500, "centre_px": [80, 60],
}  # fmt: skip


def test_a_close_up_becomes_a_case(flat_case: Path, skin_photo: Path) -> None:
    """The photo's bytes go in as they are; scale, side, patch and skin tone are there."""
    dossier = open_case(flat_case)
    (view,) = dossier.case.views
    assert dossier.photos[view.photo.sha256] == skin_photo.read_bytes()
    assert view.side == "flat"
    assert view.scale.source == "given"
    assert view.camera == FlatCamera(px_per_mm=8.0)
    (patch,) = dossier.case.plan.areas
    assert (patch.kind, patch.view) == ("flat-patch", view.id)
    assert dossier.case.client.skin_ita_deg == pytest.approx(42, abs=6)


def test_several_photos_share_one_head(tmp_path: Path) -> None:
    """Each photo is a view with its own name; all head cameras have the first one's axes."""
    sample = sample_dossier(sides=("front",), width=200, height=250)
    photo = tmp_path / "a.jpg"
    photo.write_bytes(next(iter(sample.photos.values())))
    out = tmp_path / "case.smp"
    assert run(["new", str(photo), str(photo), "--side", "front", "-o", str(out)]) == 0
    case = open_case(out).case
    assert [view.id for view in case.views] == ["front", "front-2"]
    axes = {getattr(view.camera, "semi_axes_mm", None) for view in case.views}
    assert axes == {case.plan.head.semi_axes_mm}
    assert [area.kind for area in case.plan.areas] == ["behind-hairline"]


def test_a_known_camera_is_taken_as_it_is(tmp_path: Path) -> None:
    """A camera file sets the view's camera, and the case remembers where the scale came from."""
    sample = sample_dossier(sides=("left",), width=200, height=250)
    (view,) = sample.case.views
    photo, camera, out = tmp_path / "a.jpg", tmp_path / "k.json", tmp_path / "case.smp"
    photo.write_bytes(sample.photos[view.photo.sha256])
    fields = {name: getattr(view.camera, name) for name in view.camera.__struct_fields__}
    camera.write_text(json.dumps({"kind": "head", **fields}), encoding="utf-8")
    words = ["new", str(photo), "--side", "left", "--camera", str(camera), "-o", str(out)]
    assert run(words) == 0
    (taken,) = open_case(out).case.views
    assert taken.camera == view.camera
    assert (taken.side, taken.scale.source) == ("left", "camera")
    assert taken.scale.error_percent == CAMERA_ERROR_PERCENT


def _bad_photo(folder: Path, kind: str) -> Path:
    path = folder / "photo.jpg"
    if kind == "missing":
        return path
    if kind == "folder":
        path.mkdir()
        return path
    noise = np.random.default_rng(1).integers(0, 255, (40, 60, 3), dtype=np.uint8)
    Image.fromarray(noise).save(path, "JPEG")
    data = path.read_bytes()
    contents = {"text": b"hello", "empty": b"", "short": data[: len(data) // 3]}
    path.write_bytes(contents[kind])
    return path


@pytest.mark.parametrize("kind", ["missing", "folder", "text", "empty", "short"])
def test_what_is_no_photo_is_one_line(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, one line that names the file, and the old case untouched."""
    out = tmp_path / "case.smp"
    out.write_bytes(b"old")
    assert run(["new", str(_bad_photo(tmp_path, kind)), "-o", str(out)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "photo.jpg" in said
    assert out.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("extra", "named"),
    [
        (["--side", "flat"], "--px-per-mm"),
        (["--camera", "AWAY"], "away"),
        (["--camera", "NOWHERE"], "no such file"),
        (["--side", "front", "--side", "left"], "--side"),
        (["--side", "flat", "--camera", "FLAT", "--px-per-mm", "3"], "already gives"),
        (["--side", "left", "--camera", "FLAT"], "flat"),
    ],
)
def test_options_that_do_not_fit_are_one_line(
    extra: list[str],
    named: str,
    skin_photo: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A close-up without scale, a camera that looks away, too many sides: each says so."""
    away, flat = tmp_path / "away.json", tmp_path / "flat.json"
    away.write_text(json.dumps(AWAY), encoding="utf-8")
    flat.write_text('{"kind": "flat", "px_per_mm": 8}', encoding="utf-8")
    files = {"AWAY": str(away), "FLAT": str(flat), "NOWHERE": str(tmp_path / "none.json")}
    words = [files.get(word, word) for word in extra]
    out = tmp_path / "case.smp"
    assert run(["new", str(skin_photo), "-o", str(out), *words]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert named in said
    assert not out.exists()


def test_a_folder_that_is_not_there_is_said_before_any_work(
    skin_photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The output's folder must exist."""
    out = tmp_path / "none" / "case.smp"
    words = ["new", str(skin_photo), "--side", "flat", "--px-per-mm", "8", "-o", str(out)]
    assert run(words) == 2
    assert "folder doesn't exist" in capsys.readouterr().err
