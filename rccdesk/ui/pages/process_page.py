"""Processen: all that its leader keeps together, on one page that leads to every part."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rccdesk import formats, periods
from rccdesk.enums import Topic
from rccdesk.services import process_page, process_people
from rccdesk.services.process_page import ProcessPage as Found
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.initiative_words import words_of
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.pages.process.around import decision_rows, people_rows, visit_rows
from rccdesk.ui.pages.process.cards import Leading, RowsCard, TableCard
from rccdesk.ui.pages.process.lines import (
    activity_columns,
    activity_lines,
    goal_columns,
    goal_lines,
)
from rccdesk.ui.selection import ALL, HEALTH_CARE_REGION, REGION
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.figures import PairTile
from rccdesk.ui.widgets.improvement_list import go_to_chart
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.page_scroll import PageScroll, TwoColumns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rccdesk.services.analyses import AnalysisText
    from rccdesk.services.improvements import ImprovementRow
    from rccdesk.services.initiatives import InitiativeRow
    from rccdesk.services.process_people import ProcessPeople

ACTIVITIES = "activities"  # a part that is asked for
_SIDE, _WIDE_SIDE = 336, 460
_PAIR_ROOM = 560  # px at 100 % text under which the halves lie over each other


class ProcessPage(Page):
    """The first of the chosen processes; the selection bar changes it."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            *(Topic.PLANS, Topic.INITIATIVES, Topic.FRAMEWORK, Topic.ANALYSES),
            *(Topic.LEAD_TIMES, Topic.INDICATORS, Topic.IMPORTS, Topic.PATHWAYS),
            *(Topic.ORGANISATION, Topic.MAPPING, Topic.SETTINGS),
            *(Topic.GROUPS, Topic.MEETINGS),
        }
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._found: Found | None = None
        self._wants_activities = False
        self.head.set_title(self.tr("Processen"))
        self.write = Button(
            self.tr("Skriv analys"), act=lambda: self.navigate("analysis"), icon="write"
        )
        self.charts = Button(
            self.tr("Visa ledtiderna"), act=lambda: self.navigate("lead_times"), icon="lead_times"
        )
        self.head.add_action(self.charts)
        self.head.add_action(self.write)
        self.head.set_trail(self.tr("Översikt / Processen"))
        self.head.keep_line_whole()
        self.build_in_turns(self._build_left, self._build_right, self._build_columns)

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Show the part that another page asks for: ``tab`` "activities"."""
        self._wants_activities = arguments.get("tab") == ACTIVITIES
        self.mark_stale()

    def refresh(self) -> None:
        """Read the page of the process."""
        svf = self.selection.svf
        if not svf:
            self._say_choose()
            return
        if self._found is None:
            self.show_busy()
        self._tasks.run_latest(self, process_page.get_process_page, svf[0]).then(self._show).catch(
            self.show_error
        )
        self._tasks.run_latest(self, process_people.get_process_people, svf[0]).then(
            self._show_around
        ).catch(self.show_error)

    @property
    def found(self) -> Found | None:
        """What the page shows; None before the first answer."""
        return self._found

    # Building

    def _build_left(self) -> None:
        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.of = Label("", "small", "text2", wraps=True)
        self.pair = PairTile()
        self.goals = TableCard(
            self.tr("Mål"),
            goal_columns(),
            self.tr("Ingen plan har mål för processen. Koppla mål till den, eller skapa en plan."),
            self.tr("Öppna målet"),
        )
        self.goals.opened.connect(lambda uuid: self.navigate("plan_item", item=uuid))
        self.activities = TableCard(
            self.tr("Aktiviteter"),
            activity_columns(),
            self.tr("Inga aktiviteter hör till processens mål eller insatser."),
            self.tr("Visa i planen"),
        )
        self.activities.opened.connect(self._open_activity)
        self.initiatives = RowsCard(self.tr("Insatser"), self.tr("Inga insatser för processen."))
        for widget in (self.of, self.pair, self.goals, self.activities, self.initiatives):
            column.addWidget(widget)
        column.addStretch(1)

    def _build_right(self) -> None:
        self._right = QWidget()
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.areas = RowsCard(
            self.tr("Uppdraget"), self.tr("Inget mål är kopplat till ett kriterium eller område.")
        )
        self.due = RowsCard(self.tr("I tur att följas upp"), self.tr("Inget mål är i tur."))
        self.texts = RowsCard(self.tr("Analyser"), self.tr("Ingen analys är skriven."), 4)
        self.improvements = RowsCard(
            self.tr("Förbättringsområden"), self.tr("Inga öppna förbättringsområden.")
        )
        self.obstacles = RowsCard(self.tr("Hinder"), self.tr("Inga öppna hinder."))
        self.people = RowsCard(self.tr("Uppdrag, grupp och möte"), "", counts=False)
        self.people.nothing.hide()
        none = self.tr("Inget beslut hör till processens grupp, mål eller aktiviteter.")
        self.decisions = RowsCard(self.tr("Beslut"), none)
        self.visits = RowsCard(self.tr("Dialogbesök"), self.tr("Inga dialogbesök."))
        for widget in (self.people, self.due, self.decisions, self.texts):
            column.addWidget(widget)
        for widget in (self.improvements, self.obstacles, self.visits, self.areas):
            column.addWidget(widget)
        column.addStretch(1)

    def _build_columns(self) -> None:
        self.columns = TwoColumns(
            self._left, self._right, narrow=self._right, width=_SIDE, wide=_WIDE_SIDE
        )
        self.columns.resized.connect(self._fit)
        self.place = PageScroll(self.columns, self)
        self.body.addWidget(self.place, 1)

    # Showing

    def _say_choose(self) -> None:
        """Ask for a process, and offer the user's own."""
        values = self.selection.values
        names = {choice.key: choice.label for choice in values.processes}
        key = values.default_process or next(iter(values.own_processes), "")
        self._found = None
        self.head.set_title(self.tr("Processen"))
        self.head.set_line(self.tr("Vad håller processledaren ihop?"))
        self.show_empty(
            "svf",
            self.tr("Ingen process är vald"),
            self.tr(
                "Välj en process i raden högst upp. Här samlas dess mål, aktiviteter, analyser, "
                "förbättringsområden, hinder och insatser."
            ),
            self.tr("Visa {process}").format(process=names[key]) if key in names else "",
            partial(self.selection.set_svf, key),
        )

    def _show(self, found: Found) -> None:
        self._found = found
        self.head.set_title(found.name, found.sentence)
        self.setAccessibleName(found.name)
        self.show_in_turns(
            partial(self._show_figures, found),
            partial(self._show_work, found),
            partial(self._show_side, found),
            self.show_content,
            self._show_wanted,
        )

    def _show_wanted(self) -> None:
        """Put the activities in view, with the focus in them, where they were asked for."""
        if self._wants_activities and self.activities.table.isVisible():
            self._wants_activities = False
            self.place.verticalScrollBar().setValue(self.activities.y())
            self.activities.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_figures(self, found: Found) -> None:
        whole = self.tr("alla i uttaget")
        words = self.tr("Ledtid och inklusion för {area}").format(area=found.area or whole)
        self.of.setText(words)
        self.of.setVisible(found.pair is not None)
        self.pair.setVisible(found.pair is not None)
        if found.pair is not None:
            self.pair.show_pair(found.pair)
        self.goals.show_lines(goal_lines(found.goals))

    def _show_work(self, found: Found) -> None:
        self.activities.show_lines(activity_lines(found.activities))
        self.initiatives.show_rows([self._initiative(row) for row in found.initiatives])

    def _show_side(self, found: Found) -> None:
        self.areas.show_rows(
            [
                Leading(
                    "framework",
                    tie.name,
                    tie.framework_title,
                    partial(
                        self.navigate,
                        "framework",
                        framework=tie.framework_key,
                        item=tie.item_uuid,
                    ),
                )
                for tie in found.areas
            ]
        )
        never = self.tr("Aldrig uppföljt")
        last = self.tr("Senast uppföljt {day}")
        self.due.show_rows(
            [
                Leading(
                    "follow_up",
                    turn.item.name,
                    never
                    if turn.last_follow_up is None
                    else last.format(day=formats.iso_date(turn.last_follow_up)),
                    partial(self.navigate, "plan_item", item=turn.item.uuid),
                )
                for turn in found.follow_ups_due
            ]
        )
        self.texts.show_rows([self._analysis(row) for row in found.analyses])
        self.improvements.show_rows([self._improvement(row) for row in found.improvements])
        self.obstacles.show_rows(self._obstacles(found))

    def _show_around(self, found: ProcessPeople | None) -> None:
        """Show who leads, the group, its decisions and the visits; nothing without a process."""
        for card in (self.people, self.decisions, self.visits):
            card.setVisible(found is not None)
        if found is not None:
            self.people.show_rows(people_rows(found, self.navigate))
            self.decisions.show_rows(decision_rows(found, self.navigate))
            self.visits.show_rows(visit_rows(found, self.navigate))

    def _initiative(self, row: InitiativeRow) -> Leading:
        return Leading(
            "initiative",
            row.title,
            words_of(row.state),
            partial(self.navigate, "initiative", initiative=row.uuid),
        )

    def _analysis(self, row: AnalysisText) -> Leading:
        """Return an analysis with its finding; a draft says that it is one."""
        line = row.finding or row.explanation or row.actions
        if not row.is_done:
            line = self.tr("Utkast: {words}").format(words=line)
        period = periods.period_words(row.period)
        place = self._place_words(row.area)
        title = ", ".join(part for part in (period[:1].upper() + period[1:], place) if part)
        return Leading("write", title, line, partial(self._open_analysis, row))

    def _improvement(self, row: ImprovementRow) -> Leading:
        act = partial(go_to_chart, row, self.selection, self.navigate)
        return Leading("improvement", row.title, row.figure, act)

    def _obstacles(self, found: Found) -> list[Leading]:
        """Return the obstacles, each with what it stands in the way of."""
        names = {goal.item.uuid: goal.item.name for goal in found.goals}
        names |= {each.row.uuid: each.row.title for each in found.activities}
        names |= {each.uuid: each.title for each in found.initiatives}
        names |= {each.uuid: each.title for each in found.improvements}
        rows = []
        for row in found.obstacles:
            of = names.get(row.subject_key, "")
            state = text(f"plans.obstacle_state.{row.state}")
            line = f"{of} · {state}" if row.text and of else state
            act = partial(self.navigate, "follow_up", tab="obstacles")
            rows.append(Leading("obstacle", row.text or of, line, act))
        return rows

    def _place_words(self, area: str) -> str:
        values = self.selection.values
        names = {each.key: each.label for each in (*values.regions, *values.health_care_regions)}
        return names.get(area, area)

    # Acts

    def _open_activity(self, uuid: str) -> None:
        for each in self._found.activities if self._found is not None else ():
            if each.row.uuid != uuid:
                continue
            if each.row.plan_item_uuid:
                self.navigate("plan", item=uuid)
            else:
                self.navigate("initiative", initiative=each.row.initiative_uuid)

    def _open_analysis(self, row: AnalysisText) -> None:
        """Show the text where it was written, as far as the selection can be set to that."""
        values = self.selection.values
        if any(choice.key == row.period for choice in values.periods):
            self.selection.set_period(row.period)
        for kind, choices in (
            (REGION, values.regions),
            (HEALTH_CARE_REGION, values.health_care_regions),
        ):
            if any(choice.key == row.area for choice in choices):
                self.selection.set_area(kind, row.area)
        if not row.area:
            self.selection.set_area(ALL)
        self.navigate("analysis", topic=row.topic)

    def theme_changed(self) -> None:
        """Fit the pair to the new text size."""
        self._fit()

    def _fit(self) -> None:
        scale = theme.current().text_scale
        room = self.columns.width() / scale
        side = 0 if self.columns.is_stacked else _SIDE + 16
        self.pair.set_vertical(vertical=room - side < _PAIR_ROOM)
