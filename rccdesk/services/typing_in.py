"""Typing in: one value, expected number or correction, entered by hand with source and date.

Each is a batch of its own kind, undone and redone like that of a file. It replaces what stood at
its key and nothing else; the batch of the file that held it stays as it is.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import BatchKind, Profile, Severity, Topic
from rccdesk.errors import FileRefusedError, NotFoundError
from rccdesk.models import ImportBatch, Indicator, Measurement, Svf
from rccdesk.services import indicators
from rccdesk.services.imports.batches import TOPICS
from rccdesk.services.imports.figure_words import figure_words
from rccdesk.services.imports.problems import Problem, make_problem, sort_problems
from rccdesk.services.imports.several_indicators import PROPORTION
from rccdesk.services.imports.typed_checking import check_typed
from rccdesk.services.imports.typed_doubts import find_typed_doubts, tell_typed_doubts
from rccdesk.services.imports.typed_storing import store_typed
from rccdesk.services.imports.typed_values import CheckedValue, Typed, TypedExpected, TypedValue
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database
    from rccdesk.services.publishing import Source

__all__ = [
    "StandingValue",
    "Typed",
    "TypedExpected",
    "TypedPreview",
    "TypedResult",
    "TypedValue",
    "TypedValueError",
    "enter_expected",
    "enter_typed",
    "enter_value",
    "get_correction",
    "preview_typed",
    "refuse_stopped",
]


_CELL = re.compile(r"(?P<column>[A-Z]+)(?P<row>\d+)")


class TypedValueError(FileRefusedError):
    """A value that was typed cannot be saved; ``problems`` holds all that is wrong with it."""

    code = "typed_value_refused"


@dataclass(frozen=True, slots=True)
class StandingValue:
    """A figure at a key: what stands there, or what is to stand there (``batch_id`` None).

    ``value`` is a proportion 0-1 where ``is_proportion``, else a number as it is. Figures that the
    small-number rules hide are None with ``is_hidden``.
    """

    numerator: float | None
    denominator: float | None
    value: float | None
    masked: str | None
    is_proportion: bool
    is_hidden: bool = False
    batch_id: int | None = None
    kind: BatchKind = BatchKind.TYPED
    file_name: str = ""
    source: str = ""
    extract_date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class TypedPreview:
    """What saving a typed value would do; nothing is stored.

    ``was`` stands there now, ``becomes`` is None where the value cannot be read. ``sentence`` says
    both in words. ``problems`` name their field in ``values["field"]``.
    """

    profile: Profile
    indicator: str | None
    was: StandingValue | None
    becomes: StandingValue | None
    is_unchanged: bool
    problems: tuple[Problem, ...]
    extract_date: dt.date | None
    sentence: str

    @property
    def is_stopped(self) -> bool:
        """Tell whether the value cannot be saved."""
        return any(problem.severity is Severity.STOP for problem in self.problems)


@dataclass(frozen=True, slots=True)
class TypedResult:
    """The batch of a typed value, and what stood there before it.

    ``is_new`` is False where the same words of the same source and date stood there already.
    """

    batch_id: int
    preview: TypedPreview
    is_new: bool

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found, and that it stood there already where it is not new."""
        if self.is_new:
            return self.preview.problems
        said = make_problem(
            Severity.INFO,
            "already_imported",
            sentence="already_typed",
            batch=self.batch_id,
        )
        return (*self.preview.problems, said)

    @property
    def was(self) -> StandingValue | None:
        """What stood there before."""
        return self.preview.was


def get_correction(database: Database, source: Source) -> TypedValue | None:
    """Return the key of the one stored figure that a published one comes from, to be typed anew.

    None where its batch holds no figures of an indicator, or the figure is gone.
    """
    cell = _CELL.fullmatch(source.cell)
    query = select(Measurement).where(
        Measurement.batch_id == source.batch_id,
        Measurement.sheet == source.sheet,
        Measurement.column == (cell["column"] if cell else ""),
        Measurement.row == (int(cell["row"]) if cell else 0),
    )
    with database.read() as session:
        figure = session.scalars(query).first()
    if figure is None:
        return None
    key = {name: getattr(figure, name) for name in indicators.BY_FIELDS}
    return TypedValue(indicator=figure.indicator, **key)


def refuse_stopped(preview: TypedPreview) -> None:
    """Raise TypedValueError for a value that cannot be saved."""
    _refuse(preview.problems)


def enter_typed(database: Database, typed: Typed) -> TypedResult:
    """Save either kind; see `enter_value` and `enter_expected`."""
    return _enter(database, typed)


def enter_value(database: Database, typed: TypedValue) -> TypedResult:
    """Save one figure of an indicator as a batch of its own.

    An unknown indicator is made with direction neutral and no level. Raises TypedValueError with
    the code of the first problem.
    """
    return _enter(database, typed)


def enter_expected(database: Database, typed: TypedExpected) -> TypedResult:
    """Save one expected number of cases as a batch of its own; raises as `enter_value`."""
    return _enter(database, typed)


def preview_typed(database: Database, typed: Typed) -> TypedPreview:
    """Return what stands where a value is typed, what it becomes, and what is wrong with it."""
    with database.read() as session:
        checked = check_typed(session, typed)
        was = _standing(database, session, checked)
        doubted = tell_typed_doubts(find_typed_doubts(session, checked))
    becomes = None
    if checked.key is not None:
        numerator, denominator, value, masked = checked.content
        becomes = StandingValue(
            numerator,
            denominator,
            value,
            masked,
            _is_proportion(checked),
            source=typed.source,
            extract_date=checked.extract_date,
        )
    # That a hidden figure is the same as one that is tried would tell it.
    is_unchanged = checked.is_unchanged and was is not None and not was.is_hidden
    return TypedPreview(
        checked.profile,
        checked.indicator,
        was,
        becomes,
        is_unchanged,
        sort_problems((*checked.problems, *doubted)),
        checked.extract_date,
        _sentence(was, becomes, is_unchanged=is_unchanged),
    )


def _is_proportion(checked: CheckedValue) -> bool:
    return checked.profile is Profile.AGGREGATED and checked.unit_of_measure == PROPORTION


def _enter(database: Database, typed: Typed) -> TypedResult:
    preview = preview_typed(database, typed)
    _refuse(preview.problems)
    act, values = _act(database, typed)
    topic = TOPICS[preview.profile]
    with database.write(topic, Topic.IMPORTS, act=act, values=values) as session:
        checked = check_typed(session, typed)  # something may have come in between
        _refuse(checked.problems)
        batch_id, is_new = store_typed(session, checked, typed)
    return TypedResult(batch_id, preview, is_new)


def _refuse(problems: tuple[Problem, ...]) -> None:
    stops = [problem for problem in problems if problem.severity is Severity.STOP]
    if not stops:
        return
    first = stops[0]
    field = str(first.values["field"])
    raise TypedValueError(
        first.code,
        problems=sort_problems(problems),
        field=text(f"typing_in.field.{field}"),
        date=first.values.get("date", ""),
    )


def _act(database: Database, typed: Typed) -> tuple[str, dict[str, object]]:
    with database.read() as session:
        if isinstance(typed, TypedValue):
            named = select(Indicator.title).where(Indicator.key == typed.indicator.strip())
            title = session.scalar(named) or typed.indicator_title or typed.indicator
            return "history.act.value_typed", {"name": title}
        checked = check_typed(session, typed)
        prefix = checked.key[0] if checked.key else ""
        name = session.scalar(select(Svf.name).where(Svf.kva_prefix == prefix))
        return "history.act.expected_typed", {"name": name or prefix}


def _standing(database: Database, session: Session, checked: CheckedValue) -> StandingValue | None:
    """Return what stands at the key, after the small-number rules."""
    before = checked.before
    if before is None or checked.key is None:
        return None
    batch = session.get_one(ImportBatch, before.batch_id)
    if checked.profile is Profile.EXPECTED:
        numerator, denominator, value, masked = None, None, before.expected, None
        is_hidden = False
    else:
        is_hidden = _is_hidden(database, str(checked.indicator), checked.key)
        numerator, denominator, value, masked = (
            (None, None, None, None)
            if is_hidden
            else (before.numerator, before.denominator, before.value, before.masked)
        )
    return StandingValue(
        numerator,
        denominator,
        value,
        masked,
        _is_proportion(checked),
        is_hidden,
        batch.batch_id,
        BatchKind(batch.kind),
        batch.file_name,
        batch.source or "",
        batch.extract_date,
    )


def _is_hidden(database: Database, indicator: str, key: tuple[str, ...]) -> bool:
    """Tell whether the figure is hidden where it is published, by the rules for small numbers."""
    try:
        table = indicators.get_indicator(database, indicators.IndicatorQuery(indicator))
    except NotFoundError:  # its row lies in the Papperskorg: nothing of it is published
        return True
    wanted = dict(zip(indicators.BY_FIELDS, key, strict=True))
    for row in table.rows:
        if all((row.get(name) or "") == code for name, code in wanted.items()):
            return row.hidden is not None
    return True


def _sentence(
    was: StandingValue | None, becomes: StandingValue | None, *, is_unchanged: bool
) -> str:
    if becomes is None:
        return ""
    if was is None:
        stands = text("typing_in.stands_nothing")
    else:
        key = "stands_typed" if was.kind is BatchKind.TYPED else "stands"
        stands = text(
            f"typing_in.{key}",
            figure=_words(was),
            date=was.extract_date,
            origin=was.source if was.kind is BatchKind.TYPED else was.file_name,
        )
    if is_unchanged:
        return f"{stands} {text('typing_in.unchanged')}"
    return f"{stands} {text('typing_in.becomes', figure=_words(becomes))}"


def _words(figure: StandingValue) -> str:
    if figure.is_hidden:
        return text("typing_in.hidden")
    content = (figure.numerator, figure.denominator, figure.value, figure.masked)
    return figure_words(content, is_proportion=figure.is_proportion)
