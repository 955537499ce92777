"""Where the initiatives of a year belong, in four ways (R-C19): one set, each counted once.

An initiative is listed in every place that it belongs to, with the others named; every sum is of
different initiatives, so that the four outputs have the same whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import PlanState
from rccdesk.services import framework, groups, initiatives, plans
from rccdesk.services.charts.labels import capital
from rccdesk.services.initiatives.effect_chain import find_served
from rccdesk.services.packs.reports.years import is_begun, is_finished_in, is_under_way
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rccdesk.periods import Period
    from rccdesk.services.database import Database
    from rccdesk.services.initiatives import InitiativeRow, ResultCard
    from rccdesk.services.initiatives.effect_chain import Served

AREAS = "forordning-2019-7"  # whose items are the målområden of the ordinance
OUTPUTS = ("area", "plan", "process", "framework")


@dataclass(frozen=True, slots=True)
class Tried:
    """An initiative of the year with its card and what it serves."""

    row: InitiativeRow
    card: ResultCard
    served: Served


@dataclass(frozen=True, slots=True)
class Group:
    """A place in an output and the initiatives that belong there; ``words`` is its own state."""

    name: str
    uuids: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """One of the four ways. ``rest`` belong nowhere in it; ``lacks`` says what there is none of."""

    key: str
    name: str
    groups: tuple[Group, ...]
    rest: tuple[str, ...]
    lacks: str = ""

    @property
    def uuids(self) -> frozenset[str]:
        """The initiatives of the output, each once."""
        return frozenset((*(uuid for group in self.groups for uuid in group.uuids), *self.rest))

    def places_of(self, uuid: str) -> tuple[str, ...]:
        """Return the names of the places where an initiative is listed."""
        return tuple(group.name for group in self.groups if uuid in group.uuids)


def list_tried_in(database: Database, year: Period) -> tuple[Tried, ...]:
    """Return the own initiatives that were under way, or came to an end, in the year."""
    return tuple(
        Tried(row, initiatives.get_card(database, row.uuid), find_served(database, row.uuid))
        for row in initiatives.list_initiatives(database)
        if is_begun(row) and (is_under_way(row, year) or is_finished_in(row, year))
    )


def count_begun(database: Database) -> int:
    """Return how many own initiatives have begun in any year."""
    return sum(is_begun(row) for row in initiatives.list_initiatives(database))


def count_without_start(database: Database) -> int:
    """Return how many begun initiatives have no first day, so that no year can be told."""
    rows = initiatives.list_initiatives(database)
    return sum(is_begun(row) and row.starts_on is None for row in rows)


def make_output(
    database: Database, key: str, tried: Sequence[Tried], framework_key: str = ""
) -> Output:
    """Return one of `OUTPUTS` of the initiatives.

    ``framework_key`` is the set of goals of the fourth, else the first own one. Raises
    NotFoundError ``framework_missing``.
    """
    if key == "area":
        found = framework.get_framework(database, AREAS)
        return _by_framework(database, key, found.key, found.title, tried)
    if key == "plan":
        return _by_plan(database, tried)
    if key == "process":
        return _by_process(database, tried)
    own = [row for row in framework.list_frameworks(database) if row.is_own and row.is_shown]
    if framework_key:
        chosen = framework.get_framework(database, framework_key)
        return _by_framework(database, key, chosen.key, chosen.title, tried)
    if own:
        return _by_framework(database, key, own[0].key, own[0].title, tried)
    name = text("reports.yearly.output.framework")
    rest = tuple(each.row.uuid for each in tried)
    return Output(key, name, (), rest, text("reports.yearly.no_framework"))


def _by_framework(
    database: Database, key: str, framework_key: str, name: str, tried: Sequence[Tried]
) -> Output:
    found = tuple(
        Group(
            item.name,
            tuple(
                each.row.uuid
                for each in tried
                if item.uuid in {uuid for uuid, _name in each.served.areas}
            ),
        )
        for item in framework.list_items(database, framework_key)
    )
    return _output(key, name, found, tried)


def _by_plan(database: Database, tried: Sequence[Tried]) -> Output:
    """Return the goals: all that can be followed of the main plan, of others those served."""
    main = plans.main_plan(database)
    serving: Mapping[str, tuple[str, ...]] = {
        uuid: tuple(each.row.uuid for each in tried if (uuid, name) in each.served.goals)
        for uuid, name in dict.fromkeys(goal for each in tried for goal in each.served.goals)
    }
    found = []
    for plan in plans.list_plans(database):
        if plan.state is PlanState.REPLACED:
            continue
        is_main = main is not None and plan.uuid == main.uuid
        items = plans.list_items(database, plan.uuid)
        parents = {item.parent_uuid for item in items}
        for item in items:
            uuids = serving.get(item.uuid, ())
            is_told = is_main and not plans.is_heading(item, has_parts=item.uuid in parents)
            if uuids or is_told:
                name = item.name if is_main else f"{plan.name}: {item.name}"
                found.append(Group(name, uuids, plans.mark_words(item.state)))
    name = main.name if main is not None else capital(text("reports.yearly.output.plan"))
    return _output("plan", name, tuple(found), tried)


def _by_process(database: Database, tried: Sequence[Tried]) -> Output:
    found = [
        Group(
            process.name,
            tuple(each.row.uuid for each in tried if set(each.row.svf) & set(process.svf)),
        )
        for process in groups.list_processes(database)
    ]
    of_all = tuple(each.row.uuid for each in tried if not each.row.svf)
    found.append(Group(text("reports.yearly.all_processes"), of_all))
    return _output("process", text("reports.yearly.processes"), tuple(found), tried)


def _output(key: str, name: str, found: tuple[Group, ...], tried: Sequence[Tried]) -> Output:
    placed = {uuid for group in found for uuid in group.uuids}
    rest = tuple(each.row.uuid for each in tried if each.row.uuid not in placed)
    return Output(key, name, found, rest)
