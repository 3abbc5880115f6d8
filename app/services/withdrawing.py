"""A paper that was imported by mistake is withdrawn; a newer edition takes an older one's place.

Either way the paper leaves every list, search, mail and suggestion: what the machine put down
of it is taken away, candidates that wait are dismissed with it, and its text, its history and
what people decided stay. Put back, it is read out of its stored reading again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, literal, select, union_all, update
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState
from app.domain.errors import AlreadyThere, Invalid, RestsOnIt, WrongState
from app.domain.history import Action
from app.domain.matching import ItemKind
from app.domain.references import own_identifier
from app.services.candidates import dismiss_candidate, reopen
from app.services.dating import papers_of_motions
from app.services.deciding import get_for_update, need_reason, take, tell
from app.services.intake import compare
from app.services.lookup import Shelf
from app.services.mentions import (
    drop_mentions,
    follow_settling,
    keep_mentions,
    suggest_for_mentions,
)
from app.services.papers import get_listed, reading_of
from app.services.registers import lock_intake
from app.services.repeats import follow_repeats
from app.services.seen import keep_citations, keep_statements, stems_of_blocks
from app.services.senders import keep_senders
from app.services.suggesting import drop_unjudged, keep_terms, of_paper, suggest_for_item
from app.services.undone import WITH_PAPER, find_undone, load_told
from app.store.documents import CitedPaper, Document, Passage, Statement
from app.store.history import HistoryEntry
from app.store.items import Candidate, Commitment, Item, ItemTerm
from app.store.links import Fulfilment


@dataclass(frozen=True, slots=True)
class Resting:
    """What people decided on the ground of a paper: numbers of items, ids of older editions.

    `made` are commitments from its words, `linked` items with a link to its words, `moved`
    commitments of which it moved the term, `editions` the papers that it replaces.
    """

    made: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    editions: tuple[int, ...] = ()


def find_resting(session: Session, document_id: int) -> Resting:
    """Give what rests on a paper and was not taken back."""
    nothing = literal(0)
    made = (
        select(literal("made").label("how"), Item.number, nothing.label("edition"))
        .join(Commitment, Commitment.item_id == Item.id)
        .where(Item.document_id == document_id, Commitment.withdrawn_at.is_(None))
    )
    linked = (
        select(literal("linked"), Item.number, nothing)
        .join(Fulfilment, Fulfilment.item_id == Item.id)
        .where(Fulfilment.document_id == document_id, Fulfilment.withdrawn_at.is_(None))
        .distinct()
    )
    replaced = Document.replaced_by_id == document_id
    editions = select(literal("edition"), literal(""), Document.id).where(replaced)
    found = session.execute(union_all(made, linked, editions)).all()
    return Resting(
        tuple(sorted(row.number for row in found if row.how == "made")),
        tuple(sorted(row.number for row in found if row.how == "linked")),
        _find_moved(session, document_id),
        tuple(sorted(row.edition for row in found if row.how == "edition")),
    )


def withdraw_document(
    session: Session, document_id: int, *, seen: int, reason: str, actor: str, at: datetime
) -> int:
    """Withdraw a paper that was imported by mistake, and why; give its new version.

    Raises NotFound, Stale, Invalid without a reason, WrongState when it is withdrawn, and
    RestsOnIt as long as a decision rests on it (`find_resting`).
    """
    reason = need_reason(reason)
    document = _take(session, document_id, seen)
    if find_resting(session, document_id) != Resting():
        raise RestsOnIt(f"document {document_id}", "a decision")
    before = {"canonical": document.canonical}
    _set_aside(session, document, actor=actor, at=at, reason=reason)
    _tell(session, document, Action.DOCUMENT_WITHDRAWN, actor, at, reason, before=before)
    return document.version


def replace_document(
    session: Session,
    document_id: int,
    newer_id: int,
    *,
    seen: int,
    reason: str,
    actor: str,
    at: datetime,
) -> int:
    """Let a newer edition take a paper's place, and why; give the older one's new version.

    What was decided on the older one stands, with its words; what only waited there is to
    be judged in the newer one. Raises NotFound, Stale, Invalid without a reason or for the
    paper itself, and WrongState when either is withdrawn.
    """
    reason = need_reason(reason)
    if newer_id == document_id:
        raise Invalid("newer", "the paper itself")
    document = _take(session, document_id, seen)
    newer = get_listed(session, newer_id)
    before = {"canonical": document.canonical}
    document.replaced_by_id = newer.id
    _set_aside(session, document, actor=actor, at=at, reason=reason)
    after = {"replaced_by": newer.title or newer.name}
    _tell(session, document, Action.DOCUMENT_REPLACED, actor, at, reason, before, after)
    return document.version


def reinstate_document(
    session: Session, document_id: int, *, seen: int, reason: str, actor: str, at: datetime
) -> int:
    """Put a paper back that was withdrawn or replaced, and why; give its new version.

    Candidates that were dismissed with it wait again. Raises NotFound, Stale, Invalid
    without a reason, WrongState when it is not withdrawn, and AlreadyThere when another
    paper has its number now.
    """
    reason = need_reason(reason)
    lock_intake(session)
    document = take(session, Document, document_id, seen)
    if document.withdrawn_at is None:
        raise WrongState(f"document {document_id}", "not withdrawn")
    document.canonical = _free_number(session, document)
    document.withdrawn_at = document.replaced_by_id = None
    keep_senders(session, document)
    _tell(session, document, Action.DOCUMENT_REINSTATED, actor, at, reason)
    _put_down_again(session, document, at=at)
    for item in _dismissed_with(session, document):
        item.version += 1
        reopen(session, item, actor=actor, at=at, reason=reason)
    compare(session, document, Shelf(), at=at)
    return document.version


def _take(session: Session, document_id: int, seen: int) -> Document:
    """Take a paper that is not withdrawn."""
    lock_intake(session)
    get_listed(session, document_id)
    return take(session, Document, document_id, seen)


def _set_aside(
    session: Session, document: Document, *, actor: str, at: datetime, reason: str
) -> None:
    """Take away what the machine put down of a paper, and dismiss what waits in it.

    The paper counts as gone first, so that what repeated its promises stands by itself.
    """
    document.canonical, document.withdrawn_at = None, at
    session.flush()
    keep_senders(session, document)
    candidates = session.scalars(
        select(Candidate).where(Candidate.document_id == document.id).order_by(Candidate.item_id)
    ).all()
    for candidate in candidates:
        if candidate.state is CandidateState.WAITING:
            item = get_for_update(session, Item, candidate.item_id)
            dismiss_candidate(
                session,
                item.number,
                seen=item.version,
                reason=reason,
                actor=actor,
                at=at,
                told={WITH_PAPER: True},
            )
    _part_repeats(session, candidates, at=at)
    dropped = drop_unjudged(session, of_paper(document.id))
    numbers = drop_mentions(session, document)
    own = select(Item.id).where(Item.document_id == document.id, Item.kind == ItemKind.CANDIDATE)
    left = set(session.scalars(own))
    session.execute(delete(ItemTerm).where(ItemTerm.item_id.in_(own)))
    for kind in (CitedPaper, Statement):
        session.execute(delete(kind).where(kind.document_id == document.id))
    session.execute(update(Passage).where(Passage.document_id == document.id).values(stems=""))
    session.flush()
    follow_settling(session, numbers, at=at)
    shelf = Shelf()
    for item_id in sorted({one.item_id for one in dropped} - left):
        suggest_for_item(session, session.get_one(Item, item_id), shelf, at=at)
    for other in sorted(papers_of_motions(session, dropped) - {document.id}):
        suggest_for_mentions(session, session.get_one(Document, other), at=at)


def _part_repeats(session: Session, candidates: Sequence[Candidate], *, at: datetime) -> None:
    """Let what repeated the promises of a paper, and what they repeated, go on without them."""
    own = {one.item_id for one in candidates}
    heads = {one.repeats_id for one in candidates if one.repeats_id is not None}
    for one in candidates:
        if one.state is not CandidateState.ACCEPTED:
            one.repeats_id = None
    session.flush()
    follow_repeats(session, sorted(own | heads), Shelf(), at=at)


def _put_down_again(session: Session, document: Document, *, at: datetime) -> None:
    """Put down what the reader saw in a paper, but for its candidates, which are there."""
    reading = reading_of(document)
    stemmed = stems_of_blocks(reading)
    for passage in session.scalars(select(Passage).where(Passage.document_id == document.id)):
        passage.stems = stemmed[passage.ordinal]
    keep_citations(session, document, reading.references)
    keep_statements(session, document, reading.statements)
    keep_mentions(session, document, reading, at=at)
    session.flush()
    for item in session.scalars(select(Item).where(Item.document_id == document.id)).all():
        keep_terms(session, item)


def _dismissed_with(session: Session, document: Document) -> list[Item]:
    """Give the items of candidates that were dismissed because their paper left."""
    query = (
        select(Item)
        .join(Candidate, Candidate.item_id == Item.id)
        .where(Candidate.document_id == document.id, Candidate.state == CandidateState.DISMISSED)
        .order_by(Item.id)
    )
    return [item for item in session.scalars(query).all() if _left_with_paper(session, item)]


def _left_with_paper(session: Session, item: Item) -> bool:
    """Say whether the dismissal that stands was of the paper, not of the candidate."""
    dismissed = [
        one for one in load_told(session, item.id) if one.action is Action.CANDIDATE_DISMISSED
    ]
    return bool(dismissed and (dismissed[-1].after or {}).get(WITH_PAPER))


def _free_number(session: Session, document: Document) -> str | None:
    """Give the number of a paper; raises AlreadyThere when another has it."""
    canonical = own_identifier(document.dossier, document.number)
    if canonical is None:
        return None
    query = select(Document.name).where(Document.canonical == canonical, Document.id != document.id)
    other = session.scalars(query).first()
    if other is not None:
        raise AlreadyThere(canonical, other)
    return canonical


def _find_moved(session: Session, document_id: int) -> tuple[str, ...]:
    """Give the commitments of which this paper moved the term, where that stands."""
    query = (
        select(HistoryEntry.id, HistoryEntry.item_id, Item.number)
        .join(Item, Item.id == HistoryEntry.item_id)
        .where(
            HistoryEntry.document_id == document_id,
            HistoryEntry.action == Action.DEADLINE_MOVED,
            Item.document_id != document_id,
        )
        .order_by(Item.number)
    )
    moved = []
    for row in session.execute(query).all():
        told = load_told(session, row.item_id)
        if row.id in {one.id for one in told} - find_undone(told):
            moved.append(row.number)
    return tuple(dict.fromkeys(moved))


def _tell(
    session: Session,
    document: Document,
    action: Action,
    actor: str,
    at: datetime,
    reason: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Write down what became of a paper."""
    tell(
        session,
        action,
        actor=actor,
        at=at,
        document=document.id,
        before=before,
        after=after,
        reason=reason,
    )
    session.flush()
