"""How a person sees and touches a case: the only room with Qt."""

from smp_sim.ui.none_guard import guard_none

guard_none()
