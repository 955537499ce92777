"""What to show of the history: what it is about, who, between which days, with which words."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from rccdesk.enums import Topic
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.choice_button import ChoiceButton
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

_PAUSE_MS = 250
_DAY_WIDTH, _SEARCH_WIDTH = 124, 236  # px at 100 % text
_TOPICS = tuple(topic for topic in Topic if topic is not Topic.HISTORY)


class HistoryFilters(QWidget):
    """Emits ``changed`` when the user has chosen something else."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._topic: Topic | None = None
        self._who: str | None = None
        self._names: tuple[str, ...] = ()
        self._last: dict[str, object] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = FlowLayout(gap=8)
        column.addLayout(row)
        self.what = ChoiceButton(self.tr("Vad"))
        self.who = ChoiceButton(self.tr("Vem"))
        self.first_day = self._day_field(self.tr("Från"), self.tr("Från och med dag"))
        self.last_day = self._day_field(self.tr("Till"), self.tr("Till och med dag"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Sök i historiken"))
        self.search.setAccessibleName(self.tr("Sök i historiken"))
        self.reset = Button(self.tr("Återställ filtren"), "link", self.clear)
        for widget in (self.what, self.who):
            row.addWidget(widget)
        for field in (self.first_day, self.last_day):
            row.addWidget(_labelled(field))
        row.addWidget(self.search)
        self._reset_place = QWidget()  # as high as the fields, so that the link stands level
        place = QHBoxLayout(self._reset_place)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self.reset)
        row.addWidget(self._reset_place)
        self._problem = Label("", "small", "bad_text", wraps=True)
        self._problem.hide()
        column.addWidget(self._problem)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._tell)
        self.search.textChanged.connect(lambda _words: self._timer.start())
        theme.current().changed.connect(self._fit)
        self._fit()
        self._fill()

    @property
    def wanted(self) -> dict[str, object]:
        """What the services of the history are asked for; nothing where all is shown."""
        chosen: dict[str, object] = {}
        if self._topic is not None:
            chosen["topics"] = (self._topic,)
        if self._who is not None:
            chosen["who"] = self._who
        for key, field in (("first_day", self.first_day), ("last_day", self.last_day)):
            day = _read_day(field.text())
            if day is not None:
                chosen[key] = day
        if self.search.text().strip():
            chosen["search"] = self.search.text().strip()
        return chosen

    def show_names(self, names: tuple[str, ...]) -> None:
        """Offer whose changes there are."""
        if names != self._names:
            self._names = names
            self._fill()

    def clear(self) -> None:
        """Show everything again."""
        self._topic = self._who = None
        for field in (self.first_day, self.last_day, self.search):
            field.clear()
        self._fill()
        self._tell()
        self.search.setFocus()

    def _day_field(self, label: str, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText("2026-11-20")
        field.setAccessibleName(name)
        field.setProperty("label", label)
        field.editingFinished.connect(self._tell)
        return field

    def _fit(self) -> None:
        scale = theme.current().text_scale
        for field in (self.first_day, self.last_day):
            field.setFixedWidth(round(_DAY_WIDTH * scale))
        self.search.setFixedWidth(round(_SEARCH_WIDTH * scale))
        self._reset_place.setMinimumHeight(theme.current().size("control"))

    def _fill(self) -> None:
        every = self.tr("Allt")
        self.what.fill(
            (
                ((every, self._topic is None, partial(self._choose_topic, None)),),
                tuple(
                    (_topic_words(topic), topic is self._topic,
                     partial(self._choose_topic, topic))
                    for topic in _TOPICS
                ),
            )
        )  # fmt: skip
        self.what.set_value(_topic_words(self._topic) if self._topic else every)
        all_people = self.tr("Alla")
        self.who.fill(
            (
                ((all_people, self._who is None, partial(self._choose_who, None)),),
                tuple(
                    (self._name(who), who == self._who, partial(self._choose_who, who))
                    for who in self._names
                ),
            )
        )
        self.who.set_value(all_people if self._who is None else self._name(self._who))
        self.reset.setVisible(bool(self.wanted))

    def _name(self, who: str) -> str:
        return who or self.tr("Namn saknas")

    def _choose_topic(self, topic: Topic | None) -> None:
        self._topic = topic
        self._fill()
        self._tell()

    def _choose_who(self, who: str | None) -> None:
        self._who = who
        self._fill()
        self._tell()

    def _tell(self) -> None:
        self._timer.stop()
        fields = (self.first_day, self.last_day)
        wrong = [f for f in fields if f.text().strip() and _read_day(f.text()) is None]
        for field in fields:
            field.setProperty("invalid", field in wrong)
            theme.repolish(field)
        first, last = (_read_day(field.text()) for field in fields)
        if wrong:
            self._problem.setText(self.tr("Skriv dagen som 2026-11-20, eller lämna fältet tomt."))
        elif first and last and first > last:
            self._problem.setText(self.tr("Den första dagen ligger efter den sista."))
        else:
            self._problem.clear()
        self._problem.setVisible(bool(self._problem.text()))
        self.reset.setVisible(bool(self.wanted or wrong))
        if self.wanted != self._last:
            self._last = self.wanted
            self.changed.emit()


def _topic_words(topic: Topic) -> str:
    return text(f"history.topic.{topic}")


def _labelled(field: QLineEdit) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    label = Label(str(field.property("label")), "caption", "text2")
    label.setBuddy(field)
    row.addWidget(label)
    row.addWidget(field)
    return holder


def _read_day(words: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(words.strip())
    except ValueError:
        return None
