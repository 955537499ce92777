"""What the page of the groups asks, and what it is answered: the rows of one listing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from rccdesk.services import groups
from rccdesk.services.packs.figure_units import list_figure_units
from rccdesk.ui.dialogs.group_choices import GroupChoices, read_group_choices

if TYPE_CHECKING:
    import datetime as dt

    from rccdesk.services.database import Database
    from rccdesk.services.groups.model import VisitPointRow
    from rccdesk.services.packs.figure_units import FigureUnit


class Listing(StrEnum):
    """The lists of the page, each under a tab."""

    PROCESSES = "processes"
    TRAINING = "training"
    GROUPS = "groups"
    VACANCIES = "vacancies"
    ASSIGNMENTS = "assignments"
    INTRODUCTIONS = "introductions"
    TIME = "time"
    LOCAL = "local"
    PERSONS = "persons"
    PARTICIPATION = "participation"
    QUESTIONS = "questions"
    VISITS = "visits"
    NOT_VISITED = "not_visited"


TABS: Mapping[str, tuple[Listing, ...]] = {
    "processes": (Listing.PROCESSES, Listing.TRAINING),
    "groups": (Listing.GROUPS, Listing.VACANCIES),
    "assignments": (
        Listing.ASSIGNMENTS,
        Listing.INTRODUCTIONS,
        Listing.TIME,
        Listing.LOCAL,
        Listing.PERSONS,
    ),
    "participation": (Listing.PARTICIPATION, Listing.QUESTIONS),
    "visits": (Listing.VISITS, Listing.NOT_VISITED),
}
"""The lists of each tab, in order."""


def tab_of(listing: Listing) -> str:
    """Return the tab under which a list stands."""
    return next(tab for tab, found in TABS.items() if listing in found)


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a listing, as the services have them, with what the dialogs offer."""

    listing: Listing
    today: dt.date
    choices: GroupChoices
    rows: tuple[Any, ...] = ()
    sentences: tuple[str, ...] = ()
    points: Mapping[str, tuple[VisitPointRow, ...]] = field(default_factory=dict)
    figure_units: tuple[FigureUnit, ...] = ()  # with figures, where visits are shown


def read(database: Database, listing: Listing, today: dt.date) -> Answer:
    """Return the rows of a listing."""
    choices = read_group_choices(database)
    rows, sentences = _read_rows(database, listing, today)
    points = groups.read_visit_points(database) if listing is Listing.VISITS else {}
    units = list_figure_units(database) if rows and listing is Listing.VISITS else ()
    return Answer(listing, today, choices, tuple(rows), sentences, points, units)


def _read_rows(
    database: Database, listing: Listing, today: dt.date
) -> tuple[tuple[Any, ...], tuple[str, ...]]:
    if listing is Listing.TIME:
        table = groups.get_time_table(database)
        return table.lines, (table.sentence,) if table.sentence else ()
    if listing is Listing.LOCAL:
        found = groups.list_local_leaders(database)
        return tuple((region, row) for region, rows in found for row in rows), ()
    if listing is Listing.TRAINING:
        report = groups.get_training_report(database)
        return report.lines, (report.sentence,) if report.lines else ()
    if listing is Listing.PARTICIPATION:
        rows = groups.list_participations(database)
        return rows, (groups.get_participation_summary(database).sentence,) if rows else ()
    calls: Mapping[Listing, Callable[[], tuple[Any, ...]]] = {
        Listing.PROCESSES: lambda: groups.list_process_lines(database, today),
        Listing.GROUPS: lambda: groups.list_group_lines(database, today),
        Listing.VACANCIES: lambda: groups.list_vacancies(database, today),
        Listing.ASSIGNMENTS: lambda: groups.list_assignments(database),
        Listing.INTRODUCTIONS: lambda: groups.list_introductions(database, today),
        Listing.PERSONS: lambda: groups.list_persons(database),
        Listing.QUESTIONS: lambda: groups.list_questions(database),
        Listing.VISITS: lambda: groups.list_visits(database),
        Listing.NOT_VISITED: lambda: groups.list_not_visited(database, today.year),
    }
    return calls[listing](), ()
