"""Needles of the sittings: their name, and how much pigment each leaves in the skin."""

from __future__ import annotations

from msgspec.structs import replace

from smp_sim.document.editing.edits import set_session_list
from smp_sim.model.case import Case
from smp_sim.model.plan import Session
from smp_sim.render.tissue import KEPT_SEVEN


def kept_by(needle: str) -> float:
    """Give how much pigment a needle leaves, compared with three needles.

    Clusters of seven keep more (see ``tissue.KEPT_SEVEN``); of no other needle anything is known.
    """
    return KEPT_SEVEN.value if needle.strip().upper().startswith("7") else 1.0


def with_needle(session: Session, needle: str) -> Session:
    """Give a sitting with another needle, and what that one keeps."""
    return replace(session, needle=needle, needle_kept=kept_by(needle))


def set_needle(case: Case, needle: str) -> Case:
    """Give every sitting of a case one needle."""
    return set_session_list(case, tuple(with_needle(s, needle) for s in case.plan.sessions))
