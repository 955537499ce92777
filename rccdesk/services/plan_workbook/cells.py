"""One cell of the workbook: how a value is written, and what is read from it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from rccdesk.formats import workbook_text
from rccdesk.periods import parse_period
from rccdesk.services.imports.reading import CellFault
from rccdesk.services.imports.spelled_periods import read_period
from rccdesk.services.imports.values import clean_text, day_of, fold, read_date, read_number
from rccdesk.services.plan_workbook.model import Column, Form
from rccdesk.services.plan_workbook.sheets import LANGUAGE
from rccdesk.services.plan_workbook.vocabulary import Names, Vocabulary, code_words
from rccdesk.texts import text_in

Cell = str | int | float | dt.date | None

_LIST = "; "
_MEASURE = re.compile(r"(?P<key>\S+)(?: \(.*\))?")
_CODE_LIKE = re.compile(r"[A-Z]{0,3}\d{0,3}")
_WITH_CODE = re.compile(r".*\((?P<code>[^()\s]{1,20})\)")
_LEADING_NUMBER = re.compile(r"\d+")
_NONE = {Form.DATE, Form.NUMBER, Form.WHOLE, Form.MAYBE, Form.LEVEL, Form.CAUSE}


class CellError(Exception):
    """A cell says nothing that its column can hold; ``code`` is that of the problem."""

    def __init__(self, code: str, **values: object) -> None:
        """Remember the code and the values of its sentence."""
        super().__init__(code)
        self.code = code
        self.values = values


def yes_no(*, said: bool) -> str:
    """Return yes or no in the words of the workbook."""
    return text_in(LANGUAGE, "fields.yes" if said else "fields.no")


def write_cell(column: Column, value: Any, words: Vocabulary) -> Cell:
    """Return what stands in the cell of a value; rows and things are named elsewhere."""
    if value is None or value == "":
        return None
    if column.form in _WRITERS:
        return _WRITERS[column.form](column, value, words)
    return workbook_text(value) if isinstance(value, str) else value


def measure_words(key: str, words: Vocabulary) -> str:
    """Return the key of a measure with its title."""
    title = words.measures.get(key)
    return f"{key} ({workbook_text(title)})" if title else key


def is_same(written: Cell, cell: object) -> bool:
    """Tell whether a cell still holds what was written into it."""
    if cell is None or cell == "":
        return written is None or (isinstance(written, str) and not written.strip())
    if isinstance(cell, dt.datetime):
        cell = cell.date()
    if isinstance(written, str) and isinstance(cell, str):
        return _lines(written) == _lines(cell)
    if isinstance(cell, bool) or isinstance(written, bool):
        return False
    if isinstance(written, int | float) and isinstance(cell, int | float):
        return abs(written - cell) <= 1e-12 * max(1.0, abs(written))
    return written == cell


def _lines(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def read_cell(column: Column, cell: object, words: Vocabulary) -> Any:
    """Return the value of a cell as the table holds it. Raises CellError."""
    if isinstance(cell, CellFault):
        raise CellError("error_cell" if cell.kind == "error" else "uncached_formula")
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        if column.is_needed:
            raise CellError("missing_value")
        return None if column.form in _NONE else False if column.form is Form.FLAG else ""
    return _READERS[column.form](column, cell, words)


def _text(_column: Column, cell: object, _words: Vocabulary) -> str:
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(cell, dt.date):
        return cell.isoformat()[:10]
    return clean_text(cell)


def _date(_column: Column, cell: object, _words: Vocabulary) -> dt.date:
    days = read_date(cell)
    if days is None:
        try:  # before 1900, as it was written
            return dt.date.fromisoformat(str(cell))
        except ValueError:
            raise CellError("bad_date") from None
    return day_of(days)


def _number(_column: Column, cell: object, _words: Vocabulary) -> float:
    number = read_number(cell)
    if number is None:
        raise CellError("bad_number")
    is_percent = isinstance(cell, str) and cell.strip().endswith("%")
    return float(number) / 100 if is_percent else float(number)


def _whole(column: Column, cell: object, words: Vocabulary) -> int:
    number = _number(column, cell, words)
    if not number.is_integer():
        raise CellError("not_whole_number")
    return int(number)


def _flag(_column: Column, cell: object, _words: Vocabulary) -> bool:
    word = fold(cell)
    if word in (fold(yes_no(said=True)), "x", "1", "yes", "sant", "true"):
        return True
    if word in (fold(yes_no(said=False)), "0", "no", "falskt", "false"):
        return False
    raise CellError("unknown_code", known=", ".join((yes_no(said=True), yes_no(said=False))))


def _code(column: Column, cell: object, words: Vocabulary) -> str:
    known = words.codes(column.of)
    for code, word in (*known.items(), *code_words(column.of).items()):  # of another RCC's file
        if fold(cell) in (fold(word), code):
            return code
    raise CellError("unknown_code", known=", ".join(known.values()))


def _region(_column: Column, cell: object, words: Vocabulary) -> str:
    return _place(cell, words.regions.read(cell))


def _area(_column: Column, cell: object, words: Vocabulary) -> str:
    return _place(cell, words.areas.read(cell))


def _place(cell: object, code: str | None) -> str:
    if code is not None:
        return code
    written = clean_text(cell)
    match = _WITH_CODE.fullmatch(written)
    if match is not None:  # also of a region that this store does not know
        return match["code"]
    if _CODE_LIKE.fullmatch(written):
        return written
    raise CellError("region_unknown")


def _with_code(names: Names, code: str) -> str:
    """Return the name of a place with its code: another store may not know the name."""
    name = workbook_text(names.names.get(code, ""))
    return f"{name} ({code})" if name else code


def _pathways(_column: Column, cell: object, words: Vocabulary) -> str:
    found = []
    for part in re.split(r"[;\n]", str(cell)):
        if part.strip():
            prefix = words.pathways.read(part)
            if prefix is None and not re.fullmatch(r"[A-Z]{1,3}\d{1,2}", part.strip()):
                raise CellError("pathway_unknown")
            found.append(prefix or part.strip())
    return " ".join(found)


def _measure(_column: Column, cell: object, words: Vocabulary) -> str:
    written = clean_text(cell)
    by_title = words.find_measures(written)
    if len(by_title) == 1:
        return by_title[0]
    match = _MEASURE.fullmatch(written)
    if match is None:
        raise CellError("measure_unknown")
    return match["key"]


def _period(_column: Column, cell: object, _words: Vocabulary) -> str:
    written = clean_text(cell)
    try:
        parse_period(written)
    except ValueError:
        period = read_period(cell)
        if period is None:
            raise CellError("bad_period") from None
        return period.key
    return written


def _level(column: Column, cell: object, words: Vocabulary) -> int:
    known = words.levels.get(column.of, {})
    match = _LEADING_NUMBER.match(clean_text(cell))
    for level, name in known.items():
        if fold(name) == fold(cell) or (match and int(match[0]) == level):
            return level
    shown = ", ".join(f"{level} {name}" for level, name in sorted(known.items()))
    raise CellError("unknown_code", known=shown)


def _cause(_column: Column, cell: object, words: Vocabulary) -> str:
    uuid = words.causes.read(cell)
    if uuid is None:
        raise CellError("cause_unknown")
    return uuid


_WRITERS: dict[Form, Callable[[Column, Any, Vocabulary], Cell]] = {
    Form.FLAG: lambda _column, value, _words: yes_no(said=bool(value)),
    Form.MAYBE: lambda _column, value, _words: yes_no(said=bool(value)),
    Form.CODE: lambda column, value, words: words.codes(column.of).get(value, str(value)),
    Form.REGION: lambda _column, value, words: _with_code(words.regions, value),
    Form.AREA: lambda _column, value, words: _with_code(words.areas, value),
    Form.PATHWAYS: lambda _column, value, words: _LIST.join(
        words.pathways.write(prefix) for prefix in str(value).split()
    ),
    Form.MEASURE: lambda _column, value, words: measure_words(value, words),
    Form.LEVEL: lambda column, value, words: (
        f"{value} {words.levels.get(column.of, {}).get(value, '')}".strip()
    ),
    Form.CAUSE: lambda _column, value, words: words.causes.write(value),
}
_READERS = {
    Form.TEXT: _text,
    Form.LINES: _text,
    Form.DATE: _date,
    Form.NUMBER: _number,
    Form.WHOLE: _whole,
    Form.FLAG: _flag,
    Form.MAYBE: _flag,
    Form.CODE: _code,
    Form.REGION: _region,
    Form.AREA: _area,
    Form.PATHWAYS: _pathways,
    Form.MEASURE: _measure,
    Form.PERIOD: _period,
    Form.LEVEL: _level,
    Form.CAUSE: _cause,
}
