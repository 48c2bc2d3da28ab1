"""Lips found and evened out from the window: steps of the history, or a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.editing.edits import replace_areas
from smp_sim.document.editing.pigments import corrector_name
from smp_sim.document.samples.lip_samples import lip_sample
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.panels.area_filling import fields_read
from smp_sim.ui.panels.areas_panel import AreasPanel
from tests.ui.panels.conftest import consultation, small_dossier

__all__ = ["consultation", "small_dossier"]


@pytest.fixture(scope="module")
def cleft() -> Dossier:
    """Draw a closed cleft in a close-up once, without a plan."""
    dossier = lip_sample("lips-cleft", width=480, height=330)
    return replace(dossier, case=replace_areas(dossier.case, ()))


def run_to_end(qtbot: QtBot, window: MainWindow, action: str) -> str:
    """Run an action to its end; give what the window says then."""
    window.bench.commands.run(action)
    qtbot.waitUntil(lambda: window.bench.tasks.current is None, timeout=60_000)
    return str(window.bench.messages.text.text())


def test_lips_are_found_and_evened_as_two_steps(
    qtbot: QtBot, window: MainWindow, cleft: Dossier
) -> None:
    """Each can be undone; how far the border moves is said."""
    session = window.bench.session
    session.open_dossier(cleft, None)
    assert "lips" in run_to_end(qtbot, window, "find-lips")
    found = session.case.plan.areas
    assert [area.kind for area in found] == ["lips"]
    assert "moves out by up to" in run_to_end(qtbot, window, "even-lips")
    evened = session.case.plan.areas
    assert evened[0].outline != found[0].outline
    assert [area.kind for area in evened] == ["lips", "flat-patch"]
    assert session.undo_stack.count() == 2
    session.undo_stack.undo()
    assert session.case.plan.areas == found


@pytest.mark.parametrize(("action", "said"), [("find-lips", "No lips"), ("even-lips", "no lips")])
def test_where_no_lips_are_a_sentence_says_so(
    qtbot: QtBot, consultation: MainWindow, action: str, said: str
) -> None:
    """A ramp of colour is no mouth: nothing changes."""
    before = consultation.bench.session.case
    assert said in run_to_end(qtbot, consultation, action)
    assert consultation.bench.session.case is before


def test_lips_alone_show_ombre_and_liner(window: MainWindow, cleft: Dossier) -> None:
    """A patch has neither; the slider of a mouth's ombré changes its area."""
    assert {"ombre", "liner_mm", "liner_tone"} <= set(fields_read("lips"))
    assert not {"ombre", "liner_mm", "liner_tone"} & set(fields_read("vitiligo"))
    session = window.bench.session
    planned = lip_sample("lips", width=240, height=165)
    session.open_dossier(planned, None)
    window.show_step("areas")
    panel = window.panels.current
    assert isinstance(panel, AreasPanel)
    assert not panel.filling.sliders["ombre"].isHidden()
    assert not panel.reading.buttons["even-lips"].isHidden()
    panel.filling.sliders["ombre"].box.setValue(0.4)
    assert session.case.plan.areas[0].ombre == pytest.approx(0.4)
    session.open_dossier(cleft, None)
    assert panel.reading.buttons["even-lips"].isHidden()
    assert not panel.reading.buttons["find-lips"].isHidden()


def test_a_corrector_is_chosen_beside_the_pigment(window: MainWindow) -> None:
    """It adds a sitting in one step of the history; the box is there for lips alone."""
    session = window.bench.session
    session.open_dossier(lip_sample("lips", width=240, height=165), None)
    window.show_step("areas")
    panel = window.panels.current
    assert isinstance(panel, AreasPanel)
    box, before = panel.filling.corrector, session.case
    assert not box.isHidden()
    assert not panel.filling.sliders["cover"].isHidden()
    box.setCurrentIndex(box.findData("lip-corrector-yellow"))
    box.activated.emit(box.currentIndex())
    assert corrector_name(session.case.plan.areas[0]) == "lip-corrector-yellow"
    assert len(session.case.plan.sessions) == len(before.plan.sessions) + 1
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert session.case == before
    assert box.currentData() == ""
