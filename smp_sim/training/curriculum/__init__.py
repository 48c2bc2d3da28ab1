"""The built-in exercises, from easy to hard."""
