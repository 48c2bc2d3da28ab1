"""Proposing from the window: in the background, one step of the history, said in the bar."""

from __future__ import annotations

from dataclasses import replace as changed

import pytest
from pytestqt.qtbot import QtBot

from smp_sim.document.editing.edits import replace_areas, set_density
from smp_sim.document.proposal.view_reading import Note
from smp_sim.document.samples.treatment_samples import treatment_sample
from smp_sim.model.case import Case
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.proposals import SHOWN_NOTES, match_words, worded_notes
from tests.ui.panels.conftest import consultation, small_dossier

__all__ = ["consultation", "small_dossier"]


def test_proposing_is_one_step_that_can_be_undone(qtbot: QtBot, consultation: MainWindow) -> None:
    """The case changes once, the bar tells how sure it is, and undo brings the old one back."""
    session = consultation.bench.session
    before, steps = session.case, session.undo_stack.count()
    consultation.bench.commands.run("propose")
    qtbot.waitUntil(lambda: session.case is not before, timeout=60_000)
    assert session.undo_stack.count() == steps + 1
    assert "%" in consultation.bench.messages.text.text()
    session.undo_stack.undo()
    assert session.case == before


def test_what_was_changed_meanwhile_is_not_overwritten(
    qtbot: QtBot, consultation: MainWindow
) -> None:
    """An edit made while the photos are read wins; the bar says so."""
    bench = consultation.bench
    bench.commands.run("propose")
    bench.session.edit("density", _sparser)
    changed = bench.session.case
    qtbot.waitUntil(lambda: bench.tasks.current is None, timeout=60_000)
    assert bench.session.case is changed
    assert "meanwhile" in bench.messages.text.text()


def test_matching_hair_says_why_it_can_not(qtbot: QtBot, consultation: MainWindow) -> None:
    """A ramp of colour has no shaved hair: the reason is shown and nothing changes."""
    session = consultation.bench.session
    before = session.case
    consultation.bench.commands.run("match-hair")
    qtbot.waitUntil(lambda: consultation.bench.tasks.current is None, timeout=60_000)
    assert session.case is before
    assert consultation.bench.messages.text.text()


@pytest.mark.parametrize(
    "action", ["find-scars", "find-patches", "match-skin", "read-hair", "read-direction"]
)
def test_a_reading_that_finds_nothing_says_why(
    qtbot: QtBot, consultation: MainWindow, action: str
) -> None:
    """A ramp of colour has no scar, no patch and no hair: a sentence, and nothing changes."""
    session = consultation.bench.session
    before = session.case
    consultation.bench.commands.run(action)
    qtbot.waitUntil(lambda: consultation.bench.tasks.current is None, timeout=60_000)
    assert session.case is before
    assert consultation.bench.messages.text.text()


def test_a_scar_is_found_as_one_step(qtbot: QtBot, window: MainWindow) -> None:
    """On the sample with a strip scar: its areas come, are named by kind, and go with one undo."""
    session = window.bench.session
    sample = treatment_sample("fut-scar", width=480, height=600)
    bare = changed(sample, case=replace_areas(sample.case, ()))
    session.open_dossier(bare, None)
    window.bench.commands.run("find-scars")
    qtbot.waitUntil(lambda: window.bench.tasks.current is None, timeout=60_000)
    assert [area.kind for area in session.case.plan.areas] == ["between-hair", "scar-line"]
    assert "Scar line" in window.bench.messages.text.text()
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert session.case.plan.areas == ()


def test_a_mix_is_told_in_percent() -> None:
    """What a mixed pigment takes of each light, and what there is to mind."""
    told = match_words("burn", (0.4, 0.5, 1.25), ("Too pale.",))
    assert "40 % of red" in told
    assert "125 % of blue" in told
    assert told.endswith("Too pale.")


def test_the_least_sure_is_said_first() -> None:
    """Of many notes the few least sure are shown, in that order."""
    notes = tuple(Note("area", f"Part {n}.", n / 10.0) for n in (9, 1, 5, 3, 7, 2))
    lines = worded_notes(notes).splitlines()
    assert len(lines) == SHOWN_NOTES + 1
    assert lines[1].endswith("Part 1.")


def _sparser(case: Case) -> Case:
    return set_density(case, 90.0)
