"""Clerks who decide at once, over HTTP, while the server is killed: a short `./run bench load`."""

import time
from pathlib import Path

from app.domain.history import Action
from app.store.connect import make_engine
from scripts.bench.clerks import Clerk, Deed, Office, find_problems, last_entry
from scripts.bench.fill import Size, fill
from scripts.bench.serving import find_port, serving

CLERKS, EACH = 4, 6  # decisions that each wants to see confirmed
ENOUGH = 8  # decisions after which the server is killed
PATIENCE = 300  # seconds; a slow machine is not a failure
SIZE = Size(letters=60, commitments=60, motions=20)


def test_what_was_confirmed_stands_once_after_a_kill_and_nothing_is_half(
    database_url: str, tmp_path: Path
) -> None:
    engine = make_engine(database_url)
    fill(engine, SIZE)
    since = last_entry(engine)
    end = time.monotonic() + PATIENCE
    office = Office(find_port(), lambda done: done >= EACH or time.monotonic() > end)
    people = [Clerk(office, number) for number in range(1, CLERKS + 1)]
    with serving(database_url, tmp_path, workers=2, port=office.port) as served:
        for clerk in people:
            clerk.start()
        while len(office.confirmed()) < ENOUGH and time.monotonic() < end:
            time.sleep(0.01)
        served.kill()
    with serving(database_url, tmp_path, workers=2, port=office.port):
        for clerk in people:
            clerk.join(PATIENCE)
    assert len(office.confirmed()) == CLERKS * EACH
    assert find_problems(engine, office, since) == []
    engine.dispose()


def test_a_decision_that_was_lost_is_named(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    fill(engine, SIZE)
    office = Office(0, lambda _: True)
    office.deeds.append(Deed("Griffier 1", "G26-00000001", Action.CANDIDATE_ACCEPTED, 303, 0.1))
    (lost,) = find_problems(engine, office, last_entry(engine))
    assert "G26-00000001" in lost
    office.answers[500] += 1
    assert len(find_problems(engine, office, last_entry(engine))) == 2
    engine.dispose()


def test_the_same_register_is_made_each_time(sqlite_url: str, tmp_path: Path) -> None:
    first, second = make_engine(sqlite_url), make_engine(f"sqlite:///{tmp_path / 'other.sqlite'}")
    made = [fill(engine, SIZE) for engine in (first, second)]
    assert made[0] == made[1]
    assert made[0]["documents"] == SIZE.letters
    assert made[0]["commitments"] == SIZE.commitments
    texts = []
    for engine in (first, second):
        with engine.connect() as connection:
            texts.append(connection.exec_driver_sql("SELECT text FROM documents").all())
        engine.dispose()
    assert texts[0] == texts[1]
