"""Store a typed value as a batch of its own kind."""

from __future__ import annotations

import datetime as dt
import json

from sqlalchemy.orm import Session

from rccdesk.enums import BatchKind, BatchState, Profile, Severity
from rccdesk.models import ExpectedCase, ImportBatch, Measurement
from rccdesk.periods import parse_period
from rccdesk.services.doubts import replace_doubts
from rccdesk.services.imports.coverage import EXPECTED_KEY, FIGURE_KEY, update_states
from rccdesk.services.imports.doubt_rules import keep_doubts
from rccdesk.services.imports.problems import dump_problems, sort_problems
from rccdesk.services.imports.storing import ensure_indicator
from rccdesk.services.imports.typed_doubts import find_typed_doubts, tell_typed_doubts
from rccdesk.services.imports.typed_values import CheckedValue, Typed, TypedValue
from rccdesk.services.imports.values import clean_text


def store_typed(session: Session, checked: CheckedValue, typed: Typed) -> tuple[int, bool]:
    """Store a checked value as a batch within a write; return its id and whether it is new.

    Words that were saved before, of the same source and date, and still hold are not saved again.
    """
    assert checked.key is not None
    assert checked.extract_date is not None
    if (same := _find_same(session, checked, typed)) is not None:
        return same, False
    span = parse_period(_part(checked, "period"))
    place = _part(checked, "region" if checked.profile is Profile.EXPECTED else "unit")
    is_changed = checked.before is not None and not checked.is_unchanged
    doubts = find_typed_doubts(session, checked)
    problems = sort_problems((*checked.problems, *tell_typed_doubts(doubts)))
    batch = ImportBatch(
        imported_at=dt.datetime.now(dt.UTC).replace(tzinfo=None),
        kind=BatchKind.TYPED,
        profile=checked.profile,
        dataset=checked.dataset,
        indicator=checked.indicator,
        file_name="",
        file_sha256="",
        sheet="",
        header_row=0,
        source=clean_text(typed.source),
        extract_date=checked.extract_date,
        first_day=span.first,
        last_day=span.last,
        covered_places=json.dumps([place], ensure_ascii=False),
        rows_read=1,
        rows_imported=int(not checked.is_unchanged),
        rows_changed=int(is_changed),
        rows_unchanged=int(checked.is_unchanged),
        problems=dump_problems(
            problem for problem in problems if problem.severity is Severity.WARNING
        ),
        state=BatchState.ACTIVE,
    )
    mapping: dict[str, object] = {"key": checked.key}
    session.add(batch)
    session.flush()
    numerator, denominator, value, masked = checked.content
    if isinstance(typed, TypedValue):
        title, unit = typed.indicator_title, checked.unit_of_measure
        batch.made_indicator = ensure_indicator(session, str(checked.indicator), title, unit)
        if batch.made_indicator:
            mapping |= {"indicator_title": title, "unit_of_measure": unit}
        figure = Measurement(
            batch_id=batch.batch_id,
            indicator=checked.indicator,
            numerator=numerator,
            denominator=denominator,
            value=value,
            masked=masked,
            is_total=checked.is_total,
            sheet="",
            row=0,
            column="",
            **dict(zip(FIGURE_KEY, checked.key, strict=True)),
        )
        session.add(figure)
    else:
        named = dict(zip(EXPECTED_KEY, checked.key, strict=True))
        expected = ExpectedCase(batch_id=batch.batch_id, expected=value, sheet="", row=0, **named)
        session.add(expected)
    batch.mapping = json.dumps(mapping, ensure_ascii=False, sort_keys=True)
    replace_doubts(session, batch.batch_id, keep_doubts(doubts))
    session.flush()
    update_states(session, checked.dataset)
    return batch.batch_id, True


def _find_same(session: Session, checked: CheckedValue, typed: Typed) -> int | None:
    if not checked.is_unchanged or checked.before is None:
        return None
    batch = session.get_one(ImportBatch, checked.before.batch_id)
    same = (BatchKind.TYPED, clean_text(typed.source), checked.extract_date)
    return batch.batch_id if (batch.kind, batch.source, batch.extract_date) == same else None


def _part(checked: CheckedValue, name: str) -> str:
    names = EXPECTED_KEY if checked.profile is Profile.EXPECTED else FIGURE_KEY
    assert checked.key is not None
    return checked.key[names.index(name)]
