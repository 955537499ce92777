"""Where a figure comes from, and what it was before its newest extract."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from rccdesk.cli import shapes, tables
from rccdesk.cli.opening import OpenStore, store_path
from rccdesk.cli.output import json_value, print_json
from rccdesk.cli.streams import say
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.provenance import Provenance, SourceFile
    from rccdesk.services.publishing import PublishableTable
    from rccdesk.services.since_last import Query

_COLUMNS = ("file", "sheet", "cells", "extract", "imported", "by")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``origin``."""
    parser.add_argument("value_key", metavar="VALUE_KEY", help=text("provenance.help.value_key"))
    parser.add_argument("--format", choices=("json",))


def origin(options: argparse.Namespace, as_json: bool) -> int:
    """Print the sources of the figure that a value key names."""
    from rccdesk.services import provenance, provenance_words
    from rccdesk.services.figure_keys import find_figure

    with OpenStore(store_path(options), reading=True) as database:
        figure = find_figure(database, options.value_key)
        found = provenance.get_provenance(database, figure.table, figure.row)
    if as_json:
        print_json({"value_key": options.value_key, **_shape(found)})
        return 0
    say(f"{found.measure}: {found.figure}")
    say(provenance_words.provenance_sentence(found))
    titles = [text(f"provenance.title.{name}") for name in _COLUMNS]
    rows: list[shapes.Shape] = [
        dict(zip(titles, provenance_words.source_cells(source), strict=True))
        | {"SHA-256": source.sha256 or None}
        for source in found.sources
    ]
    tables.print_rows(rows, empty="")
    return 0


def _shape(found: Provenance) -> shapes.Shape:
    return {
        "is_sum": found.is_sum,
        "hidden": found.is_hidden,
        "cell_count": found.cell_count,
        "extract_date": json_value(found.extract_date),
        "sources": [_source(source) for source in found.sources],
    }


def _source(source: SourceFile) -> shapes.Shape:
    return {
        "batch_id": source.batch_id,
        "kind": source.kind,
        "file_name": source.file_name,
        "file_sha256": source.sha256,
        "sheet": source.sheet,
        "header_row": source.header_row,
        "cells": list(source.cells),
        "cell_count": source.cell_count,
        "columns": {column.field: column.letter for column in source.columns},
        "extract_date": json_value(source.extract_date),
        "extract_date_assumed": source.is_extract_date_assumed,
        "imported_at": json_value(source.imported_at),
        "imported_by": source.imported_by or None,
        "profile": source.layout,
        "profile_name": source.profile_name or None,
        "source": source.source or None,
        "rows": source.rows,
        "state": source.state,
    }


def add_since_last(
    database: Database, query: Query, table: PublishableTable, shape: shapes.Shape
) -> None:
    """Add to each row of a table's shape what its figure was; null where it is the same."""
    from rccdesk.services.since_last import get_revisions

    revisions = get_revisions(database, query)
    for each, row in zip(shape["rows"], table.rows, strict=True):
        each["since_last"] = shapes.revision(revisions.get(row.value_key))
