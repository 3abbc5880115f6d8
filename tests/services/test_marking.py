"""Words that a clerk marks by hand: kept beside the reading, followed, and taken back."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotFound, Stale
from app.domain.history import Action
from app.domain.marking import BY_HAND
from app.domain.reading import FulfilmentStatus, Stance, TargetKind
from app.domain.text import Span
from app.services.marking import NamedMotion, SaidMet, mark_words, unmark_words
from app.services.overview import get_item_story, get_letter
from app.services.papers import reading_of
from app.services.withdrawing import reinstate_document, withdraw_document
from app.store.documents import Document, MotionMentionRow, Statement
from app.store.history import HistoryEntry
from app.store.links import Suggestion
from tests.factories import AT, make_meeting, make_promising
from tests.services.promised import BY, item_of, take_in

MOTION = NamedMotion("kst-39999-7", Stance.UNDER_WAY, ("Zeilmaker",), cosigned=True)
SAID = SaidMet(TargetKind.PROMISE, "de uitkomsten van de proef", FulfilmentStatus.MET)
EARLY, LATE = date(2024, 2, 1), date(2024, 6, 20)
NUMBER = "M-39999-7"


@pytest.fixture
def register(session: Session) -> Session:
    """Give a register with a promise, a motion, and a later letter that answers both."""
    take_in(session)
    return session


def paper(session: Session, day: date) -> Document:
    return session.scalars(select(Document).where(Document.date == day)).one()


def mark(session: Session, day: date, span: Span, what: NamedMotion | SaidMet) -> Document:
    document = paper(session, day)
    seen = document.version
    mark_words(session, document.id, span, what, sentence=span, seen=seen, **BY)
    session.commit()
    return document


def unmark(session: Session, document: Document, key: int) -> None:
    seen = document.version
    unmark_words(session, document.id, key, seen=seen, reason="Toch niet.", **BY)
    session.commit()


def test_words_name_a_motion_until_that_is_taken_back(register: Session) -> None:
    span = make_promising().find("De haven groeit snel.")
    document = mark(register, EARLY, span, MOTION)
    motion = get_item_story(register, NUMBER, today=AT.date()).motion
    assert motion is not None
    assert [one.quote.marked for one in motion.mentions] == ["De haven groeit snel."]
    assert motion.movers == ("Zeilmaker",)
    (shown,) = get_letter(register, document.id, today=AT.date()).by_hand
    assert shown.words == "De haven groeit snel."
    unmark(register, document, shown.id)
    assert get_letter(register, document.id, today=AT.date()).by_hand == ()
    motion = get_item_story(register, NUMBER, today=AT.date()).motion
    assert motion is not None
    assert motion.mentions == ()
    told = register.scalars(
        select(HistoryEntry.action).where(HistoryEntry.document_id == document.id)
    ).all()
    assert told[-2:] == [Action.DOCUMENT_MARKED, Action.DOCUMENT_UNMARKED]


def test_a_mark_takes_the_place_of_what_was_read_there(register: Session) -> None:
    rows = select(MotionMentionRow).join(Document).where(Document.date == LATE)
    read = register.scalars(rows).first()
    assert read is not None
    was, span = list(read.ids), Span(read.start, read.end)
    document = mark(register, LATE, span, MOTION)
    here = [one for one in register.scalars(rows).all() if one.start == span.start]
    assert [one.ids for one in here] == [["kst-39999-7"]]
    unmark(register, document, 1)
    here = [one for one in register.scalars(rows).all() if one.start == span.start]
    assert [one.ids for one in here] == [was]


def test_a_statement_by_hand_is_weighed_as_one_that_was_read(register: Session) -> None:
    span = make_meeting().find("De schepen varen weer.")
    document = mark(register, LATE, span, SAID)
    statements = select(Statement).where(Statement.document_id == document.id)
    (made,) = register.scalars(statements.where(Statement.cue == BY_HAND))
    assert (made.start, made.subject) == (span.start, SAID.subject)
    assert any(one.cue == BY_HAND for one in reading_of(document).statements)
    waiting = register.scalars(select(Suggestion).where(Suggestion.item_id == item_of(register).id))
    assert all(one.verdict is None for one in waiting)
    unmark(register, document, 1)
    assert not register.scalars(statements.where(Statement.cue == BY_HAND)).all()


def test_marks_stand_when_their_paper_leaves_and_comes_back(register: Session) -> None:
    span = make_promising().find("De haven groeit snel.")
    document = mark(register, EARLY, span, MOTION)
    seen = document.version
    withdraw_document(register, document.id, seen=seen, reason="Dubbel.", **BY)
    register.commit()
    reinstate_document(register, document.id, seen=seen + 1, reason="Toch niet.", **BY)
    register.commit()
    motion = get_item_story(register, NUMBER, today=AT.date()).motion
    assert motion is not None
    assert len(motion.mentions) == 1


def test_marks_need_words_of_the_paper_once_and_as_it_was_seen(register: Session) -> None:
    span = make_promising().find("De haven groeit snel.")
    document = mark(register, EARLY, span, MOTION)
    one = {"sentence": span, "seen": document.version}
    for at, error, other in (
        (span, Invalid, {}),
        (Span(90_000, 90_010), Invalid, {}),
        (Span(0, 10), Stale, {"seen": 1, "sentence": Span(0, 10)}),
    ):
        with pytest.raises(error):
            mark_words(register, document.id, at, MOTION, **(one | other), **BY)  # type: ignore[arg-type]  # fields by name
        register.rollback()
    with pytest.raises(NotFound):
        unmark(register, document, 9)
    register.rollback()
    with pytest.raises(Invalid):
        unmark_words(register, document.id, 1, seen=document.version, reason=" ", **BY)
    assert len(get_letter(register, document.id, today=AT.date()).by_hand) == 1


def test_the_number_of_a_mark_is_not_given_again(register: Session) -> None:
    span = make_promising().find("De haven groeit snel.")
    document = mark(register, EARLY, span, MOTION)
    unmark(register, document, 1)
    mark(register, EARLY, span, MOTION)
    (shown,) = get_letter(register, document.id, today=AT.date()).by_hand
    assert shown.id == 2
