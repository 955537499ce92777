"""Lead times that a pack tells in words: they are held together with its tables."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk.errors import RccdeskError
from rccdesk.services import figure_keys
from rccdesk.services.packs.together import group_of
from rccdesk.services.value_keys import is_goal_key, read_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from rccdesk.services.database import Database
    from rccdesk.services.packs.model import Section
    from rccdesk.services.packs.together import Group
    from rccdesk.services.publishing import PublishableTable


def told_figures(
    database: Database, sections: Iterable[Section], known: Collection[str]
) -> Iterator[PublishableTable]:
    """Yield the lead times that sections name beside the ``known`` keys, each as a table of one."""
    keys = dict.fromkeys(each.value_key for section in sections for each in section.figures)
    for key in keys:
        table = None if key in known else _table_of(database, key)
        if table is not None:
            yield table


def hides(database: Database, value_key: str, hidden: frozenset[Group]) -> bool:
    """Tell whether a figure is one of those that are not shown for the sake of others."""
    if not hidden:
        return False
    table = _table_of(database, value_key)
    return table is not None and group_of(table, table.rows[0]) in hidden


def _table_of(database: Database, value_key: str) -> PublishableTable | None:
    """Return a figure of a lead time as a table of one row; None for what is no such figure."""
    try:
        if not is_goal_key(read_key(value_key).measure):
            return None
        found = figure_keys.find_figure(database, value_key)
    except (RccdeskError, ValueError):
        return None
    return dataclasses.replace(found.table, rows=(found.row,), whole=None)
