"""Sealed files: every byte proved, wrong passphrase and damage told apart, any length."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.document.protection import sealed_stream
from smp_sim.document.protection.sealed_stream import (
    HEAD_BYTES,
    SealedReader,
    key_of_file,
    open_body,
    sealing,
)
from smp_sim.model.errors import CaseFileError, PassphraseNeededError, WrongPassphraseError
from tests.document.protection.quick_key import PASSPHRASE, quick_key

KEY = quick_key()
_SMALL_CHUNK = 64


def sealed(plain: bytes, *, piece: int = 1000) -> bytes:
    """Give the sealed bytes, written piece by piece."""
    stream = io.BytesIO()
    with sealing(stream, KEY) as sink:
        for start in range(0, len(plain), piece):
            sink.write(plain[start : start + piece])
    return stream.getvalue()


def opened(data: bytes) -> bytes:
    """Give the plain bytes of a sealed file."""
    return SealedReader(io.BytesIO(data), KEY, "x.smp").read()


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut files into chunks of 64 bytes, so that a short one has many."""
    monkeypatch.setattr(sealed_stream, "CHUNK_BYTES", _SMALL_CHUNK)
    monkeypatch.setattr(sealed_stream.SealHead.__init__, "__defaults__", (_SMALL_CHUNK,))


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 128, 1000])
def test_any_length_comes_back(length: int) -> None:
    """Empty, below, at and above the size of a chunk: the same bytes, in any pieces."""
    plain = bytes(range(256)) * 4
    for piece in (1, 64, 999):
        assert opened(sealed(plain[:length], piece=piece)) == plain[:length]


@pytest.mark.usefixtures("small_chunks")
@given(places=st.lists(st.tuples(st.integers(0, 1100), st.integers(0, 300)), max_size=6))
def test_any_place_can_be_read(places: list[tuple[int, int]]) -> None:
    """Seeking and reading gives what the same does in the plain bytes."""
    plain = bytes(range(250)) * 4
    reader, known = SealedReader(io.BytesIO(sealed(plain)), KEY, "x"), io.BytesIO(plain)
    whole = io.BufferedReader(reader, _SMALL_CHUNK)
    for start, count in places:
        whole.seek(start)
        known.seek(start)
        assert whole.read(count) == known.read(count)


@pytest.mark.usefixtures("small_chunks")
def test_a_changed_byte_anywhere_is_found(tmp_path: Path) -> None:
    """Whichever single byte is changed, the file is refused before its content is believed."""
    whole = sealed(bytes(300))
    path = tmp_path / "a.smp"
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :])
        if place < len(sealed_stream.MAGIC):
            assert key_of_file(path, "a.smp", KEY) is None  # no sealed file any more, nor a zip
            continue
        with pytest.raises(CaseFileError) as caught:
            _prove(path)
        assert not isinstance(caught.value, WrongPassphraseError)
        assert "damaged" in str(caught.value)


def _prove(path: Path) -> None:
    with open_body(path, path.name, key_of_file(path, path.name, KEY)) as body:
        body.read()


@pytest.mark.usefixtures("small_chunks")
def test_chunks_keep_their_places() -> None:
    """A file cut at a chunk's end, lengthened, or with two chunks swapped is refused."""
    whole, full = sealed(bytes(300)), _SMALL_CHUNK + 16
    head, body = whole[:HEAD_BYTES], whole[HEAD_BYTES:]
    swapped = head + body[full : 2 * full] + body[:full] + body[2 * full :]
    for bad in (whole[:-1], head + body[: 2 * full], head, whole + b"x", whole + body, swapped):
        with pytest.raises(CaseFileError, match="damaged"):
            SealedReader(io.BytesIO(bad), KEY, "x").prove()


@pytest.mark.usefixtures("small_chunks")
def test_a_chunk_of_another_file_is_refused() -> None:
    """Two files of one key can't lend each other chunks."""
    first, second = sealed(bytes(300)), sealed(bytes(300))
    assert first[HEAD_BYTES:] != second[HEAD_BYTES:]
    mixed = first[:HEAD_BYTES] + second[HEAD_BYTES:]
    with pytest.raises(CaseFileError, match="damaged"):
        SealedReader(io.BytesIO(mixed), KEY, "x").prove()


def test_a_wrong_passphrase_is_not_called_damage(tmp_path: Path) -> None:
    """Right, wrong, none, and another file's key: opened, wrong, needed, needed."""
    path = tmp_path / "a.smp"
    path.write_bytes(sealed(b"plain words"))
    assert key_of_file(path, "a.smp", PASSPHRASE) == KEY
    with pytest.raises(WrongPassphraseError, match="not the one of this case"):
        key_of_file(path, "a.smp", PASSPHRASE + "!")
    with pytest.raises(PassphraseNeededError):
        key_of_file(path, "a.smp", None)
    path.write_bytes(b"PK\x03\x04")
    assert key_of_file(path, "a.smp", None) is None


def test_nothing_of_the_content_shows() -> None:
    """Neither words nor their repetition can be seen in the sealed bytes."""
    data = sealed(b"reference K-17 " * 400)
    assert b"K-17" not in data
    blocks = [data[start : start + 16] for start in range(HEAD_BYTES, len(data) - 16, 16)]
    assert len(set(blocks)) == len(blocks)


def test_sealing_keeps_a_chunk_in_memory_not_the_file() -> None:
    """40 MB pass through in a few MB, on the way in and on the way out."""
    block = bytes(1024**2)
    tracemalloc.start()
    with TemporaryFile() as stream:
        with sealing(stream, KEY) as sink:
            for _ in range(40):
                sink.write(block)
        stream.seek(0)
        SealedReader(stream, KEY, "x").prove()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5 * 1024**2
