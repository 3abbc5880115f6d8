"""All that one letter may settle, judged in one go and taken back in one go."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.commitments import Status, Verdict
from app.domain.errors import NotFound, SomeStale, Stale, WrongState
from app.domain.matching import ItemKind
from app.services.overview.desk import find_desk
from app.services.overview.rows.common import SuggestionView
from app.services.overview.rows.desk import DeskFilter
from app.services.overview.together import find_batches
from app.services.sharing import add_note
from app.services.suggestions import judge_suggestion, reopen_suggestion
from app.services.together import Answer, find_together, judge_together, reopen_together
from app.store.history import HistoryEntry
from app.store.items import Item
from app.store.links import Suggestion
from tests.factories import AT, CLERK, LATER
from tests.importing import import_document
from tests.services.harbour import TODAY, letter_id
from tests.services.letters import FOOT, HEAD, make_incoming

BY: dict[str, Any] = {"actor": CLERK, "at": LATER}
SLUICE = "de uitkomsten van de proef met de baggerschepen in de sluizen van Oosterhaven"
FERRY = "de evaluatie van de nachtelijke veerdienst naar het eiland Westerplaat"
PROMISES = (
    HEAD.format(day="1 februari 2024")
    + f"Ik zal uw Kamer voor 1 september 2024 informeren over {SLUICE}.\n\n"
    + f"Ook stuur ik uw Kamer voor 1 september 2024 {FERRY}.{FOOT}"
)
ANSWERS = (
    HEAD.format(day="20 augustus 2024")
    + f"Hiermee voldoe ik aan mijn toezegging om uw Kamer te informeren over {SLUICE}.\n\n"
    + f"Hiermee kom ik mijn toezegging na om uw Kamer {FERRY} te sturen.{FOOT}"
)


@pytest.fixture
def register(session: Session) -> Session:
    """Give a register with a letter that answers both promises of another."""
    for name, text in (("belofte", PROMISES), ("antwoord", ANSWERS)):
        incoming = make_incoming(text, name)
        import_document(session, incoming, calendar=Calendar(), actor=CLERK, at=AT)
    return session


def waiting(session: Session) -> list[SuggestionView]:
    desk = find_desk(session, DeskFilter(answering(session)), today=TODAY)
    return [card for group in desk.suggestions for card in group.cards]


def answering(session: Session) -> int:
    return letter_id(session, "antwoord")


def all_of(session: Session, verdict: Verdict = Verdict.FULFILS) -> list[Answer]:
    return [Answer(one.id, verdict, one.version, one.item_version) for one in waiting(session)]


def kinds(session: Session) -> dict[str, ItemKind]:
    return {item.number: item.kind for item in session.scalars(select(Item))}


def test_all_of_a_letter_is_judged_in_one_go_and_says_what_it_changes(register: Session) -> None:
    answers = all_of(register)
    assert len(answers) > 1
    effects = judge_together(register, answering(register), answers, **BY)
    assert sum(len(one.verdicts) for one in effects) == len(answers)
    assert len(effects) == 2
    assert {(one.before, one.after, one.accepts) for one in effects} == {
        (None, Status.SETTLED, True)
    }
    assert waiting(register) == []


def test_all_of_it_is_taken_back_in_one_go(register: Session) -> None:
    before, shown = kinds(register), waiting(register)
    judge_together(register, answering(register), all_of(register), **BY)
    (batch,) = find_batches(register, answering(register))
    assert (batch.total, batch.standing, batch.actor) == (len(shown), len(shown), CLERK)
    count = reopen_together(
        register, batch.entry_id, seen=batch.standing, reason="verkeerde brief", **BY
    )
    assert count == len(shown)
    assert kinds(register) == before
    assert [one.id for one in waiting(register)] == [one.id for one in shown]
    assert find_batches(register, answering(register)) == ()
    with pytest.raises(WrongState):
        reopen_together(register, batch.entry_id, seen=0, reason="nog eens", **BY)


def test_what_was_taken_back_alone_makes_the_rest_stale(register: Session) -> None:
    judge_together(register, answering(register), all_of(register, Verdict.PROGRESS), **BY)
    (batch,) = find_batches(register, answering(register))
    one = find_together(register, batch.entry_id)[0]
    version = register.get_one(Suggestion, one).version
    reopen_suggestion(register, one, seen=version, reason="toch niet", **BY)
    with pytest.raises(Stale):
        reopen_together(register, batch.entry_id, seen=batch.standing, reason="alles", **BY)
    (left,) = find_batches(register, answering(register))
    assert left.standing == batch.standing - 1
    reopen_together(register, left.entry_id, seen=left.standing, reason="alles", **BY)


def test_every_verdict_stands_in_its_items_history(register: Session) -> None:
    answers = all_of(register, Verdict.UNRELATED)
    effects = judge_together(register, answering(register), answers, reason="ander debat", **BY)
    assert all(one.before == one.after for one in effects)
    told = register.scalars(select(HistoryEntry).where(HistoryEntry.reason == "ander debat")).all()
    assert {one.suggestion_id for one in told} == {one.suggestion_id for one in answers}


def test_one_that_changed_keeps_all_from_being_put_down(register: Session) -> None:
    answers = all_of(register)
    number = waiting(register)[0].number
    version = waiting(register)[0].item_version
    add_note(register, number, "even wachten", seen=version, **BY)
    with pytest.raises(SomeStale) as refused:
        judge_together(register, answering(register), answers, **BY)
    assert [one for one, _ in refused.value.items] == [number]
    assert len(waiting(register)) == len(answers)


def test_one_that_was_judged_meanwhile_is_stale_too(register: Session) -> None:
    answers = all_of(register)
    first = answers[0]
    judge_suggestion(register, first.suggestion_id, Verdict.PROGRESS, seen=first.seen, **BY)
    with pytest.raises(SomeStale):
        judge_together(register, answering(register), answers, **BY)


def test_only_suggestions_of_the_letter_can_be_judged_with_it(register: Session) -> None:
    with pytest.raises(NotFound):
        judge_together(register, letter_id(register, "belofte"), all_of(register), **BY)
    with pytest.raises(NotFound):
        reopen_together(register, 1, seen=1, reason="niets", **BY)
