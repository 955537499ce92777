"""The RCC's templates that a pack was issued on: its files are written again on the same ones."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk import models
from rccdesk.errors import RccdeskError
from rccdesk.services.packs.model import PackTemplate
from rccdesk.services.packs.template_files import OwnTemplate
from rccdesk.services.packs.templates import list_templates, used_templates

if TYPE_CHECKING:
    from collections.abc import Collection

    from rccdesk.services.database import Database
    from rccdesk.services.packs.model import Pack


def with_templates(database: Database, pack: Pack) -> Pack:
    """Return a pack that knows the templates in use today, none of them included."""
    used = tuple(
        PackTemplate(row.format, row.name, row.sha256, tuple(sorted(row.mapping.items())))
        for row in list_templates(database)
        if row.is_used
    )
    return dataclasses.replace(pack, templates=used)


def templates_of(
    database: Database, pack: Pack, formats: Collection[str]
) -> dict[str, OwnTemplate]:
    """Return the templates that a pack is written on in some formats.

    Those it was issued on; those in use for a draft, and for what was issued before packs knew
    theirs. Raises RccdeskError ``pack_template_gone`` where one is not kept any more.
    """
    if pack.templates is None:
        return used_templates(database)
    found: dict[str, OwnTemplate] = {}
    with database.read() as session:
        for each in pack.templates:
            if each.format not in formats:
                continue
            stored = session.get(models.TemplateFile, each.sha256)
            if stored is None:
                raise RccdeskError(
                    "pack_template_gone", name=each.name, title=pack.title, format=each.format
                )
            found[each.format] = OwnTemplate(bytes(stored.content), dict(each.mapping))
    return found
