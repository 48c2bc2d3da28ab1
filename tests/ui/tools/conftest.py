"""A window with a head in it, frames that cost nothing, and a hand on the canvas."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smp_sim.document.proposal.head_camera import HeadHandles, manual_camera
from smp_sim.model.camera import FlatCamera, Scale, Side
from smp_sim.model.case import Case, PhotoRef, View
from smp_sim.model.plan import Area, Plan
from smp_sim.ui.app import make_window
from smp_sim.ui.canvas import Canvas
from smp_sim.ui.main_window import MainWindow
from tests.ui.stand_ins import ColourMaker

WIDTH, HEIGHT = 900, 1100


def head_view(side: Side, scale: Scale | None = None) -> View:
    """Give a view of the default head, 4 px/mm, in the middle of the photo."""
    camera = manual_camera((WIDTH, HEIGHT), HeadHandles(side, (450.0, 560.0), 4.0))
    photo = PhotoRef(sha256="0" * 64, suffix=".jpg", width=WIDTH, height=HEIGHT)
    return View(id=side, side=side, photo=photo, camera=camera, scale=scale or Scale())


def flat_view() -> View:
    """Give a close-up of 10 px/mm."""
    photo = PhotoRef(sha256="1" * 64, suffix=".jpg", width=WIDTH, height=HEIGHT)
    return View(id="close", side="flat", photo=photo, camera=FlatCamera(px_per_mm=10.0))


class HandOnCanvas:
    """Sends real mouse and key events to the canvas; points are photo pixels."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def at(self, x: float, y: float) -> QPoint:
        """Give the viewport pixel of a photo point."""
        return self.canvas.mapFromScene(QPointF(x, y))

    def drag(
        self, *way: tuple[float, float], keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press at the first point, go along the others, release at the last."""
        port, left = self.canvas.viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(port, left, keys, self.at(*way[0]))
        for point in way[1:]:
            QTest.mouseMove(port, self.at(*point))
        QTest.mouseRelease(port, left, keys, self.at(*way[-1]))

    def click(self, x: float, y: float, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        """Click once."""
        QTest.mouseClick(
            self.canvas.viewport(), button, Qt.KeyboardModifier.NoModifier, self.at(x, y)
        )

    def double_click(self, x: float, y: float) -> None:
        """Click twice, as a hand does: press, release, double press, release."""
        self.click(x, y)
        QTest.mouseDClick(
            self.canvas.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            self.at(x, y),
        )

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key on the canvas."""
        QTest.keyClick(self.canvas, key, keys)


@pytest.fixture(scope="module")
def shared_window(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """Give one window for all tests of a file: making one takes longer than a test."""
    del qapp
    folder, maker = tmp_path_factory.mktemp("window"), ColourMaker()
    made = make_window(
        settings_path=folder / "settings.ini",
        data_folder=folder / "data",
        make_maker=lambda: maker,
    )
    made.show()
    yield made
    made.bench.session.undo_stack.setClean()
    made.close()
    made.deleteLater()


@pytest.fixture
def window(shared_window: MainWindow) -> MainWindow:
    """Give the window as if new: empty, at its first step, nothing said, no tool in the hand."""
    bench = shared_window.bench
    bench.tools.drop()
    shared_window.show_step("photos")
    bench.messages.dismiss()
    bench.session.replace_document(Case(), {})
    bench.canvas.fit_photo()
    return shared_window


@pytest.fixture
def open_views(window: MainWindow) -> Callable[..., MainWindow]:
    """Give a way to open a case of some views in the window."""

    def opened(*views: View, areas: tuple[Area, ...] | None = None) -> MainWindow:
        plan = Plan(areas=(Area(id="main", kind="behind-hairline"),) if areas is None else areas)
        window.bench.session.replace_document(Case(views=views, plan=plan), {})
        return window

    return opened


@pytest.fixture
def hand(window: MainWindow) -> HandOnCanvas:
    """Give a hand on the window's canvas."""
    return HandOnCanvas(window.bench.canvas)
