"""The steps of a consultation, in their order. Each can be visited at any time."""

from __future__ import annotations

import msgspec

from smp_sim.ui.translation import mark


class Step(msgspec.Struct, frozen=True):
    """A step: its id, its name, and what is to be done there in one sentence."""

    id: str
    title: str
    hint: str


STEPS: tuple[Step, ...] = (
    Step("photos", mark("Photos"), mark("Add photos of the head and say which side each shows.")),
    Step("head", mark("Scale && head"), mark("Set the scale and fit the wireframe to the head.")),
    Step("hairline", mark("Hairline"), mark("Choose a hairline and drag its points.")),
    Step("areas", mark("Areas"), mark("Mark where pigment goes, and where it must not.")),
    Step("shade", mark("Density && shade"), mark("Set how dense, how large and how dark.")),
    Step("healing", mark("Sessions && healing"), mark("Plan the sessions and see how they heal.")),
    Step("compare", mark("Compare"), mark("Show before and after, designs, distance and light.")),
    Step("export", mark("Export"), mark("Save pictures and the plan to hand over.")),
)

#: Where a step stands in the order.
STEP_INDEX: dict[str, int] = {step.id: index for index, step in enumerate(STEPS)}
