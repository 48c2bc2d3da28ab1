"""What can be typed after ``plan``, and the names it takes.

Names of the engine are written out: reading them there would bring NumPy into every start.
"""

from __future__ import annotations

import argparse
from typing import get_args

from smp_sim.cli.argument_values import number_in, session_count
from smp_sim.model.area_history import AreaHistory, LossCause, ScarLook
from smp_sim.model.client import SKIN_CLASSES, Ancestry, Client, HairColour
from smp_sim.model.hair_growth import HairCurl, HairGrowth, WhorlTurn
from smp_sim.model.plan import Area, HairlinePreset

#: A group of options; its own type is private to argparse.
Options = argparse._ArgumentGroup  # noqa: SLF001

#: Templates of areas, as ``render/loss_templates.py`` names them.
TEMPLATES = (
    "whole-scalp",
    "behind-hairline",
    "crown",
    *(f"norwood-{grade}" for grade in ("2", "3", "3v", "3a", "4", "4a", "5", "5a", "6", "7")),
    *(f"ludwig-{grade}" for grade in range(1, 4)),
    *(f"sinclair-{grade}" for grade in range(2, 6)),
    "diffuse",
    "thinning",
    "alopecia-areata",
    "alopecia-totalis",
    "fut-scar",
    "fue-scars",
    "injury-scar",
    "burn",
    "transplant",
    "vitiligo",
)

#: Pigments, as ``document/editing/pigments.py`` names them.
PIGMENTS = (
    "carbon",
    "carbon-cool",
    "mixed",
    "lip-nude",
    "lip-rose",
    "lip-coral",
    "lip-red",
    "lip-berry",
    "lip-corrector",
    "lip-corrector-coral",
    "lip-corrector-yellow",
)

#: Inks for a sitting before the colour, as ``render/pigment_palette.py`` names them.
CORRECTORS = tuple(name for name in PIGMENTS if "corrector" in name)

#: Skin tones, as ``document/presets/skin_tone_choice.py`` names them: classes and Monk swatches.
SKIN_TONES = (
    *(name.replace(" ", "-") for _, name in SKIN_CLASSES),
    *(f"monk-{tone}" for tone in range(1, 11)),
)

#: Conditions of the sample client by use, as ``document/samples/treatment_samples.py`` names them.
SAMPLE_GROUPS = {
    "male pattern loss": (
        *(f"norwood-{grade}" for grade in ("2", "3", "3v", "3a", "4", "4a", "5", "5a", "6", "7")),
        "loss-went-on",
    ),
    "women, and thinning": (
        *("ludwig-1", "ludwig-2", "ludwig-3", "sinclair-3", "diffuse", "thinning"),
    ),
    "alopecia": (
        *("alopecia-areata", "areata-regrown", "alopecia-totalis", "alopecia-universalis"),
    ),
    "scars and repair": ("fut-scar", "fue-scars", "injury-scar", "burn", "transplant"),
    "hair and skin": ("coiled-dark", "fair-blond"),
    "skin and lips": (
        *("vitiligo", "vitiligo-beard", "vitiligo-body"),
        *("lips", "lips-ombre", "lips-dark", "lips-cleft"),
    ),
}
SAMPLES = tuple(name for names in SAMPLE_GROUPS.values() for name in names)


def add_plan_options(parser: argparse.ArgumentParser) -> None:
    """Add what can be changed of a plan, in groups as its help shows them."""
    _add_treatment(parser.add_argument_group("what is treated"))
    _add_filling(parser.add_argument_group("how all areas are filled"))
    _add_lips(parser.add_argument_group("lips"))
    _add_client(parser.add_argument_group("the client"))
    _add_answers(parser.add_argument_group("what was asked first"))
    _add_readings(parser.add_argument_group("read from the photos"))


def _add_treatment(parser: Options) -> None:
    parser.add_argument(
        "--template",
        choices=TEMPLATES,
        metavar="NAME",
        help=f"replaces the areas on the head: {', '.join(TEMPLATES)}",
    )
    parser.add_argument(
        "--hairline",
        choices=get_args(HairlinePreset),
        metavar="PRESET",
        help=", ".join(get_args(HairlinePreset)),
    )
    parser.add_argument("--sessions", type=session_count, metavar="N", help="how many sittings")
    parser.add_argument(
        "--preset",
        metavar="NAME",
        help="an entry of the preset library, as 'smp-sim presets' names it",
    )


def _add_filling(parser: Options) -> None:
    parser.add_argument(
        "--density",
        type=number_in(Area, "density_per_cm2"),
        metavar="N",
        help="dots per cm²; of a wash, how full it is",
    )
    parser.add_argument(
        "--shade", type=number_in(Area, "shade"), metavar="0..1", help="how dark the dots are"
    )
    parser.add_argument(
        "--dot-mm",
        type=number_in(Area, "dot_mm"),
        metavar="D",
        help="seen diameter of a healed dot, mm",
    )
    parser.add_argument(
        "--pigment",
        choices=PIGMENTS,
        metavar="NAME",
        help=f"{', '.join(PIGMENTS)}",
    )
    parser.add_argument(
        "--technique",
        choices=("dots", "wash"),
        metavar="NAME",
        help="dots, or wash (shaded evenly; it lies under the dots of other areas)",
    )
    parser.add_argument(
        "--count-hair",
        action=argparse.BooleanOptionalAction,
        help="the density of fields of dots counts the hair there too, so that dots fill what"
        " lacks",
    )
    parser.add_argument(
        "--growth-deg",
        type=number_in(Area, "growth_deg"),
        metavar="0..180",
        help="axis of the hair in close-ups, from a row of the photo toward its columns",
    )


def _add_answers(parser: Options) -> None:
    parser.add_argument(
        "--months-since",
        type=number_in(AreaHistory, "months"),
        metavar="N",
        help="months since the injury, the operation or the last change; for all areas that ask",
    )
    parser.add_argument(
        "--scar-look",
        choices=get_args(ScarLook)[1:],
        metavar="LOOK",
        help=f"how the scars look: {', '.join(get_args(ScarLook)[1:])}",
    )
    parser.add_argument(
        "--loss-cause",
        choices=get_args(LossCause)[1:],
        metavar="CAUSE",
        help=f"why bare skin is bare: {', '.join(get_args(LossCause)[1:])}",
    )


def _add_client(parser: Options) -> None:
    parser.add_argument(
        "--age", type=number_in(Client, "age_years"), metavar="YEARS", help="of the client"
    )
    for option, names, meaning in (
        ("--ancestry", get_args(Ancestry), "the client's, for counts of hair"),
        ("--skin-tone", SKIN_TONES, "the client's, held beside the skin"),
        ("--hair-colour", get_args(HairColour), "the client's, for advice on shade and pigment"),
        ("--hair-curl", get_args(HairCurl), "dots that sit in hair follow it"),
        ("--whorl", get_args(WhorlTurn), "which way the hair turns at the crown"),
    ):
        listed = ", ".join(names)
        parser.add_argument(option, choices=names, metavar="NAME", help=f"{meaning}: {listed}")
    for option, field, meaning in (
        ("--whorl-back-mm", "whorl_back_mm", "how far the whorl lies behind the ear canals"),
        ("--whorl-aside-mm", "whorl_aside_mm", "how far it lies to the client's left; right: -"),
    ):
        parser.add_argument(option, type=number_in(HairGrowth, field), metavar="MM", help=meaning)


def _add_lips(parser: Options) -> None:
    parser.add_argument(
        "--find-lips",
        action="store_true",
        help="add the lips that close-ups of the mouth show, before anything else is changed",
    )
    parser.add_argument(
        "--even-lips",
        action="store_true",
        help="even out the border of lips: mirror the fuller half, as over a closed cleft",
    )
    parser.add_argument(
        "--ombre",
        type=number_in(Area, "ombre"),
        metavar="-1..1",
        help="above 0 a darker border fades to a lighter middle, below 0 the reverse",
    )
    parser.add_argument(
        "--liner-mm",
        type=number_in(Area, "liner_mm"),
        metavar="W",
        help="width of a line along their border, mm; 0 for none",
    )
    parser.add_argument(
        "--liner-tone",
        type=number_in(Area, "liner_tone"),
        metavar="N",
        help="tone of that line, as times the even tone",
    )
    parser.add_argument(
        "--corrector",
        choices=("none", *CORRECTORS),
        metavar="NAME",
        help=f"evened out in a sitting before the colour: none, {', '.join(CORRECTORS)}",
    )


def _add_readings(parser: Options) -> None:
    parser.add_argument(
        "--match-hair",
        action="store_true",
        help="take dot size and shade from the client's own shaved hair",
    )
    parser.add_argument(
        "--find-scars",
        action="store_true",
        help="add the scars that the photos show: pale lines, and punch scars in close-ups",
    )
    parser.add_argument(
        "--find-patches",
        action="store_true",
        help="add the bald patches within hair that the photos show",
    )
    parser.add_argument(
        "--match-skin",
        action="store_true",
        help="mix pigment to the skin around pale patches: vitiligo itself; for scars and burns a"
        " wash under their dots, done first",
    )
    parser.add_argument(
        "--read-hair",
        action="store_true",
        help="read how much hair grows where, so that areas between hairs only fill what lacks",
    )
    parser.add_argument(
        "--read-direction",
        action="store_true",
        help="read which way hair lies in close-ups, so that dots there follow it",
    )
