"""Camera files: read back as written, refused with a reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.document.intake.camera_file import read_camera
from smp_sim.model.camera import Camera, FlatCamera
from smp_sim.model.case import PhotoRef
from smp_sim.model.errors import CameraError, SmpError
from tests.document.case_files import front_camera

PHOTO = PhotoRef(sha256="0" * 64, suffix=".jpg", width=40, height=50)

HEAD: dict[str, Any] = {
    "kind": "head",
    "width": 40,
    "height": 50,
    "position_mm": [0, 0, 900],
    "right": [1, 0, 0],
    "up": [0, 1, 0],
    "focal_px": 100,
    "centre_px": [20, 25],
    "head_centre_mm": [0, 0, 0],
    "semi_axes_mm": [77.6, 76.3, 102.1],
}


@pytest.mark.parametrize("camera", [front_camera(), FlatCamera(px_per_mm=12.5)])
def test_a_camera_is_read_as_a_case_holds_it(tmp_path: Path, camera: Camera) -> None:
    """Both kinds are written as in a case file, and come back equal."""
    (tmp_path / "camera.json").write_bytes(msgspec.json.encode(camera))
    assert read_camera(tmp_path / "camera.json", PHOTO) == camera


def test_the_documented_shape_is_read(tmp_path: Path) -> None:
    """The keys of the command line's contract give that camera; other keys are passed over."""
    path = tmp_path / "camera.json"
    path.write_text(json.dumps({**HEAD, "note": "rig 3"}))
    assert read_camera(path, PHOTO) == front_camera()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"right": [-1, 0, 0]}, "looks away"),
        ({"position_mm": [0, 0, 50]}, "inside the head"),
        ({"position_mm": [5000, 0, 900]}, "outside the picture"),
        ({"right": [1, 1, 0]}, "unit vectors"),
        ({"up": [1e200, 1, 0]}, "unit vectors"),
        ({"position_mm": [0, 0, 1e300]}, "farther than 100 m"),
        ({"centre_px": [1e300, 0]}, "farther than 100 m"),
        ({"width": 80, "height": 100}, "Multiply .* by 0.5"),
        ({"width": 50, "height": 40}, "belongs to this photo"),
        ({"focal_px": -3}, "focal_px: expected a number >= 10"),
        ({"focal_px": "long"}, "focal_px: expected a number"),
        ({"kind": "fisheye"}, "fisheye"),
        ({"position_mm": [0, 0]}, "position_mm"),
    ],
)
def test_unfit_cameras_are_refused(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    """A camera that does not fit is refused with the file, the place and the reason."""
    path = tmp_path / "camera.json"
    path.write_text(json.dumps({**HEAD, **changes}))
    with pytest.raises(CameraError, match=words) as caught:
        read_camera(path, PHOTO)
    assert "camera.json" in str(caught.value)


def test_no_camera_files_are_refused(tmp_path: Path) -> None:
    """A missing file, a folder, text, NaN, deep nesting and a huge file are each refused."""
    path = tmp_path / "camera.json"
    with pytest.raises(CameraError, match="no such file"):
        read_camera(path, PHOTO)
    with pytest.raises(CameraError, match="not a file"):
        read_camera(tmp_path, PHOTO)
    nan = json.dumps(HEAD).replace("900", "NaN").encode()
    for data in (b"", b"\xff\xfe", nan, b"[" * 100_000, b" " * 2_000_000, b"[]", b"{}"):
        path.write_bytes(data)
        with pytest.raises(CameraError):
            read_camera(path, PHOTO)


_ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(HEAD)), _ANY_VALUE, max_size=3))
def test_any_values_give_a_camera_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, changes: dict[str, Any]
) -> None:
    """Whatever the values, the answer is the camera of the file or a sentence."""
    path = tmp_path_factory.getbasetemp() / "any-camera.json"
    path.write_text(json.dumps({**HEAD, **changes}))
    try:
        camera = read_camera(path, PHOTO)
    except SmpError:
        return
    assert json.loads(msgspec.json.encode(camera)) == {**HEAD, **changes}
