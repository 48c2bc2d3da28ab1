"""Profiles: the same skin comes out of every colour space, and a bad profile harms nothing."""

from __future__ import annotations

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

from smp_sim.render.photo import decode_photo
from tests.render.picture_files import (
    KINDS,
    adobe_rgb,
    corners,
    deep_file,
    display_p3,
    encoded,
    near,
)


# Display P3 (180, 120, 90) and Adobe RGB (180, 120, 90) in sRGB, by their published primaries and
# curves (IEC 61966-2-1; Adobe RGB (1998) 4.3), worked out in floating point outside the project.
def srgb_by_formula(codes: tuple[int, int, int], *, p3: bool) -> NDArray[np.float64]:
    """Turn a code of Display P3 or Adobe RGB to sRGB by chromaticities, without ICC."""
    xy_srgb = [(0.64, 0.33), (0.30, 0.60), (0.15, 0.06)]
    xy = (
        [(0.68, 0.32), (0.265, 0.69), (0.15, 0.06)]
        if p3
        else [xy_srgb[0], (0.21, 0.71), xy_srgb[2]]
    )
    c = np.array(codes) / 255.0
    light = (
        np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4) if p3 else c ** (563 / 256)
    )
    linear = np.linalg.solve(xyz_of_primaries(xy_srgb), xyz_of_primaries(xy) @ light)
    return np.asarray(
        255
        * np.where(linear < 0.0031308, 12.92 * linear, 1.055 * np.abs(linear) ** (1 / 2.4) - 0.055)
    )


def xyz_of_primaries(xy: list[tuple[float, float]]) -> NDArray[np.float64]:
    """Give the matrix to XYZ of primaries under D65."""
    columns = np.array([[x / y, 1.0, (1 - x - y) / y] for x, y in xy]).T
    return np.asarray(columns * np.linalg.solve(columns, [0.95047, 1.0, 1.08883]))


@pytest.mark.parametrize("p3", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_wide_profiles_become_srgb(kind: str, *, p3: bool) -> None:
    """Skin stored in Display P3 or Adobe RGB comes out as the same colour in sRGB."""
    skin = np.full((48, 48, 3), (180, 120, 90), dtype=np.uint8)
    data = encoded(skin, kind, icc_profile=display_p3() if p3 else adobe_rgb())
    expected = srgb_by_formula((180, 120, 90), p3=p3)
    assert np.abs(decode_photo(data).srgb[24, 24] - expected).max() <= 2.5


@pytest.mark.parametrize("p3", [True, False])
@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_deep_profiles_become_srgb(kind: str, *, p3: bool) -> None:
    """The same holds at 16 bits, to a fraction of an 8-bit step."""
    skin = np.full((48, 48, 3), (180 * 257, 120 * 257, 90 * 257), dtype=np.uint16)
    srgb = decode_photo(deep_file(skin, kind, icc=display_p3() if p3 else adobe_rgb())).srgb
    assert srgb.dtype == np.uint16
    assert np.abs(srgb[24, 24] / 257 - srgb_by_formula((180, 120, 90), p3=p3)).max() <= 0.2


def test_srgb_profile_changes_nothing() -> None:
    """A photo with an sRGB profile keeps its bytes, and so does a deep one."""
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert np.array_equal(decode_photo(encoded(corners(), "PNG", icc_profile=icc)).srgb, corners())
    deep = corners().astype(np.uint16) * 257
    assert np.array_equal(decode_photo(deep_file(deep, "PNG", icc=icc)).srgb, deep)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("icc", [b"not a profile", display_p3()[:200], bytes(400)])
def test_corrupt_profile_keeps_the_picture(kind: str, icc: bytes) -> None:
    """A corrupt profile is left out: the picture is taken as sRGB."""
    assert near(decode_photo(encoded(corners(), kind, icc_profile=icc)).srgb, corners())


def test_profile_of_other_pixels_is_left_out() -> None:
    """An RGB profile in a grey picture does not change it."""
    stream = io.BytesIO()
    Image.fromarray(corners()).convert("L").save(stream, "PNG", icc_profile=adobe_rgb())
    expected = np.asarray(Image.fromarray(corners()).convert("L").convert("RGB"))
    assert np.array_equal(decode_photo(stream.getvalue()).srgb, expected)
