"""Make the case file of the present version: ``python -m tests.old_cases.make_case``.

Run it once when a version is new, never again for that version: the file is what users have.
"""

from __future__ import annotations

from pathlib import Path

from smp_sim.document.case.case_file import save_case
from smp_sim.model.case import CASE_VERSION
from tests.document.case_files import full_dossier

if __name__ == "__main__":
    save_case(full_dossier(), Path(__file__).parent / f"version-{CASE_VERSION}.smp")
