"""Register S: where a store lies, and what a full or vanished disk does to it."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from rccdesk.enums import BackupReason, Topic
from rccdesk.errors import StoreError
from rccdesk.models import StoreSetting
from rccdesk.services import backups
from rccdesk.services.database import Database, places, remove_store, store_state

ACT = "history.act.profile_updated"
NETWORK = "en nätverksplats"
MOUNTS = [
    ("/", "ext4"),
    ("/mnt", "9p"),
    ("/srv/share", "cifs"),
    ("/srv/share/local", "ext4"),
    ("/home/anna/nas", "fuse.sshfs"),
    ("/net", "nfs4"),
    ("/work", "overlay"),
    ("/v", "virtiofs"),
]


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("mall") / "prov.rccdesk"
    Database.open(path, create=True).close()
    return path


@pytest.fixture
def path(tmp_path, template):
    shutil.copy2(template, tmp_path)
    shutil.copy2(store_state.state_path(template), tmp_path)
    return tmp_path / "prov.rccdesk"


def refused(path, **how):
    with pytest.raises(StoreError) as caught:
        Database.open(path, **how)
    return caught.value


def put(database, key):
    with database.write(Topic.SETTINGS, act=ACT) as session:
        session.add(StoreSetting(key=key, value="1"))


def name(path, **known):
    values = {
        "home": PureWindowsPath("C:/Users/Anna")
        if isinstance(path, PureWindowsPath)
        else PurePosixPath("/home/anna"),
        "environ": {},
        "mounts": MOUNTS,
        "drive_type": lambda root: 4 if root.upper() == "Z:\\" else 3,
        "is_marked": lambda _folder: False,
    }
    return places.name_place(path, **{**values, **known})


@pytest.mark.parametrize(
    ("spelled", "place"),
    [
        (r"C:\Users\Anna\AppData\Local\rccdesk\min.rccdesk", None),
        (r"D:\data\min.rccdesk", None),
        (r"\\server\cancer\min.rccdesk", NETWORK),
        ("//server/cancer/min.rccdesk", NETWORK),
        (r"\\?\UNC\server\cancer\min.rccdesk", NETWORK),
        (r"\\?\C:\data\min.rccdesk", None),
        (r"Z:\cancer\min.rccdesk", NETWORK),
        (r"z:\min.rccdesk", NETWORK),
        (r"C:\Users\Anna\OneDrive\min.rccdesk", "OneDrive"),
        (r"C:\Users\Anna\OneDrive - Region Norr\Dokument\min.rccdesk", "OneDrive"),
        (r"C:\Users\Anna\onedrive - region norr\min.rccdesk", "OneDrive"),
        (r"C:\Users\Anna\OneDriveKopior\min.rccdesk", None),
        (r"C:\Users\Anna\Dropbox\min.rccdesk", "Dropbox"),
        (r"C:\Users\Anna\Dropbox (Region Norr)\min.rccdesk", "Dropbox"),
        (r"C:\Users\Anna\Box\min.rccdesk", "Box"),
        (r"C:\Users\Anna\Box Sync\min.rccdesk", "Box"),
        (r"C:\arkiv\box\min.rccdesk", None),
        (r"C:\Users\Anna\Google Drive\min.rccdesk", "Google Drive"),
        (r"G:\My Drive\min.rccdesk", "Google Drive"),
        (r"G:\Min enhet\min.rccdesk", "Google Drive"),
        (r"C:\Users\Anna\Min enhet\min.rccdesk", None),
        (r"C:\Users\Anna\iCloudDrive\min.rccdesk", "iCloud"),
        (r"C:\Users\Anna\Nextcloud\min.rccdesk", "Nextcloud"),
        (r"C:\Users\Anna\ownCloud\min.rccdesk", "ownCloud"),
    ],
)
def test_S08_windows_paths(spelled, place):
    assert name(PureWindowsPath(spelled)) == place


@pytest.mark.parametrize(
    ("spelled", "place"),
    [
        ("/home/anna/.local/share/rccdesk/min.rccdesk", None),
        ("/mnt/min.rccdesk", None),
        ("/srv/min.rccdesk", None),
        ("/v/min.rccdesk", None),
        ("/srv/share/cancer/min.rccdesk", NETWORK),
        ("/srv/shared/min.rccdesk", None),
        ("/srv/share/local/min.rccdesk", None),
        ("/home/anna/nas/min.rccdesk", NETWORK),
        ("/net/hem/min.rccdesk", NETWORK),
        ("//server/cancer/min.rccdesk", NETWORK),
        ("/home/anna/Dropbox/min.rccdesk", "Dropbox"),
        ("/home/anna/Nextcloud/min.rccdesk", "Nextcloud"),
        ("/home/anna/Box/min.rccdesk", "Box"),
        ("/Users/anna/Library/Mobile Documents/com~apple~CloudDocs/min.rccdesk", "iCloud"),
        (
            "/Users/anna/Library/CloudStorage/Annan-moln/min.rccdesk",
            "en mapp som synkroniseras",
        ),
        ("/Users/anna/Library/CloudStorage/OneDrive-Region/min.rccdesk", "OneDrive"),
    ],
)
def test_S08_posix_paths(spelled, place):
    assert name(PurePosixPath(spelled)) == place


def test_S08_folders_that_only_the_machine_knows_of():
    renamed = PureWindowsPath(r"C:\Users\Anna\Moln\min.rccdesk")
    environ = {"OneDriveCommercial": r"C:\Users\Anna\Moln", "PATH": r"C:\Windows"}
    assert name(renamed, environ=environ) == "OneDrive"
    assert name(renamed, environ={"OneDrive": ""}) is None
    marked = PureWindowsPath(r"C:\Users\Anna\Moln")
    assert name(renamed, is_marked=lambda folder: folder == marked) == "Dropbox"


@pytest.mark.parametrize("how", [{}, {"reading": True}, {"take_over": True}])
def test_S08_a_live_store_in_a_synchronised_folder_is_refused_both_ways(path, how):
    folder = path.parent / "Dropbox"
    folder.mkdir()
    store = Path(shutil.copy2(path, folder))
    error = refused(store, **how)
    assert (error.code, error.values["place"]) == ("store_on_share", "Dropbox")
    assert [p.name for p in folder.iterdir()] == [store.name]


def test_S08_nothing_is_made_in_a_synchronised_folder(tmp_path):
    store = tmp_path / "Nextcloud" / "min.rccdesk"
    assert refused(store.parent / "ny" / "a.rccdesk").code == "store_folder_missing"
    assert refused(store, create=True).code == "store_on_share"
    assert not store.parent.exists()


def test_S08_a_sealed_backup_may_be_read_anywhere_and_written_nowhere(path):
    folder = path.parent / "Dropbox"
    folder.mkdir()
    row = backups.make_backup(path, BackupReason.MANUAL, target=folder / "kopia.rccdesk")
    before = row.path.read_bytes()
    assert refused(row.path).code == "store_is_backup"
    assert refused(row.path, create=True, take_over=True).code == "store_is_backup"
    with Database.open(row.path, reading=True) as database:
        assert database.is_reading
        assert database.last_entry_id() == 0
    assert [p.name for p in folder.iterdir()] == [row.path.name]
    assert row.path.read_bytes() == before


def test_S08_a_backup_is_still_one_when_copied_over_the_store(path):
    row = backups.make_backup(path, BackupReason.MANUAL)
    shutil.copy(row.path, path)
    assert refused(path).code == "store_is_backup"


def test_S10_a_link_is_followed_to_the_file_and_its_lock(path):
    link = path.parent / "länk" / "min.rccdesk"
    link.parent.mkdir()
    link.symlink_to(path)
    with Database.open(link) as database:
        assert database.path == path
        assert refused(path).code == "store_locked"
        put(database, "ny")
    assert [p.name for p in link.parent.iterdir()] == [link.name]
    assert link.is_symlink()


def test_S10_a_link_into_a_synchronised_folder_is_no_way_round(path):
    folder = path.parent / "Dropbox"
    folder.mkdir()
    store = Path(shutil.copy2(path, folder))
    link = path.parent / "genväg.rccdesk"
    link.symlink_to(store)
    assert refused(link).code == "store_on_share"


def test_S10_a_file_with_two_names_is_refused(path):
    other = path.parent / "annan.rccdesk"
    other.hardlink_to(path)
    for each in (path, other):
        for how in ({}, {"reading": True}):
            assert refused(each, **how).code == "store_hard_linked"
    other.unlink()
    Database.open(path).close()


def test_S01_a_full_disk_at_commit_rolls_back_and_the_next_write_works(path):
    with Database.open(path) as database:
        with (
            pytest.raises(StoreError) as caught,
            database.write(Topic.SETTINGS, act=ACT) as session,
        ):
            raw = session.connection().connection.driver_connection
            pages = raw.execute("PRAGMA page_count").fetchone()[0]
            raw.execute(f"PRAGMA max_page_count={pages + 3}")
            session.add(StoreSetting(uuid="stor", key="stor", value="x" * 900_000))
        assert caught.value.code == "disk_full"
        assert not raw.in_transaction
        raw.execute("PRAGMA max_page_count=1000000")
        with database.read() as session:
            assert session.get(StoreSetting, "stor") is None
            check = session.connection().exec_driver_sql("PRAGMA integrity_check").scalar()
        assert check == "ok"
        put(database, "igen")
        assert database.last_entry_id() == 1


def test_S01_a_disk_too_full_for_the_side_file_leaves_no_lock(path, monkeypatch):
    side = store_state.state_path(path)
    before = side.read_bytes()
    real = store_state.os.write

    def full(descriptor, block):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store_state.os, "write", full)
    assert refused(path).code == "disk_full"
    assert side.read_bytes() == before
    side.unlink()
    assert refused(path).code == "disk_full"
    assert not side.exists()
    monkeypatch.setattr(store_state.os, "write", real)
    Database.open(path).close()


def test_S07_a_missing_folder_is_named_and_no_store_is_made_elsewhere(path):
    gone = path.parent / "usb" / "min.rccdesk"
    for how in ({}, {"reading": True}):
        error = refused(gone, **how)
        assert (error.code, error.values["folder"]) == ("store_folder_missing", str(gone.parent))
    inside = path / "min.rccdesk"  # a file where a folder should be
    assert refused(inside, create=True).code in ("store_folder_missing", "store_unreadable")
    assert not gone.parent.exists()


def test_S07_a_folder_that_vanishes_while_open_stops_the_saving(path):
    folder = path.parent / "usb"
    folder.mkdir()
    store = Path(shutil.copy2(path, folder))
    database = Database.open(store)
    shutil.rmtree(folder)
    with pytest.raises(StoreError) as caught:
        put(database, "ny")
    assert caught.value.code == "store_replaced"
    database.close()
    assert not folder.exists()


def test_a_store_that_was_not_wanted_leaves_nothing(tmp_path):
    store = tmp_path / "min.rccdesk"
    Database.open(store, create=True).close()
    backups.backups_dir(store).mkdir()
    remove_store(store)
    assert list(tmp_path.iterdir()) == []
    Database.open(store, create=True).close()
    row = backups.make_backup(store, BackupReason.MANUAL)
    remove_store(store)
    assert list(tmp_path.rglob("*.rccdesk")) == [row.path]
