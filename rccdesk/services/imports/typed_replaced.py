"""The values typed in by hand that a file would replace: said before it is imported."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from rccdesk import formats
from rccdesk.enums import BatchKind, Profile, Severity
from rccdesk.models import ImportBatch, Indicator
from rccdesk.periods import parse_period
from rccdesk.services.imports.aggregated import AggregatedRows
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.comparing import dataset_of, find_same_import
from rccdesk.services.imports.coverage import (
    EXPECTED_KEY,
    FIGURE_KEY,
    LIVE,
    Coverage,
    effective_expected_cases,
    effective_measurements,
)
from rccdesk.services.imports.figure_words import FigureContent, figure_words
from rccdesk.services.imports.preparing import Prepared
from rccdesk.services.imports.problems import Example, Problem, make_problem
from rccdesk.services.imports.several_indicators import PROPORTION
from rccdesk.services.imports.small_tables import ExpectedRow, SmallRows
from rccdesk.services.imports.typed_values import content_of
from rccdesk.services.store_settings import read_small_number_limits
from rccdesk.texts import text

_InFile = dict[tuple[str, ...], tuple[FigureContent, str]]  # key -> what it says, and its cell


def find_replaced_typed(session: Session, file: Prepared) -> tuple[Problem, ...]:
    """Return the warning for typed values within what a file covers, with those that differ."""
    assert file.found is not None
    profile = file.found.layout.profile
    dataset = dataset_of(profile, file.request.indicator)
    query = select(ImportBatch.batch_id).where(
        ImportBatch.dataset == dataset,
        ImportBatch.kind == BatchKind.TYPED,
        ImportBatch.state.in_(LIVE),
    )
    typed = frozenset(session.scalars(query))
    if not typed or file.first_day is None or file.last_day is None:
        return ()
    if find_same_import(session, file, file.request) is not None:
        return ()  # it is not stored again
    is_expected = profile is Profile.EXPECTED
    names, place = (EXPECTED_KEY, "region") if is_expected else (FIGURE_KEY, "unit")
    standing = (
        effective_expected_cases(session)
        if is_expected
        else effective_measurements(session, str(file.request.indicator))
    )
    coverage = Coverage(file.first_day, file.last_day, file.places)
    held = {
        tuple(getattr(row, name) for name in names): row
        for row in standing
        if row.batch_id in typed and _is_covered(row, coverage, place)
    }
    if not held:
        return ()
    in_file = {key: found for key, found in _read_file(file) if key in held}
    nothing: tuple[FigureContent, str] = ((None, None, None, None), "")
    differing = {
        key: in_file.get(key, nothing)
        for key, row in held.items()
        if in_file.get(key, nothing)[0] != content_of(row)
    }
    is_proportion = not is_expected and _is_proportion(session, file)
    limits = read_small_number_limits(session)
    least = max(limits.group, limits.month)
    examples = [
        Example(
            cell,
            figure_words(content, is_proportion=is_proportion) if cell else formats.MISSING,
            why=_typed_words(content_of(held[key]), least, is_proportion=is_proportion),
        )
        for key, (content, cell) in differing.items()
    ]
    cells = [cell for _, cell in differing.values() if cell]
    return (
        make_problem(
            Severity.WARNING,
            "typed_replaced",
            (file.sheet.name if file.sheet else "") or None,
            cells,
            len(held),
            sentence="typed_replaced" if differing else "typed_replaced_same",
            examples=examples,
            differing=len(differing),
        ),
    )


def _is_covered(row: Row[tuple[object, ...]], coverage: Coverage, place: str) -> bool:
    span = parse_period(row.period)
    return coverage.covers(span.first, span.last, getattr(row, place))


def _read_file(file: Prepared) -> Iterator[tuple[tuple[str, ...], tuple[FigureContent, str]]]:
    rows = file.rows
    if isinstance(rows, AggregatedRows):
        figures = rows.figures
        places = zip(figures.column.tolist(), figures.row.tolist(), strict=True)
        for key, content, (column, row) in zip(
            figures.keys(), figures.contents(), places, strict=True
        ):
            yield key, (content, f"{column_letter(column)}{row}")
    elif isinstance(rows, SmallRows):
        assert file.found is not None
        column = next(each.index for each in file.found.matches if each.field == "expected")
        letter = column_letter(column)
        for item in rows.rows:
            assert isinstance(item, ExpectedRow)
            yield (
                item.key,
                ((None, None, item.expected, None), f"{letter}{item.row}"),
            )


def _is_proportion(session: Session, file: Prepared) -> bool:
    query = select(Indicator.unit_of_measure).where(Indicator.key == file.request.indicator)
    return session.scalar(query) in {None, PROPORTION}


def _typed_words(content: FigureContent, least: int, *, is_proportion: bool) -> str:
    """Return the typed figure in words; one of few is as hidden here as on every page."""
    is_few = content[1] is not None and content[1] < least
    shown = (
        text("typing_in.hidden") if is_few else figure_words(content, is_proportion=is_proportion)
    )
    return text("typing_in.typed_was", figure=shown)
