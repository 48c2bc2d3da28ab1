"""The plan of the house, held by tests: rooms, stages, sizes, names, and nothing left behind."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "smp_sim"
SOURCES = sorted(PACKAGE.rglob("*.py"))
OURS = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "assets").glob("*.py"))]

#: The chain, in its order: each stage has a file and a test file of the same name.
STAGES = ("photo", "surface", "dot_field", "projection", "healing", "optics", "composite")

LONGEST_FILE = 400
LONGEST_BODY = 50
DEEPEST_NESTING = 4
BANNED_FOLDERS = {"utils", "helpers", "common", "misc"}


def relative(path: Path) -> str:
    """Name a file by its place in the project."""
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Find every function of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function without its head and docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def nesting(node: ast.AST, depth: int = 0) -> int:
    """Give how deep blocks stand in one another."""
    blocks = (ast.For, ast.While, ast.If, ast.With, ast.Try)
    here = depth + isinstance(node, blocks)
    return max([here, *(nesting(child, here) for child in ast.iter_child_nodes(node))])


def test_imports_keep_to_the_contracts() -> None:
    """Every import contract of pyproject.toml is kept."""
    script = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(script), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_has_its_file_and_its_test(stage: str) -> None:
    """One stage, one file, one test file, all of the same name."""
    assert (PACKAGE / "render" / f"{stage}.py").is_file()
    assert (ROOT / "tests" / "render" / f"test_{stage}.py").is_file()


def test_the_command_line_lives_without_qt() -> None:
    """With PySide6 blocked the command line still imports, and so does every other room."""
    rooms = ("cli.main", "document", "render", "model")
    code = "import sys; sys.modules['PySide6'] = None\n" + "".join(
        f"import smp_sim.{room}\n" for room in rooms
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_the_command_line_is_light_to_import() -> None:
    """Importing it brings in none of the heavy libraries."""
    code = (
        "import sys, smp_sim.cli.main\n"
        "heavy = {'numpy', 'cv2', 'scipy', 'skimage', 'PIL', 'PySide6'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_render_touches_no_files_clock_or_hidden_chance() -> None:
    """Stages are pure: no file access, no time, no unseeded randomness."""
    banned = re.compile(r"\bopen\(|\bPath\(|import time|import random|np\.random\.(?!Generator)")
    allowed = re.compile(r"np\.random\.(default_rng\([^)]|SeedSequence\([^)]|PCG64\([^)]|Philox\()")
    found = [
        f"{relative(path)}:{number}: {line.strip()}"
        for path in SOURCES
        if path.is_relative_to(PACKAGE / "render")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if banned.search(allowed.sub("", line))
    ]
    assert found == []


def test_files_and_functions_stay_small() -> None:
    """No file over 400 lines, no function body over 50, no deep nesting."""
    long_files = [
        f"{relative(path)}: {lines} lines"
        for path in SOURCES
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_FILE
    ]
    long_bodies = [
        f"{relative(path)}:{function.lineno} {function.name}"
        for path in SOURCES
        for function in functions(path)
        if body_lines(function) > LONGEST_BODY or nesting(function) > DEEPEST_NESTING
    ]
    assert long_files == []
    assert long_bodies == []


def test_no_room_for_odds_and_ends() -> None:
    """There is no utils, helpers, common or misc, as file or folder."""
    names = {path.stem for path in PACKAGE.rglob("*")}
    assert names & BANNED_FOLDERS == set()


def test_nothing_names_a_place_on_somebodys_machine() -> None:
    """No file of the project holds an absolute path of a machine it was made on."""
    suffixes = {".py", ".md", ".toml", ".json", ".yml", ".yaml", ".ts", ".cfg", ".txt", ""}
    places = re.compile(r"/(?:home|Users|work|root|opt/venv)/|[A-Z]:\\\\")
    found = []
    for name in tracked_files():
        path = ROOT / name
        if path.suffix not in suffixes or not path.is_file() or path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            found += [f"{name}:{number}: {line.strip()}"] if places.search(line) else []
    assert found == []


def tracked_files() -> list[str]:
    """Name the project's files: those under version control, or all where there is none."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        listing = subprocess.run([git, "ls-files"], cwd=ROOT, capture_output=True, check=True)
        return listing.stdout.decode().splitlines()
    return [relative(path) for path in [*OURS, *ROOT.glob("*.md"), *ROOT.glob("*.toml")]]


def test_the_changelog_keeps_its_form() -> None:
    """An Unreleased section first, then versions with dates; known headings only."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    sections = re.findall(r"^## \[(.+?)\](?: - (\d{4}-\d\d-\d\d))?$", text, flags=re.MULTILINE)
    assert sections[0] == ("Unreleased", "")
    assert all(date for _, date in sections[1:])
    kinds = set(re.findall(r"^### (.+)$", text, flags=re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
