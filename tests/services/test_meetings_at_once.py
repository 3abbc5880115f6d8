"""Two clerks enter the decisions of one meeting at the same time."""

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import SomeStale
from app.domain.meetings import Place, Proposal
from app.services.meetings.deciding import Decided, decide_items
from app.services.meetings.finding import get_meeting_page
from app.services.meetings.preparing import prepare_meeting
from app.session import open_register, reading, transaction
from tests.factories import AT, CLERK
from tests.services.harbour import TODAY, fill

DAY = dt.date(2026, 12, 3)


@pytest.mark.parametrize(("apart", "decided", "refused"), [(True, 2, 0), (False, 1, 1)])
def test_nothing_is_lost_or_decided_twice(
    database_url: str, apart: bool, decided: int, refused: int
) -> None:
    engine = open_register(database_url)
    with Session(engine) as opened:
        fill(opened)
    with transaction(engine) as session:
        key = prepare_meeting(
            session, "haven", day=DAY, places=tuple(Place), actor=CLERK, at=AT, today=TODAY
        )
    with reading(engine) as session:
        lines = get_meeting_page(session, key, today=TODAY).lines
    begin = threading.Barrier(2)
    told: list[object] = []

    def clerk(which: int) -> Callable[[], None]:
        line = lines[which]

        def decide() -> None:
            one = Decided(line.id, line.line.version, Proposal.SETTLE)
            begin.wait(5)
            try:
                with transaction(engine) as session:
                    decide_items(session, key, [one], actor=f"Griffier {which}", at=AT)
            except SomeStale as stale:
                told.append(stale)

        return decide

    clerks = [threading.Thread(target=clerk(number if apart else 0)) for number in (0, 1)]
    for one in clerks:
        one.start()
    for one in clerks:
        one.join()
    with reading(engine) as session:
        assert get_meeting_page(session, key, today=TODAY).decided == decided
    assert len(told) == refused
    engine.dispose()
