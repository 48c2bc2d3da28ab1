"""Films: whole or not at all, each stop in its own frame."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from smp_sim.document.film_file import film_suffix, write_film
from smp_sim.model.errors import OutputError

FRAMES = [np.full((40, 60, 3), level, dtype=np.uint8) for level in (40, 120, 200)]


@pytest.mark.parametrize("suffix", [".gif", ".webp"])
def test_frames_come_back_in_order(suffix: str, tmp_path: Path) -> None:
    """Each frame has its own grey."""
    path = tmp_path / f"film{suffix}"
    write_film(FRAMES, path)
    with Image.open(path) as film:
        greys = []
        for index in range(3):
            film.seek(index)
            greys.append(float(np.asarray(film.convert("L")).mean()))
    assert greys == pytest.approx([40, 120, 200], abs=3)


def test_the_suffix_decides() -> None:
    """Capital letters count the same; a strip's suffix is no film."""
    assert film_suffix("a.GIF") == ".gif"
    assert film_suffix("a.png") == ""
    with pytest.raises(ValueError, match="no film"):
        write_film(FRAMES, "a.png")


def test_a_film_that_can_not_be_written_leaves_nothing(tmp_path: Path) -> None:
    """A missing folder is a sentence, and no part of a file stays."""
    with pytest.raises(OutputError, match="folder doesn't exist"):
        write_film(FRAMES, tmp_path / "none" / "film.gif")
    assert list(tmp_path.iterdir()) == []
