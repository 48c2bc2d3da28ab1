"""Protected case files: the same case, nothing readable, every damaged byte found."""

from __future__ import annotations

import random
import stat
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smp_sim.document.case.case_file import Dossier, open_case, save_case
from smp_sim.document.case.recovery import RecoverySlot
from smp_sim.document.editing.edits import set_seed
from smp_sim.document.protection.sealed_stream import HEAD_BYTES
from smp_sim.model.case import Case
from smp_sim.model.client import Client, Consent
from smp_sim.model.errors import CaseFileError, PassphraseNeededError
from tests.document.case_files import full_dossier
from tests.document.protection.quick_key import PASSPHRASE, quick_key

KEY = quick_key()


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """Give a protected case that uses every part."""
    path = tmp_path / "case.smp"
    save_case(replace(full_dossier(), key=KEY), path)
    return path


def test_it_comes_back_as_saved_and_stays_protected(sealed: Path) -> None:
    """Values, photos and key return; saved again it needs the same passphrase; owner only."""
    back = open_case(sealed, secret=PASSPHRASE)
    assert back.case == full_dossier().case
    assert dict(back.photos) == dict(full_dossier().photos)
    save_case(replace(back, case=set_seed(back.case, 5)), sealed)
    with pytest.raises(PassphraseNeededError):
        open_case(sealed)
    assert open_case(sealed, secret=back.key).case.plan.seed == 5
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o600


def test_nothing_of_it_can_be_read(sealed: Path, tmp_path: Path) -> None:
    """Neither code nor photo nor the names of parts stand in the file."""
    save_case(full_dossier(), tmp_path / "plain.smp")
    data = sealed.read_bytes()
    for word in (b"case.json", b"PK\x03\x04", b"PNG", b"photos/"):
        assert word not in data
        assert word in (tmp_path / "plain.smp").read_bytes()


def test_a_recovery_copy_is_protected_as_its_case_is(tmp_path: Path) -> None:
    """What a crash leaves behind of a protected case needs its passphrase."""
    slot = RecoverySlot(tmp_path)
    slot.keep(replace(full_dossier(), key=KEY), None)
    with pytest.raises(PassphraseNeededError):
        open_case(slot.copy_path)
    assert open_case(slot.copy_path, secret=KEY).case == full_dossier().case
    everything = b"".join(path.read_bytes() for path in (tmp_path / "recovery").iterdir())
    assert b"K-17" not in everything
    slot.close()


def test_a_damaged_byte_anywhere_is_found(sealed: Path) -> None:
    """Every byte of the head and every seventh of the body: refused, in one sentence."""
    whole = sealed.read_bytes()
    for place in (*range(HEAD_BYTES), *range(HEAD_BYTES, len(whole), 7), len(whole) - 1):
        changed = bytearray(whole)
        changed[place] ^= random.Random(place).randint(1, 255)  # noqa: S311 - which bit is all one
        sealed.write_bytes(changed)
        with pytest.raises(CaseFileError) as caught:
            open_case(sealed, secret=KEY)
        assert "case.smp" in str(caught.value)


_DATES = st.sampled_from(["", "2026-03-01", "1999-12-31"])
_CLIENTS = st.builds(
    Client,
    reference=st.text(st.characters(codec="utf-8"), max_size=64),
    skin_ita_deg=st.none() | st.floats(-90, 90),
    consent=st.builds(Consent, photo=_DATES, treatment=_DATES, marketing=_DATES),
)


@settings(max_examples=60)
@given(
    client=_CLIENTS,
    seed=st.integers(0, 2**31 - 1),
    training=st.booleans(),
    is_protected=st.booleans(),
)
def test_any_case_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    client: Client,
    seed: int,
    training: bool,  # noqa: FBT001 - hypothesis names them
    is_protected: bool,  # noqa: FBT001
) -> None:
    """Whatever the client's values, in whatever script: the same case after a round trip."""
    start = full_dossier()
    values = {"client": client, "training": training}
    case: Case = set_seed(msgspec.structs.replace(start.case, **values), seed)
    path = tmp_path_factory.getbasetemp() / "any.smp"
    save_case(Dossier(case, start.photos, key=KEY if is_protected else None), path)
    assert open_case(path, secret=KEY if is_protected else None).case == case
