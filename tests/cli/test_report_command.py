"""``smp-sim report`` and ``smp-sim practice``."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from smp_sim.cli.main import run


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests' settings away from the user's."""
    monkeypatch.setattr(
        "smp_sim.document.export.letterhead.data_folder", lambda: tmp_path / "settings"
    )


def test_a_report_is_one_command(flat_case: Path, tmp_path: Path) -> None:
    """Paper, language, date and start are told; the name is the practice's."""
    out = tmp_path / "plan.pdf"
    assert run(["practice", "--name", "Studio Muster", "--line", "Main Street 4"]) == 0
    words = ["--paper", "letter", "--language", "de", "--date", "2026-11-25"]
    words += ["--start", "2026-12-07"]
    assert run(["report", str(flat_case), "-o", str(out), *words]) == 0
    reader = PdfReader(io.BytesIO(out.read_bytes()))
    first = " ".join(reader.pages[0].extract_text().split())
    assert round(reader.pages[0].mediabox.width) == 612
    for said in ("Studio Muster", "Main Street 4", "25. November 2026", "7. Dezember 2026"):
        assert said in first


@pytest.mark.parametrize(
    "words",
    [["-o", "plan.txt"], ["-o", "plan.pdf", "--date", "2026-02-30"], ["-o", "no/such/plan.pdf"]],
)
def test_a_mistake_is_one_line(
    words: list[str], flat_case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another suffix, a day that isn't, a folder that isn't."""
    assert run(["report", str(flat_case), *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_practice_is_shown_changed_and_cleared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is not named stays; a logo comes and goes."""
    logo = tmp_path / "logo.png"
    Image.new("RGB", (60, 20)).save(logo)
    assert run(["practice", "--name", "A", "--line", "B", "--logo", str(logo)]) == 0
    assert run(["practice", "--name", "C"]) == 0
    assert capsys.readouterr().out.splitlines()[-3:] == ["C", "B", "logo: yes"]
    assert run(["practice", "--no-logo"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "logo: none"
    assert run(["practice", "--clear"]) == 0
    assert capsys.readouterr().out.splitlines() == ["(no name)", "logo: none"]


def test_a_logo_that_is_no_picture_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, one line, nothing kept."""
    path = tmp_path / "logo.png"
    path.write_text("no")
    assert run(["practice", "--logo", str(path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "settings").exists()
