"""What has to be asked about an area before it is treated, and what the answer means.

How long practice waits, after the reference figures on uses and tissue; where clinics differ, the
longer wait is wanted and the shorter one is the least.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from smp_sim.model.area_history import LossCause, ScarLook
from smp_sim.model.area_kind import KIND_TRAITS, AreaKind, Tissue
from smp_sim.model.plan import Area
from smp_sim.model.sentence import Sentence
from smp_sim.render.tissue import Trust

#: How far an answer carries: nothing asked, too early, only just, ready, or a doctor's matter.
Standing = Literal["unasked", "early", "short", "ready", "doctor"]

#: Kinds that say nothing of why they are bare: of them the cause of the loss is asked.
CAUSELESS_KINDS: tuple[AreaKind, ...] = ("whole-scalp", "patch", "flat-patch")


class Wait(NamedTuple):
    """How long a kind of place rests before it is treated, in months, and why.

    ``least_months`` is the shortest that clinics name, ``wanted_months`` the longer one that the
    program asks for. ``question`` is put to the client, ``reason`` says what too early costs.
    """

    question: str
    least_months: float
    wanted_months: float
    reason: str
    source: str
    trust: Trust


_SCAR = Wait(
    "How many months ago was the injury or the operation?",
    12.0,
    12.0,
    "A young scar is still being rebuilt: it takes pigment unevenly and may change its shape.",
    "clinics, 4 to 12 months and more",
    "found-C",
)
_BURN = _SCAR._replace(
    question="How many months ago was the burn?",
    reason="Burnt skin that still rebuilds reddens easily and takes pigment unevenly.",
)
_TRANSPLANT = Wait(
    "How many months ago was the transplant?",
    6.0,
    12.0,
    "Grafts that have not grown out can be harmed, and how many will stand can’t be judged.",
    "clinics, 6 to 12 months",
    "found-C",
)
_ALOPECIA = Wait(
    "For how many months have these patches not changed?",
    6.0,
    12.0,
    "Patches that still change may grow back or spread, and the dots then stand in the wrong"
    " place.",
    "clinics ask whether it is stable; 6 to 12 months are assumed",
    "assumed",
)
_VITILIGO = Wait(
    "For how many months have the patches not changed?",
    12.0,
    12.0,
    "Vitiligo that is not stable spreads, and any injury of the skin can bring new patches.",
    "a guideline at second hand, 1 year; one clinic, 2 to 3 years",
    "found-C",
)

_WAITS: dict[AreaKind, Wait] = {
    "scar-line": _SCAR,
    "scar-dots": _SCAR,
    "burn": _BURN,
    "transplant": _TRANSPLANT,
    "alopecia-patch": _ALOPECIA,
    "vitiligo": _VITILIGO,
}

#: For areas of other kinds, by the skin that they lie in.
_TISSUE_WAITS: dict[Tissue, Wait] = {"scar": _SCAR, "burn": _BURN, "vitiligo": _VITILIGO}

_LOOKS: dict[ScarLook, tuple[Standing, str]] = {
    "unasked": ("unasked", "Look whether the scar is pale and flat, still pink, or raised."),
    "pale": ("ready", "Pale and flat, as a scar should be."),
    "pink": ("early", "A scar that is still pink is not ripe; wait until it is pale and flat."),
    "raised": (
        "doctor",
        "A raised scar may be a keloid, and a needle can make it grow. Ask a doctor first.",
    ),
}

_WANTED = "At least {wanted:g} months are wanted ({source})."
_EARLY = "After {months:g} months it is too early, {wanted:g} are wanted. {reason}"
_SHORT = "{months:g} months are enough for some, {wanted:g} are safer ({source}). {reason}"
_READY = "Asked: {months:g} months, which is long enough."

#: From the worst to the best.
STANDINGS: tuple[Standing, ...] = ("doctor", "early", "unasked", "short", "ready")


class Finding(NamedTuple):
    """What an answer, or its lack, means for one area; ``question`` where it was not asked."""

    standing: Standing
    area_id: str
    meaning: Sentence
    question: str = ""

    @property
    def text(self) -> Sentence:
        """The meaning as a sentence that stands alone: of which area, and what was not asked."""
        told = {"area": self.area_id, "meaning": self.meaning}
        if not self.question:
            return Sentence("Area '{area}': {meaning}", **told)
        asked = Sentence(self.question)
        return Sentence(
            "Area '{area}', not asked yet: {question} {meaning}", question=asked, **told
        )


def is_alopecia(area: Area) -> bool:
    """Say whether an area is bare through alopecia: by its kind, or as was answered."""
    return area.kind == "alopecia-patch" or cause_of(area) == "alopecia"


def cause_of(area: Area) -> LossCause:
    """Give why an area is bare as far as it was asked of its kind; other kinds were not asked."""
    return area.history.cause if asks_cause(area) else "unasked"


def asks_cause(area: Area) -> bool:
    """Say whether the cause of the loss is asked of an area."""
    return area.kind in CAUSELESS_KINDS


def asks_look(area: Area) -> bool:
    """Say whether it is asked how a scar looks: of scars, burns and patches on scarred skin."""
    return KIND_TRAITS[area.kind].tissue in ("scar", "burn") or area.tissue in ("scar", "burn")


def asks_months(area: Area) -> bool:
    """Say whether it is asked how long an area has rested."""
    return wait_of(area) is not None


def wait_of(area: Area) -> Wait | None:
    """Give how long a place like this rests before it is treated; None: it needs no rest."""
    by_skin = _ALOPECIA if is_alopecia(area) else _TISSUE_WAITS.get(area.tissue)
    return _WAITS.get(area.kind, by_skin)


def judge_history(area: Area) -> tuple[Finding, ...]:
    """Say what was asked about an area, what is still to be asked, and what the answers mean."""
    found = []
    if (wait := wait_of(area)) is not None:
        found.append(_judge_months(area, wait))
    if asks_look(area):
        standing, meaning = _LOOKS[area.history.look]
        found.append(Finding(standing, area.id, Sentence(meaning)))
    return tuple(found)


def open_questions(areas: Iterable[Area]) -> tuple[Finding, ...]:
    """Give what is to be looked at before some areas are treated; answers that are fine are not.

    What holds for several areas alike is said once, of all of them.
    """
    alike: dict[tuple[Standing, str, str], list[Finding]] = {}
    for finding in (finding for area in areas for finding in judge_history(area)):
        if finding.standing != "ready":
            key = finding.standing, str(finding.meaning), finding.question
            alike.setdefault(key, []).append(finding)
    return tuple(_of_all(findings) for findings in alike.values())


def _of_all(findings: list[Finding]) -> Finding:
    return findings[0]._replace(area_id=", ".join(finding.area_id for finding in findings))


def _judge_months(area: Area, wait: Wait) -> Finding:
    months, wanted, source = area.history.months, wait.wanted_months, Sentence(wait.source)
    if months is None:
        meaning = Sentence(_WANTED, wanted=wanted, source=source)
        return Finding("unasked", area.id, meaning, wait.question)
    if months >= wanted:
        return Finding("ready", area.id, Sentence(_READY, months=months))
    told = {"months": months, "wanted": wanted, "reason": Sentence(wait.reason)}
    if months < wait.least_months:
        return Finding("early", area.id, Sentence(_EARLY, **told))
    return Finding("short", area.id, Sentence(_SHORT, **told, source=source))
