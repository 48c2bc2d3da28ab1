"""The actions of the library and of protecting a case."""

from __future__ import annotations

from smp_sim.ui.action_spec import ActionSpec
from smp_sim.ui.translation import mark


def library_actions() -> list[ActionSpec]:
    """Give the actions that open the library, and put a case under a passphrase."""
    return [
        ActionSpec(
            "library",
            mark("Case library…"),
            "file",
            lambda w: w.library.toggle(),
            ("Ctrl+L",),
            state=lambda w: w.library.page is not None,
            begins_group=True,
        ),
        ActionSpec(
            "protect",
            mark("Passphrase for this case…"),
            "file",
            lambda w: w.protection.protect(),
            state=lambda w: w.bench.session.key is not None,
            needs_photo=True,
        ),
        ActionSpec(
            "unprotect",
            mark("Take the passphrase off"),
            "file",
            lambda w: w.protection.unprotect(),
            needs_photo=True,
        ),
    ]
