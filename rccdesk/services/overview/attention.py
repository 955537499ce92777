"""What waits for the user, and what has changed since the extract before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.enums import BatchState, Severity
from rccdesk.services import doubt_listing, imports, store_settings
from rccdesk.services.overview.mission import FUNDING_DAYS
from rccdesk.services.overview.model import Attention, OverviewQuery
from rccdesk.services.overview.tiles import selection_words
from rccdesk.services.tiles import only_row
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.imports import BatchRow
    from rccdesk.services.overview.mission import MissionFacts
    from rccdesk.services.publishing import PublishableTable


def list_attention(
    database: Database,
    query: OverviewQuery,
    labels: Labels,
    table: PublishableTable | None,
    batches: list[BatchRow],
    facts: MissionFacts,
) -> tuple[Attention, ...]:
    """Return what waits for the user: decided and overdue, due today, overdue, waiting, doubtful.

    ``table`` is the lead time as one row, None where no events have been imported.
    """
    found = [*_list_decided(facts), *_list_due(facts), *_list_overdue(facts)]
    waiting = sum(
        1
        for batch in batches
        if batch.state == BatchState.ACTIVE and batch.problem_count
        for problem in imports.list_problems(database, batch.batch_id)
        if problem.severity == Severity.WARNING
    )
    if waiting:
        found.append(_item("imports", "problems", "imports", "problems", count=waiting))
    found += _list_waiting(facts)
    if table is not None:
        few = store_settings.get_small_number_limits(database).group
        found += _list_doubts(query, labels, table, few)
    doubtful = doubt_listing.count_waiting_doubts(database)
    if doubtful:
        found.append(_item("doubt", "doubts", "imports", "doubts", count=doubtful))
    return tuple(found)


def _list_decided(facts: MissionFacts) -> list[Attention]:
    """Return what a meeting decided and whose day has come: it stands first (R-C15)."""
    counted = (
        ("decision", "decisions_due", "meetings", "decisions", facts.decisions_due),
        ("late", "actions_overdue", "meetings", "actions", facts.actions_overdue),
    )
    return _items(counted)


def _list_due(facts: MissionFacts) -> list[Attention]:
    counted = (
        ("due", "activities_today", facts.activities_page, _tab(facts, ""), facts.activities_today),
        ("follow_up", "follow_ups_today", "follow_up", "rotation", facts.follow_ups_today),
        ("framework", "reviews_today", "framework", "gaps", facts.reviews_today),
    )
    return _items(counted)


def _list_overdue(facts: MissionFacts) -> list[Attention]:
    counted = (
        (
            "late",
            "late_activities",
            facts.activities_page,
            _tab(facts, "late"),
            facts.late_activities,
        ),
        ("follow_up", "follow_ups", "follow_up", "rotation", facts.follow_ups_due),
        ("framework", "reviews", "framework", "gaps", facts.reviews_due),
        ("initiative", "durability", "initiatives", "durability", facts.durability_due),
    )
    return _items(counted)


def _list_waiting(facts: MissionFacts) -> list[Attention]:
    unanswered = facts.decisions_unanswered
    counted = (
        ("decision", "decisions_unanswered", "meetings", "decisions", unanswered),
        ("raise", "obstacles", "follow_up", "obstacles", facts.obstacles_raised),
        ("initiative", "funding", "initiatives", "", facts.funding_ending),
        ("seat", "vacancies", "groups", "vacancies", facts.vacancies),
        ("person", "introductions", "groups", "introductions", facts.introductions),
    )
    return _items(counted)


def _tab(facts: MissionFacts, of_plan: str) -> str:
    """Return the part of the page of a process, or what is chosen in the plan."""
    return "activities" if facts.activities_page == "process" else of_plan


def _items(counted: Sequence[tuple[str, str, str, str, int]]) -> list[Attention]:
    """Return icon, key of the words, page, tab and count as items; none of what is zero."""
    return [
        _item(icon, key, page, tab, count=count, days=FUNDING_DAYS)
        for icon, key, page, tab, count in counted
        if count
    ]


def _list_doubts(
    query: OverviewQuery, labels: Labels, table: PublishableTable, few: int
) -> list[Attention]:
    """Return the doubts of a lead time; fewer than ``few`` patients are not counted in words."""
    found = []
    excluded = dict(table.excluded)
    for key in ("negative", "limit_unknown"):
        count = excluded.get(key, 0)
        if count:
            title = "title" if count >= few else "title_few"
            found.append(
                Attention(
                    "doubt",
                    text(f"overview.attention.{key}.{title}", count=count, few=few),
                    text(f"overview.attention.{key}.line"),
                    "lead_times",
                )
            )
    row = only_row(table)
    if row is not None and row.limit_confirmed is False:
        found.append(_item("doubt", "limit_unconfirmed", "settings"))
    if row is not None and row.representative is None and not row.hidden:
        found.append(
            _item("doubt", "inclusion_unknown", "imports", area=selection_words(query, labels))
        )
    return found


def _item(icon: str, key: str, page: str, tab: str = "", **values: object) -> Attention:
    return Attention(
        icon,
        text(f"overview.attention.{key}.title", **values),
        text(f"overview.attention.{key}.line", **values),
        page,
        tab,
    )
