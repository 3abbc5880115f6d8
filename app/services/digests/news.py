"""What is new, met, overdue, soon due, changed or answered by a letter: each kind as lines."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
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
    not_,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from app.domain.commitments import (
    FALLS_DUE_SOON,
    UNANSWERED,
    CandidateState,
    Execution,
    Status,
    Verdict,
)
from app.domain.digest import ChangeKind, DigestChange, DigestKind, DigestLine
from app.domain.history import Action
from app.domain.matching import ItemKind, Relation
from app.domain.papers import PaperName
from app.domain.reading import Made, Stance
from app.services.digests.pieces import FoundPiece, Source
from app.services.digests.scope import Scope
from app.store.documents import Document, MentionedMotion, MotionMentionRow
from app.store.history import HistoryEntry
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


_SOURCE, _LATER = aliased(Document), aliased(Document)  # where it was promised, and answered
_CLOSED = (Status.SETTLED.value, Status.LAPSED.value)  # of a motion, the first too
_MOVING = (Action.DEADLINE_MOVED, Action.COMMITMENT_AMENDED)
_CLOSING = (Action.STATUS_SET, Action.MOTION_SETTLED)
_REOPENING = (
    *_CLOSING,
    Action.SUGGESTION_REOPENED,
    Action.LINK_WITHDRAWN,
    Action.MOTION_REOPENED,
)
_OPEN = tuple({one.value for one in (*Status, *Execution)} - {*_CLOSED, Status.PROPOSED.value})


def find_pieces(session: Session, scope: Scope, source: Source) -> Iterator[FoundPiece]:
    """Give the news of one source, in its order."""
    for row in session.execute(source.select(scope)):
        yield FoundPiece(source, row)


def subjects(source: Source, scope: Scope) -> Select[str, int]:
    """Select the subjects of all news of one source, and the items that it is about."""
    query = source.select(scope)
    columns = query.selected_columns
    return query.order_by(None).with_only_columns(
        columns["subject"], columns["item_id"], maintain_column_froms=True
    )


def _new(scope: Scope) -> Select[Any]:
    """Select the commitments put down and the promises found."""
    subject = literal("new:") + _AS_TOLD
    return (
        _lines(scope, subject)
        .where(scope.keep(DigestKind.NEW, subject), scope.dated(_SOURCE.date))
        .order_by((Item.kind == ItemKind.CANDIDATE).asc(), _SOURCE.date.desc(), Item.number)
    )


def _overdue(scope: Scope) -> Select[Any]:
    """Select what is open with its last day past; the day itself still meets a term."""
    subject = literal("overdue:") + _AS_TOLD + literal(":") + cast(_LATEST, String)
    return _of_terms(scope, DigestKind.OVERDUE, subject).where(scope.past(_LATEST))


def _due(scope: Scope) -> Select[Any]:
    """Select what is open with its last day near."""
    subject = literal("due:") + _AS_TOLD + literal(":") + cast(_LATEST, String)
    return _of_terms(scope, DigestKind.DUE, subject).where(scope.soon(_LATEST))


def _of_terms(scope: Scope, kind: DigestKind, subject: ColumnElement[str]) -> Select[Any]:
    """Select what is open, by its term."""
    return (
        _lines(scope, subject)
        .where(scope.keep(kind, subject), _IS_OPEN)
        .order_by((Item.kind == ItemKind.CANDIDATE).asc(), _LATEST, Item.number)
    )


def _judged(kind: DigestKind, verdict: Verdict) -> Callable[[Scope], Select[Any]]:
    """Select what a person linked to a later paper with a verdict."""

    def build(scope: Scope) -> Select[Any]:
        subject = literal("met:") + cast(Fulfilment.id, String)
        lines = _lines(scope, subject, motions=True)
        query = _later_paper(lines.join(Fulfilment, Fulfilment.item_id == Item.id), Fulfilment)
        return query.where(
            scope.keep(kind, subject),
            scope.dated(query.selected_columns["day"]),
            Item.kind != ItemKind.CANDIDATE,
            Fulfilment.withdrawn_at.is_(None),
            Fulfilment.verdict == verdict,
            # where the committee has yet to decide, nothing is met so far
            Commitment.status.is_distinct_from(Status.PROPOSED),
        ).order_by(Item.number, Fulfilment.made_at.desc(), Fulfilment.id.desc())

    return build


def _suggested(scope: Scope) -> Select[Any]:
    """Select the suggestions that nobody judged for open items, the best of each first."""
    subject = literal("maybe:") + _ITEM_ID + literal(":") + cast(Suggestion.document_id, String)
    lines = _lines(scope, subject)
    query = _later_paper(lines.join(Suggestion, Suggestion.item_id == Item.id), Suggestion)
    return query.where(
        scope.keep(DigestKind.PERHAPS, subject),
        scope.dated(query.selected_columns["day"]),
        _IS_OPEN,
        Suggestion.verdict.is_(None),
        Suggestion.relation == Relation.FULFILS,
    ).order_by(Item.number, Suggestion.score.desc(), Suggestion.id)


def _reported(scope: Scope) -> Select[Any]:
    """Select the motions that a paper says were carried out, and that nobody settled yet."""
    return _of_motions(
        scope,
        DigestKind.PERHAPS,
        "maybe:",
        and_(Motion.settled_at.is_(None), MotionMentionRow.stance == Stance.CARRIED_OUT),
    )


def _letters(scope: Scope) -> Select[Any]:
    """Select the papers that say anything else of a motion, the newest of each first."""
    reported = and_(Motion.settled_at.is_(None), MotionMentionRow.stance == Stance.CARRIED_OUT)
    return _of_motions(scope, DigestKind.LETTERS, "letter:", not_(reported))


def _of_motions(
    scope: Scope, kind: DigestKind, prefix: str, told: ColumnElement[bool]
) -> Select[Any]:
    """Select what papers say of motions."""
    mention = MotionMentionRow
    subject = literal(prefix) + _ITEM_ID + literal(":") + cast(mention.document_id, String)
    lines = (
        _lines(scope, subject, motions=True)
        .join(Motion, Motion.item_id == Item.id)
        .join(MentionedMotion, MentionedMotion.item_id == Item.id)
        .join(mention, mention.id == MentionedMotion.mention_id)
    )
    query = _later_paper(lines, mention, mention.words)
    day = query.selected_columns["day"]
    return query.where(scope.keep(kind, subject), scope.dated(day), told).order_by(
        Item.number, day.desc().nulls_last(), mention.id
    )


def _changed(scope: Scope) -> Select[Any]:
    """Select the terms that moved, and what was reopened or closed without a letter."""
    entry = HistoryEntry
    subject = literal("change:") + cast(entry.id, String)
    term = ("term", "latest")
    was, now = (func.coalesce(side[term].as_string(), "") for side in (entry.before, entry.after))
    before, after = entry.before["status"].as_string(), entry.after["status"].as_string()
    moved = and_(entry.action.in_(_MOVING), was != now)
    reopened = and_(entry.action.in_(_REOPENING), before.in_(_CLOSED), after.in_(_OPEN))
    closed = and_(entry.action.in_(_CLOSING), before.not_in(_CLOSED), after.in_(_CLOSED))
    return (
        _lines(scope, subject, motions=True)
        .add_columns(
            entry.at.label("at"),
            entry.reason.label("reason"),
            case((moved, was), else_=before).label("was"),
            case((moved, now), else_=after).label("now"),
            case(
                (moved, ChangeKind.MOVED.value),
                (reopened, ChangeKind.REOPENED.value),
                else_=ChangeKind.CLOSED.value,
            ).label("how"),
        )
        .join(entry, entry.item_id == Item.id)
        .where(
            scope.keep(DigestKind.CHANGED, subject),
            scope.during(entry.at),
            entry.action.in_({*_MOVING, *_REOPENING}),
            or_(moved, reopened, closed),
            Item.kind != ItemKind.CANDIDATE,
        )
        .order_by(Item.number, entry.id.desc())
    )


def _lines(scope: Scope, subject: ColumnElement[str], *, motions: bool = False) -> Select[Any]:
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
            *_paper(_SOURCE, "source"),
        )
        .select_from(scope.source)
        .outerjoin(Commitment, Commitment.item_id == Item.id)
        .outerjoin(Candidate, Candidate.item_id == Item.id)
        .outerjoin(_SOURCE, _SOURCE.id == Item.document_id)
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
    source = _paper_name(row, "source")
    return DigestLine(
        subject=row.subject,
        number=row.number,
        words=row.words,
        who=row.who or "",
        term_text=row.term_text,
        term_latest=row.latest,
        source=source,
        judged=row.kind is ItemKind.COMMITMENT,
        title=row.title,
        is_motion=row.kind is ItemKind.MOTION,
        day=source.date if source is not None else None,
    )


def _at_its_end(row: Any) -> DigestLine:
    """Make a line of a term that ended; it is of its last day."""
    return replace(_line(row), day=row.latest)


def _before_its_end(row: Any) -> DigestLine:
    """Make a line of a term that comes near; it is of the day on which it does."""
    return replace(_line(row), day=row.latest - FALLS_DUE_SOON)


def _later_paper(
    query: Select[Any], link: Any, told: SQLColumnExpression[str] | None = None
) -> Select[Any]:
    """Add the later paper that a row leads to, and its words: `told`, or those it spans."""
    if told is None:
        told = func.substr(_LATER.text, link.start + 1, link.end - link.start)
    return query.add_columns(
        told.label("told"), *_paper(_LATER, "later"), _LATER.date.label("day")
    ).join(_LATER, _LATER.id == link.document_id)


def _with_told(row: Any) -> DigestLine:
    """Make a line of a row that leads to a later paper, and that nobody judged."""
    return replace(
        _line(row), later=_paper_name(row, "later"), told=row.told, judged=False, day=row.day
    )


def _as_judged(row: Any) -> DigestLine:
    """Make a line of what a person judged."""
    return replace(_with_told(row), judged=True)


def _as_letter(row: Any) -> DigestLine:
    """Make a line of a letter on a motion; that it came is no judgement."""
    return replace(_with_told(row), judged=True)


def _as_changed(row: Any) -> DigestLine:
    """Make a line of what a person changed."""
    change = DigestChange(ChangeKind(row.how), row.was or None, row.now or None, row.reason)
    day = row.at.astimezone(dt.UTC).date()
    return replace(_line(row), change=change, judged=True, day=day)


SOURCES = (
    Source(DigestKind.NEW, _new, _line),
    Source(
        DigestKind.MET,
        _judged(DigestKind.MET, Verdict.FULFILS),
        _as_judged,
        judged=True,
        is_answer=True,
    ),
    Source(
        DigestKind.PARTLY,
        _judged(DigestKind.PARTLY, Verdict.FULFILS_PARTLY),
        _as_judged,
        judged=True,
        is_answer=True,
    ),
    Source(DigestKind.PERHAPS, _suggested, _with_told, judged=False, is_answer=True),
    Source(DigestKind.PERHAPS, _reported, _with_told, judged=False, is_answer=True),
    Source(DigestKind.OVERDUE, _overdue, _at_its_end),
    Source(DigestKind.DUE, _due, _before_its_end),
    Source(DigestKind.CHANGED, _changed, _as_changed, judged=True),
    Source(DigestKind.LETTERS, _letters, _as_letter, judged=True, is_answer=True),
)
