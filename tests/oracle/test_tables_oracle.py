"""Random aggregated tables in every layout: the import must give back the model they are of."""

from __future__ import annotations

import contextlib
import datetime as dt
import math
import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest, import_files
from rccdesk.services.imports.aggregated import AggregatedRows
from rccdesk.services.imports.contents import read_content
from rccdesk.services.imports.fixes import Fixes
from rccdesk.services.imports.reading import client
from rccdesk.services.imports.recognition import recognise
from tests.oracle.layouts import write_rows
from tests.oracle.tables import Figure, Key, Table, make_table
from tests.rigs.forking import ForkedReader
from tests.services.import_tables import code_table, vocabulary


def compare(table: Table, found: dict[Key, Figure]) -> list[str]:
    """Return what differs from the model."""
    findings = []
    if lost := set(table.figures) - set(found):
        findings.append(f"lost {sorted(lost)}")
    if extra := set(found) - set(table.figures):
        findings.append(f"extra {sorted(extra)}")
    for key in set(found) & set(table.figures):
        wanted, got = table.figures[key], found[key]
        same = wanted.masked == got.masked and wanted.is_total == got.is_total
        for name in ("numerator", "denominator", "value"):
            a, b = getattr(wanted, name), getattr(got, name)
            same &= (a is None) == (b is None)
            same &= a is None or b is None or math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)
        if not same:
            findings.append(f"{key}: {got} is not {wanted}")
    return findings


def read_in_memory(table: Table) -> dict[Key, Figure]:
    """Read the rows of a table as the child would hand them over."""
    rows = [tuple(float(c) if isinstance(c, int) else c for c in row) for row in table.rows]
    words = store_words()
    found = recognise(
        [(0, 1, rows)], is_unit=words.is_unit, wide=table.options.get("wide"), profile=None
    )
    assert found is not None, "not recognised"
    words = words.with_fixes(Fixes(table.fixes))
    assert not found.missing, found.missing
    content = read_content(
        code_table(rows, found.header_row), found, words, is_proportion=True, duplicates="skip"
    )
    assert isinstance(content.rows, AggregatedRows)
    figures = content.rows.figures
    read = {}
    for key, content_of, is_total in zip(
        figures.keys(), figures.contents(), figures.is_total.tolist(), strict=True
    ):
        period, unit, _home, group, sex, age = key
        n, d, value, masked = content_of
        read[period, unit, group, sex, age] = Figure(n, d, value, masked, is_total)  # type: ignore[arg-type]
    return read


_WORDS: list = []


def store_words():  # type: ignore[no-untyped-def]
    """Return the words of a new store; it is made once."""
    return _WORDS[0] if _WORDS else vocabulary()


@pytest.fixture(scope="module", autouse=True)
def words_of_a_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from rccdesk.services.imports.vocabulary import load_vocabulary

    path = tmp_path_factory.mktemp("words") / "prov.rccdesk"
    with Database.open(path, create=True) as database, database.read() as session:
        _WORDS.append(load_vocabulary(session))
    return path


@settings(max_examples=80, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_table_means_the_same_in_every_layout(rng: random.Random) -> None:
    table = make_table(rng)
    assert compare(table, read_in_memory(table)) == [], table.layout


@pytest.mark.long
@pytest.mark.timeout(0)
@pytest.mark.parametrize("block", range(20))
def test_many_tables_mean_the_same(block: int) -> None:
    for seed in range(1000 * block, 1000 * (block + 1)):
        table = make_table(random.Random(seed))
        assert compare(table, read_in_memory(table)) == [], (seed, table.layout)


# --------------------------------------------------------------------------- as whole files


def read_as_file(store: Path, database: Database, table: Table, path: Path) -> dict[Key, Figure]:
    """Import a table from a file and return what the store holds of it."""
    write_rows(path, table.rows)
    key = f"k{path.stem}"
    request = ImportRequest(
        (path,),
        indicator=key,
        extract_date=dt.date(2026, 1, 31),
        fixes=table.fixes,
        **table.options,
    )
    import_files(database, request, backs_up=False)
    with contextlib.closing(sqlite3.connect(store)) as raw:
        rows = raw.execute(
            'SELECT period, unit, "group", sex, age_group, numerator, denominator, value, masked, '
            "is_total FROM measurement WHERE indicator = ?",
            (key,),
        ).fetchall()
    return {
        tuple(word or "" for word in row[:5]): Figure(*row[5:9], bool(row[9]))  # type: ignore[misc]
        for row in rows
    }


def check_files(seeds: range, folder: Path) -> list[str]:
    store = folder / "prov.rccdesk"
    findings = []
    with Database.open(store, create=True) as database:
        for seed in seeds:
            rng = random.Random(seed)
            table = make_table(rng)
            kind = rng.choice(("csv", "xlsx", "xlsx", "ods", "xls", "xlsb"))
            found = read_as_file(store, database, table, folder / f"{seed}.{kind}")
            findings += [f"{seed} {kind} {table.layout}: {each}" for each in compare(table, found)]
    return findings


def test_tables_mean_the_same_in_every_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "start", ForkedReader)
    assert check_files(range(14), tmp_path) == []


@pytest.mark.long
@pytest.mark.timeout(0)
@pytest.mark.parametrize("block", range(10))
def test_many_tables_mean_the_same_in_every_format(
    block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "start", ForkedReader)
    assert check_files(range(100_000 + 60 * block, 100_060 + 60 * block), tmp_path) == []
