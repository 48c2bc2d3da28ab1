"""The controls of the steps, with the real engine behind them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from smp_sim.document.editing import edits
from smp_sim.document.export.provenance import ExportKind
from smp_sim.model.camera import HeadCamera
from smp_sim.model.errors import PlanError
from smp_sim.model.plan import DEFAULT_SESSIONS
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.panels.areas_panel import AreasPanel
from smp_sim.ui.panels.export_panel import ExportPanel
from smp_sim.ui.panels.hairline_panel import HairlinePanel
from smp_sim.ui.panels.head_panel import HeadPanel
from smp_sim.ui.panels.healing_panel import HealingPanel, with_cell
from smp_sim.ui.panels.photos_panel import PhotosPanel
from smp_sim.ui.panels.shade_panel import ShadePanel
from smp_sim.ui.picture_checks import check_against_case

LEFT = Qt.MouseButton.LeftButton


def test_a_slider_of_the_plan_is_one_step(consultation: MainWindow, qtbot: QtBot) -> None:
    """Three arrow keys on the density make one named step, and one undo takes all three back."""
    consultation.show_step("shade")
    panel = consultation.panels.current
    assert isinstance(panel, ShadePanel)
    for _ in range(3):
        qtbot.keyClick(panel.sliders["density_per_cm2"].track, Qt.Key.Key_Right)
    session = consultation.bench.session
    assert session.case.plan.areas[0].density_per_cm2 == 195.0
    assert session.undo_stack.count() == 1
    assert session.undo_stack.undoText() == "Density changed"
    session.undo_stack.undo()
    assert panel.sliders["density_per_cm2"].value == 180.0


def test_what_follows_is_counted(consultation: MainWindow, qtbot: QtBot) -> None:
    """The step tells dots, skin, sessions and needle time."""
    consultation.show_step("shade")
    panel = consultation.panels.current
    assert isinstance(panel, ShadePanel)
    qtbot.waitUntil(lambda: "dots on" in panel.consequences.text(), timeout=20_000)
    assert "3 sessions" in panel.consequences.text()


def test_a_preset_changes_the_hairline(consultation: MainWindow, qtbot: QtBot) -> None:
    """Each preset is one step and gives the hairline points."""
    consultation.show_step("hairline")
    panel = consultation.panels.current
    assert isinstance(panel, HairlinePanel)
    button = next(b for b in panel.presets.buttons() if b.property("preset") == "soft")
    qtbot.mouseClick(button, LEFT)
    hairline = consultation.bench.session.case.plan.hairline
    assert hairline.preset == "soft"
    assert len(hairline.points) > 4
    assert button.isChecked()


def test_areas_come_and_go(consultation: MainWindow, qtbot: QtBot) -> None:
    """Adding a crown and removing it leaves the plan as it was."""
    consultation.show_step("areas")
    panel = consultation.panels.current
    assert isinstance(panel, AreasPanel)
    before = consultation.bench.session.case
    panel.adding.actions_by_kind["crown"].trigger()
    assert [area.kind for area in consultation.bench.session.case.plan.areas][-1] == "crown"
    assert panel.choice.area_id == "crown"
    qtbot.mouseClick(panel.remove_button, LEFT)
    assert consultation.bench.session.case == before


def test_turning_and_sizing_the_head(consultation: MainWindow, qtbot: QtBot) -> None:
    """Arrow keys on the sliders move the camera and the head; undo brings both back."""
    consultation.show_step("head")
    panel = consultation.panels.current
    assert isinstance(panel, HeadPanel)
    session = consultation.bench.session
    first = session.case
    for slider in (panel.turns["yaw_deg"], panel.axes[0], panel.scale):
        qtbot.keyClick(slider.track, Qt.Key.Key_Right)
    view = session.view
    assert view is not None
    assert isinstance(view.camera, HeadCamera)
    assert session.case.plan.head.semi_axes_mm[0] == pytest.approx(78.0)
    assert view.camera.right[0] < 1.0
    assert view.scale.source == "given"
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    assert session.case == first


def test_the_number_of_sessions(consultation: MainWindow, qtbot: QtBot) -> None:
    """Four sessions share the dots out; the timeline shows four."""
    consultation.show_step("healing")
    panel = consultation.panels.current
    assert isinstance(panel, HealingPanel)
    panel.count.setFocus()
    qtbot.keyClick(panel.count, Qt.Key.Key_Up)
    sittings = consultation.bench.session.case.plan.sessions
    assert len(sittings) == 4
    assert sum(sitting.share for sitting in sittings) == pytest.approx(1.0)
    assert panel.table.rowCount() == 4
    assert max(mark.session for mark in consultation.timeline.track.axis.marks) == 4


def test_as_many_sessions_are_shown_as_a_plan_may_have(consultation: MainWindow) -> None:
    """A plan of 40 sessions, made elsewhere, shows 40; one less is 39."""
    consultation.show_step("healing")
    panel = consultation.panels.current
    assert isinstance(panel, HealingPanel)
    session = consultation.bench.session
    session.edit("Sessions", lambda case: edits.set_sessions(case, 40))
    assert panel.count.value() == panel.table.rowCount() == 40
    panel.count.stepDown()
    assert len(session.case.plan.sessions) == 39


def test_a_share_makes_room_for_itself() -> None:
    """Changing one share scales the others, so that the whole stays 100 %."""
    changed = with_cell(DEFAULT_SESSIONS, 0, 1, "50 %")
    assert changed[0].share == 0.5
    assert sum(sitting.share for sitting in changed) == pytest.approx(1.0)


@pytest.mark.parametrize("text", ["", "soon", "--"])
def test_text_that_is_no_number_is_refused(text: str) -> None:
    """A cell that makes no sense is said in a sentence."""
    with pytest.raises(PlanError, match="is no number"):
        with_cell(DEFAULT_SESSIONS, 0, 0, text)


def test_a_session_before_the_one_before_it_is_refused(
    consultation: MainWindow,
) -> None:
    """Days out of order are said in a sentence; the table shows the old day again."""
    consultation.show_step("healing")
    panel = consultation.panels.current
    assert isinstance(panel, HealingPanel)
    item = panel.table.item(2, 0)
    assert item is not None
    item.setText("1")
    assert consultation.bench.messages.isVisible()
    shown = panel.table.item(2, 0)
    assert shown is not None
    assert shown.text() == "28"


def test_removing_a_photo_is_undone(consultation: MainWindow, qtbot: QtBot) -> None:
    """Undo brings a removed photo back, with its bytes."""
    panel = consultation.panels.current
    assert isinstance(panel, PhotosPanel)
    session = consultation.bench.session
    first = session.case
    qtbot.mouseClick(panel.remove_button, LEFT)
    qtbot.mouseClick(panel.remove_button, LEFT)
    assert session.is_empty
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert session.case == first
    assert session.view is not None
    assert session.view.photo.sha256 in session.photos


@pytest.mark.parametrize("kind", ["picture", "pair", "range", "views", "healing"])
def test_exports_are_written(
    consultation: MainWindow, qtbot: QtBot, tmp_path: Path, kind: ExportKind
) -> None:
    """Each export writes a picture of the chosen size and says so."""
    consultation.show_step("export")
    panel = consultation.panels.current
    assert isinstance(panel, ExportPanel)
    target = tmp_path / f"{kind}.png"
    panel.size_choice.setCurrentIndex(panel.size_choice.findData(1080))
    panel.write(kind, target)
    qtbot.waitUntil(target.exists, timeout=30_000)
    qtbot.waitUntil(lambda: target.name in consultation.bench.messages.text.text())
    with Image.open(target) as picture:
        assert min(picture.size) > 100
        assert max(picture.size) <= 1080


def test_a_film_has_the_speed_that_was_set(
    consultation: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """Each stop stays as long as the panel says."""
    consultation.show_step("export")
    panel = consultation.panels.current
    assert isinstance(panel, ExportPanel)
    panel.seconds.setValue(0.4)
    target = tmp_path / "healing.webp"
    panel.write("healing", target)
    qtbot.waitUntil(lambda: target.name in consultation.bench.messages.text.text(), timeout=30_000)
    with Image.open(target) as film:
        film.load()
        assert film.info["duration"] == 400


def test_a_picture_is_checked_against_the_case(
    consultation: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """A picture that is none of the case's is refused with the reason, which stays."""
    target = tmp_path / "other.png"
    Image.new("RGB", (90, 400), "grey").save(target)
    check_against_case(consultation.bench, target)
    qtbot.waitUntil(lambda: target.name in consultation.bench.messages.text.text(), timeout=30_000)
    assert "none of the photos" in consultation.bench.messages.text.text()


def test_an_export_that_can_t_be_written_is_said(
    consultation: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """A folder that is not there is a sentence; the window stays up."""
    consultation.show_step("export")
    panel = consultation.panels.current
    assert isinstance(panel, ExportPanel)
    panel.write("picture", tmp_path / "nowhere" / "a.png")
    qtbot.waitUntil(consultation.bench.messages.isVisible, timeout=30_000)
    assert "folder" in consultation.bench.messages.text.text().lower()


def test_saving_and_opening_again(consultation: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """A saved case opens as it was; the recent list knows it; a second lock is refused."""
    session, path = consultation.bench.session, tmp_path / "client.smp"
    case = session.case
    consultation.files._write(path, None)
    qtbot.waitUntil(lambda: session.path == path, timeout=20_000)
    assert not session.is_dirty
    assert consultation.bench.preferences.recent == [path]
    consultation.files.close_case()
    assert session.is_empty
    consultation.files.open_path(path)
    qtbot.waitUntil(lambda: not session.is_empty, timeout=20_000)
    assert session.case == case


def test_the_cursor_is_read_in_mm_on_the_head(consultation: MainWindow, qtbot: QtBot) -> None:
    """Over the head the line below the photo tells mm and tilt, beside it that it is off."""
    canvas = consultation.bench.canvas
    qtbot.waitUntil(lambda: canvas.picture.coarse is not None, timeout=20_000)
    place = consultation.status.cursor_place
    middle = canvas.mapFromScene(canvas.photo_rect.center())
    qtbot.mouseMove(canvas.viewport(), middle)
    qtbot.waitUntil(lambda: "mm" in place.text())
    assert "tilt" in place.text()
    corner = canvas.mapFromScene(canvas.photo_rect.topLeft()) + QPoint(3, 3)
    qtbot.mouseMove(canvas.viewport(), corner)
    assert place.text() == "off the head"


def test_a_click_in_the_history_goes_back_to_it(consultation: MainWindow, qtbot: QtBot) -> None:
    """The list names every step; a click on an earlier one takes the later ones back."""
    session = consultation.bench.session
    consultation.show_step("areas")
    panel = consultation.panels.current
    assert isinstance(panel, AreasPanel)
    panel.adding.actions_by_kind["crown"].trigger()
    panel.adding.actions_by_kind["whole-scalp"].trigger()
    assert len(session.case.plan.areas) == 3
    consultation.bench.commands.run("history")
    steps = consultation.history.list
    row = steps.visualRect(steps.model().index(1, 0))
    qtbot.mouseClick(steps.viewport(), LEFT, pos=row.center())
    assert [area.kind for area in session.case.plan.areas] == ["behind-hairline", "crown"]
    assert session.undo_stack.count() == 2
