"""Photos and cameras from disk, and the new case that they make."""
