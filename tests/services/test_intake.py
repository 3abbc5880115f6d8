"""Papers come in: once, in any order, with all that they bring."""

from datetime import date
from itertools import permutations
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.commitments import Verdict
from app.domain.history import Action
from app.domain.matching import ItemKind
from app.services.intake import Counts, Outcome, key_of, store_prepared
from app.services.suggestions import judge_suggestion
from app.store.documents import CitedPaper, Document, MotionMentionRow, Passage, Statement
from app.store.history import HistoryEntry
from app.store.items import Candidate, Item, Motion
from app.store.links import Suggestion
from tests.factories import AT, CLERK, LATER, Letter, make_meeting, make_promise, make_promising


def store(session: Session, *letters: Letter) -> list[Counts]:
    """Take letters in, each in its own commit."""
    counts = []
    for index, letter in enumerate(letters):
        result = store_prepared(session, letter.prepared(f"brief-{index}"), actor=CLERK, at=AT)
        session.commit()
        counts.append(result.counts)
    return counts


def picture(session: Session) -> dict[str, Any]:
    """Give all that the order of papers must not change."""
    numbers = {item.id: item.number for item in session.scalars(select(Item))}
    keys = {row.id: row.key for row in session.scalars(select(Document))}
    items = {
        (item.number, item.kind, item.words, item.stems) for item in session.scalars(select(Item))
    }
    suggestions = {
        (
            numbers[one.item_id],
            keys[one.from_document_id or 0],
            one.from_start,
            keys[one.document_id],
            one.start,
            one.end,
            one.relation,
            one.score,
            str(one.reasons),
        )
        for one in session.scalars(select(Suggestion))
    }
    papers = {
        (row.key, row.date, row.canonical, row.text) for row in session.scalars(select(Document))
    }
    return {"items": items, "suggestions": suggestions, "papers": papers}


def test_a_paper_brings_all_that_was_seen_in_it(session: Session) -> None:
    (counts,) = store(session, make_promising())
    assert counts == Counts(references=1, mentions=1, motions=1, candidates=1)
    assert session.scalar(select(func.count()).select_from(Passage)) == 3
    assert session.scalars(select(CitedPaper.canonical)).all() == ["kst-39201-17"]
    assert session.scalars(select(Motion.canonical)).all() == ["kst-39201-17"]
    assert session.scalars(select(MotionMentionRow.number)).all() == ["17"]
    candidate = session.scalars(select(Candidate)).one()
    assert candidate.subject == "de uitkomsten van de proef"
    actions = set(session.scalars(select(HistoryEntry.action)))
    assert actions == {Action.DOCUMENT_IMPORTED, Action.CANDIDATE_FOUND, Action.MOTION_FOUND}


def test_a_later_paper_is_suggested_for_the_promise_and_for_the_motion(session: Session) -> None:
    _, counts = store(session, make_promising(), make_meeting())
    assert counts.suggestions == 2
    found = {
        session.get_one(Item, one.item_id).kind: one for one in session.scalars(select(Suggestion))
    }
    assert set(found) == {ItemKind.CANDIDATE, ItemKind.MOTION}
    assert found[ItemKind.CANDIDATE].score > 0.5
    assert session.scalar(select(func.count()).select_from(Statement)) == 1


def test_the_same_paper_twice_changes_nothing(session: Session) -> None:
    store(session, make_promising(), make_meeting())
    before = picture(session)
    result = store_prepared(session, make_promising().prepared("kopie"), actor=CLERK, at=LATER)
    session.commit()
    assert (result.outcome, result.counts) == (Outcome.KNOWN, Counts())
    assert picture(session) == before


def test_line_ends_and_byte_order_mark_make_no_other_paper() -> None:
    assert key_of("\ufeffEen.\r\nTwee.\rDrie.\n") == key_of("Een.\nTwee.\nDrie.\n")
    assert key_of("Een.") != key_of("Een. ")


def test_any_order_gives_the_same_register(session: Session) -> None:
    letters = [
        make_promising(),
        make_meeting(),
        make_promising(day=None, functions=("Minister van Rivieren",)),
        Letter("De proef met baggerschepen in Oosterhaven loopt nog.", date(2024, 4, 1)),
    ]
    letters[2] = Letter(
        **{name: getattr(letters[2], name) for name in Letter.__dataclass_fields__}
        | {"text": letters[2].text + "\n\nTot zover."}
    )
    pictures = []
    for order in permutations(letters):
        nested = session.begin_nested()
        for letter in order:
            store_prepared(session, letter.prepared(), actor=CLERK, at=AT)
        session.flush()
        pictures.append(picture(session))
        nested.rollback()
        session.expire_all()
    assert all(one == pictures[0] for one in pictures)
    assert len(pictures[0]["suggestions"]) >= 4


def test_two_promises_that_begin_at_one_place_have_two_numbers(session: Session) -> None:
    letter = make_promising()
    one = letter.promises[0]
    double = Letter(
        letter.text,
        promises=(one, make_promise(letter, letter.text[one.span.start : one.span.end - 10])),
    )
    store(session, double)
    assert len(set(session.scalars(select(Item.number)))) == 2


def test_what_was_judged_is_not_proposed_again(session: Session) -> None:
    store(session, make_promising())
    (first,) = store(session, make_meeting())
    assert first.suggestions == 2
    one = session.scalars(
        select(Suggestion)
        .join(Item, Item.id == Suggestion.item_id)
        .where(Item.kind == ItemKind.CANDIDATE)
    ).one()
    judge_suggestion(session, one.id, Verdict.UNRELATED, seen=one.version, actor=CLERK, at=AT)
    session.commit()
    before = (one.score, one.verdict, one.version)
    store_prepared(session, make_meeting().prepared(), actor=CLERK, at=LATER)
    session.commit()
    assert (one.score, one.verdict, one.version) == before
    assert session.scalar(select(func.count()).select_from(Suggestion)) == 2
