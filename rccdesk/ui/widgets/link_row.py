"""A link of the chain as a row: what it leads to, of what kind, and whether it is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import Thing
from rccdesk.services.framework.model import ChainLink
from rccdesk.texts import text
from rccdesk.ui.icons import icon_side, set_icon
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

ICONS = {
    Thing.FIGURE: "chart",
    Thing.MEASURE: "indicators",
    Thing.DOCUMENT: "file",
    Thing.DECISION: "decision",
    Thing.INITIATIVE: "improvement",
    Thing.ACTIVITY: "done",
    Thing.PLAN: "plan",
    Thing.PLAN_ITEM: "plan",
    Thing.FRAMEWORK: "framework",
    Thing.FRAMEWORK_ITEM: "framework",
    Thing.ANALYSIS: "write",
    Thing.IMPROVEMENT: "improvement",
    Thing.PATHWAY: "svf",
    Thing.FACTOR: "factors",
    Thing.PROCESS: "groups",
    Thing.GROUP: "groups",
    Thing.ASSIGNMENT: "assignment",
    Thing.VISIT: "visit",
    Thing.TRAINING: "training",
    Thing.QUESTION: "question",
    Thing.MEETING: "meetings",
    Thing.POINT: "meetings",
    Thing.ACTION: "action",
}

RowAct = tuple[str, Callable[[], object]]
"""The words of a link under the row, and what it does."""


def kind_words(kind: Thing) -> str:
    """Return what a thing of ``kind`` is called."""
    return text(f"links.kind.{kind}")


def link_line(link: ChainLink, kind: Thing, *, gone: str = "") -> str:
    """Return the line under a link's name: kind, day, and what has to be known of it.

    ``gone`` are the words of why it does not count.
    """
    parts = [kind_words(kind)]
    if link.added_on is not None:
        words = QCoreApplication.translate("Links", "tillagt {day}")
        parts.append(words.format(day=formats.iso_date(link.added_on)))
    if link.is_secondary:
        parts.append(text("links.secondary"))
    if gone:
        parts.append(gone)
    if not link.is_confirmed:
        parts.append(text("links.unconfirmed"))
    return " · ".join(parts)


class LinkRow(QWidget):
    """Icon and name, the line under it, and small links for what can be done.

    The links stand under the line, or at the right where the row ``has_room``.
    """

    def __init__(
        self,
        kind: Thing,
        name: str,
        line: str,
        *,
        show: Callable[[], object] | None = None,
        acts: Sequence[RowAct] = (),
        is_doubtful: bool = False,
        has_room: bool = False,
    ) -> None:
        super().__init__()
        self.setAccessibleName(f"{name}. {line}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(10)
        icon = Label()
        icon.setFixedWidth(icon_side(15))
        set_icon(icon, ICONS.get(kind, "link"), "text2", 15)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Label(name, "small", wraps=True))
        kind_of = "caption_strong" if is_doubtful else "caption"
        column.addWidget(Label(line, kind_of, "text2", wraps=True))
        offered = [(QCoreApplication.translate("Links", "Visa"), show)] if show else []
        offered += list(acts)
        if offered:
            links = FlowLayout(gap=12)
            for words, act in offered:
                button = Button(words, "link", act)
                button.setAccessibleName(f"{words}: {name}")
                links.addWidget(button)
            if not has_room:
                column.addLayout(links)
        row.addLayout(column, 1)
        if offered and has_room:
            row.addLayout(links)
