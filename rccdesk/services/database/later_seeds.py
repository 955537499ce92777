"""What shipped since a store was made, put into it when it is upgraded.

It is part of the upgrade: no entry of history that an undo could take, nothing of the user's
changed, and nothing brought back that the user has taken away.
"""

from __future__ import annotations

from sqlalchemy import Connection, or_, select
from sqlalchemy.orm import Session

from rccdesk.enums import Topic
from rccdesk.models import (
    Base,
    CauseClass,
    Framework,
    FrameworkItem,
    GoalModel,
    Indicator,
    IndicatorLevel,
    Link,
    ScaleLevel,
    UserEdited,
)
from rccdesk.services.database.recording import raise_versions
from rccdesk.services.database.seeds import later_rows

_TOPICS: dict[type[Base], Topic] = {
    GoalModel: Topic.PATHWAYS,
    Indicator: Topic.INDICATORS,
    IndicatorLevel: Topic.INDICATORS,
    CauseClass: Topic.MAPPING,
    Framework: Topic.FRAMEWORK,
    FrameworkItem: Topic.FRAMEWORK,
    ScaleLevel: Topic.FRAMEWORK,
    Link: Topic.FRAMEWORK,
}
_CARD = ("kind", "about", "interpretation", "technical", "family", "definition")


def add_later_rows(connection: Connection) -> None:
    """Insert the shipped rows whose uuid and key a store of the newest schema lacks.

    The transaction is the caller's. Rows in the Papperskorg count as there. A shipped indicator
    that came before indicators had cards is given its card while that is empty.
    """
    topics: set[Topic] = set()
    with Session(connection, join_transaction_mode="rollback_only") as session:
        left_out: set[str] = set()
        added: set[str] = set()
        for row in later_rows():
            assert isinstance(row, UserEdited)
            if isinstance(row, IndicatorLevel):
                if row.indicator_uuid in left_out:
                    continue  # its indicator was there, with the levels that the user lets it have
            elif isinstance(row, FrameworkItem | ScaleLevel | Link):
                if _is_left_out(session, row, left_out, added):
                    left_out.add(row.uuid)
                    continue
            elif isinstance(row, Indicator | GoalModel | CauseClass | Framework):
                model = type(row)
                known = session.scalar(
                    select(model).where(or_(model.uuid == row.uuid, model.key == row.key))
                )
                if known is not None:
                    if known.uuid != row.uuid or not isinstance(row, Framework):
                        left_out.add(row.uuid)  # its parts are not the shipped one's
                    if _fill_empty_card(known, row):
                        topics.add(Topic.INDICATORS)
                    continue
            session.add(row)
            session.flush()
            added.add(row.uuid)
            topics.add(_TOPICS[type(row)])
        if topics:
            raise_versions(session, sorted(topics))
        session.commit()


def _is_left_out(
    session: Session,
    row: FrameworkItem | ScaleLevel | Link,
    left_out: set[str],
    added: set[str],
) -> bool:
    """Tell whether a row is there, or another in its place, or what it belongs to is not shipped.

    A link between two items that were there before is one that the user has taken away.
    """
    if session.get(type(row), row.uuid) is not None:
        return True
    if isinstance(row, Link):
        ends = (row.from_key, row.to_key)
        return added.isdisjoint(ends) or not all(session.get(FrameworkItem, end) for end in ends)
    if isinstance(row, FrameworkItem) and row.framework_uuid in left_out:
        return True
    place = ("framework_uuid", "code") if isinstance(row, FrameworkItem) else ("scale", "level")
    model = type(row)
    same = (getattr(model, name) == getattr(row, name) for name in place)
    return session.scalar(select(model).where(model.deleted_at.is_(None), *same)) is not None


def _fill_empty_card(known: Base, shipped: Base) -> bool:
    """Give a shipped indicator its card; return whether it had none."""
    if not isinstance(known, Indicator) or not isinstance(shipped, Indicator):
        return False
    if known.uuid != shipped.uuid or any(getattr(known, name) for name in _CARD):
        return False
    for name in _CARD:
        setattr(known, name, getattr(shipped, name))
    return True
