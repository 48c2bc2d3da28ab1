"""``smp-sim compare``: the pair, the expected range, several views; what can't be is one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from smp_sim.cli.main import run


@pytest.mark.parametrize("words", [[], ["--range"], ["--views"]])
def test_each_sheet_has_the_size_asked(words: list[str], head_case: Path, tmp_path: Path) -> None:
    """The longer side is at most what --size says, whatever the kind of file."""
    out = tmp_path / "sheet.webp"
    assert run(["compare", str(head_case), "-o", str(out), "--size", "500", *words]) == 0
    with Image.open(out) as sheet:
        assert 440 < max(sheet.size) <= 500


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["-o", "a.png", "--range", "--views"], "not allowed with"),
        (["-o", "a.gif", "--range"], ".gif"),
        (["-o", "a.png", "--size", "3"], "64 to 30000"),
        (["-o", "a.png", "--size", "big"], "not a number"),
        (["-o", "a.png", "--day", "18263"], "0 to 18262.5 d"),
        (["-o", "folder.png"], "This is a folder. Add a file name."),
        (["-o", f"{'x' * 300}.png"], "name is too long"),
        (["-o", "a\0b.png"], "zero byte"),
    ],
)
def test_what_can_not_be_is_one_line(
    words: list[str],
    named: str,
    flat_case: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit code 2, a sentence that names the mistake, nothing written."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.png").mkdir()
    assert run(["compare", str(flat_case), *words]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert named in said
    assert sorted(tmp_path.iterdir()) == sorted([flat_case, tmp_path / "folder.png"])


def test_hair_that_grows_back_makes_a_third_picture(head_case: Path, tmp_path: Path) -> None:
    """With alopecia in the plan the pair gets wider; without any it is one line."""
    out, words = tmp_path / "pair.png", ["--if-hair-returns", "--size", "600"]
    assert run(["compare", str(head_case), "-o", str(out), *words]) == 2
    assert not out.exists()
    assert run(["plan", str(head_case), "--template", "alopecia-areata"]) == 0
    assert run(["compare", str(head_case), "-o", str(out), *words]) == 0
    plain = tmp_path / "plain.png"
    assert run(["compare", str(head_case), "-o", str(plain), "--size", "600"]) == 0
    with Image.open(out) as three, Image.open(plain) as two:
        assert three.width / three.height > 1.2 * two.width / two.height
