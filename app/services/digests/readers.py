"""The digest of one reader: when it is due, what is in it, and claimed with its message at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.digest import Digest, Week, due_week
from app.domain.errors import NotFound
from app.domain.languages import Language
from app.domain.mail import Delivery, MailPurpose, Rendered
from app.services.digests.composing import compose_digest
from app.services.digests.following import Followed, scope_of
from app.services.digests.noting import newest_round
from app.services.digests.shared import Shared
from app.services.digests.subscriptions import HAS_READER, IS_WANTED, language_of
from app.services.outbox import add_delivery
from app.services.overview.rows.letters import LetterFilter
from app.services.overview.rows.register import RegisterFilter
from app.services.values import decode
from app.store.accounts import Account
from app.store.digests import DigestRun, Follow, Subscription


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody to compose a digest for: where it goes, what they follow, what they heard of."""

    id: int
    account_id: int | None
    address: str
    language: Language
    token: str
    followed: Followed
    names: tuple[str, ...]  # of what they follow
    told: int
    when_empty: bool


@dataclass(frozen=True, slots=True)
class DueDigest:
    """A digest that is to be composed now: whose, and the week that it tells."""

    reader: int
    week: Week


def find_due(session: Session, local: datetime) -> tuple[DueDigest, ...]:
    """Give the digests whose hour has come and whose week was not composed, in a fixed order.

    `local` is now in Dutch civil time. After a stop of several weeks that is the newest week
    alone, and its digest tells all that was not told. A digest that began after its hour is
    due a week later.
    """
    slots = select(Subscription.weekday, Subscription.hour).where(IS_WANTED).distinct()
    due: list[DueDigest] = []
    for slot in session.execute(slots.order_by(Subscription.weekday, Subscription.hour)).all():
        week, moment = due_week(local, weekday=slot.weekday, hour=slot.hour)
        composed = select(DigestRun.subscription_id).where(DigestRun.week == str(week))
        query = (
            select(Subscription.id)
            .outerjoin(Account, Account.id == Subscription.account_id)
            .where(
                IS_WANTED,
                HAS_READER,
                Subscription.weekday == slot.weekday,
                Subscription.hour == slot.hour,
                Subscription.paused_at.is_(None),
                Subscription.began_at <= moment,
                Subscription.id.not_in(composed),
            )
        )
        due += [DueDigest(one, week) for one in session.scalars(query.order_by(Subscription.id))]
    return tuple(due)


def get_reader(session: Session, subscription_id: int) -> Reader:
    """Give a reader with what they follow, without what they paused; raises NotFound."""
    found = session.execute(
        select(Subscription, Account)
        .outerjoin(Account, Account.id == Subscription.account_id)
        .where(Subscription.id == subscription_id)
    ).one_or_none()
    if found is None:
        raise NotFound("subscription", subscription_id)
    row = found[0]
    account: Account | None = found[1]
    query = select(Follow).where(Follow.subscription_id == row.id).order_by(Follow.id)
    every = session.scalars(query).all()
    follows = [one for one in every if one.paused_at is None]
    followed = followed_by(follows, everything=row.everything or not every)
    return Reader(
        id=row.id,
        account_id=row.account_id,
        address=account.email if account is not None else row.email or "",
        language=language_of(row, account),
        token=row.token,
        followed=followed,
        names=tuple(one.name for one in follows),
        told=row.told,
        when_empty=row.when_empty,
    )


def find_reader(session: Session, account_id: int) -> Reader | None:
    """Give a person as a reader; None for one who never followed or read anything."""
    found = session.scalar(select(Subscription.id).where(Subscription.account_id == account_id))
    return None if found is None else get_reader(session, found)


def followed_by(follows: Iterable[Follow], *, everything: bool = False) -> Followed:
    """Give what these rows follow, as a value."""
    kept = tuple(follows)
    return Followed(
        everything=everything,
        items=frozenset(one.item_id for one in kept if one.item_id is not None),
        lists=tuple(
            decode(RegisterFilter, one.wanted)
            for one in kept
            if one.wanted is not None and not one.of_letters
        ),
        letters=tuple(
            decode(LetterFilter, one.wanted)
            for one in kept
            if one.wanted is not None and one.of_letters
        ),
    )


def compose_for(
    session: Session,
    reader: Reader,
    week: Week,
    *,
    today: date,
    demo: bool = False,
    shared: Shared | None = None,
) -> tuple[Digest, tuple[int, int]]:
    """Compose what a reader did not hear of yet, and give the rounds that it tells.

    Who has no account reads no reasons that clerks typed, as on the pages of an open register.
    `shared` remembers what readers of one run have in common.
    """
    rounds = reader.told, newest_round(session)
    scope = scope_of(session, reader.followed, today=today, rounds=rounds, shared=shared)
    names = () if reader.followed.everything else reader.names
    digest = compose_digest(session, week, scope, follows=names, demo=demo, shared=shared)
    return (digest.without_reasons() if reader.account_id is None else digest), rounds


def put_digest(
    session: Session,
    reader: Reader,
    week: Week,
    rounds: tuple[int, int],
    digest: Digest,
    rendered: Rendered | None,
    *,
    unsubscribe_url: str,
    host: str,
    at: datetime,
) -> bool:
    """Claim a reader's week, and put its message in the outbox; all at once or nothing.

    Without `rendered` the week is claimed and nothing is sent. False where another process
    claimed it, or where the reader stopped or heard of it since `reader` was read. `host` names us
    in the message id, which follows from reader and week alone.
    """
    row = session.get(Subscription, reader.id, with_for_update=True, populate_existing=True)
    if row is None or row.began_at is None or row.told != reader.told:
        return False
    run = DigestRun(
        subscription_id=row.id,
        week=str(week),
        first=rounds[0],
        last=rounds[1],
        lines=sum(section.total for section in digest.sections),
        composed_at=at,
    )
    try:
        with session.begin_nested():
            session.add(run)
    except IntegrityError:
        return False
    row.told = rounds[1]
    if rendered is not None:
        message_id = f"<{uuid5(NAMESPACE_URL, f'{host}/{week}/{row.id}')}@{host}>"
        add_delivery(
            session,
            Delivery(reader.address, message_id, unsubscribe_url, rendered),
            purpose=MailPurpose.DIGEST,
            account_id=reader.account_id,
            run_id=run.id,
            at=at,
        )
    session.flush()
    return True


def count_readers(session: Session) -> int:
    """Count who gets the digest."""
    query = (
        select(func.count())
        .select_from(Subscription)
        .outerjoin(Account, Account.id == Subscription.account_id)
        .where(IS_WANTED, HAS_READER, or_(Subscription.paused_at.is_(None)))
    )
    return session.scalar(query) or 0
