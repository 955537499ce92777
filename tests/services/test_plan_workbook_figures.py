"""Frozen figures of a workbook of plans: hidden on the way out, checked on the way in."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from rccdesk.enums import Topic
from rccdesk.models import FollowUp, Initiative, InitiativeOutcome
from rccdesk.services import store_settings
from rccdesk.services.database import Database
from rccdesk.services.imports.reading import client
from rccdesk.services.plan_workbook import export_workbook, import_workbook
from rccdesk.services.plan_workbook.sheets import MARKS, header, sheet_title
from rccdesk.services.store_settings import SmallNumberLimits
from tests.rigs.forking import ForkedReader
from tests.services.test_mission_rows import fill
from tests.services.test_plan_workbook import ACT, at, codes, edit

pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
OUTCOMES, FOLLOW_UPS = sheet_title("initiative_outcome"), sheet_title("follow_up")
BEFORE = {
    "period": "2025-Q3", "value": 5 / 7, "numerator": 5, "denominator": 7,
    "words": "71\u00a0%, 5 av 7", "extract_date": "2026-02-01", "coverage": 0.81, "hidden": "",
}  # fmt: skip
AFTER = {
    "period": "2026-Q1", "value": 0.75, "numerator": 30, "denominator": 40,
    "words": "75\u00a0%, 30 av 40", "extract_date": "2026-06-01", "coverage": 0.83, "hidden": "",
}  # fmt: skip
KEPT = "67\u00a0% · 4 av 6 · inklusion 81\u00a0%, representativ · Syd, kvartal 4 2025"


@pytest.fixture(autouse=True)
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "start", ForkedReader)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("figures") / "full.rccdesk"
    with Database.open(path, create=True) as database:
        fill(database)
        with database.write(Topic.PLANS, act=ACT) as session:
            initiative = session.scalars(select(Initiative)).one()
            session.add(
                InitiativeOutcome(
                    initiative_uuid=initiative.uuid,
                    measure="svf_lead_time",
                    selection="svf=VG9|region=12",
                    before_period="2025-Q3",
                    before=json.dumps(BEFORE),
                    after_period="2026-Q1",
                    after=json.dumps(AFTER),
                )
            )
            follow_up = session.scalars(select(FollowUp)).one()
            follow_up.value_key = "svf_lead_time|region=12+13|period=2025-Q4"
            follow_up.figure = KEPT
    return path


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Iterator[Database]:
    with Database.open(Path(shutil.copy(made, tmp_path)), who="Anna") as opened:
        yield opened


@pytest.fixture(scope="module")
def exported(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    with Database.open(Path(shutil.copy(made, folder)), who="Anna") as opened:
        return export_workbook(opened, folder / "plan.xlsx")


@pytest.fixture
def workbook(exported: Path, tmp_path: Path) -> Path:
    """Return the workbook of the store as it was made, to be edited."""
    return Path(shutil.copy(exported, tmp_path))


def stored(database: Database) -> tuple[str, str, str]:
    with database.read() as session:
        outcome = session.scalars(select(InitiativeOutcome)).one()
        return outcome.before, outcome.after, session.scalars(select(FollowUp)).one().figure


def raise_limit(database: Database) -> None:
    store_settings.update_small_number_limits(database, SmallNumberLimits(group=8))


def all_text(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_figures_leave_under_the_limits_of_today_and_others_as_they_are(
    database: Database, tmp_path: Path
) -> None:
    first = all_text(export_workbook(database, tmp_path / "first.xlsx"))
    assert "5 av 7" in first
    assert "4 av 6" in first
    raise_limit(database)
    second = all_text(export_workbook(database, tmp_path / "second.xlsx"))
    for few in ("5 av 7", "4 av 6", "71\u00a0%", "67\u00a0%", "0.714", "0.81"):
        assert few not in second
    assert "30 av 40" in second
    assert "Syd, kvartal 4 2025" in second
    assert "otillräcklig data" in second


@pytest.mark.parametrize("raised_at_export", [True, False])
@pytest.mark.parametrize("raised_at_import", [True, False])
@pytest.mark.parametrize("has_marks", [True, False])
def test_what_was_hidden_in_a_file_never_takes_the_place_of_what_is_stored(
    database: Database,
    tmp_path: Path,
    *,
    raised_at_export: bool,
    raised_at_import: bool,
    has_marks: bool,
) -> None:
    before = stored(database)
    if raised_at_export:
        raise_limit(database)
    path = export_workbook(database, tmp_path / "plan.xlsx")
    group = 8 if raised_at_import else 5
    store_settings.update_small_number_limits(database, SmallNumberLimits(group=group))

    def change(pages: openpyxl.Workbook) -> None:
        at(pages[OUTCOMES], header("initiative_outcome", "note"), 2).value = "Läst igenom"
        for sheet in () if has_marks else (pages[OUTCOMES], pages[FOLLOW_UPS]):
            sheet.delete_cols(at(sheet, header("", MARKS), 1).column)

    found = import_workbook(database, edit(path, change))
    assert codes(found) == []
    assert (found.changed, found.skipped) == (1, 0)
    assert stored(database) == before


def told(**changes: Any) -> str:
    return json.dumps({**AFTER, **changes})


TOMORROW = (dt.datetime.now().astimezone().date() + dt.timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("after", "code"),
    [
        (told(words="91\u00a0%, 30 av 40"), "frozen_unsound"),
        (told(words="75\u00a0%, 30 av 31"), "frozen_unsound"),
        (told(value=0.9, words=""), "frozen_unsound"),
        (told(value=1.25, numerator=50, words=""), "frozen_unsound"),
        (told(hidden="few"), "frozen_unsound"),
        (told(value=None, numerator=None, denominator=None), "frozen_unsound"),
        (told(period="2026-Q2"), "frozen_unsound"),  # the column says another
        (told(period="igår"), "frozen_unsound"),
        ("[1]", "frozen_unsound"),
        ("75 %", "frozen_changed"),
        (told(numerator=3, denominator=4, words="75\u00a0%, 3 av 4"), "frozen_few"),
        (told(extract_date=TOMORROW), "frozen_in_future"),
        (told(), ""),
    ],
)
def test_a_figure_of_a_new_row_is_checked_as_one_of_a_result_card(
    database: Database, workbook: Path, after: str, code: str
) -> None:

    cells = []

    def change(pages: openpyxl.Workbook) -> None:
        sheet = pages[OUTCOMES]
        for column in range(1, sheet.max_column + 1):
            sheet.cell(row=3, column=column).value = sheet.cell(row=2, column=column).value
        sheet.cell(row=3, column=sheet.max_column).value = None  # the id
        changed = at(sheet, header("initiative_outcome", "after"), 3)
        changed.value = after
        cells.append(changed.coordinate)

    found = import_workbook(database, edit(workbook, change))
    if not code:
        assert (found.added, codes(found)) == (1, [])
        return
    (cell,) = cells
    assert codes(found) == [(code, OUTCOMES, cell)]
    assert found.problems[0].message.startswith(f"{OUTCOMES}, cell {cell}: ")
    assert (found.added, found.skipped) == (0, 1)


@pytest.mark.parametrize("selection", ["abc", "svf=VG9|region", "svf=VG9|planet=12", "svf="])
def test_what_a_figure_of_a_new_row_is_of_can_be_read(
    database: Database, workbook: Path, selection: str
) -> None:

    def change(pages: openpyxl.Workbook) -> None:
        sheet = pages[OUTCOMES]
        for column in range(1, sheet.max_column):
            sheet.cell(row=3, column=column).value = sheet.cell(row=2, column=column).value
        at(sheet, header("initiative_outcome", "selection"), 3).value = selection

    found = import_workbook(database, edit(workbook, change))
    assert [code for code, *_ in codes(found)] == ["frozen_unsound"]


def test_periods_of_a_new_row_are_in_order(database: Database, workbook: Path) -> None:

    def change(pages: openpyxl.Workbook) -> None:
        sheet = pages[OUTCOMES]
        for column in range(1, sheet.max_column):
            sheet.cell(row=3, column=column).value = sheet.cell(row=2, column=column).value
        for head, value in (("before_period", "2026-Q2"), ("before", told(period="2026-Q2"))):
            at(sheet, header("initiative_outcome", head), 3).value = value

    found = import_workbook(database, edit(workbook, change))
    assert [code for code, *_ in codes(found)] == ["frozen_periods"]


@pytest.mark.parametrize(
    ("figure", "code"),
    [
        ("75\u00a0% · 3 av 4 · Syd", "frozen_few"),
        ("91\u00a0% · 30 av 40 · Syd", "frozen_unsound"),
        ("125\u00a0% · 50 av 40 · Syd", "frozen_unsound"),
        ("75\u00a0% · 30 av 40 · Syd", ""),
        ("12 dagar · Syd", ""),
    ],
)
def test_a_figure_of_a_follow_up_is_checked(
    database: Database, workbook: Path, figure: str, code: str
) -> None:

    def change(pages: openpyxl.Workbook) -> None:
        at(pages[FOLLOW_UPS], header("follow_up", "figure"), 2).value = figure

    found = import_workbook(database, edit(workbook, change))
    assert [each for each, *_ in codes(found)] == ([code] if code else [])
    assert stored(database)[2] == (KEPT if code else figure)


def test_nothing_has_been_followed_up_tomorrow(database: Database, workbook: Path) -> None:
    day = dt.datetime.fromisoformat(TOMORROW)

    def change(pages: openpyxl.Workbook) -> None:
        at(pages[FOLLOW_UPS], header("follow_up", "day"), 2).value = day

    assert [code for code, *_ in codes(import_workbook(database, edit(workbook, change)))] == [
        "day_in_future"
    ]
