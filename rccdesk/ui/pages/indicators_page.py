"""Indikatorer: every imported measure against its levels, over units, groups and periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import Topic
from rccdesk.services import indicators, typing_in
from rccdesk.services.charts import build
from rccdesk.services.snapshots import subtitle_words
from rccdesk.texts import text
from rccdesk.ui import messages, theme
from rccdesk.ui.imports.type_in_dialog import open_type_in
from rccdesk.ui.pages.figure_notes import FigureNotesView
from rccdesk.ui.pages.figure_page import COMPARISON, DESCRIPTION, TABLE, TREND, WIDE, FigurePage
from rccdesk.ui.pages.indicators.levels import LevelEditor
from rccdesk.ui.pages.indicators.reading import EVERY_PERIOD, Answer, Question, read
from rccdesk.ui.pages.page import Context
from rccdesk.ui.pages.side_panel import FigureHead, Section, fact_rows
from rccdesk.ui.selection import REGION
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.choice_button import ChoiceButton, Entry
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from rccdesk.services.database import Database
    from rccdesk.services.indicators import IndicatorRow, LevelRow
    from rccdesk.services.typing_in import TypedValue

_TEXT_WIDTH = 620  # px at 100 %: about 75 characters


class IndicatorsPage(FigurePage):
    """One measure at a time, chosen in the head."""

    views: ClassVar[tuple[str, ...]] = (COMPARISON, TREND, TABLE, DESCRIPTION)
    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.INDICATORS, Topic.IMPORTS, Topic.ORGANISATION, Topic.SETTINGS}
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._indicator = ""
        self._per = ""
        self._period: str | None = None
        self._filters: dict[str, str] = {}
        self._answer: Answer | None = None
        self.head.set_title(self.tr("Indikatorer"))
        self._choice = QComboBox()
        self._choice.setAccessibleName(self.tr("Mått"))
        self._choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._choice.setMaximumWidth(480)
        self._choice.activated.connect(self._choose_indicator)
        self._choice_line = Label(self.tr("Mått"), "small", "text2")
        self._choice_line.setBuddy(self._choice)
        self.head.add_action(self._choice_line)
        self.head.add_action(self._choice)
        self._order = QComboBox()
        self._order.setProperty("small", True)  # noqa: FBT003 - Qt's signature
        self._order.setAccessibleName(self.tr("Ordning"))
        self._order.addItem(self.tr("Ordning: organisationen"), build.ORGANISATION)
        self._order.addItem(self.tr("Ordning: värde"), build.VALUE)
        self._order.activated.connect(self.mark_stale)
        self.frame.add_tool(self._order)
        self._choices = QHBoxLayout()
        self._choices.setSpacing(4)
        self._choices.setContentsMargins(0, 0, 0, 0)
        self.body.insertLayout(1, self._choices)
        self._buttons: dict[str, ChoiceButton] = {}
        for key, label in self._labels().items():
            button = ChoiceButton(label)
            button.hide()
            self._buttons[key] = button
            self._choices.addWidget(button)
        self._choices.addWidget(self.snapshots.button)
        self._choices.addStretch(1)
        self._fill_side(context)
        self.set_tabs(
            (
                (COMPARISON, self.tr("Jämförelse")),
                (TREND, self.tr("Trend")),
                (TABLE, self.tr("Tabell")),
                (DESCRIPTION, self.tr("Beskrivning")),
            )
        )

    @property
    def question(self) -> Question:
        """What the page asks now."""
        area = self.selection.area
        return Question(
            tab=self.tab,
            indicator=self._indicator,
            per=self._per,
            period=self._period,
            filters=tuple(self._filters.items()),
            area=area.key if area.kind == REGION else "",
            wanted_period=self.selection.period,
            order=str(self._order.currentData()),
            snapshot=self.snapshots.wanted,
        )

    @property
    def answer(self) -> Answer | None:
        """What the page shows; None before the first answer."""
        return self._answer

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Choose the measure, the tab or the state that another page asks for."""
        key, tab = arguments.get("indicator"), arguments.get("tab")
        snapshot = arguments.get("snapshot")
        if isinstance(key, str):
            self._start_with(key)
        if isinstance(tab, str):
            self.show_tab(tab)
        if isinstance(snapshot, int):
            self.snapshots.choose(snapshot)

    def refresh(self) -> None:
        """Ask for what the tab shows."""
        if self._answer is None:
            self.show_busy()
        self._tasks.run_latest(self, read, self.question).then(self._show_answer).catch(
            self.show_error
        )

    def tab_changed(self) -> None:
        """Show the options of the tab."""
        self._order.setVisible(self.tab == COMPARISON)
        if self._answer is not None:
            self._show_choices(self._answer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Answer the page's question in the head where there is room for all of it."""
        super().resizeEvent(event)
        line = self.tr("Hur ligger övriga mått till mot sina målnivåer?")
        self.head.set_line(line if self.has_room_for_line(WIDE - 280) else "")

    # building

    def _labels(self) -> dict[str, str]:
        return {
            "per": self.tr("Per"),
            "period": self.tr("Period"),
            "unit": self.tr("Enhet"),
            "home_unit": self.tr("Hemenhet"),
            "group": self.tr("Grupp"),
            "sex": self.tr("Kön"),
            "age_group": self.tr("Åldersgrupp"),
        }

    def _fill_side(self, context: Context) -> None:
        self._figure = FigureHead()
        self._about = Section(self.tr("Om måttet"), is_open=True)
        self._editor = LevelEditor()
        self._editor.saved.connect(self._save_levels)
        self._goal = Section(self.tr("Riktning och målnivåer"))
        self._goal.column.addWidget(self._editor)
        self.notes = FigureNotesView(context, self._figure, self)
        self._correct = Button(self.tr("Rätta värdet…"), "link", self._read_correction)
        self._figure.add_link(self._correct)
        column = self.side.column
        source, doubts = self.notes.source, self.notes.doubts
        for widget in (self._figure, self._about, source, doubts, self._goal):
            column.addWidget(widget)
        column.addStretch(1)

    # acting

    def _start_with(self, key: str) -> None:
        self._indicator = key
        self._per = ""
        self._period = None
        self._filters = {}
        self.snapshots.forget()
        self.mark_stale()

    def _choose_indicator(self, index: int) -> None:
        self._start_with(str(self._choice.itemData(index)))

    def _choose(self, key: str, code: str) -> None:
        if key == "per":
            self._per = code
        elif key == "period":
            self._period = code
        elif code:
            self._filters[key] = code
        else:
            self._filters.pop(key, None)
        self.mark_stale()

    def _save_levels(self, direction: str, levels: tuple[LevelRow, ...]) -> None:
        answer = self._answer
        if answer is None or answer.indicator is None:
            return
        before = answer.indicator
        changed = replace(before, direction=direction, levels=levels)

        def saved(_result: object) -> None:
            self.toast(
                self.tr("Målnivåerna för {name} är sparade.").format(name=before.title),
                self.window_actions.undo,
            )

        self._tasks.run_write(self, _save_goal, before, changed).then(saved).catch(
            lambda error: self.toast(messages.sentence(error))
        )

    def _read_correction(self) -> None:
        """Let the figure of the panel be typed anew, with its key filled in."""
        notes = self._answer.notes if self._answer is not None else None
        if notes is None or notes.row.source is None:
            return
        self._tasks.run_latest(self, typing_in.get_correction, notes.row.source).then(
            self._open_correction
        ).catch(lambda error: self.toast(messages.sentence(error)))

    def _open_correction(self, typed: TypedValue | None) -> None:
        if typed is not None:
            open_type_in(self, self._tasks, typed)

    # showing

    def _show_answer(self, answer: Answer) -> None:
        self._answer = answer
        self.snapshots.show_states(answer.states, answer.question.snapshot)
        for widget in (self._choice_line, self._choice):
            widget.setVisible(answer.has_figures)
        if not answer.has_figures:
            self._show_first_time()
            return
        self.show_content()
        self._show_indicators(answer)
        self._show_choices(answer)
        self._show_side(answer)
        self._show_main(answer)

    def _show_first_time(self) -> None:
        self.show_empty(
            "indicators",
            self.tr("Här visas andra mått när en tabell är inläst"),
            self.tr(
                "Läs in en tabell med period, enhet och täljare och nämnare (eller värde). "
                "Måttet jämförs med sina målnivåer när de är kända."
            ),
            self.tr("Läs in uttag…"),
            lambda: self.navigate("imports"),
        )

    def _show_indicators(self, answer: Answer) -> None:
        self._choice.clear()
        for row in answer.indicators:
            self._choice.addItem(row.title, row.key)
        if answer.indicator is not None:
            self._choice.setCurrentIndex(self._choice.findData(answer.indicator.key))
            self._choice.setToolTip(answer.indicator.title)

    def _show_choices(self, answer: Answer) -> None:
        compares, trends = self.tab == COMPARISON, self.tab == TREND
        several = [d for d in answer.dimensions if len(d.codes) > 1]
        names = self._labels()
        per = self._buttons["per"]
        per.setVisible(compares and len(several) > 1)
        per.set_value(names.get(answer.per, answer.per).lower())
        per.fill([[self._entry("per", d.name, names[d.name], answer.per) for d in several]])
        period = self._buttons["period"]
        period.setVisible(not trends and self.tab != DESCRIPTION and bool(answer.periods))
        words = dict(answer.periods)
        every = self.tr("alla perioder")
        period.set_value(words.get(answer.period, every))
        entries = [self._entry("period", k, w, answer.period) for k, w in answer.periods]
        if self.tab == TABLE:
            entries.insert(0, self._entry("period", EVERY_PERIOD, every, answer.period))
        period.fill([entries])
        for dimension in several:
            button = self._buttons[dimension.name]
            filtered = self._filters.get(dimension.name, "")
            hidden = (compares and dimension.name == answer.per) or self.tab == DESCRIPTION
            button.setVisible(not hidden)
            all_words = self.tr("alla")
            button.set_value(dict(dimension.codes).get(filtered, all_words))
            button.fill(
                [
                    [self._entry(dimension.name, "", all_words, filtered)],
                    [self._entry(dimension.name, c, w, filtered) for c, w in dimension.codes],
                ]
            )
        for name in set(self._buttons) - {"per", "period"} - {d.name for d in several}:
            self._buttons[name].hide()

    def _entry(self, key: str, code: str, words: str, chosen: str) -> Entry:
        return (words, code == chosen, lambda: self._choose(key, code))

    def _show_main(self, answer: Answer) -> None:
        indicator = answer.indicator
        assert indicator is not None
        if self.tab == DESCRIPTION:
            self.description.clear()
            self.description.column.addWidget(self._description(indicator))
            self.show_description()
        elif not indicator.figure_count:
            self.show_message(
                "indicators",
                self.tr("Inga uppgifter är inlästa för måttet"),
                self.tr("Läs in en tabell och välj måttet {name}.").format(name=indicator.title),
                self.tr("Läs in uttag…"),
                lambda: self.navigate("imports"),
            )
        elif not answer.shown_count and answer.hidden_count:
            self.show_message(
                "hide",
                self.tr("För få fall"),
                text("figures.insufficient", count=answer.floor),
            )
        elif not answer.shown_count:
            self.show_message(
                "filter",
                self.tr("Inget i urvalet"),
                self.tr("Inga uppgifter finns för det som är valt ovanför."),
                self.tr("Återställ urvalet"),
                lambda: self._start_with(indicator.key),
            )
        elif answer.table is not None:
            then = subtitle_words(answer.state) if answer.state else ""
            words = (indicator.population, then)
            about = text("charts.separator").join(part for part in words if part)
            self.show_table(answer.table, about, answer.foot)
        elif answer.spec is not None:
            self.show_chart(answer.spec)

    def _show_side(self, answer: Answer) -> None:
        indicator = answer.indicator
        assert indicator is not None
        self._figure.setVisible(answer.figure is not None)
        if answer.figure is not None:
            self._figure.show_figure(answer.figure)
        self._about.clear()
        self._about.column.addWidget(fact_rows(self._facts(indicator)))
        self._editor.show_indicator(indicator)
        self.notes.show_notes(answer.notes)
        database = self._tasks.database
        is_reading = database is not None and database.is_reading
        is_one = answer.notes is not None and answer.notes.row.source is not None
        is_one = is_one and answer.state is None  # what is corrected holds from now on
        self._correct.setVisible(is_one and not is_reading)

    def _facts(self, indicator: IndicatorRow) -> list[tuple[str, str]]:
        facts = []
        if indicator.population:
            facts.append((self.tr("Gäller"), indicator.population))
        facts.append((self.tr("Riktning"), text(f"figures.direction.{indicator.direction}")))
        current = [level for level in indicator.levels if level.valid_to is None]
        words = [self._level_words(level, indicator) for level in current]
        missing = text("charts.status.no_level")
        facts.append((self.tr("Målnivå"), "\n".join(words) or missing))
        return facts

    def _level_words(self, level: LevelRow, indicator: IndicatorRow) -> str:
        share = indicator.unit_of_measure == "proportion"
        shown = level.value * 100 if share else level.value
        decimals = 0 if round(shown, 6).is_integer() else 1
        value = formats.percent(level.value, decimals) if share else formats.number(shown, decimals)
        own = self.tr("eget mål") if level.is_own and not level.name else ""
        return ", ".join(part for part in (value, level.name.lower() or own) if part)

    def _description(self, indicator: IndicatorRow) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(6)
        width = round(_TEXT_WIDTH * theme.current().text_scale)
        column.addWidget(Label(indicator.title, "h2", wraps=True))
        unit = (
            self.tr("Andel, visas i procent")
            if indicator.unit_of_measure == "proportion"
            else indicator.unit_of_measure
        )
        facts = [*self._facts(indicator), (self.tr("Enhet"), unit)]
        if indicator.source:
            facts.append((self.tr("Källa"), indicator.source))
        for level in indicator.levels:
            words = self._level_words(level, indicator)
            first = "–" if level.valid_from is None else formats.iso_date(level.valid_from)
            last = (
                self.tr("tills vidare")
                if level.valid_to is None
                else formats.iso_date(level.valid_to)
            )
            validity = self.tr("{level}. Gäller från {first}, {last}. Källa: {source}").format(
                level=words, first=first, last=last, source=level.source or "–"
            )
            facts.append((self.tr("Målnivå"), validity))
        rows = fact_rows(facts)
        rows.setMaximumWidth(width)
        column.addWidget(rows)
        column.addSpacing(10)
        column.addWidget(Label(self.tr("Så räknas det"), "h3"))
        for sentence in (
            self.tr(
                "Uppgifterna visas som de står i källan. Delar läggs ihop genom täljare och "
                "nämnare, aldrig genom medelvärden av procent."
            ),
            self.tr("En totalrad i källan står för sig och läggs aldrig ihop med sina delar."),
            text("packs.method.interval"),
        ):
            label = Label(sentence, wraps=True)
            label.setMaximumWidth(width)
            column.addWidget(label)
        if not indicator.figure_count:
            column.addSpacing(10)
            act = partial(self._delete, indicator)
            column.addWidget(
                Button(self.tr("Flytta till Papperskorgen"), "flat", act, icon="trash")
            )
        column.addStretch(1)
        return page

    def _delete(self, indicator: IndicatorRow) -> None:
        said = self.tr("{name} är flyttad till Papperskorgen.").format(name=indicator.title)
        self._tasks.run_write(self, indicators.delete_indicator, indicator.key).then(
            lambda _done: self.toast(said, self.window_actions.undo)
        )


def _save_goal(database: Database, before: IndicatorRow, changed: IndicatorRow) -> None:
    """Save direction and levels, each only where it differs."""
    if changed.direction != before.direction:
        indicators.update_indicator(database, changed)
    if changed.levels != before.levels:
        indicators.update_levels(database, changed.key, changed.levels)
