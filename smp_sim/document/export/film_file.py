"""Frames to a film: GIF, WebP or MP4, written whole or not at all."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path, PurePath

import cv2
from PIL import Image

from smp_sim.document.disk.atomic_write import write_whole
from smp_sim.document.disk.data_places import data_folder
from smp_sim.document.disk.scratch_folder import scratch_folder
from smp_sim.document.export.mark import NOT_A_RESULT
from smp_sim.document.export.picture_file import srgb_profile
from smp_sim.document.progress_report import Progress, counted, unheard
from smp_sim.model.errors import OutputError
from smp_sim.render.products import Bytes8

FILM_SUFFIXES = (".gif", ".webp", ".mp4")

#: Ten frames show a stop of a fifth of a second twice; more would only make the file larger.
_FRAMES_A_SECOND = 10

#: H.264 at this constant quality keeps single dots (0 is without loss, 23 the encoder's own).
_H264_QUALITY = 18

OLD_VIDEO = (
    "Written as MPEG-4 Part 2, which some phones and browsers don't play: H.264 needs"
    " the optional encoder, pip install 'smp-sim[video]'."
)


@dataclass(frozen=True, slots=True)
class Film:
    """Frames (H, W, 3) uint8 of one even size, how long each is shown, and an XMP packet."""

    frames: Sequence[Bytes8]
    stop_seconds: float = 1.0
    xmp: bytes = b""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in px."""
        height, width = self.frames[0].shape[:2]
        return width, height

    def video_frames(self, progress: Progress) -> Iterator[Bytes8]:
        """Give each frame as often as a video of ten a second needs it."""
        for frame in counted(self.frames, progress, "encoding"):
            for _ in range(max(1, round(_FRAMES_A_SECOND * self.stop_seconds))):
                yield frame


def film_suffix(path: str | os.PathLike[str]) -> str:
    """Give the suffix of a film's path in small letters, or empty where it is none."""
    suffix = PurePath(path).suffix.lower()
    return suffix if suffix in FILM_SUFFIXES else ""


def has_h264() -> bool:
    """Tell whether the optional encoder is installed (the extra ``video``)."""
    return find_spec("imageio_ffmpeg") is not None


def write_film(film: Film, path: str | os.PathLike[str], progress: Progress = unheard) -> str:
    """Write a film that repeats without end (a video plays once).

    Returns
    -------
    str
        What the user should know about the file, or empty: that its video is of the old kind.

    Raises
    ------
    OutputError
        Where nothing can be written there, or this machine can't make the video.
    Cancelled
        Where it was given up. Nothing is left behind, an existing file stays as it was.
    """
    suffix = film_suffix(path)
    if not suffix:
        raise ValueError(f"{path} is no film")
    if suffix == ".mp4":
        write_whole(path, _video_bytes(film, os.fspath(path), progress))
        return "" if has_h264() else OLD_VIDEO
    write_whole(path, _loop_bytes(film, suffix, progress))
    return ""


def _loop_bytes(film: Film, suffix: str, progress: Progress) -> bytes:
    images = (Image.fromarray(frame) for frame in counted(film.frames, progress, "encoding"))
    stream, first = io.BytesIO(), next(images)
    shown_ms = round(1000 * film.stop_seconds)
    if suffix == ".gif":
        first.save(
            stream, "GIF", save_all=True, append_images=images, duration=shown_ms, loop=0,
            optimize=False, comment=NOT_A_RESULT.replace("—", "-").encode("ascii"),
        )  # fmt: skip
    else:
        first.save(
            stream, "WEBP", save_all=True, append_images=images, duration=shown_ms, loop=0,
            quality=90, icc_profile=srgb_profile(), xmp=film.xmp,
        )  # fmt: skip
    return stream.getvalue()


def _video_bytes(film: Film, where: str, progress: Progress) -> bytes:
    with scratch_folder(data_folder()) as folder:
        path = folder / "film.mp4"
        encode = _encode_h264 if has_h264() else _encode_old
        encode(film, path, where, progress)
        if not path.exists() or not path.stat().st_size:
            raise _no_video(where)
        return path.read_bytes()


def _encode_h264(film: Film, path: Path, where: str, progress: Progress) -> None:
    import imageio_ffmpeg  # noqa: PLC0415 - optional

    # Chroma at half resolution: all that players of phones and browsers take.
    writer = imageio_ffmpeg.write_frames(
        str(path), film.size, fps=_FRAMES_A_SECOND, codec="libx264", pix_fmt_out="yuv420p",
        macro_block_size=2, quality=None, ffmpeg_log_level="error",
        output_params=["-crf", str(_H264_QUALITY), "-movflags", "+faststart",
                       "-metadata", f"comment={NOT_A_RESULT}"],
    )  # fmt: skip
    try:
        writer.send(None)
        for frame in film.video_frames(progress):
            writer.send(frame)
    except OSError as error:
        raise _no_video(where) from error
    finally:
        writer.close()


def _encode_old(film: Film, path: Path, where: str, progress: Progress) -> None:
    # MPEG-4 part 2: the wheels of OpenCV carry no encoder for H.264.
    code = cv2.VideoWriter.fourcc(*"mp4v")
    writer = cv2.VideoWriter(str(path), code, _FRAMES_A_SECOND, film.size)
    try:
        if not writer.isOpened():
            raise _no_video(where)
        for frame in film.video_frames(progress):
            writer.write(cv2.cvtColor(frame, cv2.COLOR_RGB2BGR))
    finally:
        writer.release()


def _no_video(where: str) -> OutputError:
    return OutputError(
        "This machine can't write MP4.", where=where, next_step="Write a .webp or .gif."
    )
