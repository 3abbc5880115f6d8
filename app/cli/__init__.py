"""Operators' commands: `./run gestand COMMAND` and `./run serve`."""

import click

from app.cli.digest import digest, scheduler
from app.cli.intake import import_
from app.cli.links import links
from app.cli.motions import motions
from app.cli.rank import rank
from app.cli.read import read
from app.cli.serve import serve
from app.cli.statuses import statuses
from app.cli.tables import tables
from app.cli.upgrade import upgrade
from app.cli.users import user
from app.settings import WrongSettings, get_settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Gestand: volgt wat bewindspersonen de Kamer toezeggen, en of het gestand wordt gedaan."""
    try:
        get_settings()
    except WrongSettings as error:
        raise click.ClickException(
            f"Instellingen die niet kunnen (config/local.toml, of GESTAND_…):\n{error}"
        ) from error


for _command in (
    import_,
    read,
    links,
    motions,
    rank,
    user,
    serve,
    digest,
    scheduler,
    statuses,
    tables,
    upgrade,
):
    main.add_command(_command)
