"""A paper leaves the register and comes back; a newer edition takes an older one's place."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.commitments import CandidateState, Verdict
from app.domain.errors import AlreadyThere, Invalid, RestsOnIt, Stale, WrongState
from app.domain.history import Action
from app.domain.matching import ItemKind
from app.domain.reading import Term, TermKind
from app.domain.text import Span
from app.services.candidates import accept_candidate, reopen_candidate
from app.services.commitments import Ground, enter_commitment, move_deadline
from app.services.documents import Corrections, correct_document
from app.services.intake import Outcome, store_prepared
from app.services.manual_links import link_passage, withdraw_link
from app.services.overview import find_desk, find_letters, find_register_items, get_letter
from app.services.overview.rows.desk import DeskFilter
from app.services.overview.rows.letters import LetterFilter
from app.services.overview.rows.register import RegisterFilter
from app.services.overview.stories import get_item_story
from app.services.restemming import restem
from app.services.suggestions import judge_suggestion, reopen_suggestion
from app.services.withdrawing import (
    Resting,
    find_resting,
    reinstate_document,
    replace_document,
    withdraw_document,
)
from app.store.documents import CitedPaper, Document, MotionMentionRow, Passage, Statement
from app.store.history import HistoryEntry
from app.store.items import Candidate, Item
from app.store.links import Fulfilment, Suggestion
from tests.factories import AT, LATER, make_meeting, make_promising
from tests.services.promised import BY, FIELDS, item_of, suggestion_of, take_in

TODAY = AT.date()
HOW: dict[str, Any] = {"reason": "Per ongeluk ingelezen", "actor": "B. Griffioen", "at": LATER}


@pytest.fixture
def register(session: Session) -> Session:
    """Give a register with a promise, a motion, and a later letter that answers both."""
    take_in(session)
    return session


def papers(session: Session) -> tuple[Document, Document]:
    """Give the paper that promises, and the one that answers."""
    first, second = session.scalars(select(Document).order_by(Document.date)).all()
    return first, second


def count(session: Session, kind: Any, where: Any = True) -> int:
    return session.scalars(select(func.count()).select_from(kind).where(where)).one()


def picture(session: Session) -> tuple[object, ...]:
    """Give all that the machine put down and lists show."""
    words = session.scalars(select(Passage.stems).order_by(Passage.id)).all()
    mentions = session.scalars(select(MotionMentionRow.words).order_by(MotionMentionRow.words))
    linked = select(Suggestion.item_id, Suggestion.document_id, Suggestion.start, Suggestion.score)
    found = find_register_items(session, RegisterFilter(size=100), today=TODAY).rows
    shown = {row.number: (row.standing, row.mentions, row.waiting) for row in found}
    letters = {row.letter.id for row in find_letters(session, LetterFilter()).rows}
    desk = find_desk(session, DeskFilter(), today=TODAY).counts
    suggested = sorted(map(tuple, session.execute(linked)))
    cited, said = count(session, CitedPaper), count(session, Statement)
    states = session.scalars(select(Candidate.state).order_by(Candidate.item_id)).all()
    return words, sorted(mentions), suggested, shown, letters, desk, cited, said, states


@pytest.mark.parametrize("which", [0, 1])
def test_a_withdrawn_paper_is_nowhere_and_put_back_all_is_as_before(
    register: Session, which: int
) -> None:
    before = picture(register)
    document = papers(register)[which]
    version = withdraw_document(register, document.id, seen=1, **HOW)
    register.commit()
    assert document.id not in {one.letter.id for one in find_letters(register, LetterFilter()).rows}
    assert count(register, MotionMentionRow, MotionMentionRow.document_id == document.id) == 0
    assert count(register, Suggestion) == 0
    assert find_desk(register, DeskFilter(), today=TODAY).suggestions == ()
    words = LetterFilter(q="haven")
    assert document.id not in {one.letter.id for one in find_letters(register, words).rows}
    waiting = [one.letter.id for one in find_desk(register, DeskFilter(), today=TODAY).candidates]
    assert document.id not in waiting
    page = get_letter(register, document.id, today=TODAY)
    assert page.withdrawn_at == LATER
    assert page.history[0].action is Action.DOCUMENT_WITHDRAWN
    restem(register)
    assert not any(
        register.scalars(select(Passage.stems).where(Passage.document_id == document.id))
    )
    reinstate_document(register, document.id, seen=version, **HOW)
    register.commit()
    assert picture(register) == before
    assert get_letter(register, document.id, today=TODAY).withdrawn_at is None


def test_motions_that_only_a_withdrawn_paper_names_leave_the_lists(register: Session) -> None:
    motions = RegisterFilter(kinds=(ItemKind.MOTION,))
    assert find_register_items(register, motions, today=TODAY).paging.total > 0
    for document in papers(register):
        withdraw_document(register, document.id, seen=1, **HOW)
    register.commit()
    assert find_register_items(register, motions, today=TODAY).paging.total == 0
    motion = item_of(register, ItemKind.MOTION)
    assert get_item_story(register, motion.number, today=TODAY).motion is not None


def test_what_rests_on_a_paper_is_told_and_keeps_it(register: Session) -> None:
    first, second = papers(register)
    assert find_resting(register, first.id) == Resting()
    item = item_of(register)
    accept_candidate(register, item.number, seen=1, **BY)
    assert find_resting(register, first.id) == Resting(made=(item.number,))
    suggestion = suggestion_of(register, item)
    judge_suggestion(
        register, suggestion.id, Verdict.FULFILS, seen=suggestion.version, item_seen=2, **BY
    )
    assert find_resting(register, second.id) == Resting(linked=(item.number,))
    for document in (first, second):
        with pytest.raises(RestsOnIt):
            withdraw_document(register, document.id, seen=document.version, **HOW)


def test_a_moved_term_rests_on_its_letter(register: Session) -> None:
    item, second = item_of(register), papers(register)[1]
    version = accept_candidate(register, item.number, seen=1, **BY)
    term = Term(TermKind.DATE, None, None, TODAY)
    ground = Ground(second.id, Span(0, 5))
    move_deadline(register, item.number, term, seen=version, reason="Uitstel", ground=ground, **BY)
    assert find_resting(register, second.id) == Resting(moved=(item.number,))


def test_who_saw_another_version_or_gives_no_reason_changes_nothing(register: Session) -> None:
    document = papers(register)[0]
    with pytest.raises(Invalid):
        withdraw_document(register, document.id, seen=1, **HOW | {"reason": " "})
    with pytest.raises(WrongState):
        reinstate_document(register, document.id, seen=1, **HOW)


def test_a_stale_withdrawal_is_refused(register: Session) -> None:
    with pytest.raises(Stale):
        withdraw_document(register, papers(register)[0].id, seen=9, **HOW)


def test_nothing_is_done_with_a_withdrawn_paper(register: Session) -> None:
    document = papers(register)[0]
    version = withdraw_document(register, document.id, seen=1, **HOW)
    span = Span(0, 10)
    item = item_of(register)
    with pytest.raises(WrongState):
        withdraw_document(register, document.id, seen=version, **HOW)
    with pytest.raises(WrongState):
        enter_commitment(register, document_id=document.id, span=span, fields=FIELDS, **BY)
    with pytest.raises(WrongState):
        link_passage(
            register,
            item.number,
            document_id=document.id,
            span=span,
            verdict=Verdict.PROGRESS,
            **BY,
        )
    with pytest.raises(WrongState):
        reopen_candidate(register, item.number, seen=item.version, **BY)
    register.rollback()


def test_a_withdrawn_paper_is_not_corrected(register: Session, calendar: Calendar) -> None:
    document = papers(register)[0]
    version = withdraw_document(register, document.id, seen=1, **HOW)
    nothing = Corrections(document.date, None, None, ())
    with pytest.raises(WrongState):
        correct_document(register, document.id, nothing, seen=version, calendar=calendar, **BY)


def test_coming_in_again_it_stays_withdrawn(register: Session) -> None:
    document = papers(register)[0]
    withdraw_document(register, document.id, seen=1, **HOW)
    again = store_prepared(register, make_promising().prepared("weer"), actor="", at=LATER)
    assert again.outcome is Outcome.WITHDRAWN
    assert count(register, Suggestion) == 0


def test_candidates_dismissed_for_themselves_stay_dismissed(register: Session) -> None:
    from_hand = item_of(register)
    document = papers(register)[0]
    version = withdraw_document(register, document.id, seen=1, **HOW)
    told = register.scalars(
        select(HistoryEntry).where(HistoryEntry.action == Action.CANDIDATE_DISMISSED)
    ).one()
    assert (told.item_id, told.reason) == (from_hand.id, HOW["reason"])
    reinstate_document(register, document.id, seen=version, **HOW)
    assert register.get_one(Candidate, from_hand.id).state is CandidateState.WAITING


def test_a_newer_edition_takes_the_place_and_decisions_keep_the_old_words(
    register: Session,
) -> None:
    first, second = papers(register)
    item = item_of(register)
    version = accept_candidate(register, item.number, seen=1, **BY)
    letter = make_meeting()
    linked = link_passage(
        register,
        item.number,
        document_id=second.id,
        span=Span(0, 20),
        verdict=Verdict.FULFILS_PARTLY,
        **BY,
    )
    assert linked is not None
    newer = store_prepared(
        register,
        replace(letter, text=f"{letter.text}\n\nHerdruk.").prepared("herdruk"),
        actor="",
        at=AT,
    ).document_id
    with pytest.raises(Invalid):
        replace_document(register, second.id, second.id, seen=second.version, **HOW)
    replace_document(register, second.id, newer, seen=second.version, **HOW)
    register.commit()
    shown = {one.letter.id for one in find_letters(register, LetterFilter()).rows}
    assert shown == {first.id, newer}
    old, new = (get_letter(register, one, today=TODAY) for one in (second.id, newer))
    assert old.replaced_by is not None
    assert old.replaced_by.id == newer
    assert [one.id for one in new.replaces] == [second.id]
    story = get_item_story(register, item.number, today=TODAY)
    assert [one.quote.marked for one in story.fulfilments] == [letter.text[:20].strip()]
    assert {one.later.letter.id for one in story.suggestions} <= {newer}
    assert find_resting(register, newer).editions == (second.id,)
    with pytest.raises(RestsOnIt):
        withdraw_document(register, newer, seen=1, **HOW)
    assert version == 2


def test_a_verdict_on_an_old_edition_can_be_withdrawn_and_then_waits_nowhere(
    register: Session,
) -> None:
    first, second = papers(register)
    item = item_of(register)
    accept_candidate(register, item.number, seen=1, **BY)
    suggestion = suggestion_of(register, item)
    judge_suggestion(
        register, suggestion.id, Verdict.FULFILS, seen=suggestion.version, item_seen=2, **BY
    )
    newer = replace(make_meeting(), text=f"{make_meeting().text}\n\nHerdruk.").prepared("herdruk")
    new = store_prepared(register, newer, actor="", at=AT).document_id
    replace_document(register, second.id, new, seen=second.version, **HOW)
    reopen_suggestion(register, suggestion.id, seen=suggestion.version, **BY)
    link = register.scalars(select(Fulfilment)).one()
    assert link.withdrawn_at is not None
    story = get_item_story(register, item.number, today=TODAY)
    assert second.id not in {one.later.letter.id for one in story.suggestions}
    assert first.withdrawn_at is None


def test_a_number_that_another_paper_has_now_is_not_taken_back(session: Session) -> None:
    letter = make_promising(dossier="39999", number="7")
    one = store_prepared(session, letter.prepared("een"), actor="", at=AT).document_id
    version = withdraw_document(session, one, seen=1, **HOW)
    other = replace(letter, text=f"{letter.text}\n\nHerdruk.")
    store_prepared(session, other.prepared("twee"), actor="", at=AT)
    with pytest.raises(AlreadyThere, match="twee"):
        reinstate_document(session, one, seen=version, **HOW)


def test_a_link_taken_back_lets_the_paper_go(register: Session) -> None:
    item, second = item_of(register), papers(register)[1]
    accept_candidate(register, item.number, seen=1, **BY)
    link_passage(
        register,
        item.number,
        document_id=second.id,
        span=Span(0, 20),
        verdict=Verdict.PROGRESS,
        **BY,
    )
    link = register.scalars(select(Fulfilment)).one()
    withdraw_link(register, link.id, seen=link.version, reason="Fout", **BY)
    assert withdraw_document(register, second.id, seen=second.version, **HOW) > 1
    assert register.scalars(select(Item.id).where(Item.number == item.number)).one() == item.id
