"""Signing in and out, and a person's own account."""

from datetime import timedelta

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user, logout_user

from app.clock import now
from app.domain.accounts import Permission
from app.domain.errors import Invalid
from app.services.accounts import (
    AccountView,
    SignInRefused,
    Throttle,
    begin_sign_in,
    change_password,
    end_sessions,
    end_sign_in,
    fits,
    set_digest,
)
from app.web.auth import Visitor, find_visitor, requires, visitor
from app.web.context import changing, hall, local_path, visitor_address
from app.web.forms import DigestForm, PasswordForm, SignInForm
from app.web.pages import notify, page
from app.web.security import is_from_this_machine

bp = Blueprint("account", __name__)

REFUSALS = {
    SignInRefused.WRONG: (403, "Het e-mailadres en het wachtwoord horen niet bij elkaar."),
    SignInRefused.THROTTLED: (
        429,
        "Er is te vaak een verkeerd wachtwoord ingevuld. Probeer het over {minutes} minuten weer.",
    ),
    SignInRefused.DEMO_FROM_ELSEWHERE: (
        403,
        "Een account van het demonstratieregister werkt alleen op de computer waarop het draait.",
    ),
}


@bp.get("/aanmelden")
@requires(Permission.PUBLIC)
def sign_in() -> ResponseReturnValue:
    """Show the form to sign in."""
    if find_visitor():
        return redirect(url_for("register.index"), 302)
    return page("account/sign_in.html", form=SignInForm(next=request.args.get("verder", "")))


@bp.post("/aanmelden")
@requires(Permission.PUBLIC)
def enter() -> ResponseReturnValue:
    """Let a person in, or say why not."""
    form = SignInForm(request.form)
    if not form.validate():
        return page("account/sign_in.html", form=form), 422
    outcome = _authenticate(form.email.data or "", form.password.data or "")
    if isinstance(outcome, SignInRefused):
        status, sentence = REFUSALS[outcome]
        sentence = sentence.format(minutes=_minutes())
        return page("account/sign_in.html", form=form, refused=sentence), status
    _let_in(outcome)
    return redirect(local_path(form.next.data, url_for("register.index")), 303)


@bp.post("/afmelden")
@requires(Permission.PUBLIC)
def sign_out() -> ResponseReturnValue:
    """Let a person out; a cookie that somebody copied opens nothing any more."""
    who = find_visitor()
    if who is not None:
        with changing() as opened:
            end_sessions(opened, who.account.email, actor=who.name, at=now())
    logout_user()
    session.clear()
    notify("U bent afgemeld, ook op andere apparaten.", "info")
    return redirect(url_for(".sign_in"), 303)


@bp.get("/account")
@requires(Permission.READ)
def own() -> ResponseReturnValue:
    """Show a person's own account."""
    return _own(PasswordForm(), 200)


@bp.post("/account/wachtwoord")
@requires(Permission.READ)
def renew_password() -> ResponseReturnValue:
    """Set another password; every other session of the account ends."""
    form = PasswordForm(request.form)
    if not form.validate():
        return _own(form, 422)
    email = visitor().account.email
    outcome = _authenticate(email, form.current.data or "")
    if isinstance(outcome, SignInRefused):
        sentence = _REFUSED_AGAIN.get(outcome, "Dit is niet uw huidige wachtwoord.")
        form.current.errors = [sentence.format(minutes=_minutes())]
        return _own(form, 422)
    try:
        with changing() as opened:
            renewed = change_password(
                opened, email, form.new.data or "", actor=visitor().name, at=now()
            )
    except Invalid:
        form.new.errors = ["Kies een ander wachtwoord; dit is te makkelijk te raden."]
        return _own(form, 422)
    _let_in(renewed)
    notify("Uw wachtwoord is gewijzigd. Op andere apparaten bent u afgemeld.")
    return redirect(url_for(".own"), 303)


@bp.post("/account/weekbericht")
@requires(Permission.READ)
def choose_digest() -> ResponseReturnValue:
    """Begin or end the weekly digest."""
    wanted = bool(DigestForm(request.form).digest.data)
    with changing() as opened:
        set_digest(opened, visitor().account.email, wanted=wanted, actor=visitor().name, at=now())
    notify("U krijgt het weekbericht." if wanted else "U krijgt het weekbericht niet meer.")
    return redirect(url_for(".own"), 303)


_REFUSED_AGAIN = {SignInRefused.THROTTLED: "Te vaak geprobeerd. Wacht {minutes} minuten."}


def _own(form: PasswordForm, status: int) -> ResponseReturnValue:
    """Render the account page."""
    digest = DigestForm(digest=visitor().account.digest)
    return page("account/own.html", form=form, digest=digest), status


def _authenticate(email: str, password: str) -> AccountView | SignInRefused:
    """Judge a password with the register open before and after, and free meanwhile."""
    with changing() as opened:
        attempt = begin_sign_in(
            opened, email, address=visitor_address(), at=now(), throttle=_throttle()
        )
    if attempt is None:
        return SignInRefused.THROTTLED
    if not fits(attempt, password):
        return SignInRefused.WRONG
    with changing() as opened:
        return end_sign_in(opened, attempt, is_local=is_from_this_machine())


def _minutes() -> int:
    """Say for how long too many failures close the door."""
    return hall().settings.login_window_minutes


def _throttle() -> Throttle:
    """Give the limits that the settings set."""
    settings = hall().settings
    return Throttle(
        settings.login_attempts_per_account,
        settings.login_attempts_per_address,
        timedelta(minutes=settings.login_window_minutes),
    )


def _let_in(account: AccountView) -> None:
    """Begin a new session: nothing of the one before is kept."""
    session.clear()
    session.permanent = True
    login_user(Visitor(account))
