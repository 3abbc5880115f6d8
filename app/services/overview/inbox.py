"""The inbox: papers as they came in, each with what it brings; and the work of one of them."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, true, union_all
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState
from app.domain.errors import NotFound
from app.domain.matching import ItemKind
from app.domain.papers import SPOKEN
from app.services.overview.desk import TO_JUDGE
from app.services.overview.papers import LISTED, PAPER_COLUMNS, letter_ref
from app.services.overview.places import late_documents
from app.services.overview.register import find_names
from app.services.overview.register_rows import load_rows
from app.services.overview.rows.common import Standing, paging_of
from app.services.overview.rows.inbox import PAGE_SIZE, Inbox, InboxRow, LetterHead, Named
from app.services.overview.rows.register import RegisterRow
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
    hidden = union_all(  # what is not LISTED; apart, so that each part has an index
        select(Document.id).where(Document.withdrawn_at.is_not(None)),
        select(Document.id).where(Document.media == SPOKEN),
    )
    promising = select(Listed.document_id.label("id")).where(_WAITING_HERE).distinct()
    settling = select(ToJudge.document_id.label("id")).distinct()
    promises, settles = promising.subquery("promises"), settling.subquery("settles")
    late = late_documents().distinct().subquery("late")
    settled_in = exists().where(ToJudge.document_id == promises.c.id)
    late_id = late.c.document_id
    parts = (
        select(func.count()).select_from(settles).where(settles.c.id.not_in(hidden)),
        select(func.count()).select_from(promises).where(promises.c.id.not_in(hidden), ~settled_in),
        select(func.count())
        .select_from(late)
        .where(
            late_id.not_in(hidden),
            ~exists().where(ToJudge.document_id == late_id),
            ~exists().where(Listed.document_id == late_id, _WAITING_HERE),
        ),
    )
    return sum(session.execute(select(*(one.scalar_subquery() for one in parts))).one())


def find_next_letter(session: Session, document_id: int) -> int | None:
    """Give the paper in which a decision waits that came in last, but for this one."""
    query = select(Document.id).where(LISTED, _works(), Document.id != document_id)
    newest = query.order_by(Document.imported_at.desc(), Document.id.desc())
    return session.scalars(newest.limit(1)).first()


def get_letter_head(session: Session, document_id: int) -> LetterHead:
    """Give the line of a paper and who sent it; raises NotFound."""
    query = select(*PAPER_COLUMNS, Document.from_functions).where(Document.id == document_id)
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound("document", document_id)
    return LetterHead(letter_ref(row), tuple(row.from_functions))


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
    promised = _group(session, _promises(ids))
    settled = _group(session, _settled(ids))
    named = _group(session, _motions(ids))
    shown = _load(session, (promised, settled, named), today)
    candidates = _counts(session, Listed.document_id, _WAITING_HERE, ids)
    suggestions = _counts(session, ToJudge.document_id, true(), ids)
    late = Counter(session.scalars(late_documents()).all())
    papers = _count_papers(session, ids)
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


def _promises(ids: Sequence[int]) -> Select[int, int]:
    """Select the promises of papers in reading order; repeats and dismissed ones are left out."""
    return (
        select(Candidate.document_id, Candidate.item_id)
        .where(
            Candidate.document_id.in_(ids),
            Candidate.state != CandidateState.DISMISSED,
            Candidate.repeats_id.is_(None),
        )
        .order_by(Candidate.state != CandidateState.WAITING, Candidate.start, Candidate.item_id)
    )


def _settled(ids: Sequence[int]) -> Select[int, int]:
    """Select the items that passages of papers may settle, the likeliest first."""
    best = func.max(Suggestion.score)
    return (
        select(Suggestion.document_id, Suggestion.item_id)
        .where(Suggestion.document_id.in_(ids), TO_JUDGE)
        .group_by(Suggestion.document_id, Suggestion.item_id)
        .order_by(best.desc(), Suggestion.item_id)
    )


def _motions(ids: Sequence[int]) -> Select[int, int]:
    """Select the motions that papers name, in reading order."""
    first = func.min(MotionMentionRow.start)
    return (
        select(MotionMentionRow.document_id, MentionedMotion.item_id)
        .join(MentionedMotion, MentionedMotion.mention_id == MotionMentionRow.id)
        .where(MotionMentionRow.document_id.in_(ids))
        .group_by(MotionMentionRow.document_id, MentionedMotion.item_id)
        .order_by(first, MentionedMotion.item_id)
    )


def _group(session: Session, query: Select[int, int]) -> Mapping[int, list[int]]:
    """Give for each paper its items, in the order of the query."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for document_id, item_id in session.execute(query):
        found[document_id].append(item_id)
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


def _counts(
    session: Session, letter: Any, where: ColumnElement[bool], ids: Sequence[int]
) -> Counter[int]:
    """Count what waits in each of these papers."""
    query = (
        select(letter.label("document_id"), func.count().label("how_many"))
        .where(letter.in_(ids), where)
        .group_by(letter)
    )
    return Counter({row.document_id: row.how_many for row in session.execute(query)})


def _count_papers(session: Session, ids: Sequence[int]) -> Counter[int]:
    """Count the papers that each of these papers cites."""
    query = (
        select(
            CitedPaper.document_id,
            func.count(CitedPaper.canonical.distinct()).label("how_many"),
        )
        .where(CitedPaper.document_id.in_(ids))
        .group_by(CitedPaper.document_id)
    )
    return Counter({row.document_id: row.how_many for row in session.execute(query)})
