"""Historik: who changed what and when, from what to what, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import Thing, Topic
from rccdesk.services import history, links
from rccdesk.ui import messages
from rccdesk.ui.history.detail_panel import DetailPanel
from rccdesk.ui.history.entry_list import EntryList
from rccdesk.ui.history.filters import HistoryFilters
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label, rule
from rccdesk.ui.widgets.page_scroll import PageScroll, TwoColumns
from rccdesk.ui.widgets.states import EmptyState

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.history import (
        ChangedThing,
        HistoryAct,
        HistoryEntryDetail,
        HistoryRow,
    )

_PAGE = 100  # steps read at a time
_MANY = 500  # things of one step that are shown at most
_PANEL_WIDTH, _WIDE_PANEL = 480, 680  # px at 100 % text
_PLACES = {  # the page where a row of the table is seen, and its view
    "indicator": ("indicators", ""),
    "indicator_level": ("indicators", ""),
    "pack": ("packs", ""),
    "lead_time_limit": ("limits", ""),
    "goal_model": ("goals", ""),
    "chart_event": ("lead_times", ""),
    "store_setting": ("settings", ""),
}
_TRASH = "trash"


class HistoryPage(Page):
    """The list at the left, the chosen step at the right; filters above both."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.HISTORY})
    uses_selection = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._count = 0
        self._is_reading = False
        self.head.set_title(self.tr("Historik"), self.tr("Vem ändrade vad, och när?"))
        self.filters = HistoryFilters()
        self.filters.changed.connect(self._start_anew)
        self.body.addWidget(self.filters)
        self.list = EntryList()
        self.list.chosen.connect(self._read_detail)
        self.list.wants_more.connect(self._read_more)
        self.panel = DetailPanel(
            self._undo, self._show_step, self._open_thing, self._open_imports, self._show_all
        )
        self.list.entered.connect(self.panel.take_focus)
        self._no_hit = EmptyState()
        columns = TwoColumns(
            self._build_list(), self.panel, narrow=self.panel, width=_PANEL_WIDTH, wide=_WIDE_PANEL
        )
        holder = QWidget()
        self._places = QStackedLayout(holder)
        self._places.addWidget(columns)
        self._places.addWidget(self._no_hit)
        self.body.addWidget(PageScroll(holder, self), 1)

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Choose the step that another page asks for."""
        step = arguments.get("entry")
        if isinstance(step, int):
            self._show_step(step)

    def refresh(self) -> None:
        """Read as many steps as are shown, and at least one page."""
        shown = max(_PAGE, len(self.list.steps.entries))
        self._tasks.run_latest(self, _read, self.filters.wanted, shown).then(self._show).catch(
            self.show_error
        )

    def _build_list(self) -> QWidget:
        card = QFrame()
        card.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column.addWidget(self.list, 1)
        column.addWidget(rule("h"))
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 4, 8, 4)
        self._shown = Label("", "caption", "text2", wraps=True)
        self.more = Button(self.tr("Visa fler"), "flat", self._read_more, small=True)
        foot.addWidget(self._shown, 1)
        foot.addWidget(self.more)
        column.addLayout(foot)
        return card

    # The list

    def _start_anew(self) -> None:
        """Read the first page for new filters."""
        self.list.steps.show_entries(())
        self.refresh()

    def _show(self, found: _Found) -> None:
        self._count = found.count
        if not found.total:
            self.show_empty(
                "history",
                self.tr("Inget har ändrats än"),
                self.tr(
                    "Här står vem som ändrade vad, och när: importer, gränser, inställningar, "
                    "analyser. Varje ändring kan ångras härifrån."
                ),
            )
            return
        self.show_content()
        self.filters.show_names(found.names)
        self.list.show_entries(found.rows)
        self._show_count()
        self._places.setCurrentIndex(0 if found.rows else 1)
        if not found.rows:
            self.panel.show_nothing()
            self._no_hit.fill(
                "filter",
                self.tr("Inget i urvalet"),
                self.tr("Ingen ändring stämmer med filtren. Vidga dem, eller visa allt."),
                self.tr("Återställ filtren"),
                self.filters.clear,
            )
        elif self.list.current_step:
            self._read_detail(self.list.current_step)

    def _show_count(self) -> None:
        shown, count = len(self.list.steps.entries), self._count
        words = self.tr("%n ändringar", "", count)
        if shown < count:
            words = self.tr("Visar {shown} av {count} ändringar").format(
                shown=formats.number(shown), count=formats.number(count)
            )
        self._shown.setText(words)
        self.more.setVisible(shown < count)

    def _read_more(self) -> None:
        entries = self.list.steps.entries
        if self._is_reading or not entries or len(entries) >= self._count:
            return
        self._is_reading = True
        before = entries[-1].entry_id
        task = self._tasks.run(self, _read_page, self.filters.wanted, before)
        task.then(lambda rows: self._add(before, rows)).catch(self._could_not_read)

    def _add(self, before: int, rows: tuple[HistoryRow, ...]) -> None:
        self._is_reading = False
        entries = self.list.steps.entries
        if entries and entries[-1].entry_id == before:  # else the list has become another
            self.list.steps.add_entries(rows)
            self._show_count()

    def _could_not_read(self, error: Exception) -> None:
        self._is_reading = False
        self._say(error)

    # The detail

    def _read_detail(self, step: int, things: int = 0) -> None:
        limit = {"thing_limit": things} if things else {}
        self._tasks.run_latest(self, history.get_entry, step, **limit).then(
            self._show_detail
        ).catch(self._say)

    def _show_detail(self, detail: HistoryEntryDetail) -> None:
        self.panel.show_detail(detail, self._can_open)

    def _show_step(self, step: int) -> None:
        """Show a step, in the list too where it has been read."""
        if not self.list.choose(step):
            self.list.selectionModel().clear()
            self._read_detail(step)

    def _show_all(self) -> None:
        step = self.list.current_step
        if step:
            self._read_detail(step, _MANY)

    def _can_open(self, thing: ChangedThing) -> bool:
        return self._place_of(thing) is not None

    def _place_of(self, thing: ChangedThing) -> str | None:
        """Return the page where a thing is seen now; None where there is none."""
        if thing.exists:
            own = self._chain_place(thing)
            return own[0] if own else _PLACES.get(thing.table, (None, ""))[0]
        return _TRASH if thing.is_in_trash else None

    def _chain_place(self, thing: ChangedThing) -> tuple[str, dict[str, object]] | None:
        """Return the page of a thing of the chain, and what to tell it."""
        is_thing = thing.table in tuple(Thing)
        return links.place_of(Thing(thing.table), thing.row_uuid) if is_thing else None

    def _open_thing(self, thing: ChangedThing) -> None:
        place = self._place_of(thing)
        if place is None:
            return
        arguments: dict[str, Any] = {}
        own = self._chain_place(thing) if thing.exists else None
        if own is not None:
            arguments = dict(own[1])
        elif place == "indicators":
            arguments["indicator"] = thing.key
        elif place == "settings":
            arguments["view"] = _PLACES[thing.table][1]
        self.navigate(place, **arguments)

    def _open_imports(self) -> None:
        self.navigate("imports")

    # Undoing

    def _undo(self, step: int) -> None:
        self._tasks.run_write(self, history.undo_entry, step).then(self._undone).catch(self._say)

    def _undone(self, act: HistoryAct) -> None:
        self.toast(self.tr("Ångrat: {act}").format(act=act.words), self.window_actions.undo)

    def _say(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.toast(messages.sentence(error))
            self.refresh()  # what was shown is not what is


@dataclass(frozen=True, slots=True)
class _Found:
    """Steps that fit the filters, how many there are of them, of all, and by whom."""

    rows: tuple[HistoryRow, ...]
    count: int
    total: int
    names: tuple[str, ...]


def _read(database: Database, wanted: Mapping[str, Any], limit: int) -> _Found:
    return _Found(
        history.list_entries(database, limit=limit, **wanted),
        history.count_entries(database, **wanted),
        history.count_entries(database),
        history.list_names(database),
    )


def _read_page(
    database: Database, wanted: Mapping[str, Any], before: int
) -> tuple[HistoryRow, ...]:
    return history.list_entries(database, limit=_PAGE, before=before, **wanted)
