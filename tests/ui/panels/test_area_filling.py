"""How an area is filled in the areas' step: dots or a wash, and in which sittings."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from smp_sim.model.plan import Area
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.panels.area_filling import AreaFilling, fields_shown
from smp_sim.ui.panels.areas_panel import AreasPanel
from tests.ui.panels.test_client_fields import pick


@pytest.fixture
def filling(consultation: MainWindow) -> AreaFilling:
    """Give the controls of a strip scar in a plan of four sittings."""
    from smp_sim.document.editing.treatments import take_template  # noqa: PLC0415 - the engine

    consultation.show_step("areas")
    consultation.bench.session.edit("scar", lambda case: take_template(case, "fut-scar"))
    panel = consultation.panels.current
    assert isinstance(panel, AreasPanel)
    panel.desk.choose(scar_of(consultation).id)
    return panel.filling


def scar_of(window: MainWindow) -> Area:
    """Give the last area of the plan, the scar."""
    return window.bench.session.case.plan.areas[-1]


def test_a_wash_is_chosen_and_undone(
    filling: AreaFilling, consultation: MainWindow, qtbot: QtBot
) -> None:
    """One step; what only dots read goes out of sight, and comes back."""
    stack = consultation.bench.session.undo_stack
    before = stack.count()
    assert filling.sliders["variety"].isVisible()
    pick(filling.technique, "wash", qtbot)
    assert scar_of(consultation).technique == "wash"
    assert stack.count() == before + 1
    assert not filling.sliders["variety"].isVisible()
    assert not filling.sliders["uptake_scatter"].isVisible()
    assert filling.sliders["shade"].isVisible()
    stack.undo()
    assert scar_of(consultation).technique == "dots"
    assert filling.sliders["variety"].isVisible()


def test_the_sittings_of_an_area_are_chosen(
    filling: AreaFilling, consultation: MainWindow, qtbot: QtBot
) -> None:
    """Tone first, dots after it: half of the sittings each, said with their numbers."""
    assert filling.stage.currentData() == "all"
    pick(filling.stage, "tone", qtbot)
    assert (scar_of(consultation).first_session, scar_of(consultation).last_session) == (1, 2)
    assert "2" in filling.stage.currentText()
    pick(filling.stage, "after-tone", qtbot)
    assert scar_of(consultation).first_session == 3
    assert filling.stage.findData("own") < 0


def test_sittings_of_ones_own_are_shown(filling: AreaFilling, consultation: MainWindow) -> None:
    """Another choice, as a script may make it, is told as it is."""
    from smp_sim.document.editing.edits import update_area  # noqa: PLC0415 - the engine

    name = scar_of(consultation).id
    consultation.bench.session.edit(
        "own", lambda case: update_area(case, name, first_session=2, last_session=3)
    )
    assert filling.stage.currentData() == "own"
    assert "2" in filling.stage.currentText()
    assert "3" in filling.stage.currentText()


def test_a_wash_reads_neither_dots_nor_hair() -> None:
    """Of the fields of a kind, a wash keeps those that change its colour and its edge."""
    thin = Area(id="a", kind="between-hair")
    shaded = Area(id="a", kind="between-hair", technique="wash")
    unread = {"dot_mm", "variety", "hair_per_cm2"}
    assert set(fields_shown(thin)) - set(fields_shown(shaded)) == unread
