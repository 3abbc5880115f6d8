"""Promises that the machine saw, and a person's first word on them."""

import datetime as dt
from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState, Status
from app.domain.errors import AlreadyJudged, NotFound, RestsOnIt, WrongState
from app.domain.history import MACHINE, Action
from app.domain.matching import ItemKind
from app.domain.reading import Promise, Reading, Term
from app.services.deciding import need_reason, take_item, tell
from app.services.fields import (
    CommitmentChanges,
    CommitmentFields,
    differences,
    fields_of,
    item_stems,
    write,
)
from app.services.lookup import Shelf
from app.services.numbers import number_of_promise
from app.services.papers import get_listed, promise_of
from app.services.repeats import follow_repeats
from app.services.responsible import (
    Signed,
    Tables,
    answer_now,
    committee_of,
    load_tables,
    member_in,
    signed_of,
    with_answering,
)
from app.services.standing import check_alone, find_standing
from app.services.suggesting import keep_terms
from app.services.values import encode
from app.store.documents import Document
from app.store.items import Candidate, Commitment, Item


def keep_candidates(
    session: Session,
    document: Document,
    reading: Reading,
    printed: dt.date | None,
    *,
    at: datetime,
) -> int:
    """Put down each promise of a paper as a candidate that waits; give their number."""
    starts: Counter[int] = Counter()
    tables = load_tables(session)
    taken: set[str] = set()
    for promise in sorted(reading.promises, key=lambda one: (one.span, one.cue)):
        place = f"{promise.span.start}"
        if starts[promise.span.start]:
            place += f"/{starts[promise.span.start]}"
        starts[promise.span.start] += 1
        number = number_of_promise(session, document.key, place, printed, frozenset(taken))
        taken.add(number)
        item = _add_item(session, document, promise, number, at)
        candidate = _row_of(item, document, promise, reading.reader)
        candidate.member = member_in(item.words)
        follow_tables(tables, candidate, signed_of(document), today=at.date())
        session.add(candidate)
        session.flush()
        keep_terms(session, item)
        tell(
            session,
            Action.CANDIDATE_FOUND,
            actor=MACHINE,
            at=at,
            item=item.id,
            document=document.id,
            after={"reader": reading.reader, "cue": promise.cue},
        )
    return len(taken)


def accept_candidate(
    session: Session,
    number: str,
    *,
    seen: int,
    actor: str,
    at: datetime,
    changes: CommitmentChanges | None = None,
    reason: str | None = None,
) -> int:
    """Make a commitment of a candidate, as it is or with changes; give the item's new version.

    It keeps its number, history and suggestions. Raises NotFound, Stale, AlreadyJudged,
    and Invalid for changes that no commitment can have.
    """
    item = take_item(session, number, seen)
    accept(session, item, actor=actor, at=at, changes=changes, reason=reason)
    return item.version


def accept(
    session: Session,
    item: Item,
    *,
    actor: str,
    at: datetime,
    changes: CommitmentChanges | None = None,
    reason: str | None = None,
) -> None:
    """Accept a candidate whose item was taken already."""
    candidate = _get_waiting(session, item)
    document = session.get_one(Document, candidate.document_id)
    tables, today = load_tables(session), at.date()
    proposed = _proposed(tables, candidate, signed_of(document), today)
    fields = with_answering(
        tables,
        proposed,
        before=proposed,
        changes=changes,
        paper=signed_of(document),
        today=today,
    )
    commitment = Commitment(
        item_id=item.id,
        start=candidate.start,
        end=candidate.end,
        first_deadline=fields.term.latest,
        status=Status.OPEN,
        status_by_hand=False,
        entered_by=actor,
        entered_at=at,
    )
    write(session, item, commitment, fields)
    session.add(commitment)
    item.kind = ItemKind.COMMITMENT
    _judge(candidate, CandidateState.ACCEPTED, actor, at, reason)
    before, after = differences(proposed, fields)
    tell(
        session,
        Action.CANDIDATE_ACCEPTED,
        actor=actor,
        at=at,
        item=item.id,
        before=before or None,
        after=after or None,
        reason=reason,
    )
    session.flush()
    follow_repeats(session, [item.id], Shelf(), at=at)


def dismiss_candidate(
    session: Session,
    number: str,
    *,
    seen: int,
    reason: str,
    actor: str,
    at: datetime,
    told: dict[str, Any] | None = None,
) -> int:
    """Say that this is no commitment, and why; give the item's new version.

    `told` is what the history keeps beside it. Raises NotFound, Stale, AlreadyJudged, and Invalid without a reason.
    """
    reason = need_reason(reason)
    item = take_item(session, number, seen)
    candidate = _get_waiting(session, item)
    _judge(candidate, CandidateState.DISMISSED, actor, at, reason)
    tell(
        session,
        Action.CANDIDATE_DISMISSED,
        actor=actor,
        at=at,
        item=item.id,
        after=told,
        reason=reason,
    )
    session.flush()
    follow_repeats(session, [item.id], Shelf(), at=at)
    return item.version


def reopen_candidate(
    session: Session,
    number: str,
    *,
    seen: int,
    actor: str,
    at: datetime,
    reason: str | None = None,
) -> int:
    """Undo an acceptance or dismissal: the candidate waits again; give the item's new version.

    What the commitment said stays in the history. Raises NotFound, Stale, WrongState when
    it waits already or is merged into another, and RestsOnIt as long as a passage or another
    commitment hangs on it.
    """
    item = take_item(session, number, seen)
    reopen(session, item, actor=actor, at=at, reason=reason)
    return item.version


def reopen(
    session: Session, item: Item, *, actor: str, at: datetime, reason: str | None = None
) -> None:
    """Reopen a candidate whose item was taken already; raises as `reopen_candidate` does."""
    candidate = _get_candidate(session, item)
    if candidate.state is CandidateState.WAITING:
        raise WrongState(item.number, candidate.state)
    get_listed(session, candidate.document_id)
    before = {"state": candidate.state.value}
    commitment = session.get(Commitment, item.id)
    if commitment is not None:
        if commitment.merged_into_id is not None:
            raise WrongState(item.number, "merged into another")
        check_alone(session, item)
        if find_standing(session, item.id):
            raise RestsOnIt(item.number, "a link to a later paper")
        before |= encode(fields_of(commitment)) | {"status": commitment.status.value}
        session.delete(commitment)
        item.kind = ItemKind.CANDIDATE
        item.stems = item_stems(item.words, candidate.actor, candidate.subject)
    candidate.state = CandidateState.WAITING
    candidate.judged_by = candidate.judged_at = candidate.reason = None
    tell(
        session,
        Action.CANDIDATE_REOPENED,
        actor=actor,
        at=at,
        item=item.id,
        before=before,
        reason=reason,
    )
    session.flush()
    follow_repeats(session, [item.id], Shelf(), at=at)


def follow_paper(session: Session, document: Document, *, today: dt.date) -> None:
    """Let who answers and leads for a paper's candidates follow what was corrected in it."""
    tables = load_tables(session)
    query = select(Candidate).where(Candidate.document_id == document.id)
    for candidate in session.scalars(query):
        follow_tables(tables, candidate, signed_of(document), today=today)


def follow_tables(tables: Tables, candidate: Candidate, paper: Signed, *, today: dt.date) -> None:
    """Give a candidate who answers and which committee leads, as the tables say today."""
    side = desk_side(tables, candidate.actor, paper, today)
    candidate.responsible, candidate.committee_id = side


def desk_side(
    tables: Tables, actor: str, paper: Signed, today: dt.date
) -> tuple[str | None, int | None]:
    """Give the office that answers today and the committee that leads, for a candidate."""
    return answer_now(tables, actor, paper, today).office, committee_of(tables, paper)


def set_term(candidate: Candidate, promise: Promise) -> bool:
    """Give a candidate the term that the paper's date now gives; say whether it changed."""
    if promise_of(candidate) == promise:
        return False
    _write_term(candidate, promise.term)
    candidate.promise = encode(promise)
    return True


def _add_item(
    session: Session, document: Document, promise: Promise, number: str, at: datetime
) -> Item:
    """Make the item of a promise."""
    words = promise.sentence.of(document.text)
    item = Item(
        number=number,
        kind=ItemKind.CANDIDATE,
        document_id=document.id,
        words=words,
        stems=item_stems(words, promise.actor, promise.subject),
        created_at=at,
    )
    session.add(item)
    session.flush()
    return item


def _row_of(item: Item, document: Document, promise: Promise, reader: str) -> Candidate:
    """Make the row of a promise."""
    candidate = Candidate(
        item_id=item.id,
        document_id=document.id,
        start=promise.span.start,
        end=promise.span.end,
        sentence_start=promise.sentence.start,
        sentence_end=promise.sentence.end,
        kind=promise.kind,
        made=promise.made,
        actor=promise.actor,
        addressee=promise.addressee,
        subject=promise.subject,
        conditional=promise.conditional,
        condition=promise.condition,
        cue=promise.cue,
        promise=encode(promise),
        reader=reader,
        state=CandidateState.WAITING,
    )
    _write_term(candidate, promise.term)
    return candidate


def _write_term(candidate: Candidate, term: Term) -> None:
    """Write the columns of a term."""
    candidate.term_kind, candidate.term_text = term.kind, term.text
    candidate.term_earliest, candidate.term_latest = term.earliest, term.latest
    candidate.term_rule = term.rule


def _get_candidate(session: Session, item: Item) -> Candidate:
    """Give the candidate of an item; raises NotFound when it never was one."""
    candidate = session.get(Candidate, item.id)
    if candidate is None:
        raise NotFound("candidate", item.number)
    return candidate


def _get_waiting(session: Session, item: Item) -> Candidate:
    """Give a candidate that waits; raises NotFound and AlreadyJudged."""
    candidate = _get_candidate(session, item)
    if candidate.state is not CandidateState.WAITING:
        raise AlreadyJudged(item.number, candidate.judged_by or "")
    return candidate


def _judge(
    candidate: Candidate, state: CandidateState, actor: str, at: datetime, reason: str | None
) -> None:
    """Write down what a person said of a candidate."""
    candidate.state, candidate.reason = state, reason
    candidate.judged_by, candidate.judged_at = actor, at


def _proposed(
    tables: Tables, candidate: Candidate, paper: Signed, today: dt.date
) -> CommitmentFields:
    """Give what the machine proposes."""
    promise = promise_of(candidate)
    now = answer_now(tables, promise.actor, paper, today)
    return CommitmentFields(
        actor=promise.actor,
        subject=promise.subject,
        kind=promise.kind,
        made=promise.made,
        term=Term(
            promise.term.kind, promise.term.text, None, promise.term.latest, promise.term.rule
        ),
        addressee=promise.addressee,
        responsible=now.office,
        responsible_name=now.name,
        ministry_id=now.ministry_id,
        committee_id=committee_of(tables, paper),
        member=candidate.member,
        conditional=promise.conditional,
        condition=promise.condition,
    )
