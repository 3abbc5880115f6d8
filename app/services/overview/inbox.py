"""The inbox: papers as they came in, each with what it brings; and the work of one of them."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState
from app.domain.errors import NotFound
from app.domain.matching import ItemKind
from app.domain.papers import SPOKEN
from app.services.overview.desk import TO_JUDGE, find_letter_head
from app.services.overview.papers import LISTED, PAPER_COLUMNS, letter_ref
from app.services.overview.places import late_documents
from app.services.overview.register import find_names
from app.services.overview.register_rows import load_rows
from app.services.overview.rows.common import Standing, paging_of
from app.services.overview.rows.inbox import PAGE_SIZE, Inbox, InboxRow, LetterHead, Named
from app.services.overview.rows.register import RegisterRow
from app.services.overview.work import select_my_work_count
from app.services.search import parse_query
from app.store.documents import CitedPaper, Document, MentionedMotion, MotionMentionRow
from app.store.items import Candidate
from app.store.links import Suggestion
from app.store.listed import Listed, ToJudge

_WAITING_HERE = and_(Listed.kind == ItemKind.CANDIDATE, Listed.standing == Standing.WAITING.value)
NAMED = 3  # items of each sort that a paper names


def find_inbox(
    session: Session, page: int, *, today: dt.date, everything: bool = False, size: int = PAGE_SIZE
) -> Inbox:
    """Give one page of the papers in which something waits, or of all; the last to come first."""
    waiting = count_letters(session)
    where = LISTED if everything else LISTED & _works()
    total = session.scalars(_count(LISTED)).one() if everything else waiting
    paging = paging_of(total, page, size)
    query = (
        select(*PAPER_COLUMNS, Document.from_functions, Document.imported_at)
        .where(where)
        .order_by(Document.imported_at.desc(), Document.id.desc())
        .limit(paging.size)
        .offset((paging.page - 1) * paging.size)
    )
    rows = session.execute(query).all()
    return Inbox(_show(session, rows, today), paging, waiting)


def count_letters(session: Session) -> int:
    """Count the papers in which a decision waits, in one statement."""
    return session.scalars(select(_letter_count())).one()


def count_tabs(session: Session, account_id: int, *, at: dt.datetime) -> tuple[int, int]:
    """Count the papers in which a decision waits, and a person's own work: one statement."""
    mine = select_my_work_count(account_id, at).scalar_subquery()
    letters, own = session.execute(select(_letter_count(), mine)).one()
    return letters, own


def _letter_count() -> ColumnElement[int]:
    """Say in how many papers a decision waits: as `_works` chooses them, along indexes alone.

    Each sort of work counts the papers that no sort before it counted. What no list shows is
    little, so it is counted apart and taken off.
    """
    settles = select(ToJudge.document_id.label("id")).distinct().subquery("settles")
    promises = select(Listed.document_id.label("id")).where(_WAITING_HERE).distinct()
    promising = promises.subquery("promises")
    late = late_documents().subquery("late")
    settled_in = exists().where(ToJudge.document_id == promising.c.id)
    late_id = late.c.document_id
    beside = ~exists().where(ToJudge.document_id == late_id) & ~exists().where(
        Listed.document_id == late_id, _WAITING_HERE
    )
    counted = (
        select(func.count()).select_from(settles),
        select(func.count()).select_from(promising).where(~settled_in),
        select(func.count(late_id.distinct())).where(beside),
    )
    hidden = union_all(  # what is not LISTED; apart, so that each part has an index
        select(Document.id).where(Document.withdrawn_at.is_not(None)),
        select(Document.id).where(Document.media == SPOKEN, Document.withdrawn_at.is_(None)),
    )
    unseen = select(func.count()).select_from(Document).where(Document.id.in_(hidden), _works())
    first, *rest = (one.scalar_subquery() for one in counted)
    total: ColumnElement[int] = sum(rest, start=first) - unseen.scalar_subquery()
    return total.label("letters")


def find_next_letter(session: Session, document_id: int) -> int | None:
    """Give the paper in which a decision waits that came in last, but for this one."""
    query = select(Document.id).where(LISTED, _works(), Document.id != document_id)
    newest = query.order_by(Document.imported_at.desc(), Document.id.desc())
    return session.scalars(newest.limit(1)).first()


def get_letter_head(session: Session, document_id: int) -> LetterHead:
    """Give the line of a paper and who sent it; raises NotFound."""
    found = find_letter_head(session, document_id)
    if found is None:
        raise NotFound("document", document_id)
    return found


def _works() -> ColumnElement[bool]:
    """Choose the papers in which a decision waits."""
    return or_(
        exists().where(Listed.document_id == Document.id, _WAITING_HERE),
        exists().where(ToJudge.document_id == Document.id),
        Document.id.in_(late_documents()),
    )


def _count(where: ColumnElement[bool]) -> Select[int]:
    return select(func.count()).select_from(Document).where(where)


def _show(session: Session, rows: Sequence[Any], today: dt.date) -> tuple[InboxRow, ...]:
    """Make the rows of some papers: a few statements, however many papers."""
    ids = [row.id for row in rows]
    promised, settled, named = groups = _find_named(session, ids)
    shown = _load(session, groups, today)
    candidates, suggestions, late, papers = _count_in(session, ids)
    return tuple(
        InboxRow(
            letter=letter_ref(row),
            from_functions=tuple(row.from_functions),
            imported_at=row.imported_at,
            candidates=candidates[row.id],
            suggestions=suggestions[row.id],
            late=late[row.id],
            promises=_name(promised[row.id], shown),
            settles=_name(settled[row.id], shown),
            motions=_name(named[row.id], shown),
            papers=papers[row.id],
        )
        for row in rows
    )


def _promises(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """Select the promises of papers in reading order; repeats and dismissed ones are left out."""
    judged = case((Candidate.state == CandidateState.WAITING, 0.0), else_=1.0)
    return select(
        *(literal(0).label("part"), Candidate.document_id, Candidate.item_id),
        *(judged.label("first"), Candidate.start.label("then")),
    ).where(
        Candidate.document_id.in_(ids),
        Candidate.state != CandidateState.DISMISSED,
        Candidate.repeats_id.is_(None),
    )


def _settled(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """Select the items that passages of papers may settle, the likeliest first."""
    best = func.max(Suggestion.score)
    return (
        select(literal(1), Suggestion.document_id, Suggestion.item_id, -best, literal(0))
        .where(Suggestion.document_id.in_(ids), TO_JUDGE)
        .group_by(Suggestion.document_id, Suggestion.item_id)
    )


def _motions(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """Select the motions that papers name, in reading order."""
    first = func.min(MotionMentionRow.start)
    return (
        select(literal(2), MotionMentionRow.document_id, MentionedMotion.item_id)
        .add_columns(literal(0.0), first)
        .join(MentionedMotion, MentionedMotion.mention_id == MotionMentionRow.id)
        .where(MotionMentionRow.document_id.in_(ids))
        .group_by(MotionMentionRow.document_id, MentionedMotion.item_id)
    )


def _find_named(session: Session, ids: Sequence[int]) -> tuple[Mapping[int, list[int]], ...]:
    """Give for each paper the items that it promises, may settle and names: one statement."""
    query = union_all(_promises(ids), _settled(ids), _motions(ids))
    found: tuple[defaultdict[int, list[int]], ...] = tuple(defaultdict(list) for _ in range(3))
    for row in session.execute(query.order_by("part", "first", "then", "item_id")):
        found[row.part][row.document_id].append(row.item_id)
    return found


def _load(
    session: Session, groups: Iterable[Mapping[int, list[int]]], today: dt.date
) -> dict[int, RegisterRow]:
    """Load the items that are named, each once."""
    wanted = {id_ for group in groups for ids in group.values() for id_ in ids[:NAMED]}
    ids = sorted(wanted)
    names = find_names(session)
    rows = load_rows(session, ids, parse_query(""), names, today=today) if ids else ()
    return dict(zip(ids, rows, strict=True))


def _name(ids: Sequence[int], shown: Mapping[int, RegisterRow]) -> Named:
    return Named(tuple(shown[id_] for id_ in ids[:NAMED]), len(ids))


def _count_in(session: Session, ids: Sequence[int]) -> tuple[Counter[int], ...]:
    """Count for each paper the candidates, suggestions and late places, and what it cites."""
    late = late_documents().where(Candidate.document_id.in_(ids)).subquery("late")
    waiting: list[tuple[Any, ColumnElement[bool]]] = [
        (Listed.document_id, _WAITING_HERE),
        (ToJudge.document_id, true()),
        (late.c.document_id, true()),
    ]
    parts: list[Select[*tuple[Any, ...]]] = [
        select(literal(part), letter, func.count()).where(letter.in_(ids), where).group_by(letter)
        for part, (letter, where) in enumerate(waiting)
    ]
    cited = func.count(CitedPaper.canonical.distinct())
    papers = select(literal(len(parts)), CitedPaper.document_id, cited)
    parts.append(papers.where(CitedPaper.document_id.in_(ids)).group_by(CitedPaper.document_id))
    counts: tuple[Counter[int], ...] = tuple(Counter() for _ in parts)
    for part, document_id, how_many in session.execute(union_all(*parts)):
        counts[part][document_id] = how_many
    return counts
