"""Columns of rows that stand for single cases, coded: what event lists and pathway lists share.

Everything is decided once per distinct value and then taken by the codes of the rows: half a
million rows cost some array operations and no loop.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rccdesk.enums import AgeGroup, Severity, Sex
from rccdesk.services.imports.cell_faults import EMPTY, find_cell_faults
from rccdesk.services.imports.codes import read_age_group, read_flag, read_sex
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.layouts import Recognition
from rccdesk.services.imports.problems import (
    MAX_EXAMPLES,
    Example,
    Problem,
    Proposal,
    cells_of,
    make_problem,
    show_value,
)
from rccdesk.services.imports.reading import CodedTable
from rccdesk.services.imports.totals import combine, find_duplicates
from rccdesk.services.imports.values import clean_text, fold, read_mask
from rccdesk.services.imports.vocabulary import Vocabulary
from rccdesk.services.imports.written_dates import NO_DATE, read_date_column
from rccdesk.services.pathways.events import EventColumns
from rccdesk.texts import has_text, text

_SEXES = tuple(Sex)
_AGES = tuple(AgeGroup)
_MOST_CODES = 32_767
_MOST_SUGGESTED = 200  # distinct values that are compared with the known names

Mask = NDArray[np.bool_]
Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class EventRows:
    """What a list of events or of pathways holds: the events to keep and what was found.

    ``disputed`` are the events that are left out because they contradict others of their key.
    ``end_field`` is the field whose column the end of a pathway stands in.
    """

    events: EventColumns
    disputed: EventColumns
    problems: tuple[Problem, ...]
    rows_read: int
    columns: dict[str, int]  # field -> column (from 0)
    rows_kept: int
    end_field: str = "event_date"
    is_list: bool = False


class CaseReader:
    """Codes the columns one by one and collects what is wrong with them."""

    def __init__(self, table: CodedTable, found: Recognition, vocabulary: Vocabulary) -> None:
        """Begin with the faults of cells."""
        self.table = table
        self.rows = table.row_numbers
        self.columns = {match.field: match.index for match in found.matches}
        self.vocabulary = vocabulary
        self.bad, self.problems = find_cell_faults(table, self.columns.values(), vocabulary.fixes)

    # --------------------------------------------------------------------------- columns

    def pathways(self) -> NDArray[np.uint64]:
        """Return the keyed hashes of the pathway ids; rows without one are left out."""
        column = self.table.column(self.columns["pathway_id"])
        self.fault("missing_value", "pathway_id", column.codes == EMPTY)
        assert column.hashes is not None
        return column.hashes[column.codes]

    def dates(self, name: str, *, is_required: bool = False) -> NDArray[np.int32]:
        """Return the days of a date column, `NO_DATE` where there is none.

        Rows with a date that is hidden, impossible or not certain are left out.
        """
        index = self.columns.get(name)
        if index is None:
            return np.full(len(self.rows), NO_DATE, np.int32)
        column = self.table.column(index)
        values, codes = column.values, column.codes
        fixes = self.vocabulary.fixes
        read = read_date_column(values, codes, self.rows, index, fixes)
        if is_required:
            blank = np.array([not clean_text(value) for value in values], dtype=bool)
            self.fault("missing_value", name, blank[codes])
        if read.faults:
            is_masked = np.array([read_mask(value) is not None for value in values], dtype=bool)
            self.fault("masked_value", name, is_masked[codes])
        for fault in read.faults:
            self.fault(
                fault.code,
                name,
                fault.is_value[codes],
                sentence=fault.sentence,
                examples=fault.examples,
                proposal=fault.proposal,
            )
        taken: NDArray[np.int32] = read.days[codes]
        return taken

    def texts(
        self, name: str, translate: Callable[[object], str | None], *, is_required: bool = False
    ) -> tuple[NDArray[np.int16], tuple[str, ...]]:
        """Return codes and their texts; a value that is not translated is missing, and noted."""
        index = self.columns.get(name)
        if index is None:
            return np.full(len(self.rows), -1, dtype=np.int16), ()
        column = self.table.column(index)
        texts = [translate(value) for value in self._told(name, column.values)]
        distinct = tuple(dict.fromkeys(each for each in texts if each))
        if len(distinct) > _MOST_CODES:
            self.note(Severity.STOP, "too_many_values", name, self.rows[:1])
            distinct = distinct[:_MOST_CODES]
        places = {each: code for code, each in enumerate(distinct)}
        per_value = np.array([places.get(t, -1) if t else -1 for t in texts], np.int16)
        taken: NDArray[np.int16] = per_value[column.codes]
        if is_required:
            self.fault("missing_value", name, column.codes == EMPTY)
            self.fault("unknown_code", name, taken < 0)
        else:
            self._doubt_values(name, texts, column.values, column.codes)
        return taken, distinct

    def small(self, name: str, read: Callable[[object], int | None]) -> NDArray[np.int8]:
        """Return a column of small numbers, -1 where missing or not understood (noted)."""
        index = self.columns.get(name)
        if index is None:
            return np.full(len(self.rows), -1, dtype=np.int8)
        column = self.table.column(index)
        results = [read(value) for value in self._told(name, column.values)]
        per_value = np.array([-1 if r is None else r for r in results], dtype=np.int8)
        self._doubt_values(name, results, column.values, column.codes)
        taken: NDArray[np.int8] = per_value[column.codes]
        return taken

    def _told(self, name: str, values: Sequence[object]) -> Sequence[object]:
        """Return values with those that a user has told replaced by what they stand for."""
        aliases = self.vocabulary.fixes.aliases(name)
        return [aliases.get(fold(value), value) for value in values] if aliases else values

    def sexes(self) -> NDArray[np.int8]:
        """Return the numbers of the sexes."""
        return self.small("sex", _sex_index)

    def flags(self, name: str) -> NDArray[np.int8]:
        """Return a column of yes and no as 1 and 0."""
        return self.small(name, _flag_index)

    def ages(self) -> NDArray[np.int8]:
        """Return the numbers of the age groups, by the group or the age."""
        groups = self.small("age_group", _age_index)
        if "age" not in self.columns:
            return groups
        ages = self.small("age", _age_index)
        return np.where(groups >= 0, groups, ages)

    # ---------------------------------------------------------------------------- faults

    def fault(self, code: str, name: str, where: Mask, **more: Any) -> None:
        """Leave rows out and note their cells, unless they are out already."""
        where = where & ~self.bad
        if where.any():
            self.bad |= where
            self.note(Severity.WARNING, code, name, self.rows[where], **more)

    def doubt(self, code: str, name: str, where: Mask, **more: Any) -> None:
        """Note rows that stay in, or leave them out where the user wants that."""
        where = where & ~self.bad
        if where.any():
            if self._is_skipped(code, self.columns[name]):
                self.bad |= where
            self.note(Severity.WARNING, code, name, self.rows[where], **more)

    def _is_skipped(self, code: str, column: int, sentence: str | None = None) -> bool:
        fixes = self.vocabulary.fixes
        return fixes.skips(code, column) or bool(sentence and fixes.skips(sentence, column))

    def _doubt_values(
        self,
        name: str,
        results: Sequence[object],
        values: Sequence[object],
        codes: NDArray[np.int32],
    ) -> None:
        """Note the cells whose value is not understood; their rows stay, without the value."""
        unknown = [r is None and bool(clean_text(v)) for r, v in zip(results, values, strict=True)]
        if not any(unknown):
            return
        if not self._is_skipped("unknown_code", self.columns[name]):
            self._propose_names(name, unknown, values, codes)
        self.doubt("unknown_code", name, np.array(unknown)[codes], sentence="unknown_value")

    def _propose_names(
        self,
        name: str,
        unknown: list[bool],
        values: Sequence[object],
        codes: NDArray[np.int32],
    ) -> None:
        """Note apart, with a proposal, the values that nearly are a known name."""
        asked = [code for code, is_unknown in enumerate(unknown) if is_unknown][:_MOST_SUGGESTED]
        for code in asked:
            found = self.vocabulary.suggest(name, values[code])
            if found is None:
                continue
            unknown[code] = False
            rows = self.rows[(codes == code) & ~self.bad]
            if not len(rows):
                continue
            written, known = show_value(values[code]), found[1]
            why = text("imports.why.alias")
            self.note(
                Severity.WARNING,
                "unknown_code",
                name,
                rows,
                sentence="unknown_value",
                examples=[
                    Example(cell, written, known, why)
                    for cell in cells_of(self.columns[name], rows)
                ],
                proposal=Proposal(
                    text("imports.proposal.alias", written=written, name=known),
                    f"{name}:{clean_text(values[code])}",
                    found[0],
                ),
            )

    def note(
        self,
        severity: Severity,
        code: str,
        name: str,
        rows: Rows,
        *,
        sentence: str | None = None,
        examples: Sequence[Example] = (),
        proposal: Proposal | None = None,
    ) -> None:
        """Note a problem of some rows in the column of a field; an information if it is skipped."""
        if not len(rows):
            return
        column = self.columns[name]
        if self._is_skipped(code, column, sentence):
            severity, code, sentence, proposal = Severity.INFO, "rows_skipped", None, None
        cells = cells_of(column, rows)
        if not examples:
            examples = self._examples(column, rows, sentence or code)
        self.problems.append(
            make_problem(
                severity,
                code,
                self.table.sheet or None,
                cells,
                len(rows),
                sentence=sentence or code,
                examples=[one for one in examples if one.cell in cells],
                proposal=proposal,
                column=column_letter(column),
                header=clean_text(self.table.column(column).header),
            )
        )

    def _examples(self, column: int, rows: Rows, sentence: str) -> list[Example]:
        """Return what stands in the cells, where there is a reason to tell; never pathway ids."""
        coded, reason = self.table.column(column), f"imports.why.{sentence}"
        if coded.hashes is not None or not has_text(reason):
            return []
        places = np.searchsorted(self.rows, rows[:MAX_EXAMPLES]).tolist()
        return [
            Example(cell, show_value(coded.values[int(coded.codes[place])]), "", text(reason))
            for cell, place in zip(cells_of(column, rows), places, strict=True)
        ]

    # ------------------------------------------------------------------------ duplicates

    def collapse_duplicates(
        self,
        columns: dict[str, NDArray[Any]],
        mixed: NDArray[np.uint64],
        keys: Sequence[str],
        mode: str,
    ) -> tuple[Mask | None, NDArray[np.int64]]:
        """Return which rows to keep (None: all) and where those are that contradict others.

        ``mixed`` is 64 bits per row that are equal where the ``keys`` are; all other columns but
        the row are its content.
        """
        ordered = np.sort(mixed)
        repeated = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
        if not len(repeated):
            return None, repeated.astype(np.int64)
        some = np.flatnonzero(np.isin(mixed, repeated))
        part = {name: column[some] for name, column in columns.items()}
        key = combine((part[name] for name in keys), len(some))
        names = [name for name in columns if name not in keys and name != "row"]
        content = combine((part[name] for name in names), len(some))
        keep, repeats, conflicts = find_duplicates(key, content, mode)
        stop = Severity.STOP if mode == "stop" else Severity.WARNING
        self.note(Severity.WARNING, "duplicate_identical", "pathway_id", part["row"][repeats])
        self.note(stop, "duplicate_conflict", "pathway_id", part["row"][conflicts])
        chosen = np.ones(len(mixed), dtype=bool)
        chosen[some[~keep]] = False
        return chosen, some[conflicts]


def mix(hashes: NDArray[np.uint64], numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return 64 bits for hash and number: two pairs meet by chance once in 10^8 large files."""
    mixed: NDArray[np.uint64] = hashes ^ numbers * np.uint64(0x9E3779B97F4A7C15)
    return mixed


def _sex_index(value: object) -> int | None:
    sex = read_sex(value)
    return None if sex is None else _SEXES.index(sex)


def _flag_index(value: object) -> int | None:
    flag = read_flag(value)
    return None if flag is None else int(flag)


def _age_index(value: object) -> int | None:
    group = read_age_group(value)
    return None if group is None else _AGES.index(group)
