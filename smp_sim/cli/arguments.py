"""What can be typed: commands, options, ranges and help. Ranges are read from the model."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, NoReturn, get_args

from smp_sim import __version__
from smp_sim.cli.argument_values import (
    day_list,
    iso_date,
    number_in,
    scale_share,
    size_px,
    stop_seconds,
    word_list,
)
from smp_sim.cli.assumption_arguments import add_assumptions
from smp_sim.cli.coin_argument import add_coin_option
from smp_sim.cli.plan_arguments import SAMPLES, add_plan_options
from smp_sim.cli.preset_arguments import add_preset_options
from smp_sim.cli.training_arguments import add_exercise_options, add_score_options
from smp_sim.model.camera import FlatCamera, Side
from smp_sim.model.plan import Retention, Session

_Commands = Any  # argparse's own name for it is private


class Parser(argparse.ArgumentParser):
    """A parser that says a mistake in one line and leaves with exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Say one line on stderr and leave."""
        print(f"{self.prog}: {message.rstrip('.')}. See '{self.prog} --help'.", file=sys.stderr)
        raise SystemExit(2)


def build_parser() -> argparse.ArgumentParser:
    """Give the parser for all commands."""
    parser = Parser(
        prog="smp-sim",
        description="Scalp micropigmentation preview. Without a command it opens the window.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"smp-sim {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for add in _COMMANDS_AS_LISTED:
        add(commands)
    return parser


def _command(commands: _Commands, name: str, purpose: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=purpose, description=purpose, allow_abbrev=False
    )
    return parser


def _add_window(commands: _Commands) -> None:
    parser = _command(commands, "window", "Open the window, with a case if one is named.")
    parser.add_argument("case", nargs="?", type=Path, metavar="CASE.smp")


def _add_demo(commands: _Commands) -> None:
    parser = _command(
        commands, "demo", "Write a sample client's before/after, healing strip and case file."
    )
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("demo"), metavar="DIR", help="default: demo"
    )
    parser.add_argument(
        "--sample",
        choices=SAMPLES,
        metavar="NAME",
        help="the sample client with a condition; --list names all",
    )
    parser.add_argument(
        "--list", action="store_true", help="only list the conditions that --sample takes"
    )


def _add_new(commands: _Commands) -> None:
    parser = _command(commands, "new", "Make a case of one or more photos of one head.")
    parser.add_argument("photos", nargs="+", type=Path, metavar="PHOTO")
    _add_output(parser, "CASE.smp")
    parser.add_argument(
        "--side",
        action="append",
        choices=get_args(Side),
        metavar="SIDE",
        help=f"what the photo shows: {', '.join(get_args(Side))}; once, or once for each photo"
        " (default: front; with --auto it is guessed where a face shows it)",
    )
    parser.add_argument(
        "--px-per-mm",
        action="append",
        type=number_in(FlatCamera, "px_per_mm"),
        metavar="X",
        help="scale in pixels for a mm on the head; once, or once for each photo",
    )
    parser.add_argument(
        "--camera",
        action="append",
        type=Path,
        metavar="CAMERA.json",
        help="a camera file; once for each photo",
    )
    parser.add_argument("--training", action="store_true", help="a practice case without a client")
    parser.add_argument(
        "--auto", action="store_true", help="propose scale, head, hairline, area and shade too"
    )
    add_coin_option(parser, "with --auto: ")
    _add_passphrase(parser, "protect the case: its passphrase is this file's first line")


def _add_auto(commands: _Commands) -> None:
    parser = _command(
        commands,
        "auto",
        "Propose scale, head, hairline, area and shade; changes the case in place.",
    )
    _add_case(parser)
    add_coin_option(parser)


def _add_plan(commands: _Commands) -> None:
    parser = _command(commands, "plan", "Change the plan of a case in place.")
    _add_case(parser)
    add_plan_options(parser)


def _add_protect(commands: _Commands) -> None:
    parser = _command(
        commands, "protect", "Protect a case with a passphrase, change it, or take it off."
    )
    _add_case(parser)
    change = parser.add_mutually_exclusive_group()
    change.add_argument(
        "--new-passphrase-file",
        type=Path,
        metavar="FILE",
        help="the new passphrase is this file's first line (asked for on a terminal)",
    )
    change.add_argument("--remove", action="store_true", help="take the passphrase off")


def _add_render(commands: _Commands) -> None:
    parser = _command(commands, "render", "Draw the preview of one view on one day.")
    _add_case(parser)
    _add_output(parser, "OUT.png")
    _add_view(parser)
    _add_moment(parser)
    size = parser.add_mutually_exclusive_group()
    size.add_argument(
        "--scale",
        type=scale_share,
        default=1.0,
        metavar="S",
        help="share of the photo's own size, 0.02 to 1 (default: 1)",
    )
    _add_size(size, "the photo's own")
    add_assumptions(parser, with_loss=True)
    _add_language(parser)
    _add_training(parser)


def _add_healing(commands: _Commands) -> None:
    parser = _command(commands, "healing", "Draw the healing as a strip, or as a film.")
    _add_case(parser)
    _add_output(parser, "OUT.(png|gif|webp|mp4)")
    _add_view(parser)
    parser.add_argument(
        "--days",
        type=day_list,
        metavar="0,3,7,28,...",
        help="days from the first session (default: each session fresh and healed, then years)",
    )
    parser.add_argument(
        "--seconds",
        type=stop_seconds,
        default=1.0,
        metavar="S",
        help="how long a film stays at each stop, 0.2 to 10 (default: 1)",
    )
    _add_retention(parser)
    _add_size(parser, "fills a screen")
    add_assumptions(parser)
    _add_language(parser)
    _add_training(parser)


def _add_compare(commands: _Commands) -> None:
    parser = _command(
        commands,
        "compare",
        "Draw the photo and the preview side by side, the expected range, or several views.",
    )
    _add_case(parser)
    _add_output(parser, "OUT.png")
    _add_view(parser)
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument(
        "--range", action="store_true", help="light, typical and strong retention side by side"
    )
    kind.add_argument("--views", action="store_true", help="the preview in every photo of the case")
    _add_moment(parser)
    _add_size(parser, "fills a screen")
    add_assumptions(parser)
    _add_language(parser)
    _add_training(parser)


def _add_report(commands: _Commands) -> None:
    parser = _command(commands, "report", "Write the consultation report as a PDF to hand over.")
    _add_case(parser)
    _add_output(parser, "PLAN.pdf")
    parser.add_argument(
        "--paper", choices=("a4", "letter"), default="a4", metavar="SIZE", help="a4 or letter"
    )
    _add_language(parser)
    parser.add_argument(
        "--date", type=iso_date, metavar="YYYY-MM-DD", help="the date on it (default: today)"
    )
    parser.add_argument(
        "--start",
        type=iso_date,
        metavar="YYYY-MM-DD",
        help="date of the first session; with it every session has its date",
    )


def _add_practice(commands: _Commands) -> None:
    parser = _command(
        commands, "practice", "Set, or show, the name and logo at the head of reports."
    )
    parser.add_argument("--name", metavar="NAME", help="the first line of the letterhead")
    parser.add_argument(
        "--line", action="append", metavar="TEXT", help="a line under the name; up to four times"
    )
    parser.add_argument("--logo", type=Path, metavar="PICTURE", help="a picture file")
    parser.add_argument("--no-logo", action="store_true", help="take the logo away")
    parser.add_argument("--clear", action="store_true", help="forget all of it first")


def _add_exercises(commands: _Commands) -> None:
    add_exercise_options(
        _command(commands, "exercises", "List the exercises, or show, share or make one.")
    )


def _add_score(commands: _Commands) -> None:
    add_score_options(_command(commands, "score", "Mark a drawing made for an exercise."))


def _add_inspect(commands: _Commands) -> None:
    parser = _command(commands, "inspect", "Say what a case holds: views, areas, dots, sessions.")
    _add_case(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--hair", action="store_true", help="the hair that each photo shows too")


def _add_verify(commands: _Commands) -> None:
    parser = _command(
        commands, "verify", "Say whether a picture came from a case: exit code 0, or 2 when not."
    )
    parser.add_argument("picture", type=Path, metavar="PICTURE")
    _add_case(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object")


def _add_dots(commands: _Commands) -> None:
    parser = _command(commands, "dots", "Write every dot as a row of a CSV file.")
    _add_case(parser)
    _add_output(parser, "DOTS.csv")
    _add_view(parser)
    _add_moment(parser)


def _add_constants(commands: _Commands) -> None:
    parser = _command(commands, "constants", "List every model constant: unit, spread, source.")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def _add_presets(commands: _Commands) -> None:
    add_preset_options(
        _command(commands, "presets", "List the preset library, or show, apply and keep presets.")
    )


def _add_bench(commands: _Commands) -> None:
    parser = _command(commands, "bench", "Measure the engine on this machine.")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument(
        "--rows", type=word_list, default=(), metavar="NAME,NAME", help="only these rows"
    )


def _add_case(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE.smp")
    _add_passphrase(parser, "the passphrase of a protected case is this file's first line")


def _add_passphrase(parser: argparse.ArgumentParser, purpose: str) -> None:
    # A file, since what stands on the command line is seen by every user of the machine.
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help=purpose)


def _add_output(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument("-o", "--output", type=Path, required=True, metavar=name)


def _add_view(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--view",
        default="1",
        metavar="N",
        help="which photo: its number from 1, or its side (default: 1)",
    )


def _add_moment(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--day",
        type=number_in(Session, "day"),
        metavar="D",
        help="days from the first session (default: the last session's day 28, healed)",
    )
    _add_retention(parser)


def _add_retention(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--retention",
        choices=get_args(Retention),
        default="typical",
        metavar="KIND",
        help="light, typical or strong (default: typical)",
    )


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--language",
        choices=("en", "de"),
        default="en",
        metavar="CODE",
        help="of the words in it: en or de (default: en)",
    )


def _add_size(parser: _Commands, usual: str) -> None:
    parser.add_argument(
        "--size",
        type=size_px,
        default="usual",
        metavar="PX",
        help=f"longer side in px at most, or 'full' for the photo's own pixels (default: {usual})",
    )


def _add_training(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--training", action="store_true", help="leave the mark out; only for a training case"
    )


#: Commands in the order of the help: a case from its beginning to what leaves, then practice, then
#: the program itself.
_COMMANDS_AS_LISTED = (
    _add_window,
    _add_demo,
    _add_new,
    _add_auto,
    _add_plan,
    _add_protect,
    _add_inspect,
    _add_render,
    _add_compare,
    _add_healing,
    _add_dots,
    _add_report,
    _add_practice,
    _add_verify,
    _add_exercises,
    _add_score,
    _add_constants,
    _add_presets,
    _add_bench,
)
