"""Uppdraget: how far the RCC has come in what it is asked to do, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from rccdesk.enums import LinkRole, Scale, Topic
from rccdesk.services import framework
from rccdesk.services.framework import Gap, ItemView
from rccdesk.services.framework.model import AssessmentRow, FrameworkItemRow, FrameworkRow
from rccdesk.ui.dialogs.period_lock_dialog import lock_words
from rccdesk.ui.pages.framework import reading
from rccdesk.ui.pages.framework.acts import FrameworkActs, read_assessing
from rccdesk.ui.pages.framework.gaps_tab import GapsTab
from rccdesk.ui.pages.framework.items_card import ItemsCard
from rccdesk.ui.pages.framework.matrix_view import MatrixCard
from rccdesk.ui.pages.framework.own_tab import OwnTab
from rccdesk.ui.pages.framework.reading import (
    BY_PERIOD,
    BY_REGION,
    NOW,
    TAB_AREAS,
    TAB_CRITERIA,
    TAB_GAPS,
    TAB_OWN,
    TABS,
    Answer,
    Question,
)
from rccdesk.ui.pages.framework.top_line import TopLine
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.kept_place import has_focus
from rccdesk.ui.widgets.message_band import MessageBand
from rccdesk.ui.widgets.page_scroll import PageScroll
from rccdesk.ui.widgets.states import EmptyState

if TYPE_CHECKING:
    from rccdesk.services.database import Database


class FrameworkPage(Page):
    """Tabs of frameworks over a table with a panel, a matrix, cards, or the list of gaps."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            *(Topic.FRAMEWORK, Topic.PLANS, Topic.INITIATIVES, Topic.GUIDELINES),
            *(Topic.ORGANISATION, Topic.IMPORTS, Topic.ANALYSES, Topic.MEETINGS),
        }
    )
    uses_selection = False
    views: ClassVar[tuple[str, ...]] = (*TABS, BY_PERIOD, BY_REGION)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._acts = FrameworkActs(context, self)
        self._tab, self._opened, self._gaps_key = TAB_CRITERIA, "", ""
        self._wanted_item = ""  # of an argument, until it is shown
        self._answer: Answer | None = None
        self.head.set_title(self.tr("Uppdraget"))
        words = self.tr("Strategiska faktorer")
        self.factors = Button(words, "flat", lambda: self.navigate("factors"), icon="factors")
        self.lock = Button(self.tr("Lås perioden"), act=self._lock, icon="locked")
        self.head.add_action(self.factors)
        self.head.add_action(self.lock)
        self.body.setSpacing(12)
        self.top = TopLine(context.settings)
        self.top.tab_chosen.connect(self.choose_tab)
        self.top.changed.connect(self.mark_stale)
        self.band = MessageBand()
        self.stack = QStackedWidget()
        self.stack.setProperty("ground", "bg")
        for widget in (self.top, self.band):
            self.body.addWidget(widget)
        self.body.addWidget(self.stack, 1)
        self.build_in_turns(
            self._build_items, self._build_matrix, self._build_own, self._build_gaps
        )

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Show a tab, a framework or an item, as another page asks for."""
        tab, key, item = (str(arguments.get(name) or "") for name in ("tab", "framework", "item"))
        if key or item:
            self._wanted_item = item
            task = self._tasks.run_latest(self, _find_place, key, item)
            task.then(self._go_to).catch(self.show_error)
        elif tab in TABS:
            self.choose_tab(tab)

    def refresh(self) -> None:
        """Read what the tab shows."""
        if self._answer is None:
            self.show_busy()
        key = self._gaps_key if self._tab == TAB_GAPS else self._opened
        question = Question(self._tab, key, self.top.shown_as, self.top.body)
        task = self._tasks.run_latest(self, reading.read, question)
        task.then(self._show).catch(self.show_error)

    def show_view(self, view: str) -> None:
        """Show a tab, or the criteria by period or by region."""
        is_matrix = view in (BY_PERIOD, BY_REGION)
        self.top.set_shown_as(view if is_matrix else NOW)
        self.choose_tab(TAB_CRITERIA if is_matrix else view)

    def choose_tab(self, tab: str, key: str = "") -> None:
        """Show a tab, and in the tab of all frameworks the framework ``key``."""
        self._tab, self._opened = tab, key
        self.top.set_tab(tab)
        self.mark_stale()

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs of the page."""
        answer = self._answer
        if answer is None or answer.view is None or not answer.view.rows:
            return {}
        view = answer.view
        chosen = self.items.chosen
        row = chosen if chosen in view.rows and chosen is not None else view.rows[0]
        levels = [level for scale in Scale for level in view.scales[scale]]
        plan = next((each for each in view.rows if each.item.asks_for_plan), row)
        acts = self._acts
        return {
            "assess": partial(self._make_assessment, row),
            "assess_plan": partial(self._make_assessment, plan, plan.latest),
            "link": partial(acts.make_links, row.item.uuid, (LinkRole.EVIDENCE,)),
            "link_plan": partial(acts.make_links, row.item.uuid, (LinkRole.SERVES,)),
            "lock": lambda: acts.make_lock(view.framework, view.locks),
            "add_framework": lambda: acts.make_framework(answer.frameworks),
            "item": lambda: acts.make_item(row.item, is_own=view.framework.is_own),
            "levels": lambda: acts.make_levels(levels),
            "mappings": lambda: acts.make_mappings(view.framework),
        }

    def _make_assessment(self, row: ItemView, latest: AssessmentRow | None = None) -> QDialog:
        database = self._tasks.database
        assert database is not None
        found = read_assessing(database, row.item.uuid, self._acts.body, "")
        return self._acts.make_assessment(found, latest)

    @property
    def answer(self) -> Answer | None:
        """What the page shows; None before the first answer."""
        return self._answer

    # Building

    def _build_items(self) -> None:
        self.items = ItemsCard(self._tasks, self._acts)
        self.items.gap_pressed.connect(self._fill_gap)
        self._items_place = PageScroll(self.items, self)
        self.message = EmptyState()
        self.stack.addWidget(self._items_place)
        self.stack.addWidget(self.message)

    def _build_matrix(self) -> None:
        self.matrix = MatrixCard()
        self.matrix.opened.connect(self._open_cell)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.matrix)
        self._matrix_place = PageScroll(holder, self)
        self.stack.addWidget(self._matrix_place)

    def _build_own(self) -> None:
        self.own = OwnTab()
        self.own.switched.connect(lambda key, on: self._acts.switch(key, on=on))
        self.own.opened.connect(lambda key: self.choose_tab(TAB_OWN, key))
        self.own.links_wanted.connect(lambda key: self._with(key, self._acts.make_mappings))
        self.own.edited.connect(lambda key: self._with(key, self._edit_framework))
        self.own.item_wanted.connect(lambda key: self._with(key, self._add_item))
        self.own.add_wanted.connect(self._add_framework)
        self.own.levels_wanted.connect(self._acts.rename_levels)
        self._own_place = PageScroll(self.own, self)
        self.stack.addWidget(self._own_place)

    def _build_gaps(self) -> None:
        self.gaps = GapsTab()
        self.gaps.wanted.connect(self._fill_gap)
        self.gaps.framework_chosen.connect(self._choose_gaps)
        self.stack.addWidget(self.gaps)

    # Showing

    def _show(self, answer: Answer) -> None:
        self._answer = answer
        self.show_in_turns(
            partial(self._show_top, answer),
            partial(self._show_head, answer),
            *self._content_parts(answer),
            self.show_content,
        )

    def _show_top(self, answer: Answer) -> None:
        tab = answer.question.tab
        self.top.offer(
            answer.bodies, has_items=self._has_items(answer), item_word=self._item_word(tab)
        )

    def _show_head(self, answer: Answer) -> None:
        tab, view = answer.question.tab, answer.view
        self.lock.setVisible(self._has_items(answer) and view is not None)
        self.lock.setEnabled(self._can_write())
        trail = ""
        if tab == TAB_OWN and view is not None:
            trail = self.tr("Egna ramverk / {name}").format(name=view.framework.title)
        self.head.set_trail(trail)
        lines = {
            TAB_GAPS: self.tr("Vad saknas, och var fylls det i?"),
            TAB_OWN: self.tr("Vilka ramverk följs upp?"),
        }
        line = view.sentence if view is not None else lines.get(tab, lines[TAB_OWN])
        self.head.set_line(line)
        self._show_locks(answer)

    def _content_parts(self, answer: Answer) -> tuple[Callable[[], object], ...]:
        """Return the parts of showing what the tab holds: filled first, then seen."""
        tab, view = answer.question.tab, answer.view
        if tab == TAB_GAPS and answer.gaps_key:
            fill = partial(self.gaps.show_gaps, answer.gaps, answer.shown, answer.gaps_key)
            return fill, partial(self.stack.setCurrentWidget, self.gaps)
        if tab != TAB_GAPS and not self._has_items(answer):
            cards = self.own.show_parts(answer.summaries, can_write=self._can_write())
            return *cards, partial(self.stack.setCurrentWidget, self._own_place)
        if view is None or not view.rows:
            return (partial(self._show_nothing, answer),)
        if answer.matrix is not None:
            return self._matrix_parts(answer)
        items = partial(
            self.items.show_view, view, self._item_word(tab), can_write=self._can_write()
        )
        show = partial(self.stack.setCurrentWidget, self._items_place)
        return items, self._choose_wanted, show

    def _has_items(self, answer: Answer) -> bool:
        question = answer.question
        return question.tab in (TAB_CRITERIA, TAB_AREAS) or (
            question.tab == TAB_OWN and answer.view is not None
        )

    def _choose_wanted(self) -> None:
        if self._wanted_item and self.items.table.choose(self._wanted_item):
            self._wanted_item = ""

    def _item_word(self, tab: str) -> str:
        words = {TAB_CRITERIA: self.tr("Kriterium"), TAB_AREAS: self.tr("Område")}
        return words.get(tab, self.tr("Punkt"))

    def _matrix_parts(self, answer: Answer) -> tuple[Callable[[], object], ...]:
        view, matrix = answer.view, answer.matrix
        assert view is not None and matrix is not None
        if matrix.columns:
            word = self._item_word(answer.question.tab)
            fill = partial(self.matrix.show_matrix, matrix, view.scales, word)
            return fill, partial(self.stack.setCurrentWidget, self._matrix_place)
        nothing = partial(
            self._say_nothing,
            self.tr("Inga bedömningar att visa över tid"),
            self.tr("När något har bedömts visas bedömningarna här, en kolumn per period."),
            self.tr("Visa nuläget"),
            lambda: self.top.shown.setCurrentIndex(0),
        )
        return (nothing,)

    def _show_nothing(self, answer: Answer) -> None:
        if answer.view is not None:
            row = answer.view.framework
            self._say_nothing(
                self.tr("Inga punkter är inlagda än"),
                row.note or self.tr("Lägg till ramverkets punkter, så kan de bedömas."),
                self.tr("Lägg till punkt…"),
                lambda: self._add_item(row).open(),
            )
            return
        self._say_nothing(
            self.tr("Ramverket visas inte"),
            self.tr("Det är avslaget under Egna ramverk. Bedömningar som är gjorda finns kvar."),
            self.tr("Visa ramverken"),
            lambda: self.choose_tab(TAB_OWN),
        )

    def _say_nothing(
        self, title: str, sentence: str, button: str, act: Callable[[], object]
    ) -> None:
        self.message.fill("framework", title, sentence, button, act)
        self.stack.setCurrentWidget(self.message)

    def _show_locks(self, answer: Answer) -> None:
        locks = answer.view.locks if answer.view is not None else ()
        if not locks:
            if has_focus(self.band):
                self.lock.setFocus(Qt.FocusReason.OtherFocusReason)  # not to the far sidebar
            self.band.hide()
            return
        choices = [
            (
                self.tr("Lås upp {period}").format(period=lock.span.label())
                if len(locks) > 1
                else self.tr("Lås upp perioden"),
                partial(self._acts.unlock, lock),
            )
            for lock in locks[:3]
        ]
        words = " ".join(lock_words(lock) for lock in locks)
        self.band.say(words, choices if self._can_write() else ())

    # Acts

    def _can_write(self) -> bool:
        database = self._tasks.database
        return database is not None and not database.is_reading

    def _go_to(self, place: tuple[str, str]) -> None:
        self.top.set_shown_as(NOW)
        self.choose_tab(*place)

    def _open_cell(self, item: FrameworkItemRow, column: str) -> None:
        area = column if self.top.shown_as == BY_REGION else ""
        if self._can_write():
            self._acts.assess(item.uuid, area)

    def _fill_gap(self, item: FrameworkItemRow, gap: Gap) -> None:
        answer = self._answer
        own = {each.uuid for each in answer.frameworks if each.is_own} if answer else set()
        self._acts.fill_gap(item, gap, is_own=item.framework_uuid in own)

    def _choose_gaps(self, key: str) -> None:
        self._gaps_key = key
        self.mark_stale()

    def _lock(self) -> None:
        view = self._answer.view if self._answer is not None else None
        if view is not None:
            self._acts.make_lock(view.framework, view.locks).open()

    def _with(self, key: str, make: Callable[[FrameworkRow], QDialog]) -> None:
        answer = self._answer
        for row in answer.frameworks if answer is not None else ():
            if row.key == key:
                make(row).open()

    def _edit_framework(self, row: FrameworkRow) -> QDialog:
        answer = self._answer
        return self._acts.make_framework(answer.frameworks if answer else (), row)

    def _add_framework(self) -> None:
        answer = self._answer
        self._acts.make_framework(answer.frameworks if answer else ()).open()

    def _add_item(self, row: FrameworkRow) -> QDialog:
        return self._acts.make_item(FrameworkItemRow(row.uuid, "", ""))


def _find_place(database: Database, key: str, item: str) -> tuple[str, str]:
    """Return the tab and what is opened in it for a framework (key or uuid) or an item."""
    found = framework.list_frameworks(database, only_shown=False)
    known = {name: each.key for each in found for name in (each.key, each.uuid)}
    wanted = known.get(key) or reading.framework_of(database, item)
    return reading.tab_of(found, wanted) if wanted else (TAB_CRITERIA, "")
