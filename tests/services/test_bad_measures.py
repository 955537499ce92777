"""Bad input behind the measures is said in words and judged by nobody; no command fails over it."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import io
import json
import re
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from rccdesk.cli import run as cli
from rccdesk.enums import BatchState, Topic
from rccdesk.models import ImportBatch, Indicator, Measurement
from rccdesk.services.charts import build
from rccdesk.services.database import Database
from rccdesk.services.indicators import IndicatorQuery, get_indicator
from rccdesk.services.labels import get_labels
from rccdesk.services.lead_times import LeadTimeQuery, get_lead_times
from rccdesk.services.series import SeriesQuery, get_series
from tests.services.lead_time_examples import import_events, import_expected, waits

ODD = ('Å|ä=ö "x"', "O'Brien; avd", "=1+1", "-2+3", "@SUM(A1)", "Övrig|unit=A")
MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]
COUNTS = ("period", "unit", "numerator", "denominator")
TABLES = {
    "odd": (COUNTS, [(m, u, 20 + i, 40 + i) for m in MONTHS for i, u in enumerate(ODD)]),
    "zero": (COUNTS, [("2025-Q1", "A", 0, 0), ("2025-Q2", "A", 5, 9), ("2025-Q2", "B", 0, 0)]),
    "values": (("period", "unit", "value"), [(m, u, 61) for m in MONTHS for u in "AB"]),
    "hidden": (COUNTS, [(m, u, 1, 3) for m in MONTHS for u in "AB"]),
    "long": (COUNTS, [(f"{y}-{m:02d}", "A", 20 + m, 40)
                      for y in range(1900, 2026) for m in range(1, 13)]),
}  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with odd indicators, and lead times with inclusions over and at a level."""
    path = tmp_path_factory.mktemp("dåliga mått") / "prov.rccdesk"
    with Database.open(path, create=True) as database:
        found = waits(40, 20, prefix="a", region="12", start="2025-03-03")
        found += waits(14, 40, prefix="b", region="14", start="2025-03-03")
        import_events(database, found, "2026-01-31")
        import_expected(database, [("VG9", code, "2025", 20.0) for code in ("12", "14")])
        for name, (head, rows) in TABLES.items():
            import_figures(database, name, [dict(zip(head, row, strict=True)) for row in rows])
    return path


def import_figures(database: Database, key: str, rows: Sequence[dict[str, Any]]) -> None:
    """Store figures as an import does, those too that it would skip."""
    with database.write(Topic.INDICATORS, act="history.act.example_imported") as session:
        session.add(Indicator(key=key, title=key, direction="higher"))
        batch = ImportBatch(
            imported_at=dt.datetime.fromisoformat("2026-02-01T12:00:00"),
            profile="aggregated", dataset=f"indicator:{key}", indicator=key,
            file_name="tabell.xlsx", file_sha256="0" * 64, sheet="Blad1", header_row=1,
            extract_date=dt.date(2026, 2, 1), first_day=dt.date(1900, 1, 1),
            last_day=dt.date(2025, 12, 31), state=BatchState.ACTIVE,
            covered_places=json.dumps(sorted({row["unit"] for row in rows})),
        )  # fmt: skip
        session.add(batch)
        session.flush()
        made = [
            {"batch_id": batch.batch_id, "indicator": key, "sheet": "Blad1", "row": number,
             "column": "C", **row}
            for number, row in enumerate(rows, start=2)
        ]  # fmt: skip
        session.execute(insert(Measurement), made)


def run(store: Path, *arguments: str, codes: Iterable[int]) -> str:
    """Return what a command prints; its exit code must be one of ``codes``, with one sentence."""
    out, said = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
        code = cli.main(["--store", str(store), *arguments])
    assert code in codes, (arguments, code, said.getvalue())
    if code:
        assert "Traceback" not in said.getvalue()
        lines = [line for line in said.getvalue().splitlines() if line[:1].strip()]
        sentences = [line for line in lines if not line.startswith("usage:")]
        assert len(sentences) == 1 and sentences[0].endswith((".", "hjälp.")), sentences
    return out.getvalue()


GOAL = ("series", "--goal", "svf_lead_time")
REFUSED = (
    ("series", "--indicator", 'å|="'),
    (*GOAL, "--group", "g"),
    (*GOAL, "--baseline", "2031-01:2031-12"),
    (*GOAL, "--snapshot", "9" * 30),
    ("series", "--goal", "to_recommendation"),
    ("series", "--goal", "svf_inclusion", "--chart", "funnel"),
    ("series", "--indicator", "values", "--unit", "A", "--chart", "p"),
    ("series", "--indicator", "hidden", "--baseline", "2025-01:2025-06"),
    ("series", "--indicator", "odd", "--svf", "VG9"),
    ("series", "--indicator", "odd", "--grain", "year"),
    ("lead-times", "--goal", "svf_inclusion", "--by", "sex"),
    ("imports", "undo", "9" * 30),
    ("origin", "svf_lead_time|svf=VG9|=|"),
)
WRONG = (
    ("series",),
    ("series", "--goal", "okänt"),
    (*GOAL, "--chart", "pie"),
    (*GOAL, "--period", "2026-12:2025-01"),
    (*GOAL, "--baseline", "2025-12:2025-01"),
    (*GOAL, "--snapshot", "-5"),
    ("mapping75", "--period", "2025-13"),
    ("mapping75", "--format", "xlsx"),
    ("lead-times", "--by", "period,start_period"),
    ("lead-times", "--by", "svf,svf"),
    ("indicators", "--by", "okänt"),
)
ANSWERED = (
    (*GOAL, "--svf", 'ZZZ|x="å'),
    (*GOAL, "--unit", 'O\'Brien|="å'),
    (*GOAL, "--period", "0001-01:9999-12"),
    ("lead-times", "--goal", "svf_inclusion", "--by", "svf,region,period", "--grain", "month",
     "--period", "0001-01:9999-12"),
    ("lead-times", "--by", "period", "--grain", "month", "--period", "9999"),
    ("mapping75", "--region", 'finns|="inte', "--period", "9999"),
    ("series", "--indicator", "odd", "--unit", ODD[0]),
    ("series", "--indicator", "odd", "--chart", "funnel"),
    ("series", "--indicator", "zero", "--chart", "p"),
    ("series", "--indicator", "zero", "--chart", "funnel"),
    ("series", "--indicator", "hidden", "--chart", "xmr"),
    ("series", "--indicator", "long", "--json"),
    ("indicators", "--indicator", "odd", "--format", "csv"),
    ("origin", f"odd|unit={ODD[0]}|period=2025-01"),
)  # fmt: skip


def test_what_cannot_be_done_is_said_in_one_sentence(path: Path) -> None:
    for command in REFUSED:
        run(path, *command, codes=(1,))
    for command in WRONG:
        run(path, *command, codes=(2,))


def test_what_is_odd_is_answered(path: Path) -> None:
    for command in ANSWERED:
        assert run(path, *command, codes=(0,))


def test_an_empty_store_answers_or_refuses(tmp_path: Path) -> None:
    store = tmp_path / "tom.rccdesk"
    Database.open(store, create=True).close()
    for command in (
        GOAL,
        ("series", "--indicator", "hpv_coverage_1994_1999"),
        ("series", "--goal", "start_within_21_days"),
        ("mapping75", "--period", "rolling-12"),
        ("lead-times", "--by", "svf"),
    ):
        run(store, *command, "--json" if command[0] == "mapping75" else "--lang=sv", codes=(0, 1))


def written(path: Path, folder: Path, *statements: str) -> Path:
    """Return a copy of the store in which another program has written."""
    copy = folder / "kopia.rccdesk"
    shutil.copy(path, copy)
    with contextlib.closing(sqlite3.connect(copy)) as raw, raw:
        for statement in statements:
            raw.execute(statement)
    return copy


def test_an_unknown_direction_judges_nothing(path: Path, tmp_path: Path) -> None:
    copy = written(
        path, tmp_path,
        "UPDATE indicator SET direction = 'uppåt' WHERE key = 'odd'",
        "INSERT INTO indicator_level (indicator_uuid, value, name, valid_from, valid_to, source,"
        " is_own, uuid, revision, owner, svf, unit) SELECT uuid, 70.0, 'nivå', NULL, NULL, '', 0,"
        " 'u1', 1, '', '', '' FROM indicator WHERE key = 'odd'",
    )  # fmt: skip
    shape = json.loads(run(copy, "indicators", "--indicator", "odd", "--json", codes=(0,)))
    assert shape["direction"] == "neutral"
    assert {row["level_met"] for row in shape["rows"]} == {None}
    assert shape["levels"][0]["value"] == 0.7  # 70 of a share is 70 %
    with Database.open(copy) as database:
        table = get_indicator(database, IndicatorQuery("odd", by=("unit",)))
        spec = build.build_comparison(table, get_labels(database))
        series = get_series(database, SeriesQuery("odd", unit=ODD[0]))
    said = " ".join([spec.finding, *(bar.spoken for bar in spec.bars), str(spec.table.rows)])
    assert not re.search("ppnått|kvar till|fler av", said)
    assert series.assurance == "none" and series.variation in ("neutral", "common_cause")


@pytest.mark.parametrize("target", ["80.0", "0.8"])
def test_a_target_of_80_or_08_is_the_same_target(path: Path, tmp_path: Path, target: str) -> None:
    copy = written(path, tmp_path, f"UPDATE goal_model SET target = {target}")
    with Database.open(copy) as database:
        table = get_lead_times(database, LeadTimeQuery(by=("region",)))
    assert table.levels[0].value == 0.8
    assert [(row.get("region"), row.met) for row in table.rows] == [("12", True), ("14", False)]


def test_an_inclusion_over_100_percent_is_told_and_doubted(path: Path) -> None:
    command = ("lead-times", "--goal", "svf_inclusion", "--by", "region", "--period", "2025")
    rows = json.loads(run(path, *command, "--json", codes=(0,)))["rows"]
    over, at_the_level = rows
    assert over["proportion"] == 2.0 and over["ci_low"] is None
    assert "inclusion_over_100" in over["doubts"]
    # 20 a year are 1.66… a month, and twelve of them a little more than 20 as floats add up
    assert (at_the_level["denominator"], at_the_level["proportion"]) == (20, 0.7)
    assert at_the_level["met"] and at_the_level["needed_more"] == 0
    assert at_the_level["representative"] and not at_the_level["doubts"]
    with Database.open(path) as database:
        table = get_lead_times(
            database, LeadTimeQuery("svf_inclusion", by=("region",), period="2025")
        )
        spec = build.build_comparison(table, get_labels(database))
    said = json.dumps(dataclasses.asdict(spec), default=str, ensure_ascii=False)
    assert "Inklusionen är över 100\u00a0% för Region Skåne" in said.replace(" %", "\u00a0%")


def test_a_zero_denominator_has_no_figure_and_no_tone(path: Path) -> None:
    shape = json.loads(run(path, "indicators", "--indicator", "zero", "--json", codes=(0,)))
    empty = [row for row in shape["rows"] if row["denominator"] in (0, None)]
    assert all(row["value"] is None and row["level_met"] is None for row in empty)
