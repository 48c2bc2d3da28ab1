"""The plan: hairline, areas and sessions. It lives on the head, not in a photo."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from smp_sim.model.area_history import UNASKED, AreaHistory
from smp_sim.model.area_kind import KIND_TRAITS, AreaKind, Tissue
from smp_sim.model.hair_growth import GrowthAngle, HairGrowth
from smp_sim.model.hair_map import HairDensity, HairMap
from smp_sim.model.head import Head
from smp_sim.model.units import Vec3, limits

#: The mean length of a year in the Julian calendar.
DAYS_PER_YEAR = 365.25

Density = Annotated[float, limits(0.0, 400.0, unit="/cm²", step=5.0, label="Density")]
DotSize = Annotated[float, limits(0.10, 0.45, unit="mm", step=0.01, label="Dot size")]
Shade = Annotated[float, limits(0.0, 1.0, unit="", step=0.05, label="Shade")]
Variety = Annotated[float, limits(0.0, 1.0, unit="", step=0.05, label="Variety")]
Depth = Annotated[float, limits(0.05, 2.0, unit="mm", step=0.05, label="Pigment depth")]
Day = Annotated[float, limits(0.0, 50 * DAYS_PER_YEAR, unit="d", step=1.0, label="Day")]
Seed = Annotated[int, limits(0, 2**31 - 1, unit="", step=1, label="Seed")]

HairlinePreset = Literal[
    "soft", "broken", "natural", "straight", "widows-peak", "receded", "garg", "rounded"
]
#: How pigment is set: as single dots, or shaded in strokes that merge into a colour.
Technique = Literal["dots", "wash", "hair"]
Pigment = Literal["carbon", "carbon-cool", "mixed"]
Absorption = Annotated[float, limits(0.0, 12.0, unit="", step=0.01, label="Absorption")]
FirstSession = Annotated[int, limits(1, 40, unit="", step=1, label="First session")]
LastSession = Annotated[int, limits(1, 40, unit="", step=1, label="Last session")]
GreyReturn = Annotated[float, limits(0.0, 0.9, unit="", step=0.05, label="Grey sheen")]
Cover = Annotated[float, limits(0.0, 12.0, unit="", step=0.05, label="Cover")]
Ombre = Annotated[float, limits(-1.0, 1.0, unit="", step=0.05, label="Ombré")]
LinerWidth = Annotated[float, limits(0.0, 3.0, unit="mm", step=0.1, label="Lip liner")]
LinerTone = Annotated[float, limits(1.0, 3.0, unit="", step=0.1, label="Tone of the liner")]
Retention = Literal["light", "typical", "strong"]

#: The expected range from its low end to its high one.
RETENTION_ORDER: tuple[Retention, ...] = ("light", "typical", "strong")


class Hairline(msgspec.Struct, frozen=True, kw_only=True):
    """The front edge: points on the head from the client's right temple to the left one.

    ``points`` are unit directions from the head's centre. The edge's softness is the transition
    zone in mm, over which density, dot size and tone rise from their edge share to the full value.
    Macro and micro irregularity are waves of the edge (amplitude and wavelength in mm).
    """

    preset: HairlinePreset = "natural"
    points: Annotated[tuple[Vec3, ...], msgspec.Meta(max_length=200)] = ()
    transition_mm: Annotated[
        float, limits(0.0, 40.0, unit="mm", step=0.5, label="Transition zone")
    ] = 15.0
    edge_density: Annotated[float, limits(0.0, 1.0, unit="", step=0.05, label="Edge density")] = 0.3
    edge_tone: Annotated[float, limits(0.1, 1.0, unit="", step=0.05, label="Edge tone")] = 0.6
    edge_size: Annotated[float, limits(0.4, 1.0, unit="", step=0.05, label="Edge dot size")] = 0.8
    macro_mm: Annotated[
        float, limits(0.0, 8.0, unit="mm", step=0.25, label="Macro irregularity")
    ] = 2.5
    macro_wave_mm: Annotated[
        float, limits(10.0, 80.0, unit="mm", step=1.0, label="Macro wavelength")
    ] = 34.0
    micro_mm: Annotated[
        float, limits(0.0, 4.0, unit="mm", step=0.1, label="Micro irregularity")
    ] = 1.2
    micro_wave_mm: Annotated[
        float, limits(2.0, 12.0, unit="mm", step=0.5, label="Micro wavelength")
    ] = 5.0
    strays_per_cm: Annotated[float, limits(0.0, 10.0, unit="/cm", step=0.5, label="Stray dots")] = (
        3.0
    )
    stray_reach_mm: Annotated[
        float, limits(0.0, 10.0, unit="mm", step=0.5, label="Reach of stray dots")
    ] = 4.0


class BrushStroke(msgspec.Struct, frozen=True, kw_only=True):
    """A brush stroke over an area: adds to it, takes from it, or keeps every dot out.

    ``points`` are unit directions on the head (or mm in the plane with z = 0 for a flat patch);
    ``radii_mm`` has one radius a point, so that pen pressure can widen the stroke.
    """

    effect: Literal["add", "erase", "keep-out"]
    points: tuple[Vec3, ...]
    radii_mm: tuple[
        Annotated[float, limits(0.05, 80.0, unit="mm", step=0.5, label="Brush radius")], ...
    ]


class PlacedDot(msgspec.Struct, frozen=True, kw_only=True):
    """A dot set by hand: a unit direction on the head, or mm (x, y, 0) in a flat view's plane.

    ``tone`` is its share of the area's shade, ``session`` the number of the sitting it belongs to.
    """

    place: Vec3
    diameter_mm: Annotated[
        float, limits(0.05, 1.5, unit="mm", step=0.01, label="Size of a placed dot")
    ] = 0.25
    tone: Annotated[float, limits(0.05, 3.0, unit="", step=0.05, label="Tone of a placed dot")] = (
        1.0
    )
    session: Annotated[int, limits(1, 40, unit="", step=1, label="Session of a placed dot")] = 1


class Corrector(msgspec.Struct, frozen=True, kw_only=True):
    """The pigment of an area's first ``sittings`` where it is another one than its colour.

    Dark lips are neutralised with orange first and coloured later. ``mix`` and ``cover`` are as an
    area's; ``sittings`` counts from the first one of the plan.
    """

    mix: tuple[Absorption, Absorption, Absorption]
    cover: Cover = 0.0
    sittings: Annotated[int, limits(1, 40, unit="", step=1, label="Sittings of the corrector")] = 1


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """One field of dots: where it lies and how it is filled.

    ``outline`` is closed for a crown and a patch. For ``behind-hairline`` it is the open rear edge
    (the fringe) from the hairline's left end round the back to its right end; empty means the
    default fringe. A ``shade`` of 0.5 is the nominal deposit, 1 twice as dark.
    For ``whole-scalp`` empty means the default lower edge all round.
    ``view`` is empty on the head; else it names the close-up in whose plane the area lies.
    For a scar line ``outline`` is its middle and ``width_mm`` its whole width; for dot scars the
    middle of each and their diameter; other kinds don't read the width. ``uptake_scatter`` is the
    coefficient of variation of pigment and diameter that scarred skin adds from dot to dot.
    Kinds that fill up hair, and any other that ``counts_hair``, count hairs and dots
    together in ``density_per_cm2``; the hair is read from the plan's maps, and where none tells it
    is ``hair_per_cm2``. ``mix`` is what a ``mixed``
    pigment absorbs of R, G, B, where carbon absorbs 1; other pigments don't read it.
    ``grey_return`` is the share of the light its pigment takes that comes back grey, as from the
    stubs of shaved hair; 0 for pigment that only takes light.
    A ``wash`` lies under the dots of other areas: where areas of one technique want the same skin,
    the fuller one has it, but a wash and dots share it. It reads neither variety nor uneven uptake,
    and hairs don't interrupt it. ``hair`` is no treatment but the client's own shaved hair, as it
    would stand there if it grew back: it has roots of its own, and neither heals nor fades.
    ``cover`` is how strongly a ``mixed`` pigment scatters, on the scale of ``mix``: with it, the
    pigment gives light of its own colour back and can lighten; other pigments don't read it.
    Its first sittings may use another pigment, the ``corrector``.
    ``growth_deg`` is the axis of the hair in the plane of a close-up; None where it is not known,
    and its dots are round. On the head the direction follows from the place.
    The work is spread over the sittings from ``first_session`` to ``last_session``, as far as the
    plan has them; where it has none of these, its last one takes it all.
    ``ombre`` is for lips: above 0 a darker border fades to a lighter middle, below 0 the reverse,
    0 is even; it moves pigment and adds none. ``liner_mm`` is the width of a line of
    ``liner_tone`` times the even tone along their border, 0 for none.
    A ``placed`` area holds its ``dots`` one by one: density, dot size and variety don't touch
    them, and its outline is only where they were meant to go. ``history`` is what was asked about
    the place; it changes no dot.
    """

    id: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    kind: AreaKind
    outline: Annotated[tuple[Vec3, ...], msgspec.Meta(max_length=5000)] = ()
    density_per_cm2: Density = 180.0
    dot_mm: DotSize = 0.25
    shade: Shade = 0.5
    variety: Variety = 0.5
    feather_mm: Annotated[float, limits(0.0, 60.0, unit="mm", step=1.0, label="Feather")] = 12.0
    depth_mm: Depth = 0.3
    tissue: Tissue = "normal"
    pigment: Pigment = "carbon"
    strokes: tuple[BrushStroke, ...] = ()
    view: str = ""
    width_mm: Annotated[float, limits(0.3, 60.0, unit="mm", step=0.1, label="Width")] = 2.0
    uptake_scatter: Annotated[
        float, limits(0.0, 0.6, unit="", step=0.05, label="Uneven uptake")
    ] = 0.0
    hair_per_cm2: HairDensity = 0.0
    mix: tuple[Absorption, Absorption, Absorption] = (1.0, 1.0, 1.0)
    dots: Annotated[tuple[PlacedDot, ...], msgspec.Meta(max_length=20_000)] = ()
    grey_return: GreyReturn = 0.0
    technique: Technique = "dots"
    cover: Cover = 0.0
    corrector: Corrector | None = None
    ombre: Ombre = 0.0
    liner_mm: LinerWidth = 0.0
    liner_tone: LinerTone = 1.8
    history: AreaHistory = UNASKED
    counts_hair: bool = False
    growth_deg: GrowthAngle | None = None
    first_session: FirstSession = 1
    last_session: LastSession = 40

    @property
    def is_flat(self) -> bool:
        """Whether the area lies in the plane of a close-up, not on the head."""
        return bool(self.view)

    @property
    def may_count_hair(self) -> bool:
        """Whether ``counts_hair`` is a choice: for fields of dots on healthy skin."""
        traits = KIND_TRAITS[self.kind]
        if self.kind == "placed" or traits.fills_up or self.technique == "wash":
            return False
        return traits.tissue == "normal" and traits.shape in ("zone", "closed")

    @property
    def fills_up(self) -> bool:
        """Whether its density counts the client's own hair, so that dots fill what lacks."""
        return self.counts_hair or KIND_TRAITS[self.kind].fills_up


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """One sitting: its day (from the first one), the share of all dots it adds, its tone.

    ``needle_kept`` is how much pigment its needle leaves in the skin, compared with three needles.
    """

    number: Annotated[int, limits(1, 40, unit="", step=1, label="Session")]
    day: Day
    share: Annotated[float, limits(0.0, 1.0, unit="", step=0.05, label="Share of dots")]
    tone: Annotated[float, limits(0.05, 1.5, unit="", step=0.05, label="Session tone")] = 1.0
    needle: str = "3RL"
    needle_kept: Annotated[
        float, limits(0.5, 1.5, unit="x", step=0.05, label="Kept by the needle")
    ] = 1.0


#: Three sittings 14 days apart. Shares: cumulative 30/70/100 % of natural spacing
#: (Liu et al. 2025, J Cosmet Dermatol 24:e70375). Tones 0.6/0.8/1.0: assumed, the order
#: light to dark is practice.
DEFAULT_SESSIONS = (
    Session(number=1, day=0.0, share=0.3, tone=0.6),
    Session(number=2, day=14.0, share=0.4, tone=0.8),
    Session(number=3, day=28.0, share=0.3, tone=1.0, needle="1RL"),
)


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that decides the dot field, shared by all views."""

    head: Head = Head()
    hairline: Hairline = Hairline()
    areas: Annotated[tuple[Area, ...], msgspec.Meta(max_length=64)] = ()
    sessions: Annotated[tuple[Session, ...], msgspec.Meta(min_length=1, max_length=40)] = (
        DEFAULT_SESSIONS
    )
    seed: Seed = 1
    hair: Annotated[tuple[HairMap, ...], msgspec.Meta(max_length=64)] = ()
    growth: HairGrowth = HairGrowth()


class Design(msgspec.Struct, frozen=True, kw_only=True):
    """A plan kept under a name, to be compared with others of the same case."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    plan: Plan
