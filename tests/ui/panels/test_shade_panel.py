"""What the step of density and shade offers, and what it counts, for dots and for washes."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from smp_sim.document.editing import edits
from smp_sim.document.editing.treatments import sittings_for
from smp_sim.model.case import Case
from smp_sim.model.plan import Area
from smp_sim.render.treatment_fills import filled_area
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.panels.areas_panel import AreasPanel
from smp_sim.ui.panels.healing_panel import HealingPanel
from smp_sim.ui.panels.shade_panel import ShadePanel, shade_fields

#: A square of lips' size in the plane of the close-up, mm.
_OUTLINE = ((2.0, 2.0, 0.0), (30.0, 2.0, 0.0), (30.0, 14.0, 0.0), (2.0, 14.0, 0.0))


def _with_lips(case: Case) -> Case:
    lips = filled_area("lips", "lips", _OUTLINE, view="close")
    return edits.replace_areas(case, (lips,))


def test_a_wash_has_no_dots_to_set() -> None:
    """Lips and vitiligo have density, shade and depth; dots have their size and variety too."""
    dots, lips = Area(id="a", kind="patch"), filled_area("b", "lips")
    assert shade_fields((lips,)) == ("density_per_cm2", "shade", "depth_mm")
    assert "dot_mm" in shade_fields((lips, dots))
    assert "grey_return" in shade_fields((dots,))
    assert shade_fields(()) == shade_fields((dots,))


def test_lips_are_not_matched_to_hair(consultation: MainWindow, qtbot: QtBot) -> None:
    """With lips alone nothing is said of hair, and their skin is counted, no dots."""
    session = consultation.bench.session
    session.edit("Lips", _with_lips)
    consultation.show_step("shade")
    panel = consultation.panels.current
    assert isinstance(panel, ShadePanel)
    assert panel.match_button.isHidden()
    assert panel.counsel.isHidden()
    qtbot.waitUntil(lambda: bool(panel.consequences.text()), timeout=20_000)
    assert panel.consequences.text() == "A wash on 3.4 cm² in 3 sessions."
    session.undo_stack.undo()
    assert not panel.match_button.isHidden()


def test_only_what_is_of_use_is_read_from_the_photos(consultation: MainWindow) -> None:
    """For lips alone no hair is read; every slider whose name says little has a hint."""
    session = consultation.bench.session
    consultation.show_step("areas")
    panel = consultation.panels.current
    assert isinstance(panel, AreasPanel)
    assert not panel.reading.buttons["read-hair"].isHidden()
    session.edit("Lips", _with_lips)
    hidden = [name for name, button in panel.reading.buttons.items() if button.isHidden()]
    assert hidden == ["read-hair", "read-direction"]
    for name in ("cover", "ombre", "liner_tone", "feather_mm"):
        assert panel.filling.sliders[name].name.toolTip()


def test_the_usual_sessions_are_those_of_the_treatment(consultation: MainWindow) -> None:
    """Of lips two, 42 days apart; having them, there is nothing to go back to."""
    session = consultation.bench.session
    session.edit("Lips", _with_lips)
    consultation.show_step("healing")
    panel = consultation.panels.current
    assert isinstance(panel, HealingPanel)
    panel.default_button.click()
    assert session.case == sittings_for(session.case)
    assert [sitting.day for sitting in session.case.plan.sessions] == [0.0, 42.0]
    assert not panel.default_button.isEnabled()
