"""From the coded columns of an aggregated table to figures: scale, masks, duplicates, totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from rccdesk.enums import Severity
from rccdesk.periods import Period
from rccdesk.services.imports.cell_faults import find_cell_faults
from rccdesk.services.imports.codes import is_total_word
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.dimensions import INSUFFICIENT, Dimension, Dimensions
from rccdesk.services.imports.figures import (
    DIMENSIONS,
    FIGURES,
    Figures,
    Ints,
    Mask,
    Numbers,
    judge_style,
)
from rccdesk.services.imports.layouts import Recognition
from rccdesk.services.imports.problems import Problem, Proposal
from rccdesk.services.imports.reading import CodedTable
from rccdesk.services.imports.shares import scale_shares
from rccdesk.services.imports.spelled_periods import read_period
from rccdesk.services.imports.table_problems import TableProblems, find_notes
from rccdesk.services.imports.totals import Disputes, collapse_duplicates, mark_totals
from rccdesk.services.imports.values import read_number, read_qualified
from rccdesk.services.imports.vocabulary import Vocabulary
from rccdesk.texts import text

_LARGEST = 2.0**53  # above it whole numbers are not exact, and nothing is counted
_Skip = Callable[[str, int | Ints, Mask], bool]


@dataclass(frozen=True, slots=True)
class AggregatedRows:
    """What an aggregated table holds: the figures to keep and what was found.

    ``disputed`` are the keys of rows that contradict each other, and ``disputes`` where these
    are. ``incomplete`` are the periods of which rows were left out.
    """

    figures: Figures
    problems: tuple[Problem, ...]
    rows_read: int
    first: Period | None
    last: Period | None
    unit_names: dict[str, str]
    disputed: frozenset[tuple[str, ...]]
    disputes: Disputes = field(default_factory=dict)
    incomplete: frozenset[str] = frozenset()


def read_aggregated(
    table: CodedTable,
    found: Recognition,
    vocabulary: Vocabulary,
    *,
    is_proportion: bool = True,
    duplicates: str = "skip",
) -> AggregatedRows:
    """Return the figures of a table; problems carry the cells of what was left out or doubted."""
    reader = _Reader(table, found, vocabulary, is_proportion)
    figures, problems = reader.figures, reader.problems
    disputes = collapse_duplicates(figures, problems.warn, duplicates)
    mark_totals(figures, problems.warn)
    keys = [figures.words["period"][code] for code in np.unique(figures.codes["period"]).tolist()]
    spans = [period for key in keys if (period := read_period(key)) is not None]
    reader.tell_mixed_periods(spans)
    return AggregatedRows(
        figures,
        tuple(problems.found),
        len(table.row_numbers),
        min(spans, key=lambda p: p.first, default=None),
        max(spans, key=lambda p: p.last, default=None),
        reader.dimensions.unit_names(),
        frozenset(disputes),
        disputes,
        reader.incomplete,
    )


class _Reader:
    """Turns the columns into figures and collects what is wrong with them."""

    def __init__(
        self, table: CodedTable, found: Recognition, vocabulary: Vocabulary, is_proportion: bool
    ) -> None:
        self._table = table
        self._columns = {match.field: match.index for match in found.matches}
        self._fixes = vocabulary.fixes
        used = {*self._columns.values(), *found.wide_columns}
        self._faulty_rows, problems = find_cell_faults(table, used, self._fixes)
        self.problems = TableProblems(table, problems, self._fixes)
        self.dimensions = Dimensions(table, found, vocabulary)
        by_row = {
            name: self.dimensions.read(name) for name in DIMENSIONS if name not in found.wide_fields
        }
        if found.wide_cells:
            self.figures = self._read_wide(found, by_row)
        else:
            self.figures = self._read_long(by_row)
        self.figures.is_total |= self.dimensions.upper_levels()[self.figures.position]
        self._drop_faults(found, by_row, is_proportion)

    # --------------------------------------------------------------------------- numbers

    def _read_long(self, by_row: dict[str, Dimension]) -> Figures:
        count = len(self._table.row_numbers)
        values = {name: self._numbers(name, count) for name in FIGURES}
        return self._assemble(by_row, values, np.arange(count))

    def _numbers(self, name: str, count: int) -> Numbers:
        index = self._columns.get(name)
        return Numbers.absent(count) if index is None else self._read_columns(name, [index])[index]

    def _read_columns(self, name: str, indexes: list[int]) -> dict[int, Numbers]:
        """Return the columns that hold one figure; one style is decided for them together."""
        columns = [self._table.column(index) for index in indexes]
        values = [value for column in columns for value in column.values]
        whole = name != "value"
        style = judge_style(values, whole=whole, columns=indexes, fixes=self._fixes)
        return {
            column.index: Numbers.read(
                column.values, column.codes, column=column.index, fixes=self._fixes, style=style
            )
            for column in columns
        }

    def _read_wide(self, found: Recognition, by_row: dict[str, Dimension]) -> Figures:
        """Return the figures of a table whose headings say what they are about.

        Each set of headings is one block of the long table.
        """
        by_figure: dict[str, list[int]] = {}
        for cell in found.wide_cells:
            by_figure.setdefault(cell.figure, []).append(cell.index)
        columns: dict[int, Numbers] = {}
        for name, indexes in by_figure.items():
            columns |= self._read_columns(name, indexes)
        # The same heading twice is two blocks: their rows are duplicates, which are looked for.
        blocks: dict[tuple[tuple[tuple[str, object], ...], int], dict[str, Numbers]] = {}
        seen: Counter[tuple[object, str]] = Counter()
        for cell in found.wide_cells:
            numbers = columns[cell.index]
            block = (cell.dims, seen[cell.dims, cell.figure])
            seen[cell.dims, cell.figure] += 1
            if (~np.isnan(numbers.number)).any() or numbers.mask_codes or numbers.is_bad.any():
                blocks.setdefault(block, {})[cell.figure] = numbers
        rows = [
            np.flatnonzero(np.any([n.is_filled for n in block.values()], axis=0))
            for block in blocks.values()
        ]
        position = np.concatenate([*rows, np.empty(0, dtype=np.int64)]).astype(np.int64)
        sizes = [len(part) for part in rows]
        long = {
            name: Dimension(
                one.words, one.codes[position], one.is_bad[position], one.is_empty[position]
            )
            for name, one in by_row.items()
        }
        for name in found.wide_fields:
            cells = [dict(dims).get(name) for dims, _ in blocks]
            block_of_row = np.repeat(np.arange(len(blocks)), sizes)
            long[name] = self.dimensions.of_headings(name, cells, block_of_row)
        by_row.clear()
        by_row.update(long)
        count = len(self._table.row_numbers)
        values = {
            name: Numbers.join(
                [
                    (block.get(name) or Numbers.absent(count), part)
                    for block, part in zip(blocks.values(), rows, strict=True)
                ]
            )
            if name in by_figure
            else Numbers.absent(len(position))
            for name in FIGURES
        }
        return self._assemble(long, values, position)

    def _assemble(
        self, dims: dict[str, Dimension], values: dict[str, Numbers], position: Ints
    ) -> Figures:
        mask_codes = list(dict.fromkeys(c for v in values.values() for c in v.mask_codes))
        masked = np.full(len(position), -1, dtype=np.int64)
        for name in ("denominator", "numerator", "value"):  # the last one tells most
            own = values[name]
            places = np.array([mask_codes.index(c) for c in own.mask_codes] + [-1], dtype=np.int64)
            masked = np.where(own.masked >= 0, places[own.masked], masked)
        nothing = np.all([np.isnan(values[name].number) for name in FIGURES], axis=0)
        hidden = self.dimensions.is_insufficient[position] & nothing & (masked < 0)
        if hidden.any():
            masked = np.where(hidden, len(mask_codes), masked)
            mask_codes.append(INSUFFICIENT)
        shown = values["value"] if values["value"].is_there else values["numerator"]
        self._values = values
        column, is_filled = shown.column, shown.is_filled
        for other in (values["numerator"], values["denominator"]):  # the first that says anything
            column = np.where(~is_filled & (other.is_filled | (column < 0)), other.column, column)
            is_filled = is_filled | other.is_filled
        return Figures(
            {name: dim.words for name, dim in dims.items()},
            {name: dim.codes for name, dim in dims.items()},
            {name: values[name].number for name in FIGURES},
            masked,
            mask_codes,
            position,
            self._table.row_numbers[position].astype(np.int64),
            column,
        )

    # ---------------------------------------------------------------------------- faults

    def _drop_faults(
        self, found: Recognition, dims: dict[str, Dimension], is_proportion: bool
    ) -> None:
        f, warn = self.figures, self.problems.warn
        faulty = self._faulty_rows[f.position]
        numbers = [self._values[name] for name in FIGURES if self._values[name].is_there]

        def fault(code: str, column: int | Ints, where: Mask, **more: Any) -> None:
            where = where & ~faulty
            place = column if isinstance(column, int) else column[where]
            warn(code, place, f.row[where], **more)
            np.logical_or(faulty, where, out=faulty)

        def skipped(code: str, column: int | Ints, where: Mask) -> bool:
            """Leave rows out that are in otherwise, if the user wants that."""
            place = column if isinstance(column, int) else column[where]
            is_skipped = self.problems.skips(code, place)
            if is_skipped:
                fault(code, column, where)
            return is_skipped

        for name, key in found.constants:
            self.problems.say(f"{name}_from_title", len(f), period=key)
        if not found.wide_cells:
            notes = find_notes(self._table, self._columns, numbers)
            notes &= ~self.dimensions.is_insufficient
            fault("notes_in_table", min(self._columns.values()), notes, severity=Severity.INFO)
        for name in ("period", "unit"):
            if name in self._columns:
                index, dim = self._columns[name], dims[name]
                empty = dim.is_empty & ~dim.is_bad
                fault("missing_value", index, empty, proposal=self._fill_down(index))
        if "period" in self._columns:
            fault("bad_date", self._columns["period"], dims["period"].is_bad)
        for name in ("sex", "age_group"):
            if name in self._columns:
                fault("unknown_code", self._columns[name], dims[name].is_bad)
        for name in ("unit", "home_unit"):
            self._tell_similar(name, faulty, skipped)
        for name in FIGURES:
            own = self._values[name]
            if not own.is_there:
                continue
            fault("bad_number", own.column, own.is_bad | (own.number < 0) | (own.number > _LARGEST))
            if name != "value":
                is_whole = np.isnan(own.number) | (own.number == np.floor(own.number))
                fault("not_whole_number", own.column, ~is_whole)
            self._tell_style(own, faulty, skipped)
            self._tell_qualified(own, faulty, skipped)
        numerator, denominator = f.figures["numerator"], f.figures["denominator"]
        where = self._columns.get("numerator", f.column)
        fault("numerator_over_denominator", where, numerator > denominator)
        if is_proportion and self._values["value"].is_there:
            scale_shares(
                f, self._values["value"], faulty, self.problems, self._fixes, fault, skipped
            )
        self._tell_masked(faulty, numbers, skipped)
        lost = np.unique(f.codes["period"][faulty]).tolist()
        self.incomplete = frozenset(f.words["period"][code] for code in lost)
        f.keep(~faulty)

    def _fill_down(self, index: int) -> Proposal:
        words = text("imports.proposal.fill_down")
        return Proposal(words, f"missing_value:{column_letter(index)}", "fill_down")

    def _tell_similar(self, name: str, faulty: Mask, skipped: _Skip) -> None:
        """Tell of names that nearly are those of known places; they are never taken for them."""
        for value, code, known in self.dimensions.suggest(name):
            index = self._columns[name]
            column = self._table.column(index)
            codes = [c for c, v in enumerate(column.values) if v == value]
            where = np.isin(column.codes[self.figures.position], codes) & ~faulty
            if not where.any() or is_total_word(value, of_places=True):
                continue
            if skipped("unknown_code", index, where):
                continue
            self.problems.warn(
                "unknown_code",
                index,
                self.figures.row[where],
                sentence="similar_name",
                reading=partial(_say, known),
                why="alias",
                proposal=Proposal(
                    text("imports.proposal.alias", written=value, name=known),
                    f"{name}:{value}",
                    code,
                ),
            )

    def _tell_style(self, own: Numbers, faulty: Mask, skipped: _Skip) -> None:
        """Tell of numbers like 1.234 whose sign no other value of the column explains."""
        for index, style in own.styles:
            if not style.is_ambiguous:
                continue
            column = self._table.column(index)
            marked = [
                isinstance(v, str) and any(s in v for s in ".,") and read_number(v) is not None
                for v in column.values
            ]
            in_column = own.column == index
            codes = column.codes[self.figures.position]
            where = in_column & np.array(marked, dtype=bool)[codes] & ~faulty
            if not where.any() or skipped("ambiguous_number", index, where):
                continue
            first = column.values[int(codes[np.flatnonzero(where)[0]])]
            sign = "comma" if "," in str(first) else "point"
            other = {"comma": "point", "point": "comma"}[sign]
            is_thousands = bool(style.drop)
            self.problems.warn(
                "ambiguous_number",
                index,
                self.figures.row[where],
                reading=partial(_say_number, style.reader()),
                said=text(f"imports.proposal.decimal_{'thousands' if is_thousands else sign}"),
                proposal=Proposal(
                    text(
                        "imports.proposal.decimal",
                        value=text(
                            f"imports.proposal.decimal_{sign if is_thousands else 'thousands'}"
                        ),
                    ),
                    f"decimal:{column_letter(index)}",
                    sign if is_thousands else other,
                ),
            )

    def _tell_masked(self, faulty: Mask, numbers: list[Numbers], skipped: _Skip) -> None:
        f = self.figures
        where = (f.masked >= 0) & ~faulty
        where &= ~np.any([own.is_qualified for own in numbers], axis=0) if numbers else True
        if not skipped("masked_value", f.column, where):
            self.problems.warn("masked_value", f.column[where], f.row[where])

    def _tell_qualified(self, own: Numbers, faulty: Mask, skipped: _Skip) -> None:
        where = own.is_qualified & ~faulty
        for index in np.unique(own.column[where]).tolist():
            here = where & (own.column == index)
            if skipped("qualified_value", index, here):
                continue
            self.problems.warn(
                "qualified_value",
                index,
                self.figures.row[here],
                reading=partial(_say_number, read_qualified),
                proposal=Proposal(
                    text("imports.proposal.qualified_value"),
                    f"qualified_value:{column_letter(index)}",
                    "number",
                ),
            )

    def tell_mixed_periods(self, spans: list[Period]) -> None:
        """Tell of periods of different lengths, where the same days stand in two of them."""
        kinds = {_kind(period): period for period in spans}
        if len(kinds) < 2:
            return
        ordered = sorted(spans, key=lambda p: (p.first, p.last))
        overlap = any(a.last >= b.first for a, b in pairwise(ordered))
        if overlap:
            shown = ", ".join(sorted(period.key for period in kinds.values()))
            f = self.figures
            self.problems.warn(
                "mixed_periods", f.column[:1], f.row[:1], severity=Severity.INFO, kinds=shown
            )


def _say(known: str, _value: object) -> str:
    return known


def _say_number(read: Callable[[object], float | None], value: object) -> str:
    number = read(value)
    return "" if number is None else f"{number:g}".replace(".", ",")


def _kind(period: Period) -> int:
    return (period.last - period.first).days // 8  # months of 28 and of 31 days are alike
