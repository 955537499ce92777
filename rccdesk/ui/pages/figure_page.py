"""What Ledtider and Indikatorer share: tabs, chart tools, the chart card and the right panel."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from rccdesk.services.charts.spec import ChartSpec, TableSpec
from rccdesk.ui import theme
from rccdesk.ui.charts.frame import ChartFrame
from rccdesk.ui.charts.help import ChartHelp
from rccdesk.ui.pages.cards import ScrollCard, TableCard
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.pages.snapshot_choice import SnapshotChoice
from rccdesk.ui.polishing import polish_some
from rccdesk.ui.widgets.buttons import IconButton
from rccdesk.ui.widgets.labels import rule
from rccdesk.ui.widgets.states import EmptyState

NARROW, WIDE = 1040, 1400  # px of the page: windows of about 1240 and 1600
_PANEL, _PANEL_WIDE = 316, 420
_LEAST_CHART = 440  # px at 100 % text beside an open drawer; with less, the drawer takes its place
COMPARISON, TREND, DISTRIBUTION, TABLE, DESCRIPTION = (
    "comparison",
    "trend",
    "distribution",
    "table",
    "description",
)


class FigurePage(Page):
    """Tabs over one measure. A subclass fills `side` and answers `refresh` for `tab`."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._tab_keys: list[str] = []
        self._drawer_open = False
        self.snapshots = SnapshotChoice(self)
        self.snapshots.changed.connect(self.mark_stale)
        self.build_in_turns(
            self._build_tabs,
            self._build_room,
            self._build_frame,
            self._build_cards,
            self._build_tools,
        )

    @property
    def tab(self) -> str:
        """The key of the tab shown."""
        index = self.tabs.currentIndex()
        return self._tab_keys[index] if index >= 0 else COMPARISON

    def set_tabs(self, tabs: Sequence[tuple[str, str]], current: str = "") -> None:
        """Show these tabs (key, words) and choose ``current`` without a refresh."""
        self.tabs.blockSignals(True)  # noqa: FBT003 - Qt's signature
        while self.tabs.count():
            self.tabs.removeTab(0)
        self._tab_keys = [key for key, _ in tabs]
        for _, words in tabs:
            self.tabs.addTab(words)
        if current in self._tab_keys:
            self.tabs.setCurrentIndex(self._tab_keys.index(current))
        self.tabs.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.tab_changed()

    def show_tab(self, key: str) -> None:
        """Choose a tab, as another page may ask for."""
        if key in self._tab_keys:
            self.tabs.setCurrentIndex(self._tab_keys.index(key))

    def show_view(self, view: str) -> None:
        """Choose a tab to be drawn."""
        self.show_tab(view)

    def tab_changed(self) -> None:
        """Show the options that belong to the tab; a subclass says which."""

    def show_chart(self, spec: ChartSpec) -> None:
        """Show a chart in the card: make its canvas, fill it and show it, each in its turn."""
        self.show_next(
            lambda: self.frame.prepare(spec),
            lambda: self.frame.show_chart(spec),
            lambda: self._show(self.frame, has_chart=True),
        )

    def show_table(self, table: TableSpec, subtitle: str, foot: Sequence[str]) -> None:
        """Show a table in a card of its own."""
        self.show_next(
            lambda: self.table_card.show_table(table, subtitle, foot),
            lambda: self._show(self.table_card, has_table=True),
        )

    def show_beside(self, *parts: Callable[[], object]) -> None:
        """Fill the panel after the main part, part by part; it is laid out and painted once."""
        self.side.hold()
        self.show_in_turns(*parts, self.side.release)

    def show_description(self, page: QWidget, *parts: Callable[[], object]) -> None:
        """Show ``page`` in a card that scrolls when the parts have filled it."""

        def begin() -> None:
            self.description.hold()
            self.description.clear()
            self.description.column.addWidget(page)

        def style() -> None:
            if polish_some(page):
                self.show_next(style)

        self.show_next(
            begin,
            *parts,
            style,
            self.description.release,
            lambda: self._show(self.description),
        )

    def show_message(
        self,
        icon: str,
        title: str,
        sentence: str,
        button: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show in the place of the chart why there is none, and what to do."""
        self.message.fill(icon, title, sentence, button, act)
        self._show(self.message)

    def copy_table(self) -> None:
        """Put the table that is shown on the clipboard."""
        self.table_card.copy()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the panel a drawer on a narrow page and wider on a wide one."""
        super().resizeEvent(event)
        self._place_panel()

    def hideEvent(self, event: QHideEvent) -> None:
        """Show the figures as now when the page is opened again; not when a window is minimised."""
        super().hideEvent(event)
        if not event.spontaneous() and self.snapshots.forget():
            self.mark_stale()

    def theme_changed(self) -> None:
        """Take the sizes of the text size in use."""
        self._place_panel()

    def has_room_for_line(self, least: int = WIDE) -> bool:
        """Tell whether the head has room for the line that answers the page's question."""
        return self.width() >= least * theme.current().text_scale

    def _build_tabs(self) -> None:
        self.body.setSpacing(12)
        head = QVBoxLayout()
        head.setSpacing(0)
        self.body.addLayout(head)
        line = QWidget(self._content)
        head.addWidget(line)
        head.addWidget(rule())
        row = self._line = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.tabs = QTabBar(line)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(self.tr("Sätt att visa"))
        self.tabs.currentChanged.connect(self._change_tab)
        row.addWidget(self.tabs)
        row.addStretch(1)
        self.options = QHBoxLayout()
        self.options.setSpacing(8)
        row.addLayout(self.options)
        row.addSpacing(10)
        self.body.addWidget(self.snapshots.band)

    def _build_room(self) -> None:
        content = QHBoxLayout()
        content.setSpacing(theme.current().size("card_gap"))
        self.body.addLayout(content, 1)
        scroll = self._main = QScrollArea(self._content)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setProperty("ground", "bg")
        content.addWidget(scroll, 1)
        self.stack = QStackedWidget()
        self.stack.setProperty("ground", "bg")
        scroll.setWidget(_Held(self.stack))
        self.side = ScrollCard(self._content)
        self.side.hold()  # empty until the first answer
        content.addWidget(self.side, 0, Qt.AlignmentFlag.AlignTop)

    def _build_frame(self) -> None:
        self.frame = ChartFrame(self._tasks, self.stack)
        self.stack.addWidget(self.frame)
        self.frame.said.connect(self.toast)
        self.frame.table_shown.connect(self._table_was_shown)
        for action in (self.frame.table_action, self.frame.acts.data, self.frame.acts.print):
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)

    def _build_cards(self) -> None:
        self.table_card = TableCard(self.toast, self.stack)
        self.description = ScrollCard(self.stack)
        self.message = EmptyState(self.stack)
        for widget in (self.table_card, self.description, self.message):
            self.stack.addWidget(widget)

    def _build_tools(self) -> None:
        row = self._line
        self._copy = self._menu_button("copy", self.tr("Kopiera"))
        menu = QMenu(self._copy)
        menu.addActions([self.frame.acts.picture, self.frame.acts.data, self.frame.acts.text])
        self._copy.setMenu(menu)
        self._copy_table = IconButton("copy", self.tr("Kopiera tabellen"), self.copy_table)
        self._table = IconButton("table", self.tr("Visa som tabell (Ctrl+T)"), self._switch_table)
        self._save = self._menu_button("save", self.tr("Spara eller skriv ut"))
        saving = QMenu(self._save)
        saving.addActions([self.frame.acts.save, self.frame.acts.workbook, self.frame.acts.print])
        self._save.setMenu(saving)
        self._help = self._menu_button("help", self.tr("Hur läser jag diagrammet?"))
        reading = QMenu(self._help)
        reading.aboutToShow.connect(self._fill_help)
        self._help.setMenu(reading)
        self._drawer = IconButton("panel", self.tr("Visa sidopanelen"), self._toggle_drawer)
        self._chart_tools = QWidget()  # shown at once: each tool would lay out the whole page
        tools = QHBoxLayout(self._chart_tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(row.spacing())
        for tool in (self._copy, self._table, self._save, self._help):
            tools.addWidget(tool)
        for part in (self._chart_tools, self._copy_table, self._drawer):
            row.addWidget(part)

    def _menu_button(self, icon: str, words: str) -> IconButton:
        button = IconButton(icon, words)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _switch_table(self) -> None:
        self.frame.show_as_table(not self.frame.shows_table)

    def _table_was_shown(self, on: bool) -> None:
        self._table.set_words(
            self.tr("Visa som diagram (Ctrl+T)") if on else self.tr("Visa som tabell (Ctrl+T)")
        )

    def _change_tab(self) -> None:
        self.tabs.updateGeometry()  # the chosen tab's bold words are wider
        self.tab_changed()
        self.mark_stale()

    def _show(self, widget: QWidget, *, has_chart: bool = False, has_table: bool = False) -> None:
        self._place_panel()  # with what it stands beside, not before: a chart would be drawn anew
        self.stack.setCurrentWidget(widget)
        self._chart_tools.setVisible(has_chart)
        self._copy_table.setVisible(has_table)

    def _fill_help(self) -> None:
        if self.frame.spec is None:
            return
        action = QWidgetAction(self._help)
        action.setDefaultWidget(ChartHelp(self.frame.spec.kind))
        menu = self._help.menu()
        menu.clear()
        menu.addAction(action)

    def _toggle_drawer(self) -> None:
        self._drawer_open = not self._drawer_open
        self._place_panel()

    def _place_panel(self) -> None:
        scale = theme.current().text_scale
        narrow = self.width() < NARROW * scale
        width = _PANEL_WIDE if self.width() >= WIDE * scale else _PANEL
        width = min(round(width * scale), max(self.width() // 2, width))
        shown = (self._drawer_open or not narrow) and self.tab != TABLE
        room = self._content.width() - theme.current().size("card_gap") - width
        is_alone = shown and narrow and room < _LEAST_CHART * scale
        self._main.setVisible(not is_alone)
        self.side.setFixedWidth(self._content.width() if is_alone else width)
        self.side.setVisible(shown)
        self._drawer.setVisible(narrow and self.tab != TABLE)
        self._drawer.set_words(
            self.tr("Dölj sidopanelen") if shown else self.tr("Visa sidopanelen")
        )


class _Held(QWidget):
    """Gives ``inner`` the whole room, and asks a scroll area for no more than its least height.

    A layout would ask for the height that the texts prefer at the width, plot included. A card
    that scrolls itself must not lie in what scrolls for the sake of a chart that is hidden.
    """

    def __init__(self, inner: QStackedWidget) -> None:
        super().__init__()
        self._inner = inner
        inner.setParent(self)
        inner.installEventFilter(self)
        inner.currentChanged.connect(self._take_least)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow to the least height of what is held; the scroll area follows."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._take_least()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """Return the least size of what is held."""
        shown = self._inner.currentWidget()
        return (shown if isinstance(shown, ScrollCard) else self._inner).minimumSizeHint()

    def _take_least(self) -> None:
        self.setMinimumHeight(self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pass the size on."""
        super().resizeEvent(event)
        self._inner.resize(self.size())
