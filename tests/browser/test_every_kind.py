"""Every kind of page, filled, as an administrator sees it; a new kind has to join."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.clock import now, today
from app.domain.accounts import Role
from app.domain.calendar import Calendar
from app.domain.mail import Rendered
from app.domain.meetings import Place
from app.domain.reading import PromiseKind
from app.services.accounts import Post, Throttle, ask_reset, set_digest
from app.services.commitments import amend_commitment
from app.services.digests.follows import follow_item, share_follow
from app.services.fields import CommitmentChanges, CommitmentFields
from app.services.meetings.preparing import prepare_meeting
from app.services.reminders import keep_reminder
from app.services.spoken import Spoken, enter_spoken
from app.session import transaction
from app.store.digests import Follow, Subscription
from app.store.documents import Document
from app.store.items import Item
from app.store.motions import MotionConflict
from app.store.outbox import OutboxMessage
from tests.browser.conftest import WIDTHS, Site
from tests.browser.looking import look
from tests.browser.test_committees import SLUG, take_on
from tests.browser.test_desk_states import LETTERS
from tests.services import naming
from tests.web.test_pages import pages_of
from tests.web.website import email_of

OFFICE = "Minister van Onderwijs, Cultuur en Wetenschap"
# Files, feeds and answers for programs; what only sends elsewhere; the front page of all.
NO_PAGES = {
    *(
        "exports",
        "own_exports",
        "post.formatted",  # a mail, which runs nothing, also none of what looks at pages
        "subject_exports",
        "feeds",
        "history_files",
        "api",
        "robots",
        "meetings.agenda",
        "reminders.letter",
    ),
    *("tables.export", "register.home", "single_sign_on"),
}
# Behind an address that is given once, or only for strangers: looked at in tests of their own.
ELSEWHERE = {
    *("access", "account.sign_in", "account.ask_close", "addresses.look"),
    *("digest.ask", "digest.begin", "digest.ask_confirm"),
}


def is_left_out(endpoint: str) -> bool:
    """Say whether this is no page of the walk."""
    left_out = NO_PAGES | ELSEWHERE
    return endpoint in left_out or endpoint.partition(".")[0] in left_out


def fill(session: Session, first: str, reader: int) -> dict[str, object]:
    """Put something on every kind of page that a read register leaves empty; give what there is."""
    by = {"actor": "tests", "at": now()}
    ahead = today() + dt.timedelta(days=30)
    item = session.scalars(select(Item).where(Item.number == first)).one()
    amend_commitment(session, first, CommitmentChanges(member="Zandstra"), seen=item.version, **by)  # type: ignore[arg-type]  # a name and a moment
    naming.take_in(session, LETTERS)
    said = Spoken("Ik stuur de Kamer een lijst van de vuurtorens.", "debat Vuurtorens", today())
    fields = CommitmentFields(actor=OFFICE, subject="een lijst", kind=PromiseKind.INFORM)
    spoken = enter_spoken(session, said, fields, calendar=Calendar(), actor="tests", at=now())
    meeting = prepare_meeting(
        session, SLUG, day=ahead, places=tuple(Place), today=today(), actor="tests", at=now()
    )
    reminder = keep_reminder(
        session,
        OFFICE,
        reply_before=ahead,
        horizon=ahead,
        today=today(),
        actor="tests",
        at=now(),
    )
    follow = follow_item(session, reader, first, name="De eerste", at=now())
    share_follow(session, reader, follow, shared=True)
    set_digest(session, email_of(Role.ADMINISTRATOR), wanted=True, actor="tests", at=now())
    post = Post(Rendered("Proef", "<p>Proef</p>", "Proef"), "gestand.example")
    asked = {"post": post, "address": "192.0.2.7", "at": now(), "throttle": Throttle()}
    ask_reset(session, email_of(Role.READER), "een", **asked)  # type: ignore[arg-type]  # as above
    session.flush()
    debate = session.scalar(
        select(Document.id).join(Item, Item.document_id == Document.id).where(Item.number == spoken)
    )
    paper = session.scalar(select(Document.dossier).where(Document.dossier.is_not(None)).limit(1))
    letter = session.scalar(select(Document.id).order_by(Document.id).limit(1))
    conflict = session.scalar(select(MotionConflict.id).limit(1))
    token = session.scalar(select(Follow.share_token).where(Follow.id == follow))
    return {
        "first": first,
        "meeting": meeting,
        "reminder": reminder,
        "follow": follow,
        "debate": debate,
        "dossier": paper,
        "letter": letter,
        "conflict": conflict,
        "token": token,
        "message": session.scalar(select(OutboxMessage.id)),
        "reader": session.scalar(select(Subscription.id)),
    }


def pages_with(made: dict[str, object]) -> dict[str, str]:
    """Give a page of every kind that `pages_of` does not name, by its endpoint."""
    first, follow = made["first"], made["follow"]
    words = f"/brieven/{made['letter']}/{{}}?start=300&end=400"
    return {
        "conflicts.conflict": f"/bureau/tegenstrijdig/{made['conflict']}",
        "following.index": "/volgen",
        "following.one": f"/volgen/{follow}",
        "following.preview": "/volgen/voorbeeld",
        "following.shared": f"/volgen/gedeeld/{made['token']}",
        "joining.ask_split": f"/register/{first}/splitsen",
        "joining.choose": f"/register/{first}/samenvoegen?q=school",
        "marking.motion": words.format("motie"),
        "marking.statement": words.format("mededeling"),
        "meetings.decisions": f"/vergaderingen/{made['meeting']}/besluiten",
        "meetings.meeting": f"/vergaderingen/{made['meeting']}",
        "people.ask_close": "/beheer/mensen/1/sluiten",
        "people.ask_invite": "/beheer/mensen/uitnodigen",
        "people.index": "/beheer/mensen/",
        "people.person": "/beheer/mensen/1",
        "post.index": "/beheer/mail/",
        "post.message": f"/beheer/mail/{made['message']}",
        "post.preview": f"/beheer/mail/lezers/{made['reader']}",
        "reminders.draft": f"/rappels/nieuw?ambt={OFFICE}",
        "reminders.reminder": f"/rappels/{made['reminder']}",
        "search.index": "/zoeken?q=school",
        "subjects.committee": f"/commissies/{SLUG}/cijfers",
        "subjects.committees": "/cijfers/commissies",
        "subjects.debate": f"/debatten/{made['debate']}",
        "subjects.dossiers": "/dossiers",
        "subjects.dossier": f"/dossiers/{made['dossier']}",
        "subjects.member": "/leden/Zandstra",
        "subjects.members": "/leden",
        "subjects.ministry": "/ministeries/ocw",
        "subjects.offices": "/ambten",
        "subjects.office": f"/ambten/{OFFICE}",
        "subjects.whole": "/cijfers",
        "tables.ask_change": "/tabellen/ambten/1",
    }


def endpoints_of(app: Flask, pages: list[str]) -> set[str]:
    """Give the kinds of page that these addresses are of."""
    adapter = app.url_map.bind("localhost")
    found = set()
    for address in pages:
        try:
            found.add(str(adapter.match(address.partition("?")[0], method="GET")[0]))
        except NotFound:  # a page that is not there is looked at too
            continue
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_every_kind_of_page_is_looked_at(site: Site, width: int) -> None:
    first, *_ = take_on(site)
    reader = site.website.account(Role.ADMINISTRATOR).id
    with transaction(site.website.engine) as session:
        pages = pages_with(fill(session, first, reader))
    app = site.website.app
    every = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    walked = endpoints_of(app, pages_of(site.website)) | pages.keys()  # the rest: test_every_page
    left = {one for one in every - walked - {"static"} if not is_left_out(one)}
    assert left == {"letter_work.chosen"}  # sends on to the form of what was chosen
    assert endpoints_of(app, list(pages.values())) == pages.keys()
    with site.visit(Role.ADMINISTRATOR, width) as page:
        if width < WIDTHS[0]:  # longer words, in the narrow window
            page.goto("/account")
            page.get_by_role("button", name="English").click()
        for address in pages.values():
            answer = page.goto(address)
            assert answer is not None
            assert answer.ok, address
            look(page)
