"""What later papers may say of earlier items, put down as suggestions for a person to judge.

The machine adds and takes away only what nobody ever judged: a suggestion with a verdict, or
with one that was withdrawn, stays as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select
from sqlalchemy.orm import Session

from app.domain.matching import ItemKind, OpenItem, Reason, Relation, Timing
from app.domain.reading import Promise
from app.domain.text import Span
from app.matching import MATCHER, PER_ITEM, PaperProfile, find_matches
from app.services.kept_here import is_kept_here
from app.services.lookup import FtsCandidateSource, Shelf, find_item_ids, find_terms, find_tokens
from app.services.values import decode, encode
from app.store.documents import Document, Passage
from app.store.history import HistoryEntry
from app.store.items import Candidate, Commitment, Item, ItemTerm
from app.store.links import Fulfilment, Suggestion

_CHUNK = 400
_BEGIN = func.coalesce(Candidate.start, Commitment.start)
_OPEN_ITEMS = (
    select(
        *(Item.id, Item.number, Item.kind, Item.words),
        *(Document.key, Document.date, Document.not_before, Document.not_after),
        *(Document.from_functions, Document.id.label("document_id")),
        *(Candidate.promise, Candidate.start, Candidate.end),
        Commitment.start.label("chosen_start"),
        Commitment.end.label("chosen_end"),
        Passage.text.label("context"),
        *(Passage.start.label("context_start"), Passage.end.label("context_end")),
    )
    .join(Document, Document.id == Item.document_id)
    .outerjoin(Candidate, Candidate.item_id == Item.id)
    .outerjoin(Commitment, Commitment.item_id == Item.id)
    .outerjoin(
        Passage,
        and_(Passage.document_id == Document.id, Passage.start <= _BEGIN, Passage.end > _BEGIN),
    )
    .where(Item.kind != ItemKind.MOTION, _BEGIN.is_not(None))
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A later passage for an item, from the words `origin` of an earlier paper."""

    item_id: int
    origin_document_id: int | None
    origin: Span | None
    document_id: int
    span: Span
    relation: Relation
    score: float
    reasons: tuple[Reason, ...]


def open_items_of(
    session: Session, item_ids: Iterable[int], not_after: date | None = None
) -> dict[int, OpenItem]:
    """Give candidates and commitments as the matcher takes them, by their row's id.

    What a clerk amended does not count here: the words of the paper do. Motions are left
    out, and with `not_after` items that are surely younger.
    """
    found: dict[int, OpenItem] = {}
    wanted = sorted(item_ids)
    for first in range(0, len(wanted), _CHUNK):
        query = _OPEN_ITEMS.where(Item.id.in_(wanted[first : first + _CHUNK]))
        if not_after is not None:
            earliest = func.coalesce(Document.date, Document.not_before)
            query = query.where(or_(earliest.is_(None), earliest <= not_after))
        for row in session.execute(query):
            found[row.id] = _open_item(session, row)
    return found


def open_item_of(session: Session, item: Item) -> OpenItem | None:
    """Give one item as the matcher takes it; None for a motion."""
    return open_items_of(session, [item.id]).get(item.id)


def keep_terms(session: Session, item: Item) -> None:
    """Put down anew by which words and numbers later papers find an item."""
    session.execute(delete(ItemTerm).where(ItemTerm.item_id == item.id))
    asked = open_item_of(session, item)
    for term in find_terms(asked) if asked is not None else ():
        session.add(ItemTerm(item_id=item.id, term=term.token, weight=term.weight))


def suggest_for_item(session: Session, item: Item, shelf: Shelf, *, at: datetime) -> int:
    """Look through the papers of the register for one item; give how many are new."""
    asked = open_item_of(session, item)
    if asked is None:
        return 0
    profiles = FtsCandidateSource(session, shelf).find_profiles(asked)
    head = heads_of(session, [item.id])[item.id]
    return put_down(session, _propose(session, head, asked, profiles), at=at)


def suggest_for_paper(session: Session, document_id: int, shelf: Shelf, *, at: datetime) -> int:
    """Look through the items of the register for one paper; give how many are new."""
    profiled = FtsCandidateSource(session, shelf).take_apart(document_id)
    timing = profiled.paper.timing
    found = find_item_ids(session, find_tokens(session, document_id))
    proposals: list[Proposal] = []
    heads = heads_of(session, found)
    for item_id, asked in open_items_of(session, found, timing.day or timing.not_after).items():
        if asked.document != profiled.paper.key:
            proposals += _propose(session, heads[item_id], asked, (profiled,))
    return put_down(session, proposals, at=at)


def heads_of(session: Session, item_ids: Iterable[int]) -> dict[int, int]:
    """Give for each item the one that it belongs to: what it repeats or is, else itself.

    What later papers say of any place of a promise is put down for that one.
    """
    heads = {one: one for one in item_ids}
    wanted = sorted(heads)
    for first in range(0, len(wanted), _CHUNK):
        query = select(Candidate.item_id, Candidate.repeats_id).where(
            Candidate.item_id.in_(wanted[first : first + _CHUNK]), Candidate.repeats_id.is_not(None)
        )
        for item_id, head in session.execute(query):
            heads[item_id] = head or item_id
    return _follow_merging(session, heads)


def _follow_merging(session: Session, heads: dict[int, int]) -> dict[int, int]:
    """Let what belongs to a commitment that was merged belong to the one that it is."""
    moved = True
    while moved:
        moved = False
        wanted = sorted(set(heads.values()))
        for first in range(0, len(wanted), _CHUNK):
            query = select(Commitment.item_id, Commitment.merged_into_id).where(
                Commitment.item_id.in_(wanted[first : first + _CHUNK]),
                Commitment.merged_into_id.is_not(None),
            )
            into = {gone: kept for gone, kept in session.execute(query) if kept is not None}
            moved = moved or bool(into)
            heads = {one: into.get(head, head) for one, head in heads.items()}
    return heads


def put_down(session: Session, proposals: Iterable[Proposal], *, at: datetime) -> int:
    """Keep proposals as suggestions, the best of each origin; give how many are new.

    One that is there already is rescored, unless somebody judged it. Nothing is proposed
    again where a judged suggestion or a link by hand of the same item covers the words.
    """
    added = 0
    touched: set[tuple[int, int | None, int | None]] = set()
    for one in proposals:
        start = one.origin.start if one.origin is not None else None
        touched.add((one.item_id, one.origin_document_id, start))
        known = _find_known(session, one)
        if known is None and not _is_settled(session, one) and not _is_place(session, one):
            session.add(_row_of(one, at))
            added += 1
        elif known is not None and not is_told(session, known):
            known.relation, known.score = one.relation, one.score
            known.reasons, known.matcher = encode(one.reasons), MATCHER
    session.flush()
    for origin in sorted(touched, key=str):
        added -= _keep_best(session, *origin)
    return added


def drop_unjudged(session: Session, where: ColumnElement[bool]) -> tuple[Suggestion, ...]:
    """Take away what nobody ever judged, and give it."""
    told = select(HistoryEntry.suggestion_id).where(HistoryEntry.suggestion_id.is_not(None))
    query = select(Suggestion).where(
        where, Suggestion.verdict.is_(None), Suggestion.id.not_in(told)
    )
    rows = tuple(session.scalars(query))
    for row in rows:
        session.delete(row)
    session.flush()
    return rows


def is_told(session: Session, row: Suggestion) -> bool:
    """Say whether anybody ever judged a suggestion, also when that was withdrawn."""
    if row.verdict is not None:
        return True
    query = select(HistoryEntry.id).where(HistoryEntry.suggestion_id == row.id).limit(1)
    return session.scalar(query) is not None


def _open_item(session: Session, row: Any) -> OpenItem:
    """Make the value of a row of the query for open items."""
    if row.promise is not None:
        promise, span = decode(Promise, row.promise), Span(row.start, row.end)
    else:
        promise, span = None, Span(row.chosen_start, row.chosen_end)
    timing = Timing(not_before=row.not_before, not_after=row.not_after)
    return OpenItem(
        key=row.number,
        kind=row.kind,
        words=row.words,
        context=row.context or "",
        timing=timing if row.date is None else Timing(day=row.date),
        document=row.key,
        span=span,
        papers=promise.ids if promise is not None else (),
        functions=tuple(row.from_functions),
        promise=promise,
        kept_here=promise is not None and _is_kept_here(session, row, promise),
    )


def _is_kept_here(session: Session, row: Any, promise: Promise) -> bool:
    """Say whether its own paper tells a promise as kept."""
    known = row.context is not None
    paragraph = Span(row.context_start, row.context_end) if known else promise.sentence
    return is_kept_here(session, row.document_id, promise, paragraph)


def _propose(
    session: Session, item_id: int, asked: OpenItem, profiles: Iterable[PaperProfile]
) -> list[Proposal]:
    """Compare an item with papers, and propose what fits."""
    matches = find_matches(asked, profiles)
    ids = _ids_of(session, {asked.document or "", *(match.document for match in matches)})
    return [
        Proposal(
            item_id=item_id,
            origin_document_id=ids[asked.document or ""],
            origin=asked.span,
            document_id=ids[match.document],
            span=match.span,
            relation=match.relation,
            score=match.score,
            reasons=match.reasons,
        )
        for match in matches
    ]


def _ids_of(session: Session, keys: set[str]) -> dict[str, int]:
    """Give the rows of papers by their key."""
    query = select(Document.key, Document.id).where(Document.key.in_(sorted(keys)))
    return {row.key: row.id for row in session.execute(query)}


def _find_known(session: Session, one: Proposal) -> Suggestion | None:
    """Give the suggestion that says the same already."""
    start = one.origin.start if one.origin is not None else None
    return session.scalar(
        select(Suggestion).where(
            Suggestion.item_id == one.item_id,
            Suggestion.from_document_id == one.origin_document_id,
            Suggestion.from_start == start,
            Suggestion.document_id == one.document_id,
            Suggestion.start == one.span.start,
            Suggestion.end == one.span.end,
        )
    )


def _is_settled(session: Session, one: Proposal) -> bool:
    """Say whether a person has already said of these words what they are to the item."""
    judged = select(Suggestion.id).where(
        Suggestion.item_id == one.item_id,
        Suggestion.document_id == one.document_id,
        Suggestion.start < one.span.end,
        Suggestion.end > one.span.start,
        Suggestion.verdict.is_not(None),
    )
    linked = select(Fulfilment.id).where(
        Fulfilment.item_id == one.item_id,
        Fulfilment.document_id == one.document_id,
        Fulfilment.start < one.span.end,
        Fulfilment.end > one.span.start,
        Fulfilment.withdrawn_at.is_(None),
    )
    return session.scalar(judged) is not None or session.scalar(linked) is not None


def _is_place(session: Session, one: Proposal) -> bool:
    """Say whether the words only say the promise again, in another place of it."""
    if one.relation is not Relation.SAME:
        return False
    query = select(Candidate.item_id).where(
        Candidate.repeats_id == one.item_id,
        Candidate.document_id == one.document_id,
        Candidate.start < one.span.end,
        Candidate.end > one.span.start,
    )
    return session.scalar(query.limit(1)) is not None


def _row_of(one: Proposal, at: datetime) -> Suggestion:
    """Make the row of a proposal."""
    return Suggestion(
        item_id=one.item_id,
        from_document_id=one.origin_document_id,
        from_start=one.origin.start if one.origin is not None else None,
        from_end=one.origin.end if one.origin is not None else None,
        document_id=one.document_id,
        start=one.span.start,
        end=one.span.end,
        relation=one.relation,
        score=one.score,
        reasons=encode(one.reasons),
        matcher=MATCHER,
        created_at=at,
    )


def _keep_best(
    session: Session, item_id: int, from_document_id: int | None, from_start: int | None
) -> int:
    """Take away what nobody judged beyond the best of one origin; give how many."""
    mine = (
        Suggestion.item_id == item_id,
        Suggestion.from_document_id == from_document_id,
        Suggestion.from_start == from_start,
    )
    ranked = (
        select(Suggestion.id)
        .join(Document, Document.id == Suggestion.document_id)
        .where(*mine)
        .order_by(Suggestion.score.desc(), Document.key, Suggestion.start, Suggestion.end)
    )
    surplus = list(session.scalars(ranked))[PER_ITEM:]
    return len(drop_unjudged(session, Suggestion.id.in_(surplus))) if surplus else 0


def of_paper(document_id: int) -> ColumnElement[bool]:
    """Choose the suggestions that start from a paper or lead to it."""
    return or_(Suggestion.from_document_id == document_id, Suggestion.document_id == document_id)
