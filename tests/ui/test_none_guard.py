"""The guard against a fault of the Qt binding."""

from __future__ import annotations

import subprocess
import sys
import textwrap


def test_many_qt_calls_do_not_end_the_program() -> None:
    """Thirty thousand calls that return nothing leave the interpreter alive."""
    script = textwrap.dedent(
        """
        import smp_sim.ui
        from PySide6.QtCore import QObject
        thing = QObject()
        for _ in range(30_000):
            thing.setObjectName("x")
        print("alive")
        """
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "alive")
