"""Words and numbers of each kind of chart. Expected values are worked out by hand."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import json
import random
from fractions import Fraction
from math import comb

import pytest

from rccdesk.enums import ChartEventKind
from rccdesk.services.charts import build
from rccdesk.services.charts.heatmap import TONES, tone_of
from rccdesk.services.charts.labels import Labels
from rccdesk.services.charts.look import PAGE, PICTURE, SLIDE, Look
from rccdesk.services.charts.spec import ChartSpec, Doubt
from rccdesk.services.charts.svg import chart_svg, plot_svg
from rccdesk.services.charts.svg_trend import segments
from rccdesk.services.charts.warnings import input_warnings
from rccdesk.services.equity import make_gap
from rccdesk.services.publishing import Hidden, Inclusion, Level, PublishableRow
from rccdesk.services.series import make_series
from rccdesk.services.tokens import THEMES, load_colours
from rccdesk.texts import use_language
from tests.services.chart_kinds import (
    EVENTS,
    MONTHLY,
    all_kinds,
    control_chart,
    distribution_table,
    event,
    figure,
    funnel_table,
    gap_series,
    heat_table,
    month,
    monthly_table,
    overtime_table,
    parts_table,
)
from tests.services.chart_tables import LABELS, comparison_table, row
from tests.services.test_charts_svg import assert_nothing_overlaps

NB = "\u00a0"
KINDS = all_kinds()
RANKING = ("bäst", "sämst", "rank", "plats", "vinnare", "topp", "botten")
CAUSAL = ("orsakade", "ledde till", "tack vare", "gav effekt", "måltid")


def plain(words: str) -> str:
    return words.replace(NB, " ")


def words_of(spec: ChartSpec) -> str:
    """Return all that a chart says, but for the sentence that speaks against ranking."""
    cells = (cell for line in spec.table.rows for cell in line)
    said = (spec.title, spec.subtitle, spec.finding, *spec.explanation, *spec.foot, *cells)
    return plain(" ".join(said))


# All kinds -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_json_and_has_all_its_words(name: str) -> None:
    spec = KINDS[name]()
    assert json.loads(spec.to_json())["kind"] == spec.kind.value
    for part in (spec.title, spec.subtitle, spec.finding, spec.alt, *spec.foot):
        assert part.strip()
    assert "EXEMPELDATA" in spec.foot[-1]
    assert "2026-11-20" in spec.foot[-1]
    said = words_of(spec).lower()
    assert not [word for word in (*RANKING, *CAUSAL) if word in said]
    assert len({len(cells) for cells in spec.table.rows} | {len(spec.table.columns)}) == 1


@pytest.mark.parametrize("look", [PAGE, PICTURE, SLIDE], ids=["page", "picture", "slide"])
@pytest.mark.parametrize("name", KINDS)
def test_texts_of_no_kind_overlap(name: str, look: Look) -> None:
    assert_nothing_overlaps(plot_svg(KINDS[name](), look), look)


@pytest.mark.parametrize("name", KINDS)
def test_every_theme_draws_every_kind(name: str) -> None:
    spec = KINDS[name]()
    drawn = {chart_svg(spec, dataclasses.replace(PICTURE, theme=theme)) for theme in THEMES}
    assert len(drawn) == len(THEMES)


def test_english_has_no_swedish_left() -> None:
    use_language("en")
    try:
        said = [
            words_of(make())
            .replace("Insats: direktbokad cystoskopi", "")
            .replace("Eget delmål", "")
            .replace("och urinvägar", "")
            for name, make in KINDS.items()
        ]
    finally:
        use_language("sv")
    for words in said:
        assert not [word for word in (" av ", " inom ", " och ", " över ") if word in words], words


# Control charts ------------------------------------------------------------------------------


def test_a_control_chart_says_figure_change_and_outlook_as_in_the_design() -> None:
    spec = control_chart()
    assert plain(spec.finding) == (
        "September 2026: 68 % (38 av 56). Förbättring, mer än slumpen, sedan mars 2026: "
        "sju månader i rad över medel (57 %)."
    )
    assert plain(spec.explanation[0]) == (
        "Med oförändrade förutsättningar väntas utfallet ligga under 80 %."
    )
    # 80 - 38/56 = 12.1
    assert plain(spec.explanation[1]) == "12 procentenheter kvar till 80 %."
    assert (spec.change, spec.outlook, spec.method) == ("improvement", "fail", "p")
    assert "Samvariation, inte bevisad orsak." in spec.explanation
    assert any("eller styrdiagram" in sentence for sentence in spec.explanation)


def test_limits_follow_n_and_stop_at_the_break() -> None:
    spec = control_chart()
    before, after = spec.phases
    assert (before.start, before.stop, after.start, after.stop) == (0, 4, 5, 32)
    # Σx/Σn of the five months before, and of the others without the hidden and preliminary
    assert before.centre == pytest.approx(
        float(Fraction(sum(x for x, _ in MONTHLY[:5]), sum(n for _, n in MONTHLY[:5])))
    )
    kept = [pair for i, pair in enumerate(MONTHLY) if 5 <= i <= 32 and i != 9]
    centre = Fraction(sum(x for x, _ in kept), sum(n for _, n in kept))
    assert after.centre == pytest.approx(float(centre))
    x, n = MONTHLY[20]
    reach = 3 * (float(centre) * (1 - float(centre)) / n) ** 0.5
    assert spec.points[20].value == x / n
    assert spec.points[20].lower == pytest.approx(float(centre) - reach)
    assert spec.points[20].upper == pytest.approx(float(centre) + reach)
    assert (plain(before.label), plain(after.label)) == (
        "medel 49 %, preliminära gränser", "medel 57 %, gränser 3 sigma",
    )  # fmt: skip
    assert (before.is_trial, after.is_trial) == (True, False)


def test_runs_are_marked_in_points_and_in_words() -> None:
    spec = control_chart()
    runs = [index for index, point in enumerate(spec.points) if point.run == "improvement"]
    assert runs == list(range(26, 33))
    assert "Del av en förbättring, mer än slumpen." in spec.points[26].spoken
    assert any("Större punkter: mer än slumpen." in line for line in spec.foot)
    column = [c.title for c in spec.table.columns].index("Mer än slumpen")
    assert spec.table.rows[26][column].startswith("Förbättring, mer än slumpen: ")
    assert spec.table.rows[25][column] == "–"
    # Two kinds of limits are not drawn in one picture; the table keeps the intervals.
    assert all(point.low is None for point in spec.points)
    assert "95 % intervall" in [plain(c.title) for c in spec.table.columns]


def test_hidden_and_preliminary_periods_have_no_limits() -> None:
    spec = control_chart()
    assert spec.points[9].value_text == ".."
    for index in (9, 33, 34):
        assert (spec.points[index].lower, spec.points[index].upper) == (None, None)
    assert spec.preliminary_from == 33
    assert all(phase.stop < 33 for phase in spec.phases)


def test_a_run_chart_has_a_median_and_no_limits() -> None:
    table = monthly_table(rows=monthly_table().rows[-11:], limit_changes=())
    spec = build.build_trend(table, LABELS, series=make_series(table))
    assert spec.method == "run"
    assert all(point.lower is None and point.upper is None for point in spec.points)
    assert spec.phases[0].label.startswith("median ")
    titles = [column.title for column in spec.table.columns]
    assert "Median" in titles
    assert "Nedre gräns" not in titles
    assert not any("Streckade linjer" in line for line in spec.foot)


def test_events_are_marked_and_new_limits_cut_no_line() -> None:
    events = (*EVENTS, event(ChartEventKind.BREAK, dt.date(2024, 11, 1)))
    table = monthly_table()
    series = make_series(table, events=events)
    spec = build.build_trend(table, LABELS, series=series, events=events)
    assert [(mark.index, mark.cuts, mark.label) for mark in spec.breaks] == [
        (5, True, "Ledtidsgränsen ändrades 2024-05-14 (37 → 42 dagar)"),
        (10, True, "Definitionen ändrades 2024-11-01"),
        (17, False, "Nya gränser från juni 2025: nytt arbetssätt för bokning"),
    ]
    note = spec.annotations[0]
    assert (note.index, note.label) == (24, "Insats: direktbokad cystoskopi")
    assert note.second_line == "2026-01-12 · samvariation, inte bevisad orsak"
    joined = list(segments(spec))
    assert any(16 in run and 17 in run for run in joined)
    assert not any(9 in run and 10 in run for run in joined)
    assert "Definitionen ändrades 2024-11-01. Jämför inte över brottet." in spec.explanation
    assert "Nya gränser från juni 2025: nytt arbetssätt för bokning." in spec.explanation


def test_a_deterioration_is_said_and_many_marks_never_overlap() -> None:
    rows = tuple(
        figure(n - x if 26 <= i <= 32 else x, n, (("period", month(i)),))
        for i, (x, n) in enumerate(MONTHLY[:33])
    )
    table = monthly_table(rows=rows, limit_changes=())
    events = tuple(
        event(ChartEventKind.NOTE, dt.date(2024 + i // 6, 1 + i * 2 % 12, 3), f"Insats nummer {i}")
        for i in range(12)
    )
    series = make_series(table, events=events)
    spec = build.build_trend(table, LABELS, series=series, events=events)
    assert "Försämring, mer än slumpen" in spec.finding
    assert {point.run for point in spec.points[26:]} == {"concern"}
    assert_nothing_overlaps(plot_svg(spec, PAGE), PAGE)
    assert all(any(note.label in said for said in spec.explanation) for note in spec.annotations)


# Funnel --------------------------------------------------------------------------------------


def binomial_quantile(n: int, p: Fraction, tail: Fraction) -> int:
    total = Fraction(0)
    for k in range(n + 1):
        total += comb(n, k) * p**k * (1 - p) ** (n - k)
        if total >= tail:
            return k
    raise AssertionError


def test_funnel_limits_are_binomial_around_the_whole() -> None:
    spec = build.build_funnel(funnel_table(), LABELS)
    centre = Fraction(383, 496)
    assert spec.centre == pytest.approx(float(centre))
    limit = next(one for one in spec.funnel_limits if one.count == 70)
    expected = [
        binomial_quantile(70, centre, tail) / 70
        for tail in (
            Fraction(25, 1000),
            Fraction(975, 1000),
            Fraction(1, 1000),
            Fraction(999, 1000),
        )
    ]
    found = [limit.low_95, limit.high_95, limit.low_998, limit.high_998]
    assert found == pytest.approx(expected)
    assert spec.targets == ()
    assert "Mål" not in plot_svg(spec, PAGE)


def test_a_funnel_says_how_many_lie_outside_and_never_ranks() -> None:
    spec = build.build_funnel(funnel_table(), LABELS, own_code="X2")
    assert plain(spec.finding) == "En av 5 ligger utanför 99,8 %-gränserna: Region Vikmarken."
    assert [dot.outside for dot in spec.dots] == ["", "95", "", "", "99.8", ""]
    assert [dot.is_own for dot in spec.dots].index(True) == 1
    said = [plain(sentence) for sentence in spec.explanation]
    assert "Region Ekmark: 64 % (45 av 70)." in said
    assert "Region Ekmark ligger mellan 95- och 99,8 %-gränserna." in said
    assert "En ritas inte för att den har för få fall." in said
    assert spec.context.startswith("Regionerna har olika förutsättningar.")
    assert [dot.label for dot in spec.dots][:2] == ["Region Norrsjö", "Region Ekmark"]
    hidden = spec.dots[-1]
    assert (hidden.count, hidden.value, hidden.value_text) == (None, None, "..")


def test_differences_within_chance_are_called_so() -> None:
    rows = tuple(
        figure(n * 77 // 100, n, (("home_region", f"X{i}"),))
        for i, n in enumerate((50, 90, 120, 200), 1)
    )
    spec = build.build_funnel(comparison_table(rows=rows), LABELS)
    assert plain(spec.finding) == (
        "Skillnaderna är inte större än slumpen: alla 4 ligger inom 99,8 %-gränserna."
    )
    assert not any("Spridningen" in sentence for sentence in spec.explanation)


def test_overdispersion_is_said() -> None:
    # z² = Σ (x - np)² / np(1 - p) with p = 383/496, over five less one degrees of freedom
    p = Fraction(383, 496)
    pairs = ((41, 47), (45, 70), (162, 204), (64, 78), (30, 62))
    ratio = sum((x - n * p) ** 2 / (n * p * (1 - p)) for x, n in pairs) / 4
    spec = build.build_funnel(funnel_table(), LABELS)
    said = next(sentence for sentence in spec.explanation if sentence.startswith("Spridningen"))
    assert f"{float(ratio):.1f}".replace(".", ",") in said


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"whole": None}, "Gränserna kan inte ritas"),
        ({"is_proportion": False}, "En tratt kan bara ritas för andelar"),
        ({"measure": "svf_inclusion", "is_inclusion": True}, "En tratt kan bara ritas för andelar"),
        ({"rows": funnel_table().rows[:1]}, "En tratt behöver minst två enheter"),
        ({"rows": ()}, "Inga uppgifter kan visas"),
    ],
)
def test_a_funnel_that_cannot_be_drawn_says_why(changes: dict[str, object], words: str) -> None:
    spec = build.build_funnel(dataclasses.replace(funnel_table(), **changes), LABELS)  # type: ignore[arg-type]
    assert spec.finding.startswith(words)
    assert plot_svg(spec, PAGE)


def test_names_of_21_units_in_a_funnel_never_overlap() -> None:
    chance = random.Random(4)
    rows = tuple(
        figure(int(n * chance.uniform(0.6, 0.9)), n, (("home_region", f"R{i}"),))
        for i, n in enumerate(range(30, 30 + 21 * 15, 15))
    )
    names = {"region": {f"R{i}": f"Region med långt namn {i}" for i in range(21)}}
    spec = build.build_funnel(comparison_table(rows=rows), Labels(names=names), own_code="R4")
    for look in (PAGE, SLIDE):
        assert_nothing_overlaps(plot_svg(spec, look), look)


# Distribution --------------------------------------------------------------------------------


def test_the_share_within_the_limit_is_exact_and_others_are_read_from_the_steps() -> None:
    limit = build.build_ecdf(distribution_table(), LABELS)
    assert plain(limit.finding) == "64 av 100 (64 %) har börjat behandling inom 28 dagar."
    assert limit.marked_days == 28
    at_step = build.build_ecdf(distribution_table(), LABELS, days=35)
    assert plain(at_step.finding) == "80 % har börjat behandling inom 35 dagar."
    between = build.build_ecdf(distribution_table(), LABELS, days=33)
    assert plain(between.finding) == "Minst 72 % har börjat behandling inom 33 dagar."
    assert [plain(mark.label) for mark in between.marks] == [
        "median 25,5 dagar", "80 % inom 35 dagar", "33 dagar: minst 72 %",
    ]  # fmt: skip
    for mark in between.marks:  # every mark lies on the curve that is drawn
        under = [step.share for step in between.steps if step.days <= mark.days]
        assert mark.share == max(under)
    early = build.build_ecdf(distribution_table(), LABELS, days=3)
    assert "stegen är sammanslagna" in early.explanation[0]
    after = build.build_ecdf(distribution_table(), LABELS, days=90)
    assert plain(after.finding) == "100 % har börjat behandling inom 90 dagar."


def test_a_curve_of_mixed_limits_says_so_and_of_few_shows_nothing() -> None:
    mixed = build.build_ecdf(distribution_table(limit_days=None), LABELS)
    assert mixed.marked_days is None
    assert any(said.startswith("Olika gränser ingår") for said in mixed.explanation)
    hidden = build.build_ecdf(distribution_table(is_hidden=True), LABELS, days=28)
    assert (hidden.steps, hidden.marks) == ((), ())
    assert hidden.finding == "Otillräcklig data."
    assert plot_svg(hidden, PAGE)


# Heat map ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "tone"),
    [(0.0, 0), (0.199, 0), (0.2, 1), (0.6, 3), (0.799, 3), (0.8, 4), (1.0, 4), (None, None)],
)
def test_the_tone_follows_the_value_by_fifths(value: float | None, tone: int | None) -> None:
    assert tone_of(value) == tone


@pytest.mark.parametrize("theme", THEMES)
def test_values_are_readable_on_every_tone(theme: str) -> None:
    colours = load_colours(theme)

    def channels(name: str) -> list[float]:
        return [int(colours[name][i : i + 2], 16) / 255 for i in (1, 3, 5)]

    def luminance(parts: list[float]) -> float:  # WCAG 2.1
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    words = luminance(channels("text"))
    for part in TONES:
        pairs = zip(channels("bar"), channels("surface"), strict=True)
        ground = luminance([over * part + under * (1 - part) for over, under in pairs])
        light, dark = max(words, ground), min(words, ground)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, part


def test_cells_say_hidden_missing_preliminary_and_doubt() -> None:
    spec = build.build_heatmap(heat_table(), LABELS, row_field="home_region")
    cells = {(cell.row, cell.column): cell for cell in spec.cells}
    assert len(cells) == 5 * 8
    hidden, missing = cells[3, 2], cells[4, 5]
    assert (hidden.value_text, hidden.tone, hidden.value) == ("..", None, None)
    assert (missing.value_text, missing.tone) == ("–", None)
    assert all(cells[i, 7].preliminary for i in range(5))
    assert cells[1, 0].doubt is Doubt.NOT_REPRESENTATIVE
    assert cells[4, 0].doubt is Doubt.UNKNOWN
    # 0.15 + 0.09 * ((1 * 3 + 0) % 9) = 0.42 of 53
    assert cells[1, 0].value == 22 / 53
    assert plain(spec.table.rows[1][1]) == "42 % ◆"
    assert plain(spec.table.rows[0][8]).endswith("%*")
    assert spec.year_marks == ((0, "2025"), (4, "2026"))
    assert spec.finding.startswith("Kvartal 3 2026: från ")
    assert "38 av 40 rutor visas." in spec.explanation
    foot = " ".join(spec.foot)
    assert "◆ ej representativ" in foot
    assert "◇ representativitet okänd" in foot


def test_a_heat_map_without_any_inclusion_says_so_once() -> None:
    table = heat_table()
    rows = tuple(dataclasses.replace(row, representative=None) for row in table.rows)
    spec = build.build_heatmap(
        dataclasses.replace(table, rows=rows), LABELS, row_field="home_region"
    )
    assert {cell.doubt for cell in spec.cells} == {Doubt.NONE}
    assert spec.explanation[-1].startswith("Representativitet okänd: ")
    assert "Representativitet okänd" in spec.cells[0].spoken


def test_the_pathway_of_another_population_is_told_apart() -> None:
    rows = tuple(figure(30, 40, (("svf", code), ("period", "2026-Q1"))) for code in ("VG9", "VP8"))
    table = comparison_table(by=("svf", "period"), rows=rows, whole=None)
    spec = build.build_heatmap(table, LABELS, row_field="svf")
    assert "VP8 mäts till det avslutande samtalet och ingår inte i någon summa." in spec.explanation
    spec = build.build_heatmap(dataclasses.replace(table, rows=rows[:1]), LABELS, row_field="svf")
    assert not any("avslutande" in sentence for sentence in spec.explanation)


def test_a_wide_heat_map_writes_every_value_and_nothing_overlaps() -> None:
    rows = tuple(
        figure(
            30 + (i * j) % 40,
            80 + i,
            (("svf", f"V{i:02d}"), ("period", f"{2023 + j // 4}-Q{j % 4 + 1}")),
        )
        for i in range(31)
        for j in range(16)
    )
    table = comparison_table(by=("svf", "period"), rows=rows, whole=None)
    spec = build.build_heatmap(table, LABELS, row_field="svf")
    for look in (PAGE, PICTURE):
        svg = plot_svg(spec, look)
        assert_nothing_overlaps(svg, look)
        assert all(f">{cell.value_text[:-2]}" in svg for cell in spec.cells)


# Overtime, parts -----------------------------------------------------------------------------


def test_overtime_is_told_in_shares_days_and_words() -> None:
    spec = build.build_overtime(overtime_table(), LABELS, own_code="X2")
    own = spec.stacks[1]
    assert own.is_own
    assert own.parts == pytest.approx([45 / 70, 10 / 70, 5 / 70, 5 / 70, 5 / 70, 0])
    assert plain(spec.finding) == (
        "Region Ekmark: 45 av 70 inom ledtiden (64 %). "
        "25 patienter väntade längre än sin ledtidsgräns."
    )
    assert [plain(said) for said in spec.explanation[:2]] == [
        "Tillsammans 310 dagar över gränsen, i medeltal 12,4 dagar per patient utanför ledtiden.",
        "5 av 70 väntade mer än 75 % längre än ledtidsgränsen.",
    ]
    assert [plain(label) for label in spec.part_labels] == [
        "inom ledtiden", "1–25 % längre", "26–50 % längre", "51–75 % längre",
        "mer än 75 % längre", "längre, visas inte uppdelat",
    ]  # fmt: skip


def test_groups_that_are_not_told_are_one_part() -> None:
    spec = build.build_overtime(overtime_table(), LABELS)
    undivided, hidden = spec.stacks[3], spec.stacks[4]
    assert undivided.parts == pytest.approx([64 / 78, 0, 0, 0, 0, 14 / 78])
    assert undivided.part_texts[1:5] == ("..",) * 4
    assert spec.table.rows[3][3:7] == ("..",) * 4
    assert plain(spec.table.rows[3][7]) == "14 (18 %)"
    assert (hidden.parts, hidden.hidden_text) == ((), "(otillräcklig data)")
    assert spec.table.rows[4][1:] == ("..",) * 9
    assert spec.stacks[-1].is_whole


def test_pooled_groups_are_named_by_their_span_and_few_days_are_not_told() -> None:
    table = overtime_table()
    pooled = dataclasses.replace(
        table.rows[0], counts=(67, 3, 0), within=67, denominator=70, days_over=9
    )
    table = dataclasses.replace(
        table, parts=(("within",), ("to_25", "to_50"), ("to_75", "over_75")), rows=(pooled,),
        whole=None,
    )  # fmt: skip
    spec = build.build_overtime(table, LABELS)
    assert [plain(label) for label in spec.part_labels] == [
        "inom ledtiden", "1–50 % längre", "mer än 50 % längre",
    ]  # fmt: skip
    assert "Grupper med få fall är sammanslagna." in spec.explanation
    assert spec.table.rows[0][-2:] == ("..", "..")  # nine days of three patients


def test_parts_say_that_medians_cannot_be_added() -> None:
    spec = build.build_stages(parts_table(), LABELS)
    assert spec.finding == (
        "Längst median: välgrundad misstanke till behandlingsrekommendation, 14 dagar "
        "(mittersta hälften 9–21,5 dagar)."
    )
    assert spec.explanation == (
        "Medianer kan inte läggas ihop.", "För internt bruk. Rapporteras inte.",
    )  # fmt: skip
    assert [stage.median for stage in spec.stages] == [14.0, 3.0, None]
    assert spec.stages[2].hidden_text == "(otillräcklig data)"
    assert spec.table.rows[2][1:] == ("..", "..", "..")
    assert spec.targets == ()


# Lines, differences --------------------------------------------------------------------------


def test_lines_name_only_the_own_one_and_the_whole() -> None:
    whole = comparison_table(
        by=("period",),
        rows=tuple(
            figure(200 + j, 300, (("period", f"{2025 + j // 4}-Q{j % 4 + 1}"),)) for j in range(8)
        ),
        whole=None,
    )
    spec = build.build_lines(heat_table(), LABELS, field="home_region", own_code="X2", whole=whole)
    named = [line for line in spec.lines if line.is_own or line.is_whole]
    assert [(line.label, line.is_own) for line in named] == [
        ("Region Ekmark", True), ("Alla i uttaget", False),
    ]  # fmt: skip
    svg = plot_svg(spec, PAGE)
    assert "Region Ekmark" in svg
    assert "Region Norrsjö" not in svg.split("</title>")[1]
    assert spec.lines[3].values[2] is None  # hidden
    assert spec.lines[3].value_texts[2] == ".."
    # (207 + ... ) the whole of the last complete quarter: 206 of 300
    assert any("Alla i uttaget" in said and "(207 av 300)" in said for said in spec.explanation)


def test_a_chart_of_21_by_60_lines_is_drawn_whole() -> None:
    rows = tuple(
        figure(20 + (i + j) % 20, 45, (("home_region", f"R{i:02d}"), ("period", month(j - 24))))
        for i in range(21)
        for j in range(60)
    )
    table = comparison_table(by=("home_region", "period"), rows=rows, whole=None)
    spec = build.build_lines(table, LABELS, field="home_region", own_code="R03")
    assert len(spec.lines) == 21
    assert all(len(line.values) == 60 for line in spec.lines)
    assert_nothing_overlaps(plot_svg(spec, PAGE), PAGE)


def test_the_difference_names_the_groups_and_its_interval() -> None:
    spec = build.build_gap(gap_series(), LABELS)
    # Kvartal 3 2026: 33 of 66 women, 48 of 71 men
    assert spec.points[6].value == pytest.approx(100 * (48 / 71 - 33 / 66))
    assert plain(spec.finding).startswith(
        "Kvartal 3 2026: skillnad mellan högst och lägst 18 procentenheter (95 % intervall "
    )
    assert "Högst: Män. Lägst: Kvinnor." in spec.explanation
    hidden = spec.points[3]
    assert (hidden.value, hidden.value_text) == (None, "..")
    assert hidden.hidden_text == "Visas inte: en av grupperna har för få fall."
    assert spec.points[7].preliminary
    assert spec.targets == ()
    assert spec.table.rows[3] == ("Kvartal 4 2025", "..", "..", "..", "..")
    assert spec.axis_label == "procentenheter"
    # The interval of a small difference reaches under 0, and so does the axis.
    assert spec.points[0].low is not None
    assert spec.points[0].low < 0
    assert "−20" in plot_svg(spec, PAGE)


def test_a_difference_within_chance_is_called_so() -> None:
    rows = [
        figure(x, 60, (("sex", code), ("period", "2026-Q1")))
        for code, x in (("female", 30), ("male", 32))
    ]
    table = comparison_table(by=("sex", "period"), rows=tuple(rows), whole=None)
    spec = build.build_gap(make_gap(table, "sex"), LABELS)
    assert "Intervallet täcker 0: skillnaden är inte större än slumpen." in spec.explanation


# Bad input -----------------------------------------------------------------------------------


def test_a_denominator_of_zero_is_said_and_drawn_as_nothing() -> None:
    zero = PublishableRow("k", (("home_region", "X1"),), numerator=0, denominator=0)
    spec = build.build_comparison(comparison_table(rows=(zero, row("X3"))), LABELS)
    assert spec.bars[0].hidden_text == "Nämnaren är 0. Ingen andel kan räknas."
    assert (spec.bars[0].value, spec.bars[0].value_text) == (None, "–")
    for make in (
        lambda: build.build_funnel(comparison_table(rows=(zero, row("X3"))), LABELS),
        lambda: build.build_heatmap(
            comparison_table(
                by=("home_region", "period"),
                rows=(
                    dataclasses.replace(
                        zero, fields=(("home_region", "X1"), ("period", "2026-Q1"))
                    ),
                ),
            ),
            LABELS,
            row_field="home_region",
        ),
    ):
        assert plot_svg(make(), PAGE)


def test_an_inclusion_over_100_is_said_with_its_region() -> None:
    over = dataclasses.replace(row("X3"), inclusion=Inclusion(112, 100.0, 1.12, met=True))
    spec = build.build_comparison(comparison_table(rows=(row("X1"), over)), LABELS)
    said = [plain(sentence) for sentence in spec.explanation]
    assert "Inklusionen är över 100 % för Region Sydvall. Kontrollera det väntade antalet." in said
    share = PublishableRow(
        "k", (("home_region", "X1"),), numerator=112, denominator=100, value=1.12
    )
    several = [
        (name, over)
        for name in ("Norrsjö", "Ekmark", "Norrsjö", "Sydvall", "Storåsen", "Österhed", "Ekmark")
    ]
    (words,) = input_warnings(comparison_table(rows=(over,), whole=None), several)
    assert "för Norrsjö, Ekmark, Sydvall och 2 till. Kontrollera" in plain(words)
    inclusion = comparison_table(measure="svf_inclusion", rows=(share,), whole=None)
    said = [plain(s) for s in build.build_comparison(inclusion, LABELS).explanation]
    assert any("över 100 % för Region Norrsjö" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("direction", "words"),
    [
        ("sideways", "Riktningen är okänd."),
        ("", "Riktningen är okänd."),
        ("neutral", "Riktning saknas."),
    ],
)
def test_an_unknown_direction_has_no_tone_no_band_and_is_said(direction: str, words: str) -> None:
    table = comparison_table(direction=direction, measure="own", levels=(Level(0.8),))
    spec = build.build_comparison(table, Labels(names=LABELS.names, measure="Eget mått"))
    assert spec.direction == "neutral"
    assert any(sentence.startswith(words) for sentence in spec.explanation)
    assert "Uppnått" not in words_of(spec)
    assert "Ej uppnått" not in words_of(spec)
    assert not any(before for before, _after in spec.table.row_symbols)
    assert load_colours()["band1"] not in plot_svg(spec, PAGE)


def test_missing_and_unchoosable_limits_are_counted_in_words() -> None:
    table = comparison_table(
        excluded=(("limit_unknown", 14), ("limit_not_choosable", 3), ("negative", 7), ("open", 90))
    )
    spec = build.build_comparison(table, LABELS)
    assert plain(spec.foot[-2]) == (
        "Ledtidsgräns saknas för 14 förlopp (Bröstcancer, hela uttaget). Patienterna räknas inte "
        "in i andelen. Gränsen kan inte väljas för färre än 5 förlopp (Bröstcancer, hela uttaget): "
        "riskgrupp saknas i uttaget. 7 patienter har behandlingsstart före välgrundad misstanke. "
        "De räknas inte och finns under Att rätta."
    )
    few = comparison_table(excluded=(("negative", 2),))
    assert "Färre än 5 patienter har behandlingsstart före" in plain(
        build.build_comparison(few, LABELS).foot[-2]
    )
    empty = comparison_table(rows=(), whole=None, excluded=(("limit_unknown", 14),))
    spec = build.build_comparison(empty, LABELS)
    assert plain(spec.finding).startswith("Ledtidsgräns saknas.")


@pytest.mark.parametrize("name", ["heatmap", "lines", "funnel"])
def test_a_chart_without_figures_says_so(name: str) -> None:
    table = comparison_table(by=("home_region", "period"), rows=(), whole=None)
    spec = {
        "heatmap": lambda: build.build_heatmap(table, LABELS, row_field="home_region"),
        "lines": lambda: build.build_lines(table, LABELS, field="home_region"),
        "funnel": lambda: build.build_funnel(table, LABELS),
    }[name]()
    assert spec.finding == "Inga uppgifter kan visas i det här urvalet."
    assert chart_svg(spec)


def test_figures_that_share_a_place_are_refused() -> None:
    table = heat_table()
    twice = dataclasses.replace(table, rows=(*table.rows, table.rows[0]))
    for make in (
        lambda: build.build_heatmap(twice, LABELS, row_field="home_region"),
        lambda: build.build_lines(twice, LABELS, field="home_region"),
    ):
        with pytest.raises(ValueError, match="2025-Q1"):
            make()


def test_a_hidden_row_is_hidden_in_every_cell() -> None:
    rows = tuple(
        PublishableRow("k", (("home_region", f"X{i}"), ("period", "2026-Q1")), hidden=hidden)
        for i, hidden in enumerate((Hidden.FEW, Hidden.MONTH, Hidden.SECONDARY), 1)
    )
    table = comparison_table(by=("home_region", "period"), rows=rows, whole=None)
    spec = build.build_heatmap(table, LABELS, row_field="home_region")
    assert [cell.value_text for cell in spec.cells] == [".."] * 3
    assert len({cell.hidden_text for cell in spec.cells}) == 3


def test_months_in_pairs_follow_each_other() -> None:
    keys = [point.period for point in control_chart().points]
    assert all(a < b for a, b in itertools.pairwise(keys))
