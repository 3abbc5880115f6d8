"""The mail, for an administrator: what waits, was sent or failed, and any reader's digest."""

from urllib.parse import urlsplit

from flask import Blueprint, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.digest import Week
from app.domain.errors import Invalid, WrongState
from app.domain.mail import DeliveryState, MailPurpose, Rendered
from app.languages import translator
from app.mail.render import render_digest
from app.services.digests.post import (
    ReaderPreview,
    find_post,
    get_message,
    preview_for,
    resume_reader,
    send_test,
)
from app.services.outbox import send_again
from app.web.auth import requires, visitor
from app.web.context import Opened, changing, hall, looking
from app.web.following_forms import WEEKDAYS
from app.web.forms import MAX_LINE
from app.web.mailing import has_mail
from app.web.pages import notify, page
from app.web.reading_args import chosen_one, page_number
from app.web.security import POLICY_OF_MAIL
from app.web.speaking import _, later
from app.web.words import Badge

bp = Blueprint("post", __name__, url_prefix="/beheer/mail")

STATES = {
    DeliveryState.PENDING: Badge(later("Wacht"), "clock", "wait"),
    DeliveryState.SENT: Badge(later("Verzonden"), "check", "done"),
    DeliveryState.FAILED: Badge(later("Niet aangekomen"), "warning", "late"),
}
PURPOSES = {
    MailPurpose.DIGEST: later("Weekbericht"),
    MailPurpose.LINK: later("Uitnodiging of wachtwoord"),
    MailPurpose.CONFIRM: later("Vraag om bevestiging"),
    MailPurpose.TEST: later("Proef"),
    MailPurpose.NOTICE: later("Mededeling over een adres"),
}


@bp.get("/")
@requires(Permission.ADMINISTER)
def index() -> ResponseReturnValue:
    """Show the outbox and the readers."""
    state, readers = wanted_state(), wanted_readers()
    with looking() as session:
        found = find_post(
            session,
            state,
            page_number(request.args.get("pagina")),
            readers=readers,
            readers_page=page_number(request.args.get("lezers")),
        )
    return page(
        "post/index.html",
        section="beheer",
        found=found,
        wanted=state,
        readers=readers,
        states=STATES,
        purposes=PURPOSES,
        weekdays=WEEKDAYS,
        this_week=str(Week.of(today())),
        sends=has_mail(),
        page_address=lambda number: url_for(
            ".index", staat=state, pagina=number, lezer=readers or None
        ),
        readers_address=lambda number: url_for(
            ".index", staat=state, lezer=readers or None, lezers=number, _anchor="lezers"
        ),
    )


@bp.get("/<int:message_id>")
@requires(Permission.ADMINISTER)
def message(message_id: int) -> ResponseReturnValue:
    """Show one message with every attempt."""
    with looking() as session:
        found = get_message(session, message_id)
    return page(
        "post/message.html", section="beheer", found=found, states=STATES, purposes=PURPOSES
    )


@bp.post("/<int:message_id>/opnieuw")
@requires(Permission.ADMINISTER)
def again(message_id: int) -> ResponseReturnValue:
    """Send one message again, as it is."""
    try:
        with changing() as session:
            send_again(session, message_id, at=now())
    except WrongState:
        notify(_("Dit bericht wacht al, of kan niet opnieuw; maak een nieuwe link."), "warning")
    else:
        notify(_("Het bericht staat weer klaar, onder hetzelfde Message-ID."))
    return redirect(url_for(".message", message_id=message_id), 303)


@bp.post("/lezers/<int:reader_id>/hervatten")
@requires(Permission.ADMINISTER)
def resume(reader_id: int) -> ResponseReturnValue:
    """Send again to an address that was refused."""
    with changing() as session:
        resume_reader(session, reader_id)
    notify(_("Dit adres krijgt het weekbericht weer; wat het miste staat in het volgende."))
    return redirect(url_for(".index", _anchor="lezers"), 303)


@bp.get("/lezers/<int:reader_id>")
@requires(Permission.ADMINISTER)
def preview(reader_id: int) -> ResponseReturnValue:
    """Show a reader's digest of a week in its plain form, with the way to the other."""
    week = _week(request.args.get("week"))
    with looking() as session:
        found = _preview(session, reader_id, week)
    rendered = _render(found)
    return page(
        "post/preview.html",
        section="beheer",
        found=found,
        week=week,
        reader_id=reader_id,
        rendered=rendered,
        sends=has_mail(),
    )


@bp.get("/lezers/<int:reader_id>/opgemaakt")
@requires(Permission.ADMINISTER)
def formatted(reader_id: int) -> ResponseReturnValue:
    """Show a reader's digest of a week as a mail program does: a document of its own."""
    with looking() as session:
        found = _preview(session, reader_id, _week(request.args.get("week")))
    response = make_response(_render(found).html)
    response.headers["Content-Security-Policy"] = POLICY_OF_MAIL
    return response


@bp.post("/lezers/<int:reader_id>/proef")
@requires(Permission.ADMINISTER)
def test(reader_id: int) -> ResponseReturnValue:
    """Send a reader's digest of a week to the administrator who looks at it."""
    week = _week(request.form.get("week"))
    with changing() as session:
        found = _preview(session, reader_id, week)
        if found.sent is None:
            host = urlsplit(hall().settings.site_url).hostname or "localhost"
            send_test(session, visitor().account.id, _render(found), host=host, at=now())
    if found.sent is not None:
        notify(_("Deze week is al verzonden; stuur dat bericht opnieuw."), "warning")
    else:
        notify(_("De proef gaat naar %(email)s.", email=visitor().account.email))
    return redirect(url_for(".preview", reader_id=reader_id, week=str(week)), 303)


def _preview(session: Opened, reader_id: int, week: Week) -> ReaderPreview:
    """Give a reader's digest of a week."""
    return preview_for(session, reader_id, week, today=today(), demo=hall().is_demo)


def _render(found: ReaderPreview) -> Rendered:
    """Put a digest in words, in the reader's language; one that was sent has its words."""
    if found.sent is not None:
        return found.sent
    assert found.digest is not None  # it has one of both
    return render_digest(
        found.digest,
        base_url=hall().settings.site_url,
        unsubscribe_url=None,
        said=translator(found.language),
    )


def wanted_state() -> DeliveryState | None:
    """Give the state of the messages that are wanted; None for all."""
    return chosen_one(DeliveryState, request.args.get("staat"))


def wanted_readers() -> str:
    """Give the part of an address by which readers are wanted."""
    return request.args.get("lezer", "").strip()[:MAX_LINE]


def _week(text: str | None) -> Week:
    """Read a week; the one that runs for anything else."""
    try:
        return Week.parse((text or "").strip())
    except Invalid:
        return Week.of(today())
