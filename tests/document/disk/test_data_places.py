"""Places are named without the engine: the window asks for them before anything heavy is loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from smp_sim.document.disk.data_places import data_folder, library_folder, shelf_folder


def test_the_library_lies_inside_the_data_folder() -> None:
    """Everything that the program remembers stands in one folder."""
    assert library_folder(data_folder()).is_relative_to(data_folder())
    assert shelf_folder(Path("library")).parent == Path("library")


def test_asking_for_them_loads_no_engine() -> None:
    """NumPy and OpenCV stay out, so that opening a case does not hold the window up."""
    code = (
        "import sys, smp_sim.document.disk.data_places\n"
        "assert not {'numpy', 'cv2', 'cryptography'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
