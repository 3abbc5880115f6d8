"""Which items the searched words lead to: their own words, their paragraph, their number."""

import re

from sqlalchemy import CTE, Float, Select, func, literal, select, type_coerce, union_all
from sqlalchemy.orm import Session

from app.services.search import Query, holds, select_found, select_led_to
from app.store.finding import ItemPassage
from app.store.items import Commitment, Item
from app.store.sources import SourceWord

# "G22-4F7K2M", "M-21501-02-2433", "TZ202412-116", "T02867"
_NUMBER = re.compile(r"[A-Z]{1,2}[0-9A-Z]*(?:-[0-9A-Z]+)+|T\d{5}")
_NUMBER_SCORE = 1000.0


def find_items(session: Session, query: Query) -> CTE:
    """Select (id, score) of the items that a query leads to, each once.

    An item is found by its own words, by its public number or another register's, and by the paragraph in which
    the machine found it (of a motion, every paragraph that mentions it). The query must
    have something to look for.
    """
    own = select_found(session, "items", query)
    beside = type_coerce(literal(0.0), Float)  # words beside the sentence come after all in it
    led = select_led_to(session, "item_passages", query)
    around = led.with_only_columns(led.selected_columns.id, beside)
    score = type_coerce(literal(_NUMBER_SCORE), Float)
    numbered = [one.add_columns(score) for one in _by_number(query)]
    every = union_all(own, around, *numbered).subquery("hits")
    return (
        select(every.c.id, func.sum(every.c.score).label("score")).group_by(every.c.id).cte("found")
    )


def select_holding(session: Session, query: Query, items: Select[int]) -> Select[int]:
    """Select those of some items that a query leads to, in no order: the same as `find_items` finds.

    For a few: the words of each, and of its paragraphs, are looked at.
    """
    some = items.cte("some").prefix_with("MATERIALIZED")
    items = select(some.columns[0])
    own = select(Item.id).where(Item.id.in_(items), holds(session, Item.stems, query))
    beside = select(ItemPassage.item_id).where(
        ItemPassage.item_id.in_(items), holds(session, ItemPassage.stems, query)
    )
    found = union_all(own, beside, *_by_number(query)).subquery("holding")
    return select(found.c.id).where(found.c.id.in_(items)).distinct()


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
