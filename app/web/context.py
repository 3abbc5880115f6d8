"""What a request stands in: the open register, its sessions, and the visitor."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app, request
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.statuses import StatusWords
from app.session import reading, transaction
from app.settings import Settings

KEY = "gestand"
DatabaseTrouble = SQLAlchemyError  # what every failure of the database is
Opened = Session  # what `looking` and `changing` give, for those who hand it on


@dataclass(frozen=True, slots=True)
class Hall:
    """The register that this application serves, and how it was set up."""

    engine: Engine
    settings: Settings
    is_demo: bool
    calendar: Calendar
    statuses: StatusWords


def hall() -> Hall:
    """Give the hall of the application that handles this request."""
    found = current_app.extensions[KEY]
    assert isinstance(found, Hall)
    return found


def looking() -> AbstractContextManager[Session]:
    """Open a session that only reads."""
    return reading(hall().engine)


def changing() -> AbstractContextManager[Session]:
    """Open the transaction of one deed: it commits on leaving, and rolls back on an error."""
    return transaction(hall().engine)


def rehearsing() -> AbstractContextManager[Session]:
    """Open a transaction that is never kept: to see what a deed would change."""
    return transaction(hall().engine, dry_run=True)


def calendar() -> Calendar:
    """Give the parliamentary calendar, which terms are computed with."""
    return hall().calendar


def is_local_path(target: str) -> bool:
    """Say whether `target` is a page of this site: no other host, scheme or control sign."""
    if not target.startswith("/") or target.startswith("//") or "\\" in target:
        return False
    if any(ord(sign) < 32 for sign in target):
        return False
    parts = urlsplit(target)
    return not parts.scheme and not parts.netloc


def local_path(target: str | None, otherwise: str) -> str:
    """Give `target` when it is a page of this site, else the other page."""
    return target if target and is_local_path(target) else otherwise


def visitor_address() -> str:
    """Give the network address that the request came from."""
    return request.remote_addr or "onbekend"
