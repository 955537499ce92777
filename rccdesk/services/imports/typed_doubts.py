"""What a typed value makes odd: a total that its parts no longer add up to, or never did.

The other rules need more than one value: how a share was written, the rows of the sheet, the last
extract as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Profile, Severity
from rccdesk.models import DataDoubt, ImportBatch
from rccdesk.services.doubts import NewDoubt
from rccdesk.services.imports.coverage import FIGURE_KEY, LIVE, effective_measurements
from rccdesk.services.imports.stored_figures import StoredFigure, find_doubts_of_stored
from rccdesk.services.imports.typed_values import CheckedValue, content_of, typed_problem
from rccdesk.services.store_settings import read_small_number_limits

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.imports.problems import Problem


def find_typed_doubts(session: Session, checked: CheckedValue) -> list[NewDoubt]:
    """Return the totals of the period that disagree with their parts since the value was typed.

    Not those that disagreed before without a doubt: a file has reasons that the store does not
    know, as rows that were left out.
    """
    if checked.profile is not Profile.AGGREGATED or checked.key is None:
        return []
    beside: list[StoredFigure] = [
        (tuple(getattr(row, name) for name in FIGURE_KEY), content_of(row), row.is_total)
        for row in effective_measurements(session, str(checked.indicator), period=checked.key[0])
    ]
    others = [each for each in beside if each[0] != checked.key]
    typed = (checked.key, checked.content, checked.is_total)
    small = read_small_number_limits(session)
    before, after = (
        find_doubts_of_stored(
            str(checked.indicator),
            figures,
            unit_of_measure=checked.unit_of_measure,
            few=max(small.group, small.month),
        )
        for figures in (beside, [*others, typed])
    )
    old = {(doubt.value_key, doubt.rule): dict(doubt.values) for doubt in before}
    known = _known(session, old)
    found = [
        doubt
        for doubt in after
        if (place := (doubt.value_key, doubt.rule)) not in old
        or (place in known and old[place] != dict(doubt.values))
    ]
    return [replace(doubt, sheet="", cell="") for doubt in found]  # it lies in no sheet


def tell_typed_doubts(doubts: Iterable[NewDoubt]) -> tuple[Problem, ...]:
    """Return the warnings of doubts, each beside the field of the figure that disagrees."""
    told = {
        doubt.rule: typed_problem(Severity.WARNING, doubt.rule, str(doubt.values["figure"]))
        for doubt in doubts
    }
    return tuple(told.values())


def _known(session: Session, places: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    keys = {value_key for value_key, _ in places}
    query = (
        select(DataDoubt.value_key, DataDoubt.rule)
        .join(ImportBatch, ImportBatch.batch_id == DataDoubt.batch_id)
        .where(DataDoubt.value_key.in_(keys), ImportBatch.state.in_(LIVE))
    )
    return {(value_key, rule) for value_key, rule in session.execute(query)}
