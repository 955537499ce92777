"""Uppgifter att väga in: the figures, doubts and ties of a point, and what was decided before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rccdesk.services.charts.symbols import without_marks
from rccdesk.ui.icons import icon_side, set_icon
from rccdesk.ui.pages.analysis.figure_cards import FigureCard
from rccdesk.ui.pages.meeting.comment_strip import CommentStrip
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.kept_place import KeptPlace
from rccdesk.ui.widgets.labels import Label, rule
from rccdesk.ui.widgets.link_row import ICONS, kind_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.analyses import FrozenContent
    from rccdesk.services.links import Neighbour
    from rccdesk.services.meetings import PointFigure, PointView
    from rccdesk.services.packs.rows import CommentRow
    from rccdesk.ui.tasks import TaskRunner

_LEAST, _TIE_EDGE, _TIE_WIDTH = 200, 30, 290  # px, of the column and of a link in it


class WeighColumn(QFrame):
    """A card with sections under each other; ``link_wanted`` asks for something to be added.

    ``comment_wanted`` gives the figure (`PointFigure`) that somebody has something to say of,
    ``comment_opened`` also the comment (`CommentRow`) that is to be changed.
    """

    link_wanted = Signal()
    place_wanted = Signal(object)  # a Neighbour
    decision_wanted = Signal(str)
    comment_wanted = Signal(object)
    comment_opened = Signal(object, object)
    said = Signal(str)

    def __init__(self, tasks: TaskRunner | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._strips: dict[str, CommentStrip] = {}
        self._comments: tuple[CommentRow, ...] = ()
        self._can_comment = False
        self._names: list[Label] = []
        self._figures_shown: tuple[object, ...] = ()
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 10, 8)
        head.addWidget(Label(self.tr("Uppgifter att väga in"), "h2"), 1)
        self.add = Button(self.tr("Lägg till"), "link", self.link_wanted.emit, small=True)
        self.add.setAccessibleName(self.tr("Lägg till en uppgift att väga in"))
        head.addWidget(self.add)
        column.addLayout(head)
        column.addWidget(rule())
        inside = QWidget()
        inside.setProperty("ground", "surface")
        self._room = QVBoxLayout(inside)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.setSpacing(0)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        column.addWidget(self.area, 1)
        self._make_parts()
        self.nothing = Label("", "small", "text2", wraps=True)
        self.nothing.setContentsMargins(14, 10, 14, 10)
        self._room.addWidget(self.nothing)
        self._room.addStretch(1)
        self._line = rule()
        self.source = Label("", "caption", "text3", wraps=True)
        self.source.setContentsMargins(14, 6, 14, 6)
        column.addWidget(self._line)
        column.addWidget(self.source)
        self._chart: FigureCard | None = None
        self._drawn: object = None

    def _make_parts(self) -> None:
        self._figures, self._doubts, self._ties, self._history = (QVBoxLayout() for _n in range(4))
        self._parts: list[QWidget] = []
        for layout in (self._figures, self._doubts, self._ties, self._history):
            layout.setContentsMargins(14, 10, 14, 10)
            layout.setSpacing(4)
            holder = QWidget()
            outer = QVBoxLayout(holder)
            outer.setContentsMargins(0, 0, 0, 0)
            outer.setSpacing(0)
            outer.addLayout(layout)
            outer.addWidget(rule())
            self._parts.append(holder)
            self._room.addWidget(holder)
        self._notes = Label("", "caption", "text3", wraps=True)  # to be read with the chart
        self._notes.setContentsMargins(12, 0, 0, 8)
        self._notes.hide()
        self._figures.addWidget(self._notes)

    def hasHeightForWidth(self) -> bool:
        """Return that no width asks for a height: what is inside scrolls."""
        return False

    def show_words(self, view: PointView, *, can_write: bool) -> None:
        """Show all but the first figure itself and the comments, which are read apart."""
        self.add.setEnabled(can_write)
        self._show_figures(view)
        self._show_doubts(view)
        self._show_ties(view)
        self._show_history(view)
        has_any = any((view.figures, view.doubts, view.links, view.history))
        self.nothing.setVisible(not has_any)
        self.nothing.setText(
            self.tr(
                "Inget är kopplat till punkten. Lägg till siffror, mål i planen, kriterier eller "
                "dokument som mötet ska väga in."
            )
        )

    def show_figure(self, content: FrozenContent | None, key: str = "") -> None:
        """Show the first figure as it is now: a lead time with its inclusion, over its chart."""
        if self._chart is not None and (content is None or self._drawn != (key, content)):
            self._chart.hide()
            self._chart.deleteLater()
            self._chart = None
            self._name_first(is_named=True)
            self._notes.hide()
        self._drawn = (key, content)
        chart = content.chart if content is not None else None
        foot = chart.foot if chart is not None else ()
        self.source.setText(without_marks(foot[-1]) if foot else "")
        self.source.setVisible(bool(self.source.text()))
        self._line.setVisible(bool(self.source.text()))
        if content is None or self._chart is not None:
            return
        card = self._chart = FigureCard(content, chart_first=True, tasks=self._tasks)
        card.said.connect(self.said)
        card.setProperty("card", False)  # noqa: FBT003 - Qt's signature
        for view in card.findChildren(QStackedWidget):  # a chart is as wide as the column
            view.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            canvas = view.currentWidget()
            if canvas is not None:
                canvas.setMinimumWidth(1)  # what it asks for would push its last points out
        self._figures.insertWidget(0, card)
        self._notes.setText("\n".join(without_marks(note) for note in foot[:-1]))
        self._notes.setVisible(bool(self._notes.text()))
        self._name_first(is_named=False)  # what the figure is of stands in the card
        self._parts[0].show()
        card.fit()

    def show_comments(self, rows: Sequence[CommentRow], *, can_write: bool) -> None:
        """Show what has been said of the figures, and where more can be said."""
        self._comments, self._can_comment = tuple(rows), can_write
        kept = KeptPlace(self, self.area)
        self._fill_strips()
        kept.restore()

    def _fill_strips(self) -> None:
        for key, strip in self._strips.items():
            said = [row for row in self._comments if row.value_key == key]
            strip.show_comments(said, can_write=self._can_comment)

    def _show_figures(self, view: PointView) -> None:
        chart = self._chart
        given = (view.point.uuid, view.figures)
        if given != self._figures_shown:
            self._figures_shown = given
            if chart is not None:
                self._figures.removeWidget(chart)
            self._figures.removeWidget(self._notes)
            clear(self._figures)
            self._strips.clear()
            self._names.clear()
            if chart is not None:
                self._figures.addWidget(chart)
            for at, figure in enumerate(view.figures):
                label = Label(figure.words, "small", wraps=True)
                self._figures.addWidget(label)
                self._names.append(label)
                label.setVisible(chart is None or at > 0)
                self._add_strip(figure)
                if not at:
                    self._figures.addWidget(self._notes)
            self._fill_strips()
        self._parts[0].setVisible(bool(view.figures) or chart is not None)

    def _name_first(self, *, is_named: bool) -> None:
        for label in self._names[:1]:
            label.setVisible(is_named)

    def _add_strip(self, figure: PointFigure) -> None:
        strip = self._strips[figure.value_key] = CommentStrip(figure.words)
        strip.wanted.connect(partial(self.comment_wanted.emit, figure))
        strip.opened.connect(partial(self.comment_opened.emit, figure))
        self._figures.addWidget(strip)

    def _show_doubts(self, view: PointView) -> None:
        clear(self._doubts)
        words = self.tr("Datatvivel ({count})").format(count=len(view.doubts))
        self._doubts.addWidget(Label(words, "table_strong"))
        for doubt in view.doubts:
            self._doubts.addWidget(_icon_line("doubt", str(doubt)))
        self._parts[1].setVisible(bool(view.doubts))

    def _show_ties(self, view: PointView) -> None:
        clear(self._ties)
        self._ties.addWidget(Label(self.tr("Hänger ihop med"), "table_strong"))
        for near in view.links:
            self._ties.addWidget(self._tie(near))
        self._parts[2].setVisible(bool(view.links))

    def _tie(self, near: Neighbour) -> QWidget:
        words = f"{near.name} · {near.gone}" if near.gone else near.name
        icon = ICONS.get(near.kind, "link")
        if near.gone or near.place is None:
            line = _icon_line(icon, words)
            line.setAccessibleName(f"{kind_words(near.kind)}: {words}")
            return line
        button = Button(words, "link", partial(self.place_wanted.emit, near), icon=icon, small=True)
        button.setAccessibleName(f"{kind_words(near.kind)}: {words}")
        button.setToolTip(words)
        room = self.width() - _TIE_EDGE if self.width() > _LEAST else _TIE_WIDTH
        button.setMaximumWidth(room)
        button.ensurePolished()  # in the font that the style sheet sets
        within = room - (button.sizeHint().width() - button.fontMetrics().horizontalAdvance(words))
        elide = Qt.TextElideMode.ElideRight
        button.setText(button.fontMetrics().elidedText(words, elide, within))
        return button

    def _show_history(self, view: PointView) -> None:
        clear(self._history)
        self._history.addWidget(Label(self.tr("Tidigare i samma fråga"), "table_strong"))
        for each in view.history:
            self._history.addWidget(_icon_line("history", each.words))
        self._parts[3].setVisible(bool(view.history))


def _icon_line(icon: str, words: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    mark = Label()
    mark.setFixedWidth(icon_side(15))
    set_icon(mark, icon, "text2", 15)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(words, "small", wraps=True), 1)
    return holder
