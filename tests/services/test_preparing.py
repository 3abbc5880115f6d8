"""From the door into the register, with the reader itself: any order, any stop, once."""

import os
import signal
from collections.abc import Iterator
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.errors import Unreadable, UnreadableReason
from app.domain.papers import IncomingDocument
from app.services.intake import Outcome, PreparedDocument
from app.services.preparing import clean_processes, prepare_many, read_incoming
from app.services.suggesting import open_item_of
from app.session import open_register, reading, transaction
from app.store.documents import Document
from app.store.items import Candidate, Item
from app.store.links import Suggestion
from tests.factories import AT, CLERK
from tests.importing import import_document
from tests.services.letters import ALL, FOOT, HEAD, PROMISING, UNDATED, make_incoming
from tests.services.pictures import picture

BY: dict[str, Any] = {"actor": CLERK, "at": AT}


@pytest.fixture
def opened(database_url: str) -> Iterator[Engine]:
    engine = open_register(database_url)
    yield engine
    engine.dispose()


def take_in(session: Session, names: Iterator[str] | list[str], calendar: Calendar) -> None:
    for name in names:
        import_document(session, make_incoming(ALL[name], name), calendar=calendar, **BY)


def test_any_order_gives_the_same_register(session: Session, calendar: Calendar) -> None:
    pictures = []
    for order in list(permutations(ALL))[::3]:
        nested = session.begin_nested()
        take_in(session, list(order), calendar)
        pictures.append(picture(session))
        nested.rollback()
        session.expire_all()
    assert all(one == pictures[0] for one in pictures)
    assert len(pictures[0]["suggestions"]) >= 3
    assert len(pictures[0]["candidates"]) >= 2


def test_any_order_gives_the_same_register_among_many_papers_with_the_same_words(
    session: Session, calendar: Calendar
) -> None:
    rare = ("ventilatie", "baggerschepen", "schutsluizen", "wolhandkrabben", "kademuren")
    begin, end = "de uitkomsten van de proef met de ventilatie van baggerschepen", f".{FOOT}"
    promise = (
        f"Ik zal uw Kamer voor 1 juli 2024 informeren over {begin}, {', '.join(rare[2:])}{end}"
    )
    answer = f"Hiermee voldoe ik aan mijn toezegging om uw Kamer te informeren over {begin}{end}"
    crowd = {
        f"ander-{n}": HEAD.format(day="3 juni 2024")
        + "\n\n".join(f"Dit gaat over {word} in het algemeen, deel {n}." for word in rare)
        for n in range(65)
    }
    letters = crowd | {
        "antwoord": HEAD.format(day="20 juni 2024") + answer,
        "belofte": HEAD.format(day="1 februari 2024") + promise,
    }
    pictures = []
    for order in (list(letters), list(reversed(letters))):
        nested = session.begin_nested()
        for name in order:
            import_document(session, make_incoming(letters[name], name), calendar=calendar, **BY)
        pictures.append(picture(session))
        nested.rollback()
        session.expire_all()
    assert pictures[0] == pictures[1]
    assert len(pictures[0]["suggestions"]) >= 1


def test_a_letter_in_another_encoding_with_other_line_ends_is_the_same_paper(
    session: Session, calendar: Calendar
) -> None:
    text = PROMISING.replace("Oosterhaven", "Oosterhaven – één")
    first = import_document(session, make_incoming(text), calendar=calendar, **BY)
    again = make_incoming("\ufeff" + text.replace("\n", "\r\n"), "kopie")
    old = make_incoming(text, "oud", encoding="windows-1252")
    for incoming in (again, old):
        known = import_document(session, incoming, calendar=calendar, **BY)
        assert (known.outcome, known.document_id) == (Outcome.KNOWN, first.document_id)


def test_a_given_date_counts_only_where_the_paper_prints_none(
    session: Session, calendar: Calendar
) -> None:
    day = date(2024, 3, 4)
    result = import_document(session, make_incoming(PROMISING), calendar=calendar, date=day, **BY)
    assert result.printed == date(2024, 2, 1)
    assert session.get_one(Document, result.document_id).date == date(2024, 2, 1)
    result = import_document(session, make_incoming(UNDATED), calendar=calendar, date=day, **BY)
    row = session.get_one(Document, result.document_id)
    assert (row.date, result.printed) == (day, None)
    candidate = session.scalars(select(Candidate).where(Candidate.document_id == row.id)).one()
    assert candidate.term_latest == date(2024, 7, 4)


def test_a_date_given_later_leads_to_the_same_register(
    session: Session, calendar: Calendar
) -> None:
    day = date(2024, 3, 4)
    pictures = []
    for given_at_once in (True, False):
        nested = session.begin_nested()
        take_in(session, ["belofte", "verwijzend"], calendar)
        if not given_at_once:
            take_in(session, ["zonder-datum"], calendar)
        result = import_document(session, make_incoming(UNDATED), calendar=calendar, date=day, **BY)
        assert result.outcome is (Outcome.NEW if given_at_once else Outcome.DATED)
        again = import_document(session, make_incoming(UNDATED), calendar=calendar, date=day, **BY)
        assert again.outcome is Outcome.KNOWN
        pictures.append(picture(session))
        nested.rollback()
        session.expire_all()
    assert pictures[0] == pictures[1]


def test_the_reading_comes_back_from_its_rows_as_it_was(
    session: Session, calendar: Calendar
) -> None:
    take_in(session, ["belofte"], calendar)
    seen = read_incoming(make_incoming(PROMISING), calendar).reading
    item = session.scalars(select(Item).join(Candidate, Candidate.item_id == Item.id)).one()
    asked = open_item_of(session, item)
    assert asked is not None
    assert asked.promise == seen.promises[0]
    assert asked.words == seen.promises[0].sentence.of(seen.text.text)
    assert asked.words in asked.context


class Stopped(BaseException):
    """The machine went down."""


def stop_after(engine: Engine, count: int) -> Any:
    """Let the program end before its `count`th statement; give how to let it live again."""
    left = [count]

    def listen(*_arguments: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise Stopped

    event.listen(engine, "before_cursor_execute", listen)
    return lambda: event.remove(engine, "before_cursor_execute", listen)


@pytest.mark.parametrize("steps", [1, 4, 9, 16, 25, 41, 60, 85, 110, 140])
def test_a_stop_between_any_two_steps_loses_and_doubles_nothing(
    opened: Engine, calendar: Calendar, steps: int
) -> None:
    names = ["antwoord", "belofte"]
    with transaction(opened) as session:
        take_in(session, names[:1], calendar)
    go_on = stop_after(opened, steps)
    try:
        with transaction(opened) as session:
            take_in(session, names[1:], calendar)
    except Stopped:
        pass
    finally:
        go_on()
    with transaction(opened) as session:
        take_in(session, names, calendar)
    with reading(opened) as session:
        assert session.scalar(select(func.count()).select_from(Document)) == 2
        assert session.scalar(select(func.count()).select_from(Suggestion)) == 2


def import_and_die(url: str, calendar: Calendar) -> None:
    """Take a letter in, and be killed before the commit."""
    engine = open_register(url)
    with transaction(engine) as session:
        take_in(session, ["belofte"], calendar)
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_import_leaves_nothing_half(database_url: str, calendar: Calendar) -> None:
    process = clean_processes().Process(target=import_and_die, args=(database_url, calendar))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    engine = open_register(database_url)
    with transaction(engine) as session:
        assert session.scalar(select(func.count()).select_from(Item)) == 0
        take_in(session, ["belofte"], calendar)
        assert session.scalar(select(func.count()).select_from(Document)) == 1
    engine.dispose()


def import_one(url: str, name: str, calendar: Calendar) -> None:
    engine = open_register(url)
    with transaction(engine) as session:
        take_in(session, [name], calendar)
    engine.dispose()


def test_two_imports_at_once_see_each_others_papers(database_url: str, calendar: Calendar) -> None:
    processes = [
        clean_processes().Process(target=import_one, args=(database_url, name, calendar))
        for name in ("belofte", "antwoord")
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    engine = open_register(database_url)
    with reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(Suggestion)) == 2
    engine.dispose()


@pytest.mark.parametrize("processes", [1, 2])
def test_many_papers_come_back_in_their_order_with_the_refused_among_them(
    calendar: Calendar, processes: int
) -> None:
    papers = [make_incoming(text, name) for name, text in ALL.items()]
    papers.insert(1, IncomingDocument("leeg", "txt", b"", "leeg.txt"))
    done = list(prepare_many(papers, calendar, processes=processes))
    assert [one.incoming.name for one in done] == [one.name for one in papers]
    refused = done[1].result
    assert isinstance(refused, Unreadable)
    assert refused.reason is UnreadableReason.EMPTY
    assert sum(isinstance(one.result, PreparedDocument) for one in done) == len(ALL)
