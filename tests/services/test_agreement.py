"""The agreement's figures, against counts made by hand and Newcombe's formula written anew."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator

import pytest

from rccdesk.services import agreement
from rccdesk.services.agreement import Change
from rccdesk.services.database import Database
from rccdesk.services.labels import get_labels
from rccdesk.services.pathways import catalogue
from tests.services.lead_time_examples import import_events, import_expected, waits

Z = 1.959963984540054
MINUS = "\u2212"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """VG9 (limit 28): region 12 30 of 40 and 36 of 40, 13 9 of 12 and 3 of 3, 14 5 of 10 twice.

    VB2 has a limit that changes in 2025. Expected cases of VG9 and VB2 for 12 and 14.
    """
    path = tmp_path_factory.mktemp("stores") / "a.rccdesk"
    with Database.open(path, create=True) as database:
        for limit in catalogue.list_limits(database, "VB2"):
            catalogue.delete_limit(database, limit.uuid)
        for days, first, last in (
            (30, None, dt.date(2025, 3, 31)),
            (40, dt.date(2025, 4, 1), None),
        ):
            catalogue.add_limit(
                database, catalogue.LimitRow("VB2", days=days, valid_from=first, valid_to=last)
            )
        events = []
        counts = {
            ("12", "2024"): (30, 10),
            ("12", "2025"): (36, 4),
            ("13", "2024"): (9, 3),
            ("13", "2025"): (3, 0),
            ("14", "2024"): (5, 5),
            ("14", "2025"): (5, 5),
        }
        for (region, year), (within, beyond) in counts.items():
            start = f"{year}-02-05"
            events += waits(within, 20, f"{region}{year}", start=start, region=region)
            events += waits(beyond, 40, f"{region}{year}", start=start, region=region)
        for year in ("2024", "2025"):
            events += waits(6, 20, f"c{year}", start=f"{year}-02-05", svf="VB2", region="12")
        import_events(database, events, "2026-02-15")
        import_expected(
            database,
            [
                (svf, region, year, expected)
                for svf, expected in (("VG9", 60.0), ("VB2", 20.0))
                for region in ("12", "14")
                for year in ("2024", "2025")
            ],
        )
        yield database


def changes(database: Database, svf: str = "VG9") -> dict[str | None, Change]:
    found = agreement.get_year_changes(database, svf, 2025)
    return {change.region: change for change in found.changes}


def score_interval(count: int, size: int) -> tuple[float, float]:
    share, square = count / size, Z * Z
    middle = share + square / (2 * size)
    half = Z * math.sqrt(share * (1 - share) / size + square / (4 * size * size))
    return (middle - half) / (1 + square / size), (middle + half) / (1 + square / size)


def test_the_difference_is_later_minus_earlier_with_newcombes_interval(store: Database) -> None:
    found = changes(store)["12"].difference
    assert found is not None
    (low1, high1), (low2, high2) = score_interval(36, 40), score_interval(30, 40)
    assert found.difference == pytest.approx(0.15)
    assert found.low == pytest.approx(0.15 - math.hypot(0.9 - low1, high2 - 0.75))
    assert found.high == pytest.approx(0.15 + math.hypot(high1 - 0.9, 0.75 - low2))


def test_a_hidden_year_gives_no_difference_and_no_figure(store: Database) -> None:
    found = changes(store)
    assert (found["13"].reason, found["13"].difference) == ("hidden", None)
    assert found["13"].later is not None
    assert found["13"].later.numerator is None
    # 3 of 2025 could be computed from the whole of 53: another region of that year is hidden too.
    hidden = [r for r, c in found.items() if c.later is not None and c.later.hidden]
    assert len(hidden) >= 2
    assert found[None].later is not None
    assert (found[None].later.numerator, found[None].later.denominator) == (44, 53)


def test_what_is_hidden_in_the_table_is_hidden_in_the_chart(store: Database) -> None:
    found = agreement.get_year_changes(store, "VG9", 2025)
    chart = agreement.at_period(found.years, found.years.periods[1])
    assert {(row.get("region"), row.hidden) for row in chart.rows} == {
        (change.region, change.later.hidden)
        for change in found.changes
        if change.later is not None and not change.is_whole
    }
    spec = agreement.build_changes(found, get_labels(store), own_code="13")
    assert "3 av 3" not in spec.to_json()
    (bar,) = [bar for bar in spec.bars if bar.label == "Region Halland"]
    assert (bar.value, bar.value_text) == (None, "..")


def test_a_limit_that_changed_gives_no_difference(store: Database) -> None:
    found = agreement.get_year_changes(store, "VB2", 2025)
    assert {change.reason for change in found.changes} == {"limit_changed"}
    assert found.limit_changes == ((dt.date(2025, 4, 1), 30, 40),)
    spec = agreement.build_changes(found, get_labels(store))
    said = " ".join(spec.explanation)
    assert "Ledtidsgränsen ändrades 2025-04-01" in said
    assert "procentenheter (95" not in said


def test_the_words_never_speak_of_development(store: Database) -> None:
    found = agreement.get_year_changes(store, "VG9", 2025)
    spec = agreement.build_changes(found, get_labels(store), own_code="12")
    said = " ".join((spec.finding, *spec.explanation)).replace("\u00a0", " ")
    assert "skillnaden mellan 2024 och 2025 är +15 procentenheter" in said
    assert "(95 % intervall" in said
    for word in ("ökat", "minskat", "ökning", "minskning", "förbättr", "försämr", "↑", "↓"):
        assert word not in said.casefold()
    (row,) = [row for row in spec.table.rows if row[0] == "Region Skåne"]
    assert row[1].replace("\u00a0", " ") == "75 % (30 av 40)"
    assert row[2].replace("\u00a0", " ") == "90 % (36 av 40)"
    assert row[3] == "+15"


def test_inclusion_is_of_all_svf_per_region_and_half_year(store: Database) -> None:
    found = agreement.get_inclusion(store)
    assert [period.key for period in found.periods] == ["2024-H1", "2024-H2", "2025-H1"]
    figures = {
        (row.region, period.key): (figure.numerator, figure.denominator)
        for row in found.rows
        for period, figure in zip(found.periods, row.figures, strict=True)
        if figure is not None and figure.value is not None
    }
    # Expected: (60 + 20) / 2 per half-year; started: all ends of the region, within or not.
    assert figures["12", "2024-H1"] == (46, 40.0)
    assert figures["12", "2025-H1"] == (46, 40.0)
    assert ("13", "2024-H1") not in figures
    spec = agreement.build_inclusion(found, get_labels(store), own_code="14")
    (row,) = [row for row in spec.table.rows if row[0] == "Region Halland"]
    assert row[-1].endswith("uppgift saknas")
    assert spec.bar_headings[0] == "Patientens hemregion"


def test_years_are_complete_ones_with_a_year_before_them(store: Database) -> None:
    assert agreement.list_years(store).known == (2025,)
    with Database.open(store.path.with_name("none.rccdesk"), create=True) as empty:
        assert agreement.list_years(empty).known == ()
        assert agreement.get_inclusion(empty).rows == ()
        import_events(empty, waits(6, 20, start="2025-02-05"), "2026-01-10")
        assert agreement.list_years(empty).known == ()  # 2025 is preliminary, and the first


def test_the_svf_of_the_agreement_are_in_the_catalogue(store: Database) -> None:
    names = {row.kva_prefix: row.name for row in catalogue.list_svf(store)}
    assert [names[svf] for svf in agreement.SVFS] == [
        "Bröstcancer",
        "Tjock- och ändtarmscancer",
        "Prostatacancer",
    ]
