"""Skin and hair tone: on painted scenes of known colour under known light."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smp_sim.document.proposal.skin_tone import (
    GREY_CARD,
    Reference,
    estimate_balance,
    name_hair,
    read_hair_tone,
    read_skin_tone,
)
from smp_sim.render.colour import bytes_of_linear, ita_of_lab, linear_of_lab, linear_of_srgb
from smp_sim.render.products import Floats, Photo, Surface

#: Representative L*a*b* of the six classes of skin, from very light to dark.
SKINS = (
    (71.0, 8.0, 13.0),
    (66.5, 9.5, 16.0),
    (62.0, 10.5, 18.5),
    (56.0, 12.0, 20.0),
    (46.0, 12.5, 19.0),
    (36.0, 10.0, 12.0),
)
CARD_BOX = (8, 130, 38, 155)


def scene(
    skin_lab: tuple[float, float, float],
    *,
    light: Floats | None = None,
    wall: tuple[float, float, float] = (0.45, 0.45, 0.45),
) -> tuple[Photo, Surface]:
    """Paint a head with shade, gloss and hair before a wall, a grey card in the corner."""
    down, across = np.mgrid[:160, :160]
    linear = np.broadcast_to(np.array(wall), (160, 160, 3)).copy()
    head = (across - 80) ** 2 + (down - 85) ** 2 < 55**2
    shade = np.clip(1.05 - 0.010 * np.maximum(across - 80, 0), 0.3, 1.0)[..., None]
    linear[head] = (np.asarray(linear_of_lab(skin_lab)) * shade)[head]
    gloss = (across - 70) ** 2 + (down - 50) ** 2 < 8**2
    linear[gloss] = 0.9
    hair = head & (down > 115)
    linear[hair] = linear_of_lab((20.0, 4.0, 5.0))
    left, top, right, bottom = CARD_BOX
    linear[top:bottom, left:right] = GREY_CARD
    photo = Photo(bytes_of_linear(linear * (np.ones(3) if light is None else light)))
    return photo, Surface(
        1,
        (head & ~hair).astype(np.float32),
        hair.astype(np.float32),
        gloss.astype(np.float32),
        0.5,
        0.01,
    )


@pytest.mark.parametrize("lab", SKINS)
def test_ita_of_every_class_is_read(lab: tuple[float, float, float]) -> None:
    """In white light to 3°, with shade, gloss and hair in the picture."""
    tone = read_skin_tone(*scene(lab))
    assert tone.ita_deg == pytest.approx(float(ita_of_lab(lab)), abs=3.0)


@settings(max_examples=15)
@given(red=st.floats(0.85, 1.15), blue=st.floats(0.85, 1.15))
def test_a_grey_wall_takes_the_cast_out(red: float, blue: float) -> None:
    """Under tinted light the hue comes back."""
    tone = read_skin_tone(*scene(SKINS[1], light=np.array([red, 1.0, blue]) * 0.9))
    assert tone.balance == "background"
    assert tone.lab is not None
    hue = np.degrees(np.arctan2(tone.lab[2], tone.lab[1]))
    assert hue == pytest.approx(np.degrees(np.arctan2(16.0, 9.5)), abs=4.0)


@settings(max_examples=15)
@given(level=st.floats(0.25, 1.0), red=st.floats(0.7, 1.2))
def test_a_grey_card_sets_the_exposure_too(level: float, red: float) -> None:
    """Whatever the light, the ITA beside a card is right to 4°, and surer than without."""
    photo, surface = scene(SKINS[2], light=np.array([red, 1.0, 0.8]) * level)
    tone = read_skin_tone(photo, surface, reference=Reference(CARD_BOX))
    assert tone.balance == "reference"
    assert tone.ita_deg == pytest.approx(float(ita_of_lab(SKINS[2])), abs=4.0)
    assert tone.error_deg < read_skin_tone(photo, surface).error_deg


def test_a_coloured_wall_is_not_taken_for_grey() -> None:
    """A strongly blue wall moves the gains by 10 % at most."""
    photo, surface = scene(SKINS[1], wall=(0.1, 0.2, 0.5))
    balance = estimate_balance(linear_of_srgb(photo.srgb), surface)
    assert balance.source == "grey-world"
    assert np.all(np.abs(balance.gains - 1) <= 0.101)


def test_a_photo_without_skin_has_no_tone() -> None:
    """It says so instead of guessing."""
    photo, surface = scene(SKINS[1])
    bare = Surface(1, 0 * surface.skin, surface.hair, surface.highlight, 0.5, 0.01)
    tone = read_skin_tone(photo, bare)
    assert tone.ita_deg is None
    assert "by hand" in tone.notes[0]


@pytest.mark.parametrize(
    ("change", "word"), [("dark", "dark"), ("bright", "overexposed"), ("tint", "tinted")]
)
def test_bad_light_is_said(change: str, word: str) -> None:
    """Very dark, blown out and strongly tinted photos carry a note and a large error."""
    photo, surface = scene(SKINS[1])
    linear = linear_of_srgb(photo.srgb)
    changed = {
        "dark": linear * 0.02,
        "bright": linear * 4.0,
        "tint": linear * np.array([1.0, 0.6, 0.25]),
    }[change]
    tone = read_skin_tone(Photo(bytes_of_linear(changed)), surface)
    assert any(word in note for note in tone.notes)
    assert tone.ita_deg is None or (tone.error_deg >= 40.0 and abs(tone.ita_deg) <= 90.0)


def test_a_black_and_white_photo_has_no_skin_tone() -> None:
    """It says so instead of giving an angle."""
    photo, surface = scene(SKINS[1])
    grey = linear_of_srgb(photo.srgb).mean(axis=-1, keepdims=True)
    tone = read_skin_tone(Photo(bytes_of_linear(np.repeat(grey, 3, axis=-1))), surface)
    assert tone.ita_deg is None
    assert "black and white" in tone.notes[0]


def test_hair_is_named_by_its_own_colour() -> None:
    """Painted dark brown hair is dark brown; without hair nothing is named."""
    photo, surface = scene(SKINS[1])
    assert read_hair_tone(photo, surface).colour == "dark-brown"
    shaved = Surface(1, surface.skin, 0 * surface.hair, surface.highlight, 0.5, 0.01)
    assert read_hair_tone(photo, shaved).colour is None


def test_hair_colours_differ() -> None:
    """Black, blond, red and grey are told apart."""
    cases = {"black": (9, 0, 0), "blond": (58, 7, 25), "red": (34, 18, 22), "grey": (50, 0, 1)}
    for name, lab in cases.items():
        assert name_hair(np.array(lab, dtype=np.float64)) == name
