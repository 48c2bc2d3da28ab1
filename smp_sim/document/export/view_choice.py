"""Which view is meant: by its number from 1, its id or its side."""

from __future__ import annotations

from smp_sim.model.case import Case, View
from smp_sim.model.errors import SmpError
from smp_sim.model.sentence import Sentence


def choose_view(case: Case, name: str = "1") -> View:
    """Find a view by its number from 1, its id, or the side it shows.

    Raises
    ------
    SmpError
        Where there is no such view.
    """
    views = case.views
    if not views:
        raise SmpError("The case has no photos.", next_step="Make one with 'smp-sim new'.")
    if name.isdecimal() and 1 <= int(name) <= len(views):
        return views[int(name) - 1]
    found = [view for view in views if view.id == name] + [v for v in views if v.side == name]
    if found:
        return found[0]
    known = ", ".join(f"{number} ({view.id})" for number, view in enumerate(views, start=1))
    raise SmpError(
        Sentence("There is no view '{name}'; views: {known}.", name=name, known=known),
        where="--view",
    )
