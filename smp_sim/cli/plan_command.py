"""``smp-sim plan``: change the plan of a case in place."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace

from smp_sim.cli.opening import holding, open_named
from smp_sim.cli.progress import progress_bar
from smp_sim.document.case.case_file import Dossier, save_case
from smp_sim.document.disk.assets import load_points
from smp_sim.document.disk.atomic_write import require_writable
from smp_sim.document.plan_options import PlanOptions, change_plan
from smp_sim.document.studio import Studio

Step = Callable[[Dossier], Dossier]


def run(args: argparse.Namespace) -> None:
    """Change what was asked for, in one go, and write the case back whole."""
    options = PlanOptions(
        density_per_cm2=args.density,
        shade=args.shade,
        dot_mm=args.dot_mm,
        hairline=args.hairline,
        template=args.template,
        sessions=args.sessions,
        pigment=args.pigment,
        technique=args.technique,
        corrector=args.corrector,
        preset=args.preset,
        ancestry=args.ancestry,
        age_years=args.age,
        skin_tone=args.skin_tone,
        months_since=args.months_since,
        scar_look=args.scar_look,
        loss_cause=args.loss_cause,
        hair_colour=args.hair_colour,
        hair_curl=args.hair_curl,
        whorl=args.whorl,
        whorl_back_mm=args.whorl_back_mm,
        whorl_aside_mm=args.whorl_aside_mm,
        growth_deg=args.growth_deg,
        counts_hair=args.count_hair,
        ombre=args.ombre,
        liner_mm=args.liner_mm,
        liner_tone=args.liner_tone,
    )
    steps = [step for wanted, step in _readings(args) if wanted]
    with holding(args.case):
        dossier = open_named(args)
        require_writable(args.case)
        # What is found takes what is asked of all areas.
        changed = change_plan(_with_lips(dossier) if args.find_lips else dossier, options)
        for step in steps:
            changed = step(changed)
        save_case(changed, args.case)


def _with_lips(dossier: Dossier) -> Dossier:
    """Give the case with the lips that its close-ups show; print their areas. Raises PlanError."""
    from smp_sim.document.proposal.lip_search import with_lips  # noqa: PLC0415 - heavy

    case, found = with_lips(dossier, Studio(load_points()))
    print(f"Found: {', '.join(found)}.")
    return replace(dossier, case=case)


def _with_even_lips(dossier: Dossier) -> Dossier:
    """Give the case with lips evened out; print how far their borders moved. Raises PlanError."""
    from smp_sim.document.proposal.lip_evening import even_out  # noqa: PLC0415 - heavy

    case, told = even_out(dossier, Studio(load_points()))
    print("\n".join(told))
    return replace(dossier, case=case)


def _readings(args: argparse.Namespace) -> tuple[tuple[bool, Step], ...]:
    """Give what may be read from the photos, in its order: pigment is mixed last."""
    return (
        (args.read_hair, _with_hair),
        (args.read_direction, _with_direction),
        (args.find_scars, _with_scars),
        (args.find_patches, _with_patches),
        (args.match_hair, _matched),
        (args.even_lips, _with_even_lips),
        (args.match_skin, _mixed),
    )


def _matched(dossier: Dossier) -> Dossier:
    """Give the case with dots like the client's own shaved hair; print what was found.

    Raises
    ------
    PlanError
        Where no photo shows usable hair, with the reason.
    """
    from smp_sim.document.proposal.own_hair import match_own_hair  # noqa: PLC0415 - heavy

    matched = match_own_hair(dossier, Studio(load_points()))
    print(matched.note.sentence)
    return replace(dossier, case=matched.case)


def _mixed(dossier: Dossier) -> Dossier:
    """Give the case with each pale patch's pigment mixed to the skin around; print the mixes.

    Raises
    ------
    PlanError
        Where the plan has no such patch, or no photo shows one with skin around it.
    """
    from smp_sim.document.proposal.skin_match import match_patches  # noqa: PLC0415 - heavy

    case, matches = match_patches(dossier, Studio(load_points()))
    for area_id, match in matches.items():
        red, green, blue = match.mix
        covers = f" and covers by {match.cover:g}" if match.cover else ""
        print(f"{area_id}: absorbs {red:g} of red, {green:g} of green, {blue:g} of blue{covers}.")
        for note in match.notes:
            print(f"{area_id}: {note}")
    return replace(dossier, case=case)


def _with_hair(dossier: Dossier) -> Dossier:
    """Give the case with the hair that its photos show; print what was read. Raises PlanError."""
    from smp_sim.document.proposal.client_hair import take_hair  # noqa: PLC0415 - heavy

    with progress_bar("hair") as progress:
        taken = take_hair(dossier, Studio(load_points()), progress)
    print("\n".join(taken.sentences))
    return replace(dossier, case=taken.case)


def _with_direction(dossier: Dossier) -> Dossier:
    """Give the case with the way that hair lies in close-ups; print it. Raises PlanError."""
    from smp_sim.document.proposal.hair_direction import take_directions  # noqa: PLC0415 - heavy

    taken = take_directions(dossier, Studio(load_points()))
    print("\n".join(taken.sentences))
    return replace(dossier, case=taken.case)


def _with_scars(dossier: Dossier) -> Dossier:
    """Give the case with the scars that its photos show; print their areas. Raises PlanError."""
    from smp_sim.document.proposal.scar_search import with_scars  # noqa: PLC0415 - heavy

    case, found = with_scars(dossier, Studio(load_points()))
    print(f"Found: {', '.join(found)}.")
    return replace(dossier, case=case)


def _with_patches(dossier: Dossier) -> Dossier:
    """Give the case with the bald patches that its photos show; print their areas.

    Raises
    ------
    PlanError
        Where no photo shows one.
    """
    from smp_sim.document.proposal.patch_search import with_patches  # noqa: PLC0415 - heavy

    with progress_bar("patches") as progress:
        case, found = with_patches(dossier, Studio(load_points()), progress)
    print(f"Found: {', '.join(found)}.")
    return replace(dossier, case=case)
