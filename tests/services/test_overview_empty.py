"""Every page of a register with nothing in it."""

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.services import overview
from app.services.overview.rows.common import paging_of
from app.services.overview.rows.desk import DeskFilter
from app.services.overview.rows.letters import LetterFilter
from app.services.overview.rows.register import RegisterFilter
from app.services.overview.rows.subjects import Subject, SubjectKind
from app.services.overview.subjects import get_subject_page
from tests.services.harbour import TODAY


def test_the_register_is_an_empty_page(session: Session) -> None:
    empty = overview.find_register_items(session, RegisterFilter(), today=TODAY)
    assert empty.rows == ()
    assert (empty.paging.page, empty.paging.pages, empty.paging.total) == (1, 1, 0)
    assert (empty.paging.first, empty.paging.last) == (0, 0)
    assert empty.facets.kinds == empty.facets.responsible == ()
    assert overview.find_register_items(session, RegisterFilter(q="x"), today=TODAY).rows == ()


def test_the_letters_are_an_empty_page(session: Session) -> None:
    assert overview.find_letters(session, LetterFilter()).rows == ()
    assert overview.find_letters(session, LetterFilter(q="haven")).rows == ()


def test_the_desk_is_empty(session: Session) -> None:
    desk = overview.find_desk(session, DeskFilter(candidates_page=3), today=TODAY)
    shown = (*desk.candidates, *desk.suggestions, *desk.unnumbered)
    assert shown == ()
    assert desk.candidates_paging == paging_of(0, 1, 20)
    counts = desk.counts
    assert (counts.candidates, counts.overdue) == (0, 0)


def test_what_is_not_there_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        overview.get_item_story(session, "G24-NIETS", today=TODAY)
    with pytest.raises(NotFound):
        overview.get_letter(session, 1, today=TODAY)
    assert overview.find_conflict_views(session) == ()
    assert overview.find_ministries(session) == overview.find_committees(session) == ()


@pytest.mark.parametrize(
    ("total", "page", "first", "last", "pages"),
    [(0, 5, 0, 0, 1), (1, 1, 1, 1, 1), (20, 1, 1, 20, 1), (21, 2, 21, 21, 2), (41, 9, 41, 41, 3)],
)
def test_paging_counts_from_one(total: int, page: int, first: int, last: int, pages: int) -> None:
    paging = paging_of(total, page, 20)
    assert (paging.first, paging.last, paging.pages) == (first, last, pages)


def test_the_figures_of_the_register_are_nothing(session: Session) -> None:
    page = get_subject_page(session, Subject(SubjectKind.ALL, ""), today=TODAY)
    assert page.counts.total == 0
    assert page.pictures.durations.middle is None
