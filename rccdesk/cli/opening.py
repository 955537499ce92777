"""The store of a command: the one place where the command line opens and closes it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rccdesk import paths
from rccdesk.cli.streams import say
from rccdesk.errors import NotFoundError
from rccdesk.settings import Settings, installation_id

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.opening import Notice


def store_path(options: argparse.Namespace) -> Path:
    """Return the file that the command is about: the chosen one, else the user's own."""
    chosen: Path | None = options.store
    return chosen or paths.default_store()


class OpenStore:
    """The store of a command, closed afterwards.

    ``reading`` opens it beside a program that writes in it. One that was made for the command is
    taken away again where the command was refused or is a trial (``is_trial``).
    """

    def __init__(
        self,
        path: Path,
        *,
        create: bool = False,
        reading: bool = False,
        is_trial: bool = False,
    ) -> None:
        """Remember what to open; `__enter__` opens it."""
        self._path = path
        self._create = create
        self._is_new = create and not self._path.exists()
        self._reading = reading and not self._is_new
        self._is_trial = is_trial
        self._database: Database | None = None

    def __enter__(self) -> Database:
        """Open the store; NotFoundError ``store_not_found`` and StoreError of `Database.open`."""
        from rccdesk.services import opening

        if not self._create and not self._path.exists():
            raise NotFoundError("store_not_found", path=self._path.name)
        settings = Settings.load()
        opened = opening.open_store(
            self._path,
            create=self._create,
            who=settings.history_name,
            installation=installation_id(),
            reading=self._reading,
        )
        self._database = opened.database
        self._say(opened.notices)
        if not self._reading and not self._is_new:
            place = settings.second_place
            self._say(opening.back_up_if_due(self._database, second_place=place))
        return self._database

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Do what is due where the command was done, close the store, remove one made in vain."""
        from rccdesk.services import opening
        from rccdesk.services.database import remove_store

        if self._database is None:
            return
        try:
            if kind is None and not self._reading and not self._is_new:
                place = Settings.load().second_place
                self._say(opening.tend_store(self._database, second_place=place))
        finally:
            self._database.close()
        if self._is_new and (self._is_trial or kind is not None):
            remove_store(self._path)

    @staticmethod
    def _say(notices: tuple[Notice, ...]) -> None:
        for notice in notices:
            say(notice.words, file=sys.stderr)
