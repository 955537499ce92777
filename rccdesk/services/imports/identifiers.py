"""What identifies persons stops an import: the problems that say where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rccdesk.enums import CASE_LEVEL, Severity
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.fields import fold_header
from rccdesk.services.imports.layouts import Recognition
from rccdesk.services.imports.problems import Problem, make_problem
from rccdesk.services.imports.reading import (
    CodedTable,
    IdentifierHit,
    names_identity,
)
from rccdesk.services.imports.request import ImportRequest
from rccdesk.texts import text

if TYPE_CHECKING:
    pass


def identifier_problems(hits: tuple[IdentifierHit, ...], count: int) -> list[Problem]:
    """Return one problem per sheet and kind of place; the values are never known here."""
    places: dict[tuple[str, str], list[str]] = {}
    for hit in hits:
        places.setdefault((hit.where, hit.sheet), []).append(hit.cell)
    problems = []
    for (where, sheet), cells in places.items():
        named = [cell for cell in cells if cell]
        number = count - len(hits) + len(cells) if where == "cell" else len(cells)
        key = f"{where}_of_csv" if where in {"cell", "header"} and not sheet else where
        place = text(f"imports.place.{key}", sheet=sheet, cell=named[0] if named else "")
        problems.append(
            make_problem(
                Severity.STOP, "personal_identifier", sheet or None, named, number, place=place
            )
        )
    return problems


def identity_columns(
    table: CodedTable, found: Recognition, request: ImportRequest
) -> Iterator[Problem]:
    """Find columns of numbers that may be personal numbers, and columns named after persons."""
    accepted = {fold_header(name) for name in request.accept_ids}
    letters = {name.strip().upper() for name in request.accept_ids}
    headers = {column.index: column.header for column in table.columns}
    for index, count in table.numeric_identifier_counts.items():
        header, letter = headers.get(index, ""), column_letter(index)
        is_accepted = fold_header(header) in accepted - {""} or letter in letters
        yield make_problem(
            Severity.WARNING if is_accepted else Severity.STOP,
            "identifying_column",
            table.sheet or None,
            (f"{letter}{table.header_row}",),
            count,
            column=letter,
            header=header,
        )
    if found.layout.profile not in CASE_LEVEL:
        return
    for index, header in headers.items():
        is_accepted = fold_header(header) in accepted or column_letter(index) in letters
        if names_identity(header) and not is_accepted:
            yield make_problem(
                Severity.STOP,
                "identifying_column",
                table.sheet or None,
                (f"{column_letter(index)}{table.header_row}",),
                1,
                column=column_letter(index),
                header=header,
            )
