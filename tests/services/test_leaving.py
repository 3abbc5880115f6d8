"""Names that leave the register."""

from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.domain.accounts import AccountState, Role
from app.domain.errors import Invalid, WrongState
from app.domain.history import Action
from app.services.accounts import (
    AccountView,
    anonymise_account,
    close_account,
    find_accounts,
    find_link,
    find_visit,
    make_link,
    rename_account,
)
from app.services.accounts.closing import columns_with_names
from app.services.deciding import tell
from app.store.accounts import LoginAttempt
from app.store.history import HistoryEntry
from app.store.outbox import OutboxMessage
from tests.factories import AT
from tests.services.people import BOSS, BY, DAY, POST, add, begin
from tests.signing_in import try_door


class TestLeaving:
    """A name leaves the register; the deed stays."""

    def test_every_column_with_a_name_is_known(self) -> None:
        known = {f"{table.name}.{column.name}" for table, column in columns_with_names()}
        assert {
            "history.actor",
            "candidates.judged_by",
            "commitments.entered_by",
            "fulfilments.made_by",
            "fulfilments.withdrawn_by",
            "motions.settled_by",
            "suggestions.judged_by",
        } <= known

    def test_name_and_address_leave_and_the_deed_stays(
        self, session: Session, clerk: AccountView, boss: AccountView
    ) -> None:
        given: dict[str, Any] = {"assigned_to": clerk.name, "note": f"Van {clerk.name}."}
        tell(
            session,
            Action.ACCOUNT_CHANGED,
            actor=clerk.name,
            at=AT,
            account=boss.id,
            before={"assigned_to": None, "note": None},
            after=given,
        )
        try_door(session, clerk.email, "fout wachtwoord")
        make_link(session, clerk.id, "one", post=POST, **BY)
        token = begin(session, clerk)
        session.commit()
        gone = anonymise_account(session, clerk.id, **BY)
        session.commit()
        assert gone.state is AccountState.CLOSED
        assert gone.name == f"voormalig medewerker {clerk.id}"
        assert find_visit(session, token, at=AT, lifetime=DAY) is None
        assert find_link(session, "one", at=AT) is None
        entry = session.scalars(
            select(HistoryEntry)
            .where(HistoryEntry.account_id == boss.id)
            .order_by(HistoryEntry.id.desc())
        ).first()
        assert entry is not None
        assert entry.actor == gone.name
        assert entry.after == {"assigned_to": gone.name, "note": f"Van {clerk.name}."}
        kept = [
            session.execute(select(table)).all()
            for table in (OutboxMessage.__table__, LoginAttempt.__table__)
        ]
        assert clerk.email not in str([kept, find_accounts(session)])
        with pytest.raises(WrongState):
            anonymise_account(session, clerk.id, **BY)

    def test_whoever_leaves_by_themselves_is_named_in_no_deed(
        self, session: Session, clerk: AccountView
    ) -> None:
        anonymise_account(session, clerk.id, actor=clerk.name, at=AT)
        session.commit()
        actors = set(session.scalars(select(HistoryEntry.actor)))
        assert actors == {BOSS, f"voormalig medewerker {clerk.id}"}

    def test_a_closed_account_loses_its_name_later(
        self, session: Session, clerk: AccountView
    ) -> None:
        assert close_account(session, clerk.email, **BY).name == clerk.name
        assert anonymise_account(session, clerk.id, **BY).anonymised_at == AT
        session.commit()
        told = session.scalars(
            select(HistoryEntry.action).where(HistoryEntry.account_id == clerk.id)
        ).all()
        assert told == [Action.ACCOUNT_ADDED, Action.ACCOUNT_CLOSED, Action.ACCOUNT_CHANGED]

    def test_the_address_can_be_used_again(self, session: Session, clerk: AccountView) -> None:
        anonymise_account(session, clerk.id, **BY)
        assert add(session, clerk.name, Role.CLERK).id != clerk.id

    @pytest.mark.parametrize(
        "change",
        [
            "actor = 'iemand anders'",
            "actor = 'voormalig medewerker 1', action = 'account_closed'",
            "actor = 'voormalig medewerker 1', reason = 'x'",
            'after = \'{"role": "beheerder"}\'',
            'after = \'{"role": "voormalig medewerker 1", "more": "x"}\'',
            "after = '{}'",
            "after = NULL",
            'before = \'{"role": "voormalig medewerker 1"}\'',
        ],
    )
    def test_nothing_but_a_name_leaves_the_history(
        self, session: Session, clerk: AccountView, change: str
    ) -> None:
        with pytest.raises(DatabaseError, match="only added to"):
            session.execute(
                text(f"UPDATE history SET {change} WHERE account_id = :id"), {"id": clerk.id}
            )


class TestRenaming:
    """Another name; the deeds of before stay under the old one until the person leaves."""

    def test_deeds_keep_the_name_of_then_and_lose_it_with_the_person(
        self, session: Session, clerk: AccountView
    ) -> None:
        old = clerk.name
        told: dict[str, Any] = {"at": AT, "account": clerk.id}
        tell(session, Action.ACCOUNT_CHANGED, actor=old, **told)
        renamed = rename_account(session, clerk.id, " Een  Nieuwe Naam ", actor=old, at=AT)
        assert (renamed.name, renamed.former_names) == ("Een Nieuwe Naam", (old,))
        session.commit()
        actors = select(HistoryEntry.actor).where(HistoryEntry.account_id == clerk.id)
        assert session.scalars(actors.order_by(HistoryEntry.id)).all()[-2:] == [old, renamed.name]
        anonymise_account(session, clerk.id, **BY)
        session.commit()
        left = " ".join(session.scalars(actors))
        assert old not in left
        assert renamed.name not in left
        assert f"voormalig medewerker {clerk.id}" in left

    def test_nobody_takes_a_name_that_another_has_or_had(
        self, session: Session, clerk: AccountView, boss: AccountView
    ) -> None:
        old = clerk.name
        rename_account(session, clerk.id, "Een Nieuwe Naam", **BY)
        session.commit()
        for name in (old, "een nieuwe naam", "Gestand", "voormalig medewerker 3", " ", "x" * 300):
            with pytest.raises(Invalid):
                rename_account(session, boss.id, name, **BY)
            session.rollback()
        back = rename_account(session, clerk.id, old, **BY)
        assert (back.name, back.former_names) == (old, ("Een Nieuwe Naam",))
        with pytest.raises(Invalid):
            add(session, "Een Nieuwe Naam", Role.CLERK)
