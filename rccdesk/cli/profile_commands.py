"""The command about saved import profiles."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from rccdesk.cli import shapes, tables
from rccdesk.cli.commands import reading_request
from rccdesk.cli.opening import OpenStore, store_path
from rccdesk.cli.output import json_value, print_json
from rccdesk.cli.streams import say
from rccdesk.errors import NotFoundError
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.imports.profiles import ProfileRow


def profiles(options: argparse.Namespace, as_json: bool) -> int:
    """List profiles; export, take in, save or delete one."""
    from rccdesk.services.imports import profiles as service

    is_reading = options.act in {None, "export"}
    creates = options.act in {"import", "save"}
    with OpenStore(store_path(options), create=creates, reading=is_reading) as database:
        if options.act is None:
            return _print_list(service.list_profiles(database), as_json=as_json)
        if options.act == "export":
            path = service.export_profile(
                database, options.key, options.file, with_words=options.with_words
            )
            shape: shapes.Shape = {"key": options.key, "path": str(path)}
            said = text("cli.written", path=path)
        elif options.act == "delete":
            row = service.get_profile(database, options.key)
            service.delete_profile(database, options.key)
            shape, said = _shape(row), text("cli.profile_deleted", name=row.name)
        elif options.act == "import":
            row = service.import_profile(database, options.file, replace=options.replace)
            shape = _shape(row)
            said = text("cli.profile_imported", name=row.name, key=row.key, version=row.version)
        else:
            row = _save(database, options)
            shape, said = _shape(row), text("cli.profile_saved", name=row.name, key=row.key)
    if as_json:
        print_json(shape)
    else:
        say(said)
    return 0


def _save(database: Database, options: argparse.Namespace) -> ProfileRow:
    """Save how a file is read under a key; one that is there becomes a new version."""
    from rccdesk.services import imports
    from rccdesk.services.imports import profiles as service

    request = reading_request((options.file,), options)
    preview = imports.preview_file(database, request)
    request = preview.request or request
    try:
        return service.update_profile(
            database,
            options.key,
            name=options.name,
            note=options.note,
            preview=preview,
            request=request,
        )
    except NotFoundError:
        return service.save_profile(
            database,
            preview,
            request,
            key=options.key,
            name=options.name or options.key,
            note=options.note or "",
        )


def _print_list(rows: tuple[ProfileRow, ...], *, as_json: bool) -> int:
    found = [_shape(row) for row in rows]
    if as_json:
        print_json({"profiles": found})
        return 0
    brief = [
        {**row, "columns": ", ".join(f"{field}={header}" for field, header in named.items())}
        for row in found
        if isinstance(named := row["columns"], dict) and not row["is_shipped"]
    ]
    tables.print_rows(brief, empty=text("cli.no_profiles"))
    return 0


_KEYS = ("key", "name", "layout", "version", "is_shipped", "columns", "used_at")


def _shape(row: ProfileRow) -> shapes.Shape:
    return {name: json_value(getattr(row, name)) for name in _KEYS}
