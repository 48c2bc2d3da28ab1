"""``smp-sim render`` and ``compare``: marked pictures, the same each time, or one clear line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from smp_sim.cli.main import run


def read(path: Path) -> NDArray[np.uint8]:
    """Read a picture as (H, W, 3) uint8."""
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def test_the_preview_has_the_photos_size_and_its_dots(
    flat_case: Path, skin_photo: Path, tmp_path: Path
) -> None:
    """The healed preview is darker in the patch; the photo's size and border stay."""
    out = tmp_path / "healed.png"
    assert run(["render", str(flat_case), "-o", str(out)]) == 0
    before, after = read(skin_photo), read(out)
    assert before.shape == after.shape
    middle = slice(50, 70), slice(60, 100)
    assert after[middle].mean() < before[middle].mean() - 3.0


def test_the_same_case_gives_the_same_bytes(head_case: Path, tmp_path: Path) -> None:
    """Two runs write identical files."""
    first, second = tmp_path / "a.png", tmp_path / "b.png"
    assert run(["render", str(head_case), "-o", str(first), "--day", "28"]) == 0
    assert run(["render", str(head_case), "-o", str(second), "--day", "28"]) == 0
    assert first.read_bytes() == second.read_bytes()


def test_scale_retention_and_view_are_heard(head_case: Path, tmp_path: Path) -> None:
    """Half the scale halves the picture; another view and retention give another picture."""
    names = ("half", "strong", "left")
    outs = [tmp_path / f"{name}.png" for name in names]
    extra = (["--scale", "0.5"], ["--retention", "strong"], ["--view", "left"])
    for out, words in zip(outs, extra, strict=True):
        assert run(["render", str(head_case), "-o", str(out), *words]) == 0
    assert read(outs[0]).shape == (150, 120, 3)
    assert not np.array_equal(read(outs[1]), read(outs[2]))
    again = tmp_path / "two.png"
    assert run(["render", str(head_case), "-o", str(again), "--view", "2"]) == 0
    assert again.read_bytes() == outs[2].read_bytes()


def test_a_clients_picture_never_leaves_without_its_mark(
    flat_case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--training is refused for a client's case."""
    out = tmp_path / "bare.png"
    assert run(["render", str(flat_case), "-o", str(out), "--training"]) == 2
    assert "training case" in capsys.readouterr().err
    assert not out.exists()


def test_a_training_case_may_do_without(skin_photo: Path, tmp_path: Path) -> None:
    """In a training case the unmarked picture differs from the marked one only by the mark."""
    case, bare, marked = (tmp_path / name for name in ("t.smp", "bare.png", "marked.png"))
    words = ["--side", "flat", "--px-per-mm", "8", "--training"]
    assert run(["new", str(skin_photo), "-o", str(case), *words]) == 0
    assert run(["render", str(case), "-o", str(bare), "--training"]) == 0
    assert run(["render", str(case), "-o", str(marked)]) == 0
    differing = (read(bare) != read(marked)).any(axis=-1)
    assert 0.0 < differing.mean() < 0.9


def test_before_and_after_stand_side_by_side(flat_case: Path, tmp_path: Path) -> None:
    """The pair is wider than two photos and holds both."""
    out = tmp_path / "pair.png"
    assert run(["compare", str(flat_case), "-o", str(out), "--day", "0"]) == 0
    pair = read(out)
    assert pair.shape[1] > 2 * 160
    assert pair.shape[0] > 120


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["-o", "out.bmp"], ".bmp"),
        (["-o", "out"], "no suffix"),
        (["-o", "none/out.png"], "folder doesn't exist"),
        (["-o", "out.png", "--view", "3"], "no view '3'"),
        (["-o", "out.png", "--view", "0"], "no view '0'"),
        (["-o", "out.png", "--day", "20000"], "--day"),
        (["-o", "."], "no suffix"),
    ],
)
def test_what_can_not_be_drawn_is_one_line(
    words: list[str],
    named: str,
    flat_case: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit code 2, one line, and no file left behind."""
    monkeypatch.chdir(tmp_path)
    assert run(["render", str(flat_case), *words]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert named in said
    assert list(tmp_path.iterdir()) == [flat_case]


def test_an_existing_picture_survives_a_failure(
    flat_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where writing fails the old picture is as it was."""
    out = tmp_path / "old.png"
    out.write_bytes(b"old")
    monkeypatch.setattr("pathlib.Path.replace", _full_disk)
    assert run(["render", str(flat_case), "-o", str(out)]) == 2
    assert out.read_bytes() == b"old"
    assert sorted(tmp_path.iterdir()) == sorted([flat_case, out])


def _full_disk(*_: object) -> None:
    raise OSError(28, "No space left on device")
