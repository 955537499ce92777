"""The words of the store that an import translates into codes: regions, units, SVF, suffixes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from rccdesk.models import CareUnit, KvaSuffix, Rcc, Region, Svf
from rccdesk.services.imports.fixes import Fixes
from rccdesk.services.imports.values import clean_text, fold
from rccdesk.services.imports.word_index import plain_letters

_WORDS = ("region", "landstinget", "regionen")
_CLOSING = frozenset(("closed", "end_point_if_limit"))
# The county has another name than its region.
_COUNTIES = {"sörmland": "södermanland", "jämtland härjedalen": "jämtland"}
# Spellings that files have and the program never writes (wording paper, 7): wrong -> right.
_MISSPELT = {
    "kontaksjuksköterska": "kontaktsjuksköterska",
    "kolektoralcancer": "kolorektalcancer",
    "kolektorala": "kolorektala",
    "exspektans": "expektans",
}
# What a diagnosis is called beside its name in the catalogue.
_OTHER_NAMES = {
    "tjock- och ändtarmscancer": ("kolorektalcancer", "kolektoralcancer", "kolorektal cancer"),
    "allvarliga ospecifika symtom (aos)": ("allvarliga ospecifika symtom", "aos"),
    "cancer med okänd primärtumör (cup)": ("cancer med okänd primärtumör", "cup"),
}
_SHORTEST = 5  # a word with fewer letters resembles too many others
_TWO_FAULTS = 10  # letters, from where two may be wrong


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded words -> codes, as they stand in the store."""

    regions: dict[str, str]
    care_units: dict[str, str]
    units: dict[str, str]  # all of these and the RCC keys: what an aggregated unit can be
    svf: dict[str, str]  # names and prefixes -> prefix
    suffixes: frozenset[str]
    names: dict[str, str] = field(default_factory=dict)  # code -> readable name
    fixes: Fixes = field(default_factory=Fixes)  # what the user says of values in this import

    def with_fixes(self, fixes: Fixes) -> Vocabulary:
        """Return the words together with what the user says of some of them."""
        region = fixes.aliases("region", "home_region")
        unit = fixes.aliases("unit", "home_unit")
        svf = fixes.aliases("svf", "kva_prefix")
        return replace(
            self,
            regions=self.regions | _resolve(region, self.regions, only_known=True),
            units=self.units | _resolve(region | unit, self.units),
            care_units=self.care_units | _resolve(unit, self.care_units),
            svf=self.svf | _resolve(svf, self.svf, only_known=True),
            fixes=fixes,
            before=self,
        )

    @property
    def own(self) -> Vocabulary:
        """Return the words of the store alone, without what the user says."""
        return self.before or self

    starts: Mapping[str, str] = field(default_factory=dict)  # treatment -> suffix of its start
    closings: frozenset[str] = frozenset()  # suffixes that close a pathway
    long_names: Mapping[str, str] = field(default_factory=dict)  # code -> Region Ekmark
    events: Mapping[str, str] = field(default_factory=dict)  # suffix -> what it says
    before: Vocabulary | None = None  # the store's own words, where fixes have been added

    def region(self, value: object) -> str | None:
        """Return the code of a region named by code or name; None if the store has none such."""
        word = fold(value)
        if word.isascii() and word.isdigit():
            word = word.zfill(2)  # a spreadsheet takes the zero of 01 away
        return self.regions.get(word)

    def unit(self, value: object) -> str:
        """Return the code of a known unit, else the text itself, cleaned."""
        return self.units.get(fold(value)) or clean_text(value)

    def care_unit(self, value: object) -> str:
        """Return the code of a known care unit, else the text itself, cleaned."""
        return self.care_units.get(fold(value)) or clean_text(value)

    def suggest(self, field_name: str, value: object) -> tuple[str, str] | None:
        """Return code and name of what a value nearly says; None if it is known or like nothing.

        For fields of places and diagnoses. Words that differ in their digits are never alike.
        """
        words = {
            "unit": self.units,
            "home_unit": self.units,
            "region": self.regions,
            "home_region": self.regions,
            "svf": self.svf,
            "kva_prefix": self.svf,
        }.get(field_name, {})
        word = fold(value)
        if word in words:
            return None
        plain = plain_letters(word)
        if len(plain) < _SHORTEST:
            return None
        best: tuple[int, str] | None = None
        for known in words:
            distance = _distance(plain, plain_letters(known))
            if distance is not None and (best is None or (distance, known) < best):
                best = distance, known
        if best is None:
            return None
        code = words[best[1]]
        return code, self.names.get(code, code)

    def is_unit(self, value: object) -> bool:
        """Tell whether the store knows a unit of this code or name."""
        return fold(value) in self.units

    def kva(self, value: object) -> str | None:
        """Return a KVÅ code of an SVF (prefix + suffix) in capitals; None for another code."""
        code = clean_text(value).upper().replace(" ", "")
        known = fold(code[:-2]) in self.svf and code[-2:] in self.suffixes and len(code) == 5
        return code if known else None

    def is_suffix(self, value: object) -> bool:
        """Tell whether a value is a suffix, alone or with the prefix of an SVF before it."""
        return clean_text(value) in self.suffixes or self.kva(value) is not None


def correct_spelling(text: str) -> str:
    """Return a name with the misspellings that files are known for put right."""
    word = text.casefold()
    for wrong, right in _MISSPELT.items():
        if wrong in word:
            start = word.index(wrong)
            found = right.capitalize() if text[start].isupper() else right
            return text[:start] + found + text[start + len(wrong) :]
    return text


def _resolve(
    aliases: dict[str, str], known: dict[str, str], *, only_known: bool = False
) -> dict[str, str]:
    """Return the aliases with codes for those that were told by name.

    ``only_known`` leaves out what stands for nothing in this store: a word that was remembered
    elsewhere, or before its code was taken away.
    """
    return {
        word: known.get(fold(code), code)
        for word, code in aliases.items()
        if not only_known or fold(code) in known
    }


def _distance(one: str, other: str) -> int | None:
    """Return how many letters differ (0, 1, 2); None for words that are not alike."""
    most = 2 if min(len(one), len(other)) >= _TWO_FAULTS else 1
    if not other or one[0] != other[0] or abs(len(one) - len(other)) > most:
        return None
    if [c for c in one if c.isdigit()] != [c for c in other if c.isdigit()]:
        return None
    before = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        row = [number]
        for place, there in enumerate(other, start=1):
            swap = before[place - 1] + (letter != there)
            row.append(min(swap, before[place] + 1, row[-1] + 1))
        before = row
    return before[-1] if before[-1] <= most else None


def load_vocabulary(session: Session) -> Vocabulary:
    """Return the words of the store."""
    regions: dict[str, str] = {}
    names: dict[str, str] = {}
    long_names: dict[str, str] = {}
    for code, name, full_name in session.execute(
        select(Region.code, Region.name, Region.full_name).where(Region.deleted_at.is_(None))
    ):
        names[code], long_names[code] = name, full_name
        for word in _spellings(code, name, full_name):
            regions.setdefault(word, code)
    care_units: dict[str, str] = {}
    for code, name in session.execute(
        select(CareUnit.code, CareUnit.name).where(CareUnit.deleted_at.is_(None))
    ):
        names.setdefault(code, name)
        care_units[fold(code)] = code
        care_units.setdefault(fold(name), code)
    units = dict(regions)
    for key, name, whole in session.execute(
        select(Rcc.key, Rcc.name, Rcc.health_care_region).where(Rcc.deleted_at.is_(None))
    ):
        names.setdefault(key, name)
        long_names.setdefault(key, whole)
        for word in (name, whole):
            units.setdefault(fold(word), key)
    svf: dict[str, str] = {}
    for prefix, name in session.execute(
        select(Svf.kva_prefix, Svf.name).where(Svf.deleted_at.is_(None))
    ):
        names[prefix] = name
        svf[fold(prefix)] = prefix
        svf.setdefault(fold(name), prefix)
        for other in _OTHER_NAMES.get(fold(name), ()):
            svf.setdefault(other, prefix)
    suffixes = session.execute(
        select(KvaSuffix.suffix, KvaSuffix.kind, KvaSuffix.treatment, KvaSuffix.event)
        .where(KvaSuffix.deleted_at.is_(None))
        .order_by(KvaSuffix.suffix.desc())
    ).all()
    return Vocabulary(
        regions,
        care_units,
        care_units | units,
        svf,
        frozenset(suffix for suffix, _, _, _ in suffixes),
        starts={t: suffix for suffix, kind, t, _ in suffixes if kind == "treatment_start"},
        closings=frozenset(suffix for suffix, kind, _, _ in suffixes if kind in _CLOSING),
        names=names,
        long_names=long_names,
        events={suffix: event for suffix, _, _, event in suffixes},
    )


def _spellings(code: str, name: str, full_name: str) -> set[str]:
    short = fold(name).removesuffix(" län")
    bare = short.removesuffix("s") if fold(name).endswith("s län") else short
    words = {fold(code), fold(name), fold(full_name), bare, short}
    words |= {f"{bare} län", f"{bare}s län", f"{bare} läns landsting", f"{bare}s läns landsting"}
    words |= {f"landstinget i {bare}", f"{bare}s landsting"}
    words |= {f"landstinget i {bare} län", f"landstinget i {bare}s län"}
    if county := _COUNTIES.get(bare):
        words |= {county, f"{county}s län"}
    for prefix in _WORDS:
        words |= {f"{prefix} {stem}" for stem in (bare, short, fold(name))}
    return words | {f"{bare}sregionen"}
