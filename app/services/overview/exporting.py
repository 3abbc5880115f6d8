"""Whole lists for files: the same items in the same order as on the page, some at a time."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from app.domain.matching import ItemKind
from app.domain.motions import Facts
from app.services.overview.conflicts import list_conflicts
from app.services.overview.desk import find_desk
from app.services.overview.letters import count_in_letters, find_letter_ids
from app.services.overview.links import WAITS, select_suggestions
from app.services.overview.listing import responsible_of_candidate, responsible_of_commitment
from app.services.overview.motions import FACTS
from app.services.overview.papers import (
    PAPER_COLUMNS,
    Place,
    letter_ref,
    load_letters,
    load_quotes,
    print_canonical,
)
from app.services.overview.promises import (
    COMMITMENT_TERM,
    PROPOSED_TERM,
    select_open,
    standing_of,
)
from app.services.overview.register import choose_items, find_item_ids, find_names
from app.services.overview.register_rows import (
    Names,
    count_waiting,
    find_told,
    motions_in,
    term_of,
)
from app.services.overview.rows.common import LetterRef
from app.services.overview.rows.desk import DeskFilter, DeskPart, UnnumberedMention
from app.services.overview.rows.exports import ItemLine, PaperLine, SuggestionLine
from app.services.overview.rows.letters import LetterFilter, LetterSort
from app.services.overview.rows.register import RegisterFilter, RegisterPage
from app.services.overview.rows.stories import ConflictView
from app.services.overview.work import Claim, WorkLine, find_claims, select_my_work
from app.store.documents import Document
from app.store.items import Candidate, Commitment, Item, Motion
from app.store.links import Fulfilment, Suggestion

AT_ONCE = 500  # rows loaded together


def stream_items(session: Session, wanted: RegisterFilter, *, today: dt.date) -> Iterator[ItemLine]:
    """Give every item of a list, whatever its page; seven statements for five hundred."""
    names = find_names(session)
    ids = find_item_ids(session, wanted, today=today)
    for at in range(0, len(ids), AT_ONCE):
        yield from _load_items(session, ids[at : at + AT_ONCE], names, today)


def stream_my_work(
    session: Session, account_id: int, *, at: dt.datetime, today: dt.date
) -> Iterator[WorkLine]:
    """Give all that was given to a person or taken by them, in the order of the page."""
    names = find_names(session)
    ids = session.scalars(select_my_work(account_id, at)).all()
    for first in range(0, len(ids), AT_ONCE):
        lines = tuple(_load_items(session, ids[first : first + AT_ONCE], names, today))
        claims = find_claims(session, (one.number for one in lines), at=at)
        for one in lines:
            yield WorkLine(one, claims.get(one.number, Claim()))


def find_item_lines(
    session: Session, wanted: RegisterFilter, *, today: dt.date
) -> tuple[tuple[ItemLine, ...], RegisterPage]:
    """Give one page of the same lines, and the page itself: counts, paging, what was searched."""
    ids, names, found = choose_items(session, wanted, today=today)
    return (tuple(_load_items(session, ids, names, today)) if ids else ()), found


def stream_papers(session: Session, wanted: LetterFilter) -> Iterator[PaperLine]:
    """Give every paper of a list, whatever its page; two statements for five hundred."""
    ids = find_letter_ids(session, wanted)
    for at in range(0, len(ids), AT_ONCE):
        yield from _load_papers(session, ids[at : at + AT_ONCE])


def _load_papers(session: Session, ids: Sequence[int]) -> Iterator[PaperLine]:
    """Load some papers, in their order."""
    query = select(*PAPER_COLUMNS, Document.from_functions, Document.dossier)
    rows = {row.id: row for row in session.execute(query.where(Document.id.in_(ids)))}
    counts = count_in_letters(session, ids)
    for id_ in ids:
        row = rows[id_]
        yield PaperLine(
            letter=letter_ref(row),
            dossier=row.dossier,
            from_functions=tuple(row.from_functions),
            commitments=counts["commitments", id_],
            candidates=counts["candidates", id_],
            motions=counts["motions", id_],
            suggestions=counts["suggestions", id_],
        )


def find_newest_papers(
    session: Session, wanted: LetterFilter, *, most: int
) -> tuple[tuple[PaperLine, dt.datetime], ...]:
    """Give the papers of a list that came in last, the newest first, and when that was."""
    newest = replace(wanted, sort=LetterSort.NEWEST)
    ids = find_letter_ids(session, newest, most=most)
    query = select(Document.id, Document.imported_at).where(Document.id.in_(ids))
    came = {row.id: row.imported_at for row in session.execute(query)}
    return tuple((line, came[line.letter.id]) for line in _load_papers(session, ids))


def stream_suggestions(session: Session) -> Iterator[SuggestionLine]:
    """Give every passage that waits for a verdict, the newest letter first."""
    waits = and_(WAITS, Suggestion.item_id.in_(select_open()))
    ordered = (
        select(Suggestion.id)
        .join(Document, Document.id == Suggestion.document_id)
        .where(waits)
        .order_by(
            Document.date.desc(), Suggestion.document_id.desc(), Suggestion.start, Suggestion.id
        )
    )
    ids = session.scalars(ordered).all()
    for at in range(0, len(ids), AT_ONCE):
        some = ids[at : at + AT_ONCE]
        query = select_suggestions(Suggestion.id.in_(some)).add_columns(Item.words)
        rows = {row.id: row for row in session.execute(query)}
        places = {id_: Place(row.document_id, row.start, row.end) for id_, row in rows.items()}
        quotes = load_quotes(session, places.values())
        for row in (rows[id_] for id_ in some):
            yield SuggestionLine(
                row.number, row.kind, row.words, row.relation, row.score, quotes[places[row.id]]
            )


def stream_conflicts(
    session: Session, *, settled: bool, document: int | None
) -> Iterator[ConflictView]:
    """Give every conflict that nobody settled, or that somebody did, in the order of the page."""
    page, last = 1, 1
    while page <= last:
        some, paging = list_conflicts(session, page, AT_ONCE, settled=settled, document=document)
        yield from some
        page, last = page + 1, paging.pages


def stream_unnumbered(
    session: Session, *, document: int | None, today: dt.date
) -> Iterator[UnnumberedMention]:
    """Give every motion that a paper names without any number, in the order of the desk."""
    parts, page, last = frozenset({DeskPart.UNNUMBERED}), 1, 1
    while page <= last:
        wanted = DeskFilter(document, unnumbered_page=page, size=AT_ONCE, parts=parts)
        desk = find_desk(session, wanted, today=today)
        yield from desk.unnumbered
        page, last = page + 1, desk.unnumbered_paging.pages


def _load_items(
    session: Session, ids: Sequence[int], names: Names, today: dt.date
) -> Iterator[ItemLine]:
    """Load some items, in their order."""
    details = {row.id: row for row in session.execute(_details(ids))}
    waiting = count_waiting(session, ids)
    mentions = find_told(session, motions_in(details.values()))
    settled = _find_settling(session, ids)
    letters = load_letters(session, (row.document_id for row in details.values()))
    for id_ in ids:
        row, told = details[id_], mentions.get(id_)
        is_kept = row.kind is ItemKind.COMMITMENT
        is_motion = row.kind is ItemKind.MOTION
        yield ItemLine(
            number=row.number,
            official_number=row.official_number,
            kind=row.kind,
            standing=standing_of(row, told.strength if told else 0),
            words=row.words,
            subject=row.subject if is_kept else row.found_subject,
            actor=row.actor if is_kept else row.found_actor,
            responsible=row.responsible if is_kept else row.found_responsible,
            responsible_name=row.responsible_name,
            ministry=names.ministry(row.ministry_id),
            committee=names.committee(row.committee_id),
            member=row.member if is_kept else row.found_member,
            term=term_of(row, today),
            letter=letters.get(row.document_id),
            dossier=_dossier(row.canonical) if is_motion else row.dossier,
            settled_by=settled.get(id_, ()),
            waiting=waiting.get(id_, 0),
            kamerstuk=print_canonical(row.canonical) if is_motion else None,
            movers=told.movers if told else (),
            facts=Facts(row.outcome, row.outcome_on, row.votes, row.advice) if is_motion else None,
            mentions=told.papers if told else 0,
            last_mention=told.newest if told else None,
        )


def _details(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """Select what a line shows of each item."""
    return (
        select(
            Item.id,
            Item.number,
            Item.kind,
            Item.words,
            Item.document_id,
            Document.dossier,
            Candidate.state,
            Candidate.actor.label("found_actor"),
            Candidate.member.label("found_member"),
            Candidate.subject.label("found_subject"),
            responsible_of_candidate().label("found_responsible"),
            *PROPOSED_TERM,
            Commitment.status,
            Commitment.actor,
            Commitment.member,
            Commitment.subject,
            responsible_of_commitment().label("responsible"),
            Commitment.responsible_name,
            Commitment.official_number,
            Commitment.ministry_id,
            Commitment.committee_id,
            *COMMITMENT_TERM,
            Motion.canonical,
            Motion.settled_by,
            *FACTS,
        )
        .outerjoin(Candidate, Candidate.item_id == Item.id)
        .outerjoin(Commitment, Commitment.item_id == Item.id)
        .outerjoin(Motion, Motion.item_id == Item.id)
        .outerjoin(Document, Document.id == Item.document_id)
        .where(Item.id.in_(ids))
    )


def _find_settling(session: Session, ids: Sequence[int]) -> dict[int, tuple[LetterRef, ...]]:
    """Give the papers that were linked to these items and still are, the oldest link first."""
    query = (
        select(Fulfilment.item_id, *PAPER_COLUMNS)
        .join(Document, Document.id == Fulfilment.document_id)
        .where(Fulfilment.item_id.in_(ids), Fulfilment.withdrawn_at.is_(None))
        .order_by(Fulfilment.id)
    )
    found: defaultdict[int, dict[int, LetterRef]] = defaultdict(dict)
    for row in session.execute(query):
        found[row.item_id][row.id] = letter_ref(row)
    return {id_: tuple(papers.values()) for id_, papers in found.items()}


def _dossier(canonical: str) -> str:
    """Give the dossier in which a paper has its number: "21501-02" of "kst-21501-02-2433"."""
    return canonical.removeprefix("kst-").rpartition("-")[0]
