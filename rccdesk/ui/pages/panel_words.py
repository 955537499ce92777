"""What a right panel says of a figure, in words: read in the worker, shown by `side_panel`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.services import doubt_listing, doubt_words, imports
from rccdesk.services.charts import figures, sentences
from rccdesk.texts import has_text, text
from rccdesk.ui.pages.side_panel import PanelFigure

if TYPE_CHECKING:
    import datetime as dt

    from rccdesk.services.database import Database
    from rccdesk.services.doubt_listing import FigureDoubts
    from rccdesk.services.publishing import PublishableRow, PublishableTable
    from rccdesk.services.since_last import Query

_MOST_FILES = 3  # named in the panel; "Visa källan…" has them all


@dataclass(frozen=True, slots=True)
class FigureNotes:
    """Where the figure of a panel comes from, and what is odd in it.

    ``source`` are pairs of file, sheet, cell or extract and its words. ``codes`` are the doubts
    that the computation of the figure found, ``doubts`` those that rules found in its cells.
    """

    query: Query
    table: PublishableTable
    row: PublishableRow
    source: tuple[tuple[str, str], ...]
    codes: tuple[str, ...]
    doubts: FigureDoubts


def make_figure(
    row: PublishableRow,
    table: PublishableTable,
    day: dt.date | None,
    floor: int,
    *,
    title: str,
    subtitle: str,
) -> PanelFigure:
    """Return a figure against the levels of ``day``; under ``floor`` cases it is hidden."""
    column = figures.column_for(table, (row,))
    levels = figures.valid_levels(table, day)
    main = figures.main_level(levels, table.direction)
    status = figures.status_of(row, table, levels)
    if row.value is None:
        lines = [figures.hidden_text(row, table)]
        if row.hidden:
            lines.append(text("figures.insufficient", count=floor))
    else:
        lines = [sentences.distance_sentence(row, table, levels, column), _interval(row, column)]
        if figures.covers(row, main) and not row.preliminary:
            lines.append(text("charts.sentence.covers"))
        lines += [sentences.more_sentence(row, table, main), _days(row)]
    return PanelFigure(
        title=title,
        subtitle=subtitle,
        value=figures.value_text(row, column),
        count="" if row.hidden else figures.count_text(row),
        status=status,
        status_words=sentences.status_words(status, table),
        lines=tuple(line for line in lines if line),
    )


def make_notes(
    database: Database, query: Query, table: PublishableTable, row: PublishableRow
) -> FigureNotes:
    """Return what stands under the figure ``row`` of ``table``, which answers ``query``."""
    return FigureNotes(
        query,
        table,
        row,
        source=_source(database, table, row),
        codes=_computed(row),
        doubts=doubt_listing.list_doubts_of_figure(database, table, row),
    )


def doubt_sentences(row: PublishableRow) -> tuple[str, ...]:
    """Return what is odd in a figure, in few words: by its computation, then by rules."""
    rules = (code for code in row.doubts if code in doubt_words.RULES)
    return (*_computed(row), *(doubt_words.title(rule) for rule in rules))


def _computed(row: PublishableRow) -> tuple[str, ...]:
    """Return what the computation of a figure found odd; rules have cards of their own."""
    codes = [code for code in row.doubts if code not in doubt_words.RULES]
    return tuple(
        text(f"figures.doubt.{code}") if has_text(f"figures.doubt.{code}") else code
        for code in codes
    )


def _interval(row: PublishableRow, column: figures.Column) -> str:
    if not figures.has_interval(row):
        return ""
    return f"{text('figures.interval', interval=column.interval(row.ci_low, row.ci_high))}."


def _days(row: PublishableRow) -> str:
    if row.median_days is None or row.p80_days is None:
        return ""
    return text(
        "figures.days", median=formats.number(row.median_days), p80=formats.number(row.p80_days)
    )


def _files(names: tuple[str, ...]) -> str:
    left = len(names) - _MOST_FILES
    more = (text("figures.more_files", count=left),) if left > 0 else ()
    return "\n".join((*names[:_MOST_FILES], *more))


def _source(
    database: Database, table: PublishableTable, row: PublishableRow
) -> tuple[tuple[str, str], ...]:
    """Return (key, words): the files, the sheet and cell or that it is a sum, the extract date.

    A hidden figure is said to come from its files only.
    """
    batches = {batch.batch_id: batch for batch in imports.list_batches(database)}
    found: list[tuple[str, str]] = []
    if row.source is not None and row.source.batch_id in batches:
        batch = batches[row.source.batch_id]
        by_hand = text("typing_in.by_hand", source=batch.source)
        found.append(("file", batch.file_name or by_hand))
        found.append(("sheet", row.source.sheet))
        found.append(("cell", row.source.cell))
    else:
        used = [batches[one] for one in table.batch_ids if one in batches]
        names = [batch.file_name or text("typing_in.name") for batch in used]
        found.append(("file", _files(tuple(dict.fromkeys(names))) or table.source))
        if not row.hidden:
            found.append(("cell", text("figures.sum_of_cells")))
    if table.extract_date is not None:
        found.append(("extract", formats.iso_date(table.extract_date)))
    return tuple((key, words) for key, words in found if words)
