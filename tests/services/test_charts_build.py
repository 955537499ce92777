"""Words and numbers of charts. Expected values are worked out by hand from the rows."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re

import pytest

from rccdesk import formats
from rccdesk.enums import FigureStatus
from rccdesk.services.charts import figures, sentences
from rccdesk.services.charts.build import build_comparison, build_histogram, build_trend
from rccdesk.services.charts.spec import Doubt
from rccdesk.services.lead_times import DistributionBin, DistributionTable
from rccdesk.services.publishing import Hidden, Inclusion, Level, PublishableRow
from rccdesk.texts import use_language
from tests.services.chart_tables import LABELS, comparison_table, row, trend_table

NB = "\u00a0"


def plain(words: str) -> str:
    return words.replace(NB, " ")


def test_the_finding_is_about_the_own_region_as_in_the_design() -> None:
    spec = build_comparison(comparison_table(), LABELS, own_code="X2")
    # 45/70 = 64.3 %; 80 - 64.3 = 15.7; ceil(0.8 * 70) - 45 = 11
    assert plain(spec.finding) == (
        "Region Ekmark: 45 av 70 (64 %), 95 % intervall 53–74 %. 16 procentenheter kvar till 80 %."
    )
    assert plain(spec.explanation[0]) == "11 fler av 70 inom ledtiden hade motsvarat 80 %."
    assert plain(spec.explanation[1]).startswith(
        "Ej representativ: inklusionen är 67 %, under 70 %"
    )
    assert [bar.is_own for bar in spec.bars].index(True) == 1


def test_a_figure_with_its_own_level_is_not_judged_by_that_of_the_others() -> None:
    made = comparison_table()
    rows = tuple(
        dataclasses.replace(each, doubts=("level_override",))
        if each.get("home_region") == "X2"
        else each
        for each in made.rows
    )
    spec = build_comparison(dataclasses.replace(made, rows=rows), LABELS, own_code="X2")
    said = " ".join((spec.finding, *spec.explanation, spec.bars[1].spoken))
    assert "Enheten eller vårdförloppet har en egen målnivå." in spec.finding
    assert "Kan inte bedömas" in spec.bars[1].spoken
    for words in ("procentenheter kvar", "hade motsvarat", "uppnådd", "täcker målnivån"):
        assert words not in said


def test_documents_speak_of_the_whole_and_nobody_is_own() -> None:
    spec = build_comparison(comparison_table(), LABELS)
    assert not any(bar.is_own for bar in spec.bars)
    # 383/496 = 77.2 %, one decimal as n >= 200; 80 - 77.2 = 2.8; 397 - 383 = 14
    assert plain(spec.finding) == (
        "Alla i uttaget (7 av 7 regioner): 383 av 496 (77,2 %), 95 % intervall 73,3–80,7 %. "
        "2,8 procentenheter kvar till 80 %."
    )
    assert "Intervallet täcker målnivån." in spec.explanation
    assert "14 fler av 496 inom ledtiden hade motsvarat 80 %." in map(plain, spec.explanation)


def test_title_and_subtitle_name_measure_period_and_population() -> None:
    spec = build_comparison(comparison_table(), LABELS)
    assert spec.title == "Andel inom ledtiden per region, kvartal 3 2026"
    assert spec.subtitle == (
        "Bröstcancer, alla behandlingar · ledtidsgräns 28 dagar · "
        "av dem som börjat behandling juli–september 2026"
    )


def test_rows_stand_in_the_organisations_order_with_the_whole_last() -> None:
    spec = build_comparison(comparison_table(), LABELS)
    assert [bar.label for bar in spec.bars][:3] == [
        "Region Norrsjö",
        "Region Ekmark",
        "Region Sydvall",
    ]
    assert spec.bars[-1].is_whole
    assert spec.bars[-1].label == "Alla i uttaget"
    assert not spec.bars[-1].is_nation


def test_order_by_value_sorts_what_is_shown_and_leaves_the_rest_after_it() -> None:
    spec = build_comparison(comparison_table(), LABELS, order="value")
    shown = [bar.value for bar in spec.bars if not bar.is_whole and bar.value is not None]
    assert shown == sorted(shown, reverse=True)
    assert [bar.label for bar in spec.bars[-3:]] == [
        "Region Mellanå", "Region Österhed", "Alla i uttaget",
    ]  # fmt: skip


def test_hidden_rows_carry_words_and_no_number() -> None:
    spec = build_comparison(comparison_table(), LABELS)
    few, secondary = spec.bars[5], spec.bars[6]
    assert few.hidden_text == "(otillräcklig data)"
    assert secondary.hidden_text.startswith("Visas inte, för att en annan dold")
    for bar in (few, secondary):
        assert (bar.value, bar.low, bar.high) == (None, None, None)
        assert {bar.value_text, bar.count_text, bar.side_text} == {".."}
    assert spec.table.rows[5][1:-1] == ("..",) * 6


def test_the_three_states_of_inclusion() -> None:
    bars = build_comparison(comparison_table(), LABELS).bars
    assert [bar.doubt for bar in bars[:5]] == [
        Doubt.NONE, Doubt.NOT_REPRESENTATIVE, Doubt.NONE, Doubt.NONE, Doubt.UNKNOWN,
    ]  # fmt: skip
    assert bars[4].side_text == "–"
    # One part is unknown, so the whole is, whatever the row itself says.
    whole = comparison_table().whole
    assert whole is not None
    certain = dataclasses.replace(whole, representative=True)
    spec = build_comparison(comparison_table(whole=certain), LABELS)
    assert spec.bars[-1].doubt is Doubt.UNKNOWN
    assert spec.bars[-1].side_text == "–"


def test_riket_only_where_the_whole_is_the_nation() -> None:
    spec = build_comparison(comparison_table(nation=True), LABELS)
    assert spec.bars[-1].label == "Riket"
    assert spec.bars[-1].is_nation
    assert not any("Detta är inte riket" in line for line in spec.foot)
    assert any(
        "Alla i uttaget: 7 av 7 regioner. Detta är inte riket." in line
        for line in build_comparison(comparison_table(), LABELS).foot
    )


def test_foot_names_source_extract_n_doubts_and_example() -> None:
    foot = " ".join(build_comparison(comparison_table(), LABELS).foot)
    for words in ("SVF-uttag 2026-11-20", "496 förlopp", "EXEMPELDATA", "inte bekräftad", "Wilson"):
        assert words in foot
    confirmed = tuple(
        dataclasses.replace(one, limit_confirmed=None if one.hidden else True)
        for one in comparison_table().rows
    )
    whole = comparison_table().whole
    assert whole is not None
    table = comparison_table(rows=confirmed, whole=dataclasses.replace(whole, limit_confirmed=True))
    assert "inte bekräftad" not in " ".join(build_comparison(table, LABELS).foot)


def test_table_repeats_every_number_of_the_chart() -> None:
    spec = build_comparison(comparison_table(), LABELS)
    for bar, cells in zip(spec.bars, spec.table.rows, strict=True):
        if bar.hidden_text:
            continue
        assert bar.count_text == f"{cells[1]} av {cells[2]}"
        assert bar.value_text == cells[3]
        assert bar.side_text == cells[5]
    # 80 - 79.4 rounds to 1; a reached level has 0 left
    assert [cells[6] for cells in spec.table.rows] == ["0", "16", "1", "0", "9", "..", "..", "3"]
    assert spec.table.rows[0][-1] == "Uppnått ²"  # 75-94 % covers 80 %
    assert spec.table.rows[1][-1] == "Ej uppnått"  # 53-74 % does not
    assert spec.table.row_symbols[1] == ("not_reached", "not_representative")


def test_the_smallest_n_decides_the_decimals_of_a_column() -> None:
    rows = tuple(row(f"X{i}") for i in (3,))
    spec = build_comparison(comparison_table(rows=rows), LABELS)  # n = 204 and 496
    assert [plain(bar.value_text) for bar in spec.bars] == ["79,4 %", "77,2 %"]


@pytest.mark.parametrize(
    ("value", "n", "words"),
    [
        (0.79, 100, "1 procentenhet kvar till 80 %."),
        (0.797, 150, "Mindre än 1 procentenhet kvar till 80 %."),
        (0.7996, 500, "Mindre än 0,1 procentenhet kvar till 80 %."),
        (0.8, 100, "Målnivån 80 % är uppnådd."),
    ],
)
def test_distance_never_says_zero_for_what_is_not_reached(value: float, n: int, words: str) -> None:
    one = PublishableRow("k", (), numerator=round(value * n), denominator=n, value=value)
    table = comparison_table()
    column = figures.column_for(table, (one,))
    assert plain(sentences.distance_sentence(one, table, (Level(0.8),), column)) == words


@pytest.mark.parametrize(
    ("numerator", "denominator", "written"),
    [
        (139, 200, "69,5 %"),  # rounds to 70, and is under it
        (2799, 4000, "69,98 %"),  # 69,975
        (69_999, 100_000, "69,999 %"),
        (137, 200, "69 %"),  # 68,5: no more decimals than needed
        (140, 200, "70 %"),
        (141, 200, "71 %"),
    ],
)
def test_an_inclusion_under_its_level_is_never_written_as_the_level(
    numerator: int, denominator: int, written: str
) -> None:
    share = numerator / denominator
    inclusion = Inclusion(numerator, float(denominator), share, share >= 0.7)
    one = dataclasses.replace(row("X1"), inclusion=inclusion, representative=share >= 0.7)
    table = comparison_table()
    assert plain(figures.inclusion_text(one, table)) == written
    said = plain(sentences.doubt_sentence(one, figures.doubt_of(one, table), "hela uttaget"))
    starts = f"Ej representativ: inklusionen är {written}, under 70 %." if share < 0.7 else ""
    assert said.startswith(starts)
    assert bool(said) == bool(starts)


@pytest.mark.parametrize(
    ("value", "target", "decimals", "needed"),
    [
        (0.796, 0.8, 0, 1),  # 80 would be the target
        (0.7996, 0.8, 1, 2),  # 80,0 would be
        (0.796, 0.8, 1, 1),  # a column of one decimal keeps it
        (0.804, 0.8, 0, 0),  # 80 is on or over 80
        (0.666, 0.667, 0, 1),  # 67 lies over 66,7, the figure under
        (0.7999999, 0.8, 0, 3),  # no more than three
    ],
)
def test_decimals_beside_a_target(value: float, target: float, decimals: int, needed: int) -> None:
    assert formats.decimals_beside(value, target, decimals) == needed


def test_a_proposed_goal_is_called_so_and_has_no_status() -> None:
    table = comparison_table(measure="to_recommendation", status="proposed")
    spec = build_comparison(table, LABELS)
    assert plain(spec.targets[0].label) == "Föreslaget mål 80 %"
    assert "det föreslagna målet 80 %" in plain(spec.finding)
    assert "Föreslaget mål, inte beslutat. Påverkar ingen status." in spec.explanation
    cells = {cells[-1].removesuffix(" ²") for cells in spec.table.rows}
    assert cells == {"Föreslaget mål", "(otillräcklig data)", "Visas inte ¹"}
    assert not any(before for before, _after in spec.table.row_symbols)


def test_lower_is_better_and_two_levels() -> None:
    table = comparison_table(
        measure="reoperation", direction="lower", levels=(Level(0.05), Level(0.1))
    )
    one = PublishableRow("k", (), numerator=8, denominator=100, value=0.08)
    levels = (Level(0.05), Level(0.1))
    assert figures.status_of(one, table, levels) is FigureStatus.LOWER_REACHED
    column = figures.column_for(table, (one,))
    said = plain(sentences.distance_sentence(one, table, levels, column))
    assert said == "3 procentenheter över målnivån 5 %."


def test_preliminary_has_no_status_and_no_distance() -> None:
    one = dataclasses.replace(row("X1"), preliminary=True, met=None)
    table = comparison_table()
    assert figures.status_of(one, table, table.levels) is FigureStatus.PRELIMINARY
    column = figures.column_for(table, (one,))
    assert sentences.distance_sentence(one, table, table.levels, column) == ""


def test_masked_and_missing_are_words_never_zero() -> None:
    table = comparison_table(
        rows=(
            PublishableRow("a", (("home_region", "X1"),), masked="x"),
            PublishableRow("b", (("home_region", "X2"),)),
        ),
        whole=None,
    )
    masked, missing = build_comparison(table, LABELS).bars
    assert (masked.hidden_text, masked.value_text) == ("Dold i källan (x).", "..")
    assert (missing.hidden_text, missing.value_text) == ("Uppgift saknas.", "–")


# Trend ---------------------------------------------------------------------------------------


def test_trend_has_gaps_steps_breaks_and_preliminary_periods() -> None:
    spec = build_trend(trend_table(), LABELS)
    assert len(spec.points) == 16
    hidden, absent = spec.points[4], spec.points[10]
    assert (hidden.value, hidden.hidden_text) == (None, "(otillräcklig data)")
    assert (absent.period, absent.value, absent.value_text) == ("2025-Q3", None, "–")
    assert [(t.value, t.start, t.stop) for t in spec.targets] == [(0.7, 0, 7), (0.8, 8, 15)]
    assert [plain(t.label) for t in spec.targets] == ["Eget delmål 70 %", "Mål 80 %"]
    # 2024-05-14 lies in Q2; the first quarter that begins after it is the seventh
    assert [(b.index, b.label) for b in spec.breaks] == [
        (6, "Ledtidsgränsen ändrades 2024-05-14 (37 → 42 dagar)")
    ]
    assert spec.preliminary_from == 15
    assert spec.year_marks == ((0, "2023"), (4, "2024"), (8, "2025"), (12, "2026"))


def test_trend_speaks_of_the_last_complete_period_and_not_of_change() -> None:
    spec = build_trend(trend_table(), LABELS)
    assert spec.finding.startswith("Kvartal 3 2026: 114 av 201 (56,7")
    said = " ".join((spec.finding, *spec.explanation, spec.title, *spec.foot)).lower()
    for word in ("förbättring", "försämring", "ökat", "minskat", "trend", "slumpen"):
        assert word not in said


def test_an_unknown_limit_is_called_unknown_in_a_break() -> None:
    table = trend_table(limit_changes=((dt.date(2024, 5, 14), None, 42),))
    assert "(okänd → 42 dagar)" in build_trend(table, LABELS).breaks[0].label


def test_two_rows_of_one_period_are_refused() -> None:
    rows = trend_table().rows
    with pytest.raises(ValueError, match="2023-Q1"):
        build_trend(trend_table(rows=(*rows, rows[0])), LABELS)


def test_a_trend_of_one_period_and_of_none() -> None:
    rows = trend_table().rows
    assert len(build_trend(trend_table(rows=rows[:1]), LABELS).points) == 1
    empty = build_trend(trend_table(rows=()), LABELS)
    assert empty.points == ()
    assert empty.finding == "Inga uppgifter kan visas i det här urvalet."


# Distribution --------------------------------------------------------------------------------


def distribution(**changes: object) -> DistributionTable:
    table = DistributionTable(
        measure="svf_lead_time",
        selection=(("svf", "VG9"), ("period", "2026-Q3")),
        bins=(
            DistributionBin(10, 19, 30),
            DistributionBin(20, 29, 40),
            DistributionBin(30, 59, 30),
        ),
        count=100,
        within_count=64,
        median_days=25.5,
        p80_days=35.0,
        limit_days=28,
        extract_date=dt.date(2026, 11, 20),
        is_hidden=False,
        is_example=True,
    )
    return dataclasses.replace(table, **changes)  # type: ignore[arg-type]


def test_histogram_draws_joined_bins_by_area() -> None:
    spec = build_histogram(distribution(), LABELS)
    # 30 patients over 30 days against bins of 10 days: a third of the height
    assert [one.height for one in spec.bins] == [30.0, 40.0, 10.0]
    assert [one.within for one in spec.bins] == [True, None, False]  # 28 lies within 20-29
    assert plain(spec.finding) == "Median 25,5 dagar. 80 % har börjat inom 35 dagar."
    assert plain(spec.explanation[0]) == "64 av 100 (64 %) inom ledtidsgränsen 28 dagar."
    assert spec.table.rows[1] == ("20–29", "40", "Delvis")


def test_histogram_of_few_shows_nothing() -> None:
    hidden = distribution(
        bins=(), count=None, within_count=None, median_days=None, p80_days=None, is_hidden=True
    )
    spec = build_histogram(hidden, LABELS)
    assert spec.bins == ()
    assert spec.finding == "Otillräcklig data."
    assert not re.search(r"\d+ förlopp", " ".join(spec.foot))


def test_every_spec_is_json_and_english_has_no_swedish_left() -> None:
    for spec in (
        build_comparison(comparison_table(), LABELS),
        build_trend(trend_table(), LABELS),
        build_histogram(distribution(), LABELS),
    ):
        assert json.loads(spec.to_json())["title"] == spec.title
    use_language("en")
    try:
        spec = build_comparison(comparison_table(), LABELS)
    finally:
        use_language("sv")
    assert spec.title.startswith("Share within the lead time per region, ")
    assert " av " not in spec.finding


def test_secondary_hiding_is_explained_once_in_the_table() -> None:
    spec = build_comparison(comparison_table(), LABELS)
    assert sum(note.startswith("¹") for note in spec.table.notes) == 1
    assert comparison_table().rows[6].hidden is Hidden.SECONDARY


@pytest.mark.parametrize(
    ("regions", "name"), [("X2", "Region Ekmark"), ("X2,X3", "Alla i urvalet")]
)
def test_a_selection_of_regions_is_not_called_the_extract(regions: str, name: str) -> None:
    selection = (("svf", "VG9"), ("region", regions), ("period", "2026-Q3"))
    spec = build_comparison(comparison_table(selection=selection), LABELS)
    assert (spec.bars[-1].label, spec.bars[-1].sublabel) == (name, "")
    assert "Region Ekmark" in spec.subtitle
    assert "uttaget:" not in " ".join(spec.foot)


def test_the_foot_names_the_method_of_the_interval() -> None:
    exact = dataclasses.replace(LABELS, interval_method="exact")
    assert "exakt" in build_comparison(comparison_table(), exact).foot[0]
    assert "Wilson" in build_trend(trend_table(), LABELS).foot[0]


def test_the_lower_of_two_levels_and_an_impossible_inclusion_are_said() -> None:
    levels = (Level(0.6), Level(0.9))
    one = row("X2")  # 64 %, inclusion 67 %
    said = sentences.further_sentences(one, comparison_table(), levels, Doubt.NONE, "x")
    assert plain(said[0]) == "Den lägre nivån 60 % är uppnådd."
    assert one.inclusion is not None
    over = dataclasses.replace(one, inclusion=dataclasses.replace(one.inclusion, proportion=1.04))
    said = sentences.further_sentences(over, comparison_table(), levels, Doubt.NONE, "x")
    assert any(sentence.startswith("Inklusionen är över 100") for sentence in said)


def test_the_users_own_order_is_named_in_the_foot() -> None:
    assert (
        "Ordning: efter värde." in build_comparison(comparison_table(), LABELS, order="value").foot
    )
    assert not any("Ordning:" in line for line in build_comparison(comparison_table(), LABELS).foot)
