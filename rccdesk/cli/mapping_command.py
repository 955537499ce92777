"""The 75 % mapping: long waits per region and diagnosis."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rccdesk.cli import shapes, tables
from rccdesk.cli.opening import OpenStore, store_path
from rccdesk.cli.output import UsageError, output_table
from rccdesk.cli.streams import say
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.mapping75 import MappingRow, MappingTable


def add_arguments(
    parser: argparse.ArgumentParser,
    names: Callable[[str], Any],
    period: Callable[[str], str],
    formats: tuple[str, ...],
) -> None:
    """Add the arguments of ``mapping75``; ``names`` and ``period`` read a list and a period."""
    parser.add_argument("--region", type=names, default=(), metavar="CODE,…")
    parser.add_argument("--svf", type=names, default=(), metavar="PREFIX,…")
    parser.add_argument("--period", type=period, metavar="P")
    parser.add_argument("--format", choices=formats)
    parser.add_argument("--out", type=Path, metavar="FILE")


def mapping75(options: argparse.Namespace, as_json: bool) -> int:
    """Print the mapping, or write it to a file."""
    from rccdesk.services import mapping75 as service
    from rccdesk.services.labels import get_labels

    form = "json" if as_json else options.format
    if form == "xlsx" and options.out is None:
        raise UsageError(text("cli.value.out_required"))
    query = service.MappingQuery(options.region, options.svf, options.period)
    with OpenStore(store_path(options), reading=True) as database:
        table = service.get_mapping(database, query)
        labels = get_labels(database)
    if form == "xlsx":
        from rccdesk.files import write_atomic

        write_atomic(options.out, service.workbook_bytes(table, labels))
        say(text("cli.written", path=options.out), file=sys.stderr)
        return 0
    if form is None and options.out is None:
        _print(table)
        return 0
    shape = _shape(table)
    if form != "json":
        shape = {"rows": [_flat(row) for row in shape["rows"]]}
    return output_table(shape, options, as_json=as_json)


def _shape(table: MappingTable) -> shapes.Shape:
    return {"period": table.period, "rows": [_row(row) for row in table.rows]}


def _row(row: MappingRow) -> shapes.Shape:
    return {
        "region": row.region,
        "svf": row.svf,
        "denominator": row.denominator,
        "over_75_percent_count": row.over_75_percent_count,
        "proportion": row.proportion,
        "limit_days": row.limit_days,
        "causes": dict(row.causes),
        "hidden": row.hidden is not None,
    }


def _flat(row: shapes.Shape) -> shapes.Shape:
    """Return a row with its causes in one cell: the classes differ from row to row."""
    causes = [f"{key}={count}" for key, count in row["causes"].items()]
    return {**row, "causes": " ".join(causes) or None}


def _print(table: MappingTable) -> None:
    from rccdesk.services.mapping75 import words

    if table.period is not None:
        say(
            text(
                "mapping75.cli.heading",
                name=text("mapping75.name"),
                period=words.period_words(table),
                rule=text("mapping75.rule"),
            )
        )
    if table.has_unconfirmed:
        say(text("mapping75.unconfirmed"))
    tables.print_rows([_flat(_row(row)) for row in table.rows], empty=text("cli.no_rows"))
