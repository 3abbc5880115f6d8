"""What is new or changed since somebody's previous visit, or since a day."""

import datetime as dt
from collections.abc import Iterable

from app.clock import DUTCH_TIME, today
from app.domain.languages import Language
from app.languages import translator
from app.services.overview.changed import (
    Change,
    count_changed_items,
    count_changed_papers,
    find_changed,
    find_changed_items,
    find_changed_papers,
)
from app.web.auth import find_visitor
from app.web.context import Opened
from app.web.dates import input_day, parse_day
from app.web.speaking import _

VISIT = "bezoek"  # the word in addresses for the previous visit of whoever looks


def previous_visit() -> dt.datetime | None:
    """Give when the visitor was last here before this visit, in Dutch time; None the first time."""
    who = find_visitor()
    return who.before.astimezone(DUTCH_TIME) if who is not None and who.before else None


def read_since(typed: str | None) -> dt.datetime | None:
    """Read a day (from its beginning), or the word for the previous visit; None for all else."""
    if _is_visit(typed):
        return previous_visit()
    day = parse_day(typed or "")
    return dt.datetime.combine(day, dt.time(0), DUTCH_TIME) if day else None


def input_since(typed: str | None, since: dt.datetime | None) -> str:
    """Print what was asked for a field: a day, or the previous visit."""
    if since is None:
        return ""
    return _("mijn vorige bezoek") if _is_visit(typed) else input_day(since.date())


def item_changes(
    session: Opened, numbers: Iterable[str], since: dt.datetime | None = None
) -> dict[str, Change]:
    """Say of these items what happened to them since, or else since the previous visit."""
    moment = since or previous_visit()
    return {} if moment is None else find_changed_items(session, numbers, moment, today())


def paper_changes(
    session: Opened, ids: Iterable[int], since: dt.datetime | None = None
) -> dict[int, Change]:
    """Say of these papers what happened to them since, or else since the previous visit."""
    moment = since or previous_visit()
    return {} if moment is None else find_changed_papers(session, ids, moment)


def all_changes(
    session: Opened, numbers: Iterable[str], papers: Iterable[int]
) -> tuple[dict[str, Change], dict[int, Change]]:
    """Say of these items and papers what happened to them since the previous visit."""
    moment = previous_visit()
    return ({}, {}) if moment is None else find_changed(session, numbers, papers, moment, today())


def count_items_since(session: Opened, *, whole: bool) -> int | None:
    """Count what is new or changed since the previous visit; only where the whole list is shown."""
    moment = previous_visit() if whole else None
    return None if moment is None else count_changed_items(session, moment, today())


def count_papers_since(session: Opened, *, whole: bool) -> int | None:
    """Count the papers that came in or were changed since the previous visit."""
    moment = previous_visit() if whole else None
    return None if moment is None else count_changed_papers(session, moment)


def _is_visit(typed: str | None) -> bool:
    """Say whether the previous visit is asked for: in an address, or as the form says it."""
    words = (typed or "").strip().lower()
    return words == VISIT or words in {
        translator(language).say("mijn vorige bezoek") for language in Language
    }
