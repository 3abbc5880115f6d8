"""Pages for what people ask about: what was promised to or by them, what is late, their motions."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from heapq import nlargest
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    false,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session

from app.domain.commitments import (
    STILL_OPEN,
    CandidateState,
    Status,
)
from app.domain.errors import NotFound
from app.domain.matching import ItemKind
from app.services.overview.courses import (
    WHOLE,
    Stands,
    count_courses,
    courses_where,
)
from app.services.overview.narrowing import of_dossier
from app.services.overview.papers import LISTED, PAPER_COLUMNS, letter_ref, load_letters
from app.services.overview.register_rows import Names, load_rows
from app.services.overview.rows.common import LetterRef, Standing
from app.services.overview.rows.register import RegisterRow
from app.services.overview.rows.subjects import (
    Counts,
    Share,
    Subject,
    SubjectKind,
    SubjectPage,
)
from app.services.search import parse_query
from app.store.documents import Document, MentionedMotion, MotionMentionRow
from app.store.finding import Member, MotionMover
from app.store.items import Candidate, Commitment, Committee, Ministry, Motion
from app.store.listed import Listed
from app.store.offices import HolderRow

SHOWN = 10  # lines of each list on a page; the rest is in the register
_NONE = false()


def get_subject_page(session: Session, subject: Subject, *, today: dt.date) -> SubjectPage:
    """Give the page about one thing; raises NotFound for what the register does not know.

    At most twelve statements.
    """
    went = count_courses(session, _courses_of(subject), today, listed=SHOWN)
    motions = session.execute(_motions(_of_motions(subject))).all()
    name, about = _name(session, subject, known=bool(went.stands or motions), today=today)
    standings = Counter(Standing(row.standing) for row in motions)
    newest = nlargest(SHOWN, motions, key=lambda row: row.day)
    found = (went.late, went.coming, went.others, [row.id for row in newest])
    lines = _load(session, found, today)
    return SubjectPage(
        subject=subject,
        name=name,
        about=about,
        counts=_count(session, subject, went.stands, len(motions)),
        late=lines[0],
        coming=lines[1],
        others=lines[2],
        motions=lines[3],
        standings=standings,
        papers=_papers(session, subject),
        pictures=went.pictures,
        ministries=_shares(session, went.stands) if subject.kind is SubjectKind.ALL else (),
    )


def find_members(session: Session) -> tuple[tuple[str, int, int], ...]:
    """Give every member by name, with how much was promised to them and their motions."""
    promised = session.execute(
        select(Commitment.member, func.count())
        .where(Commitment.member.is_not(None), Commitment.withdrawn_at.is_(None))
        .group_by(Commitment.member)
    )
    moved = session.execute(
        select(MotionMover.name, func.count())
        .join(Motion, Motion.item_id == MotionMover.item_id)
        .where(Motion.same_as_id.is_(None), Motion.replaced_by_id.is_(None))
        .group_by(MotionMover.name)
    )
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for at, rows in enumerate((promised, moved)):
        for name, how_many in rows:
            counts[name or ""][at] = how_many
    counts.pop("", None)
    return tuple((name, counts[name][0], counts[name][1]) for name in sorted(counts))


def _about(subject: Subject) -> ColumnElement[bool]:
    """Say which listed commitments and candidates a page is about; a member has commitments."""
    key = subject.key
    match subject.kind:
        case SubjectKind.ALL:
            return true()
        case SubjectKind.MEMBER:
            return Listed.member == key
        case SubjectKind.OFFICE:
            return Listed.responsible == key
        case SubjectKind.MINISTRY:
            return Listed.ministry_id.in_(select(Ministry.id).where(Ministry.slug == key))
        case SubjectKind.COMMITTEE:
            return Listed.committee_id.in_(select(Committee.id).where(Committee.slug == key))
        case SubjectKind.DOSSIER:
            return Listed.document_id.in_(select(Document.id).where(Document.dossier == key))
        case SubjectKind.PAPER:
            return Listed.document_id == int(key)


def _of_motions(subject: Subject) -> ColumnElement[bool]:
    """Say which motions a page is about: moved by a member, numbered in a dossier, in a paper."""
    if subject.kind is SubjectKind.MEMBER:
        named = select(MotionMover.item_id).where(MotionMover.name == subject.key)
        return Motion.item_id.in_(named)
    if subject.kind is SubjectKind.DOSSIER:
        return of_dossier(subject.key)
    if subject.kind is SubjectKind.PAPER:
        mentioned = (
            select(MentionedMotion.item_id)
            .join(MotionMentionRow, MotionMentionRow.id == MentionedMotion.mention_id)
            .where(MotionMentionRow.document_id == int(subject.key))
        )
        return Motion.item_id.in_(mentioned)
    return _NONE


def _courses_of(subject: Subject) -> FromClause:
    """Give how the commitments that a page is about went."""
    if subject.kind is SubjectKind.ALL:
        return WHOLE
    about = _about(subject) & (Listed.kind == ItemKind.COMMITMENT)
    return courses_where(about, Listed.__table__)


def _motions(where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Select the motions that lists count, with the newest day of a paper that names each."""
    return (
        select(Listed.item_id.label("id"), Listed.standing, Listed.day)
        .join(Motion, Motion.item_id == Listed.item_id)
        .where(where)
    )


def _load(
    session: Session, lists: Iterable[Iterable[int]], today: dt.date
) -> list[tuple[RegisterRow, ...]]:
    """Load the lines of several lists at once."""
    known = [list(ids) for ids in lists]
    every = list(dict.fromkeys(id_ for ids in known for id_ in ids))
    loaded = load_rows(session, every, parse_query(""), Names((), ()), today=today) if every else ()
    rows = dict(zip(every, loaded, strict=True))
    return [tuple(rows[id_] for id_ in ids) for ids in known]


def _count(session: Session, subject: Subject, stands: Iterable[Stands], motions: int) -> Counts:
    """Count the commitments by how they stand, and what nobody judged."""
    statuses, late, soon = Counter[str](), 0, 0
    for one in stands:
        statuses[one.status] += one.count
        late, soon = late + one.late, soon + one.soon
    return Counts(
        total=statuses.total(),
        open=sum(statuses[one] for one in STILL_OPEN),
        late=late,
        soon=soon,
        settled=statuses[Status.SETTLED],
        lapsed=statuses[Status.LAPSED],
        waiting=session.scalars(_waiting(subject)).one(),
        motions=motions,
    )


def _waiting(subject: Subject) -> Select[*tuple[int]]:
    """Count the possible commitments that nobody judged."""
    if subject.kind is SubjectKind.MEMBER:  # lists know the member of a commitment alone
        return select(func.count(Candidate.item_id)).where(
            Candidate.state == CandidateState.WAITING,
            Candidate.repeats_id.is_(None),
            Candidate.member == subject.key,
        )
    return select(func.count(Listed.item_id)).where(
        Listed.kind == ItemKind.CANDIDATE, Listed.standing == Standing.WAITING, _about(subject)
    )


def _name(
    session: Session, subject: Subject, *, known: bool, today: dt.date
) -> tuple[str, str | None]:
    """Name what a page is about, and say more of it; raises NotFound."""
    key = subject.key
    if subject.kind is SubjectKind.ALL:
        return "", None
    if subject.kind in (SubjectKind.MINISTRY, SubjectKind.COMMITTEE):
        table = Ministry if subject.kind is SubjectKind.MINISTRY else Committee
        found = session.scalar(select(table.name).where(table.slug == key))
        if found is None:
            raise NotFound(subject.kind.value, key)
        return found, None
    if subject.kind is SubjectKind.PAPER:
        paper = load_letters(session, [int(key)]).get(int(key))
        if paper is None:
            raise NotFound("document", key)
        return paper.title or "", None
    about = _holder(session, subject, today)
    if not known and about is None and not _papers(session, subject):
        raise NotFound(subject.kind.value, key)
    return key, about


def _holder(session: Session, subject: Subject, today: dt.date) -> str | None:
    """Give the fractie of a member, or who holds an office, today."""
    if subject.kind is SubjectKind.MEMBER:
        now = (Member.first <= today) & or_(Member.last.is_(None), Member.last >= today)
        named = select(Member.fractie).where(Member.name == subject.key, now)
        return session.scalar(named.order_by(Member.fractie).limit(1))
    if subject.kind is SubjectKind.OFFICE:
        now = (HolderRow.first <= today) & or_(HolderRow.last.is_(None), HolderRow.last >= today)
        held = select(HolderRow.name).where(HolderRow.office == subject.key, now)
        return session.scalar(held.order_by(HolderRow.first.desc()).limit(1))
    return None


def _papers(session: Session, subject: Subject) -> tuple[LetterRef, ...]:
    """Give the newest papers of a dossier, or the paper itself."""
    query = select(*PAPER_COLUMNS)
    if subject.kind is SubjectKind.PAPER:
        query = query.where(Document.id == int(subject.key))
    elif subject.kind is SubjectKind.DOSSIER:
        query = query.where(Document.dossier == subject.key, LISTED)
    else:
        return ()
    newest = query.order_by(Document.date.desc(), Document.id.desc()).limit(SHOWN)
    return tuple(letter_ref(row) for row in session.execute(newest))


def _shares(session: Session, stands: Iterable[Stands]) -> tuple[Share, ...]:
    """Give the part of each ministry, the most open first; what has none comes last."""
    names = {
        row.id: row for row in session.execute(select(Ministry.id, Ministry.slug, Ministry.name))
    }
    counts: defaultdict[int | None, Counter[str]] = defaultdict(Counter)
    late = Counter[int | None]()
    for one in stands:
        counts[one.ministry_id][one.status] += one.count
        late[one.ministry_id] += one.late
    shares = [
        Share(
            names[id_].slug if id_ is not None else None,
            names[id_].name if id_ is not None else "",
            sum(statuses[one] for one in STILL_OPEN),
            late[id_],
            statuses[Status.SETTLED],
        )
        for id_, statuses in counts.items()
    ]
    return tuple(sorted(shares, key=lambda one: (one.key is None, -one.open, one.name)))
