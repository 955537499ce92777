"""Översikt: where in the loop the user is, how it looks, and what waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from rccdesk import formats
from rccdesk.enums import Topic
from rccdesk.services import overview
from rccdesk.services.overview import Attention, LoopStep, Overview, OverviewQuery, Tile
from rccdesk.ui import messages, theme
from rccdesk.ui.dialogs.provenance_dialog import ProvenanceDialog
from rccdesk.ui.icons import set_icon
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.selection import REGION
from rccdesk.ui.widgets.attention_list import AttentionList
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.figures import SPARK_HEIGHT, PairTile
from rccdesk.ui.widgets.improvement_list import go_to_chart
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.loop_card import LoopCard
from rccdesk.ui.widgets.meeting_card import MeetingCard
from rccdesk.ui.widgets.mission_card import MissionCard
from rccdesk.ui.widgets.page_scroll import WIDE_ROOM, PageScroll, TwoColumns
from rccdesk.ui.widgets.tile import TileButton
from rccdesk.ui.widgets.writing_card import WritingCard

if TYPE_CHECKING:
    from rccdesk.services.improvements import ImprovementRow
    from rccdesk.services.provenance import Provenance

_COLUMNS = 3
# px at 100 % text
_SIDE, _WIDE_SIDE = 336, 420
_PAIR_ROOM, _TILE_ROOM = 560, 232  # the least width of two halves side by side, and of a tile
_PAIR_LINE, _TILE_LINE = 150, 116  # sparklines on a large screen
_ICONS = {  # of the primary button
    "import": "imports",
    "look": "chart",
    "write": "write",
    "decide": "write",
    "report": "packs",
}


class OverviewPage(Page):
    """The loop, the pair, tiles, and what needs attention."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            Topic.LEAD_TIMES,
            Topic.INDICATORS,
            Topic.IMPORTS,
            Topic.PATHWAYS,
            Topic.ANALYSES,
            Topic.PACKS,
            Topic.SETTINGS,
            Topic.ORGANISATION,
            Topic.PLANS,
            Topic.FRAMEWORK,
            Topic.INITIATIVES,
            Topic.MEETINGS,
            Topic.GROUPS,
        }
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        today = formats.long_date(dt.datetime.now().astimezone().date())
        question = self.tr("Vad behöver jag göra nu?")
        self.head.set_title(self.tr("Översikt"), f"{question} · {today}")
        self._import = Button(self.tr("Läs in uttag…"), act=self._open_import, icon="imports")
        self._primary = Button("", "primary", self._go_next, icon="write")
        self._primary.hide()  # until it is known what comes next
        self.head.add_action(self._import)
        self.head.add_action(self._primary)
        self._next: LoopStep | None = None
        self._shown: Overview | None = None
        self._query: OverviewQuery | None = None
        self._figures: tuple[Tile, ...] = ()
        self.build_in_turns(
            self._build_room, self._build_left, self._build_right, self._build_columns
        )

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the source of the first figure."""
        if not self._figures:
            return {}
        return {"source": partial(self._draw_source, self._figures[0])}

    def showEvent(self, event: QShowEvent) -> None:
        """Read again each time: what has been looked at is no topic of the store."""
        self._stale = True
        super().showEvent(event)

    def refresh(self) -> None:
        """Read everything for the selection."""
        store = str(self._tasks.database.path) if self._tasks.database else ""
        query = self._query = OverviewQuery(
            svf=self.selection.svf,
            area=self.selection.area.key,
            regions=(self.selection.area.key,) if self.selection.area.kind == REGION else (),
            period=self.selection.period,
            seen_batch=self.settings.seen_batches.get(store, 0),
        )
        if self._next is None:  # later the page keeps what it shows until the answer comes
            self.show_busy()
        self._tasks.run_latest(self, overview.get_overview, query).then(self._show).catch(
            self.show_error
        )

    def _build_room(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self._loop = LoopCard(self._go_step)
        self._column.addWidget(self._loop)
        self.body.addWidget(PageScroll(inside, self), 1)

    def _build_columns(self) -> None:
        left, right = self._left, self._right
        self._columns = TwoColumns(left, right, narrow=right, width=_SIDE, wide=_WIDE_SIDE)
        self._columns.resized.connect(self._fit)
        self._column.addWidget(self._columns, 1)

    def _build_left(self) -> None:
        left = self._left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._pair = PairTile(show_source=self._show_source)
        column.addWidget(self._pair)
        self._tiles = QGridLayout()
        self._tiles.setSpacing(12)
        self._buttons: list[TileButton] = []
        column.addLayout(self._tiles)
        column.addStretch(1)

    def _build_right(self) -> None:
        side = self._right = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._meeting = MeetingCard(self.navigate)
        column.addWidget(self._meeting)
        self._attention = AttentionList(self._go_attention)
        column.addWidget(self._attention)
        self._mission = MissionCard(self.navigate)
        self._mission.hide()
        column.addWidget(self._mission)
        self._writing = WritingCard(self._go_text, self._go_improvement)
        self._writing.hide()
        column.addWidget(self._writing)
        self._changes = QFrame()
        self._changes.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        inside = QVBoxLayout(self._changes)
        inside.setContentsMargins(14, 8, 14, 10)
        inside.setSpacing(0)
        inside.addWidget(Label(self.tr("Ändrat sedan förra uttaget"), "h3", wraps=True))
        self._change_lines = Label("", "small", "text2", wraps=True)
        inside.addWidget(self._change_lines)
        column.addWidget(self._changes)
        column.addStretch(1)

    def _show(self, shown: Overview) -> None:
        if shown == self._shown and self.shows_content:
            self._count_proposals(shown)
            return  # the page is read each time it is seen, and most often nothing has changed
        self._shown = shown
        anything = (shown.newest_batch, shown.tiles, shown.attention, shown.results, shown.meeting)
        is_empty = not any(anything)
        parts = (
            partial(self._show_step, shown, is_empty=is_empty),
            partial(self._show_figures, shown),
            partial(self._show_side, shown),
        )
        if is_empty:
            for part in parts:
                part()
            self.show_empty(
                "imports",
                self.tr("Inget uttag är inläst"),
                self.tr(
                    "Här ser du var i arbetet du är, hur det går mot målen och vad som väntar på "
                    "dig. Börja med att läsa in ett uttag från Excel eller CSV."
                ),
                self.tr("Läs in uttag…"),
                self._open_import,
            )
        else:
            self.show_in_turns(*parts, self.show_content)

    def _show_step(self, shown: Overview, *, is_empty: bool) -> None:
        self._next = shown.next_step
        self._primary.setText(
            self.tr("Läs in uttag…") if shown.next_step.key == "import" else shown.next_step.title
        )
        set_icon(self._primary, _ICONS[shown.next_step.key], "on_pri", 16, room=5)
        self._import.setVisible(shown.next_step.key != "import")
        self._primary.setVisible(not is_empty)
        self._loop.show_steps(shown.steps)

    def _show_figures(self, shown: Overview) -> None:
        self._pair.setVisible(shown.pair is not None)
        if shown.pair is not None:
            self._pair.show_pair(shown.pair)
        self._fill_tiles(shown)
        self._figures = (*((shown.pair.lead_time,) if shown.pair else ()), *shown.tiles)

    def _show_side(self, shown: Overview) -> None:
        self._meeting.show_meeting(shown.meeting)
        self._count_proposals(shown)
        self._attention.show_items(shown.attention)
        self._mission.show_mission(shown, self.selection.process_label())
        self._writing.show_writing(shown.texts, shown.improvements)
        self._changes.setVisible(bool(shown.changes))
        self._change_lines.setText("\n".join(shown.changes))

    def _count_proposals(self, shown: Overview) -> None:
        """Ask what could be added to the agenda: it depends on the figures too."""
        uuid = shown.meeting.uuid if shown.meeting is not None else ""
        if not uuid:
            return
        today = dt.datetime.now().astimezone().date()
        task = self._tasks.run_latest(self, overview.count_proposals, uuid, today)
        task.then(partial(self._meeting.show_proposals, uuid)).catch(self._fail)

    def _fill_tiles(self, shown: Overview) -> None:
        while len(self._buttons) < len(shown.tiles):
            self._buttons.append(TileButton(self._open_indicator, self._show_source))
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(shown.tiles))
            if number < len(shown.tiles):
                button.show_tile(shown.tiles[number])
        self._fit()

    def theme_changed(self) -> None:
        """Fit pair, tiles and lines to the new text size."""
        self._fit()

    def _fit(self) -> None:
        scale = theme.current().text_scale
        room = self._columns.width() / scale
        wide = room >= WIDE_ROOM
        side = 0 if self._columns.is_stacked else (_WIDE_SIDE if wide else _SIDE) + 16
        left = room - side
        self._pair.set_vertical(vertical=left < _PAIR_ROOM)
        self._pair.set_spark_height(_PAIR_LINE if wide else SPARK_HEIGHT)
        columns = min(_COLUMNS, max(1, int(left // _TILE_ROOM)))
        for number, button in enumerate(self._buttons):
            self._tiles.addWidget(button, number // columns, number % columns)
            button.set_spark_height(_TILE_LINE if wide else SPARK_HEIGHT)
        gaps = (columns - 1) * self._tiles.spacing()
        width = (round(left * scale) - gaps) // columns
        for first in range(0, len(self._buttons), columns):
            beside = self._buttons[first : first + columns]
            height = max(button.title_height(width) for button in beside)
            for button in beside:
                button.set_title_height(height)
        for column in range(_COLUMNS):
            self._tiles.setColumnStretch(column, 1 if column < columns else 0)

    def _go_next(self) -> None:
        if self._next is not None:
            self._go_step(self._next)

    def _go_step(self, step: LoopStep) -> None:
        if step.key == "import":
            self._open_import()
        else:
            self.navigate(step.page, step=step.key)

    def _show_source(self, tile: Tile) -> None:
        self._tasks.run(self, overview.get_source, self._query, tile.key, tile.value_key).then(
            self._open_source
        ).catch(self._fail)

    def _draw_source(self, tile: Tile) -> QDialog:
        """Return the dialog for a picture, for which the window may wait."""
        database, query = self._tasks.database, self._query
        assert database is not None
        assert query is not None
        found = overview.get_source(database, query, tile.key, tile.value_key)
        assert found is not None
        return self._make_source(found)

    def _open_source(self, found: Provenance | None) -> None:
        if found is None:  # it went while it was asked for: the page is being read anew
            return
        self._make_source(found).open()

    def _make_source(self, found: Provenance) -> QDialog:
        return ProvenanceDialog(
            found,
            self.window(),
            show_import=lambda batch_id: self.navigate("imports", batch=batch_id),
        )

    def _fail(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.toast(messages.sentence(error))

    def _go_attention(self, item: Attention) -> None:
        name = {"initiatives": "view", "plan": "only"}.get(item.page, "tab")
        self.navigate(item.page, **({name: item.tab} if item.tab else {}))

    def _go_text(self, topic: str) -> None:
        self.navigate("analysis", topic=topic)

    def _go_improvement(self, row: ImprovementRow) -> None:
        go_to_chart(row, self.selection, self.navigate)

    def _open_indicator(self, key: str) -> None:
        self.navigate("indicators", indicator=key)

    def _open_import(self) -> None:
        self.navigate("imports", open_file=True)
