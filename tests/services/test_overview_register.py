"""The register: what is in the list, its filters and counts, its orders and pages."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.commitments import Status, TermLevel, execution_of, term_level
from app.domain.matching import ItemKind
from app.domain.reading import Stance
from app.domain.text import Span
from app.services import overview
from app.services.commitments import enter_commitment, withdraw_commitment
from app.services.motions import settle_motion
from app.services.overview.rows.common import Standing
from app.services.overview.rows.register import Facet, RegisterFilter, RegisterPage, Sort
from app.services.search import Problem
from app.store.documents import MotionMentionRow
from app.store.items import Commitment, Item
from tests.factories import AT, CLERK
from tests.services.harbour import TODAY, letter_id, number_of
from tests.services.promised import FIELDS
from tests.services.statements import counted

PROOF = "de uitkomsten van de proef"


def page(session: Session, wanted: RegisterFilter) -> RegisterPage:
    return overview.find_register_items(session, wanted, today=TODAY)


def subjects(session: Session, wanted: RegisterFilter) -> list[str | None]:
    return [row.subject for row in page(session, wanted).rows]


def counts(facets: tuple[Facet, ...]) -> dict[str, int]:
    return {facet.value: facet.count for facet in facets}


def test_dismissed_and_withdrawn_items_stay_out(register: Session) -> None:
    document = letter_id(register, "brief-1")
    letter = overview.get_letter(register, document, today=TODAY)
    sentence = letter.blocks[1].sentences[0]
    number = enter_commitment(
        register,
        document_id=document,
        span=Span(sentence.start, sentence.end),
        fields=FIELDS,
        actor=CLERK,
        at=AT,
    )
    assert "de groei van de haven" in subjects(register, RegisterFilter())
    withdraw_commitment(register, number, seen=1, reason="dubbel", actor=CLERK, at=AT)
    listed = subjects(register, RegisterFilter())
    assert "de groei van de haven" not in listed
    assert "de loods" not in listed
    assert subjects(register, RegisterFilter(standings=(Standing.DISMISSED,))) == ["de loods"]


def test_a_row_tells_what_a_list_needs(register: Session) -> None:
    (row,) = page(register, RegisterFilter(standings=(Standing.PARTLY,))).rows
    assert row.kind is ItemKind.COMMITMENT
    assert row.number == number_of(register, "kraan")
    assert "".join(piece.text for piece in row.words).startswith("Ik zal uw Kamer")
    assert (row.responsible, row.ministry, row.committee) == (
        "Minister van Havenzaken",
        "Ministerie van Havenzaken",
        "Commissie voor de Haven",
    )
    assert row.term is not None
    assert (row.term.latest, row.term.level) == (date(2026, 11, 1), TermLevel.OVERDUE)
    assert row.letter is not None
    assert row.letter.kamerstuk == "39 201, nr. 40"
    assert row.letter.timing.day == date(2026, 5, 6)


def test_a_motion_has_no_term_and_counts_the_papers_that_mention_it(register: Session) -> None:
    (row,) = page(register, RegisterFilter(kinds=(ItemKind.MOTION,))).rows
    assert row.number == "M-39201-17"
    assert row.kamerstuk == "39 201, nr. 17"
    assert row.term is None
    assert row.standing is Standing.REPORTED
    assert (row.mentions, row.last_mention) == (2, date(2024, 6, 20))


def test_a_candidate_is_marked_and_answered_for_by_whom_its_words_name(register: Session) -> None:
    rows = page(register, RegisterFilter(kinds=(ItemKind.CANDIDATE,))).rows
    assert {row.subject: (row.standing, row.responsible) for row in rows} == {
        PROOF: (Standing.WAITING, "Minister van Havenzaken"),
        "de veer": (Standing.WAITING, "Minister van Visserij"),
    }
    (dismissed,) = page(register, RegisterFilter(standings=(Standing.DISMISSED,))).rows
    assert dismissed.responsible == "Minister van Havenzaken"  # "ik": who sent the letter


def test_waiting_suggestions_are_counted(register: Session) -> None:
    waiting = {row.subject: row.waiting for row in page(register, RegisterFilter()).rows}
    assert waiting[PROOF] == 1
    assert waiting["de kade"] == 0


def test_values_of_one_field_widen_and_fields_narrow(register: Session) -> None:
    wanted = RegisterFilter(standings=(Standing.OPEN, Standing.PARTLY))
    assert set(subjects(register, wanted)) == {"de kade", "de kraan"}
    narrowed = replace(wanted, levels=(TermLevel.SERIOUS,))
    assert subjects(register, narrowed) == ["de kade"]
    assert subjects(register, replace(narrowed, kinds=(ItemKind.MOTION,))) == []


def test_filters_by_name_slug_and_letter(register: Session) -> None:
    fisher = RegisterFilter(responsible="Minister van Visserij")
    assert subjects(register, fisher) == ["de veer"]
    assert len(subjects(register, RegisterFilter(ministry="hav"))) == 3
    assert len(subjects(register, RegisterFilter(committee="haven"))) == 3
    assert subjects(register, RegisterFilter(ministry="onbekend")) == []
    document = letter_id(register, "brief-2")
    of_letter = page(register, RegisterFilter(document=document))
    assert [row.number for row in of_letter.rows] == ["M-39201-17"]
    assert of_letter.letter is not None
    assert of_letter.letter.name == "brief-2"
    assert page(register, RegisterFilter(document=10**6)).rows == ()


def test_a_facet_heeds_all_filters_but_its_own(register: Session) -> None:
    facets = page(register, RegisterFilter(standings=(Standing.OPEN,))).facets
    assert counts(facets.standings) == {
        "nog niet beoordeeld": 2,
        "openstaand": 1,
        "deels afgedaan": 1,
        "uitvoering gemeld": 1,
        "afgedaan": 1,
        "afgewezen": 1,
    }
    assert counts(facets.kinds) == {"commitment": 1}
    assert counts(facets.levels) == {"ernstig verstreken": 1}
    assert [facet.chosen for facet in facets.standings].count(True) == 1
    assert facets.ministries == (Facet("hav", "Ministerie van Havenzaken", 1, chosen=False),)


def test_a_chosen_value_that_counts_nothing_stays_to_be_unchosen(register: Session) -> None:
    wanted = RegisterFilter(
        responsible="Minister van Niets", levels=(TermLevel.SOON,), committee="haven"
    )
    facets = page(register, wanted).facets
    assert Facet("Minister van Niets", "Minister van Niets", 0, chosen=True) in facets.responsible
    assert counts(facets.levels) == {"verloopt binnenkort": 0}
    assert counts(facets.committees) == {"haven": 0}


def test_every_count_is_what_choosing_it_gives(register: Session) -> None:
    facets = page(register, RegisterFilter()).facets
    for facet in facets.standings:
        chosen = RegisterFilter(standings=(Standing(facet.value),))
        assert page(register, chosen).paging.total == facet.count
    for facet in facets.levels:
        chosen = RegisterFilter(levels=(TermLevel(facet.value),))
        assert page(register, chosen).paging.total == facet.count
    for facet in facets.responsible:
        assert page(register, RegisterFilter(responsible=facet.value)).paging.total == facet.count


def test_the_term_comes_first_and_what_is_done_last(register: Session) -> None:
    listed = subjects(register, RegisterFilter())
    assert listed[:2] == ["de kade", "de kraan"]
    assert listed[-1] == "de boei"
    turned = subjects(register, RegisterFilter(reverse=True))
    assert turned[:2] == ["de kraan", "de kade"]
    assert turned[-1] == "de boei"


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("reverse", [False, True])
def test_every_order_lists_everything_once(register: Session, sort: Sort, reverse: bool) -> None:
    whole = page(register, RegisterFilter(sort=sort, reverse=reverse))
    assert whole.sort is (Sort.TERM if sort is Sort.RELEVANCE else sort)
    numbers = [row.number for row in whole.rows]
    assert len(set(numbers)) == len(numbers) == whole.paging.total == 6
    parts = [
        row.number
        for n in (1, 2, 3)
        for row in page(register, RegisterFilter(sort=sort, reverse=reverse, page=n, size=2)).rows
    ]
    assert parts == numbers


def test_orders_are_what_they_say(register: Session) -> None:
    by_date = page(register, RegisterFilter(sort=Sort.DATE)).rows
    days = [row.last_mention or (row.letter and row.letter.timing.day) for row in by_date]
    assert days == sorted(days, reverse=True)  # type: ignore[type-var]  # every paper here has a day
    by_number = [row.number for row in page(register, RegisterFilter(sort=Sort.NUMBER)).rows]
    assert by_number == sorted(by_number)
    by_status = [row.standing for row in page(register, RegisterFilter(sort=Sort.STATUS)).rows]
    assert by_status[0] is Standing.WAITING
    assert by_status[-1] is Standing.SETTLED


def test_a_page_outside_the_list_is_brought_inside(register: Session) -> None:
    last = page(register, RegisterFilter(page=99, size=4))
    assert (last.paging.page, last.paging.pages, len(last.rows)) == (2, 2, 2)
    assert (last.paging.first, last.paging.last) == (5, 6)
    assert page(register, RegisterFilter(page=-3)).paging.page == 1


def test_words_find_items_by_their_sentence_and_their_paragraph(register: Session) -> None:
    assert subjects(register, RegisterFilter(q="kades")) == ["de kade"]
    assert set(subjects(register, RegisterFilter(q='"de haven groeit"'))) == {PROOF}
    hit = page(register, RegisterFilter(q="kade")).rows[0].words
    assert [piece.text for piece in hit if piece.hit] == ["kade"]


def test_numbers_find_items(register: Session) -> None:
    number = number_of(register, "veer")
    assert subjects(register, RegisterFilter(q=number.lower())) == ["de veer"]
    found = page(register, RegisterFilter(q="kst-39201-17")).rows
    assert [row.number for row in found] == ["M-39201-17"]
    assert page(register, RegisterFilter(q="M-39201-17")).rows[0].number == "M-39201-17"


def test_words_and_filters_work_together(register: Session) -> None:
    wanted = RegisterFilter(q="informeren", standings=(Standing.OPEN, Standing.PARTLY))
    found = page(register, wanted)
    assert {row.subject for row in found.rows} == {"de kade", "de kraan"}
    assert found.sort is Sort.RELEVANCE
    assert found.passages == 7
    document = letter_id(register, "brief-1")
    assert subjects(register, RegisterFilter(q="informeren", document=document)) == [PROOF]


def test_a_query_with_nothing_to_look_for_says_so(register: Session) -> None:
    nothing = page(register, RegisterFilter(q='"" *'))
    assert nothing.query.problem is Problem.NOTHING_LEFT
    assert nothing.rows == ()
    assert nothing.paging.total == nothing.passages == 0
    excluded = page(register, RegisterFilter(q="-haven"))
    assert excluded.query.problem is Problem.ONLY_EXCLUDED


def test_a_settled_motion_is_settled_in_the_list(register: Session) -> None:
    settle_motion(register, "M-39201-17", seen=1, reason="gedaan", actor=CLERK, at=AT)
    (row,) = page(register, RegisterFilter(kinds=(ItemKind.MOTION,))).rows
    assert row.standing is Standing.SETTLED
    assert page(register, RegisterFilter(standings=(Standing.SETTLED,))).paging.total == 2


def test_a_page_takes_a_handful_of_statements_however_many_rows(register: Session) -> None:
    with counted(register) as few:
        page(register, RegisterFilter(size=1))
    with counted(register) as many:
        page(register, RegisterFilter(size=100))
    assert len(few) <= len(many) <= 14
    with counted(register) as searching:
        page(register, RegisterFilter(q="haven", document=letter_id(register, "brief-1")))
    assert len(searching) <= 14


def test_a_level_in_the_list_is_the_level_of_the_domain(register: Session) -> None:
    days = [TODAY + timedelta(days=n) for n in (-400, -91, -90, -1, 0, 1, 30, 31, 400)]
    number = number_of(register, "kade")
    query = select(Commitment).join(Item, Item.id == Commitment.item_id)
    row = register.scalars(query.where(Item.number == number)).one()
    for status, first in product(Status, (None, TODAY, TODAY + timedelta(days=400))):
        for day in [None, *days]:
            row.deadline, row.status, row.first_deadline = day, status, first
            register.flush()
            level = term_level(day, status, TODAY, first)
            found = page(register, RegisterFilter(levels=(level,)))
            assert number in {one.number for one in found.rows}
            assert found.facets.levels[0].chosen or len(found.facets.levels) > 1


@pytest.fixture
def mention(register: Session) -> MotionMentionRow:
    kept, *others = register.scalars(
        select(MotionMentionRow).where(MotionMentionRow.canonical == "kst-39201-17")
    )
    for other in others:
        other.stance = Stance.MENTIONED
    return kept


@pytest.mark.parametrize("stance", list(Stance))
def test_execution_in_the_list_is_that_of_the_domain(
    register: Session, mention: MotionMentionRow, stance: Stance
) -> None:
    mention.stance = stance
    register.flush()
    (row,) = page(register, RegisterFilter(kinds=(ItemKind.MOTION,))).rows
    execution = execution_of([stance, Stance.MENTIONED], settled=False)
    assert row.standing.value == execution.value
    standings = (Standing(execution.value),)
    assert page(register, RegisterFilter(standings=standings)).rows[-1].number == row.number


def test_passages_of_letters_are_counted_up_to_one_more_than_anybody_reads(
    register: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = page(register, RegisterFilter(q="kamer")).passages
    assert every > 2
    monkeypatch.setattr("app.services.overview.register.MOST_PASSAGES", 1)
    assert page(register, RegisterFilter(q="kamer")).passages == 2
