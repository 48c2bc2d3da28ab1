"""Later loss over the photo: a hatched region with its cm², in views with a head."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from smp_sim.document.editing.treatments import take_template
from smp_sim.model.camera import FlatCamera
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.overlays.outlook_region import OutlookOverlay
from smp_sim.ui.panels.compare_panel import ComparePanel
from tests.ui.panels.conftest import consultation, small_dossier

__all__ = ["consultation", "small_dossier"]


def pixels_of(image: QImage) -> NDArray[np.uint8]:
    """Give a picture's pixels (H, W, 4) uint8."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    shape = plain.height(), plain.width(), 4
    return np.frombuffer(plain.constBits(), dtype=np.uint8).reshape(shape).copy()


def test_the_region_comes_with_its_size(consultation: MainWindow) -> None:
    """A grade III fill leaves skin to lose, told in cm²; VI leaves none, a close-up shows none."""
    session = consultation.bench.session
    view = session.view
    assert view is not None
    overlay = OutlookOverlay()
    partly = take_template(session.case, "norwood-3")
    overlay.lay(partly, view)
    assert "cm²" in overlay.legend
    assert any(character.isdigit() for character in overlay.legend)
    assert not overlay.boundingRect().isEmpty()
    close = replace(view, camera=FlatCamera(px_per_mm=10.0))
    for case, shown in ((take_template(session.case, "norwood-6"), view), (partly, close)):
        overlay.lay(case, shown)
        assert overlay.legend == ""


def test_the_client_sees_it_too(consultation: MainWindow) -> None:
    """The client's window hatches as the main one does, and hides it with all overlays."""
    bench, session = consultation.bench, consultation.bench.session
    session.edit("take", lambda case: take_template(case, "norwood-3"))
    bench.overlays.switch("outlook", on=True)
    consultation.looks.toggle_client_view()
    client = consultation.looks.client_view
    assert client is not None
    region = client.overlays["outlook"]
    assert isinstance(region, OutlookOverlay)
    assert region.isVisible()
    assert "cm²" in region.legend
    bench.overlays.hide_all(hidden=True)
    assert not region.isVisible()
    bench.overlays.hide_all(hidden=False)
    bench.overlays.switch("outlook", on=False)
    assert not region.isVisible()


def test_the_button_hatches_the_photo(qtbot: QtBot, consultation: MainWindow) -> None:
    """In the step of comparing it is switched on and off; the canvas shows the hatch's colour."""
    session, bench = consultation.bench.session, consultation.bench
    session.edit("take", lambda case: take_template(case, "norwood-3"))
    consultation.show_step("compare")
    panel = consultation.panels.current
    assert isinstance(panel, ComparePanel)
    bench.overlays.wake()
    qtbot.mouseClick(panel.loss_button, Qt.MouseButton.LeftButton)
    assert bench.overlays.is_on("outlook")
    assert panel.loss_button.isChecked()
    hatch = pixels_of(bench.canvas.grab().toImage()).astype(int)
    qtbot.mouseClick(panel.loss_button, Qt.MouseButton.LeftButton)
    assert not bench.overlays.is_on("outlook")
    plain = pixels_of(bench.canvas.grab().toImage()).astype(int)
    assert np.mean(np.abs(hatch - plain).max(axis=2) > 20) > 0.005
