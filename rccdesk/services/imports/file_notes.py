"""What is said of a file as a whole: what in it is not read, and how it was taken."""

from __future__ import annotations

from rccdesk.enums import Severity
from rccdesk.services.imports.problems import Problem, make_problem
from rccdesk.services.imports.reading import CodedTable, WorkbookHead
from rccdesk.texts import text

_GUESSED_ENCODING = "cp1252"


def file_notes(head: WorkbookHead, table: CodedTable) -> list[Problem]:
    """Return informations on macros, links, formulas nobody can vouch for and guessed encoding."""
    notes = []
    if head.macros:
        notes.append(make_problem(Severity.INFO, "macros_ignored"))
    if head.links:
        notes.append(make_problem(Severity.INFO, "external_links"))
    if table.untold_formulas:
        notes.append(
            make_problem(
                Severity.INFO,
                "errors_not_visible",
                table.sheet or None,
                (),
                table.untold_formulas,
                format=f".{head.kind}",
            )
        )
    if head.encoding == _GUESSED_ENCODING:
        notes.append(make_problem(Severity.INFO, "encoding_guessed", format=describe_format(head)))
    return notes


def describe_format(head: WorkbookHead) -> str:
    """Return how a file was taken, such as "csv, UTF-8, semikolon mellan fälten"."""
    if head.delimiter is None or head.encoding is None:
        return f".{head.kind}"
    names = {"\t": "tab", ";": "semicolon", ",": "comma"}
    return text(
        "imports.format.csv",
        encoding=text(f"imports.format.{head.encoding.replace('-', '_')}"),
        delimiter=text(f"imports.format.{names[head.delimiter]}"),
    )
