"""Set the project up and run, test, measure, picture or build it, with the standard library only.

python3 dev.py run | test | bench | screenshots | build | setup      (Windows: py dev.py …)

The first call makes .venv from the hash-checked requirements.lock. A call with nothing to set up
adds well under a second: .venv carries a stamp of everything it was made from.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must get a sentence, not a traceback
    sys.exit("dev.py needs Python 3.11 or newer, this is %d.%d" % sys.version_info[:2])  # noqa: UP031

import argparse
import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "rccdesk-stamp.json"
UNFINISHED = VENV / "rccdesk-unfinished"
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")
MEMORY = Path("/dev/shm")
ROOM_FOR_TESTS = 8 << 30
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

QT_PACKAGES = [
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libfontconfig1",  # brings a font along
    "libglib2.0-0",
]
QT_WINDOW_PACKAGES = [
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-image0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxkbcommon-x11-0",
]

# -- saying and running ---------------------------------------------------------------------------


def say(text: str) -> None:
    """Print one line about what dev.py itself does."""
    print(f"dev.py: {text}", flush=True)


def stop(text: str) -> NoReturn:
    """Print why nothing more can be done, and leave with exit code 1."""
    print(f"dev.py: {text}", file=sys.stderr, flush=True)
    sys.exit(1)


def child_environment(**changes: str) -> dict[str, str]:
    """Return the environment for child processes: UTF-8, and nothing that points past .venv.

    Modules are compiled once, not by each of the hundreds of programs that the tests start.
    """
    dropped = ("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE")
    environment = {key: value for key, value in os.environ.items() if key not in dropped}
    environment["PYTHONUTF8"] = "1"
    locale = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG", "")
    if LINUX and "UTF-8" not in locale.upper().replace("UTF8", "UTF-8"):
        environment["LC_ALL"] = "C.UTF-8"  # Qt warns in the locale C, and warnings fail tests
    return environment | changes


def run_python(arguments: Sequence[str], **changes: str) -> int:
    """Run the Python of .venv in the checkout and return its exit code."""
    try:
        return subprocess.call(
            [str(PYTHON), *arguments], cwd=ROOT, env=child_environment(**changes)
        )
    except KeyboardInterrupt:
        return 130


@contextlib.contextmanager
def fast_folder() -> Iterator[Path]:
    """Give a folder for temporary files, in memory where there is room, and remove it after.

    Each commit of each store of the tests waits for the disk: a third of their time on a slow one.
    """
    with tempfile.TemporaryDirectory(
        prefix="rccdesk-", dir=MEMORY if has_room(MEMORY) else None, ignore_cleanup_errors=True
    ) as folder:
        Path(folder).chmod(0o711)  # some tests act as a user who may not write
        yield Path(folder)


def has_room(place: Path) -> bool:
    """Return whether ``place`` takes programs too and has room for the files of the tests."""
    try:
        about = os.statvfs(place)
        memory = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return False
    runs_programs = not about.f_flag & getattr(os, "ST_NOEXEC", 0)
    return runs_programs and min(about.f_bavail * about.f_frsize, memory) >= ROOM_FOR_TESTS


def has_display() -> bool:
    """Return whether a window can be shown here."""
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# -- setting up -----------------------------------------------------------------------------------


def set_up() -> None:
    """Make .venv as requirements.lock wants it and see to it that Qt finds its libraries."""
    if not is_ready():
        with only_one_at_a_time():
            if not is_ready():
                make_ready()
    install_qt_libraries(window=has_display())


def stamp_key() -> str:
    """Return a hash of everything .venv is made from."""
    made_from = hashlib.sha256()
    for part in (LOCK.read_bytes(), Path(__file__).read_bytes(), str(ROOT).encode()):
        made_from.update(hashlib.sha256(part).digest())
    with contextlib.suppress(OSError):  # names the Python it was made with
        made_from.update((VENV / "pyvenv.cfg").read_bytes())
    return made_from.hexdigest()


def site_packages() -> Path:
    """Return the folder of .venv that holds the packages."""
    if WINDOWS:
        return VENV / "Lib" / "site-packages"
    return next(VENV.glob("lib/python3.*/site-packages"), VENV / "lib" / "none")


def is_ready() -> bool:
    """Return whether .venv is whole and made from today's lock, script, place and Python."""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
        present = {entry.name for entry in site_packages().iterdir()}
        whole = stamp["key"] == stamp_key() and present.issuperset(stamp["packages"])
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return whole and not UNFINISHED.exists() and venv_works()


def venv_works() -> bool:
    """Return whether the Python of .venv starts, is new enough and has pip."""
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        done = subprocess.run(
            [str(PYTHON), "-I", "-c", probe], capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def make_ready() -> None:
    """Make, repair or update .venv and stamp it."""
    started = time.monotonic()
    packages_lost = STAMP.exists() and is_incomplete()
    if VENV.exists() and (UNFINISHED.exists() or packages_lost or not venv_works()):
        say(".venv is broken or half made: making it anew")
        remove_venv()
    elif VENV.exists():
        say("bringing .venv up to date with requirements.lock")
    if not VENV.exists():
        say("making .venv")
        make_venv()
    UNFINISHED.touch()
    with contextlib.suppress(OSError):
        STAMP.unlink()
    install_packages()
    make_importable()
    packages = sorted(entry.name for entry in site_packages().iterdir())
    write_atomically(STAMP, json.dumps({"key": stamp_key(), "packages": packages}, indent=0))
    UNFINISHED.unlink()
    say(f".venv is ready ({time.monotonic() - started:.0f} s)")


def is_incomplete() -> bool:
    """Return whether something that was installed is no longer there."""
    try:
        wanted = json.loads(STAMP.read_text("utf-8"))["packages"]
        return not {entry.name for entry in site_packages().iterdir()}.issuperset(wanted)
    except (OSError, ValueError, KeyError, TypeError):
        return True


def remove_venv() -> None:
    """Delete .venv: renamed first, so that a deletion cut short leaves no half .venv behind."""
    grave = ROOT / f".venv-old-{os.getpid()}-{time.time_ns()}"
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
        return
    try:
        retry(lambda: os.replace(VENV, grave))  # noqa: PTH105 - the call with the promise we need
    except OSError as error:
        stop(f".venv is in use ({error.strerror}): close what runs from it, delete it, try again")
    shutil.rmtree(grave, ignore_errors=True)


def make_venv() -> None:
    """Make an empty .venv with pip in it, also where Debian's Python lacks ensurepip."""
    base = getattr(sys, "_base_executable", None) or sys.executable
    first = try_venv(base)
    if first is None:
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if can_use_apt():
        say(f"this Python lacks ensurepip: installing {package}")
        if apt_install([package]) and try_venv(base) is None:
            return
    if try_venv(base, "--without-pip") is None and put_pip_into_venv(base):
        return
    remove_venv()
    reason = first.strip().splitlines()[-1] if first.strip() else "no reason given"
    stop(
        f"cannot make a virtual environment with {base} ({reason}).\n"
        f"On Debian and Ubuntu run:  sudo apt-get install -y {package}"
    )


def try_venv(base: str, *options: str) -> str | None:
    """Make .venv; return None when it was made, else what Python said."""
    if VENV.exists() or VENV.is_symlink():
        remove_venv()
    VENV.mkdir()
    UNFINISHED.touch()
    done = subprocess.run(
        [base, "-m", "venv", *options, str(VENV)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=child_environment(),
        check=False,
    )
    return None if done.returncode == 0 else done.stdout + done.stderr


def put_pip_into_venv(base: str) -> bool:
    """Install pip into a .venv without it, by the pip or the pip wheel of the machine."""
    folders = [Path("/usr/share/python-wheels"), Path("/usr/lib/python3/dist-packages/ensurepip")]
    wheels = [wheel for folder in folders for wheel in sorted(folder.glob("**/pip-*.whl"))]
    own_pip = [base, "-m", "pip", "--python", str(PYTHON), "install", "--quiet", "pip"]
    ways = [[str(PYTHON), f"{wheel}/pip", "install", "--no-index", str(wheel)] for wheel in wheels]
    for way in [*ways, own_pip]:
        subprocess.run(way, env=child_environment(), capture_output=True, check=False)
        if venv_works():
            return True
    return False


def install_packages() -> None:
    """Install exactly what requirements.lock names, each file checked against its hash."""
    say("installing the packages of requirements.lock (a minute or two the first time)")
    command = "-m pip install -qq --disable-pip-version-check --no-input --only-binary :all:"
    code = run_python(
        [*command.split(), "--require-hashes", "--requirement", str(LOCK)],
        PIP_USER="0",
        PIP_REQUIRE_VIRTUALENV="0",
    )
    if code != 0:
        stop("pip could not install requirements.lock (see above); the next call tries again")


def make_importable() -> None:
    """Make `import rccdesk` and the command `rccdesk` work from any folder.

    A .pth line does what an editable install would, without a build tool in the lock.
    """
    write_atomically(site_packages() / "rccdesk.pth", f"{ROOT}\n")
    if WINDOWS:
        launcher = VENV / "Scripts" / "rccdesk.cmd"
        write_atomically(launcher, '@"%~dp0python.exe" -m rccdesk %*\n')
    else:
        launcher = VENV / "bin" / "rccdesk"
        here = '"$(dirname "$(readlink -f "$0")")"'
        write_atomically(launcher, f'#!/bin/sh\nexec {here}/python -m rccdesk "$@"\n')
        launcher.chmod(0o755)


def write_atomically(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old text or the new, never half of it."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        retry(lambda: os.replace(draft, path))  # noqa: PTH105 - the call with the promise we need
    finally:
        draft.unlink(missing_ok=True)


def retry(action: Callable[[], object]) -> None:
    """Repeat for 5 s what Windows refuses while a virus scanner holds the file."""
    for _ in range(20 if WINDOWS else 1):
        try:
            action()
        except PermissionError:
            time.sleep(0.25)
        else:
            return
    action()


@contextlib.contextmanager
def only_one_at_a_time() -> Iterator[None]:
    """Hold the lock of this checkout's set-up; the system lets go of it if we die."""
    with (ROOT / ".venv.lock").open("a+") as held:
        waiting = False
        while not try_lock(held.fileno()):
            if not waiting:
                say("another dev.py is setting up: waiting for it")
                waiting = True
            time.sleep(0.2)
        yield


def try_lock(handle: int) -> bool:
    """Return whether the lock could be taken now."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


# -- the system's packages ------------------------------------------------------------------------


def can_use_apt() -> bool:
    """Return whether Debian packages can be installed without asking anybody."""
    if sys.platform == "win32":
        return False
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: Sequence[str]) -> bool:
    """Install Debian packages without questions and return whether that went well."""
    environment = child_environment(DEBIAN_FRONTEND="noninteractive")
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq"]
    # The lists may be missing or too old; without a network the install may still find a cache.
    subprocess.call([*apt, "update"], env=environment, stdin=subprocess.DEVNULL)
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    done = subprocess.run(
        install, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode != 0:
        sys.stderr.write(done.stderr.decode("utf-8", "replace"))
    return done.returncode == 0


def missing_qt_libraries(*, window: bool) -> list[str]:
    """Return the system libraries that Qt's own files ask for and do not find (Linux)."""
    qt = site_packages() / "PySide6" / "Qt"
    names = ["lib/libQt6Widgets.so.6", "lib/libQt6Svg.so.6", "plugins/platforms/libqoffscreen.so"]
    if window:
        names.append("plugins/platforms/libqxcb.so")
    files = [str(qt / name) for name in names if (qt / name).exists()]
    if not files or shutil.which("ldd") is None:
        return []
    done = subprocess.run(
        ["ldd", *files], capture_output=True, text=True, env=child_environment(), check=False
    )
    return sorted(set(re.findall(r"^\s*(\S+) => not found", done.stdout, re.MULTILINE)))


def install_qt_libraries(*, window: bool) -> None:
    """Install the system libraries that Qt needs, or print the line that does."""
    missing = missing_qt_libraries(window=window) if LINUX else []
    if not missing:
        return
    packages = QT_PACKAGES + (QT_WINDOW_PACKAGES if window else [])
    if can_use_apt():
        say(f"Qt lacks {', '.join(missing)}: installing Debian packages")
        with only_one_at_a_time():
            apt_install(packages)
        missing = missing_qt_libraries(window=window)
    if missing:
        stop(
            f"Qt needs system libraries that are not installed: {', '.join(missing)}.\n"
            "On Debian and Ubuntu run:\n"
            f"  sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
        )


# -- the commands ---------------------------------------------------------------------------------


def run(extra: list[str]) -> int:
    """Open the window on example data; without a display draw every page and the example pack."""
    if has_display():
        return run_python(["-m", "rccdesk", "demo", *extra])
    out = [] if any(part.split("=")[0] == "--out" for part in extra) else ["--out", "out/demo"]
    demo = ["-m", "rccdesk", "demo", "--no-window", *out, *extra]
    code = run_python(demo, QT_QPA_PLATFORM="offscreen")
    if code == 0 and out:
        say(f"no display here: every page and the example pack are in {ROOT / 'out' / 'demo'}")
    return code


def test(extra: list[str]) -> int:
    """Run every check, also after one that failed; extra arguments go to pytest."""
    linter = "from importlinter.cli import lint_imports_command as run; run()"
    steps = {
        "ruff check": ["-m", "ruff", "check"],
        "ruff format": ["-m", "ruff", "format", "--check"],
        "mypy": ["-m", "mypy"],
        "import-linter": ["-c", linter, "--no-logo"],
        "pytest": ["-m", "pytest", "-n", "auto", "--dist", "worksteal", *extra],
    }
    results = {}
    for name, arguments in steps.items():
        say(name)
        started = time.monotonic()
        with fast_folder() as folder:
            code = run_python(arguments, **OFFSCREEN, LC_ALL="C.UTF-8", TMPDIR=str(folder))
        results[name] = (code, time.monotonic() - started)
        if code == 130:
            break
    print("\ndev.py: summary")
    for name, (code, seconds) in results.items():
        print(f"  {'ok    ' if code == 0 else 'FAILED'}  {seconds:6.1f} s  {name}")
    return max(code for code, _ in results.values())


def bench(extra: list[str]) -> int:
    """Measure and print the table of the README."""
    return run_python(["-m", "tests.bench", *extra], **OFFSCREEN)


def screenshots(extra: list[str]) -> int:
    """Draw every page, full and empty, in two sizes and two themes, under out/screenshots."""
    out = ROOT / "out" / "screenshots"
    stores = {"example": out / "example.rccdesk", "empty": out / "empty.rccdesk"}
    out.mkdir(parents=True, exist_ok=True)
    stores["empty"].unlink(missing_ok=True)
    new_store = (
        "import pathlib, sys; from rccdesk.services.database import Database;"
        " Database.open(pathlib.Path(sys.argv[1]), create=True).close()"
    )
    demo = ["demo", "--store", str(stores["example"]), "--no-window", "--out", str(out / "demo")]
    codes = [
        run_python(["-c", new_store, str(stores["empty"])]),
        run_python(["-m", "rccdesk", *demo], **OFFSCREEN),
    ]
    for name, store in stores.items():
        for size in ("1366x768", "1920x1080"):
            for theme in ("light", "dark"):
                folder = out / f"{name}-{size}-{theme}"
                command = ["--store", str(store), "screenshots", "--out", str(folder)]
                look = ["--size", size, "--theme", theme]
                codes.append(run_python(["-m", "rccdesk", *command, *look, *extra], **OFFSCREEN))
    say(f"pictures are in {out}")
    return max(codes)


def build(extra: list[str]) -> int:
    """Build the window and command-line programs as one folder, and try every part of them."""
    if (
        LINUX
        and shutil.which("objdump") is None
        and not (can_use_apt() and apt_install(["binutils"]))
    ):
        stop("PyInstaller needs objdump. Run:  sudo apt-get install -y binutils")
    install_qt_libraries(window=True)  # what the build finds here goes into the folder
    spec = str(ROOT / "resources" / "installer" / "rccdesk.spec")
    code = run_python(["-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *extra, spec])
    if code != 0:
        return code
    program = ROOT / "dist" / "rccdesk" / ("rccdesk-cli.exe" if WINDOWS else "rccdesk-cli")
    trial = ROOT / "build" / "trial"
    shutil.rmtree(trial, ignore_errors=True)
    made = ["--store", str(trial / "trial.rccdesk"), "--out", str(trial), "--patients", "3000"]
    drawn = ["screenshots", *made[:2], "--out", str(trial), "--page", "packs"]
    for arguments in (
        ["version"],
        ["demo", "--no-window", *made],  # store, pages, PPTX and PDF
        drawn,  # by the process beside the window
    ):
        say(f"trying {program.name} {arguments[0]}")
        code = subprocess.call([str(program), *arguments], env=child_environment() | OFFSCREEN)
        if code != 0:
            return code
    return 0


def setup(extra: list[str]) -> int:
    """Set up and do nothing more."""
    return 0 if not extra else stop(f"setup takes no arguments: {' '.join(extra)}")


# Never in the developer's face, and the same pictures everywhere, unless a platform is asked for.
OFFSCREEN = {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "bench": bench,
    "screenshots": screenshots,
    "build": build,
    "setup": setup,
}


def main() -> int:
    """Set up, then run the command named on the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS, help="what follows it is passed on")
    command = parser.parse_args(sys.argv[1:2]).command
    try:
        set_up()
    except KeyboardInterrupt:
        return 130
    return COMMANDS[command](sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
