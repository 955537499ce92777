"""What an import found: problems with their place, their sentence, and what can be done.

Sentences stand under ``imports.problem.<code>``; what stops an import says the same as its
error, ``errors.<code>``. No sentence and nothing that is stored ever holds the content of a
cell: examples and proposals live only as long as the file is shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from numpy.typing import NDArray

from rccdesk.enums import Severity
from rccdesk.errors import FileRefusedError
from rccdesk.services import privacy
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.values import clean_text
from rccdesk.services.reader.wire import CellFault
from rccdesk.texts import has_text, text

MAX_CELLS = MAX_EXAMPLES = 100
_ORDER = (Severity.STOP, Severity.WARNING, Severity.INFO)
# What the user has to hear first when several things stop an import.
_FIRST = ("personal_identifier", "identifying_column")
_MASK = "••••••••-••••"
_LONGEST = 60
# What is not stored with a batch: it holds contents of cells.
_SHOWN_ONLY = ("examples", "proposal", "skip")
# The sentences that say that the rows are left out as things stand.
_LEFT_OUT = frozenset(
    f"imports.problem.{name}"
    for name in (
        "error_cell",
        "uncached_formula",
        "missing_value",
        "bad_date",
        "date_without_year",
        "date_order",
        "date_number",
        "bad_number",
        "not_whole_number",
        "unknown_code",
        "numerator_over_denominator",
        "value_over_100",
        "duplicate_identical",
        "duplicate_conflict",
        "limit_end_before_start",
        "row_without_dates",
        "rows_skipped",
    )
)
# The problems of rows: ``skip`` as the fix leaves their rows out.
OF_ROWS = frozenset(
    (
        "ambiguous_number",
        "bad_date",
        "bad_number",
        "date_without_year",
        "duplicate_conflict",
        "duplicate_identical",
        "end_before_start",
        "error_cell",
        "masked_value",
        "missing_value",
        "not_whole_number",
        "numerator_over_denominator",
        "percent_mismatch",
        "percent_mixed",
        "qualified_value",
        "row_without_dates",
        "uncached_formula",
        "unknown_code",
        "value_over_100",
    )
)
_OWN_FIXES = frozenset(("date_order", "date_number"))  # sentences with a fix of their own
_STOP = "\ue000"  # in the place of a full stop that belongs to a value, not to a sentence


class Action(StrEnum):
    """What the user can do about a problem, the recommended one first."""

    FIX_ALL = "fix_all"  # Rätta alla lika
    SKIP_ROWS = "skip_rows"  # Hoppa över raderna
    OPEN_FILE = "open_file"  # Öppna filen


@dataclass(frozen=True, slots=True)
class Example:
    """One cell of a problem: what stands in the file, how it would be read, and why.

    What may point out a person is masked.
    """

    cell: str
    written: str
    read_as: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fix that would settle a problem: in words, and as key and value of the request."""

    words: str
    fix: str
    value: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something found in a file: ``cell`` is the first place, ``cells`` up to 100 of ``count``.

    ``message`` says it in the language that was in use; ``sentence`` and ``values`` are what it
    is made of, so that it can be said again in another. ``proposal`` is the fix for all rows
    alike, ``skip`` the one that leaves the rows out, because the user wants that.
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
    examples: tuple[Example, ...] = ()
    proposal: Proposal | None = None
    skip: Proposal | None = None

    @property
    def title(self) -> str:
        """Return the first sentence of the message, without its full stop: what and how many."""
        own = f"imports.title.{self.code}.{self.values.get('where', '')}"
        if has_text(own):
            return text(own, count=self.count)
        return self._in_sentences()[0]

    @property
    def rest(self) -> str:
        """Return the sentences of the message after the first: what follows from it."""
        return self._in_sentences()[1]

    def _in_sentences(self) -> tuple[str, str]:
        values = {
            name: value.replace(".", _STOP) if isinstance(value, str) else value
            for name, value in self.values.items()
        }
        try:
            said = text(self.sentence, **values)
        except KeyError:  # it is made without a sentence of its own
            said = self.message
        first, _, rest = said.partition(". ")
        return first.rstrip(".").replace(_STOP, "."), rest.replace(_STOP, ".")

    @property
    def leaves_rows_out(self) -> bool:
        """Tell whether the rows are left out as things stand."""
        return self.sentence in _LEFT_OUT

    @property
    def actions(self) -> tuple[Action, ...]:
        """Return what can be done, the recommended first."""
        possible = []
        if self.severity is not Severity.STOP:
            if self.proposal:
                possible.append(Action.FIX_ALL)
            if self.skip and (self.proposal or not self.leaves_rows_out):
                possible.append(Action.SKIP_ROWS)
        if self.cells:
            possible.append(Action.OPEN_FILE)
        return tuple(possible)


def make_problem(
    severity: Severity,
    code: str,
    sheet: str | None = None,
    cells: Sequence[str] = (),
    count: int | None = None,
    /,
    *,
    sentence: str | None = None,
    examples: Sequence[Example] = (),
    proposal: Proposal | None = None,
    skip: Proposal | None = None,
    **values: object,
) -> Problem:
    """Return a problem with its sentence, that of the code unless another is named.

    A problem of rows can be settled by leaving them out, in the column that the values name. The
    name of a sheet that may point out a person is left away.
    """
    if sheet and privacy.has_personal_identifier(sheet):
        sheet = None
    places = tuple(cells[:MAX_CELLS])
    number = len(cells) if count is None else count
    first = places[0] if places else None
    if skip is None and places and severity is not Severity.STOP and code in OF_ROWS:
        fix = sentence if sentence in _OWN_FIXES else code
        skip = skip_proposal(str(fix), str(values.get("column", "")))
    key = f"imports.problem.{sentence or code}"
    if severity is Severity.STOP or not has_text(key):
        key = f"errors.{code}"
    parts = {"count": number, "sheet": sheet or "", "cell": first or "", **values}
    return Problem(
        severity,
        code,
        sheet,
        first,
        places,
        number,
        text(key, **parts),
        key,
        parts,
        tuple(examples[:MAX_EXAMPLES]),
        proposal,
        skip,
    )


def show_value(value: object) -> str:
    """Return a value for showing as an example: cleaned, short, masked where it may be a person."""
    if isinstance(value, CellFault):
        return _MASK if value.kind == "masked" else value.text
    shown = clean_text(value)
    if privacy.find_personal_identifiers(shown):
        return _MASK
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


def skip_proposal(code: str, letter: str = "") -> Proposal:
    """Return the fix that leaves the rows of a problem out, in one column or in all."""
    key = f"{code}:{letter}" if letter else code
    return Proposal(text("imports.proposal.skip"), key, "skip")


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
    """Return problems as JSON, as a batch keeps them: without anything that a cell holds."""
    kept = [
        {name: value for name, value in asdict(problem).items() if name not in _SHOWN_ONLY}
        for problem in problems
    ]
    return json.dumps(kept, ensure_ascii=False)


def load_problems(stored: str) -> tuple[Problem, ...]:
    """Return the problems of a batch as they were found, in the language in use."""
    found = []
    for item in json.loads(stored):
        item["severity"] = Severity(item["severity"])
        item["cells"] = tuple(item["cells"])
        item["message"] = text(item["sentence"], **item["values"])
        found.append(Problem(**item))
    return tuple(found)
