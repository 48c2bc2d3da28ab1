"""The sample client's case can be saved, opened and drawn like any other."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import pytest

from smp_sim.document.case.case_file import Dossier, open_case, save_case
from smp_sim.document.samples.sample_client import sample_dossier
from smp_sim.model.camera import Scale
from smp_sim.model.errors import CameraError, PlanError
from smp_sim.render.sample_head import sample_camera


@cache
def _small() -> Dossier:
    return sample_dossier(sides=("front", "top"), width=160, height=200)


def test_photos_are_the_ones_the_views_name() -> None:
    """By SHA-256, with the size that they have."""
    dossier = _small()
    assert len(dossier.photos) == 2
    for view in dossier.case.views:
        data = dossier.photos[view.photo.sha256]
        assert hashlib.sha256(data).hexdigest() == view.photo.sha256
        assert (view.photo.width, view.photo.height) == (160, 200)


def test_cameras_are_the_true_ones_without_error() -> None:
    """As drawn, on the plan's own head."""
    case = _small().case
    assert [view.side for view in case.views] == ["front", "top"]
    for view in case.views:
        assert view.scale == Scale(source="camera", error_percent=0.0)
        assert view.camera == sample_camera(view.side, 160, 200)
        assert view.camera.semi_axes_mm == case.plan.head.semi_axes_mm


def test_it_is_a_client_with_a_code_and_a_plan() -> None:
    """Not a training case; behind a natural hairline."""
    case = _small().case
    assert case.client.reference == "SAMPLE"
    assert not case.training
    assert case.plan.hairline.preset == "natural"
    assert [area.kind for area in case.plan.areas] == ["behind-hairline"]


def test_it_survives_a_case_file(tmp_path: Path) -> None:
    """Saved and opened again it is equal."""
    save_case(_small(), tmp_path / "sample.smp")
    again = open_case(tmp_path / "sample.smp")
    assert again.case == _small().case
    assert dict(again.photos) == dict(_small().photos)


def test_wrong_sides_are_refused() -> None:
    """A flat view shows no head; a side can be shown once."""
    with pytest.raises(CameraError):
        sample_dossier(sides=("flat",), width=64, height=80)
    with pytest.raises(PlanError):
        sample_dossier(sides=("front", "front"), width=64, height=80)
