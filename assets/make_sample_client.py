"""Draw the sample client anew: `python assets/make_sample_client.py` writes sample_client.smp.

The file ships so that the first start shows the sample at once; drawing it takes half a minute.
Run this after a change of the sample head.
"""

from __future__ import annotations

from pathlib import Path

from smp_sim.document.case.case_file import save_case
from smp_sim.document.samples.sample_client import sample_dossier
from smp_sim.model.camera import Side

#: The first one is what the first start shows: much of the scalp, and the face.
SIDES: tuple[Side, ...] = ("front-high", "front", "left", "top")

TARGET = Path(__file__).with_name("sample_client.smp")

if __name__ == "__main__":
    save_case(sample_dossier(sides=SIDES), TARGET)
    TARGET.chmod(0o644)
    print(f"{TARGET.name}: {TARGET.stat().st_size / 1e6:.1f} MB")
