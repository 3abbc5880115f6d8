"""Which items and new papers somebody follows, of those that there is news of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CompoundSelect, Select, select, union
from sqlalchemy.orm import Session

from app.services.digests.new_papers import select_new
from app.services.digests.news import SOURCES, subjects
from app.services.digests.scope import NEVER, Scope, noted_items
from app.services.digests.shared import ListFilter, Shared
from app.services.overview.letters import select_letters_among
from app.services.overview.register import select_among
from app.services.overview.rows.letters import Held, LetterFilter
from app.services.overview.rows.register import RegisterFilter
from app.store.among import among
from app.store.items import Commitment, Item, Motion


@dataclass(frozen=True, slots=True)
class Followed:
    """What is followed: items, and lists of the register or of letters.

    `everything`: the whole register too.
    """

    everything: bool = False
    items: frozenset[int] = NEVER
    lists: tuple[RegisterFilter, ...] = ()
    letters: tuple[LetterFilter, ...] = ()


def lasting_of(wanted: ListFilter) -> ListFilter:
    """Give what any list is about, without how it looks today."""
    return lasting(wanted) if isinstance(wanted, RegisterFilter) else lasting_letters(wanted)


def lasting_letters(wanted: LetterFilter) -> LetterFilter:
    """Give what a list of letters is about: the order, the page and the moment do not count.

    What waited in a letter when it came in may be judged before the digest tells of it.
    """
    held = wanted.held
    if Held.WAITING in held and Held.COMMITMENTS not in held:
        held = (*held, Held.COMMITMENTS)
    return LetterFilter(
        q=wanted.q,
        kinds=wanted.kinds,
        sender=wanted.sender,
        ministry=wanted.ministry,
        dossier=wanted.dossier,
        held=held,
        since=wanted.since,
        until=wanted.until,
    )


def lasting(wanted: RegisterFilter) -> RegisterFilter:
    """Give what a list is about, without how it looks today.

    Whoever saves the open items of a committee wants to hear when one of them is met; so status
    and term, the order and the page do not count.
    """
    return RegisterFilter(
        **{
            name: getattr(wanted, name)
            for name in RegisterFilter.__dataclass_fields__
            if name not in _PASSING
        }
    )


_PASSING = ("standings", "levels", "changed_since", "sort", "reverse", "page", "size")


def scope_of(
    session: Session,
    followed: Followed,
    *,
    today: date,
    rounds: tuple[int, int] | None = None,
    days: tuple[date, date] | None = None,
    shared: Shared | None = None,
) -> Scope:
    """Give what is told to somebody who follows this, by rounds or by the days of papers.

    `shared` remembers what lists hold, for others who follow them too.
    """
    whole = Scope(today, rounds=rounds, days=days, letters=None)
    news = _items_of(whole)
    items = _existing(session, followed.items, news)
    for wanted in followed.lists:
        items |= _listed(session, lasting(wanted), news, rounds, today, shared)
    papers = NEVER
    for asked in followed.letters:
        papers |= _listed(session, lasting_letters(asked), select_new(whole), rounds, today, shared)
    return Scope(
        today,
        rounds=rounds,
        days=days,
        items=None if followed.everything else items,
        letters=items,
        papers=papers,
    )


def _listed(
    session: Session,
    wanted: ListFilter,
    news: Select[int],
    rounds: tuple[int, int] | None,
    today: date,
    shared: Shared | None,
) -> frozenset[int]:
    """Give the items or papers in the news that a list holds."""
    if shared is None or rounds is None:
        return _select(session, wanted, news, today)
    held = shared.find_list(wanted, rounds)
    if held is None:
        held = _select(session, wanted, news, today)
        shared.keep_list(wanted, rounds, held)
    return held


def _select(session: Session, wanted: ListFilter, news: Select[int], today: date) -> frozenset[int]:
    """Look up which of the items or papers in the news a list holds."""
    if isinstance(wanted, LetterFilter):
        return select_letters_among(session, wanted, news)
    return select_among(session, wanted, news, today=today)


def _existing(session: Session, items: Iterable[int], news: Select[int]) -> frozenset[int]:
    """Give those of the items that there is news of, and of what they are kept under now."""
    known = frozenset(items)
    if not known:
        return NEVER
    became: CompoundSelect[Any] = union(
        select(Item.id).where(among(Item.id, known)),
        select(Commitment.merged_into_id).where(among(Commitment.item_id, known)),
        select(Motion.same_as_id).where(among(Motion.item_id, known)),
        select(Motion.replaced_by_id).where(among(Motion.item_id, known)),
    )
    kept = select(became.subquery().c.id)
    query = select(Item.id).where(Item.id.in_(kept), Item.id.in_(news))
    return frozenset(session.scalars(query))


def _items_of(scope: Scope) -> Select[int]:
    """Select the items that there is news of."""
    if scope.rounds is not None:
        return noted_items(scope.rounds)
    parts: list[Any] = [subjects(source, scope).subquery() for source in SOURCES]
    selected = [select(part.c.item_id) for part in parts]
    first, *others = selected
    return select(first.union(*others).subquery().c.item_id)
