"""The figures and measures that links name: what they are called and whether they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from rccdesk.enums import GoalStatus, Topic
from rccdesk.errors import RccdeskError
from rccdesk.services import figure_keys
from rccdesk.services.database import Database
from rccdesk.services.indicators import list_indicators
from rccdesk.services.pathways.goals import list_goals
from rccdesk.services.value_keys import read_key
from rccdesk.texts import has_text, text

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels

_TOPICS = (
    *(Topic.LEAD_TIMES, Topic.INDICATORS, Topic.IMPORTS),
    *(Topic.PATHWAYS, Topic.ORGANISATION, Topic.SETTINGS),
)
_PERIODS = ("period", "start_period")  # said last
_kept: WeakKeyDictionary[Database, tuple[tuple[int, ...], dict[str, bool]]] = WeakKeyDictionary()


def measure_names(database: Database) -> Mapping[str, str]:
    """Return the names of the goals and indicators that there are, by their keys.

    A goal that is only proposed is called that every time.
    """
    names = {}
    for goal in list_goals(database):
        key = f"charts.measure.{goal.key}"
        name = text(key) if has_text(key) else goal.short_name
        is_proposed = goal.status == GoalStatus.PROPOSED
        names[goal.key] = text("links.proposed", name=name) if is_proposed else name
    return names | {row.key: row.title for row in list_indicators(database)}


def figure_name(database: Database, value_key: str, labels: Labels) -> str:
    """Return what a figure is of, without its value, as in "Andel inom ledtiden, Region X"."""
    key = read_key(value_key)
    measure = measure_names(database).get(key.measure, key.measure)
    parts = []
    for name, code in sorted(key.fields.items(), key=lambda field: field[0] in _PERIODS):
        names = [_code_name(labels, name, each) for each in code.split("+")]
        parts.append(", ".join(names))
    return ", ".join([measure, *parts])


def stands(database: Database, value_key: str) -> bool:
    """Tell whether the extracts of now hold the figure; kept until a figure may have changed."""
    known_versions = database.data_versions()
    versions = tuple(known_versions.get(topic, 0) for topic in _TOPICS)
    known = _kept.get(database)
    if known is None or known[0] != versions:
        known = _kept[database] = (versions, {})
    if value_key not in known[1]:
        known[1][value_key] = _is_found(database, value_key)
    return known[1][value_key]


def _is_found(database: Database, value_key: str) -> bool:
    try:
        found = figure_keys.find_figure(database, value_key)
    except RccdeskError:
        return False
    row = found.row
    return row.value is not None or bool(row.hidden) or bool(row.masked)


def _code_name(labels: Labels, field: str, code: str) -> str:
    try:
        return labels.name(field, code)
    except ValueError:  # a period that is misspelt
        return code
