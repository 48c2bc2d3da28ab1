"""What can be typed agrees with what the engine has."""

from __future__ import annotations

from typing import get_args

import pytest

from smp_sim.cli.arguments import build_parser
from smp_sim.cli.coin_argument import COINS
from smp_sim.cli.main import run
from smp_sim.cli.plan_arguments import CORRECTORS, PIGMENTS, SAMPLES, TEMPLATES
from smp_sim.document.editing.pigments import PIGMENT_NAMES
from smp_sim.document.proposal.scale_markers import COINS_MM
from smp_sim.document.samples.treatment_samples import SAMPLE_NAMES
from smp_sim.model.plan import HairlinePreset
from smp_sim.render import pigment_palette
from smp_sim.render.hairline_curve import SHAPES
from smp_sim.render.loss_templates import TEMPLATE_NAMES

#: Groups of the options of ``plan``, as its help shows them.
_PLAN_GROUPS = (
    "what is treated",
    "how all areas are filled",
    "lips",
    "the client",
    "what was asked first",
    "read from the photos",
)


def test_templates_and_hairlines_are_those_of_the_engine() -> None:
    """The names written out for a light start are the engine's own."""
    assert TEMPLATES == TEMPLATE_NAMES
    assert PIGMENTS == PIGMENT_NAMES
    assert CORRECTORS == pigment_palette.CORRECTORS
    assert sorted(SAMPLES) == sorted(SAMPLE_NAMES)
    assert set(get_args(HairlinePreset)) == set(SHAPES)


def test_coins_are_those_of_the_engine() -> None:
    """Every coin whose size is known can be named, and no other."""
    assert set(COINS) == set(COINS_MM)
    assert build_parser().parse_args(["auto", "c.smp", "--coin", "2 euro"]).coin == "2 euro"
    with pytest.raises(SystemExit):
        build_parser().parse_args(["auto", "c.smp", "--coin", "a button"])


def test_options_of_the_contract_are_there() -> None:
    """A command line with every option of its command is understood."""
    lines = (
        "demo -o out",
        "new a.jpg b.jpg -o c.smp --side front --side left --px-per-mm 3.2 --camera k.json",
        "plan c.smp --density 120 --shade 0.5 --dot-mm 0.2 --hairline soft --sessions 3",
        "plan c.smp --template norwood-5 --pigment lip-rose --read-hair --find-scars --match-skin",
        "plan c.smp --find-patches",
        "demo -o out --sample fut-scar",
        "render c.smp -o o.png --view 2 --day 3 --retention light --scale 0.5 --training",
        "healing c.smp -o o.gif --days 0,3,7,28",
        "compare c.smp -o o.png --day 28",
        "inspect c.smp --json",
        "dots c.smp -o d.csv --view 1 --day 28",
        "constants",
        "bench --json",
        "window c.smp",
    )
    parsed = [build_parser().parse_args(line.split()) for line in lines]
    assert parsed[1].side == ["front", "left"]
    assert parsed[7].days == (0.0, 3.0, 7.0, 28.0)
    assert parsed[6].day == 3.0


def test_abbreviations_are_not_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    """A shortened option is refused, so that a later option can't change what a script means."""
    assert run(["plan", "c.smp", "--dens", "5"]) == 2
    assert "--dens" in capsys.readouterr().err


def test_the_help_of_plan_is_in_groups(capsys: pytest.CaptureFixture[str]) -> None:
    """Every option stands under what it is about, and none but help and passphrase outside."""
    with pytest.raises(SystemExit):
        build_parser().parse_args(["plan", "--help"])
    told = capsys.readouterr().out
    places = [told.index(f"{title}:\n") for title in _PLAN_GROUPS]
    assert places == sorted(places)
    loose = told[told.index("options:\n") : places[0]]
    assert {word for word in loose.split() if word.startswith("--")} == {
        "--help",
        "--passphrase-file",
    }
