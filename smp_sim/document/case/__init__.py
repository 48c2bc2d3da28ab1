"""The case file: read, checked, brought up to date, saved and recovered."""
