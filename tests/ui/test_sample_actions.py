"""The sample client is opened from the menu, also with each condition."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from smp_sim import __version__
from smp_sim.document.case.case_file import save_case
from smp_sim.document.samples.treatment_samples import SAMPLE_NAMES, treatment_sample
from smp_sim.ui.main_window import MainWindow
from smp_sim.ui.sample_actions import SAMPLE_GROUPS


def test_every_sample_has_its_entry() -> None:
    """The menus offer what there is, each sample once."""
    names = [name for titles in SAMPLE_GROUPS.values() for name in titles]
    assert sorted(names) == sorted(SAMPLE_NAMES)


def test_a_condition_is_opened_as_a_case_without_a_file(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """Its plan is there; saving asks where, so that the kept sample stays as it is."""
    kept = tmp_path / "data" / "samples" / f"burn-{__version__}.smp"
    kept.parent.mkdir(parents=True, exist_ok=True)
    save_case(treatment_sample("burn", width=160, height=200), kept)
    session = window.bench.session
    window.bench.commands.run("sample-burn")
    qtbot.waitUntil(lambda: not session.is_empty, timeout=30_000)
    assert "burn" in {area.kind for area in session.case.plan.areas}
    assert session.path is None
