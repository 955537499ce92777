"""What could stand on the agenda, each with the reason for it; nothing is taken by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from rccdesk.services import meetings
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog
from rccdesk.ui.meeting_words import minutes_words, words_of
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.meetings import Proposal

_INDENT = 26  # px of the box before the words, at 100 % text


class ProposalsDialog(SavingDialog):
    """Offers proposals and puts those that are ticked on the agenda of a meeting."""

    wanted_width = 720

    def __init__(
        self,
        context: DialogContext,
        meeting_uuid: str,
        proposals: Sequence[Proposal],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, self.tr("Förslag till dagordningen"), parent)
        self._meeting = meeting_uuid
        self._open = tuple(each for each in proposals if not each.is_taken)
        taken = len(proposals) - len(self._open)
        note = self.tr("Programmet har samlat det som väntar på mötet. Du väljer vad som tas upp.")
        if taken:
            words = self.tr("%n förslag finns redan på dagordningen.", "", taken)
            note = f"{note} {words}"
        self.add_note(note)
        self.boxes: list[QCheckBox] = []
        for each in self._open:
            self._add(each)
        self.set_buttons(self.tr("Lägg till punkter"))
        self.every = Button(self.tr("Markera alla"), "flat", self._turn_all)
        self.button_row.insertWidget(0, self.every)
        self._count()
        if self.boxes:
            self.boxes[0].setFocus()

    def send(self) -> None:
        """Put the ticked ones on the agenda."""
        chosen = self.chosen
        if not chosen:
            self.say(self.tr("Markera minst ett förslag."), self.boxes[0] if self.boxes else None)
            return
        said = self.tr("%n punkt är tillagd på dagordningen.", "", len(chosen))
        self.save(said, meetings.take_proposals, self._meeting, chosen)

    @property
    def chosen(self) -> tuple[Proposal, ...]:
        """The proposals that are ticked."""
        pairs = zip(self._open, self.boxes, strict=True)
        return tuple(each for each, box in pairs if box.isChecked())

    def _add(self, each: Proposal) -> None:
        box = QCheckBox(each.title.replace("&", "&&"))
        parts = (words_of(each.kind), minutes_words(each.minutes), each.reason_words)
        line = " · ".join(part for part in parts if part)
        box.setAccessibleName(f"{each.title}. {line}")
        box.toggled.connect(lambda _on: self._count())
        font = box.font()
        font.setBold(True)
        box.setFont(font)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(3)  # the ring of the focus goes around the box
        column.addWidget(box)
        said = Label(line, "small", "text2", wraps=True)
        said.setContentsMargins(_INDENT, 0, 0, 0)
        column.addWidget(said)
        self.boxes.append(box)
        self.column.insertWidget(self.column.count() - 2, holder)

    def _turn_all(self) -> None:
        wants = len(self.chosen) < len(self.boxes)
        for box in self.boxes:
            box.setChecked(wants)

    def _count(self) -> None:
        count = len(self.chosen)
        words = self.tr("Lägg till %n punkt", "", count) if count else self.tr("Lägg till punkter")
        self.accept_button.setText(words)
        is_all = bool(self.boxes) and count == len(self.boxes)
        self.every.setText(self.tr("Avmarkera alla") if is_all else self.tr("Markera alla"))
        self.every.setVisible(len(self.boxes) > 1)
