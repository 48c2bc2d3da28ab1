"""Every change of a case, as a function from a case to a case."""
