"""The data of one care unit beside its region and everyone: protected, and the same everywhere."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pptx import Presentation

from rccdesk.cli.run import main
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services import lead_times
from rccdesk.services.database import Database
from rccdesk.services.example_data import make_example_store
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.packs.model import Pack
from rccdesk.services.packs.unit_pack import _guarded, make_unit_pack
from rccdesk.services.packs.writers import write_pack
from rccdesk.services.publishing import Hidden, PublishableRow
from tests.services.paper_reading import HAS_POPPLER, words_of

REGION, UNIT = "X3", "Sydvalls universitetssjukhus"
PERIOD = "2025"
SVF = ("VG9", "VB2")  # one is shown, one hidden


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "exempel.rccdesk"
    make_example_store(path, patients=3_000)
    return path


@pytest.fixture(scope="module")
def database(store: Path) -> Iterator[Database]:
    with Database.open(Path(shutil.copy(store, store.with_name("b.rccdesk")))) as opened:
        yield opened


@pytest.fixture(scope="module")
def pack(database: Database) -> Pack:
    return make_unit_pack(database, REGION, UNIT, svf=SVF, period=PERIOD)


def test_R_P20_one_call_gives_charts_and_tables_of_one_unit_beside_the_others(
    pack: Pack, tmp_path: Path
) -> None:
    first = pack.sections[0]
    names = [cells[0] for cells in first.tables[0].rows]
    assert names == [UNIT, "Region Sydvall", "Alla i uttaget (7 av 7 regioner)"]
    assert [bar.label for bar in first.charts[0].bars][:2] == names[:2]
    assert first.charts[0].finding.startswith(UNIT)  # it is about the unit
    assert not any(bar.is_own for section in pack.sections for chart in section.charts
                   for bar in chart.bars)  # fmt: skip
    assert (pack.title, pack.kind) == (f"Datapaket, {UNIT}", "unit")
    for suffix in ("docx", "xlsx", *(("pdf",) if HAS_POPPLER else ())):
        path = tmp_path / f"p.{suffix}"
        path.write_bytes(write_pack(pack, suffix, {}))
        words = words_of(path)
        for section in pack.sections:
            for table in section.tables:
                for cells in table.rows:
                    assert cells[0].split(" (")[0] in words
                    for cell in cells[1:3] if suffix != "xlsx" else ():
                        assert cell.replace("\u00a0", " ") in words, (suffix, cell)
    slides = Presentation(io.BytesIO(write_pack(pack, "pptx", {}))).slides
    assert any(UNIT in shape.text_frame.text for slide in slides for shape in slide.shapes
               if shape.has_text_frame)  # fmt: skip


def test_R_P20_a_figure_is_hidden_where_the_table_of_all_units_hides_it(
    database: Database,
) -> None:
    hidden = shown = 0
    for prefix in lead_times.list_selection_values(database).svf:
        query = LeadTimeQuery(svf=(prefix,), region=(REGION,), by=("unit",), period=PERIOD)
        rows = {row.get("unit"): row for row in lead_times.get_lead_times(database, query).rows}
        if UNIT not in rows:
            continue
        made = make_unit_pack(database, REGION, UNIT, svf=(prefix,), period=PERIOD).sections[0]
        if not made.charts:  # the pathway is named, without a figure of anybody
            assert rows[UNIT].hidden and not made.tables and not made.figures
            hidden += 1
            continue
        told, bar = made.tables[0].rows[0], made.charts[0].bars[0]
        if rows[UNIT].hidden:
            hidden += 1
            assert bar.value is None and bar.low is None
            assert not any(c.isdecimal() for cell in told[1:] for c in cell), told
        elif bar.value is not None:
            shown += 1
            assert bar.value == rows[UNIT].value
    assert hidden and shown


def test_a_part_is_hidden_where_its_whole_is() -> None:
    part = PublishableRow("a", (("unit", "U"),), numerator=6, denominator=8, value=0.75)
    whole = PublishableRow("b", (("region", "X1"),), hidden=Hidden.SECONDARY)
    made = _guarded(part, whole)
    assert (made.hidden, made.value, made.denominator) == (Hidden.SECONDARY, None, None)
    assert _guarded(part, PublishableRow("b", (), denominator=20)) is part


def test_what_is_not_there_is_refused(database: Database) -> None:
    for region, unit, code in (
        ("99", UNIT, "region_missing"),
        (REGION, "Inget sjukhus", "unit_missing"),
        ("X2", UNIT, "unit_missing"),
    ):
        with pytest.raises(NotFoundError) as caught:
            make_unit_pack(database, region, unit)
        assert caught.value.code == code
    with pytest.raises(RccdeskError) as empty:
        make_unit_pack(database, REGION, UNIT, period="1999")
    assert empty.value.code == "pack_no_unit_figures"


def test_R_P20_the_command_writes_every_format_and_keeps_the_pack(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["pack", "--store", str(store), "--kind", "unit", "--out", str(tmp_path / "ut")]
    assert main([*command, "--region", REGION]) != 0  # no unit
    assert not (tmp_path / "ut").exists()
    capsys.readouterr()
    chosen = ["--region", REGION, "--unit", UNIT, "--svf", "VG9", "--period", PERIOD]
    assert main([*command, *chosen, "--formats", "docx,pdf,xlsx,pptx"]) == 0
    written = sorted(path.suffix for path in (tmp_path / "ut").iterdir())
    assert written == [".docx", ".pdf", ".pptx", ".xlsx"]
    assert all("Datapaket" in path.name and "Sydvalls" in path.name
               for path in (tmp_path / "ut").iterdir())  # fmt: skip
