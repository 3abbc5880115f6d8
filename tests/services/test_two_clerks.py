"""Two clerks at once: the second one sees what the first has done."""

import threading
from typing import Any

import pytest
from sqlalchemy import select

from app.domain.commitments import Verdict
from app.domain.errors import AlreadyThere
from app.domain.matching import ItemKind
from app.services import manual_links
from app.services.intake import store_prepared
from app.services.manual_links import link_passage
from app.session import open_register, transaction
from app.store.documents import Document
from app.store.items import Item
from app.store.links import Fulfilment
from tests.factories import AT, CLERK, make_meeting, make_promising

BY: dict[str, Any] = {"actor": CLERK, "at": AT}


def test_two_clerks_link_the_same_words_once(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_register(database_url)
    with transaction(engine) as session:
        for name, letter in (("belofte", make_promising()), ("antwoord", make_meeting())):
            store_prepared(session, letter.prepared(name), **BY)
    with transaction(engine) as session:
        later = session.scalars(select(Document.id).where(Document.name == "antwoord")).one()
        query = select(Item.number).where(Item.kind == ItemKind.CANDIDATE)
        number = session.scalars(query).one()
    both = threading.Barrier(2)
    find = manual_links._find_waiting

    def wait_for_the_other(*asked: Any) -> Any:
        found = find(*asked)
        try:
            both.wait(0.5)
        except threading.BrokenBarrierError:  # the other one waits for the item, as it should
            return found
        return found

    monkeypatch.setattr(manual_links, "_find_waiting", wait_for_the_other)
    told: list[object] = []

    def link() -> None:
        asked: dict[str, Any] = {"document_id": later, "verdict": Verdict.FULFILS} | BY
        asked["span"] = make_meeting().find("De schepen varen weer.")
        try:
            with transaction(engine) as session:
                told.append(link_passage(session, number, **asked))
        except AlreadyThere as refused:
            told.append(refused.what)

    clerks = [threading.Thread(target=link) for _ in range(2)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    with transaction(engine) as session:
        assert len(session.scalars(select(Fulfilment.id)).all()) == 1
    assert "link" in told
    engine.dispose()
