"""Whether the paper that reports an earlier promise says itself that it is kept."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.reading import FulfilmentStatus, Made, Promise, TargetKind
from app.domain.text import Span
from app.services.values import decode
from app.store.documents import Statement
from app.store.items import Candidate


def is_kept_here(session: Session, document_id: int, promise: Promise, paragraph: Span) -> bool:
    """Say whether a promise made before its paper is told as kept in that paper.

    "In mijn brief van 1 maart heb ik een kaart toegezegd. Met deze brief doe ik die
    toezegging gestand.": the statement stands in the same paragraph, in the promise's
    sentence or after it. One elsewhere counts when it names the paper of the promise and
    no other promise that is reported here was made in that paper.
    """
    if promise.made is not Made.EARLIER:
        return False
    told = session.execute(
        select(Statement.start, Statement.target).where(
            Statement.document_id == document_id,
            Statement.status == FulfilmentStatus.MET,
            Statement.target_kind == TargetKind.PROMISE,
            Statement.implicit.is_(False),
        )
    ).all()
    if any(promise.sentence.start <= row.start < paragraph.end for row in told):
        return True
    named = {one for row in told for one in row.target.get("ids", ())}.intersection(promise.ids)
    return bool(named) and _count_reported(session, document_id, named) == 1


def _count_reported(session: Session, document_id: int, papers: set[str]) -> int:
    """Count the promises that a paper reports as made in one of these papers."""
    rows = session.scalars(
        select(Candidate.promise).where(
            Candidate.document_id == document_id, Candidate.made == Made.EARLIER
        )
    )
    return sum(bool(papers.intersection(decode(Promise, row).ids)) for row in rows)
