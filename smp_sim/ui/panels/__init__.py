"""The controls of each step, one file a step."""
