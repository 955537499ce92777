"""Agendas, papers of points, handovers and reports: the same words in every format."""

from __future__ import annotations

import datetime as dt
import stat
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from rccdesk.enums import (
    ActionState,
    AssignmentRole,
    GroupKind,
    LinkRole,
    PointKind,
    Represents,
    Thing,
)
from rccdesk.errors import FileWriteError, NotFoundError, RccdeskError
from rccdesk.services import decisions, groups, links, meetings, papers, plans
from rccdesk.services.database import Database
from rccdesk.services.decisions import ActionRow
from rccdesk.services.groups import AssignmentRow
from rccdesk.services.meetings import PointRow
from rccdesk.services.packs import templates
from rccdesk.services.papers.assembling import explain_shorts
from rccdesk.services.plans import PlanItemRow, PlanRow
from tests.services import group_example, paper_example
from tests.services.document_templates import HEADER, HEADING, region_template
from tests.services.paper_example import SECRET, SECRET_DECISION, SPOKEN, point_of
from tests.services.paper_reading import HAS_POPPLER, words_of

FORMATS = ("docx", "xlsx", *(("pdf",) if HAS_POPPLER else ()))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("store") / "prov.rccdesk"
    with Database.open(path, create=True, who="Anna") as opened:
        paper_example.make_meeting(opened, held=False)
        yield opened


@pytest.fixture(scope="module")
def met(database: Database) -> str:
    return meetings.list_meetings(database)[0].uuid


@pytest.mark.parametrize("suffix", FORMATS)
def test_R_P16_the_agenda_says_the_same_in_word_pdf_and_excel(
    database: Database, met: str, tmp_path: Path, suffix: str
) -> None:
    path = papers.write_agenda(database, met, tmp_path / f"dagordning.{suffix}")
    words = words_of(path)
    for part in (
        "Dagordning, Styrgruppen 23 september 2026", "09:00–11:00", "Regionens hus, sal 4",
        "Anna Ek (ordförande)", "Cia Falk", "Särskilt kallade", "Folke Ny",
        "1. Godkännande av föregående protokoll", "3. SVF: längre ledtider för bröstcancer",
        "Information", "Föredragande", "Planerad tid: 65 minuter av 120.", "UTKAST",
        "4. Punkten är utelämnad", "EXEMPELDATA",
    ):  # fmt: skip
        assert part in words, part
    assert SECRET not in words


def test_papers_stand_on_the_regions_own_template_where_one_is_used(
    database: Database, met: str, tmp_path: Path
) -> None:
    old, stranger = "Gammal text i mallen", "Nils Främling"
    row = templates.add_template(database, region_template(tmp_path / "r.docx", old, stranger))
    templates.set_mapping(database, row.uuid, {**row.mapping, "heading1": HEADING})
    written = (
        papers.write_agenda(database, met, tmp_path / "dagordning.docx"),
        papers.write_point(database, point_of(database, met, "SVF").uuid, tmp_path / "p.docx"),
        papers.write_political_report(
            database, dt.date(2026, 1, 1), dt.date(2026, 12, 31), tmp_path / "rapport.docx"
        ),
        papers.write_handover(database, _assignment(database), tmp_path / "uppdrag.docx"),
    )
    for path in written:
        made = Document(str(path))
        assert made.sections[0].header.paragraphs[0].text == HEADER
        assert HEADING in {paragraph.style.name for paragraph in made.paragraphs}
        assert old not in words_of(path)
        assert stranger.encode() not in path.read_bytes()
    assert words_of(papers.write_agenda(database, met, tmp_path / "d.xlsx"))  # no template of it
    templates.delete_template(database, row.uuid)
    own = Document(str(papers.write_agenda(database, met, tmp_path / "egen.docx")))
    assert own.sections[0].header.paragraphs[0].text != HEADER


@pytest.mark.parametrize("suffix", FORMATS)
def test_R_P17_abbreviations_of_the_agenda_are_explained_at_its_end(
    database: Database, met: str, tmp_path: Path, suffix: str
) -> None:
    words = words_of(papers.write_agenda(database, met, tmp_path / f"d.{suffix}"))
    end = words[words.index("Förkortningar") :]
    for short, meaning in (
        ("SVF", "standardiserat vårdförlopp"),
        ("MDK", "multidisciplinär konferens"),
        ("PNR", "patient- och närståenderåd"),
        ("RCC", "regionalt cancercentrum"),
    ):
        assert short in end and meaning in end, short


def test_R_P17_what_nobody_explains_is_told_and_not_passed_over() -> None:
    found = dict(explain_shorts(["MDK om XQZ, fas II", "SVF-start för Region X1"]))
    assert found["XQZ"] == "Förklaring saknas"
    assert list(found) == ["MDK", "SVF", "XQZ"]  # no roman numerals, no codes, in order


@pytest.mark.parametrize("suffix", FORMATS)
def test_R_C09_a_point_has_all_a_body_needs_in_every_format(
    database: Database, met: str, tmp_path: Path, suffix: str
) -> None:
    point = point_of(database, met, "SVF")
    goal = "Kortare väntan till operation"
    if not links.list_links(database, from_kind=Thing.POINT, from_key=point.uuid):
        plan = plans.add_plan(database, PlanRow("Cancerplan 2025–2027"))
        item = plans.add_item(database, PlanItemRow(plan.uuid, goal))
        links.add_link(
            database,
            links.ChainLink(Thing.POINT, point.uuid, Thing.PLAN_ITEM, item.uuid, LinkRole.SERVES),
        )
    words = words_of(papers.write_point(database, point.uuid, tmp_path / f"underlag.{suffix}"))
    for part in (
        "Underlag, SVF: längre ledtider för bröstcancer",
        "Hur kan RCC och styrgruppen arbeta med förlängda ledtider i SVF?",
        "Förslag till beslut", "Regionerna rekommenderas att dela patologikö.",
        "Mål i planen", goal, "A. Delad kö", "Kortare väntan",
        "Region Norrsjö", "Positiv", "En patolog till", "PNR ser positivt på förslaget.",
        "Regionernas hälso- och sjukvårdsnämnder",
        "Regionen beslutar, verksamheten inför.",
    ):  # fmt: skip
        assert part in words, part
    missing = words[words.index("Saknas i underlaget") :]
    assert "Målområde" in missing and "Uppgifter att väga in" in missing
    assert "Förslag till beslut" not in missing and "Nästa beslutsfattare" not in missing


def test_R_C09_what_is_empty_is_listed_as_missing(
    database: Database, met: str, tmp_path: Path
) -> None:
    point = point_of(database, met, "Nivå")
    words = words_of(papers.write_point(database, point.uuid, tmp_path / "underlag.docx"))
    missing = words[words.index("Saknas i underlaget") :]
    for part in (
        "Ärende", "Förslag till beslut", "Målområde", "Mål i planen", "Uppgifter att väga in",
        "svar och konsekvenser", "Patienters och närståendes perspektiv", "Nästa beslutsfattare",
    ):  # fmt: skip
        assert part in missing, part


@pytest.mark.parametrize("suffix", [each for each in FORMATS if each != "xlsx"])
def test_R_P27_a_handover_has_the_assignment_contacts_and_open_points(
    database: Database, tmp_path: Path, suffix: str
) -> None:
    uuid = _assignment(database)
    words = words_of(papers.write_handover(database, uuid, tmp_path / f"o.{suffix}"))
    for part in (
        "Överlämning, Processledare, Bröstcancer", "Gun Alm", "gun@exempel.se", "40 %",
        "Leder processen i tre regioner.", "Registret, telefon 010-000 00 00",
        "Patologin har ont om tid.", "Processgrupp bröst", "Hud Bok", "Region Norrsjö",
        "Ta upp kodningen", "Ring patologin", "2027-02-01", "Vakant", "Uppgift saknas",
        "Punkten är utelämnad",
    ):  # fmt: skip
        assert part in words, part
    assert SECRET not in words


def _assignment(database: Database) -> str:
    found = groups.list_assignments(database, role=AssignmentRole.PROCESS_LEADER)
    if found:
        return found[0].uuid
    process = group_example.breast(database)
    gun = group_example.person(database, "Gun Alm", email="gun@exempel.se")
    hud = group_example.person(database, "Hud Bok")
    group = group_example.group(
        database, GroupKind.PROCESS_GROUP, "Processgrupp bröst", process_uuid=process.uuid
    )
    seat = group_example.seat(database, group, Represents.NURSING)
    group_example.seat(database, group, Represents.PATIENTS)
    group_example.sit(database, seat, hud)
    groups.add_assignment(
        database,
        AssignmentRow(AssignmentRole.LOCAL_PROCESS_LEADER, process_uuid=process.uuid,
                      region="X1", person_uuid=hud.uuid),
    )  # fmt: skip
    meetings.add_point(
        database, PointRow(group.uuid, "Ta upp kodningen", kind=PointKind.DISCUSSION)
    )
    meetings.add_point(database, PointRow(group.uuid, SECRET, is_confidential=True))
    decisions.add_action(
        database,
        ActionRow(group.uuid, "Ring patologin", person_uuid=gun.uuid, responsible="Gun Alm",
                  due_on=dt.date(2027, 2, 1), state=ActionState.OPEN),
    )  # fmt: skip
    return groups.add_assignment(
        database,
        AssignmentRow(
            AssignmentRole.PROCESS_LEADER,
            process_uuid=process.uuid,
            group_uuid=group.uuid,
            person_uuid=gun.uuid,
            share=0.4,
            scope="Leder processen i tre regioner.",
            contacts="Registret, telefon 010-000 00 00",
            handover="Patologin har ont om tid.",
        ),
    ).uuid


@pytest.mark.parametrize("suffix", FORMATS)
def test_R_C17_the_report_to_the_political_body_is_a_document(
    database: Database, met: str, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"rapport.{suffix}"
    first, last = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
    words = words_of(papers.write_political_report(database, first, last, path))
    for part in (
        "2026-01-01 till 2026-12-31", "1 beslut är fattat.", SPOKEN, "Rekommendation",
        "Region Norrsjö", "Region Ekmark", "Inget uppmätt resultat.",
        "Samvariation, inte bevisad orsak.", "Aktiviteter är ingen mätning av resultat.",
    ):  # fmt: skip
        assert part in words, part
    assert SECRET_DECISION not in words


def test_a_locked_target_is_told_and_the_old_file_is_whole(
    database: Database, met: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rccdesk import files

    path = tmp_path / "dagordning.docx"
    path.write_bytes(b"gammal")

    def held(*_args: object) -> None:
        raise PermissionError(13, "held by another program")

    monkeypatch.setattr(files, "replace_file", held)
    with pytest.raises(FileWriteError) as caught:
        papers.write_agenda(database, met, path)
    assert caught.value.code == "target_locked"
    assert path.read_bytes() == b"gammal"
    assert [each.name for each in tmp_path.iterdir()] == ["dagordning.docx"]


def test_an_unknown_format_and_what_is_gone_are_refused(
    database: Database, met: str, tmp_path: Path
) -> None:
    with pytest.raises(RccdeskError) as caught:
        papers.write_agenda(database, met, tmp_path / "dagordning.odt")
    assert caught.value.code == "paper_format"
    with pytest.raises(RccdeskError) as caught:
        papers.write_handover(database, _assignment(database), tmp_path / "o.xlsx")
    assert caught.value.code == "paper_format"
    for write, code in (
        (papers.write_agenda, "meeting_missing"),
        (papers.write_point, "point_missing"),
        (papers.write_handover, "assignment_missing"),
        (papers.write_minutes, "minutes_missing"),
    ):
        with pytest.raises(NotFoundError) as gone:
            write(database, "gone", tmp_path / "x.docx")
        assert gone.value.code == code
    assert not list(tmp_path.iterdir())


def test_numbers_of_a_workbook_can_be_counted_with(
    database: Database, met: str, tmp_path: Path
) -> None:
    path = papers.write_agenda(database, met, tmp_path / "d.xlsx")
    sheet = openpyxl.load_workbook(path)["Data"]
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert 45 in values and 15 in values
    assert not stat.S_IMODE(path.stat().st_mode) & stat.S_IXUSR
