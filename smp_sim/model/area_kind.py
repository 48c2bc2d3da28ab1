"""The kinds of area that can be treated: what shape each has, and where it may lie."""

from __future__ import annotations

from typing import Literal, NamedTuple

AreaKind = Literal[
    "behind-hairline",
    "crown",
    "whole-scalp",
    "patch",
    "flat-patch",
    "between-hair",
    "alopecia-patch",
    "scar-line",
    "scar-dots",
    "burn",
    "transplant",
    "vitiligo",
    "lips",
    "placed",
]

#: How an outline is read. ``zone``: a part of the head with a default edge of its own, such as the
#: crown; ``closed``: a closed line; ``line``: the middle of a strip as wide as ``width_mm``;
#: ``spots``: the middles of round spots as wide as ``width_mm``.
AreaShape = Literal["zone", "closed", "line", "spots"]

#: Where an area may lie: on the head, in the plane of a close-up, or in either.
AreaGround = Literal["head", "close-up", "either"]

#: What the skin is like, which changes how it heals.
Tissue = Literal["normal", "scar", "burn", "vitiligo", "lip"]


class KindTraits(NamedTuple):
    """What all areas of a kind share.

    ``fills_up``: its density counts the client's own hair too, so that dots only fill what lacks.
    ``blends_out``: it is full up to its outline and fades beyond it, into the hair round it; other
    kinds fade inside their outline.
    """

    shape: AreaShape
    ground: AreaGround
    tissue: Tissue = "normal"
    fills_up: bool = False
    blends_out: bool = False


KIND_TRAITS: dict[AreaKind, KindTraits] = {
    "behind-hairline": KindTraits("zone", "head"),
    "crown": KindTraits("zone", "head"),
    "whole-scalp": KindTraits("zone", "head"),
    "patch": KindTraits("closed", "head"),
    "flat-patch": KindTraits("closed", "close-up"),
    "between-hair": KindTraits("closed", "either", fills_up=True),
    "alopecia-patch": KindTraits("closed", "either", fills_up=True, blends_out=True),
    "scar-line": KindTraits("line", "either", "scar"),
    "scar-dots": KindTraits("spots", "either", "scar"),
    "burn": KindTraits("closed", "either", "burn", blends_out=True),
    "transplant": KindTraits("closed", "either", fills_up=True),
    "vitiligo": KindTraits("closed", "either", "vitiligo", blends_out=True),
    "lips": KindTraits("closed", "close-up", "lip"),
    "placed": KindTraits("closed", "either"),
}
