"""What is said of a client's skin and hair tone, by all photos that are fit to tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from smp_sim.document.proposal.skin_tone import HairTone, SkinTone, read_hair_tone, read_skin_tone
from smp_sim.document.proposal.view_reading import Note
from smp_sim.model.client import Client
from smp_sim.model.sentence import Sentence, joined
from smp_sim.render.products import Photo, Surface

#: What is said where nothing could be read.
UNREAD = {
    "skin": "Skin tone can't be read from these photos; choose it by hand.",
    "hair": "No hair long enough to tell its colour; choose it by hand.",
}

#: How sure a named hair colour can be: names are eight boxes in a continuum (assumed).
HAIR_TRUST = 0.6


class ToldTones(NamedTuple):
    """The client with the tones that were read, and what is said about them."""

    client: Client
    notes: tuple[Note, ...]


def tell_tones(photos: Sequence[tuple[Photo, Surface]], client: Client) -> ToldTones:
    """Read skin and hair tone from photos, the best first, and put them into the client."""
    skin = agree_on_skin([read_skin_tone(*pair) for pair in photos])
    hair, share = agree_on_hair([read_hair_tone(*pair) for pair in photos])
    notes = [Note(topic, text, 0.1) for topic, text in UNREAD.items()]
    if skin is not None and skin.ita_deg is not None:
        client = replace(client, skin_ita_deg=round(skin.ita_deg, 1))
        notes[0] = _skin_note(skin, skin.ita_deg)
    if hair is not None and hair.colour is not None:
        client = replace(client, hair_colour=hair.colour)
        colour = Sentence(hair.colour.replace("-", " "))
        notes[1] = Note("hair", Sentence("Hair colour: {colour}.", colour=colour), share)
    return ToldTones(client, tuple(notes))


def _skin_note(skin: SkinTone, ita_deg: float) -> Note:
    sentence = Sentence(
        "Skin tone: ITA {ita:.0f}° ± {error:.0f}°.", ita=ita_deg, error=skin.error_deg
    )
    sure = float(1.0 / (1.0 + (skin.error_deg / 15.0) ** 2))
    return Note("skin", joined(sentence, *skin.notes), sure)


def agree_on_skin(tones: Sequence[SkinTone]) -> SkinTone | None:
    """Give the tone in the middle of those read in the surest way.

    Light falls differently on each side of a head, so the error is at least their spread.
    """
    read = [tone for tone in tones if tone.ita_deg is not None]
    if not read:
        return None
    surest = min(tone.error_deg for tone in read)
    alike = sorted(
        (tone for tone in read if tone.error_deg == surest), key=lambda tone: tone.ita_deg or 0.0
    )
    spread = float(np.std([tone.ita_deg or 0.0 for tone in alike]))
    middle = alike[len(alike) // 2]
    return SkinTone(middle.lab, middle.ita_deg, max(surest, spread), middle.balance, middle.notes)


def agree_on_hair(tones: Sequence[HairTone]) -> tuple[HairTone | None, float]:
    """Give the tone most often named, the earlier of equals, and how sure it is."""
    read = [tone for tone in tones if tone.colour is not None]
    if not read:
        return None, 0.0
    name, times = Counter(tone.colour for tone in read).most_common(1)[0]
    first = next(tone for tone in read if tone.colour == name)
    return first, HAIR_TRUST * times / len(read)
