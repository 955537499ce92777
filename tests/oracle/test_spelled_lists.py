"""The same events and pathways in other words, orders and formats give the same rows."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from rccdesk.services.database import Database
from rccdesk.services.export import dump
from rccdesk.services.imports import ImportRequest, import_files
from rccdesk.services.imports.reading import client
from tests.oracle.layouts import write_rows
from tests.rigs.forking import ForkedReader

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
    "oktober", "november", "december",
)  # fmt: skip
REGIONS = {
    "12": ("12", "Skåne", "Region Skåne", "Skåne län"),
    "01": ("01", "1", "Stockholm", "Region Stockholm", "Stockholms läns landsting"),
    "13": ("13", "Halland", "Hallands län"),
}
SEXES = {"female": ("Kvinna", "K", "female", "2"), "male": ("Man", "M", "male", "1")}
FLAGS = {True: ("ja", "Ja", "1", "true", "J"), False: ("nej", "Nej", "0", "false")}
TREATMENTS = {
    "surgery": ("Kirurgi", "surgery", "operation"),
    "drug": ("Läkemedel", "drug", "Cytostatika"),
    "active_monitoring": ("Expektans", "exspektans", "Aktiv monitorering", "active_monitoring"),
}
EVENT_HEADERS = {
    "pathway_id": ("Förlopps-id", "pathway_id", "Löpnummer", "FÖRLOPPS-ID "),
    "kva_code": ("KVÅ-kod", "kva_code", "Åtgärdskod", "kod"),
    "event_date": ("Datum", "event_date", "Händelsedatum"),
    "unit": ("Enhet", "unit", "Sjukhus"),
    "region": ("Region", "region", "Landsting", "Länskod"),
    "sex": ("Kön", "sex", "gender"),
    "age": ("Ålder", "age"),
    "recurrence": ("Återfall", "recurrence", "Recidiv"),
}
PATHWAY_HEADERS = {
    "pathway_id": ("Förlopps-id", "pathway_id"),
    "svf": ("SVF", "svf", "Vårdförlopp"),
    "in_svf": ("I SVF", "in_svf"),
    "treatment_recommended": ("Behandling rekommenderad", "treatment_recommended"),
    "treatment": ("Behandling", "treatment", "Behandlingstyp"),
    "suspicion_date": ("Välgrundad misstanke", "suspicion_date", "VGM"),
    "decision_date": ("Behandlingsbeslut", "decision_date"),
    "treatment_start_date": ("Behandlingsstart", "treatment_start_date", "Start av behandling"),
    "region": ("Region", "region"),
    "sex": ("Kön", "sex"),
}


def spell_date(rng: random.Random, day: dt.date, *, as_text: bool) -> object:
    """Return one certain way to write a day."""
    if not as_text and rng.random() < 0.5:
        return day
    month = MONTHS[day.month - 1]
    return rng.choice(
        (
            day.isoformat(), f"{day:%Y%m%d}", f"{day:%Y/%m/%d}", f"{day:%Y-%m-%d} 10:30",
            f"{day:%Y-%m-%dT00:00:00}", f"{day.day} {month} {day.year}",
            f"{day.year}-{day.month}-{day.day}",
            f"{day.day}/{day.month} {day.year}", f"den {day.day} {month[:3]}. {day.year}",
            f"{day.day}:e {month} {day.year}",
        )
    )  # fmt: skip


def spell_code(rng: random.Random, code: str) -> str:
    return rng.choice((code, code.lower(), f"{code[:3]} {code[3:]}", f" {code} "))


def spell(rng: random.Random, name: str, value: object, *, as_text: bool) -> object:
    if isinstance(value, dt.date):
        return spell_date(rng, value, as_text=as_text)
    if name == "kva_code":
        return spell_code(rng, str(value))
    if name == "svf":
        return rng.choice(
            (str(value), str(value).lower(), {"VG9": "Bröstcancer"}.get(str(value), str(value)))
        )
    words = {"region": REGIONS, "sex": SEXES, "treatment": TREATMENTS}.get(name)
    if words is not None:
        return rng.choice(words[str(value)])
    if isinstance(value, bool):
        return rng.choice(FLAGS[value])
    return value


def make_events(rng: random.Random) -> list[dict[str, object]]:
    rows = []
    for number in range(rng.randint(3, 9)):
        start = dt.date(2024, 1, 1) + dt.timedelta(rng.randrange(300))
        who = {
            "unit": rng.choice(("Lund", "Åhus")), "region": rng.choice(list(REGIONS)),
            "sex": rng.choice(list(SEXES)), "age": rng.randint(20, 90),
            "recurrence": rng.random() < 0.2,
        }  # fmt: skip
        for suffix, days in (("10", 0), ("43", 8), (rng.choice(("50", "54", "73")), 25)):
            event = {"pathway_id": f"F{number}", "kva_code": f"VG9{suffix}"}
            rows.append({**event, "event_date": start + dt.timedelta(days), **who})
    return rows


def make_pathways(rng: random.Random) -> list[dict[str, object]]:
    rows = []
    for number in range(rng.randint(3, 9)):
        start = dt.date(2024, 1, 1) + dt.timedelta(rng.randrange(300))
        rows.append(
            {
                "pathway_id": f"F{number}", "svf": rng.choice(("VG9", "VJ1")),
                "in_svf": rng.random() < 0.8, "treatment_recommended": rng.random() < 0.8,
                "treatment": rng.choice(list(TREATMENTS)), "suspicion_date": start,
                "decision_date": start + dt.timedelta(rng.randint(5, 20)),
                "treatment_start_date": start + dt.timedelta(rng.randint(21, 60)),
                "region": rng.choice(list(REGIONS)), "sex": rng.choice(list(SEXES)),
            }
        )  # fmt: skip
    return rows


def plainly(rows: Sequence[dict[str, object]], headers: dict[str, tuple[str, ...]]) -> list[list]:
    """Return the rows as the contract spells them."""
    words = {True: "ja", False: "nej"}
    cells = [
        [words[v] if isinstance(v, bool) else str(v) for v in (row[name] for name in headers)]
        for row in rows
    ]
    return [[names[0] for names in headers.values()], *cells]


def otherwise(
    rng: random.Random, rows: Sequence[dict[str, object]], headers: dict, *, as_text: bool
) -> list[list]:
    """Return the rows in other words, another order of columns, and with things around them."""
    order = rng.sample(list(headers), len(headers))
    table: list[list] = [[rng.choice(headers[name]) for name in order]]
    for row in rows:
        table.append([spell(rng, name, row[name], as_text=as_text) for name in order])
    if rng.random() < 0.3:
        table = [[*table[0], "Anmärkning"], *([*row, "x"] for row in table[1:])]
    if rng.random() < 0.3:
        table = [["Uttag ur registret"], [None], *table]
    if rng.random() < 0.2:
        table.insert(len(table) - 1, [None] * len(table[0]))
    return [[None, *row] for row in table] if rng.random() < 0.2 else table


def imported(store: Path, folder: Path, path: Path) -> tuple[object, ...]:
    """Return what a copy of the store holds after the import of one file."""
    own = Path(shutil.copy(store, folder / f"{path.stem}.rccdesk"))
    with Database.open(own) as database:
        (result,) = import_files(
            database, ImportRequest((path,), extract_date=dt.date(2026, 1, 31)), backs_up=False
        )
        tables = dump(database, case_level=True)["tables"]
    place = {"batch", "row", "sheet"}
    rows = [
        [{name: value for name, value in row.items() if name not in place} for row in table]
        for name, table in tables.items()
        if "event" in name
    ]
    assert any(rows)
    return result.rows_imported, result.rows_skipped, rows


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "ny.rccdesk"
    Database.open(path, create=True).close()
    return path


def check_lists(seed: int, store: Path, folder: Path) -> None:
    rng = random.Random(seed)
    make, headers = rng.choice(((make_events, EVENT_HEADERS), (make_pathways, PATHWAY_HEADERS)))
    rows = make(rng)
    plain = write_rows(folder / f"a{seed}.csv", plainly(rows, headers))
    kind = rng.choice(("csv", "xlsx", "ods", "xls", "xlsb"))
    spelled = otherwise(rng, rows, headers, as_text=kind == "csv")
    other = write_rows(folder / f"b{seed}.{kind}", spelled)
    expected = imported(store, folder, plain)
    assert expected[:2] == (len(rows), 0)
    assert imported(store, folder, other) == expected, (seed, kind)


@pytest.mark.parametrize("seed", range(6))
def test_a_list_in_other_words_is_the_same(
    seed: int, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "start", ForkedReader)
    check_lists(seed, store, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1000, 1150))
def test_many_lists_in_other_words_are_the_same(
    seed: int, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "start", ForkedReader)
    check_lists(seed, store, tmp_path)
