"""How columns share a page: no word without room, and rows as low as a search of all finds."""

from __future__ import annotations

import itertools

import pytest

from rccdesk.services.charts.layout import text_width
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.packs.column_widths import Column, choose_size, share_room, tied
from rccdesk.services.packs.pdf_tables import PAGE_PT, table_block, torn_tables

PAD = 12.0


def measure(words: str) -> float:
    return 5.0 * len(words)  # a face where letters are as wide as each other


def columns(*cells: tuple[str, ...], numeric: tuple[int, ...] = ()) -> list[Column]:
    return [
        Column(head, words, number in numeric, PAD)
        for number, (head, *words) in enumerate(zip(*cells, strict=True))
    ]


def lines(words: str, width: float) -> int:
    """Count the lines of a text, a letter at a time: another way than the program's."""
    room = int((width - PAD + 1e-6) // 5)
    count, used = 1, 0
    for word in words.split(" "):
        if used and used + 1 + len(word) > room:
            count, used = count + 1, 0
        used += len(word) + (1 if used else 0)
    return count


def height(rows: list[tuple[str, ...]], widths: list[float]) -> int:
    return sum(max(map(lines, row, widths)) for row in rows)


TEXTS = [
    ("Mål", "Läge", "Kommentar"),
    ("Snabbspår för biopsi", "Pågår", "Uppgift från Ekmark väntas till nästa möte"),
    ("Inklusion minst sjuttio procent", "Pågår senare än planerat", "Ett hinder är inte löst"),
    ("Min vårdplan till alla patienter i hela regionen", "Klar", "–"),
]


@pytest.mark.parametrize("room", [230.0, 280.0, 330.0, 420.0])
def test_no_widths_of_a_search_of_all_make_the_rows_lower(room: float) -> None:
    widths = share_room(columns(*TEXTS), room, measure)
    assert sum(widths) == pytest.approx(room)
    least = [
        max(measure(word) for row in TEXTS for word in row[n].split(" ")) + PAD for n in range(3)
    ]
    steps = [range(int(each), int(room), 4) for each in least]
    best = min(
        height(TEXTS[1:], [a, b, room - a - b])
        for a, b in itertools.product(*steps[:2])
        if room - a - b >= least[2]
    )
    assert height(TEXTS[1:], widths) <= best + (1 if best > 8 else 0)


def test_two_columns_that_are_high_together_are_widened_together() -> None:
    rows = [
        ("Mål", "Vid årets början", "Vid årets slut"),
        ("Snabbspår för biopsi, bröst, alla", "–", "–"),
        ("Inklusion minst 70 procent", "Saknas för kvartal 4 2024", "Saknas för kvartal 4 2025"),
        ("Två fasta biopsitider per dag här", "–", "–"),
    ]
    widths = share_room(columns(*rows), 300.0, measure)
    assert max(max(map(lines, row, widths)) for row in rows[1:]) == 2


def test_the_first_column_keeps_its_words_beside_many_numbers_and_symbols() -> None:
    heads = ("Vårdförlopp", "Inom / alla", "Andel, 95 % intervall", "Inklusion", "Förändring",
             "Väntat utfall", "Ledtidsmålet")  # fmt: skip
    row = ("Livmoderkroppscancer", "8 196 av 11 306", "72,5 % (71,7–73,3 %)", "–",
           "Försämring, mer än slumpen", "Båda sidor om 80 %", "Ej uppnått ²")  # fmt: skip
    table = TableSpec(
        "Ledtid",
        tuple(TableColumn(head, numeric=n in (1, 2, 3)) for n, head in enumerate(heads)),
        (row,) * 14,
        row_symbols=(("not_reached", "representativeness_unknown"),) * 14,
    )
    block = table_block(table, 9.5)
    widths = [column["width"] for column in block["columns"]]
    assert sum(widths) <= PAGE_PT + 0.5 and not block["hyphenate"]
    for head, cell, width in zip(heads, row, widths, strict=True):
        for word in (*head.split(" "), *tied(cell).split(" ")):
            assert text_width(word, block["size"]) + 2 * block["inset"] <= width, word
    status = text_width(row[-1], block["size"], bold=True) + 2 * (0.85 * block["size"] + 4)
    assert status + 2 * block["inset"] <= widths[-1] + 1


def test_numbers_are_whole_before_words_are() -> None:
    figures = ("77,5 % (681 av 879)", "preliminärt tills vidare")
    rows = [("Region", "Utfall", "Kommentar"), *((f"Region {n}", *figures) for n in "ABCD")]
    widths = share_room(columns(*rows, numeric=(1,)), 250.0, measure)
    assert lines(figures[0], widths[1]) == 1


def test_type_is_as_large_as_can_be_where_nothing_is_won_by_less() -> None:
    short = columns(("Punkt", "Tid"), ("Öppnande", "5"), ("Beslut", "10"))
    found = choose_size((9.5, 9.0), 400.0, short, lambda size: lambda words: size * len(words) / 2)
    assert found is not None and found[1] == 9.5
    wide = columns(("Ord",), ("b" * 60,))
    assert choose_size((9.5, 9.0), 100.0, wide, lambda _: measure) is None


def test_a_table_is_torn_where_a_row_or_its_notes_stand_alone() -> None:
    def marks(*pages: int, end: int) -> list[dict[str, int]]:
        rows = [{"table": 1, "row": row, "page": page} for row, page in enumerate(pages)]
        return [*rows, {"table": 1, "row": -1, "page": end}]

    assert torn_tables(marks(1, 1, 1, 1, 2, end=2)) == {1}
    assert torn_tables(marks(1, 1, 1, 1, 1, end=2)) == {1}
    assert torn_tables(marks(1, 1, 1, 2, 2, 2, end=2)) == set()
    assert torn_tables(marks(1, 1, 1, 1, end=1)) == set()
