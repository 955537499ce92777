"""Drawings: well formed, nothing over anything else, nothing that is hidden, symbols in place."""

from __future__ import annotations

import dataclasses
import itertools
import xml.etree.ElementTree as ET

import pytest

from rccdesk.services.charts import layout
from rccdesk.services.charts.build import build_comparison, build_histogram, build_trend
from rccdesk.services.charts.labels import Labels
from rccdesk.services.charts.look import PAGE, PICTURE, SLIDE, Look
from rccdesk.services.charts.spec import ChartSpec
from rccdesk.services.charts.svg import chart_png, chart_svg, plot_svg
from rccdesk.services.charts.svg_trend import segments
from rccdesk.services.charts.symbols import MARKS, SHAPES, Symbol, split_marks, without_marks
from rccdesk.services.publishing import PublishableRow
from rccdesk.services.tokens import THEMES, load_colours
from tests.services.chart_tables import LABELS, NAMES, comparison_table, row, trend_table
from tests.services.test_charts_build import distribution

SVG = "{http://www.w3.org/2000/svg}"


def many_regions(count: int, *, long_names: bool = False) -> ChartSpec:
    codes = [f"X{i % 7 + 1}" for i in range(count)]
    rows = tuple(
        dataclasses.replace(row(code), fields=(("home_region", f"R{i}"),))
        for i, code in enumerate(codes)
    )
    ending = " med ett ovanligt långt namn, Sydöstra sjukvårdsregionen" if long_names else ""
    names = {f"R{i}": f"Region {NAMES[i % 7]}{ending}" for i in range(count)}
    return build_comparison(comparison_table(rows=rows), Labels(names={"region": names}))


def texts_of(svg: str) -> list[tuple[layout.Box, str]]:
    """Return every text with the box that it covers; halos are skipped."""
    found = []
    for node in ET.fromstring(svg).iter(f"{SVG}text"):
        if node.get("aria-hidden"):
            continue
        words, size = node.text or "", float(node.get("font-size", "0"))
        width = layout.text_width(words, size, bold=node.get("font-weight") == "600")
        shift = {"start": 0.0, "middle": width / 2, "end": width}[node.get("text-anchor", "start")]
        x, y = float(node.get("x", "0")) - shift, float(node.get("y", "0"))
        found.append((layout.Box(x, y - size * 0.72, width, size * 0.74), words))
    return found


def assert_nothing_overlaps(svg: str, look: Look) -> None:
    boxes = texts_of(svg)
    for (first, words), (second, others) in itertools.combinations(boxes, 2):
        assert not first.overlaps(second, -0.5), f"{words!r} over {others!r}"
    for box, words in boxes:
        assert box.x >= -1, words
        assert box.x + box.width <= look.width + 1.5, words


@pytest.mark.parametrize("look", [PAGE, PICTURE, SLIDE], ids=["page", "picture", "slide"])
@pytest.mark.parametrize("count", [1, 3, 7, 21])
@pytest.mark.parametrize("long_names", [False, True])
def test_comparison_texts_never_overlap(look: Look, count: int, long_names: bool) -> None:
    assert_nothing_overlaps(plot_svg(many_regions(count, long_names=long_names), look), look)


@pytest.mark.parametrize("look", [PAGE, PICTURE, SLIDE], ids=["page", "picture", "slide"])
@pytest.mark.parametrize("count", [1, 2, 15, 40])
def test_trend_texts_never_overlap(look: Look, count: int) -> None:
    template = trend_table().rows[0]
    rows = tuple(
        dataclasses.replace(
            template, fields=(("period", f"{2017 + n // 4}-Q{n % 4 + 1}"),), value=0.2 + n % 7 / 10
        )
        for n in range(count)
    )
    spec = build_trend(trend_table(rows=rows), LABELS)
    assert_nothing_overlaps(plot_svg(spec, look), look)


def test_histogram_texts_never_overlap() -> None:
    assert_nothing_overlaps(plot_svg(build_histogram(distribution(), LABELS), PAGE), PAGE)


def test_two_levels_have_labels_of_their_own() -> None:
    levels = (
        dataclasses.replace(comparison_table().levels[0], value=0.78),
        *comparison_table().levels,
    )
    spec = build_comparison(comparison_table(levels=levels), LABELS)
    svg = plot_svg(spec, PAGE)
    assert_nothing_overlaps(svg, PAGE)
    assert {target.is_lower_level for target in spec.targets} == {True, False}


def test_bars_are_as_long_as_their_values() -> None:
    root = ET.fromstring(plot_svg(build_comparison(comparison_table(), LABELS), PAGE))
    colours = load_colours()
    solid = [n for n in root.iter(f"{SVG}rect") if n.get("fill") == colours["bar"]]
    grid = [n for n in root.iter(f"{SVG}polyline") if n.get("stroke") == colours["grid"]]
    right = max(float(n.get("points", "").split(",")[0]) for n in grid)  # 100 %
    left = float(solid[0].get("x", "0"))
    lengths = [float(n.get("width", "0")) / (right - left) for n in solid]
    assert lengths == pytest.approx([41 / 47, 162 / 204, 64 / 78], abs=0.001)


def test_outlines_tell_the_two_states_of_doubt() -> None:
    root = ET.fromstring(plot_svg(build_comparison(comparison_table(), LABELS), PAGE))
    colours = load_colours()
    outlined = [
        n for n in root.iter(f"{SVG}rect") if n.get("stroke") in (colours["bar"], colours["all"])
    ]
    assert [bool(n.get("stroke-dasharray")) for n in outlined] == [False, True, True]
    assert all(n.get("fill") == colours["surface"] for n in outlined)


def test_segments_are_cut_at_gaps_breaks_and_preliminary_periods() -> None:
    spec = build_trend(trend_table(), LABELS)  # 4 and 10 missing, break at 6, 15 preliminary
    assert list(segments(spec)) == [
        (0, 1, 2, 3), (5,), (6, 7, 8, 9), (11, 12, 13, 14), (14, 15),
    ]  # fmt: skip


def test_a_hidden_figure_is_nowhere_in_the_drawing() -> None:
    secret = PublishableRow("svf_lead_time|VG9|X7|2026-Q3", (("home_region", "X7"),), hidden=None)
    shown = dataclasses.replace(secret, numerator=3333, denominator=7777, value=3333 / 7777)
    visible = chart_svg(build_comparison(comparison_table(rows=(shown,)), LABELS))
    assert "3\u00a0333" in visible
    hidden = chart_svg(build_comparison(comparison_table(), LABELS))
    names = [words for _box, words in texts_of(hidden)]
    row_texts = [words for words in names if words in ("Region Mellanå", "Region Österhed", "..")]
    assert row_texts.count("..") == 4  # value and inclusion of two rows


def test_the_picture_says_everything_that_the_page_says() -> None:
    spec = build_comparison(comparison_table(), LABELS, own_code="X2")
    words = " ".join(words for _box, words in texts_of(chart_svg(spec)))
    for part in (spec.title, "Inklusion", "45 av 70", "EXEMPELDATA", "Ordningen säger inte vem"):
        assert part in words


def test_png_is_a_png_of_the_wanted_size() -> None:
    png = chart_png(build_comparison(comparison_table(), LABELS), scale=1.0)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20], "big") == pytest.approx(PICTURE.width + 40, abs=1)


def test_names_with_markup_and_control_characters_stay_text() -> None:
    names = {"region": {"X1": '<b>&"A"\x07 Region'}}
    svg = chart_svg(build_comparison(comparison_table(rows=(row("X1"),)), Labels(names=names)))
    assert any('<b>&"A" Region' in words for _box, words in texts_of(svg))


def test_symbols_stay_in_their_square_and_every_mark_has_one() -> None:
    for shapes in SHAPES.values():
        for shape in shapes:
            assert shape.fill or shape.stroke
            for _command, numbers in shape.path:
                assert all(0 <= number <= 1 for number in numbers)
    assert set(MARKS.values()) == set(Symbol)
    assert split_marks("a ◆ b") == ("a ", Symbol.NOT_REPRESENTATIVE, " b")
    assert without_marks("◇ streckad") == "streckad"


def test_every_theme_has_every_token() -> None:
    names = [set(load_colours(theme)) for theme in THEMES]
    assert names[0] == names[1] == names[2]
    assert load_colours()["bar"] == "#6f879f"


@pytest.mark.parametrize(
    ("maximum", "ticks"),
    [(10, (0, 2, 4, 6, 8, 10)), (73, (0, 20, 40, 60, 80)), (0.9, (0, 0.2, 0.4, 0.6, 0.8, 1.0))],
)
def test_axis_steps(maximum: float, ticks: tuple[float, ...]) -> None:
    assert layout.value_ticks(maximum) == pytest.approx(ticks)


def test_labels_of_periods_repeat_each_year() -> None:
    starts = (0, 4, 8, 12)
    assert list(layout.label_places(16, 600, 30, starts)) == list(range(16))
    assert list(layout.label_places(16, 600, 60, starts)) == list(range(0, 16, 2))
    assert list(layout.label_places(16, 600, 100, starts)) == [0, 4, 8, 12]
    # a series that begins in the third quarter still labels the first of each year
    assert list(layout.label_places(10, 300, 100, (0, 2, 6))) == [2, 6]


def test_wrap_keeps_every_word() -> None:
    lines = layout.wrap("Regionerna har olika förutsättningar", 110, 13)
    assert " ".join(lines) == "Regionerna har olika förutsättningar"
    assert all(layout.text_width(line, 13) <= 110 or " " not in line for line in lines)
