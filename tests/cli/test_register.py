"""How commands open a register: once, whole, and with one line where that cannot be."""

import threading
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cli.register import get_seeds, open_choice
from app.settings import RegisterChoice
from app.store.connect import make_engine
from app.store.items import Committee, Ministry

AT_ONCE = 4


def test_several_first_starts_at_once_enter_the_fixed_lists_once(database_url: str) -> None:
    choice = RegisterChoice(database_url, is_demo=False, file=None)
    start = threading.Barrier(AT_ONCE)

    def open_it() -> None:
        start.wait()
        open_choice(choice).dispose()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for opened in [pool.submit(open_it) for _ in range(AT_ONCE)]:
            opened.result()
    engine = make_engine(database_url)
    with Session(engine) as session:
        for table, seeds in (
            (Ministry, get_seeds().ministries),
            (Committee, get_seeds().committees),
        ):
            assert session.scalar(select(func.count()).select_from(table)) == len(seeds)
    engine.dispose()
