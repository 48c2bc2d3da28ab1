"""The case is a frozen value that can be written down and read back."""

from __future__ import annotations

import msgspec
import pytest

from smp_sim.model.camera import FlatCamera, HeadCamera
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.model.plan import DEFAULT_SESSIONS, Area, Plan

HEAD_CAMERA = HeadCamera(
    width=300,
    height=400,
    position_mm=(0.0, 0.0, 900.0),
    right=(1.0, 0.0, 0.0),
    up=(0.0, 1.0, 0.0),
    focal_px=1500.0,
    centre_px=(150.0, 200.0),
)


def make_case() -> Case:
    """Make a case with a head view and a flat view."""
    photo = PhotoRef(sha256="0" * 64, suffix=".jpg", width=300, height=400)
    return Case(
        views=(
            View(id="v1", side="front", photo=photo, camera=HEAD_CAMERA),
            View(id="v2", side="flat", photo=photo, camera=FlatCamera(px_per_mm=12.0)),
        ),
        plan=Plan(areas=(Area(id="a", kind="behind-hairline"),)),
    )


def test_a_case_survives_json() -> None:
    """Writing a case as JSON and reading it gives the same case, camera kinds included."""
    case = make_case()
    assert msgspec.json.decode(msgspec.json.encode(case), type=Case) == case


def test_a_case_cannot_be_changed() -> None:
    """Assigning to a field of a case is refused."""
    with pytest.raises(AttributeError):
        make_case().training = True  # type: ignore[misc]


def test_the_camera_kind_is_written_as_in_a_camera_file() -> None:
    """A head camera says "kind": "head", a flat one "flat"."""
    assert msgspec.to_builtins(HEAD_CAMERA)["kind"] == "head"
    assert msgspec.to_builtins(FlatCamera(px_per_mm=2.0)) == {"kind": "flat", "px_per_mm": 2.0}


def test_default_sessions_place_every_dot_and_darken() -> None:
    """The shares add up to all dots, days and tones rise."""
    assert sum(s.share for s in DEFAULT_SESSIONS) == pytest.approx(1.0)
    assert [s.day for s in DEFAULT_SESSIONS] == sorted({s.day for s in DEFAULT_SESSIONS})
    assert [s.tone for s in DEFAULT_SESSIONS] == sorted({s.tone for s in DEFAULT_SESSIONS})


def test_a_photo_reference_needs_a_whole_hash() -> None:
    """A hash that is not 64 hex digits is refused when read."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"sha256": "12", "suffix": ".jpg", "width": 1, "height": 1}, PhotoRef)
