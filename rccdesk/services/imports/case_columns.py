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
from rccdesk.services.imports.problems import Problem, cells_of, make_problem
from rccdesk.services.imports.reading import CodedTable
from rccdesk.services.imports.totals import combine, find_duplicates
from rccdesk.services.imports.values import clean_text
from rccdesk.services.imports.vocabulary import Vocabulary
from rccdesk.services.pathways.events import EventColumns

NO_DATE = -(2**31)
_SEXES = tuple(Sex)
_AGES = tuple(AgeGroup)
_MOST_CODES = 32_767

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
        self.bad, self.problems = find_cell_faults(table, self.columns.values())

    # --------------------------------------------------------------------------- columns

    def pathways(self) -> NDArray[np.uint64]:
        """Return the keyed hashes of the pathway ids; rows without one are left out."""
        column = self.table.column(self.columns["pathway_id"])
        self.fault("missing_value", "pathway_id", column.codes == EMPTY)
        assert column.hashes is not None
        return column.hashes[column.codes]

    def required(
        self,
        name: str,
        read: Callable[[object], int | None],
        code: str,
        dtype: type[np.integer[Any]],
        missing: int,
    ) -> NDArray[Any]:
        """Return a required column; rows without a value that can be read are left out."""
        column = self.table.column(self.columns[name])
        results = [read(value) for value in column.values]
        per_value = np.array([missing if r is None else r for r in results], dtype)
        taken: NDArray[Any] = per_value[column.codes]
        self.fault("missing_value", name, column.codes == EMPTY)
        self.fault(code, name, taken == missing)
        return taken

    def texts(
        self, name: str, translate: Callable[[object], str | None], *, is_required: bool = False
    ) -> tuple[NDArray[np.int16], tuple[str, ...]]:
        """Return codes and their texts; a value that is not translated is missing, and noted."""
        index = self.columns.get(name)
        if index is None:
            return np.full(len(self.rows), -1, dtype=np.int16), ()
        column = self.table.column(index)
        texts = [translate(value) for value in column.values]
        distinct = tuple(dict.fromkeys(text for text in texts if text))
        if len(distinct) > _MOST_CODES:
            self.note(Severity.STOP, "too_many_values", name, self.rows[:1])
            distinct = distinct[:_MOST_CODES]
        places = {text: code for code, text in enumerate(distinct)}
        per_value = np.array([places.get(t, -1) if t else -1 for t in texts], np.int16)
        taken: NDArray[np.int16] = per_value[column.codes]
        if is_required:
            self.fault("missing_value", name, column.codes == EMPTY)
            self.fault("unknown_code", name, taken < 0)
        else:
            self._doubt(name, texts, column.values, column.codes)
        return taken, distinct

    def small(self, name: str, read: Callable[[object], int | None]) -> NDArray[np.int8]:
        """Return a column of small numbers, -1 where missing or not understood (noted)."""
        index = self.columns.get(name)
        if index is None:
            return np.full(len(self.rows), -1, dtype=np.int8)
        column = self.table.column(index)
        results = [read(value) for value in column.values]
        per_value = np.array([-1 if r is None else r for r in results], dtype=np.int8)
        self._doubt(name, results, column.values, column.codes)
        taken: NDArray[np.int8] = per_value[column.codes]
        return taken

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

    def fault(self, code: str, name: str, where: Mask) -> None:
        """Leave rows out and note their cells, unless they are out already."""
        where = where & ~self.bad
        if where.any():
            self.bad |= where
            self.note(Severity.WARNING, code, name, self.rows[where])

    def _doubt(
        self,
        name: str,
        results: Sequence[object],
        values: Sequence[object],
        codes: NDArray[np.int32],
    ) -> None:
        """Note the cells whose value is not understood; their rows stay, without the value."""
        unknown = [r is None and bool(clean_text(v)) for r, v in zip(results, values, strict=True)]
        if any(unknown):
            where = np.array(unknown)[codes] & ~self.bad
            self.note(
                Severity.WARNING, "unknown_code", name, self.rows[where], sentence="unknown_value"
            )

    def note(
        self, severity: Severity, code: str, name: str, rows: Rows, *, sentence: str | None = None
    ) -> None:
        """Note a problem of some rows in the column of a field."""
        if not len(rows):
            return
        column = self.columns[name]
        self.problems.append(
            make_problem(
                severity,
                code,
                self.table.sheet or None,
                cells_of(column, rows),
                len(rows),
                sentence=sentence or code,
                column=column_letter(column),
                header=clean_text(self.table.column(column).header),
            )
        )

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
