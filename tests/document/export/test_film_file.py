"""Films: whole or not at all, each stop in its own frame."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from smp_sim.document.export import film_file
from smp_sim.document.export.film_file import OLD_VIDEO, Film, film_suffix, has_h264, write_film
from smp_sim.document.export.provenance import Provenance, xmp_packet
from smp_sim.document.progress_report import Cancelled
from smp_sim.model.errors import OutputError

FRAMES = [np.full((40, 60, 3), level, dtype=np.uint8) for level in (40, 120, 200)]
XMP = xmp_packet(Provenance("healing", "0" * 64, 1, ("front",), (0.0,), ("typical",), "unknown"))


@pytest.mark.parametrize("suffix", [".gif", ".webp"])
def test_frames_come_back_in_order(suffix: str, tmp_path: Path) -> None:
    """Each frame has its own grey."""
    path = tmp_path / f"film{suffix}"
    write_film(Film(FRAMES), path)
    with Image.open(path) as film:
        greys = []
        for index in range(3):
            film.seek(index)
            greys.append(float(np.asarray(film.convert("L")).mean()))
    assert greys == pytest.approx([40, 120, 200], abs=3)


def test_the_suffix_decides() -> None:
    """Capital letters count the same; a strip's suffix is no film."""
    assert film_suffix("a.GIF") == ".gif"
    assert film_suffix("a.png") == ""
    with pytest.raises(ValueError, match="no film"):
        write_film(Film(FRAMES), "a.png")


def test_a_film_that_can_not_be_written_leaves_nothing(tmp_path: Path) -> None:
    """A missing folder is a sentence, and no part of a file stays."""
    with pytest.raises(OutputError, match="folder doesn't exist"):
        write_film(Film(FRAMES), tmp_path / "none" / "film.gif")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".gif", ".webp"])
def test_the_speed_is_heard(suffix: str, tmp_path: Path) -> None:
    """Each stop stays as long as was asked, and the film repeats."""
    path = tmp_path / f"film{suffix}"
    write_film(Film(FRAMES, stop_seconds=0.4), path)
    with Image.open(path) as film:
        film.load()
        assert film.info["duration"] == 400
        assert film.info["loop"] == 0


@pytest.mark.parametrize("encoder", ["h264", "old"])
def test_videos_play_with_either_encoder(
    encoder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H.264 where the optional encoder is there; else the old kind, and the user is told so."""
    assert has_h264()
    if encoder == "old":
        monkeypatch.setattr(film_file, "has_h264", lambda: False)
    path = tmp_path / "film.mp4"
    assert write_film(Film(FRAMES, stop_seconds=0.5), path) == (
        "" if encoder == "h264" else OLD_VIDEO
    )
    assert (b"avc1" in path.read_bytes()) == (encoder == "h264")
    video = cv2.VideoCapture(str(path))
    assert video.get(cv2.CAP_PROP_FRAME_COUNT) == 15
    greys = [float(video.read()[1].mean()) for _ in range(15)]
    video.release()
    assert greys[2::5] == pytest.approx([40, 120, 200], abs=4)


def test_a_video_that_can_not_be_made_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An encoder that fails is a sentence with another way, never an empty file."""
    monkeypatch.setattr(film_file, "_encode_h264", lambda *_: None)
    with pytest.raises(OutputError, match=r"can't write MP4. Write a .webp or .gif"):
        write_film(Film(FRAMES), tmp_path / "film.mp4")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".gif", ".webp", ".mp4"])
def test_a_film_given_up_leaves_nothing(suffix: str, tmp_path: Path) -> None:
    """Ended half way, the old file is whole and no part of a new one stays."""
    path = tmp_path / f"film{suffix}"
    path.write_bytes(b"old")

    def give_up(share: float, _words: str) -> None:
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_film(Film(FRAMES), path, give_up)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_progress_runs_from_nothing_to_all(tmp_path: Path) -> None:
    """What is reported never goes back, and ends at 1."""
    shares: list[float] = []
    write_film(Film(FRAMES), tmp_path / "a.webp", lambda share, _words: shares.append(share))
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert shares[-1] == 1.0


def test_films_say_what_they_are(tmp_path: Path) -> None:
    """WebP carries the XMP packet, GIF and MP4 the sentence."""
    for suffix, said in ((".webp", XMP), (".gif", b"not a result"), (".mp4", b"not a result")):
        path = tmp_path / f"film{suffix}"
        write_film(Film(FRAMES, xmp=XMP), path)
        assert said in path.read_bytes()
