"""The card around a chart: title, selection, plot or table, the finding in words, the foot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rccdesk.services.charts.spec import ChartKind, ChartSpec
from rccdesk.services.charts.symbols import without_marks
from rccdesk.ui import theme
from rccdesk.ui.charts.acts import ChartActs
from rccdesk.ui.charts.symbols import html_of
from rccdesk.ui.charts.view import ChartView
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.tasks import TaskRunner
from rccdesk.ui.widgets.buttons import IconButton
from rccdesk.ui.widgets.kept_place import has_focus
from rccdesk.ui.widgets.labels import Label, rule

MarkAct = Callable[[ChartSpec, int], object]
_CAPPED = {ChartKind.BARS, ChartKind.OVERTIME, ChartKind.STAGES, ChartKind.HEATMAP}
_NO_LIMIT = 16777215  # Qt's QWIDGETSIZE_MAX
_LEAST = 150  # px at 100 % text that a plot keeps; the page scrolls rather than less
_PLOT_LEAST = 300  # px; under it the foot folds to one line


class ChartFrame(QFrame):
    """Shows a ChartSpec with all its words, as a picture or as its table.

    ``said`` carries what happened in words, for the status bar ("Bilden är kopierad.").
    ``mark_chosen`` carries the value_key and the index in the spec of a mark that was chosen by
    Enter or a double click, ``days_chosen`` the days that the line of an ECDF was moved to.
    """

    said = Signal(str)
    table_shown = Signal(bool)
    mark_chosen = Signal(str, int)
    days_chosen = Signal(int)

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.spec: ChartSpec | None = None
        self._folded = False
        self._unfolded_by_user = False
        self.setProperty("card", True)  # noqa: FBT003 - Qt's signature
        self._title = Label("", "h2", wraps=True)
        self._subtitle = Label("", "small", "text2", wraps=True)
        self.head = QHBoxLayout()
        self.view = ChartView()
        self.view.mark_chosen.connect(self.mark_chosen)
        self.view.days_chosen.connect(self.days_chosen)
        self.view.menu_asked.connect(self._open_mark_menu)
        self._mark_acts: list[tuple[str, MarkAct]] = []
        self.table = RowTableView(dense=True)
        self._table_notes = Label("", "caption", "text3", wraps=True)
        self._finding = QLabel()
        self._foot = QLabel()
        self._more = IconButton("expand", self.tr("Visa hela noten"), self._toggle_foot, size=24)
        self._build()
        self._make_actions()
        theme.current().changed.connect(self.restyle)

    def prepare(self, spec: ChartSpec) -> None:
        """Make what ``spec`` will be drawn by, a turn before it is shown."""
        self.view.prepare(spec.kind)

    def show_chart(self, spec: ChartSpec) -> None:
        """Show ``spec``; the choice between picture and table stays."""
        self.spec = spec
        self._title.setText(spec.title)
        self._subtitle.setText(spec.subtitle)
        self._subtitle.setVisible(bool(spec.subtitle))
        self.view.show_chart(spec)
        self.table.show_table(spec.table)
        self._table_notes.setText("\n".join(spec.table.notes))
        self._table_notes.setVisible(bool(spec.table.notes))
        self.setAccessibleName(spec.title)
        self.setAccessibleDescription(spec.finding)
        self._words()
        self._fold()

    def add_tool(self, tool: QWidget) -> None:
        """Put a control at the right of the title."""
        self.head.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)

    def add_mark_action(self, text: str, act: MarkAct) -> None:
        """Offer ``text`` in the menu of a mark; ``act`` gets the spec and the mark's index."""
        self._mark_acts.append((text, act))

    @property
    def shows_table(self) -> bool:
        """Whether the table is shown instead of the picture."""
        return self._stack.currentIndex() == 1

    def show_as_table(self, on: bool) -> None:
        """Show the table (or the picture again) and give it the focus if it had it."""
        had_focus = has_focus(self._stack)
        self._stack.setCurrentIndex(1 if on else 0)
        self.table_action.setChecked(on)
        self.table_action.setText(self.tr("Visa som diagram") if on else self.tr("Visa som tabell"))
        if had_focus:
            (self.table if on else self.view).setFocus(Qt.FocusReason.OtherFocusReason)
        self._fold()
        self.table_shown.emit(on)

    def restyle(self) -> None:
        """Draw the symbols of the words in the theme in use."""
        if self.spec is not None:
            self._words()

    def menu(self, mark: int = -1) -> QMenu:
        """Return the menu of the chart, what can be done with ``mark`` (index in the spec) first.

        It deletes itself when closed.
        """
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        spec = self.spec
        if mark >= 0 and spec is not None and self._mark_acts:
            for words, act in self._mark_acts:
                chosen = menu.addAction(words)
                chosen.triggered.connect(lambda _on=False, act=act: act(spec, mark))
            menu.addSeparator()
        self.acts.fill(menu, self.table_action)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the foot where the plot would get too low."""
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        """Write the sentences again in a new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.spec is not None:
            self._words()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 8)
        column.setSpacing(0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        self.head.setContentsMargins(16, 0, 16, 0)
        self.head.setSpacing(8)
        self.head.addLayout(words, 1)
        column.addLayout(self.head)
        picture = QWidget()
        room = QVBoxLayout(picture)
        room.setContentsMargins(16, 6, 16, 4)
        room.addWidget(self.view)
        numbers = QWidget()
        room = QVBoxLayout(numbers)
        room.setContentsMargins(1, 8, 1, 4)
        room.addWidget(self.table)
        self._table_notes.setContentsMargins(16, 2, 16, 2)
        room.addWidget(self._table_notes)
        self._stack = QStackedWidget()
        self._stack.addWidget(picture)
        self._stack.addWidget(numbers)
        column.addWidget(self._stack, 1)
        column.addWidget(rule())
        for label, kind in ((self._finding, "body"), (self._foot, "caption")):
            label.setProperty("type", kind)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._finding.setProperty("role", "text")
        self._finding.setContentsMargins(16, 6, 16, 6)
        column.addWidget(self._finding)
        column.addWidget(rule())
        self._foot.setProperty("role", "text3")
        self._foot.setContentsMargins(16, 5, 0, 0)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 8, 0)
        foot.addWidget(self._foot, 1)
        foot.addWidget(self._more, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(foot)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)

    def _make_actions(self) -> None:
        acts = self.acts = ChartActs(self._tasks, self, lambda: self.spec)
        acts.said.connect(self.said)
        # Ctrl+C copies rows where the table has the focus, so only the picture listens to it.
        self.view.addAction(acts.picture)
        self.table_action = QAction(self.tr("Visa som tabell"), self)
        self.table_action.setShortcut("Ctrl+T")
        self.table_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.table_action.setCheckable(True)
        self.table_action.triggered.connect(self.show_as_table)
        for action in (acts.data, acts.print, self.table_action):
            self.addAction(action)
        self.view.canvas_made.connect(acts.dragging.watch)
        for label in (self._title, self._subtitle):
            acts.dragging.watch(label, shows_hand=True)
            label.setToolTip(self.tr("Dra diagrammet till ett annat program"))

    def _open_menu(self, position: QPoint) -> None:
        if self.spec is not None:
            self.menu().popup(self.mapToGlobal(position))

    def _open_mark_menu(self, mark: int, place: QPoint) -> None:
        if self.spec is not None:
            self.menu(mark).popup(place)

    def _words(self) -> None:
        spec = self.spec
        assert spec is not None
        side = theme.current().line("caption") - 5
        lines = [f'<span style="font-weight: 600">{html_of(spec.finding, side)}</span>']
        if spec.explanation:
            lines.append(html_of(" ".join(spec.explanation), side))
        if spec.context:
            colour = theme.current().hex("text2")
            lines.append(f'<span style="color: {colour}">{html_of(spec.context, side)}</span>')
        self._finding.setText("<br>".join(lines))
        self._finding.setAccessibleName(
            without_marks(" ".join((spec.finding, *spec.explanation, spec.context)))
        )
        foot = self._one_line(spec) if self._folded else "\n".join(spec.foot)
        self._foot.setText(html_of(foot, side - 1).replace("\n", "<br>"))
        self._foot.setAccessibleName(without_marks(" ".join(spec.foot)))

    def _cap(self, words: int, foot: int) -> None:
        """End the card under its foot where rows need less than the page has."""
        rows = self.spec is not None and self.spec.kind in _CAPPED and not self.shows_table
        most = self.view.canvas().sizeHint().height() + words + foot + 56 if rows else _NO_LIMIT
        self.setMaximumHeight(max(most, self.minimumHeight()))

    def _one_line(self, spec: ChartSpec) -> str:
        """Return as many whole sentences of the foot as one line holds, the source line first."""
        metrics = QFontMetricsF(theme.font("caption"))
        room = self.width() - 64
        sentences = [part for line in reversed(spec.foot) for part in line.split(". ") if part]
        kept = ""
        for sentence in sentences:
            longer = f"{kept}. {sentence}" if kept else sentence
            if metrics.horizontalAdvance(longer) > room:
                break
            kept = longer
        return kept or sentences[0]

    def _toggle_foot(self) -> None:
        self._unfolded_by_user = not self._unfolded_by_user
        self._fold()

    def _fold(self) -> None:
        """Show the whole foot where the plot keeps its height, else one line and a button."""
        if self.spec is None:
            return
        width = max(self.width() - 40, 100)
        whole = theme.current().line("caption") * len(self.spec.foot)
        words = self._finding.heightForWidth(self.width() - 2)
        head = self._title.sizeHint().height() + self._subtitle.sizeHint().height()
        tight = self.height() - head - words - whole - 40 < _PLOT_LEAST
        one_line = self.fontMetrics().horizontalAdvance(" ".join(self.spec.foot)) <= width
        can_fold = tight and not one_line
        folded = can_fold and not self._unfolded_by_user
        self._more.setVisible(can_fold)
        self._more.set_words(
            self.tr("Visa hela noten") if folded else self.tr("Visa en rad av noten")
        )
        least = round(_LEAST * theme.current().text_scale)
        self.setMinimumHeight(head + words + theme.current().line("caption") + least + 48)
        self._cap(head + words, whole)
        if folded or folded != self._folded:
            self._folded = folded
            self._words()
