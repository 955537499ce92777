"""Every kind of chart on slides: the same numbers in chart and workbook, none that is hidden."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from rccdesk.services.charts.spec import ChartKind, ChartSpec
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.neutral import without_own
from rccdesk.services.packs.pptx import write_pptx
from rccdesk.services.tokens import load_colours
from tests.services.chart_kinds import all_kinds
from tests.services.pack_example import example_pack
from tests.services.test_charts_same_numbers import HIDING, TRACES

KINDS = all_kinds()
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
Place = tuple[float, float]


def presentation_of(specs: dict[str, ChartSpec]) -> bytes:
    """Return all charts as one presentation."""
    sections = tuple(
        Section(heading=name, charts=(spec,), tables=(spec.table,)) for name, spec in specs.items()
    )
    return write_pptx(dataclasses.replace(example_pack(), sections=sections))


@pytest.fixture(scope="module")
def specs() -> dict[str, ChartSpec]:
    return {name: make() for name, make in KINDS.items()}


@pytest.fixture(scope="module")
def content(specs: dict[str, ChartSpec]) -> bytes:
    return presentation_of(specs)


@pytest.fixture(scope="module")
def frames(content: bytes, specs: dict[str, ChartSpec]) -> dict[str, Any]:
    """Return the frame of the native chart or table of each kind."""
    kinds = {(spec.title, spec.alt): name for name, spec in specs.items()}
    found = {}
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            key = (shape.name, shape._element._nvXxPr.cNvPr.get("descr"))
            if (shape.has_chart or shape.has_table) and key in kinds:
                assert kinds[key] not in found
                found[kinds[key]] = shape
    return found


def series_of(frame: Any) -> dict[str, list[tuple[Any, float]]]:
    """Return the (place, value) pairs that each series of a native chart draws."""
    found = {}
    for node in frame.chart._chartSpace.iter(f"{C}ser"):
        name = next(node.iter(f"{C}tx")).findtext(f".//{C}v")
        across = node.find(f"{C}xVal")
        across = node.find(f"{C}cat") if across is None else across
        values = node.find(f"{C}yVal")
        values = node.find(f"{C}val") if values is None else values
        places, numbers = _points(across), _points(values)
        found[name] = [(places[index], float(value)) for index, value in numbers.items()]
    return found


def _points(node: Any) -> dict[int, str]:
    return {int(p.get("idx")): p.findtext(f"{C}v") for p in node.iter(f"{C}pt")}


def xy(frame: Any, start: str) -> list[Place]:
    """Return what the series whose names begin so draw, in the order of the horizontal axis."""
    pairs = [p for name, found in series_of(frame).items() if name.startswith(start) for p in found]
    return sorted((float(place), value) for place, value in pairs)


def test_every_kind_has_a_native_chart_or_table(frames: dict[str, Any]) -> None:
    assert set(frames) == set(KINDS)
    assert {name for name, frame in frames.items() if frame.has_table} == {"heatmap"}


@pytest.mark.parametrize("name", [name for name in KINDS if name != "heatmap"])
def test_chart_and_workbook_hold_the_same_numbers(name: str, frames: dict[str, Any]) -> None:
    part = frames[name].chart.part
    sheet = openpyxl.load_workbook(io.BytesIO(part.chart_workbook.xlsx_part.blob)).active
    compared = 0
    for node in frames[name].chart._chartSpace.iter(f"{C}val", f"{C}yVal", f"{C}xVal"):
        cells = next(node.iter(f"{C}f")).text.rpartition("!")[2].replace("$", "")
        area = sheet[cells]
        rows = area if isinstance(area, tuple) else ((area,),)
        there = [cell.value for row in rows for cell in row]
        drawn = _points(node)
        assert [i for i, value in enumerate(there) if value is not None] == sorted(drawn)
        for index, value in drawn.items():
            assert there[index] == pytest.approx(float(value), rel=1e-14)
            compared += 1
    assert compared


@pytest.mark.parametrize("name", ["bars", "trend", "gap", "histogram", "stages"])
def test_values_are_those_of_the_chart(
    name: str, frames: dict[str, Any], specs: dict[str, ChartSpec]
) -> None:
    spec = specs[name]
    marks = {target.label for target in spec.targets}
    drawn = [v for n, found in series_of(frames[name]).items() if n not in marks for _p, v in found]
    values = [bar.value for bar in spec.bars]
    values += [point.value for point in spec.points if not point.preliminary]
    values += [point.value for point in spec.points if point.preliminary]
    values += [one.height for one in spec.bins]
    values += [stage.median for stage in spec.stages]
    assert drawn == pytest.approx([value for value in values if value is not None], rel=1e-14)


def test_a_control_chart_has_steps_centres_and_runs_of_their_own(
    frames: dict[str, Any], specs: dict[str, ChartSpec]
) -> None:
    spec, frame = specs["control"], frames["control"]
    settled = [
        (i + 1.0, p.value)
        for i, p in enumerate(spec.points)
        if p.value is not None and not p.preliminary
    ]
    assert xy(frame, "Andel") == settled
    for name, limit in (("Nedre styrgräns", "lower"), ("Övre styrgräns", "upper")):
        limits = [(i, getattr(p, limit)) for i, p in enumerate(spec.points)]
        steps = [
            (i + side, value) for i, value in limits if value is not None for side in (0.5, 1.5)
        ]
        assert xy(frame, name) == sorted(steps)
    centres = {(p.start + 0.5, p.centre) for p in spec.phases}
    assert centres <= set(xy(frame, "Medel"))
    run = [(i + 1.0, p.value) for i, p in enumerate(spec.points) if p.run == "improvement"]
    assert run
    assert xy(frame, "Förbättring, mer än slumpen") == run
    preliminary = [(i + 1.0, p.value) for i, p in enumerate(spec.points) if p.preliminary]
    assert xy(frame, "Preliminärt")[-len(preliminary) :] == preliminary


@pytest.mark.parametrize("name", ["control", "funnel", "ecdf"])
def test_no_series_is_longer_than_the_first(name: str, frames: dict[str, Any]) -> None:
    """LibreOffice leaves out series before a longer one."""
    counts = [
        int(node.find(f".//{C}ptCount").get("val"))
        for node in frames[name].chart._chartSpace.iter(f"{C}yVal")
    ]
    assert counts[0] == max(counts)


def test_what_is_more_than_chance_is_larger_and_in_its_colour(frames: dict[str, Any]) -> None:
    series = {one.name: one for one in frames["control"].chart.plots[0].series}
    run = series["Förbättring, mer än slumpen"]
    plain = next(one for name, one in series.items() if name.startswith("Andel"))
    assert run.marker.size > plain.marker.size
    assert f"#{run.format.line.color.rgb}".lower() == load_colours()["pri"]


def test_a_funnel_has_its_dots_and_limits(
    frames: dict[str, Any], specs: dict[str, ChartSpec]
) -> None:
    spec, frame = specs["funnel"], frames["funnel"]
    dots = sorted((float(dot.count), dot.value) for dot in spec.dots if dot.count is not None)
    assert xy(frame, "Andel") == dots
    upper = [(float(limit.count), limit.high_998) for limit in spec.funnel_limits]
    assert xy(frame, "Övre gräns 99,8") == upper
    lower = [(float(limit.count), limit.low_95) for limit in spec.funnel_limits]
    assert xy(frame, "Nedre gräns 95") == lower


def test_a_curve_has_the_corners_of_its_steps(
    frames: dict[str, Any], specs: dict[str, ChartSpec]
) -> None:
    corners, before = [(0.0, 0.0)], 0.0
    for step in specs["ecdf"].steps:
        corners += [(float(step.days), before), (float(step.days), step.share)]
        before = step.share
    curve = series_of(frames["ecdf"])["Andel inom"]
    assert [(float(place), value) for place, value in curve] == corners


@pytest.mark.parametrize("name", ["overtime", "lines"])
def test_each_part_and_unit_is_a_series(
    name: str, frames: dict[str, Any], specs: dict[str, ChartSpec]
) -> None:
    spec, found = specs[name], series_of(frames[name])
    expected = {line.label: line.values for line in spec.lines}
    for index, label in enumerate(spec.part_labels):
        expected[label] = tuple(stack.parts[index] for stack in spec.stacks if stack.parts)
    assert expected
    for label, values in expected.items():
        drawn = [value for _place, value in found[label]]
        assert drawn == pytest.approx([value for value in values if value is not None], rel=1e-14)


def test_a_map_has_every_value_and_its_tone(
    frames: dict[str, Any], specs: dict[str, ChartSpec]
) -> None:
    table, spec = frames["heatmap"].table, specs["heatmap"]
    tones = {}
    for cell in spec.cells:
        native = table.cell(cell.row + 2, cell.column + 1)
        assert native.text_frame.text.rstrip("*") == cell.value_text.removesuffix("\u00a0%")
        assert native.text_frame.text.endswith("*") is (cell.preliminary and cell.tone is not None)
        if cell.tone is not None and not cell.preliminary:
            assert tones.setdefault(cell.tone, native.fill.fore_color.rgb) == (
                native.fill.fore_color.rgb
            )
    assert len(set(tones.values())) == len(tones) > 2


def test_no_unit_is_the_readers_own_on_a_slide(
    frames: dict[str, Any], specs: dict[str, ChartSpec]
) -> None:
    own = load_colours()["pri"].lstrip("#").upper()
    for name in ("bars", "funnel", "lines", "overtime"):
        assert 'is_own": true' in specs[name].to_json()
        assert own not in str(frames[name].chart.part.blob).upper()
        plain = without_own(specs[name]).to_json()
        assert 'is_own": true' not in plain
        assert "din region" not in plain


def test_every_slide_of_a_chart_is_described_and_marked(
    content: bytes, specs: dict[str, ChartSpec]
) -> None:
    for slide in Presentation(io.BytesIO(content)).slides:
        words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert "EXEMPELDATA" in words
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert shape._element._nvXxPr.cNvPr.get("descr")
    assert {spec.kind for spec in specs.values()} == set(ChartKind)


# Hidden figures ------------------------------------------------------------------------------


def everything(content: bytes) -> str:
    """Return every part of a presentation and of the workbooks in it, as one text."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(content)) as outer:
        for name in outer.namelist():
            inside = outer.read(name)
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(io.BytesIO(inside)) as inner:
                    parts += [
                        inner.read(one).decode("utf-8", "replace") for one in inner.namelist()
                    ]
            elif name.endswith((".xml", ".rels")):
                parts.append(inside.decode("utf-8", "replace"))
    return "\n".join(parts)


def test_a_hidden_figure_is_on_no_slide() -> None:
    def told(make: dict[str, Callable[[bool], ChartSpec]], *, hidden: bool) -> str:
        return everything(presentation_of({name: one(hidden) for name, one in make.items()}))

    # Places on a slide are long whole numbers too: a count stands alone.
    wanted = [rf"(?<!\d){re.escape(t)}" + (r"(?!\d)" if t.isdigit() else "") for t in TRACES]
    shown = told({"bars": HIDING["bars"]}, hidden=False)
    assert any(re.search(trace, shown) for trace in wanted)
    found = told(dict(HIDING), hidden=True)
    assert not [trace for trace in wanted if re.search(trace, found)]
    assert ".." in found
