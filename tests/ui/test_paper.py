"""The pages of a pack on screen: drawn where they are read, and let go of where they are not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rccdesk.ui.packs.paper import Paper
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import settle

COUNT = 20


def page(number: int) -> bytes:
    """Return a page of one colour of its own, as PNG."""
    image = QImage(210, 297, QImage.Format.Format_RGB32)
    image.fill(QColor(10 * number, 0, 255 - 10 * number))
    held = QBuffer()
    held.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(held, "PNG")  # type: ignore[call-overload]
    return bytes(held.data().data())


@pytest.fixture
def tasks() -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.close()


@pytest.fixture
def paper(qtbot: QtBot, tasks: TaskRunner) -> Paper:
    made = Paper(tasks)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    made.show_pages([page(number) for number in range(1, COUNT + 1)])
    settle(made, tasks)
    return made


def drawn(paper: Paper) -> list[int]:
    """Return the numbers of the pages that have a picture, each with its own colour."""
    found = []
    for number, sheet in enumerate(paper.pages, start=1):
        picture = sheet.label.pixmap()
        if not picture.isNull():
            shown = picture.toImage().pixelColor(5, 5)
            assert (shown.red(), shown.blue()) == (10 * number, 255 - 10 * number)
            found.append(number)
    return found


def test_only_the_pages_near_the_one_that_is_read_take_memory(
    paper: Paper, tasks: TaskRunner
) -> None:
    assert paper.page == 1
    assert drawn(paper) == [1, 2, 3, 4]
    QTest.keyClick(paper, Qt.Key.Key_End)
    settle(paper, tasks)
    assert paper.page == COUNT
    assert drawn(paper) == [17, 18, 19, 20]
    QTest.keyClick(paper, Qt.Key.Key_Home)
    settle(paper, tasks)
    assert (paper.page, drawn(paper)) == (1, [1, 2, 3, 4])


def test_a_page_is_as_wide_as_its_room_and_keeps_its_shape(paper: Paper, tasks: TaskRunner) -> None:
    before = paper.pages[0].label.width()
    QTest.keyClick(paper, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    settle(paper, tasks)
    sheet = paper.pages[0].label
    assert sheet.width() == pytest.approx(before * 0.75, abs=2)
    picture = sheet.pixmap()
    ratio = picture.devicePixelRatio()
    assert picture.width() / ratio == pytest.approx(sheet.width(), abs=2)
    assert picture.height() / picture.width() == pytest.approx(297 / 210, rel=0.01)
    assert drawn(paper)[:4] == [1, 2, 3, 4]


def test_pages_that_are_replaced_while_they_are_read_are_not_shown(
    paper: Paper, tasks: TaskRunner
) -> None:
    paper.show_pages([page(number) for number in range(1, COUNT + 1)])
    paper.show_nothing()
    settle(paper, tasks)
    assert paper.pages == []
    assert paper.page == 0
