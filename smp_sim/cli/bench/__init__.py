"""Timings and memory of the engine, each against a yardstick measured in the same run."""
