"""Runs one of this folder's scripts in an interpreter of its own and reads its JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

#: Far beyond what any of them needs, on a loaded machine too (s).
_PATIENCE_S = 240.0


def run_script(name: str, *words: object) -> Any:
    """Run ``tests/faults/<name>.py`` and give what it printed.

    Raises
    ------
    AssertionError
        Where the script itself fell over.
    """
    command = [sys.executable, "-m", f"tests.faults.{name}", *map(str, words)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=_PATIENCE_S
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
