"""Measure the pages of a large register: time, statements, and the slowest of them.

    .venv/bin/python -m scripts.fill_register sqlite:///large.sqlite
    .venv/bin/python -m scripts.measure_pages sqlite:///large.sqlite

The best of five is given, after one that fills the caches: time on the clock, and time of
this process (with SQLite that is all the work there is, whatever else the machine does).
"""

import argparse
import datetime as dt
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.domain.commitments import TermLevel
from app.domain.matching import ItemKind
from app.services import overview
from app.services.overview.rows.desk import DeskFilter
from app.services.overview.rows.letters import LetterFilter
from app.services.overview.rows.register import RegisterFilter, Sort
from app.store.connect import make_engine

TODAY = dt.date(2026, 11, 21)
REGISTER = {
    "register": RegisterFilter(),
    "register, page 300": RegisterFilter(page=300),
    "register, commitments": RegisterFilter(kinds=(ItemKind.COMMITMENT,)),
    "register, overdue": RegisterFilter(levels=(TermLevel.OVERDUE, TermLevel.SERIOUS)),
    "register, one minister": RegisterFilter(responsible="Minister van Haven"),
    "register, by date": RegisterFilter(sort=Sort.DATE),
    "register, by status": RegisterFilter(sort=Sort.STATUS),
    "register, one letter": RegisterFilter(document=77),
    "search, rare words": RegisterFilter(q='dijkmonitor "cyberraad" -schoolwet'),
    "search, one word": RegisterFilter(q="schoolbeleid"),
    "search, two words": RegisterFilter(q="havenbeleid schoolbeleid"),
    "search, common word": RegisterFilter(q="havenbeleid"),
    "search, beginning": RegisterFilter(q="spoor*"),
    "search, number": RegisterFilter(q="21 501-02, nr. 90003"),
}
LETTERS = {
    "letters": LetterFilter(),
    "letters, one word": LetterFilter(q="schoolbeleid"),
    "letters, common word": LetterFilter(q="havenbeleid"),
}
Page = Callable[[Session], Any]


def list_pages() -> dict[str, Page]:
    """Give every page to measure by its name."""
    return {
        **{name: partial(_register, wanted=wanted) for name, wanted in REGISTER.items()},
        **{name: partial(overview.find_letters, wanted=wanted) for name, wanted in LETTERS.items()},
        "letter": partial(overview.get_letter, document_id=77, today=TODAY),
        "promise": partial(overview.get_item_story, number="G22-000002", today=TODAY),
        "motion": partial(overview.get_item_story, number="M-21501-02-3", today=TODAY),
        "desk": partial(overview.find_desk, wanted=DeskFilter(), today=TODAY),
    }


def _register(session: Session, wanted: RegisterFilter) -> Any:
    return overview.find_register_items(session, wanted, today=TODAY)


def main() -> None:
    """Read the command line, and print one line for each page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="SQLAlchemy URL of a register that fill_register.py made")
    engine = make_engine(parser.parse_args().url)
    statements: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(*told: Any) -> None:
        statements.append(told[2])

    for name, page in list_pages().items():
        times: list[tuple[float, float]] = []
        for _ in range(6):
            statements.clear()
            begun = time.perf_counter(), time.process_time()
            with Session(engine) as session:
                page(session)
            times.append((time.perf_counter() - begun[0], time.process_time() - begun[1]))
        clock, process = (min(column) * 1000 for column in zip(*times[1:], strict=True))
        print(
            f"{name:24}{clock:7.0f} ms{process:7.0f} ms of it here {len(statements):3} statements"
        )


if __name__ == "__main__":
    main()
