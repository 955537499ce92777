"""The plan of the RCC: what is to be done, what is under way, and in which regions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from rccdesk.enums import PlanKind, Thing, Topic
from rccdesk.services import plans
from rccdesk.ui import theme
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.pages.plan.acts import PlanActs
from rccdesk.ui.pages.plan.choosing import line_to_choose
from rccdesk.ui.pages.plan.filter_bar import FilterBar, MenuButton
from rccdesk.ui.pages.plan.foot_card import FootCard
from rccdesk.ui.pages.plan.forest import arrange, order_flat
from rccdesk.ui.pages.plan.line_menu import make_line_menu
from rccdesk.ui.pages.plan.line_view import LineView, Shown
from rccdesk.ui.pages.plan.plan_menu import PlanMenu
from rccdesk.ui.pages.plan.reading import Answer, read, read_beside
from rccdesk.ui.pages.plan.views import REGIONS, VIEWS, YEAR, make_view, plan_years, view_words
from rccdesk.ui.widgets.buttons import Button, Segment
from rccdesk.ui.widgets.page_scroll import PageScroll
from rccdesk.ui.widgets.states import EmptyState

if TYPE_CHECKING:
    from rccdesk.services.plans import PlanDate, PlanLine
    from rccdesk.ui.dialogs.plan_fields import PlanChoices


_LEAST_ROWS = 8  # of a view
_RING = 4  # px for the ring of the focus over what stands on top
_LARGE = 1.5  # text in which the words of the views take most of a line


class PlanPage(Page):
    """Six views of the same lines; the line chosen in one is chosen in all."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.PLANS, Topic.FRAMEWORK, Topic.ORGANISATION, Topic.INDICATORS, Topic.MAPPING}
    )
    uses_selection: ClassVar[bool] = False
    views: ClassVar[tuple[str, ...]] = VIEWS

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._context = context
        self._plan = ""  # the user's own choice; "" is the cancer plan in use
        self._uuid = ""  # the chosen line
        self._takes_focus = False  # where something new is shown
        self._answer: Answer | None = None
        self._shown = Shown()
        self._made: dict[str, LineView] = {}
        self._outdated: set[str] = set()
        self.acts = PlanActs(context, self)
        self.menu = PlanMenu(context, self)
        self.menu.plan_chosen.connect(self._choose_plan)
        self.menu.goal_wanted.connect(self._add_goal)
        self._build_head()
        self._lay_out()
        self.build_in_turns(
            self._build_filters, self._build_stack, self._build_foot, lambda: self.view
        )

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Show the plan, line and view that another page asks for."""
        plan, item, view = (arguments.get(key) for key in ("plan", "item", "view"))
        if isinstance(item, str):
            self._uuid = item
            if self.filters.wanted.chooses:
                self.filters.clear()  # what is asked for must be in view
        if isinstance(view, str) and view in VIEWS:
            self.segment.set_current(view)
        if (only := arguments.get("only")) in ("late", "untouched", "incomplete"):
            self.filters.choose(only=str(only))
        if isinstance(plan, str) and plan != self._plan:
            self._plan = plan
        self.mark_stale()

    def refresh(self) -> None:
        """Read the plan."""
        if self._answer is None:
            self.show_busy()
        task = self._tasks.run_latest(self, read, self._plan, _today(), self._answer)
        task.then(self._show).catch(self.show_error)

    def show_view(self, view: str) -> None:
        """Show one of the views."""
        self.segment.set_current(view)
        self._show_lines()

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs of the page."""
        if self._answer is None:
            return {}
        found: dict[str, Callable[[], QDialog]] = {"add_plan": self.menu.make_plan_dialog}
        if self._answer.view is not None:
            choices = self._answer.choices
            found |= {
                "edit_plan": partial(self.menu.make_plan_dialog, self._answer.view.plan),
                "add_activity": partial(self.acts.add_activity, self.line, choices),
                "add_goal": self._make_goal_dialog,
                "approvals": self.menu.make_region_dialog,
                "baselines": self.menu.make_baseline_dialog,
                "replace_responsible": self.menu.make_replace_dialog,
            }
        return found

    @property
    def answer(self) -> Answer | None:
        """What the page shows; None before the first answer."""
        return self._answer

    @property
    def line(self) -> PlanLine | None:
        """The chosen line; None where none is chosen or it is not shown."""
        forest = self._shown.forest
        place = forest.places.get(self._uuid, -1)
        return forest.lines[place] if place >= 0 else None

    @property
    def view(self) -> LineView:
        """The view in use, made when first shown."""
        return self._make(self.segment.current)

    def _make(self, key: str) -> LineView:
        if key not in self._made:
            made = self._made[key] = make_view(key)
            made.chosen.connect(self._on_chosen)
            made.acted.connect(self._act)
            made.menu_wanted.connect(self._show_menu)
            if key == REGIONS:
                made.region_opened.connect(self.menu.open_region_dialog)  # type: ignore[attr-defined]
            self.stack.addWidget(made)
            self._outdated.add(key)
        return self._made[key]

    # Building

    def _build_head(self) -> None:
        self.segment = Segment(view_words(), "tree")
        self.segment.setAccessibleName(self.tr("Sätt att visa"))
        self.segment.chosen.connect(lambda _key: self._show_lines())
        self.plan_button = MenuButton()
        self.plan_button.setText(self.tr("Plan"))
        self.plan_button.menu_.aboutToShow.connect(
            lambda: self.menu.fill(self.plan_button.menu_, self._answer)
        )
        self.load = Button(
            self.tr("Läs in plan från Excel…"), act=self.menu.ask_for_workbook, icon="workbook"
        )
        self.add = Button(self.tr("Lägg till aktivitet"), "primary", self._add_activity, icon="add")
        self.add.setToolTip(self.tr("Lägg till aktivitet (Ctrl+N)"))
        for widget in (self.segment, self.load, self.plan_button, self.add):
            self.head.add_action(widget)

    def _lay_out(self) -> None:
        """Let the page scroll where large text leaves the views too little room."""
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, _RING, 0, 0)
        self.set_head_gap(12 - _RING)
        self._column.setSpacing(theme.current().size("tile_gap"))
        self.body.addWidget(PageScroll(inside, self), 1)

    def _build_filters(self) -> None:
        self.filters = FilterBar()
        self.filters.changed.connect(self._filter)
        for widget in (self.filters, self.filters.fields):
            self._column.addWidget(widget)

    def _build_stack(self) -> None:
        self.stack = QStackedWidget()
        self.message = EmptyState()
        self.stack.addWidget(self.message)
        self._column.addWidget(self.stack, 1)
        self.theme_changed()
        for keys, act in (("Ctrl+N", self._add_activity), ("Ctrl+Shift+N", self._add_goal)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)  # also from the sidebar
            shortcut.activated.connect(act)

    def theme_changed(self) -> None:
        """Keep room for some lines in the text size in use."""
        sizes = theme.current()
        is_large = sizes.text_scale > _LARGE
        whole = self.tr("Lägg till aktivitet")
        self.add.setText(self.tr("Lägg till") if is_large else whole)  # beside the views
        self.add.setAccessibleName(whole)
        rows = _LEAST_ROWS * sizes.size("table_row_dense")
        self.stack.setMinimumHeight(sizes.size("table_head") + rows)

    def _build_foot(self) -> None:
        foot = self.foot = FootCard()
        self._column.addWidget(foot)
        foot.responsible_wanted.connect(lambda: self._act("responsible", self._uuid, None))
        foot.open_wanted.connect(lambda: self._act("page", self._uuid, None))
        foot.edit_wanted.connect(lambda: self._act("edit", self._uuid, None))
        foot.menu_wanted.connect(self._show_menu)
        foot.raise_wanted.connect(self._raise)

    # Showing

    def _show(self, answer: Answer) -> None:
        before = self._answer.view.lines if self._answer and self._answer.view else ()
        self._answer = answer
        self.menu.show_answer(answer)
        term = answer.term("cancer_plan")
        title = term[:1].upper() + term[1:]
        self.setAccessibleName(title)
        view = answer.view
        is_reading = self._is_reading
        for widget in (self.segment, self.add):
            widget.setVisible(view is not None)
        self.plan_button.setVisible(view is not None)
        self.load.setVisible(view is None and not is_reading)
        self.add.setEnabled(not is_reading)
        if view is None:
            self.head.set_title(title)
            self._say_no_plan(answer, is_reading=is_reading)
            return
        plan = view.plan
        alike = [row for row in answer.plans if row.kind is PlanKind.CANCER]
        is_only = plan.kind is PlanKind.CANCER and len(alike) == 1
        self.head.set_title(title if is_only else plan.name)
        years = plan_years(plan)
        self.head.set_line(" · ".join(each for each in (years, view.state_words) if each))
        self.filters.finding.say(view.sentence)
        self.filters.setVisible(bool(view.lines))  # nothing to choose among
        self.filters.offer(answer.choices)
        self._uuid = line_to_choose(self._uuid, before, view.lines)
        self._filter()
        self.show_content()
        # each of the other views before it is asked for
        missing = [key for key in VIEWS if key not in self._made and self._builds_in_turns]
        parts: list[Callable[[], object]] = [partial(self._make, key) for key in missing]
        if not answer.is_whole:  # when all is laid out and painted
            parts[:0] = [self._column.activate, partial(self._read_beside, plan.uuid)]
        self.show_in_turns(*parts)

    def _read_beside(self, plan_uuid: str) -> None:
        task = self._tasks.run_latest(self, read_beside, plan_uuid, _today())
        task.then(partial(self._show_beside, plan_uuid)).catch(self.show_error)

    def _show_beside(
        self, plan_uuid: str, beside: tuple[PlanChoices, tuple[PlanDate, ...]]
    ) -> None:
        """Take what was read after the lines: words, choices, the dates of the year."""
        answer = self._answer
        if answer is None or answer.view is None or answer.view.plan.uuid != plan_uuid:
            return
        choices, dates = beside
        whole = replace(answer, choices=choices, dates=dates, is_whole=True)
        if choices.terms != answer.choices.terms:
            self._show(whole)
        elif (choices, dates) != (answer.choices, answer.dates):
            self._answer = whole
            self.menu.show_answer(whole)
            self.filters.offer(choices)
            self._shown = replace(self._shown, answer=whole)
            self._outdated |= {YEAR} & self._made.keys()
            if self.segment.current == YEAR:
                self._show_lines()

    def _say_no_plan(self, answer: Answer, *, is_reading: bool) -> None:
        definite = answer.term("cancer_plan", "definite")
        self.show_empty(
            "plan",
            self.tr("Här visas {plan} när den är skapad").format(plan=definite),
            self.tr(
                "Skapa planen och lägg till mål och aktiviteter, eller läs in en plan som redan "
                "finns i Excel."
            ),
            "" if is_reading else self.tr("Skapa plan"),
            lambda: self.menu.make_plan_dialog().open(),
        )

    def _filter(self) -> None:
        answer = self._answer
        if answer is None or answer.view is None:
            return
        wanted = self.filters.wanted
        found = wanted.lines(answer.view, answer.untouched_days)
        matches = found if wanted.chooses else None
        self._shown = Shown(
            answer,
            wanted,
            order_flat(found, wanted.order),
            arrange(answer.view.lines, matches, wanted.order),
            self._is_reading,
        )
        self._outdated = set(self._made)
        self._show_lines()

    def _show_lines(self) -> None:
        """Fill the view in use, if it is not up to date, and keep the chosen line."""
        answer = self._answer
        if answer is None or answer.view is None:
            return
        if not self._shown.lines:
            self._say_nothing_to_show(has_lines=bool(answer.view.lines))
            self._show_foot()
            self._give_focus(self.message.findChild(Button))
            return
        view, key = self.view, self.segment.current
        if key in self._outdated:
            view.show_lines(self._shown)
            self._outdated.discard(key)
        view.choose(self._uuid)
        self.stack.setCurrentWidget(view)
        self._show_foot()
        self._give_focus(view)

    def _give_focus(self, target: QWidget | None) -> None:
        """Go to what has just been made, once: its dialog was opened from somewhere else."""
        if self._takes_focus and target is not None:
            self._takes_focus = False
            (target.focus if isinstance(target, LineView) else target.setFocus)()

    def _say_nothing_to_show(self, *, has_lines: bool) -> None:
        if has_lines:
            self.message.fill(
                "filter",
                self.tr("Inget i urvalet"),
                self.tr("Inget mål och ingen aktivitet i planen svarar mot urvalet."),
                self.tr("Visa alla"),
                self.filters.clear,
            )
        else:
            self.message.fill(
                "plan",
                self.tr("Planen har inga mål än"),
                self.tr("Bara rubriken måste fyllas i. Resten kan komma senare."),
                "" if self._is_reading else self.tr("Lägg till mål"),
                self._add_goal,
            )
        self.stack.setCurrentWidget(self.message)

    def _show_foot(self) -> None:
        if self._answer is not None:
            self.foot.show_line(self.line, self._answer, is_reading=self._is_reading)

    @property
    def _is_reading(self) -> bool:
        database = self._tasks.database
        return database is not None and database.is_reading

    def _on_chosen(self, uuid: str) -> None:
        self._uuid = uuid
        self._show_foot()

    def _choose_plan(self, uuid: str) -> None:
        self._plan, self._uuid, self._takes_focus = uuid, "", True
        self.mark_stale()

    # Acting

    def _act(self, what: str, uuid: str, more: object) -> None:
        forest, answer = self._shown.forest, self._answer
        place = forest.places.get(uuid, -1)
        if what == "copied":
            self.toast(self.tr("Tabellen är kopierad."))
        if place < 0 or answer is None:
            return
        line = forest.lines[place]
        if what in ("open", "page") and line.is_item:
            self.navigate("plan_item", item=uuid)
        elif self._is_reading:
            return
        elif what in ("open", "edit"):
            self.acts.edit(line, answer.choices)
        elif what in ("move", "drop") and not self._shown.is_movable:
            self.toast(self.tr("Visa hela planen i sin egen ordning för att flytta rader."))
        else:
            self.acts.change(what, line, more, self._shown)

    def _show_menu(self, where: object) -> None:
        line, answer = self.line, self._answer
        if line is None or answer is None:
            return

        def act(what: str, more: object = None) -> Callable[[], None]:
            return lambda: self._act(what, line.uuid, more)

        entries: dict[str, Callable[[], object]] = {}
        if line.is_item:
            entries["open"] = act("page")
        if not self._is_reading:
            entries |= {
                "edit": act("edit"),
                "responsible": act("responsible"),
                "follow_up": lambda: self.acts.follow_up(line, _today()),
                "obstacle": lambda: self._add_obstacle(line),
                "add_activity": self._add_activity,
                "delete": act("delete"),
            }
            if line.is_item:
                entries["add_goal"] = lambda: self._make_goal_dialog(inside=True).open()
            if self._shown.is_movable:
                ways = ("up", "down", "in", "out") if line.is_item else ("up", "down")
                entries |= {way: act("move", way) for way in ways}
        set_state = lambda state: self._act("state", line.uuid, state)  # noqa: E731
        menu = make_line_menu(line, entries, set_state, self)
        if isinstance(where, QPoint):
            menu.popup(where)

    def _add_activity(self) -> None:
        if self._answer is not None and self._answer.view is not None and self.add.isEnabled():
            dialog = self.acts.add_activity(self.line, self._answer.choices)
            dialog.saved.connect(self._on_stored)
            dialog.open()

    def _add_goal(self) -> None:
        if self._answer is not None and self._answer.view is not None and self.add.isEnabled():
            self._make_goal_dialog().open()

    def _make_goal_dialog(self, *, inside: bool = False) -> QDialog:
        assert self._answer is not None
        assert self._answer.view is not None
        uuid = self._answer.view.plan.uuid
        dialog = self.acts.add_goal(uuid, self.line, self._answer.choices, inside=inside)
        dialog.saved.connect(self._on_stored)
        return dialog

    def _on_stored(self, stored: object) -> None:
        self._uuid = str(getattr(stored, "uuid", self._uuid))
        self._takes_focus = True

    def _add_obstacle(self, line: PlanLine) -> None:
        from rccdesk.ui.dialogs.obstacle_dialog import ObstacleDialog

        kind = Thing.PLAN_ITEM if line.is_item else Thing.ACTIVITY
        ObstacleDialog(self._context, kind, line.uuid, self.window()).open()

    def _raise(self, obstacle: str) -> None:
        body = self._answer.term("steering_body", "definite") if self._answer else ""
        said = self.tr("Hindret är lyft till {body}.").format(body=body)
        self.acts.write(plans.raise_obstacle, obstacle, said=said)


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
