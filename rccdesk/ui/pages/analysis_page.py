"""Skriv analys: the texts of a process, area and period beside the figures they speak of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from rccdesk.enums import Topic
from rccdesk.services import analyses
from rccdesk.services.analyses import (
    AnalysisKey,
    AnalysisSheet,
    AnalysisText,
    FrozenFigure,
    WritingState,
)
from rccdesk.services.improvements import FigureOrigin, ImprovementRow
from rccdesk.texts import text
from rccdesk.ui import messages, theme
from rccdesk.ui.dialogs.improvement_dialog import ImprovementDialog
from rccdesk.ui.pages.analysis.earlier_texts import PreviousText, Versions
from rccdesk.ui.pages.analysis.figures_column import FiguresColumn
from rccdesk.ui.pages.analysis.menu_link import MenuLink
from rccdesk.ui.pages.analysis.saving import SavingPage
from rccdesk.ui.pages.analysis.texts_card import DONE, DRAFT, CardActs, TextsCard
from rccdesk.ui.pages.analysis.topics_bar import TopicsBar
from rccdesk.ui.pages.page import Context
from rccdesk.ui.selection import REGION
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.improvement_list import go_to_chart
from rccdesk.ui.widgets.page_scroll import WIDE_ROOM, PageScroll, TwoColumns

# px at 100 % text
_LEFT_WIDTH, _WIDE_LEFT = 436, 640
_MEASURE = 760  # so that a line has about 75 characters to 100


class AnalysisPage(SavingPage):
    """Three fields that save by themselves, beside the figures they speak of.

    ``topic`` chooses what is written about; ``figure`` is a `FigureOrigin` that is frozen and
    written about at once.
    """

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.ANALYSES, Topic.LEAD_TIMES, Topic.INDICATORS}
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._context = context
        self._topic = ""
        self._wanted_field = "finding"
        self._sheet: AnalysisSheet | None = None
        self.head.set_trail(self.tr("Översikt / Skriv analys"))
        self._finish = Button(
            self.tr("Markera texten som klar"), "primary", self._mark_done, icon="done"
        )
        self._more_topics = MenuLink(self.tr("Lägg till mått…"))
        self.head.add_action(self._more_topics)
        self.head.add_action(self._finish)
        self.build_in_turns(
            self._build_room, self._build_texts, self._build_columns, self._fit_fields
        )

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Take the topic, the figure, and the field of the step that the user came from."""
        self._wanted_field = "actions" if arguments.get("step") == "decide" else "finding"
        figure, topic = arguments.get("figure"), arguments.get("topic")
        if isinstance(figure, FigureOrigin):
            self._choose_topic(figure.topic)
            self._add_figure(figure)
        elif isinstance(topic, str):
            self._choose_topic(topic)
        if self.isVisible():
            self._fields[self._wanted_field].setFocus()

    def refresh(self) -> None:
        """Read the texts and what lies around them."""
        self._save()
        has_period = bool(self.selection.period)
        self._finish.setVisible(has_period)
        self._more_topics.setVisible(has_period)
        self._show_head(None)
        if not has_period:
            self.show_empty(
                "write",
                self.tr("Inget att skriva om ännu"),
                self.tr("Läs in ett uttag först. Sedan skriver du här vad siffrorna visar."),
                self.tr("Läs in uttag…"),
                lambda: self.navigate("imports", open_file=True),
            )
            return
        key = self._key()
        show = partial(self._show, key, self._writes)
        self._tasks.run(self, analyses.get_analysis, key.svf, key.area, key.period, key.topic).then(
            show
        ).catch(self.show_error)
        area = self.selection.area
        regions = (area.key,) if area.kind == REGION else ()
        self._tasks.run_latest(self, analyses.get_sheet, key, regions).then(
            partial(self._show_sheet, key)
        ).catch(self.show_error)

    def theme_changed(self) -> None:
        """Give the fields room for the new text size."""
        self._fit_fields()

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs that the analysis has something for."""
        found: dict[str, Callable[[], QDialog]] = {}
        if self._sheet is not None and self._sheet.versions:
            found["versions"] = self._make_versions
        if self._sheet is not None and self._sheet.origin is not None:
            found["improvement"] = partial(
                ImprovementDialog, self._context, self._sheet.origin, self.window()
            )
        return found

    def _key(self) -> AnalysisKey:
        chosen = self.selection
        return AnalysisKey(chosen.svf, chosen.area.key, chosen.period, self._topic)

    def _build_room(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._bar = TopicsBar(self._choose_topic)
        self._column.addWidget(self._bar)
        self.body.addWidget(PageScroll(inside, self), 1)
        self._figures = FiguresColumn(self._add_figure, self._remove_figure, self._tasks)
        self._figures.said.connect(self.toast)

    def _build_columns(self) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._card, 1, Qt.AlignmentFlag.AlignTop)
        row.addStretch(0)
        self._columns = TwoColumns(
            self._figures,
            holder,
            narrow=self._figures,
            width=_LEFT_WIDTH,
            wide=_WIDE_LEFT,
            second_on_top=True,  # one comes here to write
        )
        self._columns.resized.connect(self._fit_fields)
        self._column.addWidget(self._columns, 1)

    def _build_texts(self) -> None:
        acts = CardActs(
            improve=self._open_improvement,
            show_previous=self._open_previous,
            show_versions=self._open_versions,
            go_to_chart=self._go_to_chart,
            change=self._change_improvement,
            delete=self._delete,
        )
        card = self._card = TextsCard(self._message, acts)
        self._fields, self._state, self._trash = card.fields, card.state, card.trash
        self._state.chosen.connect(lambda _key: self._save())
        for edit in self._fields.values():
            edit.textChanged.connect(self._on_typed)
            edit.installEventFilter(self)

    def _fit_fields(self) -> None:
        scale = theme.current().text_scale
        self._card.fit(is_wide=self._columns.width() / scale >= WIDE_ROOM)
        self._card.setMaximumWidth(round(_MEASURE * scale))
        self._figures.fit()

    # ------------------------------------------------------------------------------- showing

    def _show_head(self, sheet: AnalysisSheet | None) -> None:
        period = self.selection.period_label()
        parts = (
            self.selection.process_label() or self.tr("Alla vårdförlopp"),
            self.selection.area_label() or self.tr("Alla i uttaget"),
            period[:1].lower() + period[1:],
        )
        line = ", ".join(part for part in parts if part)
        if sheet is not None:
            done = sum(row.state is WritingState.DONE for row in sheet.topics)
            words = self.tr("{done} av {count} texter klara.")
            line = f"{line}. {words.format(done=done, count=len(sheet.topics))}"
        self.head.set_title(self.tr("Skriv analys"), line)

    def _show(self, asked: AnalysisKey, writes: int, found: AnalysisText) -> None:
        """Show what was read, and never less than what has been typed in its place."""
        if asked != self._key():
            return  # another one has been chosen meanwhile
        is_same = found.key == self._saved.key
        if not is_same:
            self._save()  # typed while the other text was read
        elif writes != self._writes:
            return  # read before the last save, which makes the page read again
        is_typed = is_same and self._written() != self._saved
        shown = self._refused.get(found.key) or (self._written() if is_typed else found)
        self._saved = found
        self._say("")
        if found.key in self._refused:
            self._say(text("errors.personal_identifier_typed"))
        for name, edit in self._fields.items():
            if edit.toPlainText() != getattr(shown, name):
                self._fill(edit, getattr(shown, name), keeps_place=is_same)
        self._state.set_current(DONE if shown.is_done else DRAFT)
        self._show_access()
        self.show_content()
        if not any(edit.hasFocus() for edit in self._fields.values()) and not is_same:
            self._fields[self._wanted_field].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_sheet(self, asked: AnalysisKey, sheet: AnalysisSheet) -> None:
        if asked != self._key():
            return
        self._sheet = sheet
        can_write = not self._is_reading()
        self._origin = None if sheet.figures else sheet.origin
        self._show_head(sheet)
        self._bar.show_topics(sheet.topics, self._topic)
        others = sheet.other_topics if can_write else ()
        self._more_topics.offer([(title, partial(self._start_topic, key)) for key, title in others])
        self._more_topics.setVisible(bool(others))
        self._figures.show_sheet(sheet, can_write=can_write)
        can_improve = self._figure_to_improve() is not None
        self._card.show_sheet(sheet, can_write=can_write, can_improve=can_improve)

    def _fill(self, edit: QPlainTextEdit, words: str, *, keeps_place: bool) -> None:
        place = edit.textCursor().position() if keeps_place else 0
        with QSignalBlocker(edit):
            edit.setPlainText(words)
        cursor = edit.textCursor()
        cursor.setPosition(min(place, edit.document().characterCount() - 1))
        edit.setTextCursor(cursor)

    def _is_reading(self) -> bool:
        database = self._tasks.database
        return database is not None and database.is_reading

    def _show_access(self) -> None:
        """Let the texts be changed, or say why not."""
        is_reading = self._is_reading()
        for edit in self._fields.values():
            edit.setReadOnly(is_reading)
        self._state.setEnabled(not is_reading)
        is_done = self._state.current == DONE
        self._finish.setEnabled(not is_reading and not is_done)
        self._finish.setVisible(not is_done and bool(self.selection.period))
        has_something = bool(self._saved.uuid) or not self._saved.is_empty
        self._trash.setEnabled(not is_reading and has_something)
        if is_reading:
            self._say(self.tr("Filen är öppen bara för läsning. Texten kan inte ändras."), "text2")

    # --------------------------------------------------------------------------------- acting

    def _written(self) -> AnalysisText:
        return replace(
            self._saved,
            finding=self._fields["finding"].toPlainText(),
            explanation=self._fields["explanation"].toPlainText(),
            actions=self._fields["actions"].toPlainText(),
            is_done=self._state.current == DONE,
        )

    def _on_typed(self) -> None:
        if self._saved.is_done and self._state.current == DONE:
            texts = replace(self._written(), is_done=True)
            if texts != self._saved:  # what is done is exactly what was read when it was marked
                self._state.set_current(DRAFT)
                self._show_access()
        super()._on_typed()

    def _choose_topic(self, topic: str) -> None:
        if topic == self._topic:
            return
        self._save()
        self._topic = topic
        self._origin = None
        self.mark_stale()

    def _start_topic(self, topic: str) -> None:
        self._choose_topic(topic)
        self._tasks.run_write(self, analyses.start_analysis, self._key()).catch(self._fail)

    def _add_figure(self, origin: FigureOrigin) -> None:
        if not self.selection.period:
            return
        self._save()
        task = self._tasks.run_write(self, analyses.add_figure, self._key(), origin)
        task.then(self._figure_added).catch(self._fail)

    def _figure_added(self, figure: FrozenFigure) -> None:
        words = self.tr("Siffran är fryst och ligger bredvid texten som [{number}]")
        self.toast(words.format(number=figure.number), self.window_actions.undo)
        self.mark_stale()
        self._fields[self._wanted_field].setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove_figure(self, uuid: str) -> None:
        task = self._tasks.run_write(self, analyses.remove_figure, uuid)
        task.then(
            lambda _done: self.toast(
                self.tr("Siffran är borttagen ur analysen"), self.window_actions.undo
            )
        ).catch(self._fail)

    def _fail(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.toast(messages.sentence(error))

    def _mark_done(self) -> None:
        self._state.set_current(DONE)
        self._show_access()
        self._save()

    def _delete(self) -> None:
        self._save()  # the trash holds what was typed last
        key = self._saved.key
        self._refused.pop(key, None)
        task = self._tasks.run_write(
            self, analyses.delete_analysis, key.svf, key.area, key.period, key.topic
        )
        task.then(
            lambda _done: self.toast(
                self.tr("Analysen är flyttad till Papperskorgen"), self.window_actions.undo
            )
        ).catch(self._fail)

    def _figure_to_improve(self) -> FigureOrigin | None:
        """Return the figure that an area to improve would be about."""
        if self._sheet is None:
            return None
        keys = [each.value_key for each in self._sheet.figures]
        return next(
            (each for each in self._sheet.candidates if each.value_key in keys), self._sheet.origin
        )

    def _open_improvement(self) -> None:
        origin = self._figure_to_improve()
        if origin is not None:
            self._save()
            uuid = self._saved.uuid or None
            ImprovementDialog(self._context, origin, self.window(), analysis_uuid=uuid).open()

    def _change_improvement(self, row: ImprovementRow) -> None:
        ImprovementDialog(self._context, None, self.window(), row=row).open()

    def _go_to_chart(self, row: ImprovementRow) -> None:
        go_to_chart(row, self.selection, self.navigate)

    def _open_previous(self) -> None:
        if self._sheet is not None and self._sheet.previous is not None:
            PreviousText(self._sheet.previous, self._card.heading, self.window()).open()

    def _open_versions(self) -> None:
        self._save()
        if self._sheet is not None and self._sheet.versions:
            self._make_versions().open()

    def _make_versions(self) -> Versions:
        assert self._sheet is not None
        restore = None if self._is_reading() else self._restore
        return Versions(self._sheet.versions, restore, self.window())

    def _restore(self, uuid: str) -> None:
        self._save()
        task = self._tasks.run_write(self, analyses.restore_version, self._saved.key, uuid)
        task.then(self._restored).catch(self._fail)

    def _restored(self, _text: AnalysisText) -> None:
        self.toast(self.tr("Versionen är återställd som utkast"), self.window_actions.undo)
        self.mark_stale()
