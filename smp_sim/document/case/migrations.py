"""From the case format of an older version to ours: one step for each version.

A step takes the whole ``case.json`` of its version as plain values and gives that of the next. It
must keep keys that it does not know. Add a step and a file in ``tests/old_cases`` whenever
``model.case.CASE_VERSION`` is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from smp_sim.model.case import CASE_VERSION
from smp_sim.model.errors import CaseFileError
from smp_sim.model.sentence import Sentence

CASE_FORMAT = "smp-case"

Document = dict[str, Any]
Step = Callable[[Document], Document]

#: Version -> step to the next one. Empty: version 1 is the first.
MIGRATIONS: Mapping[int, Step] = {}


def migrate(
    document: object,
    *,
    steps: Mapping[int, Step] = MIGRATIONS,
    newest: int = CASE_VERSION,
    where: str = "",
) -> Document:
    """Give a case document of any past version in the shape of ``newest``.

    Raises
    ------
    CaseFileError
        Where it is no case document, or one of a newer version of the program.
    """
    if not isinstance(document, dict) or document.get("format") != CASE_FORMAT:
        raise CaseFileError("This is not a case file: case.json says otherwise.", where=where)
    version = _version_of(document, where)
    if version > newest:
        raise CaseFileError(
            Sentence(
                "This case was made by a newer version of the program (format {version}; this one"
                " reads up to {newest}).",
                version=version,
                newest=newest,
            ),
            where=where,
            next_step="Update the program and open it again.",
        )
    for step in range(version, newest):
        document = steps[step](document)
    return {**document, "version": newest}


def _version_of(document: Document, where: str) -> int:
    version = document.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise CaseFileError("The case file has no valid version.", where=where)
    return version
