"""One step in detail: what changed from what to what, and the way back."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.focus_order import show_whole
from rccdesk.ui.history.entry_list import sentence_case
from rccdesk.ui.history.moments import moment_words
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.history import (
        ChangedField,
        ChangedThing,
        HistoryEntryDetail,
        HistoryRow,
        TextPart,
    )

_THING, _STEP, _IMPORTS, _ALL = "thing", "step", "imports", "all"
_LEAST_HEIGHT = 170  # px at 100 % text


class DetailPanel(QFrame):
    """``undo`` and ``show_step`` take a step, ``open_thing`` what changed, ``show_all`` nothing."""

    def __init__(
        self,
        undo: Callable[[int], object],
        show_step: Callable[[int], object],
        open_thing: Callable[[ChangedThing], object],
        open_imports: Callable[[], object],
        show_all: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self._detail: HistoryEntryDetail | None = None
        self._undo, self._show_step = undo, show_step
        self._open_thing, self._open_imports, self._show_all = open_thing, open_imports, show_all
        self._can_open: Callable[[ChangedThing], bool] = lambda _thing: True
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        self._title = Label("", "h2", wraps=True)
        self._meta = Label("", "small", "text2", wraps=True)
        column.addWidget(self._title)
        column.addWidget(self._meta)
        column.addWidget(rule("h"))
        self.changes = QTextBrowser()
        self.changes.setAccessibleName(self.tr("Vad som ändrades"))
        self.changes.setFrameShape(QFrame.Shape.NoFrame)
        self.changes.setOpenLinks(False)
        self.changes.setTabChangesFocus(True)
        self.changes.document().setDocumentMargin(0)
        self.changes.anchorClicked.connect(self._follow)
        self.changes.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column.addWidget(self.changes, 1)
        self.undo = Button(self.tr("Ångra den här ändringen"), act=self._press, icon="undo")
        self.undo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._why = Label("", "small", "text2", wraps=True)
        column.addWidget(self._why)
        column.addWidget(self.undo)
        theme.current().changed.connect(self._restyle)
        self._restyle()

    def show_detail(
        self, detail: HistoryEntryDetail, can_open: Callable[[ChangedThing], bool]
    ) -> None:
        """Show one step; ``can_open`` tells which things have a page to be seen on."""
        is_same = self._detail is not None and self._detail.row.entry_id == detail.row.entry_id
        place = self.changes.verticalScrollBar().value() if is_same else 0
        self._detail, self._can_open = detail, can_open
        row = detail.row
        self._title.setText(sentence_case(row.words))
        who = row.who or self.tr("Namn saknas")
        about = ", ".join(text(f"history.topic.{topic}") for topic in row.topics)
        meta = [moment_words(row.at), who, about]
        if row.entry_count > 1:
            meta.append(self.tr("%n ändringar i följd", "", row.entry_count))
        self._meta.setText(" · ".join(part for part in meta if part))
        self._fill()
        self.changes.verticalScrollBar().setValue(place)
        self.undo.setEnabled(detail.can_undo)
        self.undo.setAccessibleDescription(detail.why_not)
        self._why.setText(detail.why_not)
        self._why.setVisible(bool(detail.why_not))

    def show_nothing(self) -> None:
        """Show that no step is chosen."""
        self._detail = None
        self._title.setText(self.tr("Ingen ändring är vald"))
        for label in (self._meta, self._why):
            label.clear()
        self._why.hide()
        self.changes.clear()
        self.undo.setEnabled(False)

    def take_focus(self) -> None:
        """Take the focus where the change is read."""
        self.changes.setFocus(Qt.FocusReason.TabFocusReason)
        show_whole(self)

    def _press(self) -> None:
        if self._detail is not None:
            self._undo(self._detail.row.entry_id)

    def _follow(self, link: QUrl) -> None:
        kind, _, number = link.toString().partition(":")
        if self._detail is None:
            return
        if kind == _THING:
            self._open_thing(self._detail.things[int(number)])
        elif kind == _STEP:
            self._show_step(int(number))
        elif kind == _IMPORTS:
            self._open_imports()
        else:
            self._show_all()

    def _restyle(self) -> None:
        points = theme.font("small").pointSizeF()
        least = round(_LEAST_HEIGHT * theme.current().text_scale)
        self.changes.setStyleSheet(  # the one of the window has sizes for fields to write in
            "QTextBrowser { border: none; padding: 0; background: transparent; "
            f"font-size: {points:.2f}pt; min-height: {least}px; }}"
        )
        self._fill()

    def _fill(self) -> None:
        detail = self._detail
        if detail is None:
            return
        parts = [f"<style>{_style()}</style>"]
        parts += self._say_relations(detail)
        for batch in detail.imports:
            rows = self.tr("{count} rader").format(count=formats.number(batch.rows))
            name = _escape(batch.file_name.replace("_", "_\u200b"))
            kind = self.tr("Import")
            parts.append(
                f"<p><b>{_escape(kind)}: </b>{_link(_IMPORTS, 0, name)}<br>"
                f"{_escape(rows)} · {_escape(batch.state_words)}</p>"
            )
        if detail.rewritten_count:
            said = self.tr("%n uppgifter i historiken", "", detail.rewritten_count)
            parts.append(f"<p>{_escape(said)}</p>")
        parts += [self._say_thing(number, thing) for number, thing in enumerate(detail.things)]
        left = detail.thing_count - len(detail.things)
        if left > 0:
            words = self.tr("Visa %n till", "", left)
            parts.append(f"<p>{_link(_ALL, 0, _escape(words))}</p>")
        self.changes.setHtml("".join(parts))

    def _say_relations(self, detail: HistoryEntryDetail) -> list[str]:
        """Return which step this one undid, and which one undid this."""
        parts = []
        if detail.target is not None:
            parts.append(_paragraph(self.tr("Gäller ändringen"), detail.target))
        if detail.undone_by is not None:
            parts.append(_paragraph(self.tr("Ångrad"), detail.undone_by))
        return parts

    def _say_thing(self, number: int, thing: ChangedThing) -> str:
        name = _escape(thing.name)
        if self._can_open(thing):
            name = _link(_THING, number, name)
        kind = "" if thing.kind == "changed" else f" · {_escape(thing.kind_words)}"
        head = f"<p class='thing'><b>{_escape(thing.title)}: {name}</b>{kind}</p>"
        if not thing.fields:
            return head
        heads = [self.tr("Uppgift")]
        heads += [self.tr("Före")] if thing.kind != "added" else []
        heads += [self.tr("Efter")] if thing.kind != "removed" else []
        widths = (30, 35, 35) if len(heads) == 3 else (30, 70)
        cells = "".join(
            f"<th width='{width}%' align='left'>{_escape(words)}</th>"
            for words, width in zip(heads, widths, strict=True)
        )
        rows = "".join(_say_field(field, thing.kind) for field in thing.fields)
        table = "<table width='100%' cellspacing='0' cellpadding='5'>"
        return f"{head}{table}<tr>{cells}</tr>{rows}</table>"


def _say_field(field: ChangedField, kind: str) -> str:
    cells = [_escape(field.label)]
    if kind != "added":
        cells.append(_marked(field.old_parts, "s") or _escape(field.old))
    if kind != "removed":
        cells.append(_marked(field.new_parts, "u") or _escape(field.new))
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _marked(parts: Sequence[TextPart], tag: str) -> str:
    """Return a long text with what differs struck or underlined, and bold."""
    return "".join(
        f"<{tag}><b>{_escape(part.words)}</b></{tag}>" if part.is_different else _escape(part.words)
        for part in parts
    )


def _paragraph(label: str, row: HistoryRow) -> str:
    words = _link(_STEP, row.entry_id, _escape(sentence_case(row.words)))
    return f"<p><b>{_escape(label)}:</b> {words} · {_escape(moment_words(row.at))}</p>"


def _link(kind: str, number: int, words: str) -> str:
    return f"<a href='{kind}:{number}'>{words}</a>"


def _escape(words: str) -> str:
    return html.escape(words).replace("\n", "<br>")


def _style() -> str:
    now = theme.current()
    return (
        f"p, td, th {{ color: {now.hex('text')}; }} p {{ margin: 0 0 8px 0; }}"
        f"p.thing {{ margin: 8px 0 6px 0; }}"
        f"th {{ background-color: {now.hex('surface2')}; color: {now.hex('text2')};"
        f" font-weight: 600; border-bottom: 1px solid {now.hex('line2')}; }}"
        f"td {{ border-bottom: 1px solid {now.hex('line')}; vertical-align: top; }}"
        f"a {{ color: {now.hex('pri')}; text-decoration: underline; }}"
    )
