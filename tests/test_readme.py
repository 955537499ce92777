"""The README and the glossary speak of what there is: commands, options, identifiers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rccdesk import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def help_of(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    try:
        cli.main([*command, "--help"])
    except SystemExit as done:
        assert done.code == 0
    return capsys.readouterr().out


def test_the_readme_lists_every_command_of_the_program(capsys) -> None:
    listed = re.search(r"the program itself: `([a-z0-9 -]+)`", README)
    assert listed is not None
    there = re.findall(r"^    ([a-z][a-z0-9-]+)(?:\s|$)", help_of(capsys), re.MULTILINE)
    assert set(listed[1].split()) == set(there)


def test_the_options_that_the_readme_names_are_there(capsys) -> None:
    """Spans as `… COMMAND ACT FILE --option`; what starts with an option is of the span before."""
    checked = 0
    for row in re.findall(r"^\| (`….*?`) \| ", README, re.MULTILINE):
        command: list[str] = []
        for span in re.findall(r"`(?:… )?([^`]+)`", row):
            words = re.match(r"(?:[a-z][a-z0-9-]* ?)*", span)
            assert words is not None
            command = words[0].split() or command
            there = help_of(capsys, *command)
            for option in re.findall(r"--[a-z-]+", span):
                assert option in there, span
                checked += 1
    assert checked >= 9


def test_the_glossary_names_every_identifier_once_and_the_words_of_doubts() -> None:
    text = (ROOT / "resources" / "glossary.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.+?) \| (.+?) \| ", text, re.MULTILINE)
    names = [name for cells, _ in rows for name in re.findall(r"`([\w.]+)`", cells)]
    assert sorted(names) == sorted(set(names))
    swedish = {name: words for cells, words in rows for name in re.findall(r"`([\w.]+)`", cells)}
    words = {
        "DataDoubt": "datatvivel",
        "typed": "inskrivet för hand",
        "revision": "ändrat sedan förra uttaget",
        "provenance": "varifrån en siffra kommer",
        "value_key": "beteckning",
        "value_alias": "ihågkommet",
    }
    assert [name for name, said in words.items() if said not in swedish[name]] == []
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "rccdesk").rglob("*.py"))
    assert [name for name in words if not re.search(rf"\b{name}\b", code)] == []
