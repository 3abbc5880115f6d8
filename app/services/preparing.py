"""Papers are read before they are put down: one, or many at once in several processes."""

import datetime as dt
import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext, SpawnContext
from typing import Self

from app.domain.calendar import Calendar
from app.domain.errors import Unreadable, UnreadableReason
from app.domain.papers import IncomingDocument
from app.reading import extract_text, read_paper
from app.reading.formats import MEDIA, PDF_LIMITS
from app.services.intake import PreparedDocument, key_of
from app.services.papers import read_dated
from app.services.seen import stems_of_blocks

CleanContext = ForkServerContext | SpawnContext

READABLE = MEDIA
"""The extensions that can be read, lower case and without a dot."""

__all__ = ["PDF_LIMITS", "READABLE", "Prepared", "prepare_many", "read_incoming"]

_KILLER = "it ends the program that reads it; is the file damaged?"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paper at the door, and what reading it gave."""

    incoming: IncomingDocument
    result: PreparedDocument | Unreadable


def read_incoming(
    incoming: IncomingDocument, calendar: Calendar, date: dt.date | None = None
) -> PreparedDocument:
    """Read a paper, without the register; raises Unreadable.

    `date` is taken for a paper that prints none; one that prints another keeps its own.
    """
    source = extract_text(incoming.content, incoming.media)
    reading = read_paper(source, calendar)
    printed = reading.metadata.date
    given = date if printed is None else None
    if given is not None:
        reading = read_dated(source, calendar, given)
    return PreparedDocument(
        name=incoming.name,
        media=incoming.media,
        origin=incoming.origin,
        key=key_of(source),
        reading=reading,
        stems=stems_of_blocks(reading),
        printed=printed,
        given=given,
        asked=date,
    )


def prepare_many(
    papers: Iterable[IncomingDocument],
    calendar: Calendar,
    *,
    date: dt.date | None = None,
    processes: int = 1,
) -> Iterator[Prepared]:
    """Read papers in their order, with several processes when that is asked for.

    Only a few are under way at a time, so that a folder of any size fits in memory. A
    paper that ends its process is read again alone; if it does so again, it is refused
    as broken, and the rest goes on.
    """
    if processes < 2:
        for incoming in papers:
            yield _prepare(incoming, calendar, date)
        return
    with _Readers(processes, calendar, date) as readers:
        yield from readers.read(papers)


class _Readers:
    """Processes that read papers, begun anew when one of them dies."""

    def __init__(self, processes: int, calendar: Calendar, date: dt.date | None) -> None:
        self._processes = processes
        self._calendar = calendar
        self._date = date
        self._pool = _make_pool(processes)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def read(self, papers: Iterable[IncomingDocument]) -> Iterator[Prepared]:
        """Read papers in their order, a few ahead of the one that is asked for."""
        waiting: deque[tuple[IncomingDocument, Future[Prepared]]] = deque()
        for incoming in papers:
            waiting.append((incoming, self._submit(self._pool, incoming)))
            if len(waiting) > 2 * self._processes:
                yield self._take(waiting)
        while waiting:
            yield self._take(waiting)

    def _submit(self, pool: ProcessPoolExecutor, incoming: IncomingDocument) -> Future[Prepared]:
        try:
            return pool.submit(_prepare, incoming, self._calendar, self._date)
        except BrokenProcessPool as broken:
            failed: Future[Prepared] = Future()
            failed.set_exception(broken)
            return failed

    def _take(self, waiting: deque[tuple[IncomingDocument, Future[Prepared]]]) -> Prepared:
        """Wait for the next paper; when the processes died, go on with new ones."""
        incoming, future = waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = _make_pool(self._processes)
            done = self._read_alone(incoming)
            again = [one for one, _ in waiting]
            waiting.clear()
            waiting.extend((one, self._submit(self._pool, one)) for one in again)
            return done

    def _read_alone(self, incoming: IncomingDocument) -> Prepared:
        """Read a paper in a process of its own, so that only its own fault counts."""
        with _make_pool(1) as alone:
            try:
                return self._submit(alone, incoming).result()
            except BrokenProcessPool:
                return Prepared(incoming, Unreadable(UnreadableReason.BROKEN, _KILLER))


def _make_pool(processes: int) -> ProcessPoolExecutor:
    """Make processes that begin clean, whatever threads the caller has."""
    return ProcessPoolExecutor(processes, mp_context=clean_processes(), initializer=_attend)


def clean_processes() -> CleanContext:
    """Give how to begin processes: copies of one that has the reader ready, where there are."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _attend() -> None:
    """In a process that reads: leave Ctrl-C to the one that asked, and go when it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """End this process when its parent was killed; it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _prepare(incoming: IncomingDocument, calendar: Calendar, date: dt.date | None) -> Prepared:
    """Read a paper, or say why it cannot be read."""
    with uncollected():
        try:
            return Prepared(incoming, read_incoming(incoming, calendar, date))
        except Unreadable as refused:
            return Prepared(incoming, refused)


@contextmanager
def uncollected() -> Iterator[None]:
    """Read one paper without the search for circles of objects that nobody needs.

    Reading makes none to speak of, but so many objects that Python would search the whole
    program for them: measured, 0.2 of the 2.8 seconds that 2.6 MB took, and no memory saved.
    For a process that does nothing beside.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
