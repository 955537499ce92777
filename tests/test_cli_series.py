"""Control charts and funnels from the command line, in the contract's shape; counted by hand."""

from __future__ import annotations

import datetime as dt
import json
import math
from pathlib import Path

import pytest

from rccdesk import cli
from rccdesk.enums import ChartEventKind, Grain
from rccdesk.periods import list_periods, parse_period
from rccdesk.services import chart_events
from rccdesk.services.chart_events import ChartEventRow
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest, import_files

MONTHS = [p.key for p in list_periods(
    parse_period("2024-01").first, parse_period("2025-06").last, Grain.MONTH)]  # fmt: skip
EK = [24, 26, 25, 23, 27, 25] * 2 + [32, 33, 31, 32, 33, 34]  # of 40
POINT = {"period", "value", "numerator", "denominator", "lower", "upper", "phase", "signals"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with 18 months of shares in three units, medians, and pathways."""
    folder = tmp_path_factory.mktemp("series")
    shares = ["Period;Enhet;Täljare;Nämnare"]
    medians = ["Period;Enhet;Värde"]
    for number, month in enumerate(MONTHS):
        few = 7 if number == 4 else 40
        shares += [f"{month};Ek;{EK[number]};40", f"{month};Gran;{few - 7};{few}"]
        shares += [f"{month};Asp;{20 + number % 3};40"]
        medians.append(f"{month};Ek;{30 + number % 4}")
    events = ["pathway_id;kva_code;event_date;region"]
    for number in range(24):
        for month in ("2025-01", "2025-02"):
            days = 20 if number % 3 else 27
            events += [f"{month}{number};VG910;{month}-01;01"]
            events += [f"{month}{number};VG950;{month}-{1 + days:02d};01"]
    path = folder / "prov.rccdesk"
    with Database.open(path, create=True) as database:
        for name, rows, choices in (
            ("andel", shares, {"indicator": "andel"}),
            ("median", medians, {"indicator": "median", "profile": "aggregated"}),
            ("svf", events, {}),
        ):
            file = folder / f"{name}_2025-12-31.csv"
            file.write_text("\n".join(rows), encoding="utf-8")
            import_files(database, ImportRequest((file,), **choices))
    return path


def run(
    capsys: pytest.CaptureFixture[str], store: Path, *arguments: str
) -> tuple[int, dict, str, str]:
    code = cli.main(["--store", str(store), "series", *arguments])
    captured = capsys.readouterr()
    shape = json.loads(captured.out) if captured.out.startswith("{") else {}
    return code, shape, captured.out, captured.err


def test_a_p_chart_of_a_unit(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    code, shape, _, _ = run(
        capsys, store, "--indicator", "andel", "--unit", "Ek", "--chart", "p", "--json"
    )
    assert code == 0
    assert [point["period"] for point in shape["points"]] == MONTHS
    assert all(point.keys() >= POINT for point in shape["points"])
    centre = sum(EK) / (40 * 18)
    assert shape["centre"] == pytest.approx(centre)
    half = 3 * math.sqrt(centre * (1 - centre) / 40)
    first = shape["points"][0]
    assert (first["numerator"], first["denominator"], first["phase"]) == (24, 40, 0)
    assert first["upper"] == pytest.approx(centre + half)
    assert first["lower"] == pytest.approx(centre - half)
    # All of 2024 lies under the centre (27.5 of 40); the six months over it are no shift yet.
    shifted = [point["period"] for point in shape["points"] if "shift" in point["signals"]]
    assert shifted == MONTHS[:12]
    assert shape["limits_are_trial"] is False
    assert shape["variation"] in ("neutral", "common_cause")  # an unknown direction
    assert shape["assurance"] == "none"
    assert shape["sentence"].endswith("p-diagram, 3 sigma efter antal per månad (40).")


def test_a_baseline_and_an_own_chart(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    asked = ("--indicator", "andel", "--unit", "Ek", "--baseline", "2024-01:2024-12", "--json")
    _, shape, _, _ = run(capsys, store, *asked, "--chart", "xmr")
    assert shape["centre"] == pytest.approx(25 / 40)
    assert shape["screened"] is True
    assert shape["variation"] == "neutral"
    assert shape["points"][-1]["signals"]
    _, shape, _, _ = run(capsys, store, *asked, "--chart", "run")
    assert shape["centre"] == pytest.approx(25 / 40)
    assert {point["upper"] for point in shape["points"]} == {None}


def test_a_hidden_month_has_nothing(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    _, shape, _, _ = run(
        capsys, store, "--indicator", "andel", "--unit", "Gran", "--chart", "p", "--json"
    )
    hidden = shape["points"][4]
    assert hidden["left_out"] == "hidden"
    names = ("value", "numerator", "denominator", "lower", "upper")
    assert [hidden[name] for name in names] == [None] * 5
    assert shape["centre"] == pytest.approx(33 / 40)


def test_values_and_months_of_pathways(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    _, shape, _, _ = run(capsys, store, "--indicator", "median", "--json")
    assert shape["method"] == "xmr"
    code, shape, _, _ = run(
        capsys, store, "--goal", "svf_lead_time", "--svf", "VG9", "--chart", "p", "--json"
    )
    assert code == 0
    counts = {p["period"]: p["denominator"] for p in shape["points"]}
    assert set(counts) <= {"2025-01", "2025-02"}
    assert (shape["variation"], shape["limits_are_trial"]) in (("none", True),)


def test_a_funnel(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    code, shape, _, _ = run(
        capsys, store, "--indicator", "andel", "--chart", "funnel", "--period", "2025-06", "--json"
    )
    assert code == 0
    assert [(p["unit"], p["numerator"]) for p in shape["points"]] == [
        ("Asp", 22), ("Ek", 34), ("Gran", 33),
    ]  # fmt: skip
    assert all(point.keys() >= POINT | {"unit"} for point in shape["points"])
    assert shape["centre"] == pytest.approx(89 / 120)
    assert shape["points"][0]["signals"] == []


def test_csv_and_words(capsys: pytest.CaptureFixture[str], store: Path) -> None:
    asked = ("--indicator", "andel", "--unit", "Asp", "--chart", "p")
    _, _, out, _ = run(capsys, store, *asked, "--format", "csv")
    lines = out.splitlines()
    assert lines[0].startswith("period;value;numerator;denominator;lower;upper;phase;signals")
    assert lines[1].startswith("2024-01;0,5;20;40;")
    _, _, out, _ = run(capsys, store, *asked)
    assert out.startswith("Ingen säker förändring.")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--indicator", "median", "--chart", "p"), 1, "täljare och nämnare"),
        (("--indicator", "median", "--chart", "funnel"), 1, "hela fall"),
        (("--indicator", "finns_inte", "--chart", "p"), 1, ""),
        (("--indicator", "andel", "--chart", "p", "--grain", "quarter"), 1, "kvartal"),
        (("--indicator", "andel", "--chart", "p", "--svf", "VG9"), 1, "SVF"),
        (("--goal", "svf_lead_time", "--chart", "p", "--group", "a"), 1, "grupp"),
        (("--indicator", "andel", "--chart", "p", "--baseline", "2031"), 1, "2031"),
        (("--indicator", "andel", "--chart", "p", "--baseline", "x"), 2, "x"),
        (("--chart", "p"), 2, ""),
        (("--indicator", "andel", "--goal", "svf_lead_time"), 2, ""),
        (("--indicator", "andel", "--chart", "pie"), 2, ""),
    ],
)
def test_what_cannot_be_charted_is_told(
    capsys: pytest.CaptureFixture[str],
    store: Path,
    arguments: tuple[str, ...],
    code: int,
    words: str,
) -> None:
    found, _, out, said = run(capsys, store, *arguments)
    assert found == code
    assert words in said
    assert "Traceback" not in said
    assert not out


def test_the_marks_of_the_users_are_in_the_series(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    asked = ("--indicator", "andel", "--unit", "Ek", "--chart", "p", "--json")
    mark = ChartEventRow(
        "",
        "andel",
        (("unit", "Ek"),),
        ChartEventKind.REBASE,
        dt.date(2025, 1, 1),
        reason="Ny mottagning",
    )
    with Database.open(store) as database:
        saved = chart_events.add_event(database, mark)
    _, shape, _, _ = run(capsys, store, *asked)
    with Database.open(store) as database:
        chart_events.delete_event(database, saved.uuid)
    assert [(p["first_period"], p["reason"]) for p in shape["phases"]] == [
        ("2024-01", ""), ("2025-01", "Ny mottagning"),
    ]  # fmt: skip
    assert [p["centre"] for p in shape["phases"]] == pytest.approx([25 / 40, 32.5 / 40])
    assert [p["phase"] for p in shape["points"]] == [0] * 12 + [1] * 6
    assert (shape["centre"], shape["limits_are_trial"]) == (pytest.approx(32.5 / 40), True)
    assert shape["variation"] == "none"  # six periods say nothing yet
    _, shape, _, _ = run(capsys, store, *asked)
    assert len(shape["phases"]) == 1
