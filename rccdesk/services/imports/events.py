"""From the coded columns of an event list to `EventColumns`.

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
from rccdesk.services.imports.codes import read_age_group, read_flag, read_sex, read_variant
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.layouts import Recognition
from rccdesk.services.imports.problems import Problem, cells_of, make_problem
from rccdesk.services.imports.reading import CodedTable
from rccdesk.services.imports.totals import combine, find_duplicates
from rccdesk.services.imports.values import clean_text, read_date
from rccdesk.services.imports.vocabulary import Vocabulary
from rccdesk.services.pathways.events import EventColumns

_NO_DATE = -(2**31)
_SEXES = tuple(Sex)
_AGES = tuple(AgeGroup)
_MOST_CODES = 32_767

Mask = NDArray[np.bool_]
Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class EventRows:
    """What an event list holds: the events to keep and what was found.

    ``disputed`` are the events that are left out because they contradict others of their key.
    """

    events: EventColumns
    disputed: EventColumns
    problems: tuple[Problem, ...]
    rows_read: int
    columns: dict[str, int]  # field -> column (from 0)


def read_events(
    table: CodedTable, found: Recognition, vocabulary: Vocabulary, *, duplicates: str = "skip"
) -> EventRows:
    """Return the events of a table; problems carry the cells of what was left out or doubted."""
    return _EventReader(table, found, vocabulary).read(duplicates)


class _EventReader:
    """Codes the columns one by one and collects what is wrong with them."""

    def __init__(self, table: CodedTable, found: Recognition, vocabulary: Vocabulary) -> None:
        self._table = table
        self._rows = table.row_numbers
        self._columns = {match.field: match.index for match in found.matches}
        self._vocabulary = vocabulary
        self._bad, self._problems = find_cell_faults(table, self._columns.values())

    def read(self, duplicates: str) -> EventRows:
        words = self._vocabulary
        pathway = self._pathways()
        date = self._required("event_date", read_date, "bad_date", np.int32, _NO_DATE)
        kva, kva_codes = self._texts("kva_code", words.kva, is_required=True)
        unit, units = self._texts("unit", words.care_unit)
        region, regions = self._texts("region", words.region)
        home_region, home_regions = self._texts("home_region", words.region)
        columns: dict[str, NDArray[Any]] = {
            "pathway": pathway,
            "kva": kva,
            "date": date,
            "unit": unit,
            "region": region,
            "home_region": home_region,
            "sex": self._small("sex", _sex_index),
            "age_group": self._ages(),
            "recurrence": self._small("recurrence", _flag_index),
            "variant": self._small("variant", read_variant),
            "row": self._rows,
        }
        if self._bad.any():
            keep = ~self._bad
            columns = {name: column[keep] for name, column in columns.items()}
        kept, disputed = self._collapse_duplicates(columns, duplicates)
        events = EventColumns(
            **columns,
            kva_codes=kva_codes,
            units=units,
            regions=regions,
            home_regions=home_regions,
        )
        return EventRows(
            events if kept is None else events.take(kept),
            events.take(disputed),
            tuple(self._problems),
            len(self._rows),
            self._columns,
        )

    # --------------------------------------------------------------------------- columns

    def _pathways(self) -> NDArray[np.uint64]:
        column = self._table.column(self._columns["pathway_id"])
        self._fault("missing_value", "pathway_id", column.codes == EMPTY)
        assert column.hashes is not None
        return column.hashes[column.codes]

    def _required(
        self,
        name: str,
        read: Callable[[object], int | None],
        code: str,
        dtype: type[np.integer[Any]],
        missing: int,
    ) -> NDArray[Any]:
        """Return a required column; rows without a value that can be read are left out."""
        column = self._table.column(self._columns[name])
        results = [read(value) for value in column.values]
        per_value = np.array([missing if r is None else r for r in results], dtype)
        taken: NDArray[Any] = per_value[column.codes]
        self._fault("missing_value", name, column.codes == EMPTY)
        self._fault(code, name, taken == missing)
        return taken

    def _texts(
        self, name: str, translate: Callable[[object], str | None], *, is_required: bool = False
    ) -> tuple[NDArray[np.int16], tuple[str, ...]]:
        """Return codes and their texts; a value that is not translated is missing, and noted."""
        index = self._columns.get(name)
        if index is None:
            return np.full(len(self._rows), -1, dtype=np.int16), ()
        column = self._table.column(index)
        texts = [translate(value) for value in column.values]
        distinct = tuple(dict.fromkeys(text for text in texts if text))
        if len(distinct) > _MOST_CODES:
            self._note(Severity.STOP, "too_many_values", name, self._rows[:1])
            distinct = distinct[:_MOST_CODES]
        places = {text: code for code, text in enumerate(distinct)}
        per_value = np.array([places.get(t, -1) if t else -1 for t in texts], np.int16)
        taken: NDArray[np.int16] = per_value[column.codes]
        if is_required:
            self._fault("missing_value", name, column.codes == EMPTY)
            self._fault("unknown_code", name, taken < 0)
        else:
            self._doubt(name, texts, column.values, column.codes)
        return taken, distinct

    def _small(self, name: str, read: Callable[[object], int | None]) -> NDArray[np.int8]:
        """Return a column of small numbers, -1 where missing or not understood (noted)."""
        index = self._columns.get(name)
        if index is None:
            return np.full(len(self._rows), -1, dtype=np.int8)
        column = self._table.column(index)
        results = [read(value) for value in column.values]
        per_value = np.array([-1 if r is None else r for r in results], dtype=np.int8)
        self._doubt(name, results, column.values, column.codes)
        taken: NDArray[np.int8] = per_value[column.codes]
        return taken

    def _ages(self) -> NDArray[np.int8]:
        groups = self._small("age_group", _age_index)
        if "age" not in self._columns:
            return groups
        ages = self._small("age", _age_index)
        return np.where(groups >= 0, groups, ages)

    # ---------------------------------------------------------------------------- faults

    def _fault(self, code: str, name: str, where: Mask) -> None:
        """Leave rows out and note their cells, unless they are out already."""
        where = where & ~self._bad
        if where.any():
            self._bad |= where
            self._note(Severity.WARNING, code, name, self._rows[where])

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
            where = np.array(unknown)[codes] & ~self._bad
            self._note(Severity.WARNING, "unknown_value", name, self._rows[where])

    def _note(self, severity: Severity, code: str, name: str, rows: Rows) -> None:
        if not len(rows):
            return
        column = self._columns[name]
        kept = code == "unknown_value"
        self._problems.append(
            make_problem(
                severity,
                "unknown_code" if kept else code,
                self._table.sheet or None,
                cells_of(column, rows),
                len(rows),
                sentence=code,
                column=column_letter(column),
                header=clean_text(self._table.column(column).header),
            )
        )

    # ------------------------------------------------------------------------ duplicates

    def _collapse_duplicates(
        self, columns: dict[str, NDArray[Any]], mode: str
    ) -> tuple[Mask | None, NDArray[np.int64]]:
        """Return which rows to keep (None: all) and where those are that contradict others."""
        # A mixed 64-bit key: two different keys meet by chance once in 10^8 files of this size.
        mixed = columns["pathway"] ^ (
            (columns["kva"].astype(np.uint64) << np.uint64(32))
            + columns["date"].astype(np.uint32).astype(np.uint64)
        ) * np.uint64(0x9E3779B97F4A7C15)
        ordered = np.sort(mixed)
        repeated = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
        if not len(repeated):
            return None, repeated.astype(np.int64)
        some = np.flatnonzero(np.isin(mixed, repeated))
        part = {name: column[some] for name, column in columns.items()}
        key = combine((part["pathway"], part["kva"], part["date"]), len(some))
        names = ("unit", "region", "home_region", "sex", "age_group", "recurrence", "variant")
        content = combine((part[name] for name in names), len(some))
        keep, repeats, conflicts = find_duplicates(key, content, mode)
        stop = Severity.STOP if mode == "stop" else Severity.WARNING
        self._note(Severity.WARNING, "duplicate_identical", "pathway_id", part["row"][repeats])
        self._note(stop, "duplicate_conflict", "pathway_id", part["row"][conflicts])
        chosen = np.ones(len(mixed), dtype=bool)
        chosen[some[~keep]] = False
        return chosen, some[conflicts]


def _sex_index(value: object) -> int | None:
    sex = read_sex(value)
    return None if sex is None else _SEXES.index(sex)


def _flag_index(value: object) -> int | None:
    flag = read_flag(value)
    return None if flag is None else int(flag)


def _age_index(value: object) -> int | None:
    group = read_age_group(value)
    return None if group is None else _AGES.index(group)
