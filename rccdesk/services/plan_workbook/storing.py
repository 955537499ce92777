"""Write what a workbook changes: one write, which is one step back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import IntegrityError

from rccdesk.errors import ConflictError
from rccdesk.models import Base
from rccdesk.services.persons.places import TOPICS
from rccdesk.services.plan_workbook.changes import Change
from rccdesk.services.plan_workbook.sheets import ID
from rccdesk.services.progress import Progress, ignore

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_ROWS_OF_A_TICK = 100


def store(
    database: Database,
    changes: Iterable[Change],
    *,
    act: str,
    name: str,
    progress: Progress = ignore,
) -> None:
    """Write the changed rows; nothing where there are none.

    Raises ConflictError ``plan_workbook_conflict`` where two rows stand in each other's way,
    Cancelled from ``progress``; nothing has changed then.
    """
    going = [change for change in changes if change.changed]
    if not going:
        return
    models: dict[str, Any] = {
        mapper.local_table.name: mapper.class_  # type: ignore[attr-defined]
        for mapper in Base.registry.mappers
    }
    topics = dict.fromkeys(TOPICS[change.table] for change in going)
    values = {
        "added": sum(change.is_new for change in going),
        "changed": sum(not change.is_new for change in going),
        "name": name,
    }
    try:
        with database.write(*topics, act=act, values=values) as session:
            for number, change in enumerate(going):
                if number % _ROWS_OF_A_TICK == 0:
                    progress(number, 2 * len(going))  # what the database does takes as long
                model = models[change.table]
                if change.is_new:
                    fields = {k: v for k, v in change.row.items() if k != ID}
                    session.add(model(uuid=change.uuid, **fields))
                else:
                    row = session.get_one(model, change.uuid)
                    for field, value in change.changed.items():
                        setattr(row, field, value)
    except IntegrityError as error:
        raise ConflictError("plan_workbook_conflict") from error
