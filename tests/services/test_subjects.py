"""Pages about one thing: what belongs to it, how it stands, and how few statements that takes."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.services.overview.rows.subjects import Subject, SubjectKind, SubjectPage
from app.services.overview.subjects import find_members, get_subject_page
from tests.services.harbour import TODAY, letter_id, number_of
from tests.services.statements import counted


def get(session: Session, kind: SubjectKind, key: str = "") -> SubjectPage:
    return get_subject_page(session, Subject(kind, key), today=TODAY)


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (SubjectKind.ALL, ""),
        (SubjectKind.MINISTRY, "hav"),
        (SubjectKind.COMMITTEE, "haven"),
        (SubjectKind.OFFICE, "Minister van Havenzaken"),
        (SubjectKind.DOSSIER, "39201"),
    ],
)
def test_the_same_commitments_stand_on_each_page_that_they_belong_to(
    register: Session, kind: SubjectKind, key: str
) -> None:
    page = get(register, kind, key)
    assert (page.counts.total, page.counts.open, page.counts.settled) == (3, 2, 1)
    assert page.counts.late == 2
    assert [row.number for row in page.late] == [
        number_of(register, "kade"),
        number_of(register, "kraan"),
    ]
    assert page.pictures.months[-1].open == 2
    assert page.pictures.months[-1].late == 2
    assert page.pictures.durations.total == 1
    later = get_subject_page(register, Subject(kind, key), today=TODAY + timedelta(days=5 * 366))
    assert (later.counts.total, later.counts.open, later.counts.settled) == (3, 2, 1)
    assert later.pictures.durations == page.pictures.durations  # of what was met long ago, too


def test_a_page_of_the_register_shares_it_among_the_ministries(register: Session) -> None:
    (share,) = get(register, SubjectKind.ALL).ministries
    assert (share.key, share.open, share.late, share.met) == ("hav", 2, 2, 1)


def test_a_paper_has_what_was_promised_in_it_and_what_it_names(register: Session) -> None:
    page = get(register, SubjectKind.PAPER, str(letter_id(register, "brief-3")))
    assert page.counts.total == 3
    assert page.counts.waiting == 1
    assert get(register, SubjectKind.PAPER, str(letter_id(register, "brief-2"))).motions


def test_a_member_has_the_motions_that_they_moved(register: Session) -> None:
    ((name, promised, moved), *_) = find_members(register)
    page = get(register, SubjectKind.MEMBER, name)
    assert (page.counts.total, page.counts.motions) == (promised, moved)
    assert sum(page.standings.values()) == len(page.motions) == moved
    assert all(name in row.movers for row in page.motions)


def test_a_dossier_has_its_own_motions_and_none_of_its_parts(register: Session) -> None:
    page = get(register, SubjectKind.DOSSIER, "39201")
    assert [row.kamerstuk for row in page.motions] == ["39 201, nr. 17"]
    assert page.papers


@pytest.mark.parametrize("kind", [kind for kind in SubjectKind if kind is not SubjectKind.ALL])
def test_what_nobody_knows_is_not_found(register: Session, kind: SubjectKind) -> None:
    with pytest.raises(NotFound):
        get(register, kind, "99999")


def test_a_page_takes_a_handful_of_statements(register: Session) -> None:
    for kind, key in ((SubjectKind.ALL, ""), (SubjectKind.DOSSIER, "39201")):
        with counted(register) as statements:
            get(register, kind, key)
        assert len(statements) <= 12
