"""ICC profiles: from the colours a file means to sRGB.

Pictures of 8 bits go through littlecms. It reads no 16-bit RGB from Pillow, so those go through
the profile's own matrix and curves, which is all that Display P3, Adobe RGB, ProPhoto and their
like hold. A profile that is corrupt, or made for another kind of pixels, is left out and the
picture taken as sRGB: a slightly wrong colour serves the client better than no picture.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from smp_sim.render.colour import linear_of_srgb, srgb_of_linear

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageCms import ImageCmsProfile, ImageCmsTransform

Floats = NDArray[np.float64]

#: Linear sRGB to CIE XYZ adapted to D50 (Bradford), as an ICC sRGB profile holds it (ICC.1:2022,
#: IEC 61966-2-1 amendment 1, annex F).
_XYZ_D50_OF_SRGB = np.array(
    [
        [0.4360747, 0.3850649, 0.1430804],
        [0.2225045, 0.7168786, 0.0606169],
        [0.0139322, 0.0971045, 0.7141733],
    ]
)

#: Colour space signature of the profile for each Pillow mode that littlecms takes.
_SPACES = {"RGB": "RGB", "L": "GRAY", "CMYK": "CMYK"}

#: Rows that a 16-bit picture is turned in at a time.
_BAND_ROWS = 64


@dataclass(frozen=True, slots=True)
class MatrixProfile:
    """An RGB profile of three curves and a matrix.

    ``curves`` (3, 65536) float32: linear light in [0, 1] of each 16-bit code; ``matrix`` (3, 3)
    float64: linear sRGB of that light.
    """

    curves: NDArray[np.float32]
    matrix: Floats


def image_to_srgb(image: Image, icc: bytes | None) -> Image:
    """Give an "RGB" image in sRGB of an "RGB", "L" or "CMYK" image.

    Relative colorimetric with black point compensation, so that white stays white.
    """
    transform = _transform_of(image.mode, icc) if icc else None
    if transform is None or _keeps_srgb(image.mode, transform):
        return image if image.mode == "RGB" else image.convert("RGB")
    from PIL import ImageCms  # noqa: PLC0415

    turned = ImageCms.applyTransform(image, transform)
    return image.convert("RGB") if turned is None else turned


def _transform_of(mode: str, icc: bytes) -> ImageCmsTransform | None:
    from PIL import ImageCms  # noqa: PLC0415

    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(icc))
        return _build_transform(mode, profile)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _build_transform(mode: str, profile: ImageCmsProfile) -> ImageCmsTransform | None:
    from PIL import ImageCms  # noqa: PLC0415

    if profile.profile.xcolor_space.strip() != _SPACES.get(mode):
        return None
    return ImageCms.buildTransform(
        profile,
        ImageCms.createProfile("sRGB"),
        mode,
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _keeps_srgb(mode: str, transform: ImageCmsTransform) -> bool:
    """Tell whether the profile is sRGB to a code value: most photos are, and that saves time."""
    if mode != "RGB":
        return False
    from PIL import Image, ImageCms  # noqa: PLC0415

    steps = np.linspace(0, 255, 9)
    cube = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(27, 27, 3)
    probe = Image.fromarray(cube.astype(np.uint8))
    turned = ImageCms.applyTransform(probe, transform)
    change = np.asarray(turned, dtype=np.int16) - np.asarray(probe, dtype=np.int16)
    return bool(np.abs(change).max() <= 1)


def matrix_profile(icc: bytes) -> MatrixProfile | None:
    """Read an RGB matrix profile (ICC.1:2022 §8.3.3, F.3); None for any other or a corrupt one."""
    try:
        tags = _tags_of(icc)
        if icc[16:20] != b"RGB " or b"A2B0" in tags:
            return None
        colorants = np.stack([_xyz_of(tags[name]) for name in (b"rXYZ", b"gXYZ", b"bXYZ")], axis=1)
        curves = np.stack([_curve_of(tags[name]) for name in (b"rTRC", b"gTRC", b"bTRC")])
    except (LookupError, ValueError, struct.error):
        return None
    matrix = np.linalg.solve(_XYZ_D50_OF_SRGB, colorants)
    usable = bool(np.isfinite(matrix).all() and np.isfinite(curves).all())
    return MatrixProfile(curves, matrix) if usable else None


def _tags_of(icc: bytes) -> dict[bytes, bytes]:
    count = min(int.from_bytes(icc[128:132], "big"), 100)
    rows = [struct.unpack_from(">4sII", icc, 132 + 12 * row) for row in range(count)]
    return {name: icc[start : start + size] for name, start, size in rows}


def _xyz_of(tag: bytes) -> Floats:
    return np.array(struct.unpack_from(">3i", tag, 8)) / 65_536.0


def _curve_of(tag: bytes) -> NDArray[np.float32]:
    code = np.linspace(0.0, 1.0, 65_536)
    if tag[:4] == b"curv":
        light = _sampled_curve(tag, code)
    elif tag[:4] == b"para":
        light = _parametric_curve(tag, code)
    else:
        raise ValueError("not a curve")
    return np.clip(light, 0.0, 1.0).astype(np.float32)


def _sampled_curve(tag: bytes, code: Floats) -> Floats:
    # curveType, ICC.1:2022 §10.6: no entry is the identity, one a gamma, more a table.
    count = int.from_bytes(tag[8:12], "big")
    if count == 0:
        return code
    table = np.array(struct.unpack_from(f">{min(count, 70_000)}H", tag, 12), dtype=np.float64)
    if count == 1:
        return np.asarray(code ** (table[0] / 256.0))
    return np.asarray(np.interp(code, np.linspace(0.0, 1.0, len(table)), table / 65_535.0))


def _parametric_curve(tag: bytes, code: Floats) -> Floats:
    # parametricCurveType, ICC.1:2022 §10.18, table 68: parameters g a b c d e f.
    kind = int.from_bytes(tag[8:10], "big")
    given = struct.unpack_from(f">{(1, 3, 4, 5, 7)[kind]}i", tag, 12)
    g, a, b, c, d, e, f = _full_parameters(kind, [value / 65_536.0 for value in given])
    power = np.maximum(a * code + b, 0.0)
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        return np.where(code >= d, power**g + e, c * code + f)


def _full_parameters(kind: int, given: list[float]) -> list[float]:
    """Write the shorter kinds of curve as the longest: (a x + b)^g + e from d on, else c x + f."""
    if kind == 0:
        return [given[0], 1.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    g, a, b, *rest = given
    if kind in (1, 2):
        if a == 0.0:
            raise ValueError("a curve without slope")
        foot = rest[0] if kind == 2 else 0.0
        return [g, a, b, 0.0, -b / a, foot, foot]
    return [g, a, b, *rest, 0.0, 0.0] if kind == 3 else given


def deep_to_srgb(codes: NDArray[np.uint16], profile: MatrixProfile) -> NDArray[np.uint16]:
    """Give (H, W, 3) uint16 sRGB of uint16 codes under a matrix profile."""
    if _is_srgb(profile):
        return codes
    turned = np.empty_like(codes)
    matrix = profile.matrix.T.astype(np.float32)
    for top in range(0, len(codes), _BAND_ROWS):
        band = codes[top : top + _BAND_ROWS]
        light = np.stack([profile.curves[c][band[..., c]] for c in range(3)], axis=-1)
        coded = srgb_of_linear(light @ matrix)
        turned[top : top + _BAND_ROWS] = np.rint(coded * 65_535.0)
    return turned


def _is_srgb(profile: MatrixProfile) -> bool:
    if np.abs(profile.matrix - np.eye(3)).max() > 2e-3:
        return False
    srgb = linear_of_srgb(np.linspace(0.0, 1.0, 65_536))
    return bool(np.abs(profile.curves - srgb).max() < 2e-3)
