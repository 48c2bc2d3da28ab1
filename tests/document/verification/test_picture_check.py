"""A picture is known again by its pixels, whatever was done to its file; a foreign one is not."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from PIL import Image

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.export.export_order import make_picture, write_export
from smp_sim.document.export.picture_file import write_picture
from smp_sim.document.export.provenance import ExportKind, xmp_packet
from smp_sim.document.samples.sample_client import sample_dossier
from smp_sim.document.samples.treatment_samples import treatment_sample
from smp_sim.document.verification.picture_check import check_picture
from smp_sim.model.errors import PhotoError
from smp_sim.render.composite import bytes_of_photo
from smp_sim.render.healing import healed_day
from smp_sim.render.products import Bytes8
from tests.document.export_cases import order_for, personal_dossier, studio


@cache
def head() -> Dossier:
    """Give the sample head from above, 480 x 600 px: dots are two px apart."""
    return sample_dossier(sides=("front-high",), width=480, height=600)


def reseeded() -> Dossier:
    """Give the same head with another field of dots."""
    return Dossier(replace(head().case, plan=replace(head().case.plan, seed=77)), head().photos)


@cache
def exported(kind: ExportKind = "picture", day: float = 56.0) -> Bytes8:
    """Give an export's pixels."""
    return make_picture(studio(), head(), order_for(head(), kind, day=day, days=(28.0,))).srgb


def half_size(image: Image.Image) -> Image.Image:
    """Give it at half its size."""
    return image.resize((image.width // 2, image.height // 2), Image.Resampling.BICUBIC)


def tight_crop(image: Image.Image) -> Image.Image:
    """Give the treated part alone."""
    return image.crop((70, 90, 420, 300))


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".tif", ".webp"])
def test_what_the_case_made_came_from_it(suffix: str, tmp_path: Path) -> None:
    """Every kind of file is known again, with its moment."""
    path = tmp_path / f"a{suffix}"
    write_export(studio(), head(), order_for(head(), "picture"), path)
    verdict = check_picture(studio(), head(), path)
    assert verdict.came_from_case, verdict.reason
    assert (verdict.side, verdict.day, verdict.retention) == ("front-high", 56.0, "typical")
    assert "names the same plan" in verdict.reason


@pytest.mark.parametrize("change", [half_size, tight_crop, lambda image: image])
def test_a_stripped_copy_is_known_by_its_pixels(
    change: Callable[[Image.Image], Image.Image], tmp_path: Path
) -> None:
    """Recompressed, shrunk or cropped, without metadata; and it is not another seed's."""
    path = tmp_path / "copy.jpg"
    change(Image.fromarray(exported())).save(path, quality=85)
    verdict = check_picture(studio(), head(), path)
    assert verdict.came_from_case, verdict.reason
    assert "only its pixels" in verdict.reason
    other = check_picture(studio(), reseeded(), path)
    assert not other.came_from_case
    assert "dots are of another plan" in other.reason


@pytest.mark.parametrize("kind", ["pair", "range", "healing"])
def test_sheets_are_known_picture_by_picture(kind: ExportKind, tmp_path: Path) -> None:
    """The photo as it was taken stands beside previews and does no harm."""
    path = tmp_path / "sheet.png"
    write_picture(exported(kind), path)
    verdict = check_picture(studio(), head(), path)
    assert verdict.came_from_case, verdict.reason
    assert not check_picture(studio(), reseeded(), path).came_from_case


def test_a_sheet_of_plain_skin_is_known_by_its_layout(tmp_path: Path) -> None:
    """A close-up has no features to find it by; another seed's dots are told all the same."""
    case = personal_dossier()
    other = Dossier(replace(case.case, plan=replace(case.case.plan, seed=77)), case.photos)
    path = tmp_path / "sheet.png"
    write_picture(make_picture(studio(), case, order_for(case, "range")).srgb, path)
    verdict = check_picture(studio(), case, path)
    assert verdict.came_from_case, verdict.reason
    assert "of its pictures" in verdict.reason
    assert "dots are of another plan" in check_picture(studio(), other, path).reason


def test_retouching_outside_the_treatment_is_told(tmp_path: Path) -> None:
    """A patch painted over below the treatment: dots fit, the photo does not."""
    srgb = exported().copy()
    srgb[400:470, 200:280] = srgb[400:470, 200:280].mean(axis=(0, 1))
    srgb[400:470, 200:280] += 20
    path = tmp_path / "a.png"
    write_picture(srgb, path)
    verdict = check_picture(studio(), head(), path)
    assert not verdict.came_from_case
    assert "outside the treatment" in verdict.reason


@pytest.mark.parametrize(
    "start",
    [
        b"GIF89a",
        b"\0\0\0\x20ftypisom",
        b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x02",
    ],
)
def test_films_are_said_not_to_be_checked(start: bytes, tmp_path: Path) -> None:
    """A GIF, an MP4, a WebP that moves: undecided, with what to take instead."""
    path = tmp_path / "film"
    path.write_bytes(start + b"\0" * 40)
    verdict = check_picture(studio(), head(), path)
    assert verdict.is_undecided
    assert not verdict.came_from_case
    assert "Films are not checked" in verdict.reason


def test_what_nobody_can_tell_is_said_so(tmp_path: Path) -> None:
    """A stamp-sized copy holds no dots: it is neither accepted nor called another's."""
    path = tmp_path / "a.jpg"
    small = Image.fromarray(exported()).resize((120, 150), Image.Resampling.LANCZOS)
    small.save(path, quality=60)
    verdict = check_picture(studio(), head(), path)
    assert verdict.is_undecided
    assert "can't be told" in verdict.reason


def test_copied_metadata_convinces_nobody(tmp_path: Path) -> None:
    """Another seed's picture under this case's metadata is refused by its dots."""
    made = make_picture(studio(), head(), order_for(head(), "picture"))
    foreign = make_picture(studio(), reseeded(), order_for(head(), "picture"))
    path = tmp_path / "forged.png"
    write_picture(foreign.srgb, path, xmp=xmp_packet(made.origin))
    verdict = check_picture(studio(), head(), path)
    assert not verdict.came_from_case
    assert "dots are of another plan" in verdict.reason


def test_metadata_of_another_plan_is_refused(tmp_path: Path) -> None:
    """What a file says of itself can only refuse."""
    path = tmp_path / "a.png"
    write_export(studio(), reseeded(), order_for(head(), "picture"), path)
    verdict = check_picture(studio(), head(), path)
    assert not verdict.came_from_case
    assert "names another plan" in verdict.reason


def test_a_healed_picture_can_not_pass_for_a_fresh_one(tmp_path: Path) -> None:
    """The pixels of day 0 under the words of day 56 are refused, naming both."""
    path = tmp_path / "a.png"
    origin = make_picture(studio(), head(), order_for(head(), "picture")).origin
    write_picture(exported(day=0.0), path, xmp=xmp_packet(origin))
    verdict = check_picture(studio(), head(), path)
    assert not verdict.came_from_case
    assert "names day 56" in verdict.reason
    assert "looks like day 0" in verdict.reason


def test_a_darkened_picture_is_told(tmp_path: Path) -> None:
    """Half of the treatment painted darker: photo and dots fit, the tone does not."""
    srgb = exported().astype(np.int16)
    srgb[110:270, 240:400] -= 30
    path = tmp_path / "a.png"
    write_picture(np.clip(srgb, 0, 255).astype(np.uint8), path)
    verdict = check_picture(studio(), head(), path)
    assert not verdict.came_from_case
    assert "altered" in verdict.reason


def test_the_photo_itself_is_no_preview(tmp_path: Path) -> None:
    """Without dots it is the photo as it was taken."""
    path = tmp_path / "a.png"
    write_picture(bytes_of_photo(studio().photo(head(), "front-high").srgb), path)
    verdict = check_picture(studio(), head(), path)
    assert not verdict.came_from_case
    assert "as it was taken" in verdict.reason


def test_other_pictures_show_none_of_the_photos(tmp_path: Path) -> None:
    """Noise, one colour, another size: no photo of the case lies in them."""
    noise = np.random.default_rng(1).integers(0, 256, (600, 480, 3), dtype=np.uint8)
    for picture in (noise, np.full((600, 480, 3), 90, np.uint8), noise[:7, :9]):
        path = tmp_path / "a.png"
        write_picture(picture, path)
        verdict = check_picture(studio(), head(), path)
        assert not verdict.came_from_case
        assert "none of the photos" in verdict.reason


def test_a_file_that_is_no_picture_is_a_sentence(tmp_path: Path) -> None:
    """It is refused like any photo that can't be read."""
    path = tmp_path / "a.png"
    path.write_bytes(b"not a picture")
    with pytest.raises(PhotoError):
        check_picture(studio(), head(), path)


def test_a_picture_in_german_is_known_again(tmp_path: Path) -> None:
    """The language of the words in a picture does not change whose it is."""
    path = tmp_path / "a.jpg"
    write_export(studio(), head(), order_for(head(), "picture", language="de"), path)
    verdict = check_picture(studio(), head(), path)
    assert verdict.came_from_case, verdict.reason
    assert (verdict.side, verdict.day) == ("front-high", 56.0)


def test_pictures_with_hair_grown_back_are_known_again(tmp_path: Path) -> None:
    """A pair without and with it came from the case, and its metadata names the same plan."""
    dossier = treatment_sample("alopecia-areata", width=440, height=550)
    path = tmp_path / "a.png"
    order = order_for(dossier, "pair", day=healed_day(dossier.case.plan))
    write_export(studio(), dossier, dataclasses.replace(order, hair_returns=True), path)
    verdict = check_picture(studio(), dossier, path)
    assert verdict.came_from_case, verdict.reason
    assert "names the same plan" in verdict.reason
