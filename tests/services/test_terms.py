"""Words of the own RCC: no fixed text says styrgrupp, and another body can lead (R-C21)."""

from __future__ import annotations

import ast
import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from rccdesk import texts
from rccdesk.enums import (
    DecisionKind,
    GroupKind,
    MeetingState,
    ObstacleLevel,
    Represents,
    Thing,
    Topic,
)
from rccdesk.errors import RccdeskError
from rccdesk.models import Meeting, Obstacle, Plan, PlanItem
from rccdesk.paths import resource_dir
from rccdesk.services import decisions, groups, history, organisation, plans, terms
from rccdesk.services.database import Database
from rccdesk.services.decisions import DecisionRow
from rccdesk.services.organisation import TERM_KEYS, Word
from rccdesk.services.packs.content import kind_words as pack_kind_words
from rccdesk.services.plan_workbook.vocabulary import read_vocabulary
from rccdesk.services.typed_texts import PersonalTextError
from tests.services.group_example import choose_rcc, group, person, seat, sit

ROOT = Path(__file__).parents[2]
LEADING = {"sv": "styrgrupp", "en": "steering group"}
WORD = Word("råd", "rådet", "råd", "råden", "rådets")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "prov.rccdesk", create=True) as opened:
        choose_rcc(opened, "stockholm-gotland")
        yield opened


def catalogue_texts(language: str) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of all catalogues of a language."""

    def walk(node: dict[str, object], prefix: str) -> Iterator[tuple[str, str]]:
        for key, value in node.items():
            if isinstance(value, dict):
                yield from walk(value, f"{prefix}.{key}")
            else:
                yield f"{prefix}.{key}", str(value)

    for path in (resource_dir() / "texts" / language).glob("*.toml"):
        yield from walk(tomllib.loads(path.read_text(encoding="utf-8")), path.stem)


def spoken_constants(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of the text constants of a module that has the word, no docstrings."""
    written = path.read_text(encoding="utf-8")
    if "styrgrupp" not in written.lower():
        return
    tree = ast.parse(written)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docstrings:
            yield node.lineno, node.value  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_R_C21_no_fixed_text_of_a_catalogue_names_the_body_that_leads(language: str) -> None:
    naming = {
        path for path, words in catalogue_texts(language) if LEADING[language] in words.lower()
    }
    general = {f"organisation.term.steering_body.{field.name}" for field in fields(Word)}
    assert naming == general  # the general word itself, for whoever has chosen no RCC


def test_R_C21_no_source_names_the_body_that_leads() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "rccdesk").rglob("*.py"))
        for line, words in spoken_constants(path)
        if "styrgrupp" in words.lower()
    }
    assert found == set()


def test_R_C21_the_same_flow_runs_on_another_body(database: Database) -> None:
    """A styrgrupp is no kind of its own: what leads is the group that the user says leads."""
    body = group(database, GroupKind.MANAGEMENT, "Ledningsmötet", is_steering_body=True)
    place = seat(database, body, Represents.REGION, "09")
    sit(database, place, person(database, "Anna Ek"))
    assert groups.steering_body(database) == body
    day = dt.date(2026, 3, 2)
    with database.write(Topic.MEETINGS, act="history.act.example_made") as session:
        meeting = Meeting(group_uuid=body.uuid, day=day, state=MeetingState.HELD)
        session.add(meeting)
        session.flush()
        uuid = meeting.uuid
    made = decisions.record_decision(
        database,
        DecisionRow(
            text="Dela patologikö.",
            group_uuid=body.uuid,
            meeting_uuid=uuid,
            kind=DecisionKind.RECOMMENDATION,
        ),
        ("01", "09"),
    )
    chain = decisions.get_chain(database, made.uuid, dt.date(2026, 4, 1))
    said = [step.words for step in chain.steps]
    assert "Behandlad i ledningsmötet" in said
    (view,) = (groups.get_group_view(database, body.uuid, day),)
    flags = [line.words for line in view.flags]
    assert "Region utan ledamot: Region Stockholm" in flags  # what a leading body is asked for
    assert "styrgrupp" not in " ".join((*said, chain.sentence, chain.fixed_line, *flags)).lower()


def test_R_C21_words_of_services_come_from_the_terms(database: Database) -> None:
    words = organisation.get_terms(database)
    assert plans.obstacle_level_words(database, ObstacleLevel.STEERING_BODY) == "Ledningsmötet"
    assert groups.kind_words(GroupKind.STEERING, words) == "Ledningsmöte"
    assert pack_kind_words("steering", words) == "Ledningsmöte"
    with database.read() as session:
        codes = read_vocabulary(session).codes("obstacle_level")
    assert codes["steering_body"] == "Ledningsmötet"
    assert all("styrgrupp" not in groups.kind_words(kind, words).lower() for kind in GroupKind)
    assert all("styrgrupp" not in groups.kind_words(kind).lower() for kind in GroupKind)
    assert all("styrgrupp" not in terms.concept_words(key).lower() for key in TERM_KEYS)


def test_R_C21_the_history_tells_by_the_terms(database: Database) -> None:
    with database.write(Topic.PLANS, act="history.act.example_made") as session:
        plan = Plan(name="Plan", kind="cancer_plan", state="draft")
        session.add(plan)
        session.flush()
        item = PlanItem(plan_uuid=plan.uuid, title="Mål", state="late")
        session.add(item)
        session.flush()
        session.add(
            Obstacle(
                subject_kind=Thing.PLAN_ITEM,
                subject_key=item.uuid,
                text="Ingen patolog",
                level=ObstacleLevel.STEERING_BODY,
                state="reported",
                noted_on=dt.date(2026, 3, 2),
            )
        )
    group(database, GroupKind.STEERING, "Ledningsmötet", is_steering_body=True)
    organisation.update_term(database, "stockholm-gotland", "steering_body", WORD)
    told = " ".join(
        str(history.get_entry(database, row.entry_id)) for row in history.list_entries(database)
    ).lower()
    assert "rådet" in told
    assert "styrgrupp" not in told


# Editing


def test_a_word_is_saved_in_all_its_forms_and_undone(database: Database) -> None:
    lines = {line.key: line for line in terms.list_terms(database)}
    assert tuple(lines) == TERM_KEYS
    assert lines["steering_body"].is_own and lines["steering_body"].word.singular == "ledningsmöte"
    assert not lines["regional_plan"].is_own  # the source names none
    assert not lines["patient_council"].is_own
    assert lines["patient_council"].word.genitive == "patient- och närståenderådets"
    terms.save_term(database, "patient_council", WORD)
    assert organisation.get_terms(database)["patient_council"] == WORD
    history.undo_last(database)
    assert organisation.get_terms(database)["patient_council"].singular == (
        "patient- och närståenderåd"
    )


def test_the_general_word_comes_back_and_a_word_of_ones_own_again(database: Database) -> None:
    terms.save_term(database, "local_council", WORD)
    terms.reset_term(database, "local_council")
    line = next(line for line in terms.list_terms(database) if line.key == "local_council")
    assert (line.word.singular, line.is_own) == ("lokalt cancerråd", False)
    terms.save_term(database, "local_council", WORD)
    line = next(line for line in terms.list_terms(database) if line.key == "local_council")
    assert (line.word, line.is_own) == (WORD, True)


@pytest.mark.parametrize(
    "word",
    [
        Word("", "rådet", "råd", "råden", "rådets"),
        Word("råd", "", "råd", "råden", "rådets"),
        Word("råd", "rådet", "råd", "råden", " "),
        Word("råd", "rådet", "råd", "", "rådets"),
    ],
)
def test_a_word_without_a_form_is_refused(database: Database, word: Word) -> None:
    before = organisation.get_terms(database)
    with pytest.raises(RccdeskError, match="term_forms_missing"):
        terms.save_term(database, "local_council", word)
    assert organisation.get_terms(database) == before


def test_the_name_of_a_board_has_no_plural(database: Database) -> None:
    word = Word("Nämnden", "Nämnden", "", "", "Nämndens")
    terms.save_term(database, "political_body", word)
    assert organisation.get_terms(database)["political_body"] == word
    with pytest.raises(PersonalTextError):
        terms.save_term(database, "political_body", Word(*("19121212-1212",) * 5))


def test_no_word_is_saved_where_no_rcc_is_chosen(tmp_path: Path) -> None:
    with (
        Database.open(tmp_path / "ny.rccdesk", create=True) as database,
        pytest.raises(RccdeskError, match="term_rcc_missing"),
    ):
        terms.save_term(database, "local_council", WORD)


def test_both_languages_have_a_concept_for_every_term() -> None:
    for language in texts.LANGUAGES:
        texts.use_language(language)
        words = [terms.concept_words(key) for key in TERM_KEYS]
        assert len(set(words)) == len(TERM_KEYS)
