"""A paper put right: its date, its numbers, its senders; and any decision taken back by its line."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.commitments import CandidateState, Status, Verdict
from app.domain.errors import AlreadyThere, Invalid, NotFound, RestsOnIt, Stale, WrongState
from app.domain.history import Action
from app.domain.reading import PromiseKind
from app.domain.text import Span
from app.services.candidates import accept_candidate, dismiss_candidate
from app.services.commitments import (
    amend_commitment,
    enter_commitment,
    move_deadline,
    set_status,
)
from app.services.deciding import tell
from app.services.documents import correct_document
from app.services.fields import CommitmentChanges, CommitmentFields
from app.services.links import register_links
from app.services.manual_links import link_passage
from app.services.motions import settle_motion
from app.services.standing import find_standing
from app.services.suggesting import of_paper
from app.services.suggestions import judge_suggestion, reopen_suggestion
from app.services.undoing import can_undo, undo
from app.store.documents import CitedPaper, Document
from app.store.history import HistoryEntry
from app.store.items import Commitment, Item
from app.store.links import Suggestion
from tests.factories import AT, CLERK, LATER, make_term
from tests.importing import import_document
from tests.services.corrected import as_it_is, candidate_of, last_entry
from tests.services.letters import ALL, make_incoming
from tests.services.pictures import picture

BY: dict[str, Any] = {"actor": CLERK, "at": AT}
AFTER: dict[str, Any] = {"actor": CLERK, "at": LATER, "reason": "Vergissing."}


@pytest.fixture
def papers(session: Session, calendar: Calendar) -> dict[str, Document]:
    """Give a register with all letters, by their names."""
    for name, text in ALL.items():
        import_document(session, make_incoming(text, name), calendar=calendar, **BY)
    session.commit()
    return {row.name: row for row in session.scalars(select(Document))}


def test_a_date_moves_the_terms_that_hang_on_it(
    session: Session, papers: dict[str, Document], calendar: Calendar
) -> None:
    row = papers["zonder-datum"]
    item, candidate = candidate_of(session, row)
    assert candidate.term_latest is None
    dated = as_it_is(row, date=date(2024, 3, 4))
    assert correct_document(session, row.id, dated, seen=1, calendar=calendar, **BY) == 2
    session.commit()
    assert candidate.term_latest == date(2024, 7, 4)
    assert item.version == 2
    told = session.scalars(select(HistoryEntry.action).where(HistoryEntry.item_id == item.id)).all()
    assert told[-1] is Action.DEADLINE_MOVED
    with pytest.raises(Stale):
        correct_document(session, row.id, dated, seen=1, calendar=calendar, **BY)


def test_what_was_judged_keeps_its_term(
    session: Session, papers: dict[str, Document], calendar: Calendar
) -> None:
    row = papers["zonder-datum"]
    item, candidate = candidate_of(session, row)
    accept_candidate(session, item.number, seen=1, **BY)
    dated = as_it_is(row, date=date(2024, 3, 4))
    correct_document(session, row.id, dated, seen=1, calendar=calendar, **BY)
    session.commit()
    assert candidate.term_latest is None
    assert session.get_one(Commitment, item.id).deadline is None


def test_a_date_parts_what_cannot_belong_together(
    session: Session, papers: dict[str, Document], calendar: Calendar
) -> None:
    item, _ = candidate_of(session, papers["zonder-datum"])
    mine = select(Suggestion).where(Suggestion.item_id == item.id)
    assert len(session.scalars(mine).all()) == 1
    row = papers["zonder-datum"]
    later = as_it_is(row, date=date(2025, 1, 6))
    correct_document(session, row.id, later, seen=1, calendar=calendar, **BY)
    session.commit()
    assert session.scalars(mine).all() == []
    undo(session, last_entry(session).id, seen=2, calendar=calendar, **AFTER)
    session.commit()
    assert len(session.scalars(mine).all()) == 1


def test_a_suggestion_made_anew_never_gets_the_number_of_one_taken_away(
    session: Session, papers: dict[str, Document], calendar: Calendar
) -> None:
    row = papers["zonder-datum"]
    before = set(session.scalars(select(Suggestion.id)))
    for number, seen in (("78", 1), ("79", 2)):
        numbered = as_it_is(row, dossier="39201", number=number)
        correct_document(session, row.id, numbered, seen=seen, calendar=calendar, **BY)
        session.commit()
        again = set(session.scalars(select(Suggestion.id).where(of_paper(row.id))))
        assert again
        assert not again & before
        before |= again


def test_what_an_older_reader_saw_stays_but_for_its_terms(
    session: Session, papers: dict[str, Document], calendar: Calendar
) -> None:
    row = papers["zonder-datum"]
    row.reader, row.reading = "ouder", row.reading | {"reader": "ouder"}
    tell(session, Action.DOCUMENT_CORRECTED, document=row.id, **BY)
    session.commit()
    before = row.reading
    dated = as_it_is(row, date=date(2024, 3, 4))
    correct_document(session, row.id, dated, seen=1, calendar=calendar, **BY)
    session.commit()
    assert row.reading == before
    assert candidate_of(session, row)[1].term_latest == date(2024, 7, 4)


def test_a_verdict_survives_a_correction(
    session: Session, papers: dict[str, Document], calendar: Calendar
) -> None:
    row = papers["zonder-datum"]
    item, _ = candidate_of(session, row)
    one = session.scalars(select(Suggestion).where(Suggestion.item_id == item.id)).one()
    judge_suggestion(session, one.id, Verdict.UNRELATED, seen=1, **BY)
    correct_document(
        session, row.id, as_it_is(row, date=date(2024, 3, 4)), seen=1, calendar=calendar, **BY
    )
    session.commit()
    again = session.scalars(select(Suggestion).where(Suggestion.item_id == item.id)).one()
    assert (again.id, again.verdict) == (one.id, Verdict.UNRELATED)


def test_citations_lead_to_a_paper_by_the_number_that_it_gets(
    session: Session, papers: dict[str, Document], calendar: Calendar
) -> None:
    row, other = papers["belofte"], papers["antwoord"]
    numbered = as_it_is(row, dossier="39201", number="21")
    correct_document(session, row.id, numbered, seen=1, calendar=calendar, **BY)
    session.commit()
    assert row.canonical == "kst-39201-21"
    citing = session.scalars(
        select(CitedPaper.document_id).where(CitedPaper.canonical == row.canonical)
    ).all()
    assert citing == [papers["verwijzend"].id]
    taken = as_it_is(other, dossier="39201", number="21")
    with pytest.raises(AlreadyThere, match="belofte"):
        correct_document(session, other.id, taken, seen=1, calendar=calendar, **BY)
    session.rollback()
    wrong = as_it_is(other, dossier="haven", number="21")
    with pytest.raises(Invalid):
        correct_document(session, other.id, wrong, seen=1, calendar=calendar, **BY)
    session.rollback()
    with pytest.raises(NotFound):
        correct_document(session, 9_999_999, taken, seen=1, calendar=calendar, **BY)


def test_a_correction_taken_back_leaves_the_register_as_it_was(
    session: Session, papers: dict[str, Document], calendar: Calendar
) -> None:
    before = picture(session)
    row = papers["zonder-datum"]
    changed = as_it_is(
        row,
        date=date(2024, 3, 4),
        dossier="39201-XII",
        number="9",
        from_functions=("Staatssecretaris van Havenzaken",),
    )
    correct_document(session, row.id, changed, seen=1, calendar=calendar, **BY)
    session.commit()
    assert picture(session) != before
    undo(session, last_entry(session).id, seen=2, calendar=calendar, **AFTER)
    session.commit()
    assert picture(session) == before


def test_each_decision_is_taken_back_by_its_line(
    session: Session, papers: dict[str, Document], calendar: Calendar
) -> None:
    item, candidate = candidate_of(session, papers["belofte"])
    one = session.scalars(select(Suggestion).where(Suggestion.item_id == item.id)).first()
    assert one is not None

    def take_back() -> None:
        entry = last_entry(session)
        undo(session, entry.id, seen=item.version, calendar=calendar, **AFTER)
        session.commit()

    accept_candidate(session, item.number, seen=item.version, **BY)
    accepted = last_entry(session).id
    row = session.get_one(Commitment, item.id)
    amend_commitment(
        session, item.number, CommitmentChanges(actor="kabinet"), seen=item.version, **BY
    )
    take_back()
    assert row.actor == "Minister van Havenzaken"
    term = make_term(date(2024, 12, 31))
    move_deadline(session, item.number, term, seen=item.version, reason="Uitstel.", **BY)
    take_back()
    assert row.deadline == date(2024, 6, 30)
    set_status(session, item.number, Status.LAPSED, seen=item.version, reason="Weg.", **BY)
    take_back()
    status: Status = row.status
    assert status is Status.OPEN
    judge_suggestion(session, one.id, Verdict.FULFILS, seen=one.version, **BY)
    session.commit()
    with pytest.raises(RestsOnIt):
        undo(session, accepted, seen=item.version, calendar=calendar, **AFTER)
    session.rollback()
    take_back()
    assert (row.status, one.verdict) == (Status.OPEN, None)
    link_passage(
        session,
        item.number,
        document_id=papers["verwijzend"].id,
        span=Span(150, 190),
        verdict=Verdict.PROGRESS,
        **BY,
    )
    take_back()
    assert find_standing(session, item.id) == ()
    undo(session, accepted, seen=item.version, calendar=calendar, **AFTER)
    session.commit()
    assert candidate.state is CandidateState.WAITING


def test_a_line_is_undone_once_and_never_under_a_later_decision(
    session: Session, papers: dict[str, Document], calendar: Calendar
) -> None:
    item, _ = candidate_of(session, papers["belofte"])
    accept_candidate(session, item.number, seen=1, **BY)
    row = session.get_one(Commitment, item.id)
    lines = []
    for actor in ("kabinet", "regering"):
        changes = CommitmentChanges(actor=actor)
        amend_commitment(session, item.number, changes, seen=item.version, **BY)
        lines.append(last_entry(session).id)
    session.commit()

    def take_back(line: int) -> None:
        undo(session, line, seen=item.version, calendar=calendar, **AFTER)
        session.commit()

    with pytest.raises(RestsOnIt):
        take_back(lines[0])
    session.rollback()
    take_back(lines[1])
    again = last_entry(session).id
    with pytest.raises(WrongState):
        take_back(lines[1])
    session.rollback()
    assert row.actor == "kabinet"
    take_back(again)
    assert row.actor == "regering"
    take_back(lines[1])
    take_back(lines[0])
    assert row.actor == "Minister van Havenzaken"


def test_a_status_is_not_put_back_under_a_verdict(
    session: Session, papers: dict[str, Document], calendar: Calendar
) -> None:
    item, _ = candidate_of(session, papers["belofte"])
    one = session.scalars(select(Suggestion).where(Suggestion.item_id == item.id)).first()
    assert one is not None
    accept_candidate(session, item.number, seen=1, **BY)
    judge_suggestion(session, one.id, Verdict.FULFILS, seen=1, **BY)
    set_status(session, item.number, Status.LAPSED, seen=item.version, reason="Weg.", **BY)
    line = last_entry(session).id
    reopen_suggestion(session, one.id, seen=2, **BY)
    judge_suggestion(session, one.id, Verdict.FULFILS_PARTLY, seen=3, **BY)
    session.commit()
    with pytest.raises(RestsOnIt):
        undo(session, line, seen=item.version, calendar=calendar, **AFTER)
    session.rollback()
    reopen_suggestion(session, one.id, seen=4, **BY)
    undo(session, line, seen=item.version, calendar=calendar, **AFTER)
    session.commit()
    row = session.get_one(Commitment, item.id)
    assert (row.status, row.status_by_hand) == (Status.OPEN, False)


def test_a_correction_is_undone_once_and_the_latest_first(
    session: Session, papers: dict[str, Document], calendar: Calendar
) -> None:
    row = papers["zonder-datum"]
    lines = []
    for number in ("78", "79"):
        numbered = as_it_is(row, dossier="39201", number=number)
        correct_document(session, row.id, numbered, seen=row.version, calendar=calendar, **BY)
        lines.append(last_entry(session).id)
    session.commit()
    with pytest.raises(RestsOnIt):
        undo(session, lines[0], seen=row.version, calendar=calendar, **AFTER)
    session.rollback()
    undo(session, lines[1], seen=row.version, calendar=calendar, **AFTER)
    session.commit()
    with pytest.raises(WrongState):
        undo(session, lines[1], seen=row.version, calendar=calendar, **AFTER)
    session.rollback()
    undo(session, lines[0], seen=row.version, calendar=calendar, **AFTER)
    session.commit()
    assert row.number is None


def test_a_dismissal_is_taken_back_by_its_line(
    session: Session, papers: dict[str, Document], calendar: Calendar
) -> None:
    item, candidate = candidate_of(session, papers["belofte"])
    dismiss_candidate(session, item.number, seen=1, reason="Dubbel.", **BY)
    undo(session, last_entry(session).id, seen=2, calendar=calendar, **AFTER)
    session.commit()
    assert candidate.state is CandidateState.WAITING


def test_what_was_made_by_hand_and_a_motion_are_taken_back_too(
    session: Session, papers: dict[str, Document], calendar: Calendar
) -> None:
    row = papers["verwijzend"]
    fields = CommitmentFields("Minister van Havenzaken", "de vaargeul", PromiseKind.ACT)
    start = row.text.index("In mijn brief")
    number = enter_commitment(
        session, document_id=row.id, span=Span(start, start + 30), fields=fields, **BY
    )
    entered = last_entry(session)
    undo(session, entered.id, seen=1, calendar=calendar, **AFTER)
    item = session.scalars(select(Item).where(Item.number == number)).one()
    assert session.get_one(Commitment, item.id).withdrawn_at == LATER
    undo(session, last_entry(session).id, seen=2, calendar=calendar, **AFTER)
    assert session.get_one(Commitment, item.id).withdrawn_at is None
    settle_motion(session, "M-39201-17", seen=1, reason="Klaar.", **BY)
    undo(session, last_entry(session).id, seen=2, calendar=calendar, **AFTER)
    undo(session, last_entry(session).id, seen=3, calendar=calendar, **AFTER)
    session.commit()
    assert last_entry(session).action is Action.MOTION_SETTLED


def test_only_decisions_are_taken_back(
    session: Session, papers: dict[str, Document], calendar: Calendar
) -> None:
    found = session.scalars(
        select(HistoryEntry).where(HistoryEntry.action == Action.CANDIDATE_FOUND)
    ).first()
    assert found is not None
    assert not can_undo(found.action)
    assert can_undo(Action.DOCUMENT_CORRECTED)
    with pytest.raises(WrongState):
        undo(session, found.id, seen=1, calendar=calendar, **AFTER)
    with pytest.raises(NotFound):
        undo(session, 9_999_999, seen=1, calendar=calendar, **AFTER)
    with pytest.raises(Invalid):
        undo(session, found.id, seen=1, calendar=calendar, actor=CLERK, at=AT, reason="")
    assert papers


def test_links_name_words_of_the_source_and_leave_out_what_was_rejected(
    session: Session, papers: dict[str, Document]
) -> None:
    links = register_links(session)
    item, _ = candidate_of(session, papers["belofte"])
    mine = [one for one in links if one["item"] == item.number]
    (first, *_) = mine
    (start, end) = first["to"]["spans"][0]
    assert first["to"]["document"] == "antwoord"
    assert ALL["antwoord"][start:end].startswith("Hiermee voldoe ik")
    assert {one["from"]["document"] for one in mine} == {"belofte"}
    scores = [one["score"] for one in mine]
    assert scores == sorted(scores, reverse=True)
    dismiss_candidate(session, item.number, seen=1, reason="Nee.", **BY)
    assert item.number not in {one["item"] for one in register_links(session)}
    one = session.scalars(select(Suggestion).where(Suggestion.item_id != item.id)).first()
    assert one is not None
    before = len(register_links(session))
    judge_suggestion(session, one.id, Verdict.UNRELATED, seen=1, **BY)
    assert len(register_links(session)) == before - 1
