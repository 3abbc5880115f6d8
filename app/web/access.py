"""The way in without a password: a forgotten one, and a link that opens an account once."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now
from app.domain.accounts import LinkPurpose, Permission
from app.domain.errors import Invalid, NotFound
from app.services.accounts import LinkView, ask_reset, find_link, new_token, use_link
from app.web.account_forms import ChooseForm, ForgottenForm
from app.web.auth import requires
from app.web.context import changing, hall, looking, visitor_address
from app.web.mailing import has_mail, post_link, throttle
from app.web.pages import notify, page
from app.web.speaking import _, later, speaker

bp = Blueprint("access", __name__)
TOO_EASY = later("Kies een ander wachtwoord; dit is te makkelijk te raden.")


@bp.get("/wachtwoord-vergeten")
@requires(Permission.PUBLIC)
def forgotten() -> ResponseReturnValue:
    """Ask for the address that a link goes to."""
    return page("account/forgotten.html", form=ForgottenForm(), has_mail=has_mail())


@bp.post("/wachtwoord-vergeten")
@requires(Permission.PUBLIC)
def ask() -> ResponseReturnValue:
    """Send a link, and answer the same whether or not the address has an account."""
    form = ForgottenForm(request.form)
    if not has_mail() or not form.validate():
        return page("account/forgotten.html", form=form, has_mail=has_mail()), 422
    token = new_token()
    post = post_link(LinkPurpose.RESET, token, speaker())  # made for nobody too: it takes as long
    with changing() as session:
        counted = ask_reset(
            session,
            form.email.data or "",
            token,
            post=post,
            address=visitor_address(),
            at=now(),
            throttle=throttle(),
        )
    if not counted:
        minutes = hall().settings.login_window_minutes
        refused = _(
            "Er is te vaak een link aangevraagd. Probeer het over %(minutes)s minuten weer.",
            minutes=minutes,
        )
        return page("account/forgotten.html", form=form, has_mail=True, refused=refused), 429
    return page("account/asked.html", email=form.email.data)


@bp.get("/wachtwoord-kiezen/<token>")
@requires(Permission.PUBLIC)
def choose(token: str) -> ResponseReturnValue:
    """Show the form; looking alone uses no link up, since link scanners look."""
    return _choose(token, ChooseForm(), 200)


@bp.post("/wachtwoord-kiezen/<token>")
@requires(Permission.PUBLIC)
def choose_this(token: str) -> ResponseReturnValue:
    """Set the password; the link opens nothing any more."""
    form = ChooseForm(request.form)
    if not form.validate():
        return _choose(token, form, 422)
    try:
        with changing() as session:
            use_link(session, token, form.new.data or "", at=now())
    except Invalid:
        form.new.errors = [TOO_EASY]
        return _choose(token, form, 422)
    except NotFound:
        return _choose(token, form, 404)
    notify(_("Uw wachtwoord is gekozen. Meld u ermee aan."))
    return redirect(url_for("account.sign_in"), 303)


def _choose(token: str, form: ChooseForm, status: int) -> ResponseReturnValue:
    """Render the page behind a link: the form, or that it opens nothing."""
    with looking() as session:
        found: LinkView | None = find_link(session, token, at=now())
    if found is None:
        return page("account/void.html", has_mail=has_mail()), 404
    invited = found.purpose is LinkPurpose.INVITATION
    return page(
        "account/choose.html", form=form, token=token, account=found.account, invited=invited
    ), status
