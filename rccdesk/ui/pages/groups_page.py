"""Processgrupper: who leads the processes, which seats are vacant, how patients take part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QDialog, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from rccdesk.enums import Topic
from rccdesk.ui.dialogs.group_choices import GroupChoices
from rccdesk.ui.group_words import capital
from rccdesk.ui.pages.groups import lines, listings, told_lines
from rccdesk.ui.pages.groups.acts import GroupActs
from rccdesk.ui.pages.groups.listing_tab import ListingTab
from rccdesk.ui.pages.groups.reading import TABS, Answer, Listing, read, tab_of
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.tables.line_table import Line
from rccdesk.ui.widgets.page_scroll import PageScroll

_MAKERS = {**lines.MAKERS, **told_lines.MAKERS}


class GroupsPage(Page):
    """Lists under five tabs, in the RCC's own word for its groups."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.GROUPS, Topic.MEETINGS, Topic.ORGANISATION, Topic.PATHWAYS}
    )
    uses_selection: ClassVar[bool] = False
    views: ClassVar[tuple[str, ...]] = tuple(Listing)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.acts = GroupActs(context, self)
        self._listing = Listing.PROCESSES
        self._last = {tab: found[0] for tab, found in TABS.items()}  # shown last under each tab
        self.answer: Answer | None = None
        self._chosen: tuple[Answer, str] | None = None  # what stands under the list
        self.head.set_title(self.tr("Processgrupper"))
        self.set_head_gap(4)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a click leaves what it hides
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(self.tr("Delar av sidan"))
        for tab in TABS:
            self.tabs.addTab(listings.tab_words(tab))
        self.tabs.currentChanged.connect(self._choose_tab)
        self.body.addWidget(self.tabs)
        self.stack = QStackedWidget()
        self.stack.setProperty("ground", "bg")
        self.body.addWidget(self.stack, 1)
        self.lists: dict[str, ListingTab] = {}
        self._places: dict[str, PageScroll] = {}
        self.build_in_turns(*(partial(self._build_tab, tab) for tab in TABS))

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Show the tab or the list that another page asks for, and one line of it."""
        tab, line = arguments.get("tab"), arguments.get("line")
        if isinstance(tab, str):
            self.show_view(tab)
        if isinstance(line, str):
            self.acts.wanted = line
            self.mark_stale()

    def refresh(self) -> None:
        """Read the list that is shown."""
        if self.answer is None:
            self.show_busy()
        task = self._tasks.run_latest(self, read, self._listing, _today())
        task.then(self._show).catch(self.show_error)

    def show_view(self, view: str) -> None:
        """Show a tab, or a list under its tab."""
        if view in tuple(Listing):
            self._choose(Listing(view))
        elif view in TABS:
            self._choose(self._last[view])

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the forms of the list shown."""
        answer = self.answer
        if answer is None or answer.listing in (Listing.VACANCIES, Listing.TIME):
            return {}
        found: dict[str, Callable[[], QDialog]] = {}
        if answer.listing not in (Listing.INTRODUCTIONS, Listing.NOT_VISITED):
            found[f"{answer.listing}_add"] = partial(self._make, listings.ADD, "")
            key = self.tab.table.current_key
            if key:
                found[f"{answer.listing}_edit"] = partial(self._make, listings.EDIT, key)
        return found

    @property
    def tab(self) -> ListingTab:
        """The tab that is shown."""
        return self.lists[tab_of(self._listing)]

    def theme_changed(self) -> None:
        """Show the lines again in the new text size."""
        if self.answer is not None and self.shows_content:
            self._chosen = None
            self._fill(self.answer)
            self._show_chosen()

    # Building

    def _build_tab(self, tab: str) -> None:
        none = GroupChoices()
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 8, 0, 0)
        self._places[tab] = place = PageScroll(holder, self)
        self.stack.addWidget(place)
        made = ListingTab([listings.listed_of(each, none) for each in TABS[tab]], holder)
        column.addWidget(made)
        self.lists[tab] = made
        made.chosen.connect(lambda view: self._choose(Listing(view)))
        made.acted.connect(self.acts.do)
        made.opened.connect(self.acts.open)
        made.removed.connect(self.acts.remove)
        made.picked.connect(lambda _key: self._show_chosen())
        made.acted_in_foot.connect(self.acts.do_in_foot)

    # Showing

    def _choose_tab(self, at: int) -> None:
        self._choose(self._last[tuple(TABS)[at]])

    def _choose(self, listing: Listing) -> None:
        tab = tab_of(listing)
        self._listing = self._last[tab] = listing
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(tuple(TABS).index(tab))
        self.tabs.updateGeometry()  # the chosen tab's bold words are wider
        self.mark_stale()

    def _show(self, answer: Answer) -> None:
        self.answer = self.acts.answer = answer
        word = answer.choices.term("process_group", "plural")
        self.head.set_title(capital(word) or self.tr("Processgrupper"))
        self.head.set_line(
            self.tr(
                "Vilka leder processerna, vilka platser är vakanta, hur medverkar patienter och "
                "närstående?"
            )
        )
        self.finish_building()
        self.show_in_turns(
            partial(self._fill, answer),
            self._show_chosen,
            partial(self.stack.setCurrentWidget, self._places[tab_of(answer.listing)]),
            self.show_content,
        )

    def _fill(self, answer: Answer) -> None:
        tab = self.lists[tab_of(answer.listing)]
        tab.set_listed(listings.listed_of(answer.listing, answer.choices))
        shown: tuple[Line, ...] = _MAKERS[answer.listing](answer)
        tab.show_listing(answer.listing, shown, self._note(answer), can_write=self.acts.can_write)
        wanted, self.acts.wanted = self.acts.wanted, ""
        if wanted:
            key = next((line.key for line in shown if line.key.startswith(wanted)), "")
            tab.table.choose(key)

    def _note(self, answer: Answer) -> str:
        """Return what is said over the lines."""
        said = {
            Listing.TIME: self.tr(
                "Tiden är frivillig att lämna. Den visas per process och arbetsgivare, aldrig per "
                "person."
            ),
            Listing.LOCAL: self.tr(
                "Uppdragen ges av andra än RCC och räknas inte in bland RCC:s egna."
            ),
            Listing.INTRODUCTIONS: self.tr(
                "Uppdrag utan mentor, eller med punkter kvar i introduktionen."
            ),
            Listing.PERSONS: self.tr(
                "Namnet står vid platser, uppdrag och möten, aldrig vid en siffra."
            ),
            Listing.NOT_VISITED: self.tr("Verksamheter utan hållet dialogbesök {year}.").format(
                year=answer.today.year
            ),
        }.get(answer.listing, "")
        parts = [*answer.sentences, said] if answer.rows else []
        return " ".join(part for part in parts if part)

    def _show_chosen(self) -> None:
        """Show the chosen line in words, once for all that is told of it."""
        answer = self.answer
        tab = self.lists.get(tab_of(answer.listing)) if answer is not None else None
        if answer is None or tab is None:
            return
        now = (answer, tab.table.current_key)
        if now != self._chosen and tab.listing is answer.listing:
            self._chosen = now
            tab.show_foot(told_lines.foot_of(*now))
        if answer.listing is Listing.VISITS and tab.listing is Listing.VISITS:
            reason = self.acts.why_no_data_pack(now[1])
            button = tab.acts()[listings.DATA_PACK]
            button.setEnabled(not reason)
            button.setToolTip(reason)
            button.setAccessibleDescription(reason)

    def _make(self, act: str, key: str) -> QDialog:
        made = self.acts.make_dialog(act, key)
        assert made is not None
        return made


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
