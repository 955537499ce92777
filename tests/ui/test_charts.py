from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rccdesk.services.charts.spec import ChartSpec, Target
from rccdesk.ui import theme
from rccdesk.ui.charts import labels, pictures, scale
from rccdesk.ui.charts.bars import BarsView
from rccdesk.ui.charts.frame import ChartFrame
from rccdesk.ui.charts.view import ChartView
from rccdesk.ui.tasks import TaskRunner
from tests.ui.chart_examples import NB, comparison, histogram, many_bars, quarters, trend

ALL = (comparison, trend, quarters, histogram, many_bars)


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[theme.Theme]:
    installed = theme.install(qapp, "light")
    yield installed
    installed.apply("light", 1.0)


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.close()


def shown(qtbot: QtBot, spec: ChartSpec, width: int = 764, height: int = 380) -> ChartView:
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(width, height)
    view.show()
    view.show_chart(spec)
    QApplication.processEvents()
    return view


def press(view: ChartView, key: Qt.Key) -> None:
    canvas = view.canvas()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(canvas, event)


def colours_in(image: QImage, left: int, right: int, y: int) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(left, right)}


@pytest.mark.parametrize("make", ALL)
def test_title_and_finding_are_name_and_description(qtbot: QtBot, make: object) -> None:
    spec = make()  # type: ignore[operator]
    view = shown(qtbot, spec)
    canvas = view.canvas()
    assert canvas.accessibleName() == spec.title
    assert canvas.accessibleDescription() == spec.finding
    assert canvas.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_arrows_read_rows_from_the_own_one_and_stop_at_the_ends(qtbot: QtBot) -> None:
    view = shown(qtbot, comparison())
    reading = view.canvas().reading
    press(view, Qt.Key.Key_Down)
    assert reading.index == 1  # Region Ekmark is the own region
    assert reading.box.text() == "Region Ekmark: 45 av 70, 64 procent."
    assert view.canvas().accessibleDescription() == "Region Ekmark: 45 av 70, 64 procent."
    press(view, Qt.Key.Key_Up)
    press(view, Qt.Key.Key_Up)
    assert reading.index == 0
    press(view, Qt.Key.Key_End)
    assert reading.box.text() == "Alla i uttaget: 383 av 496, 77 procent."
    press(view, Qt.Key.Key_Down)
    assert reading.index == 7
    press(view, Qt.Key.Key_Escape)
    assert reading.index == -1
    assert view.canvas().accessibleDescription() == comparison().finding


def test_a_trend_is_read_from_the_last_mature_period(qtbot: QtBot) -> None:
    view = shown(qtbot, trend())
    press(view, Qt.Key.Key_Right)
    assert view.canvas().reading.index == 44  # 45 and 46 are preliminary
    press(view, Qt.Key.Key_Right)
    assert view.canvas().reading.box.text() == "okt 2026: 80 procent."


def test_pointer_and_keys_agree_on_rows_and_periods(qtbot: QtBot) -> None:
    for make in ALL:
        view = shown(qtbot, make())
        canvas = view.canvas()
        for index in (0, 2, 4):
            if isinstance(canvas, BarsView):
                at = canvas.row_rect(index).center()
                assert canvas.index_at(at) == index
            else:
                at = canvas.mark_rect(index).center()
                assert canvas.mark_at(QPoint(at.x(), round(canvas.plot_rect().center().y()))) == (
                    index
                )


def test_a_hidden_row_draws_no_bar(qtbot: QtBot) -> None:
    view = shown(qtbot, comparison())
    canvas = view.canvas()
    assert isinstance(canvas, BarsView)
    image = canvas.viewport().grab().toImage()
    bar = theme.colour("bar").name()
    thick = canvas.row_rect(5)
    assert bar not in colours_in(image, 0, image.width(), thick.center().y() - 5)
    first = canvas.row_rect(0)
    assert bar in colours_in(image, 0, image.width(), first.center().y() - 5)


def test_doubt_takes_the_fill_away_and_the_own_row_is_tinted(qtbot: QtBot) -> None:
    view = shown(qtbot, comparison())
    canvas = view.canvas()
    assert isinstance(canvas, BarsView)
    image = canvas.viewport().grab().toImage()
    own = canvas.row_rect(1)
    inside = colours_in(image, own.left() + 260, own.left() + 400, own.center().y() - 4)
    assert inside == {theme.colour("pri_tint").name()} | (inside & {theme.colour("grid").name()})
    vikmarken = canvas.row_rect(4)
    within = colours_in(image, 260, 380, vikmarken.center().y() - 4)
    assert theme.colour("bar").name() not in within


def test_the_whole_and_the_axis_stay_when_the_parts_scroll(qtbot: QtBot) -> None:
    view = shown(qtbot, many_bars(30), height=300)
    canvas = view.canvas()
    assert isinstance(canvas, BarsView)
    whole = canvas.row_rect(30)
    assert canvas.verticalScrollBar().maximum() > 0
    canvas.verticalScrollBar().setValue(canvas.verticalScrollBar().maximum())
    assert canvas.row_rect(30) == whole
    assert canvas.row_rect(29).bottom() <= whole.top() + 1
    press(view, Qt.Key.Key_Home)
    assert canvas.row_rect(0).top() >= 0


def test_no_label_of_a_trend_lies_on_another(qtbot: QtBot) -> None:
    spec = dataclasses.replace(
        trend(),
        targets=tuple(Target(0.7 + i / 100, f"Eget delmål {70 + i}{NB}%", i, i) for i in range(40)),
    )
    for width in (420, 764, 1400):
        shown(qtbot, spec, width)
    font = theme.font("axis", 600)
    from PySide6.QtCore import QPointF, QRectF
    from PySide6.QtGui import QColor

    crowd = [
        labels.Label(f"nummer {i}", font, QColor("black"), (QPointF(10 + i, 10),), rank=i)
        for i in range(5)
    ]
    placed = labels.place(crowd, QRectF(0, 0, 200, 60))
    assert [label.text for label, _ in placed] == ["nummer 0"]


@pytest.mark.parametrize("make", ALL)
def test_new_data_is_drawn_in_under_50_ms(qtbot: QtBot, make: object) -> None:
    spec = make()  # type: ignore[operator]
    view = shown(qtbot, spec, 1200, 600)
    best = 1.0
    for _ in range(5):
        start = time.perf_counter()
        view.show_chart(spec)
        view.canvas().viewport().repaint()
        best = min(best, time.perf_counter() - start)
    assert best < 0.05


@pytest.mark.parametrize("make", ALL)
def test_a_change_of_theme_repaints(qtbot: QtBot, themed: theme.Theme, make: object) -> None:
    view = shown(qtbot, make())  # type: ignore[operator]
    light = view.grab().toImage()
    themed.apply("dark")
    QApplication.processEvents()
    dark = view.grab().toImage()
    assert light.pixelColor(2, 374).lightness() > 200  # nothing is drawn in this corner
    assert dark.pixelColor(2, 374).lightness() < 60


def test_an_axis_of_values_starts_at_zero_in_round_steps() -> None:
    assert scale.value_axis([41.0, 12.5]) == scale.Axis(50.0, 10.0)
    assert scale.value_axis([3.2]) == scale.Axis(4.0, 1.0)
    assert scale.value_axis([]) == scale.Axis(1.0, 0.2)
    under = scale.value_axis([32.0, 12.0], [-3.5, 4.0])  # an interval of a difference
    assert (under.bottom, under.top) == (-10.0, 40.0)
    assert [label for _, label in under.ticks(is_share=False)] == [
        "\N{MINUS SIGN}10", "0", "10", "20", "30", "40",
    ]  # fmt: skip
    assert [label for _, label in scale.share_axis().ticks(is_share=True)] == [
        "0",
        "20",
        "40",
        "60",
        "80",
        f"100{NB}%",
    ]


def test_bands_lie_on_the_wanted_side() -> None:
    two = (Target(0.75, "", is_lower_level=True), Target(0.85, ""))
    assert scale.bands(two, "higher", 1.0) == [(0.85, 1.0, "band1"), (0.75, 0.85, "band2")]
    low = (Target(10.0, "", is_lower_level=True), Target(5.0, ""))
    assert scale.bands(low, "lower", 20.0) == [(0.0, 5.0, "band1"), (5.0, 10.0, "band2")]
    assert scale.bands(two, "neutral", 1.0) == []


def test_contrast_is_that_of_wcag() -> None:
    from PySide6.QtGui import QColor

    assert scale.contrast(QColor("white"), QColor("black")) == pytest.approx(21.0)
    # 4.54:1 is the published ratio of #767676 on white.
    assert scale.contrast(QColor("#767676"), QColor("white")) == pytest.approx(4.54, abs=0.01)


def test_table_and_picture_hold_the_same_numbers(qtbot: QtBot, tasks: TaskRunner) -> None:
    frame = ChartFrame(tasks)
    qtbot.addWidget(frame)
    frame.resize(800, 560)
    frame.show()
    spec = comparison()
    frame.show_chart(spec)
    frame.show_as_table(on=True)
    model = frame.table.rows
    shares = [model.index(row, 2).data() for row in range(model.rowCount())]
    assert shares == [bar.value_text for bar in spec.bars]
    assert frame.shows_table


def test_copied_words_and_data_carry_everything(qtbot: QtBot, tasks: TaskRunner) -> None:
    frame = ChartFrame(tasks)
    qtbot.addWidget(frame)
    frame.show_chart(comparison())
    frame.acts.copy_text()
    words = QApplication.clipboard().text()
    assert words.startswith("Andel inom ledtiden per region, kvartal 3 2026\nBröstcancer")
    assert "EXEMPELDATA" in words
    assert "◆" not in words
    frame.acts.copy_data()
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0].split("\t") == ["Region", "Inom / alla", "Andel", "Inklusion"]
    assert lines[2].split("\t") == ["Region Ekmark", f"45{NB}av{NB}70", f"64{NB}%", f"67{NB}%"]
    assert lines[6].split("\t") == ["Region Mellanå", "..", "..", ".."]
    html = QApplication.clipboard().mimeData().html()
    assert f'<td>Region Ekmark</td><td align="right">45{NB}av{NB}70</td>' in html


def test_a_copied_picture_is_the_document_one(qtbot: QtBot, tasks: TaskRunner) -> None:
    frame = ChartFrame(tasks)
    qtbot.addWidget(frame)
    frame.show_chart(comparison())
    with qtbot.waitSignal(frame.said, timeout=20000):
        frame.acts.copy_picture()
    image = QApplication.clipboard().image()
    assert image.width() > 1200  # drawn at twice the size of the window
    assert image.height() > 700


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_a_saved_picture_has_title_foot_and_example_mark(tmp_path: object, suffix: str) -> None:
    path = tmp_path / f"bild{suffix}"  # type: ignore[operator]
    pictures.write(comparison(), path)
    content = path.read_bytes()
    if suffix == ".svg":
        assert "Andel inom ledtiden per region" in content.decode("utf-8")
        assert "EXEMPELDATA" in content.decode("utf-8")
    else:
        assert content.startswith(b"\x89PNG")


def test_the_foot_folds_before_the_plot_gets_low(qtbot: QtBot, tasks: TaskRunner) -> None:
    frame = ChartFrame(tasks)
    qtbot.addWidget(frame)
    frame.show_chart(comparison())
    frame.resize(800, 640)
    frame.show()
    QApplication.processEvents()
    whole = frame._foot.text()
    assert "EXEMPELDATA" in whole
    frame.resize(800, 420)
    QApplication.processEvents()
    assert "<br>" not in frame._foot.text()
    assert frame._more.isVisible()
    assert "EXEMPELDATA" in frame._foot.accessibleName()
    frame._more.click()
    assert "EXEMPELDATA" in frame._foot.text()


def test_every_tool_of_the_frame_has_a_name(qtbot: QtBot, tasks: TaskRunner) -> None:
    from PySide6.QtWidgets import QAbstractButton

    frame = ChartFrame(tasks)
    qtbot.addWidget(frame)
    frame.show_chart(comparison())
    assert frame.accessibleName() == comparison().title
    for button in frame.findChildren(QAbstractButton):
        if button.objectName() != "qt_tableview_cornerbutton" and button.isVisibleTo(frame):
            assert button.accessibleName() or button.text()
