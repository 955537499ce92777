"""The process beside the window that puts packs together, writes them and draws their pages.

Counting, laying out and writing hold Python's interpreter, which a window needs for every stroke
it paints: in a thread they would make it stutter. A `PressProcess` does them in one child process,
one job at a time. A process that has had no work for a while is ended, and so is one whose job was
cancelled and does not stop by itself.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, TypeVar

from rccdesk import texts
from rccdesk.errors import Cancelled, RccdeskError
from rccdesk.services import progress as reporting
from rccdesk.services.packs.press_process import work

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.packs.model import Pack
    from rccdesk.services.packs.request import PackRequest
    from rccdesk.services.packs.template_files import OwnTemplate
    from rccdesk.services.progress import Progress

_log = logging.getLogger(__name__)
_TICK_SECONDS = 0.05
_PATIENCE_SECONDS = 2.0  # for a job to stop by itself, before the process is ended
_IDLE_SECONDS = 120.0
_Made = TypeVar("_Made")


class PressProcess:
    """A `Press`: one child process, begun when it is needed; safe to use from several threads.

    Every method raises what the work raises, Cancelled where ``progress`` does, and RccdeskError
    ``press_ended`` where the process ends without an answer.
    """

    def __init__(self, idle_seconds: float = _IDLE_SECONDS) -> None:
        """Begin nothing yet; the process is ended after ``idle_seconds`` without work."""
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._signals: work.Signals | None = None
        self._timer: threading.Timer | None = None
        self._is_closed = False

    def assemble(
        self, database: Database, request: PackRequest, progress: Progress = reporting.ignore
    ) -> Pack:
        """Do as `content.assemble_pack`, with the store open for reading."""
        return self._run(progress, work.assemble, database.path, request)

    def get_printable(self, database: Database, pack_id: str) -> Pack:
        """Do as `issuing.get_printable`, with the store open for reading."""
        return self._run(reporting.ignore, work.get_printable, database.path, pack_id)

    def write(
        self,
        pack: Pack,
        names: Collection[str],
        templates: Mapping[str, OwnTemplate],
        progress: Progress = reporting.ignore,
    ) -> dict[str, bytes]:
        """Do as `writers.write_formats`."""
        return self._run(progress, work.write, pack, tuple(names), dict(templates))

    def draw(
        self, pack: Pack, ppi: float, logo: bytes = b"", progress: Progress = reporting.ignore
    ) -> list[bytes]:
        """Do as `pdf.preview_pages`."""
        return self._run(progress, work.draw, pack, ppi, logo)

    def close(self) -> None:
        """End the process, whatever it is doing, and begin no other."""
        self._is_closed = True
        self._end()

    def _run(self, progress: Progress, job: Callable[..., _Made], *args: object) -> _Made:
        with self._taken(progress):
            try:
                future, signals = self._submit(job, args)
            except OSError:  # no process may be begun here: then the window must stutter
                self._end()
                _log.warning("press_not_begun")
                return job(*args)
            try:
                return self._wait(future, signals, progress)
            except BrokenProcessPool:
                self._end()
                _log.warning("press_ended")
                raise RccdeskError("press_ended") from None
            finally:
                self._rest()

    def _submit(
        self, job: Callable[..., _Made], args: tuple[object, ...]
    ) -> tuple[Future[_Made], work.Signals]:
        """Give a job to the process, to a new one where the one that waited has ended."""
        pool, signals = self._ready()
        signals.begin()
        try:
            return pool.submit(work.run, texts.language(), job, *args), signals
        except BrokenProcessPool:
            self._end()
        pool, signals = self._ready()
        return pool.submit(work.run, texts.language(), job, *args), signals

    def _wait(self, future: Future[_Made], signals: work.Signals, progress: Progress) -> _Made:
        while True:
            with contextlib.suppress(TimeoutError):
                return future.result(timeout=_TICK_SECONDS)
            if future.done():
                return future.result()  # the work itself ran out of time somewhere
            try:
                progress(*signals.told())
            except BaseException:
                self._stop(future, signals)
                raise

    def _stop(self, future: Future[Any], signals: work.Signals) -> None:
        """Ask a job to stop; end the process where it does not."""
        signals.stop()
        try:
            future.exception(timeout=_PATIENCE_SECONDS)
        except TimeoutError:
            self._end()

    @contextlib.contextmanager
    def _taken(self, progress: Progress) -> Iterator[None]:
        """Wait for the job before this one; ``progress`` may stop the wait."""
        while not self._lock.acquire(timeout=_TICK_SECONDS):
            progress(0, 0)
        try:
            if self._is_closed:
                raise Cancelled
            yield
        finally:
            self._lock.release()

    def _ready(self) -> tuple[ProcessPoolExecutor, work.Signals]:
        """Return the process, begun where there is none."""
        if self._timer is not None:
            self._timer.cancel()
        if self._pool is None or self._signals is None:
            # Spawned: a fork would take the window's threads and locks along.
            context = multiprocessing.get_context("spawn")
            self._signals = work.Signals.make(context)
            self._pool = ProcessPoolExecutor(
                1, mp_context=context, initializer=work.begin, initargs=(self._signals,)
            )
        return self._pool, self._signals

    def _rest(self) -> None:
        """Let the process end by itself after a while."""
        self._timer = threading.Timer(self._idle_seconds, self._end_idle)
        self._timer.daemon = True
        self._timer.start()

    def _end_idle(self) -> None:
        if self._lock.acquire(blocking=False):
            try:
                self._end()
            finally:
                self._lock.release()

    def _end(self) -> None:
        pool, self._pool, self._signals = self._pool, None, None
        if self._timer is not None:
            self._timer.cancel()
        if pool is not None:
            for process in list(pool._processes.values()):
                process.kill()
            pool.shutdown(wait=True, cancel_futures=True)
