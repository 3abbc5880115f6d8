"""The weekly digest from outside: asked for without an account, and stopped with one click (RFC 8058)."""

from urllib.parse import urlsplit

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now
from app.domain.accounts import Permission
from app.domain.errors import NotFound
from app.mail.notes import render_question
from app.services.accounts import new_token
from app.services.digests import is_subscription, unsubscribe
from app.services.digests.asking import LIFETIME, Wish, ask_digest, confirm_digest, is_asked
from app.web.auth import requires
from app.web.context import Opened, changing, hall, looking, visitor_address
from app.web.following_forms import AskForm
from app.web.list_names import list_address, list_name, wanted_of
from app.web.pages import page
from app.web.security import csrf
from app.web.speaking import speaker

bp = Blueprint("digest", __name__, url_prefix="/weekbericht")


@bp.get("/afmelden/<token>")
@requires(Permission.PUBLIC)
def ask(token: str) -> ResponseReturnValue:
    """Show the button; looking alone stops nothing, since link scanners look."""
    with looking() as session:
        if not is_subscription(session, token):
            return _unknown()
    return page("digest/unsubscribe.html", token=token, state="ask")


@bp.post("/afmelden/<token>")
@csrf.exempt  # type: ignore[untyped-decorator]  # a mail program posts here; the address is the proof
@requires(Permission.PUBLIC)
def stop(token: str) -> ResponseReturnValue:
    """Stop the digest; answered at once, without signing in and without a redirect."""
    try:
        with changing() as session:
            unsubscribe(session, token, at=now())
    except NotFound:
        return _unknown()
    return page("digest/unsubscribe.html", token=token, state="done")


def _unknown() -> ResponseReturnValue:
    """Say that the address leads to no subscription; the general page speaks of the register."""
    return page("digest/unsubscribe.html", state="unknown"), 404


@bp.get("")
@requires(Permission.PUBLIC)
def begin() -> ResponseReturnValue:
    """Let somebody without an account ask for the digest, of a list or of the whole register."""
    _refuse_unless_open()
    address = list_address(request.query_string.decode())
    letters = "ja" if request.args.get("lijst") == "brieven" else ""
    return _asking(AskForm(address=address, letters=letters), 200)


@bp.post("")
@requires(Permission.PUBLIC)
def send_question() -> ResponseReturnValue:
    """Send the question whether the address wants it; the page says the same to whoever asks."""
    _refuse_unless_open()
    form = AskForm(request.form)
    if not form.validate():
        return _asking(form, 422)
    settings, token = hall().settings, new_token()
    address, letters = list_address(form.address.data or ""), bool(form.letters.data)
    with looking() as opened:
        name = _name(opened, address, letters=letters)
    rendered = render_question(
        speaker(),
        about=name,
        address=f"{settings.site_url}{url_for('.ask_confirm', token=token)}",
        days=LIFETIME.days,
        base_url=settings.site_url,
        demo=hall().is_demo,
    )
    asked = Wish(
        email=form.email.data or "",
        language=speaker().language,
        weekday=form.weekday.data,
        hour=form.hour.data,
        address=address if name is not None else None,
        wanted=wanted_of(address, letters=letters) if name is not None else None,
        name=name,
    )
    with changing() as session:
        ask_digest(
            session,
            asked,
            token,
            visitor=visitor_address(),
            rendered=rendered,
            host=urlsplit(settings.site_url).hostname or "localhost",
            at=now(),
        )
    return page("digest/asked.html", email=form.email.data)


@bp.get("/bevestigen/<token>")
@requires(Permission.PUBLIC)
def ask_confirm(token: str) -> ResponseReturnValue:
    """Show the button; looking alone confirms nothing, since link scanners look."""
    with looking() as session:
        if not is_asked(session, token, at=now()):
            return page("digest/confirm.html", state="unknown"), 404
    return page("digest/confirm.html", token=token, state="ask")


@bp.post("/bevestigen/<token>")
@requires(Permission.PUBLIC)
def confirm(token: str) -> ResponseReturnValue:
    """Begin the digest that was asked for."""
    try:
        with changing() as session:
            confirm_digest(session, token, at=now())
    except NotFound:
        return page("digest/confirm.html", state="unknown"), 404
    return page("digest/confirm.html", state="done")


def _asking(form: AskForm, status: int) -> ResponseReturnValue:
    """Render the form."""
    address = list_address(form.address.data or "")
    with looking() as session:
        about = _name(session, address, letters=bool(form.letters.data))
    return page("digest/ask.html", form=form, about=about), status


def _name(session: Opened, address: str, *, letters: bool) -> str | None:
    """Name the list that is asked for; None for the whole register."""
    return list_name(session, address, letters=letters) if address or letters else None


def _refuse_unless_open() -> None:
    """Say that there is no such page where a register keeps to people with an account."""
    if not hall().settings.digest_without_account:
        abort(404)
