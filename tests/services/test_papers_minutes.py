"""Minutes and notes: frozen, approved once, with nothing confidential where it is left out."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rccdesk.enums import DocumentState, MinutesKind
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services import history, meetings, papers
from rccdesk.services.database import Database
from rccdesk.services.typed_texts import PersonalTextError
from tests.services import paper_example
from tests.services.paper_example import DAY, SECRET, SECRET_DECISION, SPOKEN, point_of
from tests.services.paper_reading import HAS_POPPLER, words_of

FORMATS = ("docx", *(("pdf",) if HAS_POPPLER else ()))
APPROVED = DAY + dt.timedelta(days=7)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "prov.rccdesk"
    with Database.open(path, create=True) as opened:
        paper_example.make_meeting(opened)
    return path


@pytest.fixture
def database(store: Path, tmp_path: Path) -> Iterator[Database]:
    with Database.open(Path(shutil.copy(store, tmp_path / "a.rccdesk")), who="Anna") as opened:
        yield opened


@pytest.fixture
def met(database: Database) -> str:
    return meetings.list_meetings(database)[0].uuid


@pytest.mark.parametrize("suffix", FORMATS)
def test_minutes_read_like_those_of_a_steering_body(
    database: Database, met: str, tmp_path: Path, suffix: str
) -> None:
    row = papers.make_minutes(database, met, MinutesKind.MINUTES)
    words = words_of(papers.write_minutes(database, row.uuid, tmp_path / f"p.{suffix}"))
    for part in (
        "Protokoll, Styrgruppen 23 september 2026", "09:02–10:54", "Regionens hus, sal 4",
        "Ordförande", "Anna Ek", "Anteckningar", "Eva Hed", "RCC 2026/14",
        "Region Norrsjö", "Region Ekmark", "Bo Dahl", "Förhinder", "Cia Falk (Region Sydvall)",
        "Särskilt kallade", "Folke Ny, verksamhetschef, punkt 3",
        "§ 27 Godkännande av föregående protokoll", "§ 28 Nytt från RCC",
        "§ 29 SVF: längre ledtider för bröstcancer", "Regionerna ser olika förutsättningar.",
        "Rekommendation", SPOKEN, "Kansliet", "2027-01-01", "Region Norrsjö, Region Ekmark",
        "Nästa beslutsfattare", "Rekommendation. Regionen beslutar, verksamheten inför.",
        "Skicka rekommendationen (Eva Hed, klart senast 2026-10-01)",
        "Bordläggning till 2026-12-10", "Bo Dahl, justerare", "Eva Hed, vid anteckningarna",
        "UTKAST", SECRET, SECRET_DECISION, "Förkortningar", "standardiserat vårdförlopp",
    ):  # fmt: skip
        assert part in words, part


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_is_confidential_can_be_left_out_and_numbers_stay(
    database: Database, met: str, tmp_path: Path, suffix: str
) -> None:
    row = papers.make_minutes(database, met, MinutesKind.MINUTES)
    path = tmp_path / f"p.{suffix}"
    words = words_of(papers.write_minutes(database, row.uuid, path, with_confidential=False))
    assert "§ 30 Punkten är utelämnad" in words and "§ 31 Nivåstrukturering" in words
    for hidden in (SECRET, SECRET_DECISION, "Samtal om en person"):
        assert hidden not in words
        assert hidden.encode() not in path.read_bytes()
    assert SPOKEN in words


def test_notes_have_no_paragraphs_and_nobody_signs_them(
    database: Database, met: str, tmp_path: Path
) -> None:
    row = papers.make_minutes(database, met, MinutesKind.NOTES)
    words = words_of(papers.write_minutes(database, row.uuid, tmp_path / "m.docx"))
    assert "Minnesanteckningar, Styrgruppen 23 september 2026" in words
    assert "3. SVF: längre ledtider för bröstcancer" in words and SPOKEN in words
    assert "§" not in words and "justerare" not in words and "Underskrifter" not in words


def test_minutes_are_frozen_as_they_were_made(database: Database, met: str, tmp_path: Path) -> None:
    row = papers.make_minutes(database, met, MinutesKind.MINUTES)
    before = papers.write_minutes(database, row.uuid, tmp_path / "a.docx").read_bytes()
    point = point_of(database, met, "Nytt")
    meetings.save_point_field(database, point.uuid, "notes", "Något annat sades.")
    after = papers.write_minutes(database, row.uuid, tmp_path / "b.docx").read_bytes()
    assert words_of(tmp_path / "a.docx") == words_of(tmp_path / "b.docx")
    assert "Något annat" not in words_of(tmp_path / "b.docx") and before and after
    later = papers.make_minutes(database, met, MinutesKind.MINUTES)
    told = words_of(papers.write_minutes(database, later.uuid, tmp_path / "c.docx"))
    assert "Något annat sades." in told


def test_a_new_version_replaces_the_draft_of_its_kind_alone(database: Database, met: str) -> None:
    notes = papers.make_minutes(database, met, MinutesKind.NOTES)
    first = papers.make_minutes(database, met, MinutesKind.MINUTES)
    second = papers.make_minutes(database, met, MinutesKind.MINUTES)
    assert (first.version, second.version, notes.version) == (1, 2, 1)
    states = {row.uuid: row.state for row in papers.list_minutes(database, met)}
    assert states == {
        first.uuid: DocumentState.REPLACED,
        second.uuid: DocumentState.DRAFT,
        notes.uuid: DocumentState.DRAFT,
    }
    history.undo_last(database)
    assert {row.uuid: row.state for row in papers.list_minutes(database, met)} == {
        first.uuid: DocumentState.DRAFT,
        notes.uuid: DocumentState.DRAFT,
    }


def test_what_is_approved_never_changes(database: Database, met: str, tmp_path: Path) -> None:
    draft = papers.make_minutes(database, met, MinutesKind.MINUTES)
    row = papers.approve_minutes(database, draft.uuid, [" Bo  Dahl "], APPROVED)
    assert (row.state, row.approved_on, row.approvers) == (
        DocumentState.APPROVED,
        APPROVED,
        ("Bo Dahl",),
    )
    assert row.content == draft.content
    words = words_of(papers.write_minutes(database, row.uuid, tmp_path / "p.docx"))
    assert "JUSTERAT" in words and "2026-09-30, Bo Dahl" in words and "UTKAST" not in words
    for change, code in (
        (lambda: papers.delete_minutes(database, row.uuid), "minutes_approved_kept"),
        (lambda: papers.approve_minutes(database, row.uuid, ["A"], APPROVED),
         "minutes_approved_kept"),
    ):  # fmt: skip
        with pytest.raises(RccdeskError) as caught:
            change()
        assert caught.value.code == code
    newer = papers.make_minutes(database, met, MinutesKind.MINUTES)  # to correct something
    assert papers.get_minutes(database, row.uuid) == row
    papers.approve_minutes(database, newer.uuid, ["Bo Dahl"], APPROVED)
    old = papers.get_minutes(database, row.uuid)
    assert (old.state, old.content) == (DocumentState.REPLACED, row.content)
    with pytest.raises(RccdeskError) as caught:
        papers.delete_minutes(database, row.uuid)  # it was approved once
    assert caught.value.code == "minutes_approved_kept"


def test_an_approval_needs_a_name_and_a_day_that_can_be(database: Database, met: str) -> None:
    first = papers.make_minutes(database, met, MinutesKind.MINUTES)
    draft = papers.make_minutes(database, met, MinutesKind.MINUTES)
    for uuid, names, day, code in (
        (draft.uuid, [" "], APPROVED, "minutes_approver_missing"),
        (draft.uuid, ["Bo"], dt.date(2999, 1, 1), "date_in_the_future"),
        (draft.uuid, ["Bo"], DAY - dt.timedelta(days=1), "dates_reversed"),
        (first.uuid, ["Bo"], APPROVED, "minutes_replaced"),
        ("gone", ["Bo"], APPROVED, "minutes_missing"),
    ):
        with pytest.raises(RccdeskError) as caught:
            papers.approve_minutes(database, uuid, names, day)
        assert caught.value.code == code
    with pytest.raises(PersonalTextError):
        papers.approve_minutes(database, draft.uuid, ["Bo 19121212-1212"], APPROVED)
    assert papers.get_minutes(database, draft.uuid).state is DocumentState.DRAFT


def test_a_draft_is_removed_and_comes_back(database: Database, met: str) -> None:
    draft = papers.make_minutes(database, met, MinutesKind.NOTES)
    papers.delete_minutes(database, draft.uuid)
    assert papers.list_minutes(database, met) == ()
    with pytest.raises(NotFoundError):
        papers.get_minutes(database, draft.uuid)
    history.undo_last(database)
    assert papers.list_minutes(database, met) == (draft,)
    papers.delete_minutes(database, draft.uuid)
    assert papers.make_minutes(database, met, MinutesKind.NOTES).version == 2
