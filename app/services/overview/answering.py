"""Who promised then and who answers now, for an item's page."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from app.domain.matching import ItemKind
from app.domain.offices import answer_on
from app.services.offices import answering, ministries_of
from app.services.overview.rows.common import Choice
from app.services.overview.rows.stories import AnsweringView
from app.services.responsible import answer_then, signed_of
from app.services.tables import load_book


def find_answering(
    session: Session, row: Any, ministries: Iterable[Choice], today: dt.date
) -> AnsweringView | None:
    """Give both sides for a row of an item and its paper; None when nobody answers.

    Of a commitment the office now is the one put down. Two statements at most.
    """
    registered = row.kind is ItemKind.COMMITMENT
    paper = signed_of(row)
    actor = row.actor if registered else row.found_actor
    office = answering(ministries_of(ministries), actor, paper.functions)
    if office is None:
        return _without_then(row) if registered else None
    book = load_book(session)
    then = answer_then(book, office, paper)
    now = answer_on(book, office, today, portfolio=then.portfolio)
    return AnsweringView(
        then=then.office,
        then_name=then.name,
        now=row.responsible if registered else now.office,
        now_name=row.responsible_name if registered else now.name,
        also=now.also,
    )


def _without_then(row: Any) -> AnsweringView | None:
    """Give who answers now alone, when the words do not say who promised."""
    if row.responsible is None:
        return None
    return AnsweringView("", None, row.responsible, row.responsible_name)
