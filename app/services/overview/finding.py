"""Which items the searched words lead to: their own words, their paragraph, their number."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Float,
    Select,
    func,
    literal,
    select,
    type_coerce,
    union,
    union_all,
)
from sqlalchemy.orm import Session

from app.services.search import Query, holds, holds_word, select_found, select_led_to
from app.store.among import among
from app.store.finding import ItemPassage, ItemWords
from app.store.items import Commitment, Item
from app.store.sources import SourceWord

# "G22-4F7K2M", "M-21501-02-2433", "TZ202412-116", "T02867"
_NUMBER = re.compile(r"[A-Z]{1,2}[0-9A-Z]*(?:-[0-9A-Z]+)+|T\d{5}")
_NUMBER_SCORE = 1000.0


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the list: the items that stand in every one of these selections of ids.

    A selection may name an item twice. `scored` has (id, score) of items whose own words were
    found, each once; the others score nothing.
    """

    ids: tuple[Select[Any], ...]
    scored: CTE | None = None

    def score(self) -> ColumnElement[float]:
        """Give the score of an item, for a statement that joins `scored` from outside."""
        nothing = type_coerce(literal(0.0), Float)
        return nothing if self.scored is None else func.coalesce(self.scored.c.score, nothing)


def find_items(session: Session, query: Query) -> Scope:
    """Select the items that a query leads to.

    An item is found by its own words, by its public number or another register's, and by the paragraph in which
    the machine found it (of a motion, every paragraph that mentions it). What is beside its own
    words comes after all in them. The query must have something to look for.
    """
    own, numbered = select_found(session, "items", query), _by_number(query)
    if numbered:
        most = type_coerce(literal(_NUMBER_SCORE), Float).label("score")
        both = union_all(own, *(one.add_columns(most) for one in numbered)).subquery("own")
        own = select(both.c.id, func.sum(both.c.score).label("score")).group_by(both.c.id)
    scored = own.cte("scored")
    if query.is_of_one_word and not numbered:
        words = select_found(session, "item_words", query)
        return Scope((words.with_only_columns(words.selected_columns.id),), scored)
    led = select_led_to(session, "item_passages", query)
    beside = led.with_only_columns(led.selected_columns.id)
    # Without doubles PostgreSQL knows how many there are, and goes through the list once.
    ids = union(beside, select(scored.c.id)).subquery("led")
    return Scope((select(ids.c.id),), scored)


def select_holding(session: Session, query: Query, items: Collection[int]) -> Select[int]:
    """Select those of some items that a query leads to, in no order: the same as `find_items` finds.

    For a few: the words of each, and of its paragraphs, are looked at.
    """
    numbered = _by_number(query)
    if query.is_of_one_word and not numbered:
        has_word = holds_word(session, ItemWords.stems, query)
        return select(ItemWords.item_id).where(among(ItemWords.item_id, items), has_word)
    own = select(Item.id).where(among(Item.id, items), holds(session, Item.stems, query))
    beside = select(ItemPassage.item_id).where(
        among(ItemPassage.item_id, items), holds(session, ItemPassage.stems, query)
    )
    found = union_all(own, beside, *numbered).subquery("holding")
    return select(found.c.id).where(among(found.c.id, items)).distinct()


def _by_number(query: Query) -> list[Select[int]]:
    """Select the items that bear the number that is asked: ours, or another register's."""
    typed = query.text.upper()
    if not _NUMBER.fullmatch(typed):
        return []
    return [
        select(Item.id).where(Item.number == typed),
        select(SourceWord.item_id).where(SourceWord.reference == typed).distinct(),
        select(func.coalesce(Commitment.merged_into_id, Commitment.item_id)).where(
            Commitment.official_number == typed
        ),
    ]
