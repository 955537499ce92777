"""How wide letters are in the faces that we write in, so that texts can be placed before drawing.

Advance widths in 1/1000 em, read from the fonts: Source Sans 3 in what we draw ourselves, Arial
(Liberation Sans has the same widths) in slides, and DejaVu Sans, as wide as Verdana, for a face
that we do not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rccdesk.formats import NBSP

_Groups = Mapping[int, str]

# To the nearest ten.
_SOURCE_SANS: _Groups = {
    240: "|",
    250: "',.:;ij·",
    260: "Il",
    290: "!f",
    300: "()[]{}",
    310: "-",
    340: "t",
    350: "/\\r",
    370: "²¹",
    420: "*?sz",
    430: '"”',
    450: "x",
    460: "c",
    470: "vy",
    480: "JY–",
    490: "FL",
    500: "#$+0123456789<=>^_aegk~åäé§−≥≤×",
    510: "X",
    520: "V",
    530: "ES",
    540: "ATZ`houöÅÄüø",
    550: "bn",
    560: "dpq",
    570: "CPR",
    580: "K",
    590: "B",
    610: "&",
    620: "DG→",
    640: "U",
    650: "HN",
    660: "OQÖØ",
    720: "w",
    730: "M",
    780: "æ",
    790: "W",
    820: "%Æ",
    830: "m",
    850: "@",
    950: "…",
}
_ARIAL: _Groups = {
    191: "'",
    222: "ijlįĵĺļłſ‘’",
    260: "|¦",
    278: "!,./:;I[\\]ft·ÌÍÎÏìíîïĨĩĪīĬĭĮİıţŧ",
    292: "ľ",
    333: "()-`r¡¨²³´¸¹ŕŗř‐‑“”",
    334: "{}ŀ",
    350: "•",
    355: '"',
    365: "º",
    370: "ª",
    375: "ť",
    389: "*",
    400: "°",
    444: "ĳ",
    469: "^",
    500: "JcksvxyzçýÿćĉċčĴķĸśŝşšŷźżž",
    537: "¶",
    549: "±÷≈≠≤≥",
    552: "¯",
    556: (
        "#$0123456789?L_abdeghnopqu¢£¤¥§«»àáâãäåèéêëðñòóôõöùúûüþāăąđēĕėęěĝğġģĥħĹĻĽĿŁńņňŋōŏőũūŭůűų–€"
    ),
    576: "µ",
    584: "+<=>~¬×−",
    604: "ŉ",
    611: "FTZ¿ßøŢŤŦŹŻŽ",
    615: "ď",
    667: "&ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞĀĂĄĒĔĖĘĚĶŚŜŞŠŶŸ",
    722: "CDHNRUwÇÐÑÙÚÛÜĆĈĊČĎĐĤĦŃŅŇŔŖŘŨŪŬŮŰŲŵ",
    723: "Ŋ",
    735: "Ĳ",
    737: "©®",
    778: "GOQÒÓÔÕÖØĜĞĠĢŌŎŐ",
    833: "Mm",
    834: "¼½¾",
    889: "%æ",
    944: "WœŴ",
    1000: "ÆŒ—…‰→",
    1015: "@",
}
_ARIAL_BOLD: _Groups = {
    238: "'",
    278: ",./I\\ijl·ÌÍÎÏìíîïĨĩĪīĬĭĮįİıĵĺļłſ‘’",
    280: "|¦",
    333: "!()-:;[]`ft¡¨²³´¸¹ţŧ‐‑",
    350: "•",
    365: "º",
    370: "ª",
    385: "ľ",
    389: "*r{}ŕŗř",
    400: "°",
    474: '"',
    479: "ŀť",
    500: "zźżž“”",
    549: "±÷≈≠≤≥",
    552: "¯",
    556: "#$0123456789J_aceksvxy¢£¤¥§«¶»àáâãäåçèéêëýÿāăąćĉċčēĕėęěĳĴķĸśŝşšŷ–€",
    576: "µ",
    584: "+<=>^~¬×−",
    611: "?FLTZbdghnopqu¿ßðñòóôõöøùúûüþđĝğġģĥħĹĻĽĿŁńņňŋōŏőŢŤŦũūŭůűųŹŻŽ",
    667: "EPSVXYÈÉÊËÝÞĒĔĖĘĚŚŜŞŠŶŸ",
    708: "ŉ",
    719: "ď",
    722: "&ABCDHKNRUÀÁÂÃÄÅÇÐÑÙÚÛÜĀĂĄĆĈĊČĎĐĤĦĶŃŅŇŔŖŘŨŪŬŮŰŲ",
    723: "Ŋ",
    737: "©®",
    778: "GOQwÒÓÔÕÖØĜĞĠĢŌŎŐŵ",
    785: "Ĳ",
    833: "M",
    834: "¼½¾",
    889: "%mæ",
    944: "WœŴ",
    975: "@",
    1000: "ÆŒ—…‰→",
}
# Up to the next ten.
_WIDE: _Groups = {
    280: "'ijlìíîïĩīĭįıĵĺļ",
    290: "ł",
    300: "IJÌÍÎÏĨĪĬĮİĴ",
    320: ",.·‘’",
    340: "/:;\\|¦",
    350: "ŀ",
    360: "fſ",
    370: "-‐‑",
    380: "ľ",
    400: "()[]tţťŧ",
    410: "!¡²³¹",
    420: "rŕŗř",
    460: '"',
    480: "ªº",
    500: "*_`§¨¯°´¸–",
    520: "“”",
    530: "szśŝşšźżž",
    540: "?¿",
    550: "cçćĉċč",
    560: "LĳĹĻĽĿ",
    570: "Ł",
    580: "Fkķĸ",
    590: "Ĳ•",
    600: "vxyýÿŷ",
    610: "PÞ",
    620: "TYaeo«»ÝàáâãäåèéêëðòóôõöøāăąēĕėęěōŏőŢŤŦŶŸ",
    630: "ß",
    640: "$0123456789ESbdghnpqu{}¢£¤¥µ¶ÈÉÊËñùúûüþďđĒĔĖĘĚĝğġģĥńņňŋŚŜŞŠũūŭůűų€",
    660: "KĶ",
    690: "ABVXZÀÁÂÃÄÅĀĂĄŹŻŽ",
    700: "CRÇĆĈĊČħŔŖŘ",
    740: "UÙÚÛÜŨŪŬŮŰŲ",
    750: "NÑŃŅŇŊ",
    760: "HĤ",
    780: "&DGÐĎĐĜĞĠĢ",
    790: "OQÒÓÔÕÖØŌŎŐ",
    820: "wŉŵ",
    840: "#+<=>^~¬±×÷→−≈≠≤≥",
    870: "M",
    920: "Ħ",
    960: "%",
    970: "¼½¾",
    980: "mÆ",
    990: "WæŴ",
    1000: "@©®—…",
    1030: "œ",
    1070: "Œ",
    1350: "‰",
}
_WIDE_BOLD: _Groups = {
    310: "'",
    350: "ijlìíîïĩīĭįıĵĺļ",
    370: "/\\|¦",
    380: ",.IJ·ÌÍÎÏĨĪĬĮİĴł‘’",
    400: ":;",
    420: "-‐‑",
    440: "f²³¹ſ",
    460: "!()[]¡",
    480: "tľţťŧ",
    500: "_`r§¨¯°´¸ŕŗř–",
    530: '"*',
    560: "ŀ",
    570: "ªº",
    590: "?z¿źżž",
    600: "csçćĉċčśŝşš",
    640: "L¤¶ĹĻĽĿ•",
    650: "x«»Ł",
    660: "vyýÿŷ“”",
    670: "kķĸ",
    680: "aeàáâãäåèéêëāăąēĕėęě",
    690: "EFToÈÉÊËðòóôõöøĒĔĖĘĚĳōŏőŢŤŦ",
    700: "$0123456789¢£¥€",
    720: "bdghnpqu{}ßñùúûüþďđĝğġģĥńņňŋũūŭůűų",
    730: "SYZÝŚŜŞŠŶŸŹŻŽ",
    740: "CPµÇÞĆĈĊČ",
    750: "Ĳ",
    770: "B",
    780: "AKRVXÀÁÂÃÄÅĀĂĄĶŔŖŘ",
    800: "ħ",
    820: "UÙÚÛÜŨŪŬŮŰŲ",
    830: "GĜĞĠĢ",
    840: "#+<=>DHN^~¬±ÐÑ×÷ĎĐĤŃŅŇŊ→−≈≠≤≥",
    860: "OQÒÓÔÕÖØŌŎŐ",
    880: "&",
    930: "wŵ",
    980: "Ħ",
    990: "ŉ",
    1000: "@M©®—…",
    1010: "%",
    1040: "¼½¾",
    1050: "mæ",
    1090: "Æ",
    1100: "œ",
    1110: "WŴ",
    1170: "Œ",
    1440: "‰",
}


@dataclass(frozen=True, slots=True)
class Face:
    """A face by the widths of its letters, in em."""

    name: str
    regular: Mapping[str, float]
    bold: Mapping[str, float]
    unknown: float = 0.6  # a letter that is not in the tables
    bold_part: float = 1.0  # the bold against ``bold``, where it has no table of its own

    def width(self, words: str, *, bold: bool = False) -> float:
        """Return the width of ``words`` in em."""
        letters = self.bold if bold else self.regular
        width = sum(letters.get(letter, self.unknown) for letter in words)
        return width * self.bold_part if bold else width


def _letters(groups: _Groups, space: float) -> dict[str, float]:
    widths = {letter: width / 1000 for width, group in groups.items() for letter in group}
    return {**widths, " ": space, NBSP: space}


_SOURCE = _letters(_SOURCE_SANS, 0.2)
SOURCE_SANS = Face("Source Sans 3", _SOURCE, _SOURCE, bold_part=1.035)  # semibold, over text
ARIAL = Face("Arial", _letters(_ARIAL, 0.278), _letters(_ARIAL_BOLD, 0.278), unknown=1.0)
WIDE = Face("", _letters(_WIDE, 0.32), _letters(_WIDE_BOLD, 0.35), unknown=1.0)

# Faces that come with Office and are no wider than Arial.
_NARROW = frozenset(
    {
        "arial", "arial narrow", "calibri", "calibri light", "cambria", "candara", "carlito",
        "constantia", "corbel", "franklin gothic book", "garamond", "gill sans mt", "helvetica",
        "liberation sans", "palatino linotype", "segoe ui", "segoe ui light", "times new roman",
        "tw cen mt",
    }
)  # fmt: skip


def face_named(name: str) -> Face:
    """Return the widths to measure with for a face: Arial's where it is no wider, else the widest.

    A face that the reader lacks is replaced by another, seldom by a wider one than that.
    """
    if name.strip().lower() in _NARROW:
        return ARIAL
    return WIDE
