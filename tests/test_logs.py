"""The log holds codes, never values."""

from __future__ import annotations

import ast
import logging
import random
import re
import sqlite3
from collections.abc import Callable, Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from rccdesk import logs

MARKED = "Zäta Marköga 19121212-1212"


@pytest.fixture
def handler(tmp_path: Path) -> Iterator[RotatingFileHandler]:
    made = logs.install(tmp_path / "loggar")
    assert made is not None
    yield made
    logging.getLogger().removeHandler(made)
    made.close()


def written(handler: RotatingFileHandler) -> str:
    handler.flush()
    folder = Path(handler.baseFilename).parent
    return "\n".join(file.read_text("utf-8") for file in sorted(folder.iterdir()))


def test_a_line_has_time_level_module_event_and_codes(handler: RotatingFileHandler) -> None:
    logging.getLogger("rccdesk.prov").warning("rows_read layout=%s rows=%d", "kva.lead_times", 412)
    line = written(handler).strip()
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} WARNING rccdesk\.prov "
        r"rows_read layout=kva\.lead_times rows=412",
        line,
    )


def test_P09_a_thousand_errors_with_marked_values_leave_none_in_the_log(
    handler: RotatingFileHandler,
) -> None:
    own, foreign = logging.getLogger("rccdesk.prov"), logging.getLogger("sqlalchemy.engine")
    draw = random.Random(9)

    def fail(value: str) -> None:
        if draw.random() < 0.5:
            sqlite3.connect(":memory:").execute(f"SELECT '{value}' FROM \"{value}\"")
        raise ValueError(value)

    kinds: tuple[Callable[[str, Exception], None], ...] = (
        lambda _value, _error: own.exception("reading_failed"),
        lambda value, _error: own.exception("reading_failed code=%s", value),
        lambda _value, error: own.error(str(error)),
        lambda value, _error: own.error("reading_failed because of " + value),
        lambda _value, error: own.error("reading_failed code=%s", error),
        lambda value, _error: own.warning("reading_failed rows=%d", value),
        lambda _value, _error: own.warning("rows=%d", 191212121212),
        lambda _value, _error: own.info("rows_read rows=%d", 191212121212),
        lambda value, _error: own.error("failed", extra={"value": value}, stack_info=True),
        lambda value, _error: foreign.error("parameters: %s", [value]),
        lambda value, _error: foreign.warning(value),
    )
    for number in range(1000):
        value = f"{MARKED} nr {number}"
        try:
            fail(value)
        except (ValueError, sqlite3.Error) as error:
            kinds[number % len(kinds)](value, error)
    text = written(handler)
    assert text.count("\n") >= 1000
    for part in ("Zäta", "Marköga", "1912", "1212", "nr "):
        assert part not in text
    assert "ValueError < test_logs.py:" in text


def test_the_files_are_five_and_at_most_1_mb(handler: RotatingFileHandler) -> None:
    assert (handler.maxBytes, handler.backupCount) == (1_000_000, 4)
    handler.maxBytes = 500
    for _ in range(100):
        logging.getLogger("rccdesk.prov").warning("rows_read rows=%d", 1)
    folder = Path(handler.baseFilename).parent
    assert len(list(folder.iterdir())) == 5


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    assert logs.install(tmp_path / "fil") is None


@pytest.mark.parametrize(
    ("file", "short"),
    [
        ("/home/anna.berg/Program/rccdesk/ui/tasks.py", "rccdesk/ui/tasks.py"),
        (r"C:\Users\anna\AppData\rccdesk\rccdesk\app.py", "rccdesk/app.py"),
        ("/home/anna/.venv/lib/python3.11/site-packages/x/y.py", "site-packages/x/y.py"),
        ("/home/anna/prov.py", "prov.py"),
    ],
)
def test_a_place_never_names_the_user(file: str, short: str) -> None:
    assert logs.short_place(file) == short


def test_every_call_in_the_program_names_an_event(repository: Path) -> None:
    """A message that the log would drop tells nobody anything."""
    calls = 0
    for path in (repository / "rccdesk").rglob("*.py"):
        text = path.read_text("utf-8")
        if "log" not in text.replace("dialog", ""):
            continue
        for node in ast.walk(ast.parse(text)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id in ("_log", "logger", "log")
            ):
                message = node.args[1 if node.func.attr == "log" else 0]
                assert isinstance(message, ast.Constant), f"{path.name}:{node.lineno}"
                assert logs._EVENT.fullmatch(str(message.value)), f"{path.name}:{node.lineno}"
                calls += 1
    assert calls >= 3
