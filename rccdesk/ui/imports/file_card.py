"""What the user says of a file as a whole: its content, sheet, indicator and extract date."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QWidget

from rccdesk.enums import Profile
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.widgets.choice_box import ChoiceBox, DateField
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.imports import ImportPreview

_FIELD_WIDTH = 300  # px at 100 % text


class FileCard(QFrame):
    """Shows how a file is taken; ``ask`` gets the fields of the request that the user changed."""

    def __init__(self, ask: Callable[..., object]) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self._ask = ask
        self._preview: ImportPreview | None = None
        self._asked = ("", "")  # key and title of the indicator asked for
        self.profile = ChoiceBox()
        self.profile.setPlaceholderText(self.tr("Välj innehåll"))
        for profile in Profile:
            self.profile.addItem(text(f"imports.profile.{profile.value}"), profile)
        self.profile.activated.connect(lambda _index: self._choose_profile())
        self.sheet = ChoiceBox()
        self.sheet.activated.connect(
            lambda _index: ask(sheet=self.sheet.currentText(), header_row=None, mapping={})
        )
        self.indicator = ChoiceBox()
        self.indicator.setEditable(True)
        self.indicator.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.indicator.lineEdit()
        assert line is not None
        line.setPlaceholderText(self.tr("Namn på indikatorn"))
        line.setAccessibleName(self.tr("Indikator"))
        line.editingFinished.connect(self._choose_indicator)
        self.indicator.activated.connect(lambda _index: self._choose_indicator())
        self.date = DateField()
        self.date.setMaximumDate(QDate.currentDate())
        self.date.dateChanged.connect(lambda _date: self._choose_date())
        self._reason = Label("", "small", "text2", wraps=True)
        self._date_note = Label("", "small", "text2", wraps=True)
        note = self.tr("Välj en indikator eller skriv namnet på en ny.")
        self._lay_out(
            (self.tr("Filens innehåll"), self.profile, self._reason),
            (self.tr("Blad"), self.sheet, Label("")),
            (self.tr("Indikator"), self.indicator, Label(note, "small", "text2", wraps=True)),
            (self.tr("Uttagets datum"), self.date, self._date_note),
        )
        theme.current().changed.connect(self._fit)
        self._fit()

    def set_indicators(self, indicators: tuple[tuple[str, str], ...]) -> None:
        """Offer these indicators (key, name) for an aggregated table."""
        typed = self.indicator.currentText()
        self.indicator.clear()
        self.indicator.addItem("", "")
        for key, name in indicators:
            self.indicator.addItem(name, key)
        self.indicator.setCurrentText(typed)

    def begin(self) -> None:
        """Forget the file before."""
        self._preview = None
        self._asked = ("", "")
        self.indicator.setCurrentText("")

    def show_preview(self, preview: ImportPreview) -> None:
        """Show how the file is taken now."""
        self._preview = preview
        place = self.profile.findData(preview.profile) if preview.profile else -1
        self.profile.setCurrentIndex(place)
        parts = (preview.reason, preview.format)
        self._reason.setText(" · ".join(part for part in parts if part))
        self.sheet.clear()
        self.sheet.addItems(list(preview.sheets))
        self.sheet.setCurrentText(preview.sheet or "")
        self._show_row(self.sheet, shown=len(preview.sheets) > 1)
        self._show_row(self.indicator, shown=preview.profile is Profile.AGGREGATED)
        known = preview.profile is not Profile.LIMITS and preview.extract_date is not None
        self._show_row(self.date, shown=known)
        if preview.extract_date is not None:
            self.date.blockSignals(True)  # noqa: FBT003 - Qt's own order
            self.date.setDate(QDate.fromString(preview.extract_date.isoformat(), "yyyy-MM-dd"))
            self.date.blockSignals(False)  # noqa: FBT003 - Qt's own order
        assumed = self.tr("Antaget: den sista dagen i uppgifterna. Ändra om det är fel.")
        self._date_note.setText(assumed if preview.is_extract_date_assumed else "")

    def _lay_out(self, *rows: tuple[str, QWidget, Label]) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 10, 14, 12)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        self._rows: dict[QWidget, tuple[QWidget, QWidget]] = {}
        for number, (words, field, note) in enumerate(rows):
            label = Label(words, "table_strong")
            label.setBuddy(field)
            field.setAccessibleName(words)
            grid.addWidget(label, number, 0)
            grid.addWidget(field, number, 1)
            grid.addWidget(note, number, 2)
            self._rows[field] = (label, note)

    def _fit(self) -> None:
        for field in self._rows:
            field.setFixedWidth(round(_FIELD_WIDTH * theme.current().text_scale))

    def _show_row(self, field: QWidget, *, shown: bool) -> None:
        for widget in (field, *self._rows[field]):
            widget.setVisible(shown)

    def _choose_profile(self) -> None:
        if self._preview is None or self.profile.currentData() != self._preview.profile:
            self._ask(profile=self.profile.currentData(), mapping={}, only_mapping=False)

    def _choose_date(self) -> None:
        chosen = dt.date.fromisoformat(self.date.date().toString("yyyy-MM-dd"))
        if self._preview is not None and chosen != self._preview.extract_date:
            self._ask(extract_date=chosen)

    def _choose_indicator(self) -> None:
        words = self.indicator.currentText().strip()
        place = self.indicator.findText(words)
        key, title = (
            (str(self.indicator.itemData(place)), "") if place > 0 else (key_of(words), words)
        )
        if key and (key, title) != self._asked:
            self._asked = (key, title)
            self._ask(indicator=key, indicator_title=title)


def key_of(name: str) -> str:
    """Return a key made of the letters and digits of a name: "Min vårdplan" -> min_vardplan."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
