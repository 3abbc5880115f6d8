"""Operators' commands: `./run gestand COMMAND` and `./run serve`."""

import click

from app.cli.digest import digest, scheduler
from app.cli.intake import import_
from app.cli.links import links
from app.cli.read import read
from app.cli.upgrade import upgrade


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Gestand: volgt wat bewindspersonen de Kamer toezeggen, en of het gestand wordt gedaan."""


for _command in (import_, read, links, digest, scheduler, upgrade):
    main.add_command(_command)
