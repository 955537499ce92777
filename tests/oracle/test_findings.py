"""Tables that once gave a hidden figure away, and how: each as small as it gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.oracle.test_oracle import run


def hidden_cells(
    tmp_path: Path, cells: dict[tuple[str, str], int], fields: tuple[str, str]
) -> set[tuple[str, str]]:
    """Import denominators by two fields; return which are hidden."""
    labels = {"unit": "Enhet", "home_unit": "Hemenhet", "period": "Period", "group": "Grupp"}
    given = [labels[name] for name in fields]
    used = [*given, *([] if "period" in fields else ["Period"])]
    lines = [";".join([*used, "Täljare", "Nämnare"])]
    for key, count in cells.items():
        period = [] if "period" in fields else ["2024"]
        lines.append(";".join([*key, *period, str(count // 2), str(count)]))
    path = tmp_path / "t 2025-02-01.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    store = tmp_path / "s.rccdesk"
    code, _ = run(store, "import", path, "--indicator", "mått")
    assert code == 0
    _, shape = run(store, "indicators", "--indicator", "mått", "--by", ",".join(fields))
    return {(r[fields[0]], r[fields[1]]) for r in shape["rows"] if r["hidden"]}


@pytest.mark.parametrize(
    ("cells", "fields"),
    [
        # One group only: 9 in all less the 5 leave the 4, though Lund's own sum is the cell itself
        ({("g", "Lund"): 5, ("g", "Malmö"): 4}, ("group", "unit")),
        # Each unit lies in one home unit: 20 of Norr less the 17 leave the 3
        (
            {("Norr", "Lund"): 17, ("Norr", "Ystad"): 3, ("Söder", "X"): 8},
            ("home_unit", "unit"),
        ),
    ],
)
def test_a_sum_of_one_row_is_no_excuse(
    tmp_path: Path, cells: dict[tuple[str, str], int], fields: tuple[str, str]
) -> None:
    hidden = hidden_cells(tmp_path, cells, fields)
    first = next(iter(cells))[0]
    assert {key for key in cells if key[0] == first} <= hidden


def test_a_row_that_another_table_shows_protects_nothing(tmp_path: Path) -> None:
    """Hide more than the two 3s of quarter 2.

    Lund has 541 in all, and quarter 4 is Lund's 538 alone, so Lund's quarter 2 is 3. Then quarter
    2 less it and what is shown would leave Malmö's 3, unless one more of quarter 2 is hidden.
    """
    cells = {
        ("Lund", "2024-Q2"): 3,
        ("Lund", "2024-Q4"): 538,
        ("Malmö", "2024-Q2"): 3,
        ("Ystad", "2024-Q2"): 7,
        ("Ystad", "2024-Q3"): 7,
        ("Åhus", "2024-Q2"): 534,
        ("Åhus", "2024-Q3"): 7,
    }
    hidden = hidden_cells(tmp_path, cells, ("unit", "period"))
    assert hidden & {("Ystad", "2024-Q2"), ("Åhus", "2024-Q2")}
