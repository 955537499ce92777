"""What the effect chains of all initiatives lack, counted at once for lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rccdesk.enums import LinkRole, Thing
from rccdesk.services.initiatives.effect_chain import ChainKind
from rccdesk.services.links import list_links, read_names
from rccdesk.services.links.figures import measure_names

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.initiatives.model import InitiativeRow, OutcomeRow

_KINDS = (Thing.PLAN_ITEM, Thing.FRAMEWORK_ITEM)


def find_gaps(
    database: Database, rows: Sequence[InitiativeRow], outcomes: Iterable[OutcomeRow]
) -> Mapping[str, tuple[ChainKind, ...]]:
    """Return the kinds of steps that the chain of each initiative lacks, by its uuid.

    They are those of `get_effect_chain`, without reading a chain at a time.
    """
    measured = _measures(outcomes)
    known = measure_names(database)
    of_initiatives = _served(database, Thing.INITIATIVE)
    of_goals = _served(database, Thing.PLAN_ITEM)
    found = {}
    for row in rows:
        served = of_initiatives.get(row.uuid, {})
        goals = served.get(Thing.PLAN_ITEM, set())
        areas = set(served.get(Thing.FRAMEWORK_ITEM, set()))
        for goal in goals:
            areas |= of_goals.get(goal, {}).get(Thing.FRAMEWORK_ITEM, set())
        measures = measured.get(row.uuid, [])
        lacks = {
            ChainKind.WORK_CHANGE: not row.work_change.strip(),
            ChainKind.OUTCOME: not measures or any(key not in known for key in measures),
            ChainKind.GOAL: not goals,
            ChainKind.AREA: not areas,
        }
        found[row.uuid] = tuple(kind for kind, is_lacking in lacks.items() if is_lacking)
    return found


def _measures(outcomes: Iterable[OutcomeRow]) -> Mapping[str, list[str]]:
    measured: dict[str, list[str]] = defaultdict(list)
    for outcome in outcomes:
        measured[outcome.initiative_uuid].append(outcome.measure)
    return measured


def _served(database: Database, kind: Thing) -> Mapping[str, Mapping[Thing, set[str]]]:
    """Return what things of ``kind`` serve by confirmed links to what is there."""
    links = [
        link
        for link in list_links(database, from_kind=kind, role=LinkRole.SERVES)
        if link.is_confirmed and link.to_kind in _KINDS
    ]
    names = read_names(database, [(link.to_kind, link.to_key, "") for link in links])
    served: dict[str, dict[Thing, set[str]]] = defaultdict(lambda: defaultdict(set))
    for link in links:
        if not names[link.to_kind, link.to_key].gone:
            served[link.from_key][link.to_kind].add(link.to_key)
    return served
