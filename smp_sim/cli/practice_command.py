"""``smp-sim practice``: the name, lines and logo at the head of every report."""

from __future__ import annotations

import argparse

from msgspec.structs import replace

from smp_sim.document.export.letterhead import Practice, keep_practice, load_practice, read_logo


def run(args: argparse.Namespace) -> None:
    """Keep what was given, then show what is kept."""
    changes: dict[str, object] = {}
    if args.name is not None:
        changes["name"] = args.name
    if args.line is not None:
        changes["lines"] = tuple(line for line in args.line if line)
    if args.logo is not None:
        changes["logo"] = read_logo(args.logo)
    if args.no_logo:
        changes["logo"] = b""
    practice = replace(Practice() if args.clear else load_practice(), **changes)
    if changes or args.clear:
        keep_practice(practice)
    for words in (practice.name or "(no name)", *practice.lines):
        print(words)
    print("logo: yes" if practice.logo else "logo: none")
