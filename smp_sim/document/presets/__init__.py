"""Presets: those that ship, with their sources, and the practitioner's own."""
