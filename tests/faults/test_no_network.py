"""The program opens no network connection: walked with sockets forbidden and with none there."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import smp_sim
from tests.faults.child_run import ROOT, run_script

#: What a connection could be made with.
_NETWORK = {
    "socket", "ssl", "urllib", "http", "ftplib", "smtplib", "requests", "httpx", "aiohttp",
    "urllib3", "asyncio", "webbrowser", "QtNetwork", "QtWebEngineCore", "QtWebSockets",
}  # fmt: skip


def test_the_whole_journey_asks_for_no_connection(tmp_path: Path) -> None:
    """Every command and the window's journey come to their end; nothing asks for a socket."""
    assert run_script("network_run", tmp_path) == []


def test_the_whole_journey_needs_no_network_device(tmp_path: Path) -> None:
    """The same on a machine that has no network at all, not even to itself."""
    unshare = shutil.which("unshare")
    probe = [str(unshare), "--net", "true"]
    if unshare is None or subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip("no network namespaces here")
    script = [sys.executable, "-m", "tests.faults.network_run", str(tmp_path)]
    done = subprocess.run(
        [unshare, "--net", *script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []


def test_no_file_of_the_program_imports_a_network_library() -> None:
    """Nothing that a connection could be made with is imported anywhere."""
    package = Path(smp_sim.__file__).parent
    found = {
        f"{path.relative_to(package)}: {name}"
        for path in package.rglob("*.py")
        for name in _imports_of(path)
        if _NETWORK & set(name.split("."))
    }
    assert found == set()


def _imports_of(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = [
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    ]
    named = [
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    return plain + named
