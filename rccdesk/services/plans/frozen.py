"""Figures kept with follow-ups, under the small-number rules of today.

The kept words stay as they were; whatever shows them or sends them asks here first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.models import FollowUp
from rccdesk.periods import parse_period
from rccdesk.services import store_settings
from rccdesk.services.frozen_figures import FrozenCount, find_hidden, hidden_words
from rccdesk.services.remembering import remembered
from rccdesk.services.value_keys import read_key

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.plans.model import FollowUpRow
    from rccdesk.services.publishing import Hidden
    from rccdesk.services.store_settings import SmallNumberLimits

_BETWEEN = " · "
_SOME_YEAR = "0001"  # of rolling months, which overlap with no other period for certain
# As `formats.of` writes it, in the language that was chosen then.
_COUNT = re.compile(r"(?<![\d,.])(\d[\d\s,.]*)\s(?:av|of)\s(\d[\d\s,.]*)")


def shown(database: Database, row: FollowUpRow) -> FollowUpRow:
    """Return a follow-up as it may be shown: a figure of too few cases is told as hidden."""
    reason = _hidden(database).get(row.uuid)
    if reason is None:
        return row
    return replace(row, figure=hidden_figure(row.figure, hidden_words(reason)))


@remembered
def _hidden(database: Database) -> Mapping[str, Hidden]:
    """Return why the figures of follow-ups may not be shown, by their uuid; none that may."""
    query = select(FollowUp.uuid, FollowUp.value_key, FollowUp.figure).where(
        FollowUp.figure != "", FollowUp.deleted_at.is_(None)
    )
    with database.read() as session:
        told = session.execute(query.order_by(FollowUp.uuid)).all()
    figures = [(uuid, value_key, words) for uuid, value_key, words in told]
    return hidden_figures(figures, store_settings.get_small_number_limits(database))


def hidden_figures(
    told: Iterable[tuple[str, str, str]], limits: SmallNumberLimits
) -> Mapping[str, Hidden]:
    """Return why figures may not be shown, of (uuid, value key, words), by uuid; none that may."""
    counts: dict[str, FrozenCount] = {}
    for uuid, value_key, words in told:
        count = count_of(value_key, words)
        if count is not None:
            counts[uuid] = count
    reasons = find_hidden(tuple(counts.values()), limits)
    return {
        uuid: reason for uuid, reason in zip(counts, reasons, strict=True) if reason is not None
    }


def count_of(value_key: str, words: str) -> FrozenCount | None:
    """Return the counts that a figure tells; None where it tells none."""
    counts = count_in(words)
    key = read_key(value_key)
    period = key.fields.get("period", "")
    if counts is None:
        return None
    try:
        parse_period(period)
    except ValueError:
        period = _SOME_YEAR
    selection = tuple((name, code) for name, code in key.fields.items() if name != "period")
    return FrozenCount(key.measure, selection, period, *counts)


def count_in(words: str) -> tuple[float, float] | None:
    """Return the numerator and denominator that words tell, as in "5 av 7"; None for none."""
    match = _COUNT.search(words)
    if match is None:
        return None
    numerator, denominator = (float(re.sub(r"\D", "", part)) for part in match.groups())
    return numerator, denominator


def hidden_figure(words: str, why: str) -> str:
    """Return where and when a figure is of, with why it is not shown."""
    *_, place = words.split(_BETWEEN)
    parts = (why, "" if _COUNT.search(place) else place)
    return _BETWEEN.join(part for part in parts if part)
