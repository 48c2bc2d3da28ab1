"""Camera files: one view's camera as JSON, for photos whose camera is known."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from smp_sim.document.case.case_checks import check_camera
from smp_sim.model.camera import Camera
from smp_sim.model.case import PhotoRef
from smp_sim.model.errors import CameraError
from smp_sim.model.sentence import Sentence
from smp_sim.model.units import sentence_of

#: A camera is a dozen numbers; whatever is larger is another file.
_MAX_BYTES = 1024**2

_KINDS = 'Give {"kind": "head", ...} or {"kind": "flat", "px_per_mm": ...}.'


def read_camera(path: str | os.PathLike[str], photo: PhotoRef) -> Camera:
    """Read the camera of a photo.

    ``{"kind": "head", "width", "height", "position_mm": [x, y, z], "right", "up", "focal_px",
    "centre_px": [x, y], "head_centre_mm", "semi_axes_mm"}`` in one right-handed frame, the camera
    looking along -(right x up); or ``{"kind": "flat", "px_per_mm"}``. Other keys are passed over.

    Raises
    ------
    CameraError
        Where the file can't be read, holds no camera, or one that misses the head, looks away
        from it, or is for a photo of another size.
    """
    where = os.fspath(path)
    try:
        camera = msgspec.json.decode(_read_text(where), type=Camera)
    except msgspec.ValidationError as error:
        raise CameraError(sentence_of(error), where=where, next_step=_KINDS) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CameraError("This is not a camera file.", where=where, next_step=_KINDS) from error
    return check_camera(camera, photo, where=where)


def _read_text(where: str) -> bytes:
    if "\0" in where:
        raise CameraError("This is not a file name.", where=where.replace("\0", "?"))
    try:
        # A pipe or a device has no size to go by, and need not end.
        if not Path(where).is_file() and Path(where).exists():
            raise CameraError("This is not a file.", where=where)
        if Path(where).stat().st_size > _MAX_BYTES:
            raise CameraError("This is not a camera file.", where=where, next_step=_KINDS)
        return Path(where).read_bytes()
    except FileNotFoundError as error:
        raise CameraError("There is no such file.", where=where) from error
    except OSError as error:
        raise CameraError(
            Sentence("The file can't be read ({reason}).", reason=error.strerror), where=where
        ) from error
