"""What a picture file says about itself beside its pixels: an XMP packet, and nothing personal.

The digital source type is IPTC's *compositeSynthetic*, "a mix or composite of several elements, at
least one of which is synthetic": a photo as it was taken, with dots that a model computed.
*algorithmicallyEnhanced* would say that the content of the photo stayed what it was, and no part
comes from a trained model. (IPTC NewsCodes, cv.iptc.org/newscodes/digitalsourcetype.)
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from html import escape, unescape
from typing import Literal, get_args

import msgspec
from msgspec.structs import fields

from smp_sim import __version__
from smp_sim.document.export.mark import NOT_A_RESULT
from smp_sim.model.area_history import UNASKED
from smp_sim.model.plan import Plan

ExportKind = Literal["picture", "pair", "range", "views", "healing"]

SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic"

#: Namespace of our own properties; ``.invalid`` can belong to nobody (RFC 2606 §2).
NAMESPACE = "http://smp-sim.invalid/provenance/1.0/"

#: What a picture may show that is no part of the plan: hair where alopecia took it, or a hatch on
#: skin that later loss would bare.
Assumption = Literal["", "hair-returns", "loss-goes-on"]
_ASSUMPTIONS: dict[str, Assumption] = {name: name for name in get_args(Assumption)}

_KINDS: dict[str, ExportKind] = {kind: kind for kind in get_args(ExportKind)}

#: A property of ours: an attribute in either kind of quotes, or an element.
_PROPERTY = re.compile(
    r"""\ssmp:(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')|<smp:(\w+)>([^<]*)<""",
)

#: Longer packets than this are not ours and not read.
_LONGEST_PACKET = 65_536


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a picture comes from: program, plan, view and moment. No client, no photo, no file.

    ``views`` are the sides shown, ``days`` the days, ``retentions`` the ends of the expected range,
    ``scale`` the state of the scale in words; ``assumes`` what is shown beside the plan, or empty.
    """

    kind: ExportKind
    plan_hash: str
    seed: int
    views: tuple[str, ...]
    days: tuple[float, ...]
    retentions: tuple[str, ...]
    scale: str
    version: str = __version__
    assumes: Assumption = ""


def plan_hash(plan: Plan) -> str:
    """Give the SHA-256 of a plan as 64 hex digits.

    Values equal to their field's default are left out, so that a field that a later program adds
    does not change the hash of an older plan; so is what was asked about the areas, which changes
    no dot, and hair that is only assumed, which is no part of a plan.
    """
    treated = [area for area in plan.areas if area.technique != "hair"]
    areas = tuple(msgspec.structs.replace(area, history=UNASKED) for area in treated)
    drawn = msgspec.structs.replace(plan, areas=areas)
    told = msgspec.json.encode(_told(drawn), order="sorted")
    return hashlib.sha256(told).hexdigest()


def _told(value: object) -> object:
    if isinstance(value, msgspec.Struct):
        pairs = ((entry, getattr(value, entry.name)) for entry in fields(value))
        return {entry.name: _told(item) for entry, item in pairs if item != entry.default}
    if isinstance(value, (tuple, list)):
        return [_told(item) for item in value]
    return value


def xmp_packet(origin: Provenance) -> bytes:
    """Give the XMP packet of a picture, UTF-8 (ISO 16684-1)."""
    said = escape(f"{NOT_A_RESULT} · {origin.scale}")
    own = "".join(
        f'\n    smp:{name}="{escape(text)}"' for name, text in _properties(origin).items()
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '  <rdf:Description rdf:about=""\n'
        '    xmlns:xmp="http://ns.adobe.com/xap/1.0/"\n'
        '    xmlns:dc="http://purl.org/dc/elements/1.1/"\n'
        '    xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"\n'
        f'    xmlns:smp="{NAMESPACE}"\n'
        f'    xmp:CreatorTool="smp-sim {escape(origin.version)}"\n'
        f'    Iptc4xmpExt:DigitalSourceType="{SOURCE_TYPE}"{own}>\n'
        '   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">'
        f"{said}</rdf:li></rdf:Alt></dc:description>\n"
        "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    ).encode()


def _properties(origin: Provenance) -> dict[str, str]:
    return {
        "Kind": origin.kind,
        "PlanHash": origin.plan_hash,
        "Seed": str(origin.seed),
        "Views": ", ".join(origin.views),
        "Days": ", ".join(f"{day:.10g}" for day in origin.days),
        "Retention": ", ".join(origin.retentions),
        "ScaleState": origin.scale,
        "Version": origin.version,
        **({"Assumes": origin.assumes} if origin.assumes else {}),
    }


def read_provenance(packet: bytes) -> Provenance | None:
    """Read what :func:`xmp_packet` wrote, as attributes or, after other programs, as elements.

    Gives None where the packet is none of ours or is damaged: metadata is only ever a hint.
    """
    if len(packet) > _LONGEST_PACKET:
        return None
    text = packet.decode("utf-8", errors="replace")
    found = {
        attribute or element: unescape(double or single or inner).strip()
        for attribute, double, single, element, inner in _PROPERTY.findall(text)
    }
    try:
        return _provenance_of(found)
    except (KeyError, ValueError):
        return None


def _provenance_of(found: dict[str, str]) -> Provenance:
    if found["Kind"] not in _KINDS or not re.fullmatch("[0-9a-f]{64}", found["PlanHash"]):
        raise ValueError("not a provenance of ours")
    return Provenance(
        _KINDS[found["Kind"]],
        found["PlanHash"],
        int(found["Seed"]),
        _listed(found["Views"]),
        tuple(float(day) for day in _listed(found["Days"])),
        _listed(found["Retention"]),
        found["ScaleState"],
        found["Version"],
        _ASSUMPTIONS[found.get("Assumes", "")],
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(", ") if part)
