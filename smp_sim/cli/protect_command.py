"""``smp-sim protect``: put a case under a passphrase, change the passphrase, or take it off."""

from __future__ import annotations

import argparse

from smp_sim.cli.opening import holding, open_named
from smp_sim.cli.passphrases import chosen_passphrase
from smp_sim.document.case.case_file import protect_case, save_case, unprotect_case


def run(args: argparse.Namespace) -> None:
    """Write the case back whole, sealed with the new passphrase or plain."""
    with holding(args.case):
        dossier = open_named(args)
        if args.remove:
            save_case(unprotect_case(dossier), args.case)
            print("The case is not protected any more.")
            return
        chosen = chosen_passphrase(args.new_passphrase_file, "--new-passphrase-file")
        save_case(protect_case(dossier, chosen), args.case)
        print("The case is protected. Without its passphrase nobody can open it again.")
