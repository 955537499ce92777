"""What is remembered of a store must never be older than the store."""

from __future__ import annotations

from pathlib import Path

from rccdesk.enums import Topic
from rccdesk.models import Svf
from rccdesk.services import store_settings
from rccdesk.services.database import Database
from rccdesk.services.history import undo_last
from rccdesk.services.pathways import catalogue
from rccdesk.services.store_settings import SmallNumberLimits


def test_a_write_of_another_program_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "store.rccdesk"
    with (
        Database.open(path, create=True) as other,
        Database.open(path, reading=True) as window,
    ):
        assert store_settings.get_small_number_limits(window).group == 5
        store_settings.update_small_number_limits(other, SmallNumberLimits(7, 12))
        assert store_settings.get_small_number_limits(window) == SmallNumberLimits(7, 12)
        undo_last(other)
        assert store_settings.get_small_number_limits(window) == SmallNumberLimits(5, 10)


def test_arguments_and_stores_are_told_apart(tmp_path: Path) -> None:
    with (
        Database.open(tmp_path / "one.rccdesk", create=True) as one,
        Database.open(tmp_path / "two.rccdesk", create=True) as two,
    ):
        every = catalogue.list_limits(one)
        first = catalogue.list_limits(one, every[0].kva_prefix)
        assert 0 < len(first) < len(every)
        assert catalogue.list_limits(one, kva_prefix=every[0].kva_prefix) == first
        with two.write(Topic.PATHWAYS, act="history.act.example_made") as session:
            for svf in session.query(Svf):
                svf.name = "annat"
        assert {svf.name for svf in catalogue.list_svf(two)} == {"annat"}
        assert "annat" not in {svf.name for svf in catalogue.list_svf(one)}


def test_a_result_read_before_a_write_is_not_kept_after_it(tmp_path: Path) -> None:
    with Database.open(tmp_path / "store.rccdesk", create=True) as database:
        before = database.data_versions()
        store_settings.update_reporting_lag_days(database, 45)
        after = database.data_versions()
        assert after["settings"] == before.get("settings", 0) + 1
        assert store_settings.get_reporting_lag_days(database) == 45
