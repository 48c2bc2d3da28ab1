"""Photo in: the bytes of a file to an upright sRGB picture.

Order: kind and limits from the header, pixels, profile to sRGB, alpha onto white, turn upright.
The turn is made here and nowhere else: exactly once, in every kind of file.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal, cast

import numpy as np
from numpy.typing import NDArray

from smp_sim.model.case import PhotoRef
from smp_sim.model.errors import PhotoError
from smp_sim.model.sentence import Sentence
from smp_sim.render.photo_header import (
    SUFFIXES,
    PictureHeader,
    damaged,
    decode_faults,
    orientation_of,
    quiet,
    read_header,
)
from smp_sim.render.photo_profile import deep_to_srgb, image_to_srgb, matrix_profile
from smp_sim.render.products import Photo

if TYPE_CHECKING:
    from PIL.Image import Image

Codes = NDArray[np.uint8] | NDArray[np.uint16]

_DEEP_GREY = ("I;16", "I;16B", "I;16L")
_ALPHA = ("RGBA", "LA", "PA", "La", "RGBa")
_READ_MODES = ("1", "L", "P", "RGB", "RGBX", "CMYK", "YCbCr", *_ALPHA)
_ASSOCIATED_ALPHA = 1


def decode_photo(data: bytes, *, where: str = "") -> Photo:
    """Decode a picture file.

    JPEG (also a phone's multi-picture file), PNG, TIFF, WebP, HEIC, AVIF, BMP and still GIF; grey,
    palette, CMYK, alpha, 8 and 16 bits a channel; EXIF orientation and the ICC profile applied.

    * Alpha is laid on white: it is what programs show behind a cut-out portrait and what a clinic's
      paper is; black would read as hair.
    * Corrupt EXIF or a corrupt or unfitting ICC profile is left out and the picture kept (taken as
      upright, or as sRGB).
    * Of a HEIC burst or a multi-picture JPEG the primary picture is taken. The EXIF orientation of
      a HEIC is not looked at: its own turn property counts (ISO/IEC 23000-22, 7.2.1.3).

    Parameters
    ----------
    data : the whole file; at most 100 megapixels and 30,000 px a side, checked before decoding.
    where : the file's name, for messages.

    Returns
    -------
    Photo
        uint16 for 16-bit PNG and TIFF (unless their profile is one of tables or they are CMYK),
        otherwise uint8.

    Raises
    ------
    PhotoError
        For no bytes, no picture, an unread kind, an animation, too many pixels, damage.
    """
    header = read_header(data, where=where)
    codes, orientation = _read_codes(header, data, where)
    upright = _turn_upright(codes, orientation)
    # A damaged HEIC may say one size in its header and decode to another.
    if upright.shape[:2] != (header.height, header.width):
        raise damaged(where)
    return Photo(upright, header.focal_35mm)


def measure_photo(data: bytes, *, where: str = "") -> PhotoRef:
    """Describe a picture by its header and content: hash, true suffix, upright size in px.

    Raises
    ------
    PhotoError
        As :func:`decode_photo`, except for damage behind the header.
    """
    header = read_header(data, where=where)
    return PhotoRef(
        sha256=hashlib.sha256(data).hexdigest(),
        suffix=SUFFIXES[header.kind],
        width=header.width,
        height=header.height,
    )


def _read_codes(header: PictureHeader, data: bytes, where: str) -> tuple[Codes, int]:
    """Give sRGB codes (H, W, 3) and the orientation they still need."""
    try:
        with quiet():
            # A 16-bit file is loaded too: only Pillow tells reliably when one is cut short.
            header.image.load()
            deep = _read_deep(header, data) if header.deep else None
            if deep is not None:
                return deep
            _require_mode(header.image, where)
            codes = _shallow_codes(header.image, header.image.info.get("icc_profile"))
            # Asked only now: Pillow turns a TIFF itself while loading it, and then says so.
            return codes, orientation_of(header.image)
    except MemoryError as error:
        raise PhotoError(
            "There is not enough memory to open this picture.",
            where=where,
            next_step="Close other programs or save a smaller copy.",
        ) from error
    except decode_faults() as error:
        raise damaged(where) from error


def _require_mode(image: Image, where: str) -> None:
    if image.mode not in (*_READ_MODES, *_DEEP_GREY):
        raise PhotoError(
            Sentence("Pixels of this kind ({mode}) can't be shown.", mode=image.mode),
            where=where,
            next_step="Save the picture as 8-bit RGB and open that.",
        )


def _shallow_codes(image: Image, icc: bytes | None) -> Codes:
    if image.mode in _DEEP_GREY:
        return _deep_grey(np.asarray(image).astype(np.uint16), icc)
    if image.mode in _ALPHA or "transparency" in image.info:
        return _on_white(image.convert("RGBA"), icc)
    plain = image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")
    return np.asarray(image_to_srgb(plain, icc))


def _deep_grey(grey: NDArray[np.uint16], icc: bytes | None) -> Codes:
    from PIL import Image as Pictures  # noqa: PLC0415

    if icc:
        shallow = Pictures.fromarray(np.asarray(grey >> 8, dtype=np.uint8))
        return np.asarray(image_to_srgb(shallow, icc))
    return np.repeat(grey[..., None], 3, axis=-1)


def _on_white(image: Image, icc: bytes | None) -> NDArray[np.uint8]:
    from PIL import Image as Pictures  # noqa: PLC0415

    colours = image_to_srgb(image.convert("RGB"), icc)
    white = Pictures.new("RGB", image.size, (255, 255, 255))
    return np.asarray(Pictures.composite(colours, white, image.getchannel("A")))


def _read_deep(header: PictureHeader, data: bytes) -> tuple[Codes, int] | None:
    """Read 16-bit colours, which Pillow would cut to 8 bits; None where it serves better."""
    icc = header.image.info.get("icc_profile")
    profile = matrix_profile(icc) if icc else None
    if (icc and profile is None) or _is_premultiplied(header):
        return None
    codes = _deep_codes(data, tiff=header.kind == "TIFF")
    if codes is None:
        return None
    colours = codes[..., :3] if profile is None else deep_to_srgb(codes[..., :3], profile)
    return _deep_on_white(colours, codes[..., 3:]), header.orientation


def _is_premultiplied(header: PictureHeader) -> bool:
    tags = getattr(header.image, "tag_v2", {})
    return _ASSOCIATED_ALPHA in tuple(tags.get(338, ()))


def _deep_codes(data: bytes, *, tiff: bool) -> NDArray[np.uint16] | None:
    """Give (H, W, 3 or 4) uint16 R, G, B, alpha as stored, not turned; None where not read."""
    import cv2  # noqa: PLC0415

    stored = _untagged_tiff(data) if tiff else data
    try:
        pixels = cv2.imdecode(np.frombuffer(stored, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error:
        return None
    # Typed as always an array; gives None for bytes it can't read.
    if not isinstance(pixels, np.ndarray) or pixels.dtype != np.uint16:
        return None
    if pixels.ndim == 2:
        return np.repeat(pixels[..., None], 3, axis=-1)
    order = cv2.COLOR_BGR2RGB if pixels.shape[2] == 3 else cv2.COLOR_BGRA2RGBA
    return np.asarray(cv2.cvtColor(pixels, order), dtype=np.uint16)


def _untagged_tiff(data: bytes) -> bytes:
    """Set the orientation of a TIFF's first page to 1: OpenCV fails on turned 16-bit ones."""
    order: Literal["little", "big"] = "little" if data[:2] == b"II" else "big"
    start = int.from_bytes(data[4:8], order)
    count = int.from_bytes(data[start : start + 2], order)
    for entry in range(start + 2, start + 2 + 12 * count, 12):
        if int.from_bytes(data[entry : entry + 2], order) == 0x0112:
            return data[: entry + 8] + (1).to_bytes(2, order) + data[entry + 10 :]
    return data


def _deep_on_white(colours: NDArray[np.uint16], alpha: NDArray[np.uint16]) -> NDArray[np.uint16]:
    if alpha.shape[-1] == 0:
        return np.ascontiguousarray(colours)
    share = alpha.astype(np.float32) / 65_535.0
    laid = 65_535.0 - share * (65_535.0 - colours.astype(np.float32))
    return np.rint(laid).astype(np.uint16)


def _turn_upright(codes: Codes, orientation: int) -> Codes:
    """Apply an EXIF orientation (EXIF 2.32, table 6) and give a read-only array."""
    turned: Codes = codes if orientation == 1 else _turned(codes, orientation)
    turned.flags.writeable = False
    return turned


def _turned(codes: Codes, orientation: int) -> Codes:
    import cv2  # noqa: PLC0415

    # OpenCV turns 12 megapixels several times faster than NumPy copies a turned view.
    turned = cv2.transpose(codes) if orientation >= 5 else codes
    rows, columns = orientation in (3, 4, 7, 8), orientation in (2, 3, 6, 7)
    if rows or columns:
        turned = cv2.flip(turned, -1 if rows and columns else int(columns))
    return cast("Codes", turned)  # OpenCV keeps the type; its annotations do not say so
