"""Opens, edits, draws and exports one case again and again, and watches the memory.

``python -m tests.faults.soak_run FOLDER ROUNDS`` prints JSON with the resident memory in MB after
the first sixth of the rounds, when every library is loaded and every store is full, and at the end.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path

from smp_sim.document.case.case_file import open_case, save_case
from smp_sim.document.disk.assets import load_points
from smp_sim.document.export.exports import render_picture
from smp_sim.document.export.picture_file import write_picture
from smp_sim.document.intake.new_case import PhotoOrder, new_case
from smp_sim.document.plan_options import PlanOptions, change_plan
from smp_sim.document.studio import Studio
from smp_sim.render.pipeline import Request
from tests.faults.hostile_run import memory_mb
from tests.faults.journey import skin_picture

#: What the store may keep (bytes): small, so that it is full long before the counting begins.
_STORE_BYTES = 8 * 1024**2


def main() -> None:
    """Do the rounds and tell the memory."""
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    case, studio = folder / "case.smp", Studio(load_points(), _STORE_BYTES)
    order = PhotoOrder(skin_picture(folder / "skin.png"), side="flat", px_per_mm=8.0)
    save_case(new_case((order,)), case)
    early = 0.0
    for number in range(rounds):
        if number == rounds // 6:
            gc.collect()
            early = memory_mb("VmRSS")
        _one_round(case, folder / "out.png", studio, number)
    gc.collect()
    print(json.dumps({"early_mb": early, "late_mb": memory_mb("VmRSS")}))  # noqa: T201


def _one_round(case: Path, picture: Path, studio: Studio, number: int) -> None:
    options = PlanOptions(density_per_cm2=80.0 + number % 97, shade=0.3 + number % 7 / 10)
    dossier = change_plan(open_case(case), options)
    save_case(dossier, case)
    request = Request(day=float(number % 900), retention="typical", scale=1.0)
    write_picture(render_picture(studio, dossier, dossier.case.views[0], request), picture)


if __name__ == "__main__":
    main()
