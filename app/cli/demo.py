"""The demo: a register of its own with invented letters, built once and whole or not at all."""

import base64
import hmac
import shutil
import tempfile
import textwrap
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from urllib.parse import urlencode

import click
from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.cli.decisions import read_decisions
from app.cli.register import get_seeds, open_choice
from app.clock import DUTCH_TIME, now, today
from app.domain.accounts import Role
from app.domain.calendar import Calendar
from app.domain.digest import Week
from app.domain.errors import AppError, Invalid, NotFound
from app.domain.history import MACHINE
from app.services.accounts import add_account, hold_password, set_fractie
from app.services.digests import note_news
from app.services.digests.follows import follow_list, share_in_fractie
from app.services.following import follow_all
from app.services.intake import PreparedDocument, store_prepared
from app.services.overview.rows.register import RegisterFilter
from app.services.preparing import READABLE, prepare_many
from app.services.registers import is_demo, mark_as_demo
from app.session import open_register, reading, transaction
from app.settings import RegisterChoice, get_settings, secret_key
from app.sources.folder import MEGABYTE, find_files, read_file

ACTOR = "Gestand (demonstratie)"
TOLD = Week(2026, 46)  # the last week whose news is old
AT_WORK = time(16, 0)  # when a demo letter comes in, on its own day
_LETTERS = 16  # of a password: 80 bits
_DRAFTS = "demo-in-aanbouw-"
_OLD = timedelta(minutes=10)  # a draft as old as this belongs to nobody any more


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody who can look around in the demo, and the fractie for which they work."""

    role: Role
    email: str
    name: str
    fractie: str | None = None

    @property
    def password(self) -> str:
        """Give the password: of this machine's own secret key, so that nobody else knows it."""
        key = secret_key(get_settings()).encode()
        made = hmac.digest(key, f"demo/{self.email}".encode(), "sha256")
        letters = base64.b32encode(made).decode().lower()[:_LETTERS]
        return "-".join(textwrap.wrap(letters, 4))


FRACTIE = "Sociaal Perspectief"  # one of `seeds/demo/members.csv`
ACCOUNTS = (
    DemoAccount(Role.CLERK, "griffier@demo.example", "T. Rozemeijer (griffier)"),
    DemoAccount(Role.STAFF, "medewerker@demo.example", "E. Wouwerhof (fractiemedewerker)", FRACTIE),
    DemoAccount(Role.READER, "lezer@demo.example", "M. Kwartelaar (lezer)", FRACTIE),
    DemoAccount(Role.ADMINISTRATOR, "beheerder@demo.example", "B. Zandvoorder (beheerder)"),
)


def build_demo(choice: RegisterChoice) -> None:
    """Make the demo's register unless it is there whole.

    It is built in a folder beside it and put in place in one step, so that nobody ever
    opens half a demo, also after a kill or when two start at once. A file in its place
    that is no demo is moved aside. Ends the command when the seeds do not fit.
    """
    assert choice.file is not None  # the demo is always a file of ours
    if choice.file.exists() and not _is_whole(choice):
        aside = choice.file.with_name(f"{choice.file.name}.{now():%Y%m%d%H%M%S}")
        choice.file.rename(aside)
        click.echo(f"{choice.file.name} was geen heel demonstratieregister: nu {aside.name}")
    if choice.file.exists():
        return
    folder = choice.file.parent
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    click.echo("Het demonstratieregister wordt gemaakt …", err=True)
    draft = Path(tempfile.mkdtemp(prefix=_DRAFTS, dir=folder))
    try:
        file = draft / choice.file.name
        _build(RegisterChoice(f"sqlite:///{file}", is_demo=True, file=file))
        for left in ("-wal", "-shm"):  # of a demo that was taken away
            choice.file.with_name(choice.file.name + left).unlink(missing_ok=True)
        with suppress(FileExistsError):  # another start was first; its demo is the same
            choice.file.hardlink_to(file)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def hold_passwords(engine: Engine) -> tuple[DemoAccount, ...]:
    """See to it that the passwords fit, and give the accounts that are open.

    They may not: the key was changed since, or somebody changed a password while looking
    around.
    """
    held: list[DemoAccount] = []
    for one in ACCOUNTS:
        with suppress(NotFound), transaction(engine) as session:
            hold_password(session, one.email, one.password, actor=ACTOR, at=now())
            held.append(one)
    return tuple(held)


def fill_demo(engine: Engine) -> None:
    """Fill an empty, prepared register with the demo; raises AppError when a seed does not fit."""
    folder = get_settings().seeds / "demo"
    decisions = read_decisions(folder / "decisions.toml")
    letters = sorted(_read_letters(folder, get_seeds().calendar), key=_moment)
    for letter in letters:
        if Week.of(_moment(letter).date()) <= TOLD:
            _store(engine, letter)
    with transaction(engine) as session:
        decisions.carry_out(session)
    with transaction(engine) as session:
        _note_old_news(session)
    for letter in letters:
        if Week.of(_moment(letter).date()) > TOLD:
            _store(engine, letter)
    with transaction(engine) as session:
        follow_all(session, actor=MACHINE, at=now(), today=today())
        decisions.carry_out_meetings(session)
        _add_accounts(session)
        mark_as_demo(session)


def _is_whole(choice: RegisterChoice) -> bool:
    """Say whether the file there is a demo that was built to its end."""
    engine = open_register(choice.url)
    try:
        with reading(engine) as session:
            return is_demo(session)
    except DatabaseError:
        return False
    finally:
        engine.dispose()


def _build(choice: RegisterChoice) -> None:
    """Make the register; ends the command with one line when a seed does not fit."""
    engine = open_choice(choice)
    try:
        fill_demo(engine)
    except AppError as error:
        raise click.ClickException(f"De map seeds/demo klopt niet: {error}") from error
    finally:
        engine.dispose()  # with the last connection the log is folded into the one file


def _read_letters(folder: Path, calendar: Calendar) -> list[PreparedDocument]:
    """Read the demo's letters; raises Unreadable, and Invalid for one that has no date."""
    found = find_files([folder], READABLE)
    limit = get_settings().max_file_megabytes * MEGABYTE
    papers = [read_file(one.path, limit) for one in found if one.passed is None]
    letters: list[PreparedDocument] = []
    for one in prepare_many(papers, calendar):
        if isinstance(one.result, AppError):
            raise one.result
        if one.result.printed is None:
            raise Invalid(one.incoming.name, "a letter of the demo prints its date")
        letters.append(one.result)
    return letters


def _moment(letter: PreparedDocument) -> datetime:
    """Say when a letter came in."""
    assert letter.printed is not None  # seen to on reading
    return datetime.combine(letter.printed, AT_WORK, DUTCH_TIME)


def _store(engine: Engine, letter: PreparedDocument) -> None:
    """Put a letter down as on its own day."""
    with transaction(engine) as session:
        store_prepared(session, letter, actor=ACTOR, at=_moment(letter))


def _note_old_news(session: Session) -> None:
    """Note what is news up to the last week, so that a digest tells only what came after."""
    night = datetime.combine(TOLD.sunday, time(23, 59), DUTCH_TIME)
    note_news(session, at=night, today=TOLD.sunday + timedelta(days=1))


def _add_accounts(session: Session) -> None:
    """Give everybody in ACCOUNTS an account that works on this machine alone."""
    for one in ACCOUNTS:
        account = add_account(
            session,
            email=one.email,
            name=one.name,
            role=one.role,
            password=one.password,
            actor=ACTOR,
            at=now(),
            demo=True,
        )
        set_fractie(session, one.email, one.fractie, actor=ACTOR, at=now())
        if one.role is Role.READER:
            _share_a_list(session, account.id)


def _share_a_list(session: Session, account_id: int) -> None:
    """Let somebody follow what members of their fractie were promised and moved, and show it there."""
    wanted = RegisterFilter(fractie=FRACTIE)
    address = urlencode({"fractie": FRACTIE})
    name = "Toezeggingen en moties van onze leden"
    follow = follow_list(session, account_id, address, wanted, name=name, at=now())
    share_in_fractie(session, account_id, follow, shared=True)


def _sweep(folder: Path) -> None:
    """Clear away what a killed build left."""
    old = (now() - _OLD).timestamp()
    for draft in folder.glob(f"{_DRAFTS}*"):
        if draft.stat().st_mtime < old:
            shutil.rmtree(draft, ignore_errors=True)
