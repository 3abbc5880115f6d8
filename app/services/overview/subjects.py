"""Pages for what people ask about: what was promised to or by them, what is late, their motions."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    case,
    cast,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from app.domain.commitments import (
    FALLS_DUE_SOON,
    STILL_OPEN,
    UNANSWERED,
    CandidateState,
    Status,
)
from app.domain.errors import NotFound
from app.domain.matching import ItemKind
from app.domain.pictures import Course, Lasted, ahead, durations, first_shown, over_time
from app.services.overview.narrowing import of_dossier
from app.services.overview.papers import LISTED, PAPER_COLUMNS, letter_ref, load_letters
from app.services.overview.register_rows import Names, load_rows
from app.services.overview.rows.common import LetterRef, Standing
from app.services.overview.rows.register import RegisterRow
from app.services.overview.rows.subjects import (
    Counts,
    Pictures,
    Share,
    Subject,
    SubjectKind,
    SubjectPage,
)
from app.services.search import parse_query
from app.store.documents import Document, MentionedMotion, MotionMentionRow
from app.store.finding import Member, MotionMover
from app.store.items import Candidate, Commitment, Committee, Ministry, Motion
from app.store.listed import CourseRow, Listed
from app.store.offices import HolderRow


@dataclass(frozen=True, slots=True)
class _Open:
    """An open commitment: its status as a word, its term, and the ministry that answers."""

    id: int
    status: str
    term: dt.date | None
    ministry_id: int | None


_Stands = Counter[tuple[int | None, str]]
SHOWN = 10  # lines of each list on a page; the rest is in the register
_NONE = false()


def get_subject_page(session: Session, subject: Subject, *, today: dt.date) -> SubjectPage:
    """Give the page about one thing; raises NotFound for what the register does not know.

    At most twelve statements.
    """
    shown = first_shown(today)
    rows = session.execute(_commitments(subject, shown)).all()
    stands = Counter((row[3], row[1]) for row in rows)  # by ministry and status
    earlier, lasted = _load_earlier(session, subject, shown)
    stands.update(earlier)
    courses = [Course(*row[4:]) for row in rows]
    motions = session.execute(_motions(_of_motions(subject))).all()
    name, about = _name(session, subject, known=bool(stands or motions), today=today)
    standings = Counter(Standing(row.standing) for row in motions)
    open_ = [_Open(*row[:4]) for row in rows if row[1] in STILL_OPEN]
    late, coming, others = _choose(open_, today)
    newest = sorted(
        motions,
        key=lambda row: row.day,
        reverse=True,
    )[:SHOWN]
    lines = _load(session, [late, coming, others, [row.id for row in newest]], today)
    return SubjectPage(
        subject=subject,
        name=name,
        about=about,
        counts=_count(session, subject, stands, open_, len(motions), today),
        late=lines[0],
        coming=lines[1],
        others=lines[2],
        motions=lines[3],
        standings=standings,
        papers=_papers(session, subject),
        pictures=Pictures(over_time(courses, today), durations(lasted), ahead(courses, today)),
        ministries=_shares(session, stands, open_, today)
        if subject.kind is SubjectKind.ALL
        else (),
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


def _commitments(subject: Subject, shown: dt.date) -> Select[*tuple[Any, ...]]:
    """Select what figures rest on: where each commitment stands, and how it went.

    What was done with before `shown` is left to `_load_earlier`.
    """
    is_met = type_coerce(CourseRow.status == Status.SETTLED.value, Integer)
    query = select(
        *(CourseRow.item_id, CourseRow.status, CourseRow.term, CourseRow.ministry_id),
        *(CourseRow.made, CourseRow.term, CourseRow.answered, CourseRow.done, is_met),
    )
    return _courses_of(subject, query).where(
        or_(CourseRow.done.is_(None), CourseRow.done >= shown, CourseRow.made >= shown)
    )


def _load_earlier(
    session: Session, subject: Subject, shown: dt.date
) -> tuple[_Stands, list[Lasted]]:
    """Count what was done with before a day by ministry and status, and how long meeting took ever."""
    done, made, term = CourseRow.done, CourseRow.made, CourseRow.term
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    days = func.julianday(done) - func.julianday(made) if is_sqlite else done - made
    in_time = case((term.is_(None), None), (done <= term, 1), else_=0)
    stood = (CourseRow.ministry_id, CourseRow.status)
    took = (cast(days, Integer), literal(None, String), in_time)
    parts: list[Select[*tuple[Any, ...]]] = [
        select(*stood, null(), func.count()).where(done < shown, made < shown).group_by(*stood),
        select(*took, func.count())
        .where(CourseRow.status == Status.SETTLED.value, done.is_not(None))
        .group_by(took[0], took[2]),
    ]
    before = [_courses_of(subject, part) for part in parts]
    stands: _Stands = Counter()
    lasted: list[Lasted] = []
    for key, status, on_time, count in session.execute(union_all(*before)).all():
        if status is not None:
            stands[key, status] = count
        else:
            lasted.append(Lasted(key, None if on_time is None else bool(on_time), count))
    return stands, lasted


def _courses_of(subject: Subject, query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Keep to the commitments that a page is about."""
    if subject.kind is SubjectKind.ALL:
        return query
    about = _about(subject) & (Listed.kind == ItemKind.COMMITMENT)
    return query.join(Listed, Listed.item_id == CourseRow.item_id).where(about)


def _motions(where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Select the motions that lists count, with the newest day of a paper that names each."""
    return (
        select(Listed.item_id.label("id"), Listed.standing, Listed.day)
        .join(Motion, Motion.item_id == Listed.item_id)
        .where(where)
    )


def _choose(rows: Iterable[_Open], today: dt.date) -> tuple[list[int], list[int], list[int]]:
    """Choose of what is open what a page lists: the longest late, the first to come, and what has no term."""
    late: list[tuple[dt.date, int]] = []
    coming: list[tuple[dt.date, int]] = []
    others: list[int] = []
    for one in rows:
        if one.term is None or one.status not in UNANSWERED:
            others.append(one.id)
        else:
            (late if one.term < today else coming).append((one.term, one.id))
    return (
        [id_ for _, id_ in nsmallest(SHOWN, late)],
        [id_ for _, id_ in nsmallest(SHOWN, coming)],
        nlargest(SHOWN, others),
    )


def _load(
    session: Session, lists: Iterable[list[int]], today: dt.date
) -> list[tuple[RegisterRow, ...]]:
    """Load the lines of several lists at once."""
    known = [list(ids) for ids in lists]
    every = list(dict.fromkeys(id_ for ids in known for id_ in ids))
    loaded = load_rows(session, every, parse_query(""), Names((), ()), today=today) if every else ()
    rows = dict(zip(every, loaded, strict=True))
    return [tuple(rows[id_] for id_ in ids) for ids in known]


def _count(
    session: Session,
    subject: Subject,
    stands: _Stands,
    open_: Sequence[_Open],
    motions: int,
    today: dt.date,
) -> Counts:
    """Count the commitments by how they stand, and what nobody judged."""
    statuses: Counter[str] = Counter()
    for (_, status), how_many in stands.items():
        statuses[status] += how_many
    terms = [one.term for one in open_ if one.term is not None and one.status in UNANSWERED]
    late = sum(1 for term in terms if term < today)
    return Counts(
        total=stands.total(),
        open=len(open_),
        late=late,
        soon=sum(1 for term in terms if term <= today + FALLS_DUE_SOON) - late,
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


def _shares(
    session: Session, stands: _Stands, open_: Iterable[_Open], today: dt.date
) -> tuple[Share, ...]:
    """Give the part of each ministry, the most open first; what has none comes last."""
    names = {
        row.id: row for row in session.execute(select(Ministry.id, Ministry.slug, Ministry.name))
    }
    late = Counter(
        one.ministry_id
        for one in open_
        if one.status in UNANSWERED and one.term is not None and one.term < today
    )
    shares = [
        Share(
            names[id_].slug if id_ is not None else None,
            names[id_].name if id_ is not None else "",
            sum(stands[id_, status] for status in STILL_OPEN),
            late[id_],
            stands[id_, Status.SETTLED],
        )
        for id_ in {id_ for id_, _ in stands}
    ]
    return tuple(sorted(shares, key=lambda one: (one.key is None, -one.open, one.name)))
