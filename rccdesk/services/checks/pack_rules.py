"""Packs that are issued, what goes into them, comments on figures, and the RCC's templates."""

from __future__ import annotations

import hashlib

from rccdesk.enums import Severity
from rccdesk.services.checks.rules import Inspection, Rule, read_list
from rccdesk.services.packs.issuing import content_digest
from rccdesk.services.packs.outlines import PARTS, STEERING
from rccdesk.services.value_keys import is_goal_key, read_key


def _changed_since_issued(seen: Inspection) -> int:
    """Count the issued packs whose content is not what was issued, deleted ones too."""
    found = seen.rows("SELECT content, content_sha256 FROM pack WHERE issued_at IS NOT NULL")
    return sum(
        not isinstance(content, str) or content_digest(content) != digest
        for content, digest in found
    )


def _unknown_parts(seen: Inspection) -> int:
    """Count the outlines with a part that is none or comes twice, or that belong to nothing."""
    count = 0
    for kind, meeting, name, stored in seen.rows(
        "SELECT kind, meeting_uuid, name, parts FROM pack_outline WHERE deleted_at IS NULL"
    ):
        parts = read_list(stored)
        keys = [part.get("key") for part in parts or [] if isinstance(part, dict)]
        known = PARTS if kind == STEERING else ()
        is_sound = (
            parts is not None
            and len(keys) == len(parts) == len(set(keys))
            and all(key in known for key in keys)
            and bool(meeting or name)
        )
        count += not is_sound
    return count


def _comments_on_nothing(seen: Inspection) -> int:
    """Count the comments on figures of a measure that is there no more."""
    known = {key for (key,) in seen.rows("SELECT key FROM indicator WHERE deleted_at IS NULL")}
    return sum(
        (measure := read_key(value_key).measure) not in known and not is_goal_key(measure)
        for (value_key,) in seen.rows(
            "SELECT value_key FROM figure_comment WHERE deleted_at IS NULL"
        )
    )


def _templates_without_file(seen: Inspection) -> int:
    """Count the templates whose file is missing, or is another by its digest."""
    count = 0
    for digest, content in seen.rows(
        "SELECT template.sha256, file.content FROM document_template AS template"
        " LEFT JOIN template_file AS file ON file.sha256 = template.sha256"
        " WHERE template.deleted_at IS NULL"
    ):
        count += not isinstance(content, bytes) or hashlib.sha256(content).hexdigest() != digest
    return count


RULES = (
    Rule("R82", Severity.STOP, _changed_since_issued),
    Rule("R83", Severity.WARNING, _unknown_parts),
    Rule("R84", Severity.INFO, _comments_on_nothing),
    Rule("R85", Severity.WARNING, _templates_without_file),
)
