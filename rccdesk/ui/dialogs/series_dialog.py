"""A series of meetings: how often, where, and the template that each agenda begins with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from rccdesk.enums import MeetingForm, PointKind
from rccdesk.services import meetings
from rccdesk.services.meetings.model import SeriesRow, TemplateRow
from rccdesk.ui.dialogs.point_boxes import MinutesBox, kind_box
from rccdesk.ui.dialogs.row_dialog import RowDialog
from rccdesk.ui.meeting_words import choices_of
from rccdesk.ui.widgets.buttons import Button, IconButton
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.ui.dialogs.meeting_choices import MeetingChoices
    from rccdesk.ui.dialogs.saving_dialog import DialogContext

_LEAST_POINTS = 3


class SeriesDialog(RowDialog):
    """Adds a series with its template or edits them; meetings already made stay as they are.

    ``saved`` gives the stored `SeriesRow`.
    """

    wanted_width = 760

    def __init__(
        self,
        context: DialogContext,
        row: SeriesRow,
        template: Sequence[TemplateRow],
        choices: MeetingChoices,
        parent: QWidget | None = None,
    ) -> None:
        self._is_new = not row.uuid
        heading = self.tr("Lägg till mötesserie") if self._is_new else self.tr("Ändra mötesserien")
        super().__init__(context, row, heading, parent)
        self._template = tuple(template)
        self.name = self.add_line("name", self.tr("Namn"))
        self.add_choice("group_uuid", self.tr("Grupp"), choices.group_choices())
        self.fields["group_uuid"].setEnabled(self._is_new)
        self.add_whole("months_between", self.tr("Månader mellan mötena"))
        self.add_line("starts_at", self.tr("Börjar"))
        self.add_whole("minutes", self.tr("Minuter"))
        self.add_line("place", self.tr("Plats (valfritt)"))
        forms = choices_of(MeetingForm, self.tr("Inte angivet"))
        self.add_choice("form", self.tr("Form"), forms, MeetingForm)
        self.add_whole("send_days", self.tr("Utskick, dagar före mötet"))
        self.column.insertWidget(2, Label(self.tr("Mall för dagordningen"), "h3"))
        self._room = QVBoxLayout()
        self._room.setSpacing(4)
        self.column.insertLayout(3, self._room)
        self.points: list[_TemplateLine] = []
        for each in self._template:
            self._add_line(each)
        while len(self.points) < _LEAST_POINTS:
            self._add_line(TemplateRow(row.uuid, ""))
        self.add = Button(self.tr("Lägg till punkt i mallen"), "flat", self._add_one, icon="add")
        self.column.insertWidget(4, self.add)
        self.set_buttons(
            self.tr("Lägg till mötesserie") if self._is_new else self.tr("Spara mötesserien")
        )
        if not self._is_new:
            self.set_delete(
                self.tr("Ta bort mötesserien"),
                self.tr("Mötesserien är flyttad till Papperskorgen."),
                meetings.delete_series,
                row.uuid,
            )
        self.name.setFocus()

    def store(self, row: SeriesRow) -> None:
        """Store the series with its template; it needs a name and a group."""
        if not row.name:
            self.say(self.tr("Skriv vad mötesserien heter."), self.name)
        elif not row.group_uuid:
            words = self.tr("Välj en grupp. Grupper läggs till på sidan för grupper.")
            self.say(words, self.fields["group_uuid"])
        else:
            said = self.tr("Mötesserien är sparad.")
            self.save(said, meetings.save_series, row, self.template())

    def template(self) -> tuple[TemplateRow, ...]:
        """Return the points that have a title, in their order."""
        rows = [line.row() for line in self.points]
        return tuple(replace(row, position=at) for at, row in enumerate(r for r in rows if r.title))

    def _add_line(self, row: TemplateRow) -> None:
        line = _TemplateLine(row)
        line.up.clicked.connect(lambda _on=False: self._move(line, -1))
        line.down.clicked.connect(lambda _on=False: self._move(line, 1))
        line.remove.clicked.connect(lambda _on=False: self._take_away(line))
        self.points.append(line)
        self._room.addWidget(line)
        self._name_lines()

    def _add_one(self) -> None:
        self._add_line(TemplateRow(self._row.uuid, ""))
        self._fit()
        self.points[-1].title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, line: _TemplateLine, step: int) -> None:
        at = self.points.index(line)
        to = at + step
        if 0 <= to < len(self.points):
            self.points.insert(to, self.points.pop(at))
            self._room.removeWidget(line)
            self._room.insertWidget(to, line)
            self._name_lines()

    def _take_away(self, line: _TemplateLine) -> None:
        at = self.points.index(line)
        self.points.remove(line)
        line.hide()
        line.deleteLater()
        self._name_lines()
        nearest = self.points[min(at, len(self.points) - 1)].title if self.points else self.add
        nearest.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def _name_lines(self) -> None:
        before: QWidget = self.fields["send_days"]
        for at, line in enumerate(self.points):
            line.set_place(at, len(self.points))
            for stop in line.stops:
                QWidget.setTabOrder(before, stop)
                before = stop


class _TemplateLine(QWidget):
    """One point of the template in a row of fields."""

    def __init__(self, row: TemplateRow) -> None:
        super().__init__()
        self._row = row
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        self._number = Label("", "table", "text2")
        self._number.setMinimumWidth(18)
        self.title, self.rapporteur = QLineEdit(row.title), QLineEdit(row.rapporteur)
        self.title.setPlaceholderText(self.tr("Rubrik"))
        self.rapporteur.setPlaceholderText(self.tr("Föredragande"))
        self.kind, self.minutes = kind_box(), MinutesBox()
        self.kind.setCurrentIndex(max(0, self.kind.findData(str(row.kind))))
        self.minutes.setValue(row.minutes or 0)
        self.minutes.setSuffix(self.tr(" min"))
        self.minutes.setSpecialValueText(self.tr("tid"))
        self.up = IconButton("upward", "", size=28)
        self.down = IconButton("downward", "", size=28)
        self.remove = IconButton("close", "", size=28)
        line.addWidget(self._number)
        line.addWidget(self.title, 4)
        line.addWidget(self.kind, 2)
        line.addWidget(self.minutes)
        line.addWidget(self.rapporteur, 3)
        for button in (self.up, self.down, self.remove):
            line.addWidget(button)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab goes to, in order."""
        fields = (self.title, self.kind, self.minutes, self.rapporteur)
        return *fields, self.up, self.down, self.remove

    def set_place(self, at: int, count: int) -> None:
        """Take the number ``at``, from 0, of ``count``."""
        number = at + 1
        self._number.setText(str(number))
        for field, words in (
            (self.title, self.tr("Rubrik, punkt {number}")),
            (self.kind, self.tr("Slag, punkt {number}")),
            (self.minutes, self.tr("Minuter, punkt {number}")),
            (self.rapporteur, self.tr("Föredragande, punkt {number}")),
        ):
            field.setAccessibleName(words.format(number=number))
        self.up.set_words(self.tr("Flytta upp punkt {number}").format(number=number))
        self.down.set_words(self.tr("Flytta ned punkt {number}").format(number=number))
        self.remove.set_words(self.tr("Ta bort punkt {number}").format(number=number))
        self.up.setEnabled(at > 0)
        self.down.setEnabled(at < count - 1)

    def row(self) -> TemplateRow:
        """Return what the fields hold."""
        return replace(
            self._row,
            title=" ".join(self.title.text().split()),
            kind=PointKind(str(self.kind.currentData())),
            minutes=self.minutes.value() or None,
            rapporteur=" ".join(self.rapporteur.text().split()),
        )
