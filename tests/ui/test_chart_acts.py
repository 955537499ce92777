"""A chart taken out of the window: dragged as a file with its numbers, and printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QGuiApplication, QImage, QMouseEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from rccdesk.errors import RccdeskError
from rccdesk.ui import theme
from rccdesk.ui.charts import dragging, printing
from rccdesk.ui.charts.frame import ChartFrame
from rccdesk.ui.tasks import TaskRunner
from tests.ui.chart_examples import NB, comparison, ecdf, trend

_HIDDEN = "Region Mellanå"  # whose figures the example hides


@pytest.fixture
def frame(qapp: QApplication, qtbot: QtBot) -> Iterator[ChartFrame]:
    theme.install(qapp, "light")
    runner = TaskRunner()
    made = ChartFrame(runner)
    qtbot.addWidget(made)
    made.resize(800, 560)
    made.show()
    made.show_chart(comparison())
    QApplication.processEvents()
    yield made
    runner.close()
    dragging.forget_files()


def drag_over(widget: QWidget, distance: int) -> None:
    """Press the left button on ``widget`` and move the pointer."""
    left = Qt.MouseButton.LeftButton
    kinds = (QMouseEvent.Type.MouseButtonPress, QMouseEvent.Type.MouseMove)
    for kind, way in zip(kinds, (0, distance), strict=True):
        place = QPoint(20 + way, 8)
        event = QMouseEvent(
            kind, QPointF(place), QPointF(widget.mapToGlobal(place)),
            left if kind is kinds[0] else Qt.MouseButton.NoButton, left,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)


@pytest.fixture
def dragged(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """Return what is dragged: its formats with their content, while the button is held."""
    found: list[dict[str, object]] = []

    def note(drag: QDrag, *_actions: object) -> Qt.DropAction:
        content = drag.mimeData()
        found.append(
            {
                "path": Path(content.urls()[0].toLocalFile()),
                "image": QImage(content.imageData()),
                "text": content.text(),
                "formats": set(content.formats()),
                "svg": bytes(content.data("image/svg+xml").data()).decode("utf-8"),
                "tsv": bytes(content.data("text/tab-separated-values").data()).decode("utf-8"),
                "preview": drag.pixmap().width(),
            }
        )
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", note)
    monkeypatch.setattr(QGuiApplication, "mouseButtons", lambda: Qt.MouseButton.LeftButton)
    return found


def test_a_chart_is_dragged_out_as_a_file_with_its_picture_and_numbers(
    frame: ChartFrame, dragged: list[dict[str, object]], qtbot: QtBot
) -> None:
    drag_over(frame.view.canvas().viewport(), 40)
    qtbot.waitUntil(lambda: bool(dragged), timeout=20000)
    (found,) = dragged
    path = found["path"]
    assert isinstance(path, Path)
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.stem.startswith("Andel-inom-ledtiden-per-region")
    assert path.parent.stat().st_mode & 0o077 == 0  # nobody else reads it
    assert QImage(str(path)) == found["image"]
    text, svg = str(found["text"]), str(found["svg"])
    assert found["tsv"] == text
    assert f"Region Ekmark\t45{NB}av{NB}70" in text
    assert svg.startswith("<svg") and "EXEMPELDATA" in svg
    dragging.forget_files()
    assert not path.exists() and not path.parent.exists()


def test_no_hidden_figure_goes_along_in_any_form(
    frame: ChartFrame, dragged: list[dict[str, object]], qtbot: QtBot
) -> None:
    spec = comparison()
    row = next(line for line in spec.table.rows if line[0] == _HIDDEN)
    assert set(row[1:]) == {".."}
    drag_over(frame.view.canvas().viewport(), 40)
    qtbot.waitUntil(lambda: bool(dragged), timeout=20000)
    (found,) = dragged
    lines = [line for line in str(found["text"]).split("\n") if line.startswith(_HIDDEN)]
    assert lines == [f"{_HIDDEN}\t..\t..\t.."]
    known = {"text/uri-list", "application/x-qt-image", "image/svg+xml", "text/plain"}
    assert found["formats"] == known | {"text/tab-separated-values"}
    path = found["path"]
    assert isinstance(path, Path)
    assert b"tEXt" not in path.read_bytes() and b"iTXt" not in path.read_bytes()
    assert "<metadata" not in str(found["svg"]) and "<desc" not in str(found["svg"])


def test_a_short_move_or_a_released_button_drags_nothing(
    frame: ChartFrame, dragged: list[dict[str, object]], qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    drag_over(frame._title, 2)
    monkeypatch.setattr(QGuiApplication, "mouseButtons", lambda: Qt.MouseButton.NoButton)
    drag_over(frame._title, 40)
    qtbot.waitUntil(lambda: frame._tasks.is_idle, timeout=20000)
    assert dragged == []


@pytest.mark.parametrize(("make", "takes"), [(ecdf, False), (trend, True)])
def test_a_chart_whose_line_is_dragged_goes_by_its_title(
    frame: ChartFrame, dragged: list[dict[str, object]], qtbot: QtBot, make: object, takes: bool
) -> None:
    frame.show_chart(make())  # type: ignore[operator]
    QApplication.processEvents()
    drag_over(frame.view.canvas().viewport(), 40)
    qtbot.waitUntil(lambda: frame._tasks.is_idle, timeout=20000)
    assert bool(dragged) is takes
    dragged.clear()
    drag_over(frame._title, 40)
    qtbot.waitUntil(lambda: bool(dragged), timeout=20000)


def test_a_chart_is_printed_whole_on_one_sheet(
    frame: ChartFrame, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "diagram.pdf"
    asked: list[QPrintDialog] = []

    def accept(dialog: QPrintDialog) -> None:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        asked.append(dialog)
        dialog.accepted.emit(printer)

    monkeypatch.setattr(QDialog, "open", accept)
    with qtbot.waitSignal(frame.said, timeout=30000) as said:
        frame.acts.print.trigger()
    assert said.args == ["Diagrammet är skickat till skrivaren."]
    assert asked[0].windowTitle() == "Skriv ut diagrammet"
    content = target.read_bytes()
    assert content.startswith(b"%PDF") and content.count(b"/Type /Page\n") == 1
    assert frame.acts.print in frame.menu().actions()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_said_in_words(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "finns inte" / "diagram.pdf"))
    with pytest.raises(RccdeskError) as caught:
        printing.print_on(comparison(), printer)
    assert caught.value.code == "print_failed"
