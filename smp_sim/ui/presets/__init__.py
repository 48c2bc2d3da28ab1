"""The preset library as a window: to browse, to apply, and to keep presets of one's own."""
