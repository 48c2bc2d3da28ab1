"""Sealed files: a head in the clear, then chunks of AES-256-GCM, each bound to its place.

The head is ``magic, kdf, lanes, passes, memory, salt, file id, chunk size, key check, checksum``;
its checksum tells damage from a wrong passphrase, and it is authenticated with every chunk. A
chunk's nonce is its number and whether it is the last one, so that chunks can't be swapped, left
out or cut off (the STREAM construction: Hoang, Reyhanitabar, Rogaway, Vizár 2015, CRYPTO). One
chunk is in memory at a time, however large the file.
"""

from __future__ import annotations

import hashlib
import io
import os
import secrets
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from smp_sim.document.protection.passphrase_key import (
    CHECK_BYTES,
    SALT_BYTES,
    KeySettings,
    PassphraseKey,
    derive_key,
)
from smp_sim.model.errors import CaseFileError, PassphraseNeededError, WrongPassphraseError

# ruff: noqa: PLC0415 - cryptography is imported when something is first sealed or opened

MAGIC = b"SMPSEAL\x01"
CHUNK_BYTES = 256 * 1024

_ARGON2ID = 1
_FIELDS = struct.Struct(f">8sBBHI{SALT_BYTES}s16sI{CHECK_BYTES}s")
_SUM_BYTES = 16
_TAG_BYTES = 16
HEAD_BYTES = _FIELDS.size + _SUM_BYTES
_CHUNK_SIZES = range(1, 16 * 1024**2 + 1)

_DAMAGED = "The protected file is damaged."
_RESTORE = "Use a copy of it that still opens."

Bytes = bytes | bytearray | memoryview

#: What opens a sealed file: the words, or the key that was derived from them.
Secret = str | PassphraseKey


@dataclass(frozen=True, slots=True)
class SealHead:
    """The head of a sealed file."""

    settings: KeySettings
    file_id: bytes
    check: bytes
    chunk_bytes: int = CHUNK_BYTES

    def packed(self) -> bytes:
        """Give the head's bytes, with their checksum."""
        cost = self.settings
        fields = _FIELDS.pack(
            MAGIC,
            _ARGON2ID,
            cost.lanes,
            cost.passes,
            cost.memory_kib,
            cost.salt,
            self.file_id,
            self.chunk_bytes,
            self.check,
        )
        return fields + _checksum(fields)


def _checksum(fields: bytes) -> bytes:
    return hashlib.sha256(fields).digest()[:_SUM_BYTES]


def read_head(path: Path, where: str) -> SealHead | None:
    """Read the head of a sealed file; None for a file that is not sealed or can't be read.

    Raises
    ------
    CaseFileError
        For a sealed file whose head is damaged, or asks for more than is derived here.
    """
    try:
        if not path.is_file():
            return None  # reading a pipe would wait for ever
        with path.open("rb") as stream:
            raw = stream.read(HEAD_BYTES)
    except (OSError, ValueError):
        return None  # whoever opens the file itself says why
    return _unpacked(raw, where) if raw.startswith(MAGIC) else None


def _unpacked(raw: bytes, where: str) -> SealHead:
    fields, checksum = raw[: _FIELDS.size], raw[_FIELDS.size :]
    if len(raw) < HEAD_BYTES or _checksum(fields) != checksum:
        raise CaseFileError(_DAMAGED, where=where, next_step=_RESTORE)
    _, kdf, lanes, passes, memory_kib, salt, file_id, chunk_bytes, check = _FIELDS.unpack(fields)
    settings = KeySettings(salt, memory_kib, passes, lanes)
    if kdf != _ARGON2ID or not settings.is_sane or chunk_bytes not in _CHUNK_SIZES:
        raise CaseFileError(
            "The file is protected in a way that this program doesn't know.",
            where=where,
            next_step="Update the program and open it again.",
        )
    return SealHead(settings, file_id, check, chunk_bytes)


def key_of_file(path: Path, where: str, secret: Secret | None) -> PassphraseKey | None:
    """Give the key of a sealed file; None for a file that is not sealed.

    Raises
    ------
    PassphraseNeededError
        Where no secret was given, or a key of other files.
    WrongPassphraseError
        Where the passphrase is not the file's.
    CaseFileError
        As :func:`read_head`.
    """
    head = read_head(path, where)
    if head is None:
        return None
    if secret is None or (isinstance(secret, PassphraseKey) and secret.settings != head.settings):
        raise PassphraseNeededError("This case is protected by a passphrase.", where=where)
    key = derive_key(secret, head.settings) if isinstance(secret, str) else secret
    if not key.fits(head.check):
        raise WrongPassphraseError(
            "The passphrase is not the one of this case.",
            where=where,
            next_step="Look at capital letters and the keyboard's language, and try again.",
        )
    return key


@contextmanager
def sealing(stream: BinaryIO, key: PassphraseKey | None) -> Iterator[BinaryIO]:
    """Give a stream whose bytes are sealed on their way; without a key they go as they are."""
    if key is None:
        yield stream
        return
    writer = SealedWriter(stream, key)
    yield cast("BinaryIO", writer)
    writer.finish()


@contextmanager
def open_body(path: Path, where: str, key: PassphraseKey | None) -> Iterator[BinaryIO]:
    """Open a file for reading; a sealed one gives its plain bytes, each of them proved.

    Raises
    ------
    CaseFileError
        Where a sealed file is damaged at any byte.
    OSError
        Where it can't be read.
    """
    with path.open("rb") as stream:
        if key is None:
            yield stream
            return
        raw = SealedReader(stream, key, where)
        raw.prove()
        yield io.BufferedReader(raw, raw.chunk_bytes)


class SealedWriter(io.RawIOBase):
    """Seals what is written. :meth:`finish` writes the last chunk: without it the file is cut."""

    def __init__(self, stream: BinaryIO, key: PassphraseKey) -> None:
        super().__init__()
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        head = SealHead(key.settings, secrets.token_bytes(16), key.check)
        self._stream, self._head = stream, head.packed()
        self._cipher = AESGCM(key.of_file(head.file_id))
        self._held = bytearray()
        self._number = 0
        stream.write(self._head)

    def writable(self) -> bool:
        """Say that it can be written."""
        return True

    def write(self, data: Bytes) -> int:  # type: ignore[override]  # 3.11 can't name any buffer
        """Take bytes in; whole chunks but the newest go out."""
        count = memoryview(data).nbytes
        self._held += data
        while len(self._held) > CHUNK_BYTES:
            self._put(self._held[:CHUNK_BYTES], is_last=False)
            del self._held[:CHUNK_BYTES]
        return count

    def finish(self) -> None:
        """Write the last chunk, which may be empty."""
        self._put(self._held, is_last=True)
        self._held.clear()

    def _put(self, plain: bytearray, *, is_last: bool) -> None:
        nonce = _nonce(self._number, is_last=is_last)
        self._stream.write(self._cipher.encrypt(nonce, bytes(plain), self._head))
        self._number += 1


class SealedReader(io.RawIOBase):
    """Gives the plain bytes of a sealed file, from any place.

    Raises
    ------
    CaseFileError
        Where a chunk is damaged, out of place or missing.
    """

    def __init__(self, stream: BinaryIO, key: PassphraseKey, where: str) -> None:
        super().__init__()
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._stream, self._where = stream, where
        self._head = stream.read(HEAD_BYTES)
        head = _unpacked(self._head, where)
        self._cipher = AESGCM(key.of_file(head.file_id))
        self.chunk_bytes = head.chunk_bytes
        body = stream.seek(0, os.SEEK_END) - HEAD_BYTES
        self._count = max(1, -(-body // (self.chunk_bytes + _TAG_BYTES)))
        self._size = body - self._count * _TAG_BYTES
        self._at = 0
        self._kept: tuple[int, bytes] = (-1, b"")

    def prove(self) -> None:
        """Read every chunk once, so that damage is found before anything is believed."""
        for number in range(self._count):
            self._chunk(number)

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that any place can be gone to."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place in the plain bytes.

        Raises
        ------
        ValueError
            For a place before the first byte.
        """
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("negative seek position")
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        """Give the place in the plain bytes."""
        return self._at

    def readinto(self, target: bytearray | memoryview) -> int:  # type: ignore[override]  # as above
        """Fill ``target`` from one chunk at most; 0 at the end."""
        if self._at >= self._size:
            return 0
        number, start = divmod(self._at, self.chunk_bytes)
        view = memoryview(target).cast("B")
        part = self._chunk(number)[start : start + len(view)]
        view[: len(part)] = part
        self._at += len(part)
        return len(part)

    def _chunk(self, number: int) -> bytes:
        if self._kept[0] != number:
            self._kept = (number, self._opened(number))
        return self._kept[1]

    def _opened(self, number: int) -> bytes:
        from cryptography.exceptions import InvalidTag

        full = self.chunk_bytes + _TAG_BYTES
        self._stream.seek(HEAD_BYTES + number * full)
        sealed = self._stream.read(full)
        nonce = _nonce(number, is_last=number == self._count - 1)
        try:
            return self._cipher.decrypt(nonce, sealed, self._head)
        except (InvalidTag, ValueError) as error:  # ValueError: cut shorter than a tag
            raise CaseFileError(_DAMAGED, where=self._where, next_step=_RESTORE) from error


def _nonce(number: int, *, is_last: bool) -> bytes:
    """Give the nonce of a chunk, 12 bytes: unique, since every written file has its own key."""
    return number.to_bytes(11, "big") + bytes([is_last])
