"""History is told with every change, and only added to."""

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.domain.history import MACHINE, Action
from app.domain.matching import ItemKind
from app.services.deciding import tell
from app.services.intake import store_prepared
from app.store.documents import Document
from app.store.guard import UntoldChange
from app.store.history import HistoryEntry
from app.store.items import Item
from app.store.links import Suggestion
from tests.factories import AT, CLERK, make_meeting, make_promising


@pytest.fixture
def register(session: Session) -> Session:
    for letter in (make_promising(), make_meeting()):
        store_prepared(session, letter.prepared(), actor=CLERK, at=AT)
    session.commit()
    return session


def test_an_item_that_changes_in_silence_is_not_committed(register: Session) -> None:
    item = register.scalars(select(Item).where(Item.kind == ItemKind.CANDIDATE)).one()
    item.version += 1
    with pytest.raises(UntoldChange):
        register.commit()
    register.rollback()
    item.version += 1
    tell(register, Action.COMMITMENT_AMENDED, actor=CLERK, at=AT, item=item.id)
    register.commit()
    assert item.version == 2


def test_a_flush_in_between_hides_nothing(register: Session) -> None:
    item = register.scalars(select(Item).where(Item.kind == ItemKind.CANDIDATE)).one()
    item.version += 1
    register.flush()
    with pytest.raises(UntoldChange, match="item"):
        register.commit()


def test_a_verdict_is_told_and_a_rescoring_is_not(register: Session) -> None:
    one = register.scalars(select(Suggestion)).first()
    assert one is not None
    one.score = 0.1
    register.commit()
    one.reason = "Zomaar."
    with pytest.raises(UntoldChange, match="suggestion"):
        register.commit()


def test_a_paper_that_changes_in_silence_is_not_committed(register: Session) -> None:
    register.scalars(select(Document)).all()[0].place = "Elders"
    with pytest.raises(UntoldChange, match="document"):
        register.commit()


def test_new_stems_are_nobodys_deed(register: Session) -> None:
    for item in register.scalars(select(Item)):
        item.stems = "anders"
    register.commit()
    assert set(register.scalars(select(Item.stems))) == {"anders"}


@pytest.mark.parametrize("table", [Item, Document, HistoryEntry])
def test_guarded_tables_do_not_change_in_bulk(register: Session, table: type) -> None:
    with pytest.raises(UntoldChange):
        register.execute(delete(table))
    with pytest.raises(UntoldChange):
        register.execute(update(table).values(id=-1))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET actor = 'x'",
        "DELETE FROM history",
        "UPDATE documents SET text = 'x'",
        "UPDATE documents SET source = 'x'",
        "UPDATE documents SET key = 'x'",
    ],
)
def test_the_database_itself_keeps_history_and_texts(register: Session, statement: str) -> None:
    with pytest.raises(DatabaseError, match=r"only added to|never changes"):
        register.execute(text(statement))


def test_an_entry_rests_on_what_it_is_about(register: Session) -> None:
    tell(register, Action.MOTION_FOUND, actor=MACHINE, at=AT, item=987_654)
    with pytest.raises(DatabaseError):
        register.flush()
