"""What every command says, and how: a sentence, a JSON object, a table."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

from rccdesk.cli import shapes, tables
from rccdesk.cli.streams import mask_persons, say
from rccdesk.errors import RccdeskError
from rccdesk.texts import has_text, text


class UsageError(Exception):
    """The arguments do not fit together; the text says why."""


def sentence(error: RccdeskError) -> str:
    """Return the sentence of an error in the language in use."""
    values = {"sheet": error.sheet or "", "cell": error.cell or "", **error.values}
    key = f"errors.{error.code}"
    return mask_persons(text(key, **values) if has_text(key) else text("errors.failed"))


def output_table(shape: shapes.Shape, options: argparse.Namespace, *, as_json: bool) -> int:
    """Print or write the rows of a table in the format that was asked for; return the exit code."""
    rows = shapes.rows_of(shape)
    note = "" if shape.get("is_reported", True) else text("lead_times_page.goal.internal")
    form = "json" if as_json else options.format
    if form == "xlsx" and options.out is None:
        raise UsageError(text("cli.value.out_required"))
    if options.out is not None:
        from rccdesk.files import write_atomic

        if form == "json":
            content = json.dumps(shape, ensure_ascii=False, indent=1).encode()
        elif form == "xlsx":
            content = tables.xlsx_bytes(rows, note=note)
        else:
            content = tables.csv_text(rows, note=note).encode("utf-8-sig")
        write_atomic(options.out, content)
        say(text("cli.written", path=options.out), file=sys.stderr)
    elif form == "json":
        print_json(shape)
    elif form == "csv":
        say(tables.csv_text(rows, note=note), end="")
    else:
        if note:
            say(note)
        tables.print_rows(rows, empty=text("cli.no_rows"))
    return 0


def plain(result: Any) -> shapes.Shape:
    """Return a dataclass as JSON holds it."""
    return {
        field.name: json_value(getattr(result, field.name)) for field in dataclasses.fields(result)
    }


def json_value(value: Any) -> Any:
    """Return a value as JSON holds it: paths and dates as texts."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return plain(value)
    if isinstance(value, (list, tuple)):
        return [json_value(part) for part in value]
    if isinstance(value, dict):
        return {str(name): json_value(part) for name, part in value.items()}
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    return value


def print_json(shape: shapes.Shape) -> None:
    """Print one JSON object."""
    say(json.dumps(shape, ensure_ascii=False))
