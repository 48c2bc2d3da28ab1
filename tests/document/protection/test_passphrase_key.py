"""Keys: the same from the same words, told by nothing that is printed, and costly to guess."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smp_sim.document.protection.passphrase_key import KeySettings, derive_key, new_key
from smp_sim.model.errors import SmpError
from tests.document.protection.quick_key import PASSPHRASE, QUICK, quick_key


def test_the_same_words_give_the_same_key() -> None:
    """One passphrase and salt, one key; another of either, another key and check."""
    key = quick_key()
    assert derive_key(PASSPHRASE, QUICK) == key
    others = [
        quick_key(PASSPHRASE + "s"),
        derive_key(PASSPHRASE, replace(QUICK, salt=bytes(16))),
        derive_key(PASSPHRASE, replace(QUICK, passes=2)),
    ]
    for other in others:
        assert other.master != key.master
        assert not key.fits(other.check)


def test_letters_are_letters_however_they_were_typed() -> None:
    """An umlaut as one sign or as two is the same passphrase."""
    assert derive_key("M\u00fcllers M\u00fche", QUICK) == derive_key(
        "Mu\u0308llers Mu\u0308he", QUICK
    )


def test_a_key_is_not_printed() -> None:
    """Neither ``repr`` nor ``str`` of a key holds it."""
    key = quick_key()
    for text in (repr(key), str(key), f"{key}"):
        assert "master" not in text
        assert repr(key.master) not in text


def test_each_file_has_a_key_of_its_own() -> None:
    """Two written files never share a key, so that no nonce repeats under one."""
    key = quick_key()
    made = {key.master, key.of_file(b"a" * 16), key.of_file(b"b" * 16)}
    assert len(made) == 3
    assert key.check not in made


def test_a_short_passphrase_is_refused() -> None:
    """Seven characters are too few; eight of any kind are enough."""
    with pytest.raises(SmpError, match="at least 8 characters"):
        new_key("seven77", QUICK)
    assert new_key("密码密码密码密码", QUICK).check


def test_guessing_costs_memory_and_passes() -> None:
    """A new key is derived with RFC 9106's second recommended cost and a salt of its own."""
    first, second = KeySettings(b"1" * 16), new_key(PASSPHRASE).settings
    assert (second.memory_kib, second.passes, second.lanes) == (64 * 1024, 3, 4)
    assert second.salt != first.salt
    assert len(second.salt) == 16


@pytest.mark.parametrize(
    "cost", [(2**21, 3, 4), (8, 1, 4), (64, 0, 1), (64, 65, 1), (1024, 1, 0), (1024, 1, 17)]
)
def test_a_cost_out_of_bounds_is_not_sane(cost: tuple[int, int, int]) -> None:
    """Settings that would take the machine's memory, or none at all, are told as such."""
    memory_kib, passes, lanes = cost
    assert not KeySettings(bytes(16), memory_kib, passes, lanes).is_sane
    assert QUICK.is_sane
