"""The corpus of bad workbooks: made anew it is the same, and every file is met as it should be."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from rccdesk.errors import FileRefusedError
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest, import_files
from rccdesk.services.imports.reading import client
from tests.corpus.bad_workbooks import BAD
from tests.corpus.make_corpus import KEPT, make_corpus
from tests.rigs.forking import ForkedReader


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    make_corpus(folder)
    return folder


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("store") / "prov.rccdesk"
    with Database.open(path, create=True) as opened:
        yield opened


def hashes(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


def test_the_corpus_is_made_anew_byte_for_byte(corpus: Path, tmp_path: Path) -> None:
    make_corpus(tmp_path)
    assert hashes(tmp_path) == hashes(corpus)
    assert set(BAD) < set(hashes(corpus))


@pytest.mark.parametrize("name", BAD)
def test_a_bad_workbook_is_met_as_it_should_be(
    name: str, corpus: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "start", ForkedReader)
    bad = BAD[name]
    request = ImportRequest(
        (corpus / name,), indicator="k", extract_date=dt.date(2026, 1, 31), dry_run=True
    )
    if bad.refused:
        with pytest.raises(FileRefusedError) as caught:
            import_files(database, request)
        assert caught.value.code in bad.refused.split("|")
        return
    (result,) = import_files(database, request)
    assert set(bad.said) <= {problem.code for problem in result.problems}
    assert result.rows_imported == bad.kept


def test_every_kept_file_has_its_origin_in_the_readme() -> None:
    said = (KEPT.parent / "README.md").read_text("utf-8")
    for path in KEPT.iterdir():
        stem, kind = path.stem, path.suffix.lstrip(".")
        assert f"{stem}.{kind}" in said or (f"{stem}.{{" in said and kind in said), path.name
