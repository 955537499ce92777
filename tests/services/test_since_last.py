"""What figures were before their newest extract; every expected figure is counted from the rows."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk.services import imports
from rccdesk.services.batch_comparison import compare_batches
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest
from rccdesk.services.indicators import IndicatorQuery, get_indicator
from rccdesk.services.lead_times import LeadTimeQuery, get_lead_times
from rccdesk.services.since_last import Revision, get_revision, get_revisions, revision_sentence

NB = "\u00a0"
LIMIT = 28  # days, of VG9 in the seeds
AUGUST, SEPTEMBER, OCTOBER = (dt.date(2025, month, 28) for month in (8, 9, 10))
QUARTER = LeadTimeQuery(svf=("VG9",), region=("01",), period="2025-Q3")
KEY = "svf_lead_time|svf=VG9|region=01|period=2025-Q3"
Wait = tuple[str, dt.date, int]  # region, start, days


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store to copy: making one takes longer than most of what is tried here."""
    path = tmp_path_factory.mktemp("empty") / "empty.rccdesk"
    with Database.open(path, create=True):
        return path


@pytest.fixture
def database(empty_store: Path, tmp_path: Path) -> Iterator[Database]:
    path = Path(shutil.copyfile(empty_store, tmp_path / "prov.rccdesk"))
    with Database.open(path) as opened:
        yield opened


def waits(region: str, days: Sequence[int], start: dt.date = dt.date(2025, 7, 1)) -> list[Wait]:
    return [(region, start, each) for each in days]


def import_events(database: Database, path: Path, rows: Sequence[Wait], day: dt.date) -> int:
    """Import an event list with a pathway per row, named by its place in the list."""
    lines = ["pathway_id;kva_code;event_date;region"]
    for number, (region, start, days) in enumerate(rows):
        end = start + dt.timedelta(days=days)
        name = f"p{region}-{start:%m}-{number}"
        lines += [f"{name};VG910;{start};{region}", f"{name};VG950;{end};{region}"]
    return import_text(database, path / f"svf_{day}_{len(rows)}.csv", lines, day)


def import_pathways(database: Database, path: Path, rows: Sequence[Wait], day: dt.date) -> int:
    """Import the same as a pathway list."""
    lines = [
        "Förlopps-id;SVF;I SVF;Behandling rekommenderad;Välgrundad misstanke;"
        "Behandlingsstart;Region"
    ]
    for number, (region, start, days) in enumerate(rows):
        end = start + dt.timedelta(days=days)
        lines.append(f"p{region}-{start:%m}-{number};VG9;1;1;{start};{end};{region}")
    return import_text(database, path / f"lista_{day}_{len(rows)}.csv", lines, day)


def import_text(
    database: Database, path: Path, lines: Sequence[str], day: dt.date, indicator: str | None = None
) -> int:
    path.write_text("\n".join(lines), encoding="utf-8")
    request = ImportRequest((path,), indicator=indicator, extract_date=day)
    (result,) = imports.import_files(database, request)
    assert result.batch_id is not None
    return result.batch_id


def within(days: Sequence[int]) -> tuple[int, int]:
    return sum(each <= LIMIT for each in days), len(days)


def counts(revision: Revision | None) -> tuple[tuple[float | None, ...], tuple[float | None, ...]]:
    assert revision is not None
    return (
        (revision.before_numerator, revision.before_denominator),
        (revision.after_numerator, revision.after_denominator),
    )


@pytest.mark.parametrize("bring_in", [import_events, import_pathways])
def test_a_second_extract_changes_the_figure(
    database: Database, tmp_path: Path, bring_in: object
) -> None:
    first = [20] * 12 + [40] * 8
    second = [20] * 15 + [40] * 10
    second[0] = 45  # one was corrected
    before = bring_in(database, tmp_path, waits("01", first), AUGUST)  # type: ignore[operator]
    assert get_revision(database, QUARTER, KEY) is None
    bring_in(database, tmp_path, waits("01", second), SEPTEMBER)  # type: ignore[operator]
    found = get_revision(database, QUARTER, KEY)
    assert counts(found) == (within(first), within(second))
    assert found is not None
    assert (found.before, found.after) == (12 / 20, 14 / 25)
    assert (found.before_extract, found.after_extract) == (AUGUST, SEPTEMBER)
    assert found.before_batch == before
    assert (
        revision_sentence(found, is_proportion=True) == f"Ändrat sedan förra uttaget: 60 → 56{NB}%."
    )
    assert get_revisions(database, QUARTER) == {KEY: found}


def test_the_same_content_again_is_no_change(database: Database, tmp_path: Path) -> None:
    rows = waits("01", [20] * 12 + [40] * 8)
    import_events(database, tmp_path, rows, AUGUST)
    import_pathways(database, tmp_path, rows, SEPTEMBER)
    assert get_revision(database, QUARTER, KEY) is None
    assert get_revisions(database, QUARTER) == {}


def test_of_three_extracts_the_last_two_are_compared(database: Database, tmp_path: Path) -> None:
    steps = ([20] * 10, [20] * 10 + [40] * 2, [20] * 11 + [40] * 3)
    batches = [
        import_events(database, tmp_path, waits("01", days), day)
        for days, day in zip(steps, (AUGUST, SEPTEMBER, OCTOBER), strict=True)
    ]
    found = get_revision(database, QUARTER, KEY)
    assert counts(found) == (within(steps[1]), within(steps[2]))
    then = LeadTimeQuery(svf=("VG9",), region=("01",), period="2025-Q3", snapshot=batches[1])
    assert counts(get_revision(database, then, KEY)) == (within(steps[0]), within(steps[1]))
    imports.undo_batch(database, batches[1])
    found = get_revision(database, QUARTER, KEY)
    assert counts(found) == (within(steps[0]), within(steps[2]))
    assert found is not None
    assert (found.before_batch, found.before_extract) == (batches[0], AUGUST)
    imports.redo_batch(database, batches[1])
    imports.undo_batch(database, batches[2])
    assert counts(get_revision(database, QUARTER, KEY)) == (within(steps[0]), within(steps[1]))


def test_regions_that_come_in_files_of_their_own(database: Database, tmp_path: Path) -> None:
    """The newest extract of each region is what its figure is compared across."""
    old = {"01": [20] * 6 + [40] * 4, "12": [20] * 9 + [40] * 3}
    new = {"01": [20] * 8 + [40] * 4, "12": [20] * 9 + [40] * 3}
    for region, days in old.items():
        import_events(database, tmp_path, waits(region, days), AUGUST)
    for region, days in new.items():
        import_events(database, tmp_path, waits(region, days), SEPTEMBER)
    by_region = LeadTimeQuery(svf=("VG9",), period="2025-Q3", by=("region",))
    found = get_revisions(database, by_region)
    assert counts(found[KEY]) == (within(old["01"]), within(new["01"]))
    assert KEY.replace("=01", "=12") not in found
    assert get_revision(database, by_region, KEY) == found[KEY]


def test_a_new_quarter_has_no_earlier_figure(database: Database, tmp_path: Path) -> None:
    july, october = dt.date(2025, 7, 1), dt.date(2025, 10, 1)
    import_events(database, tmp_path, waits("01", [20] * 10, july), AUGUST)
    both = [*waits("01", [20] * 10 + [40], july), *waits("01", [20] * 12, october)]
    import_events(database, tmp_path, both, OCTOBER)
    quarters = LeadTimeQuery(svf=("VG9",), region=("01",), by=("period",))
    keys = [row.value_key for row in get_lead_times(database, quarters).rows]
    assert len(keys) == 2
    found = get_revisions(database, quarters)
    assert counts(found[keys[0]]) == ((10, 10), (10, 11))
    assert keys[1] not in found


def test_an_older_file_with_other_starts_changes_a_later_quarter(
    database: Database, tmp_path: Path
) -> None:
    """The end stands in one file, the start in another that comes again with other dates."""

    def files(start: dt.date, day: dt.date) -> None:
        lines = ["pathway_id;kva_code;event_date;region"]
        lines += [f"p{n};VG910;{start};01" for n in range(10)]
        import_text(database, tmp_path / f"start_{start}.csv", lines, day)

    files(dt.date(2025, 6, 5), AUGUST)
    lines = ["pathway_id;kva_code;event_date;region"]
    lines += [f"p{n};VG950;{dt.date(2025, 7, 5)};01" for n in range(10)]
    import_text(database, tmp_path / "slut.csv", lines, AUGUST)
    assert get_lead_times(database, QUARTER).rows[0].numerator == 0  # 30 days
    lines = ["pathway_id;kva_code;event_date;region"]
    lines += [f"p{n};VG910;{dt.date(2025, 6, 5 + (n > 3) * 5)};01" for n in range(10)]
    lines += [f"p{n};VG950;{dt.date(2025, 6, 30)};01" for n in range(20, 21)]
    import_text(database, tmp_path / "start_igen.csv", lines, SEPTEMBER)
    # Only now do two batches say something of the quarter's pathways: starts and ends.
    assert get_lead_times(database, QUARTER).rows[0].numerator == 6  # 25 days
    found = get_revision(database, QUARTER, KEY)
    assert counts(found) == ((0, 10), (6, 10))


def test_a_hidden_state_gives_no_figures(database: Database, tmp_path: Path) -> None:
    import_events(database, tmp_path, waits("01", [20] * 4), AUGUST)
    import_events(database, tmp_path, waits("01", [20] * 7 + [40]), SEPTEMBER)
    assert get_lead_times(database, QUARTER).rows[0].value == 7 / 8
    assert get_revision(database, QUARTER, KEY) is None
    import_events(database, tmp_path, waits("01", [20] * 3), OCTOBER)
    assert get_lead_times(database, QUARTER).rows[0].hidden
    assert get_revision(database, QUARTER, KEY) is None
    assert get_revisions(database, QUARTER) == {}


def test_secondary_hiding_in_either_state_hides_the_change(
    database: Database, tmp_path: Path
) -> None:
    """Beside a hidden region another one is hidden too: neither has a change to show."""
    old = {"01": [20] * 30, "12": [20] * 6 + [40], "14": [20] * 9}
    new = {"01": [20] * 29 + [40], "12": [20] * 3, "14": [20] * 8 + [40] * 2}
    for rows, day in ((old, AUGUST), (new, SEPTEMBER)):
        every = [row for region, days in rows.items() for row in waits(region, days)]
        import_events(database, tmp_path, every, day)
    table = get_lead_times(database, LeadTimeQuery(period="2025-Q3", by=("region",)))
    hidden = {row.get("region") for row in table.rows if row.hidden}
    assert hidden == {"12", "14"}
    found = get_revisions(database, LeadTimeQuery(period="2025-Q3", by=("region",)))
    regions = {"svf_lead_time|period=2025-Q3", "svf_lead_time|region=01|period=2025-Q3"}
    assert found.keys() == regions  # the whole, and 01


def test_a_rolling_year_is_the_same_months_in_both_states(
    database: Database, tmp_path: Path
) -> None:
    query = LeadTimeQuery(svf=("VG9",), region=("01",), period="rolling-12")
    september = dt.date(2024, 9, 10)
    old = [*waits("01", [2] * 9, september), *waits("01", [20] * 10 + [40] * 10)]
    import_events(database, tmp_path, old, AUGUST)  # its year: August 2024 to July 2025
    new = [*waits("01", [2] * 9, september), *waits("01", [20] * 10 + [30] * 3 + [40] * 10)]
    import_events(database, tmp_path, new, dt.date(2025, 10, 31))  # to October 2025
    # November 2024 to October 2025, in both states: the nine of September 2024 are in neither.
    (found,) = get_revisions(database, query).values()
    assert counts(found) == ((10, 20), (10, 23))


def test_the_inclusion_changes_with_the_expected_cases(database: Database, tmp_path: Path) -> None:
    query = LeadTimeQuery(goal="svf_inclusion", svf=("VG9",), region=("01",), period="2025-Q3")

    def expect(cases: int, day: dt.date) -> int:
        lines = ["SVF;Region;Period;Förväntat antal", f"VG9;01;2025;{cases}"]
        return import_text(database, tmp_path / f"fall_{cases}.csv", lines, day)

    import_events(database, tmp_path, waits("01", [20] * 18), AUGUST)
    first = expect(96, AUGUST)  # 24 a quarter
    expect(80, SEPTEMBER)  # 20 a quarter
    (found,) = get_revisions(database, query).values()
    assert counts(found) == ((18, 24), (18, 20))
    assert found.before_batch == first


# ------------------------------------------------------------------------------------ indicators

HEADER = "Period;Enhet;Täljare;Nämnare"


def import_figures(database: Database, path: Path, rows: Sequence[str], day: dt.date) -> int:
    file = path / f"figures_{day}_{len(rows)}.csv"
    return import_text(database, file, [HEADER, *rows], day, indicator="contact_nurse")


def test_an_indicator_is_compared_row_by_row(database: Database, tmp_path: Path) -> None:
    first = ["2025;Ek;61;100", "2025;Gran;24;33", "2025;Tall;30;60", "2024;Ek;50;100"]
    second = ["2025;Ek;64;100", "2025;Gran;32;44", "2025;Tall;30;60", "2025;Lind;9;10"]
    before = import_figures(database, tmp_path, first, AUGUST)
    import_figures(database, tmp_path, second, SEPTEMBER)
    query = IndicatorQuery("contact_nurse")
    found = get_revisions(database, query)
    rows = {row.get("unit"): row for row in get_indicator(database, query).rows}
    changed = {unit: found.get(row.value_key) for unit, row in rows.items()}
    ek, gran = changed["Ek"], changed["Gran"]
    assert counts(ek) == ((61, 100), (64, 100))
    assert ek is not None
    assert (ek.before_batch, ek.before_extract) == (before, AUGUST)
    assert revision_sentence(ek, is_proportion=True) == f"Ändrat sedan förra uttaget: 61 → 64{NB}%."
    assert gran is not None
    assert (gran.before, gran.after) == (24 / 33, 32 / 44)
    assert (
        revision_sentence(gran, is_proportion=True)
        == "Talen bakom siffran har ändrats sedan förra uttaget: 32 av 44, förut 24 av 33."
    )
    assert changed["Tall"] is None
    assert changed["Lind"] is None
    old = next(row for row in get_indicator(database, query).rows if row.get("period") == "2024")
    assert old.value_key not in found  # outside what the new extract covers


def test_sums_of_an_indicator_are_compared_too(database: Database, tmp_path: Path) -> None:
    import_figures(database, tmp_path, ["2025;Ek;61;100", "2025;Gran;24;33"], AUGUST)
    import_figures(database, tmp_path, ["2025;Ek;64;100", "2025;Gran;25;33"], SEPTEMBER)
    found = get_revisions(database, IndicatorQuery("contact_nurse", by=("period",)))
    assert counts(found["contact_nurse|period=2025"]) == ((85, 133), (89, 133))
    chosen = IndicatorQuery("contact_nurse", by=("period",), where=(("unit", ("Gran",)),))
    assert counts(next(iter(get_revisions(database, chosen).values()))) == ((24, 33), (25, 33))


def test_a_hidden_figure_of_an_indicator_has_no_change(database: Database, tmp_path: Path) -> None:
    import_figures(database, tmp_path, ["2025;Ek;2;4", "2025;Gran;30;40"], AUGUST)
    import_figures(database, tmp_path, ["2025;Ek;5;10", "2025;Gran;31;40"], SEPTEMBER)
    found = get_revisions(database, IndicatorQuery("contact_nurse"))
    rows = get_indicator(database, IndicatorQuery("contact_nurse")).rows
    assert [row.value for row in rows] == [5 / 10, 31 / 40]
    assert not any("Ek" in key for key in found)


def test_a_measure_that_is_no_share_is_said_in_its_own_unit(
    database: Database, tmp_path: Path
) -> None:
    lines = ["Period;Enhet;Måttenhet;Värde", "2025;Ek;dagar;21,4"]
    import_text(database, tmp_path / "a.csv", lines, AUGUST, indicator="days_to_answer")
    lines[1] = "2025;Ek;dagar;24,6"
    import_text(database, tmp_path / "b.csv", lines, SEPTEMBER, indicator="days_to_answer")
    (found,) = set(get_revisions(database, IndicatorQuery("days_to_answer")).values())
    assert (found.before, found.after) == (21.4, 24.6)
    assert found.before_denominator is None
    assert (
        revision_sentence(found, is_proportion=False)
        == f"Ändrat sedan förra uttaget: 21,4 → 24,6{NB}dagar."
    )


def test_a_change_that_whole_per_cents_do_not_show_has_decimals() -> None:
    day = dt.date(2025, 8, 31)
    found = Revision(0.6384, 0.6391, None, None, None, None, day, day, 1)
    assert (
        revision_sentence(found, is_proportion=True)
        == f"Ändrat sedan förra uttaget: 63,8 → 63,9{NB}%."
    )
    found = replace(found, before=0.63891, before_denominator=1000, after_denominator=1000)
    assert (
        revision_sentence(found, is_proportion=True)
        == f"Ändrat sedan förra uttaget: 63,89 → 63,91{NB}%."
    )
    found = replace(found, after=0.7)
    assert (
        revision_sentence(found, is_proportion=True)
        == f"Ändrat sedan förra uttaget: 63,9 → 70,0{NB}%."
    )


def test_the_comparison_of_two_batches_hides_what_is_few(
    database: Database, tmp_path: Path
) -> None:
    """2 of 4 is not shown by either state, nor what it could be computed from; nor when undone."""
    first = ["2025;Ek;2;4", "2025;Gran;30;40", "2025;Lind;9;12", "2025;Tall;50;60"]
    second = ["2025;Ek;5;10", "2025;Gran;31;40", "2025;Lind;9;12", "2025;Tall;51;60"]
    before = import_figures(database, tmp_path, first, AUGUST)
    after = import_figures(database, tmp_path, second, SEPTEMBER)
    rows = get_indicator(database, IndicatorQuery("contact_nurse", snapshot=before)).rows
    assert [row.get("unit") for row in rows if row.hidden] == ["Ek", "Lind"]
    found = compare_batches(database, before, after)
    by_unit = {each.key[1]: (each.hidden, each.before, each.after) for each in found.differences}
    assert by_unit == {
        "Ek": (True, None, None),
        "Gran": (False, 30 / 40, 31 / 40),
        "Tall": (False, 50 / 60, 51 / 60),
    }
    imports.undo_batch(database, before)
    found = compare_batches(database, before, after)
    assert {each.key[1] for each in found.differences if each.hidden} == {"Ek"}
