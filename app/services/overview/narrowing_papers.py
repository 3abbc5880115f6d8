"""What narrows the list of papers: kind, sender, ministry, dossier, period, what they hold."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, false, func, or_, select, true, union_all
from sqlalchemy.orm import Session

from app.domain.matching import ItemKind
from app.domain.papers import PaperKind
from app.services.overview.changed import changed_papers
from app.services.overview.narrowing import within_days
from app.services.overview.papers import LISTED, LISTED_ONE_BY_ONE
from app.services.overview.rows.common import Choice, Standing
from app.services.overview.rows.letters import Held, LetterChoices, LetterFilter
from app.services.overview.rows.register import Facet
from app.services.senders import sender_key
from app.store.documents import Document, MotionMentionRow, PaperSender
from app.store.items import Ministry
from app.store.listed import Listed, ListedPaper, ToJudge
from app.store.offices import OfficeRow

MOST_SENDERS = 25
MOST_COUNTED = 20_000  # papers of a narrowed list of which is counted who sent them

Narrowed = Mapping[str, ColumnElement[bool]]
"""For each field of a filter that narrows what a paper (`Document`) must meet."""


@dataclass(frozen=True, slots=True)
class OfficeOf:
    """An office in one period, and the ministry that it is part of then."""

    name: str
    ministry: Choice
    first: dt.date | None
    last: dt.date | None


def load_offices(session: Session) -> tuple[OfficeOf, ...]:
    """Load every office that a ministry has or had."""
    ministry = (Ministry.id.label("ministry_id"), Ministry.slug, Ministry.name.label("ministry"))
    query = select(OfficeRow.name, OfficeRow.first, OfficeRow.last, *ministry)
    rows = session.execute(query.join(Ministry, Ministry.id == OfficeRow.ministry_id))
    return tuple(
        OfficeOf(row.name, Choice(row.ministry_id, row.slug, row.ministry), row.first, row.last)
        for row in rows
    )


def narrow_papers(wanted: LetterFilter, offices: Sequence[OfficeOf]) -> Narrowed:
    """Give what a paper must meet for each field of a filter; nothing for none of them."""
    found: dict[str, ColumnElement[bool]] = {}
    if wanted.kinds:
        found["kind"] = Document.kind.in_(wanted.kinds)
    if wanted.sender is not None:
        sent = select(PaperSender.document_id)
        found["sender"] = Document.id.in_(
            sent.where(PaperSender.sender == sender_key(wanted.sender))
        )
    if wanted.ministry is not None:
        found["ministry"] = _of_ministry(wanted.ministry, offices)
    if wanted.dossier is not None:
        found["dossier"] = Document.dossier == wanted.dossier
    if wanted.since is not None or wanted.until is not None:
        found["period"] = within_days(wanted.since, wanted.until)
    if wanted.changed_since is not None:
        found["changed_since"] = changed_papers(wanted.changed_since)
    if wanted.held:
        found["held"] = or_(*(Document.id.in_(_HELD[one]) for one in wanted.held))
    return found


def listed_papers(
    query: Select[*tuple[Any, ...]],
    found: CTE | None,
    narrowed: Iterable[ColumnElement[bool]],
    *,
    one_by_one: bool = False,
) -> Select[*tuple[Any, ...]]:
    """Keep to the papers that a list shows, of those that words found and a filter leaves.

    `one_by_one` says that they are looked at in turn until there are enough.
    """
    query = query.where(*narrowed)
    if found is None:
        return query.where(LISTED_ONE_BY_ONE if one_by_one else LISTED)
    return query.where(LISTED_ONE_BY_ONE).join(found, found.c.document_id == Document.id)


def count_kinds(session: Session, narrowed: Narrowed) -> Counter[PaperKind]:
    """Count the papers of each kind that the other fields leave; along an index alone if none does."""
    others = [condition for field, condition in narrowed.items() if field != "kind"]
    if not others:
        listed = select(ListedPaper.kind, func.count()).group_by(ListedPaper.kind)
        return Counter({PaperKind(kind): how_many for kind, how_many in session.execute(listed)})
    counted: Select[*tuple[Any, ...]] = select(Document.kind, func.count())
    query = listed_papers(counted, None, others).group_by(Document.kind)
    return Counter({row[0]: row[1] for row in session.execute(query)})


def count_all(kinds: Mapping[PaperKind, int], wanted: LetterFilter) -> int:
    """Count the papers of the kinds that are wanted."""
    return sum(count for kind, count in kinds.items() if kind in (wanted.kinds or PaperKind))


def find_choices(
    session: Session,
    wanted: LetterFilter,
    narrowed: Narrowed,
    found: CTE | None,
    kinds: Mapping[PaperKind, int],
    offices: Sequence[OfficeOf],
) -> LetterChoices:
    """Give what a list can be narrowed by; nothing where nobody asks for it."""
    if not wanted.facets:
        return LetterChoices()
    is_whole = found is None and not narrowed
    if not is_whole and count_all(kinds, wanted) > MOST_COUNTED:
        named = name_choices(session, wanted, offices)
        return replace(named, kinds=_kind_facets(kinds, wanted), kinds_counted=True)
    return LetterChoices(
        kinds=_kind_facets(kinds, wanted),
        senders=_find_senders(session, wanted, narrowed, found, offices),
        ministries=_ministries(offices),
    )


def name_choices(
    session: Session, wanted: LetterFilter, offices: Sequence[OfficeOf]
) -> LetterChoices:
    """Give the same without counting: every kind that some paper has, and every office by name."""
    if not wanted.facets:
        return LetterChoices()
    there = [select(ListedPaper.kind).where(ListedPaper.kind == one).limit(1) for one in PaperKind]
    each = union_all(*(select(one.subquery().c.kind) for one in there))
    kinds = Counter(PaperKind(kind) for kind in session.scalars(each))
    names = {sender_key(one.name): one.name for one in offices}
    chosen = None if wanted.sender is None else sender_key(wanted.sender)
    senders = [Facet(names[key], names[key], 0, key == chosen) for key in sorted(names)]
    if chosen is not None and chosen not in names:
        senders.append(Facet(wanted.sender or "", wanted.sender or "", 0, True))
    return LetterChoices(
        kinds=_kind_facets(kinds, wanted),
        kinds_counted=False,
        senders=tuple(senders),
        senders_counted=False,
        ministries=_ministries(offices),
    )


def _kind_facets(kinds: Mapping[PaperKind, int], wanted: LetterFilter) -> tuple[Facet, ...]:
    return tuple(
        Facet(kind.value, kind.value, kinds.get(kind, 0), kind in wanted.kinds)
        for kind in PaperKind
        if kinds.get(kind) or kind in wanted.kinds
    )


def _ministries(offices: Sequence[OfficeOf]) -> tuple[Choice, ...]:
    return tuple(sorted({one.ministry for one in offices}, key=lambda one: one.name))


def _find_senders(
    session: Session,
    wanted: LetterFilter,
    narrowed: Narrowed,
    found: CTE | None,
    offices: Iterable[OfficeOf],
) -> tuple[Facet, ...]:
    """Give who sent most of what the other fields leave, and who is chosen.

    Without any other field along an index alone.
    """
    others = [condition for field, condition in narrowed.items() if field != "sender"]
    counted: Select[*tuple[Any, ...]] = select(PaperSender.sender, func.count().label("how_many"))
    if others or found is not None:
        counted = counted.join(Document, Document.id == PaperSender.document_id)
        counted = listed_papers(counted, found, others)
    most = counted.group_by(PaperSender.sender).order_by(func.count().desc(), PaperSender.sender)
    names = {sender_key(one.name): one.name for one in offices}
    chosen = None if wanted.sender is None else sender_key(wanted.sender)
    facets = [
        Facet(
            names.get(row.sender, row.sender),
            names.get(row.sender, row.sender),
            row.how_many,
            row.sender == chosen,
        )
        for row in session.execute(most.limit(MOST_SENDERS))
    ]
    if chosen is not None and not any(one.chosen for one in facets):
        facets.append(Facet(wanted.sender or "", names.get(chosen, wanted.sender or ""), 0, True))
    return tuple(facets)


def _of_ministry(slug: str, offices: Iterable[OfficeOf]) -> ColumnElement[bool]:
    """Say whether an office sent a paper that a ministry had on its day."""
    parts = []
    for one in offices:
        if one.ministry.slug == slug:
            then = within_days(one.first, one.last) if one.first or one.last else true()
            parts.append(and_(PaperSender.sender == sender_key(one.name), then))
    sent = select(PaperSender.document_id).join(Document, Document.id == PaperSender.document_id)
    return Document.id.in_(sent.where(or_(false(), *parts)))


_HELD: Mapping[Held, Select[Any]] = {
    Held.COMMITMENTS: select(Listed.document_id).where(Listed.kind == ItemKind.COMMITMENT),
    Held.WAITING: select(Listed.document_id).where(
        Listed.kind == ItemKind.CANDIDATE, Listed.standing == Standing.WAITING.value
    ),
    Held.MOTIONS: select(MotionMentionRow.document_id),
    Held.ANSWERS: select(ToJudge.document_id),
}
