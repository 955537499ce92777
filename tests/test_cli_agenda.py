"""The agenda from the command line: its shape, its words, its refusals."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from rccdesk import cli
from rccdesk.enums import DecisionKind, GroupKind, PointKind
from rccdesk.services import decisions, groups, history, meetings
from rccdesk.services.database import Database
from rccdesk.services.decisions import DecisionRow
from rccdesk.services.groups import GroupRow
from rccdesk.services.meetings import MeetingRow, PointRow, SeriesRow, TemplateRow

DAY = dt.date(2097, 12, 10)  # still to come whenever this runs
LED = DAY + dt.timedelta(days=35)
SHARED = DAY + dt.timedelta(days=70)
KEYS = [
    *("number", "title", "kind", "minutes", "rapporteur", "reason", "reason_text"),
    *("source_kind", "source_key", "on_agenda"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A body with a meeting of three points, one parked point, and a day that two groups share."""
    path = tmp_path_factory.mktemp("stores") / "a.rccdesk"
    with Database.open(path, create=True) as database:
        body = groups.add_group(
            database, GroupRow("Styrgruppen", GroupKind.STEERING, is_steering_body=True)
        )
        other = groups.add_group(database, GroupRow("Bröstgruppen", GroupKind.PROCESS_GROUP))
        series = meetings.add_series(database, SeriesRow(body.uuid, "Möten"))
        for title, kind, minutes in (
            ("Öppnande, justerare", PointKind.INFORMATION, 5),
            ("Uppföljning av beslut", PointKind.FOLLOW_UP, None),
        ):
            row = TemplateRow(series.uuid, title, kind=kind, minutes=minutes)
            meetings.add_template_point(database, row)
        met = meetings.add_meeting(database, MeetingRow(body.uuid, DAY, series_uuid=series.uuid))
        meetings.add_point(
            database,
            PointRow(
                *(body.uuid, "Gemensam patologikö", met.uuid),
                kind=PointKind.DECISION,
                rapporteur="Verksamhetschef RCC",
            ),
        )
        meetings.add_point(database, PointRow(body.uuid, "Stöd till närstående", minutes=15))
        third = groups.add_group(database, GroupRow("Lunggruppen", GroupKind.PROCESS_GROUP))
        for group in (other, third):
            meetings.add_meeting(database, MeetingRow(group.uuid, SHARED))
        for group in (other, body):
            meetings.add_meeting(database, MeetingRow(group.uuid, LED))
    return path


def run(
    capsys: pytest.CaptureFixture[str], store: Path, *arguments: object, code: int = 0
) -> tuple[str, str]:
    found = cli.main(["--store", str(store), "agenda", *(str(a) for a in arguments)])
    captured = capsys.readouterr()
    assert found == code, captured.err
    return captured.out, captured.err


def test_the_coming_meetings_are_listed_with_their_ids(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(run(capsys, store, "--format", "json")[0])["meetings"]
    first = found[0]
    assert (first["group"], first["day"], first["points"]) == ("Styrgruppen", DAY.isoformat(), 3)
    assert len(found) == 5
    told, _ = run(capsys, store)
    assert all(row["meeting_id"] in told for row in found)
    assert "Bröstgruppen" in told


def test_R_C05_an_agenda_says_why_each_point_stands_there_then_what_is_proposed(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_day = json.loads(run(capsys, store, "--meeting", DAY, "--format", "json")[0])
    by_id = json.loads(run(capsys, store, "--meeting", by_day["meeting_id"], "--json")[0])
    assert by_id == by_day
    assert list(by_day) == ["meeting_id", "group", "day", "state", "points"]
    assert (by_day["group"], by_day["day"], by_day["state"]) == (
        *("Styrgruppen", DAY.isoformat()),
        "planned",
    )
    points = by_day["points"]
    assert all(list(point) == KEYS for point in points)
    told = [
        (each["number"], each["title"], each["kind"], each["minutes"], each["on_agenda"])
        for each in points
    ]
    assert told == [
        (1, "Öppnande, justerare", "information", 5, True),
        (2, "Uppföljning av beslut", "follow_up", None, True),
        (3, "Gemensam patologikö", "decision", None, True),
        (None, "Stöd till närstående", "information", 15, False),
    ]
    assert [each["reason"] for each in points] == ["template", "template", "own", "backlog"]
    assert all(each["reason_text"] for each in points)
    assert points[2]["rapporteur"] == "Verksamhetschef RCC"
    assert points[0]["rapporteur"] is None
    assert (points[3]["source_kind"], points[2]["source_kind"]) == ("agenda_point", None)


def test_the_words_name_kind_time_and_reason(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told, _ = run(capsys, store, "--meeting", DAY, "--format", "text")
    assert told.splitlines() == [
        "Styrgruppen 10 december 2097",
        "3 punkter, varav 1 för beslut.",
        "1. Öppnande, justerare (Information, 5 min): stående punkt",
        "2. Uppföljning av beslut (Uppföljning): stående punkt",
        "3. Gemensam patologikö (Beslut): egen punkt",
        "",
        "Förslag:",
        "– Stöd till närstående (Information, 15 min): från parkerade punkter",
    ]


@pytest.mark.parametrize("wanted", ["2090-01-01", "finns-inte", "", "19121212-1212"])
def test_a_meeting_that_is_not_there_is_refused_by_what_was_asked(
    store: Path, capsys: pytest.CaptureFixture[str], wanted: str
) -> None:
    out, err = run(capsys, store, "--meeting", wanted, "--json", code=1)
    assert json.loads(out)["error"]["code"] == "agenda_meeting_missing"
    assert "19121212" not in out + err
    assert "agenda utan --meeting" in err


def test_a_day_with_several_meetings_is_refused_with_their_ids(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = json.loads(run(capsys, store, "--json")[0])["meetings"]
    _, err = run(capsys, store, "--meeting", SHARED, code=1)
    assert all(row["meeting_id"] in err for row in listed if row["day"] == SHARED.isoformat())


def test_a_day_of_several_meetings_is_that_of_the_body_that_leads(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(run(capsys, store, "--meeting", LED, "--json")[0])
    assert (told["group"], told["day"]) == ("Styrgruppen", LED.isoformat())


@pytest.fixture(scope="module")
def hushed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A body with a confidential point on its agenda, one parked, and a decision of a third."""
    path = tmp_path_factory.mktemp("stores") / "h.rccdesk"
    with Database.open(path, create=True) as database:
        body = groups.add_group(
            database, GroupRow("Styrgruppen", GroupKind.STEERING, is_steering_body=True)
        )
        before = meetings.add_meeting(database, MeetingRow(body.uuid, dt.date(2026, 1, 8)))
        met = meetings.add_meeting(database, MeetingRow(body.uuid, DAY))
        for title, meeting in (("Hemligt namn", met.uuid), ("Hemlig parkering", "")):
            row = PointRow(body.uuid, title, meeting, rapporteur="Chef", is_confidential=True)
            meetings.add_point(database, row)
        meetings.add_point(database, PointRow(body.uuid, "Öppet", met.uuid))
        told = PointRow(body.uuid, "Hemligt beslut", before.uuid, is_confidential=True)
        point = meetings.add_point(database, told)
        decisions.record_decision(
            database,
            DecisionRow(
                *(body.uuid, "Ordet som beslutades"),
                kind=DecisionKind.DECISION,
                meeting_uuid=before.uuid,
                point_uuid=point.uuid,
                due_on=dt.date(2027, 1, 1),
            ),
        )
    return path


@pytest.mark.parametrize("how", ["text", "json"])
def test_what_is_confidential_is_left_out_and_said_unless_it_is_asked_for(
    hushed: Path, capsys: pytest.CaptureFixture[str], how: str
) -> None:
    out, err = run(capsys, hushed, "--meeting", DAY, "--format", how)
    assert "Hemlig" not in out
    assert "Chef" not in out
    assert out.count("Punkten är utelämnad") == 3
    assert "Öppet" in out
    assert err.strip() == ("3 konfidentiella punkter är utelämnade. Ta med dem med --confidential.")
    out, err = run(capsys, hushed, "--meeting", DAY, "--format", how, "--confidential")
    assert all(word in out for word in ("Hemligt namn", "Hemlig parkering", "Hemligt beslut"))
    assert "utelämnad" not in out + err
    if how == "json":
        assert all(list(point) == KEYS for point in json.loads(out)["points"])


def test_a_point_that_is_made_of_a_confidential_decision_is_confidential(hushed: Path) -> None:
    with Database.open(hushed) as database:
        row = meetings.list_meetings(database, first=DAY)[0]
        found = meetings.collect_proposals(database, row.uuid)
        chosen = [each for each in found if each.title.endswith("Hemligt beslut")]
        (taken,) = meetings.take_proposals(database, row.uuid, chosen)
        assert taken.is_confidential
        history.undo_last(database)


def test_a_store_without_meetings_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "empty.rccdesk"
    Database.open(path, create=True).close()
    assert run(capsys, path)[0].strip() == "Inga kommande möten."
    assert json.loads(run(capsys, path, "--json")[0]) == {"meetings": []}
