"""The card of a measure, field by field."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from rccdesk.enums import Direction, IndicatorKind
from rccdesk.services.indicators import (
    IndicatorRow,
    LevelError,
    level_text,
    read_level,
)
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.dialogs.form_dialog import FormDialog, combo
from rccdesk.ui.pages.indicators.card import PlaceNames
from rccdesk.ui.pages.indicators.level_rows import LevelRows, UnreadLevelError
from rccdesk.ui.widgets.labels import Label

_MOST_LINES = 12
_LINES = 4
_EDGES = 24  # px over and under the lines
_SHARE = "proportion"


class CardDialog(FormDialog):
    """Asks for a card and stays until the store has taken it; without a key it is a new measure."""

    wanted = Signal(object)  # IndicatorRow

    def __init__(
        self, indicator: IndicatorRow, names: PlaceNames, parent: QWidget | None = None
    ) -> None:
        is_new = not indicator.key
        super().__init__(
            self.tr("Vilket mått ska läggas till?")
            if is_new
            else self.tr("Vad ska ändras på kortet?"),
            parent,
        )
        self._indicator = indicator
        self.title = QLineEdit(indicator.title)
        self.population = QLineEdit(indicator.population)
        kinds = [("", text("indicators.kind.none"))]
        kinds += [(str(kind), text(f"indicators.kind.{kind}")) for kind in IndicatorKind]
        self.kind = combo(kinds, indicator.kind)
        directions = [(str(each), text(f"figures.direction.{each}")) for each in Direction]
        self.direction = combo(directions, str(indicator.direction))
        units = [("share", self.tr("andel, visas i procent")), ("", self.tr("annan enhet"))]
        self.is_share = combo(units, "share" if indicator.is_proportion else "")
        self.unit = QLineEdit("" if indicator.is_proportion else indicator.unit_of_measure)
        self.about = _Prose(indicator.about)
        self.interpretation = _Prose(indicator.interpretation)
        self.technical = _Prose(indicator.technical)
        coverage = indicator.coverage
        self.coverage = QLineEdit(
            "" if coverage is None else level_text(coverage, is_proportion=True)
        )
        self.coverage_read = Label("", "caption", "text2", wraps=True)
        self.coverage_source = QLineEdit(indicator.coverage_source)
        self.source = QLineEdit(indicator.source)
        self.definition = QLineEdit(indicator.definition)
        self.levels = LevelRows(indicator.levels, names, is_share=indicator.is_proportion)
        self._fill()
        self.set_buttons(self.tr("Lägg till måttet") if is_new else self.tr("Spara kortet"))
        self.is_share.currentIndexChanged.connect(self._show_unit)
        self.coverage.textChanged.connect(self._say_coverage)
        self._show_unit()
        self._say_coverage()
        self.title.setFocus()

    def indicator(self) -> IndicatorRow:
        """Return the card that the fields hold; raises LevelError, UnreadLevelError."""
        is_share = bool(self.is_share.currentData())
        typed = self.coverage.text().strip()
        title = self.title.text().strip()
        return replace(
            self._indicator,
            key=self._indicator.key or _key_of(title),
            title=title,
            population=self.population.text().strip(),
            kind=str(self.kind.currentData()),
            direction=str(self.direction.currentData()),
            unit_of_measure=_SHARE if is_share else self.unit.text().strip(),
            about=self.about.toPlainText().strip(),
            interpretation=self.interpretation.toPlainText().strip(),
            technical=self.technical.toPlainText().strip(),
            coverage=read_level(typed, is_proportion=True).value if typed else None,
            coverage_source=self.coverage_source.text().strip(),
            source=self.source.text().strip(),
            definition=self.definition.text().strip(),
            levels=self.levels.levels(),
        )

    def send(self) -> None:
        """Hand on the card, or say what is missing in it."""
        try:
            card = self.indicator()
        except UnreadLevelError as problem:
            self.say(problem.sentence, problem.field)
            return
        except LevelError:
            sentence = self.tr("Skriv täckningsgraden som 0 till 100\u00a0%, eller lämna den tom.")
            self.say(sentence, self.coverage)
            return
        if not card.title or not card.key:
            self.say(self.tr("Skriv vad måttet heter."), self.title)
        elif not card.unit_of_measure:
            self.say(self.tr("Skriv måttets enhet, till exempel dagar."), self.unit)
        else:
            self.problem.hide()
            self.wanted.emit(card)

    def _fill(self) -> None:
        for words, field in (
            (self.tr("Namn"), self.title),
            (self.tr("Vilka räknas"), self.population),
            (self.tr("Slag"), self.kind),
            (self.tr("Riktning"), self.direction),
            (self.tr("Räknas som"), self.is_share),
            (self.tr("Enhet"), self.unit),
            (self.tr("Om indikatorn"), self.about),
            (self.tr("Att tänka på vid tolkning"), self.interpretation),
            (self.tr("Teknisk beskrivning"), self.technical),
            (self.tr("Definition i korthet (valfritt)"), self.definition),
            (self.tr("Täckningsgrad (valfritt)"), self.coverage),
            ("", self.coverage_read),
            (self.tr("Källa till täckningsgraden"), self.coverage_source),
            (self.tr("Källa till beskrivningen"), self.source),
        ):
            self.add_row(words, field)
        before_problem = self.column.count() - 1
        self.column.insertWidget(before_problem, Label(self.tr("Målnivåer"), "table_strong"))
        self.column.insertWidget(before_problem + 1, self.levels)

    def _show_unit(self) -> None:
        is_share = bool(self.is_share.currentData())
        self.set_row_shown(self.unit, shown=not is_share)
        self.levels.set_share(is_share=is_share)

    def _say_coverage(self) -> None:
        try:
            typed = read_level(self.coverage.text(), is_proportion=True)
        except LevelError:
            words = ""
        else:
            words = typed.words
        self.coverage_read.setText(words)
        self.set_row_shown(self.coverage_read, shown=bool(words))


class _Prose(QPlainTextEdit):
    """A text of some lines that grows with them: it lies in what scrolls."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count the lines again at the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = max(_LINES, min(int(self.document().size().height()), _MOST_LINES))
        self.setFixedHeight(lines * theme.current().line("body") + _EDGES)


def _key_of(title: str) -> str:
    """Return a key of letters and digits, as an import makes of a name."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
