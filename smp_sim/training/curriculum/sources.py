"""Who says so: the sources of the rules that exercises teach, as they are shown."""

from __future__ import annotations

GARG = "Garg 2017, J Cutan Aesthet Surg 10:203 (431 hairlines)"
SHAPIRO = "Shapiro & Shapiro 2013, hairline design and frontal hairline restoration"
KASHIYAMA = "Kashiyama 2021, PRS Global Open 9:e3751 (456 men and women)"
KOREAN_WOMEN = "Forehead of Korean women, Archives of Aesthetic Plastic Surgery no. 135"
FACES = "Facial asymmetry that is noticed: above 3 mm (PMC5556787); hairlines: assumed"
LIU = "Liu 2025, J Cosmet Dermatol 24:e70375: random placing, 30/70/100 % of natural spacing"
KEENE = "Keene: 51 follicles/cm² at a man's hairline; ramp over 15 mm assumed"
NGUYEN = "Nguyen 2022, Skin Appendage Disord 8:412 (dots between hairs); distance assumed"
NORWOOD = "Norwood 1975, South Med J 68:1359"
PRACTICE = (
    "Practice of studios, not measured: straight, low and dark lines are the commonest faults"
)
TOUCH = "Manuals: 0.4 to 1.0 mm of needle; pigment at 0.3 mm of depth assumed"
ASSUMED = "Assumed: no source measures it"
