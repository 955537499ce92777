"""Two years of meetings in the example: agendas, attendance, decisions and what became of them."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from rccdesk.enums import (
    ActionState,
    Adoption,
    Answer,
    DecisionKind,
    DecisionState,
    DocumentState,
    LinkRole,
    MeetingState,
    MinutesKind,
    PointState,
    Presence,
    Reason,
    Stance,
    Thing,
    Topic,
)
from rccdesk.models import (
    Action,
    AgendaPoint,
    Attendance,
    CauseClass,
    Decision,
    DecisionRegion,
    DecisionUnit,
    Framework,
    FrameworkItem,
    Initiative,
    Link,
    Meeting,
    MeetingSeries,
    Membership,
    Minutes,
    PlanItem,
    PointAlternative,
    PointRegion,
    Process,
    Seat,
    TemplatePoint,
    WorkGroup,
)
from rccdesk.paths import resource_dir
from rccdesk.services.framework import CRITERIA
from rccdesk.services.links.figures import stands
from rccdesk.services.meetings import list_meetings
from rccdesk.services.papers.content import freeze
from rccdesk.services.plain_data import to_json
from rccdesk.services.plans import main_plan
from rccdesk.texts import text_in

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_Entry = Mapping[str, Any]
_FIGURE = "figure:"
_MINUTES_AFTER, _APPROVED_AFTER = dt.timedelta(days=5), dt.timedelta(days=14)
_WEIGHED = (Thing.FIGURE, Thing.DECISION)
_OF_SERIES = ("key", "group", "opening", "closing", "chair", "secretary", "ends_at")
_OF_MEETINGS = ("series", "approvers", "away", "invited", "point")
_OF_POINTS = (
    *("key", "came_from", "source", "links", "alternatives", "asked", "decision", "action"),
    "reason_words",
)
_OF_DECISIONS = ("key", "regions", "units")


def add_meetings(database: Database) -> None:
    """Store the invented meetings of the example with all that was said and decided in them."""
    content = _read("example_meetings")
    linked = {
        name.removeprefix(_FIGURE)
        for meeting in content["meeting"]
        for point in meeting.get("point", ())
        for name in point.get("links", ())
        if name.startswith(_FIGURE)
    }
    figures = {key for key in sorted(linked) if stands(database, key)}
    plan = main_plan(database)
    with database.write(Topic.MEETINGS, Topic.GROUPS, act="history.act.example_made") as session:
        maker = _Maker(session, plan.uuid if plan else "")
        maker.ends.update({f"{_FIGURE}{key}": (Thing.FIGURE, key) for key in figures})
        for entry in content["series"]:
            maker.add_series(entry)
        for entry in content["meeting"]:
            maker.add_meeting(entry)
        for position, entry in enumerate(content["parked"]):
            maker.add_parked(entry, position)
    _add_minutes(database)


def _add_minutes(database: Database) -> None:
    """Store the approved minutes of the held meetings that have somebody to approve them."""
    held = [
        row for row in list_meetings(database) if row.state is MeetingState.HELD and row.approvers
    ]
    frozen = [to_json(freeze(database, row.uuid, MinutesKind.MINUTES)) for row in held]
    with database.write(Topic.MEETINGS, act="history.act.example_made") as session:
        for row, content in zip(held, frozen, strict=True):
            session.add(
                Minutes(
                    meeting_uuid=row.uuid,
                    kind=str(MinutesKind.MINUTES),
                    state=str(DocumentState.APPROVED),
                    made_on=row.day + _MINUTES_AFTER,
                    approved_on=row.day + _APPROVED_AFTER,
                    approvers="\n".join(row.approvers),
                    diary_number=row.diary_number,
                    content=content,
                    author=row.secretary,
                )
            )


class _Maker:
    """Stores meetings in order, and knows what the later ones refer to."""

    def __init__(self, session: Session, plan_uuid: str) -> None:
        """Read what the meetings speak of: groups, seats, goals, criteria and causes."""
        self._session = session
        self._groups = self._read_groups()
        self._members = self._read_members()
        self._causes = dict(session.execute(select(CauseClass.key, CauseClass.uuid)).all())
        self._series: dict[str, tuple[MeetingSeries, _Entry]] = {}
        self._points: dict[str, AgendaPoint] = {}
        self._paragraphs: Counter[tuple[str, int]] = Counter()
        self.ends = self._read_ends(plan_uuid)

    def add_series(self, entry: _Entry) -> None:
        """Store a series and its template."""
        row = MeetingSeries(group_uuid=self._groups[entry["group"]], **_without(entry, _OF_SERIES))
        self._session.add(row)
        self._session.flush()
        for position, point in enumerate([*entry["opening"], *entry["closing"]]):
            self._session.add(
                TemplatePoint(series_uuid=row.uuid, position=position, **_standing(point))
            )
        self._series[entry["key"]] = row, entry

    def add_meeting(self, entry: _Entry) -> None:
        """Store a meeting with its agenda, and what came of it where it is held."""
        series, said = self._series[entry["series"]]
        is_held = entry.get("state", MeetingState.HELD) == MeetingState.HELD
        row = Meeting(
            group_uuid=series.group_uuid,
            series_uuid=series.uuid,
            starts_at=series.starts_at,
            minutes=series.minutes,
            place=series.place,
            form=series.form,
            send_on=entry["day"] - dt.timedelta(days=series.send_days or 0),
            chair=said["chair"],
            secretary=said["secretary"],
            approvers="\n".join(entry.get("approvers", ())),
            started_at=series.starts_at if is_held else "",
            ended_at=said["ends_at"] if is_held else "",
            **{"state": str(MeetingState.HELD), **_without(entry, _OF_MEETINGS)},
        )
        self._session.add(row)
        self._session.flush()
        template = {"reason": str(Reason.TEMPLATE)}
        points = [
            *(_standing(point) | template for point in said["opening"]),
            *entry.get("point", ()),
            *(_standing(point) | template for point in said["closing"]),
        ]
        for position, point in enumerate(points):
            self._add_point(row, point, position, is_held=is_held)
        if is_held:
            self._add_attendance(row, entry)

    def add_parked(self, entry: _Entry, position: int) -> None:
        """Store a point that stands on no agenda."""
        group = self._groups[entry["group"]]
        self._session.add(
            AgendaPoint(group_uuid=group, position=position, **_without(entry, ("group",)))
        )

    def _add_point(self, meeting: Meeting, entry: _Entry, position: int, *, is_held: bool) -> None:
        before = self._points.get(entry.get("came_from", ""))
        kind, key = self.ends[entry["source"]] if "source" in entry else ("", "")
        row = AgendaPoint(
            group_uuid=meeting.group_uuid,
            meeting_uuid=meeting.uuid,
            position=position,
            came_from_uuid=before.uuid if before else None,
            source_kind=str(kind),
            source_key=key,
            reason_words=entry.get("reason_words", ""),
            **_without(entry, _OF_POINTS),
        )
        if before is not None and "reason" not in entry and before.returns_on is not None:
            row.reason = str(Reason.RETURNED)
            row.reason_words = text_in(
                "sv", "meetings.reason.returned", day=before.returns_on.isoformat()
            )
        if is_held:
            place = meeting.group_uuid, meeting.day.year
            self._paragraphs[place] += 1
            row.state, row.paragraph = str(PointState.TREATED), self._paragraphs[place]
        self._session.add(row)
        self._session.flush()
        if "key" in entry:
            self._points[entry["key"]] = row
        self._add_around(row, entry)
        made = [self._add_decision(row, meeting, each) for each in entry.get("decision", ())]
        for each in entry.get("action", ()):
            state = ActionState.DONE if "done_on" in each else ActionState.OPEN
            self._session.add(
                Action(
                    group_uuid=meeting.group_uuid,
                    meeting_uuid=meeting.uuid,
                    point_uuid=row.uuid,
                    decision_uuid=made[0] if made else None,
                    state=str(state),
                    **each,
                )
            )

    def _add_around(self, point: AgendaPoint, entry: _Entry) -> None:
        """Store alternatives, what was said ahead, and what the point hangs together with."""
        names = ("name", "patients", "economy", "staff", "equity")
        for position, values in enumerate(entry.get("alternatives", ())):
            self._session.add(
                PointAlternative(
                    point_uuid=point.uuid,
                    position=position,
                    **dict(zip(names, values, strict=True)),
                )
            )
        for name, (answer, day, view, consequence) in entry.get("asked", {}).items():
            is_region = len(name) == len("X1")
            self._session.add(
                PointRegion(
                    point_uuid=point.uuid,
                    region=name if is_region else "",
                    body="" if is_region else name,
                    answer=str(Answer(answer)),
                    answered_on=_day(day),
                    view=view,
                    consequence=consequence,
                )
            )
        for name in entry.get("links", ()):
            if name not in self.ends:  # a figure that the example is too small for
                assert name.startswith(_FIGURE), name
                continue
            kind, key = self.ends[name]
            self._session.add(
                Link(
                    from_kind=str(Thing.POINT),
                    from_key=point.uuid,
                    to_kind=str(kind),
                    to_key=key,
                    role=str(LinkRole.EVIDENCE if kind in _WEIGHED else LinkRole.SERVES),
                )
            )

    def _add_decision(self, point: AgendaPoint, meeting: Meeting, entry: _Entry) -> str:
        kind = DecisionKind(entry["kind"])
        is_asked = kind is DecisionKind.RECOMMENDATION
        state = DecisionState.DONE if "done_on" in entry else DecisionState.OPEN
        row = Decision(
            group_uuid=meeting.group_uuid,
            meeting_uuid=meeting.uuid,
            point_uuid=point.uuid,
            state=str(state),
            treated_on=meeting.day,
            recommended_on=meeting.day if is_asked or "regions" in entry else None,
            **_without(entry, _OF_DECISIONS),
        )
        self._session.add(row)
        if kind is DecisionKind.POSTPONED:
            point.state, point.returns_on = str(PointState.POSTPONED), entry["returns_on"]
        self._session.flush()
        if "key" in entry:
            self.ends[f"decision:{entry['key']}"] = Thing.DECISION, row.uuid
        for region, said, day, body, cause, reason in entry.get("regions", ()):
            stance, on = Stance(said), _day(day)
            self._session.add(
                DecisionRegion(
                    decision_uuid=row.uuid,
                    region=region,
                    stance=str(stance),
                    asked_on=meeting.day,
                    prepared_on=on if stance is Stance.PREPARED else None,
                    answered_on=on if stance in (Stance.DECIDED, Stance.DECLINED) else None,
                    body=body,
                    cause_uuid=self._causes.get(cause),
                    reason=reason,
                )
            )
        for region, unit, said, day, told_by, cause, reason in entry.get("units", ()):
            self._session.add(
                DecisionUnit(
                    decision_uuid=row.uuid,
                    region=region,
                    unit=unit,
                    state=str(Adoption(said)),
                    contacted_on=_day(day),
                    told_on=_day(day),
                    told_by=told_by,
                    cause_uuid=self._causes.get(cause),
                    reason=reason,
                )
            )
        return row.uuid

    def _add_attendance(self, meeting: Meeting, entry: _Entry) -> None:
        away = entry.get("away", {})
        for seat, member in self._members:
            if seat.group_uuid != meeting.group_uuid or not _sits(member, meeting.day):
                continue
            presence = away.get(seat.region) or away.get(seat.represents, Presence.PRESENT)
            self._session.add(
                Attendance(
                    meeting_uuid=meeting.uuid,
                    seat_uuid=seat.uuid,
                    person_uuid=member.person_uuid,
                    presence=str(Presence(presence)),
                )
            )
        for words in entry.get("invited", ()):
            presence = str(Presence.INVITED)
            self._session.add(Attendance(meeting_uuid=meeting.uuid, words=words, presence=presence))

    def _read_groups(self) -> dict[str, str]:
        """Return the uuids of groups by the keys of the file that made them."""
        stored = dict(self._session.execute(select(WorkGroup.name, WorkGroup.uuid)).all())
        return {each["key"]: stored[each["name"]] for each in _read("example_groups")["group"]}

    def _read_members(self) -> Sequence[tuple[Seat, Membership]]:
        query = select(Seat, Membership).join(Membership, Membership.seat_uuid == Seat.uuid)
        return [(seat, row) for seat, row in self._session.execute(query.order_by(Seat.position))]

    def _read_ends(self, plan_uuid: str) -> dict[str, tuple[Thing, str]]:
        """Return what points speak of by the names of the file: "K4", "plan:2.1.3"."""
        session = self._session
        criteria = (
            select(FrameworkItem)
            .join(Framework, Framework.uuid == FrameworkItem.framework_uuid)
            .where(Framework.key == CRITERIA)
        )
        ends = {row.code: (Thing.FRAMEWORK_ITEM, row.uuid) for row in session.scalars(criteria)}
        for item in session.scalars(select(PlanItem).where(PlanItem.plan_uuid == plan_uuid)):
            ends[f"plan:{item.code}"] = Thing.PLAN_ITEM, item.uuid
        for initiative in session.scalars(select(Initiative)):
            ends[f"initiative:{initiative.title}"] = Thing.INITIATIVE, initiative.uuid
        for process in session.scalars(select(Process)):
            ends[f"process:{process.name}"] = Thing.PROCESS, process.uuid
        return ends


def _read(name: str) -> dict[str, Any]:
    path = resource_dir() / "seed" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _standing(values: Sequence[Any]) -> dict[str, Any]:
    names = ("title", "kind", "minutes", "rapporteur")
    return dict(zip(names, values, strict=True))


def _sits(member: Membership, day: dt.date) -> bool:
    first, last = member.starts_on or dt.date.min, member.ends_on or dt.date.max
    return first <= day <= last


def _day(words: str) -> dt.date | None:
    return dt.date.fromisoformat(words) if words else None


def _without(entry: _Entry, names: Sequence[str]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name not in names}
