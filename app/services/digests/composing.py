"""One digest a week, composed once, put in the outbox for each reader."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from itertools import islice
from secrets import token_urlsafe
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.digest import Digest, DigestBasis, DigestKind, DigestLine, DigestSection, Week
from app.domain.languages import Language
from app.domain.mail import Delivery, Rendered
from app.services.digests.news import (
    Scope,
    find_met,
    find_new,
    find_overdue,
    find_partly_met,
    find_perhaps_met,
)
from app.services.outbox import add_delivery
from app.store.accounts import Account
from app.store.digests import DigestRun, DigestTold

SHOWN = 40  # lines a section: a mail is read in a minute, the register has the rest

Render = Callable[[Digest, str, Language], Rendered]
"""Makes a message of a digest, an address to stop it, and the reader's language."""


def compose_digest(
    session: Session,
    week: Week,
    *,
    basis: DigestBasis,
    today: date,
    demo: bool = False,
    shown: int = SHOWN,
) -> Digest:
    """Compose a week's news without keeping anything; for a preview, and to be sent.

    By the register: everything that no digest has told yet. By papers: what papers
    dated in the week promise and meet, and the terms that ended in it.
    """
    sections, _ = _compose(session, Scope(week, basis, today), shown)
    return Digest(week, basis, sections, demo)


def due_week(session: Session, local: datetime, *, weekday: int, hour: int) -> Week | None:
    """Give the week to compose now: the last one ended, once its hour has come.

    `local` is now in Dutch civil time, `weekday` counts from Monday = 0. None when it
    is too early or that week has been composed. After a stop of several weeks one
    digest tells all of them, since it tells whatever was not told.
    """
    week = Week.of(local.date()).before()
    due = datetime.combine(
        week.sunday + timedelta(days=1 + weekday), datetime.min.time(), local.tzinfo
    ).replace(hour=hour)
    if local < due:
        week = week.before()
    done = session.scalar(select(DigestRun.id).where(DigestRun.week >= str(week)).limit(1))
    return None if done else week


def compose_week(
    session: Session,
    week: Week,
    *,
    render: Render,
    unsubscribe: Callable[[str], str],
    host: str,
    at: datetime,
    today: date,
    demo: bool = False,
) -> int | None:
    """Claim a week, compose it, and put a message a reader in the outbox.

    It is rendered once for each language, for all its readers get the same but for their own
    address to stop it; who never chose a language gets Dutch.
    `unsubscribe` makes an address of a reader's token, `host` names us in message ids.
    Gives the number of messages, 0 in a week without news; None when another process
    has claimed the week, and then nothing is written.
    """
    run = _claim(session, week)
    if run is None:
        return None
    sections, subjects = _compose(session, Scope(week, DigestBasis.REGISTER, today), SHOWN)
    session.add_all(DigestTold(run_id=run.id, subject=subject) for subject in subjects)
    digest = Digest(week, DigestBasis.REGISTER, sections, demo)
    if digest.is_empty:
        return 0
    anybody = token_urlsafe(32)  # as a reader's own token, which takes its place
    ready: dict[Language, Rendered] = {}
    count = 0
    for reader in _find_readers(session):
        language = reader.language or Language.DUTCH
        if language not in ready:
            ready[language] = render(digest, unsubscribe(anybody), language)
        rendered = ready[language]
        token = reader.unsubscribe_token
        message_id = f"<{uuid5(NAMESPACE_URL, f'{host}/{week}/{reader.id}')}@{host}>"
        own = Rendered(
            rendered.subject,
            rendered.html.replace(anybody, token),
            rendered.text.replace(anybody, token),
        )
        delivery = Delivery(reader.email, message_id, unsubscribe(token), own)
        add_delivery(session, delivery, run_id=run.id, account_id=reader.id, at=at)
        count += 1
    return count


def _find_readers(session: Session) -> Iterable[Account]:
    """Give everybody who gets the digest."""
    return session.scalars(
        select(Account)
        .where(Account.digest, Account.closed_at.is_(None), Account.blocked_at.is_(None))
        .order_by(Account.id)
    )


def _claim(session: Session, week: Week) -> DigestRun | None:
    """Insert the claim row; None when the week has one."""
    run = DigestRun(week=str(week))
    try:
        with session.begin_nested():
            session.add(run)
    except IntegrityError:
        return None
    return run


def _compose(
    session: Session, scope: Scope, shown: int
) -> tuple[tuple[DigestSection, ...], list[str]]:
    """Give the sections, and the subjects of all their lines, shown or counted."""
    subjects: list[str] = []
    found = (
        (DigestKind.NEW, find_new(session, scope)),
        (DigestKind.MET, find_met(session, scope)),
        (DigestKind.PARTLY, find_partly_met(session, scope)),
        (DigestKind.PERHAPS, find_perhaps_met(session, scope)),
        (DigestKind.OVERDUE, find_overdue(session, scope)),
    )
    sections = tuple(_section(kind, lines, shown, subjects) for kind, lines in found)
    return sections, subjects


def _section(
    kind: DigestKind, lines: Iterable[DigestLine], shown: int, subjects: list[str]
) -> DigestSection:
    """Keep the first lines and count the rest."""
    stream = iter(lines)
    kept = tuple(islice(stream, shown))
    rest = list(stream)
    for line in (*kept, *rest):
        subjects.extend((line.subject, *line.also))
    return DigestSection(kind, kept, len(rest), sum(not line.judged for line in rest))
