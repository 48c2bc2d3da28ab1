"""File names that the system would refuse, told in words before anything is written.

Windows: Naming Files, Paths, and Namespaces (learn.microsoft.com). Elsewhere only the slash and
the zero byte are forbidden, and a name must be writable in the file system's encoding.
"""

from __future__ import annotations

import os
import re
from pathlib import PurePosixPath, PureWindowsPath

from smp_sim.model.errors import OutputError
from smp_sim.model.sentence import Sentence

_WINDOWS_SIGNS = '<>:"/\\|?*'
_WINDOWS_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", re.IGNORECASE)


def require_file_name(where: str, *, windows: bool = os.name == "nt") -> None:
    """Refuse a path whose last part no file can be called.

    Parameters
    ----------
    where : the path as the user gave it.
    windows : whether Windows' rules hold; by default those of this system.

    Raises
    ------
    OutputError
        Saying which sign or word it is, and what to change.
    """
    if not where.strip():
        raise OutputError("There is no file name.", next_step="Give one, such as preview.png.")
    _require_signs(where)
    if windows:
        _require_windows(PureWindowsPath(where).name, where)
    elif PurePosixPath(where).name == "..":
        raise OutputError("This is a folder.", where=where, next_step="Add a file name.")


def _require_signs(where: str) -> None:
    shown = "".join(sign if sign.isprintable() else "?" for sign in where)
    if "\0" in where:
        raise _forbidden(Sentence("a zero byte"), shown)
    try:
        os.fsencode(where)
    except UnicodeEncodeError as error:
        raise _forbidden(Sentence("a sign that this disk can't hold"), shown) from error


def _require_windows(name: str, where: str) -> None:
    odd = next((sign for sign in name if sign in _WINDOWS_SIGNS or ord(sign) < 32), None)
    if odd is not None:
        sign = f"'{odd}'" if odd.isprintable() else Sentence("a control character")
        raise _forbidden(sign, where)
    if _WINDOWS_DEVICES.match(name):
        raise OutputError(
            "Windows keeps this name for a device.",
            where=where,
            next_step="Choose another name, such as preview.png.",
        )
    if name.endswith((" ", ".")):
        raise OutputError(
            "Windows takes no file name that ends in a space or a dot.",
            where=where,
            next_step="Take it off the end of the name.",
        )


def _forbidden(sign: str, where: str) -> OutputError:
    printable = "".join(each if each.isprintable() else "?" for each in where)
    return OutputError(
        Sentence("A file name can't hold {sign}.", sign=sign),
        where=printable,
        next_step="Use letters, digits, dashes and dots.",
    )
