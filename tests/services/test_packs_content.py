"""Packs from a store: what is written, kept and refused, and that nothing hidden gets out."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from rccdesk.errors import FileWriteError, RccdeskError
from rccdesk.periods import parse_period
from rccdesk.services import analyses, improvements, lead_times, store_settings
from rccdesk.services.analyses import AnalysisKey, AnalysisText
from rccdesk.services.database import Database
from rccdesk.services.example_data import make_example_store
from rccdesk.services.labels import get_labels
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.packs import archive
from rccdesk.services.packs.content import PackRequest, make_pack
from rccdesk.services.packs.gathering import Written, gather
from rccdesk.services.packs.model import Pack
from rccdesk.services.pathways.cache import get_columns
from rccdesk.services.progress import ignore
from rccdesk.services.publishing import PublishableRow
from rccdesk.texts import has_text
from tests.ui.figure_store import make_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "exempel.rccdesk"
    make_example_store(path, patients=12_000)
    return path


@pytest.fixture
def database(store: Path) -> Iterator[Database]:
    with Database.open(store) as opened:
        yield opened


def make(database: Database, out: Path, **changes: object) -> Pack:
    request = PackRequest(kind="steering", out_dir=out, **changes)  # type: ignore[arg-type]
    return archive.get_pack(database, make_pack(database, request).pack_id)


def test_a_pack_is_written_kept_and_named(database: Database, tmp_path: Path) -> None:
    request = PackRequest(kind="steering", out_dir=tmp_path / "ut", svf=("VG9",))
    done: list[tuple[int, int]] = []
    result = make_pack(database, request, lambda number, total: done.append((number, total)))
    assert result.state == "draft"
    assert result.snapshot_ids
    assert done[-1][0] == done[-1][1]
    assert [file.format for file in result.files] == ["pptx", "pdf"]
    for file in result.files:
        content = Path(file.path).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file.sha256
        assert re.fullmatch(
            rf"\d{{4}}-\d\d-\d\d_Styrgrupp_RCC-Exempel_brostcancer\.{file.format}",
            Path(file.path).name,
        )
    newest = archive.list_packs(database)[0]
    assert newest.pack_id == result.pack_id
    assert newest.files == result.files
    assert archive.list_packs(database, period=newest.selection["period"])[0] == newest
    assert archive.list_packs(database, period="1999") == ()
    pack = archive.get_pack(database, result.pack_id)
    assert archive.pack_from_json(archive.pack_to_json(pack)) == pack
    assert pack.is_example
    assert pack.summary[0].startswith("Bröstcancer, ")


def test_the_default_period_is_the_last_complete_quarter(
    database: Database, tmp_path: Path
) -> None:
    pack = make(database, tmp_path, svf=("VG9",), formats=("pdf",))
    period = parse_period(archive.list_packs(database)[0].selection["period"])
    until = parse_period(pack.data_until[:7]).first
    assert period.last < until
    assert not any(
        point.preliminary
        for section in pack.sections
        for chart in section.charts
        for point in chart.points
        if parse_period(point.period).last <= period.last
    )


def test_files_of_an_earlier_pack_are_never_written_over(
    database: Database, tmp_path: Path
) -> None:
    first = make_pack(database, PackRequest("steering", tmp_path, ("VG9",), formats=("pdf",)))
    edited = Path(first.files[0].path)
    edited.write_bytes(b"edited by hand")
    second = make_pack(database, PackRequest("steering", tmp_path, ("VG9",), formats=("pdf",)))
    assert edited.read_bytes() == b"edited by hand"
    assert Path(second.files[0].path).name.endswith("_2.pdf")
    assert first.pack_id != second.pack_id


def test_all_pathways_stand_in_one_table_with_those_without_limit(
    database: Database, tmp_path: Path
) -> None:
    pack = make(database, tmp_path, formats=("pdf",))
    table = next(t for s in pack.sections for t in s.tables if t.columns[0].title == "Vårdförlopp")
    words = {cells[0]: cells[-1] for cells in table.rows}
    assert words["Analcancer"] == "Ledtidsgräns saknas"
    assert "Bröstcancer" in words
    assert table.rows[table.whole_rows[0]][0] == "Alla vårdförlopp"
    assert set(table.rows[list(words).index("Analcancer")][1:-1]) == {"–"}


def test_chart_workbook_table_and_archive_agree(database: Database, tmp_path: Path) -> None:
    pack = make(database, tmp_path, svf=("VG9",))
    section = pack.sections[0]
    chart = section.charts[0]
    assert chart.table == section.tables[0]
    path = next(f.path for f in archive.list_packs(database)[0].files if f.format == "pptx")
    slide = Presentation(path).slides[2]
    native = next(shape.chart for shape in slide.shapes if shape.has_chart)
    values = list(native.plots[0].series[0].values)
    assert values == pytest.approx([bar.value for bar in chart.bars])
    book = openpyxl.load_workbook(io.BytesIO(native.part.chart_workbook.xlsx_part.blob))
    assert [line[1].value for line in book.active.iter_rows(min_row=2)] == pytest.approx(values)
    for bar, cells in zip(chart.bars, chart.table.rows, strict=True):
        if bar.value is not None:
            assert round(bar.value * 100) - float(cells[3].split("\u00a0")[0].replace(",", ".")) < 1


def true_counts(database: Database, period: str) -> dict[str, tuple[int, int]]:
    """Count within and all per region straight from the columns, without any hiding."""
    columns = get_columns(database, None)
    span = parse_period(period)
    first, last = (day.toordinal() - 719163 for day in (span.first, span.last))
    chosen = (columns.end >= first) & (columns.end <= last)
    chosen &= columns.dimensions["svf"] == columns.labels["svf"].index("VG9")
    within, every = Counter[str](), Counter[str]()
    for code, days, limit in zip(
        columns.dimensions["region"][chosen],
        (columns.end - columns.start)[chosen],
        columns.waits.kinds.limit_days[columns.waits.kind][chosen],
        strict=True,
    ):
        name = columns.labels["region"][code] or ""
        every[name] += 1
        within[name] += int(days <= limit)
    return {name: (within[name], every[name]) for name in every}


def test_no_hidden_figure_leaves_the_store(database: Database, tmp_path: Path) -> None:
    pack = make(database, tmp_path, svf=("VG9",), formats=("pptx",))
    row = archive.list_packs(database)[0]
    bars = [bar for bar in pack.sections[0].charts[0].bars if not bar.is_whole]
    truth = true_counts(database, row.selection["period"])
    names = {f"Region {name}": code for code, name in region_names(database).items()}
    hidden = [bar for bar in bars if bar.hidden_text]
    shown = {bar.count_text for section in pack.sections for c in section.charts for bar in c.bars}
    shown |= {p.count_text for section in pack.sections for c in section.charts for p in c.points}
    assert hidden, "the example must hide something, or this test tests nothing"
    for bar in bars:
        if not bar.hidden_text:  # the count itself is right, or the search would be in vain
            assert bar.count_text == "{} av {}".format(*truth[names[bar.label]])
    everything = archive.pack_to_json(pack) + text_of(Path(row.files[0].path))
    for bar in hidden:
        within, every = truth[names[bar.label]]
        secret = f"{within} av {every}"
        if secret not in shown:
            # "(2 av 2)" after a title counts slides
            assert not re.search(rf"(?<![\d(]){secret}(?!\d)", everything)
        share = repr(within / every)
        if len(share) > 8:  # 0.5 is also the width of a line
            assert share not in everything or secret in shown


def region_names(database: Database) -> dict[str, str]:
    from rccdesk.services.organisation import list_regions

    return {region.code: region.name for region in list_regions(database)}


def text_of(path: Path) -> str:
    """Return every part of the file, and of the workbooks in it, as one text."""
    parts = []
    with zipfile.ZipFile(path) as outer:
        for name in outer.namelist():
            content = outer.read(name)
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(io.BytesIO(content)) as inner:
                    parts += [
                        inner.read(one).decode("utf-8", "replace") for one in inner.namelist()
                    ]
            else:
                parts.append(content.decode("utf-8", "replace"))
    return "\n".join(parts)


def test_no_hidden_month_is_what_is_left_of_its_quarter(database: Database) -> None:
    asked = LeadTimeQuery(svf=("VG9",), period="2026-Q3")
    period = parse_period("2026-Q3")
    made = gather(
        database, get_labels(database), asked, period, ignore, Written("", "2026-Q3")
    )  # fmt: skip
    trend = next(table for table in made.tables if table.by == ("period",))
    by_quarter = lead_times.get_lead_times(database, replace(asked, by=("period",), period=None))
    quarters = {row.get("period"): row for row in by_quarter.rows}
    months: dict[str, list[PublishableRow]] = {}
    for row in trend.rows:
        first = parse_period(row.get("period") or "")
        assert first.months == 1
        quarter = f"{first.first.year}-Q{(first.first.month + 2) // 3}"
        months.setdefault(quarter, []).append(row)
    tried = 0
    for key, rows in months.items():
        whole, hidden = quarters[key].denominator, [row for row in rows if row.hidden]
        if not hidden or whole is None:
            continue
        tried += 1
        assert len(hidden) > 1 or len(rows) == 1
        assert whole - sum(row.denominator or 0 for row in rows) >= 5
    assert tried


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "indicator-sheet"}, "pack_indicator_needed"),
        ({"kind": "unit"}, "pack_unit_needed"),
        ({"kind": "unit", "region": ("X1", "X2"), "unit": "A"}, "pack_unit_needed"),
        ({"kind": "nonsense"}, "pack_kind_unknown"),
        ({"formats": ("odt",)}, "pack_format"),
        ({"period": "2026-Q9"}, "pack_period"),
        ({"svf": ("ZZ9",)}, "svf_missing"),
        ({"region": ("99",)}, "region_missing"),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_sentence(
    database: Database, tmp_path: Path, changes: dict[str, object], code: str
) -> None:
    before = len(archive.list_packs(database))
    with pytest.raises(RccdeskError) as caught:
        make_pack(
            database,
            PackRequest(**{"kind": "steering", "out_dir": tmp_path} | changes),  # type: ignore[arg-type]
        )
    assert caught.value.code == code
    assert has_text(f"errors.{code}")
    assert len(archive.list_packs(database)) == before
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_leaves_the_store(
    database: Database, tmp_path: Path
) -> None:
    blocked = tmp_path / "fil"
    blocked.write_bytes(b"not a folder")
    before = len(archive.list_packs(database))
    with pytest.raises(FileWriteError):
        make_pack(database, PackRequest("steering", blocked, ("VG9",), formats=("pdf",)))
    assert len(archive.list_packs(database)) == before


def test_a_missing_pack_is_not_found(database: Database) -> None:
    with pytest.raises(RccdeskError) as caught:
        archive.get_pack(database, "1999-01-01/1")
    assert caught.value.code == "pack_missing"


def test_the_archive_keeps_the_pack_as_it_was(database: Database, tmp_path: Path) -> None:
    result = make_pack(database, PackRequest("quarterly", tmp_path, ("VG9",), formats=("pdf",)))
    before = archive.pack_to_json(archive.get_pack(database, result.pack_id))
    assert json.loads(before)["title"].startswith("Kvartalsanalys kvartal ")
    make_pack(database, PackRequest("quarterly", tmp_path, ("VK1",), formats=("pdf",)))
    assert archive.pack_to_json(archive.get_pack(database, result.pack_id)) == before


def test_an_empty_store_gives_a_pack_that_says_so(tmp_path: Path) -> None:
    with Database.open(tmp_path / "tom.rccdesk", create=True) as empty:
        pack = make(empty, tmp_path / "ut")
    assert pack.summary == ("Inga uppgifter om ledtider kan visas för urvalet.",)
    assert pack.data_until == ""


def test_the_analyses_come_with_their_frozen_figures_and_areas_to_improve(
    tmp_path: Path,
) -> None:
    key = AnalysisKey(("VG9",), "01", "2025-Q3")
    with Database.open(make_store(tmp_path), who="Anna") as database:
        plan = replace(key, topic="vardplan")
        (lead_time, *others) = analyses.list_candidates(database, key, ("01",))
        frozen = analyses.add_figure(database, key, lead_time)
        words = f"{analyses.reference_to(frozen)} inom ledtiden."
        text = AnalysisText(key.svf, key.area, key.period, finding=words)
        analyses.update_analysis(database, text)
        analyses.add_figure(database, plan, others[0])
        analyses.update_analysis(database, replace(text, topic="vardplan", is_done=True))
        improvements.add_improvement(
            database, improvements.new_improvement(lead_time, "Snabbspår", "Två enheter")
        )
        pack = make(
            database, tmp_path / "ut", svf=("VG9",), region=("01",), period="2025-Q3",
            formats=("pptx",),
        )  # fmt: skip
        slides = next((tmp_path / "ut").glob("*.pptx"))
    made = {section.heading: section for section in pack.sections}
    place = "Region Stockholm"
    draft = next(made[h] for h in made if h.startswith("Analys, utkast: ") and place in h)
    assert draft.paragraphs[0] == "Vad visar siffrorna? 70\u00a0% (7 av 10) [1] inom ledtiden."
    done = next(h for h in made if h.startswith("Analys: "))
    assert place in done
    tables = [s.tables[0] for h, s in made.items() if h.startswith("Siffrorna analysen")]
    assert [row[0].split(" ")[0] for row in tables[0].rows] == ["[1]", "[1]"]
    assert tables[0].rows[0][2:] == ("7 av 10", "70\u00a0%", "Ej uppnått")
    assert any("Representativitet okänd" in note for note in tables[0].notes)
    assert tables[1].rows[0][2:4] == ("50 av 60", "83\u00a0%")
    (areas,) = (s for h, s in made.items() if h.startswith("Öppna förbättringsområden"))
    assert areas.tables[0].rows[0][0].startswith("Snabbspår. Två enheter. Siffran då: 70\u00a0%")
    told = " ".join(
        shape.text_frame.text
        for slide in Presentation(str(slides)).slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    assert "70 % (7 av 10) [1] inom ledtiden." in told.replace("\u00a0", " ")


def test_an_area_to_improve_tells_no_figure_below_a_limit_that_was_raised(tmp_path: Path) -> None:
    key = AnalysisKey(("VG9",), "01", "2025-Q3")
    with Database.open(make_store(tmp_path), who="Anna") as database:
        lead_time, *_others = analyses.list_candidates(database, key, ("01",))
        improvements.add_improvement(database, improvements.new_improvement(lead_time, "Snabbspår"))
        limits = store_settings.get_small_number_limits(database)
        store_settings.update_small_number_limits(database, replace(limits, group=11))
        pack = make(database, tmp_path / "ut", svf=("VG9",), region=("01",), period="2025-Q3")
    (areas,) = (s for s in pack.sections if s.heading.startswith("Öppna förbättringsområden"))
    told = areas.tables[0].rows[0][0]
    assert told.startswith("Snabbspår.")
    assert "7 av 10" not in told
    assert "70" not in told
    assert "få fall" in told or "otillräcklig data" in told
