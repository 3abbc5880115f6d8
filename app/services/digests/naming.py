"""The names of motions that are news: number, movers and subject, as lists and their pages give them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.digest import MotionNamed
from app.services.digests.pieces import Piece
from app.services.overview.papers import print_canonical
from app.services.overview.register_rows import find_told
from app.store.among import among
from app.store.items import Motion

_AT_ONCE = 500  # pieces of which the motions are looked up together


def name_motions(session: Session, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Give the same pieces in their order, with the names of the motions among them.

    Two statements for every five hundred pieces that have a motion among them, none for others.
    """
    left = iter(pieces)
    while some := list(islice(left, _AT_ONCE)):
        names = _find_names(session, {one.about for one in some if one.line.is_motion})
        for one in some:
            named = names.get(one.about) if one.line.is_motion else None
            yield replace(one, line=replace(one.line, motion=named)) if named else one


def _find_names(session: Session, ids: set[int]) -> dict[int, MotionNamed]:
    """Name these motions, by id."""
    if not ids:
        return {}
    query = select(Motion.item_id, Motion.canonical).where(among(Motion.item_id, ids))
    told = find_told(session, ids)
    names = {}
    for item_id, canonical in session.execute(query):
        one = told.get(item_id)
        number = print_canonical(canonical)
        names[item_id] = (
            MotionNamed(number, one.movers, one.cosigned, one.subject)
            if one
            else MotionNamed(number)
        )
    return names
