"""Promises that letters repeat, when one of those letters leaves, comes back, or is reprinted."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.commitments import CandidateState
from app.services.candidates import accept_candidate
from app.services.withdrawing import reinstate_document, replace_document, withdraw_document
from app.store.documents import Document
from app.store.items import Candidate, Item
from tests.factories import CLERK, LATER
from tests.importing import import_document
from tests.services.letters import make_incoming
from tests.services.pictures import picture
from tests.services.test_repeats import BY, LETTERS, PROMISING, take_in

HOW: dict[str, Any] = {"reason": "Per ongeluk ingelezen", "actor": CLERK, "at": LATER}


def candidate_of(session: Session, name: str) -> Candidate:
    query = select(Candidate).join(Document, Document.id == Candidate.document_id)
    return session.scalars(query.where(Document.name == name)).one()


def head_of(session: Session, name: str) -> str | None:
    """Name the paper of the promise that this one repeats."""
    head = candidate_of(session, name).repeats_id
    query = select(Document.name).join(Candidate, Candidate.document_id == Document.id)
    return session.scalars(query.where(Candidate.item_id == head)).one_or_none()


def test_what_repeated_a_withdrawn_promise_goes_on_by_itself(session: Session) -> None:
    papers = take_in(session, *PROMISING)
    session.commit()
    before = picture(session)
    assert [head_of(session, name) for name in PROMISING] == [None, "eerst", "eerst"]
    version = withdraw_document(session, papers[0].document_id, seen=1, **HOW)
    session.commit()
    assert [head_of(session, name) for name in PROMISING] == [None, None, "dan"]
    states = [candidate_of(session, name).state for name in PROMISING]
    assert states == [CandidateState.DISMISSED, CandidateState.WAITING, CandidateState.WAITING]
    reinstate_document(session, papers[0].document_id, seen=version, **HOW)
    session.commit()
    assert [head_of(session, name) for name in PROMISING] == [None, "eerst", "eerst"]
    assert len(picture(session)) == len(before)


def test_a_withdrawn_repeat_leaves_the_promise_that_it_repeated(session: Session) -> None:
    papers = take_in(session, *PROMISING)
    withdraw_document(session, papers[1].document_id, seen=1, **HOW)
    session.commit()
    assert [head_of(session, name) for name in PROMISING] == [None, None, "eerst"]
    assert candidate_of(session, "eerst").state is CandidateState.WAITING


def test_a_newer_edition_repeats_what_was_accepted_in_the_older_one(session: Session) -> None:
    papers = take_in(session, "eerst", "dan")
    item = session.get_one(Item, candidate_of(session, "eerst").item_id)
    accept_candidate(session, item.number, seen=item.version, **BY)
    text = LETTERS["eerst"].replace("1 februari", "2 februari")
    newer = import_document(
        session, make_incoming(text, "herdruk"), calendar=Calendar(), actor=CLERK, at=LATER
    )
    old = session.get_one(Document, papers[0].document_id)
    replace_document(session, old.id, newer.document_id, seen=old.version, **HOW)
    session.commit()
    assert head_of(session, "dan") == "eerst"
    assert head_of(session, "herdruk") == "eerst"
    assert session.get_one(Document, newer.document_id).date == date(2024, 2, 2)
