"""Indikatorer: every other measure against its levels, over units, groups and periods."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from rccdesk.enums import Topic
from rccdesk.services import indicators, typing_in
from rccdesk.services.indicators import IndicatorRow, LevelRow, coverage_warning
from rccdesk.services.snapshots import subtitle_words
from rccdesk.texts import text
from rccdesk.ui import messages, theme
from rccdesk.ui.imports.type_in_dialog import open_type_in
from rccdesk.ui.pages.figure_page import COMPARISON, DESCRIPTION, TABLE, TREND, WIDE, FigurePage
from rccdesk.ui.pages.indicators.acts import FigureActs
from rccdesk.ui.pages.indicators.answers import Answer, Question
from rccdesk.ui.pages.indicators.card import IndicatorCard, PlaceNames
from rccdesk.ui.pages.indicators.card_dialog import CardDialog
from rccdesk.ui.pages.indicators.coverage_dialog import CoverageDialog
from rccdesk.ui.pages.indicators.filters import FilterRow
from rccdesk.ui.pages.indicators.legs_view import LegsView
from rccdesk.ui.pages.indicators.measure_choice import MeasureChoice
from rccdesk.ui.pages.indicators.panel import IndicatorPanel
from rccdesk.ui.pages.indicators.reading import read
from rccdesk.ui.pages.indicators.view_choice import ViewChoice
from rccdesk.ui.pages.indicators.views import page_views
from rccdesk.ui.pages.page import Context
from rccdesk.ui.selection import REGION
from rccdesk.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QDialog

    from rccdesk.services.database import Database
    from rccdesk.services.typing_in import TypedValue

_BESIDE_TABS = 900  # px of the page at 100 % text that tabs, tools and the choice need


class IndicatorsPage(FigurePage):
    """One measure at a time, chosen in the head."""

    views: ClassVar[tuple[str, ...]] = page_views()
    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            Topic.INDICATORS,
            Topic.IMPORTS,
            Topic.ORGANISATION,
            Topic.SETTINGS,
            Topic.LEAD_TIMES,
            Topic.CHART_EVENTS,
        }
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._indicator = self._beside = ""
        self._answer: Answer | None = None
        self.head.set_title(self.tr("Indikatorer"))
        self._context = context
        self.acts = FigureActs(context, self, lambda: self._answer)
        self.build_in_turns(
            self._build_head,
            self._build_choices,
            self._build_filters,
            self._build_panel,
            self._build_foot,
            self._name_tabs,
        )

    # building

    def _build_head(self) -> None:
        self._choice = MeasureChoice(self.tr("Mått"), self.head)
        self._choice.activated.connect(
            lambda at: self._start_with(str(self._choice.itemData(at) or ""))
        )
        self.head.add_action(self._choice)
        self.write = Button(
            self.tr("Skriv analys"), "primary", self.acts.write_analysis, icon="write"
        )
        self.head.add_action(self.write)
        for widget in (self._choice, self.write):
            widget.hide()  # empty until the first answer

    def _build_choices(self) -> None:
        self.shown_as = ViewChoice(self.settings)
        self.shown_as.changed.connect(self.mark_stale)
        self.frame.add_tool(self.shown_as.order)
        for words, act in (
            (self.tr("Skriv analys"), self.acts.write_of_mark),
            (self.tr("Skapa förbättringsområde"), self.acts.improve_mark),
            (self.tr("Markera händelse…"), self.acts.mark_at),
        ):
            self.frame.add_mark_action(words, act)

    def _build_filters(self) -> None:
        self.filters = FilterRow(self._content)
        self.filters.changed.connect(self.mark_stale)
        self._above = QHBoxLayout()
        self._above.setSpacing(4)
        self._above.setContentsMargins(0, 0, 0, 0)
        self._above.addWidget(self.filters)
        self._above.addWidget(self.snapshots.button)
        self._above.addStretch(1)
        self.body.insertLayout(1, self._above)

    def _build_panel(self) -> None:
        self.panel = IndicatorPanel(
            self._context,
            self,
            acts=self.acts,
            correct=self._read_correction,
        )
        self.panel.editor.saved.connect(self._save_levels)
        self.panel.beside_chosen.connect(self._set_beside)
        self.side.column.addWidget(self.panel)
        self.side.column.addStretch(1)

    def _build_foot(self) -> None:
        self.side.set_foot(self.panel.foot)

    def _name_tabs(self) -> None:
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
            per=self.filters.per,
            period=self.filters.period,
            filters=self.filters.chosen,
            area=area.key if area.kind == REGION else "",
            wanted_period=self.selection.period,
            order=self.shown_as.chosen_order,
            view=self.shown_as.view_of(self.tab),
            svf=self.selection.svf,
            beside=self._beside,
            snapshot=self.snapshots.wanted,
        )

    @property
    def answer(self) -> Answer | None:
        """What the page shows; None before the first answer."""
        return self._answer

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Choose the measure, the tab, the way or the state that another page asks for."""
        key, tab, view = (arguments.get(name) for name in ("indicator", "tab", "view"))
        snapshot = arguments.get("snapshot")
        if isinstance(key, str):
            self._start_with(key)
        if isinstance(tab, str):
            self.show_view(f"{tab}.{view}" if isinstance(view, str) else tab)
        if isinstance(snapshot, int):
            self.snapshots.choose(snapshot)

    def show_view(self, view: str) -> None:
        """Choose a tab, and the way to show it where it is said, as in "trend.lines"."""
        tab, _, way = view.partition(".")
        if way:
            self.shown_as.keep(tab, way)
        if tab == self.tab:
            self.mark_stale()
        self.show_tab(tab)

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialog of the card."""
        row = self._answer.indicator if self._answer is not None else None
        if row is None:
            return {}
        return {"indicator_card": lambda: CardDialog(row, self._names(), self)}

    def refresh(self) -> None:
        """Ask for what the tab shows."""
        if self._answer is None:
            self.show_busy()
        self._tasks.run_latest(self, read, self.question).then(self._show_answer).catch(
            self.show_error
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Answer the page's question in the head where there is room for all of it."""
        super().resizeEvent(event)
        self._place_choices()
        line = self.tr("Hur ligger övriga mått till mot sina målnivåer?")
        self.head.set_line(line if self.has_room_for_line(WIDE - 160) else "")

    def theme_changed(self) -> None:
        """Take the sizes of the text size in use."""
        super().theme_changed()
        self._place_choices()

    def _place_choices(self) -> None:
        """Put the way to show beside the tabs where they leave room, else under them."""
        scale = theme.current().text_scale
        self._choice.setMaximumWidth(min(round(440 * scale), self.width() * 3 // 5))
        is_narrow = self.width() < _BESIDE_TABS * scale
        place = self._above if is_narrow else self.options
        if place.indexOf(self.shown_as) < 0:
            (self.options if is_narrow else self._above).removeWidget(self.shown_as)
            place.insertWidget(0, self.shown_as)

    # acting

    def _start_with(self, key: str) -> None:
        if not key:
            return
        self._indicator, self._beside = key, ""
        if self._answer is not None and not self._answer.has_figures:
            self.show_tab(DESCRIPTION)  # the card is all there is
        self.filters.forget()
        self.snapshots.forget()
        self.mark_stale()

    def _set_beside(self, key: str) -> None:
        self._beside = key
        self.mark_stale()

    def _go_to_leg(self, measure: str) -> None:
        """Show the measure of a leg where it is shown alone."""
        answer = self._answer
        if answer is not None and any(row.key == measure for row in answer.indicators):
            self.shown_as.keep(COMPARISON, "bars")
            self._start_with(measure)
        else:
            self.navigate("lead_times", goal=measure)

    def _add_measure(self) -> None:
        self._open_card(IndicatorRow("", ""), indicators.add_indicator)

    def _edit_card(self, indicator: IndicatorRow) -> None:
        self._open_card(indicator, indicators.save_card)

    def _open_card(
        self, indicator: IndicatorRow, save: Callable[[Database, IndicatorRow], None]
    ) -> None:
        dialog = CardDialog(indicator, self._names(), self)

        def send(card: IndicatorRow) -> None:
            def saved(_done: object) -> None:
                dialog.accept()
                self._indicator = card.key
                words = self.tr("{name} är sparat.").format(name=card.title)
                self.toast(words, self.window_actions.undo)
                self.mark_stale()

            self._tasks.run_write(self, save, card).then(saved).catch(dialog.refuse)

        dialog.wanted.connect(send)
        dialog.open()

    def _edit_coverage_limit(self) -> None:
        limit = self._answer.coverage_limit if self._answer is not None else None
        dialog = CoverageDialog(limit, self)

        def send(wanted: float | None) -> None:
            def saved(_done: object) -> None:
                dialog.accept()
                self.toast(self.tr("Gränsen är sparad."), self.window_actions.undo)

            self._tasks.run_write(self, indicators.update_coverage_limit, wanted).then(saved).catch(
                dialog.refuse
            )

        dialog.wanted.connect(send)
        dialog.open()

    def _save_levels(self, direction: str, levels: tuple[LevelRow, ...]) -> None:
        before = self._answer.indicator if self._answer is not None else None
        if before is None:
            return
        changed = dataclasses.replace(before, direction=direction, levels=levels)

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

    def _delete(self, indicator: IndicatorRow) -> None:
        said = self.tr("{name} är flyttat till Papperskorgen.").format(name=indicator.title)
        self._tasks.run_write(self, indicators.delete_indicator, indicator.key).then(
            lambda _done: self.toast(said, self.window_actions.undo)
        )

    # showing

    def _show_answer(self, answer: Answer) -> None:
        self._answer = answer
        self.snapshots.show_states(answer.states, answer.question.snapshot)
        self._choice.setVisible(bool(answer.indicators))
        self.write.setVisible(answer.origin is not None and self._can_write)
        if answer.indicator is None or not (answer.has_figures or self._indicator):
            self._choice.show_measures(answer.indicators, "", none=self.tr("Välj mått"))
            self._show_first_time()
            return
        self.show_content()
        self._choice.show_measures(answer.indicators, answer.indicator.key)
        self.shown_as.show_views(self.tab, answer.views, answer.question.view)
        self.filters.show_answer(answer)
        main = partial(self._show_main, answer, answer.indicator)
        self.show_beside(main, *self.panel.parts(answer, can_write=self._can_write))

    @property
    def _can_write(self) -> bool:
        database = self._tasks.database
        return database is not None and not database.is_reading

    def _names(self) -> PlaceNames:
        answer = self._answer
        if answer is None:
            return PlaceNames({}, {})
        units = dict(answer.unit_names)
        units |= {c: w for d in answer.dimensions if d.name == "unit" for c, w in d.codes}
        return PlaceNames(dict(answer.svf_names), units)

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

    def _show_main(self, answer: Answer, indicator: IndicatorRow) -> None:
        if self.tab == DESCRIPTION:
            self._show_card(answer, indicator)
        elif not indicator.figure_count:
            self.show_message(
                "indicators",
                self.tr("Inga uppgifter är inlästa för måttet"),
                self.tr("Läs in en tabell och välj måttet {name}.").format(name=indicator.title),
                self.tr("Läs in uttag…"),
                lambda: self.navigate("imports"),
            )
        elif answer.legs:
            view = LegsView(self._go_to_leg)
            self.show_description(view, *view.parts(answer.legs_of, answer.legs))
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

    def _show_card(self, answer: Answer, indicator: IndicatorRow) -> None:
        edit = partial(self._edit_card, indicator) if self._can_write else None
        delete = partial(self._delete, indicator)
        card = IndicatorCard(
            indicator,
            self._names(),
            coverage_warning(indicator, answer.coverage_limit),
            edit,
            self._add_measure if self._can_write else None,
            self._edit_coverage_limit if self._can_write else None,
            delete if self._can_write and not indicator.figure_count else None,
        )
        self.show_description(card, *card.parts)


def _save_goal(database: Database, before: IndicatorRow, changed: IndicatorRow) -> None:
    """Save direction and levels, each only where it differs."""
    if changed.direction != before.direction:
        indicators.update_indicator(database, changed)
    if changed.levels != before.levels:
        indicators.update_levels(database, changed.key, changed.levels)
