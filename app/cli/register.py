"""Opening a register for a command: which one, brought up to date, with its fixed lists."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import click
from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from app.domain.errors import Invalid
from app.seeds import Seeds, read_seeds
from app.services.registers import (
    NewerRegister,
    WrongTable,
    is_demo,
    look_over,
    prepare_register,
    upgrade_register,
)
from app.session import open_register, reading, transaction
from app.settings import RegisterChoice, current_register, get_settings, real_register


def open_current() -> tuple[RegisterChoice, Engine]:
    """Open the register that is there: one's own, else the demo; say so where there is none."""
    choice = current_register(get_settings())
    if not choice.exists:
        raise click.ClickException(
            "Er is nog geen register. Begin er een met: ./run gestand import MAP\n"
            "of bekijk eerst het demonstratieregister met: ./run serve"
        )
    engine = open_choice(choice)
    return as_marked(choice, engine), engine


def open_own() -> Engine:
    """Open the register of one's own; say so where there is none, for the demo is no substitute."""
    choice = real_register(get_settings())
    if not choice.exists:
        raise click.ClickException(
            "Er is nog geen eigen register. Begin er een met: ./run gestand import MAP"
        )
    engine = open_choice(choice)
    refuse_demo(engine)
    return engine


def as_marked(choice: RegisterChoice, engine: Engine) -> RegisterChoice:
    """Give the choice with what the register itself says: whether it is the demo."""
    with reading(engine) as session:
        return replace(choice, is_demo=is_demo(session))


def refuse_demo(engine: Engine) -> None:
    """End the command with one line when the register is the demo, wherever it lies."""
    with reading(engine) as session:
        if is_demo(session):
            raise click.ClickException(
                "Dit is het demonstratieregister, en daarin komt niets van uzelf. Noem in "
                "database_url een ander register, of laat die instelling leeg."
            )


def open_choice(choice: RegisterChoice) -> Engine:
    """Open this register in its newest form; ends the command with one line when it cannot."""
    if choice.file is not None:
        choice.file.parent.mkdir(parents=True, exist_ok=True)
    engine = open_url(choice.url)
    with trouble():
        upgrade_register(engine)
        seeds = get_seeds(demo=choice.is_demo)
        with transaction(engine) as session:
            prepare_register(
                session, seeds.ministries, seeds.committees, seeds.tables, seeds.finding
            )
        look_over(engine)
    return engine


@contextmanager
def trouble() -> Iterator[None]:
    """End the command with one line when a register does not open."""
    try:
        yield
    except WrongTable as error:
        raise click.ClickException(
            f"De tabellen in de map seeds passen niet bij elkaar: {error}"
        ) from error
    except NewerRegister as error:
        raise click.ClickException(
            "Dit register is gemaakt met een nieuwere versie van Gestand; werk eerst bij."
        ) from error
    except DBAPIError as error:
        raise click.ClickException(f"Het register gaat niet open: {error.orig}") from error


def open_url(url: str) -> Engine:
    """Open the register at a URL as it is, and close it when the command ends.

    Ends the command with one line when it is no URL of a database.
    """
    try:
        engine = open_register(url)
    except (ArgumentError, NoSuchModuleError) as error:
        raise click.ClickException(
            "GESTAND_DATABASE_URL is geen adres van een register. Een voorbeeld: "
            "postgresql+psycopg://gestand:wachtwoord@localhost/gestand"
        ) from error
    context = click.get_current_context(silent=True)
    if context is not None:
        context.call_on_close(engine.dispose)
    return engine


def get_seeds(*, demo: bool = False) -> Seeds:
    """Read the seeds; ends the command with one line when a table is missing or wrong."""
    try:
        return read_seeds(get_settings().seeds, demo=demo)
    except Invalid as error:
        raise click.ClickException(f"Een lijst in de map seeds klopt niet: {error}") from error
