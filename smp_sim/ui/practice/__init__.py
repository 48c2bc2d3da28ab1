"""The practice room: exercises, marks, the fault gallery and progress, in the same window."""
