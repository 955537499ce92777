"""An own framework, an item of one, and the words of the two scales, field by field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from rccdesk.enums import Scale
from rccdesk.services import framework
from rccdesk.services.framework.model import FrameworkItemRow, FrameworkRow, ScaleLevelRow
from rccdesk.ui.dialogs.form_dialog import combo
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog, text_field, typed
from rccdesk.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from rccdesk.services.database import Database


class FrameworkDialog(SavingDialog):
    """Adds an own framework, or changes or takes away ``row``.

    A new one may be typed with its items: one a line, the code before the first space.
    """

    def __init__(
        self,
        context: DialogContext,
        others: Sequence[FrameworkRow],
        parent: QWidget | None = None,
        *,
        row: FrameworkRow | None = None,
    ) -> None:
        is_new = self._is_new = row is None
        title = self.tr("Lägg till eget ramverk") if is_new else self.tr("Ändra ramverket")
        super().__init__(context, title, parent)
        self._row = row or FrameworkRow("", "", is_own=True)
        self.name = QLineEdit(self._row.title)
        self.source = QLineEdit(self._row.source)
        self.standing = QLineEdit(self._row.standing)
        self.standing.setPlaceholderText(self.tr("till exempel beslutat av regionfullmäktige"))
        self.lead_in = QLineEdit(self._row.lead_in)
        self.first = QLineEdit(_year_words(self._row.valid_from_year))
        self.last = QLineEdit(_year_words(self._row.valid_to_year))
        choices = [("", self.tr("Inget"))]
        choices += [(each.key, each.title) for each in others if each.key != self._row.key]
        self.replaces = combo(choices, self._row.replaces_key)
        self.items = text_field("", 6)
        self.note = text_field(self._row.note, 2)
        rows: list[tuple[str, QWidget]] = [
            (self.tr("Namn"), self.name),
            (self.tr("Källa (valfritt)"), self.source),
            (self.tr("Ställning (valfritt)"), self.standing),
            (self.tr("Inledande ord (valfritt)"), self.lead_in),
            (self.tr("Gäller från år (valfritt)"), self.first),
            (self.tr("Gäller till år (valfritt)"), self.last),
            (self.tr("Ersätter (valfritt)"), self.replaces),
            (self.tr("Anteckning (valfritt)"), self.note),
        ]
        if is_new:
            rows.append((self.tr("Punkter, en per rad (valfritt)"), self.items))
            self.add_note(
                self.tr(
                    "Skriv koden först på varje rad, till exempel ”L1 Kortare väntetider”. "
                    "Punkter kan läggas till och ändras senare."
                )
            )
        for words, field in rows:
            self.add_row(words, field)
        self.set_buttons(self.tr("Lägg till ramverket") if is_new else self.tr("Spara ramverket"))
        if not is_new:
            words = self.tr("Flytta till Papperskorgen")
            button = Button(words, "flat", self._delete, icon="trash")
            self.button_row.insertWidget(0, button)
        self.name.setFocus()

    def framework(self) -> FrameworkRow:
        """Return the framework that the fields hold; ValueError for a year that is none."""
        return replace(
            self._row,
            title=self.name.text().strip(),
            source=self.source.text().strip(),
            standing=self.standing.text().strip(),
            lead_in=self.lead_in.text().strip(),
            note=typed(self.note),
            valid_from_year=_read_year(self.first),
            valid_to_year=_read_year(self.last),
            replaces_key=str(self.replaces.currentData() or ""),
        )

    def typed_items(self) -> tuple[FrameworkItemRow, ...]:
        """Return the items that have been typed, in their order."""
        lines = [line.strip() for line in typed(self.items).splitlines() if line.strip()]
        pairs = [line.partition(" ") for line in lines]
        return tuple(
            FrameworkItemRow("", code.rstrip(".:"), title.strip() or code)
            for code, _space, title in pairs
        )

    def send(self) -> None:
        """Store the framework; what is wrong is said beside the fields."""
        try:
            row = self.framework()
        except ValueError:
            words = self.tr("Skriv årtalet med fyra siffror, eller lämna fältet tomt.")
            self.say(words, self.first)
            return
        if not row.title:
            self.say(self.tr("Skriv vad ramverket heter."), self.name)
            return
        if self._is_new:
            said = self.tr("Ramverket är tillagt: {name}.").format(name=row.title)
            self.save(said, framework.add_framework, row, self.typed_items())
        else:
            said = self.tr("Ramverket är sparat: {name}.").format(name=row.title)
            self.save(said, framework.update_framework, row)

    def _delete(self) -> None:
        said = self.tr("Ramverket är flyttat till Papperskorgen.")
        self.save(said, framework.delete_framework, self._row.uuid)


class ItemDialog(SavingDialog):
    """Adds an item to an own framework, or changes ``row``.

    Of a shipped item only the role that answers for it and the note are the user's own.
    """

    def __init__(
        self,
        context: DialogContext,
        row: FrameworkItemRow,
        parent: QWidget | None = None,
        *,
        is_own: bool = True,
    ) -> None:
        is_new = self._is_new = not row.uuid
        title = self.tr("Lägg till punkt") if is_new else self.tr("Ändra {name}")
        super().__init__(context, title.format(name=row.name), parent)
        self._row = row
        self.code = QLineEdit(row.code)
        self.name = QLineEdit(row.title)
        self.text = text_field(row.text, 3)
        self.asks_for_plan = QCheckBox(self.tr("Punkten kräver en plan"))
        self.asks_for_plan.setChecked(row.asks_for_plan)
        self.owner = QLineEdit(row.owner_role)
        self.note = text_field(row.note, 2)
        for words, field in (
            (self.tr("Kod"), self.code),
            (self.tr("Kort namn"), self.name),
            (self.tr("Text ur källan (valfritt)"), self.text),
            (self.tr("Plan"), self.asks_for_plan),
            (self.tr("Ansvarig roll (valfritt)"), self.owner),
            (self.tr("Anteckning (valfritt)"), self.note),
        ):
            self.add_row(words, field)
        self.asks_for_plan.setAccessibleName(self.asks_for_plan.text())
        for widget in (self.code, self.name, self.text, self.asks_for_plan):
            widget.setEnabled(is_own)
        if not is_own:
            self.add_note(
                self.tr("Kod, namn och text kommer från källan och ändras inte i programmet.")
            )
        self.set_buttons(self.tr("Lägg till punkten") if is_new else self.tr("Spara punkten"))
        if not is_new and is_own:
            words = self.tr("Flytta till Papperskorgen")
            button = Button(words, "flat", self._delete, icon="trash")
            self.button_row.insertWidget(0, button)
        (self.code if is_own else self.owner).setFocus()

    def item(self) -> FrameworkItemRow:
        """Return the item that the fields hold."""
        return replace(
            self._row,
            code=self.code.text().strip(),
            title=self.name.text().strip(),
            text=typed(self.text),
            asks_for_plan=self.asks_for_plan.isChecked(),
            owner_role=self.owner.text().strip(),
            note=typed(self.note),
        )

    def send(self) -> None:
        """Store the item; what is missing is said beside the fields."""
        row = self.item()
        if not row.code:
            self.say(self.tr("Skriv en kod, till exempel L1."), self.code)
        elif not row.title:
            self.say(self.tr("Skriv ett kort namn."), self.name)
        else:
            call = framework.add_item if self._is_new else framework.update_item
            self.save(self.tr("Sparat: {name}.").format(name=row.name), call, row)

    def _delete(self) -> None:
        said = self.tr("{name} är flyttad till Papperskorgen.").format(name=self._row.name)
        self.save(said, framework.delete_item, self._row.uuid)


class LevelsDialog(SavingDialog):
    """Changes the words of the levels of the two scales; each change is a step of its own."""

    def __init__(
        self,
        context: DialogContext,
        levels: Sequence[ScaleLevelRow],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, self.tr("Vad ska nivåerna heta?"), parent)
        self._levels = tuple(levels)
        self.fields: list[QLineEdit] = []
        heads = {
            Scale.PROGRESS: self.tr("Hur långt har vi kommit?"),
            Scale.CHALLENGE: self.tr("Hur utmanande är det?"),
        }
        self.add_note(
            self.tr("Orden byts överallt, också i bedömningar som är gjorda. Nivåerna består.")
        )
        for level in self._levels:
            field = QLineEdit(level.name)
            self.add_row(f"{heads[level.scale]} {level.level}", field)
            self.fields.append(field)
        self.set_buttons(self.tr("Spara orden"))
        if self.fields:
            self.fields[0].setFocus()

    def send(self) -> None:
        """Store the words that have changed."""
        changed: list[ScaleLevelRow] = []
        for level, field in zip(self._levels, self.fields, strict=True):
            name = field.text().strip()
            if not name:
                self.say(self.tr("Varje nivå måste ha ett ord."), field)
                return
            if name != level.name:
                changed.append(replace(level, name=name))
        if not changed:
            self.reject()
            return
        self.save(self.tr("Nivåernas ord är sparade."), rename_levels, tuple(changed))


def rename_levels(database: Database, levels: tuple[ScaleLevelRow, ...]) -> None:
    """Store new words for levels, one step of the history each."""
    for each in levels:
        framework.rename_level(database, each.scale, each.level, each.name)


def _year_words(year: int | None) -> str:
    return "" if year is None else str(year)


def _read_year(field: QLineEdit) -> int | None:
    words = field.text().strip()
    if not words:
        return None
    if not (words.isascii() and words.isdecimal() and len(words) == 4):
        raise ValueError(words)
    return int(words)
