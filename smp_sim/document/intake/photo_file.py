"""Photos from disk: read whole, decoded once to be sure, and named by their content."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from smp_sim.model.case import PhotoRef
from smp_sim.model.errors import PhotoError
from smp_sim.model.sentence import Sentence
from smp_sim.render.photo import decode_photo, measure_photo
from smp_sim.render.products import Photo

#: 100 megapixels of 16-bit RGBA, uncompressed, and some.
_MAX_FILE_BYTES = 900 * 1024**2


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A photo file: what the case says of it, its bytes, and the decoded picture."""

    ref: PhotoRef
    data: bytes
    photo: Photo


def read_photo(path: str | os.PathLike[str]) -> PhotoFile:
    """Read and decode a photo file; its suffix does not matter, its content does.

    Raises
    ------
    PhotoError
        Where it can't be read, is no picture, is damaged, too large, or of a kind not read.
    """
    where = os.fspath(path)
    data = _read_bytes(where)
    with _hushed_libraries():
        ref = measure_photo(data, where=where)
        return PhotoFile(ref, data, decode_photo(data, where=where))


def _read_bytes(where: str) -> bytes:
    if "\0" in where:
        raise PhotoError("This is not a file name.", where=where.replace("\0", "?"))
    path = Path(where)
    try:
        if path.is_dir():
            raise PhotoError("This is a folder.", where=where, next_step="Choose a photo in it.")
        found = path.stat()
        # A pipe may never end, and a device need not.
        if not stat.S_ISREG(found.st_mode):
            raise PhotoError("This is not a file.", where=where)
        if found.st_size > _MAX_FILE_BYTES:
            raise PhotoError("The file is larger than a photo can be.", where=where)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PhotoError("There is no such file.", where=where) from error
    except PermissionError as error:
        raise PhotoError("You may not read this file.", where=where) from error
    except OSError as error:
        raise PhotoError(
            Sentence("The file can't be read ({reason}).", reason=error.strerror), where=where
        ) from error


@contextmanager
def _hushed_libraries() -> Iterator[None]:
    """Keep what libtiff and libpng print about damaged files off the user's terminal.

    They write to file descriptor 2 from C, past every Python setting, beside our one clear line.
    """
    try:
        kept = os.dup(2)
    except OSError:  # started without a standard error, as a window may be
        yield
        return
    sys.stderr.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)
