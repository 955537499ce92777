from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.ui import theme
from rccdesk.ui.tables.row_table import RowTableModel
from rccdesk.ui.tables.table_view import RowTableView
from tests.ui.chart_examples import NB, comparison

COLUMNS = (TableColumn("Namn"), TableColumn("Antal", numeric=True))
ROWS = (
    ("Örebro", "12"),
    ("Ängelholm", f"1{NB}204"),
    ("Zinkgruvan", ".."),
    ("Åre", "9,5"),
    ("indikator 10", "–"),
    ("indikator 2", "\u22123"),
)


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[theme.Theme]:
    yield theme.install(qapp, "light")


def column(model: RowTableModel, number: int) -> list[str]:
    return [model.index(row, number).data() for row in range(model.rowCount())]


def test_the_model_keeps_the_rules_of_qt_through_sorts() -> None:
    model = RowTableModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(COLUMNS, ROWS)
    model.sort(1)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.set_rows(COLUMNS, ())
    model.set_table(comparison().table)
    model.sort(2)
    del tester


def test_numbers_sort_as_numbers_and_signs_stay_last() -> None:
    model = RowTableModel()
    model.set_rows(COLUMNS, ROWS)
    model.sort(1)
    assert column(model, 1) == ["\u22123", "9,5", "12", f"1{NB}204", "..", "–"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert column(model, 1) == [f"1{NB}204", "12", "9,5", "\u22123", "..", "–"]


def test_words_sort_in_swedish_and_numbers_in_them_by_size() -> None:
    model = RowTableModel()
    model.set_rows(COLUMNS, ROWS)
    model.sort(0)
    assert column(model, 0) == [
        "indikator 2",
        "indikator 10",
        "Zinkgruvan",
        "Åre",
        "Ängelholm",
        "Örebro",
    ]
    model.sort(-1)
    assert column(model, 0) == [row[0] for row in ROWS]


def test_a_held_row_is_followed_through_a_sort() -> None:
    model = RowTableModel()
    model.set_rows(COLUMNS, ROWS)
    held = QPersistentModelIndex(model.index(1, 0))
    model.sort(1)
    assert held.row() == 3
    assert held.data() == "Ängelholm"
    assert model.source_row(3) == 1
    assert model.shown_row(1) == 3


def test_the_whole_stays_last_in_every_order() -> None:
    table = TableSpec("", COLUMNS, (("b", "2"), ("a", "1"), ("Alla", "3")), whole_rows=(2,))
    model = RowTableModel()
    model.set_table(table)
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        model.sort(1, order)
        assert column(model, 0)[-1] == "Alla"
        assert model.is_whole(2)


def test_a_cell_says_row_column_and_value_to_screen_readers() -> None:
    model = RowTableModel()
    model.set_table(comparison().table)
    said = model.index(1, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"Region Ekmark, Andel: 64{NB}%"


def test_copying_takes_the_chosen_rows_or_all(qtbot: QtBot) -> None:
    view = RowTableView()
    qtbot.addWidget(view)
    view.show_table(comparison().table)
    assert view.accessibleName() == comparison().title
    view.copy()
    assert len(QApplication.clipboard().text().split("\n")) == 9
    view.selectRow(1)
    view.copy()
    assert QApplication.clipboard().text().split("\n")[1].startswith("Region Ekmark\t45")
    assert len(QApplication.clipboard().text().split("\n")) == 2


def test_fifty_thousand_rows_sort_at_once() -> None:
    import random
    import time

    chance = random.Random(1)
    rows = tuple((f"rad {i}", str(chance.randrange(10**6))) for i in range(50_000))
    model = RowTableModel()
    model.set_rows(COLUMNS, rows)
    start = time.perf_counter()
    model.sort(1)
    assert time.perf_counter() - start < 2.0
    numbers = [int(text) for text in column(model, 1)[:1000]]
    assert numbers == sorted(numbers)
