"""Counts the statements of each request, for measurements and for the test of every page."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event

from app.cli.website import make_website

QUERIES, WORKED = "X-Queries", "X-Worked"  # statements; milliseconds of the process
_NO_QUERIES = ("BEGIN", "PRAGMA", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


class _Kept(threading.local):
    """The statements of the request that this thread answers."""

    def __init__(self) -> None:
        self.statements: list[str] | None = None


_KEPT = _Kept()


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the statements that this thread sends; what only frames them is left out."""
    before, _KEPT.statements = _KEPT.statements, []
    try:
        yield _KEPT.statements
    finally:
        _KEPT.statements = before


def watch_statements() -> None:
    """Look at what every engine sends from now on."""
    if not event.contains(Engine, "before_cursor_execute", _note):
        event.listen(Engine, "before_cursor_execute", _note)


def _note(*told: Any) -> None:
    statement: str = told[2]
    if _KEPT.statements is not None and not statement.startswith(_NO_QUERIES):
        _KEPT.statements.append(statement)


def make_counted() -> Flask:
    """Make the website that tells in headers what a page took."""
    watch_statements()
    app = make_website()
    inner = app.wsgi_app

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        begun = time.thread_time()
        with counted() as statements:
            told: list[Any] = []

            def keep(*answer: Any) -> Callable[[bytes], object]:
                told.extend(answer)
                return bytes

            body = list(inner(environ, keep))
        status, headers, *rest = told
        worked = f"{(time.thread_time() - begun) * 1000:.1f}"
        start(status, [*headers, (QUERIES, str(len(statements))), (WORKED, worked)], *rest)
        return body

    app.wsgi_app = answer  # type: ignore[assignment]  # how Flask says to wrap it
    return app
