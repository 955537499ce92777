"""A value typed in by hand: as it was typed, and as it was read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from rccdesk.enums import Profile, Severity
from rccdesk.services.imports.figure_words import FigureContent
from rccdesk.services.imports.problems import Problem, Proposal
from rccdesk.texts import text


@dataclass(frozen=True, slots=True)
class TypedValue:
    """One figure of an indicator as it was typed: texts, as a cell of a file would hold them.

    ``value`` may be a code for a value that the source hides. ``indicator_title`` names an
    indicator that does not exist yet.
    """

    indicator: str = ""
    period: str = ""
    unit: str = ""
    home_unit: str = ""
    group: str = ""
    sex: str = ""
    age_group: str = ""
    numerator: str = ""
    denominator: str = ""
    value: str = ""
    source: str = ""
    date: str = ""  # which the value holds for
    indicator_title: str = ""
    is_masked: bool = False  # ``value`` is a code, and no number


@dataclass(frozen=True, slots=True)
class TypedExpected:
    """An expected number of cases as it was typed."""

    svf: str = ""
    region: str = ""
    period: str = ""
    expected: str = ""
    source: str = ""
    date: str = ""


Typed = TypedValue | TypedExpected


@dataclass(frozen=True, slots=True)
class CheckedValue:
    """A typed value as an import reads it; ``key`` is None where it could not be read.

    ``content`` is numerator, denominator, value and mask code; an expected number is its value.
    ``before`` is the row that stands at the key now.
    """

    profile: Profile
    dataset: str
    indicator: str | None
    unit_of_measure: str
    problems: tuple[Problem, ...]
    key: tuple[str, ...] | None = None
    content: FigureContent = (None, None, None, None)
    is_total: bool = False
    extract_date: dt.date | None = None
    before: Row[Any] | None = None

    @property
    def is_stopped(self) -> bool:
        """Tell whether the value cannot be saved."""
        return any(problem.severity is Severity.STOP for problem in self.problems)

    @property
    def is_unchanged(self) -> bool:
        """Tell whether the same already stands there."""
        return self.before is not None and content_of(self.before) == self.content


def content_of(row: Row[Any]) -> FigureContent:
    """Return what a stored row says, as ``CheckedValue.content``."""
    if hasattr(row, "expected"):
        return None, None, row.expected, None
    return row.numerator, row.denominator, row.value, row.masked


def typed_problem(
    severity: Severity,
    code: str,
    field: str,
    *,
    sentence: str = "",
    proposal: Proposal | None = None,
    **values: object,
) -> Problem:
    """Return a problem of one field; its sentence stands under ``typing_in.problem``."""
    key = f"typing_in.problem.{sentence or code}"
    parts = {"field": field, **values}
    return Problem(
        severity, code, None, None, (), 1, text(key, **parts), key, parts, proposal=proposal
    )
