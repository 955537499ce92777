"""The pack of result cards: results first, activities after, nothing called a result too much."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation

from rccdesk.enums import InitiativeState, ItemState, Topic
from rccdesk.errors import RccdeskError
from rccdesk.models import Activity
from rccdesk.services import initiatives
from rccdesk.services.database import Database
from rccdesk.services.packs import archive
from rccdesk.services.packs.content import PackRequest, make_pack
from tests.services.test_initiative_requirements import HIDDEN, HIGH, LOW, add, outcome


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "a.rccdesk", create=True) as opened:
        yield opened


def test_a_pack_of_cards_puts_results_before_activities(database: Database, tmp_path: Path) -> None:
    busy = add(database, title="A bara aktivitet", svf=("VG9",))
    measured = add(database, title="B mätt", starts_on=dt.date(2025, 4, 1))
    initiatives.set_outcome(database, outcome(measured, before=LOW, after=HIGH))
    hidden = add(database, title="C dold")
    initiatives.set_outcome(database, outcome(hidden, before=HIDDEN, after=HIGH))
    add(database, title="Idé", state=InitiativeState.IDEA)
    add(database, title="Annans", came_from="RCC Väst")
    with database.write(Topic.PLANS, act="history.act.example_made") as session:
        session.add(Activity(initiative_uuid=busy.uuid, title="Möte", state=str(ItemState.DONE)))
    request = PackRequest(kind="result-card", out_dir=tmp_path / "ut")
    made = make_pack(database, request)
    assert {file.format for file in made.files} == {"pptx", "pdf"}
    pack = archive.get_pack(database, made.pack_id)
    headings = [section.heading for section in pack.sections]
    assert headings == [
        "B mätt",
        "B mätt: om insatsen",
        "A bara aktivitet",
        "C dold",
        "C dold: om insatsen",
        "Genomförda aktiviteter",
        "Metod och datakvalitet",
    ]
    assert pack.summary[0] == "1 av 3 insatser har ett uppmätt resultat."
    sections = dict(zip(headings, pack.sections, strict=True))
    assert "Samvariation, inte bevisad orsak." in sections["B mätt"].tables[0].notes
    assert sections["A bara aktivitet"].paragraphs[1].startswith("Inget uppmätt resultat.")
    assert sections["C dold"].tables[0].rows[0][2] == "(otillräcklig data)"
    assert sections["Genomförda aktiviteter"].tables[0].rows == (("A bara aktivitet", "Möte"),)
    slides = Path(next(file.path for file in made.files if file.format == "pptx"))
    titles = [
        slide.shapes.title.text_frame.text
        for slide in Presentation(io.BytesIO(slides.read_bytes())).slides
    ]
    assert titles.index("B mätt") < titles.index("A bara aktivitet")
    assert titles.index("A bara aktivitet") < titles.index("Genomförda aktiviteter")


def test_a_pack_of_cards_is_of_its_selection_and_refused_without_cards(
    database: Database, tmp_path: Path
) -> None:
    request = PackRequest(kind="result-card", out_dir=tmp_path / "ut", formats=("pdf",))
    with pytest.raises(RccdeskError, match="pack_no_cards"):
        make_pack(database, request)
    add(database, title="Bröst", svf=("VG9",), area="12", starts_on=dt.date(2025, 4, 1))
    add(database, title="Tarm", svf=("VB2",), area="13", starts_on=dt.date(2026, 4, 1))

    def titles(**changes: object) -> list[str]:
        made = make_pack(database, replace(request, **changes))  # type: ignore[arg-type]
        pack = archive.get_pack(database, made.pack_id)
        return [section.heading for section in pack.sections][:-1]

    assert titles(svf=("VG9",)) == ["Bröst"]
    assert titles(region=("13",)) == ["Tarm"]
    assert titles(period="2025-Q4") == ["Bröst"]
    with pytest.raises(RccdeskError, match="pack_no_cards"):
        titles(period="2024-Q4")
