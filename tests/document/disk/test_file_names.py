"""Names that a system forbids are refused with the sign and a way out; all others are taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_sim.document.disk.atomic_write import require_writable, write_whole
from smp_sim.document.disk.file_names import require_file_name
from smp_sim.model.errors import OutputError


@pytest.mark.parametrize("sign", '<>:"|?*\t\n\x01\x1f')
def test_windows_refuses_its_signs(sign: str) -> None:
    """Each sign is named, or called a control character; the way out is said."""
    with pytest.raises(OutputError, match="A file name can't hold") as told:
        require_file_name(f"clients\\pre{sign}view.png", windows=True)
    assert "Use letters, digits" in str(told.value)
    assert (f"'{sign}'" if sign.isprintable() else "control character") in told.value.what
    assert told.value.where.isprintable()


@pytest.mark.parametrize("name", ["CON", "nul.png", "com1.jpg", "Lpt9.tif", "aux .png", "COM².png"])
def test_windows_keeps_device_names(name: str) -> None:
    """With a suffix or without, in any case."""
    with pytest.raises(OutputError, match="for a device"):
        require_file_name(f"a\\{name}", windows=True)


@pytest.mark.parametrize("name", ["preview.png.", "preview.png ", "..", "."])
def test_windows_takes_no_dot_or_space_at_the_end(name: str) -> None:
    """It would take it off and write another file than the one named."""
    with pytest.raises(OutputError):
        require_file_name(f"a\\b\\x{name}", windows=True)


@pytest.mark.parametrize("name", ["console.png", "Müller 3 (x).png", "预览.png", "a.b.c.png"])
def test_ordinary_names_are_taken_everywhere(name: str) -> None:
    """Other scripts, brackets and dots in the middle are no mistake."""
    require_file_name(f"a\\{name}", windows=True)
    require_file_name(f"/a/{name}", windows=False)


@pytest.mark.parametrize("name", ["", "  ", "a\0b.png", "a\ud800.png"])
def test_what_no_system_takes_is_a_sentence(name: str, tmp_path: Path) -> None:
    """No name, a zero byte, half a character: before and at writing, and no file is left."""
    where = f"{tmp_path}/{name}" if name.strip() else name
    for write in (require_writable, lambda path: write_whole(path, b"x")):
        with pytest.raises(OutputError) as told:
            write(where)
        assert told.value.next_step
    assert list(tmp_path.iterdir()) == []


@given(st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1, max_size=30))
def test_here_any_other_name_is_written(name: str) -> None:
    """Stars, quotes, line ends and emoji are legal outside Windows: they pass without a word."""
    require_file_name(f"/a/x{name}", windows=False)
