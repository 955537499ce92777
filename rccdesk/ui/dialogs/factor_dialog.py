"""A strategic factor and the strategy to meet it, field by field."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from rccdesk.enums import FactorKind, LinkRole, Theme, Thing
from rccdesk.services import framework
from rccdesk.services.framework.model import FactorRow
from rccdesk.texts import text
from rccdesk.ui.dialogs.form_dialog import combo, day_field, read_day
from rccdesk.ui.dialogs.link_dialog import LinkDialog
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog, text_field, typed
from rccdesk.ui.widgets.buttons import Button


class FactorDialog(SavingDialog):
    """Adds a factor (``row`` without a uuid), or changes or takes away one."""

    def __init__(
        self, context: DialogContext, row: FactorRow, parent: QWidget | None = None
    ) -> None:
        self._is_new = not row.uuid
        title = self.tr("Lägg till faktor") if self._is_new else self.tr("Ändra faktorn")
        super().__init__(context, title, parent)
        self._row = row
        self.kind = combo([(kind, text(f"framework.factor.{kind}")) for kind in FactorKind],
                          row.kind)  # fmt: skip
        self.text = text_field(row.text, 3)
        themes = [("", self.tr("Inget tema"))]
        themes += [(theme, text(f"framework.theme.{theme}")) for theme in Theme]
        self.theme = combo(themes, row.theme or "")
        self.strategy = text_field(row.strategy, 3)
        self.source = QLineEdit(row.source)
        self.day = day_field(row.noted_on)
        for words, field in (
            (self.tr("Slag"), self.kind),
            (self.tr("Faktorn i ord"), self.text),
            (self.tr("Tema (valfritt)"), self.theme),
            (self.tr("Strategi för att möta den (valfritt)"), self.strategy),
            (self.tr("Källa (valfritt)"), self.source),
            (self.tr("Noterad (valfritt)"), self.day),
        ):
            self.add_row(words, field)
        self.set_buttons(self.tr("Lägg till faktorn") if self._is_new else self.tr("Spara faktorn"))
        if not self._is_new:
            words = self.tr("Flytta till Papperskorgen")
            self.button_row.insertWidget(0, Button(words, "flat", self._delete, icon="trash"))
            words = self.tr("Koppla till planen…")
            self.button_row.insertWidget(1, Button(words, "flat", self._link, icon="link"))
        self.text.setFocus()

    def factor(self) -> FactorRow:
        """Return the factor that the fields hold; ValueError for a date that is none."""
        theme = str(self.theme.currentData() or "")
        return replace(
            self._row,
            kind=FactorKind(str(self.kind.currentData())),
            text=typed(self.text),
            theme=Theme(theme) if theme else None,
            strategy=typed(self.strategy),
            source=self.source.text().strip(),
            noted_on=read_day(self.day),
        )

    def send(self) -> None:
        """Store the factor; what is wrong is said beside the fields."""
        try:
            row = self.factor()
        except ValueError:
            self.say_bad_day()
            return
        if not row.text:
            self.say(self.tr("Skriv faktorn i ord."), self.text)
            return
        if self._is_new:
            self.save(self.tr("Faktorn är tillagd."), framework.add_factor, row)
        else:
            self.save(self.tr("Faktorn är sparad."), framework.update_factor, row)

    def _delete(self) -> None:
        said = self.tr("Faktorn är flyttad till Papperskorgen.")
        self.save(said, framework.delete_factor, self._row.uuid)

    def _link(self) -> None:
        roles = (LinkRole.SERVES, LinkRole.EVIDENCE)
        LinkDialog(self.context, Thing.FACTOR, self._row.uuid, self, roles=roles).open()
