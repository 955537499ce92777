"""75 %-kartläggningen: the long waits of the diagnoses that a region has chosen, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from rccdesk import formats
from rccdesk.enums import Topic
from rccdesk.files import safe_name
from rccdesk.periods import ROLLING, parse_period
from rccdesk.services import mapping75
from rccdesk.services.charts.spec import TableColumn
from rccdesk.services.mapping75 import CauseCount, MappingQuery, MappingRow
from rccdesk.services.mapping75 import words as mapping_words
from rccdesk.texts import text
from rccdesk.ui import messages, theme
from rccdesk.ui.dialogs.cause_list_dialog import CauseListDialog
from rccdesk.ui.dialogs.mapping_choice_dialog import MappingChoiceDialog, WantedChoice
from rccdesk.ui.pages.mapping.cases_card import CasesCard, read_long_waits
from rccdesk.ui.pages.mapping.reading import Answer, Question, read
from rccdesk.ui.pages.mapping.register_card import RegisterCard
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.page_scroll import PageScroll, TwoColumns

_MOST_ROWS = 12
_LINE_ROOM = 840  # px at 100 % text that the line in the head needs beside the buttons


class MappingPage(Page):
    """A table of diagnoses; under it the register of causes of the chosen one."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.MAPPING, Topic.LEAD_TIMES, Topic.PATHWAYS, Topic.ORGANISATION, Topic.SETTINGS}
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._region = ""  # the user's own choice; "" follows the selection
        self._svf = ""
        self._answer: Answer | None = None
        self._causes_dialog: CauseListDialog | None = None
        self.head.set_trail(self.tr("Ledtider / 75 %-kartläggning"))
        self.head.set_title(self.tr("75 %-kartläggning"))
        self.change = Button(
            self.tr("Välj diagnoser…"), act=lambda: self.make_choice_dialog().open(), icon="write"
        )
        self.save = Button(self.tr("Spara som Excel…"), act=self._save, icon="save")
        self.head.add_action(self.change)
        self.head.add_action(self.save)
        self.build_in_turns(
            self._build_room, self._build_table_card, self._build_register, self._build_cases
        )

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Choose the region that another page asks for."""
        region = arguments.get("region")
        if isinstance(region, str):
            self._region = region
            self.mark_stale()

    def refresh(self) -> None:
        """Read the mapping of the region and period."""
        if self._answer is None:
            self.show_busy()
        question = Question(self._region or self.selection.region or "", self.selection.period)
        self._tasks.run_latest(self, read, question).then(self._show).catch(self.show_error)

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs of the page."""
        if self._answer is None or not self._answer.has_data:
            return {}
        return {"choices": self.make_choice_dialog, "causes": self.make_causes_dialog}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Answer the page's question in the head where there is room for all of it."""
        super().resizeEvent(event)
        line = self.tr("Hur många väntar mycket länge, och varför?")
        has_room = self.width() >= _LINE_ROOM * theme.current().text_scale
        self.head.set_line(line if has_room else "")

    @property
    def answer(self) -> Answer | None:
        """What the page shows; None before the first answer."""
        return self._answer

    def make_choice_dialog(self) -> MappingChoiceDialog:
        """Return the dialog that chooses diagnoses."""
        answer = self._shown()
        dialog = MappingChoiceDialog(
            answer.labels.name("region", answer.region),
            answer.svfs,
            answer.choice,
            answer.choices,
            self._first_day(answer),
            self.window(),
        )
        dialog.wanted.connect(partial(self._choose, dialog, answer.region))
        return dialog

    def make_causes_dialog(self) -> CauseListDialog:
        """Return the dialog that changes the list of causes."""
        dialog = CauseListDialog(self._shown().causes, self.window())
        dialog.acted.connect(partial(self._change_causes, dialog))
        dialog.finished.connect(lambda _result: self._forget_dialog())
        self._causes_dialog = dialog
        return dialog

    # building

    def _build_room(self) -> None:
        inside = self._inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().size("card_gap"))
        self.body.addWidget(PageScroll(inside, self), 1)

    def _build_register(self) -> None:
        self.register = RegisterCard(self._inside)
        self.register.edited.connect(self._record)
        self.register.refused.connect(self.toast)
        self.register.list_wanted.connect(lambda: self.make_causes_dialog().open())

    def _build_cases(self) -> None:
        self.cases = CasesCard(self._inside)
        self.cases.refused.connect(self.toast)
        self.cases.hide()
        self._column.addWidget(TwoColumns(self.register, self.cases, narrow=self.cases, width=400))
        self._column.addStretch(1)

    def _build_table_card(self) -> None:
        card = QFrame(self._inside)
        card.setProperty("card", "true")
        self._column.addWidget(card)
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 12, 1, 10)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setContentsMargins(15, 0, 15, 0)
        row.setSpacing(10)
        self.regions = ChoiceBox()
        self.regions.setAccessibleName(self.tr("Region"))
        self.regions.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.regions.activated.connect(self._choose_region)
        label = Label(self.tr("Region"), "small", "text2")
        label.setBuddy(self.regions)
        self.chosen = Label("", "table_strong", wraps=True)
        row.addWidget(label)
        row.addWidget(self.regions)
        row.addWidget(self.chosen, 1)
        column.addLayout(row)
        self.finding = Label("", "body", wraps=True)
        self.finding.setContentsMargins(15, 0, 15, 0)
        column.addWidget(self.finding)
        self.table = RowTableView()
        self.table.setAccessibleName(self.tr("Långa väntetider per diagnos"))
        column.addWidget(self.table)
        self.foot = Label("", "caption", "text3", wraps=True)
        self.foot.setContentsMargins(15, 0, 15, 0)
        column.addWidget(self.foot)

    # showing

    def _show(self, answer: Answer) -> None:
        self._answer = answer
        database = self._tasks.database
        is_reading = database is not None and database.is_reading
        for button in (self.change, self.save):
            button.setVisible(answer.has_data)
        self.change.setEnabled(not is_reading)
        if not answer.has_data:
            self.show_empty(
                "lead_times",
                self.tr("Här visas långa väntetider när ett uttag är inläst"),
                self.tr(
                    "Läs in en händelselista för SVF. Programmet räknar dem som väntat mer än "
                    "75\u00a0% längre än ledtidsgränsen för de diagnoser som regionen har valt."
                ),
                self.tr("Läs in uttag…"),
                lambda: self.navigate("imports"),
            )
            return
        if self._causes_dialog is not None:
            self._causes_dialog.show_causes(answer.causes)
        self.show_in_turns(
            partial(self._show_words, answer),
            partial(self._show_table, answer),
            self._show_register,
            self.show_content,
        )

    def _show_regions(self, answer: Answer) -> None:
        self.regions.clear()
        for code, name in answer.regions:
            own = self.tr("{name} (din region)") if code == answer.own_region else "{name}"
            self.regions.addItem(own.format(name=name), code)
        self.regions.setCurrentIndex(self.regions.findData(answer.region))

    def _show_words(self, answer: Answer) -> None:
        self._show_regions(answer)
        period = mapping_words.period_words(answer.table)
        if answer.choice is None:
            self.chosen.setText(self.tr("Inga diagnoser valda: alla SVF visas"))
        else:
            self.chosen.setText(
                self.tr("{count}, från {day}").format(
                    count=mapping_words.choice_count(answer.choice),
                    day=formats.iso_date(answer.choice.valid_from),
                )
            )
        shown = [row for row in answer.rows if row.denominator is not None]
        over = sum(row.over_75_percent_count or 0 for row in shown)
        of = sum(row.denominator or 0 for row in shown)
        hidden = any(row.hidden is not None for row in answer.rows)
        key = (
            self.tr(
                "{over} av {count} patienter väntade mer än 75\u00a0% längre än gränsen, {period}."
            )
            if shown and not hidden
            else self.tr("Långa väntetider per diagnos, {period}.")
        )
        self.finding.setText(
            key.format(over=formats.number(over), count=formats.number(of), period=period)
        )
        day = answer.table.extract_date
        lines = [text("mapping75.rule")]
        if any(row.denominator and row.limit_days is None for row in answer.rows):
            lines.append(self.tr("Olika gränser: räknat mot varje patients egen gräns."))
        if answer.table.has_unconfirmed:
            lines.append(text("mapping75.unconfirmed"))
        lines.append(self.tr("Enskilda förlopp och anteckningar lämnar aldrig programmet."))
        if day is not None:
            lines.append(
                text("mapping75.workbook.source", source=answer.table.source,
                     date=formats.iso_date(day)) + "."
            )  # fmt: skip
        if answer.table.is_example:
            lines.append(self.tr("EXEMPELDATA"))
        self.foot.setText(" ".join(lines))

    def _show_table(self, answer: Answer) -> None:
        columns = (
            TableColumn(self.tr("Diagnos")),
            TableColumn(self.tr("Patienter"), numeric=True),
            TableColumn(self.tr("Långa väntetider"), numeric=True),
            TableColumn(self.tr("Andel"), numeric=True),
            TableColumn(self.tr("Intervall"), numeric=True),
            TableColumn(self.tr("Gräns, dagar"), numeric=True),
            TableColumn(self.tr("Med orsak"), numeric=True),
            TableColumn(self.tr("Att tänka på")),
        )
        counts = [row.denominator for row in answer.rows if row.denominator is not None]
        decimals = formats.share_decimals(min(counts, default=None))
        self.table.show_rows(
            columns, tuple(self._cells(row, answer, decimals) for row in answer.rows)
        )
        self.table.fit_rows(_MOST_ROWS)
        model = self.table.selectionModel()
        model.selectionChanged.connect(self._on_chosen, Qt.ConnectionType.UniqueConnection)
        svfs = [row.svf for row in answer.rows]
        if svfs:
            place = svfs.index(self._svf) if self._svf in svfs else _first_long(answer.rows)
            self.table.selectRow(place)

    def _cells(self, row: MappingRow, answer: Answer, decimals: int) -> tuple[str, ...]:
        name = answer.labels.name("svf", row.svf)
        if row.denominator is None:
            sign = formats.HIDDEN if row.hidden is not None else formats.MISSING
            remark = mapping_words.short_remarks(row) or self.tr("Inga förlopp med känd gräns")
            return (name, *[sign] * 6, remark)
        over = row.over_75_percent_count or 0
        stated = sum(each.count for each in answer.registers.get(row.svf, ()))
        return (
            name,
            formats.number(row.denominator),
            formats.number(over),
            formats.percent(row.proportion or 0.0, decimals),
            formats.interval(row.ci_low or 0.0, row.ci_high or 0.0, decimals),
            self.tr("olika") if row.limit_days is None else formats.number(row.limit_days),
            formats.of(stated, over) if over else formats.NOT_APPLICABLE,
            mapping_words.short_remarks(row),
        )

    def _on_chosen(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._show_register()

    def _show_register(self) -> None:
        answer = self._answer
        row = self._chosen_row()
        if answer is None:
            return
        if row is not None:
            self._svf = row.svf
        database = self._tasks.database
        is_reading = database is not None and database.is_reading
        self.register.show_row(row, answer, is_reading=is_reading)
        if row is None or not row.over_75_percent_count or answer.table.period is None:
            self.cases.show_waits(())
            return
        self._tasks.run_latest(
            self, read_long_waits, answer.region, row.svf, answer.table.period
        ).then(self.cases.show_waits).catch(self._refuse)

    def _chosen_row(self) -> MappingRow | None:
        answer = self._answer
        chosen = self.table.selectionModel().selectedRows()
        if answer is None or not chosen:
            return None
        source = self.table.rows.source_row(chosen[0].row())
        return answer.rows[source] if source < len(answer.rows) else None

    # acting

    def _choose_region(self) -> None:
        self._region = str(self.regions.currentData())
        self.mark_stale()

    def _choose(self, dialog: MappingChoiceDialog, region: str, wanted: WantedChoice) -> None:
        def done(_choices: object) -> None:
            dialog.accept()
            words = mapping75.choice_words(len(wanted.svf))
            self.toast(
                self.tr("{count} från {day}.").format(
                    count=words, day=formats.iso_date(wanted.valid_from)
                ),
                self.window_actions.undo,
            )

        self._tasks.run_write(
            self, mapping75.set_choices, region, wanted.svf, wanted.valid_from, wanted.note
        ).then(done).catch(dialog.refuse)

    def _change_causes(
        self,
        dialog: CauseListDialog,
        function: Callable[..., object],
        arguments: tuple[object, ...],
    ) -> None:
        self._tasks.run_write(self, function, *arguments).catch(dialog.refuse)

    def _forget_dialog(self) -> None:
        self._causes_dialog = None

    def _record(self, counted: CauseCount) -> None:
        answer, row = self._shown(), self._chosen_row()
        if row is None or answer.table.period is None:
            return
        self._tasks.run_write(
            self,
            mapping75.record_causes,
            answer.region,
            row.svf,
            answer.table.period,
            (counted,),
        ).catch(self._refuse)

    def _save(self) -> None:
        answer = self._shown()
        day = answer.table.extract_date
        title = " ".join(
            part
            for part in (
                self.tr("75-procentskartläggning"),
                answer.labels.name("region", answer.region),
                mapping_words.period_words(answer.table),
                formats.iso_date(day) if day else "",
            )
            if part
        )
        folder = self.settings.last_export_dir or str(Path.home())
        name, _kind = QFileDialog.getSaveFileName(
            self,
            self.tr("Spara som Excel"),
            str(Path(folder) / f"{safe_name(title)}.xlsx"),
            self.tr("Excel (*.xlsx)"),
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.casefold() != ".xlsx":
            path = path.with_name(f"{path.name}.xlsx")
        query = MappingQuery((answer.region,), (), answer.table.period)
        said = self.tr("Kartläggningen är sparad: {file}")
        self._tasks.run(self, mapping75.export_mapping, query, path).then(
            lambda saved: self.toast(said.format(file=saved.name))
        ).catch(self._refuse)

    def _refuse(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.toast(messages.sentence(error))

    def _shown(self) -> Answer:
        assert self._answer is not None
        return self._answer

    @staticmethod
    def _first_day(answer: Answer) -> dt.date:
        """Return the first day of the period's year, from which a new choice is proposed."""
        period = answer.table.period
        if period is None or period == ROLLING:
            day = answer.table.extract_date or dt.datetime.now().astimezone().date()
        else:
            day = parse_period(period).last
        return dt.date(day.year, 1, 1)


def _first_long(rows: tuple[MappingRow, ...]) -> int:
    """Return the first row with long waits: the one that there is something to say about."""
    return next((n for n, row in enumerate(rows) if row.over_75_percent_count), 0)
