"""The six fields of a decision: kind, text, responsible, day, regions and who decides next.

The form and the bar of the presentation lay them out each in their way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from rccdesk.enums import DecisionKind
from rccdesk.services import organisation
from rccdesk.services.decisions.model import DecisionRow
from rccdesk.ui.dialogs.form_dialog import day_field, read_day
from rccdesk.ui.widgets.kind_choice import KindChoice
from rccdesk.ui.widgets.region_choice import RegionChoice

if TYPE_CHECKING:
    from rccdesk.services.database import Database


class UnreadFieldError(ValueError):
    """A field cannot be taken as it stands; ``field`` is where to mend it."""

    def __init__(self, sentence: str, field: QWidget) -> None:
        super().__init__(sentence)
        self.field = field


class DecisionFields(QObject):
    """Makes the fields and reads them; ``changed`` follows every change by the user."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = KindChoice()
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.responsible = QLineEdit()
        self.responsible.setPlaceholderText(self.tr("Roll eller grupp"))
        self.due = day_field()
        self.regions = RegionChoice()
        self.next_decider = QLineEdit()
        self.kind.chosen.connect(lambda _kind: self.changed.emit())
        self.text.textChanged.connect(self.changed)
        for line in (self.responsible, self.due, self.next_decider):
            line.textChanged.connect(lambda _words: self.changed.emit())
        self.regions.changed.connect(self.changed)
        self.changed.connect(self._follow_kind)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """What can have the focus, in the order of Tab."""
        return (
            *self.kind.buttons,
            self.text,
            self.responsible,
            self.due,
            self.regions,
            self.next_decider,
        )

    @property
    def is_postponing(self) -> bool:
        """Whether the point is put off, so that the day is when it comes back."""
        return self.kind.kind is DecisionKind.POSTPONED

    def values(self) -> dict[str, str]:
        """Return the fields as words, readable or not."""
        return {
            "kind": self.kind.current,
            "text": self.text.toPlainText(),
            "responsible": self.responsible.text(),
            "due": self.due.text(),
            "regions": " ".join(self.regions.codes),
            "next_decider": self.next_decider.text(),
        }

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show the fields as words; what is not given is empty."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's order
        kinds = {str(kind) for kind in DecisionKind}
        kind = values.get("kind", "")
        self.kind.set_kind(DecisionKind(kind) if kind in kinds else None)
        self.text.setPlainText(values.get("text", ""))
        self.responsible.setText(values.get("responsible", ""))
        self.due.setText(values.get("due", ""))
        self.regions.set_codes(values.get("regions", "").split())
        self.next_decider.setText(values.get("next_decider", ""))
        self.blockSignals(False)  # noqa: FBT003 - Qt's order
        self._follow_kind()

    def show_row(self, row: DecisionRow, regions: tuple[str, ...]) -> None:
        """Show a decision that was recorded before."""
        day = row.returns_on if row.kind is DecisionKind.POSTPONED else row.due_on
        self.show_values(
            {
                "kind": str(row.kind),
                "text": row.text,
                "responsible": row.responsible,
                "due": "" if day is None else day.isoformat(),
                "regions": " ".join(regions),
                "next_decider": row.next_decider,
            }
        )

    def read(self, base: DecisionRow) -> tuple[DecisionRow, tuple[str, ...]]:
        """Return what the fields hold, over ``base``, and the regions; UnreadFieldError."""
        kind = self.kind.kind
        if kind is None:
            sentence = self.tr("Välj vilket slag av beslut det är (1–7).")
            raise UnreadFieldError(sentence, self.kind.buttons[0])
        if not self.text.toPlainText().strip():
            raise UnreadFieldError(self.tr("Skriv vad som beslutades."), self.text)
        day = self._day()
        if self.is_postponing and day is None:
            sentence = self.tr("Skriv till vilken dag punkten bordläggs, som 2026-03-05.")
            raise UnreadFieldError(sentence, self.due)
        row = replace(
            base,
            kind=kind,
            text=self.text.toPlainText().strip(),
            responsible=self.responsible.text().strip(),
            due_on=None if self.is_postponing else day,
            returns_on=day if self.is_postponing else None,
            next_decider=self.next_decider.text().strip(),
        )
        return row, self.regions.codes

    def day_words(self) -> str:
        """Return what the day is for the kind that is chosen."""
        if self.is_postponing:
            return self.tr("Bordläggs till")
        return self.tr("Klart senast (valfritt)")

    def _day(self) -> dt.date | None:
        try:
            return read_day(self.due)
        except ValueError:
            sentence = self.tr("Skriv datumet som 2026-03-05, eller lämna fältet tomt.")
            raise UnreadFieldError(sentence, self.due) from None

    def _follow_kind(self) -> None:
        try:
            day = read_day(self.due)
        except ValueError:
            day = None
        self.kind.set_day("" if day is None or not self.is_postponing else day.isoformat())
        self.due.setAccessibleName(self.day_words())


def read_regions(database: Database) -> tuple[tuple[str, str], ...]:
    """Return the RCC's regions as (code, short name), in the organisation's order."""
    from rccdesk.services.plans.regions import own_regions

    names = {row.code: row.name for row in organisation.list_regions(database)}
    return tuple((code, names.get(code, code)) for code in own_regions(database))
