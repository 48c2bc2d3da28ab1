"""How a case looks: a chain of pure functions, one stage a file; no files, no clock."""
