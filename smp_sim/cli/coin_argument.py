"""The option that names a coin in the photo."""

from __future__ import annotations

import argparse

#: Coins that the scale can be read from, as ``scale_markers.COINS_MM`` has them: written out, for
#: reading them there would bring OpenCV into every start.
COINS = (
    "1 cent",
    "2 cent",
    "5 cent",
    "10 cent",
    "20 cent",
    "50 cent",
    "1 euro",
    "2 euro",
    "1 penny",
    "2 pence",
    "5 pence",
    "10 pence",
    "2 pounds",
    "US cent",
    "US dime",
    "US nickel",
    "US quarter",
    "US dollar",
)


def add_coin_option(parser: argparse.ArgumentParser, when: str = "") -> None:
    """Add ``--coin``; ``when`` is put before its help."""
    parser.add_argument(
        "--coin",
        choices=COINS,
        metavar="COIN",
        help=f"{when}a coin held beside the face, for the scale: {', '.join(COINS)}",
    )
