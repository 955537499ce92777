"""Both languages say everything, and every error and act of the code has its sentence."""

from __future__ import annotations

import ast
import gc
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from rccdesk.paths import resource_dir
from rccdesk.texts import LANGUAGES

ROOT = Path(__file__).parent.parent
AREAS = sorted(path.stem for path in (resource_dir() / "texts" / "sv").glob("*.toml"))


def texts(language: str, area: str) -> dict[str, str]:
    """Return path -> text of one area."""

    def walk(node: dict[str, object], prefix: str) -> Iterator[tuple[str, str]]:
        for key, value in node.items():
            path = f"{prefix}.{key}" if prefix else key
            if isinstance(value, dict):
                yield from walk(value, path)
            else:
                yield path, str(value)

    file = resource_dir() / "texts" / language / f"{area}.toml"
    return dict(walk(tomllib.loads(file.read_text(encoding="utf-8")), ""))


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@cache
def nodes() -> list[tuple[ast.AST, str]]:
    """Return (node, file) of every constant, class and call of the program."""
    gc.disable()  # millions of nodes that all go: collecting among them takes most of the time
    try:
        return [
            (node, str(path.relative_to(ROOT)))
            for path in sorted((ROOT / "rccdesk").rglob("*.py"))
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant | ast.ClassDef | ast.Call)
        ]
    finally:
        gc.enable()


def constants() -> Iterator[str]:
    """Yield every text constant of the program."""
    for node, _file in nodes():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def error_classes() -> dict[str, str]:
    """Return name -> code of all our errors, by reading the source."""
    classes = [node for node, _file in nodes() if isinstance(node, ast.ClassDef)]
    found = {"RccdeskError": ""}
    size = 0
    while size != len(found):  # until no class is added that is derived from one found
        size = len(found)
        for node in classes:
            bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
            if bases & found.keys():
                codes = [
                    str(line.value.value)
                    for line in node.body
                    if isinstance(line, ast.Assign)
                    and isinstance(line.value, ast.Constant)
                    and getattr(line.targets[0], "id", "") == "code"
                ]
                found[node.name] = codes[0] if codes else ""
    return found


def raised() -> Iterator[tuple[str, set[str], str]]:
    """Yield (code, names of the values, file) of every error of ours made with a literal code."""
    names = error_classes()
    for node, file in nodes():
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in names
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            values = {str(k.arg) if k.arg else "**" for k in node.keywords}
            yield str(node.args[0].value), values, file


@pytest.mark.parametrize("area", AREAS)
def test_languages_have_the_same_texts_with_the_same_values(area: str) -> None:
    swedish, english = (texts(language, area) for language in LANGUAGES)
    assert swedish.keys() == english.keys()
    differing = {k for k in swedish if placeholders(swedish[k]) != placeholders(english[k])}
    assert differing == set()
    assert {k for k, v in {**swedish, **english}.items() if not v.strip()} == set()


def test_both_languages_have_the_same_areas() -> None:
    english = {path.stem for path in (resource_dir() / "texts" / "en").glob("*.toml")}
    assert english == set(AREAS)


def test_every_act_has_its_words() -> None:
    acts = {c for c in constants() if c.startswith("history.act.")}
    assert len(acts) > 10
    known = {"history." + key.removesuffix(".one") for key in texts("sv", "history")}
    assert acts - known == set()


def test_every_error_has_its_sentence() -> None:
    known = texts("sv", "errors").keys()
    found = list(raised())
    assert len(found) > 10
    assert {(code, file) for code, _values, file in found if code not in known} == set()
    classes = {code for code in error_classes().values() if code}
    assert len(classes) > 5
    assert classes - known == set()


def test_every_error_brings_the_values_of_its_sentence() -> None:
    sentences = texts("sv", "errors")
    lacking = {
        (code, file): names
        for code, values, file in raised()
        if "**" not in values
        and (names := placeholders(sentences.get(code, "")) - values - {"sheet", "cell"})
    }
    assert lacking == {}
