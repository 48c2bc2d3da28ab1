"""Every export: its size, its mark, what its file says and what it keeps to itself."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace
from PIL import Image

from smp_sim.document.case.case_file import Dossier
from smp_sim.document.export.export_order import make_picture, write_export
from smp_sim.document.export.exports import changed_pixels
from smp_sim.document.export.picture_file import srgb_profile
from smp_sim.document.export.provenance import SOURCE_TYPE, ExportKind, plan_hash
from smp_sim.document.progress_report import Cancelled
from smp_sim.model.camera import Scale
from smp_sim.model.case import Case
from smp_sim.model.errors import CaseFileError, SmpError
from smp_sim.model.plan import Plan, Session
from smp_sim.render.composite import bytes_of_photo
from smp_sim.render.photo import decode_photo
from tests.document.export_cases import (
    PERSONAL,
    head_dossier,
    order_for,
    personal_dossier,
    studio,
)
from tests.document.mark_finder import FOUND, find_words

KINDS: tuple[ExportKind, ...] = ("picture", "pair", "range", "views", "healing")
SUFFIXES = (".png", ".jpg", ".tif", ".webp")


def told_by_exiftool(path: Path) -> dict[str, Any]:
    """Read all that an independent program finds in a file, by group and name."""
    words = ["exiftool", "-json", "-G1", "-a", "-u", str(path)]
    done = subprocess.run(words, capture_output=True, check=True)
    (told,) = json.loads(done.stdout)
    return dict(told)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_independent_reader_finds_where_it_comes_from(suffix: str, tmp_path: Path) -> None:
    """All four kinds of file say source type, program, seed, plan, day, retention and scale."""
    dossier, path = head_dossier(), tmp_path / f"a{suffix}"
    write_export(studio(), dossier, order_for(dossier, "picture", retention="light"), path)
    told = told_by_exiftool(path)
    assert told["XMP-iptcExt:DigitalSourceType"] == SOURCE_TYPE
    assert told["XMP-xmp:CreatorTool"].startswith("smp-sim ")
    assert told["XMP-smp:PlanHash"] == plan_hash(dossier.case.plan)
    assert told["XMP-smp:Seed"] == dossier.case.plan.seed
    assert (told["XMP-smp:Days"], told["XMP-smp:Retention"]) == (56, "light")
    assert told["XMP-smp:ScaleState"] == "scale from the camera"
    with Image.open(path) as image:
        assert image.info["icc_profile"] == srgb_profile()


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("kind", ["picture", "views"])
def test_nothing_personal_leaves(kind: ExportKind, suffix: str, tmp_path: Path) -> None:
    """Of a photo full of names, places and serial numbers no word is left, nor the client code."""
    dossier, path = personal_dossier(), tmp_path / f"a{suffix}"
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(next(iter(dossier.photos.values())))
    planted = " ".join(str(value) for value in told_by_exiftool(photo).values())
    assert all(word in planted for word in PERSONAL if word != PERSONAL[2])
    write_export(studio(), dossier, order_for(dossier, kind), path)
    told, data = told_by_exiftool(path), path.read_bytes()
    for word in (*PERSONAL, "SECRET-77", dossier.case.views[0].photo.sha256):
        assert word.encode() not in data
        assert word not in str(told)
    assert not [name for name in told if name.startswith(("GPS", "IPTC", "ExifIFD", "MakerNotes"))]


@pytest.mark.parametrize("suffix", [".webp", ".gif", ".mp4"])
def test_nothing_personal_leaves_in_films(suffix: str, tmp_path: Path) -> None:
    """Films carry neither, and no date of making."""
    dossier, path = personal_dossier(), tmp_path / f"a{suffix}"
    order = order_for(dossier, "healing", days=(0.0, 28.0), stop_seconds=0.2)
    write_export(studio(), dossier, order, path)
    told = told_by_exiftool(path)
    assert not any(word in str(told) for word in (*PERSONAL, "SECRET-77"))
    assert not [name for name in told if name.startswith(("GPS", "IPTC", "ExifIFD"))]
    assert "20" not in str(told.get("QuickTime:CreateDate", ""))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_carries_the_mark_inside_its_previews(kind: ExportKind) -> None:
    """A crop to the lower half of the picture that is treated still says that it is no result."""
    dossier = personal_dossier()
    made = make_picture(studio(), dossier, order_for(dossier, kind, days=(28.0,), size=1200))
    assert find_words(made.srgb, sizes=range(9, 30)).likeness > FOUND
    if kind == "picture":
        before = bytes_of_photo(decode_photo(next(iter(dossier.photos.values()))).srgb)
        rows, columns = np.nonzero(changed_pixels(before, made.srgb))
        middle = made.srgb[60:160, 4 * columns.min() : 4 * columns.max()]
        assert rows.size
        assert find_words(np.ascontiguousarray(middle), sizes=range(9, 30)).likeness > FOUND


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [300, 777])
def test_the_longer_side_is_what_was_asked(kind: ExportKind, size: int) -> None:
    """At most so many px, and close to it wherever the photo is large enough."""
    dossier = head_dossier()
    made = make_picture(studio(), dossier, order_for(dossier, kind, days=(0.0, 28.0), size=size))
    longest = max(made.srgb.shape[:2])
    assert longest <= size
    assert longest > 0.9 * min(size, 450)


def test_a_thumbnail_is_marked_too() -> None:
    """However small, a picture goes out with plates in two corners."""
    made = make_picture(studio(), head_dossier(), order_for(head_dossier(), "picture", size=96))
    assert max(made.srgb.shape[:2]) <= 96


def test_full_size_keeps_the_photos_pixels() -> None:
    """A pair at full size is two photos wide; the single picture is as large as its photo."""
    dossier = head_dossier()
    pair = make_picture(studio(), dossier, order_for(dossier, "pair", size="full")).srgb
    assert 2 * 360 < pair.shape[1] < 2 * 360 + 60
    single = make_picture(studio(), dossier, order_for(dossier, "picture", size="full")).srgb
    assert single.shape == (450, 360, 3)


def test_the_range_gets_darker_from_light_to_strong() -> None:
    """Photo, light, typical and strong stand side by side, each darker than the one before."""
    dossier = personal_dossier()
    page = make_picture(studio(), dossier, order_for(dossier, "range")).srgb
    quarter = page.shape[1] // 4
    rows = slice(page.shape[0] // 4, page.shape[0] // 2)
    inner = [page[rows, n * quarter + 60 : (n + 1) * quarter - 60] for n in range(4)]
    tones = [float(np.median(part)) for part in inner]
    assert tones == sorted(tones, reverse=True)
    assert tones[0] > tones[3] + 3


def test_views_of_different_shape_share_a_sheet() -> None:
    """A tall and a wide photo stand in fields of one shape, the unknown scale said in capitals."""
    dossier = head_dossier()
    first, second = dossier.case.views
    wide = replace(second, scale=Scale())
    case = replace(dossier.case, views=(first, wide, *personal_dossier().case.views))
    photos = {**dossier.photos, **personal_dossier().photos}
    made = make_picture(studio(), Dossier(case, photos), order_for(dossier, "views"))
    assert made.srgb.shape[1] > 3 * 720
    assert "UNCALIBRATED" in made.origin.scale
    assert made.origin.views == ("front-high", "left", "flat")


def test_a_case_without_views_is_a_sentence() -> None:
    """No photo, no sheet, and what to do about it."""
    with pytest.raises(SmpError, match=r"no views\. Add a photo"):
        make_picture(studio(), Dossier(Case()), order_for(Dossier(Case()), "views"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_view_whose_photo_is_missing_is_a_sentence(kind: ExportKind) -> None:
    """The view is named, nothing is drawn in its place."""
    dossier = Dossier(head_dossier().case, {})
    with pytest.raises(CaseFileError, match=r"front-high: The photo of this view is missing"):
        make_picture(studio(), dossier, order_for(dossier, kind))


def test_forty_sessions_make_a_strip_that_can_be_judged() -> None:
    """Of many sessions some are shown, the first and the last among them."""
    sessions = tuple(Session(number=n, day=7.0 * n, share=1 / 40) for n in range(1, 41))
    dossier = personal_dossier()
    case = replace(dossier.case, plan=replace(dossier.case.plan, sessions=sessions))
    made = make_picture(studio(), Dossier(case, dossier.photos), order_for(dossier, "healing"))
    assert len(made.origin.days) == 19
    assert made.origin.days[0] == 7.0
    assert 280.0 in made.origin.days
    assert max(made.srgb.shape) < 4000


def test_an_export_given_up_leaves_nothing(tmp_path: Path) -> None:
    """Ended before it was written, no file is there."""

    def give_up(_share: float, words: str) -> None:
        if words == "writing":
            raise Cancelled

    dossier = personal_dossier()
    with pytest.raises(Cancelled):
        write_export(studio(), dossier, order_for(dossier, "pair"), tmp_path / "a.png", give_up)
    assert list(tmp_path.iterdir()) == []


def test_the_mark_can_be_left_out_only_of_a_training_case(tmp_path: Path) -> None:
    """Every kind is refused for a client's case."""
    dossier = personal_dossier()
    for kind in KINDS:
        with pytest.raises(SmpError, match="only of a training case"):
            make_picture(studio(), dossier, order_for(dossier, kind, is_marked=False))
    order = order_for(dossier, "healing", is_marked=False)
    with pytest.raises(SmpError, match="only of a training case"):
        write_export(studio(), dossier, order, tmp_path / "a.gif")


def test_a_plan_without_areas_can_be_shown() -> None:
    """Nothing treated: the whole photo stands in the strip."""
    dossier = head_dossier()
    bare = Dossier(replace(dossier.case, plan=Plan()), dossier.photos)
    made = make_picture(studio(), bare, order_for(bare, "range", size=800))
    assert made.srgb.shape[1] <= 800


@pytest.mark.parametrize("kind", KINDS)
def test_words_are_those_of_the_order(kind: ExportKind) -> None:
    """Asked for in German, every kind carries the German mark and not the English one."""
    dossier = head_dossier()
    order = order_for(dossier, kind, language="de", days=(0.0, 28.0))
    srgb = make_picture(studio(), dossier, order).srgb
    assert find_words(srgb, "kein Ergebnis").likeness > FOUND
    assert find_words(srgb).likeness < FOUND
