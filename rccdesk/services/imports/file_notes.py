"""What is said of a file as a whole: what in it is not read, and how it was taken."""

from __future__ import annotations

from collections.abc import Mapping

from rccdesk.enums import Severity
from rccdesk.services import privacy
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.layouts import Recognition, recognise_rows
from rccdesk.services.imports.problems import Problem, make_problem
from rccdesk.services.imports.reading import CodedTable, WorkbookHead
from rccdesk.texts import text

_GUESSED_ENCODING = "cp1252"
_MOST_SHEETS = 3  # hidden sheets that are told of one by one
_MOST_COLUMNS, _LONGEST = 6, 40  # unused columns named in a sentence; characters of a name


def file_notes(
    head: WorkbookHead, table: CodedTable, found: Recognition, headers: Mapping[int, str]
) -> list[Problem]:
    """Return informations on what is not read, and on what nobody can vouch for.

    Columns without a field, other and hidden sheets, macros, links, formulas, a guessed encoding.
    ``headers`` are those of the header row, by column, without what is told of otherwise.
    """
    notes = [
        *_unused_columns(table, found, headers),
        *_other_tables(head, table, found),
        *_hidden_sheets(head, table.sheet),
    ]
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


def _unused_columns(
    table: CodedTable, found: Recognition, headers: Mapping[int, str]
) -> list[Problem]:
    used = {match.index for match in found.matches} | set(found.wide_columns)
    unused = [(i, header) for i, header in headers.items() if header and i not in used]
    if not unused:
        return []
    named = [
        f"{text('imports.quoted', words=header[:_LONGEST])} ({column_letter(i)})"
        for i, header in unused
    ]
    shown = ", ".join(named[:_MOST_COLUMNS])
    more = len(named) - _MOST_COLUMNS
    if more > 0:
        shown += text("imports.profile_changed.more", count=more)
    elif len(named) > 1:
        shown = text("imports.listed", first=", ".join(named[:-1]), last=named[-1])
    cells = [f"{column_letter(i)}{table.header_row}" for i, _ in unused]
    sheet = table.sheet or None
    return [make_problem(Severity.INFO, "unused_columns", sheet, cells, columns=shown)]


def _other_tables(head: WorkbookHead, table: CodedTable, found: Recognition) -> list[Problem]:
    """Tell of other sheets that hold the same kind of table: one sheet is read at a time."""
    others = []
    for number, sheet in enumerate(head.sheets):
        if not sheet.visible or sheet.name == table.sheet:
            continue
        rows = [(number, sheet.first_row, sheet.rows)]
        other = recognise_rows(rows, profile=found.layout.profile)
        is_filled = other is not None and other.header_row - sheet.first_row + 1 < len(sheet.rows)
        if other is not None and not other.missing and is_filled:
            others.append(sheet.name)
    shown = ", ".join(
        text("imports.quoted", words=name)
        for name in others
        if not privacy.has_personal_identifier(name)
    )
    if not shown:
        return []
    return [make_problem(Severity.INFO, "other_tables", None, (), len(others), sheets=shown)]


def _hidden_sheets(head: WorkbookHead, chosen: str) -> list[Problem]:
    """Tell of the hidden sheets, each with its name unless that may point out a person."""
    hidden = [sheet for sheet in head.sheets if not sheet.visible and sheet.name != chosen]
    plain = [s for s in hidden if not privacy.has_personal_identifier(s.name)]
    if len(hidden) > _MOST_SHEETS or len(plain) < len(hidden):
        return [make_problem(Severity.INFO, "hidden_sheets", None, (), len(hidden))]
    return [
        make_problem(
            Severity.INFO,
            "hidden_sheets",
            sheet.name,
            (),
            1,
            sentence="very_hidden_sheet" if sheet.very_hidden else "hidden_sheet",
        )
        for sheet in plain
    ]


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
