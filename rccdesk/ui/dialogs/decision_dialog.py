"""Recording a decision by the keyboard alone: six fields, of which kind and text are needed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from rccdesk.enums import DecisionKind
from rccdesk.errors import NotFoundError
from rccdesk.services import decisions, meetings
from rccdesk.services.decisions.model import DecisionRow
from rccdesk.ui import theme
from rccdesk.ui.decision_words import fixed_line
from rccdesk.ui.dialogs.decision_fields import DecisionFields, UnreadFieldError, read_regions
from rccdesk.ui.dialogs.decision_recording import DRAFT, record
from rccdesk.ui.dialogs.kept_draft import KeptDraft
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.kept_place import focus_of
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.meetings.model import PointRow

_TEXT_LINES = 4


@dataclass(frozen=True, slots=True)
class _Known:
    """What the form starts from."""

    regions: tuple[tuple[str, str], ...]
    group_uuid: str
    point: PointRow | None
    row: DecisionRow | None
    chosen: tuple[str, ...]


class DecisionDialog(SavingDialog):
    """Records a decision of a point, or changes one; ``saved`` gives the stored `DecisionRow`.

    What is typed lies in the store within seconds, and is there the next time the form opens.
    """

    wanted_width = 760

    def __init__(
        self,
        context: DialogContext,
        meeting_uuid: str,
        point_uuid: str = "",
        parent: QWidget | None = None,
        *,
        decision_uuid: str = "",
    ) -> None:
        is_new = not decision_uuid
        title = self._words_new() if is_new else self._words_change()
        super().__init__(context, title, parent)
        self._meeting_uuid, self._point_uuid = meeting_uuid, point_uuid
        self._base: DecisionRow | None = None
        self._draft_key = decision_uuid or point_uuid or meeting_uuid
        self._said = Label("", "small", "text2", wraps=True)
        self._said.hide()
        self.column.insertWidget(1, self._said)
        fields = self.fields = DecisionFields(self)
        fields.text.setFixedHeight(_TEXT_LINES * theme.current().line("body") + 16)
        self.add_row(self.tr("Slag (1–7)"), fields.kind)
        self.add_row(self.tr("Beslutets text"), fields.text)
        self.add_row(self.tr("Ansvarig (valfritt)"), fields.responsible)
        self._day = self.add_row(fields.day_words(), fields.due)
        self.add_row(self.tr("Regioner som ska ta ställning (valfritt)"), fields.regions)
        self.add_row(self.tr("Nästa beslutsfattare (valfritt)"), fields.next_decider)
        self._fixed = Label(fixed_line(), "small", "text2", wraps=True)
        self.column.addWidget(self._fixed)
        self._hint = Label(
            self.tr("Alt+1–7 väljer slag i alla fält. Ctrl+Enter antecknar."), "caption", "text2"
        )
        self.column.addWidget(self._hint)
        self.set_buttons(self.tr("Anteckna beslut") if is_new else self.tr("Spara beslutet"))
        self.accept_button.setEnabled(False)
        self.leave.setText(self.tr("Stäng"))
        self.throw = Button(self.tr("Kasta det skrivna"), "flat", self._throw_away)
        self.throw.hide()
        self.button_row.insertWidget(0, self.throw)
        self.draft = KeptDraft(context.tasks, DRAFT, fields.values, self)
        self.draft.watch(*fields.widgets)
        self.draft.found.connect(self._take_draft)
        self.draft.refused.connect(self.say)
        fields.changed.connect(self._on_changed)
        fields.kind.chosen.connect(self._on_kind)
        self._make_keys()
        self._on_changed()
        task = context.tasks.run(self, _read, meeting_uuid, point_uuid, decision_uuid)
        task.then(self._start).catch(self._fail_to_read)
        fields.kind.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def send(self) -> None:
        """Record what the fields hold, or say what is missing."""
        if self._base is None:
            return
        try:
            row, regions = self.fields.read(self._base)
        except UnreadFieldError as error:
            self.say(str(error), error.field)
            return
        words = self.fields.values()
        said = self.tr("Beslutet är antecknat.") if not row.uuid else self.tr("Beslutet är sparat.")
        key = self._draft_key
        self.draft.end()  # what is sent takes the draft's place
        self.save(said, record, row, regions, key, words)

    def reject(self) -> None:
        """Leave; what was typed stays for the next time."""
        self.draft.keep()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed where the window itself is closed."""
        self.draft.keep_at_once()
        self.draft.end()  # the field that loses the focus now has nothing left to say
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter write a new line in the text and go on from the kinds."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focus_of(self) in (
            *self.fields.kind.buttons,
            self.fields.regions,
        ):
            return
        super().keyPressEvent(event)

    def _fail(self, error: Exception) -> None:
        self.draft.resume(self._draft_key)
        super()._fail(error)

    def _words_new(self) -> str:
        return self.tr("Vad beslutades?")

    def _words_change(self) -> str:
        return self.tr("Vad ska ändras i beslutet?")

    def _make_keys(self) -> None:
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.send)
        for digit in range(1, 8):
            QShortcut(QKeySequence(f"Alt+{digit}"), self, partial(self.fields.kind.choose, digit))

    def _start(self, known: _Known) -> None:
        self.fields.regions.show_regions(known.regions)
        point = known.point
        if known.row is not None:
            self._base = known.row
            self.fields.show_row(known.row, known.chosen)
        else:
            self._base = DecisionRow(
                group_uuid=known.group_uuid,
                text="",
                kind=DecisionKind.DECISION,  # taken from the field, which has none to start with
                meeting_uuid=self._meeting_uuid,
                point_uuid=self._point_uuid,
            )
            if point is not None and not self.draft.is_draft and not any(self._typed()):
                self.fields.show_values(
                    {"text": point.proposal, "next_decider": point.next_decider}
                )
        if point is not None:
            self._said.setText(point.title)
            self._said.show()
        self.accept_button.setEnabled(True)
        self.draft.begin(self._draft_key)
        self._on_changed()
        QTimer.singleShot(0, self, self._fit)  # when the regions have their lines

    def _throw_away(self) -> None:
        """Forget what was typed, and leave."""
        self.draft.drop()
        super().reject()

    def _typed(self) -> list[str]:
        return [words for words in self.fields.values().values() if words.strip()]

    def _take_draft(self, values: dict[str, str]) -> None:
        self.fields.show_values(values)
        self._said.setText(self.tr("Det här skrevs tidigare men antecknades inte."))
        self._said.show()
        self._on_changed()
        self._fit()

    def _on_kind(self, _kind: str) -> None:
        self.fields.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self) -> None:
        self._day.setText(self.fields.day_words())
        is_recommended = self.fields.kind.kind is DecisionKind.RECOMMENDATION
        if self._fixed.isHidden() == is_recommended:
            self._fixed.setVisible(is_recommended)
            self._fit()
        self.throw.setVisible(self.draft.is_draft)
        self.draft.touch()

    def _fail_to_read(self, error: Exception) -> None:
        self.refuse(error)


def _read(database: Database, meeting_uuid: str, point_uuid: str, decision_uuid: str) -> _Known:
    row: DecisionRow | None = None
    chosen: tuple[str, ...] = ()
    if decision_uuid:
        row = decisions.get_decision(database, decision_uuid)
        chosen = tuple(each.region for each in decisions.list_regions(database, decision_uuid))
        meeting_uuid, point_uuid = row.meeting_uuid, row.point_uuid
    point = None
    if point_uuid:
        try:
            point = meetings.get_point(database, point_uuid)
        except NotFoundError:
            if row is None:
                raise
    group = ""
    if row is not None:
        group = row.group_uuid
    elif meeting_uuid:
        group = meetings.get_meeting(database, meeting_uuid).group_uuid
    elif point is not None:
        group = point.group_uuid
    return _Known(read_regions(database), group, point, row, chosen)
