"""One decision: its way from the matter to the clinic, region by region and unit by unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QDialog, QFrame, QMenu, QVBoxLayout, QWidget

from rccdesk.enums import Adoption, ChainStep, DecisionState, LinkRole, Stance, Thing, Topic
from rccdesk.services import decisions
from rccdesk.services.decisions.model import ActionRow, DecisionRegionRow, DecisionUnitRow
from rccdesk.ui import messages
from rccdesk.ui.decision_words import ADOPTIONS, words_of
from rccdesk.ui.dialogs.action_dialog import ActionDialog
from rccdesk.ui.dialogs.adoption_dialog import AdoptionDialog
from rccdesk.ui.dialogs.decision_dialog import DecisionDialog
from rccdesk.ui.dialogs.link_dialog import LinkDialog
from rccdesk.ui.dialogs.meeting_choices import MeetingChoices
from rccdesk.ui.dialogs.political_report_dialog import PoliticalReportDialog
from rccdesk.ui.dialogs.region_answer_dialog import RegionAnswerDialog
from rccdesk.ui.dialogs.unit_answer_dialog import UnitAnswerDialog
from rccdesk.ui.icons import icon
from rccdesk.ui.pages.decision.answers_card import AnswersCard
from rccdesk.ui.pages.decision.chain_strip import ChainStrip
from rccdesk.ui.pages.decision.facts_card import FactsCard
from rccdesk.ui.pages.decision.lines import (
    action_columns,
    action_lines,
    region_columns,
    region_lines,
    unit_columns,
    unit_lines,
)
from rccdesk.ui.pages.decision.outcome_card import OutcomeCard
from rccdesk.ui.pages.decision.reading import Sheet, read_sheet
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.widgets.buttons import Button, IconButton
from rccdesk.ui.widgets.page_scroll import PageScroll

_STANCES = tuple(Stance)
_LINKS = (LinkRole.SERVES, LinkRole.MEASURE, LinkRole.EVIDENCE)


class DecisionPage(Page):
    """The chain over the answers; a digit answers for the line in the tables."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            *(Topic.MEETINGS, Topic.GROUPS, Topic.ORGANISATION, Topic.MAPPING),
            # what it is linked with, and the figures of that
            *(Topic.FRAMEWORK, Topic.PLANS, Topic.INITIATIVES, Topic.LEAD_TIMES, Topic.INDICATORS),
        }
    )
    uses_selection: ClassVar[bool] = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._context = context
        self._uuid = ""
        self.sheet: Sheet | None = None
        self.change = Button(self.tr("Ändra beslutet…"), act=self._open_change, icon="write")
        self.more = IconButton("more", self.tr("Fler val"), self._show_menu)
        self.next_act = Button("", "primary", self._open_next)
        for widget in (self.change, self.more, self.next_act):
            self.head.add_action(widget)
        self.menu = QMenu(self)
        self.head.keep_line_whole()
        self.build_in_turns(self._build_top, self._build_answers, self._build_actions)

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Show the decision that another page asks for."""
        uuid = arguments.get("decision")
        if isinstance(uuid, str) and uuid != self._uuid:
            self._uuid = uuid
            self.sheet = None
            self.show_busy()
            self.mark_stale()

    def refresh(self) -> None:
        """Read the decision."""
        if self.sheet is None:
            self.show_busy()
        task = self._tasks.run_latest(self, read_sheet, self._uuid, _today())
        task.then(self._show).catch(self.show_error)

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs of the page."""
        found: dict[str, Callable[[], QDialog]] = {"report": self.make_report}
        if self.sheet is not None:
            found["change"] = self.make_change
            found["region"] = self.make_region_answer
            found["unit"] = self.make_unit_answer
            found["link"] = self.make_link
            found["adoption"] = self.make_adoption
        return found

    def theme_changed(self) -> None:
        """Lay everything out for the new text size."""
        if self.sheet is not None:
            self._fill(self.sheet)

    # The dialogs

    def make_report(self) -> PoliticalReportDialog:
        """Return the form of the report to the political body."""
        return PoliticalReportDialog(self._context, self.window())

    def make_change(self) -> DecisionDialog:
        """Return the form of the decision."""
        row = self._sheet.chain.decision
        return DecisionDialog(
            self._context, row.meeting_uuid, row.point_uuid, self.window(), decision_uuid=row.uuid
        )

    def make_region_answer(
        self, region: str = "", stance: Stance | None = None
    ) -> RegionAnswerDialog:
        """Return the form of a region's answer: of the one asked for, else the one in the table."""
        sheet = self._sheet
        known = {line.region: line.row for line in sheet.chain.regions}
        key = region or self.regions.table.current_key
        row = known.get(key)
        if row is None:
            left = next((code for code, _name in sheet.regions if code not in known), "")
            row = DecisionRegionRow(sheet.chain.decision.uuid, left)
        if stance is not None:
            row = replace(row, stance=stance, answered_on=row.answered_on or _today())
        return RegionAnswerDialog(self._context, row, sheet.regions, self.window())

    def make_unit_answer(
        self, uuid: str = "", state: Adoption | None = None, *, is_new: bool = False
    ) -> UnitAnswerDialog:
        """Return the form of a unit's answer: of the one asked for, or of another."""
        sheet = self._sheet
        known = {line.row.uuid: line.row for line in sheet.chain.units}
        row = None if is_new else known.get(uuid or self.units.table.current_key)
        if row is None:
            asked = self.regions.table.current_key
            region = asked or next((code for code, _name in sheet.regions), "")
            row = DecisionUnitRow(sheet.chain.decision.uuid, region, "")
        if state is not None:
            row = replace(row, state=state, told_on=_today())
        return UnitAnswerDialog(self._context, row, sheet.regions, self.window())

    def make_action(self, uuid: str = "") -> ActionDialog:
        """Return the form of something to be done, or of a new one."""
        row = next((each for each in self._sheet.actions if each.uuid == uuid), None)
        decision = self._sheet.chain.decision
        row = row or ActionRow(
            decision.group_uuid,
            "",
            meeting_uuid=decision.meeting_uuid,
            point_uuid=decision.point_uuid,
            decision_uuid=decision.uuid,
            responsible=decision.responsible,
        )
        return ActionDialog(self._context, row, MeetingChoices(), parent=self.window())

    def make_link(self) -> LinkDialog:
        """Return the dialog of what the decision hangs together with."""
        uuid = self._sheet.chain.decision.uuid
        return LinkDialog(self._context, Thing.DECISION, uuid, self.window(), roles=_LINKS)

    def make_adoption(self) -> AdoptionDialog:
        """Return what is introduced of all decisions, and why some are not."""
        return AdoptionDialog(self._context, self.window())

    # Building

    def _build_top(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._place = PageScroll(inside, self)
        self.body.addWidget(self._place, 1)
        self.facts = FactsCard()
        self.facts.go.connect(self._go_to_point)
        frame = QFrame()
        frame.setProperty("card", "true")
        room = QVBoxLayout(frame)
        room.setContentsMargins(1, 1, 1, 1)
        self.chain = ChainStrip()
        room.addWidget(self.chain)
        self._column.addWidget(self.facts)
        self._column.addWidget(frame)

    def _build_answers(self) -> None:
        self.regions = AnswersCard(
            self.tr("Regionerna"),
            region_columns(),
            ((self.tr("Anteckna ställningstagande…"), "region", self._open_region),),
        )
        self.units = AnswersCard(
            self.tr("Verksamheterna"),
            unit_columns(),
            (
                (self.tr("Anteckna svar…"), "write", self._open_unit),
                (self.tr("Lägg till verksamhet…"), "add", self._open_new_unit),
            ),
        )
        self.regions.opened.connect(lambda key: self.make_region_answer(key).open())
        self.units.opened.connect(lambda key: self.make_unit_answer(key).open())
        self.regions.digit.connect(self._answer_region)
        self.units.digit.connect(self._answer_unit)
        self._column.addWidget(self.regions)
        self._column.addWidget(self.units)

    def _build_actions(self) -> None:
        self.todo = AnswersCard(
            self.tr("Åtgärder"),
            action_columns(),
            ((self.tr("Lägg till åtgärd…"), "add", self._open_action),),
            takes_digits=False,
        )
        self.todo.opened.connect(lambda key: self.make_action(key).open())
        self._column.addWidget(self.todo)
        self.outcome = OutcomeCard()
        self.outcome.link_wanted.connect(lambda: self.make_link().open())
        self.outcome.place_wanted.connect(lambda page, told: self.navigate(page, **told))
        self._column.addWidget(self.outcome)
        self._column.addStretch(1)

    # Showing

    @property
    def _sheet(self) -> Sheet:
        assert self.sheet is not None
        return self.sheet

    def _show(self, sheet: Sheet | None) -> None:
        self.finish_building()
        self.sheet = sheet
        for widget in (self.change, self.more, self.next_act):
            widget.setVisible(sheet is not None)
        self.head.set_trail(self.tr("Möten / Beslut"))
        if sheet is None:
            self.head.set_title(self.tr("Beslut"))
            self.show_empty(
                "decision",
                self.tr("Inget beslut finns än"),
                self.tr("Beslut antecknas under ett möte, punkt för punkt."),
                self.tr("Visa möten"),
                lambda: self.navigate("meetings"),
            )
            return
        if self._uuid and sheet.chain.decision.uuid != self._uuid:
            self.toast(self.tr("Beslutet finns inte längre. Ett annat visas i stället."))
        self._uuid = sheet.chain.decision.uuid
        self._fill(sheet)

    def _fill(self, sheet: Sheet) -> None:
        chain = sheet.chain
        title = chain.place_words or self.tr("Beslut")
        self.head.set_title(title, chain.sentence)
        can_write = not sheet.is_reading
        self.change.setEnabled(can_write)
        self.more.setEnabled(can_write)
        self.next_act.setEnabled(can_write)
        self.next_act.setText(self._next_words(sheet))
        self.facts.show_chain(chain)
        self.chain.show_steps(chain.steps, chain.sentence)
        self.show_in_turns(
            partial(self._fill_regions, sheet),
            partial(self._fill_units, sheet),
            partial(self._fill_actions, sheet),
            partial(self._fill_outcome, sheet),
            self.show_content,
        )

    def _fill_regions(self, sheet: Sheet) -> None:
        decided = sum(line.row.stance is Stance.DECIDED for line in sheet.chain.regions)
        total = len(sheet.chain.regions)
        digits = " · ".join(f"{n} {words_of(each)}" for n, each in enumerate(_STANCES, 1))
        self.regions.show_lines(
            region_lines(sheet),
            said=self.tr("Beslutad i {n} av {total}").format(n=decided, total=total)
            if total
            else "",
            nothing=self.tr("Ingen region är tillfrågad om beslutet."),
            foot=self.tr("Siffror svarar på raden: {digits}. – uppgift saknas").format(
                digits=digits
            ),
            can_write=not sheet.is_reading,
        )

    def _fill_units(self, sheet: Sheet) -> None:
        done = sum(line.row.state is Adoption.INTRODUCED for line in sheet.chain.units)
        total = len(sheet.chain.units)
        digits = " · ".join(f"{n} {words_of(each)}" for n, each in enumerate(ADOPTIONS, 1))
        self.units.show_lines(
            unit_lines(sheet),
            said=self.tr("Införd i {n} av {total}").format(n=done, total=total) if total else "",
            nothing=self.tr("Ingen verksamhet är kontaktad."),
            foot=self.tr("Siffror svarar på raden: {digits}. – uppgift saknas").format(
                digits=digits
            ),
            can_write=not sheet.is_reading,
        )

    def _fill_actions(self, sheet: Sheet) -> None:
        self.todo.show_lines(
            action_lines(sheet, _today()),
            said="",
            nothing=self.tr("Ingen åtgärd hör till beslutet."),
            foot="",
            can_write=not sheet.is_reading,
        )

    def _fill_outcome(self, sheet: Sheet) -> None:
        self.outcome.show_outcome(sheet.outcome, sheet.neighbours, can_write=not sheet.is_reading)

    def _next_words(self, sheet: Sheet) -> str:
        if self._is_at_units(sheet):
            return self.tr("Anteckna verksamhetens svar…")
        return self.tr("Anteckna regionens ställningstagande…")

    @staticmethod
    def _is_at_units(sheet: Sheet) -> bool:
        return any(step.is_now and step.step is ChainStep.UNITS for step in sheet.chain.steps)

    # Acts

    def _open_next(self) -> None:
        if self._is_at_units(self._sheet):
            self._open_unit()
            return
        waiting = [line for line in self._sheet.chain.regions if line.waiting_days is not None]
        longest = max(waiting, key=lambda line: line.waiting_days or 0, default=None)
        self.make_region_answer(longest.region if longest is not None else "").open()

    def _open_change(self) -> None:
        self.make_change().open()

    def _open_region(self) -> None:
        self.make_region_answer().open()

    def _open_unit(self) -> None:
        self.make_unit_answer().open()

    def _open_new_unit(self) -> None:
        self.make_unit_answer(is_new=True).open()

    def _open_action(self) -> None:
        self.make_action().open()

    def _answer_region(self, region: str, digit: int) -> None:
        row = next((x.row for x in self._sheet.chain.regions if x.region == region), None)
        if row is None or self._sheet.is_reading or not 1 <= digit <= len(_STANCES):
            return
        stance = _STANCES[digit - 1]
        if stance is Stance.DECLINED:  # the reasons are the region's own, and asked for
            self.make_region_answer(region, stance).open()
            return
        row = replace(row, stance=stance, answered_on=None, cause_uuid="", reason="")
        if stance is Stance.DECIDED:
            row = replace(row, answered_on=_today())
        elif stance is Stance.PREPARED:
            row = replace(row, prepared_on=row.prepared_on or _today())
        said = self.tr("Regionens ställningstagande är antecknat.")
        self._write(said, decisions.set_region, row)

    def _answer_unit(self, uuid: str, digit: int) -> None:
        row = next((x.row for x in self._sheet.chain.units if x.row.uuid == uuid), None)
        if row is None or self._sheet.is_reading or not 1 <= digit <= len(ADOPTIONS):
            return
        state = ADOPTIONS[digit - 1]
        if state is Adoption.NOT_INTRODUCED:
            self.make_unit_answer(uuid, state).open()
            return
        row = replace(row, state=state, told_on=_today(), cause_uuid="", reason="")
        self._write(self.tr("Verksamhetens svar är antecknat."), decisions.set_unit, row)

    def fill_menu(self) -> None:
        """Offer what can be done with the decision."""
        self.menu.clear()
        row = self._sheet.chain.decision
        states = {
            DecisionState.DONE: (self.tr("Markera som genomfört"), "done"),
            DecisionState.OPEN: (self.tr("Öppna beslutet igen"), "refresh"),
            DecisionState.WITHDRAWN: (self.tr("Markera som tillbakadraget"), "close"),
        }
        for state, (words, meaning) in states.items():
            if state is not row.state:
                action = self.menu.addAction(icon(meaning), words)
                action.triggered.connect(lambda _on=False, state=state: self._set_state(state))
        action = self.menu.addAction(
            icon("decision_chain"), self.tr("Införande och skäl, alla beslut…")
        )
        action.triggered.connect(lambda _on=False: self.make_adoption().open())
        action = self.menu.addAction(icon("file"), self.tr("Rapport till den politiska ledningen…"))
        action.triggered.connect(lambda _on=False: self.make_report().open())
        action = self.menu.addAction(icon("trash"), self.tr("Flytta till Papperskorgen"))
        action.triggered.connect(lambda _on=False: self._delete())

    def _show_menu(self) -> None:
        self.fill_menu()
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _set_state(self, state: DecisionState) -> None:
        said = self.tr("Beslutet är ändrat.")
        self._write(said, decisions.set_decision_state, self._uuid, state)

    def _delete(self) -> None:
        said = self.tr("Beslutet är flyttat till Papperskorgen.")
        task = self._tasks.run_write(self, decisions.delete_decision, self._uuid)

        def done(_none: object) -> None:
            self.toast(said, self.window_actions.undo)
            self.navigate("meetings", tab="decisions")

        task.then(done).catch(self._refuse)

    def _go_to_point(self) -> None:
        row = self._sheet.chain.decision
        self.navigate("meeting", meeting=row.meeting_uuid, point=row.point_uuid)

    def _write(self, said: str, call: Callable[..., object], *args: object) -> None:
        task = self._tasks.run_write(self, call, *args)
        task.then(lambda _row: self.toast(said, self.window_actions.undo)).catch(self._refuse)

    def _refuse(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.toast(messages.sentence(error))


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
