"""People who may sign in, managed by the operator."""

import secrets
import sys
from dataclasses import dataclass

import click
from sqlalchemy.orm import Session

from app.cli.reception import ACTOR
from app.cli.register import open_own
from app.clock import DUTCH_TIME, now
from app.domain.accounts import AccountState, Role
from app.domain.errors import Invalid, LastAdministrator, NotFound, WrongState
from app.services.accounts import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    AccountView,
    add_account,
    anonymise_account,
    change_password,
    close_account,
    find_accounts,
    has_administrator,
    set_digest,
    set_role,
)
from app.services.digests import find_readers
from app.session import reading, transaction

ROLES = click.Choice([role.value for role in Role])
_REFUSALS = {
    ("email", "not an e-mail address"): "Dit is geen e-mailadres.",
    ("email", "already has an account"): "Dit e-mailadres heeft al een account, open of gesloten.",
    ("name", "empty"): "De naam is leeg.",
    ("name", "too long"): "De naam is te lang.",
    ("name", "already in use"): "Iemand anders heet al zo; voeg iets toe, zoals een voornaam.",
    ("name", "reserved"): "Deze naam gebruikt Gestand zelf.",
    ("password", "the same as the e-mail address"): "Het wachtwoord is gelijk aan het e-mailadres.",
}

_LAST = "Dit is de enige beheerder; maak eerst iemand anders beheerder."
_SHARED = "Een ander account heeft dezelfde naam; hun besluiten zijn niet te onderscheiden."

_dry_run = click.option("--dry-run", is_flag=True, help="Controleer alles; wijzig niets.")
_generate = click.option("--generate", is_flag=True, help="Bedenk een wachtwoord en toon het.")
_from_stdin = click.option(
    "--password-stdin", "stdin", is_flag=True, help="Lees het wachtwoord van standaardinvoer."
)


@click.group()
def user() -> None:
    """Beheer wie er mag inloggen, en als wat."""


@user.command()
@click.argument("email", required=False)
@click.option("--name", help="De naam zoals de geschiedenis die toont.")
@click.option("--role", type=ROLES, help="Wat deze persoon hier is.")
@click.option("--digest", is_flag=True, help="Stuur deze persoon het weekbericht.")
@_generate
@_from_stdin
@_dry_run
def add(
    *,
    email: str | None,
    name: str | None,
    role: str | None,
    digest: bool,
    generate: bool,
    stdin: bool,
    dry_run: bool,
) -> None:
    """Geef iemand een account; de eerste wordt beheerder."""
    engine = open_own()
    with reading(engine) as session:
        is_first = not has_administrator(session)
    if is_first:
        click.echo("Dit register heeft nog geen beheerder.")
        role = role or Role.ADMINISTRATOR
    email = email or click.prompt("E-mailadres")
    name = name or click.prompt("Naam")
    role = role or click.prompt("Rol", type=ROLES, default=Role.READER.value)
    password = _ask_password(generate=generate, stdin=stdin)
    with _Deed(), transaction(engine, dry_run=dry_run) as session:
        made = add_account(
            session,
            email=email,
            name=name,
            role=Role(role),
            password=password.words,
            actor=ACTOR,
            at=now(),
        )
        if digest:
            set_digest(session, made.email, wanted=True, actor=ACTOR, at=now())
    _conclude(f"{made.email} kan inloggen als {made.role}.", dry_run=dry_run)
    password.show()


@user.command("list")
def list_() -> None:
    """Toon alle accounts."""
    with reading(open_own()) as session:
        accounts, readers = find_accounts(session), find_readers(session)
    for one in accounts:
        state = "weekbericht" if one.id in readers else ""
        if one.state in (AccountState.INVITED, AccountState.BLOCKED):
            state = one.state.value
        if one.closed_at:
            state = f"gesloten op {one.closed_at.astimezone(DUTCH_TIME):%d-%m-%Y}"
        click.echo(f"{one.role:<12} {one.email:<40} {one.name:<30} {state}".rstrip())
    if not accounts:
        click.echo("Er zijn nog geen accounts; maak er een met: ./run gestand user add")


@user.command()
@click.argument("email")
@click.argument("role", type=ROLES)
@_dry_run
def role(*, email: str, role: str, dry_run: bool) -> None:
    """Geef iemand een andere rol; wie ingelogd is, logt opnieuw in."""
    with _Deed(email), transaction(open_own(), dry_run=dry_run) as session:
        changed = set_role(session, email, Role(role), actor=ACTOR, at=now())
    _conclude(f"{changed.email} is nu {changed.role}.", dry_run=dry_run)


@user.command("password")
@click.argument("email")
@_generate
@_from_stdin
@_dry_run
def password_(*, email: str, generate: bool, stdin: bool, dry_run: bool) -> None:
    """Geef iemand een ander wachtwoord, en beëindig alle sessies."""
    engine = open_own()
    with _Deed(email), reading(engine) as session:
        _get(session, email)
    password = _ask_password(generate=generate, stdin=stdin)
    with _Deed(email), transaction(engine, dry_run=dry_run) as session:
        changed = change_password(session, email, password.words, actor=ACTOR, at=now())
    _conclude(f"{changed.email} heeft een ander wachtwoord.", dry_run=dry_run)
    password.show()


@user.command()
@click.argument("email")
@click.option("--anonymise", is_flag=True, help="Haal ook naam en e-mailadres weg.")
@_dry_run
def close(*, email: str, anonymise: bool, dry_run: bool) -> None:
    """Sluit een account.

    Wat deze persoon deed, blijft in de geschiedenis; met --anonymise zonder de naam.
    """
    with _Deed(email), transaction(open_own(), dry_run=dry_run) as session:
        account = _get(session, email)
        if anonymise:
            anonymise_account(session, account.id, actor=ACTOR, at=now())
        else:
            close_account(session, email, actor=ACTOR, at=now())
    _conclude(f"{account.email} is gesloten.", dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class _Password:
    """A password, and whether we made it up."""

    words: str
    is_ours: bool

    def show(self) -> None:
        """Print a password that nobody else knows."""
        if self.is_ours:
            click.echo(f"Wachtwoord: {self.words}")


class _Deed:
    """Says in Dutch, in one line, why something about an account is refused."""

    def __init__(self, email: str | None = None) -> None:
        """Name the account that must be there already."""
        self.email = email

    def __enter__(self) -> None:
        """Do nothing yet."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Turn what the service refused into the end of the command."""
        if isinstance(error, NotFound):
            raise click.ClickException(f"Er is geen open account van {self.email}.") from error
        if isinstance(error, LastAdministrator):
            raise click.ClickException(_LAST) from error
        if isinstance(error, WrongState):
            raise click.ClickException(_SHARED) from error
        if isinstance(error, Invalid):
            words = _REFUSALS.get((error.field, error.message))
            if words is None and error.field == "password":
                words = f"Een wachtwoord heeft {SHORTEST_PASSWORD} tot {LONGEST_PASSWORD} tekens."
            raise click.ClickException(words or str(error)) from error


def _ask_password(*, generate: bool, stdin: bool) -> _Password:
    """Make up a password, read it, or ask it twice without showing it."""
    if generate and stdin:
        raise click.UsageError("Kies een van beide: --generate of --password-stdin.")
    if generate:
        return _Password(secrets.token_urlsafe(15), is_ours=True)
    if stdin:
        return _Password(sys.stdin.readline().rstrip("\r\n"), is_ours=False)
    words = click.prompt(
        f"Wachtwoord (ten minste {SHORTEST_PASSWORD} tekens)",
        hide_input=True,
        confirmation_prompt="Nogmaals het wachtwoord",
    )
    return _Password(words, is_ours=False)


def _get(session: Session, email: str) -> AccountView:
    """Give an open account; raises NotFound."""
    for one in find_accounts(session):
        if one.email == email.strip().lower() and one.closed_at is None:
            return one
    raise NotFound("account", email)


def _conclude(done: str, *, dry_run: bool) -> None:
    """Say what happened, or would have."""
    click.echo(f"Proef, er is niets gewijzigd: {done}" if dry_run else done)
