"""Marks in charts: kept with a reason, undone, and for the series that they are about."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from rccdesk import texts
from rccdesk.enums import ChartEventKind
from rccdesk.errors import NotFoundError
from rccdesk.services import chart_events, history, trash
from rccdesk.services.chart_events import ChartEventError, ChartEventRow
from rccdesk.services.database import Database
from rccdesk.services.typed_texts import PersonalTextError

DAY = dt.date(2026, 3, 1)
GOAL = "svf_lead_time"
BREAST = (("svf", "VG9"),)
REBASE = ChartEventRow("", GOAL, BREAST, ChartEventKind.REBASE, DAY, reason="Ny mottagning.")
NOTE = ChartEventRow("", GOAL, (), ChartEventKind.NOTE, DAY, label="Fler operationssalar")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    return Database.open(tmp_path_factory.mktemp("events") / "test.rccdesk", create=True)


def test_a_mark_is_kept_changed_and_undone(database: Database) -> None:
    saved = chart_events.add_event(database, REBASE)
    assert saved == replace(REBASE, uuid=saved.uuid)
    changed = chart_events.update_event(database, replace(saved, reason="Två mottagningar."))
    assert chart_events.list_events(database, GOAL, BREAST) == (changed,)
    history.undo_last(database)
    assert chart_events.list_events(database, GOAL, BREAST) == (saved,)
    chart_events.delete_event(database, saved.uuid)
    assert chart_events.list_events(database, GOAL, None) == ()
    with pytest.raises(NotFoundError, match="chart_event_missing"):
        chart_events.delete_event(database, saved.uuid)
    lying = trash.list_trash(database)
    assert [row.table for row in lying] == ["chart_event"]


def test_a_mark_holds_for_its_series_and_what_narrows_it(database: Database) -> None:
    measure = "to_recommendation"
    of_svf = chart_events.add_event(database, replace(REBASE, measure=measure))
    everywhere = chart_events.add_event(database, replace(NOTE, measure=measure))
    narrow = (("region", "X2"), ("svf", "VG9"), ("period", "2026"))
    assert set(chart_events.list_events(database, measure, narrow)) == {of_svf, everywhere}
    assert chart_events.list_events(database, measure, (("svf", "VG1"),)) == (everywhere,)
    both = (("svf", "VG9"), ("svf", "VG1"))  # a sum of two is another series
    assert chart_events.list_events(database, measure, both) == (everywhere,)
    assert chart_events.list_events(database, measure) == (everywhere,)
    assert chart_events.list_events(database, GOAL, narrow) == ()


def test_a_code_may_hold_a_plus(database: Database) -> None:
    old = (("svf", "VG9"), ("age_group", "80+"))
    saved = chart_events.add_event(database, replace(NOTE, measure="other", selection=old))
    assert saved.selection == old
    assert chart_events.list_events(database, "other", old) == (saved,)


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (replace(REBASE, reason=" "), "chart_event_reason_missing"),
        (replace(REBASE, kind=ChartEventKind.BASELINE), "chart_event_until_missing"),
        (
            replace(REBASE, kind=ChartEventKind.BASELINE, until=dt.date(2026, 1, 1)),
            "chart_event_dates",
        ),
        (replace(NOTE, label=""), "chart_event_label_missing"),
        (replace(NOTE, kind=ChartEventKind.BREAK, label=""), "chart_event_label_missing"),
    ],
)
def test_what_lacks_its_reason_or_dates_is_refused(
    database: Database, event: ChartEventRow, code: str
) -> None:
    with pytest.raises(ChartEventError) as refused:
        chart_events.add_event(database, event)
    assert refused.value.code == code
    assert texts.has_text(f"errors.{code}")


def test_a_personal_number_is_never_saved(database: Database) -> None:
    with pytest.raises(PersonalTextError):
        chart_events.add_event(database, replace(REBASE, reason="Gäller 19121212-1212."))
