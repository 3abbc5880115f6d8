"""Which items the searched words lead to: their own words, their paragraph, their number."""

import re
from typing import Any

from sqlalchemy import CTE, Float, Select, func, literal, select, type_coerce, union_all
from sqlalchemy.orm import Session

from app.services.search import Query, select_found, select_led_to
from app.store.finding import ItemPassage
from app.store.items import Commitment, Item
from app.store.sources import SourceWord

# "G22-4F7K2M", "M-21501-02-2433", "TZ202412-116", "T02867"
_NUMBER = re.compile(r"[A-Z]{1,2}[0-9A-Z]*(?:-[0-9A-Z]+)+|T\d{5}")
_NUMBER_SCORE = 1000.0


def find_items(session: Session, query: Query, among: Select[int] | None = None) -> CTE:
    """Select (id, score) of the items that a query leads to, each once.

    An item is found by its own words, by its public number or another register's, and by the paragraph in which
    the machine found it (of a motion, every paragraph that mentions it). The query must
    have something to look for. `among` keeps to some items, by their ids.
    """
    own = select_found(session, "items", query, among)
    beside = type_coerce(literal(0.0), Float)  # words beside the sentence come after all in it
    if among is None:
        led = select_led_to(session, "item_passages", query)
        around = led.with_only_columns(led.selected_columns.id, beside)
    else:
        theirs = select(ItemPassage.id).where(ItemPassage.item_id.in_(among))
        hits = select_found(session, "item_passages", query, theirs).subquery("hit_passages")
        around = select(ItemPassage.item_id, beside).join(hits, hits.c.id == ItemPassage.id)
    branches: list[Select[Any]] = [own, around]
    typed = query.text.upper()
    if _NUMBER.fullmatch(typed):
        score = type_coerce(literal(_NUMBER_SCORE), Float)
        branches.append(select(Item.id, score).where(Item.number == typed))
        official = select(SourceWord.item_id, score).where(SourceWord.reference == typed)
        given = select(Commitment.item_id, score).where(Commitment.official_number == typed)
        branches += [official.distinct(), given]
    every = union_all(*branches).subquery("hits")
    return (
        select(every.c.id, func.sum(every.c.score).label("score")).group_by(every.c.id).cte("found")
    )
