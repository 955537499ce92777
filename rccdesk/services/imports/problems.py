"""What an import found: problems with their place, and the sentence of each.

Sentences stand under ``imports.problem.<code>``; what stops an import says the same as its
error, ``errors.<code>``. No sentence and no problem ever holds the content of a cell.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from numpy.typing import NDArray

from rccdesk.enums import Severity
from rccdesk.errors import FileRefusedError
from rccdesk.services.imports.columns import column_letter
from rccdesk.texts import has_text, text

MAX_CELLS = 100
_ORDER = (Severity.STOP, Severity.WARNING, Severity.INFO)
# What the user has to hear first when several things stop an import.
_FIRST = ("personal_identifier", "identifying_column")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something found in a file: ``cell`` is the first place, ``cells`` up to 100 of ``count``.

    ``message`` says it in the language that was in use; ``sentence`` and ``values`` are what it
    is made of, so that it can be said again in another.
    """

    severity: Severity
    code: str
    sheet: str | None
    cell: str | None
    cells: tuple[str, ...]
    count: int
    message: str
    sentence: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


def make_problem(
    severity: Severity,
    code: str,
    sheet: str | None = None,
    cells: Sequence[str] = (),
    count: int | None = None,
    /,
    *,
    sentence: str | None = None,
    **values: object,
) -> Problem:
    """Return a problem with its sentence, that of the code unless another is named."""
    places = tuple(cells[:MAX_CELLS])
    number = len(cells) if count is None else count
    first = places[0] if places else None
    key = f"imports.problem.{sentence or code}"
    if severity is Severity.STOP or not has_text(key):
        key = f"errors.{code}"
    parts = {"count": number, "sheet": sheet or "", "cell": first or "", **values}
    return Problem(severity, code, sheet, first, places, number, text(key, **parts), key, parts)


def cells_of(column: int, rows: NDArray[Any] | Sequence[int]) -> tuple[str, ...]:
    """Return the addresses of the first hundred rows (from 1) in a column (from 0)."""
    letter = column_letter(column)
    return tuple(f"{letter}{int(row)}" for row in rows[:MAX_CELLS])


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems with what stops first, then warnings, then informations."""
    return tuple(sorted(problems, key=lambda p: (_ORDER.index(p.severity), p.code not in _FIRST)))


def refuse(problems: Iterable[Problem]) -> FileRefusedError:
    """Return the error for what stops an import; it carries all problems found."""
    ordered = sort_problems(problems)
    first = ordered[0]
    values = {name: v for name, v in first.values.items() if name not in {"sheet", "cell"}}
    return FileRefusedError(
        first.code, sheet=first.sheet, cell=first.cell, problems=ordered, **values
    )


def dump_problems(problems: Iterable[Problem]) -> str:
    """Return problems as JSON, as a batch keeps them."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False)


def load_problems(stored: str) -> tuple[Problem, ...]:
    """Return the problems of a batch as they were found, in the language in use."""
    found = []
    for item in json.loads(stored):
        item["severity"] = Severity(item["severity"])
        item["cells"] = tuple(item["cells"])
        item["message"] = text(item["sentence"], **item["values"])
        found.append(Problem(**item))
    return tuple(found)
