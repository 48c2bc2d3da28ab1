"""Every past version opens; a newer one is refused in a clear sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from smp_sim.document.case_file import open_case
from smp_sim.document.migrations import MIGRATIONS, migrate
from smp_sim.model.case import CASE_VERSION
from smp_sim.model.errors import CaseFileError
from tests.old_cases.make_case import old_case

OLD_CASES = Path(__file__).parents[1] / "old_cases"


def test_every_version_has_a_step_and_a_file() -> None:
    """No past version is without its step, none at all without its file."""
    assert sorted(MIGRATIONS) == list(range(1, CASE_VERSION))
    files = sorted(path.name for path in OLD_CASES.glob("*.smp"))
    assert files == [f"version-{version}.smp" for version in range(1, CASE_VERSION + 1)]


@pytest.mark.parametrize("path", sorted(OLD_CASES.glob("*.smp")), ids=lambda path: path.stem)
def test_old_cases_arrive_whole(path: Path) -> None:
    """A file of each version gives the case that it was made from."""
    dossier = open_case(path)
    assert dossier.case == old_case().case
    assert dict(dossier.photos) == dict(old_case().photos)


def test_steps_run_in_order_and_keep_unknown_keys() -> None:
    """From version 1 to 3 by way of 2, with keys that no step knows."""

    def step(document: dict[str, Any]) -> dict[str, Any]:
        trail = [*document.get("trail", []), document["version"]]
        return {**document, "trail": trail, "version": document["version"] + 1}

    old = {"format": "smp-case", "version": 1, "new_key": 7}
    new = migrate(old, steps={1: step, 2: step}, newest=3)
    assert new == {"format": "smp-case", "version": 3, "new_key": 7, "trail": [1, 2]}
    assert old == {"format": "smp-case", "version": 1, "new_key": 7}


def test_a_newer_version_is_refused() -> None:
    """The sentence says both versions and what to do."""
    with pytest.raises(CaseFileError, match=r"newer version .*format 9.*Update"):
        migrate({"format": "smp-case", "version": 9})


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        "smp-case",
        {},
        {"format": "other", "version": 1},
        {"format": "smp-case"},
        {"format": "smp-case", "version": "1"},
        {"format": "smp-case", "version": 0},
        {"format": "smp-case", "version": True},
        {"format": "smp-case", "version": 1.0},
    ],
)
def test_what_is_no_case_is_refused(document: object) -> None:
    """Anything but a case document of some version is refused."""
    with pytest.raises(CaseFileError):
        migrate(document)
