"""New figures beyond the limits of those before: doubted as they come, never stopped."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from rccdesk.enums import Grain, Severity
from rccdesk.periods import list_periods
from rccdesk.services import doubt_words, doubts
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest, ImportResult, import_files
from tests.services.import_workbooks import write_csv

RULE = "jump_beyond_limits"
MONTHS = [p.key for p in list_periods(dt.date(2024, 1, 1), dt.date(2025, 12, 31), Grain.MONTH)]
STEADY = [24, 26, 25, 23, 27, 25] * 4  # of 40: 0.625, and limits of about 0.4 and 0.85


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("jumps") / "empty.rccdesk"
    Database.open(path, create=True).close()
    return path


@pytest.fixture
def database(empty_store: Path, tmp_path: Path) -> Iterator[Database]:
    path = Path(shutil.copyfile(empty_store, tmp_path / "test.rccdesk"))
    with Database.open(path) as database:
        yield database


def run(
    database: Database, folder: Path, figures: Sequence[tuple[int, int]], day: str
) -> ImportResult:
    rows = [("Period", "Enhet", "Täljare", "Nämnare")]
    rows += [(month, "Ek", x, n) for month, (x, n) in zip(MONTHS, figures, strict=False)]
    rows += [(month, "Asp", 25, 40) for month, _ in zip(MONTHS, figures, strict=False)]
    file = write_csv(folder / f"k_{day}.csv", rows)
    request = ImportRequest((file,), indicator="k", extract_date=dt.date.fromisoformat(day))
    return import_files(database, request)[-1]


def of_steady(count: int, *more: tuple[int, int]) -> list[tuple[int, int]]:
    return [*((x, 40) for x in STEADY[:count]), *more]


def test_a_new_month_beyond_the_limits_is_doubted(database: Database, tmp_path: Path) -> None:
    run(database, tmp_path, of_steady(14), "2026-02-01")
    assert doubts.list_doubts(database) == ()
    result = run(database, tmp_path, of_steady(14, (8, 40)), "2026-03-01")
    (doubt,) = doubts.list_doubts(database)
    assert (doubt.rule, doubt.value_key) == (RULE, "k|period=2025-03|unit=Ek")
    assert (doubt.values, doubt.cell) == ({"side": "below", "periods": 14}, "C16")
    assert doubt_words.sentence(doubt) == (
        "Värdet ligger under styrgränserna för de 14 perioderna före. "
        "Det kan vara en verklig förändring eller ett fel i filen."
    )
    (problem,) = (p for p in result.problems if p.code == RULE)
    assert (problem.severity, problem.count) == (Severity.WARNING, 1)
    # The next extract repeats the month: the doubt stands, and the new month is like the others.
    run(database, tmp_path, of_steady(14, (8, 40), (25, 40)), "2026-04-01")
    assert [(d.rule, d.value_key) for d in doubts.list_doubts(database)] == [
        (RULE, "k|period=2025-03|unit=Ek")
    ] * 2
    run(database, tmp_path, of_steady(16), "2026-05-01")  # mended in the source
    newest = max(row.batch_id for row in doubts.list_doubts(database)) + 1
    assert doubts.list_doubts(database, batch_id=newest) == ()


def test_of_a_first_file_only_the_newest_month_is_new(database: Database, tmp_path: Path) -> None:
    figures = of_steady(20, (38, 40))
    figures[4] = (8, 40)
    run(database, tmp_path, figures, "2026-02-01")
    (doubt,) = doubts.list_doubts(database)
    assert doubt.value_key == "k|period=2025-09|unit=Ek"
    assert doubt.values["side"] == "above"


@pytest.mark.parametrize(
    "figures",
    [
        of_steady(11, (8, 40)),  # too few before
        of_steady(14, (0, 9)),  # too few cases
        of_steady(14, (18, 40)),  # within the limits
    ],
    ids=["periods", "cases", "within"],
)
def test_no_doubt_without_reason(
    database: Database, tmp_path: Path, figures: list[tuple[int, int]]
) -> None:
    run(database, tmp_path, figures, "2026-02-01")
    assert doubts.list_doubts(database) == ()


def test_very_many_cases_and_plain_values_have_limits_from_their_own_spread(
    database: Database, tmp_path: Path
) -> None:
    wide = [(600 * x, 24_000) for x in STEADY[:14]]  # beyond binomial limits as a rule
    run(database, tmp_path, [*wide, (600 * 27, 24_000)], "2026-02-01")
    assert doubts.list_doubts(database) == ()
    days = [("Period", "Enhet", "Värde")]
    days += [(month, "Ek", 30 + x % 5) for month, x in zip(MONTHS[:13], STEADY, strict=False)]
    file = write_csv(tmp_path / "d.csv", [*days, (MONTHS[13], "Ek", 90)])
    request = ImportRequest((file,), indicator="d", extract_date=dt.date(2026, 2, 1))
    import_files(database, request)
    assert [d.value_key for d in doubts.list_doubts(database)] == ["d|period=2025-02|unit=Ek"]
