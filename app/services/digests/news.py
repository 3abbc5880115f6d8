"""What is new, met and overdue, as lines; by the register or by the dates of papers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session, aliased

from app.domain.commitments import UNANSWERED, CandidateState, Status, Verdict
from app.domain.digest import DigestBasis, DigestLine, Week
from app.domain.matching import ItemKind, Relation
from app.domain.papers import PaperName
from app.domain.reading import Made, Stance
from app.store.digests import DigestTold
from app.store.documents import Document, MentionedMotion, MotionMentionRow
from app.store.items import Candidate, Commitment, Item, Motion
from app.store.links import Fulfilment, Suggestion

# The term that counts: a commitment's own, also where a clerk took it away.
_LATEST = case((Commitment.item_id.is_not(None), Commitment.deadline), else_=Candidate.term_latest)
_TERM_TEXT = case(
    (Commitment.item_id.is_not(None), Commitment.term_text), else_=Candidate.term_text
)
_WHO = func.coalesce(Commitment.responsible, Commitment.actor, Candidate.actor)
_TITLE = func.coalesce(Commitment.subject, Candidate.subject)
_IS_OPEN = or_(Commitment.item_id.is_(None), Commitment.status.in_(UNANSWERED))
_ITEM_ID = cast(Item.id, String)
# A promise that was told is told again when a person takes it on as a commitment.
_AS_TOLD = case((Item.kind == ItemKind.CANDIDATE, literal("")), else_=literal("judged:")) + _ITEM_ID


@dataclass(frozen=True, slots=True)
class Scope:
    """Which week is told, on what basis, and the day on which it is told."""

    week: Week
    basis: DigestBasis
    today: date

    def of_paper(self, day: SQLColumnExpression[Any]) -> ColumnElement[bool]:
        """Keep papers of the week; by the register every paper counts, old or new."""
        if self.basis is DigestBasis.REGISTER:
            return true()
        return day.between(self.week.monday, self.week.sunday)

    def past(self, day: ColumnElement[Any]) -> ColumnElement[bool]:
        """Keep terms that are past; for a past week, those that ended in it."""
        if self.basis is DigestBasis.REGISTER:
            return day < self.today
        return day.between(self.week.monday, self.week.sunday)

    def untold(self, subject: ColumnElement[str]) -> ColumnElement[bool]:
        """Keep what no digest has told; a preview by papers looks at no digest."""
        if self.basis is DigestBasis.PAPERS:
            return true()
        return ~select(DigestTold.id).where(DigestTold.subject == subject).exists()


def find_new(session: Session, scope: Scope) -> Iterator[DigestLine]:
    """Give the commitments put down and the promises found, judged ones first."""
    source = aliased(Document)
    subject = literal("new:") + _AS_TOLD
    query = (
        _lines(source, subject)
        .where(scope.untold(subject), scope.of_paper(source.date))
        .order_by((Item.kind == ItemKind.CANDIDATE).asc(), source.date.desc(), Item.number)
    )
    yield from map(_line, session.execute(query))


def find_overdue(session: Session, scope: Scope) -> Iterator[DigestLine]:
    """Give what is open with its last day past; the day itself still meets a term."""
    source = aliased(Document)
    subject = literal("overdue:") + _AS_TOLD + literal(":") + cast(_LATEST, String)
    query = (
        _lines(source, subject)
        .where(scope.untold(subject), _IS_OPEN, scope.past(_LATEST))
        .order_by((Item.kind == ItemKind.CANDIDATE).asc(), _LATEST, Item.number)
    )
    yield from map(_line, session.execute(query))


def find_met(session: Session, scope: Scope) -> Iterator[DigestLine]:
    """Give what a person judged as wholly met."""
    return _judged(session, scope, Verdict.FULFILS)


def find_partly_met(session: Session, scope: Scope) -> Iterator[DigestLine]:
    """Give what a person judged as met in part; it stays open."""
    return _judged(session, scope, Verdict.FULFILS_PARTLY)


def find_perhaps_met(session: Session, scope: Scope) -> Iterator[DigestLine]:
    """Give what a later paper may have met, and nobody judged."""
    yield from _suggested(session, scope)
    yield from _reported(session, scope)


def _lines(source: Any, subject: ColumnElement[str], *, motions: bool = False) -> Select[Any]:
    """Select what a line shows of commitments that stand and promises that wait.

    A paper that only reports or repeats an earlier promise makes no news of it. Motions come along
    when they are asked for.
    """
    stands = and_(Item.kind == ItemKind.COMMITMENT, Commitment.withdrawn_at.is_(None))
    waits = and_(
        Item.kind == ItemKind.CANDIDATE,
        Candidate.state == CandidateState.WAITING,
        Candidate.made == Made.HERE,
        Candidate.repeats_id.is_(None),
    )
    return (
        select(
            Item.id.label("item_id"),
            subject.label("subject"),
            Item.number,
            Item.kind,
            Item.words,
            _TITLE.label("title"),
            _WHO.label("who"),
            _TERM_TEXT.label("term_text"),
            _LATEST.label("latest"),
            *_paper(source, "source"),
        )
        .outerjoin(Commitment, Commitment.item_id == Item.id)
        .outerjoin(Candidate, Candidate.item_id == Item.id)
        .outerjoin(source, source.id == Item.document_id)
        .where(or_(stands, waits, Item.kind == ItemKind.MOTION) if motions else or_(stands, waits))
    )


def _paper(document: Any, prefix: str) -> Iterable[ColumnElement[Any]]:
    """Select what names a paper, each column under `prefix`."""
    for column in ("kind", "date", "not_before", "canonical", "title"):
        yield getattr(document, column).label(f"{prefix}_{column}")


def _paper_name(row: Any, prefix: str) -> PaperName | None:
    """Name the paper under `prefix`; None where the row has none."""
    kind, date_, not_before, canonical, title = (
        getattr(row, f"{prefix}_{column}")
        for column in ("kind", "date", "not_before", "canonical", "title")
    )
    if kind is None:
        return None
    return PaperName(kind, date_, not_before, canonical, title)


def _line(row: Any) -> DigestLine:
    """Make a line of one row."""
    return DigestLine(
        subject=row.subject,
        number=row.number,
        words=row.words,
        who=row.who or "",
        term_text=row.term_text,
        term_latest=row.latest,
        source=_paper_name(row, "source"),
        judged=row.kind is ItemKind.COMMITMENT,
        title=row.title,
        is_motion=row.kind is ItemKind.MOTION,
    )


def _later_paper(
    query: Select[Any], link: Any, told: SQLColumnExpression[str] | None
) -> Select[Any]:
    """Add the later paper that a row leads to, and its words: `told`, or those it spans."""
    later = aliased(Document)
    if told is None:
        told = func.substr(later.text, link.start + 1, link.end - link.start)
    return query.add_columns(
        told.label("told"), *_paper(later, "later"), later.date.label("day")
    ).join(later, later.id == link.document_id)


def _with_told(row: Any) -> DigestLine:
    """Make a line of a row that leads to a later paper."""
    return replace(_line(row), later=_paper_name(row, "later"), told=row.told)


def _judged(session: Session, scope: Scope, verdict: Verdict) -> Iterator[DigestLine]:
    """Give what a person linked to a later paper with a verdict."""
    subject = literal("met:") + cast(Fulfilment.id, String)
    lines = _lines(aliased(Document), subject, motions=True)
    query = _later_paper(lines.join(Fulfilment, Fulfilment.item_id == Item.id), Fulfilment, None)
    query = query.where(
        scope.untold(subject),
        scope.of_paper(query.selected_columns["day"]),
        Item.kind != ItemKind.CANDIDATE,
        Fulfilment.withdrawn_at.is_(None),
        Fulfilment.verdict == verdict,
        # where the committee has yet to decide, nothing is met so far
        Commitment.status.is_distinct_from(Status.PROPOSED),
    ).order_by(Fulfilment.made_at, Fulfilment.id)
    for row in session.execute(query):
        yield replace(_with_told(row), judged=True)


def _suggested(session: Session, scope: Scope) -> Iterator[DigestLine]:
    """Give the best suggestion that nobody judged for each open item; it tells the others too."""
    subject = literal("maybe:") + _ITEM_ID + literal(":") + cast(Suggestion.document_id, String)
    lines = _lines(aliased(Document), subject)
    query = _later_paper(lines.join(Suggestion, Suggestion.item_id == Item.id), Suggestion, None)
    query = query.where(
        scope.untold(subject),
        scope.of_paper(query.selected_columns["day"]),
        _IS_OPEN,
        Suggestion.verdict.is_(None),
        Suggestion.relation == Relation.FULFILS,
    ).order_by(Item.number, Suggestion.score.desc(), Suggestion.id)
    yield from _best_of_each(session, query)


def _reported(session: Session, scope: Scope) -> Iterator[DigestLine]:
    """Give the motions that a paper says were carried out, and that nobody settled yet."""
    mention = MotionMentionRow
    subject = literal("maybe:") + _ITEM_ID + literal(":") + cast(mention.document_id, String)
    lines = (
        _lines(aliased(Document), subject, motions=True)
        .join(Motion, Motion.item_id == Item.id)
        .join(MentionedMotion, MentionedMotion.item_id == Item.id)
        .join(mention, mention.id == MentionedMotion.mention_id)
    )
    query = _later_paper(lines, mention, mention.words)
    day = query.selected_columns["day"]
    query = query.where(
        scope.untold(subject),
        scope.of_paper(day),
        Motion.settled_at.is_(None),
        mention.stance == Stance.CARRIED_OUT,
    ).order_by(Item.number, day.desc().nulls_last(), mention.id)
    yield from _best_of_each(session, query)


def _best_of_each(session: Session, query: Select[Any]) -> Iterator[DigestLine]:
    """Give the first line of each item, which stands for all."""
    for _, rows in groupby(session.execute(query), key=lambda row: row.item_id):
        best, *others = rows
        also = dict.fromkeys(row.subject for row in others if row.subject != best.subject)
        yield replace(_with_told(best), judged=False, also=tuple(also))
