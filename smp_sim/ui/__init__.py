"""How a person sees and touches a case: the only room with Qt."""
