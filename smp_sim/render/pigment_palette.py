"""Pigments by name beyond carbon: what each absorbs of red, green and blue.

A lip pigment lets red through and takes green and blue; how much of each is assumed, by eye on the
sample's lips. Pigment is told here by what it absorbs alone: real lip pigments also scatter a
little, so that on dark lips they come out somewhat lighter than shown. Names are shades, no brands.
"""

from __future__ import annotations

from typing import NamedTuple

from smp_sim.model.units import Vec3
from smp_sim.render.tissue import Trust


class Ink(NamedTuple):
    """A mixed pigment: its absorption in R, G, B, what it is for, and how far to trust it."""

    mix: Vec3
    purpose: str
    source: str = "assumed by eye; vendors publish names and pictures, no spectra"
    trust: Trust = "assumed"


#: By name.
PALETTE: dict[str, Ink] = {
    "lip-nude": Ink((0.42, 0.78, 0.86), "Lips: a quiet brown pink"),
    "lip-rose": Ink((0.22, 0.98, 0.74), "Lips: a cool pink"),
    "lip-coral": Ink((0.10, 0.80, 0.96), "Lips: a warm, orange pink"),
    "lip-berry": Ink((0.50, 1.25, 0.88), "Lips: a deep red"),
    "lip-corrector": Ink((0.04, 0.42, 1.15), "Dark lips: orange, against blue and violet"),
}
