"""A key that costs nothing to derive, for tests whose subject is not its cost."""

from __future__ import annotations

from smp_sim.document.protection.passphrase_key import KeySettings, PassphraseKey, new_key

PASSPHRASE = "correct horse battery"  # noqa: S105 - a test's own

QUICK = KeySettings(b"0123456789abcdef", memory_kib=8, passes=1, lanes=1)


def quick_key(passphrase: str = PASSPHRASE) -> PassphraseKey:
    """Give the key of a passphrase under the cheapest settings."""
    return new_key(passphrase, QUICK)
