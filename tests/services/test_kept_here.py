"""A promise that its own paper tells as kept asks for nothing of later papers."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.reading import FulfilmentStatus, Made, StatementTarget
from app.services.intake import store_prepared
from app.services.suggesting import open_item_of
from app.store.items import Candidate, Item
from tests.factories import AT, CLERK, Letter, make_promise, make_statement

REPORTED = "In mijn brief van 1 februari heb ik u een kaart van de boeien toegezegd."
OTHER = "In die brief heb ik u ook een lijst van de veerponten toegezegd."
KEPT = "Met deze brief doe ik die toezegging gestand."
PAPER = "kst-39201-17"


def make_letter(*paragraphs: str, **statement: object) -> Letter:
    """Make a letter that reports a promise, and may tell it as kept."""
    letter = Letter("\n\n".join(("Geachte voorzitter,", *paragraphs)), date(2024, 6, 20))
    reported = [words for words in (REPORTED, OTHER) if words in letter.text]
    made = statement.pop("made", Made.EARLIER)
    promises = [make_promise(letter, words, made=made, ids=(PAPER,)) for words in reported]
    told = (make_statement(letter, KEPT, **statement),) if KEPT in letter.text else ()
    return replace(letter, promises=tuple(promises), statements=told)


def is_kept(session: Session, letter: Letter) -> bool:
    """Take a letter in, and say whether its first promise is kept there."""
    store_prepared(session, letter.prepared("brief"), actor=CLERK, at=AT)
    session.flush()
    query = select(Item).join(Candidate, Candidate.item_id == Item.id).order_by(Candidate.start)
    first = session.scalars(query).first()
    asked = open_item_of(session, first) if first is not None else None
    assert asked is not None
    return asked.kept_here


def test_a_statement_after_it_in_its_paragraph_keeps_it(session: Session) -> None:
    assert is_kept(session, make_letter(f"{REPORTED} {KEPT}"))


def test_a_statement_in_another_paragraph_does_not(session: Session) -> None:
    assert not is_kept(session, make_letter(REPORTED, KEPT))


def test_a_statement_that_names_its_paper_does(session: Session) -> None:
    assert is_kept(session, make_letter(REPORTED, KEPT, target=StatementTarget(ids=(PAPER,))))


def test_not_when_that_paper_made_another_promise_too(session: Session) -> None:
    target = StatementTarget(ids=(PAPER,))
    assert not is_kept(session, make_letter(REPORTED, OTHER, KEPT, target=target))


def test_what_is_kept_in_part_is_open(session: Session) -> None:
    partly = make_letter(f"{REPORTED} {KEPT}", status=FulfilmentStatus.PARTLY)
    assert not is_kept(session, partly)


def test_a_promise_made_in_the_paper_itself_is_open(session: Session) -> None:
    assert not is_kept(session, make_letter(f"{REPORTED} {KEPT}", made=Made.HERE))
