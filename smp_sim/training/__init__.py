"""How a learner is set a task and marked."""
