"""Open items as lines for a committee or a minister: seven statements, however many."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.domain.commitments import STILL_OPEN, Verdict
from app.domain.dutch import paper_words
from app.domain.meetings import Facts
from app.services.meetings.rows import WorkLine
from app.services.overview.listing import responsible_of_commitment
from app.services.overview.papers import Place, load_letters, load_quotes
from app.services.overview.promises import COMMITMENT_TERM, commitment_term
from app.services.overview.register_rows import count_waiting
from app.services.overview.reminded import find_reminded
from app.services.overview.rows.common import LetterRef, Quote, Reminded, Standing
from app.store.documents import Document
from app.store.items import Candidate, Commitment, Item
from app.store.links import Fulfilment
from app.store.meetings import Meeting, MeetingItem

IS_OPEN: ColumnElement[bool] = Commitment.withdrawn_at.is_(None) & Commitment.status.in_(STILL_OPEN)
_STRENGTH = {Verdict.FULFILS: 2, Verdict.FULFILS_PARTLY: 1, Verdict.PROGRESS: 0}
_AT_ONCE = 5000


def load_lines(
    session: Session,
    where: ColumnElement[bool],
    *,
    today: dt.date,
    meeting: dt.date | None = None,
) -> tuple[WorkLine, ...]:
    """Load the commitments that `where` (over Item and Commitment) picks, earliest term first.

    `meeting` is the day for which they are listed; today without one.
    """
    rows = session.execute(_select(where)).all()
    ids = [row.item_id for row in rows]
    letters = load_letters(session, (row.document_id for row in rows))
    links = _load_links(session, ids)
    quotes = load_quotes(session, (_place(link) for link in links.values()))
    waiting: dict[int, int] = {}
    for start in range(0, len(ids), _AT_ONCE):
        waiting |= count_waiting(session, ids[start : start + _AT_ONCE])
    reminded = find_reminded(session, ids)
    listed = _find_listed(session, ids, meeting or today)
    lines = []
    for row in rows:
        link = links.get(row.item_id)
        facts = Facts(
            status=row.status,
            today=today,
            meeting=meeting or today,
            deadline=row.deadline,
            verdict=link.verdict if link else None,
            letter=_name(quotes[_place(link)].letter) if link else None,
            suggestions=waiting.get(row.item_id, 0),
            reminded=reminded[row.item_id][0].date if row.item_id in reminded else None,
            listed=(row.item_id, row.committee_id) in listed,
        )
        settles = quotes[_place(link)] if link else None
        told = reminded.get(row.item_id, ())
        lines.append(_line(row, facts, letters, settles, told))
    return tuple(lines)


def _select(where: ColumnElement[bool]) -> Any:
    """Select what a line shows."""
    return (
        select(
            Item.id.label("item_id"),
            Item.number,
            Item.version,
            Item.words,
            Item.document_id,
            Commitment.status,
            Commitment.subject,
            responsible_of_commitment().label("responsible"),
            Commitment.responsible_name,
            Commitment.ministry_id,
            Commitment.committee_id,
            Commitment.member,
            *COMMITMENT_TERM,
        )
        .join(Commitment, Commitment.item_id == Item.id)
        .outerjoin(Candidate, Candidate.item_id == Item.id)
        .outerjoin(Document, Document.id == Item.document_id)
        .where(where)
        .order_by(Commitment.deadline.is_(None), Commitment.deadline, Item.number)
    )


def _load_links(session: Session, ids: Sequence[int]) -> dict[int, Any]:
    """Load for each item the standing link that says most, the newest of those."""
    best: dict[int, Any] = {}
    for start in range(0, len(ids), _AT_ONCE):
        query = (
            select(
                Fulfilment.item_id,
                Fulfilment.document_id,
                Fulfilment.start,
                Fulfilment.end,
                Fulfilment.verdict,
            )
            .where(
                Fulfilment.item_id.in_(ids[start : start + _AT_ONCE]),
                Fulfilment.withdrawn_at.is_(None),
            )
            .order_by(Fulfilment.made_at, Fulfilment.id)
        )
        for row in session.execute(query):
            known = best.get(row.item_id)
            if known is None or _STRENGTH[row.verdict] >= _STRENGTH[known.verdict]:
                best[row.item_id] = row
    return best


def _find_listed(
    session: Session, ids: Sequence[int], before: dt.date
) -> set[tuple[int, int | None]]:
    """Give the items, each with its committee, that an earlier meeting had on its list."""
    found: set[tuple[int, int | None]] = set()
    for start in range(0, len(ids), _AT_ONCE):
        query = (
            select(MeetingItem.item_id, Meeting.committee_id)
            .join(Meeting, Meeting.id == MeetingItem.meeting_id)
            .where(MeetingItem.item_id.in_(ids[start : start + _AT_ONCE]), Meeting.date < before)
        )
        found |= {(row.item_id, row.committee_id) for row in session.execute(query)}
    return found


def _line(
    row: Any,
    facts: Facts,
    letters: Mapping[int, LetterRef],
    settles: Quote | None,
    reminded: tuple[Reminded, ...],
) -> WorkLine:
    """Make a line."""
    return WorkLine(
        item_id=row.item_id,
        number=row.number,
        version=row.version,
        standing=Standing(row.status.value),
        subject=row.subject,
        words=row.words,
        responsible=row.responsible,
        responsible_name=row.responsible_name,
        ministry_id=row.ministry_id,
        member=row.member,
        term=commitment_term(row, facts.today),
        letter=letters.get(row.document_id),
        settles=settles,
        suggestions=facts.suggestions,
        reminded=reminded,
        facts=facts,
        committee_id=row.committee_id,
    )


def _place(link: Any) -> Place:
    return Place(link.document_id, link.start, link.end)


def _name(letter: LetterRef) -> str:
    return paper_words(letter.paper)
