"""What the machine would put beside what, as JSON."""

import json
from pathlib import Path

import click

from app.cli.register import open_current
from app.services.links import register_links
from app.session import reading


@click.command()
@click.option(
    "--json",
    "file",
    metavar="BESTAND",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Waar de uitkomst komt.",
)
def links(*, file: Path) -> None:
    """Schrijf als JSON wat bij wat kan horen.

    Dat zijn latere passages bij toezeggingen en moties: per stuk ten hoogste vijf, de
    beste eerst. Wat beoordeeld is als niet-passend ontbreekt.
    """
    _, engine = open_current()
    with reading(engine) as session:
        found = register_links(session)
    try:
        file.write_text(f"{json.dumps(found, ensure_ascii=False, indent=1)}\n", "utf-8")
    except OSError as error:
        raise click.ClickException(f"{file}: schrijven lukt niet ({error.strerror}).") from error
    click.echo(f"{len(found)} koppelingen geschreven: {file}")
