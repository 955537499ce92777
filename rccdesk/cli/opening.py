"""The store of a command: the one place where the command line opens and closes it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rccdesk import paths
from rccdesk.errors import NotFoundError
from rccdesk.settings import Settings, installation_id

if TYPE_CHECKING:
    from rccdesk.services.database import Database


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
        from rccdesk.services.database import Database

        if not self._create and not self._path.exists():
            raise NotFoundError("store_not_found", path=self._path.name)
        if self._reading:
            self._database = Database.open(self._path, reading=True)
        else:
            who = Settings.load().history_name
            self._database = Database.open(
                self._path, create=self._create, who=who, installation=installation_id()
            )
        return self._database

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Close the store, and remove it where it was made for nothing."""
        from rccdesk.services.database import remove_store

        if self._database is not None:
            self._database.close()
            if self._is_new and (self._is_trial or kind is not None):
                remove_store(self._path)
