"""Processgrupper: who leads the processes, which seats are vacant, how patients take part."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rccdesk.enums import Topic
from rccdesk.services import organisation
from rccdesk.ui.group_words import capital
from rccdesk.ui.pages.page import Context, Page

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from rccdesk.services.database import Database

TABS = ("processes", "groups", "assignments", "participation", "visits")


class GroupsPage(Page):
    """The groups of the RCC in the RCC's own word for them."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.GROUPS, Topic.ORGANISATION})
    uses_selection: ClassVar[bool] = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.head.set_title(self.tr("Processgrupper"))

    def refresh(self) -> None:
        """Read the word of the RCC."""
        self._tasks.run_latest(self, _read).then(self._show).catch(self.show_error)

    def _show(self, word: str) -> None:
        self.head.set_title(capital(word))
        self.show_empty(
            "groups",
            self.tr("Här samlas processer, grupper och uppdrag"),
            self.tr(
                "När en process, en grupp eller ett uppdrag är tillagt syns det här vilka platser "
                "som är vakanta och hur patienter och närstående medverkar."
            ),
        )


def _read(database: Database) -> str:
    return organisation.get_terms(database)["process_group"].plural
