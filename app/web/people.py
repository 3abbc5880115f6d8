"""The people of the register, for an administrator: who may what, invited, blocked, closed."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now, today
from app.domain.accounts import AccountState, LinkPurpose, Permission, Role
from app.domain.errors import Invalid, WrongState
from app.domain.languages import Language
from app.languages import translator
from app.services.accounts import (
    AccountView,
    PeopleFilter,
    PersonPage,
    add_account,
    anonymise_account,
    close_account,
    find_people,
    get_person,
    make_link,
    new_token,
    purpose_of,
    set_blocked,
    set_committees,
    set_fractie,
    set_role,
)
from app.services.overview.narrowing import find_fracties
from app.services.overview.register import find_committees
from app.web import account_words
from app.web.account_forms import (
    AddressForm,
    CloseForm,
    CommitteesForm,
    FractieForm,
    InviteForm,
    NameForm,
    RoleForm,
)
from app.web.auth import requires, visitor
from app.web.context import Opened, changing, hall, looking
from app.web.forms import MAX_LINE
from app.web.mailing import has_mail, post_link
from app.web.naming import REFUSED, put_name
from app.web.pages import notify, page
from app.web.reading_args import chosen_one, page_number
from app.web.speaking import _, later
from app.web.words import ROLES

bp = Blueprint("people", __name__, url_prefix="/beheer/mensen")


@bp.get("/")
@requires(Permission.ADMINISTER)
def index() -> ResponseReturnValue:
    """Show everybody with an account."""
    wanted = PeopleFilter(
        q=request.args.get("q", "").strip()[:MAX_LINE],
        role=chosen_one(Role, request.args.get("rol")),
        state=chosen_one(AccountState, request.args.get("staat")),
        page=page_number(request.args.get("pagina")),
    )
    with looking() as session:
        found = find_people(session, wanted)
    return page(
        "people/index.html",
        section="beheer",
        found=found,
        wanted=wanted,
        states=account_words.STATES,
        page_address=lambda number: url_for(
            ".index",
            q=wanted.q or None,
            rol=wanted.role,
            staat=wanted.state,
            pagina=number,
        ),
    )


@bp.get("/uitnodigen")
@requires(Permission.ADMINISTER)
def ask_invite() -> ResponseReturnValue:
    """Ask whom to invite."""
    return _invitation(_invite_form(), 200)


@bp.post("/uitnodigen")
@requires(Permission.ADMINISTER)
def invite() -> ResponseReturnValue:
    """Make an account that waits for its password, and a link to choose one."""
    form = _invite_form()
    if not form.validate():
        return _invitation(form, 422)
    try:
        with changing() as session:
            account = add_account(
                session,
                email=form.email.data or "",
                name=form.name.data or "",
                role=form.role.data,
                password=None,
                actor=visitor().name,
                at=now(),
                demo=hall().is_demo,
                language=form.language.data,
            )
            chosen = form.committees.data or []
            set_committees(session, account.email, chosen, actor=visitor().name, at=now())
            token = _send_link(session, account)
    except Invalid as refused:
        field = form.name if refused.field == "name" else form.email
        field.errors = [REFUSED.get(refused.message, _("Dit kan niet."))]
        return _invitation(form, 422)
    return _handed(account, token)


@bp.get("/<int:account_id>")
@requires(Permission.ADMINISTER)
def person(account_id: int) -> ResponseReturnValue:
    """Show one person, and what happened to the account."""
    return show_person(account_id)


@bp.post("/<int:account_id>/rol")
@requires(Permission.ADMINISTER)
def change_role(account_id: int) -> ResponseReturnValue:
    """Make a person something else here; they sign in again."""
    form = RoleForm(request.form)
    if not form.validate():
        return show_person(account_id, role=form)
    with changing() as session:
        account = _open(session, account_id)
        set_role(session, account.email, form.role.data, actor=visitor().name, at=now())
    if form.role.data is account.role:
        notify(_("%(name)s was dit al.", name=account.name), "info")
    else:
        notify(_("%(name)s is nu %(role)s.", name=account.name, role=ROLES[form.role.data]))
    return to_person(account_id)


@bp.post("/<int:account_id>/naam")
@requires(Permission.ADMINISTER)
def change_name(account_id: int) -> ResponseReturnValue:
    """Give a person another name."""
    form = NameForm(request.form)
    if not form.validate() or not put_name(account_id, form):
        return show_person(account_id, name=form)
    notify(_("Deze persoon heet nu %(name)s.", name=form.name.data))
    return to_person(account_id)


@bp.post("/<int:account_id>/commissies")
@requires(Permission.ADMINISTER)
def change_committees(account_id: int) -> ResponseReturnValue:
    """Say for which committees a person works."""
    with looking() as session:
        choices = find_committees(session)
    form = CommitteesForm(request.form)
    form.committees.offer(choices)
    if not form.validate():
        return show_person(account_id, committees=form)
    with changing() as session:
        account = _open(session, account_id)
        chosen = form.committees.data or []
        set_committees(session, account.email, chosen, actor=visitor().name, at=now())
    notify(_("De commissies van %(name)s zijn vastgelegd.", name=account.name))
    return to_person(account_id)


@bp.post("/<int:account_id>/fractie")
@requires(Permission.ADMINISTER)
def change_fractie(account_id: int) -> ResponseReturnValue:
    """Say for whose members a person works."""
    form = FractieForm(request.form)
    with looking() as session:
        form.offer(find_fracties(session, today()), _open(session, account_id).fractie)
    if not form.validate():
        return show_person(account_id, fractie=form)
    with changing() as session:
        account = _open(session, account_id)
        chosen = form.fractie.data or None
        set_fractie(session, account.email, chosen, actor=visitor().name, at=now())
    notify(_("De fractie van %(name)s is vastgelegd.", name=account.name))
    return to_person(account_id)


@bp.post("/<int:account_id>/link")
@requires(Permission.ADMINISTER)
def send_link(account_id: int) -> ResponseReturnValue:
    """Send a link once more: to accept the invitation, or to choose a new password."""
    with looking() as session:
        account = _open(session, account_id)
    return send_link_to(account)


def send_link_to(account: AccountView) -> ResponseReturnValue:
    """Make a link for an account, and say where it goes."""
    with changing() as session:
        token = _send_link(session, account)
    return _handed(account, token)


@bp.post("/<int:account_id>/blokkeren")
@requires(Permission.ADMINISTER)
def block(account_id: int) -> ResponseReturnValue:
    """Keep a person out, at once."""
    account = _set_blocked(account_id, blocked=True)
    notify(_("%(name)s is geblokkeerd en overal afgemeld.", name=account.name))
    return to_person(account_id)


@bp.post("/<int:account_id>/deblokkeren")
@requires(Permission.ADMINISTER)
def unblock(account_id: int) -> ResponseReturnValue:
    """Let a person in again."""
    account = _set_blocked(account_id, blocked=False)
    notify(_("%(name)s kan zich weer aanmelden.", name=account.name))
    return to_person(account_id)


@bp.get("/<int:account_id>/sluiten")
@requires(Permission.ADMINISTER)
def ask_close(account_id: int) -> ResponseReturnValue:
    """Say what closing an account means, and ask for it."""
    with looking() as session:
        account = get_person(session, account_id, at=now()).account
    if account.anonymised_at is not None or account_id == visitor().account.id:
        return to_person(account_id)
    return page("people/close.html", section="beheer", account=account, form=CloseForm())


@bp.post("/<int:account_id>/sluiten")
@requires(Permission.ADMINISTER)
def close(account_id: int) -> ResponseReturnValue:
    """Close an account, and take name and address away where that is asked."""
    anonymise = bool(CloseForm(request.form).anonymise.data)
    with changing() as session:
        account = _other(session, account_id)
        if anonymise:
            anonymise_account(session, account_id, actor=visitor().name, at=now())
        else:
            close_account(session, account.email, actor=visitor().name, at=now())
    if anonymise:
        notify(_("De naam en het e-mailadres staan niet meer in het register."))
    else:
        notify(_("Het account van %(name)s is gesloten.", name=account.name))
    return to_person(account_id)


def _invite_form() -> InviteForm:
    """Make the form of an invitation, with the committees to choose from."""
    form = InviteForm(request.form)
    with looking() as session:
        form.committees.offer(find_committees(session))
    return form


def _invitation(form: InviteForm, status: int) -> ResponseReturnValue:
    """Render the form of an invitation."""
    return page("people/invite.html", section="beheer", form=form, has_mail=has_mail()), status


def _open(session: Opened, account_id: int) -> AccountView:
    """Give an account that is not closed; raises NotFound, and WrongState for a closed one."""
    account = get_person(session, account_id, at=now()).account
    if account.closed_at is not None:
        raise WrongState("account", "closed")
    return account


def _other(session: Opened, account_id: int) -> AccountView:
    """Give an account that is not the visitor's; raises NotFound, and WrongState for one's own.

    One's own account is closed on one's own page, where the password is asked.
    """
    if account_id == visitor().account.id:
        raise WrongState("account", "one's own")
    return get_person(session, account_id, at=now()).account


def _set_blocked(account_id: int, *, blocked: bool) -> AccountView:
    """Block or unblock somebody else."""
    with changing() as session:
        account = _other(session, account_id)
        set_blocked(session, account.email, blocked=blocked, actor=visitor().name, at=now())
    return account


def _send_link(session: Opened, account: AccountView) -> str:
    """Make a link for an account; where there is mail, its message waits in the outbox."""
    token, purpose = new_token(), purpose_of(account)
    said = translator(account.language or Language.DUTCH)
    post = post_link(purpose, token, said, inviter=visitor().name) if has_mail() else None
    make_link(session, account.id, token, post=post, actor=visitor().name, at=now())
    return token


def _handed(account: AccountView, token: str) -> ResponseReturnValue:
    """Say that the link is on its way, or show it this once to be handed over."""
    invited = purpose_of(account) is LinkPurpose.INVITATION
    if not has_mail():
        return page(
            "people/link.html",
            section="beheer",
            account=account,
            address=url_for("access.choose", token=token, _external=True),
            invited=invited,
        )
    told = (
        later("De uitnodiging voor %(name)s gaat naar %(email)s.")
        if invited
        else later("De link voor een nieuw wachtwoord voor %(name)s gaat naar %(email)s.")
    )
    notify(_(told, name=account.name, email=account.email))
    return to_person(account.id)


def to_person(account_id: int) -> ResponseReturnValue:
    """Go back to the page of a person."""
    if account_id == visitor().account.id and visitor().role is not Role.ADMINISTRATOR:
        return redirect(url_for("account.own"), 303)
    return redirect(url_for("people.person", account_id=account_id), 303)


def show_person(
    account_id: int,
    *,
    name: NameForm | None = None,
    role: RoleForm | None = None,
    committees: CommitteesForm | None = None,
    address: AddressForm | None = None,
    fractie: FractieForm | None = None,
) -> ResponseReturnValue:
    """Render the page of a person; a form that was refused stands there as it was sent."""
    with looking() as session:
        found: PersonPage = get_person(session, account_id, at=now())
        choices = find_committees(session)
        fracties = find_fracties(session, today())
    if fractie is None:
        fractie = FractieForm(fractie=found.account.fractie or "")
        fractie.offer(fracties, found.account.fractie)
    if committees is None:
        committees = CommitteesForm(committees=[one.id for one in found.committees])
        committees.committees.offer(choices)
    is_refused = (
        committees.errors or fractie.errors or any(one is not None for one in (name, role, address))
    )
    return page(
        "people/person.html",
        section="beheer",
        person=found,
        account=found.account,
        name=name or NameForm(name=found.account.name),
        role=role or RoleForm(role=found.account.role),
        committees=committees,
        fractie=fractie,
        has_mail=has_mail(),
        states=account_words.STATES,
        deed_words=account_words.deed_words,
        link_words=account_words.link_words,
        is_own=account_id == visitor().account.id,
        address=address or AddressForm(),
    ), 422 if is_refused else 200
