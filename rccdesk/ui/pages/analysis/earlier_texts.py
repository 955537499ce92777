"""Texts written before: the versions of an analysis, or the analysis of an earlier period."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.periods import parse_period
from rccdesk.services.analyses import TEXT_FIELDS, AnalysisText, AnalysisVersion
from rccdesk.texts import text
from rccdesk.ui.dialogs.scrolled import fill_dialog, find_room
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

_WIDTH = 640  # px at 100 % text


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A text under its heading: pairs of a question and what was written.

    ``button`` are the words of what can be done with it, "" for nothing; ``key`` is given back.
    """

    heading: str
    parts: tuple[tuple[str, str], ...]
    button: str = ""
    key: str = ""


class EarlierTexts(QDialog):
    """Shows texts to be read; ``act`` is called with the key of the one whose button is pressed."""

    def __init__(
        self, act: Callable[[str], object] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._act = act
        self.leave = Button(self.tr("Stäng"), "secondary", self.reject)

    def show_texts(self, title: str, texts: Sequence[EarlierText]) -> None:
        """Fill the dialog, once."""
        self.setWindowTitle(title)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(10)
        column.addWidget(Label(title, "h2", wraps=True))
        for each in texts:
            column.addWidget(self._card(each))
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(24, 12, 24, 16)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        fill_dialog(self, inside, buttons)
        room = find_room(self, _WIDTH)
        self.setFixedWidth(room.width())
        wanted = column.heightForWidth(room.width() - 2) + buttons.sizeHint().height() + 8
        self.resize(room.width(), min(wanted, room.height()))
        self.leave.setFocus()

    def _card(self, shown: EarlierText) -> QFrame:
        card = QFrame()
        card.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(Label(shown.heading, "h3", wraps=True), 1)
        if shown.button:
            button = Button(shown.button, "secondary", partial(self._take, shown.key), small=True)
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for question, words in shown.parts:
            if not words.strip():
                continue
            column.addSpacing(4)
            column.addWidget(Label(question, "small_strong", "text2", wraps=True))
            answer = Label(words.strip(), "body", wraps=True)
            answer.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            column.addWidget(answer)
        return card

    def _take(self, key: str) -> None:
        self.accept()
        if self._act is not None:
            self._act(key)


class Versions(EarlierTexts):
    """The versions of an analysis; ``restore`` is called with the uuid of one, None: only read."""

    def __init__(
        self,
        versions: Sequence[AnalysisVersion],
        restore: Callable[[str], object] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(restore, parent)
        shown = []
        for version in versions:
            heading = self.tr("Version {number} · {date}").format(
                number=version.number, date=formats.iso_date(version.saved_on)
            )
            who = f" · {version.author}" if version.author else ""
            words = self.tr("Återställ version {number}").format(number=version.number)
            button = words if restore is not None else ""
            shown.append(EarlierText(heading + who, _parts(version), button, version.uuid))
        self.show_texts(self.tr("Versioner"), shown)


class PreviousText(EarlierTexts):
    """The analysis of an earlier period about the same."""

    def __init__(self, written: AnalysisText, topic: str, parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        when = parse_period(written.period).label()
        title = self.tr("Analysen för {period}").format(period=when)
        self.show_texts(title, (EarlierText(topic, _parts(written)),))


def _parts(shown: AnalysisText | AnalysisVersion) -> tuple[tuple[str, str], ...]:
    return tuple((text(f"packs.analysis.{name}"), getattr(shown, name)) for name in TEXT_FIELDS)
