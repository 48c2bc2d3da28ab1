"""The two edges of the command line: words in, exit code and one line out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from smp_sim.cli.main import COMMANDS, run
from smp_sim.model.errors import SmpError

CONTRACT = (
    "window", "demo", "new", "auto", "plan", "protect", "render", "healing",
    "compare", "report", "practice", "inspect", "exercises", "score", "dots", "verify",
    "constants", "presets", "bench",
)  # fmt: skip


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """Give what was said on stderr, which must be exactly one line without a traceback."""
    text = capsys.readouterr().err
    assert text.count("\n") == 1
    assert "Traceback" not in text
    return text.strip()


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The help names all commands and leaves with 0."""
    assert run(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(f"    {command}" in text for command in CONTRACT)
    assert tuple(sorted(COMMANDS)) == tuple(sorted(CONTRACT))


@pytest.mark.parametrize("command", CONTRACT)
def test_every_command_has_its_own_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command explains itself and its module is there to carry it out."""
    assert run([command, "--help"]) == 0
    assert command in capsys.readouterr().out
    folder = Path(sys.modules["smp_sim.cli.main"].__file__ or "").parent
    assert (folder / f"{COMMANDS[command]}.py").is_file()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["fly"], "fly"),
        (["render", "case.smp"], "--output"),
        (["render", "case.smp", "-o", "a.png", "--day", "-1"], "--day"),
        (["render", "case.smp", "-o", "a.png", "--day", "nan"], "--day"),
        (["render", "case.smp", "-o", "a.png", "--day", "soon"], "soon"),
        (["render", "case.smp", "-o", "a.png", "--scale", "0"], "--scale"),
        (["render", "case.smp", "-o", "a.png", "--retention", "none"], "none"),
        (["plan", "case.smp", "--density", "401"], "--density"),
        (["plan", "case.smp", "--shade", "1.5"], "--shade"),
        (["plan", "case.smp", "--dot-mm", "0.05"], "--dot-mm"),
        (["plan", "case.smp", "--hairline", "wild"], "wild"),
        (["plan", "case.smp", "--template", "norwood-9"], "norwood-9"),
        (["plan", "case.smp", "--sessions", "2.5"], "2.5"),
        (["new", "a.jpg", "-o", "a.smp", "--side", "under"], "under"),
        (["new", "a.jpg", "-o", "a.smp", "--px-per-mm", "0"], "--px-per-mm"),
        (["healing", "case.smp", "-o", "a.png", "--days", "0,,7"], "--days"),
        (["bench", "--rows", "sleep"], "sleep"),
    ],
)
def test_a_mistake_is_one_line_and_exit_2(
    words: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What can't be meant is refused, naming what is wrong."""
    assert run(words) == 2
    assert named in said(capsys)


def test_a_users_mistake_inside_a_command_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An SmpError becomes its own sentence on one line, exit code 2."""

    def refuse(_: object) -> None:
        raise SmpError("The photo\nis empty.", where="a.jpg", next_step="Take another.")

    monkeypatch.setattr("smp_sim.cli.constants_command.run", refuse)
    assert run(["constants"]) == 2
    assert said(capsys) == "smp-sim: a.jpg: The photo is empty. Take another."


def test_a_fault_of_the_program_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any other exception goes through to Python: a traceback and exit code 1."""

    def fail(_: object) -> None:
        raise ValueError("no such thing")

    monkeypatch.setattr("smp_sim.cli.constants_command.run", fail)
    with pytest.raises(ValueError, match="no such thing"):
        run(["constants"])


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    """`smp-sim constants | head -n 1` ends quietly."""
    process = subprocess.Popen(
        [sys.executable, "-m", "smp_sim", "constants"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    complaint = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=30) == 0
    assert complaint == b""
