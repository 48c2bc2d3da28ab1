"""What a picture file says of itself before a pixel is decoded: kind, size, turn, lens.

Pillow's plugin classes are called directly, not through ``Image.open``: so the size limit is ours
and is checked first, and a phone's multi-picture JPEG (MPO) opens as its primary picture, whatever
the pictures behind it hold.
"""

from __future__ import annotations

import math
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from smp_sim.model.errors import PhotoError
from smp_sim.model.sentence import Sentence

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

Kind = Literal["JPEG", "PNG", "TIFF", "WEBP", "HEIF", "AVIF", "BMP", "GIF"]

SUFFIXES: dict[Kind, str] = {
    "JPEG": ".jpg",
    "PNG": ".png",
    "TIFF": ".tif",
    "WEBP": ".webp",
    "HEIF": ".heic",
    "AVIF": ".avif",
    "BMP": ".bmp",
    "GIF": ".gif",
}

#: Largest picture. 100 megapixels, a megapixel taken as 1024 x 1024, so that the cameras sold
#: under that number (11648 x 8736) are let in.
MAX_PIXELS = 100 * 1024 * 1024
MAX_SIDE_PX = 30_000

#: What Pillow, libheif and libavif raise on damaged bytes (their parsers index, unpack, divide
#: and inflate what the file says). Only calls of theirs stand inside a ``try`` with this.
DECODE_FAULTS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
    EOFError,
    LookupError,
    ArithmeticError,
    struct.error,
    zlib.error,
)

KINDS_WORDS = "JPEG, PNG, TIFF, WebP, HEIC or AVIF"
COPY_AGAIN = "Copy it again from the camera or phone."

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
)
_AVIF_BRANDS = {b"avif", b"avis"}
_HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs"}
_HEIF_BRANDS |= {b"mif1", b"msf1"}

#: Pictures known by sight that are refused by name: (first bytes, where they stand, name).
_REFUSED = (
    (b"8BPS", 0, "A Photoshop file"),
    (b"%PDF", 0, "A PDF"),
    (b"\xff\x0a", 0, "A JPEG XL picture"),
    (b"\0\0\0\x0cJXL ", 0, "A JPEG XL picture"),
    (b"\0\0\0\x0cjP  ", 0, "A JPEG 2000 picture"),
    (b"FUJIFILMCCD-RAW", 0, "A camera raw file"),
    (b"IIRO", 0, "A camera raw file"),
    (b"IIU\0", 0, "A camera raw file"),
    (b"ftypcrx ", 4, "A camera raw file"),
    (b"CR\x02", 8, "A camera raw file"),
)

#: Where older programs put EXIF in a PNG: a text of this name.
_RAW_EXIF = "Raw profile type exif"

#: EXIF without a tag.
_NO_EXIF = b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"

_ORIENTATION_TAG = 0x0112
_EXIF_IFD_TAG = 0x8769
_FOCAL_35MM_TAG = 0xA405
_DNG_VERSION_TAG = 50706
_SUBFILE_TAG = 254


@dataclass(frozen=True, slots=True)
class PictureHeader:
    """What stands before the pixels.

    ``image`` is the open, not yet decoded Pillow picture; ``width`` and ``height`` are px of the
    upright picture; ``orientation`` is the EXIF value 1-8; ``deep`` tells 16 bits a channel;
    ``focal_35mm`` is in mm, 0 where unknown.
    """

    kind: Kind
    image: ImageFile
    width: int
    height: int
    orientation: int
    deep: bool
    focal_35mm: float


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the decoders' warnings (odd tags, large pictures) off the user's screen."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def sniff_kind(data: bytes) -> Kind | None:
    """Tell the kind by the first bytes (never by the file's name); None for none of ours."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    return _sniff_brands(data) if data[4:8] == b"ftyp" else None


def _sniff_brands(data: bytes) -> Kind | None:
    # ISO base media file: size, 'ftyp', major brand, minor version, compatible brands.
    end = min(int.from_bytes(data[:4], "big"), 256)
    brands = {data[8:12]} | {data[at : at + 4] for at in range(16, end, 4)}
    if brands & _AVIF_BRANDS:
        return "AVIF"
    return "HEIF" if brands & _HEIF_BRANDS else None


def read_header(data: bytes, *, where: str = "") -> PictureHeader:
    """Read a picture's header and hold it against the limits, without decoding.

    Raises
    ------
    PhotoError
        For no bytes, no picture, a kind that is not read, several frames, too many pixels.
    """
    kind = _require_kind(data, where)
    image = _open_image(kind, data, where)
    _require_size(*image.size, where=where)
    _require_single(kind, image, data, where)
    if kind == "PNG" and not _has_late_labels(data) and _RAW_EXIF not in image.info:
        # Without EXIF at hand Pillow decodes the whole PNG to look for some behind the pixels.
        image.info.setdefault("exif", _NO_EXIF)
    return _describe(kind, image, where)


def _has_late_labels(data: bytes) -> bool:
    """Tell whether a PNG has EXIF or text, which may hold EXIF or XMP, behind its pixels."""
    at, seen_pixels = 8, False
    while at + 8 <= len(data):
        name = data[at + 4 : at + 8]
        if seen_pixels and name in (b"eXIf", b"tEXt", b"zTXt", b"iTXt"):
            return True
        seen_pixels = seen_pixels or name == b"IDAT"
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    return False


def _require_kind(data: bytes, where: str) -> Kind:
    if not data:
        raise PhotoError("The file is empty.", where=where, next_step=COPY_AGAIN)
    for magic, at, name in _REFUSED:
        if data[at : at + len(magic)] == magic:
            raise _refused(name, where)
    kind = sniff_kind(data)
    if kind is None:
        raise PhotoError(
            "This is not a picture that can be opened.",
            where=where,
            next_step=Sentence("Choose a {kinds} file.", kinds=KINDS_WORDS),
        )
    return kind


def _refused(name: str, where: str) -> PhotoError:
    return PhotoError(
        Sentence("{name} can't be opened.", name=name),
        where=where,
        next_step="Export it as JPEG or TIFF and open that.",
    )


def _open_image(kind: Kind, data: bytes, where: str) -> ImageFile:
    try:
        with quiet():
            return _open_plugin(kind, data)
    except decode_faults() as error:
        if kind != "AVIF" or data == (bare := _without_exif(data)):
            raise _unreadable(error, where) from error
    return _open_image(kind, bare, where)


def _without_exif(data: bytes) -> bytes:
    # Pillow refuses an AVIF for corrupt EXIF. Renaming that item makes it one that readers skip.
    return data[:65_536].replace(b"Exif", b"skip") + data[65_536:]


def decode_faults() -> tuple[type[Exception], ...]:
    """Give what decoding damaged or huge bytes may raise; for ``except`` round library calls."""
    from PIL.Image import DecompressionBombError  # noqa: PLC0415

    return (DecompressionBombError, *DECODE_FAULTS)


def _open_plugin(kind: Kind, data: bytes) -> ImageFile:
    # Imported here: the command line must start without Pillow's plugins.
    stream = BytesIO(data)
    if kind == "HEIF":
        from pillow_heif import HeifImageFile  # noqa: PLC0415

        heif: ImageFile = HeifImageFile(stream)  # type: ignore[no-untyped-call]
        return heif
    return _pillow_plugin(kind)(stream, "")


def _pillow_plugin(kind: Kind) -> type[ImageFile]:
    from PIL import (  # noqa: PLC0415
        AvifImagePlugin,
        BmpImagePlugin,
        GifImagePlugin,
        JpegImagePlugin,
        PngImagePlugin,
        TiffImagePlugin,
        WebPImagePlugin,
    )

    plugins: dict[Kind, type[ImageFile]] = {
        "JPEG": JpegImagePlugin.JpegImageFile,
        "PNG": PngImagePlugin.PngImageFile,
        "TIFF": TiffImagePlugin.TiffImageFile,
        "WEBP": WebPImagePlugin.WebPImageFile,
        "AVIF": AvifImagePlugin.AvifImageFile,
        "BMP": BmpImagePlugin.BmpImageFile,
        "GIF": GifImagePlugin.GifImageFile,
    }
    return plugins[kind]


def damaged(where: str) -> PhotoError:
    """Give the error for a picture that begins well and then can't be read."""
    return PhotoError("The picture is cut short or damaged.", where=where, next_step=COPY_AGAIN)


def _unreadable(error: Exception, where: str) -> PhotoError:
    # libheif and Pillow's WebP reader have limits of their own and check them first.
    said = str(error).lower()
    if "decompression bomb" in said or "security limit" in said:
        return _too_large(Sentence("larger than that"), where)
    return damaged(where)


def _require_size(width: int, height: int, *, where: str) -> None:
    if width < 1 or height < 1:
        raise damaged(where)
    if max(width, height) > MAX_SIDE_PX or width * height > MAX_PIXELS:
        raise _too_large(f"{width} × {height} px", where)


def _too_large(size: str, where: str) -> PhotoError:
    return PhotoError(
        Sentence(
            "At most 100 megapixels and 30,000 px a side can be opened; the picture is {size}.",
            size=size,
        ),
        where=where,
        next_step="Save a smaller copy and open that.",
    )


def _require_single(kind: Kind, image: ImageFile, data: bytes, where: str) -> None:
    # HEIC and MPO hold bursts, depth and gain maps beside the primary picture: that one is taken.
    # In the other kinds several frames mean an animation or a document: which one is meant?
    if kind in ("JPEG", "HEIF"):
        return
    try:
        with quiet():
            frames = _count_pages(data) if kind == "TIFF" else int(getattr(image, "n_frames", 1))
    except decode_faults() as error:
        raise damaged(where) from error
    if frames == 0:
        raise _refused("A camera raw file", where)
    if frames > 1:
        raise PhotoError(
            "The file holds several pictures (an animation or pages).",
            where=where,
            next_step="Save the one you need as a JPEG and open that.",
        )


def _count_pages(data: bytes) -> int:
    """Count full pictures; 0 for a TIFF that only wraps a camera raw file."""
    # NewSubfileType 1 marks a smaller copy, 4 a mask (TIFF 6.0, page 36): not pages.
    from PIL.TiffImagePlugin import TiffImageFile  # noqa: PLC0415

    image = TiffImageFile(BytesIO(data))
    if image.n_frames > 64:
        return image.n_frames
    full = 0
    for page in range(image.n_frames):
        image.seek(page)
        if _DNG_VERSION_TAG in image.tag_v2:
            return 0
        full += not int(image.tag_v2.get(_SUBFILE_TAG, 0)) & 5
    return full


def _describe(kind: Kind, image: ImageFile, where: str) -> PictureHeader:
    width, height = image.size
    orientation = orientation_of(image)
    # Pillow gives a TIFF turned by its own tag the size it has after loading, others as stored.
    foreseen = _ORIENTATION_TAG in getattr(image, "tag_v2", {})
    if orientation >= 5 and not foreseen:
        width, height = height, width
    try:
        deep = _is_deep(kind, image)
    except DECODE_FAULTS as error:
        raise damaged(where) from error
    return PictureHeader(kind, image, width, height, orientation, deep, _focal_of(image))


def orientation_of(image: ImageFile) -> int:
    """Give the EXIF (or XMP) orientation 1-8 still to be applied.

    Corrupt EXIF counts as none: a picture that shows is worth more than its labels.
    """
    try:
        with quiet():
            value = image.getexif().get(_ORIENTATION_TAG, 1)
    except DECODE_FAULTS:
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _focal_of(image: ImageFile) -> float:
    try:
        with quiet():
            focal = float(image.getexif().get_ifd(_EXIF_IFD_TAG).get(_FOCAL_35MM_TAG, 0))
    except DECODE_FAULTS:
        return 0.0
    # 5 mm is a fisheye, 2000 mm the longest tele: anything else is a broken tag.
    return focal if math.isfinite(focal) and 5.0 <= focal <= 2000.0 else 0.0


def _is_deep(kind: Kind, image: ImageFile) -> bool:
    if kind == "PNG":
        return any("16" in str(tile.args) for tile in image.tile)
    if kind != "TIFF":
        return False
    from PIL.TiffImagePlugin import TiffImageFile  # noqa: PLC0415

    assert isinstance(image, TiffImageFile)  # noqa: S101 - narrows for the type checker
    bits = image.tag_v2.get(258, (1,))
    kinds = image.tag_v2.get(339, (1,))
    return set(bits) == {16} and set(kinds) == {1} and image.tag_v2.get(262) in (1, 2)
