"""Issuing packs: frozen under a digest, versions, files, what is refused, today's figures."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Cm

from rccdesk.enums import GroupKind, PointKind
from rccdesk.errors import FileWriteError, NotFoundError, RccdeskError
from rccdesk.services import groups, history, meetings, store_settings
from rccdesk.services.checks import check_store
from rccdesk.services.database import Database
from rccdesk.services.groups.model import GroupRow
from rccdesk.services.imports import ImportRequest, import_files
from rccdesk.services.meetings.model import MeetingRow, PointRow
from rccdesk.services.packs import archive, content, issuing, templates
from rccdesk.services.packs.comparing import Cause, compare_with_today
from rccdesk.services.packs.model import Pack, PackFigure, PackTemplate, Section
from rccdesk.services.packs.request import PackRequest
from rccdesk.services.packs.writers import write_pack
from rccdesk.services.store_settings import SmallNumberLimits
from rccdesk.services.typed_texts import PersonalTextError
from tests.services.pack_example import example_pack
from tests.ui.figure_store import make_store

KEY = "svf_lead_time|svf=VG9|region={}|period=2025-Q3"
_GONE = "Visas inte längre"
ON_12TH = dt.date(2099, 12, 10)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return make_store(tmp_path_factory.mktemp("made")).read_bytes()


@pytest.fixture
def database(made: bytes, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "issue.rccdesk"
    path.write_bytes(made)
    with Database.open(path) as opened:
        yield opened


def figure(region: str, numerator: float, denominator: float) -> PackFigure:
    return PackFigure(
        KEY.format(region),
        region,
        f"{numerator} av {denominator}",
        numerator / denominator,
        numerator,
        denominator,
    )


FIGURES = (figure("01", 7, 10), figure("12", 9, 10), figure("13", 8, 10))


def draft(database: Database, number: int = 1, meeting: str = "", **selection: str) -> Pack:
    """Keep a draft with the figures of the small store, as xlsx, which is the fastest."""
    pack = replace(
        example_pack(),
        pack_id=f"2026-11-22/{number}",
        meeting_uuid=meeting,
        snapshot_ids=(1, 2),
        data_until="2026-01-01",
        sections=(Section(heading="Bröstcancer", figures=FIGURES),),
    )
    files = (archive.PackFile("xlsx", "/borta/utkast.xlsx", "0"),)
    archive.add_pack(database, pack, {"svf": "", "region": "", "period": "", **selection}, files)
    return pack


@pytest.fixture
def meeting(database: Database) -> str:
    body = groups.add_group(database, GroupRow("Styrgruppen", GroupKind.STEERING))
    return meetings.add_meeting(database, MeetingRow(body.uuid, ON_12TH)).uuid


def test_an_issued_pack_is_frozen_named_and_opens_unchanged(
    database: Database, meeting: str, tmp_path: Path
) -> None:
    made = draft(database, meeting=meeting)
    row = issuing.issue_pack(database, made.pack_id, " Anna  Berg ", tmp_path / "ut")
    assert (row.state, row.version, row.issued_by) == ("issued", 1, "Anna Berg")
    assert row.issued_at is not None
    assert [Path(file.path).name for file in row.files] == [
        "2099-12-10_Styrgrupp_RCC-Exempel_v1.xlsx"
    ]
    pack = archive.get_pack(database, made.pack_id)
    assert pack == replace(made, state="issued", version=1, templates=())
    with sqlite3.connect(database.path) as raw:
        stored, digest = raw.execute("SELECT content, content_sha256 FROM pack").fetchone()
    assert hashlib.sha256(stored.encode()).hexdigest() == digest == row.content_sha256
    history.undo_last(database)
    assert archive.get_row(database, made.pack_id).state == "draft"
    assert archive.get_pack(database, made.pack_id) == made


def dates_in(written: bytes) -> set[str]:
    """Return the days that a file of zip form has of itself and of the files within it."""
    found: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(written)) as opened:
        assert opened.testzip() is None
        for info in opened.infolist():
            found.add("{}-{:02d}-{:02d}".format(*info.date_time))
            part = opened.read(info)
            if info.filename.endswith(".xlsx"):
                found |= dates_in(part)
            if info.filename == "docProps/core.xml":
                found |= set(re.findall(r"\d{4}-\d\d-\d\d(?=T)", part.decode()))
    return found


@pytest.mark.parametrize("name", ["xlsx", "pptx", "docx"])
def test_no_file_tells_when_it_was_written_but_when_its_numbers_were_frozen(name: str) -> None:
    pack = replace(example_pack(), made_on=dt.date(2031, 4, 5))
    made = write_pack(pack, name, {})
    assert dates_in(made) == {"2031-04-05"}
    assert made == write_pack(pack, name, {})


@pytest.mark.parametrize("name", ["xlsx", "pdf", "pptx", "docx"])
def test_files_are_written_again_as_they_were(
    database: Database, tmp_path: Path, name: str
) -> None:
    pack_id = draft(database).pack_id
    issuing.issue_pack(database, pack_id, "Anna Berg", tmp_path / "ut")
    first = issuing.rewrite_files(database, pack_id, tmp_path / "a", [name])[0]
    assert Path(first.path).name == f"2026-11-22_Styrgrupp_RCC-Exempel_v1.{name}"
    store_settings.update_small_number_limits(database, SmallNumberLimits(group=20, month=20))
    again = issuing.rewrite_files(database, pack_id, tmp_path / "b", [name])[0]
    assert Path(again.path).read_bytes() == Path(first.path).read_bytes()
    assert archive.get_row(database, pack_id).files[0].format == "xlsx"


def test_versions_count_by_what_the_packs_are_about(
    database: Database, meeting: str, tmp_path: Path
) -> None:
    ids = [
        draft(database, 1, meeting).pack_id,
        draft(database, 2, meeting, svf="VG9").pack_id,  # of the same meeting
        draft(database, 3).pack_id,
        draft(database, 4, svf="VG9").pack_id,
    ]
    for pack_id in ids:
        issuing.issue_pack(database, pack_id, "Anna Berg", tmp_path)
    rows = [archive.get_row(database, pack_id) for pack_id in ids]
    assert [row.version for row in rows] == [1, 2, 1, 1]
    assert [row.state for row in rows] == ["replaced", "issued", "issued", "issued"]
    archive.delete_pack(database, ids[1])
    fifth = draft(database, 5, meeting).pack_id
    assert issuing.issue_pack(database, fifth, "Anna Berg", tmp_path).version == 3
    assert not [f for f in check_store(database).findings if f.rule in ("R82", "R83", "R84")]


def test_what_cannot_be_issued_changes_nothing(
    database: Database, meeting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack_id = draft(database, meeting=meeting).pack_id
    group = meetings.get_meeting(database, meeting).group_uuid
    point = PointRow(group, "Ny regional plan", meeting, kind=PointKind.DECISION)
    meetings.add_point(database, point)

    def refused(kind: type[Exception], who: str = "Anna Berg", anyway: bool = True) -> str:
        with pytest.raises(kind) as caught:
            issuing.issue_pack(database, pack_id, who, tmp_path / "ut", anyway=anyway)
        assert archive.get_row(database, pack_id).state == "draft"
        assert not list(tmp_path.glob("ut/*"))
        return getattr(caught.value, "code", "")

    assert refused(RccdeskError, " ") == "pack_issuer_missing"
    refused(PersonalTextError, "Anna 19121212-1212")
    assert refused(RccdeskError, anyway=False) == "pack_incomplete"
    missing = issuing.missing_of_pack(database, pack_id)
    assert missing and all("Ny regional plan" in each.words for each in missing)
    store_settings.update_small_number_limits(database, SmallNumberLimits(group=11, month=11))
    assert refused(RccdeskError) == "pack_limits_raised"
    store_settings.update_small_number_limits(database, SmallNumberLimits())

    def full(*_args: object, **_more: object) -> str:
        raise FileWriteError("disk_full", folder="ut")

    with monkeypatch.context() as patch:
        patch.setattr("rccdesk.services.packs.pack_files.write_atomic", full)
        assert refused(FileWriteError) == "disk_full"
    issuing.issue_pack(database, pack_id, "Anna Berg", tmp_path / "ut", anyway=True)
    with pytest.raises(RccdeskError) as caught:
        issuing.issue_pack(database, pack_id, "Anna Berg", tmp_path / "ut", anyway=True)
    assert caught.value.code == "pack_not_draft"
    with pytest.raises(NotFoundError):
        issuing.issue_pack(database, "1999-01-01/1", "Anna Berg", tmp_path)


def slides_template(path: Path, width: int) -> Path:
    presentation = Presentation()
    presentation.slide_width = Cm(width)
    presentation.save(str(path))
    return path


def test_files_are_written_again_on_the_template_that_the_pack_was_issued_on(
    database: Database, tmp_path: Path
) -> None:
    first = templates.add_template(database, slides_template(tmp_path / "ett.pptx", 25))
    pack_id = draft(database).pack_id
    row = issuing.issue_pack(database, pack_id, "Anna Berg", tmp_path / "ut")
    kept = archive.get_pack(database, row.pack_id).templates
    assert kept == (
        PackTemplate("pptx", first.name, first.sha256, tuple(sorted(first.mapping.items()))),
    )
    (was,) = issuing.rewrite_files(database, pack_id, tmp_path / "a", ["pptx"])
    assert Presentation(was.path).slide_width == Cm(25)
    second = templates.add_template(database, slides_template(tmp_path / "tva.pptx", 31))
    templates.choose_template(database, second.uuid)
    (now,) = issuing.rewrite_files(database, pack_id, tmp_path / "b", ["pptx"])
    assert Path(now.path).read_bytes() == Path(was.path).read_bytes()
    with sqlite3.connect(database.path) as raw:  # as once the Papperskorg has been emptied
        raw.execute("DELETE FROM template_file WHERE sha256 = ?", (first.sha256,))
    with pytest.raises(RccdeskError) as caught:
        issuing.rewrite_files(database, pack_id, tmp_path / "c", ["pptx"])
    assert caught.value.code == "pack_template_gone"
    assert caught.value.values["name"] == "ett.pptx"
    assert not list(tmp_path.glob("c/*"))
    assert issuing.rewrite_files(database, pack_id, tmp_path / "c", ["xlsx"])


def test_the_files_of_another_group_have_its_name(database: Database, tmp_path: Path) -> None:
    group = groups.add_group(database, GroupRow("Bröstgruppen", GroupKind.PROCESS_GROUP))
    met = meetings.add_meeting(database, MeetingRow(group.uuid, ON_12TH)).uuid
    pack_id = draft(database, meeting=met).pack_id
    row = issuing.issue_pack(database, pack_id, "Anna Berg", tmp_path / "ut")
    name = "2099-12-10_Brostgruppen_RCC-Exempel_v1.xlsx"
    assert [Path(file.path).name for file in row.files] == [name]
    meetings.delete_meeting(database, met)
    (again,) = issuing.rewrite_files(database, pack_id, tmp_path / "b")
    assert Path(again.path).name == name


def test_a_pack_is_of_one_state_of_the_figures_though_an_extract_comes_meanwhile(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = PackRequest("steering", tmp_path, svf=("VG9",), period="2025-Q3")
    waits = {"01": [20] * 8 + [40] * 2, "12": [21] * 9 + [35], "13": [22] * 8 + [33] * 2}
    real, days = content.assemble_steering, [dt.date(2026, 3, 1)]

    def disturbed(*asked: object) -> Pack:
        made = real(*asked)  # type: ignore[arg-type]
        if days:
            bring(database, tmp_path, days.pop(0), waits)
        return made

    monkeypatch.setattr(content, "assemble_steering", disturbed)
    pack = content.assemble_pack(database, request)
    told = [f.words.replace("\xa0", " ") for part in pack.sections for f in part.figures]
    assert any("8 av 10" in words for words in told)
    assert not any("7 av 10" in words for words in told)
    assert max(pack.snapshot_ids) > 2
    days[:] = [dt.date(2026, 4, day) for day in range(1, 9)]
    with pytest.raises(RccdeskError) as caught:
        content.assemble_pack(database, request)
    assert caught.value.code == "pack_figures_change"


def test_the_points_of_a_series_are_compared_with_those_of_today(
    database: Database, tmp_path: Path
) -> None:
    request = PackRequest(
        "steering", tmp_path / "ut", svf=("VG9",), period="2025", formats=("xlsx",)
    )
    lines = {place: [20] * 12 + [110] * 9 for place in ("01", "12", "13")}  # two quarters
    for number in range(1, 4):
        bring(database, tmp_path, dt.date(2026, 3, number), lines)
    made = content.make_pack(database, request)
    pack = archive.get_pack(database, made.pack_id)
    points = [
        figure.value_key
        for part in pack.sections
        for figure in part.figures
        if any(chart.points for chart in part.charts)
    ]
    assert points
    bring(database, tmp_path, dt.date(2026, 4, 1), {**lines, "13": [40] * 12 + [110] * 9})
    changed = {each.value_key for each in compare_with_today(database, made.pack_id)}
    assert changed & set(points)


def test_a_changed_content_is_told(database: Database, tmp_path: Path) -> None:
    pack_id = draft(database).pack_id
    issuing.issue_pack(database, pack_id, "Anna Berg", tmp_path)
    with sqlite3.connect(database.path) as raw:
        raw.execute("UPDATE pack SET content = replace(content, '7 av 10', '9 av 10')")
    with pytest.raises(RccdeskError) as caught:
        issuing.rewrite_files(database, pack_id, tmp_path / "b")
    assert caught.value.code == "pack_changed"
    found = [f for f in check_store(database).findings if f.rule == "R82"]
    assert [f.count for f in found] == [1]


def bring(database: Database, folder: Path, day: dt.date, waits: dict[str, list[int]]) -> None:
    """Import a newer extract of quarter 3, by region the days that pathways waited."""
    lines = ["pathway_id;kva_code;event_date;region"]
    start = dt.date(2025, 7, 1)
    for region, days in waits.items():
        for number, wait in enumerate(days):
            end = start + dt.timedelta(days=wait)
            lines += [f"n{region}{number};VG910;{start};{region}"]
            lines += [f"n{region}{number};VG950;{end};{region}"]
    newer = folder / f"svf_{day}.csv"
    newer.write_text("\n".join(lines), encoding="utf-8")
    import_files(database, ImportRequest((newer,), extract_date=day))


def test_figures_are_compared_with_those_of_today(database: Database, tmp_path: Path) -> None:
    pack_id = draft(database).pack_id
    assert compare_with_today(database, pack_id) == ()
    waits = {"01": [20] * 8 + [40] * 2, "12": [21] * 9 + [35], "13": [22] * 8 + [33] * 2}
    bring(database, tmp_path, dt.date(2026, 3, 1), waits)
    (change,) = compare_with_today(database, pack_id)
    assert (change.name, change.then, change.cause) == ("01", "7 av 10", Cause.NEW_DATA)
    assert change.why == "Ny data"
    assert "8 av 10" in change.now.replace("\xa0", " ")
    # Three are too few to show, and then another region must be hidden for their sake.
    bring(database, tmp_path, dt.date(2026, 4, 1), {**waits, "13": [22] * 3})
    hidden = {each.name for each in compare_with_today(database, pack_id) if each.why == _GONE}
    assert "13" in hidden and len(hidden) == 2
    assert not any("3 av 3" in each.now for each in compare_with_today(database, pack_id))


def test_what_a_pack_did_not_show_is_not_told_by_comparing(
    database: Database, tmp_path: Path
) -> None:
    pack = draft(database)
    hidden = PackFigure(KEY.format("01"), "01", "Visas inte")
    told = PackFigure(KEY.format("12"), "12", "90\xa0% · 9 av 10")  # in words alone
    section = Section(heading="Läget", figures=(hidden, told))
    other = replace(pack, pack_id="2026-11-22/2", sections=(section,))
    archive.add_pack(database, other, {}, ())
    assert compare_with_today(database, other.pack_id) == ()
    waits = {"01": [20] * 8 + [40] * 2, "12": [21] * 10, "13": [22] * 8 + [33] * 2}
    bring(database, tmp_path, dt.date(2026, 3, 1), waits)
    (change,) = compare_with_today(database, other.pack_id)
    assert (change.name, change.cause) == ("12", Cause.NEW_DATA)


def test_a_changed_limit_is_told_from_new_data(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "limit.rccdesk"
    path.write_bytes(made)
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE lead_time_limit SET days = 50")
    with Database.open(path) as database:
        pack_id = draft(database).pack_id
        changes = compare_with_today(database, pack_id)
        assert {change.cause for change in changes} == {Cause.LIMIT}
        assert len(changes) == 3


def test_a_raised_limit_for_small_numbers_is_said(database: Database) -> None:
    pack_id = draft(database).pack_id
    store_settings.update_small_number_limits(database, SmallNumberLimits(group=11, month=11))
    changes = compare_with_today(database, pack_id)
    assert {change.cause for change in changes} == {Cause.SMALL_NUMBERS}
    assert len(changes) == 3
    assert "som det var när det gjordes" in changes[0].why


def test_a_pack_without_figures_says_that_it_cannot_be_compared(database: Database) -> None:
    pack = replace(example_pack(), pack_id="2024-01-01/1")
    archive.add_pack(database, pack, {}, ())
    with pytest.raises(RccdeskError) as caught:
        compare_with_today(database, pack.pack_id)
    assert caught.value.code == "pack_without_figures"
