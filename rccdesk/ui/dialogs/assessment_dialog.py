"""Assessing a criterion or area on the two scales; the program never proposes a grade."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from rccdesk import formats
from rccdesk.enums import Scale
from rccdesk.services import framework
from rccdesk.services.framework.model import AssessmentRow, FrameworkItemRow, ScaleLevelRow
from rccdesk.ui import theme
from rccdesk.ui.dialogs.form_dialog import combo, day_field, read_day
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog, text_field, typed
from rccdesk.ui.dialogs.scale_choice import ScaleChoice
from rccdesk.ui.dialogs.scrolled import find_room
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

Scales = Mapping[Scale, tuple[ScaleLevelRow, ...]]

_EVIDENCE_WIDTH = 250  # px at 100 % text
_MOST_EVIDENCE = 8


@dataclass(frozen=True, slots=True)
class AssessmentChoices:
    """What an assessment is chosen from and made beside.

    ``areas`` are (code, name), the whole first with the code "". ``evidence`` are names of what
    there is to weigh in, ``earlier`` the last assessment in words, "" for none, ``owner`` the role
    that answered for it then.
    """

    scales: Scales
    bodies: tuple[str, ...] = ()
    areas: tuple[tuple[str, str], ...] = ()
    evidence: tuple[str, ...] = ()
    earlier: str = ""
    body: str = ""
    area: str = ""
    owner: str = ""
    today: dt.date | None = None


class AssessmentDialog(SavingDialog):
    """Stores an assessment of ``item``; ``row`` is one that is to be changed or taken away."""

    wanted_width = 860
    plan_width: ClassVar[int] = 1090  # with a third scale

    def __init__(
        self,
        context: DialogContext,
        item: FrameworkItemRow,
        choices: AssessmentChoices,
        parent: QWidget | None = None,
        *,
        row: AssessmentRow | None = None,
    ) -> None:
        heading = self.tr("Bedöm {item}") if row is None else self.tr("Ändra bedömningen av {item}")
        super().__init__(context, heading.format(item=item.name), parent)
        self._item, self._choices = item, choices
        if item.asks_for_plan:
            self.wanted_width = self.plan_width
        self._is_new = row is None
        today = choices.today or dt.datetime.now().astimezone().date()
        self._row = row or AssessmentRow(
            item.uuid,
            choices.body,
            today,
            choices.area,
            owner_role=item.owner_role or choices.owner,
        )
        if item.text:
            self.add_note(f"\u201d{item.text}\u201d")
        self.column.insertLayout(2 if item.text else 1, self._top())
        self._fill()
        self.set_buttons(self.tr("Spara bedömningen"))
        if not self._is_new:
            self._add_delete()
        self.progress.focus()

    def set_evidence_act(self, words: str, act: Callable[[], object]) -> None:
        """Offer to link more, under what there is to weigh in."""
        button = Button(words, "link", act)
        self._beside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.challenge.lead_to(button)

    def assessment(self) -> AssessmentRow:
        """Return the assessment that the fields hold; ValueError for a date that is none."""
        day = read_day(self.day)
        if day is None:
            raise ValueError
        return replace(
            self._row,
            body=self.body.currentText().strip(),
            area=str(self.area.currentData() or ""),
            day=day,
            progress=self.progress.level,
            plan_progress=self.plan.level if self.plan is not None else None,
            challenge=self.challenge.level,
            reason=typed(self.reason),
            owner_role=self.owner.text().strip(),
            next_review=read_day(self.review),
        )

    def send(self) -> None:
        """Store the assessment; what cannot be read is said beside the fields."""
        try:
            row = self.assessment()
        except ValueError:
            self.say_bad_day()
            return
        if not row.body:
            self.say(self.tr("Skriv vilken grupp som har bedömt, till exempel Ledningsgruppen."))
            self.body.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        call = framework.add_assessment if self._is_new else framework.update_assessment
        said = (
            self.tr("Bedömningen av {code} är sparad.")
            if self._is_new
            else self.tr("Bedömningen av {code} är ändrad.")
        )
        self.save(said.format(code=self._item.code), call, row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save on Ctrl+Enter from any field."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
        else:
            super().keyPressEvent(event)

    # Building

    def _top(self) -> QLayout:
        """Return the scales, and what there is to weigh in beside them where there is room."""
        wanted = round(self.wanted_width * theme.current().text_scale)
        has_room = find_room(self, self.wanted_width).width() >= wanted
        flow: QLayout = QHBoxLayout() if has_room else FlowLayout(gap=24)
        flow.setSpacing(24)
        flow.setContentsMargins(0, 4, 0, 8)
        row, levels = self._row, self._choices.scales
        self.plan: ScaleChoice | None = None
        progress = self.tr("Hur långt har vi kommit?")
        if self._item.asks_for_plan:
            words = self.tr("Hur långt har själva planen kommit?")
            self.plan = ScaleChoice(
                words, Scale.PROGRESS, levels[Scale.PROGRESS], row.plan_progress
            )
            progress = self.tr("Hur långt har genomförandet kommit?")
        self.progress = ScaleChoice(progress, Scale.PROGRESS, levels[Scale.PROGRESS], row.progress)
        self.challenge = ScaleChoice(
            self.tr("Hur utmanande är det?"),
            Scale.CHALLENGE,
            levels[Scale.CHALLENGE],
            row.challenge,
        )
        for choice in (self.progress, self.plan, self.challenge):
            if choice is not None:
                flow.addWidget(choice)
                flow.setAlignment(choice, Qt.AlignmentFlag.AlignTop)
        if isinstance(flow, QHBoxLayout):
            flow.addStretch(1)
        flow.addWidget(self._evidence())
        return flow

    def _evidence(self) -> QFrame:
        box = _Evidence()
        column = self._beside = QVBoxLayout(box)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        names = self._choices.evidence
        title = self.tr("Uppgifter att väga in ({count})").format(count=len(names))
        column.addWidget(Label(title, "small_strong", wraps=True))
        for name in names[:_MOST_EVIDENCE]:
            column.addWidget(Label(name, "small", wraps=True))
        if len(names) > _MOST_EVIDENCE:
            more = self.tr("och {count} till").format(count=len(names) - _MOST_EVIDENCE)
            column.addWidget(Label(more, "small", "text2"))
        if not names:
            words = self.tr("Inga uppgifter är kopplade.")
            column.addWidget(Label(words, "small", "text2", wraps=True))
        if self._choices.earlier:
            words = self.tr("Senaste bedömningen: {words}").format(words=self._choices.earlier)
            column.addSpacing(6)
            column.addWidget(Label(words, "caption", "text2", wraps=True))
        words = self.tr("Programmet föreslår ingen bedömning.")
        column.addWidget(Label(words, "caption", "text2", wraps=True))
        return box

    def _fill(self) -> None:
        row = self._row
        self.body = ChoiceBox()
        self.body.setEditable(True)
        self.body.addItems(list(_with(self._choices.bodies, row.body)))
        self.body.setCurrentText(row.body)
        self.body.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.day = day_field(row.day)
        self.area = combo(self._choices.areas or (("", self.tr("Hela området")),), row.area)
        self.reason = text_field(row.reason, 2)
        self.owner = QLineEdit(row.owner_role)
        self.review = day_field(row.next_review)
        for words, field in (
            (self.tr("Bedömt av (grupp)"), self.body),
            (self.tr("Dag"), self.day),
            (self.tr("Gäller"), self.area),
            (self.tr("Motivering (valfritt)"), self.reason),
            (self.tr("Ansvarig roll (valfritt)"), self.owner),
            (self.tr("Nästa genomgång (valfritt)"), self.review),
        ):
            self.add_row(words, field)
        hint = self.tr("Grupper och roller, inga namn på personer. Spara med Ctrl+Enter.")
        self.column.insertWidget(
            self.column.count() - 1, Label(hint, "caption", "text2", wraps=True)
        )

    def _add_delete(self) -> None:
        button = Button(self.tr("Flytta till Papperskorgen"), "flat", self._delete, icon="trash")
        self.button_row.insertWidget(0, button)

    def _delete(self) -> None:
        said = self.tr("Bedömningen av {code} är flyttad till Papperskorgen.")
        self.save(said.format(code=self._item.code), framework.delete_assessment, self._row.uuid)


class _Evidence(QFrame):
    """A box of one width, as high as its words need in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "doubt")
        self.setFixedWidth(round(_EVIDENCE_WIDTH * theme.current().text_scale))

    def sizeHint(self) -> QSize:
        """Return the size that the words need."""
        layout = self.layout()
        assert layout is not None
        return QSize(self.maximumWidth(), layout.totalHeightForWidth(self.maximumWidth()))


def assessment_words(row: AssessmentRow, scales: Scales) -> str:
    """Return both levels in words, as in "I början · mycket utmanande"."""
    progress = framework.level_words(scales[Scale.PROGRESS], row.progress)
    challenge = framework.level_words(scales[Scale.CHALLENGE], row.challenge)
    if row.plan_progress is not None:
        plan = framework.level_words(scales[Scale.PROGRESS], row.plan_progress)
        words = QCoreApplication.translate("AssessmentDialog", "{done} (planen: {plan})")
        progress = words.format(done=progress, plan=_small(plan))
    if row.progress is None and row.challenge is None and row.plan_progress is None:
        return progress
    return f"{progress} · {_small(challenge)}"


def assessed_words(row: AssessmentRow, scales: Scales) -> str:
    """Return both levels in words, with who and when."""
    return f"{assessment_words(row, scales)}. {row.body} {formats.iso_date(row.day)}"


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _with(words: Sequence[str], one: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in (one, *words) if each))
