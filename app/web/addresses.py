"""Another e-mail address: asked for by the person or an administrator, confirmed from the mail."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now
from app.domain.accounts import AccountState, Permission
from app.domain.errors import Invalid, NotFound
from app.services.accounts import (
    AccountView,
    SignInRefused,
    ask_address,
    confirm_address,
    correct_address,
    find_asked,
    get_person,
    may_ask_address,
    new_token,
)
from app.web.account import address_form, authenticate, refused_again, show_own
from app.web.account_forms import AddressForm, OwnAddressForm, PasswordForm
from app.web.auth import requires, visitor
from app.web.context import changing, hall, looking, visitor_address
from app.web.mailing import has_mail, post_moved, post_new_address, throttle
from app.web.naming import REFUSED
from app.web.pages import notify, page
from app.web.people import send_link_to, show_person, to_person
from app.web.speaking import _

bp = Blueprint("addresses", __name__)


@bp.post("/account/adres")
@requires(Permission.READ)
def ask() -> ResponseReturnValue:
    """Send a link to one's new address; the old one holds until it is used."""
    form, account = address_form(), visitor().account
    if not has_mail() or not form.validate() or not _is_oneself(form, account):
        return show_own(PasswordForm(), 422, address=form)
    with changing() as session:
        counted = may_ask_address(
            session, account.id, address=visitor_address(), at=now(), throttle=throttle()
        )
    if not counted:
        minutes = hall().settings.login_window_minutes
        form.email.errors = [_("Te vaak geprobeerd. Wacht %(minutes)s minuten.", minutes=minutes)]
        return show_own(PasswordForm(), 429, address=form)
    token = new_token()
    if not _ask(account, form, token):
        return show_own(PasswordForm(), 422, address=form)
    notify(_("Er gaat een mail naar %(email)s. Kijk daar.", email=form.email.data or ""), "info")
    return redirect(url_for("account.own"), 303)


@bp.get("/adres-bevestigen/<token>")
@requires(Permission.PUBLIC)
def look(token: str) -> ResponseReturnValue:
    """Show the button; looking alone confirms nothing, since link scanners look."""
    with looking() as session:
        asked = find_asked(session, token, at=now())
    if asked is None:
        return _void()
    return page("account/address.html", token=token, asked=asked)


@bp.post("/adres-bevestigen/<token>")
@requires(Permission.PUBLIC)
def confirm(token: str) -> ResponseReturnValue:
    """Make the address the person's, and tell the old one."""
    with looking() as session:
        asked = find_asked(session, token, at=now())
    if asked is None:
        return _void()
    told = post_moved(asked.account, asked.email) if has_mail() else None
    try:
        with changing() as session:
            email = confirm_address(session, token, told=told, at=now())
    except NotFound:
        return _void()
    except Invalid as refused:
        sentence = REFUSED[refused.message]
        return page("account/address.html", token=token, asked=asked, refused=sentence), 409
    return page("account/address.html", asked=asked, done=email)


@bp.post("/beheer/mensen/<int:account_id>/adres")
@requires(Permission.ADMINISTER)
def give(account_id: int) -> ResponseReturnValue:
    """Give a person another address: at once to whoever never came, else for them to confirm."""
    form = AddressForm(request.form)
    with looking() as session:
        account = get_person(session, account_id, at=now()).account
    if not form.validate():
        return show_person(account_id, address=form)
    if account.state is AccountState.INVITED:
        return _correct(account, form)
    token = new_token()
    if not _ask(account, form, token):
        return show_person(account_id, address=form)
    if has_mail():
        notify(_("Er gaat een mail naar %(email)s.", email=form.email.data or ""), "info")
        return to_person(account_id)
    return page(
        "people/link.html",
        section="beheer",
        account=account,
        address=url_for(".look", token=token, _external=True),
        email=form.email.data,
    )


def _void() -> ResponseReturnValue:
    """Say that a link confirms nothing any more."""
    return page("account/void.html", has_mail=False), 404


def _is_oneself(form: OwnAddressForm, account: AccountView) -> bool:
    """Say whether the password is right; what is wrong stands beside its field."""
    if not account.has_password:
        return True
    outcome = authenticate(account.email, form.current.data or "")
    if isinstance(outcome, SignInRefused):
        form.current.errors = [refused_again(outcome)]
        return False
    return True


def _ask(account: AccountView, form: AddressForm, token: str) -> bool:
    """Make the link and its message; False, and told beside the field, when refused."""
    try:
        with changing() as session:
            ask_address(
                session,
                account.id,
                form.email.data or "",
                token,
                post=post_new_address(account, token) if has_mail() else None,
                actor=visitor().name,
                at=now(),
            )
    except Invalid as refused:
        form.email.errors = [REFUSED[refused.message]]
        return False
    return True


def _correct(account: AccountView, form: AddressForm) -> ResponseReturnValue:
    """Put the right address down, and invite the person there."""
    try:
        with changing() as session:
            corrected = correct_address(
                session, account.id, form.email.data or "", actor=visitor().name, at=now()
            )
    except Invalid as refused:
        form.email.errors = [REFUSED[refused.message]]
        return show_person(account.id, address=form)
    return send_link_to(corrected)
