"""Walks the whole journey and tells every attempt to reach a network.

``python -m tests.faults.network_run FOLDER`` prints a JSON list: the exit codes that were not 0 and
the events of Python's audit hook that a connection can't be made without. Sockets are forbidden
too, so that nothing that asked for one could have gone on.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

_EVENTS = ("socket.", "urllib.", "http.client", "ftplib.", "smtplib.")

attempts: list[str] = []


def _watch(event: str, given: tuple[Any, ...]) -> None:
    if event.startswith(_EVENTS):
        attempts.append(f"{event} {given[1:]!r:.80}")


def _forbid(*_given: object, **_named: object) -> NoReturn:
    raise PermissionError("no network here")


def _window_journey(folder: Path) -> None:
    """Open the sample in the window, change the plan, save, and close."""
    from PySide6.QtTest import QTest  # noqa: PLC0415 - after the watch is set
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from smp_sim.ui.app import begin, make_window  # noqa: PLC0415
    from tests.ui.stand_ins import ColourMaker, reseed  # noqa: PLC0415

    app = QApplication([])
    window = make_window(
        settings_path=folder / "s.ini", data_folder=folder / "data", make_maker=ColourMaker
    )
    window.show()
    begin(window, str(folder / "sample.smp"))
    for _ in range(400):
        QTest.qWait(10)
        if not window.bench.session.is_empty and window.bench.tasks.current is None:
            break
    reseed(window)
    window.files.save()
    while window.bench.tasks.current is not None:
        QTest.qWait(10)
    if window.bench.session.is_dirty or window.bench.session.is_empty:
        attempts.append("the window's journey did not come to its end")
    window.close()
    app.processEvents()


def main() -> None:
    """Watch, forbid, walk, tell."""
    folder = Path(sys.argv[1])
    os.environ["XDG_DATA_HOME"] = str(folder / "data-home")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.addaudithook(_watch)
    # A class stays a class: libraries build on it when they are imported.
    socket.socket.__init__ = _forbid  # type: ignore[method-assign]
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        setattr(socket, name, _forbid)
    from smp_sim.cli.main import run  # noqa: PLC0415
    from smp_sim.document.disk.assets import asset_path  # noqa: PLC0415
    from tests.faults.journey import journey_commands  # noqa: PLC0415

    for words in journey_commands(folder):
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = run(words)
        if code:
            attempts.append(f"{words[0]} ended with {code}: {said.getvalue()[-200:]}")
    (folder / "sample.smp").write_bytes(asset_path("sample_client.smp").read_bytes())
    _window_journey(folder)
    print(json.dumps(attempts))  # noqa: T201 - a script's answer


if __name__ == "__main__":
    main()
