"""What a typed value says, by the rules that hold for a file, and what is wrong with it.

The texts of the fields are laid out as a table of one row and read as a file's table would be, so
that periods, names, numbers and masks mean the same however they came.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from rccdesk.enums import Profile, Severity
from rccdesk.models import ImportBatch, Indicator, Measurement
from rccdesk.services.imports.aggregated import read_aggregated
from rccdesk.services.imports.codes import is_total_word
from rccdesk.services.imports.columns import column_index, column_letter
from rccdesk.services.imports.comparing import dataset_of
from rccdesk.services.imports.coverage import (
    EXPECTED_KEY,
    FIGURE_KEY,
    LIVE,
    effective_expected_cases,
    effective_measurements,
)
from rccdesk.services.imports.extract_date import today
from rccdesk.services.imports.fields import BY_PROFILE
from rccdesk.services.imports.fixes import Fixes
from rccdesk.services.imports.layouts import Certainty, ColumnMatch, Recognition
from rccdesk.services.imports.problems import Problem, Proposal
from rccdesk.services.imports.profiles.aliases import alias_fixes, load_aliases
from rccdesk.services.imports.reading import CodedColumn, CodedTable
from rccdesk.services.imports.several_indicators import PROPORTION
from rccdesk.services.imports.small_tables import read_expected
from rccdesk.services.imports.typed_values import (
    CheckedValue,
    Typed,
    TypedExpected,
    TypedValue,
    typed_problem,
)
from rccdesk.services.imports.values import (
    clean_text,
    day_of,
    fold,
    read_date,
    read_mask,
)
from rccdesk.services.imports.vocabulary import Vocabulary, load_vocabulary
from rccdesk.services.privacy import find_personal_identifiers
from rccdesk.services.value_keys import can_name_indicator
from rccdesk.texts import has_text, text

_FIGURES = ("numerator", "denominator", "value")
_PARTS = FIGURE_KEY[1:]  # what the figures of a period may be divided by


def check_typed(session: Session, typed: Typed) -> CheckedValue:
    """Return a typed value as an import of the same words would read it; nothing is stored."""
    personal = _find_personal(typed)
    if personal:
        return _empty(typed, tuple(personal))
    extract_date, problems = _check_origin(typed)
    if isinstance(typed, TypedExpected):
        return _check_expected(session, typed, extract_date, problems)
    return _check_figure(session, typed, extract_date, problems)


# ------------------------------------------------------------------------ source, date, persons


def _find_personal(typed: Typed) -> list[Problem]:
    return [
        typed_problem(Severity.STOP, "personal_identifier_typed", each.name)
        for each in fields(typed)
        if each.name not in {"date", "is_masked"}
        and find_personal_identifiers(getattr(typed, each.name))
    ]


def _check_origin(typed: Typed) -> tuple[dt.date | None, list[Problem]]:
    """Return the date that the value holds for, and what is wrong with it and the source."""
    problems = []
    days = read_date(typed.date)
    day = None if days is None else day_of(days)
    if not clean_text(typed.source):
        problems.append(typed_problem(Severity.STOP, "typed_source_missing", "source"))
    if not clean_text(typed.date):
        problems.append(typed_problem(Severity.STOP, "missing_value", "date"))
    elif day is None:
        problems.append(
            typed_problem(Severity.STOP, "bad_date", "date", sentence="bad_extract_date")
        )
    elif day > today():
        problems.append(
            typed_problem(Severity.STOP, "extract_date_in_future", "date", date=day.isoformat())
        )
    return day, problems


def _empty(typed: Typed, problems: tuple[Problem, ...]) -> CheckedValue:
    is_figure = isinstance(typed, TypedValue)
    profile = Profile.AGGREGATED if is_figure else Profile.EXPECTED
    return CheckedValue(profile, dataset_of(profile, None), None, PROPORTION, problems)


# -------------------------------------------------------------------------------------- figures


def _check_figure(
    session: Session, typed: TypedValue, extract_date: dt.date | None, problems: list[Problem]
) -> CheckedValue:
    key = clean_text(typed.indicator)
    said = session.scalar(select(Indicator.unit_of_measure).where(Indicator.key == key))
    unit_of_measure = said or PROPORTION
    if not key:
        problems.append(typed_problem(Severity.STOP, "indicator_required", "indicator"))
    elif said is None and not can_name_indicator(key):
        problems.append(typed_problem(Severity.STOP, "bad_indicator_key", "indicator"))
    elif said is None:
        problems.append(typed_problem(Severity.INFO, "indicator_made", "indicator"))
    known = _known_words(session, key)
    names = [n for n in (*FIGURE_KEY, *_FIGURES) if n == "period" or clean_text(getattr(typed, n))]
    problems += _find_missing(typed)
    words = {name: _as_known(getattr(typed, name), known.get(name, ())) for name in names}
    vocabulary = _vocabulary(session, known.get("unit", ()))
    table, found = _lay_out(Profile.AGGREGATED, words)
    rows = read_aggregated(table, found, vocabulary, is_proportion=unit_of_measure == PROPORTION)
    figures = rows.figures
    is_read = len(figures) == 1 and any(name in words for name in _FIGURES)
    told = {str(problem.values["field"]) for problem in problems}
    problems += [
        problem
        for problem in _translate(rows.problems, list(words), is_kept=len(figures) == 1)
        if problem.values["field"] not in told
    ]
    empty = CheckedValue(
        Profile.AGGREGATED,
        dataset_of(Profile.AGGREGATED, key),
        key,
        unit_of_measure,
        tuple(problems),
        extract_date=extract_date,
    )
    if not is_read:
        return _surely_stopped(empty)
    value_key = figures.keys()[0]
    is_total = _is_total(value_key, known)
    beside = effective_measurements(session, key, period=value_key[0])
    if _is_new_unit(value_key[1], known["unit"], vocabulary, problems):
        problems.append(typed_problem(Severity.INFO, "unit_new", "unit"))
    before = next((row for row in beside if _key_of(row) == value_key), None)
    if before is not None:
        is_total = before.is_total  # what a file found from its own sums stays a total
    else:
        problems += _check_parts(value_key, beside, is_total=is_total)
    return CheckedValue(
        Profile.AGGREGATED,
        empty.dataset,
        key,
        unit_of_measure,
        tuple(problems),
        value_key,
        figures.contents()[0],
        is_total,
        extract_date,
        before,
    )


def _find_missing(typed: TypedValue) -> list[Problem]:
    """Find what a figure cannot do without."""
    has = {name: bool(clean_text(getattr(typed, name))) for name in ("period", *_FIGURES)}
    missing = [] if has["period"] else ["period"]
    if has["numerator"] != has["denominator"]:
        missing.append("denominator" if has["numerator"] else "numerator")
    elif not has["numerator"] and not has["value"]:
        missing += ["value"]
    problems = [typed_problem(Severity.STOP, "missing_value", name) for name in missing]
    if typed.is_masked and has["value"] and read_mask(typed.value) is None:
        problems.append(
            typed_problem(Severity.STOP, "unknown_code", "value", sentence="unknown_mask")
        )
    return problems


def _check_parts(
    key: tuple[str, ...], beside: Sequence[Row[Any]], *, is_total: bool
) -> list[Problem]:
    """Find a figure that the sums over its period would count twice.

    A figure of a unit as a whole beside figures of the same unit by sex would be, and so would one
    by sex beside one of the whole; totals are never summed.
    """
    if is_total:
        return []
    for name, position in zip(_PARTS, range(1, len(key)), strict=True):
        others = [
            row for row in beside if not row.is_total and (name == "unit" or row.unit == key[1])
        ]
        if not others:
            continue
        are_filled = {bool(getattr(row, name)) for row in others}
        if bool(key[position]) not in are_filled:
            sentence = "too_fine" if key[position] else "too_coarse"
            return [typed_problem(Severity.STOP, "typed_grain", name, sentence=sentence)]
    return []


def _is_new_unit(
    unit: str, known: tuple[str, ...], vocabulary: Vocabulary, problems: list[Problem]
) -> bool:
    """Tell whether a unit stands beside none of the indicator's, and nothing is said of it yet."""
    is_known = not unit or unit in known or vocabulary.is_unit(unit)
    is_told = any(problem.values["field"] == "unit" for problem in problems)
    return bool(known) and not (is_known or is_told or is_total_word(unit, of_places=True))


def _is_total(key: tuple[str, ...], known: Mapping[str, tuple[str, ...]]) -> bool:
    """Tell whether a word of the key names the total of what the indicator is divided by."""
    for name, word in zip(FIGURE_KEY[1:], key[1:], strict=True):
        of_places = name in {"unit", "home_unit"}
        if is_total_word(word, of_places=of_places) and not all(
            is_total_word(each, of_places=of_places) for each in known.get(name, ())
        ):
            return True
    return False


def _known_words(session: Session, indicator: str) -> dict[str, tuple[str, ...]]:
    """Return the words that the figures of an indicator already have, by field."""
    table = Measurement.__table__.c
    live = select(ImportBatch.batch_id).where(ImportBatch.state.in_(LIVE))
    return {
        name: tuple(
            session.scalars(
                select(table[name])
                .where(table.indicator == indicator, table.batch_id.in_(live), table[name] != "")
                .distinct()
            )
        )
        for name in _PARTS
    }


def _as_known(written: str, known: tuple[str, ...]) -> str:
    """Return the word in use that differs in capitals and spaces alone, else what was written."""
    return {fold(word): word for word in known}.get(fold(written), written)


def _key_of(row: Row[Any]) -> tuple[str, ...]:
    return tuple(getattr(row, name) for name in FIGURE_KEY)


# ------------------------------------------------------------------------------- expected cases


def _check_expected(
    session: Session, typed: TypedExpected, extract_date: dt.date | None, problems: list[Problem]
) -> CheckedValue:
    names = (*EXPECTED_KEY, "expected")
    words = {name: getattr(typed, name) for name in names}
    vocabulary = _vocabulary(session, ())
    table, found = _lay_out(Profile.EXPECTED, words)
    rows = read_expected(table, found, vocabulary)
    problems += [
        _with_suggestion(problem, vocabulary, typed)
        for problem in _translate(rows.problems, list(names), is_kept=bool(rows.rows))
    ]
    empty = CheckedValue(
        Profile.EXPECTED,
        dataset_of(Profile.EXPECTED, None),
        None,
        PROPORTION,
        tuple(problems),
        extract_date=extract_date,
    )
    if not rows.rows:
        return _surely_stopped(empty)
    row = rows.rows[0]
    held = (
        each
        for each in effective_expected_cases(session)
        if tuple(getattr(each, name) for name in EXPECTED_KEY) == row.key
    )
    return CheckedValue(
        Profile.EXPECTED,
        empty.dataset,
        None,
        PROPORTION,
        tuple(problems),
        row.key,
        (None, None, row.expected, None),
        extract_date=extract_date,
        before=next(held, None),
    )


def _with_suggestion(problem: Problem, vocabulary: Vocabulary, typed: TypedExpected) -> Problem:
    """Return an unknown pathway or region with what it nearly says."""
    field = str(problem.values["field"])
    written = getattr(typed, field)
    nearly = vocabulary.suggest(field, written) if problem.code == "unknown_code" else None
    if nearly is None:
        return problem
    code, name = nearly
    words = text("imports.proposal.alias", written=written, name=name)
    return typed_problem(
        problem.severity, problem.code, field, proposal=Proposal(words, field, code)
    )


# ----------------------------------------------------------------------------- the table of one


def _lay_out(profile: Profile, words: Mapping[str, str]) -> tuple[CodedTable, Recognition]:
    """Return a table of one row, a column for each field, and what its columns are."""
    labels = {field.name: field.label for field in BY_PROFILE[profile].fields}
    columns = tuple(
        CodedColumn(
            index,
            column_letter(index),
            labels[name],
            np.array([int(bool(clean_text(words[name])))], dtype=np.int32),
            [None, words[name]],
        )
        for index, name in enumerate(words)
    )
    table = CodedTable("", 1, np.array([2], dtype=np.int32), columns, (), 0, (), 0, (), 0, "")
    matches = tuple(
        ColumnMatch(name, index, labels[name], Certainty.CHOSEN) for index, name in enumerate(words)
    )
    return table, Recognition(BY_PROFILE[profile], 0, 1, matches, ())


def _vocabulary(session: Session, units: tuple[str, ...]) -> Vocabulary:
    """Return the words of the store, those remembered, and the units that are in use."""
    known = load_vocabulary(session)
    in_use = {fold(unit): unit for unit in units}
    fixes = Fixes(alias_fixes(load_aliases(session, None)))
    return replace(known, units=in_use | known.units).with_fixes(fixes)


def _translate(found: tuple[Problem, ...], names: list[str], *, is_kept: bool) -> list[Problem]:
    """Return what reading found, said of the fields; what leaves a row out stops a typed value."""
    problems = []
    for problem in found:
        sentence = problem.sentence.rpartition(".")[2]
        if not has_text(f"typing_in.problem.{sentence}"):
            continue
        letter = str(problem.values.get("column", ""))
        field = names[column_index(letter)] if letter else names[0]
        proposal = problem.proposal
        if proposal is not None:
            is_alias = sentence == "similar_name"
            proposal = Proposal(proposal.words, field, proposal.value) if is_alias else None
        told = {n: v for n, v in problem.values.items() if n in {"scale", "reading"}}
        severity = problem.severity
        leaves_out = problem.leaves_rows_out or problem.code == "masked_value"
        if not is_kept and leaves_out:
            severity = Severity.STOP
        problems.append(
            typed_problem(
                severity, problem.code, field, sentence=sentence, proposal=proposal, **told
            )
        )
    return problems


def _surely_stopped(checked: CheckedValue) -> CheckedValue:
    if checked.is_stopped:
        return checked
    field = "expected" if checked.profile is Profile.EXPECTED else "value"
    stop = typed_problem(Severity.STOP, "missing_value", field)
    return replace(checked, problems=(*checked.problems, stop))
