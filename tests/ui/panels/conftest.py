"""A window with the real engine and a small photo."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from pytestqt.qtbot import QtBot

from smp_sim.document.editing import edits
from smp_sim.model.camera import FlatCamera, HeadCamera, Scale
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.model.plan import Area
from smp_sim.ui.app import make_window
from smp_sim.ui.main_window import MainWindow


def head_camera(width: int, height: int) -> HeadCamera:
    """Give a camera straight in front, one px per mm at the head."""
    return HeadCamera(
        width=width,
        height=height,
        position_mm=(0.0, 0.0, 1000.0),
        right=(1.0, 0.0, 0.0),
        up=(0.0, 1.0, 0.0),
        focal_px=1000.0,
        centre_px=(width / 2, height / 2),
    )


@pytest.fixture
def small_dossier(small_picture: NDArray[np.uint8]) -> tuple[Case, dict[str, bytes]]:
    """Give a case of one small photo with an area behind the hairline, and a close-up."""
    buffer = BytesIO()
    large = np.asarray(Image.fromarray(small_picture).resize((320, 240)))
    Image.fromarray(large).save(buffer, "PNG")
    data = buffer.getvalue()
    ref = PhotoRef(sha256=hashlib.sha256(data).hexdigest(), suffix=".png", width=320, height=240)
    scale = Scale(source="given", error_percent=3.0)
    case = Case()
    for name, side, camera in (
        ("front", "front", head_camera(320, 240)),
        ("close", "flat", FlatCamera(px_per_mm=10.0)),
    ):
        view = View(id=name, side=side, photo=ref, camera=camera, scale=scale)  # type: ignore[arg-type]
        case = edits.add_view(case, view)
    return edits.add_area(case, Area(id="main", kind="behind-hairline")), {ref.sha256: data}


@pytest.fixture
def consultation(
    qtbot: QtBot, tmp_path: Path, small_dossier: tuple[Case, dict[str, bytes]]
) -> Iterator[MainWindow]:
    """Give a window with that case open; the real engine draws it."""
    window = make_window(settings_path=tmp_path / "s.ini", data_folder=tmp_path / "data")
    qtbot.addWidget(window)
    window.show()
    window.bench.session.replace_document(*small_dossier)
    yield window
    window.bench.session.undo_stack.setClean()
    window.close()
