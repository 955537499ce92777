"""Inclusion without the few who began treatment: their number is a group of its own.

The expected cases that they are held against are many, so that the limit for small groups lets
the share pass. What a pack says elsewhere of the same pathways would hide them.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk.services.agreement.figures import ByPeriod
from rccdesk.services.publishing import Hidden, PublishableRow, hide_row

if TYPE_CHECKING:
    from collections.abc import Mapping

_LEAST_HIDDEN = 2  # of a sum that is shown


def without_few(found: ByPeriod, limit: int) -> ByPeriod:
    """Return inclusion by region and period where fewer than ``limit`` but some are not told.

    Where a period tells the sum of its regions a second one is hidden for their sake, the
    smallest, until those that are hidden have ``limit`` cases or more together.
    """
    changed: dict[PublishableRow, PublishableRow] = {}
    for place in range(len(found.periods)):
        parts = [row.figures[place] for row in found.rows if not row.is_whole]
        whole = next((row.figures[place] for row in found.rows if row.is_whole), None)
        _hide(parts, whole, limit, changed)
    if not changed:
        return found
    return dataclasses.replace(
        found,
        rows=tuple(
            dataclasses.replace(row, figures=tuple(_now(figure, changed) for figure in row.figures))
            for row in found.rows
        ),
        table=dataclasses.replace(
            found.table, rows=tuple(changed.get(row, row) for row in found.table.rows)
        ),
    )


def _now(
    row: PublishableRow | None, changed: Mapping[PublishableRow, PublishableRow]
) -> PublishableRow | None:
    return None if row is None else changed.get(row, row)


def _hide(
    parts: list[PublishableRow | None],
    whole: PublishableRow | None,
    limit: int,
    changed: dict[PublishableRow, PublishableRow],
) -> None:
    told = [row for row in parts if row is not None and row.numerator is not None]
    few = [row for row in told if 0 < (row.numerator or 0) < limit]
    changed |= {row: hide_row(row, Hidden.FEW) for row in few}
    if not few or whole is None or whole.numerator is None:
        return
    hidden, cases = len(few), sum(row.numerator or 0 for row in few)
    left = sorted(
        (row for row in told if row not in few and row.numerator),
        key=lambda row: row.numerator or 0,
    )
    while left and (hidden < _LEAST_HIDDEN or cases < limit):
        row = left.pop(0)
        changed[row] = hide_row(row, Hidden.SECONDARY)
        hidden, cases = hidden + 1, cases + (row.numerator or 0)
