"""Feeds and calendars: what is news of a list, and the terms that are ahead or past in it."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.domain.commitments import UNANSWERED, CandidateState
from app.domain.errors import NotFound
from app.domain.feeds import FeedEntry, TermEntry
from app.domain.languages import Language
from app.domain.matching import ItemKind
from app.services.digests.composing import find_news
from app.services.digests.following import Followed, scope_of
from app.services.digests.noting import newest_round
from app.services.digests.readers import followed_by
from app.services.digests.subscriptions import language_of
from app.services.overview.listing import responsible_of_candidate, responsible_of_commitment
from app.services.overview.register import select_among
from app.store.accounts import Account
from app.store.among import among
from app.store.digests import Follow, News, NewsRound, Subscription
from app.store.items import Candidate, Commitment, Item

MOST_ENTRIES = 100
LOOK_BACK = dt.timedelta(days=60)
PAST_TERMS = dt.timedelta(days=365)  # an older one is a matter for the list, not for a calendar


@dataclass(frozen=True, slots=True)
class FeedSource:
    """What a secret address opens: one follow, and the language of whose it is."""

    id: int
    name: str
    followed: Followed
    language: Language


def get_feed_source(session: Session, token: str) -> FeedSource:
    """Give what a secret address opens; raises NotFound, also when its reader has left."""
    found = session.execute(
        select(Follow, Subscription, Account)
        .join(Subscription, Subscription.id == Follow.subscription_id)
        .outerjoin(Account, Account.id == Subscription.account_id)
        .where(
            Follow.feed_token == token,
            or_(
                Account.id.is_(None),
                and_(Account.closed_at.is_(None), Account.blocked_at.is_(None)),
            ),
        )
    ).one_or_none()
    if found is None:
        raise NotFound("feed", token)
    follow: Follow = found[0]
    return FeedSource(
        follow.id, follow.name, followed_by([follow]), language_of(found[1], found[2])
    )


def find_entries(
    session: Session, followed: Followed, *, at: dt.datetime, today: dt.date
) -> tuple[FeedEntry, ...]:
    """Give the newest pieces of news of what is followed, each once, newest first."""
    older = select(func.max(NewsRound.number)).where(NewsRound.noted_at < at - LOOK_BACK)
    rounds = session.scalar(older) or 0, newest_round(session)
    scope = scope_of(session, followed, today=today, rounds=rounds)
    query = (
        select(News.subject, NewsRound.noted_at)
        .join(NewsRound, NewsRound.number == News.round)
        .where(News.round > rounds[0])
    )
    if scope.letters is not None and scope.items is not None:
        query = query.where(among(News.item_id, scope.items | scope.letters))
    noted = {row.subject: row.noted_at for row in session.execute(query)}
    found = {
        one.line.subject: FeedEntry(one.line, one.kind, noted[one.line.subject])
        for one in find_news(session, scope)
        if one.line.subject in noted
    }
    newest = sorted(found.values(), key=lambda one: (one.at, one.line.subject), reverse=True)
    return tuple(newest[:MOST_ENTRIES])


def find_terms(session: Session, followed: Followed, *, today: dt.date) -> tuple[TermEntry, ...]:
    """Give the terms of the open items that are followed, first the earliest."""
    ids = set(followed.items)
    dated = select(Item.id).outerjoin(Commitment, Commitment.item_id == Item.id)
    with_term = dated.outerjoin(Candidate, _OF_CANDIDATE).where(_counts(today))
    for wanted in followed.lists:
        ids |= select_among(session, wanted, with_term, today=today)
    query = (
        select(
            Item.number,
            Item.kind,
            Item.words,
            Item.version,
            func.coalesce(Commitment.subject, Candidate.subject).label("title"),
            func.coalesce(responsible_of_commitment(), responsible_of_candidate()).label("who"),
            Commitment.deadline,
            Candidate.term_latest,
        )
        .outerjoin(Commitment, Commitment.item_id == Item.id)
        .outerjoin(Candidate, _OF_CANDIDATE)
        .where(_counts(today), among(Item.id, ids))
        .order_by(Item.number)
    )
    terms = (
        TermEntry(
            number=row.number,
            title=row.title,
            words=row.words,
            who=row.who or "",
            latest=row.deadline if row.kind is ItemKind.COMMITMENT else row.term_latest,
            version=row.version,
            judged=row.kind is ItemKind.COMMITMENT,
        )
        for row in session.execute(query)
    )
    return tuple(sorted(terms, key=lambda one: (one.latest, one.number)))


_OF_CANDIDATE = Candidate.item_id == Item.id


def _counts(today: dt.date) -> ColumnElement[bool]:
    """Keep open items with a term that is ahead, or not long past."""
    first = today - PAST_TERMS
    stands = and_(
        Item.kind == ItemKind.COMMITMENT,
        Commitment.withdrawn_at.is_(None),
        Commitment.status.in_(UNANSWERED),
        Commitment.deadline >= first,
    )
    waits = and_(
        Item.kind == ItemKind.CANDIDATE,
        Candidate.state == CandidateState.WAITING,
        Candidate.repeats_id.is_(None),
        Candidate.term_latest >= first,
    )
    return or_(stands, waits)
