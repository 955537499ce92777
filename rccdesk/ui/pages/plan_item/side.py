"""Beside a goal: its facts, who does what, what it serves, and what it is tied to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.services import plans
from rccdesk.texts import text
from rccdesk.ui.dialogs.plan_fields import code_words
from rccdesk.ui.dialogs.responsibility_dialog import share_words
from rccdesk.ui.pages.plan.line_words import scope_words
from rccdesk.ui.pages.plan_item.reading import Answer
from rccdesk.ui.pages.plan_item.section import Facts, Section, fill_lines
from rccdesk.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from rccdesk.services.plans import FrameworkTie, ItemPage


class SideColumn(QWidget):
    """Cards in a column. Signals carry what is asked for."""

    responsibility_wanted = Signal(str)  # uuid, "" for a new one
    links_wanted = Signal()
    place_wanted = Signal(object)  # a Neighbour
    part_wanted = Signal(str)
    criterion_wanted = Signal(str, str)  # key of the framework, uuid of the item

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.facts_card = Section(self.tr("Ansvar, tid, budget och risk"))
        self.facts = Facts()
        self.facts_card.body.addWidget(self.facts)
        self.shares = Section(self.tr("Ansvar per aktör"))
        self.add_share = Button(
            self.tr("Lägg till"), "link", lambda: self.responsibility_wanted.emit(""), small=True
        )
        self.add_share.setAccessibleName(self.tr("Lägg till ansvar för en aktör"))
        self.shares.add_act(self.add_share)
        self.ties = Section(self.tr("Bidrar till i uppdraget"))
        self.links = Section(self.tr("Insatser och kopplingar"))
        self.add_link = Button(self.tr("Koppla…"), "link", self.links_wanted.emit, small=True)
        self.links.add_act(self.add_link)
        self.parts = Section(self.tr("Delar"))
        for card in (self.facts_card, self.shares, self.ties, self.links, self.parts):
            column.addWidget(card)
        column.addStretch(1)

    def show_answer(self, answer: Answer, *, is_reading: bool) -> None:
        """Show what lies beside the goal of ``answer``."""
        page = answer.page
        if page is None:
            return
        self.facts.show_facts(self._facts(page))
        self.add_share.setVisible(not is_reading)
        self.add_link.setVisible(not is_reading)
        self._show_shares(page, answer.rcc, is_reading=is_reading)
        self._show_ties(page.frameworks)
        self._show_links(page)
        self.parts.setVisible(bool(page.parts))
        fill_lines(
            self.parts.body,
            [(row.uuid, row.name) for row in page.parts],
            lambda uuid, words: self._link(words, lambda: self.part_wanted.emit(uuid)),
            "",
        )

    def _facts(self, page: ItemPage) -> list[tuple[str, str]]:
        item = page.item
        day = "" if item.target_date is None else formats.iso_date(item.target_date)
        found = [
            (self.tr("Ansvarig"), item.responsible),
            (self.tr("Måldatum"), day),
            (self.tr("Följs upp"), self._interval(page)),
            (self.tr("Nästa uppföljning"), self._next_turn(page)),
            (self.tr("Datakälla"), item.data_source),
            (self.tr("Budget"), item.budget),
            (self.tr("Risk"), " ".join(part for part in (item.risk, page.risk_words) if part)),
        ]
        for words, value in (
            (self.tr("Åtgärd mot risken"), item.risk_measure),
            (self.tr("Prioritet"), self._priority(page)),
            (self.tr("Omfattar"), scope_words(item.scope)),
            (self.tr("Definition"), item.definition),
            (self.tr("Problem"), item.problem),
            (self.tr("Väntat resultat"), item.expected_effect),
            (self.tr("Beskrivning"), item.description),
        ):
            if value:
                found.append((words, value))
        return found

    def _interval(self, page: ItemPage) -> str:
        if page.item.is_overall:
            return self.tr("Övergripande, en gång om året")
        months = plans.interval_months(page.item)
        known = {
            None: "",
            1: self.tr("Varje månad"),
            2: self.tr("Varannan månad"),
            3: self.tr("Varje kvartal"),
            4: self.tr("Varje tertial"),
            6: self.tr("Varje halvår"),
            12: self.tr("En gång om året"),
        }
        if months in known:
            return known[months]
        return self.tr("Med {count} månaders mellanrum").format(count=months)

    def _next_turn(self, page: ItemPage) -> str:
        if page.next_follow_up is not None:
            return formats.iso_date(page.next_follow_up)
        return self.tr("Nu: aldrig följt upp") if page.is_follow_up_due else ""

    def _priority(self, page: ItemPage) -> str:
        item = page.item
        if item.priority is None:
            return ""
        reason = f": {item.priority_reason}" if item.priority_reason else ""
        return f"{formats.number(item.priority)}{reason}"

    def _show_shares(self, page: ItemPage, rcc: str, *, is_reading: bool) -> None:
        lines = []
        for row in page.responsibilities:
            words = f"{row.actor}: {_lower(share_words(row.share, rcc))}"
            if row.channel is not None:
                words += f" ({_lower(code_words('channel', row.channel))})"
            if row.note:
                words += f". {row.note}"
            lines.append((row.uuid, words))

        def act(uuid: str, words: str) -> QWidget | None:
            if is_reading:
                return None
            button = Button(
                self.tr("Ändra"), "link", lambda: self.responsibility_wanted.emit(uuid), small=True
            )
            button.setAccessibleName(self.tr("Ändra ansvaret: {words}").format(words=words))
            return button

        fill_lines(self.shares.body, lines, act, self.tr("Inget ansvar är angivet."))

    def _show_ties(self, ties: tuple[FrameworkTie, ...]) -> None:
        known = {tie.item_uuid: tie for tie in ties if tie.is_shown}
        lines = []
        for tie in known.values():
            words = f"{tie.code} {tie.title}".strip()
            if tie.via:
                words += " " + self.tr("(genom {code})").format(code=tie.via)
            if not tie.is_confirmed:
                words += f" · {text('links.unconfirmed')}"
            lines.append((tie.item_uuid, words))

        def act(uuid: str, words: str) -> QWidget:
            tie = known[uuid]
            return self._link(
                words, lambda: self.criterion_wanted.emit(tie.framework_key, tie.item_uuid)
            )

        none = self.tr("Målet är inte kopplat till något kriterium eller område.")
        fill_lines(self.ties.body, lines, act, none)

    def _show_links(self, page: ItemPage) -> None:
        every = {each.link.uuid: each for each in (*page.initiatives, *page.neighbours)}
        lines = []
        for uuid, each in every.items():
            words = f"{code_words('thing', each.kind)}: {each.name}"
            if each.gone:
                words += f" · {each.gone}"
            elif not each.link.is_confirmed:
                words += f" · {text('links.unconfirmed')}"
            lines.append((uuid, words))

        def act(uuid: str, words: str) -> QWidget | None:
            if every[uuid].is_gone:
                return None
            return self._link(words, lambda: self.place_wanted.emit(every[uuid]))

        fill_lines(self.links.body, lines, act, self.tr("Inget är kopplat."))

    def _link(self, words: str, act: object) -> Button:
        button = Button(self.tr("Visa"), "link", act, small=True)  # type: ignore[arg-type]
        button.setAccessibleName(self.tr("Visa {words}").format(words=words))
        return button


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
