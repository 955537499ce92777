"""What the lines of a plan are called in the views: heads of columns, and the words of cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from rccdesk import formats
from rccdesk.enums import Scope, Thing
from rccdesk.ui.plan_state import state_words

if TYPE_CHECKING:
    import datetime as dt

    from rccdesk.services.plans import PlanLine


def scope_words(scope: Scope | None) -> str:
    """Return which patients, in words; "" where it is not said."""
    if scope is None:
        return ""
    return {
        Scope.ALL: QCoreApplication.translate("PlanLines", "Alla"),
        Scope.CHILDREN: QCoreApplication.translate("PlanLines", "Barn"),
        Scope.ADULTS: QCoreApplication.translate("PlanLines", "Vuxna"),
    }[scope]


@dataclass(frozen=True, slots=True)
class LineWords:
    """The names that the lines of one plan need.

    ``regions`` has (short name, full name) by code, ``measures`` names by key. Regions that have no
    plan of their own are in ``without_plan``.
    """

    regions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)
    without_plan: frozenset[str] = frozenset()

    @property
    def plan_missing(self) -> str:
        """The word of a region without a plan."""
        return QCoreApplication.translate("PlanLines", "Plan saknas")

    def name(self, line: PlanLine) -> str:
        """Return code and title, as in "2.1.3 Gemensam patologikö"."""
        return f"{line.code} {line.title}".strip()

    def region(self, code: str) -> str:
        """Return the full name of a region."""
        return self.regions.get(code, (code, code))[1]

    def head(self, key: str) -> str:
        """Return the head of a column."""
        if key.startswith("region:"):
            code = key.removeprefix("region:")
            return self.regions.get(code, (code, code))[0]
        return _heads().get(key, key)

    def long_head(self, key: str) -> str:
        """Return the head of a column in full, for tool tips and screen readers."""
        if key.startswith("region:"):
            return self.region(key.removeprefix("region:"))
        return self.head(key)

    def words(self, line: PlanLine, key: str) -> str:
        """Return the words of a cell; "" for nothing."""
        if key in _DATES:
            return _day(getattr(line, _DATES[key]))
        own = {
            "responsible": lambda: line.responsible or self.no_responsible,
            "complete": lambda: self.completeness(line),
            "kind": lambda: self.kind(line),
            "region": lambda: self.region(line.region) if line.region else "",
            "measure": lambda: self.measures.get(line.measure_key, line.measure_key),
            "regions": lambda: self.region_states(line),
        }
        return own[key]() if key in own else _PLAIN[key](line) if key in _PLAIN else ""

    def long_words(self, line: PlanLine, key: str) -> str:
        """Return what a tool tip says of a cell: the full words, and why it is late."""
        if key == "title":
            return self.name(line)
        if key.startswith("region:"):
            code = key.removeprefix("region:")
            if code in line.region_states:
                return f"{self.region(code)}: {state_words(line.region_states[code])}"
            return f"{self.region(code)}: {self.plan_missing}" if code in self.without_plan else ""
        return self.words(line, key)

    def kind(self, line: PlanLine) -> str:
        """Return what a line is: an activity, or the RCC's own word for its level."""
        if line.kind is Thing.ACTIVITY:
            return QCoreApplication.translate("PlanLines", "Aktivitet")
        return line.level_word or QCoreApplication.translate("PlanLines", "Mål")

    def completeness(self, line: PlanLine) -> str:
        """Return whether a goal can be followed up, or what it lacks; "" for an activity."""
        if line.kind is Thing.ACTIVITY:
            return ""
        from rccdesk.services import plans

        return plans.missing_words(line.missing)

    def region_states(self, line: PlanLine) -> str:
        """Return the states of all regions in one text."""
        return " · ".join(
            f"{self.regions.get(code, (code, code))[0]}: {state_words(state)}"
            for code, state in line.region_states.items()
        )

    @property
    def no_responsible(self) -> str:
        """The words where nobody is responsible."""
        return QCoreApplication.translate("PlanLines", "Saknar ansvarig")


def _day(day: dt.date | None) -> str:
    return "" if day is None else formats.iso_date(day)


_DATES = {"start": "starts_on", "due": "due_on", "done": "done_on", "followed": "last_follow_up"}


def _ends(line: PlanLine) -> str:
    days = (line.starts_on, line.due_on)
    return " – ".join(formats.iso_date(day) for day in days if day is not None)


def _number(value: int | None) -> str:
    return "" if value is None else formats.number(value)


def _obstacle(line: PlanLine) -> str:
    return QCoreApplication.translate("PlanLines", "Ja") if line.has_obstacle else ""


_PLAIN: dict[str, Callable[[PlanLine], str]] = {
    "title": lambda line: line.title,
    "code": lambda line: line.code,
    "state": lambda line: state_words(line.state),
    "untouched": lambda line: _number(line.untouched_days),
    "priority": lambda line: _number(line.priority),
    "scope": lambda line: scope_words(line.scope),
    "frameworks": lambda line: ", ".join(line.framework_codes),
    "obstacle": _obstacle,
    "bar": _ends,
}


def _heads() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "title": translate("PlanLines", "Mål, delmål, aktivitet"),
        "responsible": translate("PlanLines", "Ansvarig"),
        "complete": translate("PlanLines", "Uppföljningsbart"),
        "state": translate("PlanLines", "Status"),
        "start": translate("PlanLines", "Start"),
        "due": translate("PlanLines", "Klart senast"),
        "done": translate("PlanLines", "Genomförd"),
        "followed": translate("PlanLines", "Senast följt upp"),
        "kind": translate("PlanLines", "Nivå"),
        "code": translate("PlanLines", "Nummer"),
        "untouched": translate("PlanLines", "Dagar utan ändring"),
        "region": translate("PlanLines", "Region"),
        "scope": translate("PlanLines", "Barn eller vuxna"),
        "priority": translate("PlanLines", "Prioritet"),
        "frameworks": translate("PlanLines", "Ramverk"),
        "measure": translate("PlanLines", "Mått"),
        "obstacle": translate("PlanLines", "Hinder"),
        "regions": translate("PlanLines", "Per region"),
        "bar": translate("PlanLines", "Från start till slut"),
    }
