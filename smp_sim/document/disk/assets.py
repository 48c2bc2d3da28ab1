"""Where the program's own data lies: beside the code in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from smp_sim.render.products import PointSet

_PACKAGE = Path(__file__).resolve().parents[2]

#: In a wheel, then in a checkout.
_FOLDERS = (_PACKAGE / "_assets", _PACKAGE.parent / "assets")


def asset_path(name: str) -> Path:
    """Find an asset by its path inside ``assets/``, such as ``points.npz``.

    Raises
    ------
    FileNotFoundError
        Where it is missing: a fault of the program or its installation, not of the user.
    """
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise ValueError(f"not a path inside assets: {name!r}")
    folder = next((folder for folder in _FOLDERS if folder.is_dir()), _FOLDERS[-1])
    path = folder / name
    if not path.exists():
        raise FileNotFoundError(f"asset {name} is missing from {folder}")
    return path


def load_points() -> PointSet:
    """Read the progressive point set that every dot field is taken from."""
    # Words and icons are wanted before the window is shown; NumPy is not.
    import numpy as np  # noqa: PLC0415

    from smp_sim.render.blue_noise import unpack_points  # noqa: PLC0415

    with np.load(asset_path("points.npz"), allow_pickle=False) as arrays:
        return unpack_points({name: arrays[name] for name in arrays.files})


def read_catalogue(code: str) -> dict[str, str]:
    """Read a language's words: every file of its folder, one for each part of the program.

    A phrase that stands in two files must say the same in both.

    Raises
    ------
    ValueError
        Where two files translate one phrase differently (a fault of the program).
    """
    words: dict[str, str] = {}
    for path in sorted(asset_path(f"translations/{code}").glob("*.json")):
        phrases = msgspec.json.decode(path.read_bytes(), type=dict[str, str])
        for english, other in phrases.items():
            if words.setdefault(english, other) != other:
                raise ValueError(f"{path.name} translates {english!r} in a second way")
    return words
