"""Where figures come from; every expected cell is where the test wrote it."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from rccdesk.enums import BatchKind, BatchState, Profile
from rccdesk.errors import NotFoundError
from rccdesk.services import imports, typing_in
from rccdesk.services.database import Database
from rccdesk.services.figure_keys import find_figure
from rccdesk.services.imports import ImportRequest
from rccdesk.services.indicators import IndicatorQuery, get_indicator
from rccdesk.services.lead_times import LeadTimeQuery, get_lead_times
from rccdesk.services.provenance import Provenance, get_provenance
from rccdesk.services.since_last import get_revisions, revision_sentence
from rccdesk.services.typing_in import TypedValue

AUGUST, SEPTEMBER = dt.date(2025, 8, 31), dt.date(2025, 9, 30)
NB = "\u00a0"


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store to copy: making one takes longer than most of what is tried here."""
    path = tmp_path_factory.mktemp("empty") / "empty.rccdesk"
    with Database.open(path, create=True):
        return path


@pytest.fixture
def database(empty_store: Path, tmp_path: Path) -> Iterator[Database]:
    path = Path(shutil.copyfile(empty_store, tmp_path / "prov.rccdesk"))
    with Database.open(path, who="Kim Prov") as opened:
        yield opened


def bring_in(database: Database, path: Path, day: dt.date, indicator: str | None = None) -> int:
    request = ImportRequest((path,), indicator=indicator, extract_date=day)
    (result,) = imports.import_files(database, request)
    assert result.batch_id is not None
    return result.batch_id


def write_sheet(path: Path, rows: Sequence[Sequence[object]], first_row: int = 4) -> Path:
    """Write a workbook whose table begins with its header in ``first_row``, from column B."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Läs mig").write("A1", "Uttag ur registret")
        sheet = book.add_worksheet("Utfall 2025")
        for number, row in enumerate(rows):
            sheet.write_row(first_row - 1 + number, 1, row)
    return path


def write_events(path: Path, waits: Sequence[int], start: dt.date = dt.date(2025, 7, 1)) -> Path:
    lines = ["pathway_id;kva_code;event_date;region"]
    for number, days in enumerate(waits):
        end = start + dt.timedelta(days=days)
        lines += [f"p{number};VG910;{start};01", f"p{number};VG950;{end};01"]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


FIGURES = (
    ("Period", "Enhet", "Täljare", "Nämnare"),
    ("2025-Q1", "Ek", 30, 40),
    ("2025-Q1", "Gran", 20, 30),
    ("2025-Q2", "Ek", 31, 41),
    ("2025-Q2", "Gran", 21, 31),
)


def test_a_figure_of_a_table_is_one_cell(database: Database, tmp_path: Path) -> None:
    file = write_sheet(tmp_path / "utfall åäö.xlsx", FIGURES)
    batch = bring_in(database, file, AUGUST, "contact_nurse")
    table = get_indicator(database, IndicatorQuery("contact_nurse"))
    row = next(r for r in table.rows if (r.get("period"), r.get("unit")) == ("2025-Q2", "Ek"))
    found = get_provenance(database, table, row)
    (source,) = found.sources
    assert not found.is_sum
    assert row.source is not None
    assert source.cells == (row.source.cell,)
    assert source.cells[0] in {"D7", "E7"}  # header in row 4, the third figure in row 7
    assert (source.batch_id, source.kind, source.state) == (
        batch,
        BatchKind.FILE,
        BatchState.ACTIVE,
    )
    assert source.file_name == "utfall åäö.xlsx"
    assert source.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (source.sheet, source.header_row) == ("Utfall 2025", 4)
    assert (source.extract_date, source.is_extract_date_assumed) == (AUGUST, False)
    assert source.imported_at.tzinfo is dt.UTC
    assert (source.layout, source.rows, source.profile_name) == (Profile.AGGREGATED, 4, "")
    assert [(c.field, c.letter) for c in source.columns] == [
        ("period", "B"),
        ("unit", "C"),
        ("numerator", "D"),
        ("denominator", "E"),
    ]


def test_a_sum_names_the_cells_of_its_parts(database: Database, tmp_path: Path) -> None:
    bring_in(database, write_sheet(tmp_path / "a.xlsx", FIGURES), AUGUST, "contact_nurse")
    table = get_indicator(database, IndicatorQuery("contact_nurse", by=("period",)))
    first = table.rows[0]
    assert (first.numerator, first.denominator) == (50, 70)
    found = get_provenance(database, table, first)
    assert found.is_sum
    assert [cell[1:] for cell in found.sources[0].cells] == ["5", "6"]
    assert found.cell_count == 2
    every = get_provenance(database, table, None)
    assert [cell[1:] for cell in every.sources[0].cells] == ["5", "6", "7", "8"]
    chosen = IndicatorQuery("contact_nurse", by=("period",), where=(("unit", ("Gran",)),))
    table = get_indicator(database, chosen)
    assert get_provenance(database, table, table.rows[0]).sources[0].cells[0][1:] == "6"


def test_a_sum_over_two_files_names_both(database: Database, tmp_path: Path) -> None:
    old = write_sheet(tmp_path / "a.xlsx", [FIGURES[0], ("2025-Q1", "Ek", 30, 40)])
    new = write_sheet(tmp_path / "b.xlsx", [FIGURES[0], ("2025-Q1", "Gran", 9, 12)], 2)
    batches = [
        bring_in(database, old, AUGUST, "contact_nurse"),
        bring_in(database, new, SEPTEMBER, "contact_nurse"),
    ]
    table = get_indicator(database, IndicatorQuery("contact_nurse", by=("period",)))
    found = get_provenance(database, table, table.rows[0])
    assert [source.batch_id for source in found.sources] == batches[::-1]
    assert [source.cells[0][1:] for source in found.sources] == ["3", "5"]
    assert found.extract_date == AUGUST  # the oldest
    imports.undo_batch(database, batches[1])
    table = get_indicator(database, IndicatorQuery("contact_nurse", by=("period",)))
    found = get_provenance(database, table, table.rows[0])
    assert [source.batch_id for source in found.sources] == batches[:1]


def test_a_hundred_cells_are_listed_and_all_counted(database: Database, tmp_path: Path) -> None:
    lines = ["Period;Enhet;Täljare;Nämnare", *(f"2025;Enhet {n};{n};200" for n in range(150))]
    file = tmp_path / "many.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    bring_in(database, file, AUGUST, "contact_nurse")
    table = get_indicator(database, IndicatorQuery("contact_nurse", by=("period",)))
    found = get_provenance(database, table, table.rows[0])
    assert len(found.sources[0].cells) == 100
    assert found.cell_count == 150


def test_a_hidden_figure_has_a_file_and_no_cell(database: Database, tmp_path: Path) -> None:
    rows = [*FIGURES[:-1], ("2025-Q2", "Gran", 2, 4)]
    batch = bring_in(database, write_sheet(tmp_path / "a.xlsx", rows), AUGUST, "contact_nurse")
    table = get_indicator(database, IndicatorQuery("contact_nurse"))
    few = next(r for r in table.rows if (r.get("period"), r.get("unit")) == ("2025-Q2", "Gran"))
    assert few.hidden
    found = get_provenance(database, table, few)
    (source,) = found.sources
    assert not found.is_sum
    assert (source.batch_id, source.cells, source.cell_count) == (batch, (), 0)


def test_a_typed_value_says_who_and_when_instead_of_a_file(
    database: Database, tmp_path: Path
) -> None:
    batch = bring_in(database, write_sheet(tmp_path / "a.xlsx", FIGURES), AUGUST, "contact_nurse")
    typed = TypedValue(
        indicator="contact_nurse", period="2025-Q1", unit="Ek", numerator="35", denominator="40",
        source="Mejl från registret", date="2025-09-15",
    )  # fmt: skip
    entered = typing_in.enter_value(database, typed)
    table = get_indicator(database, IndicatorQuery("contact_nurse"))
    row = next(r for r in table.rows if (r.get("period"), r.get("unit")) == ("2025-Q1", "Ek"))
    (source,) = get_provenance(database, table, row).sources
    assert (source.batch_id, source.kind) == (entered.batch_id, BatchKind.TYPED)
    assert (source.file_name, source.sha256, source.cells) == ("", "", ())
    assert (source.source, source.extract_date) == ("Mejl från registret", dt.date(2025, 9, 15))
    assert source.imported_by == "Kim Prov"
    table = get_indicator(database, IndicatorQuery("contact_nurse", by=("period",)))
    mixed = get_provenance(database, table, table.rows[0])  # 35 typed, 20 of the file
    assert [(s.batch_id, len(s.cells)) for s in mixed.sources] == [
        (entered.batch_id, 0),
        (batch, 1),
    ]
    # The correction is a change since the file, of its own figure only.
    found = get_revisions(database, IndicatorQuery("contact_nurse"))
    key = "contact_nurse|period=2025-Q1|unit=Ek"
    assert set(found) == {key, "contact_nurse"}
    assert found[key].before_batch == batch
    sentence = revision_sentence(found[key], is_proportion=True)
    assert sentence == f"Ändrat sedan förra uttaget: 75 → 88{NB}%."


# ----------------------------------------------------------------------------------- lead times

QUARTER = LeadTimeQuery(svf=("VG9",), region=("01",), period="2025-Q3")


def batches_of(found: Provenance) -> list[int]:
    return [source.batch_id for source in found.sources]


def test_a_lead_time_names_batches_and_columns_but_no_row(
    database: Database, tmp_path: Path
) -> None:
    batch = bring_in(database, write_events(tmp_path / "svf.csv", [20] * 9), AUGUST)
    table = get_lead_times(database, QUARTER)
    found = get_provenance(database, table, table.rows[0])
    (source,) = found.sources
    assert found.is_sum
    assert (source.batch_id, source.cells, source.cell_count) == (batch, (), 0)
    assert (source.layout, source.rows) == (Profile.EVENTS, 18)
    letters = {column.field: column.letter for column in source.columns}
    assert letters["event_date"] == "C"


def test_a_lead_time_names_the_file_of_its_starts_too(database: Database, tmp_path: Path) -> None:
    """Nine wait into the quarter that the second file covers; the third file is another time."""
    header = "pathway_id;kva_code;event_date;region"
    start, end, later = (dt.date(2025, 6, 20), dt.date(2025, 7, 5), dt.date(2025, 8, 20))
    for name, rows in (
        ("start", [f"p{n};VG910;{start};01" for n in range(9)]),
        ("slut", [f"p{n};VG950;{end};01" for n in range(9)]),
        ("annat", [f"q{n};VG9{code};{later};12" for n in range(9) for code in (10, 50)]),
    ):
        (tmp_path / name).with_suffix(".csv").write_text("\n".join([header, *rows]), "utf-8")
    starts, ends, others = (
        bring_in(database, tmp_path / f"{name}.csv", AUGUST) for name in ("start", "slut", "annat")
    )
    table = get_lead_times(database, QUARTER)
    assert table.rows[0].denominator == 9
    assert batches_of(get_provenance(database, table, table.rows[0])) == [ends, starts]
    table = get_lead_times(database, LeadTimeQuery(by=("region",), period="2025-Q3"))
    by_region = {
        row.get("region"): batches_of(get_provenance(database, table, row)) for row in table.rows
    }
    assert by_region == {"01": [ends, starts], "12": [others]}
    none = LeadTimeQuery(svf=("VA9",), region=("01",), period="2025-Q3")
    assert starts not in batches_of(get_provenance(database, get_lead_times(database, none), None))


def test_a_snapshot_names_what_held_then(database: Database, tmp_path: Path) -> None:
    first = bring_in(database, write_events(tmp_path / "a.csv", [20] * 9), AUGUST)
    second = bring_in(database, write_events(tmp_path / "b.csv", [20] * 12), SEPTEMBER)
    now = get_lead_times(database, QUARTER)
    assert batches_of(get_provenance(database, now, now.rows[0])) == [second]
    then = get_lead_times(
        database, LeadTimeQuery(svf=("VG9",), region=("01",), period="2025-Q3", snapshot=first)
    )
    (source,) = get_provenance(database, then, then.rows[0]).sources
    assert (source.batch_id, source.state) == (first, BatchState.REPLACED)


def test_an_inclusion_names_the_cells_of_the_expected_cases(
    database: Database, tmp_path: Path
) -> None:
    events = bring_in(database, write_events(tmp_path / "svf.csv", [20] * 18), AUGUST)
    rows = [
        ("SVF", "Region", "Period", "Förväntat antal"),
        ("VG9", "01", "2025", 96),
        ("VG9", "12", "2025", 40),
        ("VA9", "01", "2025", 40),
    ]
    expected = bring_in(database, write_sheet(tmp_path / "fall.xlsx", rows), AUGUST)
    query = LeadTimeQuery(goal="svf_inclusion", svf=("VG9",), region=("01",), period="2025-Q3")
    table = get_lead_times(database, query)
    found = get_provenance(database, table, table.rows[0])
    assert batches_of(found) == [expected, events]
    assert found.sources[0].cells == ("E5",)


# ----------------------------------------------------------------------------------- value keys


def test_a_value_key_finds_its_figure(database: Database, tmp_path: Path) -> None:
    bring_in(database, write_sheet(tmp_path / "a.xlsx", FIGURES), AUGUST, "contact_nurse")
    bring_in(database, write_events(tmp_path / "svf.csv", [20] * 7 + [40] * 3), AUGUST)
    tables = [
        get_indicator(database, IndicatorQuery("contact_nurse")),
        get_indicator(database, IndicatorQuery("contact_nurse", by=("period",))),
        get_lead_times(database, QUARTER),
        get_lead_times(database, LeadTimeQuery(by=("svf", "period"))),
        get_lead_times(database, LeadTimeQuery(by=("start_period", "region"))),
        get_lead_times(database, LeadTimeQuery(by=("treatment",), period="2025")),
    ]
    for table in tables:
        for row in table.rows:
            found = find_figure(database, row.value_key).row
            assert (found.numerator, found.denominator, found.hidden) == (
                row.numerator,
                row.denominator,
                row.hidden,
            ), row.value_key
    whole = find_figure(database, "contact_nurse")
    assert (whole.row.numerator, whole.row.denominator) == (102, 142)


def test_a_unit_may_be_named_with_the_signs_of_a_key(database: Database, tmp_path: Path) -> None:
    odd = "Ek|Norr=A+B"
    rows = [FIGURES[0], ("2025-Q1", odd, 30, 40), ("2025-Q1", "Gran", 20, 30)]
    bring_in(database, write_sheet(tmp_path / "a.xlsx", rows), AUGUST, "contact_nurse")
    found = find_figure(database, f"contact_nurse|period=2025-Q1|unit={odd}")
    assert found.row.numerator == 30
    both = find_figure(database, "contact_nurse|period=2025-Q1")
    assert both.row.numerator == 50


@pytest.mark.parametrize(
    "key", ["svf_lead_time|svf=VG9|period=2025-Q1", "svf_lead_time|period=igår", "events|column=x"]
)
def test_a_key_of_nothing_is_refused(database: Database, tmp_path: Path, key: str) -> None:
    bring_in(database, write_events(tmp_path / "svf.csv", [20] * 9), AUGUST)
    with pytest.raises(NotFoundError):
        find_figure(database, key)
