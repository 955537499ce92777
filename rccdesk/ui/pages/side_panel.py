"""The parts of a right panel: the figure, sections that open and close, rows, dashed boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rccdesk.enums import FigureStatus, Representativeness
from rccdesk.ui import theme
from rccdesk.ui.icons import icon_side, pixmap, set_icon
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.figures import DoubtChip, StatusChip
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label, rule

_SIDE = 14


@dataclass(frozen=True, slots=True)
class PanelFigure:
    """A figure in words, as the head of a panel shows it; empty texts are left out."""

    title: str
    subtitle: str
    value: str
    count: str
    status: FigureStatus
    status_words: str
    lines: tuple[str, ...] = ()
    inclusion: str = ""
    inclusion_count: str = ""
    representativeness: Representativeness = Representativeness.REPRESENTATIVE


class FigureHead(QWidget):
    """Title, value, status, distance; inclusion with its state where the measure has one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._title = Label("", "h2", wraps=True)
        self._subtitle = Label("", "small", "text2", wraps=True)
        head = QVBoxLayout()
        head.setContentsMargins(_SIDE, 8, _SIDE, 8)
        head.setSpacing(0)
        head.addWidget(self._title)
        head.addWidget(self._subtitle)
        column.addLayout(head)
        column.addWidget(rule())
        figure = QVBoxLayout()
        figure.setContentsMargins(_SIDE, 8, _SIDE, 8)
        figure.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._value = Label("", "value")
        self._count = Label("", "small", "text2")
        self._status = StatusChip()
        row.addWidget(self._value)
        row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        self._figure_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._figure_row.setSpacing(4)
        self._figure_row.addLayout(row, 1)
        self._figure_row.addWidget(self._status, 0, Qt.AlignmentFlag.AlignLeft)
        figure.addLayout(self._figure_row)
        self._lines = Label("", "small", wraps=True)
        figure.addWidget(self._lines)
        self._change = Label("", "small_strong", wraps=True)
        self._change.hide()
        figure.addWidget(self._change)
        self._make_inclusion()
        figure.addWidget(self._inclusion_row)
        self._links = QWidget()
        links = self._links_row = FlowLayout(self._links, gap=14)
        links.setContentsMargins(0, 2, 0, 0)
        self._links.hide()
        figure.addWidget(self._links)
        column.addLayout(figure)

    def _make_inclusion(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        self._inclusion_name = Label(self.tr("Inklusion"), "small")
        self._inclusion = Label("", "small_strong")
        self._inclusion_count = Label("", "small", "text2")
        self._doubt = DoubtChip()
        self._representative = Label(self.tr("Representativ"), "small")
        for widget in (self._inclusion_name, self._inclusion, self._inclusion_count):
            row.addWidget(widget)
        row.addStretch(1)
        self._inclusion_row = QWidget()
        self._inclusion_box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._inclusion_row)
        self._inclusion_box.setContentsMargins(0, 4, 0, 0)
        self._inclusion_box.setSpacing(4)
        self._inclusion_box.addLayout(row, 1)
        self._inclusion_box.addWidget(self._doubt, 0, Qt.AlignmentFlag.AlignLeft)
        self._inclusion_box.addWidget(self._representative, 0, Qt.AlignmentFlag.AlignLeft)

    def show_figure(self, figure: PanelFigure) -> None:
        """Show ``figure``."""
        self._title.setText(figure.title)
        self._subtitle.setText(figure.subtitle)
        self._subtitle.setVisible(bool(figure.subtitle))
        self._value.setText(figure.value)
        self._count.setText(figure.count)
        self._status.show_status(figure.status, figure.status_words)
        self._lines.setText("\n".join(figure.lines))
        self._lines.setVisible(bool(figure.lines))
        self._inclusion_row.setVisible(bool(figure.inclusion))
        self._inclusion.setText(figure.inclusion)
        self._inclusion_count.setText(figure.inclusion_count)
        self._doubt.show_state(figure.representativeness)
        whole = figure.representativeness is Representativeness.REPRESENTATIVE
        self._representative.setVisible(whole)
        spoken = [figure.title, f"{figure.value} {figure.count}", figure.status_words]
        self.setAccessibleName(". ".join(filter(None, (*spoken, *figure.lines))))
        self._place_states()

    def add_link(self, button: Button) -> None:
        """Put a link under the figure, in a row that is seen when `show_links` says so."""
        self._links_row.addWidget(button)

    def show_links(self, *, shown: bool) -> None:
        """Show or hide the links."""
        self._links.setVisible(shown)

    def set_change(self, sentence: str) -> None:
        """Say how the figure has changed since the extract before; nothing for no words."""
        self._change.setText(sentence)
        self._change.setVisible(bool(sentence))

    def minimumSizeHint(self) -> QSize:
        """Let a state go under its figure where both have no room beside each other."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the states."""
        super().resizeEvent(event)
        self._place_states()

    def _place_states(self) -> None:
        inclusion = (self._inclusion_name, self._inclusion, self._inclusion_count)
        state = self._representative if self._doubt.isHidden() else self._doubt
        beside, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for box, widgets, gaps in (
            (self._figure_row, (self._value, self._count, self._status), 20),
            (self._inclusion_box, (*inclusion, state), 16),
        ):
            wanted = sum(w.sizeHint().width() for w in widgets) + gaps + 2 * _SIDE
            box.setDirection(beside if wanted <= self.width() else under)


class Section(QWidget):
    """A part of a panel under a head that opens and closes it."""

    def __init__(self, title: str, *, is_open: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(rule())
        self._head = _SectionHead(title, is_open=is_open)
        self._head.toggled.connect(self._toggle)
        outer.addWidget(self._head)
        self._line = rule()
        outer.addWidget(self._line)
        self._content = QWidget()
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(_SIDE, 8, _SIDE, 10)
        self.column.setSpacing(6)
        outer.addWidget(self._content)
        self._toggle(is_open)
        self._was_toggled = False

    def set_count(self, count: int | None) -> None:
        """Show how many things the section holds; None for no number."""
        self._head.set_count(count)

    def open_once(self) -> None:
        """Open the section, unless it has been opened or closed before."""
        if not self._was_toggled:
            self._head.setChecked(True)

    def go_to(self) -> None:
        """Open the section, put the focus on its head and scroll it to the top."""
        self._head.setChecked(True)
        self._head.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self._head, self._scroll_here)  # when its content has been laid out

    def _scroll_here(self) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        inside = area.widget() if isinstance(area, QScrollArea) else None
        if isinstance(area, QScrollArea) and inside is not None:
            area.verticalScrollBar().setValue(self.mapTo(inside, QPoint(0, 0)).y())

    def set_sentences(self, sentences: Sequence[str]) -> None:
        """Fill the section with sentences."""
        self.clear()
        for sentence in sentences:
            self.column.addWidget(Label(sentence, "small", wraps=True))

    def clear(self) -> None:
        """Take everything out."""
        clear_column(self.column, self._content)

    def _toggle(self, is_open: bool) -> None:
        self._was_toggled = True
        self._content.setVisible(is_open)
        self._line.setVisible(is_open)


class _SectionHead(QAbstractButton):
    """The line that opens a section: chevron, title, count."""

    def __init__(self, title: str, *, is_open: bool) -> None:
        super().__init__()
        self._count: int | None = None
        self.setText(title)
        self.setCheckable(True)
        self.setChecked(is_open)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()
        self.toggled.connect(self._name)

    def set_count(self, count: int | None) -> None:
        self._count = count
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, round(34 * theme.current().text_scale))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        arrow = pixmap(
            "expand" if self.isChecked() else "next", "text2", 16, self.devicePixelRatioF()
        )
        side = round(arrow.height() / arrow.devicePixelRatio())
        painter.drawPixmap(_SIDE - 2, (self.height() - side) // 2, arrow)
        rect = self.rect().adjusted(_SIDE + side + 6, 0, -_SIDE, 0)
        painter.setFont(theme.font("small", 600))
        painter.setPen(theme.colour("text"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | middle, self.text())
        if self._count is not None:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("text2"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignRight | middle, str(self._count))
        painter.end()

    def _name(self) -> None:
        state = self.tr("öppen") if self.isChecked() else self.tr("stängd")
        count = "" if self._count is None else f" ({self._count})"
        self.setAccessibleName(f"{self.text()}{count}, {state}")


def clear_column(column: QVBoxLayout, holder: QWidget) -> None:
    """Take all widgets out of ``column``, whose widget is ``holder``.

    Not by ``takeAt``: its items live on in Python after Qt has freed them.
    """
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    for widget in holder.findChildren(QWidget, options=direct):
        widget.hide()
        column.removeWidget(widget)
        widget.deleteLater()


def fact_rows(facts: Sequence[tuple[str, str]], width: int = 0) -> QWidget:
    """Return rows of name and value; the values stand under each other and wrap.

    ``width`` is the greatest of a row in px; 0 is as wide as there is room.
    """
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    names = round(88 * theme.current().text_scale)
    grid.setColumnMinimumWidth(0, names)
    grid.setColumnStretch(1, 1)
    for row, (name, value) in enumerate(facts):
        grid.addWidget(Label(name, "small", "text2", wraps=True), row, 0, Qt.AlignmentFlag.AlignTop)
        words = Label(_breakable(value), "small", wraps=True)
        words.setAccessibleName(f"{name}: {value}")
        if width:
            words.setMaximumWidth(width - names - grid.horizontalSpacing())
        grid.addWidget(words, row, 1, Qt.AlignmentFlag.AlignTop)
    return box


def doubt_box(
    strong: str, rest: str, button: str = "", act: Callable[[], object] | None = None
) -> QFrame:
    """Return a dashed box with a sentence, its first part in 600, and a link under it."""
    box = QFrame()
    box.setProperty("box", "doubt")
    row = QHBoxLayout(box)
    row.setContentsMargins(10, 8, 10, 8)
    row.setSpacing(8)
    icon = Label()
    icon.setFixedWidth(icon_side(16))
    set_icon(icon, "doubt", "text2", 16)
    row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(2)
    words = Label("", "small", wraps=True)
    words.setTextFormat(Qt.TextFormat.RichText)
    words.setText(f'<span style="font-weight: 600">{_escaped(strong)}</span> {_escaped(rest)}')
    words.setAccessibleName(f"{strong} {rest}")
    column.addWidget(words)
    if button and act is not None:
        column.addWidget(Button(button, "link", act), 0, Qt.AlignmentFlag.AlignLeft)
    row.addLayout(column, 1)
    return box


def _breakable(words: str) -> str:
    """Let long names of files break after their signs, so that they do not widen the panel."""
    return re.sub(r"(?<=\S{12})([_.-])(?=\S)", "\\1\u200b", words)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")
