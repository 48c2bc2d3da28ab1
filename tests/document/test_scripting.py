"""The package in a few calls, as the README shows it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import smp_sim
from smp_sim.document.disk.assets import load_points

README = Path(__file__).resolve().parents[2] / "README.md"


@pytest.fixture(scope="module")
def sample() -> smp_sim.Dossier:
    """Give the sample client in a small picture."""
    return smp_sim.sample_dossier(sides=("front-high",), width=200, height=250)


def test_every_public_name_is_there() -> None:
    """All names load from where they live; others are refused."""
    assert all(getattr(smp_sim, name) is not None for name in smp_sim.__all__)
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = smp_sim.nothing_such


def test_importing_the_package_loads_nothing() -> None:
    """`import smp_sim` alone brings no other module of ours, and no NumPy."""
    code = (
        "import sys, smp_sim; "
        "assert not [m for m in sys.modules if m.startswith('smp_sim.')]; "
        "assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=README.parent, check=True)


def test_a_picture_in_one_call(sample: smp_sim.Dossier) -> None:
    """The healed picture by default; a kept studio gives the very same."""
    picture = smp_sim.render_case(sample)
    assert picture.shape == (250, 200, 3)
    studio = smp_sim.Studio(load_points())
    np.testing.assert_array_equal(picture, smp_sim.render_case(sample, day=56.0, studio=studio))


def test_mistakes_are_the_packages_own_error(sample: smp_sim.Dossier) -> None:
    """A day out of range, a view that is not there."""
    with pytest.raises(smp_sim.SmpError, match="Day must be"):
        smp_sim.render_case(sample, day=-1.0)
    with pytest.raises(smp_sim.SmpError, match="no view"):
        smp_sim.render_case(sample, view="9")


def test_the_readmes_example_runs(
    sample: smp_sim.Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The Python lines of the README, word for word, in a folder with a photo."""
    monkeypatch.chdir(tmp_path)
    Path("front.jpg").write_bytes(next(iter(sample.photos.values())))
    example = re.search(r"```python\n(.+?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    exec(compile(example[1], "README.md", "exec"), {})  # noqa: S102 - our own README
    assert Path("client.smp").is_file()
    assert Path("one-year.png").is_file()
