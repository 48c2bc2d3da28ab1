"""What can be typed about exercises: listing and sharing them, marking a drawing."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_exercise_options(parser: argparse.ArgumentParser) -> None:
    """Add what ``smp-sim exercises`` takes."""
    parser.add_argument("exercise", nargs="?", metavar="EXERCISE", help="an id, or a .smpx file")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument(
        "--solution", type=Path, metavar="DRAWING.json", help="write its reference solution"
    )
    parser.add_argument("--share", type=Path, metavar="FILE.smpx", help="write it as a file")
    parser.add_argument(
        "--of", type=Path, metavar="CASE.smp", help="make an exercise of a case; with --share"
    )
    parser.add_argument("--dots", action="store_true", help="of the case's patch, not its hairline")
    parser.add_argument("--title", default="", metavar="TEXT", help="what the exercise is called")
    parser.add_argument("--goal", default="", metavar="TEXT", help="the task in one sentence")
    parser.add_argument(
        "--tolerance",
        type=float,
        default=3.0,
        metavar="MM",
        help="how far off a line may be (default: 3)",
    )


def add_score_options(parser: argparse.ArgumentParser) -> None:
    """Add what ``smp-sim score`` takes."""
    parser.add_argument("exercise", metavar="EXERCISE", help="an id, or a .smpx file")
    parser.add_argument("drawing", type=Path, metavar="DRAWING.json")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument(
        "--trainee", metavar="CODE", help="keep the score in this trainee's history"
    )
    parser.add_argument(
        "--sheet", type=Path, metavar="SHEET.pdf", help="write the trainee's sheet; with --trainee"
    )
