"""Keeps a fault of PySide6 6.12.0 on Python 3.11 from ending the program.

Measured: there every Qt call that returns nothing gives ``None`` away without counting it
(`QObject().setObjectName("x")` lowers ``sys.getrefcount(None)`` by one), so that the interpreter
stops with "none_dealloc" after about 5,000 calls, a few seconds of painting. PySide6 6.11.3 counts
rightly, and from Python 3.12 on ``None`` is immortal (PEP 683), so that the count does not matter.
A few hundred steps through the window also used up the counts of ``True`` or ``False``
("bool_dealloc"), so those are guarded alike.
"""

from __future__ import annotations

import sys

#: References that nobody will ever give back: out of reach, far below an overflow.
_SPARE_COUNT = 1 << 40

_FIRST_WITH_IMMORTAL_NONE = (3, 12)


def guard_none() -> None:
    """Make None, True and False as good as immortal where Python does not. Once is enough."""
    if sys.version_info >= _FIRST_WITH_IMMORTAL_NONE or sys.getrefcount(None) >= _SPARE_COUNT:
        return
    import ctypes  # noqa: PLC0415 - only where it is needed

    # CPython keeps an object's count in its first word.
    for single in (None, True, False):
        ctypes.c_ssize_t.from_address(id(single)).value += _SPARE_COUNT
