"""Reasons of points under the small-number rules of today: a raised limit holds for them as well.

The words stay as they were when the point was taken up; whatever shows or sends them asks here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rccdesk.enums import Reason
from rccdesk.services import store_settings
from rccdesk.services.frozen_figures import FrozenCount, find_hidden, hidden_words
from rccdesk.services.plans.frozen import count_in, hidden_figure
from rccdesk.services.store_settings import SmallNumberLimits
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.meetings.model import PointRow

_VALUE = re.compile(r"\s*\([^()]*\d[^()]*\)")  # as "(62,5 %)": a limit's width tells of cases
_YEAR, _MONTH = "0001", "0001-01"


def shown(database: Database, point: PointRow) -> PointRow:
    """Return a point whose reason may be shown: a figure of too few cases is told as hidden."""
    if point.reason not in (Reason.PRIORITY_OFF, Reason.SIGNAL) or not point.reason_words:
        return point
    limits = store_settings.get_small_number_limits(database)
    if point.reason is Reason.SIGNAL:
        plain = SmallNumberLimits()
        is_raised = limits.cells or limits.group > plain.group or limits.month > plain.month
        return (
            replace(point, reason_words=_VALUE.sub("", point.reason_words)) if is_raised else point
        )
    return replace(point, reason_words=_priority_words(point.reason_words, limits))


def _priority_words(words: str, limits: SmallNumberLimits) -> str:
    counts = count_in(words)
    if counts is None:
        return words
    folded = words.lower()
    is_month = any(text(f"formats.month.{number}").lower() in folded for number in range(1, 13))
    count = FrozenCount("", (), _MONTH if is_month else _YEAR, *counts)
    (reason,) = find_hidden((count,), limits)
    if reason is None:
        return words
    head, colon, figure = words.partition(": ")
    return head + colon + hidden_figure(figure, hidden_words(reason))
