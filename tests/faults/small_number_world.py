"""A store with a few patients whose waits no other number can be, and all that leaves it.

Four patients of one region waited 3571, 3583, 3593 and 3607 days: days, quartiles and mean of
theirs are the marks to be looked for. Twelve of another region, who must be hidden with them,
waited about 2711. An indicator has a mark for four cases as well.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from rccdesk.cli import run as cli
from rccdesk.enums import BatchState, Grain, Topic
from rccdesk.models import ImportBatch, Indicator, Measurement
from rccdesk.services import agreement, improvements, indicators, lead_times, mapping75
from rccdesk.services.agreement import charts as agreement_charts
from rccdesk.services.analyses.candidates import list_candidates
from rccdesk.services.analyses.model import AnalysisKey
from rccdesk.services.charts import build
from rccdesk.services.charts.spec import ChartSpec
from rccdesk.services.charts.svg import chart_svg
from rccdesk.services.charts.workbook import chart_workbook
from rccdesk.services.database import Database
from rccdesk.services.equity import make_gap
from rccdesk.services.indicators import IndicatorQuery
from rccdesk.services.labels import get_labels
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.mapping75 import MappingQuery
from rccdesk.services.mapping75.workbook import workbook_bytes
from rccdesk.services.packs.content import PackRequest, make_pack
from rccdesk.services.series import SeriesQuery, get_series, make_series
from tests.services.lead_time_examples import Event, import_events, import_expected, wait, waits

FEW = (3571, 3583, 3593, 3607)
WITH_THEM = tuple(range(2711, 2711 + 12))
SMALL, BESIDE = "24", "10"  # the regions of the few, and of those who are hidden with them
INDICATOR = "vantetid_prov"
INDICATOR_MARK = 3571.25
_BEFORE, _AFTER = r"(?<![0-9a-fA-F#])(?<!\d[.,])", r"(?![0-9a-fA-F])"
_FEW = r"3[  .]?(?:5[4-9]\d|60[0-7])"  # their days, those beyond the limit of 28, means
_WITH_THEM = r"2[  .]?(?:6[89]\d|7[12]\d)"
MARKS = re.compile(f"{_BEFORE}(?:{_FEW}|{_WITH_THEM}){_AFTER}")


def events() -> list[Event]:
    """Return the pathways: two large regions, one of twelve, one of four (all men)."""
    found: list[Event] = []
    for month in range(1, 13):
        for region, count in (("12", 12 if month < 12 else 90), ("14", 11)):
            day = f"2025-{month:02d}-03"
            for place, days in enumerate((12, 20, 27, 40)):
                size = count // 4 + (place < count % 4)
                prefix = f"{region}{month}"
                found += waits(size, days, prefix=prefix, start=day, region=region, sex="female",
                               age_group="65-79", home_region=region)  # fmt: skip
    for days, region, sex in [(d, BESIDE, "female") for d in WITH_THEM] + [
        (d, SMALL, "male") for d in FEW
    ]:
        start = dt.date(2025, 12, 12) - dt.timedelta(days=days)
        found += wait(f"{region}-{days}", days, start=start.isoformat(), region=region, sex=sex,
                      age_group="80+", home_region=region)  # fmt: skip
    # One in time, so that the hidden ones together are neither all nor none.
    found += wait(f"{BESIDE}-20", 20, start="2025-11-03", region=BESIDE, sex="female",
                  age_group="80+", home_region=BESIDE)  # fmt: skip
    return found


def make_store(path: Path) -> None:
    """Make the store."""
    with Database.open(path, create=True) as database:
        import_events(database, events(), "2026-03-01")
        import_expected(
            database,
            [("VG9", code, "2025", 200.0 if code in ("12", "14") else 20.0)
             for code in ("12", "14", SMALL, BESIDE)],
        )  # fmt: skip
        figures = {"12": (31.5, 140), "14": (28.25, 120), SMALL: (INDICATOR_MARK, 4)}
        with database.write(Topic.INDICATORS, act="history.act.example_imported") as session:
            session.add(
                Indicator(
                    key=INDICATOR, title="Väntetid", direction="lower", unit_of_measure="days"
                )
            )
            batch = ImportBatch(
                imported_at=dt.datetime.fromisoformat("2026-02-01T12:00:00"),
                profile="aggregated", dataset=f"indicator:{INDICATOR}", indicator=INDICATOR,
                file_name="tabell.xlsx", file_sha256="0" * 64, sheet="Blad1", header_row=1,
                extract_date=dt.date(2026, 2, 1), first_day=dt.date(2025, 1, 1),
                last_day=dt.date(2025, 12, 31), covered_places=json.dumps(sorted(figures)),
                state=BatchState.ACTIVE,
            )  # fmt: skip
            session.add(batch)
            session.flush()
            for number, (unit, (value, count)) in enumerate(figures.items()):
                session.add(
                    Measurement(
                        batch_id=batch.batch_id, indicator=INDICATOR, period="2025", unit=unit,
                        denominator=float(count), value=value, sheet="Blad1", row=number + 2,
                        column="C",
                    )
                )  # fmt: skip
        causes = mapping75.list_causes(database)
        if causes:
            mapping75.record_causes(
                database, "12", "VG9", "2025", [mapping75.CauseCount(causes[0].key, 0, "")]
            )


# What leaves the program -----------------------------------------------------------------------

COMMANDS = (
    ("lead-times",),
    ("lead-times", "--by", "region"),
    ("lead-times", "--by", "region,sex"),
    ("lead-times", "--by", "home_region,age_group"),
    ("lead-times", "--by", "region,period", "--grain", "quarter"),
    ("lead-times", "--by", "period", "--grain", "month"),
    ("lead-times", "--by", "svf,region", "--period", "2025"),
    ("lead-times", "--region", SMALL),
    ("lead-times", "--region", SMALL, "--by", "start_period", "--grain", "year"),
    ("indicators", "--indicator", INDICATOR),
    ("mapping75",),
    ("mapping75", "--period", "2025"),
)  # fmt: skip
SERIES = (
    ("series", "--goal", "svf_lead_time", "--region", SMALL),
    ("series", "--goal", "svf_lead_time", "--svf", "VG9", "--grain", "quarter"),
    ("series", "--goal", "svf_lead_time", "--chart", "funnel"),
    ("series", "--indicator", INDICATOR, "--unit", SMALL),
    ("origin", f"svf_lead_time|region={SMALL}"),
    ("origin", f"{INDICATOR}|unit={SMALL}|period=2025"),
)


def run(store: Path, *arguments: str) -> str:
    """Return what a command prints; its exit code must be 0."""
    out, said = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
        code = cli.main(["--store", str(store), *arguments])
    assert code == 0, (arguments, said.getvalue())
    return out.getvalue() + said.getvalue()


def from_the_command_line(store: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """Give all that the commands print and write, by command."""
    for command in COMMANDS:
        yield " ".join(command), run(store, *command, "--json")
    for command in (COMMANDS[1], COMMANDS[-3], COMMANDS[-1]):  # one of each kind of table
        yield " ".join((*command, "csv")), run(store, *command, "--format", "csv")
        target = folder / "tabell.xlsx"
        run(store, *command, "--format", "xlsx", "--out", str(target))
        yield " ".join((*command, "xlsx")), unpacked(target.read_bytes())
    for command in SERIES:
        yield " ".join(command), run(store, *command, "--json")
    yield " ".join((*SERIES[0], "words")), run(store, *SERIES[0])


def tables(database: Database) -> Iterator[tuple[str, object]]:
    """Give every published answer of the services."""
    query = LeadTimeQuery(svf=("VG9",), by=("region",))
    yield "summary", lead_times.get_summary(database, LeadTimeQuery())
    yield "summary of the few", lead_times.get_summary(database, LeadTimeQuery(region=(SMALL,)))
    for region in ((), (SMALL,)):
        asked = LeadTimeQuery(svf=("VG9",), region=region)
        yield "goals", [f.table_row for f in lead_times.compare_goals(database, asked)]
        yield (
            "overtime",
            lead_times.get_overtime(database, dataclasses.replace(asked, by=("region",))),
        )
        yield "years", lead_times.get_year_changes(database, asked, (2024, 2025))
    few = LeadTimeQuery(svf=("VG9",), region=(SMALL,))
    yield "distribution", lead_times.get_distribution(database, few)
    cases = lead_times.list_cases(database, LeadTimeQuery(region=(SMALL,)))
    yield "cases of the few", cases
    yield (
        "overtime by sex",
        lead_times.get_overtime(database, dataclasses.replace(query, by=("sex",))),
    )
    yield "agreement", agreement.get_year_changes(database, "VG9", 2025)
    yield "inclusion", agreement.get_inclusion(database)
    yield "mapping", mapping75.get_mapping(database, MappingQuery())
    yield "series", get_series(database, SeriesQuery("svf_lead_time", region=(SMALL,)))
    yield "indicator", indicators.get_indicator(database, IndicatorQuery(INDICATOR))
    yield "levels", indicators.get_levels_reached(database, INDICATOR)
    for area, regions in ((SMALL, (SMALL,)), ("", ())):
        key = AnalysisKey(("VG9",), area, "2025")
        yield "figures for an analysis", list_candidates(database, key, regions)
    yield "areas to improve", improvements.list_improvements(database)


def charts(database: Database) -> Iterator[tuple[str, ChartSpec]]:
    """Give a chart of every kind that may be drawn of them."""
    labels = get_labels(database)

    def table(*by: str, **more: object) -> object:
        return lead_times.get_lead_times(
            database,
            LeadTimeQuery(svf=("VG9",), by=by, **more),  # type: ignore[arg-type]
        )

    by_region = table("region")
    yield "bars", build.build_comparison(by_region, labels)
    yield "bars by sex", build.build_comparison(table("sex"), labels)
    yield "funnel", build.build_funnel(by_region, labels, own_code=SMALL)
    months = table("period", grain=Grain.MONTH)
    yield "trend", build.build_trend(months, labels, series=make_series(months))
    by_quarter = table("region", "period", grain=Grain.QUARTER)
    yield "heat map", build.build_heatmap(by_quarter, labels, row_field="region")
    yield "lines", build.build_lines(by_quarter, labels, field="region", own_code=SMALL)
    by_sex = table("sex", "period", grain=Grain.QUARTER)
    yield "gap", build.build_gap(make_gap(by_sex, "sex"), labels)
    query = LeadTimeQuery(svf=("VG9",), by=("region",))
    yield "overtime", build.build_overtime(lead_times.get_overtime(database, query), labels)
    few = LeadTimeQuery(svf=("VG9",), region=(SMALL,))
    yield "ecdf of the few", build.build_ecdf(lead_times.get_distribution(database, few), labels)
    yield (
        "histogram of the few",
        build.build_histogram(lead_times.get_distribution(database, few), labels),
    )
    found = agreement.get_year_changes(database, "VG9", 2025)
    yield "agreement", agreement_charts.build_changes(found, labels)
    indicator = indicators.get_indicator(database, IndicatorQuery(INDICATOR, by=("unit",)))
    yield "indicator", build.build_comparison(indicator, labels)


def forms(spec: ChartSpec) -> Iterator[tuple[str, str]]:
    """Give a chart in every form: data with the words of its marks, drawing, workbook."""
    yield "spec", json.dumps(dataclasses.asdict(spec), default=str, ensure_ascii=False)
    yield "svg", re.sub(r'(?<=[=" ,])-?\d+\.\d+(?=[" ,])', "", chart_svg(spec))
    yield "workbook", unpacked(chart_workbook(spec))


def packs(database: Database, folder: Path) -> Iterator[tuple[str, str]]:
    """Give the texts of a pack in both formats: chart workbooks, notes and alt texts too."""
    request = PackRequest("steering", folder, svf=("VG9",), period="2025")
    for file in make_pack(database, request).files:
        content = Path(file.path).read_bytes()
        yield file.format, unpacked(content) if file.format == "pptx" else inflated(content)
    yield "kept pack", json.dumps(_kept_packs(database), ensure_ascii=False)


def mapping_workbook(database: Database) -> str:
    table = mapping75.get_mapping(database, MappingQuery(period="2025"))
    return unpacked(workbook_bytes(table, get_labels(database)))


def _kept_packs(database: Database) -> list[str]:
    from sqlalchemy import text

    with database.read() as session:
        return [str(row) for row in session.execute(text("SELECT content FROM pack"))]


def unpacked(content: bytes) -> str:
    """Return all texts of a container and of the workbooks inside it, without sizes and places."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            data = parts.read(name)
            if name.endswith((".xlsx", ".docx")):
                found.append(unpacked(data))
            elif name.endswith((".xml", ".rels")):
                words = data.decode("utf-8")
                # Only what stands between tags or in names and descriptions is text.
                found += re.findall(r">([^<>]+)<", words)
                found += re.findall(r'\b(?:name|descr|title|v|formatCode)="([^"]*)"', words)
    return "\n".join(found)


def inflated(content: bytes) -> str:
    """Return what a PDF's streams hold; its text layer is set in hexadecimal of its fonts."""
    found = []
    for match in re.finditer(rb"stream\r?\n", content):
        with contextlib.suppress(zlib.error):
            found.append(zlib.decompressobj().decompress(content[match.end() :]).decode("latin-1"))
    return "\n".join(found)
