"""The sheet for the teacher: a PDF with progress, marks and every drawing, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from smp_sim.model.errors import OutputError
from smp_sim.training.catalogue import list_exercises, load_exercise
from smp_sim.training.fault_gallery import fault_drawing, find_fault
from smp_sim.training.history import History, with_attempt
from smp_sim.training.result_sheet import SheetOrder, save_sheet
from smp_sim.training.scoring import score_drawing

EXERCISE = load_exercise("steady-hand")
SCORE = score_drawing(EXERCISE, fault_drawing(find_fault("grid"), 1.0))
HISTORY = with_attempt(History(trainee="T-9"), EXERCISE, SCORE, datetime(2026, 3, 1, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("T-9", "A steady hand", "keep step in rows", "Steady touch", "1 March 2026")),
        ("de", ("T-9", "Eine ruhige Hand", "im Gleichschritt", "Ruhige Hand", "1. März 2026")),
    ],
)
def test_a_sheet_says_what_was_marked(
    language: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    """Trainee, exercise, the fault in a sentence, the skill and the day are on it."""
    order = SheetOrder(written_on=date(2026, 3, 2), language=language)  # type: ignore[arg-type]
    path = tmp_path / "sheet.pdf"
    save_sheet(HISTORY, list_exercises(), order, path, (EXERCISE, SCORE))
    text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    flat = " ".join(text.split())
    for word in words:
        assert word in flat


def test_a_sheet_of_another_kind_is_refused(tmp_path: Path) -> None:
    """A name that doesn't end in .pdf is said before anything is set."""
    order = SheetOrder(written_on=date(2026, 3, 2))
    with pytest.raises(OutputError, match="A sheet is a PDF"):
        save_sheet(HISTORY, list_exercises(), order, tmp_path / "sheet.doc")
