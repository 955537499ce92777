"""Read living rows of meetings within a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from rccdesk.models import UserEdited

_ModelT = TypeVar("_ModelT", bound="UserEdited")


def living(session: Session, model: type[_ModelT], *where: Any) -> Sequence[_ModelT]:
    """Return the rows of ``model`` that are not deleted and meet ``where``."""
    return session.scalars(select(model).where(model.deleted_at.is_(None), *where)).all()
