"""Control limits, funnel, ECDF, heat map, overtime, stages and lines: drawn, read and chosen."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu
from pytestqt.qtbot import QtBot

from rccdesk.services.charts.spec import Annotation, Break, ChartKind, ChartSpec, Phase
from rccdesk.ui import theme
from rccdesk.ui.charts import heatmap, labels, overtime, scale
from rccdesk.ui.charts.bars import BarsView
from rccdesk.ui.charts.ecdf import EcdfView
from rccdesk.ui.charts.frame import ChartFrame
from rccdesk.ui.charts.funnel import FunnelView
from rccdesk.ui.charts.heatmap import HeatmapView
from rccdesk.ui.charts.help import ChartHelp
from rccdesk.ui.charts.lines import LinesView
from rccdesk.ui.charts.overtime import OvertimeView
from rccdesk.ui.charts.trend import TrendView
from rccdesk.ui.charts.view import ChartView
from rccdesk.ui.charts.window import PeriodWindow
from rccdesk.ui.tasks import TaskRunner
from tests.ui import chart_examples as examples
from tests.ui.chart_examples import NB

Make = Callable[[], ChartSpec]
KINDS: tuple[Make, ...] = (
    examples.controlled,
    examples.funnel,
    examples.ecdf,
    examples.heatmap,
    examples.overtime,
    examples.stages,
    examples.lines,
)


@pytest.fixture
def themed() -> theme.Theme:
    return theme.current()


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


def press(
    widget: object, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifier))  # type: ignore[arg-type]


def mouse(widget: object, kind: QEvent.Type, at: QPointF) -> None:
    button = Qt.MouseButton.LeftButton
    event = QMouseEvent(kind, at, at, button, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)  # type: ignore[arg-type]


def picture(canvas: object) -> QImage:
    return canvas.viewport().grab().toImage()  # type: ignore[attr-defined]


def has_near(image: QImage, at: QPointF, token: str, reach: int = 1) -> bool:
    wanted = theme.colour(token).name()
    around = range(-reach, reach + 1)
    return any(
        image.pixelColor(round(at.x()) + x, round(at.y()) + y).name() == wanted
        for x in around
        for y in around
    )


def placed(canvas: TrendView | FunnelView | EcdfView | LinesView) -> list[QRectF]:
    plot = canvas.plot_rect()
    if isinstance(canvas, TrendView):
        board = QImage(2000, 1200, QImage.Format.Format_RGB32)
        painter = QPainter(board)
        found = canvas.placed_labels(painter, plot)
        painter.end()
    else:
        found = canvas.placed_labels(plot)
    return [box for _, box in found]


# every kind


def test_each_kind_is_named_and_read(qtbot: QtBot) -> None:
    for make in KINDS:
        spec = make()
        canvas = shown(qtbot, spec).canvas()
        assert canvas.accessibleName() == spec.title
        assert canvas.accessibleDescription() == spec.finding
        press(canvas, Qt.Key.Key_Right)
        assert canvas.reading.index >= 0
        assert canvas.reading.box.text() == canvas.accessibleDescription() != spec.finding
        press(canvas, Qt.Key.Key_Escape)
        assert canvas.accessibleDescription() == spec.finding


def test_each_kind_follows_the_theme(qtbot: QtBot, themed: theme.Theme) -> None:
    views = [shown(qtbot, make()) for make in KINDS]
    light = [picture(view.canvas()) for view in views]
    themed.apply("dark")
    QApplication.processEvents()
    for view, before in zip(views, light, strict=True):
        after = picture(view.canvas())
        assert before.pixelColor(1, before.height() - 2).lightness() > 200
        assert after.pixelColor(1, after.height() - 2).lightness() < 60


def test_the_focus_is_seen_before_anything_is_read(qtbot: QtBot) -> None:
    for make in (examples.funnel, examples.heatmap, examples.stages):
        canvas = shown(qtbot, make()).canvas()
        corner = QPointF(canvas.viewport().width() / 2, 1)
        canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        qtbot.waitUntil(canvas.hasFocus)
        assert not has_near(picture(canvas), corner, "focus")
        canvas.clearFocus()
        canvas.setFocus(Qt.FocusReason.TabFocusReason)
        assert has_near(picture(canvas), corner, "focus")
        press(canvas, Qt.Key.Key_Right)
        assert not has_near(picture(canvas), corner, "focus")
        at = canvas.row_rect(canvas.reading.index) if isinstance(canvas, BarsView) else None
        ring = at or canvas.mark_rect(canvas.reading.index)  # type: ignore[union-attr]
        assert has_near(picture(canvas), QPointF(ring.center().x(), ring.top() + 1), "focus", 2)


def test_nothing_shown_is_said_and_still_read(qtbot: QtBot) -> None:
    for make in KINDS:
        spec = examples.all_hidden(make())
        canvas = shown(qtbot, spec).canvas()
        if not isinstance(canvas, BarsView | HeatmapView):
            assert canvas.is_empty()
        picture(canvas)
        press(canvas, Qt.Key.Key_Right)
        if spec.points or spec.cells or spec.stacks or spec.stages or spec.lines:
            assert canvas.reading.index >= 0


@pytest.mark.parametrize("size", [1.0, 2.0])
def test_no_label_lies_on_another_or_outside(
    qtbot: QtBot, themed: theme.Theme, size: float
) -> None:
    themed.apply("light", size)
    for make in (examples.controlled, examples.funnel, examples.ecdf, examples.lines):
        view = shown(qtbot, make())
        for width in (420, 798, 1400):
            view.resize(width, 420)
            QApplication.processEvents()
            canvas = view.canvas()
            assert isinstance(canvas, TrendView | FunnelView | EcdfView | LinesView)
            boxes = placed(canvas)
            assert boxes
            for one, other in itertools.combinations(boxes, 2):
                assert not one.intersects(other)
            frame = QRectF(canvas.viewport().rect()).adjusted(-1, -1, 1, 1)
            assert all(frame.contains(box) for box in boxes)


# trend with control limits


def test_limits_step_with_each_period_and_stop_where_periods_are_preliminary(
    qtbot: QtBot,
) -> None:
    spec = examples.controlled()
    canvas = shown(qtbot, spec, 1200, 500).canvas()
    assert isinstance(canvas, TrendView)
    image = picture(canvas)
    for index in (3, 20, 40):
        upper = spec.points[index].upper
        assert upper is not None
        # A dash of 5 with gaps of 3: within 10 px of a step some pixel is drawn.
        ys = [round(canvas.at(index, upper).y()) + shift for shift in (-1, 0, 1)]
        left = round(canvas.at(index - 0.4, upper).x())
        wanted = theme.colour("none")
        assert any(
            abs(image.pixelColor(x, y).lightness() - wanted.lightness()) < 60
            for x in range(left, left + 10)
            for y in ys
        )
    plot = canvas.plot_rect()
    centre = canvas.at(46, 0.56)
    assert plot.contains(centre)
    assert not has_near(image, centre, "none")  # preliminary: no centre line


def test_runs_have_their_colour_and_larger_points(qtbot: QtBot) -> None:
    spec = examples.controlled()
    canvas = shown(qtbot, spec, 1200, 500).canvas()
    assert isinstance(canvas, TrendView)
    image = picture(canvas)

    def at(index: int) -> QPointF:
        value = spec.points[index].value
        assert value is not None
        return canvas.at(index, value)

    assert has_near(image, at(41), "pri")
    assert has_near(image, at(9), "bad_text")
    assert has_near(image, at(20), "text2")

    def width(index: int, token: str) -> int:
        x, y = round(at(index).x()), round(at(index).y())
        wanted = theme.colour(token).name()
        return sum(image.pixelColor(x + dx, y).name() == wanted for dx in range(-8, 9))

    # A peak and a bottom: the line itself leaves their row. Radius 4.6 against 3.3.
    assert width(9, "bad_text") > width(1, "text2") >= 5


def test_a_break_that_cuts_nothing_joins_the_line(qtbot: QtBot) -> None:
    spec = examples.controlled()
    whole = dataclasses.replace(
        spec, breaks=(Break(17, "Nya gränser", cuts=False),), phases=(Phase(0, 44, 0.5, "medel"),)
    )
    for wanted, one in ((0, spec), (1, whole)):
        canvas = shown(qtbot, one).canvas()
        assert isinstance(canvas, TrendView)
        assert canvas._mature.opts["connect"][16] == wanted


def test_an_event_stands_away_from_the_newest_data(qtbot: QtBot) -> None:
    spec = examples.controlled()
    canvas = shown(qtbot, spec, 900, 420).canvas()
    assert isinstance(canvas, TrendView)
    stem = canvas.at(35.5, 0).x()
    board = QImage(1000, 600, QImage.Format.Format_RGB32)
    painter = QPainter(board)
    found = canvas.placed_labels(painter, canvas.plot_rect())
    painter.end()
    note = next(box for label, box in found if label.text.startswith("Insats"))
    assert note.right() < stem
    early = dataclasses.replace(spec, annotations=(Annotation(1, "Insats", "januari 2023"),))
    canvas.show_chart(early)
    painter = QPainter(board)
    found = canvas.placed_labels(painter, canvas.plot_rect())
    painter.end()
    note = next(box for label, box in found if label.text.startswith("Insats"))
    assert note.left() > canvas.at(0.5, 0).x()


# funnel


def test_a_dot_lies_at_its_count_and_share(qtbot: QtBot) -> None:
    spec = examples.funnel()
    canvas = shown(qtbot, spec, 900, 500).canvas()
    assert isinstance(canvas, FunnelView)
    plot = canvas.plot_rect()
    most = 320 * 1.04  # the largest count of the limits, and a little room
    image = picture(canvas)
    for index, token in ((2, "bar"), (0, "text"), (1, "pri"), (5, "text")):
        dot = spec.dots[index]
        assert dot.count is not None
        assert dot.value is not None
        x = plot.left() + dot.count / most * plot.width()
        y = plot.bottom() - dot.value * plot.height()
        assert canvas.dot_at(index).x() == pytest.approx(x, abs=1)
        assert canvas.dot_at(index).y() == pytest.approx(y, abs=1)
        assert has_near(image, QPointF(x, y), token)
        assert canvas.mark_at(QPoint(round(x), round(y))) == index


def test_own_and_outside_units_are_named(qtbot: QtBot) -> None:
    canvas = shown(qtbot, examples.funnel(), 1200, 500).canvas()
    assert isinstance(canvas, FunnelView)
    words = {label.text for label, _ in canvas.placed_labels(canvas.plot_rect())}
    assert f"Region Ekmark 64{NB}%" in words
    assert "Region Norrsjö" in words
    assert "Universitetssjukhuset i Sjukvårdsregion Exempel, Vikmarken" in words
    assert "Region Storåsen" not in words
    assert {f"95{NB}%", f"99,8{NB}%", f"alla 72{NB}%"} <= words


# ECDF


def test_the_share_within_any_day_is_that_of_the_steps(qtbot: QtBot) -> None:
    spec = examples.ecdf()
    canvas = shown(qtbot, spec).canvas()
    assert isinstance(canvas, EcdfView)
    for day in range(100):
        reached = [step.share for step in spec.steps if step.days <= day]
        assert canvas.share_within(day) == (max(reached) if reached else 0.0)
    on, between = canvas.mark_texts()[30], canvas.mark_texts()[31]
    assert on == f"Inom 30 dagar: 56{NB}%."
    assert between == f"Inom 31 dagar: minst 56{NB}%."  # somebody in the next step may be counted


def test_arrow_keys_move_the_line_and_ask_once_when_they_rest(qtbot: QtBot) -> None:
    view = shown(qtbot, examples.ecdf())
    canvas = view.canvas()
    assert isinstance(canvas, EcdfView)
    chosen: list[int] = []
    view.days_chosen.connect(chosen.append)
    press(canvas, Qt.Key.Key_Right)  # begins at the marked day
    press(canvas, Qt.Key.Key_Right)
    press(canvas, Qt.Key.Key_Right)
    assert canvas.marked == 30
    with qtbot.waitSignal(view.days_chosen, timeout=2000):
        pass
    assert chosen == [30]


def test_the_line_is_dragged_to_a_day(qtbot: QtBot) -> None:
    view = shown(qtbot, examples.ecdf())
    canvas = view.canvas()
    assert isinstance(canvas, EcdfView)
    chosen: list[int] = []
    view.days_chosen.connect(chosen.append)
    y = canvas.plot_rect().center().y()
    mouse(canvas.viewport(), QEvent.Type.MouseButtonPress, QPointF(canvas.at(28, 0).x(), y))
    mouse(canvas.viewport(), QEvent.Type.MouseMove, QPointF(canvas.at(40, 0).x(), y))
    mouse(canvas.viewport(), QEvent.Type.MouseMove, QPointF(canvas.at(60, 0).x(), y))
    assert chosen == []
    mouse(canvas.viewport(), QEvent.Type.MouseButtonRelease, QPointF(canvas.at(60, 0).x(), y))
    assert chosen == [60]
    assert has_near(picture(canvas), QPointF(canvas.at(60, 0).x(), y), "pri")


def test_the_keyboard_goes_on_after_new_figures_for_the_days(qtbot: QtBot) -> None:
    view = shown(qtbot, examples.ecdf())
    canvas = view.canvas()
    assert isinstance(canvas, EcdfView)
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    press(canvas, Qt.Key.Key_Right)
    press(canvas, Qt.Key.Key_Right)
    view.show_chart(dataclasses.replace(examples.ecdf(), marked_days=29))
    assert canvas.reading.index == 29
    press(canvas, Qt.Key.Key_Right)
    assert canvas.marked == 30


# heat map


def test_arrow_keys_move_in_two_dimensions_and_scroll(qtbot: QtBot) -> None:
    spec = examples.heatmap(31, 40)
    canvas = shown(qtbot, spec).canvas()
    assert isinstance(canvas, HeatmapView)
    press(canvas, Qt.Key.Key_Down)
    assert canvas.spec_index(canvas.reading.index) == 39  # the newest period of the first row
    press(canvas, Qt.Key.Key_Down)
    assert canvas.cell(canvas.reading.index) == spec.cells[79]
    press(canvas, Qt.Key.Key_Left)
    assert canvas.reading.box.text() == spec.cells[78].spoken
    for _ in range(40):
        press(canvas, Qt.Key.Key_Left)
        press(canvas, Qt.Key.Key_Down)
    assert canvas.cell(canvas.reading.index) == spec.cells[30 * 40]
    corner = canvas.mark_rect(canvas.reading.index)
    assert canvas.viewport().rect().contains(corner)
    assert canvas.mark_at(corner.center()) == canvas.reading.index


def test_values_are_readable_on_every_shade(themed: theme.Theme) -> None:
    for palette in ("light", "dark", "contrast"):
        themed.apply(palette)
        shades = [heatmap.shade(tone) for tone in range(5)]
        parts = [overtime.part_colour(part) for part in range(5)]
        grounds = [*shades, *parts]
        assert all(scale.contrast(heatmap.ink(one), one) >= 4.5 for one in grounds)
        surface = theme.colour("surface")
        for each in (shades, parts):
            strengths = [scale.contrast(one, surface) for one in each]
            assert strengths == sorted(strengths)
        assert scale.contrast(theme.colour("text3"), theme.colour("none_tint")) >= 4.5


def test_a_cell_has_the_shade_of_its_tone_and_a_hidden_one_has_none(qtbot: QtBot) -> None:
    spec = examples.heatmap()
    canvas = shown(qtbot, spec, 900, 460).canvas()
    assert isinstance(canvas, HeatmapView)
    image = picture(canvas)
    for mark, tone in ((0, 0), (4, 1), (8, 2), (6 * 11, 3), (7 * 11, 4)):
        cell = canvas.cell(mark)
        assert cell is not None
        assert cell.tone == tone
        inside = canvas.mark_rect(mark).bottomLeft() + QPoint(4, -4)
        assert image.pixelColor(inside).name() == heatmap.shade(tone).name()
    hidden = canvas.mark_rect(13).bottomLeft() + QPoint(4, -4)
    assert image.pixelColor(hidden).name() == theme.colour("none_tint").name()


# overtime and stages


def test_parts_are_as_wide_as_their_shares(qtbot: QtBot) -> None:
    spec = examples.overtime()
    canvas = shown(qtbot, spec, 900, 460).canvas()
    assert isinstance(canvas, OvertimeView)
    lay = canvas._layout
    assert lay is not None
    width = lay.plot_right - lay.plot_left
    for mark, stack in enumerate(spec.stacks):
        if stack.hidden_text:
            assert canvas.segments(mark) == []
            continue
        found = dict(canvas.segments(mark))
        assert {part: box.width() / width for part, box in found.items()} == pytest.approx(
            {part: share for part, share in enumerate(stack.parts) if share}, abs=1e-6
        )


def test_every_part_is_named_inside_the_view_at_any_size(qtbot: QtBot, themed: theme.Theme) -> None:
    for size, width in ((1.0, 764), (2.0, 764), (1.0, 430)):
        themed.apply("light", size)
        canvas = shown(qtbot, examples.overtime(), width).canvas()
        assert isinstance(canvas, OvertimeView)
        words = [box for _, box in canvas.key_rects(canvas.viewport().width())]
        assert len(words) == 5
        assert all(box.right() <= canvas.viewport().width() for box in words)
        assert canvas.row_rect(0).top() >= max(box.bottom() for box in words)


def test_a_stage_is_a_bar_of_its_median_with_quartiles(qtbot: QtBot) -> None:
    canvas = shown(qtbot, examples.stages(), 900, 400).canvas()
    assert isinstance(canvas, BarsView)
    lay = canvas._layout
    assert lay is not None
    image = picture(canvas)
    per_day = (lay.plot_right - lay.plot_left) / 25  # the axis ends at 25 days
    row = canvas.row_rect(1)
    y = row.center().y() - 5
    inside = QPointF(lay.plot_left + 10.5 * per_day, y)
    outside = QPointF(lay.plot_left + 11.6 * per_day, y)
    assert has_near(image, inside, "bar", 0)
    assert not has_near(image, outside, "bar", 0)
    cap = QPointF(lay.plot_left + 19 * per_day, row.center().y() - 2)
    assert has_near(image, cap, "text", 1)


# lines


def test_lines_are_read_up_and_down_and_period_by_period(qtbot: QtBot) -> None:
    spec = examples.lines(8, 24)
    canvas = shown(qtbot, spec).canvas()
    assert isinstance(canvas, LinesView)
    press(canvas, Qt.Key.Key_Down)
    assert canvas.reading.box.text() == "Region Ekmark: hela raden."
    press(canvas, Qt.Key.Key_Left)
    last = spec.lines[1].value_texts[23]
    assert canvas.reading.box.text() == f"Region Ekmark, dec 2023: {last}"
    press(canvas, Qt.Key.Key_Up)
    assert canvas.reading.box.text() == (
        f"Region Norrsjö, dec 2023: {spec.lines[0].value_texts[23]}"
    )
    assert canvas._lit == 0
    assert "Region Norrsjö, jun 2022" in canvas.mark_texts()[6]
    assert canvas.mark_texts()[4 * 25 + 6] == "Region Vikmarken, jun 2022: visas inte"


def test_the_name_at_the_end_has_the_last_complete_value(qtbot: QtBot) -> None:
    spec = dataclasses.replace(examples.lines(3, 12), preliminary_from=10)
    canvas = shown(qtbot, spec).canvas()
    assert isinstance(canvas, LinesView)
    words = {label.text for label, _ in canvas.placed_labels(canvas.plot_rect())}
    assert f"Region Ekmark {spec.lines[1].value_texts[9]}" in words
    assert "preliminärt" in words


def test_a_value_without_neighbours_is_a_dot(qtbot: QtBot) -> None:
    spec = examples.lines(2, 12)
    own = dataclasses.replace(spec.lines[0], is_own=True, values=(None,) * 6 + (0.5,) + (None,) * 5)
    canvas = shown(qtbot, dataclasses.replace(spec, lines=(own, spec.lines[1]))).canvas()
    assert isinstance(canvas, LinesView)
    assert has_near(picture(canvas), canvas.at(6, 0.5), "pri")


def test_the_pointer_lights_the_nearest_line(qtbot: QtBot) -> None:
    spec = examples.lines(4, 12)
    canvas = shown(qtbot, spec, 900, 500).canvas()
    assert isinstance(canvas, LinesView)
    value = spec.lines[2].values[7]
    assert value is not None
    at = canvas.at(7, value)
    assert divmod(canvas.mark_at(at.toPoint()), 13) == (2, 8)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        at,
        at,
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(canvas.viewport(), event)
    assert canvas._lit == 2
    assert has_near(picture(canvas), at, "text", 2)


def test_panning_is_plain_and_smoothed_again_when_it_rests(qtbot: QtBot) -> None:
    canvas = shown(qtbot, examples.lines()).canvas()
    assert isinstance(canvas, LinesView)
    assert not canvas.span.can_pan  # 60 periods fit
    canvas.pan(5)
    assert canvas.smooth
    for _ in range(4):
        press(canvas, Qt.Key.Key_Plus)
    assert canvas.span.shown == pytest.approx(60 * 0.8**4)
    before = canvas.span.first
    press(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.span.first < before
    assert not canvas.smooth
    assert not any(curve.opts["antialias"] for curve in canvas._curves)
    qtbot.waitUntil(lambda: canvas.smooth, timeout=2000)
    assert all(curve.opts["antialias"] for curve in canvas._curves)
    before = canvas.span.first
    start = canvas.plot_rect().center()
    step = canvas.plot_rect().width() / canvas.span.shown
    mouse(canvas.viewport(), QEvent.Type.MouseButtonPress, start)
    mouse(canvas.viewport(), QEvent.Type.MouseMove, start + QPointF(3 * step, 0))
    mouse(canvas.viewport(), QEvent.Type.MouseButtonRelease, start)
    assert canvas.span.first == pytest.approx(before - 3)  # the hand keeps the same period


def test_ctrl_and_wheel_zoom_about_the_pointer(qtbot: QtBot) -> None:
    canvas = shown(qtbot, examples.lines()).canvas()
    assert isinstance(canvas, LinesView)
    at = canvas.at(30, 0.5)
    event = QWheelEvent(
        at,
        canvas.viewport().mapToGlobal(at),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's signature
    )
    QApplication.sendEvent(canvas.viewport(), event)
    assert canvas.span.shown == pytest.approx(48)
    assert canvas.at(30, 0.5).x() == pytest.approx(at.x(), abs=2)


def test_a_window_of_periods_stays_within_them() -> None:
    window = PeriodWindow()
    window.begin(60, 120.0)
    assert (window.first, window.shown) == (40.0, 20.0)  # 6 px each, the newest
    assert window.move(-100)
    assert window.first == 0.0
    assert not window.move(-1)
    assert window.reveal(59)
    assert window.first == 40.0
    assert window.zoom(100, 0.5)
    assert (window.first, window.shown) == (0.0, 60.0)
    assert not window.can_pan
    window.begin(0, 500.0)
    assert window.range() == (-0.5, 0.5)


def test_names_at_the_end_keep_their_order_and_distance() -> None:
    from PySide6.QtGui import QColor

    font = theme.font("axis")
    names = [
        labels.Label(f"{i}", font, QColor("black"), (QPointF(0, y),), 0)
        for i, y in enumerate((50.0, 48.0, 49.0, 400.0, 90.0))
    ]
    spread = labels.spread(names, 0, 120)
    assert [one.text for one in spread] == ["1", "2", "0", "4", "3"]
    height = labels.size_of("0", font)[1]
    tops = [one.places[0].y() for one in spread]
    assert all(b - a >= height for a, b in itertools.pairwise(tops))
    assert tops[-1] + height <= 120


# choosing a mark


CHOSEN: tuple[tuple[Make, int, tuple[str, int]], ...] = (
    (examples.comparison, 1, ("svf_lead_time|Region Ekmark", 1)),
    (examples.controlled, 1, ("svf_lead_time|2026-09", 44)),
    (examples.funnel, 1, ("svf_lead_time|Region Ekmark", 1)),
    (examples.heatmap, 1, ("svf_lead_time|0|10", 10)),
    (examples.overtime, 1, ("", 1)),
    (examples.stages, 2, ("", 1)),
    (examples.lines, 1, ("lead|1|59", 61)),
    (examples.histogram, 1, ("", 0)),
)


def test_enter_and_a_double_click_choose_a_mark(qtbot: QtBot, tasks: TaskRunner) -> None:
    frame = ChartFrame(tasks)
    qtbot.addWidget(frame)
    frame.resize(900, 640)
    frame.show()
    found: list[tuple[str, int]] = []
    frame.mark_chosen.connect(lambda key, index: found.append((key, index)))
    for make, steps, chosen in CHOSEN:
        found.clear()
        frame.show_chart(make())
        QApplication.processEvents()
        canvas = frame.view.canvas()
        press(canvas, Qt.Key.Key_Return)
        assert found == []  # nothing is read yet
        for _ in range(steps):
            press(canvas, Qt.Key.Key_Down)
        press(canvas, Qt.Key.Key_Return)
        assert found == [chosen]
        rect = canvas.row_rect if isinstance(canvas, BarsView) else canvas.mark_rect
        at = QPointF(rect(canvas.reading.index).center())
        mouse(canvas.viewport(), QEvent.Type.MouseButtonDblClick, at)
        # A double click on a line is on one of its periods.
        assert found[1:] == [("lead|1|59", 121) if make is examples.lines else chosen]


def open_menu(frame: ChartFrame) -> list[str]:
    menus = [menu for menu in frame.findChildren(QMenu) if menu.isVisible()]
    assert len(menus) == 1
    words = [action.text() for action in menus[0].actions() if not action.isSeparator()]
    menus[0].close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return words


def test_a_mark_has_its_own_acts_in_the_menu(qtbot: QtBot, tasks: TaskRunner) -> None:
    frame = ChartFrame(tasks)
    qtbot.addWidget(frame)
    frame.resize(900, 640)
    frame.show()
    acts: list[tuple[str, int]] = []
    frame.add_mark_action(
        "Skapa förbättringsområde", lambda spec, index: acts.append((spec.title, index))
    )
    spec = examples.funnel()
    frame.show_chart(spec)
    QApplication.processEvents()
    canvas = frame.view.canvas()
    assert isinstance(canvas, FunnelView)
    press(canvas, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert open_menu(frame)[0] == "Kopiera bild"  # nothing is read: the menu of the chart alone
    press(canvas, Qt.Key.Key_Right)
    press(canvas, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert open_menu(frame)[:2] == ["Skapa förbättringsområde", "Kopiera bild"]
    at = canvas.dot_at(3).toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, canvas.viewport().mapToGlobal(at))
    QApplication.sendEvent(canvas.viewport(), event)
    menu = next(menu for menu in frame.findChildren(QMenu) if menu.isVisible())
    menu.actions()[0].trigger()
    menu.close()
    assert acts == [(spec.title, 3)]


def test_the_frame_passes_the_days_on(qtbot: QtBot, tasks: TaskRunner) -> None:
    frame = ChartFrame(tasks)
    qtbot.addWidget(frame)
    frame.show_chart(examples.ecdf())
    canvas = frame.view.canvas()
    assert isinstance(canvas, EcdfView)
    with qtbot.waitSignal(frame.days_chosen) as caught:
        canvas._move_to(33)
        canvas._tell()
    assert caught.args == [33]


def test_a_chart_is_saved_as_a_workbook(
    qtbot: QtBot, tasks: TaskRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = ChartFrame(tasks)
    qtbot.addWidget(frame)
    frame.show_chart(examples.heatmap())
    chosen = tmp_path / "ruta"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args: (str(chosen), "Excel (*.xlsx)")
    )
    assert frame.acts.workbook in frame.menu().actions()
    with qtbot.waitSignal(frame.said, timeout=20000) as said:
        frame.acts.workbook.trigger()
    assert said.args == ["Diagrammet är sparat: ruta.xlsx"]
    assert (tmp_path / "ruta.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("size", [1.0, 2.0])
def test_every_kind_tells_how_it_is_read_without_a_cut_line(
    themed: theme.Theme, size: float
) -> None:
    themed.apply("light", size)
    for kind in ChartKind:
        page = ChartHelp(kind)
        page.ensurePolished()
        page.layout().activate()
        words = page.accessibleDescription()
        assert words.count(".") >= 5
        assert "Ctrl+T" in words
        for label in page.findChildren(QLabel):
            assert label.height() >= label.heightForWidth(label.width())
        page.deleteLater()
