"""Small cases for the library's tests."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import msgspec

from smp_sim.document.case.case_file import Dossier
from tests.document.case_files import dossier_of_photo, png_bytes


def coded(reference: str, colour: int = 128) -> Dossier:
    """Give a case of a client's code."""
    dossier = dossier_of_photo(png_bytes(colour=colour))
    client = msgspec.structs.replace(dossier.case.client, reference=reference)
    return replace(dossier, case=msgspec.structs.replace(dossier.case, client=client))


def saved_on(path: Path, day: str) -> None:
    """Make a file one of noon on a day, local time."""
    moment = datetime.fromisoformat(f"{day}T12:00:00").astimezone().timestamp()
    os.utime(path, (moment, moment))
