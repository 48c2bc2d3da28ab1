"""``smp-sim healing``: a strip or a film of the same stops."""

from __future__ import annotations

from pathlib import Path

import cv2
import pytest
from PIL import Image

from smp_sim.cli.main import run


def test_a_strip_holds_every_day_and_the_photo(flat_case: Path, tmp_path: Path) -> None:
    """Two days and the photo stand in one row of three."""
    out = tmp_path / "strip.png"
    assert run(["healing", str(flat_case), "-o", str(out), "--days", "0,28"]) == 0
    with Image.open(out) as strip:
        assert 3 * 250 < strip.width < 3 * 320


def test_the_usual_stops_need_no_days(head_case: Path, tmp_path: Path) -> None:
    """Without --days the strip follows sessions and years in three rows of four."""
    out = tmp_path / "strip.png"
    assert run(["healing", str(head_case), "-o", str(out)]) == 0
    with Image.open(out) as strip:
        assert strip.width > 1500


@pytest.mark.parametrize("suffix", [".gif", ".webp"])
def test_films_show_one_frame_a_day(suffix: str, flat_case: Path, tmp_path: Path) -> None:
    """Three days are three frames of a second each, repeated without end."""
    out = tmp_path / f"film{suffix}"
    assert run(["healing", str(flat_case), "-o", str(out), "--days", "0,3,28"]) == 0
    with Image.open(out) as film:
        assert getattr(film, "n_frames", 1) == 3
        assert film.info["loop"] == 0


def test_a_video_lasts_a_second_for_each_day(flat_case: Path, tmp_path: Path) -> None:
    """Two days are twenty frames at ten a second."""
    out = tmp_path / "film.mp4"
    assert run(["healing", str(flat_case), "-o", str(out), "--days", "0,28"]) == 0
    video = cv2.VideoCapture(str(out))
    assert video.get(cv2.CAP_PROP_FRAME_COUNT) == 20
    assert video.get(cv2.CAP_PROP_FPS) == pytest.approx(10.0)
    video.release()


def test_an_old_kind_of_video_is_said(
    flat_case: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without the optional encoder the film is written, and a line says what that means."""
    monkeypatch.setattr("smp_sim.document.export.film_file.has_h264", lambda: False)
    out = tmp_path / "film.mp4"
    words = ["--days", "0,28", "--seconds", "0.5"]
    assert run(["healing", str(flat_case), "-o", str(out), *words]) == 0
    assert "smp-sim[video]" in capsys.readouterr().err
    video = cv2.VideoCapture(str(out))
    assert video.get(cv2.CAP_PROP_FRAME_COUNT) == 10
    video.release()


@pytest.mark.parametrize("words", [["-o", "a.avi"], ["-o", "a.png", "--days", "0,-3"]])
def test_a_mistake_is_one_line(
    words: list[str], flat_case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A kind of file that is not written, a day before the first."""
    assert run(["healing", str(flat_case), *words]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert ".mp4" in said or "--days" in said
