"""Every error code has its sentence in both languages; a bug report holds no values."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from rccdesk.errors import RccdeskError, StoreError
from rccdesk.paths import resource_dir
from rccdesk.ui import messages

RAISED = re.compile(r"(?:\w*Error|report|refuse)\(\s*\n?\s*\"([a-z][a-z0-9_]+)\"", re.MULTILINE)
CLASS_CODE = re.compile(r"^    code(?:: str)? = \"([a-z0-9_]+)\"", re.MULTILINE)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_code_that_is_raised_has_a_sentence(repository: Path, language: str) -> None:
    raised: set[str] = set()
    for path in (repository / "rccdesk").rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        for match in RAISED.finditer(code):
            if re.match(
                r"(?:\w*(?:Rccdesk|Store|Refused|NotFound|Conflict|Write|Computable|Limit)Error)",
                match[0],
            ):
                raised.add(match[1])
        raised |= set(CLASS_CODE.findall(code))
    path = resource_dir() / "texts" / language / "errors.toml"
    sentences = tomllib.loads(path.read_text(encoding="utf-8"))
    assert len(raised) > 15
    assert not sorted(raised - set(sentences))


def test_a_sentence_is_filled_in() -> None:
    words = messages.sentence(StoreError("store_newer", file="egen.rccdesk"))
    assert words.startswith("egen.rccdesk är skapad med en nyare version")


def test_a_code_without_sentence_still_says_something() -> None:
    assert messages.sentence(RccdeskError("a_code_that_nobody_wrote")) == messages.sentence(
        RccdeskError()
    )


def test_a_bug_report_has_places_and_versions_but_no_values() -> None:
    secret = "19121212-1212"
    try:
        raise ValueError(secret)
    except ValueError as error:
        report = messages.bug_report(error)
    assert "ValueError" in report
    assert "test_messages.py" in report
    assert "PySide6" in report
    assert secret not in report.replace('"', "")
