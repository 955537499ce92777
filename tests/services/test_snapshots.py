"""The states of figures that can be chosen, and two extracts compared in words."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rccdesk.services import imports, indicators
from rccdesk.services.case_comparison import CaseCounts, count_case_differences
from rccdesk.services.charts.build import build_comparison
from rccdesk.services.database import Database
from rccdesk.services.extract_comparison import ExtractComparison, compare_extracts
from rccdesk.services.imports import ImportRequest
from rccdesk.services.indicators import IndicatorQuery, get_indicator, list_choices
from rccdesk.services.labels import get_labels
from rccdesk.services.lead_times import LeadTimeQuery, get_lead_times
from rccdesk.services.snapshots import (
    band_sentence,
    choice_words,
    find_snapshot,
    list_goal_snapshots,
    list_indicator_snapshots,
)

NB = "\u00a0"
AUGUST, SEPTEMBER, OCTOBER = (dt.date(2025, month, 28) for month in (8, 9, 10))


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.rccdesk"
    with Database.open(path, create=True):
        return path


@pytest.fixture
def database(empty_store: Path, tmp_path: Path) -> Iterator[Database]:
    path = Path(shutil.copyfile(empty_store, tmp_path / "prov.rccdesk"))
    with Database.open(path) as opened:
        yield opened


def bring(
    database: Database, path: Path, lines: Sequence[str], day: dt.date, indicator: str | None = None
) -> int:
    path.write_text("\n".join(lines), encoding="utf-8")
    request = ImportRequest((path,), indicator=indicator, extract_date=day)
    (result,) = imports.import_files(database, request)
    assert result.batch_id is not None
    return result.batch_id


def bring_figures(database: Database, path: Path, rows: Sequence[str], day: dt.date) -> int:
    head = "Period;Enhet;Kön;Täljare;Nämnare"
    return bring(database, path, [head, *rows], day, "plan")


def bring_events(
    database: Database, path: Path, waits: Mapping[str, Sequence[int]], day: dt.date
) -> int:
    """Import pathways of Stockholm that start on 1 July: waiting days by SVF."""
    lines, start = ["pathway_id;kva_code;event_date;region"], dt.date(2025, 7, 1)
    for svf, days in waits.items():
        for number, each in enumerate(days):
            end = start + dt.timedelta(days=each)
            lines += [f"{svf}{number};{svf}10;{start};01", f"{svf}{number};{svf}50;{end};01"]
    return bring(database, path, lines, day)


def rows_of(found: ExtractComparison) -> list[tuple[str, ...]]:
    assert found.table is not None
    return [tuple(cell.replace(NB, " ") for cell in row) for row in found.table.rows]


# ------------------------------------------------------------------------------ what is chosen


def test_the_states_are_those_of_live_extracts_of_the_measure_newest_first(
    database: Database, tmp_path: Path
) -> None:
    first = bring_events(database, tmp_path / "a.csv", {"VG9": [20] * 10}, AUGUST)
    plan = bring_figures(database, tmp_path / "plan.csv", ["2025;01;;30;40"], AUGUST)
    second = bring_events(database, tmp_path / "b.csv", {"VG9": [20] * 12}, SEPTEMBER)
    third = bring_events(database, tmp_path / "c.csv", {"VG9": [20] * 13}, OCTOBER)
    expected = bring(
        database,
        tmp_path / "expected.csv",
        ["SVF;Region;Period;Förväntat antal", "VG9;01;2025;40"],
        OCTOBER,
    )
    imports.undo_batch(database, second)
    found = list_goal_snapshots(database, "svf_lead_time")
    assert [each.batch_id for each in found] == [third, first]
    assert choice_words(found[0]) == "Som det var efter uttaget 2025-10-28 (c.csv)"
    assert band_sentence(found[1]).startswith(
        "Siffrorna visas som de var efter uttaget 2025-08-28."
    )
    with_expected = list_goal_snapshots(database, "svf_inclusion")
    assert [each.batch_id for each in with_expected] == [expected, third, first]
    assert [each.batch_id for each in list_indicator_snapshots(database, "plan")] == [plan]
    assert find_snapshot(found, second) is None


def test_the_choices_of_a_measure_are_those_of_its_state(
    database: Database, tmp_path: Path
) -> None:
    first = bring_figures(database, tmp_path / "a.csv", ["2025-Q1;01;;30;40"], AUGUST)
    bring_figures(database, tmp_path / "b.csv", ["2025-Q2;01;;31;40", "2025-Q2;12;;9;40"], OCTOBER)
    now, then = list_choices(database, "plan"), list_choices(database, "plan", first)
    assert [period.key for period in now.periods] == ["2025-Q1", "2025-Q2"]
    assert dict(now.codes)["unit"] == ("01", "12")
    assert [period.key for period in then.periods] == ["2025-Q1"]
    assert dict(then.codes)["unit"] == ("01",)


def test_no_chart_names_the_batch_of_a_state(database: Database, tmp_path: Path) -> None:
    """The number of a batch in a store says nothing to anyone."""
    for number in range(2):
        path = tmp_path / f"{number}.csv"
        bring_figures(database, path, [f"2025;01;;{30 + number};40", "2025;12;;20;40"], AUGUST)
    events = bring_events(database, tmp_path / "e.csv", {"VG9": [20] * 10}, AUGUST)
    labels = get_labels(database, measure="Plan")
    figures = get_indicator(database, IndicatorQuery("plan", by=("unit",), snapshot=1))
    assert build_comparison(figures, labels).subtitle == "i hela uttaget"
    now, then = (
        build_comparison(
            get_lead_times(database, LeadTimeQuery(svf=("VG9",), by=("region",), snapshot=each)),
            labels,
        ).subtitle
        for each in (None, events)
    )
    assert now == then


# ------------------------------------------------------------------------- tables of figures


def test_figures_are_compared_by_name_and_in_the_formats_of_the_pages(
    database: Database, tmp_path: Path
) -> None:
    first = ["2025-Q1;01;1;22;34", "2025-Q1;12;2;20;40", "2025-Q1;13;1;30;40", "2025-Q1;14;1;9;30"]
    second = ["2025-Q1;01;1;24;37", "2025-Q1;12;2;30;40", "2025-Q1;13;1;30;40", "2025-Q1;17;1;8;32"]
    before = bring_figures(database, tmp_path / "a.csv", first, AUGUST)
    after = bring_figures(database, tmp_path / "b.csv", second, SEPTEMBER)
    row = indicators.get_indicator_row(database, "plan")
    found = compare_extracts(database, before, after)
    assert found.content == row.title
    assert found.sentence == "4 siffror skiljer sig: 2 ändrade, 1 ny, 1 saknas. 1 är lika."
    assert (found.before.file_name, found.after.file_name) == ("a.csv", "b.csv")
    assert found.table is not None
    assert [column.title for column in found.table.columns] == [
        "Siffra",
        "Före: 2025-08-28",
        "Efter: 2025-09-28",
        "Skillnad i procentenheter",
    ]
    name = get_labels(database).name
    words = {code: f"Kvartal 1 2025 · {name('unit', code)}" for code in ("01", "12", "14", "17")}
    listed = rows_of(found)
    # 20/40 -> 30/40 is 25 points; 22/34 = 64,7 -> 24/37 = 64,9 is 0,2.
    assert [row[1:] for row in listed] == [
        ("50 % (20 av 40)", "75 % (30 av 40)", "+25"),
        ("64,7 % (22 av 34)", "64,9 % (24 av 37)", "+0,2"),
        ("30 % (9 av 30)", "–", "saknas"),
        ("–", "25 % (8 av 32)", "ny"),
    ]
    for row_, code in zip(listed, ("12", "01", "14", "17"), strict=True):
        assert row_[0].casefold().startswith(words[code].casefold())
    assert "Kvinnor" in listed[0][0] or "Män" in listed[0][0]


def test_hidden_figures_come_last_and_say_nothing(database: Database, tmp_path: Path) -> None:
    """2 of 4 and 4 of 4: the largest difference of all, but of few."""
    first = ["2025;01;;2;4", "2025;12;;20;40", "2025;13;;9;12", "2025;14;;30;60"]
    second = ["2025;01;;4;4", "2025;12;;21;40", "2025;13;;9;12", "2025;14;;31;60"]
    before = bring_figures(database, tmp_path / "a.csv", first, AUGUST)
    after = bring_figures(database, tmp_path / "b.csv", second, SEPTEMBER)
    found = compare_extracts(database, before, after)
    listed = rows_of(found)
    assert [row[1:] for row in listed] == [
        ("50 % (20 av 40)", "53 % (21 av 40)", "+3"),
        ("50 % (30 av 60)", "52 % (31 av 60)", "+2"),
        ("..", "..", ".."),
    ]
    assert found.table is not None
    assert found.table.hidden_rows == (2,)
    assert any("små grupper" in remark for remark in found.remarks)


def test_extracts_that_say_the_same_have_no_table(database: Database, tmp_path: Path) -> None:
    rows = ["2025;01;;20;40", "2025;12;;21;40"]
    before = bring_figures(database, tmp_path / "a.csv", rows, AUGUST)
    after = bring_figures(database, tmp_path / "b.csv", rows, SEPTEMBER)
    found = compare_extracts(database, before, after)
    assert found.table is None
    assert found.sentence == "Uttagen säger samma sak: inget skiljer sig."


def test_expected_cases_and_limits_are_compared_as_numbers(
    database: Database, tmp_path: Path
) -> None:
    fields = "kva_prefix;treatment;variant;from_event;to_event;suffixes;days;decided_on;valid_from;"
    row = "VB2;surgery;bas;well_founded_suspicion;treatment_start;50;{};2018-10-30;2018-10-30;;no;k"
    limits = [
        bring(
            database, tmp_path / f"{days}.csv", [f"{fields}valid_to;confirmed;source", limit], day
        )
        for days, day in ((39, AUGUST), (37, SEPTEMBER))
        if (limit := row.format(days))
    ]
    (listed,) = rows_of(compare_extracts(database, *limits))
    assert listed[0].startswith("Tjock- och ändtarmscancer · ")
    assert listed[0].endswith(" · start av behandling · 2018-10-30")
    assert listed[1:] == ("39", "37", "−2")
    head = "SVF;Region;Period;Förväntat antal"
    before = bring(database, tmp_path / "a.csv", [head, "VG9;01;2025;1400"], AUGUST)
    after = bring(database, tmp_path / "b.csv", [head, "VG9;01;2025;1390"], SEPTEMBER)
    (row,) = rows_of(compare_extracts(database, before, after))
    assert row == ("Bröstcancer · Region Stockholm · 2025", "1 400", "1 390", "−10")


# ----------------------------------------------------------------------------- lists of cases


def test_lists_of_events_are_compared_by_the_share_of_each_pathway_then_and_now(
    database: Database, tmp_path: Path
) -> None:
    """VG9 has the limit 28 days: 7 of 10 are within it, then 9 of 12."""
    first = [20] * 7 + [40] * 3
    before = bring_events(database, tmp_path / "a.csv", {"VG9": first}, AUGUST)
    after = bring_events(database, tmp_path / "b.csv", {"VG9": [*first, 20, 20]}, SEPTEMBER)
    found = compare_extracts(database, before, after)
    assert found.sentence == "4 rader skiljer sig: 4 nya. 20 är lika."
    assert rows_of(found) == [
        ("Bröstcancer", "70 % (7 av 10)", "75 % (9 av 12)", "+5"),
        ("Alla SVF", "70 % (7 av 10)", "75 % (9 av 12)", "+5"),
    ]
    assert found.remarks[0].startswith("Perioden juli 2025–augusti 2025, som finns i båda")
    for batch, counts in ((before, (7, 10)), (after, (9, 12))):
        whole = get_lead_times(database, LeadTimeQuery(snapshot=batch)).whole
        assert whole is not None
        assert (whole.numerator, whole.denominator) == counts


def test_a_share_that_either_state_hides_is_not_shown_for_the_other(
    database: Database, tmp_path: Path
) -> None:
    """Four pathways are too few; twelve are not, but with their difference the four are known."""
    before = bring_events(database, tmp_path / "a.csv", {"VG9": [20] * 4}, AUGUST)
    after = bring_events(database, tmp_path / "b.csv", {"VG9": [20] * 12}, SEPTEMBER)
    found = compare_extracts(database, before, after)
    assert {row[1:] for row in rows_of(found)} == {("..", "..", "..")}
    assert any("små grupper" in remark for remark in found.remarks)


def test_an_undone_list_has_no_state_to_compare(database: Database, tmp_path: Path) -> None:
    before = bring_events(database, tmp_path / "a.csv", {"VG9": [20] * 10}, AUGUST)
    after = bring_events(database, tmp_path / "b.csv", {"VG9": [20] * 12}, SEPTEMBER)
    imports.undo_batch(database, before)
    found = compare_extracts(database, before, after)
    assert found.table is None
    assert found.remarks == ("Andelarna visas inte: ett av uttagen gäller inte längre.",)


def _columns_of(events: Mapping[tuple[int, str, int], tuple[str, int]]) -> dict[str, object]:
    """Return events (pathway, code, day -> region, sex) as the columns of a batch."""
    words = sorted({code for _, code, _ in events})
    regions = sorted({region for region, _ in events.values()}, reverse=True)
    none = np.full(len(events), -1)
    return {
        "pathway": np.array([pathway for pathway, _, _ in events], np.uint64) << np.uint64(40),
        "kva": np.array([words.index(code) for _, code, _ in events]),
        "kva_codes": tuple(words),
        "date": np.array([day for _, _, day in events]),
        "region": np.array(
            [regions.index(region) if region else -1 for region, _ in events.values()]
        ),
        "regions": tuple(regions),
        **dict.fromkeys(("unit", "home_region", "age_group", "recurrence", "variant"), none),
        **dict.fromkeys(("in_svf", "recommended", "treatment"), none),
        **dict.fromkeys(("units", "home_regions"), ()),
        "sex": np.array([sex for _, sex in events.values()]),
    }


_EVENTS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.sampled_from(["VG910", "VG950", "VN010"]), st.integers(0, 3)),
    st.tuples(st.sampled_from(["", "01", "12"]), st.integers(-1, 1)),
    max_size=12,
)


@settings(deadline=None, max_examples=150)
@given(_EVENTS, _EVENTS)
def test_cases_are_counted_as_row_by_row(
    old: dict[tuple[int, str, int], tuple[str, int]],
    new: dict[tuple[int, str, int], tuple[str, int]],
) -> None:
    """The counts by arrays are those of plain dictionaries, by event and by pathway of an SVF."""

    def by_pathway(events: dict[tuple[int, str, int], tuple[str, int]]) -> dict[object, object]:
        found: dict[object, set[object]] = {}
        for (pathway, code, day), content in events.items():
            found.setdefault((pathway, code[:3]), set()).add((code, day, content))
        return dict(found)

    columns = [_columns_of(each) if each else {} for each in (old, new)]
    for grouped, (then, now) in (
        (False, (dict(old), dict(new))),
        (True, (by_pathway(old), by_pathway(new))),
    ):
        both = then.keys() & now.keys()
        changed = sum(then[key] != now[key] for key in both)  # type: ignore[index]
        counts = count_case_differences(*columns, by_pathway=grouped)
        assert counts == CaseCounts(
            added=len(now.keys() - both),
            removed=len(then.keys() - both),
            changed=changed,
            same=len(both) - changed,
        )
