"""What a picture says of itself: read back whole, the same for the same plan, hostile or not."""

from __future__ import annotations

import dataclasses

import hypothesis.strategies as st
from hypothesis import given
from msgspec.structs import replace

from smp_sim.document.case.case_file import open_case, save_case
from smp_sim.document.export.provenance import Provenance, plan_hash, read_provenance, xmp_packet
from smp_sim.model.area_history import AreaHistory
from smp_sim.model.plan import Area, Plan
from tests.document.case_files import full_dossier

ORIGIN = Provenance(
    "healing", "0f" * 32, 7, ("front", "left"), (0.0, 28.5), ("typical",), 'scale "given" ±5 % <&>'
)


def test_it_is_read_as_it_was_written() -> None:
    """Quotes, signs and several values come back."""
    assert read_provenance(xmp_packet(ORIGIN)) == ORIGIN


def test_elements_are_read_like_attributes() -> None:
    """Another program may write each property as an element of its own."""
    text = xmp_packet(ORIGIN).decode()
    text = text.replace('smp:Seed="7"', "").replace(
        "</rdf:Description>", "<smp:Seed>7</smp:Seed></rdf:Description>"
    )
    assert read_provenance(text.encode()) == ORIGIN


@given(st.binary(max_size=400))
def test_foreign_bytes_are_no_provenance(data: bytes) -> None:
    """Whatever stands there, reading it gives nothing and breaks nothing."""
    assert read_provenance(data) is None


def test_damaged_packets_are_no_provenance() -> None:
    """A hash that is none, an unknown kind, a missing value, a huge packet."""
    packet = xmp_packet(ORIGIN)
    assert read_provenance(xmp_packet(dataclasses.replace(ORIGIN, plan_hash="0"))) is None
    assert read_provenance(packet.replace(b'smp:Kind="healing"', b'smp:Kind="photo"')) is None
    assert read_provenance(packet.replace(b"smp:Seed", b"smp:Sand")) is None
    assert read_provenance(packet + b" " * 70_000) is None


def test_the_hash_is_the_plans_alone(tmp_path: object) -> None:
    """It survives saving and opening, changes with every value, and knows no client."""
    dossier = full_dossier()
    path = f"{tmp_path}/a.smp"
    save_case(dossier, path)
    told = plan_hash(dossier.case.plan)
    assert plan_hash(open_case(path).case.plan) == told
    assert plan_hash(replace(dossier.case.plan, seed=2)) != told
    moved = replace(dossier.case.plan.areas[0], density_per_cm2=181.0)
    areas = (moved, *dossier.case.plan.areas[1:])
    assert plan_hash(replace(dossier.case.plan, areas=areas)) != told


def test_defaults_do_not_count() -> None:
    """A plan that says a default value is the plan that leaves it out: later fields add nothing."""
    areas = (Area(id="a", kind="crown"),)
    said = (Area(id="a", kind="crown", tissue="normal", density_per_cm2=180.0),)
    assert plan_hash(Plan(areas=areas)) == plan_hash(Plan(areas=said, seed=1))


def test_what_was_asked_is_no_other_plan() -> None:
    """Answers about an area change no dot, so pictures made before and after are of one plan."""
    areas = (Area(id="a", kind="vitiligo"),)
    answered = (replace(areas[0], history=AreaHistory(months=14.0)),)
    assert plan_hash(Plan(areas=areas)) == plan_hash(Plan(areas=answered))


def test_hair_that_is_only_assumed_is_no_other_plan() -> None:
    """A picture that shows it is of the plan below it, and says what it assumes."""
    areas = (Area(id="a", kind="alopecia-patch"),)
    hair = Area(id="a-hair", kind="patch", technique="hair")
    assert plan_hash(Plan(areas=(*areas, hair))) == plan_hash(Plan(areas=areas))
    assumed = dataclasses.replace(ORIGIN, assumes="hair-returns")
    assert read_provenance(xmp_packet(assumed)) == assumed
    assert b"Assumes" not in xmp_packet(ORIGIN)
