"""Tones are agreed on by all photos: the middle for skin, the most frequent name for hair."""

from __future__ import annotations

import numpy as np
import pytest

from smp_sim.document.proposal.skin_tone import HairTone, SkinTone
from smp_sim.document.proposal.tone_notes import UNREAD, agree_on_hair, agree_on_skin, tell_tones
from smp_sim.model.client import Client, HairColour


def skin_of(ita_deg: float | None, error_deg: float = 12.0) -> SkinTone:
    """Give a skin tone as a photo tells it."""
    lab = None if ita_deg is None else np.array([60.0, 12.0, 10.0])
    return SkinTone(lab, ita_deg, error_deg, "background", ())


def hair_of(colour: HairColour | None) -> HairTone:
    """Give a hair tone as a photo tells it."""
    return HairTone(None, colour, ())


def test_the_middle_skin_tone_is_taken() -> None:
    """One photo in shade doesn't decide; the error is at least the spread between photos."""
    told = agree_on_skin([skin_of(10.0), skin_of(50.0), skin_of(52.0)])
    assert told is not None
    assert told.ita_deg == 50.0
    assert told.error_deg == pytest.approx(np.std([10.0, 50.0, 52.0]))


def test_the_surest_photo_decides() -> None:
    """A photo with a grey card counts before those without."""
    told = agree_on_skin([skin_of(30.0), skin_of(45.0, 5.0), skin_of(31.0), skin_of(None)])
    assert told is not None
    assert told.ita_deg == 45.0
    assert told.error_deg == 5.0


def test_most_photos_name_the_hair() -> None:
    """Two against one, and the less sure for it."""
    told, sure = agree_on_hair([hair_of("grey"), hair_of("brown"), hair_of("brown")])
    assert told is not None
    assert told.colour == "brown"
    assert sure == pytest.approx(0.4)


def test_nothing_read_is_said() -> None:
    """Without photos the client stays as it was and both sentences say so."""
    told = tell_tones([], Client(hair_colour="red"))
    assert told.client == Client(hair_colour="red")
    assert {note.sentence for note in told.notes} == set(UNREAD.values())
    assert agree_on_skin([skin_of(None)]) is None
    assert agree_on_hair([hair_of(None)]) == (None, 0.0)
