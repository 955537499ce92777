"""Values typed in by hand: what they say, what they replace, what replaces them, and their undo."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from rccdesk.enums import BatchKind, BatchState, Profile, Severity, Topic
from rccdesk.models import ImportBatch, Measurement
from rccdesk.services import checks, doubts, export, imports, indicators, lead_times
from rccdesk.services.batch_comparison import compare_batches
from rccdesk.services.database import Database
from rccdesk.services.doubt_listing import list_doubts_by_rule
from rccdesk.services.history import list_entries, redo_last, undo_last
from rccdesk.services.imports import ImportRequest, import_files
from rccdesk.services.imports.coverage import effective_measurements, update_states
from rccdesk.services.publishing import Source
from rccdesk.services.typing_in import (
    TypedExpected,
    TypedPreview,
    TypedValue,
    TypedValueError,
    enter_expected,
    enter_value,
    get_correction,
    preview_typed,
)

TEST_NUMBER = "19121212-1212"  # the Swedish Tax Agency's own test number
HEADER = "Period;Enhet;Täljare;Nämnare"
VALUE = TypedValue(
    indicator="k", period="2026-Q1", unit="Skåne", numerator="64", denominator="100",
    source="Mejl från registret", date="2026-10-01",
)  # fmt: skip
EXPECTED = TypedExpected("VG9", "12", "2026", "120", "Regionens prognos", "2026-01-15")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "test.rccdesk", create=True) as database:
        yield database


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Return one store for what leaves nothing behind that another test would see."""
    path = tmp_path_factory.mktemp("shared") / "test.rccdesk"
    with Database.open(path, create=True) as database:
        yield database


def bring(
    database: Database, path: Path, *rows: str, header: str = HEADER, **more: object
) -> imports.ImportResult:
    path.write_text("\n".join((header, *rows)) + "\n", "utf-8")
    return import_files(database, ImportRequest((path,), **({"indicator": "k"} | more)))[-1]


def dumped(database: Database) -> dict[str, object]:
    """Return the domain dump without the moment it was made."""
    return {name: part for name, part in export.dump(database).items() if name != "exported_at"}


def plain(sentence: str) -> str:
    """Return a sentence with simple spaces."""
    return sentence.replace("\N{NO-BREAK SPACE}", " ")


def figures(database: Database, snapshot: int | None = None) -> dict[tuple[str, str], object]:
    table = indicators.get_indicator(database, indicators.IndicatorQuery("k", snapshot=snapshot))
    return {
        (str(row.get("period")), str(row.get("unit"))): row.masked or (row.numerator, row.value)
        for row in table.rows
    }


def codes(preview: TypedPreview, severity: Severity = Severity.STOP) -> set[tuple[str, object]]:
    found = (p for p in preview.problems if p.severity is severity)
    return {(p.code, p.values["field"]) for p in found}


# ------------------------------------------------------------------ what a typed value replaces


def test_a_correction_replaces_its_own_figure_and_leaves_the_file_as_it_is(
    database: Database, tmp_path: Path
) -> None:
    file = bring(database, tmp_path / "a 2026-09-30.csv", "2026-Q1;Uppsala;50;100",
                 "2026-Q1;Skåne;61;100", "2026-Q2;Skåne;70;100")  # fmt: skip
    before = dumped(database)
    preview = preview_typed(database, VALUE)
    assert plain(preview.sentence) == (
        "Står nu: 61 % (61 av 100), uttag 2026-09-30, a 2026-09-30.csv. Blir: 64 % (64 av 100)."
    )
    assert dumped(database) == before  # a preview stores nothing
    result = enter_value(database, VALUE)
    assert result.was is not None
    assert (result.was.numerator, result.was.batch_id) == (61, file.batch_id)
    assert figures(database) == {
        ("2026-Q1", "03"): (50, 0.5),
        ("2026-Q1", "12"): (64, 0.64),
        ("2026-Q2", "12"): (70, 0.7),
    }
    assert figures(database, file.batch_id)[("2026-Q1", "12")] == (61, 0.61)
    own, typed = imports.list_batches(database)
    assert (own.state, own.kind, own.rows) == (BatchState.ACTIVE, BatchKind.FILE, 3)
    assert (typed.state, typed.kind, typed.rows) == (BatchState.ACTIVE, BatchKind.TYPED, 1)
    assert (typed.file_name, typed.file_sha256, typed.sheet, typed.header_row) == ("", "", None, 0)
    assert (typed.source, typed.extract_date) == ("Mejl från registret", dt.date(2026, 10, 1))
    assert (typed.rows_imported, typed.rows_changed, typed.profile) == (1, 1, Profile.AGGREGATED)
    found = checks.check_store(database)
    assert (found.ok, found.findings) == (True, ())


@dataclass
class Batch:
    """One batch of the model: what it says, and for a file the quarters and units it covers."""

    kind: str
    says: dict[tuple[str, str], int]
    quarters: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    is_live: bool = True

    def covers(self, key: tuple[str, str]) -> bool:
        if self.kind == "typed":
            return key in self.says
        return key[0] in self.quarters and key[1] in self.units


@dataclass
class Model:
    """The rule written anew: batches are laid over each other in their order."""

    batches: dict[int, Batch] = field(default_factory=dict)

    def standing(self, snapshot: int | None = None) -> dict[tuple[str, str], int]:
        stands: dict[tuple[str, str], int] = {}
        for batch_id, batch in sorted(self.batches.items()):
            if batch.is_live and (snapshot is None or batch_id <= snapshot):
                stands = {k: v for k, v in stands.items() if not batch.covers(k)} | batch.says
        return stands

    def state(self, batch_id: int) -> BatchState:
        own = self.batches[batch_id]
        if not own.is_live:
            return BatchState.UNDONE
        for later_id, later in self.batches.items():
            if later_id <= batch_id or not later.is_live:
                continue
            if own.kind == "typed" and all(later.covers(key) for key in own.says):
                return BatchState.REPLACED
            is_within = own.quarters <= later.quarters and own.units <= later.units
            if own.kind == "file" and later.kind == "file" and is_within:
                return BatchState.REPLACED
        return BatchState.ACTIVE


QUARTERS = [f"{year}-Q{n}" for year in (2025, 2026) for n in (1, 2, 3, 4)][:6]
UNITS = ("03", "12", "18")
DAYS = {
    f"{year}-Q{n}": (dt.date(year, 3 * n - 2, 1), dt.date(year, 3 * n, 30 if n in {2, 3} else 31))
    for year in (2025, 2026)
    for n in (1, 2, 3, 4)
}


def store_file(database: Database, key: str, batch: Batch) -> int:
    """Store what a file would, without the reading of one."""
    ordered = [q for q in QUARTERS if q in batch.quarters]
    with database.write(
        Topic.INDICATORS, act="history.act.file_imported", values={"file": "a.csv"}
    ) as session:
        row = ImportBatch(
            imported_at=dt.datetime.now(dt.UTC).replace(tzinfo=None), profile=Profile.AGGREGATED,
            dataset=f"indicator:{key}", indicator=key, file_name="a.csv", file_sha256="0" * 64,
            sheet="", header_row=1, extract_date=dt.date(2026, 10, 1),
            first_day=DAYS[ordered[0]][0], last_day=DAYS[ordered[-1]][1],
            covered_places=json.dumps(sorted(batch.units)), state=BatchState.ACTIVE,
        )  # fmt: skip
        session.add(row)
        session.flush()
        for number, ((period, unit), value) in enumerate(batch.says.items(), start=2):
            session.add(Measurement(
                batch_id=row.batch_id, indicator=key, period=period, unit=unit,
                numerator=value, denominator=10000, sheet="", row=number, column="C",
            ))  # fmt: skip
        session.flush()
        update_states(session, row.dataset)
        return row.batch_id


@pytest.mark.parametrize(
    "seed", [1, 2, *(pytest.param(n, marks=pytest.mark.long) for n in range(3, 23))]
)
def test_files_and_typed_values_in_any_order_are_laid_over_each_other(
    database: Database, seed: int
) -> None:
    chance, model, key = random.Random(seed), Model(), "k"
    for number in range(1, 25):
        act = chance.choice(("file", "typed", "typed", "turn"))
        if act == "file" or not model.batches:
            first = chance.randrange(len(QUARTERS))
            span = QUARTERS[first : first + chance.randint(1, 4)]
            units = chance.sample(UNITS, chance.randint(1, 3))
            cells = [(q, u) for q in span for u in units]
            # The first and last quarter and every unit occur, so that the coverage is the span.
            kept = {c for c in cells if c[0] in {span[0], span[-1]} or chance.random() < 0.6}
            says = {cell: 1000 + number for cell in cells if cell in kept}
            batch = Batch("file", says, frozenset(span), frozenset(units))
            model.batches[store_file(database, key, batch)] = batch
        elif act == "typed":
            cell = chance.choice(QUARTERS), chance.choice(UNITS)
            typed = TypedValue(
                key, cell[0], cell[1], numerator=str(1000 + number), denominator="10000",
                source="prov", date="2026-10-01",
            )  # fmt: skip
            result = enter_value(database, typed)
            model.batches[result.batch_id] = Batch("typed", {cell: 1000 + number})
        else:
            batch_id = chance.choice(list(model.batches))
            turn = imports.undo_batch if model.batches[batch_id].is_live else imports.redo_batch
            turn(database, batch_id)
            model.batches[batch_id].is_live ^= True
        for snapshot in (None, *model.batches):
            with database.read() as session:
                rows = effective_measurements(session, key, snapshot)
            assert {(r.period, r.unit): r.numerator for r in rows} == model.standing(snapshot)
        states = {row.batch_id: row.state for row in imports.list_batches(database)}
        assert states == {batch_id: model.state(batch_id) for batch_id in model.batches}
    found = checks.check_store(database)
    assert [f for f in found.findings if f.rule == "R09"] == []


def test_a_later_file_replaces_what_was_typed_and_says_so_before(
    database: Database, tmp_path: Path
) -> None:
    bring(database, tmp_path / "a 2026-09-30.csv", "2026-Q1;Uppsala;50;100", "2026-Q1;Skåne;61;100")
    enter_value(database, VALUE)
    same = replace(VALUE, unit="Uppsala", numerator="55")
    typed = enter_value(database, same)
    rows = ("2026-Q1;Uppsala;55;100", "2026-Q1;Skåne;63;100", "2026-Q2;Skåne;7;10")
    path = tmp_path / "b 2026-10-30.csv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", "utf-8")
    request = ImportRequest((path,), indicator="k")
    preview = imports.preview_file(database, request)
    (dry,) = import_files(database, replace(request, dry_run=True))
    for problems in (preview.problems, dry.problems):
        (said,) = (p for p in problems if p.code == "typed_replaced")
        assert said.severity is Severity.WARNING
        assert said.message == (
            "2 värden som skrivits in för hand ersätts av filen. "
            "1 av dem har ett annat värde i filen eller saknas där."
        )
        assert (said.count, said.cells) == (2, ("C3",))
        (example,) = said.examples
        assert (example.cell, plain(example.written)) == ("C3", "63 % (63 av 100)")
        assert plain(example.why) == "Inskrivet för hand: 64 % (64 av 100)"
    import_files(database, request)
    assert figures(database)[("2026-Q1", "12")] == (63, 0.63)
    states = [row.state for row in imports.list_batches(database)]
    assert states == [BatchState.REPLACED] * 3 + [BatchState.ACTIVE]
    assert figures(database, typed.batch_id)[("2026-Q1", "12")] == (64, 0.64)
    (again,) = import_files(database, request)  # nothing typed is in the way of the same file
    assert "typed_replaced" not in {p.code for p in again.problems}


def test_the_warning_keeps_a_typed_figure_of_few_hidden(database: Database, tmp_path: Path) -> None:
    enter_value(database, replace(VALUE, numerator="3", denominator="4"))
    path = tmp_path / "b 2026-10-30.csv"
    path.write_text(f"{HEADER}\n2026-Q1;Skåne;63;100\n", "utf-8")
    preview = imports.preview_file(database, ImportRequest((path,), indicator="k"))
    (said,) = (p for p in preview.problems if p.code == "typed_replaced")
    assert said.examples[0].why == "Inskrivet för hand: visas inte (få fall)"


def test_what_stands_there_is_hidden_where_the_page_hides_it(
    database: Database, tmp_path: Path
) -> None:
    bring(database, tmp_path / "a.csv", "2026-Q1;Uppsala;50;100", "2026-Q1;Skåne;3;4")
    preview = preview_typed(database, VALUE)
    assert preview.was is not None
    assert (preview.was.is_hidden, preview.was.numerator, preview.was.value) == (True, None, None)
    assert "3 av 4" not in preview.sentence
    guess = preview_typed(database, replace(VALUE, numerator="3", denominator="4"))
    assert not guess.is_unchanged  # that a guess is right would tell the figure
    assert plain(guess.sentence).endswith("Blir: 75 % (3 av 4).")


# --------------------------------------------------------------------------------- undo, history


def test_undo_gives_back_an_equal_dump_with_the_indicator_it_made(database: Database) -> None:
    before = dumped(database)
    result = enter_value(database, replace(VALUE, indicator="ny", indicator_title="Ny indikator"))
    row = indicators.get_indicator_row(database, "ny")
    assert (row.title, row.direction, row.levels) == ("Ny indikator", "neutral", ())
    after = dumped(database)
    imports.undo_batch(database, result.batch_id)
    undone = dumped(database)
    assert "ny" not in {each.key for each in indicators.list_indicators(database)}
    imports.redo_batch(database, result.batch_id)
    names = {each.key: each.title for each in indicators.list_indicators(database)}
    assert names["ny"] == "Ny indikator"
    assert domain(undone) == domain(before)
    assert facts(domain(dumped(database))) == facts(domain(after))


def domain(dump: dict[str, object]) -> dict[str, object]:
    """Return the tables of a dump as they count: without the history of how it came so."""
    tables = dump["tables"]
    assert isinstance(tables, dict)
    return tables


def facts(tables: dict[str, object]) -> dict[str, object]:
    """Return tables without the ids that a row made anew gets."""
    return {
        name: [
            {k: v for k, v in row.items() if k != "uuid"} if isinstance(row, dict) else row
            for row in rows  # type: ignore[attr-defined]
        ]
        for name, rows in tables.items()
    }


def test_undo_of_a_correction_brings_the_figure_of_the_file_back(
    database: Database, tmp_path: Path
) -> None:
    bring(database, tmp_path / "a 2026-09-30.csv", "2026-Q1;Skåne;61;100")
    before, entries = dumped(database), len(list_entries(database))
    enter_value(database, VALUE)
    assert figures(database) == {("2026-Q1", "12"): (64, 0.64)}
    undo_last(database)
    assert figures(database) == {("2026-Q1", "12"): (61, 0.61)}
    assert domain(dumped(database)) == domain(before)
    redo_last(database)
    assert figures(database) == {("2026-Q1", "12"): (64, 0.64)}
    batch_id = imports.list_batches(database)[-1].batch_id
    imports.undo_batch(database, batch_id)
    undo_last(database)  # the undoing of it
    assert figures(database) == {("2026-Q1", "12"): (64, 0.64)}
    said = [row.words for row in list_entries(database)][:-entries]
    assert said[-1] == "skriv in ett värde för k"
    assert "ångra det inskrivna värdet för k" in said


def test_the_same_value_of_the_same_source_is_not_saved_twice(database: Database) -> None:
    first = enter_value(database, VALUE)
    again = enter_value(database, replace(VALUE, period="kvartal 1 2026", unit="region skåne"))
    assert (again.batch_id, again.is_new, first.is_new) == (first.batch_id, False, True)
    assert [p.code for p in again.problems] == ["already_imported"]
    other = enter_value(database, replace(VALUE, source="Årsrapporten"))
    assert (other.is_new, other.preview.is_unchanged) == (True, True)
    row = imports.list_batches(database)[-1]
    assert (row.rows_imported, row.rows_unchanged, row.rows) == (0, 1, 1)


def test_comparing_with_a_file_is_about_the_typed_value_alone(
    database: Database, tmp_path: Path
) -> None:
    file = bring(database, tmp_path / "a.csv", "2026-Q1;Skåne;61;100", "2026-Q2;Skåne;70;100")
    typed = enter_value(database, VALUE)
    assert file.batch_id
    found = compare_batches(database, file.batch_id, typed.batch_id)
    assert (found.added, found.removed, found.changed, found.same) == (0, 0, 1, 0)
    (difference,) = found.differences
    assert (difference.before, difference.after) == (0.61, 0.64)


# -------------------------------------------------------------------------------- what is read


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ({"value": "64 %"}, 0.64),
        ({"value": "64,5"}, 0.645),
        ({"value": "64.5"}, 0.645),
        ({"value": "0,64"}, 0.64),
        ({"value": "0,5 %"}, 0.005),
        ({"value": "<5"}, "<5"),
        ({"value": "–"}, "–"),
        ({"value": ".."}, ".."),
        ({"value": "UNK", "is_masked": True}, "UNK"),
        ({"value": "ca 64"}, "ca 64"),  # a reservation is no number
        ({"numerator": "1 234", "denominator": "2 468"}, 0.5),
        ({"numerator": "<5", "denominator": "20"}, "<5"),
    ],
)
def test_numbers_and_masks_mean_what_they_mean_in_a_file(
    shared: Database, words: dict[str, str], stands: object
) -> None:
    key = f"number_{stands}_{len(imports.list_batches(shared))}"
    typed = replace(VALUE, **({"numerator": "", "denominator": "", "indicator": key} | words))
    enter_value(shared, typed)
    with shared.read() as session:
        (row,) = effective_measurements(session, key)
    share = None if row.numerator is None else row.numerator / row.denominator
    found = row.masked or (share if row.value is None else row.value)
    assert found == (pytest.approx(stands) if isinstance(stands, float) else stands)
    assert (row.row, row.column, row.sheet) == (0, "", "")


@pytest.mark.parametrize(
    ("written", "period", "unit"),
    [
        (("Kvartal 3 2026", "Region Skåne"), "2026-Q3", "12"),
        (("sept 2026", "12"), "2026-09", "12"),
        (("2026T1", "region UPPSALA"), "2026-T1", "03"),
        (("2024-W05", "Ett eget sjukhus"), "2024-W05", "Ett eget sjukhus"),
    ],
)
def test_periods_and_units_are_read_as_in_a_file(
    shared: Database, written: tuple[str, str], period: str, unit: str
) -> None:
    key = f"place_{period}"
    enter_value(shared, replace(VALUE, indicator=key, period=written[0], unit=written[1]))
    assert imports.list_batches(shared)[-1].key == (period, unit, "", "", "", "")


def test_a_unit_in_use_is_found_whatever_its_capitals_and_a_new_one_is_told(
    database: Database, tmp_path: Path
) -> None:
    bring(database, tmp_path / "a.csv", "2026-Q1;Norrboda sjukhus;61;100")
    assert codes(preview_typed(database, replace(VALUE, unit="norrboda SJUKHUS"))) == set()
    assert preview_typed(database, replace(VALUE, unit="norrboda SJUKHUS")).was is not None
    near = preview_typed(database, replace(VALUE, unit="Norbboda sjukhus"))
    (said,) = (p for p in near.problems if p.values["field"] == "unit")
    assert said.severity is Severity.WARNING
    assert said.proposal is not None
    assert (said.proposal.fix, said.proposal.value) == ("unit", "Norrboda sjukhus")
    other = preview_typed(database, replace(VALUE, unit="Sydvik"))
    assert ("unit_new", "unit") in codes(other, Severity.INFO)
    assert not other.is_stopped


@pytest.mark.parametrize(
    ("wrong", "code", "name"),
    [
        ({"indicator": ""}, "indicator_required", "indicator"),
        ({"period": ""}, "missing_value", "period"),
        ({"period": "snart"}, "bad_date", "period"),
        ({"numerator": "101"}, "numerator_over_denominator", "numerator"),
        ({"numerator": "-1"}, "bad_number", "numerator"),
        ({"numerator": "1,5"}, "not_whole_number", "numerator"),
        ({"numerator": "många"}, "bad_number", "numerator"),
        ({"numerator": ""}, "missing_value", "numerator"),
        ({"denominator": ""}, "missing_value", "denominator"),
        ({"numerator": "", "denominator": ""}, "missing_value", "value"),
        ({"numerator": "", "denominator": "", "value": "101"}, "value_over_100", "value"),
        ({"numerator": "", "denominator": "", "value": "-4"}, "bad_number", "value"),
        (
            {"numerator": "", "denominator": "", "value": "5", "is_masked": True},
            "unknown_code",
            "value",
        ),
        ({"sex": "katt"}, "unknown_code", "sex"),
        ({"source": "  "}, "typed_source_missing", "source"),
        ({"date": ""}, "missing_value", "date"),
        ({"date": "i går"}, "bad_date", "date"),
        ({"date": "2999-01-01"}, "extract_date_in_future", "date"),
    ],
)
def test_what_is_wrong_is_said_of_its_field_and_nothing_is_saved(
    shared: Database, wrong: dict[str, str], code: str, name: str
) -> None:
    typed, before = replace(VALUE, **wrong), imports.list_batches(shared)
    assert (code, name) in codes(preview_typed(shared, typed))
    with pytest.raises(TypedValueError) as refused:
        enter_value(shared, typed)
    assert refused.value.code == code
    assert imports.list_batches(shared) == before
    assert typed.indicator not in {row.key for row in indicators.list_indicators(shared)}


@pytest.mark.parametrize(
    "name", ["indicator", "period", "unit", "home_unit", "group", "sex", "age_group", "numerator",
             "value", "source", "indicator_title"],
)  # fmt: skip
def test_P06_a_personal_number_is_refused_in_every_field(shared: Database, name: str) -> None:
    typed, before = replace(VALUE, **{name: f"x {TEST_NUMBER}"}), imports.list_batches(shared)
    preview = preview_typed(shared, typed)
    assert codes(preview) == {("personal_identifier_typed", name)}
    with pytest.raises(TypedValueError) as refused:
        enter_value(shared, typed)
    assert refused.value.code == "personal_identifier_typed"
    said = [repr(refused.value.values), *(repr(problem) for problem in preview.problems)]
    assert not any("1212" in words for words in said)
    assert imports.list_batches(shared) == before


def test_a_value_that_a_sum_would_count_twice_is_refused(
    database: Database, tmp_path: Path
) -> None:
    header = "Period;Enhet;Kön;Täljare;Nämnare"
    bring(database, tmp_path / "a.csv", "2026-Q1;Skåne;Kvinna;20;50", "2026-Q1;Skåne;Man;30;50",
          header=header)  # fmt: skip
    assert codes(preview_typed(database, VALUE)) == {("typed_grain", "sex")}
    assert not preview_typed(database, replace(VALUE, sex="kvinnor")).is_stopped
    finer = replace(VALUE, sex="man", age_group="18-39")
    assert codes(preview_typed(database, finer)) == {("typed_grain", "age_group")}
    assert codes(preview_typed(database, replace(VALUE, unit=""))) == {("typed_grain", "unit")}
    assert not preview_typed(database, replace(VALUE, period="2026-Q2")).is_stopped
    enter_value(database, replace(VALUE, sex="Totalt", numerator="51"))
    by_unit = indicators.IndicatorQuery("k", by=("period", "unit"))
    (row,) = indicators.get_indicator(database, by_unit).rows
    assert row.numerator == 50  # the total is beside its parts, never added to them


def test_a_correction_of_a_total_stays_a_total(database: Database, tmp_path: Path) -> None:
    # No word says that S is the sum of the others: their figures do.
    units = {"A": 10, "B": 20, "C": 40, "S": 70}
    bring(database, tmp_path / "a.csv", *(f"2026-Q1;{u};{n};{2 * n}" for u, n in units.items()))
    enter_value(database, replace(VALUE, unit="S", numerator="71", denominator="140"))
    table = indicators.get_indicator(database, indicators.IndicatorQuery("k"))
    assert {row.get("unit"): row.is_total for row in table.rows} == {
        "A": False, "B": False, "C": False, "S": True,
    }  # fmt: skip
    riket = replace(VALUE, period="2026-Q1", unit="Riket", numerator="72", denominator="140")
    enter_value(database, riket)
    whole = indicators.get_indicator(database, indicators.IndicatorQuery("k", by=("period",)))
    assert [row.numerator for row in whole.rows] == [70]


def test_a_published_figure_leads_to_its_key_to_be_typed_anew(
    database: Database, tmp_path: Path
) -> None:
    header = "Region;2026-Q1;2026-Q2"
    bring(database, tmp_path / "a.csv", "Uppsala;50;60", "Skåne;61;70", header=header)
    query = indicators.IndicatorQuery("k", by=("period",), where=(("unit", ("12",)),))
    rows = indicators.get_indicator(database, query).rows
    keys = [get_correction(database, row.source) for row in rows if row.source]
    own = TypedValue(indicator="k", unit="12")
    assert keys == [replace(own, period="2026-Q1"), replace(own, period="2026-Q2")]
    assert keys[0] is not None
    enter_value(database, replace(keys[0], value="64", source="Mejl", date="2026-10-01"))
    row = indicators.get_indicator(database, query).rows[0]
    assert (row.value, row.source) == (0.64, Source(2, "", ""))
    assert get_correction(database, Source(2, "", "")) == keys[0]
    assert get_correction(database, Source(7, "", "A1")) is None


def test_a_measure_that_is_no_share_takes_any_number(database: Database, tmp_path: Path) -> None:
    enter_value(database, replace(VALUE, numerator="", denominator="", value="0,5"))
    row = indicators.get_indicator_row(database, "k")
    indicators.update_indicator(database, replace(row, unit_of_measure="dagar"))
    typed = replace(VALUE, numerator="", denominator="", value="37,5")
    preview = preview_typed(database, typed)
    assert preview.sentence.endswith("Blir: 37,50.")
    enter_value(database, typed)
    with database.read() as session:
        assert [r.value for r in effective_measurements(session, "k")] == [37.5]


# ------------------------------------------------------------------------------- expected cases


def test_an_expected_number_replaces_its_own_and_goes_back(
    database: Database, tmp_path: Path
) -> None:
    header = "SVF;Region;Period;Förväntat antal"
    bring(database, tmp_path / "f 2026-01-01.csv", "VG9;12;2026;100", "VG9;03;2026;40",
          header=header, indicator=None)  # fmt: skip
    before = dumped(database)
    preview = preview_typed(database, replace(EXPECTED, svf="Lungcancer", region="Region Skåne"))
    result = enter_expected(database, EXPECTED)
    assert preview.is_stopped is False
    assert result.preview.sentence == (
        "Står nu: 100, uttag 2026-01-01, f 2026-01-01.csv. Blir: 120."
    )
    assert expected(database) == {("12", 120.0), ("03", 40.0)}
    assert imports.list_batches(database)[-1].key == ("VG9", "12", "2026")
    imports.undo_batch(database, result.batch_id)
    assert expected(database) == {("12", 100.0), ("03", 40.0)}
    assert domain(dumped(database)) == domain(before)
    found = checks.check_store(database)
    assert (found.ok, found.findings) == (True, ())


def expected(database: Database) -> set[tuple[str, float]]:
    from rccdesk.services.imports.coverage import effective_expected_cases

    with database.read() as session:
        return {(row.region, row.expected) for row in effective_expected_cases(session)}


def test_a_typed_expected_number_is_what_the_inclusion_is_measured_against(
    database: Database, tmp_path: Path
) -> None:
    rows = [
        f"F{n};{code};{day};12;12"
        for n in range(12)
        for code, day in (("VG910", "2026-01-05"), ("VG950", "2026-02-02"))
    ]
    path = tmp_path / "h 2026-09-30.csv"
    bring(database, path, *rows, header="Förlopps-id;KVÅ-kod;Datum;Region;Hemregion",
          indicator=None)  # fmt: skip
    enter_expected(database, replace(EXPECTED, expected="240"))
    query = lead_times.LeadTimeQuery(
        goal="svf_inclusion", svf=("VG9",), by=("region",), period="2026"
    )
    (row,) = lead_times.get_lead_times(database, query).rows
    assert (row.numerator, row.denominator) == (12, 240)


@pytest.mark.parametrize(
    ("wrong", "code", "name"),
    [
        ({"svf": "XX9"}, "unknown_code", "svf"),
        ({"region": "Atlantis"}, "unknown_code", "region"),
        ({"period": "snart"}, "bad_date", "period"),
        ({"expected": "<5"}, "masked_value", "expected"),
        ({"expected": "-5"}, "bad_number", "expected"),
        ({"expected": ""}, "missing_value", "expected"),
    ],
)
def test_a_wrong_expected_number_is_refused(
    shared: Database, wrong: dict[str, str], code: str, name: str
) -> None:
    typed = replace(EXPECTED, **wrong)
    assert (code, name) in codes(preview_typed(shared, typed))
    with pytest.raises(TypedValueError) as refused:
        enter_expected(shared, typed)
    assert refused.value.code == code


def test_a_misspelt_pathway_gets_a_proposal(shared: Database) -> None:
    preview = preview_typed(shared, replace(EXPECTED, svf="Prostatacanser"))
    (said,) = (p for p in preview.problems if p.values["field"] == "svf")
    assert said.proposal is not None
    assert not preview_typed(shared, replace(EXPECTED, svf=said.proposal.value)).is_stopped


def test_nothing_that_was_typed_is_stored_with_the_problems_or_logged(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    marked = "Ormbunksdalen"
    enter_value(database, replace(VALUE, unit=marked, numerator="", denominator="", value="<5"))
    with pytest.raises(TypedValueError) as refused:
        enter_value(database, replace(VALUE, unit=marked, numerator="999"))
    row = imports.list_batches(database)[-1]
    for problem in (*imports.list_problems(database, row.batch_id), *refused.value.problems):
        assert marked not in repr(problem)
    assert marked not in repr(refused.value.values) + str(refused.value)
    assert marked not in caplog.text


# ------------------------------------------------------------------ what a typed value makes odd

WHOLE = ("2026-Q1;Uppsala;50;100", "2026-Q1;Skåne;61;100", "2026-Q1;Totalt;111;200")


def open_totals(database: Database) -> dict[int, dict[str, object]]:
    """Return the batches and figures of the totals that are doubted, which are all of one key."""
    rows = [row for row in doubts.list_doubts(database) if row.rule == "parts_not_total"]
    assert {row.value_key for row in rows} <= {"k|period=2026-Q1|unit=Totalt|total"}
    return {row.batch_id: dict(row.values) for row in rows}


def marked(database: Database) -> dict[str, tuple[str, ...]]:
    """Return the units whose figures carry the rules of open doubts."""
    table = indicators.get_indicator(database, indicators.IndicatorQuery("k"))
    return {str(row.get("unit")): row.doubts for row in table.rows if row.doubts}


def test_a_part_that_no_longer_adds_up_to_the_total_is_doubted_until_it_is_undone(
    database: Database, tmp_path: Path
) -> None:
    bring(database, tmp_path / "a 2026-09-30.csv", *WHOLE)
    assert open_totals(database) == {}
    typed = replace(VALUE, numerator="64")  # 50 + 64 = 114, and the total says 111
    warned = codes(preview_typed(database, typed), Severity.WARNING)
    assert warned == {("parts_not_total", "numerator")}
    batch = enter_value(database, typed).batch_id
    expected = {"figure": "numerator", "parts": 114.0, "total": 111.0}
    assert open_totals(database) == {batch: expected}
    assert marked(database) == {"Totalt": ("parts_not_total",)}  # the file's own figure
    with database.read() as session:
        problems = json.loads(session.get_one(ImportBatch, batch).problems)
    assert [each["code"] for each in problems] == ["parts_not_total"]
    undo_last(database)
    assert open_totals(database) == {}
    assert marked(database) == {}


def test_a_typed_total_is_compared_with_its_parts(database: Database, tmp_path: Path) -> None:
    bring(database, tmp_path / "a 2026-09-30.csv", *WHOLE)
    right = replace(VALUE, unit="Totalt", numerator="111", denominator="200")
    assert codes(preview_typed(database, right), Severity.WARNING) == set()
    wrong = replace(right, denominator="210")
    batch = enter_value(database, wrong).batch_id
    expected = {"figure": "denominator", "parts": 200.0, "total": 210.0}
    assert open_totals(database) == {batch: expected}


def test_a_value_beside_which_nothing_is_to_compare_is_not_doubted(
    database: Database, tmp_path: Path
) -> None:
    bring(database, tmp_path / "a 2026-09-30.csv", *WHOLE)
    enter_value(database, replace(VALUE, period="2026-Q2"))
    enter_value(database, replace(VALUE, numerator="61"))  # what stands there already
    enter_expected(database, EXPECTED)
    assert open_totals(database) == {}


def test_a_total_that_a_file_doubts_is_doubted_anew_with_the_sum_as_it_became(
    database: Database, tmp_path: Path
) -> None:
    rows = (*WHOLE[:2], "2026-Q1;Totalt;120;200")
    file = bring(database, tmp_path / "a 2026-09-30.csv", *rows).batch_id
    assert open_totals(database) == {file: {"figure": "numerator", "parts": 111.0, "total": 120.0}}
    batch = enter_value(database, VALUE).batch_id
    assert open_totals(database)[batch] == {"figure": "numerator", "parts": 114.0, "total": 120.0}
    rule = next(r for r in list_doubts_by_rule(database) if r.rule == "parts_not_total")
    assert rule.waiting_count == 1  # the newest alone is told


def test_few_cases_are_not_told_by_the_doubt_of_a_typed_value(
    database: Database, tmp_path: Path
) -> None:
    rows = ("2026-Q1;Uppsala;3;100", "2026-Q1;Skåne;4;100", "2026-Q1;Totalt;7;200")
    bring(database, tmp_path / "a 2026-09-30.csv", *rows)
    batch = enter_value(database, replace(VALUE, numerator="6")).batch_id
    assert open_totals(database) == {batch: {"figure": "numerator"}}
