"""A pack of result cards by area of the mission: results first, lists of activities after."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import rccdesk
from rccdesk.enums import InitiativeState
from rccdesk.errors import RccdeskError
from rccdesk.services import initiatives, store_settings
from rccdesk.services import progress as reporting
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.initiatives.card_sheets import by_area
from rccdesk.services.packs import archive
from rccdesk.services.packs.gathering import choose_period
from rccdesk.services.packs.method import abbreviations_in
from rccdesk.services.packs.model import Pack, Section
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.periods import Period
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.initiatives import CardOutcome, InitiativeRow, ResultCard
    from rccdesk.services.progress import Progress

RESULT_CARD = "result-card"
_NOT_BEGUN = (InitiativeState.IDEA, InitiativeState.ANCHORING, InitiativeState.PLANNED)


def assemble_cards(
    database: Database,
    labels: Labels,
    *,
    svf: tuple[str, ...] = (),
    region: tuple[str, ...] = (),
    period: str | None = None,
    progress: Progress = reporting.ignore,
) -> Pack:
    """Return the pack of the initiatives that have begun, of a selection; () is all.

    With a ``period``: those that were under way in it. Raises RccdeskError ``pack_no_cards``, and
    as `choose_period`.
    """
    when = choose_period(database, period, region) if period else None
    chosen = [
        row
        for row in initiatives.list_initiatives(database)
        if _is_asked_for(row, svf, region) and (when is None or _is_under_way(row, when))
    ]
    if not chosen:
        raise RccdeskError("pack_no_cards")
    cards = []
    for number, row in enumerate(chosen):
        progress(number, len(chosen))
        cards.append(initiatives.get_card(database, row.uuid))
    progress(len(chosen), len(chosen))
    made_on = dt.datetime.now().astimezone().date()
    pack_id = archive.new_pack_id(database, made_on)
    sections = [section for area, each in by_area(cards) for section in _area(area, each)]
    done = _activities(cards)
    sections += [done] if done else []
    sections.append(_method(database, labels, pack_id))
    selected = [labels.name("svf", code) for code in svf] or [text("packs.all_svf")]
    selected += [labels.name("region", code) for code in region]
    selected += [when.label()] if when else []
    subtitle = ", ".join(selected)
    return Pack(
        pack_id=pack_id,
        kind=RESULT_CARD,
        title=text("packs.title.result-card"),
        subtitle=subtitle[:1].upper() + subtitle[1:],
        organisation=cards[0].organisation,
        made_on=made_on,
        data_until=newest_extract(database, chosen),
        state="draft",
        is_example=database.is_example,
        snapshot_ids=(),
        program_version=rccdesk.__version__,
        summary=_summary(cards),
        sections=tuple(sections),
        abbreviations=abbreviations_in(sections),
    )


def _is_asked_for(row: InitiativeRow, svf: tuple[str, ...], region: tuple[str, ...]) -> bool:
    if row.came_from or row.state in _NOT_BEGUN:
        return False
    of_svf = not svf or not row.svf or bool(set(row.svf) & set(svf))
    return of_svf and (not region or row.area in ("", *region))


def _is_under_way(row: InitiativeRow, period: Period) -> bool:
    begun = row.starts_on is not None and row.starts_on <= period.last
    return begun and (row.ends_on is None or row.ends_on >= period.first)


def newest_extract(database: Database, rows: Sequence[InitiativeRow]) -> str:
    """Return the ISO date of the newest extract behind the frozen values; "" without any."""
    days = [
        value.extract_date
        for row in rows
        for outcome in initiatives.list_outcomes(database, row.uuid)
        for value in (
            *(outcome.before, outcome.after, outcome.durable),
            *(outcome.compared_before, outcome.compared_after),
        )
        if value is not None and value.extract_date is not None
    ]
    return max(days).isoformat() if days else ""


def _summary(cards: Sequence[ResultCard]) -> tuple[str, ...]:
    measured = sum(card.is_measured for card in cards)
    said = [text("initiatives.results", measured=measured, count=len(cards))]
    for level in range(5):
        count = sum(card.level == level for card in cards)
        if count:
            words = text("reports.card.level", level=initiatives.level_words(level))
            said.append(text("packs.summary.cards_of_level", level=words, count=count))
    if measured:
        said.append(text("packs.method.causal"))
    return tuple(said)


def _area(name: str, cards: Sequence[ResultCard]) -> list[Section]:
    """Return the sections of an area: the cards with a measured result first."""
    chapter = name or text("initiatives.card.no_area")
    ordered = sorted(cards, key=lambda card: (not card.is_measured, card.title.casefold()))
    return [section for card in ordered for section in card_sections(chapter, card)]


def card_sections(chapter: str, card: ResultCard) -> list[Section]:
    """Return a card: its results first, then what it is about."""
    level = text("reports.card.level", level=card.level_words) if card.level_words else ""
    status = " · ".join(part for part in (card.state, level, card.place) if part)
    shown = [each for each in card.outcomes if each.figures]
    facts = [f"{label}: {words}" for label, words in card.facts]
    if card.goals:
        facts.insert(0, f"{text('initiatives.card.goals')}: {', '.join(card.goals)}")
    if card.conclusion:
        facts.append(f"{text('initiatives.card.conclusion')}: {card.conclusion}")
    if not shown:
        said = (status, card.result, *facts)
        return [Section(chapter=chapter, heading=card.title, paragraphs=said)]
    results = Section(
        chapter=chapter,
        heading=card.title,
        paragraphs=(status, card.result),
        tables=tuple(_table(each, card.result) for each in shown),
    )
    about = text("packs.section.about_card", title=card.title)
    return [results, Section(chapter=chapter, heading=about, paragraphs=tuple(facts))]


def _table(outcome: CardOutcome, result: str) -> TableSpec:
    heads = ("moment_head", "period_head", "figure_head", "source_head")
    notes = list(outcome.sentences)
    if outcome.compared_with:
        notes.insert(0, f"{text('initiatives.card.compared_with')}: {outcome.compared_with}.")
    return TableSpec(
        title=" · ".join(part for part in (outcome.measure, outcome.place) if part),
        columns=tuple(TableColumn(text(f"initiatives.card.{head}")) for head in heads),
        rows=tuple(
            (
                figure.moment,
                figure.period,
                figure.words,
                "; ".join(part for part in (figure.coverage, figure.extract) if part),
            )
            for figure in outcome.figures
        ),
        notes=(*notes, result),
    )


def _activities(cards: Sequence[ResultCard]) -> Section | None:
    rows = tuple(
        (card.title if number == 0 else "", words)
        for card in cards
        for number, words in enumerate(card.activities)
    )
    if not rows:
        return None
    heading = text("initiatives.card.activities")
    heads = (text("initiatives.chain.initiative"), heading)
    return Section(
        chapter=heading,
        heading=heading,
        paragraphs=(text("packs.paragraph.activities"),),
        tables=(TableSpec(heading, tuple(map(TableColumn, heads)), rows),),
    )


def _method(database: Database, labels: Labels, pack_id: str) -> Section:
    limits = store_settings.get_small_number_limits(database)
    interval = "interval" if labels.interval_method == "wilson" else "interval_exact"
    said = [
        text("packs.method.cards"),
        text(f"packs.method.{interval}"),
        text("packs.method.hidden", group=limits.group, month=limits.month),
        text("packs.method.causal"),
        text("packs.method.program", version=rccdesk.__version__, pack_id=pack_id),
    ]
    if database.is_example:
        said.append(text("packs.method.example"))
    heading = text("packs.chapter.method")
    return Section(chapter=heading, heading=heading, paragraphs=tuple(said))
