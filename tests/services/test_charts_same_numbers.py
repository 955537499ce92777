"""Every kind of chart by every renderer shows the same numbers, and none that is hidden."""

from __future__ import annotations

import dataclasses
import io
import itertools
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from rccdesk.services.charts import build
from rccdesk.services.charts.heatmap import TONES
from rccdesk.services.charts.look import PAGE
from rccdesk.services.charts.spec import ChartKind, ChartSpec
from rccdesk.services.charts.svg import chart_svg, plot_svg
from rccdesk.services.charts.workbook import chart_workbook, read_number, write_chart_workbook
from rccdesk.services.equity import make_gap
from rccdesk.services.publishing import Hidden, PublishableRow, PublishableTable, hide_row
from rccdesk.services.series import make_series
from rccdesk.services.tokens import load_colours
from tests.services.chart_kinds import (
    all_kinds,
    distribution_table,
    figure,
    heat_table,
    monthly_table,
    overtime_table,
    parts_table,
)
from tests.services.chart_tables import LABELS, comparison_table, trend_table
from tests.services.test_charts_svg import SVG

KINDS = all_kinds()
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
COLOURS = load_colours()


@pytest.fixture(scope="module")
def specs() -> dict[str, ChartSpec]:
    return {name: make() for name, make in KINDS.items()}


@pytest.fixture(scope="module")
def books(specs: dict[str, ChartSpec]) -> dict[str, bytes]:
    return {name: chart_workbook(spec) for name, spec in specs.items()}


def drawn_values(spec: ChartSpec) -> list[tuple[float, str]]:
    """Return every value that a chart draws, with its text."""
    found = [(bar.value, bar.value_text) for bar in spec.bars]
    found += [(p.value, p.value_text) for p in spec.points if spec.kind is ChartKind.TREND]
    found += [(dot.value, dot.value_text) for dot in spec.dots]
    found += [(cell.value, cell.value_text) for cell in spec.cells]
    found += [
        (part, words)
        for stack in spec.stacks
        for part, words in zip(stack.parts, stack.part_texts, strict=True)
        if words != ".."
    ]
    found += [(stage.median, stage.value_text.removesuffix(" dagar")) for stage in spec.stages]
    found += [
        pair for line in spec.lines for pair in zip(line.values, line.value_texts, strict=True)
    ]
    found += [(float(one.count), str(one.count)) for one in spec.bins]
    found += [(step.share, f"{round(step.share * 100)}\u00a0%") for step in spec.steps]
    return [(value, words) for value, words in found if value is not None]


def test_every_kind_of_chart_is_here() -> None:
    assert {make().kind for make in KINDS.values()} == set(ChartKind)


@pytest.mark.parametrize("name", KINDS)
def test_the_table_repeats_every_number_that_is_drawn(
    name: str, specs: dict[str, ChartSpec]
) -> None:
    spec = specs[name]
    assert drawn_values(spec)
    cells = [cell for row in spec.table.rows for cell in row]
    words = {part for cell in cells for part in (cell, *re.split(r"[ (*)]+", cell))}
    for _value, shown in drawn_values(spec):
        assert shown in words, shown


@pytest.mark.parametrize("name", KINDS)
def test_a_text_is_its_value(name: str, specs: dict[str, ChartSpec]) -> None:
    for value, words in drawn_values(specs[name]):
        read = read_number(words)
        assert read is not None, words
        decimals = len(read[1].removesuffix(" %").partition(".")[2])
        step = 10.0**-decimals / (100 if words.endswith("%") else 1)
        assert abs(read[0] - value) <= step / 2 + 1e-9, words


@pytest.mark.parametrize("name", KINDS)
def test_a_sentence_says_no_share_that_the_table_lacks(
    name: str, specs: dict[str, ChartSpec]
) -> None:
    spec = specs[name]
    shares = re.compile(r"\d+(?:,\d+)?\u00a0%")
    known = {"95\u00a0%", "99,8\u00a0%", "80\u00a0%", "70\u00a0%", "75\u00a0%", "100\u00a0%"}
    known |= {found for row in spec.table.rows for cell in row for found in shares.findall(cell)}
    finding = shares.findall(spec.finding.replace("99,8\u00a0%-", ""))
    # The figure of a sentence has the decimals of its own n: compare whole per cents.
    whole = {round(float(each[:-2].replace(",", "."))) for each in known}
    assert {round(float(each[:-2].replace(",", "."))) for each in finding} <= whole


# Drawings ------------------------------------------------------------------------------------


def elements(spec: ChartSpec, tag: str) -> Iterator[ET.Element]:
    return ET.fromstring(plot_svg(spec, PAGE)).iter(f"{SVG}{tag}")


def numbers(node: ET.Element, *names: str) -> tuple[float, ...]:
    return tuple(float(node.get(name, "0")) for name in names)


def path(node: ET.Element) -> list[tuple[float, float]]:
    pairs = (pair.split(",") for pair in node.get("points", "").split())
    return [(float(x), float(y)) for x, y in pairs]


def assert_affine(places: list[float], values: list[float]) -> None:
    """The places on the paper lie as the values do."""
    low, high = values.index(min(values)), values.index(max(values))
    scale = (places[high] - places[low]) / (values[high] - values[low])
    for place, value in zip(places, values, strict=True):
        assert place - places[low] == pytest.approx(scale * (value - values[low]), abs=0.05)


@pytest.mark.parametrize("name", ["trend", "control", "gap"])
def test_points_of_a_trend_lie_where_their_values_are(
    name: str, specs: dict[str, ChartSpec]
) -> None:
    spec = specs[name]
    values = [point.value for point in spec.points if point.value is not None]
    assert_affine([numbers(n, "cy")[0] for n in elements(spec, "circle")], values)
    if spec.is_share:
        grid = [
            path(n)[0][1] for n in elements(spec, "polyline") if n.get("stroke") == COLOURS["grid"]
        ]
        zero = next(
            path(n)[0][1] for n in elements(spec, "polyline") if n.get("stroke") == COLOURS["axis"]
        )
        found = [
            (zero - numbers(n, "cy")[0]) / (zero - min(grid)) for n in elements(spec, "circle")
        ]
        assert found == pytest.approx(values, abs=0.001)


def test_limits_and_centre_lie_where_their_values_are(specs: dict[str, ChartSpec]) -> None:
    spec = specs["control"]
    lines = [path(n) for n in elements(spec, "polyline") if n.get("stroke") == COLOURS["none"]]
    heights = sorted({y for line in lines for _x, y in line})
    values = {point.lower for point in spec.points} | {point.upper for point in spec.points}
    values |= {phase.centre for phase in spec.phases}
    expected = sorted((value for value in values if value is not None), reverse=True)
    distinct = [expected[0]]
    distinct += [b for a, b in itertools.pairwise(expected) if a - b > 1e-5]
    assert_affine(heights, distinct)


def test_dots_of_a_funnel_lie_at_their_count_and_share(specs: dict[str, ChartSpec]) -> None:
    spec = specs["funnel"]
    shown = sorted(
        (dot.count, dot.value)
        for dot in spec.dots
        if dot.count is not None and dot.value is not None
    )
    places = sorted(numbers(node, "cx", "cy") for node in elements(spec, "circle"))
    assert_affine([x for x, _y in places], [float(count) for count, _value in shown])
    assert_affine([y for _x, y in places], [value for _count, value in shown])


def test_the_curve_rises_where_its_steps_are(specs: dict[str, ChartSpec]) -> None:
    spec = specs["ecdf"]
    curve = max((path(n) for n in elements(spec, "polyline")), key=len)
    corners = [(0.0, 0.0)]
    for step in spec.steps:
        corners += [(float(step.days), corners[-1][1]), (float(step.days), step.share)]
    assert_affine([x for x, _y in curve[:-1]], [days for days, _share in corners])
    assert_affine([y for _x, y in curve[:-1]], [share for _days, share in corners])


def test_cells_of_a_heat_map_have_the_tone_of_their_value(specs: dict[str, ChartSpec]) -> None:
    spec = specs["heatmap"]
    tints = [n for n in elements(spec, "rect") if n.get("fill-opacity")]
    shown = [cell for cell in spec.cells if cell.value is not None]
    found = [float(node.get("fill-opacity", "0")) for node in tints[: len(shown)]]
    assert found == [TONES[min(4, int((cell.value or 0) * 5))] for cell in shown]
    texts = [node.text for node in elements(spec, "text")]
    assert all(texts.count(cell.value_text) for cell in shown)


def test_stacked_parts_are_as_wide_as_their_shares(specs: dict[str, ChartSpec]) -> None:
    spec = specs["overtime"]
    tints = [n for n in elements(spec, "rect") if n.get("fill-opacity")][len(spec.part_labels) :]
    shares = [part for stack in spec.stacks for part in stack.parts if part > 0]
    widths = [numbers(node, "width")[0] for node in tints]
    assert [w / max(widths) for w in widths] == pytest.approx(
        [share / max(shares) for share in shares], abs=0.002
    )
    assert all(sum(stack.parts) == pytest.approx(1) for stack in spec.stacks if stack.parts)


@pytest.mark.parametrize(("name", "size"), [("stages", "width"), ("histogram", "height")])
def test_bars_are_as_long_as_their_values(
    name: str, size: str, specs: dict[str, ChartSpec]
) -> None:
    spec = specs[name]
    solid = (COLOURS["bar"], COLOURS["all"])
    lengths = [numbers(n, size)[0] for n in elements(spec, "rect") if n.get("fill") in solid]
    values = [one.height for one in spec.bins]
    values += [stage.median for stage in spec.stages if stage.median is not None]
    assert [length / max(lengths) for length in lengths] == pytest.approx(
        [value / max(values) for value in values], abs=0.005
    )


def test_every_line_lies_where_its_values_are(specs: dict[str, ChartSpec]) -> None:
    spec = specs["lines"]
    own = next(line for line in spec.lines if line.is_own)
    drawn = [path(n) for n in elements(spec, "polyline") if n.get("stroke") == COLOURS["pri"]]
    places = dict(point for line in drawn for point in line)
    assert_affine([places[x] for x in sorted(places)], [v for v in own.values if v is not None])


# Workbooks -----------------------------------------------------------------------------------


def chart_columns(book: bytes) -> list[list[float]]:
    """Return the cells that the native chart's series draw, without empty ones."""
    sheets = openpyxl.load_workbook(io.BytesIO(book))
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        charts = [parts.read(name) for name in parts.namelist() if "charts/chart" in name]
    found = []
    for chart in charts:
        root = ET.fromstring(chart)
        for values in (*root.iter(f"{CHART}val"), *root.iter(f"{CHART}yVal")):
            formula = next(values.iter(f"{CHART}f")).text or ""
            sheet, _, cells = formula.partition("!")
            area = sheets[sheet.strip("'")][cells.replace("$", "")]
            rows = area if isinstance(area, tuple) else ((area,),)
            found.append([cell.value for row in rows for cell in row if cell.value is not None])
    return found


def native_values(spec: ChartSpec) -> list[list[float]]:  # noqa: PLR0911 - one way a kind
    """Return what the series of a native chart must hold, one list of numbers each."""
    if spec.kind is ChartKind.BARS:
        return [[bar.value for bar in spec.bars if bar.value is not None]]
    if spec.kind is ChartKind.TREND:
        settled = [p.value for p in spec.points if p.value is not None and not p.preliminary]
        limits = [[p.lower for p in spec.points if p.lower is not None]] if spec.phases else []
        limits += [[p.upper for p in spec.points if p.upper is not None]] if spec.phases else []
        return [settled, *limits]
    if spec.kind is ChartKind.HISTOGRAM:
        return [[one.height for one in spec.bins]]
    if spec.kind is ChartKind.FUNNEL:
        limits = [[limit.low_95 for limit in spec.funnel_limits]]
        limits += [[limit.high_998 for limit in spec.funnel_limits]]
        return [[dot.value for dot in spec.dots if dot.value is not None], *limits]
    if spec.kind is ChartKind.OVERTIME:
        rows = [stack.parts for stack in spec.stacks if stack.parts]
        return [list(column) for column in zip(*rows, strict=True)]
    if spec.kind is ChartKind.STAGES:
        return [[stage.median for stage in spec.stages if stage.median is not None]]
    if spec.kind is ChartKind.LINES:
        return [[value for value in line.values if value is not None] for line in spec.lines]
    return []


@pytest.mark.parametrize("name", KINDS)
def test_the_native_chart_draws_the_unrounded_numbers(
    name: str, specs: dict[str, ChartSpec], books: dict[str, bytes]
) -> None:
    spec, found = specs[name], chart_columns(books[name])
    if spec.kind is ChartKind.HEATMAP:
        sheet = openpyxl.load_workbook(io.BytesIO(books[name])).worksheets[0]
        there = sorted(
            {c.value for row in sheet.iter_rows() for c in row if c.value and c.data_type == "n"}
        )
        drawn = sorted({cell.value for cell in spec.cells if cell.value is not None})
        assert there == pytest.approx(drawn, rel=1e-14)
        return
    if spec.kind is ChartKind.ECDF:
        assert sorted(set(found[0])) == sorted({0.0, *(step.share for step in spec.steps)})
        return
    for column in native_values(spec):
        # A workbook keeps sixteen digits.
        assert any(column == pytest.approx(each, rel=1e-14) for each in found)


@pytest.mark.parametrize("name", KINDS)
def test_the_sheet_of_numbers_repeats_the_table(
    name: str, specs: dict[str, ChartSpec], books: dict[str, bytes]
) -> None:
    table = specs[name].table
    sheet = openpyxl.load_workbook(io.BytesIO(books[name])).worksheets[1]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    start = next(n for n, row in enumerate(rows) if row[0] == table.columns[0].title) + 1
    for cells, row in zip(table.rows, rows[start:], strict=False):
        for column, (words, written) in enumerate(zip(cells, row, strict=False)):
            if isinstance(written, str):
                assert written.rstrip(" ◆◇") == words.rstrip(" ◆◇")
            else:
                read = read_number(words)
                assert table.columns[column].numeric
                assert read is not None
                assert written == pytest.approx(read[0])


@pytest.mark.parametrize("name", KINDS)
def test_every_sheet_is_marked_as_example_and_says_what_it_is(
    name: str, specs: dict[str, ChartSpec], books: dict[str, bytes]
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(books[name]))
    assert book.sheetnames == ["Diagram", "Uppgifter", "Om"]
    for sheet in book.worksheets:
        first = [cell.value for row in sheet.iter_rows(max_row=3) for cell in row]
        assert specs[name].title in first
        assert "EXEMPELDATA" in first
    about = [cell.value for row in book["Om"].iter_rows() for cell in row]
    spec = specs[name]
    for words in (spec.subtitle, spec.finding, *spec.explanation, *spec.foot):
        assert words in about


def test_names_never_become_formulas(tmp_path: Path) -> None:
    names = {"region": {f"X{n}": f'=HYPERLINK("http://x","{n}")' for n in range(1, 8)}}
    labels = dataclasses.replace(LABELS, names=names)
    target = tmp_path / "a.xlsx"
    spec = build.build_funnel(comparison_table(), labels, own_code="X5")
    write_chart_workbook(spec, target)
    for sheet in openpyxl.load_workbook(target).worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    with zipfile.ZipFile(target) as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
    assert not re.search(r"<c:f>[^<]*HYPERLINK", chart)


# Hidden figures ------------------------------------------------------------------------------

MARKER = (30517, 70919)
TRACES = ("30517", "70919", "30\u00a0517", "70\u00a0919", "0.43030", "43,03", "43.030")


def everything(spec: ChartSpec) -> str:
    """Return all that any renderer makes of a chart."""
    with zipfile.ZipFile(io.BytesIO(chart_workbook(spec))) as parts:
        sheets = "".join(
            parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")
        )
    return "".join((spec.to_json(), chart_svg(spec), sheets))


def marked(fields: tuple[tuple[str, str], ...], *, hidden: bool) -> PublishableRow:
    row = figure(*MARKER, fields)
    return hide_row(row, Hidden.SECONDARY) if hidden else row


def with_row(table: PublishableTable, row: PublishableRow) -> PublishableTable:
    kept = [one for one in table.rows if one.fields != row.fields]
    return dataclasses.replace(table, rows=(*kept, row))


def _by_period(*, hidden: bool) -> PublishableTable:
    return with_row(monthly_table(), marked((("period", "2025-03"),), hidden=hidden))


def _control(*, hidden: bool) -> ChartSpec:
    table = _by_period(hidden=hidden)
    return build.build_trend(table, LABELS, series=make_series(table))


def _gap(*, hidden: bool) -> ChartSpec:
    rows = (
        marked((("sex", "female"), ("period", "2026-Q1")), hidden=hidden),
        figure(0, 70919, (("sex", "male"), ("period", "2026-Q1"))),
        figure(30, 60, (("sex", "female"), ("period", "2026-Q2"))),
        figure(40, 61, (("sex", "male"), ("period", "2026-Q2"))),
    )
    table = comparison_table(by=("sex", "period"), rows=rows, whole=None)
    return build.build_gap(make_gap(table, "sex"), LABELS)


REGION = (("home_region", "X3"),)
CELL = (("home_region", "X3"), ("period", "2025-Q2"))
HIDING: dict[str, Callable[[bool], ChartSpec]] = {
    "bars": lambda hidden: build.build_comparison(
        with_row(comparison_table(), marked(REGION, hidden=hidden)), LABELS
    ),
    "trend": lambda hidden: build.build_trend(
        with_row(trend_table(), marked((("period", "2025-Q2"),), hidden=hidden)), LABELS
    ),
    "control": lambda hidden: _control(hidden=hidden),
    "funnel": lambda hidden: build.build_funnel(
        with_row(comparison_table(), marked(REGION, hidden=hidden)), LABELS
    ),
    "heatmap": lambda hidden: build.build_heatmap(
        with_row(heat_table(), marked(CELL, hidden=hidden)), LABELS, row_field="home_region"
    ),
    "lines": lambda hidden: build.build_lines(
        with_row(heat_table(), marked(CELL, hidden=hidden)), LABELS, field="home_region"
    ),
    "gap": lambda hidden: _gap(hidden=hidden),
}


@pytest.mark.parametrize("name", HIDING)
def test_a_hidden_figure_is_nowhere(name: str) -> None:
    shown, hidden = everything(HIDING[name](False)), everything(HIDING[name](True))  # noqa: FBT003
    assert any(trace in shown for trace in TRACES)  # it would have been found
    assert not [trace for trace in TRACES if trace in hidden]
    assert ".." in hidden


def test_what_the_waiting_times_hide_is_nowhere() -> None:
    part = dataclasses.replace(
        parts_table().parts[0], median_days=70919.0, count=30517, hidden=True
    )
    stages = build.build_stages(dataclasses.replace(parts_table(), parts=(part,)), LABELS)
    table = overtime_table()
    row = dataclasses.replace(table.rows[0], within=30517, denominator=70919, hidden=Hidden.FEW)
    overtime = build.build_overtime(dataclasses.replace(table, rows=(row,)), LABELS)
    distribution = distribution_table(
        is_hidden=True, count=70919, within_count=30517, median_days=70919.0, p80_days=70919.0
    )
    distribution = dataclasses.replace(
        distribution, bins=(dataclasses.replace(distribution.bins[0], count=70919),)
    )
    curve = build.build_ecdf(distribution, LABELS, days=28)
    histogram = build.build_histogram(distribution, LABELS)
    for spec in (stages, overtime, curve, histogram):
        assert not [trace for trace in TRACES if trace in everything(spec)]
