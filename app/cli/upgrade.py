"""Bringing a register to the newest form."""

import click

from app.cli.register import open_choice, open_url, trouble
from app.services.registers import is_up_to_date
from app.settings import current_register, get_settings


@click.command()
@click.option("--dry-run", is_flag=True, help="Zeg of er iets te doen is; wijzig niets.")
def upgrade(*, dry_run: bool) -> None:
    """Werk het register bij na een nieuwe versie.

    Een tweede keer doet niets.
    """
    choice = current_register(get_settings())
    if not choice.exists:
        click.echo("Er is nog geen register; import maakt er een.")
        return
    if dry_run:
        with trouble():
            ready = is_up_to_date(open_url(choice.url))
        click.echo("Het register is bij." if ready else "Het register moet worden bijgewerkt.")
        return
    open_choice(choice)
    click.echo("Het register is bij.")
