"""One motion, one record: other dossiers of its paper, changed motions, any order of papers."""

import datetime as dt
from itertools import permutations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.matching import ItemKind
from app.services.mentions import follow_mentions
from app.services.overview import find_register_items, get_item_story
from app.services.overview.desk import find_desk
from app.services.overview.rows.desk import DeskFilter
from app.services.overview.rows.register import RegisterFilter
from app.store.documents import Document
from app.store.items import Item
from app.store.links import Suggestion
from tests.factories import AT
from tests.services.naming import (
    DAYS,
    conflicts,
    counts,
    letter,
    motion,
    naming,
    number_of,
    take_in,
)
from tests.services.pictures import picture

TODAY = dt.date(2026, 11, 21)
ONE = letter(naming("Kamerstuk 39 201, nr. 582"))
OTHER = letter(naming("Kamerstuk 38107-582"), day=DAYS[1])
BOTH = letter(naming("Kamerstuk 39201/38107-582"), day=DAYS[2])
OLD = letter(naming("Kamerstuk 39 201, nr. 361"))
NEW = letter(naming("Kamerstuk 39 201, nr. 374"), day=DAYS[2])
REPLACING = letter(
    naming("Kamerstuk 39 201, nr. 374, t.v.v. nr. 361").replace("de motie", "de gewijzigde motie"),
    day=DAYS[1],
)
AGAIN = letter(
    naming("39 201, nr. 380, t.v.v. nr. 374").replace("de motie", "de nader gewijzigde motie"),
    day=DAYS[3],
)
NAKED = letter(naming("t.v.v. 39201-361").replace("de motie", "de gewijzigde motie"), day=DAYS[3])
PAPER = """Tweede Kamer der Staten-Generaal

Vergaderjaar 2023–2024

39 201 Havens

Nr. 374 GEWIJZIGDE MOTIE VAN HET LID ZEILMAKER C.S. TER VERVANGING VAN DIE GEDRUKT ONDER NR. 361

Voorgesteld 3 april 2024

De Kamer,

gehoord de beraadslaging,

verzoekt de regering de houten sluisdeuren bij Oosterhaven te vervangen,

en gaat over tot de orde van de dag.

Zeilmaker
"""


def listed(session: Session) -> list[str]:
    wanted = RegisterFilter(kinds=(ItemKind.MOTION,), size=100)
    return sorted(row.number for row in find_register_items(session, wanted, today=TODAY).rows)


def test_one_paper_in_two_dossiers_is_one_motion(session: Session) -> None:
    take_in(session, {"een": ONE, "ander": OTHER})
    assert len(listed(session)) == 2
    take_in(session, {"beide": BOTH})
    assert listed(session) == ["M-38107-582"]
    assert counts(session) == {name: ["M-38107-582"] for name in ("een", "ander", "beide")}
    assert number_of(session, motion(session, "kst-39201-582").same_as_id) == "M-38107-582"
    assert conflicts(session) == []
    links = session.scalars(select(Suggestion)).all()
    assert {number_of(session, one.item_id) for one in links} == {"M-38107-582"}
    assert len(links) == 3
    story = get_item_story(session, "M-39201-582", today=TODAY).motion
    assert story is not None
    assert story.relations.kept_as is not None
    assert story.relations.kept_as.number == "M-38107-582"
    head = get_item_story(session, "M-38107-582", today=TODAY).motion
    assert head is not None
    assert [one.kamerstuk for one in head.relations.also] == ["39 201, nr. 582"]
    assert len(head.mentions) == 3
    (tie,) = head.relations.ties
    assert tie.quote.letter.name == "beide"


def test_a_changed_motion_replaces_the_one_that_is_printed(session: Session) -> None:
    take_in(session, {"oud": OLD, "vervangt": REPLACING, "nieuw": NEW})
    assert listed(session) == ["M-39201-374"]
    assert counts(session) == {
        "oud": ["M-39201-361"],
        "vervangt": ["M-39201-374"],
        "nieuw": ["M-39201-374"],
    }
    links = {number_of(session, one.item_id) for one in session.scalars(select(Suggestion))}
    assert links == {"M-39201-374"}  # also from the letter on the old one
    old = get_item_story(session, "M-39201-361", today=TODAY).motion
    assert old is not None
    assert old.relations.replaced_by is not None
    assert old.relations.replaced_by.number == "M-39201-374"
    new = get_item_story(session, "M-39201-374", today=TODAY).motion
    assert new is not None
    assert [(one.number, one.papers) for one in new.relations.replaces] == [("M-39201-361", 1)]
    assert conflicts(session) == []


def test_a_motion_changed_twice_points_to_the_last(session: Session) -> None:
    take_in(session, {"oud": OLD, "vervangt": REPLACING, "nader": AGAIN})
    assert listed(session) == ["M-39201-380"]
    for number in ("kst-39201-361", "kst-39201-374"):
        assert number_of(session, motion(session, number).replaced_by_id) == "M-39201-380"
    found = RegisterFilter(q="39 201, nr. 361", kinds=(ItemKind.MOTION,))
    rows = find_register_items(session, found, today=TODAY).rows
    assert [row.number for row in rows] == ["M-39201-380"]


def test_a_changed_motion_without_number_counts_for_what_replaced_the_old(session: Session) -> None:
    take_in(session, {"kaal": NAKED})
    assert counts(session) == {}
    assert find_desk(session, DeskFilter(), today=TODAY).counts.unnumbered == 1
    take_in(session, {"vervangt": REPLACING})
    assert counts(session)["kaal"] == ["M-39201-374"]
    assert find_desk(session, DeskFilter(), today=TODAY).counts.unnumbered == 0
    assert len(session.scalars(select(Suggestion)).all()) == 1


def test_the_motion_itself_says_what_it_replaces_and_is_in_the_register(session: Session) -> None:
    take_in(session, {"oud": OLD, "motie": PAPER})
    assert listed(session) == ["M-39201-374"]
    item = session.scalars(select(Item).where(Item.number == "M-39201-374")).one()
    assert "sluisdeur" in item.stems
    take_in(session, {"nieuw": NEW})
    session.refresh(item)
    assert item.words == "motie van het lid Zeilmaker"  # as a letter names it


def test_a_withdrawn_paper_ties_nothing_and_counts_for_nothing(session: Session) -> None:
    take_in(session, {"een": ONE, "ander": OTHER, "beide": BOTH})
    paper = session.scalars(select(Document).where(Document.name == "beide")).one()
    paper.withdrawn_at = AT
    session.flush()
    follow_mentions(session, paper, at=AT)
    assert counts(session) == {"een": ["M-39201-582"], "ander": ["M-38107-582"]}
    assert len(listed(session)) == 2
    assert len(conflicts(session)) == 1  # two numbers of one motion, as far as papers tell


def test_a_replacement_that_nobody_prints_is_none(session: Session) -> None:
    take_in(session, {"oud": OLD, "nieuw": NEW})
    assert listed(session) == ["M-39201-361", "M-39201-374"]
    assert conflicts(session) == []


def test_any_order_gives_the_same_motions_links_and_conflicts(session: Session) -> None:
    letters = {
        "een": ONE,
        "beide": BOTH,
        "ander": OTHER,
        "kaal": NAKED,
        "vervangt": REPLACING,
        "misdruk": letter(naming("Kamerstuk 39 201, nr. 384"), day=DAYS[3]),
        "nieuw": NEW,
        "naam": letter(naming("Kamerstuk 39 201, nr. 374", "het lid Kaper"), day=DAYS[3]),
    }
    pictures = []
    for order in list(permutations(letters))[:: 40320 // 6]:
        nested = session.begin_nested()
        take_in(session, {name: letters[name] for name in order})
        pictures.append(picture(session))
        nested.rollback()
        session.expire_all()
    for one in pictures[1:]:
        for part, value in one.items():
            assert value == pictures[0][part], part
    assert len(pictures[0]["conflicts"]) == 2
