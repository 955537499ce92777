"""What is found in a file, gathered: one problem per sheet and fault, with its first cells."""

from __future__ import annotations

from collections.abc import Sequence

from rccdesk.enums import Severity
from rccdesk.services.imports.problems import MAX_CELLS, Problem
from rccdesk.services.privacy import has_personal_identifier
from rccdesk.texts import text

_INFORMING = frozenset(
    (
        "column_in_notes",
        "column_left_out",
        "date_of_period",
        "locks_added",
        "plan_name_taken",
        "responsible_roles",
        "rows_not_in_file",
        "row_to_plan",
        "row_to_row_above",
        "sheet_as_goal",
        "sheet_hidden",
        "sheet_left_out",
        "sheet_renamed",
        "total_left_out",
        "unknown_column",
    )
)
_ORDER = (Severity.STOP, Severity.WARNING, Severity.INFO)


class Findings:
    """Faults by sheet, code and what their sentence needs; cells in the order they were met."""

    def __init__(self) -> None:
        """Begin with none."""
        self._cells: dict[tuple[str, str, tuple[tuple[str, object], ...]], list[str]] = {}

    def add(self, code: str, sheet: str, cell: str = "", **values: object) -> None:
        """Note a fault."""
        self._cells.setdefault((code, sheet, tuple(sorted(values.items()))), []).append(cell)

    def problems(self) -> tuple[Problem, ...]:
        """Return what was found in sentences, the warnings first."""
        found = [
            _problem(code, sheet, cells, dict(values))
            for (code, sheet, values), cells in self._cells.items()
        ]
        return tuple(sorted(found, key=lambda each: _ORDER.index(each.severity)))


def _problem(code: str, sheet: str, cells: Sequence[str], values: dict[str, object]) -> Problem:
    places = [cell for cell in cells if cell]
    count = max(len(places) or len(cells), 1)
    if has_personal_identifier(sheet):
        sheet = ""
    key = f"plan_workbook.problem.{code}"
    parts = {
        "count": count,
        "more": count - 1,
        "sheet": sheet or text("plan_workbook.file"),
        "cell": places[0] if places else "",
        **values,
    }
    return Problem(
        Severity.INFO if code in _INFORMING else Severity.WARNING,
        code,
        sheet or None,
        places[0] if places else None,
        tuple(places[:MAX_CELLS]),
        count,
        text(key, **parts),
        key,
        parts,
    )
