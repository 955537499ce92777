"""The RCC's own templates: kept with the program's data, and which of them are used."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services.packs.rows import TemplateRow
from rccdesk.services.packs.template_files import (
    MOST_BYTES,
    ROLES,
    Layout,
    OwnTemplate,
    guess_mapping,
    only_look,
    read_fonts,
    read_layouts,
    suits,
    template_format,
)
from rccdesk.services.plans.stored import find, now
from rccdesk.services.typed_texts import refuse_persons
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

__all__ = [
    "ROLES",
    "Layout",
    "OwnTemplate",
    "add_template",
    "choose_template",
    "delete_template",
    "fonts_missing",
    "guess_mapping",
    "list_layouts",
    "list_templates",
    "missing_roles",
    "role_words",
    "set_mapping",
    "used_templates",
]


def add_template(database: Database, path: Path) -> TemplateRow:
    """Keep a template with a mapping guessed by names; it is used from now on for its format.

    Raises RccdeskError ``template_unreadable``, ``template_too_large``, ``template_macros``,
    ``template_no_layouts``, ``logo_unreadable``, PersonalTextError for a name of the file. Nothing
    changes then.
    """
    format = template_format(path.name)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise RccdeskError(
                "template_too_large", name=path.name, megabytes=MOST_BYTES // 1024**2
            )
        content = path.read_bytes()
    except OSError as error:
        raise RccdeskError("template_unreadable", name=path.name) from error
    refuse_persons(path.stem)
    mapping = guess_mapping(read_layouts(content, format, path.name))
    content = only_look(content, format, path.name)  # what else was in it is never kept
    digest = hashlib.sha256(content).hexdigest()
    with database.write(
        Topic.PACKS, act="history.act.document_template_added", values={"name": path.name}
    ) as session:
        if session.get(models.TemplateFile, digest) is None:
            session.add(models.TemplateFile(sha256=digest, content=content))
        for other in _living(session, format):
            other.is_used = False
        found = models.DocumentTemplate(
            format=format,
            name=path.name,
            sha256=digest,
            mapping=_stored(mapping),
            is_used=True,
            added_on=dt.datetime.now().astimezone().date(),
        )
        session.add(found)
        session.flush()
        return _row(found)


def list_templates(database: Database) -> tuple[TemplateRow, ...]:
    """Return the templates, those in use first, then the newest."""
    with database.read() as session:
        found = [_row(each) for format in ROLES for each in _living(session, format)]
    return tuple(sorted(found, key=lambda row: (not row.is_used, -row.added_on.toordinal())))


def choose_template(database: Database, uuid: str, format: str = "pptx") -> None:
    """Use a template for packs of its format; "" uses the program's own for ``format``.

    NotFoundError ``template_missing``.
    """
    with database.write(Topic.PACKS, act="history.act.document_template_chosen") as session:
        if uuid:
            format = _find(session, uuid).format
        for each in _living(session, format):
            each.is_used = each.uuid == uuid


def delete_template(database: Database, uuid: str) -> None:
    """Put a template in the Papperskorg; NotFoundError ``template_missing``."""
    name = _get(database, uuid).name
    with database.write(
        Topic.PACKS, act="history.act.document_template_deleted", values={"name": name}
    ) as session:
        found = _find(session, uuid)
        found.is_used = False
        found.deleted_at = now()


def list_layouts(database: Database, uuid: str) -> tuple[Layout, ...]:
    """Return the layouts or styles of a template as they stand in it.

    NotFoundError ``template_missing``; RccdeskError ``template_unreadable`` if its file is broken.
    """
    row = _get(database, uuid)
    return read_layouts(_content(database, row), row.format, row.name)


def set_mapping(database: Database, uuid: str, mapping: Mapping[str, str]) -> TemplateRow:
    """Save which layout or style stands for which role; "" leaves a role to the program.

    Raises NotFoundError ``template_missing``, RccdeskError ``template_mapping`` for a role or
    layout that there is not, or a layout without what the role needs.
    """
    row = _get(database, uuid)
    layouts = {layout.name: layout for layout in list_layouts(database, uuid)}
    for role, name in mapping.items():
        if role not in ROLES[row.format] or (
            name and (name not in layouts or not suits(layouts[name], role))
        ):
            raise RccdeskError("template_mapping", layout=name or role, name=row.name)
    chosen = {role: name for role, name in mapping.items() if name}
    with database.write(
        Topic.PACKS, act="history.act.document_template_mapped", values={"name": row.name}
    ) as session:
        found = _find(session, uuid)
        found.mapping = _stored(chosen)
        session.flush()
        return _row(found)


def missing_roles(row: TemplateRow) -> tuple[str, ...]:
    """Return the roles that the template has nothing for: the program's own look is used there."""
    return tuple(role for role in ROLES[row.format] if not row.mapping.get(role))


def role_words(role: str) -> str:
    """Return what a role is called."""
    return text(f"templates.role.{role}")


def fonts_missing(database: Database, uuid: str) -> tuple[str, ...]:
    """Return the fonts of a template that this machine lacks, by name.

    Readers with the fonts see them: files name a font and do not hold it. NotFoundError
    ``template_missing``.
    """
    import typst

    row = _get(database, uuid)
    there = {name.lower() for name in typst.Fonts().families()}
    fonts = read_fonts(_content(database, row), row.format)
    return tuple(font for font in fonts if font.lower() not in there)


def used_templates(database: Database) -> dict[str, OwnTemplate]:
    """Return the templates in use by format; a format without one is not in it."""
    return {
        row.format: OwnTemplate(_content(database, row), row.mapping)
        for row in list_templates(database)
        if row.is_used
    }


def _get(database: Database, uuid: str) -> TemplateRow:
    with database.read() as session:
        return _row(_find(session, uuid))


def _find(session: Session, uuid: str) -> models.DocumentTemplate:
    return find(session, models.DocumentTemplate, uuid, "template_missing")


def _living(session: Session, format: str) -> list[models.DocumentTemplate]:
    template = models.DocumentTemplate
    query = select(template).where(template.format == format, template.deleted_at.is_(None))
    return list(session.scalars(query.order_by(template.added_on.desc(), template.uuid)))


def _content(database: Database, row: TemplateRow) -> bytes:
    with database.read() as session:
        found = session.get(models.TemplateFile, row.sha256)
        if found is None:
            raise NotFoundError("template_missing")
        return bytes(found.content)


def _row(found: models.DocumentTemplate) -> TemplateRow:
    mapping: Any = json.loads(found.mapping or "{}")
    row = TemplateRow(
        format=found.format,
        name=found.name,
        sha256=found.sha256,
        added_on=found.added_on,
        is_used=found.is_used,
        uuid=found.uuid,
    )
    return replace(row, mapping={str(role): str(name) for role, name in mapping.items()})


def _stored(mapping: Mapping[str, str]) -> str:
    return json.dumps(dict(sorted(mapping.items())), ensure_ascii=False)
