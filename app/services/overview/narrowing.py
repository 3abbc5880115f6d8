"""What narrows the register beside its own columns: dossier, source, period, fractie.

These follow from the papers of an item; a motion has those that mention it. `listed_values` knows
them, and all that closed lists count by.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    func,
    or_,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import Session

from app.domain.matching import ItemKind
from app.services.overview.changed import changed_items
from app.services.overview.finding import Scope
from app.services.overview.listing import DAY, NAMED, STATE, Allowed, passing
from app.services.overview.rows.register import RegisterFilter
from app.store.documents import MentionedMotion, MotionMentionRow
from app.store.finding import Member
from app.store.items import Item, Motion
from app.store.listed import NO_DAY, Listed, ListedField, ListedPaper, ListedTally, ListedValue

Chosen = Mapping[ListedField, Select[Any]]
"""For each of these fields that a filter narrows, the ids of the items that pass, each once."""


def choose_values(wanted: RegisterFilter) -> Chosen:
    """Select for each of these fields that a filter narrows what passes; a period has its years."""
    named = {
        ListedField.DOSSIER: wanted.dossier,
        ListedField.SOURCE: None if wanted.source is None else wanted.source.value,
        ListedField.FRACTIE: wanted.fractie,
    }
    found = {
        field: select(ListedValue.item_id).where(
            ListedValue.field == field.value, ListedValue.value == value
        )
        for field, value in named.items()
        if value is not None
    }
    if wanted.since is not None or wanted.until is not None:
        found[ListedField.YEAR] = _within(wanted.since, wanted.until)
    return found


def narrow(wanted: RegisterFilter, chosen: Chosen, today: dt.date) -> list[Select[Any]]:
    """Select the ids of the items that pass, for each filter that narrows, each once."""
    found = list(chosen.values())
    if wanted.document is not None:
        mentioned = (
            select(MentionedMotion.item_id)
            .join(MotionMentionRow, MotionMentionRow.id == MentionedMotion.mention_id)
            .where(MotionMentionRow.document_id == wanted.document)
        )
        made = select(Item.id).where(Item.document_id == wanted.document)
        found.append(union(made, mentioned).subquery().select())
    if wanted.changed_since is not None:
        found.append(changed_items(wanted.changed_since, today))
    return found


def is_tallied(allowed: Allowed) -> bool:
    """Say whether `count_tallies` knows what a filter leaves."""
    return allowed.keys() <= {"kind", "standing"}


def count_tallies(session: Session, allowed: Allowed) -> dict[str, Counter[Any]]:
    """Count every value of the whole list, narrowed by kind and standing at most, from its tallies."""
    counts: dict[str, Counter[Any]] = {name: Counter() for name in (*NAMED, *ListedField)}
    query = select(ListedTally.field, ListedTally.value, func.sum(ListedTally.many))
    query = query.where(*passing(allowed, dt.date.min, of=ListedTally))
    for field, value, many in session.execute(query.group_by(ListedTally.field, ListedTally.value)):
        if many:
            counts[field][int(value) if field.endswith("_id") else value] = int(many)
    return counts


def count_values(
    session: Session,
    today: dt.date,
    allowed: Allowed,
    chosen: Chosen,
    scope: Scope | None,
    fields: tuple[ListedField, ...],
) -> dict[str, Counter[Any]]:
    """Count for each of these fields the values that all other filters leave: one statement.

    Of all that is listed, or of a scope that heeds no such field. Without any field, none.
    """
    if scope is None and fields == tuple(chosen) and len(fields) == 1 and is_tallied(allowed):
        return {field.value: count_tallies(session, allowed)[field] for field in fields}
    counts: dict[str, Counter[Any]] = {field.value: Counter() for field in fields}
    around = () if scope is None else scope.ids
    parts: list[Select[*tuple[Any, ...]]] = []
    if not chosen and not allowed.keys() <= set(STATE):
        parts.append(_valued(allowed, around, fields, today, "passing"))
    else:
        for field in fields:
            others = (*around, *(ids for other, ids in chosen.items() if other is not field))
            parts.append(_valued(allowed, others, (field,), today, f"passing_{field.value}"))
    if parts:
        for name, value, how_many in session.execute(union_all(*parts)):
            counts[name][value] = how_many
    return counts


def _valued(
    allowed: Allowed,
    others: Iterable[Select[Any]],
    fields: tuple[ListedField, ...],
    today: dt.date,
    name: str,
) -> Select[*tuple[Any, ...]]:
    """Count values of what passes: along their own index, or of the items chosen by name first."""
    by = (ListedValue.field, ListedValue.value)
    query: Select[*tuple[Any, ...]] = select(*by, func.count()).group_by(*by)
    if fields != tuple(ListedField):  # named, they lead SQLite along all values
        query = query.where(ListedValue.field.in_([one.value for one in fields]))
    if allowed.keys() <= set(STATE):
        within = (ListedValue.item_id.in_(ids) for ids in others)
        return query.where(*passing(allowed, today, of=ListedValue), *within)
    within = (Listed.item_id.in_(ids) for ids in others)
    first = select(Listed.item_id).where(*passing(allowed, today), *within)
    these = first.cte(name).prefix_with("MATERIALIZED")
    return query.join(these, these.c.item_id == ListedValue.item_id)


def find_fracties(session: Session, today: dt.date) -> tuple[str, ...]:
    """Give the fracties of today by name."""
    now = and_(Member.first <= today, or_(Member.last.is_(None), Member.last >= today))
    query = select(Member.fractie).where(now).distinct()
    return tuple(sorted(session.scalars(query), key=str.casefold))


def of_dossier(dossier: str) -> ColumnElement[bool]:
    """Say whether a motion has its number in a dossier, and not in a part of it."""
    head = f"kst-{dossier}-"
    own = Motion.canonical.startswith(head, autoescape=True)
    return own & ~Motion.canonical.like(f"{head}%-%")


def within_days(
    since: dt.date | None, until: dt.date | None, day: Any = DAY
) -> ColumnElement[bool]:
    """Say whether a day, of a paper if nothing else is said, lies between these, both included."""
    bounds: list[ColumnElement[bool]] = []
    if since is not None:
        bounds.append(day >= since)
    if until is not None:
        bounds.append(day <= until)
    return and_(*bounds)


def _within(since: dt.date | None, until: dt.date | None) -> Select[Any]:
    """Select what has its paper in a period, and the motions that papers of it mention."""
    begins = since is None or (since.month, since.day) == (1, 1)
    if begins and (until is None or (until.month, until.day) == (12, 31)):
        first, last = since.year if since else 0, until.year if until else 9999
        years = ListedValue.value.between(f"{first:04}", f"{last:04}")
        inside = select(ListedValue.item_id).where(
            ListedValue.field == ListedField.YEAR.value, years
        )
        return inside if first == last else inside.distinct()
    dated = select(Listed.item_id).where(
        Listed.kind != ItemKind.MOTION, Listed.day != NO_DAY, within_days(since, until, Listed.day)
    )
    mentioned = (
        select(MentionedMotion.item_id)
        .join(MotionMentionRow, MotionMentionRow.id == MentionedMotion.mention_id)
        .join(ListedPaper, ListedPaper.document_id == MotionMentionRow.document_id)
        .where(ListedPaper.day != NO_DAY, within_days(since, until, ListedPaper.day))
    )
    return union(dated, mentioned).subquery().select()
