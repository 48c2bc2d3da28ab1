"""The command line's two edges: words in, exit code out. Light to import: commands load late."""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence
from importlib import import_module

from smp_sim.cli.arguments import build_parser
from smp_sim.model.errors import SmpError

DONE, BUG, MISTAKE = 0, 1, 2

#: Command: the module that carries it out; each has a function ``run(args)``.
COMMANDS = {
    "window": "window_command",
    "demo": "demo_command",
    "new": "new_command",
    "auto": "auto_command",
    "plan": "plan_command",
    "protect": "protect_command",
    "render": "render_command",
    "healing": "healing_command",
    "compare": "compare_command",
    "report": "report_command",
    "practice": "practice_command",
    "verify": "verify_command",
    "inspect": "inspect_command",
    "exercises": "exercises_command",
    "score": "score_command",
    "dots": "dots_command",
    "constants": "constants_command",
    "presets": "presets_command",
    "bench": "bench_command",
}


def run(argv: Sequence[str]) -> int:
    """Carry out one command line and give the exit code.

    0 done; 2 a user's mistake, said in one line on stderr. A fault of the program raises: Python
    prints the traceback and exits with 1.
    """
    try:
        args = build_parser().parse_args(list(argv) or ["window"])
        module = import_module(f"smp_sim.cli.{COMMANDS[args.command]}")
        code = int(module.run(args) or DONE)
        sys.stdout.flush()  # a full disk behind it is told here, not as a fault at shutdown
        return code
    except SmpError as mistake:
        print(f"smp-sim: {_printable(str(mistake))}", file=sys.stderr)
        return MISTAKE
    except SystemExit as leaving:  # argparse leaves this way after --help, --version and mistakes
        return int(leaving.code or DONE)
    except BrokenPipeError:
        # The reader (such as `head`) has seen enough; let Python not complain at shutdown.
        sys.stdout = None
        return DONE
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print("smp-sim: The disk is full. Free some space or choose another disk.", file=sys.stderr)
        sys.stdout = None
        return MISTAKE
    except KeyboardInterrupt:
        print("smp-sim: stopped.", file=sys.stderr)
        return MISTAKE


def _printable(text: str) -> str:
    """Spell out what a terminal would obey or hide: a file's name may hold any character."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape", "replace").decode()
        for letter in text
    )
