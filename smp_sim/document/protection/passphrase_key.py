"""From a passphrase to a key: slow and memory-hard, so that guessing costs as much each time.

The library ``cryptography`` is imported when a key is first made: most cases need none.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from dataclasses import dataclass, field

from smp_sim.model.errors import SmpError
from smp_sim.model.sentence import Sentence

# ruff: noqa: PLC0415

#: RFC 9106, 3.1 and 4: 128 bits of salt for hashing passphrases; AES-256 takes 32 bytes.
SALT_BYTES = 16
CHECK_BYTES = 16
_KEY_BYTES = 32

#: NIST SP 800-63B, 3.1.1.2: at least 8 characters, any of Unicode, no rules of composition.
LEAST_LETTERS = 8

#: Bounds of what a file may ask for, so that a hostile one can't take the machine's memory.
MOST_MEMORY_KIB = 512 * 1024
MOST_PASSES = 64
MOST_LANES = 16


@dataclass(frozen=True, slots=True)
class KeySettings:
    """What a derivation needs beside the passphrase: the salt and how costly it is.

    The cost is the second recommended option of RFC 9106, section 4: Argon2id with 64 MiB of
    memory, 3 passes and 4 lanes.
    """

    salt: bytes
    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    @property
    def is_sane(self) -> bool:
        """Whether the cost lies within what this program derives."""
        return (
            1 <= self.lanes <= MOST_LANES
            and 1 <= self.passes <= MOST_PASSES
            and 8 * self.lanes <= self.memory_kib <= MOST_MEMORY_KIB
        )


@dataclass(frozen=True, slots=True)
class PassphraseKey:
    """A key from a passphrase, kept in memory alone; its ``repr`` does not tell it."""

    settings: KeySettings
    master: bytes = field(repr=False)

    @property
    def check(self) -> bytes:
        """What a file keeps of the key, to tell a wrong passphrase from damage."""
        return self._expand(b"smp-sim key check", b"", CHECK_BYTES)

    def of_file(self, file_id: bytes) -> bytes:
        """Give the key of one written file, 32 bytes: no two files share a key and nonce."""
        return self._expand(b"smp-sim file", file_id, _KEY_BYTES)

    def fits(self, check: bytes) -> bool:
        """Tell whether a file's check value is that of this key."""
        return hmac.compare_digest(self.check, check)

    def _expand(self, purpose: bytes, salt: bytes, length: int) -> bytes:
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return HKDF(algorithm=SHA256(), length=length, salt=salt, info=purpose).derive(self.master)


def new_key(passphrase: str, settings: KeySettings | None = None) -> PassphraseKey:
    """Make a key from a passphrase that the user has just chosen, with a fresh salt.

    Raises
    ------
    SmpError
        For a passphrase of less than 8 characters.
    """
    if len(passphrase) < LEAST_LETTERS:
        raise SmpError(
            Sentence("A passphrase has at least {least} characters.", least=LEAST_LETTERS),
            next_step="Several words that belong together only for you are easy to keep.",
        )
    return derive_key(passphrase, settings or KeySettings(secrets.token_bytes(SALT_BYTES)))


def derive_key(passphrase: str, settings: KeySettings) -> PassphraseKey:
    """Derive the key of a passphrase: about 0.3 s and 64 MiB with the usual settings.

    The same letters typed on another keyboard are the same passphrase (Unicode NFC).
    """
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    derivation = Argon2id(
        salt=settings.salt,
        length=_KEY_BYTES,
        iterations=settings.passes,
        lanes=settings.lanes,
        memory_cost=settings.memory_kib,
    )
    letters = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return PassphraseKey(settings, derivation.derive(letters))
