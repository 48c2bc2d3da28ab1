"""``smp-sim auto``: propose everything for a case, in place, and say how sure it is."""

from __future__ import annotations

import argparse

from smp_sim.cli.opening import holding, open_named
from smp_sim.cli.progress import with_progress
from smp_sim.document.case.case_file import Dossier, save_case
from smp_sim.document.disk.assets import load_points
from smp_sim.document.disk.atomic_write import require_writable
from smp_sim.document.proposal.case_proposal import Draft, proposal_steps
from smp_sim.document.proposal.view_reading import Note
from smp_sim.document.studio import Studio


def run(args: argparse.Namespace) -> None:
    """Propose, write the case back whole, and print what was proposed."""
    with holding(args.case):
        dossier = open_named(args)
        require_writable(args.case)
        draft = propose_with_bar(dossier, args.coin)
        save_case(draft.dossier, args.case)
    for line in proposal_lines(draft.notes):
        print(line)


def propose_with_bar(dossier: Dossier, coin: str | None = None) -> Draft:
    """Carry out the steps of a proposal with a progress bar; ``coin`` is one that is in a photo.

    Raises
    ------
    CaseFileError, PhotoError
        Where a photo is missing or can't be read.
    """
    draft = Draft(dossier, Studio(load_points()), coin=coin)
    for step in with_progress(proposal_steps(), "proposing"):
        draft = step(draft)
    return draft


def proposal_lines(notes: tuple[Note, ...]) -> list[str]:
    """Give a line for each part: what it is about, how sure, and what is said."""
    return [f"{note.topic:9s} {note.confidence:4.0%}  {note.sentence}" for note in notes]
