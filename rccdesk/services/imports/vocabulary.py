"""The words of the store that an import translates into codes: regions, units, SVF, suffixes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from rccdesk.models import CareUnit, KvaSuffix, Rcc, Region, Svf
from rccdesk.services.imports.values import clean_text, fold

_WORDS = ("region", "landstinget", "regionen")
# The county has another name than its region.
_COUNTIES = {"sörmland": "södermanland", "jämtland härjedalen": "jämtland"}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded words -> codes, as they stand in the store."""

    regions: dict[str, str]
    care_units: dict[str, str]
    units: dict[str, str]  # all of these and the RCC keys: what an aggregated unit can be
    svf: dict[str, str]  # names and prefixes -> prefix
    suffixes: frozenset[str]

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

    def is_unit(self, value: object) -> bool:
        """Tell whether the store knows a unit of this code or name."""
        return fold(value) in self.units

    def kva(self, value: object) -> str | None:
        """Return a KVÅ code of an SVF (prefix + suffix) in capitals; None for another code."""
        code = clean_text(value).upper().replace(" ", "")
        known = fold(code[:-2]) in self.svf and code[-2:] in self.suffixes and len(code) == 5
        return code if known else None


def load_vocabulary(session: Session) -> Vocabulary:
    """Return the words of the store."""
    regions: dict[str, str] = {}
    for code, name, full_name in session.execute(
        select(Region.code, Region.name, Region.full_name).where(Region.deleted_at.is_(None))
    ):
        for word in _spellings(code, name, full_name):
            regions.setdefault(word, code)
    care_units: dict[str, str] = {}
    for code, name in session.execute(
        select(CareUnit.code, CareUnit.name).where(CareUnit.deleted_at.is_(None))
    ):
        care_units[fold(code)] = code
        care_units.setdefault(fold(name), code)
    units = dict(regions)
    for key, name, whole in session.execute(
        select(Rcc.key, Rcc.name, Rcc.health_care_region).where(Rcc.deleted_at.is_(None))
    ):
        for word in (name, whole):
            units.setdefault(fold(word), key)
    svf: dict[str, str] = {}
    for prefix, name in session.execute(
        select(Svf.kva_prefix, Svf.name).where(Svf.deleted_at.is_(None))
    ):
        svf[fold(prefix)] = prefix
        svf.setdefault(fold(name), prefix)
    suffixes = session.scalars(select(KvaSuffix.suffix).where(KvaSuffix.deleted_at.is_(None)))
    return Vocabulary(regions, care_units, care_units | units, svf, frozenset(suffixes))


def _spellings(code: str, name: str, full_name: str) -> set[str]:
    short = fold(name).removesuffix(" län")
    bare = short.removesuffix("s") if fold(name).endswith("s län") else short
    words = {fold(code), fold(name), fold(full_name), bare, short}
    words |= {f"{bare} län", f"{bare}s län"}
    if county := _COUNTIES.get(bare):
        words |= {county, f"{county}s län"}
    for prefix in _WORDS:
        words |= {f"{prefix} {stem}" for stem in (bare, short, fold(name))}
    return words | {f"{bare}sregionen"}
