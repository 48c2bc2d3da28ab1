"""Start the program: a window without arguments, a command with them."""

from __future__ import annotations

import sys


def main() -> int:
    """Run one command, or open the window, and give the exit code."""
    from smp_sim.cli.main import run  # noqa: PLC0415 - keeps `python -m smp_sim` light to import

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
