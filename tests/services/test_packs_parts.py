"""The pack of a meeting by its parts: what is asked, what became of decisions, what is left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk.enums import DecisionKind, GroupKind
from rccdesk.periods import parse_period
from rccdesk.services import groups, meetings, plans
from rccdesk.services.agreement.figures import ByPeriod, RegionRow
from rccdesk.services.charts.layout import text_width
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.database import Database
from rccdesk.services.decisions.lines import DecisionLine
from rccdesk.services.decisions.model import DecisionRow
from rccdesk.services.groups.model import GroupRow, ProcessRow
from rccdesk.services.meetings.model import MeetingRow
from rccdesk.services.packs import archive, outlines
from rccdesk.services.packs.content import PackRequest, assemble_pack
from rccdesk.services.packs.model import Pack
from rccdesk.services.packs.parts import previous, risk_changes
from rccdesk.services.packs.parts.few_started import without_few
from rccdesk.services.packs.parts.risk_changes import change_words
from rccdesk.services.packs.pdf import write_pdf
from rccdesk.services.packs.pptx import write_pptx
from rccdesk.services.packs.slides.words import split_rows, word_widths
from rccdesk.services.plans.model import PlanItemRow, PlanRow
from rccdesk.services.publishing import Hidden, PublishableRow, PublishableTable
from tests.services import paper_example
from tests.services.paper_example import SECRET, SECRET_DECISION


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("store") / "prov.rccdesk"
    with Database.open(path, create=True, who="Anna") as opened:
        paper_example.make_meeting(opened, held=False)
        yield opened


@pytest.fixture(scope="module")
def met(database: Database) -> str:
    return meetings.list_meetings(database)[0].uuid


@pytest.fixture(scope="module")
def pack(database: Database, met: str) -> Pack:
    return assemble_pack(database, PackRequest("steering", Path(), meeting_uuid=met))


def said(pack: Pack, part: str = "") -> str:
    words = []
    for section in pack.sections:
        if part and section.part != part:
            continue
        words += [section.chapter, section.heading, *section.paragraphs, *section.notes]
        words += [cell for table in section.tables for row in table.rows for cell in row]
    return "\n".join(words)


def test_an_assembled_pack_is_a_draft_and_nothing_is_stored(database: Database, pack: Pack) -> None:
    assert (pack.state, pack.version) == ("draft", 1)
    assert archive.list_packs(database) == ()
    assert pack.title == "Underlag till Styrgruppen 23 september 2026"


def test_the_parts_stand_in_the_order_of_the_outline(
    database: Database, met: str, pack: Pack
) -> None:
    order = list(dict.fromkeys(section.part for section in pack.sections))
    assert order == [key for key in outlines.PARTS if key in order]
    outline = outlines.get_outline(database, "steering", met)
    moved = outlines.move_part(outline, "decisions", 0)
    other = assemble_pack(
        database, PackRequest("steering", Path(), meeting_uuid=met, outline=moved)
    )
    assert other.sections[0].part == "decisions"
    assert other.meeting_uuid == met


def test_the_proposals_stand_first_and_again_with_their_item(pack: Pack) -> None:
    proposal = "Regionerna rekommenderas att dela patologikö."
    assert f"Punkt 3: {proposal}" in said(pack, "summary")
    assert f"Förslag till beslut: {proposal}" in said(pack, "decisions")
    assert "Punkt 1: Förslag till beslut saknas (Godkännande" in said(pack, "summary")
    assert "Kortare väntan" in said(pack, "decisions")
    assert "En patolog till" in said(pack, "decisions")


def test_what_is_confidential_is_nowhere_in_the_pack(pack: Pack) -> None:
    everything = archive.pack_to_json(pack)
    assert SECRET not in everything
    assert SECRET_DECISION not in everything
    assert "Samtal om en person" not in everything


def test_own_words_stand_first_and_an_empty_part_says_so_only_where_it_was_chosen(
    database: Database, met: str, pack: Pack
) -> None:
    assert "risks" not in {section.part for section in pack.sections}
    outline = outlines.get_outline(database, "steering", met)
    parts = tuple(
        replace(part, words="Året i korthet.\n\nTvå mål återstår.")
        if part.key == "plan"
        else replace(part, included=part.key not in ("agenda", "summary"))
        for part in outline.parts
    )
    chosen = replace(outline, parts=parts)
    made = assemble_pack(
        database, PackRequest("steering", Path(), meeting_uuid=met, outline=chosen)
    )
    assert "Inga risker är angivna." in said(made, "risks")
    first = next(section for section in made.sections if section.part == "plan")
    assert first.paragraphs == ("Året i korthet.", "Två mål återstår.")
    assert {"agenda", "summary"}.isdisjoint(section.part for section in made.sections)
    assert made.summary == ()


def test_own_sentences_replace_those_of_the_program(database: Database, met: str) -> None:
    outline = replace(outlines.get_outline(database, "steering", met), summary="Ett.\nTvå.")
    made = assemble_pack(
        database, PackRequest("steering", Path(), meeting_uuid=met, outline=outline)
    )
    assert made.summary == ("Ett.", "Två.")


def test_R_C11_what_is_new_since_the_last_meeting_follows_the_meeting_after(
    tmp_path: Path,
) -> None:
    with Database.open(tmp_path / "prov.rccdesk", create=True, who="Anna") as database:
        held = paper_example.make_meeting(database)
        after = meetings.make_next_meeting(database, held)
        made = assemble_pack(database, PackRequest("steering", Path(), meeting_uuid=after.uuid))
    told = said(made, "previous")
    assert paper_example.SPOKEN in told
    assert "Skicka rekommendationen" in told
    assert "Protokoll från 2026-09-23 saknas." in told
    assert SECRET_DECISION not in told


def test_a_pack_of_words_is_written_as_slides_and_pages(pack: Pack) -> None:
    assert write_pptx(pack)[:2] == b"PK"
    assert write_pdf(pack)[:5] == b"%PDF-"


def test_a_table_of_words_keeps_to_its_room_and_loses_no_word() -> None:
    long = " ".join(f"ord{number}" for number in range(600))
    table = TableSpec(
        "", tuple(TableColumn(name, name == "Antal") for name in ("Vad", "Antal", "Beslut")),
        (("Patologikö", "12", long), ("Kö", "7", "Kort")),
    )  # fmt: skip
    widths = word_widths(table, 1168.0, 14.0, 1.12)
    assert sum(widths) == pytest.approx(1168.0)
    assert widths[1] >= text_width("Antal", 24.0, bold=True)
    parts = split_rows(table, widths, 445.0)
    assert len(parts.rows) > len(table.rows)
    assert " ".join(row[2] for row in parts.rows[:-1]).split() == long.split()
    assert parts.rows[-1] == table.rows[-1]


def test_a_process_group_meets_over_the_pathways_of_its_process(tmp_path: Path) -> None:
    with Database.open(tmp_path / "prov.rccdesk", create=True, who="Anna") as opened:
        process = groups.add_process(opened, ProcessRow("Bröstcancer", svf=("VG9",)))
        group = groups.add_group(
            opened,
            GroupRow("Bröstgruppen", kind=GroupKind.PROCESS_GROUP, process_uuid=process.uuid),
        )
        meeting = meetings.add_meeting(opened, MeetingRow(group.uuid, dt.date(2026, 12, 3)))
        request = PackRequest("steering", tmp_path, meeting_uuid=meeting.uuid)
        of_process = assemble_pack(opened, request)
        chosen = assemble_pack(opened, replace(request, svf=("VB2",)))
    assert of_process.subtitle.startswith("Bröstcancer")
    assert not chosen.subtitle.startswith("Bröstcancer")


def test_a_meeting_first_reads_what_it_decides_then_the_outcome_then_what_is_unsure(
    pack: Pack,
) -> None:
    assert len(pack.summary) <= 3
    assert pack.summary[0].startswith("4 beslut begärs: punkt 1 Godkännande")
    assert ", punkt 4, punkt 5 " in pack.summary[0] and SECRET not in pack.summary[0]
    assert pack.summary[0].endswith("; förslag till beslut saknas för punkterna 1, 5.")


def test_what_nobody_has_said_takes_no_column_and_is_said_once(pack: Pack) -> None:
    (alternatives,) = (s for s in pack.sections if s.heading.endswith(": alternativen"))
    heads = [column.title for column in alternatives.tables[0].columns]
    assert heads == ["Alternativ", "Patienter", "Ekonomi"]
    assert alternatives.paragraphs == ("Uppgift saknas för alla: personal, jämlikhet.",)
    missing = [
        paragraph
        for section in pack.sections
        for paragraph in section.paragraphs
        if paragraph.startswith("Saknas i underlaget: ")
    ]
    assert missing
    for words in missing:
        things = [each.strip(" .").casefold() for each in words.partition(": ")[2].split(";")]
        assert len(things) == len(set(things))


def test_decisions_stand_by_what_is_late_and_what_is_done_last() -> None:
    def line(name: str, due: dt.date | None, **more: bool | int) -> DecisionLine:
        row = DecisionRow("g", name, DecisionKind.DECISION, due_on=due)
        more = {"is_open": True, "is_overdue": False, "waiting_days": 0, **more}
        return DecisionLine(  # type: ignore[arg-type]
            decision=row, place_words="", group_name="", day=None, regions_words="",
            units_words="", standing_words="", criteria=(), search_text="", **more,
        )  # fmt: skip

    early, later = dt.date(2026, 1, 1), dt.date(2026, 5, 1)
    lines = [
        line("klart", early, is_open=False),
        line("kommer", later),
        line("väntar", None, is_waiting=True, waiting_days=40),
        line("väntar längst", None, is_waiting=True, waiting_days=90),
        line("senare", later, is_overdue=True),
        line("senast", early, is_overdue=True),
    ]
    order = [each.decision.text for each in sorted(lines, key=previous.urgency)]
    assert order == ["senast", "senare", "väntar längst", "väntar", "kommer", "klart"]


def test_a_risk_that_has_changed_since_the_meeting_before_says_which_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Database.open(tmp_path / "prov.rccdesk", create=True) as opened:
        plan = plans.add_plan(opened, PlanRow("Cancerplan"))
        made = {
            name: plans.add_item(
                opened,
                PlanItemRow(plan.uuid, name, risk="Tid", risk_likelihood=1, risk_consequence=2),
            )
            for name in ("Högre", "Lägre", "Oförändrad", "Ändrad")
        }
        between = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        for name, likelihood, consequence in (("Högre", 3, 2), ("Lägre", 1, 1), ("Ändrad", 2, 1)):
            row = replace(made[name], risk_likelihood=likelihood, risk_consequence=consequence)
            plans.update_item(opened, row)
        items = plans.list_items(opened, plan.uuid)
        today = dt.datetime.now().astimezone().date()
        with monkeypatch.context() as patch:
            patch.setattr(risk_changes, "_end_of", lambda _day: between)
            found = change_words(opened, items, {item.uuid: today for item in items})
        assert {item.title: found[item.uuid] for item in items} == {n: n for n in made}
        longer = change_words(
            opened, items, {item.uuid: today - dt.timedelta(days=700) for item in items}
        )
        assert set(longer.values()) == {""}  # nobody knows: they were not in the store


@pytest.mark.parametrize("has", ["nothing", "meeting", "plan"])
def test_a_small_rcc_gets_a_pack_without_empty_pages(tmp_path: Path, has: str) -> None:
    with Database.open(tmp_path / "prov.rccdesk", create=True) as opened:
        met = ""
        if has == "meeting":
            group = groups.add_group(opened, GroupRow("Ledningen", kind=GroupKind.STEERING))
            met = meetings.add_meeting(opened, MeetingRow(group.uuid, dt.date(2099, 1, 2))).uuid
        if has == "plan":
            plan = plans.add_plan(opened, PlanRow("Cancerplan"))
            plans.add_item(opened, PlanItemRow(plan.uuid, "Ett mål"))
        made = assemble_pack(opened, PackRequest("steering", Path(), meeting_uuid=met))
    for section in made.sections:
        assert section.paragraphs or section.charts or section.tables
        assert all(table.rows for table in section.tables)
    everything = said(made)
    assert ("Ingen plan är i bruk." in everything) == (has != "plan")
    assert "Inga resultat kan visas." in everything
    assert ("Inget beslut väntar." in everything) == (has == "meeting")
    assert len({section.chapter for section in made.sections}) <= 4
    assert write_pdf(made)[:5] == b"%PDF-"


def test_a_few_who_began_treatment_are_not_told_by_the_inclusion() -> None:
    def row(region: str, started: int) -> PublishableRow:
        fields = (("region", region), ("period", "2026-H1"))
        return PublishableRow(region, fields, started, 50, started / 50)

    rows = [row("1", 2), row("2", 9), row("3", 30)]
    whole = PublishableRow("", (("period", "2026-H1"),), 41, 150, 41 / 150)
    empty = table_of("svf_inclusion")
    found = ByPeriod(
        (parse_period("2026-H1"),),
        (*(RegionRow(each.get("region"), (each,)) for each in rows),
         RegionRow(None, (whole,), is_whole=True)),
        replace(empty, rows=tuple(rows)),
        replace(empty, rows=(whole,)),
    )  # fmt: skip
    made = without_few(found, 5)
    assert [each.hidden for each in made.table.rows] == [Hidden.FEW, Hidden.SECONDARY, None]
    assert [each.figures[0].hidden for each in made.rows if each.figures[0]] == [
        Hidden.FEW, Hidden.SECONDARY, None, None,
    ]  # fmt: skip
    assert without_few(found, 2) is found


def table_of(measure: str) -> PublishableTable:
    return PublishableTable(
        measure=measure, is_proportion=True, direction="higher", status="in_force", levels=(),
        by=("region", "period"), rows=(), whole=None, extract_date=None, selection=(),
    )  # fmt: skip
