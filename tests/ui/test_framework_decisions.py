"""Decisions about a criterion, reached by the point where they were taken, beside its links."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rccdesk.enums import DecisionKind, GroupKind, LinkRole, PointKind, Thing
from rccdesk.services import decisions, framework, groups, links, meetings
from rccdesk.services.database import Database
from rccdesk.services.decisions.model import DecisionRow
from rccdesk.services.framework.model import ChainLink
from rccdesk.services.groups.model import GroupRow
from rccdesk.services.meetings.model import MeetingRow, PointRow
from rccdesk.ui.pages.framework.near import DECIDED, read_near

TODAY = dt.datetime.now().astimezone().date()


def test_a_decision_of_a_linked_point_stands_with_its_paragraph(tmp_path: Path) -> None:
    with Database.open(tmp_path / "prov.rccdesk", create=True) as database:
        item = framework.list_items(database, framework.CRITERIA)[0]
        near = read_near(database, item.uuid, TODAY)
        assert [each for each in near if each.kind is Thing.DECISION] == []
        group = groups.add_group(database, GroupRow("Styrgruppen", GroupKind.STEERING))
        day = TODAY - dt.timedelta(days=3)
        meeting = meetings.add_meeting(database, MeetingRow(group.uuid, day))
        point = meetings.add_point(
            database,
            PointRow(group.uuid, "Kö", meeting_uuid=meeting.uuid, kind=PointKind.DECISION),
        )
        link = ChainLink(Thing.POINT, point.uuid, Thing.FRAMEWORK_ITEM, item.uuid, LinkRole.SERVES)
        links.add_link(database, link)
        meetings.start_meeting(database, meeting.uuid, "13:00")
        words = "Regionerna delar kö."
        row = DecisionRow("", words, DecisionKind.DECISION, point_uuid=point.uuid)
        made = decisions.record_decision(database, row)
        meetings.end_meeting(database, meeting.uuid, "14:00")
        near = read_near(database, item.uuid, TODAY)
        (decided,) = [each for each in near if each.link.role is DECIDED]
        assert decided.name == f"§ 1 {day}: {words}"
        assert links.place_of(decided.kind, decided.key) == ("decision", {"decision": made.uuid})
        evidence = ChainLink(
            Thing.FRAMEWORK_ITEM, item.uuid, Thing.DECISION, made.uuid, LinkRole.EVIDENCE
        )
        links.add_link(database, evidence)  # linked by itself: said once
        near = read_near(database, item.uuid, TODAY)
        assert [each.link.role for each in near if each.kind is Thing.DECISION] == [
            LinkRole.EVIDENCE
        ]
