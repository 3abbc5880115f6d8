"""How often somebody may ask: counted in the database, so exactly, whatever the processes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.store.accounts import ApiCalls

WINDOW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Rate:
    """What a caller may still ask: how often of `limit`, and in how many seconds it begins anew.

    `is_over` says that this very question is one too many.
    """

    limit: int
    left: int
    seconds: int
    is_over: bool


def count_call(session: Session, caller: str, *, limit: int, at: datetime) -> Rate:
    """Count one question of a caller within the minute of the clock, in one statement.

    Two at once count as two: the database keeps them apart. With the first question of a
    minute the rows of earlier ones go, and so the addresses in them.
    """
    began = at.replace(second=0, microsecond=0)
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    added = insert(ApiCalls).values(caller=caller[:80], began_at=began, count=1)
    same = ApiCalls.began_at == added.excluded.began_at
    counted = added.on_conflict_do_update(
        index_elements=[ApiCalls.caller],
        set_={"began_at": began, "count": case((same, ApiCalls.count + 1), else_=1)},
    ).returning(ApiCalls.count)
    asked = session.scalars(counted).one()
    if asked == 1:
        old = select(ApiCalls.caller).where(ApiCalls.began_at < began)
        free = old.with_for_update(skip_locked=True)  # what others count on now, they keep
        session.execute(delete(ApiCalls).where(ApiCalls.caller.in_(free)))
    seconds = max(1, -(-(began + WINDOW - at) // timedelta(seconds=1)))
    return Rate(limit, max(0, limit - asked), seconds, asked > limit)
