"""What identifies persons stops an import: the problems that say where it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from rccdesk.enums import CASE_LEVEL, Severity
from rccdesk.services.imports.columns import column_index, column_letter
from rccdesk.services.imports.fields import fold_header
from rccdesk.services.imports.layouts import Recognition
from rccdesk.services.imports.problems import Example, Problem, make_problem, show_value
from rccdesk.services.imports.reading import (
    CellFault,
    CodedTable,
    IdentifierHit,
    names_identity,
    names_personal_number,
)
from rccdesk.services.imports.request import ImportRequest
from rccdesk.services.privacy import has_personal_identifier
from rccdesk.texts import text

_HIDDEN = show_value(CellFault("masked"))


def identifier_problems(
    hits: tuple[IdentifierHit, ...], count: int, headers: Mapping[int, str] | None = None
) -> list[Problem]:
    """Return one problem per sheet and kind of place; the values are never known here.

    ``headers`` are those of the table that is read, by column.
    """
    places: dict[tuple[str, str], list[str]] = {}
    for hit in hits:
        places.setdefault((hit.where, hit.sheet), []).append(hit.cell)
    problems = []
    for (where, sheet), cells in places.items():
        named = [cell for cell in cells if cell]
        number = count - len(hits) + len(cells) if where == "cell" else len(cells)
        key = f"{where}_of_csv" if where in {"cell", "header"} and not sheet else where
        place = text(f"imports.place.{key}", sheet=sheet, cell=named[0] if named else "")
        letters = {cell.rstrip("0123456789") for cell in named} if where == "cell" else set()
        letter = letters.pop() if len(letters) == 1 else ""
        header = (headers or {}).get(column_index(letter), "") if letter else ""
        problems.append(
            make_problem(
                Severity.STOP,
                "personal_identifier",
                sheet or None,
                named,
                number,
                examples=[Example(cell, _HIDDEN) for cell in named],
                place=place,
                where=where,
                column=letter,
                header=header,
            )
        )
    return problems


def identity_columns(
    table: CodedTable, found: Recognition, request: ImportRequest, headers: Mapping[int, str]
) -> Iterator[Problem]:
    """Find columns of numbers that may be personal numbers, and columns named after persons.

    Those that the request leaves out are told of, and stop nothing: nothing of them is read.
    """

    def tell(index: int, count: int, severity: Severity, code: str) -> Problem:
        letter = column_letter(index)
        return make_problem(
            severity,
            code,
            table.sheet or None,
            (f"{letter}{table.header_row}",),
            count,
            column=letter,
            header=headers.get(index, ""),
        )

    left_out = {index for index in headers if _is_named(index, headers[index], request.leave_out)}
    for index in sorted(left_out):
        yield tell(index, 1, Severity.INFO, "column_left_out")
    by_chance = table.numeric_identifier_counts
    for index, count in by_chance.items():
        if index not in left_out:
            is_accepted = _is_named(index, headers.get(index, ""), request.accept_ids)
            severity = Severity.WARNING if is_accepted else Severity.STOP
            yield tell(index, count, severity, "identifying_column")
    for index in sorted(name_columns(found, request, headers) - left_out - by_chance.keys()):
        yield tell(index, 1, Severity.STOP, "identifying_column")
    for name in dict.fromkeys((*request.leave_out, *request.accept_ids)):
        is_there = any(_is_named(index, header, (name,)) for index, header in headers.items())
        if not is_there and not has_personal_identifier(name):
            sheet = table.sheet or None
            yield make_problem(Severity.WARNING, "column_not_found", sheet, (), 0, named=name)


def name_columns(
    found: Recognition, request: ImportRequest, headers: Mapping[int, str]
) -> set[int]:
    """Return the columns named after persons that the user has not accepted."""
    # Beside figures, a name or an address is that of a place.
    is_case_level = found.layout.profile in CASE_LEVEL
    names_persons = names_identity if is_case_level else names_personal_number
    return {
        index
        for index, header in headers.items()
        if names_persons(header) and not _is_named(index, header, request.accept_ids)
    }


def without_columns(
    rows: Sequence[tuple[object, ...]], names: Collection[str]
) -> Sequence[tuple[object, ...]]:
    """Return rows with empty cells in the columns that are named by a header or a letter."""
    if not names:
        return rows
    width = max(map(len, rows), default=0)
    columns = {
        index
        for index in range(width)
        if any(_is_named(index, row[index], names) for row in rows if index < len(row))
    }
    return [
        tuple(None if index in columns else cell for index, cell in enumerate(row)) for row in rows
    ]


def _is_named(index: int, header: object, names: Collection[str]) -> bool:
    folded = fold_header(header) if isinstance(header, str) else ""
    return any(
        (folded and fold_header(name) == folded) or name.strip().upper() == column_letter(index)
        for name in names
    )
