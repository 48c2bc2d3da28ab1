"""Files of any name: made, changed, drawn and missed, each in one line."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from smp_sim.cli.main import run
from smp_sim.document.case.case_file import open_case, save_case
from smp_sim.model.errors import SmpError
from tests.document.case_files import dossier_of_photo, png_bytes
from tests.faults.tally import Record, note_counts

NAMES = (
    "a b", "tab\there", "new\nline", "quote'\"", "emoji😀", "עברית", "日本語", "-dash", "--help",
    "a;rm -rf", "$(x)", "`x`", "*?[", "back\\slash", "colon:", "CON", "aux.smp", "trail. ",
    "e\u0301", "\u202egpj", "zero\u200bwidth", "\x01", "\x1b[2J", "\x7f", "n" * 240, "raw\udcff",
    "~", "%s", "{0}", "<b>", "&amp;", ".",
)  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="Windows refuses most of these names")
def test_names_of_every_odd_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], record_property: Record
) -> None:
    """A case of the name is saved, changed and inspected; one that is missing is one line."""
    save_case(dossier_of_photo(png_bytes()), tmp_path / "master.smp")
    for name in NAMES:
        path = tmp_path / f"{name}.smp"
        shutil.copy(tmp_path / "master.smp", path)
        assert run(["plan", str(path), "--density", "99"]) == 0
        assert open_case(path).case.plan.areas[0].density_per_cm2 == 99
        capsys.readouterr()
        path.unlink()
        assert run(["inspect", str(path)]) == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert said.rstrip("\n").isprintable()
    assert [path.name for path in tmp_path.iterdir()] == ["master.smp"]
    note_counts(record_property, {"odd file names": len(NAMES)})


@pytest.mark.parametrize("name", ["", "a\0b", "n" * 300, "no/such/folder/a"])
def test_names_that_no_file_can_have(name: str, tmp_path: Path) -> None:
    """Opening and saving say so in a sentence."""
    path = f"{tmp_path}/{name}.smp" if name else ""
    for use in (open_case, lambda place: save_case(dossier_of_photo(png_bytes()), place)):
        with pytest.raises(SmpError) as caught:
            use(path)
        assert "\n" not in str(caught.value)
