"""Sample clients with hair of either end: coiled on dark skin, and blond on fair skin.

Their dots follow the head's own curl, as dark as is advised for their skin and hair.
"""

from __future__ import annotations

from smp_sim.document.editing.edits import set_shade
from smp_sim.document.editing.hair_growth import set_growth
from smp_sim.document.proposal.shade_advice import advise_shade
from smp_sim.document.samples.condition_sample import TreatmentSample
from smp_sim.model.case import Case
from smp_sim.model.hair_growth import HairGrowth
from smp_sim.render.sample_head import SampleHead
from smp_sim.render.sample_head.skin import sample_ita

HAIR_SAMPLES: dict[str, TreatmentSample] = {
    "coiled-dark": TreatmentSample(
        SampleHead(skin_tone=6, norwood="3", hair_colour="black", hair_curl="coiled"),
        "front-high",
        "norwood-3",
    ),
    "fair-blond": TreatmentSample(
        SampleHead(skin_tone=1, norwood="4", hair_colour="blond", hair_curl="straight"),
        "threequarter-left",
        "norwood-4",
    ),
}


def following_hair(case: Case, head: SampleHead) -> Case:
    """Give a case whose dots follow a head's hair, where its curl is known."""
    if head.hair_curl == "unknown":
        return case
    shaded = set_shade(case, advise_shade(sample_ita(head), head.hair_colour))
    return set_growth(shaded, HairGrowth(curl=head.hair_curl, whorl=head.whorl))
