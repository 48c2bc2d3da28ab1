"""Cards remember a case, are made again when in doubt, and tell nothing of a protected one."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PIL import Image

from smp_sim.document.case.case_file import open_case, save_case
from smp_sim.document.case_library.card import card_path, make_card, read_card, sweep_cards
from tests.document.case_library.shelf_cases import coded
from tests.document.protection.quick_key import quick_key


def test_a_card_shows_code_and_picture(tmp_path: Path) -> None:
    """It holds the code, the count of photos and a JPEG without metadata; it is read back."""
    path, cards = tmp_path / "a.smp", tmp_path / "cards"
    save_case(coded("K-17", 90), path)
    card = make_card(cards, path, open_case(path))
    assert (card.reference, card.view_count, card.is_training) == ("K-17", 1, False)
    picture = Image.open(BytesIO(card.thumbnail))
    assert picture.size == (40, 50)
    assert not picture.getexif()
    assert read_card(cards, path, None) == card
    assert card_path(cards, path).stat().st_mode & 0o077 == 0


def test_a_card_in_doubt_is_none(tmp_path: Path) -> None:
    """Missing, older than its case, cut, or rubbish: no card, and no error."""
    path, cards = tmp_path / "a.smp", tmp_path / "cards"
    save_case(coded("K-17"), path)
    assert read_card(cards, path, None) is None
    make_card(cards, path, open_case(path))
    whole = card_path(cards, path).read_bytes()
    for bad in (b"", b"\xff", whole[:-9], b"[" * 100_000, b'{"reference": 3}'):
        card_path(cards, path).write_bytes(bad)
        assert read_card(cards, path, None) is None
    card_path(cards, path).write_bytes(whole)
    save_case(coded("K-18"), path)
    assert read_card(cards, path, None) is None


def test_the_card_of_a_protected_case_is_sealed(tmp_path: Path) -> None:
    """Neither its bytes nor its name tell anything; without the key there is no card."""
    path, cards = tmp_path / "miller.smp", tmp_path / "cards"
    save_case(replace(coded("K-17"), key=quick_key()), path)
    card = make_card(cards, path, open_case(path, secret=quick_key()))
    kept = card_path(cards, path)
    assert b"K-17" not in kept.read_bytes()
    assert "miller" not in kept.name
    assert read_card(cards, path, None) is None
    assert read_card(cards, path, quick_key("another passphrase")) is None
    assert read_card(cards, path, quick_key()) == card


def test_cards_of_cases_that_are_gone_are_swept(tmp_path: Path) -> None:
    """What is listed keeps its card; the others go."""
    cards = tmp_path / "cards"
    for name in ("a.smp", "b.smp"):
        save_case(coded(name), tmp_path / name)
        make_card(cards, tmp_path / name, open_case(tmp_path / name))
    sweep_cards(cards, (tmp_path / "a.smp",))
    assert [path.name for path in cards.iterdir()] == [card_path(cards, tmp_path / "a.smp").name]


def test_a_folder_that_can_not_be_written_still_gives_a_card(tmp_path: Path) -> None:
    """A card that can't be kept is shown all the same."""
    path = tmp_path / "a.smp"
    save_case(coded("K-17"), path)
    (tmp_path / "cards").write_bytes(b"a file where a folder is meant")
    assert make_card(tmp_path / "cards", path, open_case(path)).reference == "K-17"
