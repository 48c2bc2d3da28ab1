"""``smp-sim protect`` and protected cases on the command line."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import pytest

from smp_sim.cli.main import run
from smp_sim.document.case.case_file import open_case, save_case, unprotect_case
from smp_sim.document.case.recovery import claim_case
from smp_sim.document.disk.data_places import data_folder
from smp_sim.model.errors import PassphraseNeededError, WrongPassphraseError

FIRST, SECOND = "first words of mine", "second words of mine"


@pytest.fixture
def words(tmp_path: Path) -> tuple[str, str]:
    """Give two passphrase files."""
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (tmp_path / name).write_text(text + "\n", encoding="utf-8")
    return str(tmp_path / "first.txt"), str(tmp_path / "second.txt")


def test_protect_change_and_remove(flat_case: Path, words: tuple[str, str]) -> None:
    """A passphrase is put on, changed and taken off; the case is the same to the value."""
    plain, (first, second), case = open_case(flat_case), words, str(flat_case)
    assert run(["protect", case, "--new-passphrase-file", first]) == 0
    with pytest.raises(PassphraseNeededError):
        open_case(flat_case)
    assert open_case(flat_case, secret=FIRST).case == plain.case
    change = ["--passphrase-file", first, "--new-passphrase-file", second]
    assert run(["protect", case, *change]) == 0
    with pytest.raises(WrongPassphraseError):
        open_case(flat_case, secret=FIRST)
    assert run(["protect", case, "--passphrase-file", second, "--remove"]) == 0
    back = open_case(flat_case)
    assert back.case == plain.case
    assert back.photos == plain.photos


def test_every_command_takes_a_protected_case(
    flat_case: Path, words: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Commands that change it keep it protected; without the passphrase each says one line."""
    first, case = words[0], str(flat_case)
    assert run(["protect", case, "--new-passphrase-file", first]) == 0
    picture = str(tmp_path / "out.png")
    for command in (
        ["plan", case, "--density", "90"],
        ["render", case, "-o", picture, "--scale", "0.3"],
        ["inspect", case],
    ):
        assert run([*command, "--passphrase-file", first]) == 0
        capsys.readouterr()
        assert run(command) == 2
        assert "--passphrase-file" in capsys.readouterr().err
    assert open_case(flat_case, secret=FIRST).case.plan.areas[0].density_per_cm2 == 90
    assert [path.name for path in tmp_path.glob(".smp-*")] == []


def test_a_new_case_is_protected_from_its_first_byte(
    skin_photo: Path, words: tuple[str, str], tmp_path: Path
) -> None:
    """``new --passphrase-file`` never writes the case in the clear."""
    out = tmp_path / "case.smp"
    told = ["--side", "flat", "--px-per-mm", "8", "--passphrase-file", words[0], "-o", str(out)]
    assert run(["new", str(skin_photo), *told]) == 0
    with pytest.raises(PassphraseNeededError):
        open_case(out)
    assert open_case(out, secret=FIRST).photos


def test_wrong_words_and_damage_are_told_apart(
    flat_case: Path, words: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence for a wrong passphrase, another for a damaged file; both leave with 2."""
    first, second = words
    run(["protect", str(flat_case), "--new-passphrase-file", first])
    capsys.readouterr()
    assert run(["inspect", str(flat_case), "--passphrase-file", second]) == 2
    assert "not the one of this case" in capsys.readouterr().err
    data = bytearray(flat_case.read_bytes())
    data[-1] ^= 1
    flat_case.write_bytes(data)
    assert run(["inspect", str(flat_case), "--passphrase-file", first]) == 2
    assert "damaged" in capsys.readouterr().err


def test_the_passphrase_is_asked_for_on_a_terminal(
    flat_case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody at a terminal types it unseen; two that differ are refused."""
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    typed = iter([FIRST, FIRST, FIRST, SECOND, FIRST])
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(typed))
    assert run(["protect", str(flat_case)]) == 0
    assert run(["inspect", str(flat_case)]) == 0
    assert FIRST not in "".join(capsys.readouterr())
    save_case(unprotect_case(open_case(flat_case, secret=FIRST)), flat_case)
    assert run(["protect", str(flat_case)]) == 2
    assert "differ" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\xff", b"x" * 5000, None])
def test_a_passphrase_file_that_is_none(
    flat_case: Path, tmp_path: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Empty, no text, too long, not there: one line naming the file, and the case stays plain."""
    path = tmp_path / "words.txt"
    if content is not None:
        path.write_bytes(content)
    assert run(["protect", str(flat_case), "--new-passphrase-file", str(path)]) == 2
    assert "words.txt" in capsys.readouterr().err
    assert open_case(flat_case).key is None


def test_a_short_passphrase_is_refused(
    flat_case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Fewer than eight characters protect nothing."""
    (tmp_path / "short.txt").write_text("short")
    options = ["--new-passphrase-file", str(tmp_path / "short.txt")]
    assert run(["protect", str(flat_case), *options]) == 2
    assert "at least 8" in capsys.readouterr().err


def test_a_case_that_is_open_elsewhere_is_not_changed(
    flat_case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """While a window holds the case, commands that would change it say so and change nothing."""
    before = flat_case.read_bytes()
    claim = claim_case(data_folder(), flat_case)
    assert claim is not None
    for command in (["plan", str(flat_case), "--density", "90"], ["auto", str(flat_case)]):
        assert run(command) == 2
        assert "open in a window or in another command" in capsys.readouterr().err
    assert flat_case.read_bytes() == before
    claim.release()
    assert run(["plan", str(flat_case), "--density", "90"]) == 0
