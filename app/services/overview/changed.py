"""What is new or changed since a moment: items and papers, to mark in lists and to narrow them by.

Moments are in Dutch civil time, because terms pass at the end of a Dutch day.
"""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    cast,
    func,
    literal,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import Session

from app.domain.history import Action
from app.services.overview.links import WAITS
from app.services.overview.papers import LISTED
from app.services.overview.rows.common import Standing
from app.store.documents import Document, MentionedMotion, MotionMentionRow
from app.store.history import HistoryEntry
from app.store.items import Item
from app.store.links import Suggestion
from app.store.listed import Listed


class Change(StrEnum):
    """What happened to something in a list, what tells most first."""

    NEW = "nieuw"  # it came into the register
    PASSED = "verstreken"  # its term ended
    LETTER = "brief"  # a paper came in that names it, or may answer it
    CHANGED = "gewijzigd"  # somebody decided or changed something


_Parts = list[Select[*tuple[Any, ...]]]
MOST_COUNTED = 2_000
_NO_CHANGE = (  # work among colleagues, and how an item came into the register
    *(Action.ITEM_ASSIGNED, Action.NOTE_ADDED),
    *(Action.CANDIDATE_FOUND, Action.MOTION_FOUND),
)
_OF_PAPERS = (
    Action.DOCUMENT_CORRECTED,
    Action.DOCUMENT_REPLACED,
    Action.DOCUMENT_REINSTATED,
    Action.DOCUMENT_MARKED,
    Action.DOCUMENT_UNMARKED,
)


def changed_items(since: dt.datetime, today: dt.date) -> Select[Any]:
    """Select the ids of the items that are new or changed since a moment, each once."""
    parts = [select(part.subquery().c.item_id) for part in _items(since, today).values()]
    return union(*parts).subquery().select()


def find_changed_items(
    session: Session, numbers: Iterable[str], since: dt.datetime, today: dt.date
) -> dict[str, Change]:
    """Give what happened to each of these items; those to which nothing did are left out."""
    return _first(session, _told_of_items(tuple(numbers), since, today))


def find_changed(
    session: Session,
    numbers: Iterable[str],
    papers: Iterable[int],
    since: dt.datetime,
    today: dt.date,
) -> tuple[dict[str, Change], dict[int, Change]]:
    """Give what happened to each of these items, and to each of these papers: one statement."""
    ids = {str(one): one for one in papers}
    parts = _told_of_items(tuple(numbers), since, today)
    for part in _told_of_papers(tuple(ids.values()), since):
        told = part.subquery()
        parts.append(select(cast(told.c[0], String), told.c[1]))
    found = _first(session, parts)
    return (
        {key: change for key, change in found.items() if key not in ids},
        {ids[key]: change for key, change in found.items() if key in ids},
    )


def count_changed_items(session: Session, since: dt.datetime, today: dt.date) -> int | None:
    """Count what the register lists of what is new or changed since a moment, in one statement.

    None where it is more than a person looks through: after many papers came in at once.
    """
    some = [part.limit(MOST_COUNTED + 1).subquery() for part in _items(since, today).values()]
    kept = union(*(select(part.c.item_id) for part in some))
    listed = select(func.count()).where(
        Listed.item_id.in_(kept), Listed.standing != Standing.DISMISSED.value
    )
    each = [select(func.count()).select_from(part).scalar_subquery() for part in some]
    counts = session.execute(select(listed.scalar_subquery(), *each)).one()
    return None if max(counts[1:]) > MOST_COUNTED else counts[0]


def changed_papers(since: dt.datetime) -> ColumnElement[bool]:
    """Say which papers (`Document`) came in or were changed since a moment."""
    came = select(Document.id).where(Document.imported_at > since)  # along its index
    return Document.id.in_(union(came, _told_papers(since)))


def find_changed_papers(
    session: Session, ids: Iterable[int], since: dt.datetime
) -> dict[int, Change]:
    """Give what happened to each of these papers; those to which nothing did are left out."""
    return _first(session, _told_of_papers(tuple(ids), since))


def count_changed_papers(session: Session, since: dt.datetime) -> int:
    """Count what the list of papers shows of what came in or was changed since a moment."""
    counted = select(func.count()).select_from(Document).where(LISTED, changed_papers(since))
    return session.scalars(counted).one()


def _items(
    since: dt.datetime, today: dt.date, among: Select[int] | None = None
) -> dict[Change, Select[Any]]:
    """Select for each change the ids of the items that it happened to, of some or of all."""
    came = select(Document.id).where(Document.imported_at > since)  # along its index
    answered = select(Suggestion.item_id).where(Suggestion.document_id.in_(came), WAITS)
    named = (
        select(MentionedMotion.item_id)
        .join(MotionMentionRow, MotionMentionRow.id == MentionedMotion.mention_id)
        .where(MotionMentionRow.document_id.in_(came))
    )
    told = select(HistoryEntry.item_id).where(
        HistoryEntry.at > since,
        HistoryEntry.item_id.is_not(None),
        HistoryEntry.action.not_in(_NO_CHANGE),
    )
    passed = select(Listed.item_id).where(
        Listed.done.is_(False),
        Listed.term_counts.is_(True),
        Listed.latest >= since.date(),
        Listed.latest < today,
    )
    if among is not None:
        answered = answered.where(Suggestion.item_id.in_(among))
        named = named.where(MentionedMotion.item_id.in_(among))
        told = told.where(HistoryEntry.item_id.in_(among))
        passed = passed.where(Listed.item_id.in_(among))
    made = select(Item.id.label("item_id")).where(Item.created_at > since)
    listed = select(Listed.item_id).where(Listed.created_at > since)  # along its index
    return {
        Change.NEW: listed if among is None else made.where(Item.id.in_(among)),
        Change.PASSED: passed,
        Change.LETTER: union_all(answered, named).subquery().select(),
        Change.CHANGED: told,
    }


def _told_of_items(numbers: tuple[str, ...], since: dt.datetime, today: dt.date) -> _Parts:
    """Select the numbers of these items with each thing that happened to them; nothing of none."""
    ids = select(Item.id).where(Item.number.in_(numbers))
    parts: _Parts = []
    for change, part in _items(since, today, ids).items() if numbers else ():
        found = part.subquery()
        told = select(Item.number, literal(change.value).label("change"))
        parts.append(told.join(found, found.c.item_id == Item.id))
    return parts


def _told_of_papers(ids: tuple[int, ...], since: dt.datetime) -> _Parts:
    """Select the ids of these papers with each thing that happened to them; nothing of none."""
    if not ids:
        return []
    came = select(Document.id, literal(Change.NEW.value).label("change"))
    told = _told_papers(since).where(HistoryEntry.document_id.in_(ids)).subquery()
    return [
        came.where(Document.id.in_(ids), Document.imported_at > since),
        select(told.c.document_id, literal(Change.CHANGED.value)),
    ]


def _told_papers(since: dt.datetime) -> Select[Any]:
    """Select the papers that somebody corrected, replaced or marked since a moment."""
    return select(HistoryEntry.document_id).where(
        and_(HistoryEntry.at > since, HistoryEntry.action.in_(_OF_PAPERS))
    )


def _first(session: Session, parts: _Parts) -> dict[Any, Change]:
    """Give of each key the change that tells most, in one statement; without parts, in none."""
    if not parts:
        return {}
    ranks = {change.value: rank for rank, change in enumerate(Change)}
    found: dict[Any, Change] = {}
    for key, word in session.execute(union_all(*parts)):
        if key not in found or ranks[word] < ranks[found[key].value]:
            found[key] = Change(word)
    return found
