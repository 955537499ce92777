"""Comments on figures: of a meeting or of every pack, changed, deleted, undone, refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk.enums import GroupKind
from rccdesk.errors import RccdeskError
from rccdesk.services import groups, history, meetings
from rccdesk.services.charts.spec import Bar, ChartKind, ChartSpec, TableSpec
from rccdesk.services.database import Database
from rccdesk.services.groups.model import GroupRow
from rccdesk.services.meetings.model import MeetingRow
from rccdesk.services.packs import comments
from rccdesk.services.packs.model import Comment, PackFigure, Section
from rccdesk.services.packs.rows import CommentRow
from rccdesk.services.typed_texts import PersonalTextError

LEAD_TIME = "svf_lead_time|svf=VG9|region=01|period=2025-Q3"
INCLUSION = "svf_inclusion|svf=VG9|region=01|period=2025-Q3"
DAY = dt.date(2026, 11, 20)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "comments.rccdesk", create=True) as opened:
        yield opened


@pytest.fixture
def meeting(database: Database) -> str:
    body = groups.add_group(database, GroupRow("Styrgruppen", GroupKind.STEERING))
    return meetings.add_meeting(database, MeetingRow(body.uuid, dt.date(2026, 12, 10))).uuid


def bodies(rows: tuple[CommentRow, ...]) -> list[str]:
    return [row.body for row in rows]


def test_a_comment_stands_at_its_figure_and_its_meeting(database: Database, meeting: str) -> None:
    add = comments.add_comment
    later = add(database, CommentRow(LEAD_TIME, "Två vakanser.", DAY, "Anna Berg", meeting))
    always = CommentRow(LEAD_TIME, "  Ny mall.\n", DAY - dt.timedelta(days=1))
    every = add(database, always)
    add(database, CommentRow(INCLUSION, "Få fall.", DAY))
    assert later.author == "Anna Berg" and later.uuid
    assert bodies(comments.list_comments(database, [LEAD_TIME], meeting)) == [
        "Ny mall.",
        "Två vakanser.",
    ]
    assert comments.list_comments(database, [LEAD_TIME]) == (every,)
    assert len(comments.list_comments(database, None, meeting)) == 3
    assert comments.list_comments(database, [], meeting) == ()


def test_a_comment_is_changed_and_deleted_as_steps_to_undo(
    database: Database, meeting: str
) -> None:
    row = comments.add_comment(database, CommentRow(LEAD_TIME, "Två vakanser.", DAY))
    moved = replace(row, body="En vakans.", meeting_uuid=meeting, value_key=INCLUSION)
    changed = comments.update_comment(database, moved)
    assert (changed.body, changed.value_key) == ("En vakans.", LEAD_TIME)  # its figure stays
    history.undo_last(database)
    assert comments.list_comments(database) == (row,)
    comments.delete_comment(database, row.uuid)
    assert comments.list_comments(database) == ()
    with pytest.raises(RccdeskError) as caught:
        comments.update_comment(database, row)
    assert caught.value.code == "comment_missing"
    history.undo_last(database)
    assert comments.list_comments(database) == (row,)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (CommentRow(LEAD_TIME, "  \n", DAY), "comment_empty"),
        (CommentRow("", "Två vakanser.", DAY), "comment_without_figure"),
        (CommentRow(LEAD_TIME, "Två vakanser.", DAY, meeting_uuid="0" * 32), "meeting_missing"),
    ],
)
def test_a_comment_without_what_it_needs_is_refused(
    database: Database, row: CommentRow, code: str
) -> None:
    with pytest.raises(RccdeskError) as caught:
        comments.add_comment(database, row)
    assert caught.value.code == code
    assert comments.list_comments(database) == ()


def test_no_patient_is_named_in_a_comment(database: Database) -> None:
    with pytest.raises(PersonalTextError):
        comments.add_comment(database, CommentRow(LEAD_TIME, "Se 19121212-1212.", DAY))


def test_a_comment_comes_along_once_with_its_figure(database: Database, meeting: str) -> None:
    comments.add_comment(database, CommentRow(LEAD_TIME, "Två vakanser.", DAY, "Anna Berg"))
    comments.add_comment(database, CommentRow(LEAD_TIME, "Ny mall.", DAY, "", meeting))
    comments.add_comment(database, CommentRow(INCLUSION, "Visas inte i underlaget.", DAY))
    told = (PackFigure(LEAD_TIME, "Stockholm", "7 av 10", 0.7, 7, 10),)
    sections = (Section("Läget"), Section("Ledtid", figures=told), Section("Igen", figures=told))
    one, two, three = comments.comments_of_pack(database, sections)
    assert (one.comments, three.comments) == ((), ())
    assert two.comments == (Comment("Två vakanser.", DAY, "Anna Berg"),)
    _one, two, _three = comments.comments_of_pack(database, sections, meeting)
    assert [each.body for each in two.comments] == ["Två vakanser.", "Ny mall."]


@pytest.mark.parametrize(
    "words", ["..", "Visas inte, för att en annan dold uppgift annars kan räknas ut"]
)
def test_a_comment_on_a_hidden_figure_is_told_of_but_not_shown(
    database: Database, words: str
) -> None:
    comments.add_comment(database, CommentRow(LEAD_TIME, "Tre av fyra i tid.", DAY, "Anna Berg"))
    shown = PackFigure(INCLUSION, "Stockholm", "9 av 10", 0.9, 9, 10)
    section = Section("Ledtid", figures=(PackFigure(LEAD_TIME, "Stockholm", words), shown))
    (made,) = comments.comments_of_pack(database, (section,))
    assert made.comments == ()
    assert made.notes == ("En kommentar visas inte, för att siffran den gäller inte visas.",)
    bar = Bar("Stockholm", "", None, None, None, "..", hidden_text="få", value_key=LEAD_TIME)
    drawn = ChartSpec(
        ChartKind.BARS, "Andel", "", "", (), "", (), "", TableSpec("", (), ()), bars=(bar,)
    )
    (made,) = comments.comments_of_pack(database, (Section("Ledtid", charts=(drawn,)),))
    assert made.comments == ()
