"""What the things of the chain are called, and whether they are still there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from rccdesk.enums import Thing
from rccdesk.formats import shortened
from rccdesk.models import (
    Action,
    Activity,
    AgendaPoint,
    Analysis,
    Assignment,
    Decision,
    Framework,
    FrameworkItem,
    Guideline,
    ImprovementArea,
    Initiative,
    Meeting,
    NationalQuestion,
    Plan,
    PlanItem,
    Process,
    StrategicFactor,
    TrainingNeed,
    UserEdited,
    Visit,
    WorkGroup,
)
from rccdesk.services.labels import area_name, get_labels
from rccdesk.services.links.figures import figure_name, measure_names, stands
from rccdesk.services.naming.known import has_row
from rccdesk.services.naming.lookup import Lookup
from rccdesk.services.pathways.catalogue import list_svf
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database

_DEEPEST = 12  # a ring of goals, which no service makes, must not hang the program
_LONGEST = 80  # letters of a text that serves as a name
Pair = tuple[Thing, str]


@dataclass(frozen=True, slots=True)
class Named:
    """What a thing is called; ``gone`` says in words why it does not count, "" where it does."""

    name: str
    gone: str = ""

    @property
    def is_gone(self) -> bool:
        """Tell whether a link to it counts for nothing."""
        return bool(self.gone)


@dataclass(frozen=True, slots=True)
class _Table:
    """Where the rows of a kind lie; ``wholes`` are the columns and kinds of what they belong to.

    A kind without a ``name`` of its own is called as in the history.
    """

    model: Any
    name: Callable[[Any, Labels], str] | None = None
    wholes: tuple[tuple[str, Thing], ...] = ()


def _coded(row: FrameworkItem | PlanItem, _labels: Labels) -> str:
    return f"{row.code} {row.title}".strip()


def _titled(row: Any, _labels: Labels) -> str:
    return str(row.title)


def _analysis(row: Analysis, labels: Labels) -> str:
    svf = ", ".join(labels.name("svf", prefix) for prefix in row.svf.split())
    period = labels.name("period", row.period) if row.period else ""
    parts = (svf or text("links.all_pathways"), area_name(labels, row.area), period)
    return text("links.analysis", subject=", ".join(part for part in parts if part))


def _shortened(row: StrategicFactor, _labels: Labels) -> str:
    return shortened(row.text, _LONGEST)


TABLES: dict[Thing, _Table] = {
    Thing.FRAMEWORK: _Table(Framework, _titled),
    Thing.FRAMEWORK_ITEM: _Table(FrameworkItem, _coded, (("framework_uuid", Thing.FRAMEWORK),)),
    Thing.PLAN: _Table(Plan, lambda row, _labels: str(row.name)),
    Thing.PLAN_ITEM: _Table(
        PlanItem, _coded, (("plan_uuid", Thing.PLAN), ("parent_uuid", Thing.PLAN_ITEM))
    ),
    Thing.ACTIVITY: _Table(
        Activity,
        _titled,
        (("plan_item_uuid", Thing.PLAN_ITEM), ("initiative_uuid", Thing.INITIATIVE)),
    ),
    Thing.INITIATIVE: _Table(Initiative, _titled),
    Thing.IMPROVEMENT: _Table(ImprovementArea, _titled),
    Thing.ANALYSIS: _Table(Analysis, _analysis),
    Thing.GUIDELINE: _Table(Guideline, _titled),
    Thing.FACTOR: _Table(StrategicFactor, _shortened),
    Thing.PROCESS: _Table(Process),
    Thing.GROUP: _Table(WorkGroup),
    Thing.ASSIGNMENT: _Table(Assignment),
    Thing.VISIT: _Table(Visit),
    Thing.TRAINING: _Table(TrainingNeed),
    Thing.QUESTION: _Table(NationalQuestion),
    Thing.MEETING: _Table(Meeting, None, (("group_uuid", Thing.GROUP),)),
    Thing.POINT: _Table(
        AgendaPoint, None, (("group_uuid", Thing.GROUP), ("meeting_uuid", Thing.MEETING))
    ),
    Thing.DECISION: _Table(
        Decision, None, (("group_uuid", Thing.GROUP), ("meeting_uuid", Thing.MEETING))
    ),
    Thing.ACTION: _Table(Action, None, (("group_uuid", Thing.GROUP),)),
}
"""The kinds that have rows of their own; a decision may be words instead."""


def name_of(database: Database, kind: Thing, key: str, title: str = "") -> str:
    """Return what a thing is called; ``title`` is the link's own word for what is no row."""
    return read_names(database, [(kind, key, title)])[kind, key].name


def read_names(
    database: Database, things: Iterable[tuple[Thing, str, str]]
) -> Mapping[Pair, Named]:
    """Return the names of things (kind, key, title of the link), and what is gone of them."""
    wanted: dict[Thing, dict[str, str]] = defaultdict(dict)
    for kind, key, title in things:
        wanted[kind].setdefault(key, title)
        wanted[kind][key] = wanted[kind][key] or title
    labels = get_labels(database)
    found: dict[Pair, Named] = {}
    with database.read() as session:
        for kind, keys in wanted.items():
            if rows := [key for key in keys if has_row(kind, key)]:
                found |= _read_rows(session, kind, rows, labels)
    for kind, keys in wanted.items():
        for key, title in keys.items():
            if (kind, key) not in found:
                found[kind, key] = _named(database, kind, key, title, labels)
    return found


def find_living(
    session: Session, kind: Thing, keys: Iterable[str], *, depth: int = _DEEPEST
) -> frozenset[str]:
    """Return those of the keys whose row lives, with all that it belongs to, ``depth`` steps up."""
    table = TABLES[kind]
    rows = session.scalars(
        select(table.model).where(table.model.uuid.in_(set(keys)), table.model.deleted_at.is_(None))
    ).all()
    living = {row.uuid: row for row in rows}
    for column, whole in table.wholes:
        named = {uuid: getattr(row, column) for uuid, row in living.items()}
        standing = (
            find_living(session, whole, filter(None, named.values()), depth=depth - 1)
            if depth and any(named.values())
            else frozenset()
        )
        living = {
            uuid: row for uuid, row in living.items() if not named[uuid] or named[uuid] in standing
        }
    return frozenset(living)


def _read_rows(session: Session, kind: Thing, keys: list[str], labels: Labels) -> dict[Pair, Named]:
    table = TABLES[kind]
    rows: dict[str, UserEdited] = {
        row.uuid: row
        for row in session.scalars(select(table.model).where(table.model.uuid.in_(keys)))
    }
    living = find_living(session, kind, keys)
    lookup = Lookup(session)
    if table.name is None:
        lookup.keep(rows.values())
    found = {}
    for key in keys:
        row = rows.get(key)
        if row is None:
            name = text("links.unknown")
        else:
            name = table.name(row, labels) if table.name else lookup.name(str(kind), key)
        gone = ""
        if key not in living:
            gone = text("links.gone.missing" if row is None else "links.gone.trash")
        found[kind, key] = Named(name, gone)
    return found


def _named(database: Database, kind: Thing, key: str, title: str, labels: Labels) -> Named:
    if kind is Thing.FIGURE:
        is_there = stands(database, key)
        name = figure_name(database, key, labels)
        return Named(name, "" if is_there else text("links.gone.figure"))
    if kind is Thing.MEASURE:
        names = measure_names(database)
        return Named(names.get(key, title or key), "" if key in names else text("links.gone.trash"))
    if kind is Thing.PATHWAY:
        svf = {row.kva_prefix: row.name for row in list_svf(database)}
        return Named(svf.get(key, title or key), "" if key in svf else text("links.gone.missing"))
    return Named(title or key)
