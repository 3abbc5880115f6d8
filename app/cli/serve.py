"""The website from the command line; on an empty machine, the demo."""

import click

from app import create_app
from app.cli.demo import ACCOUNTS, build_demo
from app.cli.register import open_choice
from app.cli.website import run_website
from app.settings import RegisterChoice, current_register, demo_register, get_settings


@click.command()
@click.option(
    "--demo", is_flag=True, help="Open het demonstratieregister, ook als er een eigen is."
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def serve(*, demo: bool, host: str, port: int) -> None:
    """Start de website; op een lege machine met het demonstratieregister."""
    settings = get_settings()
    choice = demo_register(settings) if demo else current_register(settings)
    if choice.is_demo:
        build_demo(choice)
    open_choice(choice).dispose()
    _greet(choice, host, port)
    run_website(lambda: create_app(settings, choice), host, port)


def _greet(choice: RegisterChoice, host: str, port: int) -> None:
    """Say where it is, how to get in, and what comes next."""
    lines = [f"Gestand draait op http://{host}:{port}/ (stop met Ctrl-C)"]
    if choice.is_demo:
        lines.append("Dit is het demonstratieregister: alle brieven en namen zijn verzonnen.")
        lines.append("Inloggen kan alleen vanaf deze machine:")
        lines.extend(
            f"  {one.role:<12} {one.email}  wachtwoord: {one.password}" for one in ACCOUNTS
        )
        lines.append("Een eigen register begint met: ./run gestand import MAP")
        lines.append("en de eerste beheerder met:    ./run gestand user add")
    click.echo("\n".join(lines))
