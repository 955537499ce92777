"""The frozen figures of an analysis: added, listed with what has changed since, removed."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from rccdesk import formats, models
from rccdesk.enums import Topic
from rccdesk.errors import NotFoundError
from rccdesk.services.analyses.freezing import freeze, with_changes
from rccdesk.services.analyses.model import AnalysisKey, FrozenContent, FrozenFigure
from rccdesk.services.analyses.writing import find, find_or_make, kept_key
from rccdesk.services.plain_data import read_as, to_json
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.improvements import FigureOrigin
    from rccdesk.services.tiles import Tile

REFERENCE = re.compile(r"\[(\d{1,3})\]")
"""How a text refers to a figure: its number in brackets, after its words."""


def list_figures(
    database: Database, key: AnalysisKey, *, compare: bool = True
) -> tuple[FrozenFigure, ...]:
    """Return the frozen figures in their order; ``compare`` tells what has changed since."""
    with database.read() as session:
        analysis = find(session, key)
        if analysis is None:
            return ()
        rows = session.scalars(
            select(models.AnalysisFigure)
            .where(
                models.AnalysisFigure.analysis_uuid == analysis.uuid,
                models.AnalysisFigure.deleted_at.is_(None),
            )
            .order_by(models.AnalysisFigure.position, models.AnalysisFigure.uuid)
        ).all()
    figures = tuple(_row(row) for row in rows)
    return tuple(with_changes(database, each) for each in figures) if compare else figures


def add_figure(database: Database, key: AnalysisKey, origin: FigureOrigin) -> FrozenFigure:
    """Freeze a figure as it is now and put it last in an analysis, which is made if need be.

    A figure that lies there already, from the same extract, is returned as it is. Raises as
    `freeze`.
    """
    key = kept_key(database, key)
    content = freeze(database, origin.value_key, origin.chart)
    standing = _find_same(list_figures(database, key, compare=False), content)
    if standing is not None:
        return standing
    with database.write(
        Topic.ANALYSES, act="history.act.analysis_figure_added", values={"period": key.period}
    ) as session:
        analysis = find_or_make(session, key, database.who)
        session.flush()
        last = session.scalar(
            select(func.max(models.AnalysisFigure.position)).where(
                models.AnalysisFigure.analysis_uuid == analysis.uuid
            )
        )
        row = models.AnalysisFigure(
            analysis_uuid=analysis.uuid,
            position=(last or 0) + 1,
            value_key=content.numbers[0].value_key,
            title=_title(origin, content),
            content=to_json(content),
            extract_date=content.extract_date,
            frozen_on=dt.datetime.now().astimezone().date(),
        )
        session.add(row)
        session.flush()
        return _row(row)


def remove_figure(database: Database, uuid: str) -> None:
    """Put a frozen figure in the Papperskorg; NotFoundError ``analysis_figure_missing``."""
    with database.read() as session:
        found = session.get(models.AnalysisFigure, uuid)
        if found is None or found.deleted_at is not None:
            raise NotFoundError("analysis_figure_missing")
        period = session.get_one(models.Analysis, found.analysis_uuid).period
    with database.write(
        Topic.ANALYSES, act="history.act.analysis_figure_removed", values={"period": period}
    ) as session:
        row = session.get_one(models.AnalysisFigure, uuid)
        row.deleted_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)


def reference_to(figure: FrozenFigure, tile: Tile | None = None) -> str:
    """Return what a text says of a figure, with its number: "64 % (45 av 70) [1]".

    With plain spaces, as a field for plain text knows no other.
    """
    shown = tile or figure.content.tiles[0]
    place = figure.content.tiles.index(shown)
    numbers = figure.content.numbers[place]
    count = ""
    if numbers.numerator is not None and numbers.denominator is not None:
        count = f" ({formats.of(numbers.numerator, numbers.denominator)})"
    return f"{shown.value_text}{count} [{figure.number}]".replace(formats.NBSP, " ")


def _title(origin: FigureOrigin, content: FrozenContent) -> str:
    if len(content.tiles) > 1:
        return text("analyses.lead_time_topic")
    return origin.title or content.tiles[0].title


def _find_same(figures: tuple[FrozenFigure, ...], content: FrozenContent) -> FrozenFigure | None:
    for figure in figures:
        if figure.content.numbers == content.numbers and (
            content.chart is None or figure.content.chart is not None
        ):
            return figure
    return None


def _row(row: models.AnalysisFigure) -> FrozenFigure:
    return FrozenFigure(
        uuid=row.uuid,
        number=row.position,
        title=row.title,
        value_key=row.value_key,
        content=read_as(FrozenContent, json.loads(row.content)),
        extract_date=row.extract_date,
        frozen_on=row.frozen_on,
    )
