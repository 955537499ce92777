"""Skriv analys: the texts of a process, area and period beside their figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from rccdesk.enums import Topic
from rccdesk.services import analyses, overview
from rccdesk.services.analyses import AnalysisText
from rccdesk.services.overview import OverviewQuery, Pair
from rccdesk.ui import messages, theme
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.selection import REGION
from rccdesk.ui.widgets.buttons import Button, Segment
from rccdesk.ui.widgets.figures import SPARK_HEIGHT, PairTile
from rccdesk.ui.widgets.labels import Label, set_role
from rccdesk.ui.widgets.page_scroll import WIDE_ROOM, PageScroll, TwoColumns

_SAVE_AFTER_MS = 1500
# px at 100 % text
_LEFT_WIDTH, _WIDE_LEFT = 436, 640
_MEASURE = 760  # so that a line has about 75 characters to 100
_WIDE_LINE = 116
_LEAST_LINES = 3
_DRAFT, _DONE = "draft", "done"


class AnalysisPage(Page):
    """Three fields that save by themselves, beside the figures they speak of."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.ANALYSES, Topic.LEAD_TIMES})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._saved = AnalysisText((), "", "")
        self._wanted_field = "finding"
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER_MS)
        self._timer.timeout.connect(self._save)
        self._state = Segment(((_DRAFT, self.tr("Utkast")), (_DONE, self.tr("Klar"))))
        self._state.chosen.connect(lambda _key: self._save())
        self._finish = Button(
            self.tr("Markera texten som klar"), "primary", self._mark_done, icon="done"
        )
        self.head.add_action(self._state)
        self.head.add_action(self._finish)
        figures = self._figures()
        self._columns = TwoColumns(
            figures, self._texts(), narrow=figures, width=_LEFT_WIDTH, wide=_WIDE_LEFT
        )
        self.body.addWidget(PageScroll(self._columns, self), 1)
        self._columns.resized.connect(self._fit_fields)
        self._fit_fields()

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Put the cursor in the field of the step that the user came from."""
        self._wanted_field = "actions" if arguments.get("step") == "decide" else "finding"
        if self.isVisible():
            self._fields[self._wanted_field].setFocus()

    def refresh(self) -> None:
        """Read the texts and the figures of the selection."""
        if self._timer.isActive():
            self._save()
        area = self.selection.area
        place = " · ".join(
            part
            for part in (
                self.selection.process_label() or self.tr("Alla vårdförlopp"),
                self.selection.area_label() or self.tr("Alla i uttaget"),
                self.selection.period_label(),
            )
            if part
        )
        self.head.set_title(self.tr("Skriv analys"), place)
        has_period = bool(self.selection.period)
        self._state.setVisible(has_period)
        self._finish.setVisible(has_period)
        if not has_period:
            self.show_empty(
                "write",
                self.tr("Inget att skriva om ännu"),
                self.tr("Läs in ett uttag först. Sedan skriver du här vad siffrorna visar."),
                self.tr("Läs in uttag…"),
                lambda: self.navigate("imports", open_file=True),
            )
            return
        key = (self.selection.svf, area.key, self.selection.period)
        self._tasks.run(self, analyses.get_analysis, *key).then(self._show).catch(self.show_error)
        query = OverviewQuery(
            svf=self.selection.svf,
            area=area.key,
            regions=(area.key,) if area.kind == REGION else (),
            period=self.selection.period,
        )
        self._tasks.run(self, overview.get_pair, query).then(self._show_pair).catch(self.show_error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save when a field is left."""
        if event.type() == QEvent.Type.FocusOut and self._timer.isActive():
            self._save()
        return super().eventFilter(watched, event)

    def _figures(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(self.tr("Siffrorna texten handlar om"), "h2"))
        self._pair = PairTile(vertical=True)
        self._pair.hide()
        column.addWidget(self._pair)
        self._no_pair = Label(
            self.tr("Inga ledtider i urvalet. Välj en annan process eller period."),
            "small",
            "text2",
            wraps=True,
        )
        self._no_pair.hide()
        column.addWidget(self._no_pair)
        show = Button(
            self.tr("Se utfallet"), "flat", lambda: self.navigate("lead_times"), icon="chart"
        )
        column.addWidget(show)
        column.addStretch(1)
        return holder

    def _texts(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        card = self._card = QFrame()
        row.addWidget(card, 1)
        row.addStretch(0)
        card.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        optional = self.tr("(valfritt)")
        self._fields = {
            "finding": self._field(column, self.tr("Vad visar siffrorna?"), "", 3),
            "explanation": self._field(column, self.tr("Vad kan ligga bakom?"), optional, 2),
        }
        note = self.tr("Samvariation, inte bevisad orsak.")
        column.addWidget(Label(note, "caption", "text2"))
        column.addSpacing(6)
        self._fields["actions"] = self._field(column, self.tr("Vad vill vi göra?"), optional, 2)
        self._message = Label("", "small", "text2", wraps=True)
        column.addWidget(self._message)
        foot = self.tr("Följer med till Underlag för samma process, område och period.")
        column.addWidget(Label(foot, "caption", "text3", wraps=True))
        return holder

    def _field(self, column: QVBoxLayout, words: str, note: str, stretch: int) -> QPlainTextEdit:
        row = QHBoxLayout()
        label = Label(words, "h3")
        row.addWidget(label)
        row.addWidget(Label(note, "small", "text2"), 1)
        column.addLayout(row)
        edit = QPlainTextEdit()
        edit.setTabChangesFocus(True)
        edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        edit.setAccessibleName(f"{words} {note}".strip())
        edit.textChanged.connect(self._on_typed)
        edit.installEventFilter(self)
        label.setBuddy(edit)
        column.addWidget(edit, stretch)
        column.addSpacing(6)
        return edit

    def theme_changed(self) -> None:
        """Give the fields room for the new text size."""
        self._fit_fields()

    def _fit_fields(self) -> None:
        for edit in self._fields.values():
            edit.setMinimumHeight(_LEAST_LINES * theme.current().line("body") + 16)
        scale = theme.current().text_scale
        self._card.setMaximumWidth(round(_MEASURE * scale))
        is_wide = self._columns.width() / scale >= WIDE_ROOM
        self._pair.set_spark_height(_WIDE_LINE if is_wide else SPARK_HEIGHT)

    def _on_typed(self) -> None:
        if self._written() != self._saved:
            self._timer.start()

    def _written(self) -> AnalysisText:
        return replace(
            self._saved,
            finding=self._fields["finding"].toPlainText(),
            explanation=self._fields["explanation"].toPlainText(),
            actions=self._fields["actions"].toPlainText(),
            is_done=self._state.current == _DONE,
        )

    def _show(self, found: AnalysisText) -> None:
        typed_meanwhile = self._timer.isActive() and (
            (found.svf, found.area, found.period)
            == (self._saved.svf, self._saved.area, self._saved.period)
        )
        self._saved = found
        if not typed_meanwhile:
            for name, edit in self._fields.items():
                if edit.toPlainText() != getattr(found, name):
                    edit.blockSignals(True)  # noqa: FBT003 - Qt's own order
                    edit.setPlainText(getattr(found, name))
                    edit.blockSignals(False)  # noqa: FBT003 - Qt's own order
        self._state.set_current(_DONE if found.is_done else _DRAFT)
        self._finish.setEnabled(not found.is_done)
        self.show_content()
        if not any(edit.hasFocus() for edit in self._fields.values()):
            self._fields[self._wanted_field].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_pair(self, pair: Pair | None) -> None:
        self._pair.setVisible(pair is not None)
        self._no_pair.setVisible(pair is None)
        if pair is not None:
            self._pair.show_pair(pair)

    def _mark_done(self) -> None:
        self._state.set_current(_DONE)
        self._save()

    def _save(self) -> None:
        self._timer.stop()
        written = self._written()
        if written == self._saved or not written.period:
            return
        self._message.setText("")
        task = self._tasks.run_write(self, analyses.update_analysis, written)
        task.then(self._saved_now).catch(self._not_saved)

    def _saved_now(self, saved: AnalysisText) -> None:
        same = (saved.svf, saved.area, saved.period) == (
            self._saved.svf,
            self._saved.area,
            self._saved.period,
        )
        if same:
            self._saved = saved
            self._finish.setEnabled(not saved.is_done)

    def _not_saved(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            set_role(self._message, "bad_text")
            self._message.setText(messages.sentence(error))
