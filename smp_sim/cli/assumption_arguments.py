"""Options that show what may come: hair that grows back, loss that goes on."""

from __future__ import annotations

import argparse


def add_assumptions(parser: argparse.ArgumentParser, *, with_loss: bool = False) -> None:
    """Add ``--if-hair-returns`` and, where asked for, ``--show-outlook``: one of them at a time."""
    assumed = parser.add_mutually_exclusive_group()
    assumed.add_argument(
        "--if-hair-returns",
        action="store_true",
        help="show the client's own shaved hair too, where alopecia may let it grow back",
    )
    if with_loss:
        assumed.add_argument(
            "--show-outlook",
            action="store_true",
            help="hatch the skin that would be bare if loss went on to Norwood VI",
        )
