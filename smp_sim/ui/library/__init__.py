"""The case library in the window: a page over the stage, and what its buttons do."""
