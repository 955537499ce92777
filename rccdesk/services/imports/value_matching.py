"""What the words of a file's coded columns are read as, how that is known, and what they may mean.

Everything is counted once per distinct value, by the codes that the reader gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from rccdesk.enums import Profile, Treatment
from rccdesk.services.imports.codes import (
    is_total_word,
    read_age_group,
    read_flag,
    read_sex,
    read_variant,
)
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.dimensions import Dimensions, without_hidden
from rccdesk.services.imports.layouts import Certainty, Recognition
from rccdesk.services.imports.pathway_list import closing_of, suffix_of_treatment
from rccdesk.services.imports.problems import show_value
from rccdesk.services.imports.reading import CodedTable
from rccdesk.services.imports.value_choices import ValueChoice, Words
from rccdesk.services.imports.values import clean_text, fold
from rccdesk.services.imports.vocabulary import Vocabulary
from rccdesk.services.privacy import find_personal_identifiers

_MOST = 2_000  # distinct words of a field that are listed, the most common ones
_MOST_PROPOSED = 120  # words of a field that proposals are looked for
_CELLS = 3
_NEAR = 2_000  # rows after the first in which more places of a word are looked for
# Fields whose words stand for the same things: what is told of one holds for the others.
_KIN = {
    "unit": ("unit", "home_unit", "region", "home_region"),
    "home_unit": ("unit", "home_unit", "region", "home_region"),
    "region": ("region", "home_region"),
    "home_region": ("region", "home_region"),
    "svf": ("svf", "kva_prefix"),
    "kva_prefix": ("svf", "kva_prefix"),
}
_AGGREGATED = ("unit", "home_unit", "group", "sex", "age_group")
_TEXT = frozenset(("unit", "home_unit", "group"))  # what is unknown stays as a text


class How(StrEnum):
    """How it is known what a word is read as."""

    EXACT = "exact"  # the code or the name itself
    SYNONYM = "synonym"
    REMEMBERED = "remembered"  # in the whole store
    PROFILE = "profile"  # remembered in the profile that the file is read by
    CHOSEN = "chosen"  # in this import
    TEXT = "text"  # of no known thing: stays as it is written
    UNKNOWN = "unknown"


_CERTAINTIES = {
    How.EXACT: Certainty.SURE,
    How.SYNONYM: Certainty.LIKELY,
    How.REMEMBERED: Certainty.CHOSEN,
    How.PROFILE: Certainty.CHOSEN,
    How.CHOSEN: Certainty.CHOSEN,
}
_ORDER = (
    How.UNKNOWN,
    How.TEXT,
    How.CHOSEN,
    How.PROFILE,
    How.REMEMBERED,
    How.SYNONYM,
    How.EXACT,
)


@dataclass(frozen=True, slots=True)
class ValueMatch:
    """A word of a coded column: how many rows have it, what it is read as, and what it may mean.

    ``written`` is as in the file, masked where it may point out a person. ``key`` is the fix that
    says what it stands for (``unit:Ekmarks las.``), empty where it cannot be told. ``code`` and
    ``name`` are None and empty for an unknown one, whose rows are left out where ``skips_rows``.
    ``cells`` are up to three places. ``remembered_as`` is the fix that is remembered for it, in
    the profile in use or the whole store.
    """

    field: str
    written: str
    key: str
    rows: int
    code: str | None
    name: str
    how: How
    proposals: tuple[ValueChoice, ...] = ()
    cells: tuple[str, ...] = ()
    skips_rows: bool = False
    remembered_as: str = ""

    @property
    def certainty(self) -> Certainty | None:
        """Return how sure the reading is; None where there is none."""
        return _CERTAINTIES.get(self.how)

    @property
    def is_told(self) -> bool:
        """Tell whether a user has said what the word stands for, now or before."""
        return self.how in {How.CHOSEN, How.PROFILE, How.REMEMBERED}


@dataclass(frozen=True, slots=True)
class ValueReading:
    """The words of all coded columns, those that are not recognised first, and what to choose.

    ``choices`` is field -> what its words can stand for.
    """

    matches: tuple[ValueMatch, ...] = ()
    choices: Mapping[str, tuple[ValueChoice, ...]] = field(default_factory=dict)


def match_values(
    table: CodedTable,
    found: Recognition,
    vocabulary: Vocabulary,
    remembered: Mapping[str, str],
    of_profile: Mapping[str, str],
) -> ValueReading:
    """Return what the words of a table are read as.

    ``remembered`` and ``of_profile`` are fixes that the store and the profile in use remember.
    """
    matcher = _Matcher(table, found, vocabulary, remembered, of_profile)
    matches = sorted(
        matcher.match(), key=lambda m: (not m.skips_rows, _ORDER.index(m.how), -m.rows, m.written)
    )
    fields = dict.fromkeys(match.field for match in matches)
    return ValueReading(tuple(matches), {name: matcher.words(name).choices for name in fields})


@dataclass(slots=True)
class _Word:
    """One word of a column: its first value, rows, the codes that it has, the first position."""

    value: object
    rows: int
    codes: list[int]
    first: int


class _Matcher:
    def __init__(
        self,
        table: CodedTable,
        found: Recognition,
        vocabulary: Vocabulary,
        remembered: Mapping[str, str],
        of_profile: Mapping[str, str],
    ) -> None:
        self._table, self._found, self._vocabulary = table, found, vocabulary
        self._remembered, self._of_profile = remembered, of_profile
        self._columns = {match.field: match.index for match in found.matches}
        self._profile = found.layout.profile
        self._required = frozenset(found.layout.required)
        self._words: dict[str, Words] = {}
        self._told: dict[str, dict[str, str]] = {}
        is_figures = self._profile is Profile.AGGREGATED
        self._texts = _TEXT | {"age_group"} if is_figures else _TEXT

    def match(self) -> Iterator[ValueMatch]:
        if self._profile is Profile.AGGREGATED:
            yield from self._match_figures()
            return
        for name, read in _readers(self._profile, self._vocabulary).items():
            if name in self._columns:
                aliases = self._aliases(name)
                words = self._list_words(name)
                codes = [read(aliases.get(fold(w.value), w.value)) for w in words]
                yield from self._tell(name, words, codes)

    def words(self, name: str) -> Words:
        """Return what the words of a field can stand for."""
        if name not in self._words:
            is_case = self._profile is not Profile.AGGREGATED
            self._words[name] = Words(name, self._vocabulary, is_case=is_case)
        return self._words[name]

    def _match_figures(self) -> Iterator[ValueMatch]:
        dimensions = Dimensions(self._table, self._found, self._vocabulary)
        for name in _AGGREGATED:
            if name in self._found.wide_fields:
                yield from self._match_headings(name, dimensions)
            elif name in self._columns:
                words = self._list_words(name)
                read = dimensions.read(name)
                codes = [
                    None if read.is_bad[w.first] else read.words[read.codes[w.first]] for w in words
                ]
                yield from self._tell(name, words, codes)

    def _match_headings(self, name: str, dimensions: Dimensions) -> Iterator[ValueMatch]:
        """Match the words of headings: each counts for the rows that have a figure under it."""
        found: dict[str, tuple[_Word, int]] = {}
        for cell in self._found.wide_cells:
            value = dict(cell.dims).get(name)
            filled = int(np.count_nonzero(self._table.column(cell.index).codes))
            word = found.setdefault(fold(value), (_Word(value, 0, [], 0), cell.index))[0]
            word.rows = max(word.rows, filled)
        for word, index in found.values():
            if clean_text(word.value):
                code = dimensions.translate(name, word.value, None)
                cells = (f"{column_letter(index)}{self._found.header_row}",)
                yield self._describe(name, word, code, cells, may_propose=True)

    def _list_words(self, name: str) -> list[_Word]:
        column = self._table.column(self._columns[name])
        values, codes = column.values, column.codes
        counts = np.bincount(codes, minlength=len(values))
        first = np.zeros(len(values), np.int64)
        first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)  # the last to be set is the first
        common = np.argsort(-counts, kind="stable")[:_MOST]
        found: dict[str, _Word] = {}
        for code in common.tolist():
            value, rows = values[code], int(counts[code])
            if name in _TEXT and self._profile is Profile.AGGREGATED:
                value = without_hidden(value)
            if not rows or not clean_text(value):
                continue
            word = found.get(fold(value))
            if word is None:
                found[fold(value)] = _Word(value, rows, [code], int(first[code]))
            else:
                word.rows += rows
                word.codes.append(code)
        return list(found.values())

    def _tell(
        self, name: str, words: list[_Word], codes: Sequence[str | None]
    ) -> Iterator[ValueMatch]:
        column = self._columns[name]
        proposed = 0
        for word, code in zip(words, codes, strict=True):
            is_open = self._how(name, word.value, code)[0] in {How.TEXT, How.UNKNOWN}
            proposed += is_open
            cells = self._places(column, word, _CELLS if code is None else 1)
            yield self._describe(
                name, word, code, cells, may_propose=is_open and proposed <= _MOST_PROPOSED
            )

    def _places(self, column: int, word: _Word, most: int) -> tuple[str, ...]:
        """Return the addresses of a word: the first, and more where they are near it."""
        rows = [word.first]
        if most > 1:
            codes = self._table.column(column).codes[word.first : word.first + _NEAR]
            rows = (np.flatnonzero(np.isin(codes, word.codes))[:most] + word.first).tolist()
        return tuple(self._table.address(column, row) for row in rows)

    def _describe(
        self,
        name: str,
        word: _Word,
        code: str | None,
        cells: tuple[str, ...],
        *,
        may_propose: bool,
    ) -> ValueMatch:
        folded, plain = fold(word.value), clean_text(word.value)
        words = self.words(name)
        is_person = bool(find_personal_identifiers(plain))
        how, remembered_as = self._how(name, word.value, code)
        if is_person and how is How.TEXT:
            code = None  # the text itself
        codes = []
        if may_propose and how in {How.TEXT, How.UNKNOWN} and not is_person:
            codes = words.propose(folded)
        return ValueMatch(
            field=name,
            written=show_value(word.value),
            key="" if is_person or not words.can_be_told else f"{name}:{plain}",
            rows=word.rows,
            code=code,
            name=words.name(code) if code is not None else "",
            how=how,
            proposals=tuple(ValueChoice(code, words.name(code)) for code in codes),
            cells=cells,
            skips_rows=how is How.UNKNOWN and self._is_needed(name),
            remembered_as=remembered_as,
        )

    def _is_needed(self, name: str) -> bool:
        return name in self._required or self._profile is Profile.AGGREGATED

    def _how(self, name: str, value: object, code: str | None) -> tuple[How, str]:
        """Return how a word is read, and the fix that is remembered for it."""
        if code is None:
            return How.UNKNOWN, ""
        folded, words = fold(value), self.words(name)
        for field_name in _KIN.get(name, (name,)):
            told = self._aliases(field_name).get(folded)
            if told is None or (name in _KIN and code not in {told, words.code(told)}):
                continue  # it stands for nothing in this store, and is not used
            key = f"{field_name}:{folded}"
            if self._of_profile.get(key) == told:
                return How.PROFILE, key
            is_remembered = self._remembered.get(key) == told
            return (How.REMEMBERED, key) if is_remembered else (How.CHOSEN, "")
        is_total = is_total_word(value, of_places="unit" in name)
        if name in self._texts and folded == fold(code) and not (words.knows(code) or is_total):
            return How.TEXT, ""
        return (How.EXACT if is_total or words.is_exact(folded, code) else How.SYNONYM), ""

    def _aliases(self, name: str) -> dict[str, str]:
        if name not in self._told:
            self._told[name] = self._vocabulary.fixes.aliases(name)
        return self._told[name]


def _readers(profile: Profile, vocabulary: Vocabulary) -> dict[str, Callable[[object], str | None]]:
    """Return how the words of each coded field are read where rows stand for single cases."""
    regions = {"region": vocabulary.region, "home_region": vocabulary.region}
    svf = {name: lambda v: vocabulary.svf.get(fold(v)) for name in ("svf", "kva_prefix")}
    if profile is Profile.LIMITS:
        return {"kva_prefix": svf["kva_prefix"]}
    if profile is Profile.EXPECTED:
        return {"svf": svf["svf"], **regions}
    suffix, closing = suffix_of_treatment(vocabulary), closing_of(vocabulary)
    treatments = {int(number): name for name, number in vocabulary.starts.items()}

    def treatment(value: object) -> str | None:
        found = suffix(value)
        return None if found is None else treatments.get(found, Treatment.UNKNOWN)

    def closed(value: object) -> str | None:
        found = closing(value)
        return None if found is None else f"{found:02d}"

    def flag(value: object) -> str | None:
        found = read_flag(value)
        return None if found is None else str(int(found))

    def variant(value: object) -> str | None:
        found = read_variant(value)
        return None if found is None else str(found)

    return {
        "kva_code": vocabulary.kva,
        "svf": svf["svf"],
        "unit": vocabulary.care_unit,
        **regions,
        "treatment": treatment,
        "closing_code": closed,
        "variant": variant,
        "sex": read_sex,
        "age_group": read_age_group,
        "recurrence": flag,
        "in_svf": flag,
        "treatment_recommended": flag,
    }
