"""The lines of the register: what one page shows of each item, loaded for the page at once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from app.domain.matching import ItemKind
from app.services.overview.links import WAITS
from app.services.overview.listing import (
    DONE,
    STRENGTH,
    responsible_of_candidate,
    responsible_of_commitment,
)
from app.services.overview.motions import says_most
from app.services.overview.papers import PAPER_BESIDE, letter_beside, print_canonical
from app.services.overview.promises import (
    COMMITMENT_TERM,
    PROPOSED_TERM,
    commitment_term,
    proposed_term,
    standing_of,
)
from app.services.overview.rows.common import Choice, TermView
from app.services.overview.rows.register import RegisterRow
from app.services.search import Query, find_excerpt, parse_query
from app.store.documents import Document, MentionedMotion, MotionMentionRow
from app.store.items import Candidate, Commitment, Item, Motion
from app.store.links import Suggestion

WORDS = 320  # characters of a sentence that the list shows


@dataclass(frozen=True, slots=True)
class Names:
    """The ministries and committees that the register knows, by name."""

    ministries: tuple[Choice, ...]
    committees: tuple[Choice, ...]

    def ministry_id(self, slug: str) -> int:
        """Give the id of a ministry; 0, which none has, for an unknown one."""
        return _id_of(self.ministries, slug)

    def committee_id(self, slug: str) -> int:
        """Give the id of a committee; 0, which none has, for an unknown one."""
        return _id_of(self.committees, slug)

    def ministry(self, id_: int | None) -> str | None:
        """Give the name of a ministry."""
        return _name_of(self.ministries, id_)

    def committee(self, id_: int | None) -> str | None:
        """Give the name of a committee."""
        return _name_of(self.committees, id_)


@dataclass(frozen=True, slots=True)
class Told:
    """What papers tell of a motion: how many, the newest day, the strongest word, its name."""

    papers: int
    newest: dt.date | None
    strength: int
    movers: tuple[str, ...]
    cosigned: bool
    subject: str | None


def _id_of(choices: Iterable[Choice], slug: str) -> int:
    return next((choice.id for choice in choices if choice.slug == slug), 0)


def _name_of(choices: Iterable[Choice], id_: int | None) -> str | None:
    return next((choice.name for choice in choices if choice.id == id_), None)


def load_rows(
    session: Session, ids: Sequence[int], query: Query, names: Names, *, today: dt.date
) -> tuple[RegisterRow, ...]:
    """Make the lines of these items in the same order: one statement, and one for motions."""
    details = {row.id: row for row in session.execute(_details(ids))}
    mentions = find_told(session, motions_in(details.values()))
    rows = []
    for id_ in ids:
        detail, told = details[id_], mentions.get(id_)
        standing = standing_of(detail, told.strength if told else 0)
        registered = detail.kind is ItemKind.COMMITMENT
        row = RegisterRow(
            number=detail.number,
            kind=detail.kind,
            standing=standing,
            version=detail.version,
            words=find_excerpt(detail.words, query, WORDS),
            subject=detail.subject or detail.found_subject or (told.subject if told else None),
            responsible=detail.responsible if registered else detail.found_responsible,
            responsible_name=detail.responsible_name if registered else None,
            ministry=names.ministry(detail.ministry_id),
            committee=names.committee(detail.committee_id),
            term=term_of(detail, today),
            letter=letter_beside(detail),
            waiting=0 if standing in DONE else detail.waiting,
            kamerstuk=print_canonical(detail.canonical) if detail.canonical else None,
            mentions=told.papers if told else 0,
            last_mention=told.newest if told else None,
            movers=told.movers if told else (),
            cosigned=told.cosigned if told else False,
        )
        rows.append(row)
    return tuple(rows)


def find_rows(
    session: Session, numbers: Sequence[str], *, today: dt.date
) -> dict[str, RegisterRow]:
    """Give the lines of these items by number, without the names of bodies; unknown ones lack."""
    ids = session.scalars(select(Item.id).where(Item.number.in_(numbers))).all()
    if not ids:
        return {}
    rows = load_rows(session, ids, parse_query(""), Names((), ()), today=today)
    return {row.number: row for row in rows}


def motions_in(details: Iterable[Any]) -> list[int]:
    """Give the ids of the motions among rows of items."""
    return [row.id for row in details if row.kind is ItemKind.MOTION]


def count_waiting(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """Count for each of these items the suggestions that nobody judged; without any, no entry."""
    query = (
        select(Suggestion.item_id, func.count().label("how_many"))
        .where(Suggestion.item_id.in_(ids), WAITS)
        .group_by(Suggestion.item_id)
    )
    return {row.item_id: row.how_many for row in session.execute(query)}


def waiting_of_item() -> ScalarSelect[int]:
    """Count the suggestions that nobody judged, for a statement that selects from Item."""
    mine = Suggestion.item_id == Item.id
    return select(func.count()).where(mine, WAITS).correlate(Item).scalar_subquery()


def _details(ids: Sequence[int]) -> Any:
    """Select what a line shows of each item."""
    return (
        select(
            Item.id,
            Item.number,
            Item.kind,
            Item.version,
            Item.words,
            *PAPER_BESIDE,
            waiting_of_item().label("waiting"),
            Candidate.state,
            Candidate.subject.label("found_subject"),
            responsible_of_candidate().label("found_responsible"),
            *PROPOSED_TERM,
            Commitment.status,
            Commitment.subject,
            responsible_of_commitment().label("responsible"),
            Commitment.responsible_name,
            Commitment.ministry_id,
            Commitment.committee_id,
            *COMMITMENT_TERM,
            Motion.canonical,
            Motion.settled_by,
        )
        .outerjoin(Candidate, Candidate.item_id == Item.id)
        .outerjoin(Commitment, Commitment.item_id == Item.id)
        .outerjoin(Motion, Motion.item_id == Item.id)
        .outerjoin(Document, Document.id == Item.document_id)
        .where(Item.id.in_(ids))
    )


def find_told(session: Session, ids: Iterable[int]) -> dict[int, Told]:
    """Give what papers tell of these motions: one statement, none without any motion.

    Its name is that of the mention that says most of it, as on its own page.
    """
    wanted = list(ids)
    if not wanted:
        return {}
    query = (
        select(
            MentionedMotion.item_id,
            MotionMentionRow.document_id,
            MotionMentionRow.movers,
            MotionMentionRow.cosigned,
            MotionMentionRow.subject,
            Document.date,
            STRENGTH.label("strength"),
        )
        .join(MotionMentionRow, MotionMentionRow.id == MentionedMotion.mention_id)
        .join(Document, Document.id == MotionMentionRow.document_id)
        .where(MentionedMotion.item_id.in_(wanted))
    )
    rows: defaultdict[int, list[Any]] = defaultdict(list)
    for row in session.execute(query):
        rows[row.item_id].append(row)
    return {item_id: _told(some) for item_id, some in rows.items()}


def _told(rows: Sequence[Any]) -> Told:
    """Put together what the mentions of one motion tell."""
    best = min(rows, key=says_most)
    return Told(
        papers=len({row.document_id for row in rows}),
        newest=max((row.date for row in rows if row.date is not None), default=None),
        strength=max(row.strength for row in rows),
        movers=tuple(best.movers),
        cosigned=best.cosigned,
        subject=best.subject,
    )


def term_of(detail: Any, today: dt.date) -> TermView | None:
    """Give the term that counts: a commitment's own, else as the machine read it."""
    if detail.kind is ItemKind.MOTION:
        return None
    if detail.kind is ItemKind.CANDIDATE:
        return proposed_term(detail, today)
    return commitment_term(detail, today)
