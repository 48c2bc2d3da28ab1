"""Comparing: before and after, halves, several canvases, designs, distance and light."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from smp_sim.document.editing import edits
from smp_sim.document.editing.designs import keep_design
from smp_sim.model.case import Case
from smp_sim.model.plan import Area
from smp_sim.ui.compare.compare_stage import CompareStage
from smp_sim.ui.compare.modes import CompareMode
from smp_sim.ui.looks import HOLD_MS
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.panels.compare_panel import ComparePanel
from tests.ui.flat_window import open_window
from tests.ui.stand_ins import ColourMaker, small_case

TRIANGLE = ((0.0, 1.0, 0.0), (0.0, 0.96, 0.28), (0.28, 0.96, 0.0))


@pytest.fixture
def maker() -> ColourMaker:
    """Give a maker of flat frames."""
    return ColourMaker()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, maker: ColourMaker) -> Iterator[MainWindow]:
    """Give a window with a case of two views, its first frame shown."""
    with open_window(qtbot, tmp_path, maker) as made:
        made.bench.session.replace_document(small_case("a", "b"), {})
        qtbot.waitUntil(lambda: made.bench.canvas.picture.fine is not None)
        yield made


@pytest.fixture
def stage(window: MainWindow) -> CompareStage:
    """Give the window's stage."""
    return window.bench.compare


def keep_designs(window: MainWindow, *names: str) -> None:
    """Keep a design under each name, each with a seed of its own."""
    for seed, name in enumerate(names, start=10):
        window.bench.session.edit("Seed", partial(edits.set_seed, seed=seed))
        window.bench.session.edit("Keep", partial(keep_design, name=name))


def test_a_held_backslash_shows_before_only_meanwhile(
    window: MainWindow, stage: CompareStage, qtbot: QtBot
) -> None:
    """Letting a held key go brings back what was looked at, the split included."""
    for mode in ("after", "split"):
        stage.show_mode(mode)
        qtbot.keyPress(window, Qt.Key.Key_Backslash)
        assert stage.mode == "before"
        qtbot.wait(HOLD_MS + 50)
        qtbot.keyRelease(window, Qt.Key.Key_Backslash)
        assert stage.mode == mode


def test_arrows_home_and_end_move_the_split(
    window: MainWindow, stage: CompareStage, qtbot: QtBot
) -> None:
    """With Y the handle takes the keys; each move says how much lies after it."""
    qtbot.keyClick(window, Qt.Key.Key_Y)
    assert stage.handle.hasFocus()
    assert stage.handle.accessibleDescription() == "50 % after"
    for _ in range(12):
        qtbot.keyClick(stage.handle, Qt.Key.Key_Left)
    assert stage.handle.accessibleDescription() == "62 % after"
    qtbot.keyClick(stage.handle, Qt.Key.Key_Home)
    assert stage.handle.accessibleDescription() == "100 % after"
    qtbot.keyClick(stage.handle, Qt.Key.Key_End)
    assert stage.handle.accessibleDescription() == "0 % after"
    assert window.bench.canvas.picture.split == 1.0


def test_the_mouse_drags_the_split(window: MainWindow, stage: CompareStage, qtbot: QtBot) -> None:
    """The line follows the pointer, zoomed or not."""
    qtbot.keyClick(window, Qt.Key.Key_Y)
    canvas, handle = window.bench.canvas, stage.handle
    for zoom in (1.0, 1.5):
        canvas.zoom_by(zoom, QPointF(canvas.viewport().rect().center()))
        start = QPoint(handle.width() // 2, handle.height() // 2)
        qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(handle, start + QPoint(40, 0))
        qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton)
        x = handle.geometry().center().x()
        assert canvas.mapToScene(QPoint(x, 0)).x() == pytest.approx(
            canvas.picture.split * canvas.photo_rect.width(), abs=2.0 / canvas.zoom
        )
    assert canvas.picture.split > 0.5


def test_a_screen_reader_moves_the_split(stage: CompareStage, window: MainWindow) -> None:
    """Setting the handle's value, as a screen reader does, moves the line."""
    stage.show_mode("split")
    stage.handle.setValue(30)
    assert window.bench.canvas.picture.split == pytest.approx(0.7)


def test_both_halves_are_labelled(window: MainWindow, stage: CompareStage) -> None:
    """Each half says what it is; the treated one its day and retention."""
    for mode in ("split", "side"):
        stage.show_mode(mode)
        window.bench.session.show_day(3.0)
        before, after = sorted(stage.labels)
        assert before.startswith("Before")
        assert "Day 3" in after
        assert "typical retention" in after


def test_side_by_side_zooms_and_pans_as_one(stage: CompareStage, qtbot: QtBot) -> None:
    """A hand on either side moves both; the left one shows the photo before."""
    stage.show_mode("side")
    qtbot.waitUntil(lambda: len(stage.canvases) == 2)
    leader, other = stage.canvases
    assert other.picture.mode == "before"
    assert other.picture.fine is leader.picture.fine
    other.zoom_by(2.0, QPointF(60.0, 40.0))
    other.pan_by(QPointF(-15.0, 7.0))
    assert other.transform() == leader.transform()
    for point in (QPoint(0, 0), QPoint(90, 70)):
        apart = other.mapToScene(point) - leader.mapToScene(point)
        assert apart.manhattanLength() <= 2.0 / leader.zoom


def test_four_designs_stand_in_a_grid(
    window: MainWindow, stage: CompareStage, maker: ColourMaker, qtbot: QtBot
) -> None:
    """Each design has a picture made of its own plan, under its name."""
    keep_designs(window, "A", "B", "C", "D")
    stage.show_mode("designs")
    qtbot.waitUntil(lambda: all(c.picture.fine is not None for c in stage.canvases))
    seeds = [c.picture.fine.request.case.plan.seed for c in stage.canvases if c.picture.fine]
    assert seeds == [13, 10, 11, 12]
    assert [label.split()[0] for label in stage.labels] == ["D", "A", "B", "C"]
    assert all("retention" in label for label in stage.labels)
    del maker


def test_a_working_plan_stands_beside_its_designs(window: MainWindow, stage: CompareStage) -> None:
    """A plan that no design holds is named as such."""
    keep_designs(window, "A")
    window.bench.session.edit("Seed", lambda case: edits.set_seed(case, 77))
    stage.show_mode("designs")
    assert [label.split("\n")[0] for label in stage.labels] == ["Working plan", "A"]


def test_the_range_shows_light_typical_and_strong(
    window: MainWindow, stage: CompareStage, qtbot: QtBot
) -> None:
    """The whole expected range stands side by side, in its order."""
    stage.show_mode("range")
    qtbot.waitUntil(lambda: all(c.picture.fine is not None for c in stage.canvases))
    shown = {c.picture.fine.request.retention for c in stage.canvases if c.picture.fine}
    assert shown == {"light", "typical", "strong"}
    assert len(stage.labels) == 3
    del window


@pytest.mark.parametrize("mode", ["before", "split", "side", "designs", "range"])
def test_another_photo_ends_comparing(
    window: MainWindow, stage: CompareStage, mode: CompareMode, qtbot: QtBot
) -> None:
    """With another photo the preview stands alone, and nothing of the last one is kept."""
    keep_designs(window, "A", "B")
    stage.show_mode(mode)
    everywhere = stage.canvases
    window.bench.session.show_view(1)
    assert stage.mode == "after"
    assert stage.canvases == (window.bench.canvas,)
    for canvas in everywhere:
        for frame in (canvas.picture.coarse, canvas.picture.fine):
            assert frame is None or frame.request.view_id == "b" or not canvas.isVisible()
    qtbot.waitUntil(lambda: window.bench.canvas.picture.fine is not None)


def test_another_client_leaves_no_canvas_with_the_last(
    window: MainWindow, stage: CompareStage, qtbot: QtBot
) -> None:
    """After another case is opened every canvas, hidden ones too, has dropped its frames."""
    keep_designs(window, "A", "B")
    stage.show_mode("designs")
    qtbot.waitUntil(lambda: all(c.picture.fine is not None for c in stage.canvases))
    stage.show_mode("side")
    everywhere = (*stage.canvases, *(cell.canvas for cell in stage._beside))
    window.bench.session.replace_document(Case(), {})
    assert all(c.picture.fine is None and c.picture.coarse is None for c in everywhere)


def test_distance_and_light_reach_the_engine_and_the_label(
    window: MainWindow, stage: CompareStage, maker: ColourMaker, qtbot: QtBot
) -> None:
    """Choosing 2 m and dim light asks for such a picture and says so on it."""
    window.show_step("compare")
    panel = window.panels.current
    assert isinstance(panel, ComparePanel)
    for group, value in ((panel.distances, "2-m"), (panel.lights, "dim")):
        button = next(b for b in group.buttons() if b.property("choice") == value)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: maker.asked[-1].viewing.distance == "2-m")
    qtbot.waitUntil(lambda: maker.asked[-1].viewing.light == "dim")
    assert "seen from 2 m" in stage.labels[0]
    assert "dim light" in stage.labels[0]


def test_designs_are_kept_used_and_removed_by_hand(window: MainWindow, qtbot: QtBot) -> None:
    """Name and button keep the plan; its own button brings it back; all of it can be undone."""
    session = window.bench.session
    window.show_step("compare")
    panel = window.panels.current
    assert isinstance(panel, ComparePanel)
    qtbot.keyClicks(panel.name, "Soft")
    qtbot.mouseClick(panel.keep_button, Qt.MouseButton.LeftButton)
    session.edit("Seed", lambda case: edits.set_seed(case, 77))
    qtbot.mouseClick(panel.use_buttons["Soft"], Qt.MouseButton.LeftButton)
    assert session.case.plan.seed == 1
    qtbot.mouseClick(panel.remove_buttons["Soft"], Qt.MouseButton.LeftButton)
    assert list(panel.use_buttons) == []
    session.undo_stack.undo()
    assert session.case.designs[0].name == "Soft"
    assert list(panel.use_buttons) == ["Soft"]


def test_the_client_compares_as_the_practitioner_does(window: MainWindow, qtbot: QtBot) -> None:
    """Split and side by side reach the client's window, designs and their names do not."""
    keep_designs(window, "Secret")
    qtbot.keyClick(window, Qt.Key.Key_F11)
    client = window.looks.client_view
    assert client is not None
    shared: dict[CompareMode, CompareMode] = {"split": "split", "side": "side", "designs": "after"}
    for mode, shown in shared.items():
        window.bench.compare.show_mode(mode)
        assert client.stage.mode == shown
        assert not any("Secret" in label for label in client.stage.labels)
    qtbot.keyClick(client, Qt.Key.Key_Backslash)
    assert client.stage.mode == "before"
    client.close()


def test_ctrl_d_keeps_designs_until_there_are_four(window: MainWindow, qtbot: QtBot) -> None:
    """Each press keeps the plan under the next letter; the fifth is refused in a sentence."""
    for number in range(5):
        reseeded = partial(edits.set_seed, seed=20 + number)
        window.bench.session.edit("Seed", reseeded)
        qtbot.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [design.name for design in window.bench.session.case.designs] == ["A", "B", "C", "D"]
    assert "at most 4 designs" in window.bench.messages.text.text()


def test_hair_that_grows_back_is_shown_and_said(
    window: MainWindow, stage: CompareStage, maker: ColourMaker, qtbot: QtBot
) -> None:
    """Only where alopecia is planned; then frames are made with it, and every label says so."""
    action = window.bench.commands.action("hair-returns")
    window.show_step("compare")
    panel = window.panels.current
    assert isinstance(panel, ComparePanel)
    assert not action.isEnabled()
    patch = Area(id="p", kind="alopecia-patch", outline=TRIANGLE)
    window.bench.session.edit("Patch", partial(edits.add_area, area=patch))
    qtbot.waitUntil(action.isEnabled)
    qtbot.mouseClick(panel.hair_button, Qt.MouseButton.LeftButton)
    assert panel.hair_button.isChecked()
    qtbot.waitUntil(lambda: maker.asked[-1].viewing.hair_returns)
    assert any("if hair grew back (assumed)" in label for label in stage.labels)
    stage.show_mode("before")
    assert not any("grew back" in label for label in stage.labels)
    window.bench.session.replace_document(small_case("a"), {})
    assert not window.bench.session.viewing.hair_returns


def test_what_may_come_of_hair_is_for_hair_alone(window: MainWindow) -> None:
    """A plan of a vitiligo patch alone neither asks about later loss nor about hair to come."""
    window.show_step("compare")
    panel = window.panels.current
    assert isinstance(panel, ComparePanel)
    assert not panel.loss_button.isHidden()
    patch = Area(id="v", kind="vitiligo", technique="wash", outline=TRIANGLE)
    window.bench.session.edit("Patch", lambda case: edits.replace_areas(case, (patch,)))
    assert panel.loss_button.isHidden()
    assert panel.outlook_title.isHidden()
    window.bench.session.undo_stack.undo()
    assert not panel.loss_button.isHidden()
