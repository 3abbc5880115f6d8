"""The number that a commitment has in the register of the Chamber, given by a clerk."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.errors import Invalid
from app.domain.statuses import Source, SourceRow, StatusWords
from app.services.commitments import amend_commitment
from app.services.fields import CommitmentChanges
from app.services.merging import merge_commitments
from app.services.overview import find_register_items, get_item_story
from app.services.overview.rows.register import RegisterFilter
from app.services.source_words import receive_words
from app.services.splitting import Part, split_commitment
from app.services.undoing import undo
from app.store.items import Commitment, Item
from tests.factories import make_term
from tests.services.promised import BY, FIELDS, accepted, take_in

OFFICIAL = "TZ202504-057"
TODAY = date(2026, 11, 1)


@pytest.fixture
def item(session: Session) -> Item:
    """Give a commitment that a clerk gave its number."""
    take_in(session)
    made = accepted(session)
    changes = CommitmentChanges(official_number=OFFICIAL)
    amend_commitment(session, made.number, changes, seen=made.version, **BY)
    session.commit()
    return made


def test_it_is_found_by_it_and_lines_of_a_file_are_of_it(session: Session, item: Item) -> None:
    found = find_register_items(session, RegisterFilter(q=OFFICIAL.lower()), today=TODAY)
    assert [one.number for one in found.rows] == [item.number]
    told = [
        receive_words(
            session, [SourceRow(2, "", source, OFFICIAL, "Open")], StatusWords({}), at=BY["at"]
        ).told
        for source in (Source.EERSTE_KAMER, Source.TWEEDE_KAMER_OLD)
    ]
    assert told == [(), (item.number,)]


def test_it_is_told_and_taken_back(session: Session, item: Item) -> None:
    line = get_item_story(session, item.number, today=TODAY).history[0]
    assert [(one.field, one.after) for one in line.changes] == [("official_number", OFFICIAL)]
    how: dict[str, Any] = {"reason": "Van een andere.", "calendar": Calendar(), **BY}
    undo(session, line.id, seen=item.version, **how)
    assert session.get_one(Commitment, item.id).official_number is None


def test_of_two_that_it_held_the_first_keeps_it(session: Session, item: Item) -> None:
    parts = [Part(subject, FIELDS.kind, make_term(TODAY)) for subject in ("kades", "boeien")]
    half = split_commitment(session, item.number, *parts, seen=item.version, reason="Twee.", **BY)
    stories = [get_item_story(session, one, today=TODAY) for one in (item.number, half)]
    numbers = [one.registered.official_number for one in stories if one.registered]
    assert numbers == [OFFICIAL, None]


def test_of_two_that_are_one_it_leads_to_the_one_that_stays(session: Session, item: Item) -> None:
    part = [Part(subject, FIELDS.kind, make_term(TODAY)) for subject in ("kades", "boeien")]
    other = split_commitment(session, item.number, *part, seen=item.version, reason="Twee.", **BY)
    kept = session.scalars(select(Item).where(Item.number == other)).one()
    how: dict[str, Any] = {"seen": item.version, "into_seen": kept.version, "reason": "Toch een."}
    merge_commitments(session, item.number, other, **how, **BY)
    session.commit()
    found = find_register_items(session, RegisterFilter(q=OFFICIAL), today=TODAY)
    assert [one.number for one in found.rows] == [other]
    row = SourceRow(2, "", Source.TWEEDE_KAMER_OLD, OFFICIAL, "Open")
    assert receive_words(session, [row], StatusWords({}), at=BY["at"]).told == (other,)


@pytest.mark.parametrize("wrong", ["tz202504-057", "TZ2025", "G22-4F7K2M"])
def test_another_number_is_refused(session: Session, item: Item, wrong: str) -> None:
    changes = CommitmentChanges(official_number=wrong)
    with pytest.raises(Invalid, match="official_number"):
        amend_commitment(session, item.number, changes, seen=item.version, **BY)
