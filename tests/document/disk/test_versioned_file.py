"""Files with a format and a version: what is no such file is refused in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from smp_sim.document.disk.versioned_file import FileKind, read_versioned, write_versioned
from smp_sim.model.errors import CaseFileError

KIND = FileKind("smp-thing", 2, 1000, "This is not a thing file.")


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """A value to be kept."""

    count: int = 0


def test_a_value_comes_back_and_unknown_keys_are_passed_over(tmp_path: Path) -> None:
    """What was written is read; a key of a later minor version does no harm."""
    path = tmp_path / "a.thing"
    write_versioned(Thing(count=7), KIND, path)
    document = json.loads(path.read_text())
    assert document == {"format": "smp-thing", "version": 2, "count": 7}
    path.write_text(json.dumps({**document, "colour": "blue"}))
    assert read_versioned(path, KIND, Thing) == Thing(count=7)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not a thing file"),
        ("[" * 900, "not a thing file"),
        ('{"format": "smp-preset", "version": 1}', "not a thing file"),
        ('{"format": "smp-thing", "version": true}', "no valid version"),
        ('{"format": "smp-thing", "version": 3}', "newer version of the program"),
        ('{"format": "smp-thing", "version": 2, "count": "x"}', "count: expected a whole number"),
        (f'{{"format": "smp-thing", "version": 2, "x": "{"y" * 1000}"}}', "not a thing file"),
    ],
)
def test_what_is_no_such_file_is_refused(text: str, said: str, tmp_path: Path) -> None:
    """Other files, other formats, newer versions, wrong values and floods: a sentence each."""
    path = tmp_path / "a.thing"
    path.write_text(text)
    with pytest.raises(CaseFileError, match=said):
        read_versioned(path, KIND, Thing)
