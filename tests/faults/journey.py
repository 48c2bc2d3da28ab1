"""The whole way of a consultation on the command line, from photo to pictures, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image


def skin_picture(path: Path) -> Path:
    """Write a close-up of 12 x 9 mm of plain skin at 8 px/mm."""
    grain = np.random.default_rng(5).normal(0.0, 2.0, (72, 96, 1))
    skin = np.clip(np.array([189.0, 155.0, 134.0]) + grain, 0, 255)
    Image.fromarray(skin.astype(np.uint8)).save(path)
    return path


def journey_commands(folder: Path) -> Iterator[list[str]]:
    """Give the commands of a consultation in their order."""
    photo, case = str(skin_picture(folder / "skin.png")), str(folder / "case.smp")
    words = str(folder / "words.txt")
    Path(words).write_text("words of my own\n", encoding="utf-8")
    yield ["new", photo, "--side", "flat", "--px-per-mm", "8", "-o", case]
    yield ["auto", case]
    yield ["plan", case, "--density", "120", "--shade", "0.6"]
    yield ["inspect", case, "--json"]
    yield ["render", case, "-o", str(folder / "out.png")]
    yield ["compare", case, "-o", str(folder / "pair.png")]
    yield ["healing", case, "-o", str(folder / "film.gif"), "--days", "0,28"]
    yield ["dots", case, "-o", str(folder / "dots.csv")]
    yield ["protect", case, "--new-passphrase-file", words]
    yield ["inspect", case, "--passphrase-file", words]
    yield ["constants", "--json"]
