"""Whether a picture came from a case: where its photo lies in it, and whose dots it shows."""
