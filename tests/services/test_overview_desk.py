"""The desk: what waits, letter by letter, the newest first, and what does not."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.domain.commitments import Status, Verdict
from app.services import overview
from app.services.candidates import accept_candidate, dismiss_candidate
from app.services.commitments import set_status
from app.services.intake import store_prepared
from app.services.overview.queues import Queue
from app.services.overview.rows.desk import Desk, DeskFilter
from app.services.suggestions import judge_suggestion
from tests.factories import (
    AT,
    CLERK,
    LATER,
    PROMISING,
    Letter,
    make_meeting,
    make_promise,
    make_term,
)
from tests.services.harbour import TODAY, letter_id, number_of
from tests.services.statements import counted

PROOF = "uitkomsten van de proef"


def desk(session: Session, wanted: DeskFilter | None = None) -> Desk:
    return overview.find_desk(session, wanted or DeskFilter(), today=TODAY)


def test_candidates_stand_by_letter_the_newest_first(register: Session) -> None:
    found = desk(register)
    assert [(group.letter.name, group.total) for group in found.candidates] == [
        ("brief-3", 1),
        ("brief-1", 1),
    ]
    card = found.candidates[1].cards[0]
    assert card.number == number_of(register, PROOF)
    assert card.version == 1
    assert card.source.marked == PROMISING
    assert card.promise.subject == "de uitkomsten van de proef"
    assert card.waiting == 1
    assert card.repeats == ()


def test_suggestions_stand_by_the_later_letter_best_first(register: Session) -> None:
    (group,) = desk(register).suggestions
    assert group.letter.name == "brief-2"
    scores = [card.score for card in group.cards]
    assert scores == sorted(scores, reverse=True)
    assert group.total == len(group.cards)


def test_counts_are_of_the_whole_register(register: Session) -> None:
    counts = desk(register).counts
    assert (counts.candidates, counts.unnumbered, counts.conflicts) == (2, 1, 0)
    assert (counts.due_soon, counts.overdue, counts.serious) == (0, 1, 1)
    narrowed = desk(register, DeskFilter(document=letter_id(register, "brief-1")))
    assert narrowed.counts == counts
    assert [group.letter.name for group in narrowed.candidates] == ["brief-1"]
    assert narrowed.suggestions == narrowed.unnumbered == ()  # type: ignore[comparison-overlap]  # both are empty


def test_motions_without_a_number_are_on_the_desk(register: Session) -> None:
    (mention,) = desk(register).unnumbered
    assert mention.movers == ("Kaper",)
    assert mention.quote.marked == "De motie van het lid Kaper c.s."


def test_what_is_decided_leaves_the_desk(register: Session) -> None:
    number = number_of(register, PROOF)
    before = desk(register)
    card = next(c for g in before.suggestions for c in g.cards if c.number == number)
    judge_suggestion(register, card.id, Verdict.PROGRESS, seen=1, actor=CLERK, at=LATER)
    after = desk(register)
    assert after.counts.suggestions == before.counts.suggestions - 1
    assert after.counts.candidates == before.counts.candidates - 1  # accepted by the verdict


def test_suggestions_of_dismissed_and_settled_items_stay_out(register: Session) -> None:
    number = number_of(register, PROOF)
    total = desk(register).counts.suggestions
    accept_candidate(register, number, seen=1, actor=CLERK, at=LATER)
    assert desk(register).counts.suggestions == total
    set_status(register, number, Status.SETTLED, seen=2, reason="klaar", actor=CLERK, at=LATER)
    assert desk(register).counts.suggestions == total - 1


def test_a_dismissed_candidate_takes_its_suggestions_along(register: Session) -> None:
    total = desk(register).counts.suggestions
    number = number_of(register, PROOF)
    dismiss_candidate(register, number, seen=1, reason="nee", actor=CLERK, at=LATER)
    assert desk(register).counts.suggestions == total - 1


def test_pages_run_on_over_letters(register: Session) -> None:
    for n in range(3):
        text = f"Geachte voorzitter,\n\nIk zal de sleper {n} noemen. En ik zal de pont {n} noemen."
        letter = Letter(text, date(2026, 6, n + 1))
        promises = [
            make_promise(letter, f"Ik zal de sleper {n} noemen."),
            make_promise(letter, f"En ik zal de pont {n} noemen."),
        ]
        letter = replace(letter, promises=tuple(promises))
        store_prepared(register, letter.prepared(f"extra-{n}"), actor=CLERK, at=LATER)
    seen = []
    for page in (1, 2, 3):
        shown = desk(register, DeskFilter(candidates_page=page, size=3))
        assert shown.candidates_paging.total == 8
        seen += [(g.letter.name, c.number) for g in shown.candidates for c in g.cards]
        assert all(g.total == 2 for g in shown.candidates if g.letter.name.startswith("extra"))
    whole = [(g.letter.name, c.number) for g in desk(register).candidates for c in g.cards]
    assert seen == whole
    assert [name for name, _ in whole[:6]] == [f"extra-{n}" for n in (2, 2, 1, 1, 0, 0)]
    beyond = desk(register, DeskFilter(candidates_page=9, size=3))
    assert beyond.candidates_paging.page == 3


def test_a_card_names_the_items_that_it_may_repeat(register: Session) -> None:
    sentence = PROMISING.replace("voor de zomer", "in het najaar")
    again = Letter(f"Geachte voorzitter,\n\n{sentence}", date(2024, 8, 1))
    promise = make_promise(again, sentence, subject="de herhaling")
    promise = replace(promise, term=make_term(date(2024, 12, 20)))  # else it is the same promise
    again = replace(again, promises=(promise,))
    store_prepared(register, again.prepared("herhaald"), actor=CLERK, at=LATER)
    repeated = number_of(register, "herhaling")
    cards = {card.number: card for group in desk(register).candidates for card in group.cards}
    assert cards[repeated].repeats == (number_of(register, PROOF),)


def test_the_desk_takes_a_bounded_number_of_statements(register: Session) -> None:
    with counted(register) as few:
        desk(register)
    meeting = make_meeting(date(2024, 9, 9))
    other = replace(meeting, text=meeting.text + " Einde.")
    store_prepared(register, other.prepared("nog een"), actor=CLERK, at=AT)
    with counted(register) as more:
        desk(register)
    assert len(more) == len(few) <= 22


COUNTS = st.lists(st.integers(1, 7), max_size=9)


@given(COUNTS, st.integers(1, 6))
def test_pages_of_a_queue_hold_every_row_once(counts: list[int], size: int) -> None:
    queue = Queue(dict(enumerate(counts)), sum(counts))
    rows = [(letter, n) for letter, count in enumerate(counts) for n in range(count)]
    seen = []
    pages = queue.cut(1, size).paging.pages
    for page in range(1, pages + 1):
        part = queue.cut(page, size)
        within = [row for row in rows if row[0] in part.letters]
        seen += within[part.skip : part.skip + size]
    assert seen == rows
