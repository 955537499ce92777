"""How slides use their room: columns, charts with their tables, titles, sizes of texts."""

from __future__ import annotations

import dataclasses

from rccdesk.services.charts.layout import text_width
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.font_widths import ARIAL
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.slides.tables import table_parts
from rccdesk.services.packs.slides.words import column_widths
from tests.services import slide_decks
from tests.services.pack_example import example_pack
from tests.services.slide_decks import own, pack_of, slides_of, table_of, titles_of, words_of


def test_columns_lie_together_where_that_saves_slides_and_keep_every_word() -> None:
    rows = tuple(
        (f"§ {n} 2025-12-10", "Regionerna rekommenderas att erbjuda barn ett samtal. " * 2,
         "Regionernas ledamöter", "2026-09-17", "Skulle ha varit klart 2026-09-17.")
        for n in range(7)
    )  # fmt: skip
    heads = ("Möte", "Beslut", "Ansvarig", "Klart senast", "Läge")
    table = TableSpec("", tuple(map(TableColumn, heads)), rows)
    section = Section("Beslut", tables=(table,))
    slides = slides_of(pack_of(section), own(slide_decks.narrow()))
    apart = table_parts(table, 864, 448, 448, is_tight=True)  # the room of a 4:3 slide
    assert len(slides) - 1 < len(apart)
    said = " ".join(map(words_of, slides))
    assert "Ansvarig, klart senast" in said or "Klart senast, läge" in said
    assert said.count("Regionernas ledamöter 2026-09-17 Skulle ha varit") == len(rows)
    wide = " ".join(map(words_of, slides_of(pack_of(section))))
    assert "Möte Beslut Ansvarig Klart senast Läge" in wide


def test_counts_and_intervals_share_columns_on_a_narrow_slide_alone() -> None:
    table = example_pack().sections[0].tables[0]
    pack = pack_of(Section("Tabell", tables=(table,)))
    narrow = " ".join(map(words_of, slides_of(pack, own(slide_decks.narrow()))))
    assert "Inom / alla" in narrow
    assert "383 av 496" in narrow
    assert "77 % (73–81 %)" in narrow
    wide = " ".join(map(words_of, slides_of(pack)))
    assert "Inom / alla" not in wide
    assert "383 496 77 % 73–81 %" in wide


def test_columns_that_say_nothing_are_told_of_on_a_crowded_slide_alone() -> None:
    heads = ("Vårdförlopp", "Inom / alla", "Inklusion", "Förändring", "Väntat utfall", "Status")
    row = ("Livmoderkroppscancer", "1 234 av 5 678", "–", "Ingen säker förändring", "Oförändrat",
           "Representativitet")  # fmt: skip
    table = TableSpec("", tuple(map(TableColumn, heads)), (row,) * 3)
    pack = pack_of(Section("Tabell", tables=(table,)))
    narrow = " ".join(map(words_of, slides_of(pack, own(slide_decks.narrow()))))
    assert "Uppgift saknas för alla: inklusion." in narrow
    assert "Inklusion" not in narrow
    assert "Inklusion" in " ".join(map(words_of, slides_of(pack)))


def test_heads_of_columns_take_the_room_that_a_table_leaves() -> None:
    columns = (TableColumn("Process"), TableColumn("Med uppmätt resultat", numeric=True))
    widths = column_widths(TableSpec("", columns, (("Lungcancer", "1"),)), 1168, [16.0] * 2)
    assert widths[1] - 16 >= text_width("Med uppmätt resultat", 24, bold=True, face=ARIAL)


def test_a_chart_of_few_bars_and_its_table_share_a_slide() -> None:
    section = example_pack().sections[0]
    few = dataclasses.replace(section.charts[0], bars=section.charts[0].bars[-3:])
    rows = dataclasses.replace(
        section.tables[0], rows=section.tables[0].rows[-3:],
        row_symbols=section.tables[0].row_symbols[-3:], whole_rows=(2,), hidden_rows=(),
    )  # fmt: skip
    (_cover, slide) = slides_of(
        pack_of(dataclasses.replace(section, charts=(few,), tables=(rows,), key_figure=""))
    )
    assert sum(shape.has_chart for shape in slide.shapes) == 1
    (table,) = [s for s in slide.shapes if s.has_table and s.table.first_row]
    (chart,) = [s for s in slide.shapes if s.has_chart]
    assert table.top > chart.top + chart.height
    assert len(slides_of(pack_of(section))) == 3  # eight bars fill their slide


def test_slides_with_the_same_chart_say_what_each_is_about() -> None:
    first = example_pack().sections[0]
    other = dataclasses.replace(
        first.charts[0], subtitle=first.charts[0].subtitle.replace("Bröstcancer", "Lungcancer")
    )
    sections = [dataclasses.replace(first, charts=(c,), tables=()) for c in (*first.charts, other)]
    titles = titles_of(slides_of(pack_of(*sections)))[1:]
    assert titles == [
        "Bröstcancer: andel inom ledtiden per region, kvartal 3 2026",
        "Lungcancer: andel inom ledtiden per region, kvartal 3 2026",
    ]
    assert titles_of(slides_of(pack_of(sections[0])))[1:] == [first.charts[0].title]


def test_a_table_that_begins_under_another_goes_on_under_titles_of_their_own() -> None:
    few = Section("Möten", tables=(table_of(2, "Dag"),), part="coming", chapter="A")

    def titles(rows: int) -> list[str]:
        table = table_of(rows, "Dag", "Vad")
        many = Section("Årshjul", tables=(table,), part="coming", chapter="A")
        return titles_of(slides_of(pack_of(few, many)))[1:]

    assert titles(24) == ["Möten", "Årshjul (forts.)"]
    assert titles(40) == ["Möten", "Årshjul (2 av 3)", "Årshjul (3 av 3)"]


def test_what_a_table_says_of_its_rows_stands_under_it_and_its_signs_in_the_foot() -> None:
    def drawn(*notes: str) -> list[float]:
        table = dataclasses.replace(table_of(3, "Punkt", "Läge"), notes=notes)
        (_cover, slide) = slides_of(pack_of(Section("Lista", tables=(table,))))
        return [
            run.font.size.pt
            for shape in slide.shapes
            if shape.has_text_frame and notes[0] in shape.text_frame.text
            for run in shape.text_frame.paragraphs[0].runs
        ]

    assert drawn("Skillnaden är inte större än slumpen.") == [18.0]
    assert drawn("² Intervallet täcker målnivån.") == [12.0]


def test_a_text_is_set_closer_for_one_slide_and_shared_evenly_by_two() -> None:
    def counts(lines: int) -> list[int]:
        section = Section("Text", tuple(f"Stycke {n}." for n in range(lines)))
        slides = slides_of(pack_of(section))[1:]
        return [words_of(slide).count("Stycke ") for slide in slides]

    assert [counts(17), counts(22)] == [[17], [11, 11]]


def test_a_sparse_text_is_large_and_a_full_one_is_not() -> None:
    def size(lines: int) -> float:
        (_cover, slide) = slides_of(pack_of(Section("Text", ("Ett stycke.",) * lines)))
        box = next(s for s in slide.shapes if s.has_text_frame and "stycke" in s.text_frame.text)
        return float(box.text_frame.paragraphs[0].runs[0].font.size.pt)

    assert [size(2), size(10), size(14)] == [24.0, 20.0, 18.0]
