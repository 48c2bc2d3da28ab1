"""The designs of a case as variants to be shown: one stays itself while its plan does."""

from __future__ import annotations

from msgspec.structs import replace

from smp_sim.model.case import Case
from smp_sim.model.plan import Design, Plan
from smp_sim.ui.preview import Variant
from smp_sim.ui.session import Session
from smp_sim.ui.translation import tr


class DesignVariants:
    """Gives the designs beside the plan that is being worked on."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._of: Case | None = None
        self._made: list[Variant] = []

    def others(self) -> list[Variant]:
        """Give the designs that differ from the plan as it stands."""
        session = self._session
        if self._of is not session.case:
            self._of = session.case
            self._made = [
                self._variant_of(design) for design in self._of.designs if not self._is_plan(design)
            ]
        return [Variant(made.name, made.case, session.retention) for made in self._made]

    def name_of_plan(self) -> str:
        """Name the plan as it stands: by its design, or as what is being worked on."""
        named = (design.name for design in self._session.case.designs if self._is_plan(design))
        return next(named, tr("Working plan"))

    def _is_plan(self, design: Design) -> bool:
        return self._plan_of(design) == self._session.case.plan

    def _plan_of(self, design: Design) -> Plan:
        # As document.designs.plan_of_design does, without importing that room for every label.
        return replace(design.plan, head=self._session.case.plan.head)

    def _variant_of(self, design: Design) -> Variant:
        """Keep the variant of a design that has not changed, so that its picture stays."""
        case = replace(self._session.case, plan=self._plan_of(design), designs=())
        old = (made for made in self._made if made.name == design.name and made.case == case)
        return next(old, Variant(design.name, case, "typical"))
