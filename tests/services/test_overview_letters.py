"""The list of letters, the search through them, and one letter with its marks."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.commitments import Verdict
from app.domain.history import Action
from app.domain.offices import Certainty
from app.domain.papers import PaperKind
from app.domain.reading import Stance
from app.domain.text import Span
from app.services import overview
from app.services.candidates import dismiss_candidate
from app.services.commitments import enter_commitment
from app.services.overview import many_letters
from app.services.overview.rows.common import Standing
from app.services.overview.rows.letters import (
    Held,
    LetterFilter,
    LetterPage,
    LetterSort,
    Mark,
    MarkKind,
)
from app.services.search import Problem
from app.services.suggestions import judge_suggestion
from app.services.withdrawing import reinstate_document, withdraw_document
from app.store.documents import Document
from app.store.items import Ministry
from app.store.offices import OfficeRow
from tests.factories import AT, CLERK, MEETING, PROMISING
from tests.services.harbour import TODAY, letter_id, number_of
from tests.services.promised import FIELDS
from tests.services.statements import counted


def letter(session: Session, name: str) -> LetterPage:
    return overview.get_letter(session, letter_id(session, name), today=TODAY)


def marks_of(page: LetterPage, kind: MarkKind) -> list[Mark]:
    return [mark for group in page.found if group.kind is kind for mark in group.marks]


def names(session: Session, wanted: LetterFilter) -> list[str]:
    return [row.letter.name for row in overview.find_letters(session, wanted).rows]


def test_letters_come_newest_first_and_undated_where_their_text_puts_them(
    register: Session,
) -> None:
    assert names(register, LetterFilter()) == ["brief-3", "brief-4", "brief-2", "brief-1"]
    newest = LetterFilter(sort=LetterSort.NEWEST)
    assert names(register, newest) == ["brief-4", "brief-3", "brief-2", "brief-1"]


def test_an_undated_letter_shows_its_bounds(register: Session) -> None:
    row = overview.find_letters(register, LetterFilter()).rows[1]
    assert row.letter.timing.day is None
    assert row.letter.timing.not_before == date(2024, 9, 9)
    assert row.letter.paper.not_before == date(2024, 9, 9)


def test_a_row_counts_what_the_letter_holds(register: Session) -> None:
    rows = {row.letter.name: row for row in overview.find_letters(register, LetterFilter()).rows}
    many = rows["brief-3"]
    assert (many.candidates, many.commitments, many.motions, many.suggestions) == (1, 3, 0, 0)
    assert many.from_functions == ("Minister van Havenzaken",)
    assert (rows["brief-1"].candidates, rows["brief-1"].motions) == (1, 1)
    assert rows["brief-2"].suggestions == 1


def test_words_are_found_in_passages_and_shown_marked(register: Session) -> None:
    found = overview.find_letters(register, LetterFilter(q="sluizen ventilatie"))
    assert {row.letter.name for row in found.rows} == {"brief-1", "brief-2"}
    hit = found.rows[0].hits[0]
    assert [piece.text for piece in hit.pieces if piece.hit] == ["ventilatie", "sluizen"]
    page = overview.get_letter(register, found.rows[0].letter.id, today=TODAY)
    assert hit.anchor in {block.anchor for block in page.blocks}


def test_a_letter_is_found_by_its_own_number_and_by_who_cites_it(register: Session) -> None:
    assert names(register, LetterFilter(q="39201-40")) == ["brief-3", "brief-4"]
    assert names(register, LetterFilter(q="39201-40 noordzijde")) == []


def test_letters_are_paged(register: Session) -> None:
    second = overview.find_letters(register, LetterFilter(page=2, size=3))
    assert (second.paging.total, second.paging.pages, len(second.rows)) == (4, 2, 1)
    by_date = LetterFilter(q="informeren", sort=LetterSort.DATE, size=1)
    assert names(register, by_date) == ["brief-3"]


def test_words_that_stand_in_very_many_letters_give_the_newest_uncounted(
    register: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted_all = overview.find_letters(register, LetterFilter(q="sluizen"))
    assert counted_all.paging.total > 1
    assert not counted_all.is_more
    monkeypatch.setattr(many_letters, "MOST_FOUND", counted_all.paging.total - 1)
    found = overview.find_letters(register, LetterFilter(q="sluizen"))
    assert found.is_more
    by_day = LetterFilter(q="sluizen", sort=LetterSort.DATE, exact=True)
    newest = overview.find_letters(register, by_day)
    assert not newest.is_more
    assert newest.paging.total == counted_all.paging.total
    assert [row.letter for row in found.rows] == [row.letter for row in newest.rows]
    assert found.sort is LetterSort.DATE
    marked = {
        piece.text for row in found.rows for hit in row.hits for piece in hit.pieces if piece.hit
    }
    assert "sluizen" in marked
    assert all(row.hits for row in found.rows)
    assert {one.value for one in found.choices.kinds} == {one.value for one in newest.choices.kinds}
    assert not found.choices.kinds_counted
    assert not found.choices.senders_counted
    imported = LetterFilter(q="sluizen", sort=LetterSort.NEWEST, size=1)
    (first,) = overview.find_letters(register, imported).rows
    (same,) = overview.find_letters(register, replace(imported, exact=True)).rows
    assert first.letter == same.letter
    narrowed = overview.find_letters(register, LetterFilter(q="sluizen", sender="niemand"))
    assert not narrowed.is_more
    monkeypatch.setattr(many_letters, "MOST_FOUND", counted_all.paging.total)
    assert not overview.find_letters(register, LetterFilter(q="sluizen")).is_more


def test_a_search_for_nothing_says_so(register: Session) -> None:
    page = overview.find_letters(register, LetterFilter(q="-haven"))
    assert page.query.problem is Problem.ONLY_EXCLUDED
    assert page.rows == ()


def test_the_marks_of_a_letter(register: Session) -> None:
    page = letter(register, "brief-2")
    kinds = {group.kind: len(group.marks) for group in page.found}
    assert kinds == {
        MarkKind.STATEMENT: 1,
        MarkKind.MOTION: 1,
        MarkKind.SUGGESTED: 1,
        MarkKind.CITATION: 1,
    }
    (statement,) = marks_of(page, MarkKind.STATEMENT)
    assert statement.words == MEETING
    assert statement.statement is not None
    (motion,) = marks_of(page, MarkKind.MOTION)
    assert (motion.number, motion.standing) == ("M-39201-17", Standing.REPORTED)
    assert motion.motion is not None
    assert motion.motion.stance is Stance.CARRIED_OUT
    assert motion.motion.kamerstukken == ("39 201, nr. 17",)
    (suggested,) = marks_of(page, MarkKind.SUGGESTED)
    assert suggested.number == number_of(register, "uitkomsten van de proef")
    assert len({mark.anchor for mark in page.marks}) == len(page.marks)


def test_a_promise_leads_to_its_item_and_says_what_was_read(register: Session) -> None:
    (promise,) = marks_of(letter(register, "brief-1"), MarkKind.PROMISE)
    assert promise.words == PROMISING
    assert promise.standing is Standing.WAITING
    assert promise.promise is not None
    assert promise.promise.cue == "zal informeren"
    standings = {mark.standing for mark in marks_of(letter(register, "brief-3"), MarkKind.PROMISE)}
    assert standings == {Standing.OPEN, Standing.PARTLY, Standing.SETTLED, Standing.WAITING}


def test_a_dismissed_candidate_leaves_no_mark(register: Session) -> None:
    number = number_of(register, "uitkomsten van de proef")
    dismiss_candidate(register, number, seen=1, reason="geen toezegging", actor=CLERK, at=AT)
    assert marks_of(letter(register, "brief-1"), MarkKind.PROMISE) == []
    assert marks_of(letter(register, "brief-2"), MarkKind.SUGGESTED) == []


def test_a_commitment_by_hand_is_marked_where_its_words_stand(register: Session) -> None:
    document = letter_id(register, "brief-1")
    page = letter(register, "brief-1")
    sentence = page.blocks[1].sentences[0]
    span = Span(sentence.start, sentence.end)
    by = {"actor": CLERK, "at": AT}
    number = enter_commitment(register, document_id=document, span=span, fields=FIELDS, **by)  # type: ignore[arg-type]  # the two have their types
    marks = {m.number: m for m in marks_of(letter(register, "brief-1"), MarkKind.PROMISE)}
    assert marks[number].words == sentence.text == "De haven groeit snel."


def test_a_judged_suggestion_becomes_a_link(register: Session) -> None:
    page = letter(register, "brief-2")
    (mark,) = marks_of(page, MarkKind.SUGGESTED)
    assert mark.link is not None
    assert mark.link.suggestion_id is not None
    assert mark.link.words == PROMISING
    judge_suggestion(register, mark.link.suggestion_id, Verdict.FULFILS, seen=1, actor=CLERK, at=AT)
    page = letter(register, "brief-2")
    (linked,) = marks_of(page, MarkKind.LINKED)
    assert linked.link is not None
    assert (linked.number, linked.link.verdict) == (mark.number, Verdict.FULFILS)
    assert linked.standing is Standing.SETTLED
    assert marks_of(page, MarkKind.SUGGESTED) == []


def test_citations_lead_to_papers_and_motions_in_the_register(register: Session) -> None:
    motion, paper = marks_of(letter(register, "brief-4"), MarkKind.CITATION)
    assert motion.citations[0].number == "M-39201-17"
    assert motion.citations[0].letter is None
    assert paper.citations[0].letter is not None
    assert paper.citations[0].letter.name == "brief-3"
    assert paper.citations[0].printed == "39 201, nr. 40"
    assert [ref.name for ref in letter(register, "brief-3").cited_by] == ["brief-4"]


def test_a_motion_without_number_leads_nowhere(register: Session) -> None:
    (motion,) = marks_of(letter(register, "brief-4"), MarkKind.MOTION)
    assert motion.number is None
    assert motion.motion is not None
    assert motion.motion.movers == ("Kaper",)


def test_the_letter_says_what_it_prints_and_what_was_done_with_it(register: Session) -> None:
    page = letter(register, "brief-3")
    assert (page.dossier, page.number, page.version) == ("39201", "40", 1)
    assert [line.action for line in page.history] == [Action.DOCUMENT_IMPORTED]
    assert page.blocks[0].segments[0].text == "Geachte voorzitter,"


def test_a_letter_takes_a_bounded_number_of_statements(register: Session) -> None:
    with counted(register) as sent:
        letter(register, "brief-2")
    assert len(sent) <= 21
    with counted(register) as listing:
        overview.find_letters(register, LetterFilter(q="haven"))
    assert len(listing) <= 10


def test_a_kind_a_sender_a_dossier_and_a_period_narrow_the_list(register: Session) -> None:
    every = overview.find_letters(register, LetterFilter())
    assert sum(one.count for one in every.choices.kinds) == every.paging.total
    sender = next(one for one in every.choices.senders if one.label == "minister van havenzaken")
    by_sender = overview.find_letters(register, LetterFilter(sender="MINISTER van Havenzaken"))
    assert by_sender.paging.total == sender.count > 0
    assert [one.value for one in by_sender.choices.senders if one.chosen] == [sender.value]
    assert names(register, LetterFilter(sender="niemand")) == []
    assert names(register, LetterFilter(dossier="39201", since=date(2026, 1, 1))) == ["brief-3"]
    assert "brief-3" not in names(register, LetterFilter(until=date(2025, 12, 31)))
    assert names(register, LetterFilter(kinds=(PaperKind.DEBATE,))) == []
    both = LetterFilter(kinds=(PaperKind.LETTER, PaperKind.DEBATE), q="informeren")
    assert names(register, both) == names(register, LetterFilter(q="informeren"))


def test_a_facet_counts_what_the_other_fields_leave(register: Session) -> None:
    wanted = LetterFilter(kinds=(PaperKind.DEBATE,), since=date(2026, 1, 1))
    found = overview.find_letters(register, wanted)
    assert {one.value: one.count for one in found.choices.kinds} == {"brief": 1, "verslag-debat": 0}
    assert found.choices.senders == ()
    in_2026 = overview.find_letters(register, LetterFilter(since=date(2026, 1, 1)))
    assert sum(one.count for one in in_2026.choices.senders) == 1


@pytest.mark.parametrize(
    ("held", "kept"),
    [
        (Held.COMMITMENTS, {"brief-3"}),
        (Held.WAITING, {"brief-1", "brief-3"}),
        (Held.MOTIONS, {"brief-1", "brief-2", "brief-4"}),
        (Held.ANSWERS, {"brief-2"}),
    ],
)
def test_letters_are_narrowed_to_those_that_hold_something(
    register: Session, held: Held, kept: set[str]
) -> None:
    assert set(names(register, LetterFilter(held=(held,)))) == kept


def test_a_ministry_has_the_papers_of_the_offices_that_it_had_that_day(register: Session) -> None:
    ministry = register.scalars(select(Ministry)).one()
    register.add(
        OfficeRow(
            name="Minister van Havenzaken",
            ministry_id=ministry.id,
            first=date(2025, 1, 1),
            last=None,
            successors=[],
            also=[],
            certainty=Certainty.HIGH,
            source="tests",
        )
    )
    register.flush()
    assert names(register, LetterFilter(ministry="hav")) == ["brief-3"]
    assert names(register, LetterFilter(ministry="geen")) == []
    page = overview.find_letters(register, LetterFilter(ministry="hav"))
    assert [one.slug for one in page.choices.ministries] == ["hav"]


def test_a_paper_that_leaves_the_lists_leaves_its_senders_counts(register: Session) -> None:
    paper = register.get_one(Document, letter_id(register, "brief-4"))
    before = overview.find_letters(register, LetterFilter()).choices.senders[0].count
    withdraw_document(register, paper.id, seen=paper.version, reason="Dubbel.", actor=CLERK, at=AT)
    assert overview.find_letters(register, LetterFilter()).choices.senders[0].count == before - 1
    reinstate_document(
        register, paper.id, seen=paper.version, reason="Toch niet.", actor=CLERK, at=AT
    )
    assert overview.find_letters(register, LetterFilter()).choices.senders[0].count == before
