"""Signing in and out, and a person's own account."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now
from app.domain.accounts import Permission
from app.domain.errors import Invalid
from app.services.accounts import (
    AccountView,
    SignInRefused,
    anonymise_account,
    begin_sign_in,
    change_password,
    end_session,
    end_sessions,
    end_sign_in,
    end_token,
    find_committees_of,
    find_sessions,
    find_tokens,
    find_waiting,
    fits,
    make_token,
    new_token,
    set_digest,
)
from app.services.digests import find_subscription
from app.web.access import TOO_EASY
from app.web.account_forms import (
    CloseOwnForm,
    DigestForm,
    NameForm,
    OwnAddressForm,
    PasswordForm,
    SignInForm,
    TokenForm,
)
from app.web.auth import find_visitor, requires, session_lifetime, visitor
from app.web.context import changing, hall, local_path, looking, visitor_address
from app.web.devices import said_device
from app.web.mailing import has_mail, throttle
from app.web.naming import put_name
from app.web.pages import notify, page
from app.web.security import is_from_this_machine
from app.web.signing import leave, let_in
from app.web.single_sign_on import has_single_sign_on
from app.web.speaking import _, later

bp = Blueprint("account", __name__)

REFUSALS = {
    SignInRefused.WRONG: (403, later("Het e-mailadres en het wachtwoord horen niet bij elkaar.")),
    SignInRefused.THROTTLED: (
        429,
        later(
            "Er is te vaak een verkeerd wachtwoord ingevuld. Probeer het over %(minutes)s minuten weer."
        ),
    ),
    SignInRefused.BLOCKED: (
        403,
        later("Dit account is geblokkeerd. Vraag de beheerder van dit register waarom."),
    ),
    SignInRefused.DEMO_FROM_ELSEWHERE: (
        403,
        later(
            "Een account van het demonstratieregister werkt alleen op de computer waarop het draait."
        ),
    ),
}


@bp.get("/aanmelden")
@requires(Permission.PUBLIC)
def sign_in() -> ResponseReturnValue:
    """Show the form to sign in."""
    if find_visitor():
        return redirect(url_for("register.index"), 302)
    return _sign_in(SignInForm(next=request.args.get("verder", "")))


@bp.post("/aanmelden")
@requires(Permission.PUBLIC)
def enter() -> ResponseReturnValue:
    """Let a person in, or say why not."""
    form = SignInForm(request.form)
    if not form.validate():
        return _sign_in(form), 422
    outcome = authenticate(form.email.data or "", form.password.data or "")
    if isinstance(outcome, SignInRefused):
        status, sentence = REFUSALS[outcome]
        return _sign_in(form, _(sentence, minutes=_minutes())), status
    let_in(outcome)
    return redirect(local_path(form.next.data, url_for("register.index")), 303)


def _sign_in(form: SignInForm, refused: str | None = None) -> str:
    """Render the form to sign in, and why it was refused."""
    name = hall().settings.oidc_name if has_single_sign_on() else None
    return page("account/sign_in.html", form=form, refused=refused, organisation=name)


@bp.post("/afmelden")
@requires(Permission.PUBLIC)
def sign_out() -> ResponseReturnValue:
    """Let a person out of this browser; a cookie that was copied from it opens nothing."""
    if leave() and has_single_sign_on():
        return redirect(url_for("single_sign_on.left"), 303)
    notify(_("U bent afgemeld."), "info")
    return redirect(url_for(".sign_in"), 303)


@bp.get("/account")
@requires(Permission.READ)
def own() -> ResponseReturnValue:
    """Show a person's own account."""
    return show_own(PasswordForm(), 200)


@bp.post("/account/naam")
@requires(Permission.READ)
def rename() -> ResponseReturnValue:
    """Take another name; what was done before stays under the old one."""
    form = NameForm(request.form)
    if not form.validate() or not put_name(visitor().account.id, form):
        return show_own(PasswordForm(), 422, form)
    notify(_("U heet hier nu %(name)s.", name=form.name.data))
    return redirect(url_for(".own"), 303)


@bp.post("/account/wachtwoord")
@requires(Permission.READ)
def renew_password() -> ResponseReturnValue:
    """Set another password; every other session of the account ends."""
    form = PasswordForm(request.form)
    if not form.validate():
        return show_own(form, 422)
    email = visitor().account.email
    outcome = authenticate(email, form.current.data or "")
    if isinstance(outcome, SignInRefused):
        form.current.errors = [refused_again(outcome)]
        return show_own(form, 422)
    try:
        with changing() as opened:
            renewed = change_password(
                opened, email, form.new.data or "", actor=visitor().name, at=now()
            )
    except Invalid:
        form.new.errors = [TOO_EASY]
        return show_own(form, 422)
    let_in(renewed)
    notify(_("Uw wachtwoord is gewijzigd. Op andere apparaten bent u afgemeld."))
    return redirect(url_for(".own"), 303)


@bp.post("/account/weekbericht")
@requires(Permission.READ)
def choose_digest() -> ResponseReturnValue:
    """Begin or end the weekly digest."""
    wanted = bool(DigestForm(request.form).digest.data)
    with changing() as opened:
        set_digest(opened, visitor().account.email, wanted=wanted, actor=visitor().name, at=now())
    notify(_("U krijgt het weekbericht.") if wanted else _("U krijgt het weekbericht niet meer."))
    return redirect(url_for(".own"), 303)


@bp.post("/account/sessies/<int:session_id>/afmelden")
@requires(Permission.READ)
def end_one(session_id: int) -> ResponseReturnValue:
    """Sign out in one browser."""
    if session_id == visitor().session_id:
        return sign_out()
    with changing() as opened:
        end_session(opened, visitor().account.id, session_id)
    notify(_("Op dat apparaat bent u afgemeld."))
    return redirect(url_for(".own", _anchor="sessies"), 303)


@bp.post("/account/sessies/afmelden")
@requires(Permission.READ)
def end_others() -> ResponseReturnValue:
    """Sign out everywhere but here."""
    who = visitor()
    with changing() as opened:
        ended = end_sessions(
            opened, who.account.email, actor=who.name, at=now(), keep=who.session_id
        )
    notify(
        _("Op alle andere apparaten bent u afgemeld.")
        if ended
        else _("U was nergens anders aangemeld.")
    )
    return redirect(url_for(".own", _anchor="sessies"), 303)


@bp.post("/account/tokens")
@requires(Permission.READ)
def add_token() -> ResponseReturnValue:
    """Make a token for the API, and show it this once."""
    form, who, token = TokenForm(request.form), visitor(), new_token()
    if not form.validate():
        return show_own(PasswordForm(), 422, token=form)
    try:
        with changing() as opened:
            name = form.label.data or ""
            make_token(opened, who.account.id, token, name=name, actor=who.name, at=now())
    except Invalid:
        form.label.errors = [_("U hebt al zo veel tokens. Trek er eerst een in.")]
        return show_own(PasswordForm(), 422, token=form)
    return page("account/token.html", token=token, name=name)


@bp.post("/account/tokens/<int:token_id>/intrekken")
@requires(Permission.READ)
def drop_token(token_id: int) -> ResponseReturnValue:
    """Take a token back; it opens nothing any more."""
    who = visitor()
    with changing() as opened:
        name = end_token(opened, who.account.id, token_id, actor=who.name, at=now())
    notify(_("Het token “%(name)s” werkt niet meer.", name=name))
    return redirect(url_for(".own", _anchor="tokens"), 303)


@bp.get("/account/sluiten")
@requires(Permission.READ)
def ask_close() -> ResponseReturnValue:
    """Say what closing one's account means, and ask for it."""
    return page("account/close_own.html", form=_closing())


@bp.post("/account/sluiten")
@requires(Permission.READ)
def close() -> ResponseReturnValue:
    """Close one's own account; name and address leave the register."""
    form, who = _closing(), visitor()
    if not form.validate():
        return page("account/close_own.html", form=form), 422
    if who.account.has_password:
        outcome = authenticate(who.account.email, form.current.data or "")
        if isinstance(outcome, SignInRefused):
            form.current.errors = [refused_again(outcome)]
            return page("account/close_own.html", form=form), 422
    with changing() as opened:
        anonymise_account(opened, who.account.id, actor=who.name, at=now())
    leave()
    notify(
        _("Uw account is gesloten. Uw naam en e-mailadres staan niet meer in het register."), "info"
    )
    return redirect(url_for(".sign_in"), 303)


def _closing() -> CloseOwnForm:
    """Make the form; an account without a password is not asked for it."""
    form = CloseOwnForm(request.form)
    if not visitor().account.has_password:
        del form.current
    return form


def address_form() -> OwnAddressForm:
    """Make the form for another address; an account without a password is not asked for it."""
    form = OwnAddressForm(request.form)
    if not visitor().account.has_password:
        del form.current
    return form


def refused_again(outcome: SignInRefused) -> str:
    """Say why the password of somebody who is inside already was refused."""
    if outcome is SignInRefused.THROTTLED:
        return _("Te vaak geprobeerd. Wacht %(minutes)s minuten.", minutes=_minutes())
    return _("Dit is niet uw huidige wachtwoord.")


def show_own(
    form: PasswordForm,
    status: int,
    name: NameForm | None = None,
    address: OwnAddressForm | None = None,
    token: TokenForm | None = None,
) -> ResponseReturnValue:
    """Render the account page; a form that was refused stands there as it was sent."""
    who = visitor()
    with looking() as opened:
        sessions = find_sessions(opened, who.account.id, at=now(), lifetime=session_lifetime())
        committees = find_committees_of(opened, who.account.id)
        reads = find_subscription(opened, who.account.id)
        waiting = find_waiting(opened, who.account.id, at=now())
        tokens = find_tokens(opened, who.account.id)
    return page(
        "account/own.html",
        token=token or TokenForm(),
        tokens=tokens,
        form=form,
        name=name or NameForm(name=who.name),
        address=address or address_form(),
        waiting=waiting,
        has_mail=has_mail(),
        digest=DigestForm(digest=reads.is_wanted),
        sessions=sessions,
        said_device=said_device,
        committees=committees,
    ), status


def authenticate(email: str, password: str) -> AccountView | SignInRefused:
    """Judge a password with the register open before and after, and free meanwhile."""
    with changing() as opened:
        attempt = begin_sign_in(
            opened, email, address=visitor_address(), at=now(), throttle=throttle()
        )
    if attempt is None:
        return SignInRefused.THROTTLED
    if not fits(attempt, password):
        return SignInRefused.WRONG
    with changing() as opened:
        return end_sign_in(opened, attempt, is_local=is_from_this_machine(), at=now())


def _minutes() -> int:
    """Say for how long too many failures close the door."""
    return hall().settings.login_window_minutes
