"""Every past version opens; a newer one is refused in a clear sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from smp_sim.document.case.case_file import open_case, save_case
from smp_sim.document.case.migrations import MIGRATIONS, migrate
from smp_sim.model.case import CASE_VERSION
from smp_sim.model.errors import CaseFileError
from tests.document.case_files import document_of

OLD_CASES = Path(__file__).parents[2] / "old_cases"


def test_every_version_has_a_step_and_a_file() -> None:
    """No past version is without its step, none at all without its file."""
    assert sorted(MIGRATIONS) == list(range(1, CASE_VERSION))
    files = sorted(path.name for path in OLD_CASES.glob("*.smp"))
    assert files == [f"version-{version}.smp" for version in range(1, CASE_VERSION + 1)]


def without_new_fields(new: Any, old: Any) -> Any:
    """Give ``new`` without the keys that ``old`` doesn't have, at any depth."""
    if isinstance(new, dict) and isinstance(old, dict):
        return {key: without_new_fields(new[key], old[key]) for key in new if key in old}
    if isinstance(new, list) and isinstance(old, list) and len(new) == len(old):
        return [without_new_fields(*pair) for pair in zip(new, old, strict=True)]
    return new


@pytest.mark.parametrize("path", sorted(OLD_CASES.glob("*.smp")), ids=lambda path: path.stem)
def test_old_cases_arrive_whole(path: Path) -> None:
    """A file of each version gives client, views, areas and photos as they were then."""
    dossier = open_case(path)
    case = dossier.case
    assert case.client.reference == "K-17"
    assert [(view.id, view.photo.width, view.scale.source) for view in case.views] == [
        ("front", 40, "iris"),
        ("scar", 30, "uncalibrated"),
    ]
    areas = [(area.id, area.kind, area.shade, len(area.strokes)) for area in case.plan.areas]
    assert areas == [
        ("top", "behind-hairline", 0.5, 1),
        ("crown", "crown", 0.5, 0),
        ("patch", "flat-patch", 0.5, 0),
    ]
    assert [session.share for session in case.plan.sessions] == [0.3, 0.4, 0.3]
    assert {view.photo.sha256 for view in case.views} == set(dossier.photos)


def test_the_present_version_loses_no_value(tmp_path: Path) -> None:
    """Opened and saved, a file of this version holds every value that it held; fields are added."""
    path = OLD_CASES / f"version-{CASE_VERSION}.smp"
    save_case(open_case(path), tmp_path / "again.smp")
    old, new = (document_of(file.read_bytes()) for file in (path, tmp_path / "again.smp"))
    assert without_new_fields(new, old) == old


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
