"""The website from the command line; on an empty machine, the demo."""

import socket

import click

from app import create_app
from app.cli.demo import DemoAccount, build_demo, hold_passwords
from app.cli.register import as_marked, open_choice
from app.cli.website import run_website
from app.services.accounts import has_administrator
from app.session import reading
from app.settings import RegisterChoice, Settings, current_register, demo_register, get_settings


@click.command()
@click.option(
    "--demo", is_flag=True, help="Open het demonstratieregister, ook als er een eigen is."
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def serve(*, demo: bool, host: str, port: int) -> None:
    """Start de website.

    Zonder eigen register is dat het demonstratieregister, waarin alles verzonnen is.
    """
    settings = get_settings()
    choice = demo_register(settings) if demo else current_register(settings)
    _refuse_taken(host, port)
    if choice.is_demo:
        build_demo(choice)
    engine = open_choice(choice)
    choice = as_marked(choice, engine)
    with reading(engine) as session:
        is_managed = has_administrator(session)
    accounts = hold_passwords(engine) if choice.is_demo else ()
    engine.dispose()  # the processes that serve open it for themselves
    _greet(choice, host, port, accounts, is_managed=is_managed)
    settings = with_address(settings, choice, host, port)
    run_website(lambda: create_app(settings, choice), host, port)


def with_address(settings: Settings, choice: RegisterChoice, host: str, port: int) -> Settings:
    """Give the settings with the demo's own address, which feeds and mail lead to.

    It is where the demo is opened, on this machine; a register of one's own has it in `site_url`.
    """
    if not choice.is_demo or host not in ("127.0.0.1", "localhost", "::1"):
        return settings
    return settings.model_copy(update={"site_url": _address(host, port)})


def _address(host: str, port: int) -> str:
    """Give the address at which the website is opened."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _refuse_taken(host: str, port: int) -> None:
    """End the command with one line when something else listens there."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        raise click.ClickException(
            f"Op {host}, poort {port}, kan de website niet draaien ({error.strerror}); "
            "kies een andere met --port of --host."
        ) from error


def _greet(
    choice: RegisterChoice,
    host: str,
    port: int,
    accounts: tuple[DemoAccount, ...],
    *,
    is_managed: bool,
) -> None:
    """Say where it is, how to get in, and what comes next."""
    lines = [f"Gestand draait op {_address(host, port)}/ (stop met Ctrl-C)"]
    if choice.is_demo:
        lines.append("Dit is het demonstratieregister: alle brieven en namen zijn verzonnen.")
        lines.append("Inloggen kan alleen vanaf deze machine, met wachtwoorden van deze machine:")
        lines.extend(
            f"  {one.role:<12} {one.email:<24}  wachtwoord: {one.password}" for one in accounts
        )
        lines.append("Een eigen register begint met: ./run gestand import MAP")
        lines.append("en de eerste beheerder met:    ./run gestand user add")
    elif not is_managed:
        lines.append("Er is nog geen beheerder; maak de eerste met: ./run gestand user add")
    click.echo("\n".join(lines))
