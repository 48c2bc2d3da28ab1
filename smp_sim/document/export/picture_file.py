"""Finished pictures to files: sRGB profile inside, nothing personal, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from smp_sim.document.disk.atomic_write import write_whole
from smp_sim.model.errors import OutputError
from smp_sim.model.sentence import Sentence

if TYPE_CHECKING:
    from PIL.Image import Image

#: Most pixels a side that each kind can hold (its own file format's limit).
_MAX_SIDE_PX = {".jpg": 65_500, ".jpeg": 65_500, ".webp": 16_383}

_XMP_TIFF_TAG = 700


def write_picture(
    srgb: NDArray[np.uint8], path: str | os.PathLike[str], *, quality: int = 95, xmp: bytes = b""
) -> None:
    """Write a picture; the suffix of ``path`` decides its kind.

    Nothing of the photo's metadata goes along: no EXIF, no place, no camera. The same picture
    gives the same bytes.

    Parameters
    ----------
    srgb : (H, W, 3) uint8, sRGB.
    path : ends in .png, .jpg, .jpeg, .tif, .tiff or .webp, in any case.
    quality : 1 to 100, for JPEG and WebP. Colour is kept at full resolution: redness and blue
        shift are what the picture is about.
    xmp : an XMP packet to put in, UTF-8; empty for none.

    Raises
    ------
    OutputError
        For an unknown suffix, a picture larger than its kind can hold, or a place where nothing
        can be written; an existing file is untouched then.
    """
    where = os.fspath(path)
    write_whole(path, encode_picture(srgb, picture_suffix(path), where, quality=quality, xmp=xmp))


def picture_suffix(path: str | os.PathLike[str]) -> str:
    """Give the suffix in small letters.

    Raises
    ------
    OutputError
        Where it is none that a picture can be written to; call it before long work.
    """
    suffix = PurePath(path).suffix.lower()
    if suffix in _WRITERS:
        return suffix
    raise OutputError(
        Sentence("A picture can't be written as '{suffix}'.", suffix=suffix or "no suffix"),
        where=os.fspath(path),
        next_step=Sentence("End the name in {suffixes}.", suffixes=", ".join(_WRITERS)),
    )


def encode_picture(
    srgb: NDArray[np.uint8], suffix: str, where: str = "", *, quality: int = 95, xmp: bytes = b""
) -> bytes:
    """Give the bytes of a picture file. As :func:`write_picture`, without the disk."""
    from PIL import Image as Pictures  # noqa: PLC0415 - the command line starts without Pillow

    side = _MAX_SIDE_PX.get(suffix)
    if side and max(srgb.shape[:2]) > side:
        raise OutputError(
            Sentence(
                "{suffix} holds at most {side} px a side; the picture has {width} × {height} px.",
                suffix=suffix,
                side=side,
                width=srgb.shape[1],
                height=srgb.shape[0],
            ),
            where=where,
            next_step="Write a .png, or a smaller picture with --scale.",
        )
    stream = BytesIO()
    _WRITERS[suffix](Pictures.fromarray(np.ascontiguousarray(srgb)), stream, quality, xmp)
    return stream.getvalue()


@cache
def srgb_profile() -> bytes:
    """Give an ICC profile of sRGB that is the same on every day."""
    from PIL import ImageCms  # noqa: PLC0415

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # Bytes 24-35 are the time of making (ICC.1:2022 §7.2.8): littlecms puts the clock there.
    fixed = b"".join(value.to_bytes(2, "big") for value in (2000, 1, 1, 0, 0, 0))
    return profile[:24] + fixed + profile[36:]


def _write_png(image: Image, stream: BytesIO, _quality: int, xmp: bytes) -> None:
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415

    info = PngInfo()
    if xmp:
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
    # Level 1 takes a third of the time of level 6 on 12 megapixels, for a file a third larger.
    image.save(stream, "PNG", icc_profile=srgb_profile(), compress_level=1, pnginfo=info)


def _write_jpeg(image: Image, stream: BytesIO, quality: int, xmp: bytes) -> None:
    options: dict[str, Any] = {"xmp": xmp} if xmp else {}
    image.save(
        stream, "JPEG", icc_profile=srgb_profile(), quality=quality, subsampling=0, **options
    )


def _write_tiff(image: Image, stream: BytesIO, _quality: int, xmp: bytes) -> None:
    tags = {_XMP_TIFF_TAG: xmp} if xmp else {}
    image.save(
        stream, "TIFF", icc_profile=srgb_profile(), compression="tiff_adobe_deflate", tiffinfo=tags
    )


def _write_webp(image: Image, stream: BytesIO, quality: int, xmp: bytes) -> None:
    options: dict[str, Any] = {"xmp": xmp} if xmp else {}
    image.save(stream, "WEBP", icc_profile=srgb_profile(), quality=quality, **options)


_WRITERS: dict[str, Callable[[Image, BytesIO, int, bytes], None]] = {
    ".png": _write_png,
    ".jpg": _write_jpeg,
    ".jpeg": _write_jpeg,
    ".tif": _write_tiff,
    ".tiff": _write_tiff,
    ".webp": _write_webp,
}
