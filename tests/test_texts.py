"""Both languages say everything, and every error and act of the code has its sentence."""

from __future__ import annotations

import ast
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from rccdesk import errors
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


def constants() -> Iterator[str]:
    """Yield every text constant of the program."""
    for path in sorted((ROOT / "rccdesk").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def error_classes(base: type = errors.RccdeskError) -> Iterator[type]:
    yield base
    for below in base.__subclasses__():
        yield from error_classes(below)


def raised_codes() -> Iterator[tuple[str, str]]:
    """Yield (code, file) of every ``raise XError("code", ...)`` of our own errors."""
    ours = {name for name in vars(errors) if name.endswith("Error")} | {"LimitError"}
    for path in sorted((ROOT / "rccdesk").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ours
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield str(node.args[0].value), str(path.relative_to(ROOT))


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
    used = {code for code, _file in raised_codes()}
    assert len(used) > 10
    assert {c for c in raised_codes() if c[0] not in known} == set()
    classes = {c.code for c in error_classes() if c is not errors.RccdeskError}  # type: ignore[attr-defined]
    assert {code for code in classes if code not in known} == set()
