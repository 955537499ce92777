"""A comment of a figure as every writer says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.packs.model import Comment


def comment_words(comment: Comment) -> str:
    """Return a comment in one text, with its day and author."""
    key = "line" if comment.author else "line_unsigned"
    return text(
        f"packs.comment.{key}",
        date=comment.written_on.isoformat(),
        author=comment.author,
        body=comment.body,
    )
