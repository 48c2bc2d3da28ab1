"""Frames to a film: GIF, WebP or MP4, written whole or not at all."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePath

import cv2
from PIL import Image

from smp_sim.document.atomic_write import write_whole
from smp_sim.document.picture_file import srgb_profile
from smp_sim.model.errors import OutputError
from smp_sim.render.products import Bytes8

FILM_SUFFIXES = (".gif", ".webp", ".mp4")

#: How long each stop stays on screen, ms, and how many frames of a video that is.
STOP_MS = 1000
_FRAMES_A_SECOND = 10


def film_suffix(path: str | os.PathLike[str]) -> str:
    """Give the suffix of a film's path in small letters, or empty where it is none."""
    suffix = PurePath(path).suffix.lower()
    return suffix if suffix in FILM_SUFFIXES else ""


def write_film(frames: Sequence[Bytes8], path: str | os.PathLike[str]) -> None:
    """Write frames (H, W, 3) uint8 of one size, each shown for a second, without end.

    Raises
    ------
    OutputError
        Where nothing can be written there, or this machine can't make the video.
    """
    suffix = film_suffix(path)
    if not suffix:
        raise ValueError(f"{path} is no film")
    data = (
        _video_bytes(frames, os.fspath(path)) if suffix == ".mp4" else _loop_bytes(frames, suffix)
    )
    write_whole(path, data)


def _loop_bytes(frames: Sequence[Bytes8], suffix: str) -> bytes:
    first, *rest = (Image.fromarray(frame) for frame in frames)
    stream = io.BytesIO()
    if suffix == ".gif":
        first.save(
            stream,
            "GIF",
            save_all=True,
            append_images=rest,
            duration=STOP_MS,
            loop=0,
            optimize=False,
        )
    else:
        first.save(
            stream, "WEBP", save_all=True, append_images=rest, duration=STOP_MS, loop=0,
            quality=90, icc_profile=srgb_profile(),
        )  # fmt: skip
    return stream.getvalue()


def _video_bytes(frames: Sequence[Bytes8], where: str) -> bytes:
    height, width = frames[0].shape[:2]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        # MPEG-4 part 2: the wheels of OpenCV carry no encoder for H.264.
        code = cv2.VideoWriter.fourcc(*"mp4v")
        writer = cv2.VideoWriter(str(path), code, _FRAMES_A_SECOND, (width, height))
        if not writer.isOpened():
            raise OutputError(
                "This machine can't write MP4.", where=where, next_step="Write a .webp or .gif."
            )
        for frame in frames:
            for _ in range(_FRAMES_A_SECOND * STOP_MS // 1000):
                writer.write(cv2.cvtColor(frame, cv2.COLOR_RGB2BGR))
        writer.release()
        return path.read_bytes()
