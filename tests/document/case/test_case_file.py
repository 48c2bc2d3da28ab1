"""The case file: whole, private, exact, and proof against whatever comes by mail."""

from __future__ import annotations

import io
import json
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from smp_sim.document.case.case_file import MIMETYPE, Dossier, open_case, save_case
from smp_sim.document.editing.edits import remove_view, set_seed
from smp_sim.model.case import Case
from smp_sim.model.errors import CaseFileError, OutputError, SmpError
from tests.document.case_files import (
    document_of,
    full_dossier,
    members_of,
    png_bytes,
    with_document,
    zip_of,
)


def saved(dossier: Dossier, folder: Path) -> bytes:
    """Give the bytes of a saved case."""
    save_case(dossier, folder / "saved.smp")
    return (folder / "saved.smp").read_bytes()


def opened(data: bytes, folder: Path) -> Dossier:
    """Open a case from bytes."""
    (folder / "opened.smp").write_bytes(data)
    return open_case(folder / "opened.smp")


def refusal(data: bytes, folder: Path) -> str:
    """Give the sentence that a file is refused with."""
    with pytest.raises(SmpError) as caught:
        opened(data, folder)
    assert "opened.smp" in str(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give a case file that uses every part."""
    return saved(full_dossier(), tmp_path_factory.mktemp("whole"))


def test_a_case_comes_back_as_saved(tmp_path: Path) -> None:
    """Every value and every byte of every photo returns; the file is its owner's alone."""
    dossier = full_dossier()
    back = opened(saved(dossier, tmp_path), tmp_path)
    assert back.case == dossier.case
    assert dict(back.photos) == dict(dossier.photos)
    assert not back.extras
    assert stat.S_IMODE((tmp_path / "saved.smp").stat().st_mode) == 0o600


def test_an_empty_case_comes_back(tmp_path: Path) -> None:
    """A case without views is a case."""
    assert opened(saved(Dossier(Case()), tmp_path), tmp_path).case == Case()


def test_the_file_tells_what_it_is(whole: bytes) -> None:
    """``mimetype`` stands first and stored; photos are stored under their hash."""
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        members = archive.infolist()
    assert members[0].filename == "mimetype"
    assert whole[38 : 38 + len(MIMETYPE)] == MIMETYPE
    assert all(m.compress_type == zipfile.ZIP_STORED for m in members if m.filename != "case.json")
    photos = {f"photos/{key}.png" for key in full_dossier().photos}
    assert {m.filename for m in members} == {"mimetype", "case.json", *photos}
    assert {m.date_time for m in members} == {(1980, 1, 1, 0, 0, 0)}
    assert document_of(whole)["format"] == "smp-case"


def test_the_same_case_gives_the_same_bytes(tmp_path: Path, whole: bytes) -> None:
    """No clock and no chance goes into the file."""
    assert saved(full_dossier(), tmp_path) == whole


def test_photos_of_no_view_are_left_out(tmp_path: Path) -> None:
    """A photo whose view was taken away does not stay hidden in the file."""
    dossier = full_dossier()
    left = Dossier(remove_view(dossier.case, "scar"), dossier.photos)
    assert len([name for name in members_of(saved(left, tmp_path)) if "photos/" in name]) == 1


def test_unknown_keys_survive(tmp_path: Path, whole: bytes) -> None:
    """Keys of a newer program return after an edit, at every level, by id in lists."""
    document = document_of(whole)
    document["studio"] = {"name": "x", "deep": [{"a": 1}]}
    document["client"]["consent"]["research"] = "2026-01-01"
    document["views"][1]["camera"]["lens"] = "macro"
    document["plan"]["areas"][1]["ink"] = "warm"
    document["plan"]["areas"][0]["strokes"][0]["pen"] = 3
    document["plan"]["sessions"][2]["note"] = "last"
    first = opened(with_document(whole, document), tmp_path)
    plan = replace(first.case.plan, areas=first.case.plan.areas[::-1])
    edited = Dossier(set_seed(replace(first.case, plan=plan), 9), first.photos, first.extras)
    again = document_of(saved(edited, tmp_path))
    assert again["studio"] == document["studio"]
    assert again["client"]["consent"]["research"] == "2026-01-01"
    assert again["views"][1]["camera"]["lens"] == "macro"
    assert [area.get("ink") for area in again["plan"]["areas"]] == [None, "warm", None]
    assert again["plan"]["areas"][2]["strokes"][0]["pen"] == 3
    assert again["plan"]["sessions"][2]["note"] == "last"
    assert again["plan"]["seed"] == 9


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk, a missing photo or a bad value: the old case stays."""
    path = tmp_path / "case.smp"
    save_case(full_dossier(), path)
    before = path.read_bytes()
    dossier = full_dossier()
    bad = replace(dossier.case, plan=replace(dossier.case.plan, seed=-1))
    for broken in (Dossier(dossier.case, {}), Dossier(bad, dossier.photos)):
        with pytest.raises(SmpError):
            save_case(broken, path)

    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("smp_sim.document.disk.atomic_write.os.fsync", fail)
    with pytest.raises(OutputError, match="disk is full"):
        save_case(dossier, path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_no_case_files_are_refused(tmp_path: Path, whole: bytes) -> None:
    """No file, a folder, no zip, a cut zip, a zip of something else: one sentence each."""
    with pytest.raises(CaseFileError, match="no such file"):
        open_case(tmp_path / "none.smp")
    with pytest.raises(CaseFileError, match="not a case file"):
        open_case(tmp_path)
    assert "not a case file" in refusal(b"", tmp_path)
    assert "not a case file" in refusal(b"hello", tmp_path)
    assert "cut short" in refusal(whole[: len(whole) // 2], tmp_path)
    assert "lacks case.json" in refusal(zip_of({"a.txt": b"x"}), tmp_path)


@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "a/../../b", "..\\evil", "C:evil"])
def test_a_path_that_climbs_out_is_refused(tmp_path: Path, whole: bytes, name: str) -> None:
    """A part whose name leads out of the file refuses the whole file."""
    assert "climbs out" in refusal(zip_of({**members_of(whole), name: b"x"}), tmp_path)


def test_bombs_are_refused(tmp_path: Path, whole: bytes) -> None:
    """Zeros without end, too many parts, overlapping parts, two parts of one name."""
    zeros = {**members_of(whole), "photos/zeros": bytes(20_000_000)}
    assert "more than a case can hold" in refusal(zip_of(zeros), tmp_path)
    many = {**members_of(whole), **{f"x{number}": b"" for number in range(300)}}
    assert "more than a case can hold" in refusal(zip_of(many), tmp_path)
    overlap = bytearray(zip_of({"case.json": b"{}", "b": bytes(2)}))
    at = overlap.rindex(b"PK\x01\x02") + 20
    overlap[at : at + 8] = struct.pack("<II", 50_000_000, 50_000_000)
    assert "more than a case can hold" in refusal(bytes(overlap), tmp_path)
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as archive:
        warnings.simplefilter("ignore")
        for _ in range(2):
            archive.writestr("case.json", b"{}")
    assert "two parts of one name" in refusal(stream.getvalue(), tmp_path)


Change = Callable[[Any], object]

BAD_VALUES: list[tuple[Change, str]] = [
    (lambda d: d.update(version=2), "newer version"),
    (lambda d: d.update(format="psd"), "not a case file"),
    (lambda d: d["plan"].update(seed=-1), "plan.seed: expected a whole number >= 0"),
    (lambda d: d["plan"].update(seed="x"), "plan.seed: expected a whole number, got a text"),
    (lambda d: d["plan"].update(sessions=[]), "plan.sessions"),
    (lambda d: d["plan"]["areas"][0].update(density_per_cm2=401), "areas[0].density_per_cm2"),
    (lambda d: d["plan"]["areas"][0].update(kind="beard"), "unknown value 'beard'"),
    (lambda d: d["plan"]["areas"][0].update(id="crown"), "Two areas have the id 'crown'"),
    (lambda d: d["plan"]["areas"][0].pop("id"), "'id' is missing"),
    (lambda d: d["plan"]["areas"][2].update(view="gone"), "view 'gone'"),
    (lambda d: d["plan"]["areas"][2].update(view=""), "must lie in a close-up"),
    (lambda d: d["plan"]["areas"][1].update(outline=[[3, 0, 0]]), "no unit direction"),
    (lambda d: d["plan"]["areas"][0]["strokes"][0].update(radii_mm=[]), "one radius a point"),
    (lambda d: d["plan"]["hairline"].update(points=[[0, 0, 0]]), "no unit direction"),
    (lambda d: d["plan"]["sessions"][1].update(day=0), "follow each other"),
    (lambda d: d["plan"]["sessions"][1].update(number=3), "numbered 1, 2, 3"),
    (lambda d: d["plan"]["sessions"][1].update(share=0.9), "add up to 1.5"),
    (lambda d: d["client"]["consent"].update(photo="yesterday"), "YYYY-MM-DD"),
    (lambda d: d["client"]["consent"].update(photo="2026-02-30"), "YYYY-MM-DD"),
    (lambda d: d["views"][0]["camera"].update(right=[-1, 0, 0]), "looks away"),
    (lambda d: d["views"][0]["camera"].update(width=41), "belongs to this photo"),
    (lambda d: d["views"][0].update(id="scar"), "Two views have the id 'scar'"),
    (lambda d: d["views"][0]["photo"].update(sha256="../../etc"), "photo.sha256"),
    (lambda d: d["views"][0]["photo"].update(suffix=".p/n"), "photo.suffix"),
    (lambda d: d["views"][0]["photo"].update(sha256="0" * 64), "lacks photos/000"),
    (lambda d: d["views"][1]["photo"].update(width=31), "30 × 30 px, the case says 31 × 30"),
    (lambda d: d.update(plan=None), "plan: expected a group of values, got nothing"),
]


@pytest.mark.parametrize(("change", "words"), BAD_VALUES)
def test_values_that_cannot_be_are_refused(
    tmp_path: Path, whole: bytes, change: Change, words: str
) -> None:
    """Wrong types, values out of range or at odds: refused with file, place and reason."""
    document = document_of(whole)
    change(document)
    assert words in refusal(with_document(whole, document), tmp_path)


def test_damaged_json_is_refused(tmp_path: Path, whole: bytes) -> None:
    """NaN, infinity, cut text, no UTF-8, numbers beyond range and deep nesting are refused."""
    text = members_of(whole)["case.json"]
    deep = b'{"format":"smp-case","version":1,"x":' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    for bad in (
        text.replace(b"31.5", b"NaN"),
        text.replace(b"31.5", b"Infinity"),
        text.replace(b"31.5", b"1e999"),
        text[:-10],
        b"\xff\xfe" + text,
        text.replace(b"K-17", b"\\ud800"),
        deep,
        b"",
        b"null",
    ):
        assert "case" in refusal(with_document(whole, bad), tmp_path)


def test_a_swapped_photo_is_refused(tmp_path: Path, whole: bytes) -> None:
    """A photo whose content is not what its name says is refused."""
    members = members_of(whole)
    name = next(name for name in members if name.startswith("photos/"))
    changed = zip_of({**members, name: png_bytes(colour=1)})
    assert "not the photo that the case was made with" in refusal(changed, tmp_path)


def test_packed_or_locked_parts_are_refused(tmp_path: Path, whole: bytes) -> None:
    """An encrypted part, or one packed in a way that is not read here, is refused."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("case.json", b"{}")
    assert "packed in a way" in refusal(stream.getvalue(), tmp_path)
    locked = bytearray(zip_of(members_of(whole)))
    at = -1
    while (at := locked.find(b"PK\x01\x02", at + 1)) >= 0:
        locked[at + 8] |= 1
    assert "packed in a way" in refusal(bytes(locked), tmp_path)


def dossier_or_sentence(data: bytes, folder: Path) -> None:
    """Open bytes: a case that can be saved again, or an SmpError, and no warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            dossier = opened(data, folder)
        except SmpError:
            return
    save_case(dossier, folder / "again.smp")
    assert open_case(folder / "again.smp").case == dossier.case


@given(share=st.floats(0.0, 1.0))
def test_a_cut_anywhere_gives_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, whole: bytes, share: float
) -> None:
    """A file cut at any byte is refused or opens whole."""
    dossier_or_sentence(whole[: int(share * len(whole))], tmp_path_factory.getbasetemp())


@given(
    flips=st.lists(st.tuples(st.floats(0.0, 0.9999), st.integers(1, 255)), min_size=1, max_size=6)
)
def test_flipped_bits_give_a_case_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, whole: bytes, flips: list[tuple[float, int]]
) -> None:
    """A file with flipped bits is refused or opens whole."""
    data = bytearray(whole)
    for share, mask in flips:
        data[int(share * len(data))] ^= mask
    dossier_or_sentence(bytes(data), tmp_path_factory.getbasetemp())


def paths_of(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the path of every value inside plain values."""
    if not isinstance(value, dict | list):
        return []
    items = value.items() if isinstance(value, dict) else enumerate(value)
    return [way for key, item in items for way in ((*path, key), *paths_of(item, (*path, key)))]


_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@given(data=st.data())
def test_any_value_anywhere_gives_a_case_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, whole: bytes, data: st.DataObject
) -> None:
    """Whatever stands anywhere in ``case.json``, the file is refused or opens and saves again."""
    document = document_of(whole)
    for _ in range(data.draw(st.integers(1, 3))):
        ways = paths_of(document)
        *way, last = ways[data.draw(st.integers(0, len(ways) - 1))]
        place = document
        for key in way:
            place = place[key]
        place[last] = data.draw(_PLAIN)
    text = json.dumps(document).encode()
    dossier_or_sentence(with_document(whole, text), tmp_path_factory.getbasetemp())
