"""What goes into a steering pack: chosen, ordered, kept for a meeting and as a template."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk.enums import PointKind
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services import history, meetings, organisation
from rccdesk.services.database import Database
from rccdesk.services.meetings import MeetingRow, PointRow
from rccdesk.services.packs import outlines
from rccdesk.services.packs.rows import OutlinePart, OutlineRow
from tests.services import paper_example

ORDER = (
    "summary", "agenda", "previous", "decisions", "results", "criteria", "areas", "plan", "risks",
    "economy", "coming", "appendices",
)  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "prov.rccdesk", create=True, who="Anna") as opened:
        paper_example.make_meeting(opened, held=False)
        yield opened


@pytest.fixture
def met(database: Database) -> str:
    return meetings.list_meetings(database)[0].uuid


def keys(outline: OutlineRow) -> tuple[str, ...]:
    return tuple(part.key for part in outline.parts)


def test_a_meeting_begins_with_every_part_and_a_pack_without_one_leaves_three_out(
    database: Database, met: str
) -> None:
    assert keys(outlines.get_outline(database, "steering", met)) == ORDER
    assert all(part.included for part in outlines.get_outline(database, "steering", met).parts)
    without = outlines.get_outline(database, "steering")
    left_out = {part.key for part in without.parts if not part.included}
    assert left_out == {"agenda", "previous", "decisions"}
    assert outlines.get_outline(database, "quarterly").parts == ()


@pytest.mark.parametrize(
    ("key", "position", "place"), [("risks", 0, 0), ("summary", 3, 3), ("agenda", 99, 11),
                                   ("plan", -5, 0)]
)  # fmt: skip
def test_a_part_moves_and_no_other_changes_its_order(
    database: Database, met: str, key: str, position: int, place: int
) -> None:
    moved = outlines.move_part(outlines.get_outline(database, "steering", met), key, position)
    assert keys(moved).index(key) == place
    assert [each for each in keys(moved) if each != key] == [e for e in ORDER if e != key]


def test_the_outline_of_a_meeting_is_kept_as_one_step_that_can_be_undone(
    database: Database, met: str
) -> None:
    outline = outlines.move_part(outlines.get_outline(database, "steering", met), "risks", 1)
    first = outlines.save_outline(database, outline)
    again = outlines.save_outline(database, replace(outline, summary="Läget är gott."))
    assert again.uuid == first.uuid  # one of a meeting, whoever saves it
    assert outlines.get_outline(database, "steering", met) == again
    assert not outlines.is_default(database, again)
    history.undo_last(database)
    assert outlines.get_outline(database, "steering", met).summary == ""
    history.undo_last(database)
    assert keys(outlines.get_outline(database, "steering", met)) == ORDER


def test_a_template_serves_the_meetings_that_have_no_outline_of_their_own(
    database: Database, met: str
) -> None:
    outline = outlines.get_outline(database, "steering", met)
    parts = tuple(
        replace(part, included=False, words="Utgår i år.") if part.key == "economy" else part
        for part in outline.parts
    )
    saved = outlines.save_template(
        database, replace(outline, parts=parts, summary="Bara till detta möte"), "  Kort  pack "
    )
    assert saved.name == "Kort pack"
    assert not saved.summary
    row = outlines.get_outline(database, "steering", met)
    assert (row.uuid, row.name, row.meeting_uuid) == ("", "", met)
    assert next(part for part in row.parts if part.key == "economy").words == "Utgår i år."
    same = outlines.save_template(database, outline, "kort pack")
    assert [each.uuid for each in outlines.list_templates(database, "steering")] == [saved.uuid]
    assert same.uuid == saved.uuid
    outlines.delete_template(database, saved.uuid)
    assert outlines.list_templates(database, "steering") == ()
    with pytest.raises(NotFoundError):
        outlines.delete_template(database, saved.uuid)


def test_a_newer_part_comes_last_and_left_out_of_an_older_outline(
    database: Database, met: str
) -> None:
    few = (OutlinePart("risks"), OutlinePart("summary", words="Först"))
    outlines.save_outline(database, OutlineRow("steering", few, met))
    row = outlines.get_outline(database, "steering", met)
    assert row.parts[:2] == few
    assert set(keys(row)) == set(ORDER)
    assert not any(part.included for part in row.parts[2:])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"parts": (OutlinePart("okänd"),)}, "outline_part_unknown"),
        ({"parts": (OutlinePart("risks"), OutlinePart("risks"))}, "outline_part_unknown"),
        ({"parts": (OutlinePart("risks", words="x" * 4001),)}, "outline_words_too_long"),
        ({"meeting_uuid": ""}, "outline_name_missing"),
        ({"meeting_uuid": "finns-inte"}, "meeting_missing"),
        ({"parts": (OutlinePart("risks", words="Se 19121212-1212"),)}, "personal_identifier_typed"),
        ({"summary": "19121212-1212"}, "personal_identifier_typed"),
    ],
)
def test_what_no_outline_may_be_is_refused_and_nothing_is_stored(
    database: Database, met: str, changes: dict[str, object], code: str
) -> None:
    outline = replace(OutlineRow("steering", (OutlinePart("risks"),), met), **changes)  # type: ignore[arg-type]
    with pytest.raises(RccdeskError) as refused:
        outlines.save_outline(database, outline)
    assert refused.value.code == code
    assert keys(outlines.get_outline(database, "steering", met)) == ORDER


def test_the_plan_is_called_by_the_word_of_the_rcc(database: Database) -> None:
    terms = organisation.get_terms(database)
    own = replace(terms["cancer_plan"], definite="regionala cancerplanen")
    assert outlines.part_words("plan", {**terms, "cancer_plan": own}) == "Regionala cancerplanen"
    assert outlines.part_words("decisions", terms) == "Beslutspunkter"
    with pytest.raises(KeyError):
        outlines.part_words("okänd", terms)


def test_what_is_missing_before_papers_go_out_leads_to_its_point(
    database: Database, met: str
) -> None:
    group = meetings.get_meeting(database, met).group_uuid
    bare = meetings.add_point(
        database, PointRow(group, "Ny utrustning", met, kind=PointKind.DECISION)
    )
    today = dt.date(2026, 9, 1)
    found = outlines.missing_before_sending(database, met, today)
    own = [each for each in found if each.point_uuid == bare.uuid]
    assert {each.part for each in own} == {"decisions"}
    assert any("förslag" in each.words.lower() for each in own)
    assert all("Ny utrustning" in each.words for each in own)
    asked = meetings.get_meeting_view(database, met, today)
    assert len(found) == sum(len(line.missing) for line in asked.lines)
    empty = meetings.add_meeting(database, MeetingRow(group, dt.date(2027, 1, 20)))
    (only,) = outlines.missing_before_sending(database, empty.uuid, today)
    assert (only.part, only.point_uuid) == ("agenda", "")
