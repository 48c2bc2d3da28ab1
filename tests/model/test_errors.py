"""Errors are one line: where, what, what next."""

from __future__ import annotations

from smp_sim.model.errors import PhotoError, SmpError


def test_an_error_reads_where_what_next() -> None:
    """The message is one line in this order."""
    error = PhotoError("It is empty.", where="head.jpg", next_step="Choose\nanother file.")
    assert str(error) == "head.jpg: It is empty. Choose another file."
    assert isinstance(error, SmpError)


def test_an_error_without_place_starts_with_what() -> None:
    """Without a place the sentence stands alone."""
    assert str(SmpError("It is empty.")) == "It is empty."
