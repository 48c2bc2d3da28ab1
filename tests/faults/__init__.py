"""What must never happen: a lost case, a crash on a bad file, a full disk that takes work with it.

Each test says how much it tried; the counts stand at the end of every run (``tally.py``).
"""
