"""The card of a measure: about it, what to think of, how it is counted, and its levels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.services.indicators import IndicatorRow, LevelRow
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.pages.side_panel import doubt_box, fact_rows
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

_TEXT_WIDTH = 620  # px at 100 %: about 75 characters


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """The names of the pathways and units that a level may be of."""

    svf: dict[str, str]
    units: dict[str, str]

    def of(self, level: LevelRow) -> str:
        """Return whose level it is; empty for everybody's."""
        parts = (
            self.svf.get(level.svf, level.svf),
            self.units.get(level.unit, level.unit),
        )
        return ", ".join(part for part in parts if part)


class IndicatorCard(QWidget):
    """The three parts of the card, and what belongs to it; ``warning`` is that of low coverage.

    Empty until its `parts` have been called, in their order.
    """

    def __init__(
        self,
        indicator: IndicatorRow,
        names: PlaceNames,
        warning: str,
        edit: Callable[[], object] | None,
        add: Callable[[], object] | None,
        limit: Callable[[], object] | None,
        delete: Callable[[], object] | None,
    ) -> None:
        super().__init__()
        self._indicator, self._names, self._warning = indicator, names, warning
        self._width = round(_TEXT_WIDTH * theme.current().text_scale)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(6)
        self.parts: tuple[Callable[[], object], ...] = (
            self._add_about,
            self._add_counting,
            self._add_facts,
            lambda: self._add_buttons(edit, add, limit, delete),
        )

    def _add_about(self) -> None:
        indicator = self._indicator
        self._add(Label(indicator.title, "h2", wraps=True))
        if indicator.population:
            self._add(Label(indicator.population, "small", "text2", wraps=True))
        if self._warning:
            self._add(doubt_box(self._warning, ""))
        missing = self.tr("Inte beskrivet. Välj Ändra kortet för att skriva.")
        for head, words in (
            (self.tr("Om indikatorn"), indicator.about),
            (self.tr("Att tänka på vid tolkning"), indicator.interpretation),
            (self.tr("Teknisk beskrivning"), indicator.technical),
        ):
            self._head(head)
            self._add(Label(words or missing, "body", "text" if words else "text3", wraps=True))

    def _add_facts(self) -> None:
        self._head(self.tr("Uppgifter om måttet"))
        rows = [*facts(self._indicator, self._names), *self._levels(self._indicator)]
        self._add(fact_rows(rows, self._width))

    def _head(self, words: str) -> None:
        self._column.addSpacing(8)
        self._add(Label(words, "h3"))

    def _add(self, widget: QWidget) -> None:
        widget.setMaximumWidth(self._width)
        self._column.addWidget(widget)

    def _add_counting(self) -> None:
        for sentence in (
            self.tr(
                "Uppgifterna visas som de står i källan. Delar läggs ihop genom täljare och "
                "nämnare, aldrig genom medelvärden av procent."
            ),
            self.tr("En totalrad i källan står för sig och läggs aldrig ihop med sina delar."),
            text("packs.method.interval"),
        ):
            self._add(Label(sentence, wraps=True))

    def _levels(self, indicator: IndicatorRow) -> list[tuple[str, str]]:
        facts = []
        for level in indicator.levels:
            first = "–" if level.valid_from is None else formats.iso_date(level.valid_from)
            last = (
                self.tr("tills vidare")
                if level.valid_to is None
                else formats.iso_date(level.valid_to)
            )
            words = self.tr("{level}. Gäller från {first}, {last}. Källa: {source}").format(
                level=level_words(level, indicator),
                first=first,
                last=last,
                source=level.source or "–",
            )
            whose = self._names.of(level)
            name = self.tr("Målnivå")
            facts.append((name, f"{whose}: {words}" if whose else words))
        return facts

    def _add_buttons(
        self,
        edit: Callable[[], object] | None,
        add: Callable[[], object] | None,
        limit: Callable[[], object] | None,
        delete: Callable[[], object] | None,
    ) -> None:
        holder = QWidget()
        row = FlowLayout(holder, gap=8)
        row.setContentsMargins(0, 10, 0, 0)
        if edit is not None:
            row.addWidget(Button(self.tr("Ändra kortet…"), "secondary", edit, icon="write"))
        if add is not None:
            words = self.tr("Lägg till mått…")
            row.addWidget(Button(words, "secondary", add, icon="add"))
        if limit is not None:
            row.addWidget(Button(self.tr("Gräns för låg täckningsgrad…"), "flat", limit))
        if delete is not None:
            words = self.tr("Flytta till Papperskorgen")
            row.addWidget(Button(words, "flat", delete, icon="trash"))
        self._column.addWidget(holder)
        self._column.addStretch(1)


def facts(
    indicator: IndicatorRow, names: PlaceNames, *, short: bool = False
) -> list[tuple[str, str]]:
    """Return what a measure is, in rows of name and value; ``short`` as in the panel."""
    found = []
    if indicator.population:
        found.append((QCoreApplication.translate("IndicatorCard", "Gäller"), indicator.population))
    found.append(
        (
            QCoreApplication.translate("IndicatorCard", "Slag"),
            text(f"indicators.kind.{indicator.kind or 'none'}"),
        )
    )
    found.append(
        (
            QCoreApplication.translate("IndicatorCard", "Riktning"),
            text(f"figures.direction.{indicator.direction}"),
        )
    )
    unit = (
        QCoreApplication.translate("IndicatorCard", "Andel, visas i procent")
        if indicator.is_proportion
        else indicator.unit_of_measure
    )
    found.append((QCoreApplication.translate("IndicatorCard", "Enhet"), unit))
    coverage = text("indicators.coverage_unknown")
    if indicator.coverage is not None:
        parts = (formats.percent(indicator.coverage), indicator.coverage_source)
        coverage = ". ".join(part for part in parts if part)
    found.append((QCoreApplication.translate("IndicatorCard", "Täckningsgrad"), coverage))
    current = [level for level in indicator.levels if level.valid_to is None]
    words = [
        ": ".join(filter(None, (names.of(level), level_words(level, indicator))))
        for level in current
    ]
    found.append(
        (
            QCoreApplication.translate("IndicatorCard", "Målnivå"),
            "\n".join(words) or text("charts.status.no_level"),
        )
    )
    if indicator.source and not short:
        found.append(
            (
                QCoreApplication.translate("IndicatorCard", "Källa till beskrivningen"),
                indicator.source,
            )
        )
    return found


def level_words(level: LevelRow, indicator: IndicatorRow) -> str:
    """Return a level in words, as in "80 %, eget mål"."""
    share = indicator.is_proportion
    shown = level.value * 100 if share else level.value
    decimals = 0 if round(shown, 6).is_integer() else 1
    value = formats.percent(level.value, decimals) if share else formats.number(shown, decimals)
    own = (
        QCoreApplication.translate("IndicatorCard", "eget mål")
        if level.is_own and not level.name
        else ""
    )
    return ", ".join(part for part in (value, level.name.lower() or own) if part)
