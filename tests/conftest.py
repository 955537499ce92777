"""What every test gets. No Qt here: the tests of services and models run without it."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
import shutil
import socket  # noqa: TID251 - to know what to refuse
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from rccdesk import texts
from rccdesk.services.database import engines, store_file
from rccdesk.services.imports.reading import client
from rccdesk.services.reader import launch

# Python's own events for what would reach a network. The one exception is the local socket by
# which a second start brings the first window to the front: Qt makes it, it is a Unix socket (a
# named pipe on Windows), and no event of Python tells of it.
_NETWORK = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo",
            "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")  # fmt: skip
_INTERNET = (socket.AF_INET, socket.AF_INET6)
network_calls: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the tests marked long too")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "long: takes more than some seconds; runs with --long only")
    config.addinivalue_line("markers", "tells_of_bugs: provokes a bug that the window tells of")
    config.addinivalue_line("markers", "network_is_asked_for: tries the guard against sockets")
    # A gate must say the same twice; the long form looks for what nobody has seen yet.
    hypothesis.settings.register_profile("repeatable", derandomize=True, database=None)
    if not config.getoption("--long"):
        hypothesis.settings.load_profile("repeatable")


def _hear_network(name: str, values: tuple[Any, ...]) -> None:
    """Note, and refuse, what would reach a network."""
    if name == "socket.__new__":
        if values[1] in _INTERNET:
            network_calls.append(name)
            raise PermissionError("no network in the tests")
    elif name in _NETWORK:
        if isinstance(values[0], socket.socket) and values[0].family == getattr(
            socket, "AF_UNIX", None
        ):
            return
        network_calls.append(name)
        raise PermissionError("no network in the tests")


sys.addaudithook(_hear_network)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Fail the test during which something asked for the network, also where that was caught."""
    report: Any = yield
    if network_calls and "network_is_asked_for" not in item.keywords:
        report.outcome = "failed"
        report.longrepr = f"asked for the network: {', '.join(network_calls)}"
    network_calls.clear()
    return report


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    for item in items:
        if "long" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="runs with --long"))


@pytest.fixture(scope="session", autouse=True)
def ready_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make one new store in full, and let every other new store of this process begin as its copy.

    The migrations and the reference data take 0.2 s, hundreds of times. What differs between two
    new stores is made anew, and everything around the filling is the program's own. Other
    migrations than the program's are always run, as are all in processes of their own.
    """
    fill, folder = store_file._fill_new, store_file.migrations_dir()
    ready = tmp_path_factory.mktemp("ready") / "new"
    fill(ready)

    def copy(path: Path) -> None:
        if store_file.migrations_dir() != folder:
            fill(path)
            return
        shutil.copyfile(ready, path)
        made = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        with contextlib.closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("PRAGMA synchronous=OFF")
            changed = connection.execute(
                "UPDATE store SET made_at=?, secret=?",
                (made.isoformat(sep=" ", timespec="microseconds"), secrets.token_bytes(32)),
            )
            assert changed.rowcount == 1

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_file, "_fill_new", copy)
        yield ready


@pytest.fixture(scope="session")
def example_copy(
    tmp_path_factory: pytest.TempPathFactory, ready_store: Path
) -> Callable[[Path, int, int], Path]:
    """Return a function that copies an example of so many pathways and extracts to a path.

    An example takes three seconds in any size: each is made once for all processes of a run, or
    twice where two need it at once.
    """
    from rccdesk.services.database.store_state import state_path
    from rccdesk.services.example_data import make_example_store

    own = tmp_path_factory.getbasetemp()
    common = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own

    def copy(path: Path, patients: int, extracts: int) -> Path:
        kept = common / f"examples-{patients}-{extracts}"
        if not kept.exists():
            made = tmp_path_factory.mktemp("examples")
            make_example_store(made / "x.rccdesk", patients=patients, extracts=extracts)
            with contextlib.suppress(OSError):  # the other one was first
                made.rename(kept)
        # With their times: the side file names the time at which the store was closed.
        shutil.copy2(kept / "x.rccdesk", path)
        shutil.copy2(state_path(kept / "x.rccdesk"), state_path(path))
        return path

    return copy


@pytest.fixture(scope="module", autouse=True)
def no_waiting_for_the_disk(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let the stores of this process leave the syncing to the system: half the time of a test.

    What a cut of power leaves is tried in tests/faults and in processes of their own, as it is.
    """
    if request.path.parent.name == "faults" or request.path.name == "test_database.py":
        yield
        return
    settings = tuple(
        "synchronous=OFF" if setting.startswith("synchronous=") else setting
        for setting in engines._SETTINGS
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "_SETTINGS", settings)
        yield


_READERS_OF_THEIR_OWN = ("test_reading.py", "test_migrations.py")


@pytest.fixture(autouse=True)
def read_by_a_fork(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a fork read the files: a new process takes five times as long, some thousand times.

    Not where the child itself is tried, nor beside the threads of a window.
    """
    own = {"ui", "faults"} & set(request.path.parts) or request.path.name in _READERS_OF_THEIR_OWN
    if own or not hasattr(os, "fork"):
        return
    from tests.rigs.forking import ForkedReader

    monkeypatch.setattr(client, "start", ForkedReader)
    monkeypatch.setattr(launch, "start_ahead", lambda _path: None)


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep settings and stores of a test away from the user's own folders."""
    home = tmp_path_factory.mktemp("home")
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(home / variable.lower()))
    for variable in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(home))
    return home


@pytest.fixture(autouse=True)
def own_language() -> None:
    """Begin every test in Swedish, whatever language the one before left."""
    texts.use_language("sv")


@pytest.fixture
def repository() -> Path:
    """Return the root of the checkout."""
    return Path(__file__).parent.parent
